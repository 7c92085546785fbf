"""The publication copy of a decision (互联网公布文本): litigants' names, numbers and homes hidden, the bench kept."""

from collections.abc import Sequence

from tianping.cases.models import Litigant
from tianping.law.masked_names import NamedParty
from tianping.law.masking import mask_judgment
from tianping.papers.documents.paragraphs import Body, Paragraph

# The court, its number and those who decided are published as they are.
_KEPT = frozenset({"court", "title", "number", "bench", "date", "clerk"})


def masked_body(body: Body, litigants: Sequence[Litigant]) -> Body:
    """The body as it may be published; what is for the litigants alone is left out."""
    parties = [_party(each) for each in litigants]
    shown = (each for each in body if each.role != "annex")
    return tuple(
        each if each.role in _KEPT else Paragraph(each.role, mask_judgment(each.text, parties).value, each.label)
        for each in shown
    )


def _party(litigant: Litigant) -> NamedParty:
    secrets = (litigant.identity_number, litigant.phone, litigant.address)
    natural = litigant.kind == Litigant.Kind.NATURAL
    return NamedParty(litigant.name, natural, tuple(each for each in secrets if len(each) >= 5) if natural else ())
