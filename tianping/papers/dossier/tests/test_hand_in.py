"""提交答辩状、证据: under a number at once, late ones taken and marked, on to the other side."""

import uuid
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support.clients import Browse, send
from tests.support.court import AT, People
from tests.support.tried import tried
from tests.support.uploads import PHOTO, SCAN
from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Clock, TimelineEntry
from tianping.kernel.models import StoredFile
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.papers.documents.queries import issued_papers_of
from tianping.papers.dossier import actions, queries
from tianping.papers.dossier.actions import Upload
from tianping.papers.dossier.models import HandedFile, HandIn
from tianping.papers.dossier.tests.conftest import IN_TIME, LATE, looker, looking, served
from tianping.papers.service.queries import hindrances_to_hearing

ANSWER, EVIDENCE = HandIn.Kind.ANSWER, HandIn.Kind.EVIDENCE
WORDS = "已经还款一万元，不同意其余请求。"


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages live in the days of the period."""
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: IN_TIME)


def answered(case: Case, at: datetime = IN_TIME, text: str = WORDS) -> HandIn:
    """The defendant's answer, handed in."""
    draft = actions.begin(looker(case), ANSWER, at=at)
    actions.write(draft, text)
    return actions.hand_in(draft, at=at)


def proved(case: Case, at: datetime = IN_TIME, role: str = "defendant") -> HandIn:
    """A receipt as evidence, handed in."""
    draft = actions.begin(looker(case, role), EVIDENCE, at=at)
    actions.attach(draft, Upload(SCAN, "还款凭证", "证明已经还款"))
    return actions.hand_in(draft, at=at)


def test_an_answer_in_time_gets_its_number_and_starts_the_duty_to_send_it_on(case: Case) -> None:
    made = answered(case)
    assert (made.status, made.number, made.late) == ("received", "（2023）甘1027收材1号", False)
    assert any("2023年2月21日届满" in step for step in made.steps)
    clock = Clock.objects.get(case=case, period_id="C-ANSWER-FWD")
    assert clock.nominal_due == date(2023, 2, 15)
    line = TimelineEntry.objects.get(text__contains="收材1号")
    assert line.litigant == made.litigant


def test_late_evidence_is_taken_and_marked_with_its_articles(case: Case) -> None:
    made = proved(case, at=LATE)
    assert (made.status, made.late) == ("received", True)
    for article in ("第六十八条第二款", "第一百零一条", "第一百零二条"):
        assert any(article in text for text in made.because), article


def test_before_the_notice_was_served_no_period_runs_and_nothing_is_late(people: People, court_clerk: User) -> None:
    (unserved,) = tried(people, court_clerk, "李大山")
    assert not proved(unserved, at=LATE).late


def test_what_was_waived_is_late_the_day_after(case: Case) -> None:
    actions.waive(looker(case), [row.pk for row in queries.remaining_periods(looker(case), AT.date())], at=AT)
    assert queries.last_day_of(case, looker(case).litigant, EVIDENCE) == AT.date()
    assert proved(case).late


@pytest.mark.parametrize(("role", "kind"), [("plaintiff", ANSWER)])
def test_who_sued_hands_in_no_answer(case: Case, role: str, kind: HandIn.Kind) -> None:
    with pytest.raises(Refused, match="不能提交答辩状"):
        actions.begin(looker(case, role), kind, at=IN_TIME)


def test_nothing_is_handed_in_once_the_case_is_closed(people: People, case: Case) -> None:
    draft = actions.begin(looker(case), ANSWER, at=IN_TIME)
    actions.write(draft, WORDS)
    case_actions.close_cases([case.pk], by=people.judge, at=IN_TIME, reason="调解", way=Case.ClosingWay.MEDIATION)
    with pytest.raises(Refused, match="已经结案"):
        actions.hand_in(draft, at=IN_TIME)


def test_an_empty_answer_and_evidence_without_a_file_are_refused_in_a_sentence(case: Case) -> None:
    with pytest.raises(Refused, match="请写答辩意见"):
        actions.hand_in(actions.begin(looker(case), ANSWER, at=IN_TIME), at=IN_TIME)
    draft = actions.begin(looker(case), EVIDENCE, at=IN_TIME)
    with pytest.raises(Refused, match="还没有上传证据"):
        actions.hand_in(draft, at=IN_TIME)
    with pytest.raises(Refused, match="要证明什么"):
        actions.attach(draft, Upload(PHOTO, "借条"))


def test_what_was_handed_in_is_changed_by_nobody(case: Case) -> None:
    made = proved(case)
    for verb in (
        lambda: actions.attach(made, Upload(PHOTO, "借条", "证明")),
        lambda: actions.detach(made, HandedFile.objects.get().pk),
        lambda: actions.write(made, "改"),
        lambda: actions.hand_in(made, at=IN_TIME),
    ):
        with pytest.raises(Refused, match="已经提交"):
            verb()


def test_a_removed_file_is_gone_with_its_bytes(case: Case) -> None:
    draft = actions.begin(looker(case), EVIDENCE, at=IN_TIME)
    row = actions.attach(draft, Upload(PHOTO, "借条", "证明借款"))
    stored = row.file_id
    actions.detach(draft, row.pk)
    assert not StoredFile.objects.filter(pk=stored).exists()


def test_sending_on_draws_up_a_notice_for_the_other_side_and_plans_its_service(people: People, case: Case) -> None:
    made = answered(case)
    actions.forward(made, by=people.judge, at=IN_TIME)
    (paper,) = issued_papers_of([case.pk], "copy_notice")
    assert paper.addressee is not None
    assert paper.addressee.role == "plaintiff"
    assert not Clock.objects.filter(case=case, period_id="C-ANSWER-FWD", stopped_on__isnull=True).exists()
    with pytest.raises(Overtaken):
        actions.forward(made, by=people.judge, at=IN_TIME)


def test_a_second_notice_takes_the_place_of_none(people: People, case: Case) -> None:
    for made in (answered(case), proved(case)):
        actions.forward(made, by=people.judge, at=IN_TIME)
    papers = list(issued_papers_of([case.pk], "copy_notice"))
    assert [paper.replaces for paper in papers] == [None, None]


def test_only_the_bench_its_clerk_and_filing_send_on(people: People, court_clerk: User, case: Case) -> None:
    made = answered(case)
    for stranger in (people.second_judge, people.president, people.stranger):
        with pytest.raises(Forbidden):
            actions.forward(made, by=stranger, at=IN_TIME)
    actions.forward(made, by=court_clerk, at=IN_TIME)


def test_at_the_counter_a_scan_is_taken_under_a_number(people: People, court_clerk: User, case: Case) -> None:
    litigant = looker(case).litigant
    made = actions.take(case, litigant, EVIDENCE, [Upload(SCAN, "借条", "证明借款")], by=court_clerk, at=IN_TIME)
    assert (made.received_by, made.number) == (court_clerk, "（2023）甘1027收材1号")
    with pytest.raises(Forbidden):
        actions.take(case, litigant, EVIDENCE, [Upload(SCAN, "借条", "证明")], by=people.second_judge, at=IN_TIME)


def test_the_waiver_stops_the_periods_and_the_case_can_be_heard(case: Case) -> None:
    for role in ("plaintiff", "defendant"):
        who = looker(case, role)
        made = actions.waive(who, [row.pk for row in queries.remaining_periods(who, AT.date())], at=AT)
        assert made.status == "noted"
    assert hindrances_to_hearing([case.pk], AT.date()) == {case.pk: []}
    with pytest.raises(Refused, match="不需要再放弃"):
        actions.waive(looker(case), [0], at=AT)


@pytest.mark.usefixtures("now")
def test_the_way_on_the_phone_step_by_step(case: Case) -> None:
    client = looking(case)
    assert "提交答辩状" in client.get("/progress/case/").content.decode()
    assert send(client, "/progress/answer/", text=WORDS)["Location"] == "/progress/hand-in/answer/"
    upload = SimpleUploadedFile("IMG_1.png", PHOTO, "image/png")
    assert send(client, "/progress/hand-in/answer/", name="答辩状", file=upload).status_code == 302
    page = client.get("/progress/hand-in/answer/check/").content.decode()
    assert WORDS in page
    assert "答辩状" in page
    done = send(client, "/progress/hand-in/answer/check/", true="on")
    confirmed = client.get(done["Location"]).content.decode()
    assert "（2023）甘1027收材1号" in confirmed
    assert looking(case, "plaintiff").get(done["Location"]).status_code == 404


@pytest.mark.usefixtures("now")
def test_a_hostile_file_is_refused_in_a_sentence_and_nothing_typed_is_lost(case: Case) -> None:
    client = looking(case)
    bad = SimpleUploadedFile("证据.pdf", b"MZ\x90\x00", "application/pdf")
    answer = send(client, "/progress/hand-in/evidence/", name="借条", purpose="证明借款", file=bad)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "这是可执行程序，已拒收" in page
    for typed in ("借条", "证明借款"):
        assert typed in page


@pytest.mark.usefixtures("now")
def test_a_second_click_hands_in_once(case: Case) -> None:
    client, key = looking(case), str(uuid.uuid4())
    send(client, "/progress/answer/", text=WORDS)
    for _twice in range(2):
        client.post("/progress/hand-in/answer/check/", {"submission_key": key, "true": "on"})
    assert HandIn.objects.exclude(status="draft").count() == 1


@pytest.mark.usefixtures("now")
def test_files_are_read_by_their_owner_and_by_whom_they_were_sent_on_to(
    people: People, court_clerk: User, case: Case, browse: Browse
) -> None:
    made = proved(case)
    address = f"/progress/files/{HandedFile.objects.get().pk}/"
    assert looking(case).get(address).status_code == 200
    other = looking(case, "plaintiff")
    assert other.get(address).status_code == 404
    actions.forward(made, by=court_clerk, at=IN_TIME)
    assert other.get(address)["Content-Disposition"].startswith("attachment")
    assert "对方提交的" in other.get("/progress/case/").content.decode()
    (elsewhere,) = served(people, court_clerk, "李大山")
    assert looking(elsewhere, "plaintiff").get(address).status_code == 404


@pytest.mark.usefixtures("now")
def test_staff_see_what_was_handed_in_and_send_it_on(
    people: People, court_clerk: User, case: Case, browse: Browse
) -> None:
    made, client = answered(case), browse(court_clerk)
    assert f"/dossier/materials/{made.pk}/" in client.get(f"/cases/{case.pk}/").content.decode()
    assert "答辩状（黄小明）" in client.get("/cases/today/").content.decode()
    assert made.number in client.get("/dossier/materials/").content.decode()
    page = client.get(f"/dossier/materials/{made.pk}/").content.decode()
    assert WORDS in page
    assert "第六十九条" in client.get(f"/dossier/materials/{made.pk}/receipt/").content.decode()
    assert send(client, f"/dossier/materials/{made.pk}/forward/").status_code == 302
    assert browse(people.second_judge).get(f"/dossier/materials/{made.pk}/").status_code == 404
    assert browse(people.cashier).get(f"/dossier/materials/{made.pk}/").status_code == 403


@pytest.mark.usefixtures("now")
def test_a_waiver_on_the_phone_has_its_number(case: Case) -> None:
    client = looking(case)
    rows = queries.remaining_periods(looker(case), AT.date())
    assert send(client, "/progress/waive/", understood="on").status_code == 422
    done = send(client, "/progress/waive/", clocks=[row.pk for row in rows], understood="on")
    assert "收材1号" in client.get(done["Location"]).content.decode()


def test_without_a_code_nothing_is_handed_in(client, case: Case) -> None:
    for address in ("answer/", "hand-in/evidence/", "hand-in/answer/check/", "handed-in/1/", "files/1/", "waive/"):
        assert client.get(f"/progress/{address}")["Location"] == "/progress/"
