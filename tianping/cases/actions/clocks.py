"""Clocks: starting and stopping statutory periods, days that do not count, extensions decided by another person."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.cases.models import Clock, ClockExclusion, ClockExtension
from tianping.cases.permissions import check_can_decide_extension, check_can_exclude, check_can_extend
from tianping.cases.queries import limit_as_lengthened
from tianping.kernel import audit, moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law import period_rules, periods
from tianping.law.answers import Answer
from tianping.law.due_days import DueDay
from tianping.law.wording import chinese_date


@dataclass(frozen=True)
class ClockStart:
    """A period that starts to run: of a matter or one of its cases, from the day of its event.

    ``started_on`` is a moment where the law counts hours; what is kept are days, the hours stand in the steps.
    ``litigant_id``: whose period it is, where each litigant has their own.
    """

    matter_id: int
    case_id: int | None
    period_id: str
    started_on: datetime.date | datetime.datetime
    owner_post: Post
    owner_id: int | None = None
    litigant_id: int | None = None


@transaction.atomic
def start_clocks(starts: Sequence[ClockStart], *, on: datetime.date) -> list[Clock]:
    """Start clocks by the law in force ``on`` that day, in one statement; equal periods are computed once."""
    computed: dict[tuple[str, datetime.date], tuple[period_rules.PeriodRule, Answer[DueDay]]] = {}
    clocks = []
    for start in starts:
        key = (start.period_id, start.started_on)
        if key not in computed:
            computed[key] = period_rules.rule(start.period_id), periods.due(start.period_id, start.started_on, on=on)
        clocks.append(_clock(start, *computed[key]))
    return Clock.objects.bulk_create(clocks)


def stop_clocks(
    matter_ids: Sequence[int],
    period_ids: Sequence[str],
    *,
    on: datetime.date,
    cause: str,
    by: User | None,
    litigant_ids: Sequence[int] | None = None,
) -> None:
    """Stop the running clocks of these kinds in these matters, with the cause (停止事由).

    ``litigant_ids``: only those that run for these litigants.
    """
    running = Clock.objects.filter(matter_id__in=matter_ids, period_id__in=period_ids, stopped_on__isnull=True)
    if litigant_ids is not None:
        running = running.filter(litigant_id__in=litigant_ids)
    running.update(stopped_on=on, stop_cause=cause, stopped_by=by)


@transaction.atomic
def follow_limit(limit: Clock, start: ClockStart, *, cause: str, by: User | None, at: datetime.datetime) -> Clock:
    """Stop a trial limit and start the next procedure's in its place (审限连续计算).

    The days excluded from the first and the extensions granted in it count on; a request that nobody has decided yet
    ends with the limit it was for. Whoever changes the procedure has checked who may.
    """
    day = china_day(at)
    stop_clocks([limit.matter_id], [limit.period_id], on=day, cause=cause, by=by)
    waiting = list(ClockExtension.objects.filter(clock=limit, status="requested").values_list("pk", flat=True))
    moves.move_many(ClockExtension, waiting, "lapse", by=by, at=at, reason=cause, decision_reason=cause)
    (new,) = start_clocks([start], on=day)
    Clock.objects.filter(pk=new.pk).update(follows=limit)
    new.refresh_from_db()
    _recompute(new, on=day)
    new.refresh_from_db()
    return new


@transaction.atomic
def exclude_days(
    clock: Clock,
    *,
    first_day: datetime.date,
    next_day: datetime.date,
    why: str,
    because: str,
    by: User,
    at: datetime.datetime,
) -> ClockExclusion:
    """Exclude days from a clock (扣除审限), up to the day before ``next_day``; the due day is computed anew."""
    clock = Clock.objects.select_for_update().get(pk=clock.pk)
    check_can_exclude(by, clock, first_day=first_day, next_day=next_day, on=china_day(at))
    exclusion = ClockExclusion.objects.create(
        clock=clock,
        first_day=first_day,
        next_day=next_day,
        why=why,
        because=because,
        entered_by=by,
        entered_at=at,
    )
    _recompute(clock, on=china_day(at))
    audit.record("clock.exclude", f"clock:{clock.pk}", by=by, at=at, why=why, days=(next_day - first_day).days)
    return exclusion


@transaction.atomic
def lengthen_by_consent(clock: Clock, until: datetime.date, because: str, *, by: User, at: datetime.datetime) -> None:
    """A period lasts until the day that both sides agreed on; whoever lets them has checked that the law does."""
    steps = [*clock.steps, f"双方当事人同意延长至{chinese_date(until)}（{because}）"]
    Clock.objects.filter(pk=clock.pk).update(nominal_due=until, legal_due=until, pending="", steps=steps)
    audit.record("clock.lengthen", f"clock:{clock.pk}", by=by, at=at, until=str(until))


@transaction.atomic
def request_extension(
    clock: Clock, *, length: int, unit: str, reason: str, by: User, at: datetime.datetime
) -> ClockExtension:
    """Ask the president to extend a clock (申请延长审限)."""
    # Locked, so that two requests at once meet here and not at the unique index.
    clock = Clock.objects.select_for_update().get(pk=clock.pk)
    check_can_extend(by, clock, length=length, unit=unit, reason=reason)
    extension = ClockExtension.objects.create(
        clock=clock, length=length, unit=unit, reason=reason, requested_by=by, requested_at=at
    )
    moves.begin_many(ClockExtension.machine, [extension.pk], by=by, at=at, verb="request")
    return extension


@transaction.atomic
def decide_extension(extension: ClockExtension, *, approve: bool, reason: str, by: User, at: datetime.datetime) -> None:
    """Approve or refuse an extension; never by the person who asked. An approval moves the due day."""
    check_can_decide_extension(by, extension)
    if not approve and not reason.strip():
        raise Refused("不予批准的，请写明理由。")
    verb = "approve" if approve else "refuse"
    moves.move(
        extension,
        verb,
        by=by,
        at=at,
        reason=reason,
        decided_by=by,
        decided_at=at,
        decision_reason=reason,
    )
    if approve:
        _recompute(Clock.objects.select_for_update().get(pk=extension.clock_id), on=china_day(at))


def _clock(start: ClockStart, rule: period_rules.PeriodRule, answer: Answer[DueDay]) -> Clock:
    return Clock(
        matter_id=start.matter_id,
        case_id=start.case_id,
        litigant_id=start.litigant_id,
        period_id=start.period_id,
        title=rule.name,
        because="；".join(answer.because)[:200],
        steps=list(answer.steps),
        started_on=_day(start.started_on),
        nominal_due=_day(answer.value.nominal),
        legal_due=_day(answer.value.legal) if answer.value.legal is not None else None,
        pending=answer.value.pending or "",
        owner_id=start.owner_id,
        owner_post=start.owner_post,
    )


def _day(moment: datetime.date | datetime.datetime) -> datetime.date:
    return china_day(moment) if isinstance(moment, datetime.datetime) else moment


def _recompute(clock: Clock, *, on: datetime.date) -> None:
    answer = limit_as_lengthened(clock, on=on)
    Clock.objects.filter(pk=clock.pk).update(
        nominal_due=answer.value.nominal,
        legal_due=answer.value.legal,
        pending=answer.value.pending or "",
        steps=list(answer.steps),
        because="；".join(answer.because)[:200],
    )
