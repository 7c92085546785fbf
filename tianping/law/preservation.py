"""Preservation of property (财产保全): how much security, within what time the court rules, what lifts it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from types import MappingProxyType
from typing import Literal

from tianping.law.answers import Answer, Certainty, Refusal, weaker
from tianping.law.laws import CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION, Citation, cite
from tianping.law.measures import PROPERTY
from tianping.law.money import grouped
from tianping.law.wording import chinese_date, chinese_numeral

Stage = Literal["before_suit", "in_suit"]
RULES = "财产保全规定"
MOST_SHARE = Fraction(30, 100)
"""保全规定第五条第一款: in a suit not more than thirty per cent of the sum."""

# How the orders of a ruling write sums, terms and what they are about.
_SUM = re.compile(r"([0-9][0-9,]*(?:\.[0-9]+)?)(万?)元")
_TERM = re.compile(r"期限为?([一二两三四五六七八九]|[1-9][0-9]*)年")
_ABOUT = MappingProxyType(
    {
        "deposit": re.compile("存款|账户|余额"),
        "movable": re.compile("机动车|[汽轿货客]车|车辆|动产(?<!不动产)"),
    }
)
_NUMERALS = {"两": 2} | {chinese_numeral(number): number for number in range(1, 10)}

SECURITIES: Mapping[str, str] = MappingProxyType(
    {
        "cash": "现金",
        "property": "本人或者他人的财产",
        "guarantor": "保证人",
        "insurance": "保险公司的保全责任险保函",
        "letter": "银行等金融机构的独立保函",
        "none": "申请不提供担保",
    }
)
EXEMPTIONS: Mapping[str, str] = MappingProxyType(
    {
        "livelihood": "追索赡养费、扶养费、抚育费、抚恤金、医疗费用、劳动报酬、工伤赔偿、交通事故人身损害赔偿",
        "violence": "婚姻家庭纠纷案件中遭遇家庭暴力且经济困难",
        "public_interest": "人民检察院提起的公益诉讼涉及损害赔偿",
        "rescue": "因见义勇为遭受侵害请求损害赔偿",
        "clear": "案件事实清楚、权利义务关系明确，发生保全错误可能性较小",
        "bank": "申请保全人为商业银行、保险公司等具有独立偿付债务能力的金融机构及其分支机构",
    }
)
LIFTING: Mapping[str, str] = MappingProxyType(
    {
        "not_sued": "采取诉前保全措施后三十日内没有提起诉讼或者申请仲裁",
        "withdrawn": "申请人申请解除保全",
        "security": "被申请人提供充分有效的担保",
        "wrong": "保全错误",
        "lost": "申请人的起诉或者诉讼请求被生效裁判驳回",
        "paid": "债务已经履行完毕",
        "other": "其他应当解除保全的情形",
    }
)


@dataclass(frozen=True, slots=True)
class Security:
    """The security that the court may ask for (担保数额): at least and at most, in fen."""

    least_fen: int
    most_fen: int


def security(stage: Stage, amount_fen: int, *, on: date, exemption: str = "") -> Answer[Security]:
    """How much security belongs to an application for ``amount_fen`` (保全规定第五条、第九条).

    Before a suit as much as the sum; in a suit the court may ask for up to thirty per cent, or for none on one of the
    grounds of 第九条. Refuses sums that are none, and grounds that there are not.
    """
    if amount_fen <= 0:
        raise Refusal("请求保全的数额应当大于零。", mend="请填写请求保全的数额。")
    if exemption and exemption not in EXEMPTIONS:
        raise Refusal("没有这种可以不提供担保的情形。", mend="请从列出的情形中选择。")
    if stage == "before_suit":
        if exemption:
            raise Refusal(
                "可以不要求提供担保的情形只适用于诉讼中的财产保全（保全规定第九条）。",
                mend="诉前保全应当提供担保；情况特殊的，由法院酌情处理。",
            )
        cited = [cite(RULES, 5, on, paragraph=2), cite(CIVIL_PROCEDURE_INTERPRETATION, 152, on, paragraph=2)]
        steps = (f"诉前财产保全：担保相当于请求保全数额{grouped(amount_fen)}元", "情况特殊的，人民法院可以酌情处理")
        return _answer(Security(amount_fen, amount_fen), steps, cited)
    most = floor(amount_fen * MOST_SHARE)
    if exemption:
        cited = [cite(RULES, 9, on, paragraph=1)]
        return _answer(Security(0, 0), (f"可以不要求提供担保：{EXEMPTIONS[exemption]}",), cited)
    cited = [cite(RULES, 5, on, paragraph=1), cite(CIVIL_PROCEDURE_INTERPRETATION, 152, on, paragraph=3)]
    steps = (
        f"诉讼中的财产保全：担保不超过请求保全数额{grouped(amount_fen)}元的百分之三十，即{grouped(most)}元",
        "是否提供担保、担保的数额，由人民法院根据案件的具体情况决定",
    )
    return _answer(Security(0, most), steps, cited)


def shortfall(stage: Stage, amount_fen: int, offered_fen: int | None, *, on: date, exemption: str = "") -> str:
    """Why a security (fen) is less than the law asks for, in a sentence; empty where it is enough (保全规定第五条).

    Before a suit the court may still let it be enough where circumstances are special (解释第一百五十二条第二款).
    """
    least = security(stage, amount_fen, on=on, exemption=exemption).value.least_fen
    offered = offered_fen or 0
    if offered >= least:
        return ""
    return (
        f"担保{grouped(offered)}元，少于诉前财产保全应当提供的{grouped(least)}元，差{grouped(least - offered)}元。"
        "除情况特殊、由法院酌情处理的以外，应当补足担保（保全规定第五条第二款）。"
    )


def check_orders(orders: Sequence[str], amount_fen: int, *, on: date) -> None:
    """Refuse orders for more than was asked for (民事诉讼法第一百零五条), or for longer than the law lets them last.

    Deposits and accounts one year, movables two, everything else three (解释第四百八十五条第一款).
    """
    for line in orders:
        for number, unit in _SUM.findall(line):
            fen = int(Decimal(number.replace(",", "")) * (1_000_000 if unit else 100))
            if fen > amount_fen:
                cited = cite(CIVIL_PROCEDURE, 105, on)
                raise Refusal(
                    f"主文写明{grouped(fen)}元，超过请求保全的{grouped(amount_fen)}元，保全限于请求的范围（{cited.text}）。",
                    mend="请核对主文的数额。",
                )
        longest = PROPERTY[next((kind for kind, words in _ABOUT.items() if words.search(line)), "real_estate")].years
        for years in map(_years, _TERM.findall(line)):
            if years > longest:
                cited = cite(CIVIL_PROCEDURE_INTERPRETATION, 485, on, paragraph=1)
                raise Refusal(
                    f"“{line[:20]}……”的期限{years}年超过法定最长期限{longest}年（{cited.text}）。",
                    mend="请核对主文的期限；到期需要继续保全的，办理续行。",
                )


def _years(written: str) -> int:
    return _NUMERALS[written] if written in _NUMERALS else int(written)


def check_demanded(stage: Stage, amount_fen: int, demanded_fen: int, *, on: date) -> Answer[Security]:
    """Refuse a security that is asked for beyond what the law allows."""
    answer = security(stage, amount_fen, on=on)
    if demanded_fen <= 0:
        raise Refusal("责令提供的担保数额应当大于零。", mend="请填写担保数额。")
    if demanded_fen > answer.value.most_fen:
        raise Refusal(
            f"责令提供的担保不能超过{grouped(answer.value.most_fen)}元（{answer.because[0]}）。",
            mend="请核对担保数额。",
        )
    return answer


def decision_period(stage: Stage, *, urgent: bool) -> str:
    """Within which period the court rules: forty-eight hours before a suit and where it is urgent, else five days."""
    if stage == "before_suit":
        return "PRES-PRE-48"
    return "PRES-48" if urgent else "PRES-5"


def not_sued(applicant: str, taken_on: date, sue_by: date, sued_on: date | None) -> str:
    """Why measures taken before a suit are lifted (民事诉讼法第一百零四条第三款), from what is on record.

    Refuses where the applicant sued in time.
    """
    if sued_on is not None and sued_on <= sue_by:
        raise Refusal(
            f"申请人已于{chinese_date(sued_on)}起诉或者申请仲裁，没有超过三十日，不能以没有起诉为由解除。",
            mend="请核对解除的情形。",
        )
    came = "没有依法提起诉讼或者申请仲裁"
    if sued_on is not None:
        came = f"到{chinese_date(sued_on)}才提起诉讼或者申请仲裁，已经逾期"
    return (
        f"本院于{chinese_date(taken_on)}采取诉前保全措施，申请人{applicant}应当在{chinese_date(sue_by)}以前提起诉讼或者"
        f"申请仲裁。三十日已经届满，申请人{applicant}{came}，保全应当解除。"
    )


def liability(on: date) -> Answer[None]:
    """What an applicant must be told: a wrong application is paid for (民事诉讼法第一百零八条)."""
    cited = cite(CIVIL_PROCEDURE, 108, on)
    steps = ("申请有错误的，申请人应当赔偿被申请人因保全所遭受的损失",)
    return Answer(None, steps, (cited.text,), cited.certainty)


def _answer(value: Security, steps: tuple[str, ...], cited: list[Citation]) -> Answer[Security]:
    certainty: Certainty = "T"
    for each in cited:
        certainty = weaker(certainty, each.certainty)
    return Answer(value, steps, tuple(each.text for each in cited), certainty)
