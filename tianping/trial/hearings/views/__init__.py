"""Pages of hearings: the list, the record while it is kept, signing it, a circuit day."""

from tianping.trial.hearings.views.days import day
from tianping.trial.hearings.views.keeping import (
    adjourn,
    attendance,
    claim,
    close,
    exhibit,
    opinion,
    rights,
    save,
    save_section,
    settle,
)
from tianping.trial.hearings.views.records import open_record, record, record_list
from tianping.trial.hearings.views.scans import scans
from tianping.trial.hearings.views.signing import correct, finish, sign, signing
from tianping.trial.hearings.views.turns import begin, convert, drop, end, turns

__all__ = [
    "adjourn",
    "attendance",
    "begin",
    "claim",
    "close",
    "convert",
    "correct",
    "day",
    "drop",
    "end",
    "exhibit",
    "finish",
    "open_record",
    "opinion",
    "record",
    "record_list",
    "rights",
    "save",
    "save_section",
    "settle",
    "scans",
    "sign",
    "signing",
    "turns",
]
