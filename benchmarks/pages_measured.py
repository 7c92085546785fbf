"""The part of the page measurement that needs the rooms: imported once the database is known."""

import time
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment, teardown_test_environment

from benchmarks import bare
from benchmarks.many_cases import multiply
from benchmarks.scratch import COURT, SAMPLE
from tests.support.court import AT, People, open_court
from tianping.cases.models import Case
from tianping.intake.filing import actions as filing_actions
from tianping.intake.filing.actions import BatchChoices
from tianping.kernel import courts

ROUNDS = 30


@dataclass
class MeasuredCourt:
    """A signed-in clerk and the pages to be measured."""

    client: Client
    cookie: str
    pages: dict[str, str]


def build() -> MeasuredCourt:
    """A founded court with the 312 cases of the sample, filed by the real verbs."""
    settings.ALLOWED_HOSTS.append("testserver")
    # The real pages name their static files by content; a fresh clone has none yet.
    call_command("collectstatic", interactive=False, verbosity=0)
    courts.migrate_court(COURT)
    courts.use_court(COURT)
    people = open_court()
    _file_sample(people)
    client = Client()
    client.force_login(people.clerk, backend=settings.AUTHENTICATION_BACKENDS[-1])
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    case = Case.objects.order_by("pk")[100]
    pages = {"case list": "/cases/", "case page": f"/cases/{case.pk}/", "work list": "/cases/due/"}
    return MeasuredCourt(client, f"{settings.SESSION_COOKIE_NAME}={session}", pages)


def grow(how_many: int) -> int:
    """Copy cases until there are at least so many; return how many there are."""
    return multiply(how_many)


def compare(court: MeasuredCourt, address: str) -> tuple[list[float], list[float], int]:
    """Seconds of the real page and of the bare view, in turn, and the number of statements of the page."""
    steps, template, values = _watch(court.client, address)
    floor = bare.client(steps, template, values)
    real, least = [], []
    for _ in range(ROUNDS):
        real.append(_seconds(court.client, address))
        least.append(_seconds(floor, "/floor/"))
    return real[3:], least[3:], len(steps)


def _seconds(client: Client, address: str) -> float:
    start = time.perf_counter()
    client.get(address)
    return time.perf_counter() - start


def _file_sample(people: People) -> None:
    batch = filing_actions.upload_batch(SAMPLE.read_bytes(), SAMPLE.name, by=people.clerk, at=AT)
    filing_actions.queue_batch(batch, BatchChoices(), by=people.clerk, at=AT)
    filing_actions.file_queued_batch(batch_id=batch.pk, by_id=people.clerk.pk, at=AT.isoformat())


def _watch(client: Client, address: str) -> tuple[list[bare.Step], Any, dict[str, Any]]:
    """The queries of a page, its template and the values it was rendered with."""
    client.get(address)
    # Only while watching: the test environment notes every template that is rendered, which takes time.
    setup_test_environment()
    try:
        with bare.watching() as watch:
            response: Any = client.get(address)
    finally:
        teardown_test_environment()
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}")
    return watch.steps, response.templates[0], response.context[0].flatten()
