"""The figures of mediation before filing (诉前调解): referred, settled, and where the rest went."""

from django.db.models import Q, QuerySet

from tianping.cases.models import Case
from tianping.intake.mediation.models import Source
from tianping.intake.mediation.queries import sources
from tianping.intake.mediation.tables import SOURCES
from tianping.kernel.figures import Figure, Kind, Period, Share
from tianping.kernel.web.tables import Table

GROUP, SOURCE_GROUP = "诉前调解", "诉源治理"


def referred(period: Period) -> QuerySet[Case]:
    """诉前调 numbers of disputes referred within the period."""
    return Case.objects.filter(referral__kind="before", referral__referred_on__range=(period.first, period.last))


def ended(period: Period) -> QuerySet[Case]:
    """诉前调 numbers whose mediation ended within the period."""
    return Case.objects.filter(referral__kind="before", referral__ended_on__range=(period.first, period.last))


def ended_as(status: str) -> Share:
    """Those that ended in one way."""
    return Share(ended, lambda _period: Q(referral__status=status))


def came_by(channel: str) -> Share:
    """Disputes that came by one way."""
    return Share(sources, lambda _period: Q(channel=channel))


def became(*outcomes: str) -> Share:
    """Disputes that had one of these results before filing."""
    return Share(sources, lambda _period: Q(outcome__in=outcomes))


def table() -> Table:
    """The rows behind a figure of disputes."""
    return SOURCES


FIGURES: tuple[Figure, ...] = (
    Figure("mediation.referred", "委派调解", GROUP, Kind.COUNT, "期间内委派诉前调解的纠纷", referred),
    Figure(
        "mediation.agreed",
        "调解成功",
        GROUP,
        Kind.COUNT,
        "期间内结束、达成调解协议的纠纷",
        ended_as("agreed"),
    ),
    Figure(
        "mediation.failed",
        "调解不成",
        GROUP,
        Kind.COUNT,
        "期间内结束、未达成协议的纠纷",
        ended_as("failed"),
    ),
    Figure(
        "mediation.rate",
        "诉前调解成功率",
        GROUP,
        Kind.RATIO,
        "期间内调解成功的纠纷÷期间内结束调解的纠纷（含不成、退回）",
        ended_as("agreed"),
        ended,
        unit="%",
    ),
    Figure(
        "mediation.disputes",
        "收到的纠纷",
        SOURCE_GROUP,
        Kind.COUNT,
        "期间内收到、登记了来源的纠纷，不论以后委派调解还是立案",
        sources,
        subject="source",
    ),
    *(
        Figure(
            f"mediation.channel.{channel.value}",
            f"来源：{channel.label}",
            SOURCE_GROUP,
            Kind.COUNT,
            f"期间内收到、来源登记为“{channel.label}”的纠纷",
            came_by(channel.value),
            subject="source",
        )
        for channel in Source.Channel
    ),
    Figure(
        "mediation.rate.before_filing",
        "诉前调解化解率",
        SOURCE_GROUP,
        Kind.RATIO,
        "期间内收到、已经诉前调解成功的纠纷÷期间内收到的纠纷",
        became("agreed"),
        sources,
        unit="%",
        subject="source",
    ),
)
