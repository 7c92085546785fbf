"""Pages of closing."""

from tianping.trial.closing.views.appeals import appeal, copies, second, send
from tianping.trial.closing.views.decisions import decision_list, draw_up_ticked, judgment
from tianping.trial.closing.views.lists import bind, close_ticked, ending_list, ready_list
from tianping.trial.closing.views.single import close, closing_case, for_the_fee, ruled, withdrawal

__all__ = [
    "appeal",
    "bind",
    "close",
    "close_ticked",
    "closing_case",
    "copies",
    "decision_list",
    "draw_up_ticked",
    "ending_list",
    "for_the_fee",
    "judgment",
    "ready_list",
    "ruled",
    "second",
    "send",
    "withdrawal",
]
