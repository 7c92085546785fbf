"""调解意愿、调解会、笔录: who is not willing ends it; nobody mediates two at once; what both confirm goes along."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support.cases import code_of
from tests.support.clients import Browse, send
from tests.support.court import AT, MEDIATORS, OTHER_MEDIATORS, People
from tests.support.uploads import SCAN
from tianping.accounts.models import User
from tianping.cases.models import Clock, Litigant, TimelineEntry
from tianping.cases.panels import entries_of_file
from tianping.cases.permissions import Looker
from tianping.intake.mediation import actions, queries
from tianping.intake.mediation.actions import SessionDraft, SessionRecord, Signature, SignedSheet, Way
from tianping.intake.mediation.models import Referral, Session
from tianping.intake.mediation.tests.conftest import refer
from tianping.kernel.models import AuditEntry, Event
from tianping.kernel.refusals import Forbidden, Overtaken, Refused

TOMORROW = AT + datetime.timedelta(days=1)
ON_SITE = Session.Way.ON_SITE


@pytest.fixture
def accepted(people: People, referral: Referral) -> Referral:
    """A dispute that is being mediated."""
    actions.accept_many([referral.pk], by=people.mediator, at=AT)
    referral.refresh_from_db()
    return referral


def litigant(referral: Referral, role: str) -> Litigant:
    return Litigant.objects.get(matter=referral.case.matter_id, role=role)


def looker(referral: Referral, role: str) -> Looker:
    return Looker(referral.case, litigant(referral, role))


def own_code(referral: Referral, role: str) -> Signature:
    return Signature(Way.CODE, code=code_of(referral.case, role))


def appoint(referral: Referral, by: User, *, starts: datetime.datetime = TOMORROW, minutes: int = 60) -> Session:
    return actions.appoint_session(referral, SessionDraft(starts, minutes, ON_SITE, "调解室"), by=by, at=AT)


def held(referral: Referral, by: User, undisputed: str = "借款五万元，已收到。") -> Session:
    """A session that has been recorded, with both sides there."""
    session = appoint(referral, by)
    present = [litigant(referral, "plaintiff").pk, litigant(referral, "defendant").pk]
    actions.record_session(session, SessionRecord(present, "双方陈述。", undisputed), by=by, at=TOMORROW)
    return session


def running(referral: Referral) -> set[str]:
    rows = Clock.objects.filter(case=referral.case, stopped_on__isnull=True)
    return set(rows.values_list("period_id", flat=True))


def test_the_mediator_is_led_to_whom_to_ask_and_reads_the_answer_in_the_record(
    people: People, accepted: Referral, browse: Browse
) -> None:
    client, page = browse(people.mediator), f"/mediation/{accepted.pk}/"
    asked = litigant(accepted, "defendant")
    assert f'<option value="{asked.pk}" selected' in client.get(f"{page}willingness/").content.decode()
    answer = {"litigant": asked.pk, "willing": "yes", "words": "2月6日电话征询"}
    assert send(client, f"{page}willingness/", **answer).status_code == 302
    shown = client.get(page).content.decode()
    record = shown[shown.index("办理记录") :]
    assert "被申请人黄小明同意调解" in record and "2月6日电话征询" in record
    # Everybody has answered: nobody is chosen for the mediator.
    assert '<option value="" selected' in client.get(f"{page}willingness/").content.decode()


def test_mediators_have_three_working_days_to_accept_and_three_to_ask_the_other_side(
    people: People, referral: Referral
) -> None:
    assert running(referral) == {"MED-ACCEPT-3"}
    actions.accept_many([referral.pk], by=people.mediator, at=AT)
    assert running(referral) == {"MED-PRE-30", "MED-NOTIFY-3"}
    defendant = litigant(referral, "defendant")
    referral.refresh_from_db()
    actions.note_willingness(referral, defendant.pk, True, "电话征询", by=people.mediator, at=AT)
    assert running(referral) == {"MED-PRE-30"}


def test_whoever_does_not_take_a_referral_says_why_and_the_court_names_others(
    people: People, referral: Referral, browse: Browse
) -> None:
    with pytest.raises(Refused, match="应当写明理由"):
        actions.decline(referral, " ", by=people.mediator, at=AT)
    actions.decline(referral, "超出本组织的调解范围", by=people.mediator, at=AT)
    assert running(referral) == set()
    assert "重新指定调解组织" in browse(people.clerk).get(f"/cases/{referral.case_id}/").content.decode()
    with pytest.raises(Forbidden):
        actions.reassign(referral, OTHER_MEDIATORS, "不予接受", by=people.mediator, at=AT)
    actions.reassign(referral, OTHER_MEDIATORS, "不予接受", by=people.clerk, at=AT)
    assert (referral.status, running(referral)) == ("referred", {"MED-ACCEPT-3"})
    assert list(queries.referrals(people.second_mediator)) == [referral]
    assert not queries.referrals(people.mediator).exists()


def test_a_litigant_who_refuses_ends_the_mediation_at_once_and_the_filing_hears_of_it(
    people: People, accepted: Referral
) -> None:
    appoint(accepted, people.mediator)
    actions.refuse_mediation(looker(accepted, "defendant"), "", at=AT)
    accepted.refresh_from_db()
    assert (accepted.status, running(accepted)) == ("withdrawn", set())
    assert Session.objects.get().status == "cancelled"
    payload = {"matter_id": accepted.case.matter_id, "outcome": "withdrawn"}
    assert Event.objects.get(name="mediation.ended").payload == payload
    with pytest.raises(Refused, match="调解已经结束"):
        actions.agree_to_mediation(looker(accepted, "plaintiff"), at=AT)


def test_why_somebody_refused_is_not_told_to_the_other_side(people: People, accepted: Referral) -> None:
    actions.refuse_mediation(looker(accepted, "defendant"), "我和他有别的过节", at=AT)
    told = TimelineEntry.objects.filter(matter=accepted.case.matter_id, for_litigants=True)
    assert not any("过节" in line.text for line in told)


def test_a_session_is_told_to_both_and_stops_the_clock_of_asking(people: People, accepted: Referral) -> None:
    appoint(accepted, people.mediator)
    lines = TimelineEntry.objects.filter(for_litigants=True).values_list("text", flat=True)
    assert "定于2023年2月7日9时30分调解：现场调解，调解室。" in lines
    assert running(accepted) == {"MED-PRE-30"}


def test_nobody_mediates_two_at_once(people: People, accepted: Referral) -> None:
    (other,) = refer(people.clerk, "李大山")
    actions.accept_many([other.pk], by=people.mediator, at=AT)
    first = appoint(accepted, people.mediator)
    overlapping = TOMORROW + datetime.timedelta(minutes=59)
    with pytest.raises(Refused, match="已经约定了另一场调解"):
        appoint(other, people.mediator, starts=overlapping)
    actions.cancel_session(first, "被申请人请求改期", by=people.mediator, at=AT)
    appoint(other, people.mediator, starts=overlapping)
    appoint(accepted, people.mediator, starts=TOMORROW + datetime.timedelta(minutes=119))


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (SessionDraft(AT, 60, ON_SITE, "调解室"), "已经过去"),
        (SessionDraft(TOMORROW, 5, ON_SITE, "调解室"), "15分钟至480分钟"),
        (SessionDraft(TOMORROW, 60, ON_SITE, " "), "请写明地点"),
        (SessionDraft(TOMORROW, 60, Session.Way.VIDEO, "调解室"), "没有地点"),
        (SessionDraft(TOMORROW.replace(hour=7, minute=59), 60, ON_SITE, "调解室"), "8时至20时之间"),
        (SessionDraft(TOMORROW.replace(hour=19, minute=31), 30, ON_SITE, "调解室"), "8时至20时之间"),
        (SessionDraft(AT + datetime.timedelta(days=31), 60, ON_SITE, "调解室"), "2023年3月8日届满"),
    ],
)
def test_a_session_that_cannot_be_is_refused(
    people: People, accepted: Referral, draft: SessionDraft, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        actions.appoint_session(accepted, draft, by=people.mediator, at=AT)


def test_a_session_may_fill_the_day_and_the_term_to_their_last_minute(people: People, accepted: Referral) -> None:
    for days, hour, minutes in ((1, 8, 60), (1, 12, 480), (30, 19, 60)):
        starts = (AT + datetime.timedelta(days=days)).replace(hour=hour, minute=0)
        assert appoint(accepted, people.mediator, starts=starts, minutes=minutes).status == "appointed"


def test_beyond_the_thirty_days_only_where_both_sides_agreed_on_more(
    people: People, accepted: Referral, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = AT + datetime.timedelta(days=31)
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)
    client, page = browse(people.mediator), f"/mediation/{accepted.pk}/extend/"
    assert "延长至" in client.get(page).content.decode()
    both = [litigant(accepted, role).pk for role in ("plaintiff", "defendant")]
    typed = {"until": "2023-03-08", "record": "2月6日双方签名的同意书", "agreed": both}
    assert "晚于2023年3月8日" in send(client, page, **typed).content.decode()
    assert "请核对日期的年份" in send(client, page, **{**typed, "until": "2099-03-20"}).content.decode()
    longer = {**typed, "until": "2023-03-20"}
    assert "请选择同意延长的当事人" in send(client, page, **{**longer, "agreed": []}).content.decode()
    alone = send(client, page, **{**longer, "agreed": both[:1]})
    assert (alone.status_code, "被告黄小明还没有同意" in alone.content.decode()) == (422, True)
    accepted.refresh_from_db()
    assert accepted.extended_until is None
    assert send(client, page, **longer).status_code == 302
    assert AuditEntry.objects.get(action="referral.extend").detail["agreed"] == sorted(both)
    accepted.refresh_from_db()
    term = Clock.objects.get(case=accepted.case, period_id="MED-PRE-30", stopped_on__isnull=True)
    assert (term.nominal_due, term.steps[-1][:20]) == (datetime.date(2023, 3, 20), "双方当事人同意延长至2023年3月20日")
    assert appoint(accepted, people.mediator, starts=later).status == "appointed"
    with pytest.raises(Refused, match="2023年3月20日届满"):
        appoint(accepted, people.mediator, starts=AT + datetime.timedelta(days=43))
    actions.reassign(accepted, OTHER_MEDIATORS, "当事人申请更换", by=people.clerk, at=AT)
    actions.accept_many([accepted.pk], by=people.second_mediator, at=later)
    accepted.refresh_from_db()
    assert accepted.extended_until is None


def test_the_address_that_the_page_fills_in_is_no_place_of_a_call(
    people: People, accepted: Referral, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)
    client, page = browse(people.mediator), f"/mediation/{accepted.pk}/sessions/new/"
    typed = {"on": "2023-02-07", "time": "10:00", "minutes": 60, "way": "video"}
    assert "没有地点" in send(client, page, **typed, place="自己写的地点").content.decode()
    assert send(client, page, **typed, place=accepted.organisation.address).status_code == 302
    assert Session.objects.get().place == ""


def test_a_session_is_recorded_once_it_has_begun_with_who_was_there(people: People, accepted: Referral) -> None:
    session = appoint(accepted, people.mediator)
    theirs = [litigant(accepted, "defendant").pk]
    with pytest.raises(Refused, match="开始以后才能记录"):
        actions.record_session(session, SessionRecord(theirs, "说了"), by=people.mediator, at=AT)
    with pytest.raises(Refused, match="至少一名"):
        actions.record_session(session, SessionRecord([], "说了"), by=people.mediator, at=TOMORROW)
    actions.record_session(session, SessionRecord(theirs, "说了"), by=people.mediator, at=TOMORROW)
    with pytest.raises(Overtaken):
        actions.record_session(session, SessionRecord(theirs, "又说"), by=people.mediator, at=TOMORROW)


def test_what_is_undisputed_counts_once_both_sides_have_confirmed_it(people: People, accepted: Referral) -> None:
    session = held(accepted, people.mediator)
    assert queries.undisputed_facts(accepted.case.matter_id) == []
    for role in ("plaintiff", "defendant"):
        actions.confirm_record(looker(accepted, role), session.pk, own_code(accepted, role), at=TOMORROW)
    ((_session, lines),) = queries.undisputed_facts(accepted.case.matter_id)
    assert lines == ["借款五万元，已收到。"]
    with pytest.raises(Overtaken):
        actions.confirm_record(looker(accepted, "defendant"), session.pk, own_code(accepted, "defendant"), at=TOMORROW)


def test_a_record_is_confirmed_with_ones_own_code_only(people: People, accepted: Referral) -> None:
    session = held(accepted, people.mediator)
    with pytest.raises(Refused, match="查询码不对"):
        actions.confirm_record(looker(accepted, "defendant"), session.pk, own_code(accepted, "plaintiff"), at=TOMORROW)


def test_a_record_is_signed_on_paper_by_those_who_took_part(
    people: People, accepted: Referral, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = held(accepted, people.mediator)
    with pytest.raises(Refused, match="只有参加该次调解的当事人"):
        actions.take_record_signatures(session, SignedSheet([0], "", SCAN), by=people.mediator, at=TOMORROW)
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: TOMORROW)
    client, page = browse(people.mediator), f"/mediation/{accepted.pk}/sessions/{session.pk}/"
    assert "双方无争议的事实" in client.get(f"{page}print/").content.decode()
    both = [litigant(accepted, role).pk for role in ("plaintiff", "defendant")]
    typed = {"sheet-litigants": both, "sheet-wording": queries.record_wording(session)}
    assert "请上传签了名的扫描件" in send(client, f"{page}sign/", **typed).content.decode()
    scanned = SimpleUploadedFile("笔录.pdf", SCAN)
    assert send(client, f"{page}sign/", **typed, **{"sheet-scan": scanned})["Location"] == page
    ((_session, lines),) = queries.undisputed_facts(accepted.case.matter_id)
    assert lines == ["借款五万元，已收到。"]
    again = SignedSheet(both[:1], queries.record_wording(session), SCAN)
    with pytest.raises(Overtaken, match="已经确认过"):
        actions.take_record_signatures(session, again, by=people.mediator, at=TOMORROW)


def test_the_scan_of_a_record_stands_in_the_file_where_everybody_took_part(people: People, accepted: Referral) -> None:
    session = held(accepted, people.mediator)
    both = [litigant(accepted, role).pk for role in ("plaintiff", "defendant")]
    sheet = SignedSheet(both, queries.record_wording(session), SCAN)
    actions.take_record_signatures(session, sheet, by=people.mediator, at=TOMORROW)
    (entry,) = entries_of_file(accepted.case)
    assert (entry.place, entry.title, entry.who) == ("mediation", "调解笔录签名扫描件", accepted.organisation.name)


def test_what_one_side_said_alone_stands_in_no_file_that_the_other_reads(people: People, accepted: Referral) -> None:
    session, alone = appoint(accepted, people.mediator), [litigant(accepted, "defendant").pk]
    actions.record_session(session, SessionRecord(alone, "可以让一步。"), by=people.mediator, at=TOMORROW)
    session.refresh_from_db()
    sheet = SignedSheet(alone, queries.record_wording(session), SCAN)
    actions.take_record_signatures(session, sheet, by=people.mediator, at=TOMORROW)
    assert entries_of_file(accepted.case) == []


def test_what_both_confirmed_stands_on_the_page_of_the_suit_and_the_minutes_do_not(
    people: People, accepted: Referral, browse: Browse
) -> None:
    session = held(accepted, people.mediator)
    for role in ("plaintiff", "defendant"):
        actions.confirm_record(looker(accepted, role), session.pk, own_code(accepted, role), at=TOMORROW)
    actions.fail_many([accepted.pk], outcome="差距太大", by=people.mediator, at=TOMORROW)
    page = browse(people.head).get(f"/cases/{accepted.case_id}/").content.decode()
    assert "借款五万元，已收到。" in page
    assert "双方陈述。" not in page


def test_a_mediator_does_all_of_it_from_the_pages(people: People, accepted: Referral, browse: Browse) -> None:
    client, address = browse(people.mediator), f"/mediation/{accepted.pk}/"
    assert "征询调解意愿" in client.get(address).content.decode()
    defendant = litigant(accepted, "defendant")
    send(client, f"{address}willingness/", litigant=defendant.pk, willing="yes", words="电话征询")
    typed = {"on": "2023-02-07", "time": "10:00", "minutes": 60, "way": "phone", "place": ""}
    assert send(client, f"{address}sessions/new/", **{**typed, "on": "2020-01-01"}).status_code == 422
    send(client, f"{address}sessions/new/", **typed)
    session = Session.objects.get()
    assert "电话调解" in client.get(address).content.decode()
    page = f"{address}sessions/{session.pk}/"
    assert "开始以后才能记录" in send(client, page, present=[defendant.pk], minutes="说了").content.decode()
    for who in (people.head, people.judge):
        assert browse(who).get(page).status_code == 403
    assert browse(people.second_mediator).get(page).status_code == 404
    send(client, f"{page}cancel/", **{"cancel-reason": "改期"})
    session.refresh_from_db()
    assert (session.status, MEDIATORS) == ("cancelled", accepted.organisation.name)
