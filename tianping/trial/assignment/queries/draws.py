"""Reads of draws: the lists, one draw's lots, and how a case's bench was drawn."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Prefetch, QuerySet

from tianping.cases.models import Case, Seat
from tianping.kernel.models import AuditEntry, Seal
from tianping.trial.assignment.lots import GROUPS
from tianping.trial.assignment.models import Draw, Entry, Lot, Member
from tianping.trial.assignment.queries.eligible import team_of

GROUP_WORDS = {"judges": "法官", "assessors": "人民陪审员"}


@dataclass(frozen=True)
class Publication:
    """A published value (承诺值、名册摘要): when, and in which checkpoint of the sealed log it stands."""

    what: str
    value: str
    at: datetime.datetime
    checkpoint: int | None
    chain: str


@dataclass(frozen=True)
class Share:
    """One person of a roster: with how many cases before and after the draw, with how many tickets."""

    id: int
    name: str
    group: str
    weight: int
    load: int
    tickets: int
    drawn: int

    @property
    def after(self) -> int:
        """Open cases after the draw."""
        return self.load + self.drawn


def draw_rows() -> QuerySet[Draw]:
    """All draws with their pool, who did what, and how many cases are in each."""
    return Draw.objects.select_related(
        "pool", "committed_by", "fixed_by", "drawn_by", "voided_by", "commitment_entry", "roster_entry"
    ).annotate(case_count=Count("entries"))


def published_draws() -> QuerySet[Draw]:
    """What the public page shows: every draw from its commitment on, the void ones too, newest first."""
    return draw_rows().order_by("-pk")


def lots_of(draw: Draw) -> QuerySet[Lot]:
    """What was drawn, in the order of the roster."""
    return Lot.objects.filter(entry__draw=draw).select_related("entry__case", "user").order_by("entry__position", "pk")


def how_drawn(case: Case) -> QuerySet[Draw]:
    """The draws in which a case was, newest first."""
    return Draw.objects.filter(entries__case=case, status="drawn").select_related("drawn_by").order_by("-pk")


def entries_of(draw: Draw) -> QuerySet[Entry]:
    """The cases of a draw in their places, with whoever was drawn."""
    lots = Lot.objects.select_related("user").order_by("pk")
    return Entry.objects.filter(draw=draw).select_related("case").prefetch_related(Prefetch("lots", queryset=lots))


def shares(draw: Draw) -> list[Share]:
    """Everybody of the roster with their cases before and after."""
    roster = draw.roster or {group: [] for group in GROUPS}
    drawn = Counter(pk for result in draw.results or () for group in GROUPS for pk in result[group])
    return [
        Share(each["id"], each["name"], GROUP_WORDS[group], each["weight"], each["load"], each["tickets"],
              drawn[each["id"]])
        for group in GROUPS
        for each in roster[group]
    ]  # fmt: skip


def judges_without_clerk(draw: Draw, on: datetime.date) -> list[str]:
    """Who has no clerk (书记员) in the pool on a day: judges who may be drawn, or whose cases came without one.

    Two statements at most.
    """
    judges = _may_be_drawn(draw) if draw.status == "fixed" else _got_no_clerk(draw)
    teams = team_of(judges, on, pool=draw.pool)
    served = {pk for pk, team in teams.items() if any(member.role == Member.Role.CLERK for member in team)}
    return [name for pk, name in judges.items() if pk not in served]


def _may_be_drawn(draw: Draw) -> dict[int, str]:
    roster = draw.roster or {"judges": []}
    return {each["id"]: each["name"] for each in roster["judges"] if each["tickets"]}


def _got_no_clerk(draw: Draw) -> dict[int, str]:
    """The responsible judges whom the draw gave cases that are open and still without a clerk."""
    clerks = Seat.objects.filter(case=OuterRef("entry__case"), role=Seat.Role.CLERK, until__isnull=True)
    mine = Lot.objects.filter(entry__draw=draw, user=F("entry__case__responsible"), entry__case__status="open")
    return dict(mine.filter(~Exists(clerks)).order_by("user_id").values_list("user_id", "user__full_name").distinct())


def publications(draw: Draw) -> list[Publication]:
    """What was published of a draw, in its order, with the chain hash of the checkpoint that holds it."""
    entries: list[tuple[str, str, AuditEntry | None]] = [
        ("承诺值", draw.commitment, draw.commitment_entry),
        ("名册摘要", draw.roster_sha256, draw.roster_entry),
    ]
    sealed = {
        seal.entry_id: seal.checkpoint
        for seal in Seal.objects.filter(entry__in=[entry for _what, _value, entry in entries if entry]).select_related(
            "checkpoint"
        )
    }
    return [
        Publication(
            what,
            value,
            entry.at,
            sealed[entry.pk].pk if entry.pk in sealed else None,
            bytes(sealed[entry.pk].chain).hex() if entry.pk in sealed else "",
        )
        for what, value, entry in entries
        if entry is not None
    ]
