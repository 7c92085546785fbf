"""A fact is heard by every handler exactly once, whatever is lost, repeated or broken on the way."""

import asyncio
import datetime
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from django.db import connection, connections, transaction
from procrastinate import PsycopgConnector
from psycopg.conninfo import make_conninfo
from pytest_django import Settings

from tests.support.worker import do_queued_jobs
from tianping.kernel import audit, outbox, queue
from tianping.kernel.clock import CHINA
from tianping.kernel.courts import court, current_court
from tianping.kernel.models import AuditEntry, Event, Handling
from tianping.kernel.outbox import deliver, publish, publish_many, redeliver, undelivered
from tianping.kernel.tests.bells import BellRung, broken, heard, listening
from tianping.kernel.tests.together import at_once

pytestmark = pytest.mark.usefixtures("committed")
AT = datetime.datetime(2023, 2, 6, 9, 30, tzinfo=CHINA)
ON = datetime.date(2023, 2, 6)
OTHER_COURT = "court_wan1522"


@pytest.fixture(autouse=True)
def one_listens() -> Generator[None]:
    with listening("hear"):
        yield


def ring(bell_id: int) -> int:
    publish(BellRung(bell_id, ON), at=AT)
    return Event.objects.latest("pk").pk


def waiting_jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM queue.procrastinate_jobs WHERE status = 'todo'")
        return cursor.fetchone()[0]


def in_court(schema: str, work: Callable[[], list[int]]) -> Callable[[], list[int]]:
    """The work as another thread does it, in a court of its own choice."""

    def done() -> list[int]:
        try:
            with court(schema):
                return work()
        finally:
            connections.close_all()

    return done


def test_a_fact_is_heard_with_its_ids_and_its_days_as_text() -> None:
    deliver([ring(1)])
    assert heard() == ["bell 1 2023-02-06"]


def test_a_fact_and_its_job_exist_only_if_the_transaction_commits() -> None:
    with transaction.atomic():
        ring(1)
        transaction.set_rollback(True)
    assert (Event.objects.count(), waiting_jobs()) == (0, 0)
    with transaction.atomic():
        ring(2)
    assert (Event.objects.count(), waiting_jobs()) == (1, 1)


def test_a_fact_that_nobody_listens_to_is_kept_and_makes_no_job() -> None:
    outbox.HANDLERS.clear()
    ring(1)
    assert (Event.objects.count(), waiting_jobs(), undelivered()) == (1, 0, [])


def test_a_job_that_is_done_twice_is_heard_once() -> None:
    number = ring(1)
    deliver([number])
    deliver([number, number])
    assert heard() == ["bell 1 2023-02-06"]


def test_eight_who_deliver_the_same_fact_at_once_are_heard_once() -> None:
    number = ring(1)
    assert at_once(*[lambda: deliver([number])] * 8) == [None] * 8
    assert heard() == ["bell 1 2023-02-06"]


def test_a_handler_that_fails_half_way_leaves_nothing_and_is_told_again() -> None:
    number = ring(1)
    broken.add(1)
    with pytest.raises(ExceptionGroup):
        deliver([number])
    assert (heard(), Handling.objects.count(), undelivered()) == ([], 0, [number])
    broken.clear()
    redeliver()
    assert (heard(), undelivered()) == (["bell 1 2023-02-06"], [])


def test_one_broken_fact_holds_up_no_other() -> None:
    broken.add(2)
    publish_many([BellRung(bell, ON) for bell in (1, 2, 3)], at=AT)
    with pytest.raises(ExceptionGroup) as raised:
        deliver(list(Event.objects.values_list("pk", flat=True)))
    assert heard() == ["bell 1 2023-02-06", "bell 3 2023-02-06"]
    assert "bell.rung" in raised.value.exceptions[0].__notes__[0]


def test_a_second_handler_is_told_even_if_the_first_heard_long_ago() -> None:
    number = ring(1)
    deliver([number])
    with listening("hear", "hear_too"):
        assert undelivered() == [number]
        redeliver()
    assert heard() == ["bell 1 2023-02-06", "echo 1 2023-02-06"]


def test_what_was_never_delivered_is_found_oldest_first_behind_thousands_that_were() -> None:
    lost = ring(1)
    publish_many([BellRung(bell, ON) for bell in range(2, 1502)], at=AT)
    done = Event.objects.exclude(pk=lost).values_list("pk", flat=True)
    Handling.objects.bulk_create([Handling(event_id=pk, handler="tianping.kernel.tests.bells.hear") for pk in done])
    late = ring(2000)
    assert undelivered() == [lost, late]


def test_the_worker_does_the_jobs_of_each_court_in_that_court(committed: str) -> None:
    here = current_court()
    ring(1)
    with court(OTHER_COURT):
        ring(2)
    do_queued_jobs(committed)
    assert (current_court(), heard()) == (here, ["bell 1 2023-02-06"])
    with court(OTHER_COURT):
        assert heard() == ["bell 2 2023-02-06"]


def test_work_queued_from_within_a_job_comes_and_goes_with_that_jobs_transaction(committed: str) -> None:
    def defer_and_perhaps_undo() -> list[int]:
        counts = []
        for undo in (True, False):
            with transaction.atomic():
                queue.defer("deliver", event_ids=[])
                transaction.set_rollback(undo)
            counts.append(waiting_jobs())
        return counts

    async def within_a_worker(schema: str) -> list[int]:
        connector = PsycopgConnector(conninfo=make_conninfo(committed, options="-c search_path=queue"))
        with queue.app.replace_connector(connector) as working:
            async with working.open_async():
                return await asyncio.to_thread(in_court(schema, defer_and_perhaps_undo))

    here = current_court()
    # Playwright may keep an event loop in this thread.
    assert at_once(lambda: asyncio.run(within_a_worker(here))) == [[0, 1]]


def test_every_court_is_sealed_redelivered_and_tidied_by_the_clock_and_nothing_is_queued_twice() -> None:
    tasks = {key[1]: periodic.cron for key, periodic in queue.app.periodic_registry.periodic_tasks.items()}
    assert tasks.items() >= {"seal": "* * * * *", "redeliver": "*/5 * * * *", "tidy": "0 * * * *"}.items()
    for name in tasks:
        assert name in queue.JOBS
        queue.for_every_court(0, name)
        queue.for_every_court(60, name)
    assert waiting_jobs() == len(tasks) * 2


def test_the_worker_seals_every_court_when_the_minute_comes(committed: str, settings: Settings, tmp_path: Path) -> None:
    settings.CHECKPOINT_FOLDER = tmp_path
    for schema in (current_court(), OTHER_COURT):
        with court(schema):
            audit.record("case.view", "case:1", by=None, at=AT)
    queue.for_every_court.defer(timestamp=0, task_name="seal")
    do_queued_jobs(committed)
    assert sorted(path.stem for path in tmp_path.iterdir()) == [current_court(), OTHER_COURT]
    assert not AuditEntry.objects.filter(seal__isnull=True).exists()
