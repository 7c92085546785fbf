"""Guessing is slowed down by counts in the database, the same for every process and apart for every court."""

import datetime

import pytest

from tianping.kernel.clock import CHINA
from tianping.kernel.courts import court
from tianping.kernel.limits import count_guess, count_wrong, forget_guesses, refuse_after_wrong
from tianping.kernel.models import Guess
from tianping.kernel.refusals import TooMany
from tianping.kernel.tests.together import at_once

pytestmark = pytest.mark.usefixtures("committed")
AT = datetime.datetime(2023, 2, 6, 9, 30, 15, tzinfo=CHINA)
MINUTE, HOUR = datetime.timedelta(minutes=1), datetime.timedelta(hours=1)


def look(source: str = "10.0.0.1", at: datetime.datetime = AT) -> None:
    count_guess("progress", source, at=at, per_minute=3)


def test_the_fourth_look_in_a_minute_is_refused_and_the_next_minute_is_free() -> None:
    for _ in range(3):
        look()
    with pytest.raises(TooMany, match="一分钟后再试") as refused:
        look()
    assert refused.value.status == 429
    look(at=AT + MINUTE)


def test_another_source_and_another_gate_are_counted_apart() -> None:
    for _ in range(3):
        look()
    look("10.0.0.2")
    count_guess("other", "10.0.0.1", at=AT, per_minute=1)


def test_another_court_counts_apart() -> None:
    for _ in range(3):
        look()
    with court("court_wan1522"):
        look()


def test_looks_at_once_are_all_counted() -> None:
    answers = at_once(*[look] * 8)
    assert sum(isinstance(answer, TooMany) for answer in answers) == 5
    assert Guess.objects.get().count == 8


def test_after_ten_wrong_answers_in_an_hour_even_the_right_one_waits() -> None:
    for minute in range(10):
        refuse_after_wrong("code", "10.0.0.1", at=AT + minute * MINUTE, per_hour=10)
        count_wrong("code", "10.0.0.1", at=AT + minute * MINUTE)
    with pytest.raises(TooMany, match="一小时后再试"):
        refuse_after_wrong("code", "10.0.0.1", at=AT + 11 * MINUTE, per_hour=10)
    refuse_after_wrong("code", "10.0.0.2", at=AT + 11 * MINUTE, per_hour=10)
    refuse_after_wrong("code", "10.0.0.1", at=AT + HOUR + 10 * MINUTE, per_hour=10)


def test_a_sentence_may_say_from_when_one_may_ask_again() -> None:
    for minute in range(11):
        count_wrong("code", "10.0.0.1", at=AT + minute * MINUTE)
    with pytest.raises(TooMany, match="^10:31以前不能$"):
        refuse_after_wrong("code", "10.0.0.1", at=AT + 12 * MINUTE, per_hour=10, sentence="{until}以前不能")
    refuse_after_wrong("code", "10.0.0.1", at=AT + HOUR + MINUTE, per_hour=10)


def test_counts_that_limit_nothing_any_more_are_forgotten() -> None:
    for hours in (-24, -3, -1, 0, 1):
        look(at=AT + hours * HOUR)
    forget_guesses(at=AT)
    kept = Guess.objects.order_by("minute").values_list("minute", flat=True)
    assert list(kept) == [(AT - HOUR).replace(second=0), AT.replace(second=0)]
