"""Papers through the API: seen by whoever sees the case, the frozen file with its hashes, every look on record."""

import base64
import hashlib

import pytest

from tests.api.caller import Caller
from tests.support.cases import open_cases
from tests.support.court import AT, People
from tianping.cases.models import Case
from tianping.kernel.models import AuditEntry
from tianping.papers.documents import actions
from tianping.papers.documents.actions import PaperRequest
from tianping.papers.documents.models import Paper


@pytest.fixture
def case(people: People) -> Case:
    """A case of the bank against one borrower."""
    return open_cases(people.clerk, ["黄小明"])[0]


def notices(people: People, case: Case) -> list[Paper]:
    """Response notices of a case, not issued yet."""
    return actions.draw_up_many([PaperRequest(case.pk, "response_notice")], by=people.clerk, at=AT)


def test_a_paper_is_listed_shown_and_downloaded(people: People, clerk: Caller, case: Case) -> None:
    (paper,) = notices(people, case)
    (row,) = clerk.get("/papers", case_id=case.pk, kind="response_notice").json()["results"]
    assert (row["number"], row["title"], row["status"]) == (case.number, "应诉通知书", "draft")
    assert clerk.get(f"/papers/{paper.pk}/pdf").status_code == 404
    actions.issue_many([paper], by=people.clerk, at=AT)
    body = clerk.get(f"/papers/{paper.pk}").json()["body"]
    assert {"role": "date", "text": "二〇二三年二月六日", "label": ""} in body
    file = clerk.get(f"/papers/{paper.pk}/pdf").json()
    assert hashlib.sha256(base64.b64decode(file["content"])).hexdigest() == file["sha256"]
    assert file["name"].startswith(case.number)
    looks = AuditEntry.objects.filter(subject=f"paper:{paper.pk}", action__in=["paper.view", "paper.download"])
    assert [entry.action for entry in looks.order_by("pk")] == ["paper.view", "paper.download"]


def test_papers_of_cases_that_the_caller_does_not_see_are_not_there(
    people: People, judge: Caller, nobody: Caller, case: Case
) -> None:
    (paper,) = notices(people, case)
    assert judge.get("/papers").json()["count"] == 0
    assert judge.get(f"/papers/{paper.pk}").status_code == judge.get("/papers/999999999").status_code == 404
    assert nobody.get("/papers").status_code == 401
