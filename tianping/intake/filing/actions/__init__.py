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
from tianping.intake.filing.actions.counter import receive_one
from tianping.intake.filing.actions.receiving import FilingDraft, receive_many
from tianping.intake.filing.actions.reviewing import (
    Acceptance,
    accept_many,
    ask_correction,
    hand_in_corrections,
    hear_mediation_ended,
    refer_many,
    refuse,
)

__all__ = [
    "Acceptance",
    "BatchChoices",
    "FilingDraft",
    "abandon_batch",
    "accept_many",
    "accept_returned",
    "ask_correction",
    "file_queued_batch",
    "hand_in_corrections",
    "hear_mediation_ended",
    "leave_out_rows",
    "map_columns",
    "mend_cells",
    "put_back_rows",
    "queue_batch",
    "receive_many",
    "receive_one",
    "refer_many",
    "refuse",
    "set_designation",
    "upload_batch",
]
