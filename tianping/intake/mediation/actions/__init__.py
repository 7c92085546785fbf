"""What may be done in mediation: refer, meet, agree, sign, end; keep the register and where disputes came from."""

from tianping.intake.mediation.actions.agreeing import (
    AgreementDraft,
    draw_up_agreement,
    sign_agreement,
    take_signatures,
)
from tianping.intake.mediation.actions.consenting import (
    agree_to_mediation,
    check_willing,
    note_willingness,
    refuse_mediation,
)
from tianping.intake.mediation.actions.entrusting import Extension, entrust, exclude_extended_days, extend, take_back
from tianping.intake.mediation.actions.meeting import (
    SessionDraft,
    SessionRecord,
    appoint_session,
    cancel_session,
    confirm_record,
    record_held,
    record_session,
    take_record_signatures,
)
from tianping.intake.mediation.actions.referring import (
    Referral,
    accept_many,
    agree_many,
    decline,
    fail_many,
    reassign,
    refer_many,
    withdraw_many,
)
from tianping.intake.mediation.actions.registering import (
    Kind,
    OrganisationFacts,
    add_member,
    change_organisation,
    close_organisation,
    end_membership,
    enter_organisation,
)
from tianping.intake.mediation.actions.signing import Signature, SignedSheet, Way
from tianping.intake.mediation.actions.sourcing import Channel, SourceDraft, correct_source, note_sources_many
from tianping.intake.mediation.actions.telling import by_oneself, moment_words
from tianping.intake.mediation.terms import Payment, instalments, known_dispute, known_facts

__all__ = [
    "AgreementDraft",
    "Channel",
    "Extension",
    "Kind",
    "OrganisationFacts",
    "Payment",
    "Referral",
    "SessionDraft",
    "SessionRecord",
    "Signature",
    "SignedSheet",
    "SourceDraft",
    "Way",
    "accept_many",
    "add_member",
    "agree_many",
    "agree_to_mediation",
    "appoint_session",
    "by_oneself",
    "cancel_session",
    "change_organisation",
    "check_willing",
    "close_organisation",
    "confirm_record",
    "correct_source",
    "decline",
    "draw_up_agreement",
    "end_membership",
    "enter_organisation",
    "entrust",
    "exclude_extended_days",
    "extend",
    "fail_many",
    "instalments",
    "known_dispute",
    "known_facts",
    "moment_words",
    "note_sources_many",
    "note_willingness",
    "reassign",
    "record_held",
    "record_session",
    "refer_many",
    "refuse_mediation",
    "sign_agreement",
    "take_back",
    "take_record_signatures",
    "take_signatures",
    "withdraw_many",
]
