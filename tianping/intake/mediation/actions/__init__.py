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
    add_member,
    close_organisation,
    end_membership,
    enter_organisation,
)

__all__ = [
    "Referral",
    "accept_many",
    "add_member",
    "agree_many",
    "close_organisation",
    "end_membership",
    "enter_organisation",
    "entrust",
    "exclude_extended_days",
    "extend",
    "fail_many",
    "refer_many",
    "take_back",
    "withdraw_many",
]
