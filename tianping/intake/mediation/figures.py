"""The figures of mediation before filing (诉前调解): referred, settled, and where the rest went."""

from django.db.models import Q, QuerySet

from tianping.cases.models import Case
from tianping.kernel.figures import Figure, Kind, Period, Share

GROUP = "诉前调解"


def referred(period: Period) -> QuerySet[Case]:
    """诉前调 numbers of disputes referred within the period."""
    return Case.objects.filter(referral__kind="before", referral__referred_on__range=(period.first, period.last))


def ended(period: Period) -> QuerySet[Case]:
    """诉前调 numbers whose mediation ended within the period."""
    return Case.objects.filter(referral__kind="before", referral__ended_on__range=(period.first, period.last))


def ended_as(status: str) -> Share:
    """Those that ended in one way."""
    return Share(ended, lambda _period: Q(referral__status=status))


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
)
