"""Doing things at once, as several server threads would: each on a connection of its own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connections

from tianping.kernel.courts import current_court, use_court


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Run all works at the same moment in the current court; what each returned, or the exception it raised."""
    schema, start = current_court(), threading.Barrier(len(works))
    answers: list[Any] = [None] * len(works)

    def run(place: int, work: Callable[[], Any]) -> None:
        try:
            use_court(schema)
            start.wait(timeout=10)
            answers[place] = work()
        except Exception as raised:
            answers[place] = raised
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place, work)) for place, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive()
    return answers
