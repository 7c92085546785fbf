"""SIGKILL to a separate worker process while it makes papers: repeating finishes, nothing is made twice."""

import datetime
import os
import random
import signal
import time
from collections.abc import Callable

import pytest
from django.db.models import Count
from django.test import override_settings

from tests.soak.conftest import DurableCourt
from tests.support.cases import open_cases
from tests.support.plugin import DEMONSTRATION_DAY
from tianping.accounts.models import User
from tianping.accounts.queries import acting
from tianping.kernel import files
from tianping.kernel.clock import CHINA
from tianping.papers.documents import actions
from tianping.papers.documents.models import Paper, PrintRun

AT = datetime.datetime.combine(DEMONSTRATION_DAY, datetime.time(10), CHINA)
KINDS = ["acceptance_notice", "response_notice", "evidence_notice"]
# One plaintiff and one defendant: 1 + 1 + 2 papers a case.
PAPERS_A_CASE = 4


def wait_until(so: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not so():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


@pytest.mark.parametrize(("kills", "size"), [(3, 260), pytest.param(30, 2_000, marks=pytest.mark.soak)])
def test_a_killed_run_is_finished_by_the_next_worker_and_nothing_is_made_twice(
    durable_court: DurableCourt, kills: int, size: int
) -> None:
    dice = random.Random(kills)
    clerk = acting(User.objects.get(username="filing1"), DEMONSTRATION_DAY)
    cases = open_cases(clerk, [f"借款人{number}" for number in range(size)], at=AT)
    run = actions.order_run([case.pk for case in cases], KINDS, by=clerk, at=AT)
    caught = 0
    for _ in range(kills):
        made = Paper.objects.count()
        worker = durable_court.start("worker")
        assert wait_until(lambda made=made: Paper.objects.count() > made or _is_done(run), 60), durable_court.said()
        time.sleep(dice.uniform(0, 0.4))
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        caught += not _is_done(run)
        # Whatever stands is whole: every row has its frozen paper.
        assert not Paper.objects.exclude(status="issued", pdf__isnull=False).exists()
    assert caught > 0
    worker = durable_court.start("worker")
    done = wait_until(lambda: _is_done(run), 60 + size)
    worker.terminate()
    worker.wait(30)
    assert done, durable_court.said()
    twice = Paper.objects.values("case", "kind", "addressee").annotate(times=Count("pk")).filter(times__gt=1)
    assert list(twice) == []
    assert Paper.objects.count() == size * PAPERS_A_CASE
    with override_settings(FILE_STORE=durable_court.home / "files"):
        for paper in dice.sample(list(Paper.objects.select_related("pdf")), 50):
            assert paper.pdf is not None
            assert files.read(paper.pdf).startswith(b"%PDF")


def _is_done(run: PrintRun) -> bool:
    return PrintRun.objects.filter(pk=run.pk, status="done").exists()
