"""What may be done at the end of a case: decide it, close it, let it bind, take appeals in and send them up."""

from tianping.trial.closing.actions.appeals import (
    AppealDraft,
    Sending,
    Verdict,
    decide_second_instance,
    receive_appeal,
    send_appeal,
    serve_copies,
)
from tianping.trial.closing.actions.closing import close, close_many
from tianping.trial.closing.actions.deciding import (
    JudgmentDraft,
    draw_up_decisions_many,
    draw_up_for_the_fee,
    draw_up_judgment,
    draw_up_withdrawal,
)
from tianping.trial.closing.actions.effects import MOST_AT_ONCE, bind_due, bind_many
from tianping.trial.closing.actions.withdrawals import SpokenRuling, rule_on_withdrawal

__all__ = [
    "MOST_AT_ONCE",
    "AppealDraft",
    "JudgmentDraft",
    "Sending",
    "SpokenRuling",
    "Verdict",
    "bind_due",
    "bind_many",
    "close",
    "close_many",
    "decide_second_instance",
    "draw_up_decisions_many",
    "draw_up_for_the_fee",
    "draw_up_judgment",
    "draw_up_withdrawal",
    "receive_appeal",
    "rule_on_withdrawal",
    "send_appeal",
    "serve_copies",
]
