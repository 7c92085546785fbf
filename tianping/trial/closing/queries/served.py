"""When the decisions that ended cases were served, and from when by law they bind."""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence

from tianping.cases.models import Litigant
from tianping.kernel.clock import china_day
from tianping.law import effectiveness
from tianping.law.answers import Answer
from tianping.law.effectiveness import Appeal as LawAppeal
from tianping.law.effectiveness import Decision, Effect, Served
from tianping.papers.documents.queries import concerns
from tianping.papers.service.queries import served_days
from tianping.trial.closing.models import Appeal, Ending
from tianping.trial.hearings.queries import Signed

Days = Mapping[int, datetime.date]


def decision_of(ending: Ending) -> tuple[Decision, str] | None:
    """Whether a judgment or a ruling ended the case, and what the ruling decided; None for an agreement."""
    if ending.way == "mediation" or ending.paper is None:
        return None
    return ("judgment", "") if ending.paper.kind == "judgment" else ("ruling", ending.paper.variant)


def concerned_by(ending: Ending, litigants: Iterable[Litigant], left: Collection[int]) -> list[Litigant]:
    """Those of these litigants whom the paper that ended the case concerns: a refusal to accept only whoever sued.

    ``left``: the plaintiffs who left the case by a ruling before (``left_from``).
    """
    variant = ending.paper.variant if ending.paper is not None else ""
    return [each for each in litigants if concerns(variant, each.role) and each.pk not in left]


def served_on(endings: Collection[Ending]) -> dict[int, dict[int, datetime.date]]:
    """Case id → litigant id → the day from which the paper that ended the case counts as served on them."""
    days = served_days([ending.paper_id for ending in endings if ending.paper_id is not None])
    return {ending.case_id: days.get(ending.paper_id or 0, {}) for ending in endings}


def effect_of(
    ending: Ending,
    days: Days,
    signed: Sequence[Signed],
    appeals: Sequence[Appeal],
    *,
    left: Collection[int] = (),
    on: datetime.date,
) -> Answer[Effect]:
    """From when an ending binds, by what was served, signed and appealed until now.

    ``left``: the plaintiffs who left the case by a ruling before; nothing has to reach them.
    Raises law.answers.Refusal where the case has nobody to serve.
    """
    litigants = concerned_by(ending, ending.case.matter.litigants.all(), left)
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
