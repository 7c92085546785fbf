"""Writes of the court's own register: the court, people, posts, local figures; and citizens with a telephone number."""

from tianping.accounts.actions.citizens import (
    DOCUMENTS,
    IdentityDraft,
    change_phone,
    confirm_lawyer,
    correct_identity,
    register_identity,
    sign_up,
    verify_identity,
    withdraw,
)
from tianping.accounts.actions.codes import CodeRefused, check_code, send_code
from tianping.accounts.actions.register import (
    add_division,
    add_person,
    appoint,
    change_own_password,
    deactivate_person,
    end_post,
    enter_local_figure,
    found_court,
    reactivate_person,
    reset_password,
    verify_audit_log,
)
from tianping.accounts.actions.telephones import SentCode, check_code_from, send_code_from

__all__ = [
    "SentCode",
    "check_code_from",
    "send_code_from",
    "DOCUMENTS",
    "CodeRefused",
    "IdentityDraft",
    "add_division",
    "add_person",
    "appoint",
    "change_own_password",
    "change_phone",
    "check_code",
    "confirm_lawyer",
    "correct_identity",
    "deactivate_person",
    "end_post",
    "enter_local_figure",
    "found_court",
    "reactivate_person",
    "register_identity",
    "reset_password",
    "send_code",
    "sign_up",
    "verify_audit_log",
    "verify_identity",
    "withdraw",
]
