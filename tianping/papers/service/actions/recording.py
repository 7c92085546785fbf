"""Recording what was tried, and what the law makes of it."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases.queries import counsel_of
from tianping.kernel import moves
from tianping.kernel.clock import china_day
from tianping.kernel.messages import mobile_number
from tianping.kernel.models import Message, StoredFile
from tianping.kernel.refusals import Refused
from tianping.law import electronic_consent, service
from tianping.law.answers import Answer, Refusal
from tianping.law.service import Served
from tianping.law.wording import chinese_date
from tianping.papers.documents.queries import FORMAL
from tianping.papers.service.actions.effects import serve
from tianping.papers.service.models import Attempt, Consent, Delivery
from tianping.papers.service.permissions import check_can_serve
from tianping.papers.service.queries import OPEN, arrivals, consents_of, covers, step_of_paper, with_paper_copies

TAKEN = "当事人凭查询码在案件进度页面签收"
BY_HAND = (
    "电子送达由系统发送，送达信息到达当事人确认的地址才算送达，不能登记；"
    "受送达人同意电子送达的，请用“发送电子送达”，没有同意的，请用其他方式送达。"
)
NO_MESSAGES: Mapping[int, Message] = MappingProxyType({})


@dataclass(frozen=True)
class Tried:
    """What was done to serve papers (送达经过): by which method, on which day, who took them or why nobody did.

    ``day`` is the day the law looks at (law.service.Served); ``manner`` and ``fault`` as there. ``posted_on``: 交邮日期
    of mail.
    """

    method: service.Method
    day: datetime.date
    outcome: service.Outcome = "received"
    receiver: service.Receiver = "self"
    manner: service.Manner = ""
    fault: service.Fault = ""
    note: str = ""
    posted_on: datetime.date | None = None
    # Of electronic service: how it is known that it reached the litigant.
    trace: service.Trace = "arrived"


def record_attempt(delivery: Delivery, tried: Tried, *, by: User, at: datetime.datetime) -> None:
    """Record one attempt (登记送达结果)."""
    record_attempts_many([delivery.pk], tried, by=by, at=at)
    delivery.refresh_from_db()


@transaction.atomic
def record_attempts_many(ids: Sequence[int], tried: Tried, *, by: User, at: datetime.datetime) -> list[Delivery]:
    """Record the same attempt for many papers, all or none, in a constant number of statements. Gives those served.

    What came back without the addressee's fault is kept as a failed attempt with the reason; anything else that the
    law does not count as service is refused, and so is electronic service: it is what the system itself sent, or what
    the litigant took on their own page. What follows from service begins: periods to answer, to bring evidence,
    to appeal; the five days to serve the defendants end with the last of them.
    """
    if tried.method == "electronic":
        raise Refused(BY_HAND)
    rows = locked(ids)
    check_can_serve(by, {each.paper.case_id for each in rows})
    return record(rows, tried, by=by, at=at)


@transaction.atomic
def receive(delivery: Delivery, *, at: datetime.datetime) -> None:
    """The litigant takes a paper on their own page (签收) before any message arrived: electronic service, where they
    agreed to it on record; the earliest counts (在线诉讼规则第三十一条第四款).
    """
    (row,) = locked([delivery.pk])
    if row.status == "served":
        raise Refused("这份文书已经送达，不需要再签收，可以直接下载。")
    agreed = consents_of([row.litigant_id]).get(row.litigant_id)
    if agreed is None:
        raise Refused("您没有同意电子送达，在这里签收不算送达；请先确认电子送达地址。")
    if not covers(agreed, row.paper):
        step = electronic_consent.STEP_NAMES[step_of_paper(row.paper)]
        raise Refused(f"您同意电子送达的适用环节不包括{step}，在这里签收不算送达；愿意的，请重新确认并勾选这个环节。")
    if with_paper_copies([row.paper]):
        raise Refused("这份通知书连同纸质的起诉状副本一起送达，本院会邮寄给您或者请您来领取，在这里签收不算送达。")
    record([row], Tried("electronic", china_day(at), note=TAKEN, trace="acted"), by=None, at=at)
    delivery.refresh_from_db()


@transaction.atomic
def hear_messages_sent(*, at: datetime.datetime, message_ids: Sequence[int]) -> None:
    """Messages were sent: what they announced is served on those who agreed (在线诉讼规则第三十一条第一款).

    The day of sending counts as that of arrival (民事诉讼法解释第一百三十五条). What was served before stays.
    """
    on = china_day(at)
    arrived = arrivals(message_ids)
    waiting = _waiting(list(arrived))
    agreed = consents_of([each.litigant_id for each in waiting])
    by_hand = with_paper_copies(each.paper for each in waiting)
    waiting = [each for each in waiting if each.paper_id not in by_hand]
    served = [each for each in waiting if _reached(agreed.get(each.litigant_id), each, arrived[each.pk].address, on)]
    if served:
        record(served, Tried("electronic", on), by=None, at=at, arrived=arrived)


def check_electronic(rows: Sequence[Delivery], *, on: datetime.date) -> None:
    """Raise unless each of these papers would be served by a message that arrives on that day (民事诉讼法第九十条)."""
    _answers(rows, Tried("electronic", on), on=on)


def _reached(agreed: Consent | None, each: Delivery, address: str, on: datetime.date) -> bool:
    """Whether the message went to the address at which the litigant still agrees to be served such papers."""
    if agreed is None or not covers(agreed, each.paper):
        return False
    return address in (agreed.address, mobile_number(agreed.address, on=on))


def _waiting(ids: Sequence[int]) -> list[Delivery]:
    rows = Delivery.objects.select_for_update(of=("self",)).filter(pk__in=ids, status__in=OPEN)
    return list(rows.select_related("paper__case", "litigant").order_by("pk"))


def locked(ids: Sequence[int]) -> list[Delivery]:
    """These deliveries, locked against whoever else serves them."""
    rows = list(
        Delivery.objects.select_for_update(of=("self",))
        .filter(pk__in=ids)
        .select_related("paper__case", "litigant")
        .order_by("pk")
    )
    if not rows or len(rows) != len(set(ids)):
        raise Refused("所选送达中有的已经不存在，请刷新页面。")
    return rows


def record(
    rows: Sequence[Delivery],
    tried: Tried,
    *,
    by: User | None,
    at: datetime.datetime,
    arrived: Mapping[int, Message] = NO_MESSAGES,
    signed: StoredFile | None = None,
) -> list[Delivery]:
    """Write the attempt into locked rows; gives those that it served. ``signed``: what was signed for them."""
    if tried.day > china_day(at):
        raise Refused("送达日期不能晚于今天，请核对日期。")
    _check_days(rows, tried)
    _check_posted(tried)
    answers = _answers(rows, tried, on=china_day(at))
    _check_posting_day(rows, tried, answers)
    made = [_attempt(each, tried, answers[each.pk], by=by, at=at) for each in rows]
    for attempt in made:
        attempt.message, attempt.signed = arrived.get(attempt.delivery_id), signed
    Attempt.objects.bulk_create(made)
    failed = [each.pk for each in rows if isinstance(answers[each.pk], Refusal)]
    if failed:
        moves.move_many(Delivery, failed, "fail", by=by, at=at, reason=tried.note)
    served = [(each, answer) for each in rows if isinstance(answer := answers[each.pk], Answer)]
    if served:
        serve(served, tried.method, by=by, at=at)
    return [each for each, _answer_ in served]


def _check_days(rows: Iterable[Delivery], tried: Tried) -> None:
    for each in rows:
        issued = each.paper.issued_at
        if issued is not None and tried.day < china_day(issued):
            raise Refused(f"{each.paper}于{chinese_date(china_day(issued))}制发，送达日期不能早于制发日期。")
        if issued is not None and tried.posted_on is not None and tried.posted_on < china_day(issued):
            raise Refused(f"{each.paper}于{chinese_date(china_day(issued))}制发，交邮日期不能早于制发日期。")


def _check_posted(tried: Tried) -> None:
    if tried.posted_on is None:
        return
    if tried.method != "mail":
        raise Refused("交邮日期只用于邮寄送达；请核对送达方式，或者不填交邮日期。")
    if tried.posted_on > tried.day:
        raise Refused("交邮日期不能晚于签收或者退回的日期，请核对。")


def _check_posting_day(
    rows: Iterable[Delivery], tried: Tried, answers: Mapping[int, Answer[datetime.date] | Refusal]
) -> None:
    """A decision that was served by mail closes its case on the day of posting (审理期限规定第十条第二款)."""
    if tried.method != "mail" or tried.posted_on is not None:
        return
    for each in rows:
        if each.paper.kind in FORMAL and isinstance(answers[each.pk], Answer):
            raise Refused(f"{each.paper}是裁判文书，邮寄送达的请填写交邮日期，结案日期按交邮日期计算。")


def _answers(
    rows: Sequence[Delivery], tried: Tried, *, on: datetime.date
) -> dict[int, Answer[datetime.date] | Refusal]:
    litigants = [each.litigant_id for each in rows]
    if tried.method == "electronic":
        _check_copies(rows, on=on)
    consents, counsel = consents_of(litigants), counsel_of(litigants, since=tried.day)
    return {
        each.pk: _answer(
            each, tried, consents.get(each.litigant_id), has_counsel=bool(counsel[each.litigant_id]), on=on
        )
        for each in rows
    }


def _check_copies(rows: Sequence[Delivery], *, on: datetime.date) -> None:
    by_hand = with_paper_copies(each.paper for each in rows)
    for each in rows:
        if each.paper_id in by_hand:
            raise Refused(
                f"{each.litigant.name}，{each.paper}：{electronic_consent.copy_on_paper(on)}，"
                "请连同起诉状副本邮寄或者当面送达。"
            )


def _answer(
    each: Delivery, tried: Tried, agreed: Consent | None, *, has_counsel: bool, on: datetime.date
) -> Answer[datetime.date] | Refusal:
    covered = covers(agreed, each.paper)
    if tried.method == "electronic" and agreed is not None and not covered:
        why = electronic_consent.not_covered(step_of_paper(each.paper), on)
        raise Refused(f"{each.litigant.name}，{each.paper}：{why}，请用其他方式送达。")
    facts = Served(
        method=tried.method,
        day=tried.day,
        track=each.paper.case.track,
        outcome=tried.outcome,
        receiver=tried.receiver,
        organisation=each.litigant.kind != "natural",
        manner=tried.manner,
        fault=tried.fault,
        consent=covered,
        address="confirmed" if covered else "",
        trace=tried.trace if tried.method == "electronic" else "",
        reason=tried.note,
        deciding=each.paper.kind in FORMAL,
        mediation_paper=each.paper.kind == "mediation_paper",
        has_counsel=has_counsel,
    )
    try:
        return service.effective_day(facts, on=on)
    except Refusal as refusal:
        if tried.outcome == "returned":
            return refusal
        raise Refused(f"{each.litigant.name}，{each.paper}：{refusal.sentence}") from None


def _attempt(
    each: Delivery, tried: Tried, answer: Answer[datetime.date] | Refusal, *, by: User | None, at: datetime.datetime
) -> Attempt:
    return Attempt(
        delivery=each,
        method=tried.method,
        day=tried.day,
        posted_on=tried.posted_on,
        outcome=tried.outcome,
        receiver=tried.receiver,
        manner=tried.manner,
        fault=tried.fault,
        note=tried.note.strip(),
        failed_because=answer.sentence[:300] if isinstance(answer, Refusal) else "",
        recorded_at=at,
        recorded_by=by,
    )
