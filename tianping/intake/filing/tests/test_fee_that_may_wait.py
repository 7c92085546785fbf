"""追索劳务报酬: the measure speaks of pay for labour alone; whether the fee waits the court decides, on record."""

import pytest

from tests.support.clients import Browse, send
from tests.support.court import AT, People
from tianping.accounts.actions import enter_local_figure
from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.cases.models import Case, Clock
from tianping.intake.filing import actions
from tianping.intake.filing.actions import FilingDraft
from tianping.intake.filing.models import Filing
from tianping.kernel.models import Message
from tianping.kernel.refusals import Refused
from tianping.law.money import grouped
from tianping.money.fees.models import Bill
from tianping.money.fees.queries import slip_fees

DECIDED = "本院决定本案追索劳务报酬可以不预交案件受理费"


def of_services(people: People, *, kind: str = "natural", cause: str = "劳务合同纠纷") -> Filing:
    """Somebody sues for what they earned with a foreman."""
    who = LitigantDraft("plaintiff", kind, "务工人", phone="13900000001")
    matter = MatterDraft(cause, 1_200_000, (who, LitigantDraft("defendant", "natural", "包工头")))
    (filing,) = actions.receive_many([FilingDraft(matter, False)], channel="counter", by=people.clerk, at=AT)
    return filing


def test_the_court_decides_that_the_fee_waits_and_everybody_says_so(people: People, browse: Browse) -> None:
    filing, clerk = of_services(people), browse(people.clerk)
    assert "本院决定可以不预交案件受理费" in clerk.get(f"/filing/{filing.pk}/").content.decode()
    send(clerk, f"/filing/{filing.pk}/accept/", **{"accept-is_clear": "on", "accept-fees_wait": "on"})
    case = Case.objects.get()
    assert case.fee_waits
    assert not Clock.objects.filter(period_id="C-FEE-7").exists()
    assert DECIDED in Message.objects.get(key__contains="accept").text
    assert DECIDED in clerk.get(f"/cases/{case.pk}/").content.decode()
    assert DECIDED in clerk.get(f"/cases/{case.pk}/slip/").content.decode()
    assert DECIDED in browse(people.cashier).get(f"/fees/{Bill.objects.get().pk}/").content.decode()
    notice = browse(people.cashier).get(f"/fees/{Bill.objects.get().pk}/notice/").content.decode()
    assert DECIDED in notice
    assert "按撤回起诉处理" not in notice


def test_without_a_decision_the_fee_is_paid_first(people: People, browse: Browse) -> None:
    (case,) = actions.accept_many([of_services(people)], actions.Acceptance(), by=people.clerk, at=AT)
    assert not case.fee_waits
    assert Clock.objects.filter(case=case, period_id="C-FEE-7").exists()
    assert "可以不预交" not in browse(people.clerk).get(f"/cases/{case.pk}/slip/").content.decode()
    assert "请按交费通知交纳诉讼费" in Message.objects.get(key__contains="accept").text


@pytest.mark.parametrize(("kind", "cause"), [("legal", "劳务合同纠纷"), ("natural", "民间借贷纠纷")])
def test_nobody_elses_fee_is_let_wait(people: People, browse: Browse, kind: str, cause: str) -> None:
    filing = of_services(people, kind=kind, cause=cause)
    with pytest.raises(Refused, match="只有自然人追索劳务报酬的案件"):
        actions.accept_many([filing], actions.Acceptance(fees_wait=True), by=people.clerk, at=AT)
    assert "本院决定可以不预交案件受理费" not in browse(people.clerk).get(f"/filing/{filing.pk}/").content.decode()


@pytest.mark.parametrize(
    ("kind", "helps", "not_said"), [("natural", "缓交、减交或者免交", ""), ("legal", "缓交或者减交", "免交")]
)
def test_whoever_sues_is_told_the_sum_the_last_day_and_which_help_they_may_ask_for(
    people: People, kind: str, helps: str, not_said: str
) -> None:
    # 诉讼费用交纳办法第二十二条、第四十四条第二款；2月6日立案，自次日起七日.
    for name, value in (
        ("hall_address", "示范路1号"),
        ("hall_hours", "工作日8:30—17:30"),
        ("hall_phone", "0934-7120000"),
    ):
        enter_local_figure(name, value, valid_from=AT.date(), source="本院公告", is_demonstration=True, by=None, at=AT)
    filing = of_services(people, kind=kind, cause="民间借贷纠纷")
    (case,) = actions.accept_many([filing], actions.Acceptance(), by=people.clerk, at=AT)
    fee = slip_fees([case.pk])[case.pk].amount_fen
    told = Message.objects.get(key__contains="accept").text
    for words in (
        f"请按交费通知交纳诉讼费{grouped(fee)}元，最迟2023年2月13日（含当日）；",
        f"登录“我的案件”打开本案申请{helps}，",
        "也可以到本院诉讼服务大厅立案窗口（示范路1号，工作日8:30—17:30，电话0934-7120000）申请。",
    ):
        assert words in told
    assert not (not_said and not_said in told)
    granted = "缓交、减交、免交" if kind == "natural" else "缓交、减交"
    assert f"逾期不交，又没有获准{granted}的，按撤诉处理。通知编号费2023-000001。" in told
    assert "共同交纳一次" not in told


def test_several_plaintiffs_are_told_that_they_pay_one_fee_together(people: People) -> None:
    suing = [LitigantDraft("plaintiff", "natural", name, phone=f"1390000000{place}")
             for place, name in enumerate(("张大", "张二", "张三"), start=1)]  # fmt: skip
    matter = MatterDraft("民间借贷纠纷", 1_200_000, (*suing, LitigantDraft("defendant", "natural", "借款人")))
    filings = actions.receive_many([FilingDraft(matter, False)], channel="counter", by=people.clerk, at=AT)
    actions.accept_many(filings, actions.Acceptance(), by=people.clerk, at=AT)
    told = [each.text for each in Message.objects.filter(key__contains="accept").order_by("pk")]
    assert len(told) == 3
    assert all("3名原告共同交纳一次，不用每人各交一份；逾期不交" in each for each in told)
