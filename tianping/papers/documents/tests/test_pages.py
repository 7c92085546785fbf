"""The pages of papers: who opens which, what is offered, what a look and a download leave behind."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.clients import Browse, send
from tests.support.court import AT, People
from tianping.accounts.models import User
from tianping.accounts.queries import this_court
from tianping.cases.models import Case, Matter
from tianping.kernel import files
from tianping.kernel.models import AuditEntry
from tianping.papers.documents import actions
from tianping.papers.documents.actions import PaperRequest
from tianping.papers.documents.models import Paper, PrintRun
from tianping.papers.documents.tests.conftest import (
    IDENTITY_NUMBER,
    PERSON,
    judgment_facts,
    litigant,
    open_disputes,
    seat_sole,
)


@pytest.fixture
def judgment(people: People, case: Case) -> Paper:
    """A judgment that the sole judge has drawn up."""
    return actions.draw_up(PaperRequest(case.pk, "judgment", judgment_facts(case)), by=people.judge, at=AT)


def issued(paper: Paper, people: People, clerk: User) -> Paper:
    """The paper, read, signed and issued."""
    actions.proofread(paper, by=clerk, at=AT)
    actions.sign(paper, by=people.judge, at=AT)
    actions.issue(paper, by=clerk, at=AT)
    return paper


@pytest.mark.parametrize("part", ["", "pdf/", "word/"])
def test_who_sees_the_case_sees_its_papers_and_for_others_there_are_none(
    people: People, judgment: Paper, court_clerk: User, browse: Browse, part: str
) -> None:
    address = f"/documents/{judgment.pk}/{part}"
    for user in (people.judge, court_clerk, people.head, people.president):
        assert browse(user).get(address).status_code == 200
    for user, status in ((people.second_judge, 404), (people.cashier, 403), (people.stranger, 403)):
        assert browse(user).get(address).status_code == status
    assert browse(people.judge).get(f"/documents/999999/{part}").status_code == 404
    assert AuditEntry.objects.filter(action="access.refused", subject=f"paper:{judgment.pk}").exists()


def test_each_is_offered_only_what_is_theirs_to_do(
    people: People, judgment: Paper, court_clerk: User, browse: Browse
) -> None:
    def offered(user: User) -> set[str]:
        text = browse(user).get(f"/documents/{judgment.pk}/").content.decode()
        return {
            word for word in ("已校对无误", "确认签署", "确认制发", "上传修改稿", "退回修改", "作废") if word in text
        }

    assert offered(people.judge) == {"上传修改稿", "作废"}
    assert offered(court_clerk) == {"已校对无误", "上传修改稿", "作废"}
    assert offered(people.president) == set()
    actions.proofread(judgment, by=court_clerk, at=AT)
    assert offered(people.judge) == {"确认签署", "退回修改", "作废"}
    alone = browse(people.judge).get(f"/documents/{judgment.pk}/").content.decode()
    assert "签署即确认本文书的内容，签署后可以制发。" in alone and "合议庭全体成员" not in alone
    actions.sign(judgment, by=people.judge, at=AT)
    assert offered(court_clerk) == {"确认制发", "退回修改", "作废"}
    actions.issue(judgment, by=court_clerk, at=AT)
    assert offered(court_clerk) == set()


def test_a_decision_goes_its_way_on_the_pages(
    people: People, judgment: Paper, court_clerk: User, browse: Browse
) -> None:
    judge, clerk = browse(people.judge), browse(court_clerk)
    address = f"/documents/{judgment.pk}/"
    assert "待校对" in clerk.get("/documents/").content.decode()
    assert PERSON not in clerk.get("/documents/?group=sign").content.decode()
    assert send(clerk, f"{address}proofread/").status_code == 302
    assert send(clerk, f"{address}sign/").status_code == 403
    assert send(judge, f"{address}sign/").status_code == 302
    assert send(judge, f"{address}send-back/").status_code == 422
    assert send(clerk, f"{address}issue/")["Location"] == address
    text = clerk.get(address).content.decode()
    assert "核验通过" in text
    assert "二〇二三年二月六日" in text
    refused = send(clerk, f"{address}discard/", **{"discard-reason": "重写"})
    assert refused.status_code == 409
    assert "没有办理" in refused.content.decode()


def test_a_document_is_downloaded_changed_and_taken_back(people: People, judgment: Paper, browse: Browse) -> None:
    judge = browse(people.judge)
    content = b"".join(judge.get(f"/documents/{judgment.pk}/word/"))
    file = SimpleUploadedFile("判决书.docx", content)
    assert send(judge, f"/documents/{judgment.pk}/upload/", file=file).status_code == 302
    foreign = SimpleUploadedFile("x.docx", b"MZ")
    refused = send(judge, f"/documents/{judgment.pk}/upload/", file=foreign)
    assert refused.status_code == 422
    assert "这不是 Word 文档" in refused.content.decode()


def test_every_download_is_on_record_and_none_opens_in_the_browser(
    people: People, judgment: Paper, court_clerk: User, browse: Browse
) -> None:
    issued(judgment, people, court_clerk)
    client = browse(people.judge)
    for part in ("pdf", "word", "publication"):
        answer = client.get(f"/documents/{judgment.pk}/{part}/")
        assert answer["Content-Disposition"].startswith("attachment")
    found = AuditEntry.objects.filter(action="paper.download", subject=f"paper:{judgment.pk}").order_by("pk")
    assert [entry.detail["what"] for entry in found] == ["pdf", "word", "publication"]


def test_of_a_divorce_there_is_no_publication_copy(
    people: People, judgment: Paper, court_clerk: User, browse: Browse
) -> None:
    issued(judgment, people, court_clerk)
    client, address = browse(people.judge), f"/documents/{judgment.pk}/"
    assert f"{address}publication/" in client.get(address).content.decode()
    Matter.objects.filter(pk=judgment.case.matter_id).update(cause_name="离婚纠纷")
    assert f"{address}publication/" not in client.get(address).content.decode()
    refused = client.get(f"{address}publication/")
    assert refused.status_code == 422
    assert "不在互联网公布" in refused.content.decode()


def test_a_notice_and_a_ruling_are_drawn_up_on_the_case_page(
    people: People, case: Case, court_clerk: User, browse: Browse
) -> None:
    client, address = browse(court_clerk), f"/documents/cases/{case.pk}/draw-up/"
    assert "制作文书" in client.get(f"/cases/{case.pk}/").content.decode()
    answer = send(client, address, what="response_notice", addressee=litigant(case).pk)
    paper = Paper.objects.get()
    assert answer["Location"] == f"/documents/{paper.pk}/"
    assert send(client, address, what="response_notice")["Location"] == f"/cases/{case.pk}/"
    missing = send(client, address, what="ruling:conversion")
    assert missing.status_code == 422
    assert "转换程序的理由" in missing.content.decode()
    assert send(client, address, what="ruling:conversion", reason="案情复杂").status_code == 302
    assert "应诉通知书" in client.get(f"/cases/{case.pk}/").content.decode()
    assert browse(people.second_judge).get(address).status_code == 404
    assert send(browse(people.head), address, what="response_notice").status_code == 403


def test_that_a_suit_is_withdrawn_or_counts_as_that_is_drawn_up_by_nobody_s_hand(
    case: Case, court_clerk: User, browse: Browse
) -> None:
    client, address = browse(court_clerk), f"/documents/cases/{case.pk}/draw-up/"
    page = client.get(address).content.decode()
    for what, words in (("deemed_withdrawal", "按撤诉处理"), ("withdrawal", "准许撤诉")):
        assert words not in page
        assert send(client, address, what=f"ruling:{what}").status_code == 422


def test_notices_for_chosen_cases_are_ordered_watched_and_downloaded(
    people: People, court_clerk: User, browse: Browse
) -> None:
    cases = open_disputes(people.clerk, "王五", "赵六", PERSON)
    seat_sole(cases, people.judge, court_clerk)
    client = browse(court_clerk)
    assert all(case.number in client.get("/documents/bulk/").content.decode() for case in cases)
    empty = send(client, "/documents/bulk/", kinds=["response_notice"], scope="ticked")
    assert empty.status_code == 422
    assert "请勾选案件" in empty.content.decode()
    answer = send(client, "/documents/bulk/?q=王五", kinds=["response_notice"], scope="all")
    (run,) = PrintRun.objects.all()
    assert answer["Location"] == f"/documents/runs/{run.pk}/"
    assert run.case_ids == [cases[0].pk]
    assert "正在制作文书" in client.get(f"/documents/runs/{run.pk}/").content.decode()
    assert "0 / 1" in client.get(f"/documents/runs/{run.pk}/bar/").content.decode()
    actions.make_run(run_id=run.pk, by_id=court_clerk.pk, at=AT.isoformat())
    assert client.get(f"/documents/runs/{run.pk}/bar/")["HX-Refresh"] == "true"
    assert "已制发2份" in client.get(f"/documents/runs/{run.pk}/").content.decode()
    package = zipfile.ZipFile(io.BytesIO(b"".join(client.get(f"/documents/runs/{run.pk}/zip/"))))
    assert len(package.namelist()) == 2
    assert b"".join(client.get(f"/documents/runs/{run.pk}/print/")).startswith(b"%PDF")
    assert AuditEntry.objects.filter(action="paper.download").count() == 4
    assert browse(people.judge).get(f"/documents/runs/{run.pk}/").status_code == 404
    assert f"第{run.pk}批" in client.get("/documents/runs/").content.decode()


def test_made_up_ids_choose_no_case(people: People, case: Case, court_clerk: User, browse: Browse) -> None:
    (other,) = open_disputes(people.clerk, "别人")
    answer = send(browse(court_clerk), "/documents/bulk/", kinds=["response_notice"], scope="ticked", ids=[other.pk])
    assert answer.status_code == 422
    assert not PrintRun.objects.exists()


@pytest.mark.parametrize("address", ["/documents/?group=issued", "/documents/?group=issue", "/documents/bulk/"])
def test_a_longer_list_costs_no_more_statements(
    people: People, court_clerk: User, browse: Browse, address: str
) -> None:
    client, counts = browse(court_clerk), []
    for many in (1, 8):
        cases = open_disputes(people.clerk, *[f"被告{n}" for n in range(many)])
        seat_sole(cases, people.judge, court_clerk)
        requests = [PaperRequest(case.pk, "response_notice") for case in cases]
        papers = actions.draw_up_many(requests, by=court_clerk, at=AT)
        actions.issue_many(papers[: len(papers) // 2], by=court_clerk, at=AT)
        client.get(address)
        with CaptureQueriesContext(connection) as statements:
            client.get(address)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_the_publication_copy_hides_the_litigants_and_keeps_the_court(
    people: People, judgment: Paper, court_clerk: User
) -> None:
    from_record = str(judgment.body)
    assert IDENTITY_NUMBER in from_record
    litigants = list(judgment.case.matter.litigants.all())
    text = actions.publication_source(judgment, this_court(), litigants)
    for hidden in (PERSON, IDENTITY_NUMBER, "北街12号", "19900000001"):
        assert hidden not in text
    for kept in (judgment.case.number, "孙法", "田乐之", "镇原示范村镇银行股份有限公司", "48000元"):
        assert kept in text


def test_many_are_read_signed_and_issued_from_their_lists(people: People, court_clerk: User, browse: Browse) -> None:
    cases = open_disputes(people.clerk, "王五", "赵六", "孙七")
    seat_sole(cases, people.judge, court_clerk)
    requests = [PaperRequest(case.pk, "judgment", judgment_facts(case)) for case in cases]
    papers = actions.draw_up_many(requests, by=people.judge, at=AT)
    judge, clerk, ids = browse(people.judge), browse(court_clerk), [paper.pk for paper in papers]
    text = clerk.get("/documents/?ticked=all&group=proofread").content.decode()
    assert text.count(" checked>") == 3
    assert send(clerk, "/documents/proofread/").status_code == 422
    assert send(clerk, "/documents/proofread/", ids=ids)["Location"] == "/documents/?group=proofread"
    assert send(clerk, "/documents/sign/", ids=ids).status_code == 403
    assert send(judge, "/documents/issue/", ids=ids).status_code == 422
    assert send(judge, "/documents/sign/", ids=ids[:2]).status_code == 302
    assert send(clerk, "/documents/issue/", ids=ids).status_code == 302
    assert list(Paper.objects.order_by("pk").values_list("status", flat=True)) == ["issued", "issued", "proofread"]


@pytest.mark.parametrize("verb", [actions.proofread_many, actions.sign_many, actions.issue_many])
def test_many_cost_as_many_statements_as_few(people: People, court_clerk: User, verb: Any) -> None:
    counts = []
    for many in (1, 4):
        cases = open_disputes(people.clerk, *[f"被告{n}" for n in range(many)])
        seat_sole(cases, people.judge, court_clerk)
        requests = [PaperRequest(case.pk, "judgment", judgment_facts(case)) for case in cases]
        papers = actions.draw_up_many(requests, by=people.judge, at=AT)
        for step, by in ((actions.proofread_many, court_clerk), (actions.sign_many, people.judge)):
            if step is verb:
                break
            step(papers, by=by, at=AT)
        with CaptureQueriesContext(connection) as statements:
            verb(papers, by=people.judge if verb is actions.sign_many else court_clerk, at=AT)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_all_issued_papers_of_a_search_are_one_zip_and_one_print(
    people: People, court_clerk: User, browse: Browse
) -> None:
    cases = open_disputes(people.clerk, "王五", "赵六")
    seat_sole(cases, people.judge, court_clerk)
    for kind in ("acceptance_notice", "response_notice"):
        requests = [PaperRequest(case.pk, kind) for case in cases]
        actions.issue_many(actions.draw_up_many(requests, by=court_clerk, at=AT), by=court_clerk, at=AT)
    client = browse(court_clerk)
    assert "下载全部 6 份" in client.get("/documents/?group=issued").content.decode()
    for query, count in (("", 6), ("?kind=acceptance_notice", 2), ("?q=王五", 3), ("?issued_on=2023-02-06", 6)):
        package = zipfile.ZipFile(io.BytesIO(b"".join(client.get(f"/documents/zip/{query}"))))
        assert len(package.namelist()) == count, query
    assert b"".join(client.get("/documents/print/?q=王五")).startswith(b"%PDF")
    nothing = client.get("/documents/zip/?issued_on=2023-02-07")
    assert nothing.status_code == 422
    assert "请用文书种类" in nothing.content.decode()
    assert browse(people.second_judge).get("/documents/zip/").status_code == 422
    assert browse(people.stranger).get("/documents/zip/").status_code == 403


def test_a_damaged_file_is_named_and_never_handed_out(
    people: People, judgment: Paper, court_clerk: User, browse: Browse
) -> None:
    issued(judgment, people, court_clerk)
    assert judgment.pdf is not None
    path = files.path_of(judgment.pdf.sha256)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + b"!")
    client = browse(people.judge)
    assert "核验没有通过" in client.get(f"/documents/{judgment.pk}/").content.decode()
    answer = client.get(f"/documents/{judgment.pk}/pdf/")
    assert answer.status_code == 422
    assert "已损坏" in answer.content.decode()
    path.write_bytes(whole)
