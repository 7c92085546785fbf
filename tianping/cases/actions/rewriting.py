"""Writing a matter anew as it was corrected (补正), before it has a case number."""

import datetime
from collections.abc import Callable, Sequence

from django.db import transaction
from django.db.models import F

from tianping.cases.actions.opening import (
    BEFORE_FILING,
    LitigantDraft,
    MatterDraft,
    NoteDraft,
    cause_code,
    litigant_of,
)
from tianping.cases.models import Case, Litigant, LitigantAccess, Matter, StaffNote
from tianping.kernel.refusals import Refused

# By what a litigant is known again, the surest first; whoever is only in the same role is the same row, mended.
KNOWN_BY: tuple[Callable[[LitigantDraft | Litigant], tuple[str, ...]], ...] = (
    lambda each: (each.role, each.name, each.identity_number),
    lambda each: (each.role, each.identity_number) if each.identity_number else (),
    lambda each: (each.role, each.name),
    lambda each: (each.role,),
)
# Above every place of a matter, where rows wait for theirs.
ASIDE = 10_000


@transaction.atomic
def rewrite_matter(matter: Matter, draft: MatterDraft, notes: Sequence[NoteDraft], *, at: datetime.datetime) -> None:
    """Write a matter that has no numbered case yet as it was corrected (补正); its history keeps what stood before.

    A litigant keeps their row whatever place they have now; who is gone is taken out. Whoever acted for somebody who
    is another now acts for nobody by that. Raises Refused once a case is numbered.
    """
    if Case.objects.filter(matter=matter).exclude(status="closed", type_code__startswith=BEFORE_FILING).exists():
        raise Refused("本件已经编立案号，不能再改写起诉状；请按变更诉讼请求办理。")
    matter.cause_name, matter.cause_code = draft.cause_name, cause_code(draft.cause_name, matter.cause_version)
    matter.claim_fen, matter.claim_text = draft.claim_fen, draft.claim_text
    matter.facts_text, matter.elements = draft.facts_text, dict(draft.elements)
    matter.save()
    _rewrite_litigants(matter, draft.litigants)
    StaffNote.objects.bulk_create(
        [StaffNote(matter=matter, code=note.code, text=note.text, because=note.because, at=at) for note in notes]
    )


def _rewrite_litigants(matter: Matter, drafts: Sequence[LitigantDraft]) -> None:
    there = list(Litigant.objects.filter(matter=matter))
    kept = _known_again(there, drafts)
    gone = [each.pk for each in there if each not in kept.values()]
    LitigantAccess.objects.filter(litigant__in=gone).delete()
    Litigant.objects.filter(pk__in=gone).delete()
    if any(row.position != position for position, row in kept.items()):
        Litigant.objects.filter(matter=matter).update(position=F("position") + ASIDE)
    for position, draft in enumerate(drafts, start=1):
        row, before = litigant_of(matter, position, draft), kept.get(position)
        if before is not None:
            row.pk, row.lookup_version = before.pk, before.lookup_version
            if row.name != before.name and (row.identity_number or row.name) != before.identity_number:
                LitigantAccess.objects.filter(litigant=before.pk).delete()
        row.save()


def _known_again(there: Sequence[Litigant], drafts: Sequence[LitigantDraft]) -> dict[int, Litigant]:
    """Place in the corrected pleading → the row of the litigant who stood there or elsewhere before."""
    kept: dict[int, Litigant] = {}
    for known_by in KNOWN_BY:
        left = [row for row in there if row not in kept.values()]
        for position, draft in enumerate(drafts, start=1):
            found = next((row for row in left if known_by(draft) and known_by(row) == known_by(draft)), None)
            if position not in kept and found is not None:
                kept[position] = found
                left.remove(found)
    return kept
