"""What may be done with supervised cases: mark, take a step, answer it, release."""

import datetime

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Case
from tianping.kernel import audit, moves
from tianping.kernel.refusals import Overtaken, Refused
from tianping.trial.deliberation.models import Supervision, SupervisionStep
from tianping.trial.deliberation.permissions import check_can_answer, check_can_mark, check_can_step

Measure = SupervisionStep.Measure


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
