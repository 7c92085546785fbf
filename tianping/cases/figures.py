"""The figures of the spine: civil cases of first instance received, closed and open, and how they ended.

Numbers of mediation before filing (诉前调、诉前调确、诉前调书) are no civil cases and stand in no figure here.
"""

import datetime

from django.db.models import Exists, Func, IntegerField, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from tianping.cases.models import Case, Clock
from tianping.cases.permissions import TRIAL_LIMITS
from tianping.kernel.figures import Figure, Kind, Period, Share
from tianping.kernel.web.tables import Column, Table

FIRST_INSTANCE = "民初"
RECEIVED, CLOSED, OPEN, TIME = "收案", "结案", "存案", "效率"


class DaysBetween(Func):
    """The days from one date to another, as an integer."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()


def civil_cases() -> QuerySet[Case]:
    """All civil cases of first instance, with the days from filing to closing."""
    return Case.objects.filter(type_code=FIRST_INSTANCE).annotate(days=DaysBetween("closed_on", "filed_on"))


def received(period: Period) -> QuerySet[Case]:
    """Cases filed within the period (新收)."""
    return civil_cases().filter(filed_on__range=(period.first, period.last))


def closed(period: Period) -> QuerySet[Case]:
    """Cases closed within the period (已结)."""
    return civil_cases().filter(status="closed", closed_on__range=(period.first, period.last))


def _open_after(day: datetime.date) -> Q:
    return Q(filed_on__lte=day) & (Q(closed_on__isnull=True) | Q(closed_on__gt=day))


def carried_over(period: Period) -> QuerySet[Case]:
    """Cases open when the period began (旧存)."""
    return civil_cases().filter(_open_after(period.first - datetime.timedelta(days=1)))


def still_open(period: Period) -> QuerySet[Case]:
    """Cases open when the period ended (未结)."""
    return civil_cases().filter(_open_after(period.last))


def in_hand(period: Period) -> QuerySet[Case]:
    """Cases carried over or received: what could be closed within the period."""
    return civil_cases().filter(Q(closed_on__isnull=True) | Q(closed_on__gte=period.first), filed_on__lte=period.last)


def open_for_a_year(period: Period) -> QuerySet[Case]:
    """Cases open when the period ended and filed more than twelve months before."""
    return still_open(period).filter(filed_on__lt=_a_year_before(period.last))


def _within_limit(_period: Period) -> Q:
    """The trial limit, with exclusions and extensions, had not passed on the day of closing."""
    kept = Clock.objects.filter(
        case=OuterRef("pk"), period_id__in=sorted(TRIAL_LIMITS), nominal_due__gte=OuterRef("closed_on")
    )
    return Q(Exists(kept))


def closed_by(way: str) -> Share:
    """Closed cases that ended in one way."""
    return Share(closed, lambda _period: Q(closing_way=way))


def _withdrawn(_period: Period) -> Q:
    return Q(closing_way__in=["withdrawn", "deemed_withdrawn"])


def closed_on_track(track: str) -> Share:
    """Closed cases by the procedure in which they ended."""
    return Share(closed, lambda _period: Q(track=track))


def _claims(period: Period) -> QuerySet[Case]:
    return received(period).annotate(claim_fen=Coalesce("matter__claim_fen", 0))


def _a_year_before(day: datetime.date) -> datetime.date:
    return datetime.date(day.year - 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


_RATE_OF_WAY = (
    ("mediation", "调解率", "以调解方式结案的案件数÷已结案件数"),
    ("judgment", "判决率", "以判决方式结案的案件数÷已结案件数"),
)
FIGURES: tuple[Figure, ...] = (
    Figure(
        "cases.carried_over", "旧存", RECEIVED, Kind.COUNT, "期初之前立案、期初尚未结案的民事一审案件", carried_over
    ),
    Figure("cases.received", "新收", RECEIVED, Kind.COUNT, "期间内立案的民事一审案件；诉前调解案号不计入", received),
    Figure(
        "cases.claims",
        "新收案件标的额",
        RECEIVED,
        Kind.SUM,
        "期间内立案案件的诉讼请求金额之和",
        _claims,
        measure="claim_fen",
        unit="元",
        in_fen=True,
    ),
    Figure("cases.closed", "已结", CLOSED, Kind.COUNT, "期间内结案的民事一审案件", closed),
    *(
        Figure(
            f"cases.closed.way.{way.value}",
            f"其中：{way.label}",
            CLOSED,
            Kind.COUNT,
            f"期间内以“{way.label}”方式结案的案件",
            closed_by(way.value),
        )
        for way in Case.ClosingWay
    ),
    *(
        Figure(
            f"cases.closed.track.{track.value}",
            f"按程序：{track.label}",
            CLOSED,
            Kind.COUNT,
            f"期间内结案、结案时适用{track.label}的案件",
            closed_on_track(track.value),
        )
        for track in Case.Track
    ),
    *(
        Figure(f"cases.rate.{way}", title, CLOSED, Kind.RATIO, words, closed_by(way), closed, unit="%")
        for way, title, words in _RATE_OF_WAY
    ),
    *(
        Figure(
            f"cases.rate.{track.value}",
            f"{track.label}适用率",
            CLOSED,
            Kind.RATIO,
            f"结案时适用{track.label}的案件数÷已结案件数",
            closed_on_track(track.value),
            closed,
            unit="%",
        )
        for track in (Case.Track.SMALL_CLAIMS, Case.Track.SIMPLE)
    ),
    Figure(
        "cases.rate.withdrawn",
        "撤诉率",
        CLOSED,
        Kind.RATIO,
        "以准许撤诉、按撤诉处理方式结案的案件数÷已结案件数",
        Share(closed, _withdrawn),
        closed,
        unit="%",
    ),
    Figure("cases.open", "未结", OPEN, Kind.COUNT, "期末尚未结案的民事一审案件", still_open),
    Figure("cases.open.year", "超12个月未结", OPEN, Kind.COUNT, "期末尚未结案、立案已满12个月的案件", open_for_a_year),
    Figure("cases.rate.cleared", "结案率", TIME, Kind.RATIO, "已结÷（旧存＋新收）", closed, in_hand, unit="%"),
    Figure("cases.rate.closed_to_received", "结收比", TIME, Kind.RATIO, "已结÷新收", closed, received, unit="%"),
    Figure(
        "cases.rate.within_limit",
        "审限内结案率",
        TIME,
        Kind.RATIO,
        "结案之日未超过审理期限（已计扣除、延长，不作末日顺延）的案件数÷已结案件数",
        Share(closed, _within_limit),
        closed,
        unit="%",
    ),
    Figure(
        "cases.days.average",
        "平均审理天数",
        TIME,
        Kind.AVERAGE,
        "已结案件从立案之日至结案之日的天数，立案当日不计；扣除的期间未减去",
        closed,
        measure="days",
        unit="天",
    ),
    Figure(
        "cases.days.longest", "最长审理天数", TIME, Kind.MAXIMUM, "同上，取最长者", closed, measure="days", unit="天"
    ),
)


def table() -> Table:
    """The rows behind a figure of cases."""
    return Table(
        caption="指标所含案件",
        columns=(
            Column("number", "案号", sort=("year", "type_code", "sequence"), link=True, nowrap=True),
            Column("matter.cause_name", "案由", sort=("matter__cause_name",), width="term"),
            Column("matter.claim_fen", "标的额（元）", sort=("matter__claim_fen",), money=True),
            Column("track", "程序", sort=("track",), value=lambda case: case.get_track_display()),
            Column("filed_on", "立案日期", sort=("filed_on",), nowrap=True),
            Column("closed_on", "结案日期", sort=("closed_on",), nowrap=True),
            Column("closing_way", "结案方式", sort=("closing_way",), value=lambda case: case.get_closing_way_display()),
            Column("days", "审理天数", sort=("days",), align="end", value=_days),
        ),
        default_sort="number",
        row_url=lambda case: reverse("case", args=[case.pk]),
        empty_title="没有案件计入这项指标",
        empty_text="在所选期间内没有符合计算方法的案件。",
    )


def _days(case: Case) -> int | None:
    return (case.closed_on - case.filed_on).days if case.closed_on else None
