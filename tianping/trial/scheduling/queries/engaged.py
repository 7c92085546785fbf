"""Who must be at a hearing, and when everybody is taken."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import F, QuerySet

from tianping.cases.models import Case, Litigant, Seat
from tianping.cases.queries import counsel_of, seats_of
from tianping.kernel.clock import CHINA
from tianping.law.roles import role_in
from tianping.trial.scheduling.models import Absence, Engagement, Place
from tianping.trial.scheduling.planning import Taken

# Assistants prepare; they need not be in the room.
MUST_BE_THERE = (Seat.Role.SOLE, Seat.Role.PRESIDING, Seat.Role.JUDGE, Seat.Role.ASSESSOR, Seat.Role.CLERK)
USER = "user:"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who must be at a hearing: ``key`` tells the same person in all cases."""

    key: str
    who: str


def people_of(cases: Collection[Case], *, organisations: bool = False) -> dict[int, list[Person]]:
    """Case id → everybody who must be at its hearing; four statements.

    An organisation can send several people to several hearings at once: it is bound through its counsel alone
    (docs/adr/0008). ``organisations``: named all the same, for those who read who is summoned.
    """
    seats = seats_of([case.pk for case in cases])
    litigants: defaultdict[int, list[Litigant]] = defaultdict(list)
    for each in Litigant.objects.filter(matter__in=[case.matter_id for case in cases]).order_by("matter", "position"):
        litigants[each.matter_id].append(each)
    counsel = counsel_of([each.pk for rows in litigants.values() for each in rows])
    return {
        case.pk: _distinct(
            [
                *(_of_court(seat) for seat in seats[case.pk] if seat.role in MUST_BE_THERE),
                *(
                    _litigant(each, case)
                    for each in litigants[case.matter_id]
                    if organisations or each.kind == Litigant.Kind.NATURAL
                ),
                *(
                    Person(f"counsel:{each.person_key}", f"诉讼代理人{each.name}")
                    for litigant in litigants[case.matter_id]
                    for each in counsel[litigant.pk]
                ),
            ]
        )
        for case in cases
    }


def _of_court(seat: Seat) -> Person:
    return Person(user_key(seat.user_id), f"{seat.get_role_display()}{seat.user.full_name}")


def _litigant(each: Litigant, case: Case) -> Person:
    key = f"identity:{each.identity_number}" if each.identity_number else f"litigant:{each.pk}"
    return Person(key, f"{role_in(case.type_code, each.role)}{each.name}")


def _distinct(people: Iterable[Person]) -> list[Person]:
    return list({each.key: each for each in people}.values())


def user_key(user_id: int) -> str:
    """What tells somebody of the court in the table of what is taken."""
    return f"{USER}{user_id}"


def what_is_taken(keys: Collection[str], first: datetime.date, last: datetime.date) -> dict[str, list[Taken]]:
    """When these people and places are taken between two days, by what stands now; one statement."""
    opens = datetime.datetime.combine(first, datetime.time.min, CHINA)
    closes = datetime.datetime.combine(last + datetime.timedelta(days=1), datetime.time.min, CHINA)
    rows = Engagement.objects.filter(key__in=list(keys), is_live=True, span__overlap=(opens, closes))
    found: defaultdict[str, list[Taken]] = defaultdict(list)
    for key, span, place_id, way in rows.values_list("key", "span", "place_id", "place__travel_minutes"):
        found[key].append(Taken(span.lower, span.upper, place_id, way or 0))
    return found


def open_places() -> QuerySet[Place]:
    """The places where hearings may be held, the court's own rooms first."""
    return Place.objects.filter(closed_at__isnull=True).order_by("travel_minutes", "name", "pk")


def place_by_id(pk: int) -> Place | None:
    """The place, if there is one."""
    return Place.objects.filter(pk=pk).first()


def absence_by_id(pk: int) -> Absence | None:
    """The absence, if there is one, with whoever is away."""
    return Absence.objects.select_related("user").filter(pk=pk).first()


def absences(on: datetime.date) -> QuerySet[Absence]:
    """Who is or will be away, from a day on."""
    rows = Absence.objects.filter(withdrawn_at__isnull=True, last_day__gte=on).select_related("user", "noted_by")
    return rows.order_by("first_day", F("pk"))
