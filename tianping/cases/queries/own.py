"""A signed-in citizen's own matters (我的案件): those in which they may act as a litigant now."""

import datetime
from dataclasses import dataclass
from typing import Any

from tianping.cases.models import Case, Clock, LitigantAccess
from tianping.cases.permissions import own_accesses
from tianping.cases.queries.clocks import Light, light_of
from tianping.cases.queries.progress import is_for
from tianping.cases.queries.stages import Stage, stage

MOST_MATTERS = 200


@dataclass(frozen=True)
class OwnCase:
    """One number of a matter: where it stands, and the nearest period that this litigant has to keep."""

    case: Case
    stage: Stage
    nearest: Light | None


@dataclass(frozen=True)
class OwnMatter:
    """One matter, the newest number first; none while it has not been numbered."""

    access: LitigantAccess
    cases: list[OwnCase]


def own_matters(user: Any, on: datetime.date) -> list[OwnMatter]:
    """The matters of a citizen, the newest access first; a constant number of statements."""
    accesses = list(own_accesses(user).select_related("litigant__matter").order_by("-given_at", "-pk")[:MOST_MATTERS])
    of_matter: dict[int, list[Case]] = {}
    matters = [access.litigant.matter_id for access in accesses]
    for case in Case.objects.filter(matter__in=matters).order_by("-filed_on", "-pk"):
        of_matter.setdefault(case.matter_id, []).append(case)
    running: dict[int | None, list[Clock]] = {}
    for clock in Clock.objects.filter(matter__in=matters, stopped_on__isnull=True).order_by("nominal_due", "pk"):
        running.setdefault(clock.case_id, []).append(clock)
    return [
        OwnMatter(
            access,
            [
                _shown(case, access, running.get(case.pk, []), on)
                for case in of_matter.get(access.litigant.matter_id, [])
            ],
        )
        for access in accesses
    ]


def own_case(user: Any, case_id: int) -> tuple[LitigantAccess, Case] | None:
    """The case with the access by which a citizen may open it; None for every other."""
    case = Case.objects.select_related("matter").filter(pk=case_id).first()
    access = (
        own_accesses(user).select_related("litigant").filter(litigant__matter__cases=case_id).order_by("pk").first()
    )
    return (access, case) if access is not None and case is not None else None


def _shown(case: Case, access: LitigantAccess, running: list[Clock], on: datetime.date) -> OwnCase:
    own = next((clock for clock in running if is_for(clock, access.litigant)), None)
    return OwnCase(case, stage(case, running), light_of(own, on) if own is not None else None)
