"""One of several plaintiffs withdraws: the ruling is spoken and recorded (口头裁定), and the case goes on."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Case
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law.handing_in import ruling_on_withdrawal
from tianping.law.wording import chinese_date
from tianping.papers.dossier import actions as dossier_actions
from tianping.papers.dossier import queries as dossier_queries
from tianping.trial.closing.permissions import check_can_close

LONGEST_REASON, LONGEST_RECORD = 120, 60


@dataclass(frozen=True)
class SpokenRuling:
    """What was ruled on a withdrawal (准许、不准许), when, why, and in which record it stands (笔录)."""

    granted: bool
    ruled_on: datetime.date
    reason: str
    record: str


@transaction.atomic
def rule_on_withdrawal(case: Case, hand_in_id: int, ruling: SpokenRuling, *, by: User, at: datetime.datetime) -> None:
    """Record what was ruled on one plaintiff's withdrawal (口头裁定，记入笔录, 民事诉讼法第一百五十七条第三款).

    The applicant is told, the timeline says it to all, and who left is marked for staff. Refused where the
    application does not wait any more, and for a permission that would end the whole case: that takes a written ruling.
    """
    locked = Case.objects.select_for_update().get(pk=case.pk)
    check_can_close(by, [locked])
    waiting = dossier_queries.withdrawals_waiting(locked)
    handed = next((each for each in waiting if each.pk == hand_in_id), None)
    if handed is None:
        raise Overtaken("这份撤诉申请已经处理，请刷新页面。")
    if ruling.granted and not dossier_queries.suing_on(locked):
        raise Refused("全部原告都申请撤诉，准许的应当拟制裁定书，终结全案。")
    asked_on = china_day(handed.received_at) if handed.received_at is not None else locked.filed_on
    _check(ruling, asked_on, today=china_day(at))
    name, verb = handed.litigant.name, "准许" if ruling.granted else "不准许"
    goes_on = "案件对其他原告继续审理" if ruling.granted else "案件继续审理"
    said = f"{chinese_date(ruling.ruled_on)}口头裁定{verb}"
    outcome = f"{said}撤回起诉，记入{ruling.record.strip()}；理由：{ruling.reason.strip().rstrip('。')}。{goes_on}。"
    dossier_actions.settle(handed, outcome, granted=ruling.granted, by=by, at=at)
    line = (locked.matter_id, locked.pk, f"{said}原告{name}撤回起诉，{goes_on}。")
    case_actions.note_many([line], by=by, at=at, for_litigants=True)
    told = f"法院{said}您撤回起诉，{goes_on}。"
    message = case_actions.CaseMessage(f"withdrawal_ruled:{handed.pk}", handed.litigant, told, locked)
    case_actions.message_many([message], by=by, at=at)
    if ruling.granted:
        mark = f"原告{name}已准许撤回起诉（{chinese_date(ruling.ruled_on)}，口头裁定），案件对其他原告继续审理。"
        because = "；".join(ruling_on_withdrawal(on=china_day(at)))
        case_actions.note_for_staff(locked.matter_id, "plaintiff_left", mark, because=because, at=at)


def _check(ruling: SpokenRuling, asked_on: datetime.date, *, today: datetime.date) -> None:
    if not asked_on <= ruling.ruled_on <= today:
        raise Refused(f"裁定日期应当在申请之日（{chinese_date(asked_on)}）以后、今天以前，请核对。")
    if not ruling.reason.strip() or not ruling.record.strip():
        raise Refused("请写明裁定的理由，以及记入哪一份笔录。")
    if len(ruling.reason) > LONGEST_REASON or len(ruling.record) > LONGEST_RECORD:
        raise Refused(f"理由最多写{LONGEST_REASON}字，笔录最多写{LONGEST_RECORD}字，请写得简短一些。")
