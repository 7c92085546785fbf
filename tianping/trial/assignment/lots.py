"""The draw itself (抽签): pure functions of a secret seed and a roster that was fixed before the seed is shown.

An urn without replacement. Every judge gets tickets (签) by what is still free in their load; each case draws one
ticket among those of its own eligible judges, and the ticket is gone. Whole numbers only. The stand-alone verifier
says the same a second time in its own words, so that a mistake here shows there.
"""

import hashlib
import heapq
import hmac
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

# Even a single case finds so many tickets for each judge in the urn that nobody can tell beforehand who gets it.
TICKETS_EACH = 4
# A person with this weight carries a whole load; 50 is half of one.
WHOLE = 100
GROUPS = ("judges", "assessors")
SPACE = 2**256

Roster = Mapping[str, Any]


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be drawn: with which weight (WHOLE: a whole load), and how many open cases they have."""

    id: int
    name: str
    weight: int
    load: int


def canonical(value: object) -> bytes:
    """A value as the one text that is hashed: JSON with sorted keys, no blanks, UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(value: object) -> str:
    """SHA-256 of the canonical text, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


def commitment(seed: bytes) -> str:
    """What is published of a seed before the draw (承诺值): its SHA-256, in hexadecimal."""
    return hashlib.sha256(seed).hexdigest()


def tickets(candidates: Sequence[Candidate], seats: int) -> list[int]:
    """How many tickets each candidate gets for so many seats, in the order given.

    Everybody gets one; each further ticket goes to whoever then has the least load for their weight (the earlier in
    the list where two are equal), until there are as many tickets as seats, and at least TICKETS_EACH a head.
    """
    given = [1] * len(candidates)
    urn = max(seats, TICKETS_EACH * len(candidates))
    queue = [(Fraction(each.load + 2, each.weight), place) for place, each in enumerate(candidates)]
    heapq.heapify(queue)
    for _ticket in range(urn - len(candidates) if candidates else 0):
        _least, place = queue[0]
        given[place] += 1
        after = Fraction(candidates[place].load + given[place] + 1, candidates[place].weight)
        heapq.heapreplace(queue, (after, place))
    return given


def listed(candidates: Sequence[Candidate], seats: int, idle: Collection[int] = ()) -> list[dict[str, Any]]:
    """One group of the roster: the candidates in the order of their numbers, with their tickets.

    ``idle``: who is eligible for none of the cases; they get no ticket, so that those of the others suffice.
    """
    ordered = sorted(candidates, key=lambda each: each.id)
    active = [each for each in ordered if each.id not in idle]
    given = dict(zip((each.id for each in active), tickets(active, seats), strict=True))
    return [
        {"id": each.id, "name": each.name, "weight": each.weight, "load": each.load, "tickets": given.get(each.id, 0)}
        for each in ordered
    ]


def number_below(total: int, seed: bytes, message: bytes) -> int:
    """A number from 0 to total-1, each as likely as the other: HMAC-SHA256, what would favour some is rejected."""
    limit, counter = SPACE - SPACE % total, 0
    while True:
        number = int.from_bytes(hmac.digest(seed, message + f"|{counter}".encode(), "sha256"))
        if number < limit:
            return number % total
        counter += 1


def draw(seed: bytes, roster: Roster) -> list[dict[str, Any]]:
    """Who sits in each case of the roster, case by case in its order: the numbers of judges and of assessors.

    Raises ValueError if a case has fewer eligible people than seats.
    """
    fixed = digest(roster)
    left = {group: {each["id"]: each["tickets"] for each in roster[group]} for group in GROUPS}
    weights = {group: {each["id"]: each["weight"] for each in roster[group]} for group in GROUPS}
    results = []
    for entry in roster["cases"]:
        drawn = {
            group: _seats(seed, f"{fixed}|{entry['position']}|{entry['case']}|{group}", entry[group], left[group],
                          weights[group])
            for group in GROUPS
        }  # fmt: skip
        results.append({"position": entry["position"], "case": entry["case"], **drawn})
    return results


def _seats(
    seed: bytes, name: str, asked: Mapping[str, Any], left: dict[int, int], weights: Mapping[int, int]
) -> list[int]:
    drawn: list[int] = []
    for seat in range(1, asked["seats"] + 1):
        eligible = [each for each in asked["eligible"] if each not in drawn]
        if not eligible:
            raise ValueError(f"nobody is eligible: {name}")
        # Where all tickets of the eligible are used up, they draw by their weights.
        urn = [left[each] for each in eligible]
        if not any(urn):
            urn = [weights[each] for each in eligible]
        chosen = eligible[_place(number_below(sum(urn), seed, f"{name}|{seat}".encode()), urn)]
        left[chosen] = max(0, left[chosen] - 1)
        drawn.append(chosen)
    return drawn


def _place(ticket: int, urn: Sequence[int]) -> int:
    for place, count in enumerate(urn):
        if ticket < count:
            return place
        ticket -= count
    raise ValueError("the ticket is not in the urn")
