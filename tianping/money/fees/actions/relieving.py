"""Help with fees (司法救助): asking not to pay, to pay less or later; the decision, and what follows for the bill."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Litigant
from tianping.kernel import audit, files, moves, uploads
from tianping.kernel.clock import china_day
from tianping.kernel.models import StoredFile
from tianping.kernel.refusals import Overtaken, Refused, tried
from tianping.law import fee_relief
from tianping.law.answers import Refusal
from tianping.law.money import grouped
from tianping.money.fees.actions.receiving import complete
from tianping.money.fees.actions.telling import start_to_pay
from tianping.money.fees.models import Bill, Item, Relief
from tianping.money.fees.payments import due_of, item_of, payments_of, standing, until_words
from tianping.money.fees.periods import FEE_PERIOD
from tianping.money.fees.permissions import ENTER_RELIEF, check_can_ask, check_can_decide
from tianping.money.fees.reliefs import case_in, case_of, decision_words, granted_to, refused_grounds

SEVERAL = "本案与其他案件合开一份交费通知，请到立案窗口办理。"


@dataclass(frozen=True)
class ReliefDraft:
    """What somebody asks for: the kind of help, its ground, their own words, and what proves it (name, content)."""

    kind: str
    ground: str
    words: str
    proofs: Sequence[tuple[str, bytes]] = ()


@dataclass(frozen=True)
class Decision:
    """What is decided, and why; ``percent`` of a reduction, ``until`` of a deferral."""

    granted: bool
    reason: str
    percent: int | None = None
    until: datetime.date | None = None


@transaction.atomic
def ask_relief(litigant: Litigant, draft: ReliefDraft, *, by: User | None, at: datetime.datetime) -> Relief:
    """Ask for a fee to be waived, reduced or deferred (申请司法救助); until it is decided no period to pay runs.

    What is asked again after a refusal may let the period run on (``law.fee_relief.stays_the_days``); whoever asks is
    told. ``by``: None for a litigant who gave the code of the case. Raises Refused for whoever owes nothing, a second
    time while the first waits, and what is no ground.
    """
    return _asked(litigant, draft, None, by=by, at=at)


@transaction.atomic
def enter_relief(
    litigant: Litigant, draft: ReliefDraft, signed: Sequence[tuple[str, bytes]], *, by: User, at: datetime.datetime
) -> Relief:
    """Enter at the counter what somebody asks for on paper (窗口代为录入), with the application that they signed.

    Raises Refused without the signed paper, and as ``ask_relief`` does.
    """
    check_may(by, ENTER_RELIEF)
    paper = _kept(signed)
    if paper is None:
        raise Refused("请上传申请人签名的司法救助申请书的扫描件或者照片。")
    return _asked(litigant, draft, paper, by=by, at=at)


def _asked(
    litigant: Litigant, draft: ReliefDraft, signed: StoredFile | None, *, by: User | None, at: datetime.datetime
) -> Relief:
    check_can_ask(litigant)
    is_person, day = litigant.kind == Litigant.Kind.NATURAL, china_day(at)
    try:
        fee_relief.may_apply(draft.kind, draft.ground, is_person=is_person, on=day)
    except Refusal as refusal:
        raise Refused(refusal.sentence) from refusal
    if not draft.words.strip():
        raise Refused("请写明家里的收入和困难情况。")
    _check_open(litigant)
    stays = fee_relief.stays_the_days(draft.ground, refused_grounds(litigant.matter_id), on=day)
    row = Relief.objects.create(
        matter_id=litigant.matter_id,
        litigant=litigant,
        kind=draft.kind,
        ground=draft.ground,
        words=draft.words.strip(),
        paper=_kept(draft.proofs),
        signed=signed,
        stays=stays.value,
        asked_at=at,
        asked_by=by,
    )
    moves.begin_many(Relief.machine, [row.pk], by=by, at=at, verb="ask")
    asked = f"{fee_relief.KINDS[row.kind]}诉讼费用"
    if stays.value:
        case_actions.stop_clocks([row.matter_id], [FEE_PERIOD], on=day, cause="已申请司法救助", by=by)
        _mark(row, asked=True)
        _note(row, f"收到{asked}的申请，决定以前不计算交费期限。", by=by, at=at)
    else:
        _note(row, f"再次收到{asked}的申请。{stays.steps[0]}", by=by, at=at)
        said = f"您再次申请{asked}，法院已经收到。{stays.steps[0]}{_to_pay(row, on=day)}"
        _message(row, f"fee_relief:{row.pk}:asked", said, by=by, at=at)
    return row


@transaction.atomic
def decide_relief(relief: Relief, decision: Decision, *, by: User, at: datetime.datetime) -> None:
    """Decide (准予、不予准许), with the reason that whoever asked is told; the bill and the period to pay follow."""
    check_can_decide(by, relief.kind)
    reason = decision.reason.strip()
    if not reason:
        raise Refused("请写明理由，法院要书面告知当事人（《诉讼费用交纳办法》第四十八条第三款）。")
    day = china_day(at)
    if decision.granted and relief.kind == "defer" and (decision.until is None or decision.until <= day):
        raise Refused("请填写缓交到哪一天，应当晚于今天。")
    percent = decision.percent if relief.kind == "reduce" else None
    try:
        fee_relief.relieved_fen(relief.kind, 0, percent if decision.granted else fee_relief.LEAST_PERCENT)
    except Refusal as refusal:
        raise Refused(refusal.sentence) from refusal
    given = {
        "percent": percent if decision.granted else None,
        "until": decision.until if decision.granted and relief.kind == "defer" else None,
    }
    verb = "grant" if decision.granted else "refuse"
    moves.move(relief, verb, by=by, at=at, reason=reason, decided_because=reason, decided_at=at, decided_by=by, **given)
    _mark(relief, asked=False)
    bill = _bill_of(relief)
    if bill is not None and decision.granted:
        relieve(bill, relief, by=by, at=at)
    _days_after(relief, by=by, on=day)
    _tell(relief, _to_pay(relief, on=day), by=by, at=at)


def relieve(bill: Bill, relief: Relief, *, by: User | None, at: datetime.datetime) -> None:
    """Take what was granted off a bill of one case that is not paid."""
    if Bill.objects.select_for_update().get(pk=bill.pk).status != "issued":
        raise Overtaken("这份交费通知已经交纳或者免交，请刷新后核对。")
    sums = list(Item.objects.filter(bill=bill).values_list("amount_fen", flat=True))
    if len(sums) != 1:
        raise Refused(SEVERAL)
    off_fen = fee_relief.relieved_fen(relief.kind, sums[0], relief.percent)
    if relief.kind == "waive":
        moves.move(bill, "waive", by=by, at=at, relieved_fen=off_fen)
    elif off_fen:
        Bill.objects.filter(pk=bill.pk).update(relieved_fen=off_fen)
        audit.record("fee_bill.reduce", f"fee_bill:{bill.pk}", by=by, at=at, relieved_fen=off_fen)
        bill.refresh_from_db()
        last = standing(payments_of(bill)).last()
        if last is not None and by is not None and not due_of(bill):
            complete(bill, last, by=by, at=at, paid_fen=bill.paid_fen)


def relieve_new(bill: Bill, cases: Sequence[Case], *, by: User | None, at: datetime.datetime) -> None:
    """What was granted before the case was accepted counts on its first bill; a bill of several cases has none.

    What was asked for before, and waits, stands in the case.
    """
    waiting = Relief.objects.filter(matter__in=[case.matter_id for case in cases], status="asked", stays=True)
    matters = set(waiting.values_list("matter_id", flat=True))
    case_actions.mark_help_asked([case.pk for case in cases if case.matter_id in matters], asked=True)
    granted = granted_to([case.matter_id for case in cases]) if len(cases) == 1 else {}
    for relief in granted.values():
        relieve(bill, relief, by=by, at=at)


def _check_open(litigant: Litigant) -> None:
    """There must be a fee that is or will be owed, and nothing that was asked or granted already."""
    before = Relief.objects.select_for_update().filter(matter=litigant.matter_id).exclude(status="refused").first()
    if before is not None and before.status == "asked":
        raise Refused("已经收到过申请，正在审查，请等待短信通知。")
    if before is not None:
        raise Refused(f"已经准予{decision_words(before)}，不用再申请。")
    case = case_in(litigant.matter_id)
    item = item_of(case) if case is not None else None
    if item is None:
        return
    if item.bill.status != "issued":
        raise Refused("案件受理费已经交纳，不能再申请；判决后按法院决定的负担办理。")
    if Item.objects.filter(bill=item.bill).count() > 1:
        raise Refused(SEVERAL)


def _kept(proofs: Sequence[tuple[str, bytes]]) -> StoredFile | None:
    """The files as one; raises Refused for the first that cannot go on file, by its name."""
    taken: list[uploads.Accepted] = []
    for name, content in proofs:
        check = partial(uploads.check, content, name)
        refusal = tried(lambda check=check: taken.append(check()))
        if refusal is not None:
            raise Refused(f"“{name}”：{refusal}")
    if not taken:
        return None
    made = taken[0] if len(taken) == 1 else uploads.merged([each.content for each in taken])
    return files.keep(made.content, made.media_type)


def _bill_of(relief: Relief) -> Bill | None:
    case = case_of(relief)
    item = item_of(case) if case is not None else None
    return item.bill if item is not None else None


def _mark(relief: Relief, *, asked: bool) -> None:
    case = case_of(relief)
    if case is not None:
        case_actions.mark_help_asked([case.pk], asked=asked)


def _days_after(relief: Relief, *, by: User, on: datetime.date) -> None:
    """Seven days to pay what is left begin with the decision; none where nothing is due yet.

    The days that ran on beside an application go on after its refusal, and give way to those of a grant.
    """
    if relief.status == "granted":
        cause = f"已准予{fee_relief.KINDS[relief.kind]}"
        case_actions.stop_clocks([relief.matter_id], [FEE_PERIOD], on=on, cause=cause, by=by)
    case, bill = case_of(relief), _bill_of(relief)
    due = bill is not None and bill.status == "issued" and (relief.status == "refused" or relief.kind == "reduce")
    if due and case is not None:
        start_to_pay(case, FEE_PERIOD, on=on)


def _to_pay(relief: Relief, *, on: datetime.date) -> str:
    """How much is to be paid and until when; empty where nothing is due."""
    bill = _bill_of(relief)
    until = until_words(bill, on=on) if bill is not None else ""
    return f"请{until}按交费通知交纳{grouped(due_of(bill))}元。" if bill is not None and until else ""


def _tell(relief: Relief, to_pay: str, *, by: User, at: datetime.datetime) -> None:
    """The record and an SMS: what was decided, why, and what to do now."""
    asked, because = fee_relief.KINDS[relief.kind], relief.decided_because.rstrip("。")
    if relief.status == "granted":
        decided, again = f"准予{decision_words(relief)}", ""
    else:
        decided, again = "不予准许", fee_relief.again_words(refused_grounds(relief.matter_id)) if to_pay else ""
    text = f"您申请{asked}诉讼费用，法院{decided}，理由：{because}。{to_pay}{again}"
    _message(relief, f"fee_relief:{relief.pk}", text, by=by, at=at)
    _note(relief, f"对{asked}诉讼费用的申请，决定{decided}：{because}。"[:300], by=by, at=at)


def _message(relief: Relief, key: str, text: str, *, by: User | None, at: datetime.datetime) -> None:
    told = case_actions.CaseMessage(key, relief.litigant, text, case_of(relief))
    case_actions.message_many([told], by=by, at=at)


def _note(relief: Relief, text: str, *, by: User | None, at: datetime.datetime) -> None:
    """A line in the record that whoever asked reads, and nobody on the other side."""
    case = case_of(relief)
    line = (relief.matter_id, case.pk if case is not None else None, relief.litigant_id, text[:300])
    case_actions.tell_many([line], by=by, at=at)
