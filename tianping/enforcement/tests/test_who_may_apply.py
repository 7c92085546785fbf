"""申请执行人: whoever the title gives a claim, and nobody else; what only its wording says, a clerk reads first."""

import datetime

import pytest
from django.urls import reverse

from tests.support.cases import code_of
from tests.support.clients import Browse, send
from tests.support.court import People
from tests.support.enforced import confirmed, draft, ended, looker, on
from tests.support.mediated import DUE
from tianping.cases.models import Case, Litigant
from tianping.enforcement import actions, queries
from tianping.enforcement.models import Application
from tianping.intake.mediation.queries import Agreement
from tianping.kernel.refusals import Refused

BREACH = "任何一期没有按时足额支付的，收款人可以就全部没有支付的款项申请强制执行"
HAND_OVER = "申请人于2023年3月1日前协助被申请人办理抵押登记的注销"
LATER = on(2023, 4, 1)


@pytest.fixture
def case(people: People) -> Case:
    """The case in which an agreement was confirmed: 李被告 pays 王原告."""
    return confirmed(people)


@pytest.fixture(autouse=True)
def april(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first payment is a month late."""
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: LATER)


def agreed_besides(case: Case, others: str) -> dict[str, Litigant]:
    """The sides of the case, after an agreement that says this besides its payments."""
    Agreement.objects.filter(referral__case__matter=case.matter_id).update(others=others)
    return {each.role: each for each in case.matter.litigants.all()}


def asked_by_debtor(case: Case, sides: dict[str, Litigant]) -> actions.ApplicationDraft:
    return draft(
        case,
        amount_fen=None,
        performance_due_on=DUE,
        respondent_ids=(sides["plaintiff"].pk,),
        claim_confirmed=True,
    )


@pytest.mark.parametrize("others", [BREACH, f"{BREACH}。\n双方再无其他争议。", "案件受理费由被申请人负担"])
def test_clauses_that_give_whoever_pays_nothing_open_no_way_to_them(
    people: People, case: Case, browse: Browse, others: str
) -> None:
    sides = agreed_besides(case, others)
    assert queries.carried(case, sides["defendant"]).standing == "none"
    client = browse(None)
    client.post("/progress/", {"number": case.number, "code": code_of(case, "defendant")})
    assert reverse("enforcement_apply") not in client.get("/progress/case/").content.decode()
    with pytest.raises(Refused, match="李被告不能申请执行"):
        actions.apply(looker(case, "defendant"), asked_by_debtor(case, sides), at=LATER)


def test_what_another_clause_gives_whoever_pays_is_read_at_the_window_and_not_confirmed_at_home(
    people: People, case: Case, browse: Browse
) -> None:
    sides = agreed_besides(case, HAND_OVER)
    client = browse(None)
    client.post("/progress/", {"number": case.number, "code": code_of(case, "defendant")})
    assert reverse("enforcement_apply") not in client.get("/progress/case/").content.decode()
    page = client.get(reverse("enforcement_apply")).content.decode()
    assert "请到立案窗口申请" in page
    assert "收款账户户名" not in page
    with pytest.raises(Refused, match="不是其中的权利人.*请到立案窗口申请"):
        actions.apply(looker(case, "defendant"), asked_by_debtor(case, sides), at=LATER)
    made = actions.receive(case, sides["defendant"], asked_by_debtor(case, sides), by=people.clerk, at=LATER)
    assert actions.accept(made, by=people.clerk, at=LATER).type_code == "执"


def test_what_whoever_was_sued_says_of_a_judgment_is_read_by_a_clerk_before_the_enforcement_is_opened(
    people: People, browse: Browse
) -> None:
    case = ended(people, Case.ClosingWay.JUDGMENT)
    sides = {each.role: each for each in case.matter.litigants.all()}
    actions.apply(looker(case), draft(case), at=LATER)
    asked = draft(case, respondent_ids=(sides["plaintiff"].pk,), claim_confirmed=True)
    made = actions.apply(looker(case, "defendant"), asked, at=LATER)
    clerk, address = browse(people.clerk), reverse("enforcement", args=[made.pk])
    page = clerk.get(address).content.decode()
    assert "申请执行人可能不是权利人" in page
    assert f"已对{made.applicant.name}申请执行" in page
    accept = reverse("enforcement_accept", args=[made.pk])
    assert "请对照原文" in send(clerk, accept).content.decode()
    assert Application.objects.get(pk=made.pk).status == "received"
    assert send(clerk, accept, claim_read="on").status_code == 302
    assert Application.objects.get(pk=made.pk).status == "accepted"


def test_an_application_of_whoever_owes_is_not_opened_however_it_came_in(
    people: People, case: Case, browse: Browse
) -> None:
    sides = agreed_besides(case, HAND_OVER)
    made = actions.receive(case, sides["defendant"], asked_by_debtor(case, sides), by=people.clerk, at=LATER)
    agreed_besides(case, BREACH)
    page = browse(people.clerk).get(reverse("enforcement", args=[made.pk])).content.decode()
    assert "裁定不予受理" in page
    assert reverse("enforcement_accept", args=[made.pk]) not in page
    with pytest.raises(Refused, match="李被告不能申请执行"):
        actions.accept(made, claim_read=True, by=people.clerk, at=LATER)


def test_whoever_is_paid_applies_without_anybody_reading_first(people: People, case: Case) -> None:
    made = actions.apply(
        looker(case), draft(case, amount_fen=5_000_000, performance_due_on=datetime.date(2023, 3, 1)), at=LATER
    )
    assert actions.needs_reading(made) == ""
    assert actions.accept(made, by=people.clerk, at=LATER).type_code == "执"
