"""The court with a handful of cases in it, closed in several ways, for every test of its figures."""

import datetime
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from tests.support.cases import open_cases
from tests.support.court import AT, People, open_court
from tianping.accounts.models import User
from tianping.cases import actions
from tianping.cases.models import Case

Browse = Callable[[User | None], Client]
ENDINGS = (Case.ClosingWay.MEDIATION, Case.ClosingWay.MEDIATION, Case.ClosingWay.JUDGMENT)


@pytest.fixture
def people(db: None) -> People:
    """The demonstration court's people."""
    return open_court()


@pytest.fixture
def year(people: People) -> list[Case]:
    """Six cases: one of last year, five of 6 February: two mediated in 10 days, one decided in 120, three open."""
    (old,) = open_cases(people.clerk, ["旧案"], at=AT - datetime.timedelta(days=400))
    new = open_cases(people.clerk, ["甲", "乙", "丙", "丁", "戊"])
    for case, way, days in zip(new, ENDINGS, (10, 10, 120), strict=False):
        at = AT + datetime.timedelta(days=days)
        actions.close_cases([case.pk], by=people.judge, at=at, reason="结案", way=way)
    return [old, *new]


@pytest.fixture
def browse() -> Browse:
    """A browser in which somebody has signed in; nobody for None."""

    def signed_in(user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        return client

    return signed_in
