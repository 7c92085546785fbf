"""Feedback: rate a step of service, say thanks or complain, answer (G3)."""

import datetime

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Litigant
from tianping.cases.permissions import Looker
from tianping.community.feedback.models import Rating, Step, Voice
from tianping.community.feedback.permissions import check_can_answer
from tianping.community.feedback.queries import answer_days, happened_steps
from tianping.kernel import audit, moves, numbering
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused

LONGEST = 5000

# Characters: a word answers no complaint.
SHORTEST_ANSWER = 10


@transaction.atomic
def rate(looker: Looker, step: str, word: int, text: str, *, at: datetime.datetime) -> Rating:
    """A litigant says how they found a step of service (评价), once; what was said stays as it was said."""
    if step not in Step or word not in Rating.Word:
        raise Refused("请选择要评价的环节和满意程度。")
    if step not in happened_steps(looker.case, looker.litigant):
        raise Refused(f"{Step(step).label}还没有完成，完成以后才能评价，请选择其他环节。")
    found, is_new = Rating.objects.get_or_create(
        case=looker.case,
        litigant=looker.litigant,
        step=step,
        defaults={"word": word, "text": text.strip()[:500], "given_at": at, "given_by": looker.user},
    )
    if not is_new:
        raise Refused(f"您已经评价过{Step(step).label}，评价提交以后不能更改；还有意见的，可以写在下面。")
    audit.record("rating.give", f"case:{looker.case.pk}", by=looker.user, at=at, step=step)
    return found


@transaction.atomic
def say(looker: Looker, kind: str, text: str, *, at: datetime.datetime, by: User | None = None) -> Voice:
    """Thanks, a suggestion or a complaint about a matter (感谢、建议、投诉), under a number, to be answered in time.

    ``by``: whoever wrote it down for a litigant at the counter. It stands in no timeline: those who try the case do
    not learn of a complaint from here. The same said twice before it was answered (two tabs, two clicks) is one.
    """
    if kind not in Voice.Kind:
        raise Refused("请选择是感谢、建议还是投诉。")
    if not text.strip() or len(text) > LONGEST:
        raise Refused(f"请写明具体情况，不超过{LONGEST}字。")
    # Locked, so that two tabs meet here.
    Litigant.objects.select_for_update().get(pk=looker.litigant.pk)
    same = Voice.objects.filter(case=looker.case, litigant=looker.litigant, kind=kind, text=text.strip())
    earlier = same.filter(status="received").first()
    if earlier is not None:
        return earlier
    day = china_day(at)
    made = Voice.objects.create(
        number=f"意见{day.year}-{numbering.take_number('voice', day.year):06d}",
        kind=kind,
        case=looker.case,
        litigant=looker.litigant,
        text=text.strip(),
        received_on=day,
        due_on=day + datetime.timedelta(days=answer_days(day)),
        given_at=at,
        given_by=by or looker.user,
    )
    moves.begin_many(Voice.machine, [made.pk], by=by or looker.user, at=at, verb="receive")
    return made


@transaction.atomic
def answer(voice: Voice, text: str, *, by: User, at: datetime.datetime) -> None:
    """Answer (答复); the litigant reads it on the page of the case, and is told so by SMS."""
    check_can_answer(by, voice)
    if not text.strip():
        raise Refused("请写明答复内容。")
    if voice.kind == Voice.Kind.COMPLAINT and len(text.strip()) < SHORTEST_ANSWER:
        raise Refused(f"答复投诉应当写明核实的情况和处理的结果，至少{SHORTEST_ANSWER}个字。")
    moves.move(
        voice, "answer", by=by, at=at, answer=text.strip(), answered_at=at, answered_by=by, answered_on=china_day(at)
    )
    # Clerks read what was sent; who complained is none of it.
    told = "您的事项有了新的答复，请登录或者用案号、查询码查看。"
    case_actions.message_many(
        [case_actions.CaseMessage(f"voice:{voice.pk}", voice.litigant, told, voice.case)], by=by, at=at
    )
