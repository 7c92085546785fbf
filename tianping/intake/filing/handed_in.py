"""What was handed in, as those read it who are told of it and did not hand it in (他人为其提交的起诉材料)."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from tianping.intake.filing.models import Filing
from tianping.intake.filing.receipts import points_left
from tianping.intake.filing.told import told_labels
from tianping.kernel.names import masked


@dataclass(frozen=True)
class HandedIn:
    """What was handed in: the receipt, when, by whom (masked; empty: at the window), how it stands, what is asked."""

    receipt_number: str
    received_at: datetime.datetime
    sender: str
    state: str
    correct_by: datetime.date | None
    points: tuple[str, ...]


def handed_in_of(matter_ids: Collection[int]) -> dict[int, HandedIn]:
    """What was handed in, by matter; a constant number of statements."""
    found = Filing.objects.filter(matter__in=list(matter_ids)).select_related("receipt_entry__by")
    rows = list(found.prefetch_related("points", "correction_receipts"))
    states = told_labels(rows)
    return {row.matter_id: _shown(row, states[row.matter_id]) for row in rows}


def _shown(row: Filing, state: str) -> HandedIn:
    asked = row.status == "correcting"
    online = row.channel == Filing.Channel.ONLINE and row.receipt_entry.by is not None
    return HandedIn(
        row.receipt_number,
        row.received_at,
        masked(row.receipt_entry.by.full_name) if online else "",
        state,
        row.correct_by if asked else None,
        tuple(point.text for point in points_left(row)) if asked else (),
    )
