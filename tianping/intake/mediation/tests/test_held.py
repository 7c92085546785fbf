"""What took place stays held: written down after the end, on the spot; only what is still to come is called off."""

import datetime

import pytest

from tests.support.cases import code_of
from tests.support.clients import Browse, send
from tests.support.court import AT, DAY, People
from tests.support.mediated import looker, willing
from tianping.accounts.models import User
from tianping.cases.models import Litigant
from tianping.intake.mediation import actions
from tianping.intake.mediation.actions import AgreementDraft, SessionDraft, SessionRecord, Signature, Way
from tianping.intake.mediation.models import Organisation, Referral, Session
from tianping.kernel.models import Message
from tianping.kernel.refusals import Refused

HOUR, A_DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
TOMORROW, ROOM = AT + A_DAY, "第一调解室"


@pytest.fixture
def accepted(people: People, referral: Referral) -> Referral:
    """A dispute that is being mediated, with both sides willing."""
    actions.accept_many([referral.pk], by=people.mediator, at=AT)
    return willing(referral.pk, people.mediator)


def everybody(referral: Referral) -> list[int]:
    return list(Litigant.objects.filter(matter=referral.case.matter_id).order_by("pk").values_list("pk", flat=True))


def appointed(referral: Referral, by: User, starts: datetime.datetime) -> Session:
    draft = SessionDraft(starts, 60, Session.Way.ON_SITE, ROOM)
    return actions.appoint_session(referral, draft, by=by, at=AT)


def signed(referral: Referral, by: User, at: datetime.datetime) -> None:
    """Both sign an agreement, and the mediation ends with it."""
    agreement = actions.draw_up_agreement(referral, AgreementDraft("借款", others="当场付清"), by=by, at=at)
    for role in ("plaintiff", "defendant"):
        code = Signature(Way.CODE, code=code_of(referral.case, role))
        actions.sign_agreement(looker(referral.case, role), agreement.wording, code, at=at)


def test_a_session_whose_time_has_come_is_recorded_after_the_parties_signed(
    people: People, accepted: Referral, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    took_place = appointed(accepted, people.mediator, TOMORROW)
    ahead = appointed(accepted, people.mediator, TOMORROW + 5 * A_DAY)
    signed(accepted, people.mediator, TOMORROW + 2 * HOUR)
    took_place.refresh_from_db()
    ahead.refresh_from_db()
    assert (took_place.status, ahead.status, ahead.cancelled_because) == (
        "appointed",
        "cancelled",
        "双方已经达成协议，调解结束",
    )
    (text,) = Message.objects.filter(text__contains="不再举行")
    assert "原定2023年2月12日9时30分的调解不再举行，双方已经达成协议，调解结束。" in text.text
    assert not Message.objects.filter(text__contains="的调解取消").exists()
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: TOMORROW + 3 * HOUR)
    client, page = browse(people.mediator), f"/mediation/{accepted.pk}/"
    assert "时间已到，待写笔录" in client.get(page).content.decode()
    typed = {"present": everybody(accepted), "minutes": "双方谈妥。"}
    assert send(client, f"{page}sessions/{took_place.pk}/", **typed).status_code == 302
    took_place.refresh_from_db()
    assert (took_place.status, took_place.minutes) == ("held", "双方谈妥。")


def test_a_session_held_on_the_spot_is_written_down_with_its_record(
    people: People, accepted: Referral, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT + 12 * HOUR)
    client, page = browse(people.mediator), f"/mediation/{accepted.pk}/"
    assert f"{page}sessions/held/" in client.get(page).content.decode()
    typed = {"on": "2023-02-06", "time": "20:30", "length": 40, "way": "on_site", "place": ROOM}
    record = {"present": everybody(accepted), "minutes": "双方当场谈妥。"}
    assert send(client, f"{page}sessions/held/", **typed, **record).status_code == 302
    session = Session.objects.get()
    assert (session.status, session.minutes, session.present) == ("held", "双方当场谈妥。", everybody(accepted))
    assert browse(people.head).get(f"{page}sessions/held/").status_code == 403
    assert browse(people.second_mediator).get(f"{page}sessions/held/").status_code == 404


def test_it_is_written_down_after_the_end_too(people: People, accepted: Referral, browse: Browse) -> None:
    signed(accepted, people.mediator, AT)
    draft = SessionDraft(AT, 30, Session.Way.PHONE)
    record = SessionRecord(everybody(accepted), "电话谈妥。")
    session = actions.record_held(accepted, draft, record, by=people.mediator, at=TOMORROW)
    session.refresh_from_db()
    assert session.status == "held"
    assert f"/mediation/{accepted.pk}/sessions/held/" in (
        browse(people.mediator).get(f"/mediation/{accepted.pk}/").content.decode()
    )


@pytest.mark.parametrize(
    ("starts", "minutes", "words"),
    [
        pytest.param(AT - A_DAY, 60, "才接受调解", id="before_it_was_accepted"),
        pytest.param(AT - HOUR, 40, "2023年2月6日9时30分才接受调解", id="on_the_day_before_it_was_accepted"),
        pytest.param(AT + HOUR, 60, "还没有进行完", id="still_to_come"),
        pytest.param(AT, 60, "还没有进行完", id="under_way"),
        pytest.param(AT - HOUR, 481, "不超过480分钟", id="longer_than_a_day"),
    ],
)
def test_what_was_not_held_within_the_mediation_is_no_session(
    people: People, accepted: Referral, starts: datetime.datetime, minutes: int, words: str
) -> None:
    record = SessionRecord(everybody(accepted), "说了。")
    draft = SessionDraft(starts, minutes, Session.Way.ON_SITE, ROOM)
    with pytest.raises(Refused, match=words):
        actions.record_held(accepted, draft, record, by=people.mediator, at=AT)
    assert not Session.objects.exists()


def test_nothing_is_held_after_the_end_or_before_somebody_accepts(people: People, referral: Referral) -> None:
    draft, record = SessionDraft(AT, 30, Session.Way.PHONE), SessionRecord(everybody(referral), "说了。")
    with pytest.raises(Refused, match="接受以后"):
        actions.record_held(referral, draft, record, by=people.mediator, at=TOMORROW)
    actions.accept_many([referral.pk], by=people.mediator, at=AT)
    actions.fail_many([referral.pk], outcome="差距太大", by=people.mediator, at=AT)
    later = SessionDraft(TOMORROW, 30, Session.Way.PHONE)
    with pytest.raises(Refused, match="已经于2023年2月6日结束"):
        actions.record_held(referral, later, record, by=people.mediator, at=TOMORROW + A_DAY)
    referral.refresh_from_db()
    assert referral.ended_on == DAY


def test_nobody_held_two_at_once(people: People, accepted: Referral) -> None:
    draft, record = SessionDraft(AT, 60, Session.Way.PHONE), SessionRecord(everybody(accepted), "说了。")
    actions.record_held(accepted, draft, record, by=people.mediator, at=TOMORROW)
    with pytest.raises(Refused, match="另有一场调解"):
        actions.record_held(accepted, draft, record, by=people.mediator, at=TOMORROW)


def test_a_clerk_who_writes_a_session_down_is_its_recorder_and_no_mediator(
    people: People, colleague: User, accepted: Referral, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT + 12 * HOUR)
    # At the court's own desk clerks write for the mediators.
    Organisation.objects.filter(pk=accepted.organisation_id).update(kind=Organisation.Kind.COURT)
    client, page = browse(people.clerk), f"/mediation/{accepted.pk}/"
    assert "主持调解的调解员" in client.get(f"{page}sessions/new/").content.decode()
    typed = {"on": "2023-02-06", "time": "20:30", "length": 40, "way": "on_site", "place": ROOM}
    record = {"present": everybody(accepted), "minutes": "双方当场谈妥。"}
    assert send(client, f"{page}sessions/held/", **typed, **record).status_code == 422
    with pytest.raises(Refused, match="请选择主持调解的调解员：.*是记录人，不是调解员"):
        draft = SessionDraft(AT + 11 * HOUR, 30, Session.Way.PHONE)
        actions.record_held(accepted, draft, SessionRecord(everybody(accepted), "说了。"), by=people.clerk, at=TOMORROW)
    sent = send(client, f"{page}sessions/held/", **typed, **record, mediator=colleague.pk)
    session = Session.objects.get()
    assert (session.mediator, session.recorded_by, session.recorder) == (colleague, people.clerk, "赵立")
    sheet = client.get(f"{sent['Location']}print/").content.decode()
    assert f"调解员{colleague.full_name}</th>" in sheet and "记录人赵立</th>" in sheet
    again = send(client, f"{page}sessions/held/", **typed, **record, mediator=colleague.pk)
    assert f"调解员{colleague.full_name}在这个时间另有一场调解" in again.content.decode()
    assert "主持调解的调解员" not in browse(people.mediator).get(f"{page}sessions/new/").content.decode()
