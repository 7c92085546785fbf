"""What is claimed (诉讼请求): changed after filing by an appended row; what was filed stays as it was filed."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases.actions.timeline import note_many
from tianping.cases.models import Case, ClaimChange, Litigant, Matter
from tianping.kernel import audit
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.claim_changes import KINDS, Kind
from tianping.law.money import grouped


@dataclass(frozen=True)
class ClaimDraft:
    """A claim as it is from now on: how it changed, whose it is, its words, its sum, and where that stands."""

    kind: Kind
    litigant: Litigant
    text: str
    claim_fen: int | None
    source: str


@transaction.atomic
def change_claim(case: Case, draft: ClaimDraft, *, by: User, at: datetime.datetime) -> ClaimChange:
    """Append a changed claim to a matter (变更诉讼请求); its sum is the claim's from now on, but a counterclaim's.

    Whoever records it has asked the law whether it is heard.
    """
    matter = Matter.objects.select_for_update().get(pk=case.matter_id)
    if draft.litigant.matter_id != matter.pk:
        raise Refused("该当事人不是本案当事人，请重新选择。")
    if not draft.text.strip():
        raise Refused("请写明变更后的诉讼请求。")
    is_counterclaim = draft.kind == "counterclaim"
    made = ClaimChange.objects.create(
        matter=matter,
        kind=draft.kind,
        litigant=draft.litigant,
        text=draft.text.strip(),
        before_fen=None if is_counterclaim else matter.claim_fen,
        claim_fen=draft.claim_fen if is_counterclaim or draft.claim_fen is not None else matter.claim_fen,
        source=draft.source,
        on=china_day(at),
        at=at,
        by=by,
    )
    if not is_counterclaim:
        matter.claim_fen = made.claim_fen
        matter.save(update_fields=["claim_fen"])
    sum_now = f"，标的额{grouped(made.claim_fen)}元" if made.claim_fen is not None else ""
    line = f"{draft.litigant.get_role_display()}{draft.litigant.name}{KINDS[draft.kind]}{sum_now}。"
    note_many([(matter.pk, case.pk, line[:300])], by=by, at=at, for_litigants=True)
    audit.record("claim.change", f"case:{case.pk}", by=by, at=at, kind=draft.kind)
    return made
