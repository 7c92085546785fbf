"""What may be done in service: plan it for issued papers, record what was tried, note consent to electronic service."""

from tianping.papers.service.actions.consenting import (
    Agreed,
    agree,
    consent,
    note_withdrawal,
    take_from_pleadings,
    withdraw,
)
from tianping.papers.service.actions.handing_over import HandedOver, hand_over
from tianping.papers.service.actions.placing import Place, confirm_place, note_place, take_places_from_pleadings
from tianping.papers.service.actions.planning import hear_papers_issued, plan_many
from tianping.papers.service.actions.recording import (
    BY_HAND,
    Tried,
    hear_messages_sent,
    receive,
    record_attempt,
    record_attempts_many,
)
from tianping.papers.service.actions.sending import send_many

__all__ = [
    "BY_HAND",
    "Agreed",
    "HandedOver",
    "Place",
    "Tried",
    "agree",
    "confirm_place",
    "consent",
    "hand_over",
    "hear_messages_sent",
    "hear_papers_issued",
    "note_place",
    "note_withdrawal",
    "plan_many",
    "receive",
    "record_attempt",
    "record_attempts_many",
    "send_many",
    "take_from_pleadings",
    "take_places_from_pleadings",
    "withdraw",
]
