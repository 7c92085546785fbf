"""Planning (排期方案): hearings are put where everybody is free; pure arithmetic over days, times and ways.

A plan is a proposal. What the database refuses (two at once, two places without the way) is left free here already,
so that a proposal can be adopted as it stands.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

MORNING = (datetime.time(9, 0), datetime.time(12, 0))
AFTERNOON = (datetime.time(14, 30), datetime.time(17, 30))
MOST_A_DAY = 7
Moment = datetime.datetime


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where hearings may be held, and the minutes from the court to it."""

    place_id: int
    travel_minutes: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A time at which somebody or something is taken; nowhere in particular for an absence (``place_id`` None)."""

    starts: Moment
    ends: Moment
    place_id: int | None = None
    travel_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A case to be planned: its judge, everybody who must be there, and the first day on which it may be heard."""

    case_id: int
    judge: str
    keys: tuple[str, ...]
    earliest: datetime.date


@dataclass(frozen=True, slots=True)
class Proposal:
    """A hearing that is proposed, in China time."""

    case_id: int
    place_id: int
    starts: Moment
    ends: Moment


@dataclass(frozen=True, slots=True)
class Frame:
    """Within which a plan is made: working days, places, minutes of a hearing, hearings of a judge a day."""

    days: Sequence[datetime.date]
    spots: Sequence[Spot]
    minutes: int
    most_a_day: int = MOST_A_DAY


@dataclass
class _Board:
    """What is taken so far, and how many hearings each judge has on each day, and where."""

    taken: Mapping[str, list[Taken]]
    zone: datetime.tzinfo
    by_day: dict[tuple[str, datetime.date], list[Taken]] = field(default_factory=dict)
    count: dict[tuple[str, datetime.date], int] = field(default_factory=lambda: defaultdict(int))
    sits_at: dict[tuple[str, datetime.date], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for key, spans in self.taken.items():
            for span in spans:
                self._note(key, span)

    def take(self, keys: Iterable[str], span: Taken) -> None:
        """From now on these are taken at that time."""
        for key in keys:
            self._note(key, span)

    def free(self, keys: Iterable[str], span: Taken) -> bool:
        """Whether all of these are free, and have the time for the way."""
        day = span.starts.astimezone(self.zone).date()
        return not any(collide(span, other) for key in keys for other in self.by_day.get((key, day), ()))

    def _note(self, key: str, span: Taken) -> None:
        day, last = (moment.astimezone(self.zone).date() for moment in (span.starts, span.ends))
        if span.place_id is not None:
            self.count[key, day] += 1
            self.sits_at.setdefault((key, day), span.place_id)
        while day <= last:
            self.by_day.setdefault((key, day), []).append(span)
            day += datetime.timedelta(days=1)


def collide(one: Taken, other: Taken) -> bool:
    """Whether nobody can be at both: they overlap, or lie at two places with less than the ways between them."""
    way = datetime.timedelta()
    if None not in (one.place_id, other.place_id) and one.place_id != other.place_id:
        way = datetime.timedelta(minutes=one.travel_minutes + other.travel_minutes)
    return one.starts < other.ends + way and other.starts < one.ends + way


def slots_of_day(day: datetime.date, minutes: int, zone: datetime.tzinfo) -> list[tuple[Moment, Moment]]:
    """The hearings of so many minutes that fit into the morning and the afternoon of a day, one after another."""
    length, slots = datetime.timedelta(minutes=minutes), []
    for opens, closes in (MORNING, AFTERNOON):
        starts, last = (datetime.datetime.combine(day, each, zone) for each in (opens, closes))
        while starts + length <= last:
            slots.append((starts, starts + length))
            starts += length
    return slots


def propose(
    wanted: Sequence[Wanted], frame: Frame, taken: Mapping[str, list[Taken]], zone: datetime.tzinfo
) -> tuple[list[Proposal], list[int]]:
    """Hearings for as many of the cases as fit into the frame, and the cases that do not.

    Cases are placed in the order given, each as early as it may be. A judge sits at one place a day; the places take
    turns over days and judges, so that teams spread over the branches.
    """
    board = _Board(taken, zone)
    slots = {day: slots_of_day(day, frame.minutes, zone) for day in frame.days}
    judges = {judge: turn for turn, judge in enumerate(dict.fromkeys(each.judge for each in wanted))}
    found: list[Proposal] = []
    left: list[int] = []
    for each in wanted:
        proposal = _place(each, frame, board, slots, judges[each.judge])
        if proposal is None:
            left.append(each.case_id)
        else:
            found.append(proposal)
    return found, left


def _place(
    each: Wanted,
    frame: Frame,
    board: _Board,
    slots: Mapping[datetime.date, list[tuple[Moment, Moment]]],
    turn: int,
) -> Proposal | None:
    for number, day in enumerate(frame.days):
        if day < each.earliest or board.count[each.judge, day] >= frame.most_a_day:
            continue
        for spot in _spots(frame.spots, board.sits_at.get((each.judge, day)), number + turn):
            keys = (*each.keys, place_key(spot.place_id))
            for starts, ends in slots[day]:
                span = Taken(starts, ends, spot.place_id, spot.travel_minutes)
                if board.free(keys, span):
                    board.take(keys, span)
                    return Proposal(each.case_id, spot.place_id, starts, ends)
    return None


def _spots(spots: Sequence[Spot], sits_at: int | None, turn: int) -> Collection[Spot]:
    """Where a judge may sit on a day: where they sit already, else any place, a different one first each time."""
    if sits_at is not None:
        return [spot for spot in spots if spot.place_id == sits_at]
    first = turn % len(spots) if spots else 0
    return [*spots[first:], *spots[:first]]


def place_key(place_id: int) -> str:
    """What tells a place in the table of what is taken."""
    return f"place:{place_id}"
