"""Pages of closing."""

from tianping.trial.closing.views.appeals import appeal, copies, second, send
from tianping.trial.closing.views.lists import bind, close_ticked, ending_list, ready_list
from tianping.trial.closing.views.single import close, closing_case

__all__ = [
    "appeal",
    "bind",
    "close",
    "close_ticked",
    "closing_case",
    "copies",
    "ending_list",
    "ready_list",
    "second",
    "send",
]
