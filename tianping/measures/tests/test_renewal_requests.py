"""续行申请: whoever a measure was taken for asks in time or late; it is renewed, refused with a reason, or ends."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tests.support.cases import code_of
from tests.support.clients import Browse, send
from tests.support.court import AT, People
from tests.support.uploads import PHOTO
from tianping.cases.models import Clock, TimelineEntry
from tianping.kernel.clock import CHINA
from tianping.kernel.models import Message
from tianping.kernel.refusals import Forbidden, Refused
from tianping.measures import actions, queries, todays
from tianping.measures.actions import RequestDraft
from tianping.measures.models import Measure, RenewalRequest

WHY = "被告尚未履行，仍有冻结的必要。"
NEXT_ORDER = "（2023）甘1027民初1号之二"
IN_TIME, LATE = datetime.datetime(2024, 1, 29, 10, tzinfo=CHINA), datetime.datetime(2024, 1, 30, 10, tzinfo=CHINA)


def asked(measure: Measure, at: datetime.datetime = IN_TIME) -> RenewalRequest:
    """What the applicant asks on that day."""
    draft = RequestDraft(WHY, at.date())
    return actions.ask_renewal([measure], draft, litigant=measure.applicant, by=None, at=at)[0]


def looking(browse: Browse, measure: Measure, role: str) -> Client:
    """A litigant on a phone who gave the code of the case."""
    client = browse(None)
    client.post("/progress/", {"number": measure.case.number, "code": code_of(measure.case, role)})
    return client


def told_applicant(measure: Measure) -> str:
    """The newest line on the applicant's page."""
    return TimelineEntry.objects.filter(litigant=measure.applicant).order_by("-pk")[0].text


def running() -> int:
    """How many last days to ask run."""
    return Clock.objects.filter(period_id="PRES-RENEW-7", stopped_on__isnull=True).count()


def test_asked_for_on_the_last_day_it_is_in_time_and_a_day_later_told_late(people: People, measure: Measure) -> None:
    asked(measure)
    assert "由申请人自行承担" not in told_applicant(measure)
    RenewalRequest.objects.all().delete()
    asked(measure, LATE)
    assert "已经过了最迟申请之日2024年1月29日，不能续行的后果由申请人自行承担" in told_applicant(measure)


def test_the_day_to_ask_stops_while_it_waits_and_whoever_enforces_sees_it(people: People, measure: Measure) -> None:
    assert running() == 1
    asked(measure)
    assert running() == 0
    waiting = todays.load_requests(people.officer, IN_TIME.date())
    assert waiting is not None
    assert [(task.label, task.by) for task in waiting.tasks] == [("续行冻结黄小明的银行存款", measure.until)]
    assert todays.load_requests(people.clerk, IN_TIME.date()) is None
    with pytest.raises(Refused, match="已经申请过续行"):
        asked(measure)
    with pytest.raises(IntegrityError), transaction.atomic():
        RenewalRequest.objects.create(measure=measure, reasons=WHY, asked_on=IN_TIME.date(), asked_at=IN_TIME)


def test_renewing_answers_it_with_the_day_on_which_it_was_asked(people: People, measure: Measure) -> None:
    measure.applicant.phone = "13800000001"
    measure.applicant.save()
    request = asked(measure)
    made = actions.renew(measure, NEXT_ORDER, by=people.officer, at=LATE)
    request.refresh_from_db()
    assert (request.status, request.renewal, made.requested_on) == ("granted", made, IN_TIME.date())
    text = Message.objects.order_by("-pk")[0].text
    assert "您申请续行冻结的银行存款，法院已经续行，期限至2025年2月5日" in text
    assert "黄小明" not in text
    assert running() == 1


def test_refusing_needs_a_reason_and_tells_until_when_it_lasts(people: People, measure: Measure) -> None:
    request = asked(measure)
    with pytest.raises(Refused, match="不予续行的理由"):
        actions.refuse_request(request, " ", by=people.officer, at=LATE)
    with pytest.raises(Forbidden):
        actions.refuse_request(request, "债务已经清偿。", by=people.clerk, at=LATE)
    actions.refuse_request(request, "债务已经清偿。", by=people.officer, at=LATE)
    request.refresh_from_db()
    assert (request.status, request.answered_by) == ("refused", people.officer)
    assert "该措施到2024年2月5日届满。理由：债务已经清偿。" in told_applicant(measure)
    assert asked(measure, LATE).status == "asked"


def test_what_ends_meanwhile_has_nothing_left_to_decide(people: People, measure: Measure) -> None:
    request = asked(measure)
    actions.lapse_all(at=datetime.datetime(2024, 2, 6, 10, tzinfo=CHINA))
    request.refresh_from_db()
    assert (request.status, request.answered_by) == ("closed", None)
    with pytest.raises(Refused, match="已经结束"):
        asked(measure, datetime.datetime(2024, 2, 6, 10, tzinfo=CHINA))


def test_nobody_else_asks(people: People, measure: Measure) -> None:
    draft = RequestDraft(WHY, AT.date())
    with pytest.raises(Refused, match="为自己采取的措施"):
        actions.ask_renewal([measure], draft, litigant=measure.owner, by=None, at=AT)
    with pytest.raises(Refused, match="请写明为什么"):
        actions.ask_renewal([measure], RequestDraft(" ", AT.date()), litigant=measure.applicant, by=None, at=AT)


def test_the_applicant_asks_on_the_phone_and_the_owner_sees_no_way(
    people: People, measure: Measure, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)
    client = looking(browse, measure, "plaintiff")
    address = reverse("my_renewal")
    assert address in client.get("/progress/case/").content.decode()
    page = client.get(address).content.decode()
    assert "冻结黄小明的银行存款" in page
    assert "2024年2月5日届满，最迟2024年1月29日申请" in page
    assert "第十八条" in page
    nothing = send(client, address, reasons=WHY)
    assert nothing.status_code == 422
    assert send(client, address, reasons=WHY, measures=[str(measure.pk)]).status_code == 302
    assert "待决定" in client.get(address).content.decode()
    assert queries.renewable(measure.case, measure.applicant, on=AT.date()) == []
    owner = looking(browse, measure, "defendant")
    assert "本案现在没有可以申请续行的措施" in owner.get(address).content.decode()
    assert send(owner, address, reasons=WHY, measures=[str(measure.pk)]).status_code == 422
    assert RenewalRequest.objects.count() == 1


def test_the_clerk_takes_the_signed_paper_and_the_officer_answers_on_the_page(
    people: People, measure: Measure, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)
    clerk, address = browse(people.clerk), f"/measures/{measure.pk}/"
    typed = {"request-asked_on": "2023-02-06", "request-reasons": WHY}
    assert "该字段" not in send(clerk, f"{address}requests/", **typed).content.decode()
    assert not RenewalRequest.objects.exists()
    paper = SimpleUploadedFile("申请书.png", PHOTO)
    assert send(clerk, f"{address}requests/", **typed, **{"request-paper": paper}).status_code == 302
    request = RenewalRequest.objects.get()
    assert request.asked_by == people.clerk
    assert clerk.get(f"/measures/requests/{request.pk}/paper/").status_code == 200
    assert browse(people.second_judge).get(f"/measures/requests/{request.pk}/paper/").status_code == 404
    assert "不予续行" not in clerk.get(address).content.decode()
    officer = browse(people.officer)
    listed = officer.get("/measures/?status=in_force&asked=waiting").content.decode()
    assert measure.case.number in listed
    assert 'value="2023-02-06"' in officer.get(address).content.decode()
    refused = f"/measures/requests/{request.pk}/refuse/"
    assert send(officer, refused, **{"refuse-reason": ""}).status_code == 422
    assert send(officer, refused, **{"refuse-reason": "债务已经清偿。"}).status_code == 302
    assert "债务已经清偿" in officer.get(address).content.decode()
