"""Settling the fee of a preservation by what was preserved in fact (保全申请费按实际保全的财产数额结算).

《诉讼费用交纳办法》第十四条第（二）项 counts by what was preserved; before that it is charged by what was asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tianping.law.answers import Answer, Certainty, Refusal
from tianping.law.fee_schedule import MEASURE
from tianping.law.fee_settlements import FeeSettled
from tianping.law.fees import Rounding, preservation_fee
from tianping.law.money import grouped
from tianping.law.periods import count
from tianping.law.wording import article

NOTICE_DAYS = 7
NOTHING = "全部没有保全到的，办法没有写明申请费怎样计算；按“不涉及财产数额”每件交纳30元，由本院决定。"
NO_VALUE = "采取措施的财产没有登记价值的，办法没有写明怎样计算；按“不涉及财产数额”每件交纳30元，由本院决定。"
UNPAID = "逾期不交，又没有获准缓交、减交、免交的，由法院依照有关规定处理"
BACK = "多收的申请费应当退还；保全在结案以前结算的，何时退还，办法没有写明，结算以后即办理退还，是本院的做法。"


def last_day_to_pay(told_on: date) -> Answer[date]:
    """Until when the fee is paid (预交期限): within the days that the court sets, seven from the notice.

    第二十条第二款 leaves the days to the court; the notice says seven, as 第二十二条第一款 does of a suit. What follows
    otherwise (``UNPAID``) 第二十二条第四款 leaves to "有关规定".
    """
    found = count(NOTICE_DAYS, "日", told_on)
    last = found.value.legal or found.value.nominal
    because = (MEASURE + article(20, paragraph=2), MEASURE + article(22, paragraph=4), *found.because)
    return Answer(last, found.steps, because, found.certainty)


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken of one piece of property: in words, of what value, and whether it only waits (轮候)."""

    words: str
    amount_fen: int | None
    waits: bool = False


def preserved_sum(taken: Sequence[Taken], ordered_fen: int) -> Answer[int | None]:
    """What was preserved in fact (实际保全的财产数额), fen: the values of what took effect, not above what was ordered.

    None where something was taken and nothing of it has a value; 0 where nothing was taken.
    """
    steps = [f"{each.words}：{_counted(each)}" for each in taken]
    values = [each.amount_fen for each in taken if each.amount_fen and not each.waits]
    if not values:
        if any(not each.waits for each in taken):
            return Answer(None, (*steps, "采取的措施都没有登记价值"), (), "L", (NO_VALUE,))
        return Answer(0, (*steps, "没有保全到财产"), (), "L", (NOTHING,))
    total = sum(values)
    if len(values) > 1:
        steps.append(f"实际保全：{'＋'.join(map(grouped, values))}={grouped(total)}元")
    if total > ordered_fen:
        steps.append(f"超过裁定保全的{grouped(ordered_fen)}元，按{grouped(ordered_fen)}元计算")
    return Answer(min(total, ordered_fen), tuple(steps))


def settle_preservation_fee(
    preserved_fen: int | None,
    *,
    ordered_fen: int,
    charged_fen: int,
    paid_fen: int,
    on: date,
    rounding: Rounding = "cent",
) -> Answer[FeeSettled]:
    """What an application for preservation costs by what was preserved, and what of that paid before goes back; fen.

    `preserved_fen`: None for property without a value, 0 where nothing was preserved. `on`: the day on which the fee
    was charged. Refuses negative sums, and more than was ordered (民事诉讼法第一百零五条).
    """
    if paid_fen < 0:
        raise Refusal("已交纳的保全申请费不能是负数。", mend="请核对交费记录。")
    if (preserved_fen or 0) > ordered_fen:
        raise Refusal(
            f"实际保全的数额{grouped(preserved_fen or 0)}元超过裁定保全的{grouped(ordered_fen)}元。",
            mend="保全限于请求的范围（《民事诉讼法》第一百零五条），请核对数额。",
        )
    fee = preservation_fee(preserved_fen or None, on=on, rounding=rounding)
    if preserved_fen == 0:
        fee = replace(fee, steps=("没有保全到财产，按不涉及财产数额计算", *fee.steps))
    open_note = {0: NOTHING, None: NO_VALUE}.get(preserved_fen, "")
    certainty: Certainty = "L" if open_note else fee.certainty
    # Whoever was charged by less than that is not asked for more: nothing above what was ordered is preserved.
    due_fen = min(fee.value, charged_fen)
    settled = FeeSettled(charged_fen, due_fen, paid_fen, max(paid_fen - due_fen, 0), max(due_fen - paid_fen, 0))
    because = (*fee.because, *((MEASURE + article(53, paragraph=2),) if settled.refund_fen else ()))
    notes = (*fee.notes, *filter(None, [open_note]), *((BACK,) if settled.refund_fen else ()))
    return Answer(settled, (*fee.steps, *_balance(settled)), because, certainty, notes)


def _counted(taken: Taken) -> str:
    if taken.waits:
        return "轮候，没有取得查封、扣押、冻结的效力，不计入"
    return f"{grouped(taken.amount_fen)}元" if taken.amount_fen else "没有登记价值，不计入"


def _balance(settled: FeeSettled) -> tuple[str, ...]:
    charged, due, paid = map(grouped, (settled.full_fen, settled.due_fen, settled.paid_fen))
    first = f"预交时通知交纳{charged}元，已交纳{paid}元"
    if settled.refund_fen:
        return (first, f"应退还：{paid}−{due}={grouped(settled.refund_fen)}元")
    if settled.shortfall_fen:
        less = "" if settled.due_fen == settled.full_fen else f"，不再按{charged}元交纳"
        return (first, f"尚应交纳：{due}−{paid}={grouped(settled.shortfall_fen)}元{less}")
    return (first, "不退不补")
