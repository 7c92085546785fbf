"""The roster of a draw: cases in the order of their numbers, and for each who is eligible and who is excluded, why."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import people_with_post
from tianping.cases.models import Case
from tianping.law.benches import Bench
from tianping.trial.assignment import lots
from tianping.trial.assignment.models import Pool
from tianping.trial.assignment.queries.eligible import Excluded, capped, exclusions, judges_of, loads


@dataclass(frozen=True)
class Lack:
    """A case and how many judges and assessors it still lacks of its whole bench."""

    case: Case
    bench: Bench
    judges: int
    assessors: int


def build_roster(pool: Pool, lacks: Sequence[Lack], on: datetime.date) -> dict[str, Any]:
    """The roster as it is hashed and published; a constant number of statements, however many cases."""
    needs_assessors = any(lack.assessors for lack in lacks)
    judges = judges_of(pool, on)
    assessors = dict.fromkeys(people_with_post(Post.PEOPLES_ASSESSOR, on), lots.WHOLE) if needs_assessors else {}
    held = loads([user.pk for user in (*judges, *assessors)])
    excluded = exclusions([lack.case.pk for lack in lacks], on)
    full = dict.fromkeys(capped([user.pk for user in assessors], on), Excluded.CAPPED) if assessors else {}
    cases = [
        {
            "position": position,
            "case": lack.case.number,
            "judges": _asked(lack.judges, judges, excluded[lack.case.pk]),
            "assessors": _asked(lack.assessors, assessors, full | excluded[lack.case.pk]),
        }
        for position, lack in enumerate(lacks, start=1)
    ]
    return {
        "judges": _listed("judges", judges, held, cases),
        "assessors": _listed("assessors", assessors, held, cases),
        "cases": cases,
    }


def short_of_people(roster: Mapping[str, Any]) -> str | None:
    """The number of the first case that has fewer eligible people than seats; None if every case has enough."""
    for entry in roster["cases"]:
        if any(len(entry[group]["eligible"]) < entry[group]["seats"] for group in lots.GROUPS):
            return entry["case"]
    return None


def _listed(
    group: str, people: Mapping[User, int], held: Mapping[int, int], cases: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    candidates = [lots.Candidate(user.pk, user.full_name, weight, held[user.pk]) for user, weight in people.items()]
    active = {pk for case in cases for pk in case[group]["eligible"]}
    seats = sum(case[group]["seats"] for case in cases)
    return lots.listed(candidates, seats, {each.id for each in candidates} - active)


def _asked(seats: int, people: Iterable[User], excluded: Mapping[int, Excluded]) -> dict[str, Any]:
    """One group of one case; where nobody of the group is asked for, nobody is listed."""
    ids = sorted(user.pk for user in people) if seats else []
    return {
        "seats": seats,
        "eligible": [pk for pk in ids if pk not in excluded],
        "excluded": [{"id": pk, "why": str(excluded[pk])} for pk in ids if pk in excluded],
    }
