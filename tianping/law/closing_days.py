"""On which day a case of first instance counts as closed (结案时间, 审理期限规定第十条).

A judgment closes the case when it is pronounced (宣判), a ruling when it is announced (宣告); what is not read out, and
every mediation paper, on the day on which the last litigant is served. For papers left at home, posted, published or
forwarded the article names a day of its own, which is not always the day from which the paper counts as served.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tianping.law.answers import Answer, Certainty, Refusal, weaker
from tianping.law.effectiveness import Served as Signed
from tianping.law.laws import cite
from tianping.law.service import METHOD_NAMES, Method
from tianping.law.wording import chinese_date

TRIAL_PERIODS = "审理期限规定"
Paper = Literal["judgment", "ruling", "mediation_paper"]
PRONOUNCED: dict[Literal["judgment", "ruling"], str] = {"judgment": "宣判", "ruling": "宣告"}
_BY_SIGNATURES = "条文没有写明调解协议记入笔录、不另制作调解书时的结案时间；这里以最后一人在笔录上签名之日为准。"
_NOT_PRONOUNCED = "请不要填写宣判、宣告日期。"
_NOT_POSTED = "没有登记交邮日期，暂以回执注明的收件（退回）日期计算；第十条规定的是交邮日期，请补充登记。"


@dataclass(frozen=True, slots=True)
class Handed:
    """How the paper reached one litigant: the method and the day the law looks at; None while it has not.

    `day`: of the signature, the leaving, the publication (see law.service.Served). `posted_on`: 交邮日期 of mail.
    """

    who: str
    method: Method | None = None
    day: date | None = None
    posted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Closing:
    """The day on which the case counts as closed; None while it waits for what `waits_for` says."""

    on: date | None
    waits_for: str = ""


def paper_closes(
    paper: Paper, handed: Sequence[Handed], *, on: date, pronounced_on: date | None = None
) -> Answer[Closing]:
    """The closing day of a case that a paper ends, under the law of the day `on`.

    `pronounced_on`: when the judgment was pronounced or the ruling announced; it then closes the case whether or not
    it has been served. Refuses a pronounced mediation paper, and a case in which nobody is to be served.
    """
    if pronounced_on is not None:
        if paper == "mediation_paper":
            raise Refusal("调解书不宣判，以送达最后一名当事人的日期为结案日期。", mend=_NOT_PRONOUNCED)
        steps = (f"{chinese_date(pronounced_on)}{PRONOUNCED[paper]}，以{PRONOUNCED[paper]}的日期为结案日期",)
        return _closes(pronounced_on, steps, on)
    if not handed:
        raise Refusal("没有写明应当送达的当事人，不能计算结案日期。", mend="请先登记当事人和送达情况。")
    steps = tuple(_step(each) for each in handed)
    waiting = [each.who for each in handed if each.day is None]
    if waiting:
        return _waits(f"向{'、'.join(waiting)}送达", steps, on)
    last = max(day for each in handed if (day := _day_of(each)) is not None)
    unposted = any(each.method == "mail" and each.posted_on is None for each in handed)
    return _closes(last, (*steps, "以送达最后一名当事人的日期为结案日期"), on, note=_NOT_POSTED if unposted else "")


def record_closes(signed: Sequence[Signed], *, on: date, pronounced_on: date | None = None) -> Answer[Closing]:
    """The closing day of a case that ends by an agreement kept in the record (记入笔录的调解协议).

    Refuses where nobody is to sign, and where a day of pronouncing is given.
    """
    if pronounced_on is not None:
        raise Refusal("调解协议不宣判，以各方在笔录上签名的日期为结案日期。", mend=_NOT_PRONOUNCED)
    if not signed:
        raise Refusal("没有写明应当在笔录上签名的人，不能计算结案日期。", mend="请先登记到庭人员。")
    steps = tuple(f"{each.who}：{'尚未' if each.on is None else chinese_date(each.on)}签名" for each in signed)
    days = [each.on for each in signed if each.on is not None]
    if len(days) < len(signed):
        waiting = "、".join(each.who for each in signed if each.on is None)
        return _waits(f"{waiting}在笔录上签名", steps, on)
    last = (*steps, "以最后一人签名的日期为结案日期")
    return _closes(max(days), last, on, certainty="L", note=_BY_SIGNATURES)


def _day_of(handed: Handed) -> date | None:
    """Which day the article looks at: of posting for mail, otherwise the day that was recorded of the method."""
    return handed.posted_on or handed.day if handed.method == "mail" else handed.day


def _step(handed: Handed) -> str:
    if handed.day is None or handed.method is None:
        return f"{handed.who}：尚未送达"
    name = METHOD_NAMES[handed.method]
    if handed.method == "mail" and handed.posted_on is not None:
        return f"{handed.who}：{name}，{chinese_date(handed.posted_on)}交邮，以交邮日期为准（第十条第二款第三项）"
    return f"{handed.who}：{name}，{chinese_date(handed.day)}{_WHICH_DAY.get(handed.method, '签收')}"


_WHICH_DAY: dict[Method, str] = {
    "left": "留在住所，以留置日为准（第十条第二款第一项）",
    "public_notice": "公告刊登，以刊登之日为准（第十条第二款第二项）",
    "mail": "收件（退回）",
    "electronic": "到达",
    "forwarded_army": "签收，以送达回证上签收的日期为准（第十条第二款第四项）",
    "forwarded_custody": "签收，以送达回证上签收的日期为准（第十条第二款第四项）",
}


def _closes(
    day: date, steps: Sequence[str], on: date, *, certainty: Certainty = "T", note: str = ""
) -> Answer[Closing]:
    rule = cite(TRIAL_PERIODS, 10, on)
    sure = weaker(certainty, rule.certainty)
    lines = (*steps, f"结案日期：{chinese_date(day)}")
    return Answer(Closing(day), lines, (rule.text,), sure, (note,) if note else ())


def _waits(what: str, steps: Sequence[str], on: date) -> Answer[Closing]:
    rule = cite(TRIAL_PERIODS, 10, on)
    return Answer(Closing(None, what), (*steps, f"尚不能结案，等待：{what}"), (rule.text,), rule.certainty)
