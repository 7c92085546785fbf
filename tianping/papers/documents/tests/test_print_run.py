"""批量制作: many papers by the worker, repeatable, each once; what cannot be made is said."""

import io
import zipfile
from typing import Any

import pikepdf
import pytest
from django.db import connection

from tests.support.court import AT, People
from tianping.accounts.models import User
from tianping.cases.models import Case
from tianping.kernel.refusals import Forbidden, Refused
from tianping.papers.documents import actions
from tianping.papers.documents.actions import PaperRequest, runs
from tianping.papers.documents.bundles import merged, zipped
from tianping.papers.documents.models import Paper, PrintRun
from tianping.papers.documents.queries import papers_of_run
from tianping.papers.documents.tests.conftest import HEARING, open_disputes, seat_sole

NOTICES = ["acceptance_notice", "response_notice", "evidence_notice", "sole_notice", "panel_notice"]


@pytest.fixture
def cases(people: People, court_clerk: User) -> list[Case]:
    """Three cases before a sole judge."""
    cases = open_disputes(people.clerk, "王五", "赵六", "𬱖·买买提")
    seat_sole(cases, people.judge, court_clerk)
    return cases


def ordered(cases: list[Case], by: User, kinds: list[str] | None = None) -> PrintRun:
    """A run for these cases."""
    return actions.order_run([case.pk for case in cases], kinds or NOTICES, by=by, at=AT)


def make(run: PrintRun, by: User) -> None:
    """What the worker does."""
    actions.make_run(run_id=run.pk, by_id=by.pk, at=AT.isoformat())
    run.refresh_from_db()


def test_a_run_makes_and_issues_each_notice_for_each_litigant(cases: list[Case], court_clerk: User) -> None:
    run = ordered(cases, court_clerk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM queue.procrastinate_jobs WHERE args->>'task_name' = 'make_print_run'")
        assert cursor.fetchone() == (1,)
    make(run, court_clerk)
    assert (run.status, run.skipped) == ("done", [])
    # One plaintiff, two defendants: 1 + 2 + 3 + 3; a sole judge's case gets no notice of a panel.
    assert papers_of_run(run).count() == 9 * len(cases)
    assert not papers_of_run(run).filter(kind="panel_notice").exists()


def test_a_run_that_is_repeated_makes_only_the_rest(
    cases: list[Case], court_clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "CASES_AT_ONCE", 1)
    run = ordered(cases, court_clerk)
    calls = []

    def killed(papers: list[Paper], **how: Any) -> None:
        calls.append(len(papers))
        if len(calls) == 2:
            raise KeyboardInterrupt
        actions.issue_many(papers, **how)

    monkeypatch.setattr(runs, "issue_many", killed)
    with pytest.raises(KeyboardInterrupt):
        make(run, court_clerk)
    assert Paper.objects.filter(status="issued").count() == 9
    first = set(Paper.objects.values_list("pk", flat=True))
    make(run, court_clerk)
    assert run.status == "done"
    assert Paper.objects.count() == Paper.objects.filter(status="issued").count() == 27
    assert first < set(Paper.objects.values_list("pk", flat=True))
    make(run, court_clerk)
    assert Paper.objects.count() == 27


def test_a_draft_of_before_is_issued_as_it_stands(cases: list[Case], court_clerk: User) -> None:
    (draft, _other) = actions.draw_up_many([PaperRequest(cases[0].pk, "response_notice")], by=court_clerk, at=AT)
    run = ordered(cases[:1], court_clerk, ["response_notice"])
    make(run, court_clerk)
    draft.refresh_from_db()
    assert (draft.status, draft.run_id) == ("issued", run.pk)
    assert Paper.objects.count() == 2


def test_a_case_for_which_nothing_can_be_made_is_named_with_the_reason(people: People, cases: list[Case]) -> None:
    (without,) = open_disputes(people.clerk, "无人")
    run = ordered([*cases, without], people.clerk)
    make(run, people.clerk)
    assert run.status == "done"
    assert [each["number"] for each in run.skipped] == [without.number]
    assert "请先分案" in run.skipped[0]["why"]
    assert papers_of_run(run).exclude(case=without).count() == 27


def test_who_may_and_what_is_made_in_bulk(people: People, cases: list[Case], court_clerk: User) -> None:
    for user in (people.second_judge, people.president, people.stranger):
        with pytest.raises(Forbidden):
            ordered(cases, user)
    for chosen, kinds in (([], NOTICES), (cases, []), (cases, ["judgment"]), (cases, ["?"])):
        with pytest.raises(Refused):
            actions.order_run([case.pk for case in chosen], kinds, by=court_clerk, at=AT)


def test_all_papers_of_a_run_as_one_zip_and_as_one_print(cases: list[Case], court_clerk: User) -> None:
    run = ordered(cases, court_clerk, ["response_notice"])
    make(run, court_clerk)
    papers = list(papers_of_run(run))
    with zipfile.ZipFile(io.BytesIO(zipped(papers))) as package:
        names = package.namelist()
        assert f"{cases[2].number}_应诉通知书_𬱖·买买提.pdf" in names
        assert len(names) == len(papers) == 6
        pages = sum(len(pikepdf.open(io.BytesIO(package.read(name))).pages) for name in names)
    assert len(pikepdf.open(io.BytesIO(merged(papers))).pages) == pages


def test_summonses_of_a_plan_are_issued_by_the_worker(cases: list[Case], court_clerk: User) -> None:
    drafts = actions.draw_up_many([PaperRequest(case.pk, "summons", HEARING) for case in cases], by=court_clerk, at=AT)
    run = actions.order_issue(drafts, by=court_clerk, at=AT)
    make(run, court_clerk)
    assert run.skipped == []
    assert papers_of_run(run).count() == len(drafts) == 9


def test_one_broken_case_spoils_no_other(cases: list[Case], court_clerk: User, monkeypatch: pytest.MonkeyPatch) -> None:
    real = runs.draw_up_many

    def breaks(requests: list[PaperRequest], **how: Any) -> list[Paper]:
        if any(request.case_id == cases[1].pk for request in requests):
            raise ZeroDivisionError
        return real(requests, **how)

    monkeypatch.setattr(runs, "draw_up_many", breaks)
    run = ordered(cases, court_clerk)
    make(run, court_clerk)
    assert run.status == "done"
    assert [each["number"] for each in run.skipped] == [cases[1].number]
    assert papers_of_run(run).count() == 18
