"""Reads of records: those a person may see, one with everything in it, those of a case."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case as Choice
from django.db.models import Count, IntegerField, Max, Prefetch, Q, QuerySet, Value, When

from tianping.cases.models import Case, Litigant, Seat
from tianping.cases.permissions import visible_cases
from tianping.cases.queries import matching
from tianping.kernel.clock import china_day
from tianping.law import money
from tianping.trial.hearings.models import (
    Attendance,
    ClaimTurn,
    Conversion,
    Correction,
    Exhibit,
    Interruption,
    Opinion,
    Record,
    Section,
    Settlement,
    Signature,
)
from tianping.trial.hearings.permissions import FIRST_INSTANCE
from tianping.trial.scheduling.queries import ahead_in

MOST_TO_HEAR = 200
UNFINISHED = ("open", "closed")


@dataclass(frozen=True)
class RecordPage:
    """One record with everything that stands in it."""

    record: Record
    sections: list[Section]
    attendances: list[Attendance]
    exhibits: list[Exhibit]
    corrections: list[Correction]
    signatures: list[Signature]
    litigants: list[Litigant]
    claim_turns: list[ClaimTurn]

    @property
    def present(self) -> list[Attendance]:
        """Those who were there."""
        return [each for each in self.attendances if each.appeared]

    @property
    def claimants(self) -> list[Attendance]:
        """Those who are there for a side and may change its claim, or bring a counterclaim."""
        return [each for each in self.present if each.side in ("plaintiff", "defendant")]

    @property
    def unsigned(self) -> list[Attendance]:
        """Those who were there and have neither signed nor refused to."""
        signed = {signature.attendance_id for signature in self.signatures}
        return [each for each in self.attendances if each.appeared and each.pk not in signed]


@dataclass(frozen=True)
class ToHear:
    """A case that waits to be heard, with the names of its sides, and when and where its hearing was fixed for."""

    case: Case
    plaintiffs: str
    defendants: str
    starts: datetime.datetime | None = None
    place: str = ""
    is_due: bool = False

    @property
    def amount(self) -> str:
        """The claim in yuan, as a field shows it."""
        fen = self.case.matter.claim_fen
        return money.format_yuan(fen) if fen else ""


def visible_records(user: Any) -> QuerySet[Record]:
    """The records of the cases that a person may see, with how many signatures each has."""
    return (
        Record.objects.filter(case__in=visible_cases(user).values("pk"))
        .select_related("case__matter", "case__responsible", "opened_by", "closed_by")
        .annotate(
            signature_count=Count("signatures", distinct=True),
            present_count=Count("attendances", filter=Q(attendances__appeared=True), distinct=True),
        )
    )


def visible_record(user: Any, pk: int) -> Record | None:
    """The record, if there is one and the person may see it."""
    return visible_records(user).filter(pk=pk).first()


def record_page(record: Record) -> RecordPage:
    """One record with everything in it, in a constant number of statements."""
    return RecordPage(
        record=record,
        sections=list(Section.objects.filter(record=record).order_by("ordinal")),
        attendances=list(Attendance.objects.filter(record=record).order_by("ordinal")),
        exhibits=list(
            Exhibit.objects.filter(record=record)
            .select_related("offered_by")
            .prefetch_related(Prefetch("opinions", queryset=Opinion.objects.select_related("litigant").order_by("pk")))
            .order_by("number")
        ),
        corrections=list(
            Correction.objects.filter(record=record).select_related("attendance", "section").order_by("pk")
        ),
        signatures=list(Signature.objects.filter(record=record).order_by("pk")),
        litigants=list(Litigant.objects.filter(matter=record.case.matter_id).order_by("position")),
        claim_turns=list(
            ClaimTurn.objects.filter(record=record).select_related("change__litigant", "conversion").order_by("pk")
        ),
    )


def stood_earlier(section: Any, text: str, version: int) -> bool:
    """Whether a section held just this text at that earlier version: whoever sends it has only read it."""
    return version != section.version and section.events.filter(version=version, text=text).exists()


def records_of(case: Case) -> QuerySet[Record]:
    """The records of a case, oldest first."""
    return Record.objects.filter(case=case).order_by("pk")


def newest_settlement(case: Case) -> Settlement | None:
    """What the litigants agreed last before the bench; closing writes the mediation paper from it."""
    return Settlement.objects.filter(case=case).order_by("-pk").first()


@dataclass(frozen=True)
class Signed:
    """Somebody who was there and has to sign the record: on which side, and when they signed (None: not yet)."""

    name: str
    side: str
    on: datetime.date | None


def agreed_in_the_record() -> QuerySet[Settlement]:
    """The agreements in force in signed records that bind by the signatures alone (民事诉讼法第一百零一条).

    Where somebody refused to sign, nothing binds.
    """
    newest = Settlement.objects.order_by("case", "-pk").distinct("case").values("pk")
    refused = Signature.objects.filter(way=Signature.Way.REFUSED).values("record")
    signed = Settlement.objects.filter(pk__in=newest, way=Settlement.Way.SIGNING, record__status="signed")
    return signed.exclude(record__in=refused).select_related("record")


def signing_days(record_ids: Collection[int]) -> dict[int, list[Signed]]:
    """Who had to sign these records, and on which day they did; two statements.

    Somebody who refused has not signed: an agreement does not bind by a refusal.
    """
    there = Attendance.objects.filter(record__in=list(record_ids), appeared=True).order_by("record_id", "ordinal")
    signed = {
        attendance_id: china_day(at)
        for attendance_id, at in Signature.objects.filter(record__in=list(record_ids))
        .exclude(way=Signature.Way.REFUSED)
        .values_list("attendance_id", "at")
    }
    days: dict[int, list[Signed]] = {pk: [] for pk in record_ids}
    for each in there:
        days[each.record_id].append(Signed(each.name, each.side, signed.get(each.pk)))
    return days


def cases_to_hear(user: Any, on: datetime.date) -> list[ToHear]:
    """The open cases of first instance that the person acts in and that wait to be heard; 200 at most.

    First those whose hearing was fixed for that day or one before, in the order of their times (one that was put off
    comes again); then those that were not heard at all. A case whose record is being kept is on neither list.
    """
    mine = Q(responsible=user) | Q(pk__in=Seat.objects.filter(user=user, until__isnull=True).values("case"))
    cases = Case.objects.filter(mine, status="open", type_code=FIRST_INSTANCE)
    ahead = ahead_in(cases)
    heard = Record.objects.filter(kind=Record.Kind.HEARING)
    last = dict(heard.filter(case__in=list(ahead)).order_by().values_list("case").annotate(Max("opened_at")))
    due = [
        pk
        for pk, hearing in ahead.items()
        if china_day(hearing.starts) <= on and (pk not in last or china_day(last[pk]) < china_day(hearing.starts))
    ]
    rows = (
        cases.filter(Q(pk__in=due) | ~Q(pk__in=heard.values("case")))
        .exclude(pk__in=Record.objects.filter(status="open").values("case"))
        .select_related("matter")
        .prefetch_related(Prefetch("matter__litigants", queryset=Litigant.objects.order_by("matter_id", "position")))
        .annotate(turn=_in_order_of(due))
        .order_by("turn", "year", "sequence", "pk")
    )
    found = [ToHear(case, _side(case, "plaintiff"), _side(case, "defendant")) for case in rows[:MOST_TO_HEAR]]
    return [
        replace(row, starts=hearing.starts, place=hearing.place.name, is_due=row.case.pk in due)
        if (hearing := ahead.get(row.case.pk))
        else row
        for row in found
    ]


def _in_order_of(ids: Sequence[int]) -> Choice:
    """These first, as they stand; all others after them."""
    places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(ids)]
    return Choice(*places, default=Value(len(ids)), output_field=IntegerField())


def _side(case: Case, role: str) -> str:
    litigants: Any = case.matter
    return "、".join(each.name for each in litigants.litigants.all() if each.role == role)


def conversions_of(case: Case) -> QuerySet[Conversion]:
    """Into which procedures a case went, oldest first."""
    return Conversion.objects.filter(case=case).select_related("by").order_by("pk")


def interruptions_of(case: Case) -> QuerySet[Interruption]:
    """The stretches of a case that do not count in its limit, oldest first."""
    return Interruption.objects.filter(case=case).select_related("case", "begun_by", "ended_by").order_by("pk")


def unfinished_of(user: Any) -> QuerySet[Record]:
    """The records that wait for this person: still kept, or still to be signed, in cases that they act in."""
    mine = Q(case__responsible=user) | Q(
        case__in=Case.objects.filter(seats__user=user, seats__until__isnull=True).values("pk")
    )
    return Record.objects.filter(mine, status__in=UNFINISHED)


def unfinished_in(case_ids: Collection[int]) -> set[int]:
    """Those of these cases in which a record is still kept or not signed by everybody."""
    rows = Record.objects.filter(case__in=list(case_ids), status__in=UNFINISHED)
    return set(rows.values_list("case_id", flat=True))


def search(rows: QuerySet[Record], text: str) -> QuerySet[Record]:
    """Records by case number in any usual spelling or by a litigant's name."""
    return rows.filter(case__in=matching(Case.objects.filter(hearing_records__isnull=False), text).values("pk"))
