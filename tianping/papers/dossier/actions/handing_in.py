"""Handing in: typed and gathered in peace, then handed in at once under a number; nothing late is turned away."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max

from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import this_court
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Clock, Counsel, Litigant
from tianping.cases.permissions import Looker
from tianping.cases.queries import check_acts_with_mandate, check_mandate, counsel_looking
from tianping.kernel import audit, files, moves, numbering, uploads
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.answers import Answer
from tianping.papers.dossier.models import HandedFile, HandIn
from tianping.papers.dossier.permissions import check_can_keep
from tianping.papers.dossier.queries import (
    REQUESTS,
    may_hand_in,
    remaining_periods,
    timeliness,
    withdrawal_waiting,
)

NUMBERS = "收材"
MOST_FILES, LONGEST_TEXT = 30, 20_000
FORWARD_PERIOD = "C-ANSWER-FWD"
NOTHING_THERE: dict[str, str] = {
    HandIn.Kind.ANSWER: "请写答辩意见，或者上传答辩状。",
    HandIn.Kind.EVIDENCE: "还没有上传证据，请先上传。",
    HandIn.Kind.OBJECTION: "请写明提出管辖权异议的理由。",
    HandIn.Kind.RECUSAL: "请写明申请回避的理由。",
    HandIn.Kind.WITHDRAWAL: "请写明为什么撤诉。",
}
NOT_NOW = "本案现在不能提交{what}。已经结案的，请与承办法官或者书记员联系，也可以拨打12368。"


@dataclass(frozen=True)
class Upload:
    """A file as somebody uploads it: what it is called, and what it is to prove."""

    content: bytes
    name: str
    purpose: str = ""


@transaction.atomic
def begin(looker: Looker, kind: HandIn.Kind, *, at: datetime.datetime) -> HandIn:
    """What a litigant has begun of this kind, begun now if there is nothing yet."""
    _check_may(looker.case, looker.litigant, kind)
    _counsel(looker, kind, on=china_day(at))
    # Locked, so that two tabs begin one draft.
    Litigant.objects.select_for_update().get(pk=looker.litigant.pk)
    draft, is_new = HandIn.objects.get_or_create(case=looker.case, litigant=looker.litigant, kind=kind, status="draft")
    if is_new:
        moves.begin_many(HandIn.machine, [draft.pk], by=None, at=at)
    return draft


@transaction.atomic
def write(draft: HandIn, text: str, *, target: str = "") -> None:
    """Keep what a litigant has typed so far; of a request also for what it asks (which court, or whom)."""
    if len(text) > LONGEST_TEXT:
        raise Refused(f"内容超过{LONGEST_TEXT}字，请写得简短一些，或者另存为PDF作为附件上传。")
    _locked(draft)
    HandIn.objects.filter(pk=draft.pk).update(text=text.strip(), target=target.strip())


@transaction.atomic
def attach(draft: HandIn, upload: Upload) -> HandedFile:
    """Add a file to a draft. Raises Refused for one that cannot go on file."""
    locked = _locked(draft)
    accepted = uploads.check(upload.content)
    if not upload.name.strip():
        raise Refused("请写明材料的名称，例如“借条”“转账记录”。")
    if locked.kind == HandIn.Kind.EVIDENCE and not upload.purpose.strip():
        raise Refused("请写明这份证据要证明什么。")
    if HandedFile.objects.filter(hand_in=locked).count() >= MOST_FILES:
        raise Refused(f"一次最多提交{MOST_FILES}个文件，请先提交这一批，再提交其余的。")
    last = HandedFile.objects.filter(hand_in=locked).aggregate(last=Max("position"))["last"] or 0
    return HandedFile.objects.create(
        hand_in=locked,
        position=last + 1,
        name=upload.name.strip(),
        purpose=upload.purpose.strip(),
        file=files.keep(accepted.content, accepted.media_type),
        pages=accepted.pages,
    )


@transaction.atomic
def detach(draft: HandIn, file_id: int) -> None:
    """Take a file out of a draft again."""
    locked = _locked(draft)
    row = HandedFile.objects.filter(hand_in=locked, pk=file_id).select_related("file").first()
    if row is not None:
        stored = row.file
        row.delete()
        files.forget(stored)


@transaction.atomic
def hand_in(draft: HandIn, late_reason: str = "", *, looker: Looker | None = None, at: datetime.datetime) -> HandIn:
    """Hand a draft in (提交): it gets its number, and what the law says of its day. Late ones are taken, too.

    ``looker``: who does it, the litigant or their counsel, whose mandate must cover it; None: the litigant.
    """
    locked = _locked(draft)
    if looker is not None:
        locked.counsel = _counsel(looker, HandIn.Kind(locked.kind), on=china_day(at))
    return _hand_in(locked, late_reason, by=None, at=at)


@transaction.atomic
def take(
    case: Case,
    litigant: Litigant,
    kind: HandIn.Kind,
    items: Sequence[Upload],
    *,
    counsel: Counsel | None = None,
    by: User,
    at: datetime.datetime,
) -> HandIn:
    """Take at the counter or in court what a litigant brings (收取材料), scanned; they get a receipt for it.

    ``counsel``: who brings and signed it for them, whose mandate must cover it.
    """
    check_can_keep(by, case)
    _check_may(case, litigant, kind)
    _check_brought_by(counsel, litigant, kind, on=china_day(at))
    draft = HandIn.objects.create(case=case, litigant=litigant, kind=kind, status="draft", received_by=by)
    moves.begin_many(HandIn.machine, [draft.pk], by=by, at=at)
    for each in items:
        attach(draft, each)
    locked = _locked(draft)
    locked.counsel = counsel
    return _hand_in(locked, "", by=by, at=at)


@transaction.atomic
def waive(looker: Looker, clock_ids: Collection[int], *, at: datetime.datetime) -> HandIn:
    """A litigant gives up the rest of their periods (放弃剩余的答辩期、举证期限), on record under a number."""
    day = china_day(at)
    chosen = [row for row in remaining_periods(looker, day) if row.pk in clock_ids]
    if not chosen:
        raise Refused("请选择要放弃的期间；已经届满或者放弃过的期间，不需要再放弃。")
    made = begin(looker, HandIn.Kind.WAIVER, at=at)
    number = _number(at)
    text = "放弃剩余的" + "、".join(row.title for row in chosen)
    periods = sorted({row.period_id for row in chosen})
    record = f"案件进度页面提交，编号{number}"
    case_actions.waive_periods(looker.case, [looker.litigant], periods, record=record, by=None, at=at)
    moves.move(made, "waive", by=None, at=at, number=number, received_at=at, text=text)
    _tell(made, f"您{text}，编号{number}。", by=None, at=at)
    return made


def _hand_in(draft: HandIn, late_reason: str, *, by: User | None, at: datetime.datetime) -> HandIn:
    case, litigant = draft.case, draft.litigant
    _check_may(case, litigant, HandIn.Kind(draft.kind))
    attached = HandedFile.objects.filter(hand_in=draft).count()
    if not attached and (draft.kind == HandIn.Kind.EVIDENCE or not draft.text):
        raise Refused(NOTHING_THERE[draft.kind])
    day = china_day(at)
    answer = timeliness(case, litigant, HandIn.Kind(draft.kind), day)
    verb = "ask" if draft.kind in REQUESTS else "hand_in"
    law, number = _law(answer, late_reason), _number(at)
    moves.move(draft, verb, by=by, at=at, number=number, received_at=at, counsel=draft.counsel, **law)
    _start_duty_to_forward(draft, on=day)
    late = "，逾期" if draft.late else ""
    _tell(draft, f"{draft.by_whom}提交{draft.get_kind_display()}，编号{draft.number}{late}。", by=by, at=at)
    return draft


def _law(answer: Answer[bool], late_reason: str) -> dict[str, Any]:
    return {
        "late": answer.value,
        "late_reason": late_reason.strip() if answer.value else "",
        "steps": list(answer.steps),
        "because": list(answer.because),
        "certainty": answer.certainty,
    }


def _start_duty_to_forward(draft: HandIn, *, on: datetime.date) -> None:
    """The five days to send an answer on to the other side (民诉法128条2款)."""
    case = draft.case
    running = Clock.objects.filter(case=case, period_id=FORWARD_PERIOD, stopped_on__isnull=True)
    if draft.kind == HandIn.Kind.ANSWER and not running.exists():
        start = case_actions.ClockStart(
            case.matter_id, case.pk, FORWARD_PERIOD, on, Post.COURT_CLERK, case.responsible_id
        )
        case_actions.start_clocks([start], on=on)


def _check_may(case: Case, litigant: Litigant, kind: HandIn.Kind) -> None:
    case.refresh_from_db(fields=["status"])
    if not may_hand_in(case, litigant, kind):
        raise Refused(NOT_NOW.format(what=kind.label))
    if kind == HandIn.Kind.WITHDRAWAL and (waiting := withdrawal_waiting(case, litigant)) is not None:
        raise Refused(f"您的撤诉申请（编号{waiting.number}）法院正在审查，不用再次提交。")


def _counsel(looker: Looker, kind: HandIn.Kind, *, on: datetime.date) -> Counsel | None:
    """Who does it for the litigant; to withdraw the suit is for whoever the litigant empowered to (代为撤诉)."""
    if kind == HandIn.Kind.WITHDRAWAL:
        return check_acts_with_mandate(looker, "withdraw", on=on)
    return counsel_looking(looker)


def _check_brought_by(counsel: Counsel | None, litigant: Litigant, kind: HandIn.Kind, *, on: datetime.date) -> None:
    if counsel is None:
        return
    if counsel.litigant_id != litigant.pk or counsel.until is not None:
        raise Refused(f"{counsel.name}不是{litigant.name}现在的委托诉讼代理人，请核对提交人和交来的人。")
    if kind == HandIn.Kind.WITHDRAWAL:
        check_mandate(counsel, "withdraw", on=on)


def _locked(draft: HandIn) -> HandIn:
    rows = HandIn.objects.select_for_update(of=("self",)).select_related("case__matter", "litigant", "counsel")
    found = rows.get(pk=draft.pk)
    moves.require_state(found, "draft", sentence="这份材料已经提交，不能再修改；需要补充的，请再提交一次。")
    return found


def _number(at: datetime.datetime) -> str:
    court, year = this_court().code, china_day(at).year
    return f"（{year}）{court}{NUMBERS}{numbering.take_number(f'{court}{NUMBERS}', year)}号"


def _tell(handed: HandIn, text: str, *, by: User | None, at: datetime.datetime) -> None:
    line = (handed.case.matter_id, handed.case_id, handed.litigant_id, text[:300])
    case_actions.tell_many([line], by=by, at=at)
    detail = {"kind": str(handed.kind), "late": handed.late}
    audit.record_many([audit.Fact("hand_in.receipt", f"hand_in:{handed.pk}", detail)], by=by, at=at)
