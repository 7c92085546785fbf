"""What may be done in deliberation: a panel's deliberation is recorded and signed; supervised cases."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Seat
from tianping.kernel import audit, moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law.answers import Refusal
from tianping.law.benches import Vote, decided
from tianping.trial.deliberation.models import (
    Deliberation,
    DeliberationSignature,
    Opinion,
    Supervision,
    SupervisionStep,
)
from tianping.trial.deliberation.permissions import (
    check_can_answer,
    check_can_mark,
    check_can_record,
    check_can_sign,
    check_can_step,
)
from tianping.trial.deliberation.queries import members_of

Measure = SupervisionStep.Measure


@dataclass(frozen=True)
class Said:
    """What a member said, and whether they agree with the conclusion."""

    text: str
    agrees: bool


@dataclass(frozen=True)
class Sitting:
    """A panel deliberated: when and where, what each member said (by user id), what was concluded."""

    held_on: datetime.date
    place: str
    said: Mapping[int, Said]
    conclusion: str


@transaction.atomic
def record_deliberation(case: Case, sitting: Sitting, *, by: User, at: datetime.datetime) -> Deliberation:
    """Write down what a panel deliberated (评议笔录): every member's words, those of whoever differs, too.

    Refused: a member said nothing; no majority carries the conclusion; a day that cannot be.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_can_record(by, case)
    seats, day = members_of(case), china_day(at)
    if not case.filed_on <= sitting.held_on <= day:
        raise Refused("评议日期应当在立案之后、今天之前，请核对。")
    if not sitting.place.strip() or not sitting.conclusion.strip():
        raise Refused("请写明评议地点和评议结论。")
    silent = [seat.user.full_name for seat in seats if not _words(sitting, seat)]
    if silent:
        raise Refused(f"请记明{'、'.join(silent)}的意见；合议庭成员都应当发表意见。")
    votes = [Vote(sitting.said[seat.user_id].agrees, seat.role == Seat.Role.ASSESSOR) for seat in seats]
    try:
        carried = decided(votes, on=day)
    except Refusal as refusal:
        raise Refused(refusal.sentence) from None
    made = Deliberation.objects.create(
        case=case,
        ordinal=Deliberation.objects.filter(case=case).count() + 1,
        held_on=sitting.held_on,
        place=sitting.place.strip(),
        conclusion=sitting.conclusion.strip(),
        steps=list(carried.steps),
        because=list(carried.because),
        at=at,
        by=by,
    )
    Opinion.objects.bulk_create(
        [
            Opinion(
                deliberation=made,
                user_id=seat.user_id,
                ordinal=place,
                office=seat.get_role_display(),
                text=_words(sitting, seat),
                agrees=sitting.said[seat.user_id].agrees,
            )
            for place, seat in enumerate(seats, start=1)
        ]
    )
    audit.record("deliberation.record", f"deliberation:{made.pk}", by=by, at=at)
    return made


@transaction.atomic
def sign_deliberation(deliberation: Deliberation, *, by: User, at: datetime.datetime) -> None:
    """A member signs the record of the deliberation."""
    check_can_sign(by, deliberation)
    try:
        with transaction.atomic():
            DeliberationSignature.objects.create(deliberation=deliberation, at=at, by=by)
    except IntegrityError:
        raise Overtaken("您已经在这份评议笔录上签名。") from None
    audit.record("deliberation.sign", f"deliberation:{deliberation.pk}", by=by, at=at)


def _words(sitting: Sitting, seat: Seat) -> str:
    said = sitting.said.get(seat.user_id)
    return said.text.strip() if said is not None else ""


@transaction.atomic
def mark_supervised(case: Case, kind: Supervision.Kind, reason: str, *, by: User, at: datetime.datetime) -> Supervision:
    """Mark a case as one of the four kinds (标识四类案件), with the reason."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_can_mark(by, case)
    if not reason.strip():
        raise Refused("请写明本案属于四类案件的具体情形。")
    if Supervision.objects.filter(case=case, status="marked").exists():
        raise Overtaken("本案已经标识为四类案件，请刷新页面查看。")
    supervision = Supervision.objects.create(case=case, kind=kind, reason=reason.strip(), marked_at=at, marked_by=by)
    moves.begin_many(Supervision.machine, [supervision.pk], by=by, at=at, verb="mark")
    _note(case, f"标识为四类案件：{supervision.get_kind_display()}。", by=by, at=at)
    return supervision


@transaction.atomic
def take_step(
    supervision: Supervision, measure: SupervisionStep.Measure, text: str, *, by: User, at: datetime.datetime
) -> SupervisionStep:
    """A leader takes a step in a supervised case (监督管理措施): all of it stays on record, none of it decides."""
    supervision = Supervision.objects.select_for_update().select_related("case").get(pk=supervision.pk)
    check_can_step(by, supervision)
    if measure == Measure.ANSWER:
        raise Refused("书面回复由审判组织成员填写。")
    return _step(supervision, measure, text, "请写明监督管理措施的具体内容。", by=by, at=at)


@transaction.atomic
def answer(supervision: Supervision, text: str, *, by: User, at: datetime.datetime) -> SupervisionStep:
    """The bench answers in writing (审判组织书面回复)."""
    supervision = Supervision.objects.select_for_update().select_related("case").get(pk=supervision.pk)
    check_can_answer(by, supervision)
    return _step(supervision, Measure.ANSWER, text, "请写明回复的内容。", by=by, at=at)


@transaction.atomic
def end_supervision(supervision: Supervision, reason: str, *, by: User, at: datetime.datetime) -> None:
    """Release a case from supervision (解除标识), with the reason."""
    check_can_step(by, supervision)
    if not reason.strip():
        raise Refused("请写明解除的理由。")
    moves.move(supervision, "end", by=by, at=at, reason=reason, ended_at=at, ended_by=by, end_reason=reason.strip())
    _note(supervision.case, "解除四类案件标识。", by=by, at=at)


def _step(
    supervision: Supervision,
    measure: SupervisionStep.Measure,
    text: str,
    sentence: str,
    *,
    by: User,
    at: datetime.datetime,
) -> SupervisionStep:
    if not text.strip():
        raise Refused(sentence)
    step = SupervisionStep.objects.create(supervision=supervision, measure=measure, text=text.strip(), at=at, by=by)
    audit.record("supervision.step", f"supervision:{supervision.pk}", by=by, at=at, measure=str(measure))
    return step


def _note(case: Case, line: str, *, by: User, at: datetime.datetime) -> None:
    case_actions.note_many([(case.matter_id, case.pk, line)], by=by, at=at, for_litigants=False)
