"""SIGKILL to a separate worker process while it files batches."""

import datetime
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable

import pytest
from django.db import connection

from tests.soak.conftest import DurableCourt
from tests.soak.promises import broken_promises
from tests.support.plugin import DEMONSTRATION_DAY
from tianping.accounts.models import User
from tianping.accounts.queries import acting
from tianping.cases.models import Case
from tianping.config.demo.strangers import Strangers
from tianping.config.demo.workbooks import bank_workbook
from tianping.intake.filing import actions
from tianping.intake.filing.actions import BatchChoices
from tianping.intake.filing.models import Batch
from tianping.kernel.clock import CHINA

AT = datetime.datetime.combine(DEMONSTRATION_DAY, datetime.time(10), CHINA)
INTEREST_UNTIL = datetime.date(2022, 12, 21)
ROWS = 40


def order_a_batch(clerk: User, strangers: Strangers, dice: random.Random) -> int:
    """What the clerk does: upload, then confirm; the page says that it is ordered. Returns the batch's id."""
    content = bank_workbook(strangers, dice, ROWS, INTEREST_UNTIL)
    batch = actions.upload_batch(content, "清单.xlsx", by=clerk, at=AT)
    actions.queue_batch(batch, BatchChoices(), by=clerk, at=AT)
    return batch.pk


def wait_until(so: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not so():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def jobs(status: str) -> int:
    """How many filing jobs stand so in the queue."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM queue.procrastinate_jobs"
            " WHERE status::text = %s AND args ->> 'task_name' = 'file_batch'",
            [status],
        )
        return cursor.fetchone()[0]


def kill(worker: subprocess.Popen[bytes]) -> None:
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()


# A hundred kills take longer than any test of the suite may: each waits for a worker to start.
@pytest.mark.parametrize("kills", [8, pytest.param(100, marks=pytest.mark.soak)])
def test_no_kill_of_the_worker_leaves_a_gap_a_half_batch_or_a_lost_order(
    durable_court: DurableCourt, kills: int
) -> None:
    dice = random.Random(kills)
    strangers = Strangers(dice)
    clerk = acting(User.objects.get(username="filing1"), DEMONSTRATION_DAY)
    ordered, caught_at_work = [], 0
    for _ in range(kills):
        ordered.append(order_a_batch(clerk, strangers, dice))
        # A job that the last worker left is still marked; the new worker's own makes one more.
        left = jobs("doing")
        worker = durable_court.start("worker")
        assert wait_until(lambda left=left: jobs("doing") > left or jobs("todo") == 0, 60), durable_court.said()
        time.sleep(dice.uniform(0, 0.8))
        kill(worker)
        caught_at_work += jobs("doing") > left
        assert broken_promises() == []
    assert caught_at_work > 0
    worker = durable_court.start("worker")
    done = wait_until(lambda: not Batch.objects.exclude(status="filed").exists(), 60 + 3 * kills)
    worker.terminate()
    worker.wait(30)
    assert done, durable_court.said()
    assert broken_promises() == []
    assert set(Batch.objects.values_list("pk", flat=True)) == set(ordered)
    assert Case.objects.count() == kills * ROWS
