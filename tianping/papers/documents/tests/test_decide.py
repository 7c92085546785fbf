"""校对、签署、制发: another person reads, all who sit sign, and only then is a decision issued and sealed."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from tests.support.court import AT, People
from tianping.accounts.models import User
from tianping.cases.models import Case, Seat, TimelineEntry
from tianping.kernel import files
from tianping.kernel.models import Event
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.papers.documents import actions, queries
from tianping.papers.documents.actions import PaperRequest
from tianping.papers.documents.models import Paper
from tianping.papers.documents.paragraphs import Paragraph
from tianping.papers.documents.rendering.certificates import demonstration_seal
from tianping.papers.documents.rendering.signing import check
from tianping.papers.documents.tests.conftest import HEARING, judgment_facts, litigant, open_disputes, seat, seat_sole


@pytest.fixture
def judgment(people: People, case: Case) -> Paper:
    """A judgment that the sole judge has drawn up."""
    return actions.draw_up(PaperRequest(case.pk, "judgment", judgment_facts(case)), by=people.judge, at=AT)


def test_whoever_wrote_it_does_not_proofread_it(people: People, judgment: Paper, court_clerk: User) -> None:
    with pytest.raises(Forbidden, match="不能校对自己拟写的文书"):
        actions.proofread(judgment, by=people.judge, at=AT)
    actions.proofread(judgment, by=court_clerk, at=AT)
    assert (judgment.status, judgment.proofread_by) == ("proofread", court_clerk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.filter(pk=judgment.pk).update(proofread_by=F("drawn_by"))


def test_only_those_who_sit_sign_and_no_leader_for_them(people: People, judgment: Paper, court_clerk: User) -> None:
    actions.proofread(judgment, by=court_clerk, at=AT)
    for user in (people.head, people.vice_president, people.president, people.second_judge, court_clerk):
        with pytest.raises(Forbidden):
            actions.sign(judgment, by=user, at=AT)
    actions.sign(judgment, by=people.judge, at=AT)
    judgment.refresh_from_db()
    assert judgment.status == "signed"


def test_nothing_is_signed_that_was_not_proofread(people: People, judgment: Paper) -> None:
    with pytest.raises(Refused, match="尚未校对"):
        actions.sign(judgment, by=people.judge, at=AT)
    with pytest.raises(Refused, match="还没有由全体审判人员签署"):
        actions.issue(judgment, by=people.judge, at=AT)


def test_every_member_of_a_panel_signs(people: People, court_clerk: User) -> None:
    (case,) = open_disputes(people.clerk, "王五", track="ordinary", composition="panel")
    seat(
        [case],
        (people.judge, Seat.Role.PRESIDING),
        (people.second_judge, Seat.Role.JUDGE),
        (people.head, Seat.Role.JUDGE),
        (court_clerk, Seat.Role.CLERK),
    )
    paper = actions.draw_up(PaperRequest(case.pk, "judgment", judgment_facts(case)), by=people.judge, at=AT)
    actions.proofread(paper, by=court_clerk, at=AT)
    actions.sign(paper, by=people.judge, at=AT)
    actions.sign(paper, by=people.judge, at=AT)
    assert list(queries.to_sign(people.second_judge)) == [paper]
    assert not queries.to_sign(people.judge).exists()
    actions.sign(paper, by=people.second_judge, at=AT)
    paper.refresh_from_db()
    assert paper.status == "proofread"
    with pytest.raises(Forbidden):
        actions.sign(paper, by=people.head, at=AT)


def test_a_changed_bench_signs_again(people: People, judgment: Paper, case: Case, court_clerk: User) -> None:
    actions.proofread(judgment, by=court_clerk, at=AT)
    actions.sign(judgment, by=people.judge, at=AT)
    seat([case], (people.second_judge, Seat.Role.JUDGE))
    with pytest.raises(Refused, match="没有沈明的签署"):
        actions.issue(judgment, by=court_clerk, at=AT)


def test_what_was_sent_back_is_read_and_signed_again(people: People, judgment: Paper, court_clerk: User) -> None:
    actions.proofread(judgment, by=court_clerk, at=AT)
    actions.sign(judgment, by=people.judge, at=AT)
    actions.send_back(judgment, "金额有误", by=court_clerk, at=AT)
    assert (judgment.status, judgment.proofread_by) == ("draft", None)
    Paper.objects.filter(pk=judgment.pk).update(body=[["text", "改"]])
    judgment.refresh_from_db()
    assert not queries.signatures_of(judgment).exists()


def test_an_issued_decision_is_dated_sealed_and_checked(people: People, judgment: Paper, court_clerk: User) -> None:
    actions.proofread(judgment, by=court_clerk, at=AT)
    actions.sign(judgment, by=people.judge, at=AT)
    actions.issue(judgment, by=court_clerk, at=AT)
    assert Paragraph("date", "二〇二三年二月六日") in queries.body_of(judgment)
    assert judgment.pdf is not None
    content = files.read(judgment.pdf)
    seal = demonstration_seal("镇原县人民法院")
    found = check(content, seal)
    assert found is not None
    assert found.good
    assert "演示" in found.by
    for changed in (content.replace(b"\nendstream", b" endstream", 1), content + b"\n%%EOF\n"):
        tampered = check(changed, seal)
        assert tampered is not None
        assert not tampered.good
    event = Event.objects.get(name="papers.issued")
    assert event.payload == {"paper_ids": [judgment.pk]}
    with pytest.raises(Overtaken):
        actions.send_back(judgment, "再改", by=court_clerk, at=AT)


def test_issuing_twice_issues_once(people: People, case: Case, court_clerk: User) -> None:
    papers = actions.draw_up_many([PaperRequest(case.pk, "response_notice")], by=court_clerk, at=AT)
    actions.issue_many(papers, by=court_clerk, at=AT)
    first = dict(Paper.objects.values_list("pk", "pdf_id"))
    actions.issue_many(papers, by=people.judge, at=AT)
    assert dict(Paper.objects.values_list("pk", "pdf_id")) == first
    assert Event.objects.filter(name="papers.issued").count() == 1
    assert TimelineEntry.objects.filter(text="制发应诉通知书2份。", for_litigants=False).count() == 1


def test_many_are_issued_in_as_many_statements_as_few(people: People, court_clerk: User) -> None:
    counts = []
    for many in (1, 6):
        cases = open_disputes(people.clerk, *[f"被告{n}" for n in range(many)])
        seat_sole(cases, people.judge, court_clerk)
        requests = [PaperRequest(each.pk, "acceptance_notice") for each in cases]
        papers = actions.draw_up_many(requests, by=court_clerk, at=AT)
        with CaptureQueriesContext(connection) as statements:
            actions.issue_many(papers, by=court_clerk, at=AT)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_a_litigant_holds_what_is_addressed_to_them_and_what_decides_the_case(
    people: People, case: Case, court_clerk: User, judgment: Paper
) -> None:
    borrower, bank = litigant(case), litigant(case, "plaintiff")
    notices = actions.draw_up_many(
        [PaperRequest(case.pk, "response_notice"), PaperRequest(case.pk, "summons", HEARING)], by=court_clerk, at=AT
    )
    actions.issue_many(notices, by=court_clerk, at=AT)
    assert {paper.kind for paper in queries.papers_for_litigant(borrower.pk)} == {"response_notice", "summons"}
    assert {paper.kind for paper in queries.papers_for_litigant(bank.pk)} == {"summons"}
    actions.proofread(judgment, by=court_clerk, at=AT)
    actions.sign(judgment, by=people.judge, at=AT)
    actions.issue(judgment, by=court_clerk, at=AT)
    assert "judgment" in {paper.kind for paper in queries.papers_for_litigant(bank.pk)}


def test_what_waits_for_whom(people: People, judgment: Paper, court_clerk: User) -> None:
    assert list(queries.to_proofread(court_clerk)) == [judgment]
    assert not queries.to_proofread(people.judge).exists()
    assert list(queries.unissued_for(people.judge)) == [judgment]
    assert not queries.to_proofread(people.second_judge).exists()
    actions.proofread(judgment, by=court_clerk, at=AT)
    assert list(queries.to_sign(people.judge)) == [judgment]
