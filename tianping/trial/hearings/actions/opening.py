"""Opening records: numbered within the case, the sections of its procedure, everybody who is to appear."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, Prefetch

from tianping.accounts.models import User
from tianping.accounts.queries import this_court
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Counsel, Litigant, Seat
from tianping.cases.panels import left_from
from tianping.kernel import moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law.benches import assessors_drawn_in_time
from tianping.law.roles import role_in
from tianping.trial.hearings.models import Attendance, Record, Section
from tianping.trial.hearings.permissions import check_can_keep
from tianping.trial.hearings.wording import sections_for

SIDES = {
    "plaintiff": Attendance.Side.PLAINTIFF,
    "defendant": Attendance.Side.DEFENDANT,
    "third": Attendance.Side.THIRD,
}
STANDING = (
    Seat.Role.SOLE,
    Seat.Role.PRESIDING,
    Seat.Role.JUDGE,
    Seat.Role.ASSESSOR,
    Seat.Role.ASSISTANT,
    Seat.Role.CLERK,
)


@dataclass(frozen=True)
class RecordDraft:
    """A hearing that begins: in which case, where, whether in public; or an inquiry. ``began`` is None for now."""

    case_id: int
    place: str
    kind: Record.Kind = Record.Kind.HEARING
    is_public: bool = True
    began: datetime.datetime | None = None


def open_record(draft: RecordDraft, *, by: User, at: datetime.datetime) -> Record:
    """Open one record (开庭)."""
    return open_records([draft], by=by, at=at)[0]


@transaction.atomic
def open_records(drafts: Sequence[RecordDraft], *, by: User, at: datetime.datetime) -> list[Record]:
    """Open records of hearings that begin (开始记录), in a constant number of statements.

    Raises Overtaken where a record of the case is open already.
    """
    cases = _locked([draft.case_id for draft in drafts])
    check_can_keep(by, cases.values())
    if any(not draft.place.strip() for draft in drafts):
        raise Refused("请写明开庭地点。")
    records = _created(drafts, cases, by=by, at=at)
    court = this_court().name
    sections: list[Section] = []
    attendances: list[Attendance] = []
    for record in records:
        sections += _sections(record, cases[record.case_id], court)
        attendances += _attendances(record, cases[record.case_id])
    Section.objects.bulk_create(sections)
    Attendance.objects.bulk_create(attendances)
    _note_late_assessors([record for record in records if record.kind == "hearing"], cases, by=by, at=at)
    moves.begin_many(Record.machine, [record.pk for record in records], by=by, at=at, verb="open")
    return records


def _note_late_assessors(records: Sequence[Record], cases: dict[int, Case], *, by: User, at: datetime.datetime) -> None:
    """People's assessors who were not drawn seven days before the hearing: the staff read it in the timeline."""
    lines = []
    for record in records:
        case = cases[record.case_id]
        for seat in _seats(case):
            answer = assessors_drawn_in_time(seat.since, china_day(record.opened_at))
            if seat.role == Seat.Role.ASSESSOR and not answer.value:
                text = f"人民陪审员{seat.user.full_name}{answer.steps[0]}（{answer.because[0]}）。"
                lines.append((case.matter_id, case.pk, text))
    if lines:
        case_actions.note_many(lines, by=by, at=at, for_litigants=False)


def _locked(case_ids: Sequence[int]) -> dict[int, Case]:
    """The cases with everybody in them; plaintiffs who have left by a ruling are in them no more."""
    Case.objects.select_for_update().filter(pk__in=case_ids).order_by("pk").values_list("pk").count()
    counsel = Counsel.objects.filter(until__isnull=True).order_by("pk")
    left = [pk for gone in left_from(case_ids).values() for pk in gone]
    litigants = (
        Litigant.objects.exclude(pk__in=left)
        .order_by("matter_id", "position")
        .prefetch_related(Prefetch("counsel", queryset=counsel, to_attr="acting"))
    )
    seats = Seat.objects.filter(until__isnull=True).select_related("user").order_by("pk")
    rows = (
        Case.objects.filter(pk__in=case_ids)
        .select_related("matter")
        .prefetch_related(Prefetch("matter__litigants", queryset=litigants), Prefetch("seats", queryset=seats))
    )
    found = {case.pk: case for case in rows}
    if len(found) != len(set(case_ids)):
        raise Refused("所选案件中有的已经不存在，请刷新页面。")
    return found


def _created(drafts: Sequence[RecordDraft], cases: dict[int, Case], *, by: User, at: datetime.datetime) -> list[Record]:
    earlier: defaultdict[tuple[int, str], int] = defaultdict(int)
    rows = Record.objects.filter(case__in=list(cases)).order_by().values_list("case_id", "kind").annotate(Count("pk"))
    earlier.update({(case_id, kind): count for case_id, kind, count in rows})
    records = [
        Record(
            case=cases[draft.case_id],
            kind=draft.kind,
            ordinal=earlier[draft.case_id, str(draft.kind)] + 1,
            place=draft.place.strip(),
            is_public=draft.is_public,
            opened_at=draft.began or at,
            opened_by=by,
        )
        for draft in drafts
    ]
    try:
        with transaction.atomic():
            return Record.objects.bulk_create(records)
    except IntegrityError:
        raise Overtaken("本案已有一份正在记录的笔录，请先记录完毕。") from None


def _sections(record: Record, case: Case, court: str) -> list[Section]:
    facts = {
        "court": court,
        "publicly": "公开" if record.is_public else "不公开",
        "number": case.number,
        "plaintiffs": _names(case, "plaintiff"),
        "defendants": _names(case, "defendant"),
        "cause": case.matter.cause_name,
        "bench": _bench(case),
    }
    return [
        Section(
            record=record,
            ordinal=place,
            code=wording.code,
            heading=wording.heading,
            text=wording.text.format_map(facts),
        )
        for place, wording in enumerate(sections_for(record.kind, case.track), 1)
    ]


def _names(case: Case, role: str) -> str:
    return "、".join(each.name for each in case.matter.litigants.all() if each.role == role)


def _seats(case: Any) -> list[Seat]:
    return sorted(case.seats.all(), key=lambda seat: STANDING.index(Seat.Role(seat.role)))


def _bench(case: Case) -> str:
    """Who sits, and who takes the record: a clerk is no member of the bench."""
    seats = _seats(case)
    sits = "、".join(_seated(seat) for seat in seats if seat.role not in (Seat.Role.ASSISTANT, Seat.Role.CLERK))
    helps = "".join(f"，{_seated(seat)}担任记录" for seat in seats if seat.role == Seat.Role.CLERK)
    return f"{sits}{'组成合议庭审理' if case.composition == 'panel' else '独任审理'}{helps}"


def _seated(seat: Seat) -> str:
    return f"{seat.get_role_display()}{seat.user.full_name}"


def _attendances(record: Record, case: Case) -> list[Attendance]:
    rows = [
        Attendance(
            record=record,
            side=Attendance.Side.COURT,
            user=seat.user,
            name=seat.user.full_name,
            capacity=seat.get_role_display(),
        )
        for seat in _seats(case)
    ]
    for litigant in case.matter.litigants.all():
        side = SIDES[litigant.role]
        rows.append(
            Attendance(
                record=record,
                side=side,
                litigant=litigant,
                name=litigant.name,
                capacity=litigant.capacity or role_in(case.type_code, litigant.role),
            )
        )
        rows += [
            Attendance(
                record=record,
                side=side,
                litigant=litigant,
                counsel=counsel,
                name=counsel.name,
                capacity=f"{role_in(case.type_code, litigant.role)}诉讼代理人（{counsel.get_authority_display()}）",
            )
            for counsel in litigant.acting
        ]
    for place, row in enumerate(rows, 1):
        row.ordinal = place
    return rows
