"""SIGKILL to PostgreSQL while two clerks file at the counter."""

import datetime
import os
import random
import signal
import threading
import time

import pytest
from django.db import InterfaceError, OperationalError, connections

from tests.soak.conftest import DurableCourt
from tests.soak.promises import broken_promises
from tests.support.database import COURTS
from tests.support.plugin import DEMONSTRATION_DAY
from tianping.accounts.models import User
from tianping.accounts.queries import acting
from tianping.cases.models import Case
from tianping.config.demo.disputes import draft
from tianping.config.demo.strangers import Strangers
from tianping.config.postgres import processes
from tianping.intake.filing import actions
from tianping.intake.filing.actions import Acceptance
from tianping.intake.filing.models import Filing
from tianping.kernel.clock import CHINA
from tianping.kernel.courts import use_court

AT = datetime.datetime.combine(DEMONSTRATION_DAY, datetime.time(10), CHINA)


class Clerk(threading.Thread):
    """Files one matter after another; remembers every receipt and case number that was acknowledged."""

    def __init__(self, username: str, seed: int, closing: threading.Event) -> None:
        super().__init__(daemon=True)
        self.username = username
        self.acknowledged: list[tuple[str, str]] = []
        self.unexpected: list[Exception] = []
        self.interrupted = 0
        self._dice = random.Random(seed)
        self._closing = closing

    def run(self) -> None:
        strangers = Strangers(self._dice)
        while not self._closing.is_set():
            try:
                self.acknowledged.append(self._file(strangers))
            except (OperationalError, InterfaceError):
                self.interrupted += 1
                connections["default"].close()
                time.sleep(0.05)
            except Exception as error:
                self.unexpected.append(error)
                return
        connections.close_all()

    def _file(self, strangers: Strangers) -> tuple[str, str]:
        use_court(COURTS[0])
        clerk = acting(User.objects.get(username=self.username), DEMONSTRATION_DAY)
        handed_in = draft(strangers, self._dice, DEMONSTRATION_DAY)
        (filing,) = actions.receive_many([handed_in], channel="counter", by=clerk, at=AT)
        (case,) = actions.accept_many([filing], Acceptance(), by=clerk, at=AT)
        return filing.receipt_number, case.number


@pytest.mark.parametrize("kills", [4, pytest.param(100, marks=pytest.mark.soak)])
def test_no_kill_of_the_database_loses_what_two_clerks_were_told(durable_court: DurableCourt, kills: int) -> None:
    dice = random.Random(kills)
    closing = threading.Event()
    clerks = [Clerk("filing1", 1, closing), Clerk("filing2", 2, closing)]
    for clerk in clerks:
        clerk.start()
    for _ in range(kills):
        time.sleep(dice.uniform(0.3, 1.2))
        server = processes.postmaster(durable_court.cluster.folders.data)
        assert server
        os.kill(server, signal.SIGKILL)
        durable_court.cluster.ensure_running()
    time.sleep(1)
    closing.set()
    for clerk in clerks:
        clerk.join(30)
    assert [clerk.unexpected for clerk in clerks] == [[], []]
    assert sum(clerk.interrupted for clerk in clerks) > 0
    connections.close_all()
    use_court(COURTS[0])
    acknowledged = [pair for clerk in clerks for pair in clerk.acknowledged]
    assert len(acknowledged) > kills
    receipts, numbers = zip(*acknowledged, strict=True)
    assert set(receipts) <= set(Filing.objects.values_list("receipt_number", flat=True))
    assert set(numbers) <= set(Case.objects.values_list("number", flat=True))
    assert len(set(numbers)) == len(numbers)
    assert broken_promises() == []
