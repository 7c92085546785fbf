"""What the JSON API of the spine gives and takes."""

import datetime
from typing import Annotated, Literal

from ninja import Field, Schema

from tianping.kernel.web.api import Paging

TrackName = Literal["small_claims", "simple", "ordinary"]
SortName = Literal["filed_on", "-filed_on", "number", "-number", "claim_fen", "-claim_fen"]


class CaseRow(Schema):
    """A numbered case in a list."""

    id: int
    number: str
    cause: str
    plaintiffs: list[str]
    defendants: list[str]
    claim_fen: int | None
    track: str
    fast_team: bool
    filed_on: datetime.date
    status: str
    stage: str
    nearest_due: datetime.date | None


class LitigantOut(Schema):
    """A litigant; document number and telephone with their middle hidden."""

    id: int
    role: str
    kind: str
    capacity: str
    name: str
    identity_kind: str
    identity_masked: str
    phone_masked: str
    representative: str


class ClockOut(Schema):
    """A statutory period: both its days, how near its end is, and why; `whose` where each litigant has their own."""

    id: int
    case_id: int | None
    case_number: str
    period_id: str
    title: str
    whose: str
    started_on: datetime.date
    nominal_due: datetime.date
    legal_due: datetime.date | None
    pending: str
    state: str
    days: int
    stopped_on: datetime.date | None
    stop_cause: str
    because: list[str]
    steps: list[str]


class NoteOut(Schema):
    """A note for staff only."""

    code: str
    text: str
    because: str


class HappenedOut(Schema):
    """One line of the timeline."""

    at: datetime.datetime
    text: str
    for_litigants: bool


class CaseOut(CaseRow):
    """A case with its matter."""

    composition: str
    claim_text: str
    facts_text: str
    next_step: str
    litigants: list[LitigantOut]
    clocks: list[ClockOut]
    staff_notes: list[NoteOut]
    timeline: list[HappenedOut]
    other_numbers: list[str]


class CaseFilters(Paging):
    """Which cases, in which order."""

    q: Annotated[str, Field(max_length=100, description="A case number in any usual spelling, or a name.")] = ""
    type: Literal["民初", "诉前调"] | None = None
    year: Annotated[int, Field(ge=2000, le=2200)] | None = None
    cause: Annotated[str, Field(max_length=60)] = ""
    track: TrackName | None = None
    fast_team: bool | None = None
    status: Literal["open", "closed"] | None = None
    sort: SortName = "-filed_on"


class DueFilters(Paging):
    """Which running clocks."""

    group: Literal["overdue", "three", "seven", "later"] | None = None


class LookUp(Schema):
    """What is printed on the acceptance slip, and on every notice to a litigant."""

    number: Annotated[str, Field(min_length=1, max_length=80)]
    code: Annotated[str, Field(min_length=1, max_length=40)]


class PublicLitigant(Schema):
    """A litigant as litigants read of each other: a natural person's name masked."""

    role: str
    name: str


class PublicClock(Schema):
    """A period that a litigant has to keep."""

    title: str
    who: str
    due: datetime.date
    state: str
    days: int


class PublicLine(Schema):
    """Something that happened, as litigants read it."""

    at: datetime.datetime
    text: str


class ProgressOut(Schema):
    """The progress of one case for its litigants; nothing that only staff may know."""

    number: str
    stage: str
    plain: str
    next_step: str
    who: str
    asked_as: str
    litigants: list[PublicLitigant]
    clocks: list[PublicClock]
    timeline: list[PublicLine]
