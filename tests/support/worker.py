"""The worker beside a browser test: does what is queued now, in a thread of its own, on the test's database."""

import asyncio
import threading

from django.db import connections
from procrastinate import PsycopgConnector
from psycopg.conninfo import make_conninfo

from tianping.kernel.queue import app


def do_queued_jobs(database: str) -> None:
    """Do every job that is queued in `database` and return; what became of the records tells how it went."""
    # Playwright keeps an event loop in the test's thread, so the worker needs another.
    worker = threading.Thread(target=lambda: asyncio.run(_work(database)))
    worker.start()
    worker.join()


async def _work(database: str) -> None:
    connector = PsycopgConnector(conninfo=make_conninfo(database, options="-c search_path=queue"), max_size=4)
    with app.replace_connector(connector) as working:
        async with working.open_async():
            await working.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)
    connections.close_all()
