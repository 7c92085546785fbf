"""What may be done about an agreement: apply together, enter one reached outside, accept or refuse, decide."""

from tianping.trial.confirmation.actions.applying import (
    JointApplication,
    accept,
    apply,
    decide,
    hear_papers_served,
    receive,
    receive_withdrawal,
    refuse,
    withdraw,
)
from tianping.trial.confirmation.actions.identifying import identify
from tianping.trial.confirmation.actions.outside import (
    Connection,
    OutsideDraft,
    check_agreed_on,
    check_both_sides,
    check_cause,
    check_nobody_twice,
    check_once,
    lines_of,
    receive_outside,
)

__all__ = [
    "Connection",
    "JointApplication",
    "OutsideDraft",
    "accept",
    "apply",
    "check_agreed_on",
    "check_both_sides",
    "check_cause",
    "check_nobody_twice",
    "check_once",
    "decide",
    "hear_papers_served",
    "identify",
    "lines_of",
    "receive",
    "receive_outside",
    "receive_withdrawal",
    "refuse",
    "withdraw",
]
