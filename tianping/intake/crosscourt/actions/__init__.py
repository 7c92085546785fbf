"""What may be done across courts: receive for another court, send, take in what another court sent, answer it."""

from tianping.intake.crosscourt.actions.carrying import is_laid_out
from tianping.intake.crosscourt.actions.handing_in import hand_in_corrections, receive
from tianping.intake.crosscourt.actions.replying import OUTCOMES, hear_filing_decided, reply
from tianping.intake.crosscourt.actions.sending import Checks, ask_correction, give_back, send
from tianping.intake.crosscourt.actions.taking import Taken, take
from tianping.intake.crosscourt.actions.telling import to_correct

__all__ = [
    "OUTCOMES",
    "Checks",
    "Taken",
    "ask_correction",
    "give_back",
    "hand_in_corrections",
    "hear_filing_decided",
    "is_laid_out",
    "receive",
    "reply",
    "send",
    "take",
    "to_correct",
]
