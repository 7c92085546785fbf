"""What scheduling hears from the rooms around it: summonses were served, a hearing was held, a bench was changed."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from tianping.cases import actions as case_actions
from tianping.kernel import moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.papers.service.queries import deliveries, unserved_of
from tianping.trial.scheduling.actions.engaging import engage, release
from tianping.trial.scheduling.actions.fixing import NOTICE_OF_HEARING
from tianping.trial.scheduling.models import Heard, Hearing
from tianping.trial.scheduling.queries import Person, people_of, stale_bench, summonses

INQUIRED, ADJOURNED = "inquired", "adjourned"


def hear_papers_served(*, at: datetime.datetime, delivery_ids: Sequence[int]) -> None:
    """Where all summonses to a hearing were served, the clock of its notice stops. Safe to repeat."""
    served = deliveries().filter(pk__in=delivery_ids, paper__kind="summons")
    cases = set(served.values_list("paper__case_id", flat=True))
    ahead = Hearing.objects.filter(case__in=cases, status="fixed", case__track="ordinary").select_related("case")
    told = [each for each in ahead if (papers := summonses(each)) and not unserved_of(p.pk for p in papers).exists()]
    matters = [each.case.matter_id for each in told]
    case_actions.stop_clocks(matters, [NOTICE_OF_HEARING], on=china_day(at), cause="传票已送达", by=None)


@transaction.atomic
def hear_hearing_held(*, at: datetime.datetime, case_id: int, record_id: int, outcome: str) -> None:
    """A hearing was held: the one that was fixed is done, the case waits for another if it was put off.

    Safe to repeat: a record that was heard of changes nothing the second time.
    """
    if outcome == INQUIRED:
        return
    hearing = Hearing.objects.filter(case=case_id, status="fixed").first()
    if hearing is not None:
        moves.move(hearing, "hold", by=None, at=at, put_off=outcome == ADJOURNED, reason=f"笔录{record_id}")
        # Whoever is early is free again.
        release([hearing.pk])
    elif outcome != ADJOURNED and not Hearing.objects.filter(case=case_id, status="held", put_off=False).exists():
        Heard.objects.get_or_create(case_id=case_id, defaults={"noted_at": at})


def hear_cases_assigned(*, at: datetime.datetime, case_ids: Sequence[int]) -> None:
    """A bench was changed: whoever sits now is taken for the hearing ahead, whoever left is free.

    Where a new member is taken elsewhere at that time the hearing stays as it was: its page says that it must be put
    elsewhere. Safe to repeat.
    """
    ahead = list(Hearing.objects.filter(case__in=case_ids, status="fixed").select_related("case", "place"))
    changed = stale_bench(ahead)
    people = people_of([each.case for each in ahead])
    for each in ahead:
        if each.pk in changed:
            _engage_anew(each, people[each.case_id])


def _engage_anew(hearing: Hearing, people: Sequence[Person]) -> None:
    try:
        with transaction.atomic():
            release([hearing.pk])
            engage({hearing: people})
    except Refused:
        return
