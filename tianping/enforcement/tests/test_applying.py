"""申请执行: from what binds, with what the case says, accepted whatever the two years say."""

import datetime
import re
from typing import Any

import pytest
from django.urls import reverse

from tests.support.cases import code_of
from tests.support.clients import Browse, send
from tests.support.court import AT, People
from tests.support.enforced import confirmed, draft, ended, looker, on
from tests.support.mediated import DUE, agreed
from tianping.cases.models import Case, Clock, Matter
from tianping.enforcement import actions, queries
from tianping.enforcement.models import Application
from tianping.intake.mediation.queries import Agreement
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.measures.actions import MeasureDraft, record_many
from tianping.money.fees.models import Item


@pytest.fixture
def case(people: People) -> Case:
    """A case against 黄小明 in which a judgment binds since 1 March."""
    return ended(people, Case.ClosingWay.JUDGMENT)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"request": " "}, "请求执行的内容"),
        ({"payee_account": ""}, "收款账户"),
        ({"performance_due_on": datetime.date(2023, 4, 1)}, "还不能申请执行"),
        ({"respondent_ids": ()}, "被执行人"),
        ({"performance_due_on": datetime.date(2023, 2, 28)}, "早于法律文书生效之日2023年3月1日。请对照法律文书核对"),
        ({"amount_fen": 4_844_001}, "超过法律文书所涉的48,440.00元"),
        ({"payee_account": "6200😀0018"}, "账号只能由数字"),
        ({"payee_account": "123"}, "账号应当有8至32位数字"),
    ],
)
def test_what_is_missing_is_said(people: People, case: Case, wrong: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        actions.apply(looker(case), draft(case, **wrong), at=on(2023, 4, 1))


def test_interest_that_is_asked_for_in_words_may_add_to_the_sum(people: People, case: Case) -> None:
    request = "请求执行本金48440元，及自2023年1月1日起按年利率3.65%计算的利息。"
    asked = draft(case, request=request, amount_fen=4_900_000, payee_account="6200 0000 0000 0018")
    made = actions.apply(looker(case), asked, at=on(2023, 4, 1))
    assert (made.amount_fen, made.payee_account) == (4_900_000, "6200000000000018")


@pytest.mark.parametrize(
    ("way", "binds", "sentence"),
    [
        (Case.ClosingWay.JUDGMENT, False, "还没有生效"),
        (Case.ClosingWay.WITHDRAWN, True, "没有可以强制执行的给付内容"),
    ],
)
def test_only_what_binds_and_orders_something_is_a_title(
    people: People, way: Case.ClosingWay, binds: bool, sentence: str
) -> None:
    made = ended(people, way, binds=binds)
    with pytest.raises(Refused, match=sentence):
        actions.apply(looker(made), draft(made), at=on(2023, 4, 1))


def test_an_accepted_application_opens_the_enforcement_with_its_clocks_and_takes_the_measures_over(
    people: People, case: Case
) -> None:
    sides = {each.role: each.pk for each in case.matter.litigants.all()}
    frozen = MeasureDraft(
        case_id=case.pk,
        applicant_id=sides["plaintiff"],
        owner_id=sides["defendant"],
        way="freeze",
        property_kind="deposit",
        description="账户",
        basis=f"{case.number}之一",
        taken_on=AT.date(),
        amount_fen=100,
    )
    (measure,) = record_many([frozen], by=people.officer, at=AT)
    application = actions.apply(looker(case), draft(case), at=on(2023, 4, 1))
    with pytest.raises(Refused, match="不需要重复申请"):
        actions.apply(looker(case), draft(case), at=on(2023, 4, 1))
    with pytest.raises(Forbidden):
        actions.accept(application, by=people.judge, at=on(2023, 4, 3))
    opened = actions.accept(application, by=people.clerk, at=on(2023, 4, 3))
    assert (opened.number, opened.matter_id) == ("（2023）甘1027执1号", case.matter_id)
    due = dict(Clock.objects.filter(case=opened).values_list("period_id", "nominal_due"))
    assert due == {"EX-NOTICE-10": datetime.date(2023, 4, 11), "EX-6M": datetime.date(2023, 10, 3)}
    measure.refresh_from_db()
    assert (measure.purpose, measure.enforced_in_id, measure.until) == (
        "enforcement",
        opened.pk,
        datetime.date(2024, 2, 5),
    )
    assert not Item.objects.filter(case=opened).exists()
    with pytest.raises(Overtaken):
        actions.accept(application, by=people.clerk, at=on(2023, 4, 3))


def test_after_two_years_the_court_accepts_and_only_the_staff_is_told(
    people: People, case: Case, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = on(2025, 6, 1)
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: late)
    application = actions.apply(looker(case), draft(case), at=late)
    assert queries.period_note(application).value.passed
    staff = browse(people.clerk).get(reverse("enforcement", args=[application.pk])).content.decode()
    assert "期间可能已经届满" in staff
    assert "6200000000000018" not in staff
    client = browse(None)
    client.post("/progress/", {"number": case.number, "code": code_of(case)})
    page = client.get(reverse("enforcement_apply")).content.decode()
    assert application.number in page
    assert "届满" not in page
    actions.accept(application, by=people.clerk, at=late)
    application.refresh_from_db()
    assert application.status == "accepted"


def test_a_litigant_sends_the_form_as_it_was_filled_in(
    people: People, case: Case, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: on(2023, 4, 1))
    client = browse(None)
    assert client.get(reverse("enforcement_apply"))["Location"] == "/progress/"
    client.post("/progress/", {"number": case.number, "code": code_of(case)})
    assert "申请执行" in client.get("/progress/case/").content.decode()
    page = client.get(reverse("enforcement_apply")).content.decode()
    assert "48440.00" in page
    typed = {
        "respondents": str(case.matter.litigants.get(role="defendant").pk),
        "request": "请求执行",
        "amount": "48440.00",
        "performance_due_on": "2023-03-11",
        "payee_holder": "镇原示范村镇银行股份有限公司",
        "payee_bank": "示范银行",
        "payee_account": "6200000000000018",
    }
    assert send(client, reverse("enforcement_apply"), **{**typed, "payee_bank": ""}).status_code == 422
    wrong = {"performance_due_on": "2023-02-28", "amount": "48440.01", "payee_account": "62😀"}
    page = send(client, reverse("enforcement_apply"), **{**typed, **wrong}).content.decode()
    for name in wrong:
        assert re.search(rf'href="#id_{name}"', page), name
    assert send(client, reverse("enforcement_apply"), **typed).status_code == 302
    assert Application.objects.get().channel == "portal"
    # The seven days end on a Saturday: the tenth of April is the next day of work.
    assert "2023年4月10日前（含当日）" in client.get(reverse("enforcement_apply")).content.decode()


def typed_at_the_counter(case: Case, due_on: str) -> dict[str, str]:
    """The form of the counter, filled in."""
    return {
        "applicant": str(case.matter.litigants.get(role="plaintiff").pk),
        "respondents": str(case.matter.litigants.get(role="defendant").pk),
        "request": "请求执行",
        "performance_due_on": due_on,
        "payee_holder": case.matter.litigants.get(role="plaintiff").name,
        "payee_bank": "示范银行",
        "payee_account": "6200000000000018",
    }


def test_the_counter_takes_it_in_and_accepts(
    people: People, case: Case, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: on(2023, 4, 1))
    clerk = browse(people.clerk)
    assert "登记申请执行" in clerk.get(reverse("case", args=[case.pk])).content.decode()
    address = reverse("enforcement_new", args=[case.pk])
    assert "48440.00" in clerk.get(address).content.decode()
    typed = typed_at_the_counter(case, "2023-03-11")
    made = send(clerk, address, **typed)
    assert made.status_code == 302
    application = Application.objects.get()
    assert "执申2023-000001" in clerk.get(reverse("enforcement_list")).content.decode()
    assert send(clerk, reverse("enforcement_accept", args=[application.pk])).status_code == 302
    page = clerk.get(reverse("enforcement", args=[application.pk])).content.decode()
    opened = Case.objects.get(type_code="执")
    assert f'<a href="{reverse("case", args=[opened.pk])}">打开{opened.number}</a>' in page
    # To a judge before whom nothing was put there is none.
    assert browse(people.judge).get(reverse("enforcement", args=[application.pk])).status_code == 404
    assert browse(people.judge).get(reverse("enforcement_list")).status_code == 403


def test_the_number_of_an_application_is_found_in_the_search(people: People, case: Case, browse: Browse) -> None:
    made = actions.apply(looker(case), draft(case), at=on(2023, 4, 1))
    clerk = browse(people.clerk)
    for typed in (made.number, "执申2023－1", " 执申 2023-000001 "):
        assert clerk.get("/cases/", {"q": typed})["Location"] == reverse("enforcement", args=[made.pk]), typed
    Case.objects.filter(pk=case.pk).update(responsible=people.judge)
    judge = browse(people.judge)
    assert judge.get("/cases/", {"q": made.number})["Location"] == reverse("case", args=[case.pk])
    assert browse(people.second_judge).get("/cases/", {"q": made.number}).status_code == 200


def test_an_account_in_somebody_elses_name_is_taken_at_the_counter_alone_where_it_was_explained(
    people: People, case: Case, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: on(2023, 4, 1))
    typed = typed_at_the_counter(case, "2023-03-11") | {"payee_holder": "某某"}
    home, counter = browse(None), browse(people.clerk)
    home.post("/progress/", {"number": case.number, "code": code_of(case)})
    page = home.get(reverse("enforcement_apply")).content.decode()
    assert (
        "payee_explained" not in page and "checked" not in page.partition("wants_delay_interest")[2].partition(">")[0]
    )
    asked = send(home, reverse("enforcement_apply"), **typed, payee_explained="on")
    assert (asked.status_code, "由申请执行人到立案窗口书面说明" in asked.content.decode()) == (422, True)
    with pytest.raises(Refused, match="不是申请执行人"):
        actions.apply(looker(case), draft(case, payee_holder="某某", payee_explained=True), at=on(2023, 4, 1))
    address = reverse("enforcement_new", args=[case.pk])
    asked = send(counter, address, **typed)
    assert (asked.status_code, "申请人已书面说明" in asked.content.decode()) == (422, True)
    taken = send(counter, address, **typed, payee_explained="on")
    assert taken.status_code == 302
    made = Application.objects.get()
    assert (made.payee_holder, made.wants_delay_interest) == ("某某", False)
    assert "发放执行款前请核对书面说明" in counter.get(taken["Location"]).content.decode()


def test_what_was_agreed_in_mediation_is_taken_over_and_not_what_was_claimed(people: People) -> None:
    case = agreed(people).case
    Matter.objects.filter(pk=case.matter_id).update(claim_fen=6_800_000)
    case = Case.objects.get(pk=case.pk)
    taken_over = queries.carried(case, case.matter.litigants.get(role="plaintiff"))
    assert (taken_over.amount_fen, taken_over.due_on) == (5_000_000, DUE)


def test_a_day_before_the_judgment_bound_is_asked_about_and_not_refused(
    people: People, case: Case, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: on(2023, 4, 1))
    clerk, address = browse(people.clerk), reverse("enforcement_new", args=[case.pk])
    assert "due_confirmed" not in clerk.get(address).content.decode()
    typed = typed_at_the_counter(case, "2023-02-28")
    asked = send(clerk, address, **typed)
    assert (asked.status_code, 'name="due_confirmed"' in asked.content.decode()) == (422, True)
    assert send(clerk, address, **typed, due_confirmed="on").status_code == 302
    assert Application.objects.get().performance_due_on == datetime.date(2023, 2, 28)


def test_a_day_that_is_not_the_agreements_is_asked_about(people: People) -> None:
    case = Case.objects.get(pk=agreed(people).case_id)
    taken_over = queries.carried(case, case.matter.litigants.get(role="plaintiff"))
    later = DUE + datetime.timedelta(days=30)
    sentence = f"{taken_over.title}写明的履行期限届满日是2023年3月1日，您填写的是2023年3月31日。"
    assert actions.doubt_about_due(case, taken_over, later) == sentence
    assert actions.doubt_about_due(case, taken_over, DUE) == ""
    actions.check_due(case, taken_over, later, confirmed=True)
    with pytest.raises(Refused, match="第一个履行日是2023年3月1日.*没有到期的义务"):
        actions.check_due(case, taken_over, DUE - datetime.timedelta(days=1), confirmed=True)
    with pytest.raises(Refused, match="请勾选“已对照法律文书核对”"):
        actions.check_due(case, taken_over, later, confirmed=False)


def test_after_a_confirmation_the_ruling_is_enforced_and_its_terms_are_the_agreements(people: People) -> None:
    case = confirmed(people)
    taken_over = queries.carried(case, case.matter.litigants.get(role="plaintiff"))
    assert taken_over.title == "（2023）甘1027诉前调确1号民事裁定书"
    assert taken_over.request == f"请求强制执行{taken_over.title}确认的调解协议确定的给付义务。"
    assert (taken_over.amount_fen, taken_over.due_on) == (5_000_000, DUE)
    (found,) = queries.titles_found(people.clerk, case.number, on=AT.date())
    assert found.ending == "裁定确认调解协议有效"
    made = actions.apply(looker(case), draft(case, amount_fen=5_000_000, performance_due_on=DUE), at=on(2023, 3, 2))
    assert made.title == taken_over.title


def test_who_owes_under_the_title_cannot_apply(people: People, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    case = confirmed(people)
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: on(2023, 4, 1))
    sides = {each.role: each for each in case.matter.litigants.all()}
    typed = draft(case, performance_due_on=DUE, respondent_ids=(sides["plaintiff"].pk,))
    with pytest.raises(Refused, match="没有确定由对方向李被告履行的义务，李被告不能申请执行"):
        actions.receive(case, sides["defendant"], typed, by=people.clerk, at=on(2023, 4, 1))
    clerk, address = browse(people.clerk), reverse("enforcement_new", args=[case.pk])
    page = clerk.get(address, {"applicant": sides["defendant"].pk}).content.decode()
    assert "李被告不能申请执行" in page
    assert "收款账户户名" not in page
    assert "收款账户户名" in clerk.get(address).content.decode()
    assert "原告王原告" not in page
    client = browse(None)
    client.post("/progress/", {"number": case.number, "code": code_of(case, "defendant")})
    assert reverse("enforcement_apply") not in client.get("/progress/case/").content.decode()
    assert "李被告不能申请执行" in client.get(reverse("enforcement_apply")).content.decode()


def test_where_the_title_gives_both_sides_claims_both_may_apply(people: People) -> None:
    case = confirmed(people)
    sides = {each.role: each for each in case.matter.litigants.all()}
    back = {"payer_id": sides["plaintiff"].pk, "payee_id": sides["defendant"].pk, "fen": 100_000, "on": DUE.isoformat()}
    agreement = Agreement.objects.get(referral__case__matter=case.matter_id, status="effective")
    Agreement.objects.filter(pk=agreement.pk).update(payments=[*agreement.payments, back])
    taken_over = queries.carried(case, sides["defendant"])
    assert (taken_over.standing, taken_over.amount_fen) == ("has", 100_000)


def test_a_judgment_is_read_before_whoever_was_sued_applies(
    people: People, case: Case, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: on(2023, 4, 1))
    sides = {each.role: each for each in case.matter.litigants.all()}
    typed = typed_at_the_counter(case, "2023-03-11") | {
        "applicant": str(sides["defendant"].pk),
        "respondents": str(sides["plaintiff"].pk),
        "payee_holder": sides["defendant"].name,
    }
    clerk, address = browse(people.clerk), reverse("enforcement_new", args=[case.pk])
    asked = send(clerk, address, **typed)
    assert (asked.status_code, "写明由对方向黄小明履行的，请勾选" in asked.content.decode()) == (422, True)
    assert send(clerk, address, **typed, claim_confirmed="on").status_code == 302


def test_what_does_not_bind_yet_opens_no_form_at_the_counter(people: People, browse: Browse) -> None:
    made = ended(people, Case.ClosingWay.JUDGMENT, binds=False)
    page = browse(people.clerk).get(reverse("enforcement_new", args=[made.pk])).content.decode()
    assert "法律文书还没有生效" in page
    assert "收款账户户名" not in page
