"""What the parties read of the papers with which a suit came (起诉状副本、证据副本)."""

from dataclasses import dataclass

from tianping.cases.models import Case, Litigant
from tianping.intake.filing.models import Filing, Material
from tianping.intake.filing.queries import COPIED, FIRST_INSTANCE, filing_of, materials_of
from tianping.papers.service.queries import service_of

# The notice with which the copies go to those who are sued.
RESPONSE = "response_notice"


@dataclass(frozen=True)
class Copies:
    """The pieces that a litigant may read; ``words``: what was registered of a complaint that is there on paper only.

    ``words`` are (heading, text) as the clerk typed them from it; empty where the complaint itself can be read.
    """

    pieces: tuple[Material, ...] = ()
    words: tuple[tuple[str, str], ...] = ()


def copies_for(case: Case, litigant: Litigant) -> Copies:
    """What a litigant may read of what the suit was filed with: not identity papers of others.

    The plaintiffs always; everybody else once the notice to respond (应诉通知书) was served on them, with which the
    copies go (民事诉讼法第一百二十八条).
    """
    filing = _with_complaint(case)
    if filing is None:
        return Copies()
    served = service_of([case.pk])[case.pk].get(litigant.pk, {})
    if litigant.role != Litigant.Role.PLAINTIFF and RESPONSE not in served:
        return Copies()
    pieces = materials_of(filing)
    return Copies(tuple(each for each in pieces if each.kind in COPIED), _words(case, pieces))


def complaint_is_on_paper(case: Case) -> bool:
    """Whether a suit was brought by a complaint of which there is no scan: no message can carry its copy."""
    filing = _with_complaint(case)
    return filing is not None and _lacks_scan(case, materials_of(filing))


def _with_complaint(case: Case) -> Filing | None:
    return None if case.type_code.startswith("诉前") else filing_of(case.matter_id)


def _lacks_scan(case: Case, pieces: list[Material]) -> bool:
    return case.type_code == FIRST_INSTANCE and all(each.kind != Material.Kind.PLEADING for each in pieces)


def _words(case: Case, pieces: list[Material]) -> tuple[tuple[str, str], ...]:
    if not _lacks_scan(case, pieces):
        return ()
    said = (("诉讼请求", case.matter.claim_text), ("事实与理由", case.matter.facts_text))
    return tuple((heading, text) for heading, text in said if text)
