"""Renewals (续行): asked for by whoever a measure was taken for, ordered or refused; the last day to ask follows."""

import datetime
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.cases import actions as case_actions
from tianping.cases.models import Litigant
from tianping.kernel import audit, files, moves, uploads
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused, tried
from tianping.law.measures import check_renews_what_runs, renew_by, renewal_ends
from tianping.law.wording import chinese_date
from tianping.measures.actions.terms import (
    RULING_NUMBER,
    SHORTEST_REASON,
    TERM,
    said,
    tell,
    until_of,
    words,
    write_term,
)
from tianping.measures.models import Measure, Renewal, RenewalRequest
from tianping.measures.permissions import check_can_keep, check_can_receive
from tianping.measures.queries import RENEWAL, first_end

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class RequestDraft:
    """Why a renewal is asked for, on which day that reached the court; the signed paper (name, content), if any."""

    reasons: str
    asked_on: datetime.date
    paper: tuple[str, bytes] | None = None


@transaction.atomic
def ask_renewal(
    measures: Sequence[Measure], draft: RequestDraft, *, litigant: Litigant, by: User | None, at: datetime.datetime
) -> list[RenewalRequest]:
    """Ask for measures to be renewed (申请续行, 保全规定第十八条); what comes late is taken, and told that it is late.

    ``by``: None for a litigant who gave the code of the case. Raises Refused for what was not taken for this litigant,
    has ended, or was asked for already.
    """
    if any(each.applicant_id != litigant.pk for each in measures):
        raise Refused("只能申请续行为自己采取的措施。")
    return _ask(measures, draft, by=by, at=at)


@transaction.atomic
def receive_request(measure: Measure, draft: RequestDraft, *, by: User, at: datetime.datetime) -> RenewalRequest:
    """Enter what the applicant handed in on paper (登记续行申请), on behalf of whom the measure was taken for."""
    check_can_receive(by, [measure])
    if draft.paper is None:
        raise Refused("请上传申请人签名或者盖章的续行申请书。")
    return _ask([measure], draft, by=by, at=at)[0]


@transaction.atomic
def refuse_request(request: RenewalRequest, reason: str, *, by: User, at: datetime.datetime) -> None:
    """Refuse to renew (不予续行), with the reason that the applicant is told; the measure ends with its day."""
    measure = request.measure
    check_can_keep(by, [measure])
    reason = reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise Refused("请写明不予续行的理由，要告知申请人。")
    moves.move(request, "refuse", by=by, at=at, reason=reason, answer=reason, answered_at=at, answered_by=by)
    ends = f"，该措施到{chinese_date(until_of(measure))}届满。"
    text = f"您申请续行{_for_message(measure)}，法院不予续行{ends}理由请到案件查询页查看。"
    told = case_actions.CaseMessage(f"renewal_refused:{request.pk}", measure.applicant, text, measure.case)
    case_actions.message_many([told], by=by, at=at)
    line = f"不予续行{words(measure)}{ends}理由：{reason.rstrip('。')}。"
    place = (measure.case.matter_id, measure.case_id, measure.applicant_id, line[:300])
    case_actions.tell_many([place], by=by, at=at)
    mind_renewals([measure], by=by, on=china_day(at))


@transaction.atomic
def renew(
    measure: Measure,
    basis: str,
    *,
    requested_on: datetime.date | None = None,
    until: datetime.date | None = None,
    by: User,
    at: datetime.datetime,
) -> Renewal:
    """Renew a measure before its end (续行), on request or of the court's own motion; the term runs on.

    A request that waits is answered by it, and gives the day of asking where none is given.
    """
    check_can_keep(by, [measure])
    measure = Measure.objects.select_for_update().get(pk=measure.pk)
    moves.require_state(measure, "in_force", sentence="该措施已经结束或者仍在轮候，不能续行。")
    if RULING_NUMBER.search(basis) is None:
        raise Refused("请写明续行所依据的裁定书或者协助执行通知书文号，例如“（2023）甘1027财保1号之一”。")
    day, was_until = china_day(at), until_of(measure)
    if requested_on is not None and requested_on > day:
        raise Refused("申请续行之日不能晚于今天，请核对日期；依职权续行的不填。")
    _check_next_renewal(measure, basis, on=day)
    waiting = RenewalRequest.objects.filter(measure=measure, status="asked").first()
    term = said(lambda: renewal_ends(measure.property_kind, was_until, renewed_on=day, on=day, until=until))
    made = Renewal.objects.create(
        measure=measure,
        was_until=was_until,
        until=term.value.until,
        basis=basis.strip(),
        requested_on=requested_on or (waiting.asked_on if waiting is not None else None),
        steps=list(term.steps),
        because=list(term.because),
        at=at,
        by=by,
    )
    write_term(measure, term)
    measure.save(update_fields=TERM)
    audit.record("measure.renew", f"measure:{measure.pk}", by=by, at=at, until=str(term.value.until))
    line = f"续行{words(measure)}，期限至{chinese_date(term.value.until)}。"
    tell([measure], line, by=by, at=at)
    if waiting is not None:
        moves.move(waiting, "grant", by=by, at=at, renewal=made, answered_at=at, answered_by=by)
        text = f"您申请续行{_for_message(measure)}，法院已经续行，期限至{chinese_date(term.value.until)}。"
        told = case_actions.CaseMessage(f"renewed:{made.pk}", measure.applicant, text, measure.case)
        case_actions.message_many([told], by=by, at=at)
    mind_renewals([measure], by=by, on=day)
    return made


def check_next(last: Renewal, *, on: datetime.date) -> None:
    """Raise Refused while the term of the last renewal has not begun."""
    said(lambda: check_renews_what_runs((last.was_until + ONE_DAY, last.until), on=on))


def why_no_renewal(measure: Measure, *, on: datetime.date) -> str:
    """Why a measure cannot be renewed again yet; empty where it can."""
    last = Renewal.objects.filter(measure=measure).order_by("-pk").first()
    return str(tried(lambda: check_next(last, on=on)) or "") if last is not None else ""


def _check_next_renewal(measure: Measure, basis: str, *, on: datetime.date) -> None:
    """Raise Refused where the last renewal has not begun, and for the order of an earlier renewal."""
    earlier = list(Renewal.objects.filter(measure=measure).order_by("pk"))
    if not earlier:
        return
    last = earlier[-1]
    check_next(last, on=on)
    if _orders(basis) & {number for each in earlier for number in _orders(each.basis)}:
        raise Refused(
            f"该措施以前的续行已经依据“{basis.strip()}”办理。每次续行应当有新的裁定或者协助执行通知书，请核对文号。"
        )


def _orders(basis: str) -> set[str]:
    """The numbers of orders in a text, brackets of any width alike."""
    return {re.sub(r"[（(〔\[]", "（", re.sub(r"[）)〕\]]", "）", each)) for each in RULING_NUMBER.findall(basis)}


def close_requests(measure_ids: Collection[int], reason: str, *, by: User | None, at: datetime.datetime) -> None:
    """What still waits on measures that ended has nothing left to decide."""
    waiting = RenewalRequest.objects.filter(measure__in=list(measure_ids), status="asked")
    ids = list(waiting.order_by("pk").values_list("pk", flat=True))
    if ids:
        moves.move_many(RenewalRequest, ids, "close", by=by, at=at, reason=reason, answer=reason, answered_at=at)


def mind_renewals(measures: Collection[Measure], *, by: User | None, on: datetime.date) -> None:
    """The applicant's last day to ask follows the first of their measures to end that they have not asked for."""
    places = {(each.case.matter_id, each.applicant_id): each.case_id for each in measures}
    for (matter_id, applicant_id), case_id in places.items():
        cause = "查封、扣押、冻结的期限有变化"
        case_actions.stop_clocks([matter_id], [RENEWAL], on=on, cause=cause, by=by, litigant_ids=[applicant_id])
        end = first_end(matter_id, applicant_id, on=on)
        if end is not None:
            start = case_actions.ClockStart(
                matter_id, case_id, RENEWAL, end, Post.ENFORCEMENT_OFFICER, litigant_id=applicant_id
            )
            case_actions.start_clocks([start], on=on)


def _ask(
    measures: Sequence[Measure], draft: RequestDraft, *, by: User | None, at: datetime.datetime
) -> list[RenewalRequest]:
    day, paper = china_day(at), None
    _check_asking(measures, draft, day=day)
    if draft.paper is not None:
        name, content = draft.paper
        taken = uploads.check(content, name)
        paper = files.keep(taken.content, taken.media_type)
    given = {"reasons": draft.reasons.strip(), "asked_on": draft.asked_on, "paper": paper}
    made = RenewalRequest.objects.bulk_create(
        RenewalRequest(measure=measure, asked_at=at, asked_by=by, **given) for measure in measures
    )
    moves.begin_many(RenewalRequest.machine, [each.pk for each in made], by=by, at=at, verb="ask")
    lines = [
        (
            each.case.matter_id,
            each.case_id,
            each.applicant_id,
            f"收到续行{words(each)}的申请{_late(each, draft)}。"[:300],
        )
        for each in measures
    ]
    case_actions.tell_many(lines, by=by, at=at)
    mind_renewals(measures, by=by, on=day)
    return made


def _late(measure: Measure, draft: RequestDraft) -> str:
    last = renew_by(until_of(measure), on=draft.asked_on).value
    if draft.asked_on <= last:
        return ""
    return f"，已经过了最迟申请之日{chinese_date(last)}，不能续行的后果由申请人自行承担"


def _check_asking(measures: Sequence[Measure], draft: RequestDraft, *, day: datetime.date) -> None:
    if not measures:
        raise Refused("请选择要续行的查封、扣押、冻结措施。")
    if len(draft.reasons.strip()) < SHORTEST_REASON:
        raise Refused("请写明为什么还需要继续查封、扣押、冻结。")
    if draft.asked_on > day:
        raise Refused("申请之日不能晚于今天，请核对日期。")
    ids = [each.pk for each in measures]
    last = {row.measure_id: row for row in Renewal.objects.filter(measure__in=ids).order_by("pk")}
    locked = Measure.objects.select_for_update(of=("self",)).select_related("owner")
    for each in locked.filter(pk__in=ids).order_by("pk"):
        moves.require_state(each, "in_force", sentence=f"{words(each)}已经结束或者仍在轮候，不能申请续行。")
        if until_of(each) < draft.asked_on:
            raise Refused(f"{words(each)}已于{chinese_date(until_of(each))}届满，不能续行，可以重新申请保全。")
        if each.pk in last:
            check_next(last[each.pk], on=day)
    if RenewalRequest.objects.filter(measure__in=ids, status="asked").exists():
        raise Refused("已经申请过续行，正在审查，请等待短信通知。")


def _for_message(measure: Measure) -> str:
    """A measure as an SMS names it, which names nobody and no account."""
    return f"{measure.get_way_display()}的{measure.get_property_kind_display()}"
