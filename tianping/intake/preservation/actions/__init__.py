"""What may be done in preservation: apply, accept, secure, rule, carry out, sue in time, lift."""

from tianping.intake.preservation.actions.applying import (
    AgentDraft,
    ApplicationDraft,
    ClueDraft,
    SecurityDraft,
    drop_draft,
    keep_draft,
    receive,
    start_draft,
    withdraw,
)
from tianping.intake.preservation.actions.deciding import (
    accept,
    demand_security,
    draw_up_grant,
    draw_up_refusal,
    hear_papers_issued,
    take_security,
)
from tianping.intake.preservation.actions.executing import (
    draw_up_lifting,
    execute,
    find_nothing,
    hear_measures_ended,
    lift,
)
from tianping.intake.preservation.actions.following import (
    hear_own_suit,
    hear_papers_served,
    hear_suit_ended,
    hear_suit_filed,
    hear_suits_filed,
    note_suit,
)
from tianping.intake.preservation.actions.proving import PAPERS, add_paper, attach, detach, sign
from tianping.intake.preservation.actions.settling import settle_fee

__all__ = [
    "PAPERS",
    "add_paper",
    "attach",
    "detach",
    "sign",
    "AgentDraft",
    "ApplicationDraft",
    "ClueDraft",
    "SecurityDraft",
    "accept",
    "demand_security",
    "draw_up_grant",
    "draw_up_lifting",
    "draw_up_refusal",
    "drop_draft",
    "execute",
    "find_nothing",
    "hear_measures_ended",
    "hear_papers_issued",
    "hear_own_suit",
    "hear_papers_served",
    "hear_suit_ended",
    "hear_suit_filed",
    "hear_suits_filed",
    "keep_draft",
    "lift",
    "note_suit",
    "receive",
    "settle_fee",
    "start_draft",
    "take_security",
    "withdraw",
]
