"""诉讼费: raised with their arithmetic, printed, paid once."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.support.court import AT, DAY, FOUNDED, People
from tianping.accounts.actions import enter_local_figure
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.cases.actions import ClockStart, LitigantDraft, MatterDraft, open_cases, open_matters, start_clocks
from tianping.cases.models import Case, Clock, TimelineEntry
from tianping.kernel.models import Event
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.money.fees import actions, queries
from tianping.money.fees.actions import FEE_PERIOD, Charge
from tianping.money.fees.charging import tariff_of
from tianping.money.fees.models import Bill, Item
from tianping.money.fees.panels import load_for_litigants, load_for_staff

pytestmark = pytest.mark.django_db

PageOf = Callable[[User], Client]


def key() -> dict[str, str]:
    """The hidden key of a form sent for the first time."""
    return {"submission_key": str(uuid.uuid4())}


def billed(people: People, *claims_fen: int, simple: bool = True) -> Bill:
    """One bill for new cases with these claims."""
    drafts = [
        MatterDraft(
            "民间借贷纠纷",
            claim_fen,
            (LitigantDraft("plaintiff", "natural", "出借人"), LitigantDraft("defendant", "natural", f"借款人{place}")),
        )
        for place, claim_fen in enumerate(claims_fen)
    ]
    cases = open_cases(open_matters(drafts, at=AT), "民初", by=people.clerk, at=AT)
    charges = [Charge(case, claim_fen, simple) for case, claim_fen in zip(cases, claims_fen, strict=True)]
    bill = actions.raise_bill(charges, "出借人", by=people.clerk, at=AT)
    start_clocks(
        [ClockStart(case.matter_id, case.pk, FEE_PERIOD, DAY, Post.FILING_CLERK) for case in cases],
        on=DAY,
    )
    return bill


def test_a_simple_case_pays_half_in_advance_with_every_step(people: People) -> None:
    item = Item.objects.get(bill=billed(people, 4_844_000))
    assert (item.full_fee_fen, item.amount_fen) == (101_100, 50_550)
    assert any("减半" in step or "÷" in step for step in item.steps)
    assert "《诉讼费用交纳办法》第十六条" in item.because


def test_an_ordinary_case_pays_in_full(people: People) -> None:
    item = Item.objects.get(bill=billed(people, 4_844_000, simple=False))
    assert (item.full_fee_fen, item.amount_fen) == (101_100, 101_100)


def test_a_court_that_does_not_halve_in_advance_says_so_in_its_local_figures(people: People) -> None:
    enter_local_figure(
        "prepay_halved", "0", valid_from=FOUNDED.date(), source="本院规定", is_demonstration=True, by=None, at=FOUNDED
    )
    assert tariff_of(DAY).fee(4_844_000, is_simple=True).now.value == 101_100


def test_the_total_is_the_sum_of_the_items(people: People) -> None:
    bill = billed(people, 4_844_000, 1_000_000, 0)
    read: Any = queries.bills().get()
    assert read.total_fen == 50_550 + 2_500 + 2_500
    assert (read.case_count, read.pk) == (3, bill.pk)


def test_a_case_is_charged_its_acceptance_fee_once(people: People) -> None:
    bill = billed(people, 4_844_000)
    case = Case.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.raise_bill([Charge(case, 4_844_000, True)], "出借人", by=people.clerk, at=AT)
    assert Bill.objects.get() == bill


def test_a_payment_stops_the_clocks_and_is_told_to_the_litigants(people: People) -> None:
    bill = billed(people, 4_844_000, 1_000_000)
    actions.receive_payment(bill, reference=" 流水20230206001 ", by=people.cashier, at=AT)
    bill.refresh_from_db()
    assert (bill.status, bill.paid_by, bill.payment_reference) == ("paid", people.cashier, "流水20230206001")
    assert set(Clock.objects.values_list("stop_cause", flat=True)) == {"已交纳案件受理费"}
    said = TimelineEntry.objects.filter(for_litigants=True, text="案件受理费已交纳。")
    assert said.count() == 2
    assert Event.objects.get(name="fees.paid").payload == {"bill_id": bill.pk}


@pytest.mark.parametrize("again", ["F900001", "f900001", "F900 001", "Ｆ900001"])
def test_one_reference_pays_one_bill_however_it_is_typed(people: People, again: str) -> None:
    first, second = billed(people, 1_000_000), billed(people, 1_000_000)
    actions.receive_payment(first, reference="F900001", by=people.cashier, at=AT)
    with pytest.raises(Refused, match="流水号F900001已登记在另一份交费通知上"):
        actions.receive_payment(second, reference=again, by=people.cashier, at=AT)


def test_a_bill_is_paid_once(people: People) -> None:
    bill = billed(people, 1_000_000)
    actions.receive_payment(bill, reference="流水1", by=people.cashier, at=AT)
    with pytest.raises(Overtaken):
        actions.receive_payment(bill, reference="流水2", by=people.cashier, at=AT)


def test_only_the_cashier_records_payments(people: People, page_of: PageOf) -> None:
    bill = billed(people, 1_000_000)
    with pytest.raises(Forbidden):
        actions.receive_payment(bill, reference="流水1", by=people.clerk, at=AT)
    assert page_of(people.clerk).post(f"/fees/{bill.pk}/pay/", {"reference": "流水1", **key()}).status_code == 403
    assert "登记交费" not in page_of(people.clerk).get(f"/fees/{bill.pk}/").content.decode()
    assert "登记交费" in page_of(people.cashier).get(f"/fees/{bill.pk}/").content.decode()


def test_the_cashiers_page_pays_once_however_often_the_form_is_sent(people: People, page_of: PageOf) -> None:
    bill, client = billed(people, 1_000_000), page_of(people.cashier)
    data = {"reference": "流水1", **key()}
    for _ in range(2):
        assert client.post(f"/fees/{bill.pk}/pay/", data).headers["Location"] == f"/fees/{bill.pk}/"
    assert Event.objects.filter(name="fees.paid").count() == 1


def test_a_reference_in_use_is_named_beside_the_field(people: People, page_of: PageOf) -> None:
    first, second = billed(people, 1_000_000), billed(people, 1_000_000)
    actions.receive_payment(first, reference="流水1", by=people.cashier, at=AT)
    answer = page_of(people.cashier).post(f"/fees/{second.pk}/pay/", {"reference": "流水1", **key()})
    assert answer.status_code == 422
    assert "已登记在另一份交费通知上" in answer.content.decode()


def test_judges_and_strangers_see_no_bills(people: People, page_of: PageOf) -> None:
    bill = billed(people, 1_000_000)
    for address in ("/fees/", f"/fees/{bill.pk}/", f"/fees/{bill.pk}/notice/"):
        assert page_of(people.judge).get(address).status_code == 403
        assert page_of(people.stranger).get(address).status_code == 403
        assert Client().get(address).headers["Location"].startswith("/accounts/login/")


def test_the_notice_says_the_sum_in_figures_and_words_with_articles_and_every_case(
    people: People, page_of: PageOf
) -> None:
    bill = billed(people, 4_844_000, 1_000_000)
    page = page_of(people.clerk).get(f"/fees/{bill.pk}/notice/").content.decode()
    for words in (
        bill.number,
        "530.50",
        "伍佰叁拾元伍角整",
        "第十三条第一款第（一）项",
        "（2023）甘1027民初2号",
        "演示",
    ):
        assert words in page


def test_the_list_finds_a_bill_by_a_case_on_it(people: People) -> None:
    wanted, _other = billed(people, 1_000_000), billed(people, 1_000_000)
    assert list(queries.search(queries.bills(), "（2023）甘1027民初1号")) == [wanted]


def test_the_pages_ask_the_database_as_often_for_many_items_as_for_few(people: People, page_of: PageOf) -> None:
    client = page_of(people.cashier)
    few_items, many_items = billed(people, 1_000_000, 2_000_000), billed(people, *range(1_000_000, 1_000_040))
    for part in ("", "notice/"):
        client.get(f"/fees/{few_items.pk}/{part}")
        with CaptureQueriesContext(connection) as few:
            client.get(f"/fees/{few_items.pk}/{part}")
        with CaptureQueriesContext(connection) as many:
            client.get(f"/fees/{many_items.pk}/{part}")
        assert len(many) == len(few)


def test_a_litigant_is_told_the_fee_and_not_who_works_on_it(people: People) -> None:
    billed(people, 4_844_000)
    case = Case.objects.get()
    plaintiff, defendant = case.matter.litigants.order_by("position")[:2]
    told, shown = load_for_litigants(case, plaintiff, ()), load_for_staff(case, people.clerk, ("anew",))
    assert load_for_litigants(case, defendant, ()) is None
    assert told is not None and shown is not None
    (fee,) = told["fees"]
    assert set(told) == {"fees", "account", "relief", "owes"}
    assert (told["relief"], told["owes"]) == (None, True)
    assert fee["label"] == "待交纳"
    assert shown["may_open"]


def test_slips_carry_the_fee_in_figures_and_words(people: People) -> None:
    billed(people, 4_844_000)
    case = Case.objects.get()
    lines = dict(queries.slip_lines([case.pk])[case.pk])
    assert lines["案件受理费"] == "505.50元（人民币伍佰零伍元伍角整）"


def test_the_page_of_a_case_shows_every_fee_it_was_charged(people: People, page_of: PageOf) -> None:
    first = billed(people, 9_000_000)
    case = Case.objects.get()
    owed = actions.charge_shortfall(case, "王小明", by=people.clerk, at=AT)
    assert owed is not None
    page = page_of(people.clerk).get(f"/cases/{case.pk}/").content.decode()
    told = load_for_litigants(case, case.matter.litigants.get(role="plaintiff"), ())
    assert told is not None
    for_litigants = render_to_string("fees/public_panel.html", {"panel": told})
    for shown in (page, for_litigants):
        assert "转普通程序补交的案件受理费" in shown
        assert first.number in shown
        assert owed.bill.number in shown


def test_a_litigant_reads_the_account_of_their_fees_with_its_arithmetic_and_articles(people: People) -> None:
    bill = billed(people, 4_844_000, simple=False)
    case = Case.objects.get()
    plaintiff = case.matter.litigants.get(role="plaintiff")

    def shown() -> str:
        told = load_for_litigants(case, plaintiff, ("settled",))
        return "".join(render_to_string("fees/public_panel.html", {"panel": told}).split())

    assert "已交</dt><dd>0.00元" in shown() and "尚欠</dt><dd>1,011.00元" in shown()
    assert "《诉讼费用交纳办法》第十三条" in shown() and "申请缓交、减交或者免交" in shown()
    otherwise = "逾期不交，又没有获准缓交、减交、免交的，按撤诉处理（《民诉法解释》第二百一十三条）。"
    assert f"<p>{otherwise}" in shown()
    second = case.matter.litigants.create(role="plaintiff", kind="natural", name="王大明", position=9)
    assert f"<p>2名原告共同交纳一次，不用每人各交一份；{otherwise}" in shown()
    second.delete()
    actions.receive_payment(bill, reference="流水9", by=people.cashier, at=AT)
    assert "已交</dt><dd>1,011.00元" in shown() and "尚欠</dt><dd>0.00元" in shown()
    assert "申请缓交" not in shown() and "按撤诉处理" not in shown()
    actions.settle_many({case.pk: Case.ClosingWay.WITHDRAWN}, by=people.judge, at=AT)
    assert "结案应负担</dt><dd>505.50元" in shown() and "应退还</dt><dd>505.50元" in shown()
    assert "第五十三条第二款" in shown()
