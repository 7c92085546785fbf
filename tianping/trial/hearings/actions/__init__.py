"""What may be done in a hearing: open its record, keep it, agree, adjourn, close it, sign it."""

from tianping.trial.hearings.actions.bulk import Agreed, Held, hold_many, record_settlements_many
from tianping.trial.hearings.actions.claims import Claimed, change_claim
from tianping.trial.hearings.actions.conversions import Turn, convert, drop_conversion, hear_papers_issued
from tianping.trial.hearings.actions.keeping import (
    Came,
    Said,
    note_attendance,
    offer_exhibit,
    save_section,
    say_of_exhibit,
    tell_rights,
)
from tianping.trial.hearings.actions.mediated import hear_mediation_ended
from tianping.trial.hearings.actions.opening import RecordDraft, open_record, open_records
from tianping.trial.hearings.actions.outcomes import Asked, adjourn, close_record, settle
from tianping.trial.hearings.actions.signing import correct, finish, refuse_to_sign, sign, sign_on_paper_many
from tianping.trial.hearings.actions.turns import Stretch, begin_interruption, end_interruption

__all__ = [
    "Agreed",
    "Asked",
    "Came",
    "Claimed",
    "Held",
    "RecordDraft",
    "Said",
    "Stretch",
    "Turn",
    "adjourn",
    "begin_interruption",
    "change_claim",
    "close_record",
    "convert",
    "correct",
    "drop_conversion",
    "end_interruption",
    "finish",
    "hear_mediation_ended",
    "hear_papers_issued",
    "hold_many",
    "note_attendance",
    "offer_exhibit",
    "open_record",
    "open_records",
    "record_settlements_many",
    "refuse_to_sign",
    "save_section",
    "say_of_exhibit",
    "settle",
    "sign",
    "sign_on_paper_many",
    "tell_rights",
]
