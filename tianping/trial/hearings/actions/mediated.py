"""What comes back from mediators (委托调解结束): an agreement for the mediation paper, or the hearing goes on."""

import datetime

from django.db import transaction

from tianping.accounts.queries import acting
from tianping.cases.models import Case
from tianping.intake.mediation.actions import exclude_extended_days
from tianping.intake.mediation.queries import entrusted
from tianping.kernel.clock import china_day
from tianping.trial.hearings.models import Settlement


@transaction.atomic
def hear_mediation_ended(*, at: datetime.datetime, case_id: int, referral_id: int, outcome: str) -> None:
    """A mediation after filing ended: what was lengthened leaves the limit, an agreement waits for its paper."""
    referral = entrusted(referral_id)
    case = Case.objects.select_for_update(of=("self",)).select_related("responsible").get(pk=case_id)
    if case.status != "open" or case.responsible is None:
        return
    by = acting(case.responsible, china_day(at))
    exclude_extended_days(referral, by=by, at=at)
    if outcome == "agreed":
        Settlement.objects.create(
            case=case,
            record=None,
            terms={},
            clauses=[line.strip() for line in referral.outcome.splitlines() if line.strip()],
            way=Settlement.Way.PAPER,
            at=at,
            by=by,
        )
