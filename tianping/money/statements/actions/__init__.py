"""What the cashier does with bank statements: take them in, confirm what paid which bill, give back, reverse."""

from tianping.money.statements.actions.posting import (
    assign,
    claim_above,
    claim_part,
    find_typed,
    post_many,
    release_row,
    reverse_post,
    set_aside,
    settle_typed,
    take_up,
)
from tianping.money.statements.actions.returning import ReturnDraft, give_back, reverse_return
from tianping.money.statements.actions.taking_in import import_statement

__all__ = [
    "ReturnDraft",
    "assign",
    "claim_above",
    "claim_part",
    "find_typed",
    "give_back",
    "import_statement",
    "post_many",
    "release_row",
    "reverse_post",
    "reverse_return",
    "set_aside",
    "settle_typed",
    "take_up",
]
