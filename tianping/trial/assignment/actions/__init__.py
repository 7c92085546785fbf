"""What may be done in assignment: manage pools, draw, seat whoever was drawn, reassign, decide on recusals."""

from tianping.trial.assignment.actions.draws import commit, draw, fix, void
from tianping.trial.assignment.actions.pools import add_member, close_pool, end_member, end_pause, open_pool, pause
from tianping.trial.assignment.actions.reassignments import approve, refuse, request_reassignment
from tianping.trial.assignment.actions.recusals import ask_review, decide_recusal, decide_review, raise_recusal

__all__ = [
    "add_member",
    "approve",
    "ask_review",
    "close_pool",
    "commit",
    "decide_recusal",
    "decide_review",
    "draw",
    "end_member",
    "end_pause",
    "fix",
    "open_pool",
    "pause",
    "raise_recusal",
    "refuse",
    "request_reassignment",
    "void",
]
