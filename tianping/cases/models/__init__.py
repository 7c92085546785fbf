"""Tables of the spine: matters, litigants, numbered cases, who acts in them, clocks, timeline. No verbs here."""

from tianping.cases.models.clocks import Clock, ClockExclusion, ClockExtension
from tianping.cases.models.matters import Case, ClaimChange, Litigant, Matter
from tianping.cases.models.people import Conflict, Counsel, LitigantAccess, Seat, Suspension, Waiver
from tianping.cases.models.record import StaffNote, TimelineEntry

__all__ = [
    "Case",
    "ClaimChange",
    "Clock",
    "ClockExclusion",
    "ClockExtension",
    "Conflict",
    "Counsel",
    "Litigant",
    "LitigantAccess",
    "Matter",
    "Seat",
    "StaffNote",
    "Suspension",
    "TimelineEntry",
    "Waiver",
]
