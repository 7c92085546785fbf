"""SIGKILL in the middle of what people do by the hundred: all of it stands or nothing, and repeating finishes it."""

import datetime
import os
import random
import signal
import time
import traceback
from collections.abc import Callable, Sequence

import pytest
from django.db import connection, connections, transaction

from tests.soak.promises import broken_promises
from tests.support.cases import open_cases
from tests.support.database import COURTS
from tests.support.hearings import a_place, made_hearable
from tests.support.plugin import DEMONSTRATION_DAY
from tests.support.uploads import SCAN
from tianping.accounts.models import User
from tianping.accounts.queries import acting
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Clock, Seat, TimelineEntry
from tianping.kernel.clock import CHINA
from tianping.kernel.courts import use_court
from tianping.kernel.refusals import Refused
from tianping.law.settlements import Terms, equal_instalments
from tianping.money.fees import actions as fee_actions
from tianping.papers.documents import actions as paper_actions
from tianping.papers.documents.models import Paper
from tianping.papers.documents.queries import issued_papers_of
from tianping.papers.service import actions as service_actions
from tianping.papers.service.models import Attempt, Delivery
from tianping.trial.closing import actions as closing_actions
from tianping.trial.closing.models import Ending
from tianping.trial.hearings import actions as hearing_actions
from tianping.trial.scheduling import actions as scheduling_actions
from tianping.trial.scheduling.models import Engagement, Hearing

AT = datetime.datetime.combine(DEMONSTRATION_DAY, datetime.time(10), CHINA)
FIRST_MONDAY = datetime.date(2023, 2, 13)
HEARINGS_A_DAY = 6
CLAIM = 4_844_000
SIZES = [(3, 24), pytest.param(40, 120, marks=pytest.mark.soak)]


def somebody(username: str) -> User:
    return acting(User.objects.get(username=username), DEMONSTRATION_DAY)


def benched(size: int) -> list[Case]:
    """Cases of one judge who sits alone, with a clerk."""
    filing, judge = somebody("filing1"), somebody("judge1")
    cases = open_cases(filing, [f"借款人{number}" for number in range(size)], at=AT, claim_fen=CLAIM)
    roles = ((judge, Seat.Role.SOLE), (somebody("clerk1"), Seat.Role.CLERK))
    seats = [case_actions.SeatDraft(case.pk, user.pk, role) for case in cases for user, role in roles]
    case_actions.seat_many(seats, by=filing, at=AT)
    case_actions.make_responsible({judge.pk: [case.pk for case in cases]}, by=filing, at=AT)
    return list(Case.objects.filter(pk__in=[case.pk for case in cases]).order_by("pk"))


def start(step: Callable[[], object]) -> int:
    """A child process that has just begun the step in the first court; its process id. It cleans nothing up."""
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        failed = 1
        try:
            use_court(COURTS[0])
            os.write(writing, b"begins")
            step()
            failed = 0
        except BaseException:
            # Nothing else would say why: the process ends without unwinding.
            traceback.print_exc()
        finally:
            os._exit(failed)
    os.read(reading, 1)
    os.close(reading)
    os.close(writing)
    return child


def seconds_of(step: Callable[[], object]) -> float:
    """How long the step takes; what it did is taken back."""
    began = time.monotonic()
    with transaction.atomic():
        step()
        transaction.set_rollback(True)
    return time.monotonic() - began


def left_alone() -> None:
    """Wait until the server has noticed that the child is gone, and rolled back what it had begun."""
    use_court(COURTS[0])
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND backend_type = 'client backend'"
            )
            if cursor.fetchone()[0] == 0:
                return
        time.sleep(0.02)
    raise AssertionError("somebody else still works in the database")


def kept_from_doubling(step: Callable[[], object], count: Callable[[], Sequence[int]], kills: int, seed: int) -> int:
    """Kill the step again and again, then finish and repeat it; gives how often it was killed at work.

    ``count`` gives the numbers of all rows that the step makes: after each kill they are as before, or as at the end.
    """
    dice, caught, seen = random.Random(seed), 0, []
    before, sound, whole = count(), broken_promises(), seconds_of(step)
    for place in range(kills):
        child = start(step)
        # The first one dies early: a step that a busy machine lets finish sooner than measured is still caught once.
        time.sleep(dice.uniform(0, whole if place else whole / 3))
        os.kill(child, signal.SIGKILL)
        _child, status = os.waitpid(child, 0)
        left_alone()
        assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
        caught += os.WIFSIGNALED(status)
        seen.append(count())
        assert broken_promises() == sound
        if seen[-1] != before:
            break
    for _again in range(2):
        try:
            step()
        except Refused:
            assert count() != before
        seen.append(count())
    assert set(map(tuple, seen)) <= {tuple(before), tuple(seen[-1])}
    assert broken_promises() == sound
    return caught


@pytest.mark.parametrize(("kills", "size"), SIZES)
@pytest.mark.usefixtures("durable_court")
def test_a_plan_stands_with_all_its_summonses_or_not_at_all(kills: int, size: int) -> None:
    judge, clerk = somebody("judge1"), somebody("clerk1")
    cases = benched(size)
    made_hearable(cases, clerk, at=AT)
    place = a_place("第一法庭", somebody("filing1"), at=AT)
    drafts = [scheduling_actions.Draft(case.pk, place.pk, slot(number), 30) for number, case in enumerate(cases)]

    def count() -> list[int]:
        rows = (Hearing, Engagement, Paper, TimelineEntry, Clock)
        return [model.objects.count() for model in rows]

    caught = kept_from_doubling(lambda: scheduling_actions.fix_many(drafts, by=judge, at=AT), count, kills, size)
    assert caught > 0
    assert Hearing.objects.filter(status="fixed").count() == size
    assert Paper.objects.filter(kind="summons").count() == 2 * size
    assert Paper.objects.filter(kind="hearing_announcement").count() == size


def slot(number: int) -> datetime.datetime:
    """Six half hours each morning of the weeks from the first Monday on."""
    day, place = divmod(number, HEARINGS_A_DAY)
    week, weekday = divmod(day, 5)
    on = FIRST_MONDAY + datetime.timedelta(weeks=week, days=weekday)
    return datetime.datetime.combine(on, datetime.time(9), CHINA) + datetime.timedelta(minutes=30 * place)


@pytest.mark.parametrize(("kills", "size"), SIZES)
@pytest.mark.usefixtures("durable_court")
def test_service_of_a_whole_list_stands_with_all_its_periods_or_not_at_all(kills: int, size: int) -> None:
    clerk = somebody("clerk1")
    cases = benched(size)
    notified(cases, clerk)
    ids = list(Delivery.objects.filter(litigant__kind="natural").values_list("pk", flat=True))
    tried = service_actions.Tried("direct", DEMONSTRATION_DAY)

    def count() -> list[int]:
        served = Delivery.objects.filter(status="served").count()
        running = Clock.objects.filter(stopped_on__isnull=True).count()
        return [Attempt.objects.count(), served, Clock.objects.count(), running, TimelineEntry.objects.count()]

    caught = kept_from_doubling(
        lambda: service_actions.record_attempts_many(ids, tried, by=clerk, at=AT), count, kills, size
    )
    assert caught > 0
    assert Attempt.objects.count() == len(ids)
    assert not Delivery.objects.filter(pk__in=ids).exclude(status="served").exists()


def notified(cases: Sequence[Case], by: User) -> None:
    """The notices of the beginning are issued and wait for service."""
    requests = [
        paper_actions.PaperRequest(case.pk, kind) for case in cases for kind in ("response_notice", "evidence_notice")
    ]
    papers = paper_actions.draw_up_many(requests, by=by, at=AT)
    paper_actions.issue_many(papers, by=by, at=AT)
    service_actions.plan_many(list(issued_papers_of([case.pk for case in cases])), by=by, at=AT)


@pytest.mark.parametrize(("kills", "size"), SIZES)
@pytest.mark.usefixtures("durable_court")
def test_decisions_of_a_list_and_its_closing_stand_whole_or_not_at_all(kills: int, size: int) -> None:
    judge, clerk = somebody("judge1"), somebody("clerk1")
    cases = settled(size)
    ids = [case.pk for case in cases]

    def papers() -> list[int]:
        standing = Paper.objects.filter(kind="mediation_paper").exclude(status="replaced")
        return [standing.count(), standing.values("case").distinct().count()]

    caught = kept_from_doubling(
        lambda: closing_actions.draw_up_decisions_many(ids, by=judge, at=AT), papers, kills, size
    )
    drawn_up = list(Paper.objects.filter(kind="mediation_paper"))
    assert len(drawn_up) == size
    paper_actions.proofread_many(drawn_up, by=clerk, at=AT)
    paper_actions.sign_many(drawn_up, by=judge, at=AT)
    paper_actions.issue_many(drawn_up, by=clerk, at=AT)
    delivered(list(issued_papers_of(ids)), clerk)

    def endings() -> list[int]:
        running = Clock.objects.filter(stopped_on__isnull=True).count()
        closed = Case.objects.filter(status="closed").count()
        return [Ending.objects.count(), closed, running, Clock.objects.count(), TimelineEntry.objects.count()]

    caught += kept_from_doubling(lambda: closing_actions.close_many(ids, by=judge, at=AT), endings, kills, size + 1)
    assert caught > 0
    assert Ending.objects.count() == size


def delivered(papers: Sequence[Paper], by: User) -> None:
    """Everybody has signed for these papers."""
    to_whom = service_actions.plan_many(papers, by=by, at=AT)
    natural = Delivery.objects.filter(pk__in=[each.pk for each in to_whom], litigant__kind="natural")
    offices = Delivery.objects.filter(pk__in=[each.pk for each in to_whom]).exclude(litigant__kind="natural")
    for rows, receiver in ((natural, "self"), (offices, "office")):
        tried = service_actions.Tried("direct", DEMONSTRATION_DAY, receiver=receiver)
        service_actions.record_attempts_many(list(rows.values_list("pk", flat=True)), tried, by=by, at=AT)


def settled(size: int) -> list[Case]:
    """Cases with their fees paid in whose hearings the litigants agreed, the records signed."""
    judge, filing = somebody("judge1"), somebody("filing1")
    cases = benched(size)
    bill = fee_actions.raise_bill([fee_actions.Charge(case, CLAIM, True) for case in cases], "某银行", by=filing, at=AT)
    fee_actions.receive_payment(bill, reference="流水1", by=somebody("cashier"), at=AT)
    held = [hearing_actions.Held(case.pk, "第一法庭") for case in cases]
    records = hearing_actions.hold_many(held, by=judge, at=AT)
    terms = Terms(CLAIM, equal_instalments(CLAIM, 1, datetime.date(2023, 3, 31)))
    agreed = [hearing_actions.Agreed(record.pk, terms) for record in records]
    hearing_actions.record_settlements_many(agreed, by=judge, at=AT)
    hearing_actions.sign_on_paper_many({record.pk: SCAN for record in records}, by=judge, at=AT)
    return cases
