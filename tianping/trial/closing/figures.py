"""The figures of closing: appeals, how many judgments are appealed, what the second instance changed."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from tianping.cases.models import Case
from tianping.kernel.figures import Figure, Kind, Period, Share
from tianping.trial.closing.models import Appeal, Ending
from tianping.trial.closing.permissions import FIRST_INSTANCE

GROUP = "上诉和二审"
REVERSED = ("changed", "remanded")


def _appealed(_period: Period) -> Q:
    return Q(Exists(Appeal.objects.filter(ending__case=OuterRef("pk"))))


def judged(period: Period) -> QuerySet[Case]:
    """Cases closed by judgment within the period against which an appeal lies."""
    return Case.objects.filter(
        type_code=FIRST_INSTANCE,
        status="closed",
        closing_way="judgment",
        closed_on__range=(period.first, period.last),
    ).exclude(track="small_claims")


def decided_above(period: Period) -> QuerySet[Case]:
    """Cases whose second instance ended within the period, by the day from which that binds."""
    endings = Ending.objects.filter(
        second_instance__binds_on__range=(period.first, period.last), case=OuterRef("pk")
    ).exclude(second_instance__outcome="")
    return Case.objects.filter(Exists(endings))


def _reversed(_period: Period) -> Q:
    return Q(Exists(Ending.objects.filter(case=OuterRef("pk"), second_instance__outcome__in=REVERSED)))


FIGURES: tuple[Figure, ...] = (
    Figure(
        "closing.appealed",
        "上诉案件",
        GROUP,
        Kind.COUNT,
        "期间内以判决方式结案（小额诉讼除外）、其后有当事人上诉的案件",
        Share(judged, _appealed),
    ),
    Figure(
        "closing.rate.appealed",
        "上诉率",
        GROUP,
        Kind.RATIO,
        "有当事人上诉的案件数÷期间内以判决方式结案的案件数（小额诉讼除外）",
        Share(judged, _appealed),
        judged,
        unit="%",
    ),
    Figure(
        "closing.second.decided",
        "二审已结",
        GROUP,
        Kind.COUNT,
        "期间内二审文书生效的上诉案件",
        decided_above,
    ),
    Figure(
        "closing.rate.reversed",
        "二审改判发回率",
        GROUP,
        Kind.RATIO,
        "二审改判、撤销、变更或者发回重审的案件数÷二审已结案件数",
        Share(decided_above, _reversed),
        decided_above,
        unit="%",
    ),
)
