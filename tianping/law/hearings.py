"""Hearings (开庭审理): notice of one, how often and how long it may be put off, what follows from absence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tianping.law.answers import Answer, Refusal
from tianping.law.calendars import known_year, pending_words, rest_day_name
from tianping.law.laws import CIVIL_PROCEDURE, cite
from tianping.law.periods import due
from tianping.law.spans import add
from tianping.law.wording import chinese_date

LIMITS_OF_ADJOURNMENT = "延长审限规定"
LIMITED_SINCE = date(2018, 4, 26)
MOST_ADJOURNMENTS = {"ordinary": 2, "simple": 1, "small_claims": 1}
GROUND_ITEMS: Mapping[str, int] = {"absent": 1, "recusal": 2, "evidence": 3, "other": 4}
"""The items of the article on adjournment (民事诉讼法第一百四十九条), by our codes."""


@dataclass(frozen=True, slots=True)
class Adjourned:
    """A hearing to be put off (延期开庭): in which procedure, after how many earlier ones, why, until when.

    `longer_because` says why more than a month lies between two hearings; `approval` where the president's consent
    stands, which the fourth item needs.
    """

    track: str
    earlier: int
    ground: str
    adjourned_on: date
    next_on: date
    longer_because: str = ""
    approval: str = ""


def adjournment(asked: Adjourned, *, on: date) -> Answer[int]:
    """Whether the hearing may be put off, and the how-manieth time that is.

    Refuses the adjournment beyond the limit, the next hearing after more than a month without consent or force
    majeure, and the fourth item without the president's approval (法释〔2019〕4号第三、五、六条); the next hearing on
    a rest day, too. Where the year's arrangement is not recorded, a note says so.
    """
    item = GROUND_ITEMS.get(asked.ground)
    if item is None:
        raise Refusal("请选择延期开庭的法定情形。")
    if asked.next_on <= asked.adjourned_on:
        raise Refusal("下次开庭日期应当晚于本次开庭日期。", mend="请核对日期。")
    because = [cite(CIVIL_PROCEDURE, 149, on, item=item).text]
    steps = [f"本案第{asked.earlier + 1}次延期开庭，下次开庭{chinese_date(asked.next_on)}"]
    if on >= LIMITED_SINCE:
        _check_limits(asked, item, on, steps, because)
    notes = _check_worked(asked.next_on)
    return Answer(asked.earlier + 1, tuple(steps), tuple(because), notes=notes)


def _check_worked(day: date) -> tuple[str, ...]:
    if not known_year(day.year):
        return (f"{pending_words(day.year)}，排期时请核对{chinese_date(day)}是否为工作日。",)
    if name := rest_day_name(day):
        raise Refusal(f"{chinese_date(day)}是{name}，不开庭。", mend="请另选工作日。")
    return ()


def _check_limits(asked: Adjourned, item: int, on: date, steps: list[str], because: list[str]) -> None:
    most = MOST_ADJOURNMENTS[asked.track]
    third = cite(LIMITS_OF_ADJOURNMENT, 3, on).text
    if asked.earlier >= most:
        raise Refusal(
            f"本案已经延期开庭{asked.earlier}次，按照{third}，所适用的程序延期开庭不得超过{most}次。",
            mend="请在本次庭审中审结，或者依法转换审理程序。",
        )
    steps.append(f"所适用的程序延期开庭不超过{most}次")
    because.append(third)
    latest = add(asked.adjourned_on, 1, "月")
    fifth = cite(LIMITS_OF_ADJOURNMENT, 5, on).text
    if asked.next_on > latest and not asked.longer_because.strip():
        raise Refusal(
            f"两次开庭间隔不得超过一个月（{fifth}），最迟为{chinese_date(latest)}。",
            mend="请另定日期；因不可抗力或者当事人同意的，请写明。",
        )
    because.append(fifth)
    sixth = cite(LIMITS_OF_ADJOURNMENT, 6, on).text
    if item == GROUND_ITEMS["other"]:
        if not asked.approval.strip():
            raise Refusal(f"以其他情形延期开庭的，应当报本院院长批准（{sixth}）。", mend="请写明批准的时间和文号。")
        because.append(sixth)


def last_day_of_notice(track: str, hearing_day: date, *, on: date) -> Answer[date | None]:
    """The last day on which everybody must have been told of a hearing (开庭三日前通知); None: no such day.

    Simple procedure is exempt (民事诉讼法第一百三十九条、第一百六十三条).
    """
    if track != "ordinary":
        exempt = cite(CIVIL_PROCEDURE, 163, on).text
        return Answer(None, ("简易程序可以简便传唤，不受开庭三日前通知的限制",), (exempt,))
    answer = due("C-HEAR-3", hearing_day, on=on)
    return Answer(answer.value.nominal, answer.steps, answer.because, answer.certainty, answer.notes)


def absence(side: Literal["plaintiff", "defendant"], *, summoned: bool, excused: bool, on: date) -> Answer[str]:
    """What follows when nobody appears for a side: deemed withdrawal (按撤诉处理), or judgment by default (缺席判决).

    Refuses both where the litigant was not summoned or has a good reason to stay away.
    """
    number = 146 if side == "plaintiff" else 147
    article = cite(CIVIL_PROCEDURE, number, on).text
    who = "原告" if side == "plaintiff" else "被告"
    if not summoned:
        raise Refusal(
            f"未记明{who}已经传票传唤，不能适用{article}。", mend="请在到庭情况中写明传票送达情况，或者延期开庭。"
        )
    if excused:
        raise Refusal(f"{who}有正当理由没有到庭，不能适用{article}。", mend="可以延期开庭审理。")
    value = "deemed_withdrawn" if side == "plaintiff" else "by_default"
    follows = "可以按撤诉处理" if side == "plaintiff" else "可以缺席判决"
    return Answer(value, (f"{who}经传票传唤，无正当理由拒不到庭", follows), (article,))
