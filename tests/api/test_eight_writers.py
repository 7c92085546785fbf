"""Eight people write and read at once: nobody meets an error, nothing is lost or doubled, no number is left out."""

import random
import threading
import uuid
from collections import Counter
from collections.abc import Generator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections
from pytest_django import Settings

from tests.api.caller import Caller, a_claim, a_loan
from tests.support.court import People, open_court
from tianping.cases.models import Case, Clock
from tianping.intake.filing.models import Filing
from tianping.kernel.audit import verifier
from tianping.kernel.audit.sealing import checkpoint_file, seal
from tianping.kernel.courts import current_court, use_court
from tianping.money.fees.models import Bill, Item

WRITERS, ROUNDS = 8, 6


@pytest.fixture
def people_at_work(own_database: str, settings: Settings, tmp_path: Path) -> Generator[People]:
    settings.CHECKPOINT_FOLDER = tmp_path
    yield open_court()


class Writer:
    """One clerk with a cashier beside them; every second request is sent twice, as after a lost answer."""

    def __init__(self, people: People, number: int) -> None:
        self.clerk = Caller((people.clerk, people.second_clerk)[number % 2])
        self.cashier = Caller(people.cashier)
        self.chance = random.Random(number)
        self.answers: Counter[int] = Counter()

    def work(self) -> None:
        for _round in range(ROUNDS):
            filed = self.send(self.clerk, "/filings", self.chance.choice([a_claim(), a_loan()]))
            verb, body = self.chance.choice(
                [
                    ("accept", {}),
                    ("accept", {}),
                    ("refuse", {"ground": "scope", "reason": "本案不属于人民法院受理民事诉讼的范围。"}),
                ]
            )
            done = self.send(self.clerk, f"/filings/{filed['id']}/{verb}", body)
            self.send(self.clerk, f"/filings/{filed['id']}/{verb}", body, may_be_overtaken=True)
            if verb == "accept":
                self.read(self.clerk, f"/cases/{done['case_id']}")
                self.pay(done["case_id"])
            for path in ("/cases", "/filings", "/clocks/due"):
                self.read(self.clerk, path)

    def pay(self, case_id: int) -> None:
        bill = Item.objects.get(case=case_id).bill_id
        self.send(self.cashier, f"/bills/{bill}/pay", {"reference": uuid.UUID(int=self.chance.getrandbits(128)).hex})

    def send(self, caller: Caller, path: str, body: Any, *, may_be_overtaken: bool = False) -> Any:
        key = str(uuid.UUID(int=self.chance.getrandbits(128)))
        answer = self.counted(caller.send(path, body, key=key))
        assert answer.status_code in ({409} if may_be_overtaken else {200, 201}), answer.content.decode()
        if self.chance.random() < 0.5 and not may_be_overtaken:
            again = self.counted(caller.send(path, body, key=key))
            assert (again.status_code, again.json()) == (answer.status_code, answer.json())
        return answer.json()

    def read(self, caller: Caller, path: str) -> None:
        assert self.counted(caller.get(path)).status_code == 200

    def counted(self, answer: Any) -> Any:
        self.answers[answer.status_code] += 1
        return answer


def all_at_once(writers: list[Writer]) -> list[Exception]:
    schema, failures = current_court(), []

    def run(writer: Writer) -> None:
        try:
            use_court(schema)
            writer.work()
        except Exception as failure:
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(writer,)) for writer in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return failures


def test_eight_writers_meet_no_error_and_leave_every_number_once(people_at_work: People, own_database: str) -> None:
    writers = [Writer(people_at_work, number) for number in range(WRITERS)]
    assert all_at_once(writers) == []
    answers = sum((writer.answers for writer in writers), Counter())
    assert set(answers) <= {200, 201, 409}
    for model in (Filing, Case, Bill):
        numbers = list(model.objects.order_by("sequence").values_list("sequence", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
    assert Filing.objects.count() == WRITERS * ROUNDS
    assert Bill.objects.filter(status="paid").count() == Case.objects.count() == Item.objects.count()
    assert not Clock.objects.filter(period_id="C-FEE-7", stopped_on__isnull=True).exists()
    seal()
    with psycopg.connect(own_database) as outside:
        assert verifier.verify(outside, current_court(), checkpoint_file()) == []
