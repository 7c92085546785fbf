"""What may be done with filings: receive, review, and file a whole batch."""

from tianping.intake.filing.actions.batches import (
    BatchChoices,
    abandon_batch,
    accept_returned,
    file_queued_batch,
    leave_out_rows,
    map_columns,
    mend_cells,
    put_back_rows,
    queue_batch,
    set_designation,
    upload_batch,
)
from tianping.intake.filing.actions.checking import count_check
from tianping.intake.filing.actions.correcting import (
    Point,
    ask_correction,
    correction_messages,
    hand_in_corrections,
    hear_mediation_ended,
    listed,
)
from tianping.intake.filing.actions.counter import receive_one
from tianping.intake.filing.actions.ending import Withdrawal, give_back, withdraw, withdraw_at_window
from tianping.intake.filing.actions.papers import SAME_WORDS, PaperCorrections, take_paper_corrections
from tianping.intake.filing.actions.pieces import scanned
from tianping.intake.filing.actions.receiving import AgentDraft, FilingDraft, MaterialDraft, agents_of, receive_many
from tianping.intake.filing.actions.refusing import (
    SHORTEST_REASON,
    draw_up_again,
    hear_papers_issued,
    propose_refusal,
    refuse,
    return_refusal,
)
from tianping.intake.filing.actions.reviewing import Acceptance, accept_many, check_unremarked, refer_many

__all__ = [
    "SHORTEST_REASON",
    "Acceptance",
    "AgentDraft",
    "agents_of",
    "BatchChoices",
    "FilingDraft",
    "MaterialDraft",
    "PaperCorrections",
    "SAME_WORDS",
    "Point",
    "Withdrawal",
    "abandon_batch",
    "accept_many",
    "accept_returned",
    "ask_correction",
    "check_unremarked",
    "correction_messages",
    "count_check",
    "draw_up_again",
    "file_queued_batch",
    "give_back",
    "hand_in_corrections",
    "hear_mediation_ended",
    "hear_papers_issued",
    "leave_out_rows",
    "listed",
    "map_columns",
    "mend_cells",
    "propose_refusal",
    "put_back_rows",
    "queue_batch",
    "receive_many",
    "receive_one",
    "refer_many",
    "refuse",
    "return_refusal",
    "scanned",
    "set_designation",
    "take_paper_corrections",
    "upload_batch",
    "withdraw",
    "withdraw_at_window",
]
