"""The job queue: one for all courts, the court as argument; jobs are rows deferred in the caller's transaction."""

from collections.abc import Mapping
from typing import Any

import procrastinate
from django.utils.module_loading import import_string
from procrastinate.contrib.django.django_connector import DjangoConnector

from tianping.kernel.courts import court, current_court

JOBS: dict[str, str] = {}
app = procrastinate.App(connector=DjangoConnector())


def know(jobs: Mapping[str, str]) -> None:
    """Set which named work is done by which function (dotted path); called once by ``config.wiring``."""
    JOBS.clear()
    JOBS.update(jobs)


@app.task(name="run", retry=procrastinate.RetryStrategy(max_attempts=8, exponential_wait=2))
def run(court_schema: str, task_name: str, arguments: dict[str, Any]) -> None:
    """What the worker does for every job: choose the court, then do the named work."""
    with court(court_schema):
        import_string(JOBS[task_name])(**arguments)


def defer(task_name: str, **arguments: Any) -> None:
    """Queue work for the current court; it exists only if the current transaction commits."""
    run.defer(court_schema=current_court(), task_name=task_name, arguments=arguments)
