"""Appeals (上诉): taken in within their period with their fee; copies to the other side; the file goes up."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import Permission
from tianping.accounts.posts import Post
from tianping.cases import actions as case_actions
from tianping.cases.models import Counsel, Litigant
from tianping.cases.panels import left_from
from tianping.cases.queries import check_mandate
from tianping.kernel import audit, moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law import effectiveness, periods
from tianping.law.answers import Answer, Refusal
from tianping.law.effectiveness import Decision, LastDay, Served
from tianping.law.fee_kinds import Basis
from tianping.law.fee_settlements import appeal_fee
from tianping.law.laws import CIVIL_PROCEDURE_INTERPRETATION, cite
from tianping.law.money import grouped
from tianping.law.wording import chinese_date
from tianping.money.fees.queries import charged_to, tariff_of
from tianping.trial.closing.actions.effects import APPEAL_PERIODS, tell_binding
from tianping.trial.closing.models import Appeal, Ending, SecondInstance
from tianping.trial.closing.permissions import RECEIVE_APPEAL, SEND_APPEAL, check_can_handle_appeal
from tianping.trial.closing.queries import concerned_by, decision_of, served_on

COPIES, FILE = "C-APPEAL-SVC", "C-APPEAL-SEND"
DAYS_TO_ANSWER = 15
Outcome = SecondInstance.Outcome


@dataclass(frozen=True)
class AppealDraft:
    """A written appeal (上诉状): whose, what it asks, the disputed sum in fen (None: no sum), when it came.

    ``posted_on``: when it was handed to the post, if it came by post; ``counsel_id``: who signed it for the appellant.
    """

    appellant_id: int
    request: str
    received_on: datetime.date
    disputed_fen: int | None = None
    posted_on: datetime.date | None = None
    counsel_id: int | None = None


@dataclass(frozen=True)
class Sending:
    """The file goes up: to which court, what is in it; ``all_answered``: everybody answered before their time ended."""

    to_court: str
    contents: str
    all_answered: bool = False


@dataclass(frozen=True)
class Verdict:
    """What the second instance decided: under which number, how, and from which day that binds."""

    number: str
    outcome: SecondInstance.Outcome
    binds_on: datetime.date


@transaction.atomic
def receive_appeal(ending: Ending, draft: AppealDraft, *, by: User, at: datetime.datetime) -> Appeal:
    """Take an appeal in (收取上诉状), with its fee; the ending does not bind.

    Refused: nothing of the kind can be appealed; the appellant is no litigant; counsel signed without a mandate for it
    (第六十二条第二款); the period has ended.
    """
    ending = _locked(ending, by=by, permission=RECEIVE_APPEAL)
    day = china_day(at)
    decision = _appealable(ending, on=day)
    appellant = Litigant.objects.filter(matter=ending.case.matter_id, pk=draft.appellant_id).first()
    if appellant is None or not concerned_by(ending, [appellant], _left(ending)):
        raise Refused("上诉人不是本案当事人，或者裁定与其无关，请重新选择。")
    counsel = _counsel(appellant, draft, on=day)
    basis = _basis(ending, decision)
    _check_draft(draft, basis, ending.case.matter.claim_fen, on=day)
    last = _in_time(ending, decision, appellant, draft, on=day)
    fee = _fee(basis, draft, on=day)
    if ending.status == "awaiting":
        moves.move(ending, "appeal", by=by, at=at, waits_for="第二审人民法院的裁判")
    appeal = _created(ending, draft, last.value, fee, by=by, at=at)
    _tell_received(ending, appeal, appellant, counsel, by=by, at=at)
    return appeal


@transaction.atomic
def serve_copies(ending: Ending, copies_on: datetime.date, *, by: User, at: datetime.datetime) -> SecondInstance:
    """The last of the other side was served the appeal (上诉状副本送达); fifteen days to answer (第一百七十四条)."""
    ending = _locked(ending, by=by, permission=SEND_APPEAL)
    moves.require_state(ending, "appealed", sentence="本案没有待办的上诉，请刷新页面。")
    day = china_day(at)
    first = Appeal.objects.filter(ending=ending).earliest("received_on").received_on
    if not first <= copies_on <= day:
        raise Refused(f"副本送达日期应当在收到上诉状（{chinese_date(first)}）之后、今天之前，请核对。")
    answer = periods.count(DAYS_TO_ANSWER, "日", copies_on).value
    until = answer.legal if answer.legal is not None else answer.nominal
    try:
        with transaction.atomic():
            made = SecondInstance.objects.create(
                ending=ending,
                copies_on=copies_on,
                answer_until=datetime.date(until.year, until.month, until.day),
                copies_at=at,
                copies_by=by,
            )
    except IntegrityError:
        raise Overtaken("上诉状副本的送达已经登记，请刷新页面。") from None
    matter_id, case_id = ending.case.matter_id, ending.case_id
    case_actions.stop_clocks([matter_id], [COPIES], on=day, cause="上诉状副本已送达", by=by)
    start = case_actions.ClockStart(matter_id, case_id, FILE, made.answer_until, Post.COURT_CLERK)
    case_actions.start_clocks([start], on=day)
    text = f"上诉状副本已于{chinese_date(copies_on)}送达，答辩至{chinese_date(made.answer_until)}。"
    case_actions.note_many([(matter_id, case_id, text)], by=by, at=at, for_litigants=True)
    audit.record("appeal.copies", f"ending:{ending.pk}", by=by, at=at)
    return made


@transaction.atomic
def send_appeal(ending: Ending, sending: Sending, *, by: User, at: datetime.datetime) -> None:
    """Send the file to the court above (移送上诉案件), with all papers and evidence (第一百七十四条第二款).

    Refused: the copies were not served; somebody may still answer; somebody may still appeal.
    """
    ending = _locked(ending, by=by, permission=SEND_APPEAL)
    day = china_day(at)
    way_up = SecondInstance.objects.filter(ending=ending).first()
    if way_up is None:
        raise Refused("上诉状副本的送达尚未登记，请先登记送达。")
    if not sending.to_court.strip() or not sending.contents.strip():
        raise Refused("请写明第二审人民法院和移送的案卷、证据。")
    if day <= way_up.answer_until and not sending.all_answered:
        raise Refused(f"对方当事人的答辩期至{chinese_date(way_up.answer_until)}；全部提出答辩状的，请勾选后移送。")
    _check_nobody_may_still_appeal(ending, on=day)
    moves.move(ending, "send", by=by, at=at)
    SecondInstance.objects.filter(pk=way_up.pk).update(
        to_court=sending.to_court.strip(), contents=sending.contents.strip(), sent_at=at, sent_by=by
    )
    case = ending.case
    case_actions.stop_clocks([case.matter_id], [FILE], on=day, cause="上诉案卷已移送", by=by)
    case_actions.stop_clocks([case.matter_id], APPEAL_PERIODS, on=day, cause="上诉期届满，没有上诉", by=by)
    text = f"上诉案卷已移送{sending.to_court.strip()}。"
    case_actions.note_many([(case.matter_id, case.pk, text)], by=by, at=at, for_litigants=True)


@transaction.atomic
def decide_second_instance(ending: Ending, verdict: Verdict, *, by: User, at: datetime.datetime) -> None:
    """Write down what came back from the court above (二审结果); unless it remanded, the case is at its end."""
    ending = _locked(ending, by=by, permission=SEND_APPEAL)
    moves.require_state(ending, "sent", sentence="本案没有移送二审，或者二审结果已经登记，请刷新页面。")
    if not verdict.number.strip():
        raise Refused("请写明二审案号。")
    if not china_day(ending.closed_at) <= verdict.binds_on <= china_day(at):
        raise Refused("二审文书的生效日期应当在一审结案之后、今天之前，请核对。")
    SecondInstance.objects.filter(ending=ending).update(
        number=verdict.number.strip(),
        outcome=verdict.outcome,
        binds_on=verdict.binds_on,
        decided_at=at,
        decided_by=by,
    )
    text = f"二审已结：{verdict.number.strip()}，{verdict.outcome.label}。"
    case = ending.case
    case_actions.note_many([(case.matter_id, case.pk, text)], by=by, at=at, for_litigants=True)
    if verdict.outcome == Outcome.REMANDED:
        moves.move(ending, "remand", by=by, at=at)
        return
    moves.move(ending, "decide", by=by, at=at, effective_on=verdict.binds_on, waits_for="")
    days = {verdict.binds_on: [case.pk]}
    case_actions.bind_cases(days, by=by, at=at)
    tell_binding(days, [ending], by=by, at=at)


def _locked(ending: Ending, *, by: User, permission: Permission) -> Ending:
    found = Ending.objects.select_for_update(of=("self",)).select_related("case", "paper").get(pk=ending.pk)
    check_can_handle_appeal(by, found.case, permission)
    return found


def _appealable(ending: Ending, *, on: datetime.date) -> Decision:
    moves.require_state(
        ending, "awaiting", "appealed", sentence="本案的法律文书已经生效或者已移送二审，不能再收取上诉状。"
    )
    decision = decision_of(ending)
    small = ending.case.track == "small_claims"
    if decision is None or not effectiveness.may_appeal(*decision, small_claims=small):
        raise Refused("本案的法律文书依法不能上诉（调解书、一审终审的判决和不准上诉的裁定）。")
    return decision[0]


def _counsel(appellant: Litigant, draft: AppealDraft, *, on: datetime.date) -> Counsel | None:
    """Who signed the appeal for the appellant, if anybody did; their mandate must name it (代为提起上诉)."""
    if draft.counsel_id is None:
        return None
    counsel = Counsel.objects.filter(pk=draft.counsel_id, litigant=appellant, until__isnull=True).first()
    if counsel is None:
        raise Refused(f"所选代理人不是{appellant.name}现在的委托诉讼代理人，请核对上诉人和提起上诉的人。")
    check_mandate(counsel, "appeal", on=on)
    return counsel


def _basis(ending: Ending, decision: Decision) -> Basis | None:
    """By what the fee of the first instance was counted; None for an appeal against a ruling."""
    if decision != "judgment":
        return None
    charged = charged_to([ending.case_id]).get(ending.case_id)
    return Basis("property", ending.case.matter.claim_fen) if charged is None else charged.basis


def _check_draft(draft: AppealDraft, basis: Basis | None, claim_fen: int | None, *, on: datetime.date) -> None:
    if not draft.request.strip():
        rule = cite(CIVIL_PROCEDURE_INTERPRETATION, 318, on).text
        raise Refused(f"请写明上诉请求；口头表示上诉而未在上诉期内递交上诉状的，视为未提起上诉（{rule}）。")
    if draft.received_on > on or (draft.posted_on is not None and draft.posted_on > draft.received_on):
        raise Refused("收到日期不能晚于今天，交邮日期不能晚于收到日期，请核对。")
    if basis is not None and basis.by_property and draft.disputed_fen is None:
        raise Refused("对财产案件的判决上诉的，请填写不服一审判决部分的数额，用于计算上诉费。")
    # Interest that runs on may make more than was claimed; twice as much is a slip of the pen.
    if claim_fen and draft.disputed_fen is not None and draft.disputed_fen > 2 * claim_fen:
        raise Refused(
            f"不服一审判决部分的数额{grouped(draft.disputed_fen)}元，超过一审诉讼请求数额{grouped(claim_fen)}元的二倍，"
            "请核对是否多写了位数。"
        )


def _in_time(
    ending: Ending, decision: Decision, appellant: Litigant, draft: AppealDraft, *, on: datetime.date
) -> Answer[LastDay]:
    served = Served(appellant.name, served_on([ending])[ending.case_id].get(appellant.pk))
    handed_in = effectiveness.Appeal(appellant.name, draft.received_on, draft.posted_on)
    try:
        return effectiveness.check_appeal_in_time(decision, served, handed_in, on=on)
    except Refusal as refusal:
        raise Refused(refusal.sentence) from None


def _fee(basis: Basis | None, draft: AppealDraft, *, on: datetime.date) -> Answer[int]:
    try:
        return appeal_fee(basis, draft.disputed_fen, on=on, rounding=tariff_of(on).rounding)
    except Refusal as refusal:
        raise Refused(refusal.sentence) from None


def _created(
    ending: Ending, draft: AppealDraft, last: LastDay, fee: Answer[int], *, by: User, at: datetime.datetime
) -> Appeal:
    try:
        with transaction.atomic():
            return Appeal.objects.create(
                ending=ending,
                appellant_id=draft.appellant_id,
                counsel_id=draft.counsel_id,
                received_on=draft.received_on,
                posted_on=draft.posted_on,
                last_day=last.on,
                request=draft.request.strip(),
                disputed_fen=draft.disputed_fen if fee.value else None,
                fee_fen=fee.value,
                fee_steps=list(fee.steps),
                fee_because=list(fee.because),
                entered_at=at,
                entered_by=by,
            )
    except IntegrityError:
        raise Overtaken("该当事人的上诉状已经登记，请刷新页面。") from None


def _tell_received(
    ending: Ending,
    appeal: Appeal,
    appellant: Litigant,
    counsel: Counsel | None,
    *,
    by: User,
    at: datetime.datetime,
) -> None:
    day, matter_id, case_id = china_day(at), ending.case.matter_id, ending.case_id
    case_actions.stop_clocks(
        [matter_id], APPEAL_PERIODS, on=day, cause="已提起上诉", by=by, litigant_ids=[appellant.pk]
    )
    start = case_actions.ClockStart(
        matter_id, case_id, COPIES, appeal.received_on, Post.COURT_CLERK, litigant_id=appellant.pk
    )
    case_actions.start_clocks([start], on=day)
    who = f"{appellant.name}的委托诉讼代理人{counsel.name}" if counsel is not None else appellant.name
    text = f"{who}于{chinese_date(appeal.received_on)}提起上诉，上诉费{grouped(appeal.fee_fen)}元。"
    case_actions.note_many([(matter_id, case_id, text)], by=by, at=at, for_litigants=True)
    audit.record("appeal.receive", f"ending:{ending.pk}", by=by, at=at, appellant=appellant.pk)


def _left(ending: Ending) -> Collection[int]:
    """The plaintiffs who left the case by a ruling before it ended."""
    return left_from([ending.case_id]).get(ending.case_id, ())


def _check_nobody_may_still_appeal(ending: Ending, *, on: datetime.date) -> None:
    decision = decision_of(ending)
    if decision is None:
        return
    days = served_on([ending])[ending.case_id]
    appealed = set(Appeal.objects.filter(ending=ending).values_list("appellant_id", flat=True))
    others = Litigant.objects.filter(matter=ending.case.matter_id).exclude(pk__in=appealed).order_by("position")
    for each in concerned_by(ending, others, _left(ending)):
        last = effectiveness.last_day_to_appeal(decision[0], Served(each.name, days.get(each.pk)), on=on).value.on
        if last is None or on <= last:
            until = f"至{chinese_date(last)}" if last is not None else "尚未起算"
            raise Refused(f"{each.name}的上诉期{until}，届满后再移送。")
