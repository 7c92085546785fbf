"""Writing what happened into the timeline of a matter."""

import datetime
from collections.abc import Iterable

from tianping.accounts.models import User
from tianping.cases.models import StaffNote, TimelineEntry


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
    _write([(matter_id, case_id, None, text) for matter_id, case_id, text in happened], by, at, for_litigants)


def tell_many(happened: Iterable[tuple[int, int | None, int, str]], *, by: User | None, at: datetime.datetime) -> None:
    """Write lines that one litigant alone reads, besides the staff: (matter id, case id or None, litigant id, text)."""
    _write(happened, by, at, for_litigants=True)


def note_for_staff(matter_id: int, code: str, text: str, *, because: str = "", at: datetime.datetime) -> None:
    """Leave a note on the case page that only staff read (工作提示)."""
    StaffNote.objects.create(matter_id=matter_id, code=code, text=text, because=because, at=at)


def _write(
    lines: Iterable[tuple[int, int | None, int | None, str]],
    by: User | None,
    at: datetime.datetime,
    for_litigants: bool,
) -> None:
    """Write lines of the timeline in one statement."""
    by_id = by.pk if by is not None else None
    TimelineEntry.objects.bulk_create(
        [
            TimelineEntry(
                matter_id=matter_id,
                case_id=case_id,
                litigant_id=litigant_id,
                at=at,
                by_id=by_id,
                text=text,
                for_litigants=for_litigants,
            )
            for matter_id, case_id, litigant_id, text in lines
        ]
    )
