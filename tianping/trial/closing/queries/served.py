"""When the decisions that ended cases were served, and from when by law they bind."""

import datetime
from collections.abc import Collection, Mapping, Sequence

from tianping.cases.models import Clock
from tianping.kernel.clock import china_day
from tianping.law import effectiveness
from tianping.law.answers import Answer
from tianping.law.effectiveness import Appeal as LawAppeal
from tianping.law.effectiveness import Decision, Effect, Served
from tianping.trial.closing.models import Appeal, Ending
from tianping.trial.hearings.queries import Signed

APPEAL_PERIODS: Mapping[Decision, str] = {"judgment": "C-APPEAL-J", "ruling": "C-APPEAL-R"}
Days = Mapping[int, datetime.date]


def decision_of(ending: Ending) -> tuple[Decision, str] | None:
    """Whether a judgment or a ruling ended the case, and what the ruling decided; None for an agreement."""
    if ending.way == "mediation" or ending.paper is None:
        return None
    return ("judgment", "") if ending.paper.kind == "judgment" else ("ruling", ending.paper.variant)


def served_on(case_ids: Collection[int]) -> dict[int, dict[int, datetime.date]]:
    """Case id → litigant id → the day from which the decision counts as served on them.

    Service starts each litigant's period of appeal on that day; the period is what tells it.
    """
    rows = Clock.objects.filter(
        case__in=list(case_ids), litigant__isnull=False, period_id__in=list(APPEAL_PERIODS.values())
    ).values_list("case_id", "litigant_id", "started_on")
    days: dict[int, dict[int, datetime.date]] = {pk: {} for pk in case_ids}
    for case_id, litigant_id, day in rows:
        days[case_id][litigant_id] = day
    return days


def effect_of(
    ending: Ending, days: Days, signed: Sequence[Signed], appeals: Sequence[Appeal], *, on: datetime.date
) -> Answer[Effect]:
    """From when an ending binds, by what was served, signed and appealed until now.

    Raises law.answers.Refusal where the case has nobody to serve.
    """
    litigants = list(ending.case.matter.litigants.all())
    served = [Served(each.name, days.get(each.pk)) for each in litigants]
    decision = decision_of(ending)
    if decision is not None:
        kind, variant = decision
        return effectiveness.decision_binds(
            kind,
            served,
            on=on,
            variant=variant,
            small_claims=ending.case.track == "small_claims",
            made_on=china_day(ending.paper.issued_at) if ending.paper and ending.paper.issued_at else None,
            appeals=[LawAppeal(each.appellant.name, each.received_on, each.posted_on) for each in appeals],
        )
    if ending.record_id is not None:
        people = [(each.side == "court", Served(each.name, each.on)) for each in signed]
        return effectiveness.recorded_agreement_binds(
            [each for is_court, each in people if not is_court],
            [each for is_court, each in people if is_court],
            track=ending.case.track,
            on=on,
        )
    return effectiveness.mediation_paper_binds(served, on=on)
