"""Two courts share one server, one process and one connection; nothing of one is ever seen in the other."""

import uuid
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from tianping.kernel.courts import (
    CourtChangedInside,
    NoCourtChosen,
    chosen_court,
    court,
    court_schemas,
    current_court,
    leave_court,
    use_court,
)
from tianping.kernel.models import Counter
from tianping.kernel.tests.together import at_once
from tianping.kernel.web.middleware import CourtMiddleware

pytestmark = pytest.mark.usefixtures("committed")
HERE, THERE = "court_gan1027", "court_wan1522"


def mark(name: str) -> None:
    Counter.objects.create(year=2023, kind=name, last=1)


def marks() -> list[str]:
    return list(Counter.objects.order_by("pk").values_list("kind", flat=True))


def path_is_empty() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SHOW search_path")
        return cursor.fetchone()[0] in ("", '""')


@pytest.fixture
def no_court(committed: str) -> Generator[None]:
    leave_court()
    yield


def test_what_one_court_writes_the_other_does_not_see() -> None:
    mark("here")
    with court(THERE):
        assert marks() == []
        mark("there")
    assert marks() == ["here"]


def test_both_courts_are_known_and_nothing_else_is_taken_for_one() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA court_of_nobody; CREATE SCHEMA other")
    assert court_schemas() == [HERE, THERE]


@pytest.mark.parametrize("name", ["public", "queue", "court_", "court_X", "court_a;drop", "court_a, court_b", ""])
def test_a_name_that_is_no_courts_is_never_put_into_the_search_path(name: str) -> None:
    with pytest.raises(ValueError, match="not a court"):
        use_court(name)
    assert current_court() == HERE


@pytest.mark.usefixtures("no_court")
def test_without_a_court_a_slip_fails_instead_of_leaking() -> None:
    assert path_is_empty()
    with pytest.raises(DatabaseError, match="does not exist"):
        marks()
    with pytest.raises(NoCourtChosen):
        current_court()


@pytest.mark.usefixtures("no_court")
def test_a_block_in_a_court_leaves_none_behind_even_if_it_fails() -> None:
    with pytest.raises(ZeroDivisionError), court(HERE):
        raise ZeroDivisionError
    assert (chosen_court(), path_is_empty()) == (None, True)


def test_a_court_cannot_be_changed_within_a_transaction_whose_rollback_would_undo_it() -> None:
    with transaction.atomic():
        use_court(HERE)
        for change in (lambda: use_court(THERE), leave_court):
            with pytest.raises(CourtChangedInside):
                change()
        mark("here")
    assert marks() == ["here"]


def test_a_rolled_back_transaction_stays_in_its_court() -> None:
    with transaction.atomic():
        mark("here")
        transaction.set_rollback(True)
    assert (current_court(), marks()) == (HERE, [])
    mark("here")
    with court(THERE):
        assert marks() == []


def test_a_connection_that_was_lost_comes_back_in_its_court() -> None:
    mark("here")
    connection.close()
    assert marks() == ["here"]


@pytest.mark.usefixtures("no_court")
def test_a_connection_that_was_lost_without_a_court_comes_back_without_one() -> None:
    connection.close()
    assert path_is_empty()


def test_a_court_is_left_even_on_a_connection_that_the_database_dropped() -> None:
    connection.ensure_connection()
    connection.connection.close()
    leave_court()
    assert (chosen_court(), path_is_empty()) == (None, True)


def test_the_same_key_is_cached_apart_and_a_court_never_reads_the_others_value() -> None:
    cache.set("draft", "of here")
    with court(THERE):
        assert cache.get("draft") is None
        cache.set("draft", "of there")
    assert cache.get("draft") == "of here"


def test_threads_that_serve_two_courts_in_turns_never_mix_them() -> None:
    def serve(seed: int) -> list[tuple[str, str]]:
        wrong = []
        for turn in range(20):
            schema = (HERE, THERE)[(seed + turn) % 2]
            leave_court()
            with court(schema):
                mark(f"{schema} {uuid.uuid4().hex[:16]}")
                wrong += [(schema, name) for name in marks() if not name.startswith(schema)]
        return wrong

    answers: list[Any] = at_once(*[lambda seed=seed: serve(seed) for seed in range(4)])
    assert answers == [[]] * 4


def answer(view: Any, host: str) -> Any:
    return CourtMiddleware(view)(RequestFactory().get("/", headers={"Host": host}))


@pytest.fixture
def two_hosts(settings: Settings) -> Generator[None]:
    settings.ALLOWED_HOSTS = ["*"]
    settings.COURT_HOSTS = {"here.example": HERE, "there.example": THERE}
    settings.DEFAULT_COURT = None
    yield


def names(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(",".join(marks()))


@pytest.mark.usefixtures("two_hosts", "no_court")
def test_a_request_is_served_in_the_court_of_its_host_and_leaves_it_with_the_answer() -> None:
    for schema, host in ((HERE, "here.example"), (THERE, "there.example:8000")):
        with court(schema):
            mark(schema)
        assert answer(names, host).content.decode() == schema
        assert (chosen_court(), path_is_empty()) == (None, True)


@pytest.mark.usefixtures("two_hosts", "no_court")
def test_a_request_for_a_host_that_is_no_courts_reaches_no_court() -> None:
    for host in ("elsewhere.example", "gan1027", "[::1]:8000"):
        assert answer(names, host).status_code == 404
    assert answer(names, "HERE.example.").status_code == 200


@pytest.mark.usefixtures("two_hosts", "no_court")
def test_a_view_that_fails_leaves_no_court_behind() -> None:
    def fails(_request: HttpRequest) -> HttpResponse:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        answer(fails, "here.example")
    assert (chosen_court(), path_is_empty()) == (None, True)


@pytest.mark.usefixtures("two_hosts", "no_court")
def test_a_streamed_answer_reads_its_rows_in_its_court_after_the_view_is_done() -> None:
    with court(THERE):
        mark("one")
        mark("two")

    def rows() -> Iterator[str]:
        for counter in Counter.objects.order_by("pk").iterator(chunk_size=1):
            yield f"{counter.kind};"

    streamed = answer(lambda _request: StreamingHttpResponse(rows()), "there.example")
    assert chosen_court() is None
    assert b"".join(streamed) == b"one;two;"
    assert (chosen_court(), path_is_empty()) == (None, True)


@pytest.mark.usefixtures("two_hosts", "no_court")
def test_a_file_is_sent_as_it_is() -> None:
    sent = answer(lambda _request: FileResponse(iter([b"%PDF"])), "here.example")
    assert b"".join(sent) == b"%PDF"
