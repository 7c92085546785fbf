"""Which way to try next where a paper came back (补充送达): a proposal in the order of the law, each with its article.

The clerk chooses. What was tried in vain stands last or not at all; public notice only where every other way of the
law was tried, and never for a mediation paper or in simple procedure before its conversion.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from tianping.law.laws import CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION, cite
from tianping.law.service import JUDGMENTS_ONLINE_SINCE, METHOD_NAMES, WITHOUT_NOTICE, Method


@dataclass(frozen=True, slots=True)
class CameBack:
    """A paper that has not been served: what it is, and what was tried in vain.

    `refused`: somebody refused to take it (拒收). `deciding`, `mediation_paper`: as in law.service.Served.
    """

    tried: Collection[Method]
    refused: bool = False
    consent: bool = False
    track: str = "ordinary"
    deciding: bool = False
    mediation_paper: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """One way that can be tried next: the method, why it offers itself, and the article."""

    method: Method
    why: str
    because: str

    @property
    def name(self) -> str:
        """The method as the court calls it."""
        return METHOD_NAMES[self.method]


def next_ways(paper: CameBack, *, on: date) -> list[Way]:
    """The ways that can be tried next under the law of the day `on`, the nearest first; never empty."""
    ways = [
        *_electronic(paper, on),
        *_left(paper, on),
        *_untried("direct", "送交受送达人本人、其同住成年家属或者单位负责收件的人签收", 88, paper, on),
        *_untried("mail", "直接送达有困难的，可以邮寄送达", 91, paper, on),
        *_untried("entrusted", "受送达人在其他法院辖区的，可以委托当地人民法院代为送达", 91, paper, on),
    ]
    return ways or [_last(paper, on)]


def _untried(method: Method, why: str, article: int, paper: CameBack, on: date) -> list[Way]:
    return [] if method in paper.tried else [_way(method, why, article, on)]


def _electronic(paper: CameBack, on: date) -> list[Way]:
    allowed = not paper.deciding or on >= JUDGMENTS_ONLINE_SINCE
    if not paper.consent or not allowed or "electronic" in paper.tried:
        return []
    return [_way("electronic", "受送达人已经同意电子送达", 90, on)]


def _left(paper: CameBack, on: date) -> list[Way]:
    if not paper.refused or paper.mediation_paper:
        return []
    return [_way("left", "受送达人拒绝接收的，邀请见证人到场或者拍照、录像后，把文书留在其住所", 89, on)]


def _last(paper: CameBack, on: date) -> Way:
    if paper.mediation_paper:
        rule = cite(CIVIL_PROCEDURE_INTERPRETATION, 133, on)
        return Way("direct", "调解书应当直接送达本人或者其指定的代收人；拒绝签收的，应当及时判决", rule.text)
    why = "受送达人下落不明，或者用其他方式无法送达的，可以公告送达，并在案卷中记明原因和经过"
    if paper.track in WITHOUT_NOTICE:
        rule = cite(CIVIL_PROCEDURE_INTERPRETATION, 140, on)
        return Way("public_notice", f"{why}；简易程序（小额诉讼）应当先裁定转为普通程序", rule.text)
    return _way("public_notice", why, 95, on)


def _way(method: Method, why: str, article: int, on: date) -> Way:
    return Way(method, why, cite(CIVIL_PROCEDURE, article, on).text)
