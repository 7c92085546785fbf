"""Claims changed during a case (诉讼请求的变更): until when, by whom, and what becomes of the fee, step by step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tianping.law.acceptance_fees import acceptance_fee
from tianping.law.answers import Answer, Refusal
from tianping.law.fee_kinds import Basis
from tianping.law.fee_schedule import MEASURE
from tianping.law.fees import HALVED_BY_JOINED_CLAIM, HALVED_BY_SIMPLE_PROCEDURE, Rounding
from tianping.law.laws import CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION, cite
from tianping.law.money import grouped
from tianping.law.wording import article

Kind = Literal["increase", "change", "reduce", "abandon", "counterclaim"]
KINDS: Mapping[Kind, str] = {
    "increase": "增加诉讼请求",
    "change": "变更诉讼请求",
    "reduce": "减少诉讼请求",
    "abandon": "放弃部分诉讼请求",
    "counterclaim": "提起反诉",
}
Stage = Literal["inquiry", "debate", "later"]
STAGES: Mapping[Stage, str] = {
    "inquiry": "法庭调查终结前",
    "debate": "法庭调查终结后、法庭辩论结束前",
    "later": "法庭辩论结束后",
}
# What widens the dispute, and must be tried together with it.
_WIDENS = ("increase", "change", "counterclaim")


@dataclass(frozen=True, slots=True)
class Change:
    """A claim that is changed: how, when, and the sums before and after in fen (None: the sum stays, or there is none).

    `by_counsel` and `special_authority`: whether counsel declares it, and with special authority (特别授权).
    """

    kind: Kind
    stage: Stage
    before_fen: int | None
    after_fen: int | None
    by_counsel: bool = False
    special_authority: bool = False


@dataclass(frozen=True, slots=True)
class ChangedFee:
    """The fee on the changed claim in fen: in full, to be paid in advance, still to be paid, to be given back."""

    full_fen: int
    now_fen: int
    more_fen: int
    back_fen: int


def check_change(change: Change, *, on: date) -> Answer[bool]:
    """Whether the change is heard in this case, and (the value) whether the fee is counted anew on the sum after it.

    Refuses what comes after the debate and would widen the dispute, counsel without special authority, and sums that
    do not go the way that the change says.
    """
    if change.by_counsel and not change.special_authority:
        article_62 = cite(CIVIL_PROCEDURE, 62, on, paragraph=2)
        raise Refusal(
            f"诉讼代理人代为{KINDS[change.kind]}，必须有委托人的特别授权（{article_62}）。",
            mend="请由当事人本人表示，或者补交特别授权的委托书。",
        )
    late = cite(CIVIL_PROCEDURE_INTERPRETATION, 232, on)
    if change.kind in _WIDENS and change.stage == "later":
        raise Refusal(f"{KINDS[change.kind]}应当在法庭辩论结束前提出（{late}）。", mend="可以告知当事人另行起诉。")
    _check_sums(change)
    steps = [f"{KINDS[change.kind]}，{STAGES[change.stage]}提出"]
    because = [str(cite(CIVIL_PROCEDURE, 54, on))]
    if change.kind in ("increase", "counterclaim"):
        steps.append("可以合并审理的，应当合并审理")
        because += [str(cite(CIVIL_PROCEDURE, 143, on)), str(late)]
    if change.kind == "counterclaim":
        because.append(str(cite(CIVIL_PROCEDURE_INTERPRETATION, 233, on)))
        return Answer(True, tuple(steps), tuple(because))
    notes = (
        ("变更诉讼请求的期限，民事诉讼法没有单独规定，比照增加诉讼请求，应当在法庭辩论结束前提出。",)
        if change.kind == "change"
        else ()
    )
    if change.after_fen is None or change.after_fen == change.before_fen:
        return Answer(False, (*steps, "诉讼请求数额没有变化，案件受理费不变"), tuple(because), "T", notes)
    if change.after_fen < (change.before_fen or 0) and change.stage != "inquiry":
        steps.append("法庭调查终结以后减少诉讼请求数额，案件受理费不退")
        return Answer(False, tuple(steps), (*because, MEASURE + article(21, item=2)), "T", notes)
    return Answer(True, tuple(steps), tuple(because), "T", notes)


def changed_fee(
    basis: Basis, *, charged_fen: int, was_fen: int | None, halved: bool, on: date, rounding: Rounding = "cent"
) -> Answer[ChangedFee]:
    """The fee on the claim as it is now, against what was charged on the claim before (`was_fen`); 第二十一条.

    A case without a sum (`was_fen` None) that gets one is charged by it from then on.

    `halved`: whether half is paid in advance, the case being tried by simple procedure.
    """
    claim_fen = basis.amount_fen or 0
    full = acceptance_fee(basis, on=on, rounding=rounding)
    now = acceptance_fee(basis, on=on, halved=halved, rounding=rounding, halved_because=HALVED_BY_SIMPLE_PROCEDURE)
    more, back = max(now.value - charged_fen, 0), max(charged_fen - now.value, 0)
    raised = was_fen is None or claim_fen > was_fen
    before = "原来没有诉讼请求数额，现在" if was_fen is None else f"诉讼请求数额由{grouped(was_fen)}元变"
    if more:
        last = f"应补交：{grouped(now.value)}−{grouped(charged_fen)}={grouped(more)}元"
    elif back:
        last = f"应退还：{grouped(charged_fen)}−{grouped(now.value)}={grouped(back)}元，结案时退还"
    else:
        last = "不补不退"
    words = "按照增加后的数额计算补交" if raised else "在法庭调查终结前减少，按照减少后的数额计算退还"
    steps = (
        f"{before}为{grouped(claim_fen)}元，{words}",
        *now.steps,
        f"此前已通知交纳{grouped(charged_fen)}元",
        last,
    )
    because = (MEASURE + article(21, item=1 if raised else 2), *now.because)
    return Answer(ChangedFee(full.value, now.value, more, back), steps, because, now.certainty, now.notes)


def counterclaim_fee(basis: Basis, *, on: date, rounding: Rounding = "cent") -> Answer[ChangedFee]:
    """The fee of a counterclaim tried together with the claim (反诉案件受理费): half, once only; 第十八条."""
    full = acceptance_fee(basis, on=on, rounding=rounding)
    half = acceptance_fee(basis, on=on, halved=True, rounding=rounding, halved_because=HALVED_BY_JOINED_CLAIM)
    steps = ("反诉与本诉合并审理，减半交纳", *half.steps, "由提起反诉的当事人自提起反诉次日起七日内交纳")
    because = (*half.because, MEASURE + article(22, paragraph=1))
    return Answer(ChangedFee(full.value, half.value, half.value, 0), steps, because, half.certainty, half.notes)


def _check_sums(change: Change) -> None:
    before, after = change.before_fen, change.after_fen
    if after is not None and after < 0:
        raise Refusal("变更后的数额不能是负数。", mend="请核对金额。")
    if change.kind == "counterclaim" or before is None or after is None:
        return
    if change.kind == "increase" and after < before:
        raise Refusal(
            f"增加后的数额{grouped(after)}元少于原来的{grouped(before)}元。", mend="请核对金额，或者选择减少诉讼请求。"
        )
    if change.kind in ("reduce", "abandon") and after > before:
        raise Refusal(
            f"减少后的数额{grouped(after)}元多于原来的{grouped(before)}元。", mend="请核对金额，或者选择增加诉讼请求。"
        )
    if change.kind == "reduce" and after == before:
        raise Refusal("减少后的数额与原来相同。", mend="请核对金额。")
