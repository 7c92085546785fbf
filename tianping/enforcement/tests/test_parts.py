"""分期履行: one part missed and all is due where it was agreed so; else what is over; what was paid is taken off."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.cases import code_of
from tests.support.clients import Browse, send
from tests.support.court import People
from tests.support.enforced import confirmed, draft, looker, on
from tianping.cases.models import Case, Litigant
from tianping.enforcement import actions
from tianping.enforcement.models import Application
from tianping.intake.mediation.queries import Agreement
from tianping.kernel.refusals import Refused

BREACH = "任何一期没有按时足额支付的，收款人可以就全部没有支付的款项申请强制执行"
LATER = on(2023, 4, 2)


@pytest.fixture
def case(people: People, monkeypatch: pytest.MonkeyPatch) -> Case:
    """50,000 yuan in five parts from March on, confirmed; it is the second of April."""
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: LATER)
    case = confirmed(people)
    sides = {each.role: each.pk for each in case.matter.litigants.all()}
    payments = [
        {
            "payer_id": sides["defendant"],
            "payee_id": sides["plaintiff"],
            "fen": 1_000_000,
            "on": datetime.date(2023, month, 1).isoformat(),
        }
        for month in (3, 4, 5, 6, 7)
    ]
    Agreement.objects.filter(referral__case__matter=case.matter_id).update(payments=payments, others=BREACH)
    return case


def test_each_of_several_paid_together_asks_for_what_is_due_to_them(people: People, case: Case, browse: Browse) -> None:
    agreement = Agreement.objects.get(referral__case__matter=case.matter_id)
    sides = {each.role: each.pk for each in case.matter.litigants.all()}
    joint = Litigant.objects.create(matter=case.matter, role="plaintiff", kind="natural", name="慕秀兰", position=9)
    payments = [{**each, "payee_id": joint.pk, "with_payees": [sides["plaintiff"]]} for each in agreement.payments]
    Agreement.objects.filter(pk=agreement.pk).update(payments=payments)
    assert filled(form_of(browse(None), case), "amount") == "50000.00"


def form_of(client: Client, case: Case) -> str:
    client.post("/progress/", {"number": case.number, "code": code_of(case)})
    return client.get(reverse("enforcement_apply")).content.decode()


def filled(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    value = re.search(r'value="([^"]*)"', found[0]) if found else None
    return value[1] if value else ""


def test_one_part_missed_makes_all_due_and_the_form_says_why(people: People, case: Case, browse: Browse) -> None:
    page = form_of(browse(None), case)
    assert (filled(page, "amount"), filled(page, "performance_due_on")) == ("50000.00", "2023-03-01")
    assert "从2023年3月2日起，没有支付的50,000.00元全部到期" in page


def test_what_was_paid_is_counted_again_and_nothing_typed_is_lost(people: People, case: Case, browse: Browse) -> None:
    client = browse(None)
    form_of(client, case)
    typed = {
        "respondents": str(case.matter.litigants.get(role="defendant").pk),
        "request": "请求执行没有支付的款项",
        "payee_holder": "王原告",
        "payee_bank": "示范银行",
        "payee_account": "6200000000000018",
    }
    page = send(client, reverse("enforcement_apply"), **typed, paid="12000", recount="1").content.decode()
    assert (filled(page, "amount"), filled(page, "performance_due_on")) == ("38000.00", "2023-04-01")
    assert (filled(page, "payee_bank"), "请求执行没有支付的款项" in page) == ("示范银行", True)
    assert not Application.objects.exists()
    wrong = typed | {"paid": "12000", "amount": "50000", "performance_due_on": "2023-04-01"}
    assert "不能超过38,000.00元" in send(client, reverse("enforcement_apply"), **wrong).content.decode()
    assert send(client, reverse("enforcement_apply"), **(wrong | {"amount": "38000"})).status_code == 302
    made = Application.objects.get()
    assert (made.paid_fen, made.amount_fen) == (1_200_000, 3_800_000)
    staff = browse(people.clerk).get(reverse("enforcement", args=[made.pk])).content.decode()
    assert "没有支付的38,000.00元全部到期" in staff
    assert "履行期限与执行依据不一致" not in staff


def test_without_the_clause_only_the_parts_that_are_over_are_asked_for(
    people: People, case: Case, browse: Browse
) -> None:
    Agreement.objects.filter(referral__case__matter=case.matter_id).update(others="双方再无其他争议")
    page = form_of(browse(None), case)
    assert (filled(page, "amount"), filled(page, "performance_due_on")) == ("20000.00", "2023-04-01")
    typed = draft(case, amount_fen=5_000_000, performance_due_on=datetime.date(2023, 4, 1))
    with pytest.raises(Refused, match="不能超过20,000.00元"):
        actions.apply(looker(case), typed, at=LATER)


def test_while_every_part_was_paid_in_time_nothing_can_be_asked_for(people: People, case: Case) -> None:
    typed = draft(case, amount_fen=3_000_000, paid_fen=2_000_000, performance_due_on=datetime.date(2023, 4, 1))
    with pytest.raises(Refused, match="现在还不能申请执行"):
        actions.apply(looker(case), typed, at=LATER)
