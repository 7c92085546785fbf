"""Letting endings bind (生效): by the end of the last period of appeal, by service, by the last signature."""

import datetime
from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.panels import left_from
from tianping.kernel import clock, moves, outbox
from tianping.kernel.clock import china_day
from tianping.law.answers import Answer, Refusal
from tianping.law.effectiveness import Effect
from tianping.law.wording import chinese_date
from tianping.money.fees import actions as fee_actions
from tianping.trial.closing.events import EndingBinds
from tianping.trial.closing.models import Ending
from tianping.trial.closing.queries import effect_of, served_on
from tianping.trial.hearings import queries as hearing_queries

REASONED = ("waits_for", "steps", "because", "notes", "certainty")
APPEAL_PERIODS = ("C-APPEAL-J", "C-APPEAL-R")
MOST_AT_ONCE = 500


def bind_due() -> int:
    """The worker's hourly work: every ending whose day has come binds. Gives how many."""
    bound = 0
    waiting = list(Ending.objects.filter(status="awaiting").order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(waiting), MOST_AT_ONCE):
        bound += bind_many(waiting[first : first + MOST_AT_ONCE], by=None, at=clock.now())
    return bound


@transaction.atomic
def bind_many(ending_ids: Sequence[int], *, by: User | None, at: datetime.datetime) -> int:
    """Reckon from when these endings bind (核定生效日); those whose day has come bind. Gives how many.

    Endings that were appealed, or bind already, are passed over; repeating changes nothing.
    """
    today = china_day(at)
    endings = list(
        Ending.objects.select_for_update(of=("self",))
        .filter(pk__in=list(ending_ids), status="awaiting")
        .select_related("case__matter", "paper")
        .prefetch_related("case__matter__litigants")
        .order_by("pk")
    )
    answers = _reckoned(endings, on=today)
    changed = [ending for ending in endings if _write_down(ending, answers[ending.pk])]
    Ending.objects.bulk_update(changed, REASONED)
    due = {ending: day for ending in endings if (day := answers[ending.pk].value.on) is not None and day <= today}
    if due:
        _bind(due, by=by, at=at)
    return len(due)


def _reckoned(endings: Sequence[Ending], *, on: datetime.date) -> dict[int, Answer[Effect]]:
    days, left = served_on(endings), left_from([ending.case_id for ending in endings])
    signed = hearing_queries.signing_days([ending.record_id for ending in endings if ending.record_id])
    answers = {}
    for ending in endings:
        names = signed.get(ending.record_id or 0, [])
        try:
            answers[ending.pk] = effect_of(
                ending, days[ending.case_id], names, (), left=left.get(ending.case_id, ()), on=on
            )
        except Refusal as refusal:
            answers[ending.pk] = Answer(Effect(None, refusal.sentence))
    return answers


def _write_down(ending: Ending, answer: Answer[Effect]) -> bool:
    """Put the law's reckoning into the row; whether anything in it is new."""
    day = answer.value.on
    waits = answer.value.waits_for if day is None else f"期限届满，{chinese_date(day)}生效"
    fresh = (waits[:300], list(answer.steps), list(answer.because), list(answer.notes), answer.certainty)
    if fresh == tuple(getattr(ending, name) for name in REASONED):
        return False
    for name, value in zip(REASONED, fresh, strict=True):
        setattr(ending, name, value)
    return True


def _bind(due: dict[Ending, datetime.date], *, by: User | None, at: datetime.datetime) -> None:
    by_day: defaultdict[datetime.date, list[Ending]] = defaultdict(list)
    for ending, day in due.items():
        by_day[max(day, _closed_on(ending))].append(ending)
    for day, endings in sorted(by_day.items()):
        ids = [ending.pk for ending in endings]
        moves.move_many(Ending, ids, "bind", by=by, at=at, effective_on=day, waits_for="")
    days = {day: [ending.case_id for ending in endings] for day, endings in by_day.items()}
    case_actions.bind_cases(days, by=by, at=at)
    tell_binding(days, [*due], by=by, at=at)


def tell_binding(
    days: dict[datetime.date, list[int]], endings: Sequence[Ending], *, by: User | None, at: datetime.datetime
) -> None:
    """Write that endings bind into the timelines, stop their appeal clocks, start the days to refund."""
    today = china_day(at)
    effective = {case_id: day for day, ids in days.items() for case_id in ids}
    matters = {ending.case_id: ending.case.matter_id for ending in endings}
    case_actions.stop_clocks(list(matters.values()), APPEAL_PERIODS, on=today, cause="已经生效", by=by)
    fee_actions.start_refund_periods(list(effective), on=effective, today=today)
    lines = [(matters[pk], pk, f"法律文书自{chinese_date(day)}起生效。") for pk, day in sorted(effective.items())]
    case_actions.note_many(lines, by=by, at=at, for_litigants=True)
    outbox.publish_many([EndingBinds(pk) for pk in sorted(effective)], at=at)


def _closed_on(ending: Ending) -> datetime.date:
    """The day the case was closed: an ending in the spine does not bind before it."""
    closed = ending.case.closed_on
    return closed if closed is not None else china_day(ending.closed_at)
