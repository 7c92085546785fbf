"""What a hearing brings: an agreement, another hearing, and the closing of the record with its outcome."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Litigant
from tianping.cases.panels import left_from
from tianping.kernel import audit, moves, outbox
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law import hearings, settlements
from tianping.law.answers import Answer, Refusal
from tianping.law.wording import chinese_date
from tianping.trial.hearings.actions.keeping import open_record_locked
from tianping.trial.hearings.actions.mandates import check_mandates
from tianping.trial.hearings.events import HearingHeld
from tianping.trial.hearings.models import Adjournment, Attendance, Record, Section, Settlement

Outcome = Record.Outcome
Given = TypeVar("Given")
# What only the bench's own papers can bring about; the record says it, the paper decides it.
ABSENCES = {Outcome.PLAINTIFF_ABSENT: "plaintiff", Outcome.DEFENDANT_ABSENT: "defendant"}
# Where the hearing does not get as far as telling rights.
WITHOUT_RIGHTS = (Outcome.PLAINTIFF_ABSENT, Outcome.ADJOURNED)
PER_KIND = {
    Record.Kind.HEARING: frozenset(Outcome) - {Outcome.INQUIRED},
    Record.Kind.INQUIRY: frozenset({Outcome.INQUIRED, Outcome.MEDIATED, Outcome.WITHDRAWN}),
}


@dataclass(frozen=True)
class Asked:
    """A hearing that is put off: by which item (``Adjournment.Ground``), why, until when.

    ``longer_because``: why more than a month lies between; ``approval``: where the president's consent stands.
    """

    ground: str
    reason: str
    next_on: datetime.date
    longer_because: str = ""
    approval: str = ""


@transaction.atomic
def settle(
    record: Record, terms: settlements.Terms, way: Settlement.Way, *, by: User, at: datetime.datetime
) -> Settlement:
    """The litigants agreed before the bench (达成调解协议); the clauses stand in the record, too."""
    open_record_locked(record.pk, by=by)
    return settled([record], {record.pk: (terms, way)}, by=by, at=at)[0]


def settled(
    records: Sequence[Record],
    agreed: Mapping[int, tuple[settlements.Terms, Settlement.Way]],
    *,
    by: User,
    at: datetime.datetime,
) -> list[Settlement]:
    """Write agreements into locked open records, in a constant number of statements for equal numbers of clauses.

    Raises Refused where a litigant sent counsel alone, without a mandate to settle (代为进行和解).
    """
    check_mandates(records, "settle", on=china_day(at))
    matters = [record.case.matter_id for record in records]
    names: dict[tuple[int, str], list[str]] = {}
    left = [pk for gone in left_from([record.case_id for record in records]).values() for pk in gone]
    there = Litigant.objects.filter(matter__in=matters).exclude(pk__in=left)
    for litigant in there.order_by("matter_id", "position"):
        names.setdefault((litigant.matter_id, litigant.role), []).append(litigant.name)
    rows = []
    for record in records:
        terms, way = agreed[record.pk]
        lawful(settlements.check, terms, agreed_on=china_day(at))
        clauses = settlements.clauses(
            terms,
            payee="、".join(names.get((record.case.matter_id, "plaintiff"), ())),
            payers=names.get((record.case.matter_id, "defendant"), ()),
        )
        rows.append(
            Settlement(
                case_id=record.case_id,
                record=record,
                terms=settlements.to_json(terms),
                clauses=list(clauses),
                way=way,
                at=at,
                by=by,
            )
        )
    made = Settlement.objects.bulk_create(rows)
    _write_clauses(made)
    facts = [audit.Fact("hearing.settle", f"hearing_record:{each.record_id}", {}) for each in made]
    audit.record_many(facts, by=by, at=at)
    return made


def _write_clauses(made: Sequence[Settlement]) -> None:
    """Add the clauses to what stands in the section on mediation."""
    texts = {each.record_id: each for each in made}
    sections = list(Section.objects.filter(record__in=list(texts), code="mediation"))
    for section in sections:
        each = texts[section.record_id]
        lines = [
            "审：经本庭主持调解，双方自愿达成如下协议：",
            *each.clauses,
            f"审：上述协议{each.get_way_display()}。各方是否听清，有无异议？",
        ]
        before = section.text.rstrip("\n")
        section.text = "\n".join([*([before] if before else []), *lines]) + "\n"
        section.version += 1
    Section.objects.bulk_update(sections, ["text", "version"])


@transaction.atomic
def adjourn(record: Record, asked: Asked, *, by: User, at: datetime.datetime) -> Adjournment:
    """Put the hearing off (延期开庭审理, 民事诉讼法第一百四十九条), and close the record with that outcome."""
    record = open_record_locked(record.pk, by=by, urgent=True)
    if not asked.reason.strip():
        raise Refused("请写明延期开庭的具体理由。")
    day = china_day(at)
    counted = hearings.Adjourned(
        track=record.case.track,
        earlier=Adjournment.objects.filter(case=record.case_id).count(),
        ground=asked.ground,
        adjourned_on=day,
        next_on=asked.next_on,
        longer_because=asked.longer_because,
        approval=asked.approval,
    )
    answer: Answer[int] = lawful(hearings.adjournment, counted, on=day)
    made = Adjournment.objects.create(
        case_id=record.case_id,
        record=record,
        ordinal=answer.value,
        track=record.case.track,
        ground=asked.ground,
        reason=asked.reason.strip(),
        adjourned_on=day,
        next_on=asked.next_on,
        longer_because=asked.longer_because.strip(),
        approval=asked.approval.strip(),
        at=at,
        by=by,
    )
    lines = (
        f"{made.get_ground_display()}：{made.reason}",
        f"依据{'、'.join(answer.because)}",
        f"下次开庭{chinese_date(made.next_on)}",
    )
    closed([record], Outcome.ADJOURNED, "；".join(lines), by=by, at=at)
    return made


@transaction.atomic
def close_record(record: Record, outcome: Outcome, note: str = "", *, by: User, at: datetime.datetime) -> None:
    """Close the record (记录完毕) with the outcome of the hearing; from now on nothing in it changes.

    A hearing that is put off is closed by ``adjourn``.
    """
    locked = open_record_locked(record.pk, by=by)
    if outcome == Outcome.ADJOURNED:
        raise Refused("延期开庭的，请在“延期开庭”处写明法定情形和下次开庭日期。")
    if outcome == Outcome.MEDIATED and not Settlement.objects.filter(record=locked).exists():
        raise Refused("达成调解协议的，请先记明协议内容。")
    if outcome in ABSENCES:
        note = _absent(locked, ABSENCES[outcome], note, on=china_day(at))
    closed([locked], outcome, note, by=by, at=at)
    record.refresh_from_db()


def closed(records: Sequence[Record], outcome: Outcome, note: str, *, by: User, at: datetime.datetime) -> None:
    """Close locked open records with one outcome, in a constant number of statements.

    Raises Refused where counsel who came alone withdrew, or agreed, without a mandate for it.
    """
    _check_complete(records, outcome)
    if outcome == Outcome.WITHDRAWN:
        check_mandates(records, "withdraw", on=china_day(at))
    elif outcome == Outcome.MEDIATED:
        check_mandates(records, "settle", on=china_day(at))
    moves.move_many(
        Record,
        [record.pk for record in records],
        "close",
        by=by,
        at=at,
        outcome=outcome,
        outcome_note=note.strip(),
        closed_at=at,
        closed_by=by,
    )
    case_actions.note_many(
        [
            (record.case.matter_id, record.case_id, f"{record.get_kind_display()}记录完毕：{outcome.label}。")
            for record in records
        ],
        by=by,
        at=at,
        for_litigants=True,
    )
    held = [record for record in records if record.kind == Record.Kind.HEARING]
    outbox.publish_many([HearingHeld(each.case_id, each.pk, str(outcome)) for each in held], at=at)


def _check_complete(records: Sequence[Record], outcome: Outcome) -> None:
    for record in records:
        if outcome not in PER_KIND[Record.Kind(record.kind)]:
            raise Refused(f"{record.get_kind_display()}不能以“{outcome.label}”结束，请重新选择。")
        needs_rights = record.kind == Record.Kind.HEARING and outcome not in WITHOUT_RIGHTS
        if needs_rights and record.rights_told_at is None:
            raise Refused("尚未记明已告知当事人诉讼权利义务、询问是否申请回避，请先办理。")
    asked = Attendance.objects.filter(record__in=records, appeared__isnull=True).values_list("name", flat=True)
    missing = list(asked[:5])
    if missing:
        raise Refused(f"{'、'.join(missing)}是否到庭尚未记明，请先填写到庭情况。")


def _absent(record: Record, side: str, note: str, *, on: datetime.date) -> str:
    """What the absence of a whole side means, with its article; refused where it means nothing."""
    rows = list(Attendance.objects.filter(record=record, side=side))
    if not rows or any(row.appeared for row in rows):
        raise Refused("该方当事人或者其诉讼代理人已经到庭，不能按缺席处理。")
    principals = [row for row in rows if row.counsel_id is None]
    answer: Answer[str] = lawful(
        hearings.absence,
        side,
        summoned=all(row.summoned for row in principals),
        excused=any(row.excused for row in principals),
        on=on,
    )
    return "；".join(filter(None, [note.strip(), *answer.steps, f"依据{answer.because[0]}"]))


def lawful(rule: Callable[..., Given], *given: object, **named: object) -> Given:
    """What a rule of law answers; its refusal is ours."""
    try:
        return rule(*given, **named)
    except Refusal as refusal:
        raise Refused(refusal.sentence) from None
