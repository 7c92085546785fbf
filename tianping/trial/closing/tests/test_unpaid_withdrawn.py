"""未交费按撤诉处理: only once the days are over, nothing waits to be decided, and a part is still unpaid."""

import datetime

import pytest

from tests.support.clients import Browse, send
from tests.support.court import AT, People
from tests.support.uploads import SIGNATURE
from tianping.accounts.models import User
from tianping.cases.models import Case, Matter
from tianping.kernel.refusals import Forbidden, Refused
from tianping.money.fees import actions as fee_actions
from tianping.money.fees.actions import Decision, ReliefDraft
from tianping.money.fees.models import Bill, Reckoning
from tianping.trial.closing import actions
from tianping.trial.closing.tests.conftest import issued, on, ruling_of, tried
from tianping.trial.hearings import actions as hearing_actions
from tianping.trial.hearings.models import Attendance, Record, Signature

OVER = on(2023, 2, 14)


@pytest.fixture
def unpaid(people: People, court_clerk: User) -> Case:
    """A case whose fee of 505.50 was not paid, with the ruling that it counts as withdrawn."""
    (case,) = tried(people, court_clerk, "欠费人", paid=False)
    issued(people, court_clerk, [ruling_of(case, "deemed_withdrawal")])
    return case


def close(people: People, case: Case, at: datetime.datetime = OVER) -> Reckoning:
    """The case closed on that day; how its fee was settled."""
    actions.close(case, pronounced_on=at.date(), by=people.judge, at=at)
    return Reckoning.objects.get(case=case)


def test_within_the_days_to_pay_nobody_counts_as_withdrawn(people: People, unpaid: Case) -> None:
    with pytest.raises(Refused, match="交费期限到2023年2月13日（含当日），期限内不能以未交费按撤诉处理"):
        close(people, unpaid, on(2023, 2, 13))
    assert close(people, unpaid).due_fen == 0


def test_while_help_with_the_fee_waits_to_be_decided_or_was_granted(people: People, unpaid: Case) -> None:
    litigant = unpaid.matter.litigants.get(role="plaintiff")
    asked = ReliefDraft("defer", "legal_aid", "没有收入。")
    relief = fee_actions.ask_relief(litigant, asked, by=None, at=AT)
    with pytest.raises(Refused, match="申请缓交诉讼费用，还没有决定，不能以未交费按撤诉处理；请先报庭长或者院长决定"):
        close(people, unpaid)
    granted = Decision(True, "正在接受法律援助。", until=datetime.date(2023, 6, 1))
    fee_actions.decide_relief(relief, granted, by=people.head, at=OVER)
    with pytest.raises(Refused, match="已经准予缓交案件受理费至2023年6月1日"):
        close(people, unpaid)


def test_after_a_refusal_the_new_days_are_waited_for(people: People, unpaid: Case) -> None:
    litigant = unpaid.matter.litigants.get(role="plaintiff")
    relief = fee_actions.ask_relief(litigant, ReliefDraft("defer", "legal_aid", "没有收入。"), by=None, at=AT)
    fee_actions.decide_relief(relief, Decision(False, "没有证明。"), by=people.head, at=OVER)
    with pytest.raises(Refused, match="交费期限到2023年2月21日"):
        close(people, unpaid)
    assert close(people, unpaid, on(2023, 2, 22)).due_fen == 0


def test_where_the_fee_need_not_be_paid_first(people: People, unpaid: Case) -> None:
    Matter.objects.filter(pk=unpaid.matter_id).update(cause_name="追索劳动报酬纠纷")
    with pytest.raises(Refused, match="可以不预交案件受理费.*不能以未交费按撤诉处理"):
        close(people, unpaid)


def test_a_part_that_stays_unpaid_does_and_half_of_what_came_in_goes_back(people: People, unpaid: Case) -> None:
    fee_actions.receive_payment(Bill.objects.get(), reference="流水1", amount_fen=30_000, by=people.cashier, at=AT)
    with pytest.raises(Refused, match="期限内不能以未交费按撤诉处理"):
        close(people, unpaid, on(2023, 2, 13))
    settled = close(people, unpaid)
    assert (settled.paid_fen, settled.due_fen, settled.refund_fen) == (30_000, 15_000, 15_000)


def test_whoever_stayed_away_counts_as_withdrawn_within_the_days_to_pay(people: People, court_clerk: User) -> None:
    (case,) = tried(people, court_clerk, "欠费人", paid=False)
    record = hearing_actions.open_record(hearing_actions.RecordDraft(case.pk, "第一法庭"), by=people.judge, at=AT)
    for each in Attendance.objects.filter(record=record):
        is_away = each.side == Attendance.Side.PLAINTIFF
        away = hearing_actions.Came(False, "未到庭，未说明原因", summoned="传票2023年1月30日直接送达")
        came = away if is_away else hearing_actions.Came(True)
        hearing_actions.note_attendance(each, came, by=people.judge, at=AT)
    hearing_actions.close_record(record, Record.Outcome.PLAINTIFF_ABSENT, by=people.judge, at=AT)
    for each in Attendance.objects.filter(record=record).exclude(side=Attendance.Side.PLAINTIFF):
        hearing_actions.sign(each, SIGNATURE, Signature.Way.PAD, by=people.judge, at=AT)
    hearing_actions.finish(record, by=people.judge, at=AT)
    issued(people, court_clerk, [ruling_of(case, "deemed_withdrawal")])
    assert close(people, case, AT).case_id == case.pk


def test_the_ruling_is_drawn_up_once_the_days_are_over_and_for_an_unpaid_fee_only(
    people: People, court_clerk: User, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    (case,) = tried(people, court_clerk, "欠费人", paid=False)
    client, page = browse(people.judge), f"/closing/cases/{case.pk}/"
    verb = f"{page}for-the-fee/"
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: on(2023, 2, 13))
    assert page in client.get(f"/cases/{case.pk}/").content.decode()
    assert verb not in client.get(page).content.decode()
    with pytest.raises(Refused, match="期限内不能以未交费按撤诉处理"):
        actions.draw_up_for_the_fee(case, by=people.judge, at=on(2023, 2, 13))
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: OVER)
    assert verb in client.get(page).content.decode()
    with pytest.raises(Forbidden):
        actions.draw_up_for_the_fee(case, by=people.second_judge, at=OVER)
    paper = client.get(send(client, verb)["Location"]).content.decode()
    assert "未按规定预交案件受理费，应当按撤诉处理" in paper and "案件受理费505" not in paper
    with pytest.raises(Refused, match="已有结案的文书"):
        actions.draw_up_for_the_fee(case, by=people.judge, at=OVER)


def test_where_the_fee_is_paid_there_is_nothing_to_rule_on(people: People, court_clerk: User) -> None:
    (case,) = tried(people, court_clerk, "交费人")
    with pytest.raises(Refused, match="没有未交的案件受理费"):
        actions.draw_up_for_the_fee(case, by=people.judge, at=OVER)
