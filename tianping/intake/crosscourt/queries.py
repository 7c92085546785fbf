"""Reads of cross-court filing: what goes out, what came in, the files that went and came, the other courts."""

import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from tianping.accounts.queries import this_court
from tianping.intake.crosscourt.models import Incoming, Outgoing, Parcel, Piece
from tianping.kernel.clock import china_day
from tianping.kernel.models import Step
from tianping.kernel.refusals import Refused
from tianping.law import courts
from tianping.law.answers import Answer
from tianping.law.courts import Court
from tianping.law.cross_court import CrossCourtDays, cross_court_days


def other_court(name: str) -> Court:
    """The court of the table with this name. Raises Refused for none of the table, and for this court."""
    found = courts.by_name(name)
    if found is None:
        raise Refused(f"法院名录里没有“{name[:60]}”，请从查找结果中选择。")
    if found.name == this_court().name:
        raise Refused("受诉法院就是本院，不需要跨域立案，请直接提交。")
    return found


def outgoing() -> QuerySet[Outgoing]:
    """Everything handed in here for other courts."""
    return Outgoing.objects.select_related("handed_in_by")


def outgoing_of(pk: int) -> Outgoing | None:
    """One pleading for another court."""
    return outgoing().select_related("receipt_entry").filter(pk=pk).first()


def incoming() -> QuerySet[Incoming]:
    """Everything that other courts sent us, with the filing that it became."""
    return Incoming.objects.select_related("filing__matter").prefetch_related("filing__matter__litigants", "parcels")


def incoming_of(pk: int) -> Incoming | None:
    """One pleading that another court sent us."""
    return incoming().filter(pk=pk).first()


def pieces_of(row: Outgoing) -> list[Piece]:
    """The pieces as they were handed in last."""
    return list(Piece.objects.filter(outgoing=row, submission=row.submission).select_related("file"))


def piece_of(outgoing_id: int, pk: int) -> Piece | None:
    """One piece, of whatever submission."""
    return Piece.objects.filter(outgoing=outgoing_id, pk=pk).select_related("file").first()


def parcels_of(row: Outgoing | Incoming) -> list[Parcel]:
    """The files that went and came, oldest first, with who did it."""
    return list(row.parcels.select_related("file", "done_by"))


def parcel_of(pk: int) -> Parcel | None:
    """One file that went or came."""
    return Parcel.objects.filter(pk=pk).select_related("file", "outgoing", "incoming").first()


def known_parcel(digest: str) -> Parcel | None:
    """The file with this list that came before (重复收到)."""
    found = Parcel.objects.filter(direction=Parcel.Direction.IN, manifest_digest=digest)
    return found.select_related("outgoing", "incoming__filing").first()


def steps_of(row: Outgoing) -> QuerySet[Step]:
    """What was done with a pleading for another court, oldest first."""
    return Step.objects.filter(machine=Outgoing.machine.name, record_id=row.pk).select_related("by").order_by("pk")


def counts_by_status() -> dict[str, int]:
    """How many pleadings for other courts stand in each state."""
    return dict(Outgoing.objects.order_by().values_list("status").annotate(Count("pk")))


def waiting_to_be_sent(_user: Any) -> QuerySet[Outgoing]:
    """What waits for a clerk's check before it is sent."""
    return Outgoing.objects.filter(status="received")


def search_outgoing(rows: QuerySet[Outgoing], text: str) -> QuerySet[Outgoing]:
    """By receipt, court or a litigant's name."""
    of_names = Q(plaintiffs__contains=text) | Q(defendants__contains=text)
    return rows.filter(of_names | Q(receipt_number__icontains=text) | Q(court_name__contains=text))


def search_incoming(rows: QuerySet[Incoming], text: str) -> QuerySet[Incoming]:
    """By either receipt, the sending court or a litigant's name."""
    named = Q(filing__matter__litigants__name__contains=text)
    receipts = Q(sender_receipt__icontains=text) | Q(filing__receipt_number__icontains=text)
    return rows.filter(named | receipts | Q(sender_name__contains=text)).distinct()


def days_of(row: Incoming, *, on: datetime.date) -> Answer[CrossCourtDays]:
    """What the days of handing in and of arrival mean, with the articles."""
    filing = row.filing
    arrived = china_day(filing.received_at)
    return cross_court_days(filing.first_filed_on or arrived, arrived, on=on)


def incoming_of_filing(filing_id: int) -> Incoming | None:
    """What another court sent us, by the filing that it became."""
    return incoming().filter(filing=filing_id).first()
