"""The figures of triage: cases received by procedure, as the decisions stood at the end of the period."""

import datetime
import functools

from django.db.models import OuterRef, QuerySet, Subquery

from tianping.cases.models import Case
from tianping.intake.triage.models import Decision
from tianping.kernel.clock import CHINA
from tianping.kernel.figures import Figure, Kind, Period

RECEIVED = "收案"
FIRST_INSTANCE = "民初"


def received_on_track(track: str, period: Period) -> QuerySet[Case]:
    """Cases filed within the period whose newest decision by its last day names this procedure."""
    after = datetime.datetime.combine(period.last + datetime.timedelta(days=1), datetime.time(), CHINA)
    newest = Decision.objects.filter(case=OuterRef("pk"), at__lt=after).order_by("-pk").values("track")[:1]
    return (
        Case.objects.filter(type_code=FIRST_INSTANCE, filed_on__range=(period.first, period.last))
        .annotate(track_then=Subquery(newest))
        .filter(track_then=track)
    )


def overridden(period: Period) -> QuerySet[Case]:
    """Cases filed within the period in which somebody chose another procedure than the rules."""
    return Case.objects.filter(
        type_code=FIRST_INSTANCE,
        filed_on__range=(period.first, period.last),
        pk__in=Decision.objects.filter(is_override=True).values("case"),
    )


FIGURES: tuple[Figure, ...] = (
    *(
        Figure(
            f"triage.received.{track.value}",
            f"新收：{track.label}",
            RECEIVED,
            Kind.COUNT,
            f"期间内立案、期末适用{track.label}的案件；以繁简分流的最近一次决定为准",
            functools.partial(received_on_track, track.value),
        )
        for track in Case.Track
    ),
    Figure(
        "triage.overridden",
        "未按规则分流",
        RECEIVED,
        Kind.COUNT,
        "期间内立案的案件中，由人员写明理由另行选择程序的案件",
        overridden,
    ),
)
