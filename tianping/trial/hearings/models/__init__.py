"""Tables of hearings: the record with its sections, people, exhibits and signatures; what the hearing brought."""

from tianping.trial.hearings.models.claims import ClaimTurn
from tianping.trial.hearings.models.course import Adjournment, Settlement
from tianping.trial.hearings.models.evidence import Exhibit, Opinion
from tianping.trial.hearings.models.record import Attendance, Correction, Record, Section, Signature
from tianping.trial.hearings.models.turns import Conversion, Interruption

__all__ = [
    "Adjournment",
    "Attendance",
    "ClaimTurn",
    "Conversion",
    "Correction",
    "Exhibit",
    "Interruption",
    "Opinion",
    "Record",
    "Section",
    "Settlement",
    "Signature",
]
