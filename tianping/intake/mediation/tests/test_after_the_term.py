"""After the thirty days an agreement needs more time that both sides agreed on, and it stands on record."""

import datetime

import pytest
from django.test import Client

from tests.support.cases import code_of
from tests.support.clients import Browse, send
from tests.support.court import AT, People
from tests.support.mediated import looker, willing
from tianping.cases.models import Clock, Litigant
from tianping.intake.mediation import actions
from tianping.intake.mediation.actions import AgreementDraft, Extension, Signature, Way
from tianping.intake.mediation.models import Agreement, Referral
from tianping.kernel.refusals import Refused

LAST = AT + datetime.timedelta(days=30)
LATE = AT + datetime.timedelta(days=59)
UNTIL = datetime.date(2023, 4, 20)
DRAFT = AgreementDraft("借款", others="当场付清")
PASSED = "调解期限已经届满"


@pytest.fixture
def accepted(people: People, referral: Referral) -> Referral:
    """A dispute that is being mediated, with both sides willing."""
    actions.accept_many([referral.pk], by=people.mediator, at=AT)
    return willing(referral.pk, people.mediator)


def everybody(referral: Referral) -> list[int]:
    return list(Litigant.objects.filter(matter=referral.case.matter_id).order_by("pk").values_list("pk", flat=True))


def sign(referral: Referral, role: str, agreement: Agreement, at: datetime.datetime) -> None:
    code = Signature(Way.CODE, code=code_of(referral.case, role))
    actions.sign_agreement(looker(referral.case, role), agreement.wording, code, at=at)


def test_on_the_last_day_an_agreement_is_taken_and_after_it_none(people: People, accepted: Referral) -> None:
    agreement = actions.draw_up_agreement(accepted, DRAFT, by=people.mediator, at=LAST)
    sign(accepted, "plaintiff", agreement, LAST)
    with pytest.raises(Refused, match="调解期限已于2023年3月8日届满，不能签名"):
        sign(accepted, "defendant", agreement, LATE)
    with pytest.raises(Refused, match="调解期限已于2023年3月8日届满，不能制作调解协议"):
        actions.draw_up_agreement(accepted, DRAFT, by=people.mediator, at=LATE)
    actions.extend(accepted, UNTIL, everybody(accepted), "4月6日电话征询", by=people.mediator, at=LATE)
    sign(accepted, "defendant", agreement, LATE)
    accepted.refresh_from_db()
    assert accepted.status == "agreed"


def test_nothing_is_recorded_as_agreed_after_the_term(people: People, accepted: Referral) -> None:
    with pytest.raises(Refused, match="不能登记调解成功"):
        actions.agree_many([accepted.pk], outcome="被申请人当场付清全部借款", by=people.mediator, at=LATE)
    accepted.refresh_from_db()
    assert accepted.status == "accepted"
    actions.fail_many([accepted.pk], outcome="差距太大", by=people.mediator, at=LATE)


def test_the_form_asks_for_the_extension_and_keeps_it_with_the_agreement(
    people: People, accepted: Referral, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, page = browse(people.mediator), f"/mediation/{accepted.pk}/"
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)
    assert PASSED not in client.get(page).content.decode()
    assert "双方同意延长调解期限" not in client.get(f"{page}agreement/").content.decode()
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: LATE)
    assert PASSED in client.get(page).content.decode()
    assert "调解期限已于2023年3月8日届满" in client.get(f"{page}agreement/").content.decode()
    typed = {"text-facts": "借款", "text-others": "当场付清", "rows": "1"}
    payer, payee = reversed(everybody(accepted))
    row = {"row0-payer": payer, "row0-payee": payee}
    refused = send(client, f"{page}agreement/", **typed, **row)
    assert (refused.status_code, Agreement.objects.exists()) == (422, False)
    longer = {"longer-until": "2023-04-20", "longer-record": "4月6日电话征询", "longer-agreed": everybody(accepted)}
    alone = send(client, f"{page}agreement/", **typed, **row, **{**longer, "longer-agreed": everybody(accepted)[:1]})
    assert "还没有同意" in alone.content.decode()
    accepted.refresh_from_db()
    assert accepted.extended_until is None
    assert send(client, f"{page}agreement/", **typed, **row, **longer).status_code == 302
    accepted.refresh_from_db()
    assert (accepted.extended_until, accepted.extension_record) == (UNTIL, "4月6日电话征询")
    term = Clock.objects.get(case=accepted.case, period_id="MED-PRE-30")
    assert term.nominal_due == UNTIL
    assert PASSED not in client.get(page).content.decode()


def test_what_cannot_be_drawn_up_lengthens_nothing(people: People, accepted: Referral) -> None:
    longer = Extension(UNTIL, everybody(accepted), "4月6日电话征询")
    with pytest.raises(Refused, match="请写明纠纷的主要事实"):
        actions.draw_up_agreement(accepted, AgreementDraft(" ", longer=longer), by=people.mediator, at=LATE)
    accepted.refresh_from_db()
    assert accepted.extended_until is None


def test_more_time_reaches_at_least_today_and_may_be_agreed_on_again(people: People, accepted: Referral) -> None:
    past = datetime.date(2023, 3, 31)
    with pytest.raises(Refused, match="不能早于今天"):
        actions.extend(accepted, past, everybody(accepted), "电话征询", by=people.mediator, at=LATE)
    for until in (UNTIL, UNTIL + datetime.timedelta(days=10)):
        actions.extend(accepted, until, everybody(accepted), "电话征询", by=people.mediator, at=LATE)
    accepted.refresh_from_db()
    assert accepted.extended_until == datetime.date(2023, 4, 30)


def test_whoever_is_to_sign_reads_that_the_term_has_passed(
    people: People, accepted: Referral, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.draw_up_agreement(accepted, DRAFT, by=people.mediator, at=LAST)
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: LATE)
    assert PASSED in browse(people.mediator).get(f"/mediation/{accepted.pk}/agreement/").content.decode()
    client = Client()
    client.post("/progress/", {"number": accepted.case.number, "code": code_of(accepted.case, "defendant")})
    assert "都同意延长的" in client.get("/progress/mediation/agreement/").content.decode()
