"""程序调整记录: who reviews, what each month shows, what the list costs."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.clients import Browse
from tests.support.court import AT, People
from tianping.intake.triage import actions
from tianping.intake.triage.actions import TriageFacts, TriageOverride
from tianping.intake.triage.tests.conftest import SIMPLE_FEN, triaged

NEXT_MONTH = AT + datetime.timedelta(days=30)


def overridden(people: People, name: str, reason: str, at: datetime.datetime = AT) -> None:
    """A simple case that the head gave to a panel."""
    choice = TriageOverride("ordinary", "panel", reason)
    actions.override(triaged(people.clerk, name=name), choice, TriageFacts(SIMPLE_FEN), by=people.head, at=at)


@pytest.mark.parametrize(
    ("who", "status"), [("head", 200), ("president", 200), ("clerk", 200), ("judge", 403), ("stranger", 403)]
)
def test_leaders_and_filing_clerks_review(people: People, browse: Browse, who: str, status: int) -> None:
    assert browse(getattr(people, who)).get("/triage/overrides/").status_code == status


def test_a_row_shows_what_the_rules_said_and_what_was_chosen_with_the_reason(people: People, browse: Browse) -> None:
    overridden(people, "甲", "新类型纠纷")
    text = browse(people.head).get("/triage/overrides/").content.decode()
    for shown in ("简易程序，独任", "普通程序，合议", "新类型纠纷", "李庭", "（2023）甘1027民初1号"):
        assert shown in text, shown


def test_a_month_shows_its_own_overrides_and_their_share(people: People, browse: Browse) -> None:
    overridden(people, "甲", "二月的理由")
    overridden(people, "乙", "三月的理由", at=NEXT_MONTH)
    triaged(people.clerk, name="丙")
    text = browse(people.head).get("/triage/overrides/?month=2023-02").content.decode()
    assert "二月的理由" in text
    assert "三月的理由" not in text
    # Three decisions of the rules and one override fall into February.
    assert "2023年2月分流 4 件次，其中未按规则 1 件次，占 25.0%。" in text


def test_what_the_rules_decided_is_not_in_the_list(people: People, browse: Browse) -> None:
    triaged(people.clerk)
    assert "没有程序调整" in browse(people.head).get("/triage/overrides/").content.decode()


def test_a_longer_list_costs_no_more_statements(people: People, browse: Browse) -> None:
    client, counts = browse(people.head), []
    for names in ("甲", "乙丙丁戊己庚"):
        for name in names:
            overridden(people, name, "复杂")
        client.get("/triage/overrides/")
        with CaptureQueriesContext(connection) as statements:
            client.get("/triage/overrides/")
        counts.append(len(statements))
    assert counts[0] == counts[1]
