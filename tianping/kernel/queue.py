"""The job queue: one for all courts, the court as argument; jobs are rows deferred in the caller's transaction."""

import logging
from collections.abc import Mapping
from typing import Any

import procrastinate
from django.utils.module_loading import import_string
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from tianping.kernel.courts import court, court_schemas, current_court

JOBS: dict[str, str] = {}
EVERY_MINUTE, EVERY_FIVE_MINUTES, EVERY_HOUR = "* * * * *", "*/5 * * * *", "0 * * * *"

logger = logging.getLogger(__name__)
app = procrastinate.App(connector=DjangoConnector())
# The worker gives ``app`` a connector of its own; jobs are deferred on Django's connection all the same, so that
# work queued from within a job stands in that job's transaction, too.
_jobs = JobManager(DjangoConnector())


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
    _defer(current_court(), task_name, arguments, queueing_lock=None)


@app.periodic(cron=EVERY_MINUTE, periodic_id="send_messages", task_kwargs={"task_name": "send_messages"})
@app.periodic(cron=EVERY_MINUTE, periodic_id="seal", task_kwargs={"task_name": "seal"})
@app.periodic(cron=EVERY_FIVE_MINUTES, periodic_id="redeliver", task_kwargs={"task_name": "redeliver"})
@app.periodic(cron=EVERY_HOUR, periodic_id="tidy", task_kwargs={"task_name": "tidy"})
@app.periodic(cron=EVERY_HOUR, periodic_id="forget_guides", task_kwargs={"task_name": "forget_guides"})
@app.periodic(cron=EVERY_HOUR, periodic_id="lapse", task_kwargs={"task_name": "lapse"})
@app.periodic(cron=EVERY_HOUR, periodic_id="end_measures", task_kwargs={"task_name": "end_measures"})
@app.task(name="for_every_court", pass_context=False)
def for_every_court(timestamp: int, task_name: str) -> None:
    """Queue named work for each court; a court where it still waits from the last time gets no second one."""
    for schema in court_schemas():
        with court(schema):
            try:
                _defer(schema, task_name, {}, queueing_lock=f"{schema}:{task_name}")
            except AlreadyEnqueued:
                logger.warning("%s: %s still waits from before %s", schema, task_name, timestamp)


def _defer(schema: str, task_name: str, arguments: dict[str, Any], *, queueing_lock: str | None) -> None:
    deferrer = configure_task(
        name=run.name,
        job_manager=_jobs,
        queueing_lock=queueing_lock,
        task_kwargs={"court_schema": schema, "task_name": task_name, "arguments": arguments},
    )
    deferrer.defer()
