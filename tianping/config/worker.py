"""`tianping worker`: does the queued jobs of all courts, and takes up again what a killed worker left."""

import argparse
import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

from django.db import close_old_connections
from procrastinate import App, JobContext, PsycopgConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.worker import Worker
from psycopg.conninfo import make_conninfo

from tianping.config.postgres import url_for
from tianping.kernel.queue import app

JOBS_AT_ONCE = 2
HEARTBEAT_SECONDS = 1.0
# The database announces a new job; looking by itself is for when a restart of the database ended the listening.
LOOK_SECONDS = 1.0
# A killed worker's jobs are taken up again this long after its last sign of life.
GIVEN_UP_AFTER_SECONDS = 5.0


def main(words: list[str]) -> int:
    """Work until told to stop (SIGINT, SIGTERM); with --once, until the queue is empty."""
    parser = argparse.ArgumentParser(prog="tianping worker")
    parser.add_argument("--once", action="store_true", help="做完现有任务即退出")
    asyncio.run(_work(url_for("main"), wait=not parser.parse_args(words).once))
    return 0


async def _work(url: str, *, wait: bool) -> None:
    connector = PsycopgConnector(conninfo=make_conninfo(url, options="-c search_path=queue"), max_size=4)
    with app.replace_connector(connector) as working:
        async with working.open_async():
            await _rescue_stalled_jobs(working)
            rescue = asyncio.create_task(_keep_rescuing(working))
            await working.run_worker_async(
                concurrency=JOBS_AT_ONCE,
                wait=wait,
                fetch_job_polling_interval=LOOK_SECONDS,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=GIVEN_UP_AFTER_SECONDS,
                task_middleware=[_with_fresh_connection],
                # What failed stays for somebody to read; the rest would grow by a row a minute.
                delete_jobs="successful",
            )
            rescue.cancel()


def _with_fresh_connection(call_next: Callable[[], Any], _context: JobContext, _worker: Worker) -> Any:
    """As between two requests: a connection that the database dropped is replaced before the next job."""
    close_old_connections()
    try:
        return call_next()
    finally:
        close_old_connections()


async def _keep_rescuing(working: App) -> None:
    while True:
        await asyncio.sleep(HEARTBEAT_SECONDS)
        # The database may be away for a moment; the next round finds the same jobs.
        with contextlib.suppress(ConnectorException):
            await _rescue_stalled_jobs(working)


async def _rescue_stalled_jobs(working: App) -> None:
    """Queue again the jobs whose worker shows no sign of life; jobs are safe to repeat."""
    for job in await working.job_manager.get_stalled_jobs(seconds_since_heartbeat=GIVEN_UP_AFTER_SECONDS):
        await working.job_manager.retry_job(job)
