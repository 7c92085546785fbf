"""What may be done in mediation: refer, entrust, accept, record the end; keep the register of organisations."""

from tianping.intake.mediation.actions.entrusting import entrust, exclude_extended_days, extend, take_back
from tianping.intake.mediation.actions.referring import (
    Referral,
    accept_many,
    agree_many,
    fail_many,
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
from tianping.intake.mediation.actions.sourcing import Channel, SourceDraft, correct_source, note_sources_many

__all__ = [
    "Channel",
    "Kind",
    "OrganisationFacts",
    "Referral",
    "SourceDraft",
    "accept_many",
    "add_member",
    "agree_many",
    "change_organisation",
    "close_organisation",
    "correct_source",
    "end_membership",
    "enter_organisation",
    "entrust",
    "exclude_extended_days",
    "extend",
    "fail_many",
    "note_sources_many",
    "refer_many",
    "take_back",
    "withdraw_many",
]
