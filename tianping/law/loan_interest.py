"""Interest of a loan to the day (借款利息): by period and rate, within what the law protects, step by step.

The day the money was lent counts, the day to which interest is claimed counts, too: each day of use is counted once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from tianping.law.answers import Answer, Certainty, Refusal, weaker
from tianping.law.fee_schedule import exact_yuan
from tianping.law.laws import CIVIL_CODE, cite
from tianping.law.lpr import LICENSED_LENDERS_OUTSIDE, interest_cap
from tianping.law.money import grouped, round_half_up
from tianping.law.wording import chinese_date

Lender = Literal["licensed", "private"]
"""licensed: a financial institution or one of the seven local financial organisations; private: anybody else."""

DAY_COUNTS = (360, 365)
_ONE_DAY = timedelta(days=1)
_OLD = "《最高人民法院关于审理民间借贷案件适用法律若干问题的规定》（法释〔2015〕18号）"
_OLD_SINCE = date(2015, 9, 1)
_NEW_SINCE = date(2020, 8, 20)
PROTECTED_BEFORE = Decimal(24)
"""Until 19 August 2020 courts granted up to 24 per cent; only what was paid above 36 was given back (第二十六条)."""


@dataclass(frozen=True, slots=True)
class Loan:
    """What was agreed: rates in per cent a year (24 means 24 %), the days of a year, when it fell due.

    `overdue_rate` is the rate from the day after `due`; None: the rate of the contract goes on. `filed` is the day
    of filing, which decides the cap for private loans made before 20 August 2020.
    """

    principal_fen: int
    rate: Decimal
    lent: date
    due: date
    lender: Lender
    overdue_rate: Decimal | None = None
    days_a_year: int = 365
    contract: date | None = None
    filed: date | None = None


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment on the principal (偿还本金) on a day; from that day on less is owed."""

    on: date
    fen: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """So many days of one principal at one rate: from its first day to its last, both counted; interest in fen."""

    first: date
    last: date
    days: int
    principal_fen: int
    percent: Decimal
    interest_fen: int


@dataclass(frozen=True, slots=True)
class LoanInterest:
    """Interest in fen, the stretches it is made of, and what is owed of the principal at the end."""

    interest_fen: int
    stretches: tuple[Stretch, ...]
    principal_fen: int


def loan_interest(
    loan: Loan, *, since: date, until: date, on: date, payments: Sequence[Payment] = ()
) -> Answer[LoanInterest]:
    """Interest on a loan from `since` to `until`, both days counted, by the law in force `on`.

    Interest of a stretch is principal × rate × days ÷ the days of a year, rounded to the fen, half up. Private loans
    bear what the law protects, licensed lenders' what was agreed. Refuses days before the loan, rates below zero,
    years of other than 360 or 365 days, payments beyond the principal.
    """
    _check(loan, since, until, payments)
    caps = _Caps(loan, on)
    stretches = []
    steps = [f"一年按{loan.days_a_year}日计算；借款日和计算截止日均计入"]
    owed = loan.principal_fen
    for first, last in _pieces(loan, since, until, payments):
        owed = loan.principal_fen - sum(each.fen for each in payments if each.on <= first)
        percent = _rate(loan, first)
        percent = caps.protected(percent, first)
        days = (last - first).days + 1
        exact = Fraction(owed) * Fraction(percent) / 100 * days / loan.days_a_year
        fen = round_half_up(exact)
        stretches.append(Stretch(first, last, days, owed, percent, fen))
        steps.append(
            f"{chinese_date(first)}至{chinese_date(last)}共{days}日："
            f"{grouped(owed)}×{plain(percent)}%×{days}÷{loan.days_a_year}={exact_yuan(exact)}元，计{grouped(fen)}元"
        )
    total = sum(each.interest_fen for each in stretches)
    if len(stretches) > 1:
        steps.append(f"合计：{'＋'.join(grouped(each.interest_fen) for each in stretches)}={grouped(total)}元")
    value = LoanInterest(total, tuple(stretches), owed)
    because = [str(cite(CIVIL_CODE, 676 if until > loan.due else 674, on)), *caps.because]
    return Answer(value, (*caps.steps, *steps), tuple(dict.fromkeys(because)), caps.certainty, tuple(caps.notes))


def plain(percent: Decimal) -> str:
    """A rate without idle zeros: 9.750 → 9.75, 6.0 → 6."""
    return format(percent.normalize(), "f")


class _Caps:
    """What the law protects of an agreed rate, by the day for which interest runs (利率保护上限)."""

    def __init__(self, loan: Loan, on: date) -> None:
        self.steps: list[str] = []
        self.because: list[str] = []
        self.notes: list[str] = []
        self.certainty: Certainty = "T"
        self._loan, self._on = loan, on
        self._contract = loan.contract or loan.lent
        self._said: set[str] = set()
        if loan.lender == "licensed":
            self.steps.append(
                "出借人为依法设立的金融机构或者地方金融组织，不适用民间借贷利率上限，按合同约定的利率计算"
            )
            self.because.append(LICENSED_LENDERS_OUTSIDE)
            self.notes.append("利息、复利、罚息等合计明显过高的，可以根据当事人的请求酌情调减，由审判组织决定。")

    def protected(self, percent: Decimal, day: date) -> Decimal:
        """The agreed rate, or the cap where that is lower, for interest of this day."""
        if self._loan.lender == "licensed" or percent == 0:
            return percent
        cap = self._cap(day)
        if cap is None or percent <= cap:
            return percent
        self._say(f"约定的年利率{plain(percent)}%超过{plain(cap)}%，按{plain(cap)}%计算")
        return cap

    def _cap(self, day: date) -> Decimal | None:
        if self._contract < _NEW_SINCE and day < _NEW_SINCE:
            return self._old_cap()
        filed = self._loan.filed
        if self._contract < _NEW_SINCE and filed is None:
            raise Refusal(
                "借款合同成立于2020年8月20日以前，此后的利率上限按起诉时的贷款市场报价利率确定，缺少起诉日。",
                mend="请补充起诉日。",
            )
        if self._contract < _NEW_SINCE and filed is not None and filed < _NEW_SINCE:
            # Filed before: the case is tried by the interpretation of then (法释〔2015〕18号).
            return self._old_cap()
        # Contracts older than the rate itself are measured by the day of filing alone.
        made = max(self._contract, date(2019, 8, 20)) if self._contract < _NEW_SINCE else self._contract
        answer = interest_cap(made, on=self._on, filed=filed if self._contract < _NEW_SINCE else None)
        self._quote(*answer.steps, because=answer.because, certainty=answer.certainty)
        return answer.value.percent

    def _old_cap(self) -> Decimal | None:
        if self._contract < _OLD_SINCE:
            raise Refusal(
                "借款合同成立于2015年9月1日以前，当时的利率保护标准是银行同类贷款利率的四倍，没有收录。",
                mend="请按当时的规定人工核定利率后填写。",
            )
        step = f"至2020年8月19日的利息适用合同成立时的司法解释，年利率以{plain(PROTECTED_BEFORE)}%为限"
        self._quote(step, because=(_OLD + "第二十六条",), certainty="R")
        note = "至2020年8月19日的利息，由当事人请求适用当时的司法解释；已经自愿支付、年利率不超过36%的部分不返还。"
        self.notes += [] if note in self.notes else [note]
        return PROTECTED_BEFORE

    def _quote(self, *steps: str, because: Sequence[str], certainty: Certainty) -> None:
        for step in steps:
            self._say(step)
        self.because += [each for each in because if each not in self.because]
        self.certainty = weaker(self.certainty, certainty)

    def _say(self, step: str) -> None:
        if step not in self._said:
            self._said.add(step)
            self.steps.append(step)


def _pieces(loan: Loan, since: date, until: date, payments: Sequence[Payment]) -> list[tuple[date, date]]:
    """The days cut where something changes: the loan falls due, a part is paid back, another cap begins."""
    cuts = {since, loan.due + _ONE_DAY, *(each.on for each in payments)}
    if loan.lender == "private" and (loan.contract or loan.lent) < _NEW_SINCE:
        cuts.add(_NEW_SINCE)
    firsts = sorted(day for day in cuts if since <= day <= until)
    lasts = [day - _ONE_DAY for day in firsts[1:]] + [until]
    return list(zip(firsts, lasts, strict=True))


def _rate(loan: Loan, day: date) -> Decimal:
    return loan.rate if day <= loan.due or loan.overdue_rate is None else loan.overdue_rate


def _check(loan: Loan, since: date, until: date, payments: Sequence[Payment]) -> None:
    if loan.principal_fen < 0 or loan.rate < 0 or (loan.overdue_rate or Decimal(0)) < 0:
        raise Refusal("本金、利率不能是负数。", mend="请核对借款的要素。")
    if loan.days_a_year not in DAY_COUNTS:
        raise Refusal("一年的日数只能是360日或者365日。", mend="请核对合同约定的计息方法。")
    if loan.due < loan.lent or since < loan.lent:
        raise Refusal("到期日、起息日不能早于借款发放日。", mend="请核对日期。")
    if until < since:
        raise Refusal(f"计算截止日{chinese_date(until)}早于起息日{chinese_date(since)}。", mend="请核对日期。")
    if sum(each.fen for each in payments) > loan.principal_fen or any(each.fen < 1 for each in payments):
        raise Refusal("偿还的本金应当大于零，且合计不超过借款本金。", mend="请核对还款记录。")
    if any(each.on <= loan.lent for each in payments):
        raise Refusal("偿还本金的日期应当晚于借款发放日。", mend="请核对还款记录。")
