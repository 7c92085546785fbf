"""The court with a handful of cases in it, closed in several ways, for every test of its figures."""

import datetime

import pytest

from tests.support.cases import open_cases
from tests.support.court import AT, People, open_court
from tianping.cases import actions
from tianping.cases.models import Case

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
