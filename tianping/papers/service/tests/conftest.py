"""The court, a case before a sole judge, its issued notices on the list of what has to be served."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.support.cases import open_cases
from tests.support.court import AT, DAY, FOUNDED, People, open_court
from tianping.accounts.actions import add_person, appoint
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import acting
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Seat
from tianping.papers.documents.actions import PaperRequest, draw_up_many, issue_many
from tianping.papers.documents.queries import KINDS
from tianping.papers.service import actions
from tianping.papers.service.models import Delivery

Browse = Callable[[User | None], Client]


@pytest.fixture
def people(db: None) -> People:
    """The demonstration court's people."""
    return open_court()


@pytest.fixture
def court_clerk(people: People) -> User:
    """书记员 of the cases below."""
    user = add_person("court_clerk", "田乐之", "tianping-2023", by=None, at=FOUNDED)
    appoint(user, Post.COURT_CLERK, since=FOUNDED.date(), by=None, at=FOUNDED)
    return acting(user, DAY)


def tried(people: People, clerk: User, *names: str, track: str = "simple") -> list[Case]:
    """Cases of 孙法, who sits alone with 田乐之."""
    cases = open_cases(people.clerk, list(names), track=track)
    seats = [
        case_actions.SeatDraft(case.pk, user.pk, role)
        for case in cases
        for user, role in ((people.judge, Seat.Role.SOLE), (clerk, Seat.Role.CLERK))
    ]
    case_actions.seat_many(seats, by=people.head, at=AT)
    case_actions.make_responsible({people.judge.pk: [case.pk for case in cases]}, by=people.head, at=AT)
    return list(Case.objects.filter(pk__in=[case.pk for case in cases]).order_by("pk"))


def notified(people: People, cases: list[Case], *kinds: str) -> list[Delivery]:
    """Notices of these kinds for everybody to whom they are addressed, issued and to be served."""
    requests = [
        PaperRequest(case.pk, kind, addressee_id=litigant.pk)
        for case in cases
        for kind in kinds
        for litigant in case.matter.litigants.order_by("position")
        if litigant.role in KINDS[kind].sides
    ]
    papers = draw_up_many(requests, by=people.judge, at=AT)
    issue_many(papers, by=people.judge, at=AT)
    return actions.plan_many([*_issued(papers)], by=people.judge, at=AT)


def _issued(papers: Any) -> list[Any]:
    for paper in papers:
        paper.refresh_from_db()
    return list(papers)


@pytest.fixture
def case(people: People, court_clerk: User) -> Case:
    """A case of simple procedure."""
    return tried(people, court_clerk, "黄小明")[0]


@pytest.fixture
def delivery(people: People, case: Case) -> Delivery:
    """The notice to respond on its way to 黄小明."""
    return notified(people, [case], "response_notice")[0]


@pytest.fixture
def browse() -> Browse:
    """A browser in which somebody has signed in; nobody for None."""

    def signed_in(user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        return client

    return signed_in


def send(client: Client, address: str, **typed: object) -> Any:
    """Send a form with a key of its own."""
    return client.post(address, {"submission_key": str(uuid.uuid4()), **typed})
