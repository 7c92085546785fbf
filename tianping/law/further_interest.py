"""The claim for interest after what is claimed as a sum (此后的利息): its base, its days and its rate.

It begins on the day after the one to which a sum is claimed. Where no sum is claimed, what ran between the day on which
payment was due and the suit is not dropped: it begins on the day after the due day (逾期之日). Only where there is no
due day, or interest was agreed and the due day has not come, it begins with the suit.
A claim must be specific (民事诉讼法第一百二十二条第三项): who is asked to pay must be able to reckon what it comes to.
Where no rate was agreed, the rate is the law's: of a private loan that of 民间借贷规定第二十八条第二款, of goods that
of 买卖合同解释第十八条第四款.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tianping.law.money import grouped
from tianping.law.wording import chinese_date

ONWARDS = "interest_onwards"
BLANK = "＿＿＿＿"
# Since this day the loan prime rate stands in the place of the central bank's benchmark rates.
LPR_SINCE = date(2019, 8, 20)
_ONE_DAY = timedelta(days=1)
_LPR = "一年期贷款市场报价利率"
_BENCHMARK = "2019年8月19日以前按中国人民银行同期同类人民币贷款基准利率"


def claimed_onwards(number: str, answers: Mapping[str, Any], *, on: date | None = None) -> str:
    """The sentence of the claim in the form with this number; ``answers`` are those that count.

    ``on``: the day on which it is claimed; None: it is not known, and no due day counts as come that it may not be.
    """
    return _CLAIMS[number](answers, on)


def _of_private_loan(answers: Mapping[str, Any], on: date | None) -> str:
    """民间借贷: as agreed; where nothing was, by the loan prime rate once it has fallen due (第二十八条第二款)."""
    due, first = _day(answers, "due_on"), _day_after(answers)
    annual, overdue = _rate(answers, "annual_rate"), _rate(answers, "overdue_rate")
    if due and not annual:
        first = max(first or due, due + _ONE_DAY)
    elif due and not first and _is_over(due, on):
        first = due + _ONE_DAY
    if overdue and annual and due and (first is None or first <= due):
        rate = f"至{chinese_date(due)}止按约定的年利率{annual}%计算，此后按约定的逾期年利率{overdue}%计算"
    elif overdue:
        rate = f"按约定的逾期年利率{overdue}%计算"
    elif annual:
        rate = f"按约定的年利率{annual}%计算"
    else:
        rate = _by_law(first, f"参照{'逾期还款时' if due else '起诉时'}的{_LPR}计算", f"按{_LPR}计算")
    return _claim("利息" if annual else "逾期利息", "未还本金", answers, first, rate)


def _of_bank_loan(answers: Mapping[str, Any], on: date | None) -> str:
    """金融借款: the rate of the contract, and what is added once it has fallen due (罚息)."""
    due = min(filter(None, (_day(answers, "due_on"), _day(answers, "called_due_on"))), default=None)
    first, annual, uplift = _day_after(answers), _rate(answers, "annual_rate"), _rate(answers, "overdue_uplift")
    if due and not first and _is_over(due, on):
        first = due + _ONE_DAY
    rate = f"按约定的年利率{annual or BLANK}%计算"
    if annual and uplift:
        penal = f"按约定的罚息利率（年利率{annual}%加收{uplift}%，即{_penal(annual, uplift)}%）计算"
        rate = f"至{chinese_date(due)}止{rate}，此后{penal}" if due and (first is None or first <= due) else penal
    return _claim("利息、罚息" if uplift else "利息", "未还本金", answers, first, rate)


def _of_card(answers: Mapping[str, Any], _on: date | None) -> str:
    """信用卡: the rate of what was overdrawn."""
    rate = f"按约定的透支年利率{_rate(answers, 'annual_rate') or BLANK}%计算"
    return _claim("利息", "未还透支本金", answers, _day_after(answers), rate)


def _of_goods(answers: Mapping[str, Any], _on: date | None) -> str:
    """买卖合同: as agreed; where nothing was, by the loan prime rate and 30 to 50 per cent more (第十八条第四款)."""
    due = _day(answers, "due_on")
    # Nothing runs before payment is due.
    first = _day_after(answers) or (due + _ONE_DAY if due else None)
    if answers.get("late_basis") == "agreed":
        rate = f"按约定的年利率{_rate(answers, 'late_rate') or BLANK}%计算"
        return _claim("逾期付款违约金", "欠付货款", answers, first, rate, "price_owed_fen")
    # Without a day agreed, whoever gets the goods pays at once (民法典第六百二十八条).
    owed_on = due or _day(answers, "delivered_on")
    is_old = owed_on is not None and owed_on + _ONE_DAY < LPR_SINCE
    later = f"以{_LPR}为基础加计{answers.get('late_uplift') or BLANK}%计算"
    rate = _by_law(first, later if is_old else f"以违约行为发生时的{later[1:]}", later, "为基础，参照逾期罚息利率标准")
    return _claim("逾期付款损失", "欠付货款", answers, first, rate, "price_owed_fen")


def _by_law(first: date | None, rate: str, later: str, penal: str = "") -> str:
    """The rate of the law; for the days before there was a loan prime rate, that of the central bank."""
    return rate if first is None or first >= LPR_SINCE else f"{_BENCHMARK}{penal}计算，2019年8月20日起{later}"


def _claim(
    what: str, base: str, answers: Mapping[str, Any], first: date | None, rate: str, key: str = "principal_owed_fen"
) -> str:
    owed = answers.get(key)
    said = f"{grouped(owed)}元" if isinstance(owed, int) else BLANK
    day = f"自{chinese_date(first)}起" if first else "自起诉之日起"
    return f"判令被告支付{what}（以{base}{said}为基数，{day}至实际清偿之日止，{rate}）。"


def _day_after(answers: Mapping[str, Any]) -> date | None:
    """The day after the one to which interest is claimed as a sum; None where none is."""
    until = _day(answers, "interest_until")
    return until + _ONE_DAY if until else None


def _is_over(due: date, on: date | None) -> bool:
    """Whether the day on which payment was due lies behind the day of the claim."""
    return on is not None and due < on


def _day(answers: Mapping[str, Any], key: str) -> date | None:
    given = answers.get(key)
    return date.fromisoformat(given) if isinstance(given, str) and given else None


def _rate(answers: Mapping[str, Any], key: str) -> str:
    """A rate without idle zeros; empty where none was told."""
    given = answers.get(key)
    return "" if given in (None, "") else format(Decimal(str(given)).normalize(), "f")


def _penal(annual: str, uplift: str) -> str:
    return format((Decimal(annual) * (100 + Decimal(uplift)) / 100).normalize(), "f")


_CLAIMS: Mapping[str, Callable[[Mapping[str, Any], date | None], str]] = {
    "06": _of_goods,
    "08": _of_bank_loan,
    "09": _of_private_loan,
    "10": _of_card,
}
NUMBERS = frozenset(_CLAIMS)
