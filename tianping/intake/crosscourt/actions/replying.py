"""Answering the court that sent us a pleading (回执): that it came, and what was decided, as a file to be carried."""

import datetime
from typing import Any

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.queries import this_court
from tianping.intake.crosscourt import queries
from tianping.intake.crosscourt.actions.carrying import carry
from tianping.intake.crosscourt.actions.sending import ZIP
from tianping.intake.crosscourt.models import Incoming, Parcel
from tianping.intake.crosscourt.packages.writing import reply as written_reply
from tianping.intake.filing import queries as filing_queries
from tianping.kernel import files

# What a reply is called, by its outcome.
OUTCOMES = {
    "arrived": "已收到",
    "accepted": "已登记立案",
    "correcting": "通知补正",
    "refused": "不予受理",
    "in_mediation": "诉前调解中",
    "settled": "诉前调解成功",
    "given_back": "退回诉状",
    "withdrawn": "起诉人撤回",
}
# What goes back to the other court with the reason that stands in the record.
WITH_REASON = ("refused", "given_back", "withdrawn")


@transaction.atomic
def reply(row: Incoming, outcome: str, *, by: User | None, at: datetime.datetime) -> Parcel:
    """Make the reply to the package that came last; what filing decided is read from it, and typed nowhere."""
    package = row.parcels.filter(direction=Parcel.Direction.IN).order_by("-pk")[0]
    written = written_reply(_facts(row, package, outcome, by=by, at=at))
    parcel = Parcel.objects.create(
        incoming=row,
        direction=Parcel.Direction.OUT,
        kind=Parcel.Kind.REPLY,
        name=f"{row.sender_receipt}-{package.submission}-{row.sender_name}-{OUTCOMES[outcome]}回执.zip",
        file=files.keep(written.content, ZIP),
        manifest_digest=written.digest,
        submission=package.submission,
        outcome=outcome,
        done_at=at,
        done_by=by,
    )
    carry(parcel)
    return parcel


@transaction.atomic
def hear_filing_decided(*, at: datetime.datetime, filing_id: int, outcome: str, by_id: int | None) -> None:
    """A filing that another court sent was decided on: that court is told. Repeating makes no second reply."""
    row = queries.incoming_of_filing(filing_id)
    if row is None or any(each.outcome == outcome and _is_of_last(row, each) for each in row.parcels.all()):
        return
    reply(row, outcome, by=User.objects.filter(pk=by_id).first(), at=at)


def _is_of_last(row: Incoming, parcel: Parcel) -> bool:
    return parcel.submission == max(each.submission for each in row.parcels.all())


def _facts(
    row: Incoming, package: Parcel, outcome: str, *, by: User | None, at: datetime.datetime
) -> dict[str, Any]:  # fmt: skip
    court, filing = this_court(), row.filing
    filing.refresh_from_db()
    case = filing_queries.case_of(filing) if outcome == "accepted" else None
    asked = outcome == "correcting"
    points = list(filing.points.all()) if asked else []
    return {
        "demonstration": court.is_demonstration,
        "sender": {"name": court.name, "code": court.code},
        "receiver": {"name": row.sender_name, "code": row.sender_code},
        "receipt_number": row.sender_receipt,
        "submission": package.submission,
        "package_sha256": package.manifest_digest,
        "outcome": outcome,
        "own_receipt": filing.receipt_number,
        "case_number": case.number if case is not None else "",
        "notice": filing.corrections
        if asked
        else f"{filing.refusal_reason}{filing.sent_on}" or filing.ended_because
        if outcome in WITH_REASON
        else "",
        "points": [{"place": each.place, "text": each.text} for each in points],
        "correct_by": filing.correct_by if asked else None,
        "replied_at": at,
        "by": by.full_name if by is not None else "",
    }
