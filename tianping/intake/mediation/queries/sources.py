"""Where disputes came from and what became of them (诉源治理): totals by one side at a time, and their rows."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce

from tianping.cases.models import Matter
from tianping.intake.mediation.models import Organisation, Referral, Source
from tianping.intake.mediation.queries.referrals import OPEN
from tianping.kernel.figures import Period

NEVER, FILED = "never", "没有委派"
# What became of a dispute before filing, in the order in which a report shows it.
OUTCOMES: tuple[tuple[str, str], ...] = (
    ("agreed", "调解成功"),
    ("failed", "调解不成"),
    ("withdrawn", "退回"),
    ("running", "正在调解"),
    (NEVER, FILED),
)
SourceRows = QuerySet[Source]


@dataclass(frozen=True)
class Dimension:
    """One side from which the disputes are counted: by township, by cause, …"""

    key: str
    title: str
    field: str
    words: Callable[[Iterable[str]], dict[str, str]]


@dataclass(frozen=True)
class Line:
    """The disputes of one township, cause, …: how many, and what became of them."""

    value: str
    label: str
    total: int
    outcomes: tuple[tuple[str, str, int], ...]


def _plain(values: Iterable[str]) -> dict[str, str]:
    return {value: value or "未登记" for value in values}


def _channels(_values: Iterable[str]) -> dict[str, str]:
    return {str(value): str(label) for value, label in Source.Channel.choices}


def _organisations(values: Iterable[str]) -> dict[str, str]:
    ids = [int(value) for value in values if value]
    named = Organisation.objects.filter(pk__in=ids).values_list("pk", "name")
    return {"": "没有委派"} | {str(pk): name for pk, name in named}


def _outcomes(_values: Iterable[str]) -> dict[str, str]:
    return dict(OUTCOMES)


DIMENSIONS: tuple[Dimension, ...] = (
    Dimension("channel", "来源渠道", "channel", _channels),
    Dimension("township", "乡镇街道", "township", _plain),
    Dimension("sent_by", "移送单位", "sent_by", _plain),
    Dimension("cause", "案由", "matter__cause_name", _plain),
    Dimension("organisation", "调解组织", "organisation", _organisations),
    Dimension("outcome", "处理结果", "outcome", _outcomes),
)


def sources(period: Period) -> SourceRows:
    """The disputes that came within the period, each with ``outcome``, ``organisation`` and ``referral_id``."""
    last = Referral.objects.filter(case__matter=OuterRef("matter"), kind=Referral.Kind.BEFORE).order_by("-pk")[:1]
    # One that was declined waits for others to be named.
    running = Q(referral_status__in=OPEN)
    return (
        Source.objects.filter(matter__received_on__range=(period.first, period.last))
        .select_related("matter")
        .annotate(
            referral_id=Subquery(last.values("pk")),
            referral_status=Subquery(last.values("status")),
            organisation=Coalesce(Cast(Subquery(last.values("organisation")), CharField()), Value("")),
        )
        .annotate(
            outcome=Case(
                When(referral_status__isnull=True, then=Value(NEVER)),
                When(running, then=Value("running")),
                default=F("referral_status"),
                output_field=CharField(),
            )
        )
    )


def lines(dimension: Dimension, period: Period) -> list[Line]:
    """The totals by one side, the most first; one statement, and one for names."""
    counted = (
        sources(period)
        .order_by()
        .values(dimension.field)
        .annotate(total=Count("pk"), **{f"of_{key}": Count("pk", filter=Q(outcome=key)) for key, _label in OUTCOMES})
    )
    rows = sorted(counted, key=lambda row: (-row["total"], str(row[dimension.field])))
    words = dimension.words([row[dimension.field] for row in rows])
    return [
        Line(
            str(row[dimension.field]),
            words.get(str(row[dimension.field]), str(row[dimension.field])),
            row["total"],
            tuple((key, label, row[f"of_{key}"]) for key, label in OUTCOMES),
        )
        for row in rows
    ]


def source_of(matter: Matter) -> Source | None:
    """Where a dispute came from; None where nobody has written it down."""
    return Source.objects.filter(matter=matter).first()


def townships() -> list[str]:
    """The townships that disputes came from so far, to be offered when one is typed."""
    named = Source.objects.exclude(township="").order_by("township").values_list("township", flat=True)
    return list(named.distinct())


def years(day: datetime.date) -> list[int]:
    """The years in which disputes came, the newest first; the present one always."""
    first = Source.objects.order_by("matter__received_on").values_list("matter__received_on", flat=True).first()
    return list(range(day.year, min(day.year, first.year if first else day.year) - 1, -1))


def period_of(year: int, day: datetime.date) -> Period:
    """A whole year; the present one up to ``day``."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    return Period(first, max(first, min(last, day)))


def dimension_of(key: str) -> Dimension:
    """The side of that key; the first for an unknown one."""
    chosen: Sequence[Dimension] = [each for each in DIMENSIONS if each.key == key]
    return chosen[0] if chosen else DIMENSIONS[0]
