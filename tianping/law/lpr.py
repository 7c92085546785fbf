"""The loan prime rate (贷款市场报价利率) and the cap on private-lending interest (民间借贷利率上限)."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from tianping.law.answers import Answer, Certainty, Refusal, weaker
from tianping.law.dated import Dated, Text
from tianping.law.resources import day, read_json
from tianping.law.wording import chinese_date

_PRIVATE_LENDING = "《最高人民法院关于审理民间借贷案件适用法律若干问题的规定》"
CAP_MULTIPLE = 4
CAP = Dated(
    "民间借贷利率上限",
    Text(date(2020, 8, 20), _PRIVATE_LENDING + "（2020年8月修正）第二十六条", CAP_MULTIPLE, "R"),
    Text(date(2021, 1, 1), _PRIVATE_LENDING + "第二十五条", CAP_MULTIPLE),
)
TRANSITION = Dated(
    "民间借贷利率上限的新旧衔接",
    Text(date(2020, 8, 20), _PRIVATE_LENDING + "（2020年8月修正）第三十二条", None, "R"),
    Text(date(2021, 1, 1), _PRIVATE_LENDING + "第三十一条", None),
)
LICENSED_LENDERS_OUTSIDE = "《最高人民法院关于新民间借贷司法解释适用范围问题的批复》（2021年1月1日施行）第一条"
"""Licensed lenders and seven kinds of local financial organisations are outside the cap."""


@dataclass(frozen=True, slots=True)
class LoanPrimeRate:
    """One publication (LPR): the day, the one-year and over-five-years rates in per cent a year."""

    published_on: date
    one_year: Decimal
    five_years: Decimal
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class InterestCap:
    """The cap (利率上限): the one-year LPR it rests on and four times it, in per cent a year."""

    lpr: LoanPrimeRate
    percent: Decimal


@dataclass(frozen=True, slots=True)
class RateTable:
    """All publications, oldest first, and the first day that is no longer covered."""

    rates: tuple[LoanPrimeRate, ...]
    covered_before: date
    reference: str
    last_checked_on: date


def lpr_on(day_of_rate: date) -> LoanPrimeRate:
    """The rate in force on a day: the last one published on or before it.

    Refuses days before 2019-08-20 and days after the last publication recorded.
    """
    table = rate_table()
    position = bisect_right([rate.published_on for rate in table.rates], day_of_rate)
    if position == 0:
        raise Refusal(
            f"{chinese_date(day_of_rate)}还没有贷款市场报价利率，首次公布日为2019年8月20日。",
            mend="请核对日期；此前的利率标准请人工查对。",
        )
    if day_of_rate >= table.covered_before:
        raise Refusal(
            f"贷款市场报价利率收录至{chinese_date(table.rates[-1].published_on)}公布的一期，"
            f"{chinese_date(day_of_rate)}适用的数值没有收录。",
            mend="请补充其后各期公布的数据。",
        )
    return table.rates[position - 1]


def interest_cap(contract_date: date, *, on: date, filed: date | None = None) -> Answer[InterestCap]:
    """The cap on a private loan's yearly rate in per cent: four times the one-year LPR.

    Contracts from 2020-08-20: the LPR on the day of the contract. Contracts from 2019-08-20 to 2020-08-19 need
    `filed`: for the interest from 2020-08-20 on, the LPR on the day of filing. Earlier contracts are refused.
    Information only: licensed lenders are outside the cap.
    """
    first = rate_table().rates[0].published_on
    if contract_date < first:
        raise Refusal(
            f"合同成立于{chinese_date(contract_date)}，早于贷款市场报价利率首次公布之日（2019年8月20日）。",
            mend="请按当时的司法解释人工核定利率保护标准。",
        )
    if filed is not None and filed < contract_date:
        raise Refusal("起诉日早于合同成立日。", mend="请核对两个日期。")
    transition = contract_date < CAP.texts[0].since
    if transition and filed is None:
        raise Refusal(
            "合同成立于2020年8月20日以前，利率保护标准按起诉时的贷款市场报价利率确定，缺少起诉日。",
            mend="请补充起诉日（filed）。",
        )
    text = CAP.on(max(on, filed) if filed else on)
    if transition and filed is not None:
        CAP.on(filed)
        rate, when = lpr_on(filed), f"起诉日{chinese_date(filed)}"
        because = (text.cite, TRANSITION.on(max(on, filed)).cite)
        notes = ("至2020年8月19日的利息，当事人可以请求适用合同成立时的司法解释（24%、36%）。", _OUTSIDE_NOTE)
    else:
        rate, when = lpr_on(contract_date), f"合同成立日{chinese_date(contract_date)}"
        because, notes = (text.cite,), (_OUTSIDE_NOTE,)
    percent = rate.one_year * CAP_MULTIPLE
    steps = (
        f"{when}适用{chinese_date(rate.published_on)}公布的一年期贷款市场报价利率{rate.one_year}%",
        f"四倍：{rate.one_year}%×{CAP_MULTIPLE}={percent}%",
    )
    return Answer(InterestCap(rate, percent), steps, because, weaker(text.certainty, rate.certainty), notes)


_OUTSIDE_NOTE = f"金融机构和七类地方金融组织的借贷不适用这一上限（{LICENSED_LENDERS_OUTSIDE}）。"


@cache
def rate_table() -> RateTable:
    """All recorded publications."""
    data = read_json("lpr.json")
    rates = tuple(
        LoanPrimeRate(day(published), Decimal(one_year), Decimal(five_years), certainty)
        for published, one_year, five_years, certainty in data["rows"]
    )
    return RateTable(rates, day(data["next_publication"]), data["reference"], day(data["last_checked_on"]))
