"""Settling the fee when a case ends (结案时诉讼费用的结算): what is due by its ending, what goes back or is missing.

《诉讼费用交纳办法》 halves for mediation and withdrawal (第十五条) and for simple procedure (第十六条), once only.
"""

from dataclasses import dataclass, replace
from datetime import date

from tianping.law.acceptance_fees import acceptance_fee
from tianping.law.answers import Answer, Certainty, Refusal
from tianping.law.fee_kinds import Basis
from tianping.law.fee_schedule import MEASURE
from tianping.law.fees import HALVED_BY_MEDIATION_OR_WITHDRAWAL, HALVED_BY_SIMPLE_PROCEDURE, Rounding
from tianping.law.laws import CIVIL_PROCEDURE_INTERPRETATION, cite
from tianping.law.money import grouped
from tianping.law.wording import article

ENDED = (
    "judgment",
    "mediation",
    "withdrawn",
    "deemed_withdrawn",
    "not_accepted",
    "suit_dismissed",
    "transferred",
    "terminated",
)
"""How a case ended: the codes of ``cases.Case.ClosingWay``."""

_KINDLY = {"mediation": "以调解方式结案", "withdrawn": "原告申请撤诉"}
_UNPAID = "民诉法解释第一百九十九条只规定转为普通程序未补交的情形；其他只交了一部分的，比照办理，由本院掌握。"
_DEEMED = "《诉讼费用交纳办法》没有写明按撤诉处理的案件是否减半；比照申请撤诉减半收取，是审判实务的做法。"


@dataclass(frozen=True, slots=True)
class FeeSettled:
    """The fee of an ended case in fen: in full, due after halving, paid so far, to be given back, still missing."""

    full_fen: int
    due_fen: int
    paid_fen: int
    refund_fen: int
    shortfall_fen: int


def settle_fee(
    basis: Basis,
    *,
    ended: str,
    is_simple: bool,
    paid_fen: int,
    on: date,
    rounding: Rounding = "cent",
    unpaid_fen: int = 0,
) -> Answer[FeeSettled]:
    """What is due of the acceptance fee of a case, and what is given back or missing.

    `is_simple`: tried by simple or small claims procedure when it ended. `unpaid_fen`: what was to be paid in advance
    and was not. Refuses unknown endings, negative payments.
    """
    if ended not in ENDED:
        raise Refusal("不认识的结案方式。", mend="请重新选择结案方式。")
    if paid_fen < 0:
        raise Refusal("已交纳的案件受理费不能是负数。", mend="请核对交费记录。")
    full = acceptance_fee(basis, on=on, rounding=rounding)
    paid_step = f"已交纳{grouped(paid_fen)}元"
    if ended == "not_accepted":
        step = "裁定不予受理的案件不交纳案件受理费"
        return _balanced(full, 0, paid_fen, (step, paid_step), (MEASURE + article(8, item=2),))
    if ended == "suit_dismissed":
        cited = (MEASURE + article(8, item=2), MEASURE + article(27, paragraph=2))
        return _balanced(full, 0, paid_fen, ("裁定驳回起诉的案件不交纳案件受理费", paid_step), cited)
    if ended == "transferred":
        step = f"移送其他人民法院，{paid_step}，随案移交，不退还当事人"
        return _balanced(full, paid_fen, paid_fen, (step,), (MEASURE + article(24),))
    if ended == "terminated":
        step = f"终结诉讼的案件，{paid_step}，不予退还"
        return _balanced(full, paid_fen, paid_fen, (step,), (MEASURE + article(28),))
    if ended == "deemed_withdrawn" and paid_fen == 0:
        step = "未交纳案件受理费，按撤诉处理，不再收取"
        note = "未交费而按撤诉处理的案件不再收取，是审判实务的做法。"
        return _balanced(full, 0, 0, (step,), (), certainty="L", notes=(note,))
    if ended == "deemed_withdrawn" and unpaid_fen:
        back_fen = paid_fen - paid_fen // 2
        step = f"未足额交纳案件受理费，按撤诉处理，已收取的{grouped(paid_fen)}元退还一半，计{grouped(back_fen)}元"
        cited = (cite(CIVIL_PROCEDURE_INTERPRETATION, 199, on).text,)
        return _balanced(full, paid_fen - back_fen, paid_fen, (step,), cited, certainty="L", notes=(_UNPAID,))
    return _of_a_tried_case(full, basis, ended, is_simple, paid_fen, on, rounding)


def _of_a_tried_case(
    full: Answer[int], basis: Basis, ended: str, is_simple: bool, paid_fen: int, on: date, rounding: Rounding
) -> Answer[FeeSettled]:
    reasons, because = _halved_by(ended, is_simple)
    paid_step = f"已交纳{grouped(paid_fen)}元"
    if not reasons:
        steps = (*full.steps, "没有减半的情形，按全额交纳", paid_step)
        return _balanced(full, full.value, paid_fen, steps, full.because)
    due = acceptance_fee(basis, on=on, halved=True, rounding=rounding, halved_because="、".join(because))
    opening = "、".join(reasons) + "，减半交纳"
    once = ("有两种减半情形，只减半一次",) if len(reasons) > 1 else ()
    by_practice = ended == "deemed_withdrawn" and not is_simple
    return _balanced(
        full,
        due.value,
        paid_fen,
        (*due.steps, opening, *once, paid_step),
        due.because,
        certainty="L" if by_practice else due.certainty,
        notes=(*due.notes, *((_DEEMED,) if by_practice else ())),
    )


def _halved_by(ended: str, is_simple: bool) -> tuple[list[str], list[str]]:
    reasons, because = [], []
    if ended in _KINDLY or (ended == "deemed_withdrawn" and not is_simple):
        reasons.append(_KINDLY.get(ended, "按撤诉处理"))
        because.append(HALVED_BY_MEDIATION_OR_WITHDRAWAL)
    if is_simple:
        reasons.append("适用简易程序")
        because.append(HALVED_BY_SIMPLE_PROCEDURE)
    return reasons, because


def _balanced(
    full: Answer[int],
    due_fen: int,
    paid_fen: int,
    steps: tuple[str, ...],
    because: tuple[str, ...],
    *,
    certainty: Certainty = "T",
    notes: tuple[str, ...] = (),
) -> Answer[FeeSettled]:
    refund, shortfall = max(paid_fen - due_fen, 0), max(due_fen - paid_fen, 0)
    if refund:
        last = f"应退还：{grouped(paid_fen)}−{grouped(due_fen)}={grouped(refund)}元"
        because = (*because, MEASURE + article(53, paragraph=2))
    elif shortfall:
        last = f"应补交：{grouped(due_fen)}−{grouped(paid_fen)}={grouped(shortfall)}元"
    else:
        last = "不退不补"
    settled = FeeSettled(full.value, due_fen, paid_fen, refund, shortfall)
    return Answer(settled, (*steps, last), because, certainty, notes)


def appeal_fee(basis: Basis | None, disputed_fen: int | None, *, on: date, rounding: Rounding = "cent") -> Answer[int]:
    """The fee of an appeal in fen: on the disputed part of a judgment (第十七条); nothing against a ruling (第八条).

    `basis` is that of the first instance, None for an appeal against a ruling (不予受理、驳回起诉、管辖权异议). Where
    the fee is none by property, the appeal pays the amount of the kind of case once more.
    """
    if basis is None:
        step = "对不予受理、驳回起诉和管辖权异议裁定提起上诉，不交纳案件受理费"
        return Answer(0, (step,), (MEASURE + article(8, item=3),))
    if basis.by_property and not disputed_fen:
        raise Refusal("没有写明不服一审判决部分的数额。", mend="请填写上诉请求的数额；全部不服的，填写判决的全部数额。")
    fee = acceptance_fee(replace(basis, amount_fen=disputed_fen), on=on, rounding=rounding)
    if not basis.by_property:
        cited = (MEASURE + article(7, item=2), *fee.because)
        return Answer(fee.value, ("第二审案件受理费按同类案件的标准交纳", *fee.steps), cited, fee.certainty, fee.notes)
    opening = f"不服一审判决部分的上诉请求数额{grouped(disputed_fen or 0)}元"
    return Answer(fee.value, (opening, *fee.steps[1:]), (MEASURE + article(17), *fee.because), fee.certainty, fee.notes)
