"""部分交纳: what counts for which case, what is due at the end, and what a reversal leaves."""

import pytest

from tests.support.court import AT, DAY, People
from tianping.cases import queries as case_queries
from tianping.cases.models import Case, Clock, Litigant
from tianping.kernel.figures import Period
from tianping.kernel.models import Message
from tianping.kernel.refusals import Overtaken, Refused
from tianping.money.fees import actions, queries
from tianping.money.fees.actions import FEE_PERIOD, Decision, ReliefDraft
from tianping.money.fees.figures import paid
from tianping.money.fees.models import Bill, Payment, Reckoning
from tianping.money.fees.panels import load_for_litigants
from tianping.money.fees.tests.test_bills import PageOf, billed, key

pytestmark = pytest.mark.django_db
Way = Case.ClosingWay


def pay(people: People, bill: Bill, fen: int | None, reference: str = "流水1") -> None:
    """What the cashier types."""
    actions.receive_payment(bill, reference=reference, amount_fen=fen, by=people.cashier, at=AT)


def charged(case: Case) -> queries.Charged:
    """What a case was charged and what was paid."""
    return queries.charged_to([case.pk])[case.pk]


def stages(people: People) -> list[str]:
    """Where the cases stand, in the order of their numbers."""
    rows = Case.objects.select_related("matter").order_by("sequence")
    return [case_queries.case_page(case, people.clerk, DAY).stage.label for case in rows]


def settled(case: Case, way: Case.ClosingWay) -> tuple[int, int, int]:
    """Due, given back, missing if the case ends so."""
    sums = queries.settled_fee(charged(case), case, way, queries.tariff_of(DAY)).value
    return sums.due_fen, sums.refund_fen, sums.shortfall_fen


def test_a_part_typed_by_hand_is_less_than_is_due_and_counts(people: People) -> None:
    bill = billed(people, 4_844_000)
    for fen in (0, 50_551):
        with pytest.raises(Refused, match="不超过尚欠的505.50元"):
            pay(people, bill, fen)
    Litigant.objects.filter(role="plaintiff").update(phone="13800000001")
    pay(people, bill, 30_000)
    case = Case.objects.get()
    assert (charged(case).paid_fen, charged(case).unpaid_fen) == (30_000, 20_550)
    account = queries.account_of(case, queries.fees_of(case), settled=False)
    assert (account.paid_fen, account.owed_fen) == (30_000, 20_550)
    pay(people, bill, None, "流水2")
    assert (bill.status, charged(case).unpaid_fen) == ("paid", 0)
    part, whole = Message.objects.order_by("pk").values_list("text", flat=True)
    assert "已收到300.00元，尚欠205.50元" in part
    assert (
        f"{case.number}：已收到交费通知{bill.number}的案件受理费205.50元，票据号或者流水号流水2，该通知已经交清。"
        in whole
    )
    with pytest.raises(Overtaken):
        pay(people, bill, 1, "流水3")


def test_a_part_of_a_bill_for_several_cases_counts_in_the_order_of_their_numbers(people: People) -> None:
    bill = billed(people, 4_844_000, 1_000_000, 1_000_000)
    pay(people, bill, 51_000)
    cases = list(Case.objects.order_by("sequence"))
    assert [charged(case).paid_fen for case in cases] == [50_550, 450, 0]
    assert [charged(case).unpaid_fen for case in cases] == [0, 2_050, 2_500]
    # Whose fee is covered whole waits for no payment any more; a reversal lets it wait again.
    assert stages(people) == ["已立案，待分案", "已立案，待交费", "已立案，待交费"]
    panels = [load_for_litigants(case, case.matter.litigants.get(role="plaintiff"), frozenset()) for case in cases]
    assert [panel and panel["fees"][0]["label"] for panel in panels] == ["已交纳", "部分交纳", "待交纳"]
    actions.reverse_payment(Payment.objects.get(), "选错了通知", by=people.cashier, at=AT)
    assert stages(people) == ["已立案，待交费"] * 3
    pay(people, bill, 51_000)
    assert stages(people) == ["已立案，待分案", "已立案，待交费", "已立案，待交费"]
    pay(people, bill, None, "流水2")
    assert stages(people) == ["已立案，待分案"] * 3
    assert [charged(case).paid_fen for case in cases] == [50_550, 2_500, 2_500]


def test_a_part_goes_back_as_the_case_ends(people: People) -> None:
    bill = billed(people, 4_844_000, simple=False)
    case = Case.objects.get()
    pay(people, bill, 80_000)
    assert settled(case, Way.SUIT_DISMISSED) == (0, 80_000, 0)
    assert settled(case, Way.WITHDRAWN) == (50_550, 29_450, 0)
    assert settled(case, Way.JUDGMENT) == (101_100, 0, 21_100)
    # 民诉法解释第一百九十九条: of what came in, half goes back of a suit that counts as withdrawn for want of the rest.
    assert settled(case, Way.DEEMED_WITHDRAWN) == (40_000, 40_000, 0)
    pay(people, bill, None, "流水2")
    assert settled(case, Way.DEEMED_WITHDRAWN) == (50_550, 50_550, 0)


def test_a_conversion_that_is_not_paid_gives_half_back(people: People) -> None:
    bill = billed(people, 4_844_000)
    pay(people, bill, None)
    case = Case.objects.get()
    actions.charge_shortfall(case, "出借人", by=people.clerk, at=AT)
    case.track = Case.Track.ORDINARY
    assert settled(case, Way.DEEMED_WITHDRAWN) == (25_275, 25_275, 0)


def test_what_was_paid_before_a_reduction_counts_and_the_rest_goes_back_at_the_end(people: People) -> None:
    bill = billed(people, 4_844_000)
    pay(people, bill, 30_000)
    litigant = Litigant.objects.get(role="plaintiff")
    relief = actions.ask_relief(litigant, ReliefDraft("reduce", "disaster", "受灾。"), by=None, at=AT)
    actions.decide_relief(relief, Decision(True, "属实。", percent=50), by=people.president, at=AT)
    bill.refresh_from_db()
    case = Case.objects.get()
    assert (bill.status, bill.paid_fen, charged(case).unpaid_fen) == ("paid", 30_000, 0)
    case.track = Case.Track.SIMPLE
    assert settled(case, Way.JUDGMENT) == (25_275, 4_725, 0)
    assert not Clock.objects.filter(period_id=FEE_PERIOD, stopped_on__isnull=True).exists()


def test_a_payment_recorded_by_hand_is_reversed_on_the_page_of_the_bill(people: People, page_of: PageOf) -> None:
    bill = billed(people, 4_844_000)
    Litigant.objects.filter(role="plaintiff").update(phone="13800000001")
    pay(people, bill, None)
    made, cashier = Payment.objects.get(), page_of(people.cashier)
    address = f"/fees/payments/{made.pk}/reverse/"
    blank = cashier.post(address, key())
    assert (blank.status_code, "请填写冲正的原因" in blank.content.decode()) == (422, True)
    typed = {f"reverse-{made.pk}-reason": "收据号写错"}
    assert page_of(people.clerk).post(address, typed | key()).status_code == 403
    assert cashier.post(address, typed | key()).headers["Location"] == f"/fees/{bill.pk}/"
    bill.refresh_from_db()
    assert (bill.status, bill.paid_fen) == ("issued", 0)
    assert "尚欠505.50元" in Message.objects.order_by("-pk")[0].text
    assert "收据号写错" in cashier.get(f"/fees/{bill.pk}/").content.decode()
    back = Payment.objects.get(reverses=made)
    with pytest.raises(Refused, match="本身是冲正"):
        actions.reverse_payment(back, "再来", by=people.cashier, at=AT)
    with pytest.raises(Overtaken):
        actions.reverse_payment(made, "再来", by=people.cashier, at=AT)
    month = Period(DAY.replace(day=1), DAY.replace(day=28))
    assert (paid(month).count(), sum(each.amount_fen for each in paid(month))) == (2, 0)
    # The same receipt pays it again.
    pay(people, bill, None)
    assert bill.status == "paid"


def test_nothing_is_given_back_of_what_was_reversed_after_the_settling_and_nothing_reversed_that_was_given_back(
    people: People,
) -> None:
    bill = billed(people, 4_844_000, simple=False)
    case = Case.objects.get()
    pay(people, bill, None)
    actions.settle_many({case.pk: Way.WITHDRAWN}, by=people.judge, at=AT)
    Case.objects.update(status="closed", closed_on=DAY, effective_on=DAY)
    reckoning, made = Reckoning.objects.get(), Payment.objects.get()
    actions.reverse_payment(made, "选错了通知", by=people.cashier, at=AT)
    with pytest.raises(Refused, match="其后有交费登记被冲正"):
        actions.refund(reckoning, reference="退1", by=people.cashier, at=AT)
    assert not Clock.objects.filter(period_id=FEE_PERIOD, stopped_on__isnull=True).exists()
    pay(people, bill, None)
    Litigant.objects.filter(role="plaintiff").update(phone="13800000001")
    actions.refund(reckoning, reference="退1", by=people.cashier, at=AT)
    (told,) = Message.objects.filter(key__startswith=f"fee_refund:{reckoning.pk}").values_list("text", flat=True)
    assert f"{case.number}：案件受理费505.50元已经退还，退款流水号退1" in told and "12368" in told
    with pytest.raises(Refused, match="已退还（流水号退1），不能冲正"):
        actions.reverse_payment(Payment.objects.order_by("-pk")[0], "选错", by=people.cashier, at=AT)
