"""Opening: a matter with its litigants is written once; numbered cases refer to it."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.queries import this_court
from tianping.cases.models import Case, Litigant, Matter, StaffNote
from tianping.kernel import audit, moves, names, numbering
from tianping.kernel.clock import china_day
from tianping.law import case_numbers, causes

# Numbers of mediation before filing: they close, and the matter goes on.
BEFORE_FILING = "诉前"


@dataclass(frozen=True)
class LitigantDraft:
    """A litigant as handed in (当事人)."""

    role: str
    kind: str
    name: str
    capacity: str = ""
    identity_kind: str = ""
    identity_number: str = ""
    phone: str = ""
    address: str = ""
    representative: str = ""
    withholds_contact: bool = False


@dataclass(frozen=True)
class NoteDraft:
    """A note for staff only (工作提示)."""

    code: str
    text: str
    because: str = ""


@dataclass(frozen=True)
class MatterDraft:
    """A dispute as handed in: who, against whom, what is asked and why. ``claim_fen`` None: no sum is claimed."""

    cause_name: str
    claim_fen: int | None
    litigants: tuple[LitigantDraft, ...]
    claim_text: str = ""
    facts_text: str = ""
    elements: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[NoteDraft, ...] = ()


@transaction.atomic
def open_matters(drafts: Sequence[MatterDraft], *, at: datetime.datetime) -> list[Matter]:
    """Write matters with their litigants and staff notes, in a constant number of statements."""
    day = china_day(at)
    version = causes.version_on(day)
    matters = Matter.objects.bulk_create(
        [
            Matter(
                cause_code=cause_code(draft.cause_name, version),
                cause_name=draft.cause_name,
                cause_version=version,
                claim_fen=draft.claim_fen,
                claim_text=draft.claim_text,
                facts_text=draft.facts_text,
                elements=dict(draft.elements),
                received_on=day,
            )
            for draft in drafts
        ]
    )
    Litigant.objects.bulk_create(
        [
            litigant_of(matter, position, litigant)
            for matter, draft in zip(matters, drafts, strict=True)
            for position, litigant in enumerate(draft.litigants, start=1)
        ]
    )
    StaffNote.objects.bulk_create(
        [
            StaffNote(matter=matter, code=note.code, text=note.text, because=note.because, at=at)
            for matter, draft in zip(matters, drafts, strict=True)
            for note in draft.notes
        ]
    )
    return matters


@transaction.atomic
def open_cases(matters: Sequence[Matter], type_code: str, *, by: User | None, at: datetime.datetime) -> list[Case]:
    """Give each matter the next case number of ``type_code`` (案号) of the year of ``at`` in China."""
    court, day = this_court(), china_day(at)
    sequences = numbering.take_numbers(f"{court.code}{type_code}", day.year, len(matters))
    cases = Case.objects.bulk_create(
        [
            Case(
                matter=matter,
                year=day.year,
                court_code=court.code,
                type_code=type_code,
                sequence=sequence,
                number=case_numbers.format_number(day.year, court.code, type_code, sequence),
                filed_on=day,
                filed_by=by,
            )
            for matter, sequence in zip(matters, sequences, strict=True)
        ]
    )
    moves.begin_many(Case.machine, [case.pk for case in cases], by=by, at=at, verb="open")
    return cases


def set_tracks(tracks: Mapping[tuple[str, str, bool], Sequence[int]]) -> None:
    """Write down the procedure, composition and team mark of cases: (track, composition, fast team) → case ids."""
    for (track, composition, fast_team), ids in tracks.items():
        Case.objects.filter(pk__in=ids).update(track=track, composition=composition, fast_team=fast_team)


def let_fees_wait(cases: Sequence[Case]) -> None:
    """Write down that the court lets the fee of these cases wait (可以不预交)."""
    for case in cases:
        case.fee_waits = True
    Case.objects.filter(pk__in=[case.pk for case in cases]).update(fee_waits=True)


def mark_help_asked(case_ids: Collection[int], *, asked: bool) -> None:
    """Write down whether help with the fee of these cases is asked for and holds the days to pay (司法救助)."""
    Case.objects.filter(pk__in=case_ids).exclude(help_asked=asked).update(help_asked=asked)


def close_cases(
    ids: Sequence[int],
    *,
    on: datetime.date | None = None,
    by: User | None,
    at: datetime.datetime,
    reason: str,
    way: Case.ClosingWay | None = None,
) -> None:
    """Close numbered cases, a case of first instance by its ``way`` (结案方式).

    ``on``: 结案日期; without it the day of ``at``.

    Raises Overtaken if one is closed already.
    """
    moves.move_many(
        Case, ids, "close", by=by, at=at, reason=reason, closed_on=on or china_day(at), closing_way=way or ""
    )


@transaction.atomic
def bind_cases(days: Mapping[datetime.date, Sequence[int]], *, by: User | None, at: datetime.datetime) -> None:
    """Write down from which day the endings of closed cases bind (生效): day → case ids."""
    for day, ids in days.items():
        Case.objects.filter(pk__in=ids, status="closed", effective_on__isnull=True).update(effective_on=day)
    facts = [audit.Fact("case.bind", f"case:{pk}", {"on": str(day)}) for day, ids in days.items() for pk in ids]
    audit.record_many(facts, by=by, at=at)


def cause_code(name: str, version: str) -> str:
    """The number of a cause in the 2025 text; earlier trees are not at hand, and their cases keep the name alone."""
    cause = causes.by_name(name) if version == "2025" else None
    return cause.code if cause else ""


def litigant_of(matter: Matter, position: int, draft: LitigantDraft) -> Litigant:
    """A litigant's row, not yet written."""
    return Litigant(
        matter=matter,
        position=position,
        role=draft.role,
        kind=draft.kind,
        capacity=draft.capacity,
        name=draft.name,
        sort_key=names.sort_key(draft.name),
        identity_kind=draft.identity_kind,
        identity_number=draft.identity_number,
        phone=draft.phone,
        address=draft.address,
        representative=draft.representative,
        withholds_contact=draft.withholds_contact,
    )
