"""Interest of a judgment debt that is paid late (迟延履行期间的债务利息), 法释〔2014〕8号."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from tianping.law.answers import Answer, Refusal
from tianping.law.dated import Dated, Text
from tianping.law.fee_schedule import exact_yuan
from tianping.law.intervals import Excluded, merged
from tianping.law.money import grouped, round_half_up
from tianping.law.wording import article, chinese_date

_DELAY = "《最高人民法院关于执行程序中计算迟延履行期间的债务利息适用法律若干问题的解释》"
DAILY_RATE = Dated("迟延履行加倍部分债务利息", Text(date(2014, 8, 1), _DELAY, Fraction("0.000175")))
DAYS_A_YEAR = 365
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class GeneralRate:
    """The interest rate the judgment itself sets (一般债务利率), a fraction per day or per year."""

    rate: Fraction
    per: Literal["day", "year"]

    @property
    def per_day(self) -> Fraction:
        """The rate of one day; a year has 365 days."""
        return self.rate if self.per == "day" else self.rate / DAYS_A_YEAR


@dataclass(frozen=True, slots=True)
class DelayInterest:
    """What is owed (应付金额) in fen: general interest, doubled part, all together; and the days of delay."""

    general_fen: int
    doubled_fen: int
    total_fen: int
    days: int


def delay_interest(
    principal_fen: int,
    *,
    start: date,
    due: date,
    paid: date,
    on: date,
    general_rate: GeneralRate | None = None,
    excluded: Sequence[Excluded] = (),
) -> Answer[DelayInterest]:
    """Interest on `principal_fen` paid on `paid` where performance ended on `due`.

    General interest runs from `start` to the day of payment, both counted (自起息之日起至付清之日止); the
    doubled part is principal × 0.000175 × days of delay, from the day after `due` to the day of payment.
    `excluded` intervals (stays not asked for by the debtor, half open) do not count for the doubled part.
    Refuses days before 2014-08-01, negative sums and payment before the interest begins.
    """
    text = DAILY_RATE.on(on)
    DAILY_RATE.on(due + _ONE_DAY)
    if principal_fen < 0:
        raise Refusal("本金不能是负数。", mend="请核对金额。")
    if general_rate is not None and paid < start:
        raise Refusal(f"清偿日{chinese_date(paid)}早于起息日{chinese_date(start)}。", mend="请核对起息日和清偿日。")
    steps: list[str] = []
    general_fen = _general(principal_fen, general_rate, start, paid, steps)
    days = _delayed_days(due, paid, excluded, steps)
    exact = principal_fen * text.value * days
    doubled_fen = round_half_up(exact)
    steps.append(
        f"加倍部分：{grouped(principal_fen)}×0.0175%×{days}日={exact_yuan(exact)}元，计{grouped(doubled_fen)}元"
    )
    total_fen = principal_fen + general_fen + doubled_fen
    steps.append(
        f"合计：{grouped(principal_fen)}＋{grouped(general_fen)}＋{grouped(doubled_fen)}={grouped(total_fen)}元"
    )
    because = [_DELAY + article(1), _DELAY + article(2), _DELAY + article(3)]
    notes = ["诉讼费用是否计入加倍部分的基数，解释没有规定，由法院按本院做法确定。"]
    if general_rate is not None and general_rate.per == "year":
        notes.append(f"年利率按一年{DAYS_A_YEAR}日折算为日利率。")
    return Answer(
        DelayInterest(general_fen, doubled_fen, total_fen, days), tuple(steps), tuple(because), "T", tuple(notes)
    )


def _general(principal_fen: int, rate: GeneralRate | None, start: date, paid: date, steps: list[str]) -> int:
    if rate is None:
        steps.append("生效法律文书没有确定一般债务利息，不予计算")
        return 0
    days = (paid - start).days + 1
    exact = principal_fen * rate.per_day * days
    fen = round_half_up(exact)
    shown = exact_rate(rate)
    steps.append(
        f"一般债务利息：自{chinese_date(start)}至{chinese_date(paid)}共{days}日，"
        f"{grouped(principal_fen)}×{shown}×{days}日={exact_yuan(exact)}元，计{grouped(fen)}元"
    )
    return fen


def exact_rate(rate: GeneralRate) -> str:
    """A rate in words: 日利率0.05% or 年利率6%÷365."""
    percent = rate.rate * 100
    shown = f"{float(percent):.10f}".rstrip("0").rstrip(".")
    return f"日利率{shown}%" if rate.per == "day" else f"年利率{shown}%÷{DAYS_A_YEAR}"


def _delayed_days(due: date, paid: date, excluded: Sequence[Excluded], steps: list[str]) -> int:
    days = max((paid - due).days, 0)
    if days == 0:
        steps.append(f"{chinese_date(paid)}清偿，没有超过履行期间届满之日（{chinese_date(due)}），没有迟延")
        return 0
    steps.append(f"迟延履行期间：{chinese_date(due)}届满，{chinese_date(paid)}清偿，共{days}日")
    left_out = 0
    for interval in merged(excluded):
        first, last = max(interval.starts_on, due + _ONE_DAY), min(interval.ends_before, paid + _ONE_DAY)
        left_out += max((last - first).days, 0)
    if left_out:
        steps.append(f"中止、暂缓执行期间不计算：{days}−{left_out}={days - left_out}日")
    return days - left_out
