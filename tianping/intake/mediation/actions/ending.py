"""How mediations end (调解终结), whoever ends them: numbers close, clocks stop, others hear of it."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.intake.mediation.actions.telling import tell_cancelled, tell_not_agreed
from tianping.intake.mediation.events import EntrustedMediationEnded, MediationEnded
from tianping.intake.mediation.models import Agreement, Referral, Session
from tianping.intake.mediation.queries import ACCEPT, NOTIFY, TERMS
from tianping.kernel import moves, outbox
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused


@transaction.atomic
def ended(
    ids: Sequence[int], verb: str, result: str, line: str, *, by: User | None, at: datetime.datetime, outcome: str
) -> None:
    """Mediations end: whoever records it has been checked. A 诉前调 number closes; a numbered case goes on."""
    if not outcome.strip():
        raise Refused("请写明调解结果或者调解不成的原因。")
    day = china_day(at)
    rows = list(Referral.objects.filter(pk__in=ids).select_related("case").order_by("pk"))
    moves.move_many(Referral, ids, verb, by=by, at=at, reason=outcome, ended_on=day, outcome=outcome)
    cause = f"诉前{line}"[:100] if all(row.kind == Referral.Kind.BEFORE for row in rows) else line[:100]
    running = (*TERMS, ACCEPT, NOTIFY)
    case_actions.stop_clocks([row.case.matter_id for row in rows], running, on=day, cause=cause, by=by)
    over = "双方已经达成协议，调解结束" if verb == "agree" else "调解已经结束"
    close_what_is_open(ids, because=over, told=f"不再举行，{over}", by=by, at=at)
    before = [row for row in rows if row.kind == Referral.Kind.BEFORE]
    after = [row for row in rows if row.kind == Referral.Kind.AFTER]
    goes_on = "" if verb == "agree" else "，转登记立案。"
    words = f"诉前{line}{goes_on}"
    case_actions.close_cases([row.case_id for row in before], by=by, at=at, reason=words)
    resumes = "" if verb == "agree" else "，恢复审理。"
    lines = [
        (row.case.matter_id, row.case_id, (words if row in before else f"委托{line}{resumes}")[:300]) for row in rows
    ]
    case_actions.note_many(lines, by=by, at=at, for_litigants=True)
    if verb != "agree":
        tell_not_agreed(rows, by=by, at=at)
    outbox.publish_many([MediationEnded(matter_id=row.case.matter_id, outcome=result) for row in before], at=at)
    outbox.publish_many([EntrustedMediationEnded(row.case_id, row.pk, result) for row in after], at=at)


def close_what_is_open(ids: Sequence[int], *, because: str, told: str, by: User | None, at: datetime.datetime) -> None:
    """Sessions that are still to come are called off, an agreement that not everybody signed is void.

    A session whose time has come took place; its record may still be written. ``told``: what litigants read of a
    session that was appointed.
    """
    ahead = Session.objects.filter(referral__in=ids, status="appointed", during__startswith__gt=at)
    sessions = list(ahead.select_related("referral__case"))
    cancelled = [each.pk for each in sessions]
    moves.move_many(Session, cancelled, "cancel", by=by, at=at, reason=because, cancelled_because=because)
    if sessions:
        tell_cancelled(sessions, told, by=by, at=at)
    offered = list(Agreement.objects.filter(referral__in=ids, status="offered").values_list("pk", flat=True))
    moves.move_many(Agreement, offered, "void", by=by, at=at, reason=because)
