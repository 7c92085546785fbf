"""What the law supports of the rates of a private loan (民间借贷的利率上限), told before the suit and in its review.

Nothing is stopped by it: who sues may claim what was agreed, and the court decides how much of it is protected.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tianping.law.answers import Answer, Refusal
from tianping.law.contradictions import RATES, day_of
from tianping.law.loan_interest import plain
from tianping.law.lpr import interest_cap
from tianping.law.money import grouped, round_half_up

PRIVATE_LOAN = "民间借贷纠纷"
LOANS = "《最高人民法院关于审理民间借贷案件适用法律若干问题的规定》"
OVERDUE = f"{LOANS}第二十八条"


def above_cap(cause_name: str, elements: Mapping[str, Any], *, on: date) -> Answer[Decimal] | None:
    """The cap in per cent a year where a rate agreed on lies above it, with the arithmetic; None where none does.

    ``on`` is the day of filing. None, too, where the cap cannot be told: no day, or one before the loan prime rate.
    """
    since = day_of(elements, "signed_on") or day_of(elements, "lent_on")
    if cause_name != PRIVATE_LOAN or since is None:
        return None
    try:
        cap = interest_cap(since, on=on, filed=on)
    except Refusal:
        return None
    percent = cap.value.percent
    rates = {name: Decimal(str(elements[name])) for name in RATES if elements.get(name) not in (None, "")}
    above = {name: rate for name, rate in rates.items() if rate > percent}
    if not above:
        return None
    steps = [
        f"约定的{RATES[name]}{plain(rate)}%高于{plain(percent)}%，高出的部分法院不予支持"
        for name, rate in above.items()
    ]
    because = (*cap.because, *((OVERDUE,) if "overdue_rate" in above else ()))
    return Answer(percent, (*cap.steps, *steps, *_a_year(elements, above, percent)), because, cap.certainty, cap.notes)


def interest_without_rate(cause_name: str, elements: Mapping[str, Any]) -> str:
    """Told to whoever claims interest that was never agreed on (民间借贷规定第二十四条、第二十八条); else empty."""
    agreed = elements.get("has_interest") != "no" or elements.get("overdue_rate") not in (None, "")
    if cause_name != PRIVATE_LOAN or agreed or not elements.get("interest_owed_fen"):
        return ""
    return (
        "您写的是没有约定利息，又要求支付利息。没有约定的，借期内的利息法院不予支持；到期没有还的，可以要求从逾期的"
        "第二天起按当时一年期贷款市场报价利率支付逾期利息"
        f"（{LOANS}第二十四条、第二十八条）。请核对利息的数额，并在“还有别的请求”中写明从哪一天起、按什么利率计算。"
    )


def _a_year(elements: Mapping[str, Any], above: Mapping[str, Decimal], percent: Decimal) -> list[str]:
    """What a year's interest on the principal comes to by the cap and by what was agreed."""
    principal = elements.get("principal_fen") or elements.get("principal_owed_fen")
    if not isinstance(principal, int):
        return []
    said = [f"以本金{grouped(principal)}元计算一年：按{plain(percent)}%为{_interest(principal, percent)}元"]
    said += [f"按约定的{RATES[name]}{plain(rate)}%为{_interest(principal, rate)}元" for name, rate in above.items()]
    return ["，".join(said)]


def _interest(principal_fen: int, percent: Decimal) -> str:
    return grouped(round_half_up(Fraction(principal_fen) * Fraction(percent) / 100))
