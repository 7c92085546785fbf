"""An address that only does something leads back when it is opened; a refusal stands on the page it came from."""

import pytest
from django.test import Client

from tests.support.cases import code_of
from tests.support.clients import Browse, send
from tests.support.court import AT, MEDIATORS, OTHER_MEDIATORS, People
from tianping.intake.mediation import actions
from tianping.intake.mediation.models import Membership, Organisation, Referral, Session
from tianping.intake.mediation.tests.conftest import refer


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)


@pytest.mark.parametrize("what", ["accept/", "agree/", "fail/", "withdraw/", "litigants/{litigant}/phone/"])
def test_what_only_does_something_leads_back_to_the_matter(
    people: People, referral: Referral, browse: Browse, what: str
) -> None:
    litigant = referral.case.matter.litigants.get(role="defendant").pk
    address = f"/mediation/{referral.pk}/{what.format(litigant=litigant)}"
    assert browse(people.clerk).get(address)["Location"] == f"/mediation/{referral.pk}/"
    assert browse(people.second_mediator).get(address).status_code in (403, 404)


@pytest.mark.parametrize("what", ["accept/", "fail/", "withdraw/"])
def test_what_is_done_with_ticked_rows_leads_back_to_the_list(people: People, browse: Browse, what: str) -> None:
    assert browse(people.clerk).get(f"/mediation/{what}?group=accepted")["Location"] == "/mediation/?group=accepted"


def test_the_register_leads_back_to_the_organisation(people: People, browse: Browse) -> None:
    client, organisation = browse(people.clerk), Organisation.objects.get(name=MEDIATORS)
    page, membership = f"/mediation/organisations/{organisation.pk}/", Membership.objects.get(user=people.mediator)
    for what in ("join/", "close/", f"members/{membership.pk}/leave/"):
        assert client.get(f"{page}{what}")["Location"] == page, what
    assert client.get("/mediation/organisations/999999/close/").status_code == 404
    for _time in range(2):
        assert send(client, f"{page}members/{membership.pk}/leave/")["Location"] == page
    assert "该调解员已经退出" in client.get(page).content.decode()


def test_ticked_rows_that_went_to_others_are_refused_on_the_list(people: People, browse: Browse) -> None:
    first, second = refer(people.clerk, "甲", "乙")
    actions.reassign(second, OTHER_MEDIATORS, "当事人申请更换", by=people.clerk, at=AT)
    answer = send(browse(people.mediator), "/mediation/accept/", ids=[first.pk, second.pk], group="referred")
    page = answer.content.decode()
    assert (answer.status_code, "有的没有委派给您所在的调解组织" in page) == (403, True)
    assert f'value="{first.pk}" form="ticked" aria-label="勾选{first.case.number}" checked' in page
    assert set(Referral.objects.values_list("status", flat=True)) == {"referred"}


def test_a_session_that_was_cancelled_already_says_so_on_its_page(
    people: People, referral: Referral, browse: Browse
) -> None:
    actions.accept_many([referral.pk], by=people.mediator, at=AT)
    client, page = browse(people.mediator), f"/mediation/{referral.pk}/sessions/"
    typed = {"on": "2023-02-07", "time": "10:00", "minutes": 60, "way": "phone", "place": ""}
    send(client, f"{page}new/", **typed)
    session = Session.objects.get().pk
    assert client.get(f"{page}{session}/cancel/")["Location"] == f"{page}{session}/"
    send(client, f"{page}{session}/cancel/", **{"cancel-reason": "改期"})
    again = send(client, f"{page}{session}/cancel/", **{"cancel-reason": "改期"})
    assert again["Location"] == f"{page}{session}/"
    assert "该事项已被他人处理" in client.get(f"{page}{session}/").content.decode()


def test_whoever_agrees_too_late_is_told_on_their_page(people: People, referral: Referral) -> None:
    client = Client()
    client.post("/progress/", {"number": referral.case.number, "code": code_of(referral.case, "defendant")})
    actions.withdraw_many([referral.pk], outcome="不再同意", by=people.clerk, at=AT)
    assert send(client, "/progress/mediation/agree/")["Location"] == "/progress/mediation/"
    assert "调解已经结束，不需要再办理" in client.get("/progress/mediation/").content.decode()
