"""Whoever sues for their pay need not pay the fee first (《诉讼费用交纳办法》第二十条第一款): the notice, the page."""

import pytest
from django.template.loader import render_to_string

from tests.support.cases import open_cases
from tests.support.court import AT, People
from tianping.cases.models import Case, Clock
from tianping.money.fees import actions, queries
from tianping.money.fees.actions import Charge
from tianping.money.fees.models import Bill
from tianping.money.fees.panels import load_for_litigants

pytestmark = pytest.mark.django_db
WAGES, WORDS = "追索劳动报酬纠纷", "可以不预交案件受理费"


def case_of(people: People, cause: str) -> Case:
    """A case of this cause for which no period runs."""
    (case,) = open_cases(people.clerk, ["示范建筑公司"], plaintiff="务工人", cause=cause, clocks=())
    return case


def notice(bill: Bill) -> str:
    """The paper of a bill."""
    row = queries.bills().get(pk=bill.pk)
    return render_to_string("fees/notice.html", queries.notice_of(row) | {"court": {"name": "某法院"}})


def bill_of(people: People, *cases: Case) -> Bill:
    """One notice for these cases."""
    return actions.raise_bill([Charge(case, 1_200_000, True) for case in cases], "务工人", by=people.clerk, at=AT)


def test_the_notice_of_a_suit_for_wages_threatens_nobody(people: People) -> None:
    paper = notice(bill_of(people, case_of(people, WAGES)))
    assert WORDS in paper
    assert "七日内" not in paper and "按撤回起诉处理" not in paper


def test_a_notice_of_several_suits_says_which_of_them_need_not_be_paid_first(people: People) -> None:
    wages, loan = case_of(people, WAGES), case_of(people, "民间借贷纠纷")
    paper = notice(bill_of(people, wages, loan))
    assert f"其中{wages.number}：追索劳动报酬的案件{WORDS}" in paper
    assert "其余案件，请自接到本通知次日起七日内" in paper
    assert WORDS not in notice(bill_of(people, case_of(people, "民间借贷纠纷")))


def test_whoever_sues_for_wages_reads_it_on_their_page_and_the_other_side_does_not(people: People) -> None:
    case = case_of(people, WAGES)
    bill_of(people, case)
    panel = load_for_litigants(case, case.matter.litigants.get(role="plaintiff"), set())
    page = render_to_string("fees/public_panel.html", {"panel": panel, "case": case})
    assert WORDS in page and "愿意先交的" in page
    assert load_for_litigants(case, case.matter.litigants.get(role="defendant"), set()) is None


def test_no_period_to_pay_runs_where_nothing_need_be_paid_first(people: People) -> None:
    case = case_of(people, WAGES)
    bill_of(people, case)
    item = actions.charge_shortfall(case, "务工人", by=people.clerk, at=AT)
    assert item is not None and item.amount_fen == 500
    assert not Clock.objects.filter(case=case, stopped_on__isnull=True).exists()


def test_the_fee_of_a_preservation_is_paid_first_and_its_notice_speaks_of_no_suit(people: People) -> None:
    item = actions.charge_preservation(case_of(people, WAGES), 1_200_000, "务工人", by=people.clerk, at=AT)
    paper = notice(item.bill)
    assert "你方提出的财产保全申请，本院已受理" in paper and "现应交纳保全申请费人民币" in paper
    assert WORDS not in paper and "按撤回起诉处理" not in paper and "案件受理费" not in paper
