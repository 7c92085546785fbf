"""Sending on: what one side handed in goes to the others with a notice to each, and is served like any paper."""

import datetime
from typing import Any

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Litigant
from tianping.kernel import moves
from tianping.kernel.clock import china_day
from tianping.papers.documents import actions as paper_actions
from tianping.papers.documents.actions import PaperRequest
from tianping.papers.dossier.actions.handing_in import FORWARD_PERIOD
from tianping.papers.dossier.models import Forwarding, HandedFile, HandIn
from tianping.papers.dossier.permissions import check_can_keep

COPY = "copy_notice"


@transaction.atomic
def forward(handed: HandIn, *, by: User, at: datetime.datetime) -> None:
    """Send on to the others what a litigant handed in (转送副本): a notice to each, issued and to be served."""
    check_can_keep(by, handed.case)
    moves.move(handed, "forward", by=by, at=at, forwarded_at=at, forwarded_by=by)
    facts = facts_of(handed)
    # One notice for every hand-in: a second one does not take the place of the first.
    requests = [
        PaperRequest(handed.case_id, COPY, facts, litigant.pk, variant=str(handed.pk)) for litigant in others(handed)
    ]
    if requests:
        papers = paper_actions.draw_up_many(requests, by=by, at=at)
        paper_actions.issue_many(papers, by=by, at=at)
        Forwarding.objects.bulk_create([Forwarding(hand_in=handed, paper=paper) for paper in papers])
    waiting = HandIn.objects.filter(case=handed.case_id, status="received", kind=HandIn.Kind.ANSWER)
    if handed.kind == HandIn.Kind.ANSWER and not waiting.exists():
        case_actions.stop_clocks(
            [handed.case.matter_id], [FORWARD_PERIOD], on=china_day(at), cause="答辩状副本已发送", by=by
        )


def others(handed: HandIn) -> list[Litigant]:
    """To whom it goes: everybody but those on the same side."""
    litigants = Litigant.objects.filter(matter=handed.case.matter_id).exclude(pk=handed.litigant_id)
    third = handed.litigant.role == Litigant.Role.THIRD
    return [each for each in litigants if third or each.role != handed.litigant.role]


def facts_of(handed: HandIn) -> dict[str, Any]:
    """What the notice says of it."""
    rows = HandedFile.objects.filter(hand_in=handed)
    return {
        "what": handed.get_kind_display(),
        "from_id": handed.litigant_id,
        "received_on": china_day(handed.received_at).isoformat() if handed.received_at else "",
        "text": handed.text,
        "materials": [_line(each) for each in rows] or [handed.get_kind_display()],
        "late": handed.late,
    }


def _line(each: HandedFile) -> str:
    purpose = f"，证明：{each.purpose}" if each.purpose else ""
    return f"{each.name}（{each.pages}页）{purpose}"
