"""What the parties read of the papers with which a suit came (起诉状副本、证据副本)."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from tianping.cases.models import Case, Litigant
from tianping.intake.filing.models import Filing, Material
from tianping.intake.filing.queries import COPIED, FIRST_INSTANCE, filing_of, materials_of
from tianping.papers.service.queries import RESPONSE, service_of


@dataclass(frozen=True)
class Copies:
    """The pieces that a litigant may read; ``words``: what was registered of a complaint without a scan.

    ``words`` are (heading, text) as the clerk typed them from it; empty where the complaint itself can be read.
    """

    pieces: tuple[Material, ...] = ()
    words: tuple[tuple[str, str], ...] = ()


def copies_for(case: Case, litigant: Litigant) -> Copies:
    """What a litigant may read of what the suit was filed with: not identity papers of others.

    The plaintiffs always; everybody else once the notice to respond (应诉通知书) was served on them, with which the
    copies go (民事诉讼法第一百二十八条).
    """
    filing = None if case.type_code.startswith("诉前") else filing_of(case.matter_id)
    if filing is None:
        return Copies()
    served = service_of([case.pk])[case.pk].get(litigant.pk, {})
    if litigant.role != Litigant.Role.PLAINTIFF and RESPONSE not in served:
        return Copies()
    pieces = materials_of(filing)
    return Copies(tuple(each for each in pieces if each.kind in COPIED), _words(case, pieces))


def complaints_on_paper() -> QuerySet[Case]:
    """The cases of suits brought at the counter by a complaint of which there is no scan (纸质起诉状).

    What came in a spreadsheet or from another system came electronically.
    """
    scans = Material.objects.filter(filing=OuterRef("pk"), version=OuterRef("version"), kind=Material.Kind.PLEADING)
    filings = Filing.objects.filter(~Exists(scans), channel=Filing.Channel.COUNTER)
    return Case.objects.filter(type_code=FIRST_INSTANCE, matter__in=filings.values("matter"))


def _words(case: Case, pieces: list[Material]) -> tuple[tuple[str, str], ...]:
    if case.type_code != FIRST_INSTANCE or any(each.kind == Material.Kind.PLEADING for each in pieces):
        return ()
    said = (("诉讼请求", case.matter.claim_text), ("事实与理由", case.matter.facts_text))
    return tuple((heading, text) for heading, text in said if text)
