"""What waits in the navigation is asked by a statement that is put together once a day for a person."""

import datetime
from collections import defaultdict

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tianping.accounts import actions
from tianping.accounts.models import User
from tianping.accounts.navigation import Entry, entries
from tianping.accounts.posts import Post
from tianping.accounts.queries import acting
from tianping.config.docs_permissions import routes
from tianping.kernel import clock

WAITING = [entry for entry in entries() if entry.waiting is not None]


@pytest.mark.django_db
@pytest.mark.parametrize("entry", WAITING, ids=lambda entry: entry.url_name)
def test_what_waits_for_a_person_follows_from_the_person_and_the_day(entry: Entry, monkeypatch) -> None:
    person = actions.add_person("somebody", "何某", "tianping-2023", by=None, at=clock.now())
    only_known_by_number = User(pk=person.pk)
    acting(person, clock.today()).posts = only_known_by_number.posts = frozenset(Post)
    with CaptureQueriesContext(connection) as asked:
        before = entry.waiting(person).query.sql_with_params()
    later = clock.now() + datetime.timedelta(minutes=3)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert not asked.captured_queries
    assert entry.waiting(only_known_by_number).query.sql_with_params() == before


def test_no_two_addresses_have_one_name() -> None:
    """A link by a name that another room took leads to that room's page."""
    addresses = defaultdict(set)
    for route in routes():
        if not route.address.startswith("api/"):
            addresses[route.name].add(route.address)
    assert {name: sorted(found) for name, found in addresses.items() if name and len(found) > 1} == {}
