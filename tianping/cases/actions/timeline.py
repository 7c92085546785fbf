"""Writing what happened into the timeline of a matter."""

import datetime
from collections.abc import Iterable

from tianping.accounts.models import User
from tianping.cases.models import TimelineEntry


def note_many(
    happened: Iterable[tuple[int, int | None, str]],
    *,
    by: User | None,
    at: datetime.datetime,
    for_litigants: bool,
) -> None:
    """Write one line for each (matter id, case id or None, text) in one statement.

    ``for_litigants`` says whether the litigants read the line, too.
    """
    by_id = by.pk if by is not None else None
    TimelineEntry.objects.bulk_create(
        [
            TimelineEntry(
                matter_id=matter_id, case_id=case_id, at=at, by_id=by_id, text=text, for_litigants=for_litigants
            )
            for matter_id, case_id, text in happened
        ]
    )
