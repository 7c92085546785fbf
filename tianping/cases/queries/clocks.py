"""Reads of clocks: how near their end is (红绿灯), what is due for a person, and limits as they were lengthened."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from tianping.cases.models import Case, Clock, ClockExclusion, ClockExtension, Litigant
from tianping.cases.permissions import TRIAL_LIMITS, visible_cases, visible_clocks
from tianping.cases.queries.listing import names_of
from tianping.kernel.together import counts
from tianping.law import period_rules, trial_limits
from tianping.law.answers import Answer
from tianping.law.due_days import DueDay

# A trial limit warns as long before its end as an extension must be asked for (法释〔2019〕4号第一条).
WARNS_BEFORE_TRIAL_LIMIT = 15
WARNS_BEFORE = 3
# Nobody reads whether 40,000 or 41,000 things are due; counting them all would cost more than showing the page.
COUNTED_TO = 1000
# The kinds of periods that the rooms start, in the order in which a matter meets them.
KINDS = (
    *("C-FILE-7", "MED-PRE-30", "C-SERVE-5", "C-PANEL-3", "C-FEE-7", "C-FEE-CONV", "C-ANSWER-SMALL", "C-ANSWER-15"),
    *("C-ANSWER-FWD", "MED-POST", "MED-POST-7", "MED-ASSIGN-3", "MED-ACCEPT-3", "MED-NOTIFY-3"),
    *("CONF-APPLY-30", "CONF-ACCEPT-3", "CONF-DECIDE-15"),
    *("PRES-48", "PRES-PRE-48", "PRES-5", "PRES-PRE-30", "PRES-REVIEW", "PRES-RELEASE-5", "PRES-RENEW-7"),
    *("EX-NOTICE-10", "EX-6M"),
    *("C-EVID-SMALL", "C-EVID-SIMPLE", "C-EVID-ORD", "C-TRIAL-SMALL", "C-TRIAL-SIMPLE", "C-TRIAL-ORD"),
    *("C-APPEAL-J", "C-APPEAL-R", "C-APPEAL-SVC", "C-APPEAL-SEND", "C-FEE-REFUND"),
)
# What a litigant may do within a time and need not: it lapses, and nobody is late.
LAPSES = (
    *("C-ANSWER-15", "C-ANSWER-SMALL", "C-EVID-ORD", "C-EVID-SIMPLE", "C-EVID-SMALL", "C-APPEAL-J", "C-APPEAL-R"),
    *("PRES-REVIEW", "PRES-RENEW-7", "CONF-APPLY-30"),
)
LAST_DAY = Coalesce("legal_due", "nominal_due")


@dataclass(frozen=True)
class Light:
    """How near a clock's end is: the state that components/traffic_light.html shows, and the days behind it.

    ``due`` is the legal last day, the nominal one where the year's holidays are not announced. Warnings run on the
    nominal day; overdue is what the law calls overdue.
    """

    state: str
    due: datetime.date
    days: int
    note: str = ""


class Running(Protocol):
    """What the light of a clock is made of."""

    @property
    def period_id(self) -> str: ...
    @property
    def nominal_due(self) -> datetime.date: ...
    @property
    def legal_due(self) -> datetime.date | None: ...
    @property
    def pending(self) -> str: ...
    @property
    def stopped_on(self) -> datetime.date | None: ...
    @property
    def stop_cause(self) -> str: ...


def light_of(clock: Running, on: datetime.date) -> Light:
    """The light of a clock on a day."""
    due = clock.legal_due or clock.nominal_due
    left = (due - on).days
    if clock.stopped_on is not None:
        return Light("done", due, left, clock.stop_cause)
    if left < 0 and clock.period_id in LAPSES:
        return Light("lapsed", due, -left, "期间届满")
    note = f"名义届满日{_short(clock.nominal_due)}" if due != clock.nominal_due else ""
    if left < 0:
        return Light("overdue", due, -left, note)
    if (clock.nominal_due - on).days <= warns_before(clock.period_id):
        return Light("due_soon", due, left, clock.pending or note)
    if clock.pending:
        return Light("pending", due, left, note)
    return Light("on_time", due, left, note)


def nearest(clocks: Sequence[Any], on: datetime.date) -> Any:
    """Of these clocks, the nearest first, the one whose end comes next: one that has lapsed is past. None of none."""
    return next((each for each in clocks if light_of(each, on).state != "lapsed"), None)


def nearest_due(clocks: Sequence[Any], on: datetime.date) -> datetime.date | None:
    """The day on which the nearest of these clocks ends; None if none is to come."""
    first = nearest(clocks, on)
    return light_of(first, on).due if first is not None else None


def warns_before(period_id: str) -> int:
    """How many days before its nominal end a clock of this kind warns."""
    return WARNS_BEFORE_TRIAL_LIMIT if period_id in TRIAL_LIMITS else WARNS_BEFORE


def _short(day: datetime.date) -> str:
    return f"{day.month}月{day.day}日"


@dataclass(frozen=True)
class ClockGroup:
    """Running clocks by how near their end is (到期分组)."""

    key: str
    label: str
    condition: Q
    count: int = 0
    order: str = "-nominal_due"


def _groups(on: datetime.date) -> tuple[ClockGroup, ...]:
    in_three, in_seven = on + datetime.timedelta(days=3), on + datetime.timedelta(days=7)
    # A clock past its nominal day is overdue only when its legal day has gone by, too.
    over = Q(nominal_due__lt=on, last_day__lt=on)
    overdue = over & ~Q(period_id__in=LAPSES)
    return (
        ClockGroup("overdue", "已逾期", overdue),
        ClockGroup("three", "3日内到期", Q(nominal_due__lte=in_three) & ~over),
        ClockGroup("seven", "7日内到期", Q(nominal_due__gt=in_three, nominal_due__lte=in_seven)),
        ClockGroup("later", "以后到期", Q(nominal_due__gt=in_seven), order="nominal_due"),
    )


SHOWN_IN_LISTS = (
    *("matter_id", "case_id", "period_id", "title", "because", "nominal_due", "legal_due", "pending", "stopped_on"),
    *("stop_cause", "matter__cause_name", "case__number"),
)


def due_clocks(user: Any) -> QuerySet[Clock]:
    """The running clocks that a person has to watch, with their case and matter."""
    return (
        visible_clocks(user)
        .select_related("case", "matter")
        .defer("steps", "matter__elements", "matter__claim_text", "matter__facts_text")
        .annotate(last_day=LAST_DAY)
    )


def with_people(rows: QuerySet[Clock]) -> QuerySet[Clock]:
    """The clocks as a list shows them, with names: ``plaintiffs`` and ``defendants`` of the matter, and ``whose``.

    ``whose`` is the litigant whose period it is, where each has their own. One statement.
    """
    return rows.only(*SHOWN_IN_LISTS).annotate(
        whose=F("litigant__name"),
        plaintiffs=names_of("matter_id", Litigant.Role.PLAINTIFF),
        defendants=names_of("matter_id", Litigant.Role.DEFENDANT),
    )


def due_soon(rows: QuerySet[Clock], on: datetime.date) -> QuerySet[Clock]:
    """Of these clocks those that are overdue or end nominally within three days."""
    near = rows.alias(ends=LAST_DAY).filter(nominal_due__lte=on + datetime.timedelta(days=WARNS_BEFORE))
    return near.exclude(period_id__in=LAPSES, ends__lt=on)


def clock_groups(user: Any, on: datetime.date) -> tuple[ClockGroup, ...]:
    """The groups of a person's running clocks with how many there are in each, counted up to COUNTED_TO."""
    rows = visible_clocks(user).annotate(last_day=LAST_DAY)
    groups = _groups(on)
    numbers = counts([_first(rows.filter(group.condition), group.order) for group in groups])
    return tuple(replace(group, count=number) for group, number in zip(groups, numbers, strict=True))


def kinds_of_clocks() -> list[tuple[str, str]]:
    """The kinds of periods that the house starts: id and name."""
    return [(period_id, period_rules.rule(period_id).name) for period_id in KINDS]


def warnings_for(user: Any, on: datetime.date) -> QuerySet[Clock]:
    """The clocks of a person that are overdue or end nominally within three days, at most COUNTED_TO of them."""
    return _first(due_soon(visible_clocks(user), on))


def _first(rows: QuerySet[Clock], order: str = "-nominal_due") -> QuerySet[Clock]:
    # Along the index over running clocks, from the end where the wanted ones lie: the database stops there after
    # COUNTED_TO and does not search through all the clocks that ever ran.
    return rows.order_by(order, "-pk" if order.startswith("-") else "pk")[:COUNTED_TO]


def running_clock(case: Case, period_ids: Collection[str]) -> Clock:
    """The running clock of a case of one of these kinds. Raises Clock.DoesNotExist if none runs."""
    return Clock.objects.get(case=case, period_id__in=period_ids, stopped_on__isnull=True)


def limit_as_lengthened(clock: Clock, *, on: datetime.date, and_also: ClockExtension | None = None) -> Answer[DueDay]:
    """A trial limit with its excluded days and approved extensions; ``and_also``: with this extension granted, too.

    A limit that follows that of an earlier procedure counts what was excluded and granted there, too.
    """
    limits = running_on(clock)
    granted = list(ClockExtension.objects.filter(clock__in=limits, status="approved").order_by("decided_at", "id"))
    before = limits[1].period_id if len(limits) > 1 else ""
    return trial_limits.trial_limit(
        clock.period_id,
        clock.started_on,
        on=on,
        excluded=[
            trial_limits.Excluded(row.first_day, row.next_day, row.why)
            for row in ClockExclusion.objects.filter(clock__in=limits).order_by("first_day", "id")
        ],
        extensions=[
            trial_limits.Extension(row.length, row.unit) for row in [*granted, *([and_also] if and_also else [])]
        ],
        converted_from=before if trial_limits.runs_on(before, clock.period_id) else None,
    )


def running_on(clock: Clock) -> list[Clock]:
    """The limit and those of the procedures before which it follows, the newest first; one statement for each."""
    limits = [clock]
    while limits[-1].follows is not None:
        limits.append(limits[-1].follows)
    return limits


def requests_waiting_for(user: Any) -> QuerySet[ClockExtension]:
    """The requests to extend that wait for a decision by this person: all but their own."""
    return ClockExtension.objects.filter(status="requested").exclude(requested_by=user)


def extension_requests(user: Any) -> QuerySet[ClockExtension]:
    """The requests to extend trial limits of the cases that a person may see."""
    return ClockExtension.objects.filter(clock__case__in=visible_cases(user)).select_related(
        "clock__case", "clock__matter", "requested_by", "decided_by"
    )
