"""The order of a civil case's file (诉讼文书立卷归档) and what must stand in it before it is archived.

The order is that of the rules on filing and archiving court papers (first instance, civil), for the main volume (正卷)
and the secondary volume (副卷), which is not open to litigants.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tianping.law.answers import Answer
from tianping.law.laws import cite
from tianping.law.wording import chinese_date

FILING_RULES = "立卷归档办法"
MONTHS_TO_ARCHIVE = 3


@dataclass(frozen=True, slots=True)
class Place:
    """One place in the order (排列顺序): papers of this sort stand here."""

    code: str
    title: str
    secondary: bool = False


PLACES: tuple[Place, ...] = (
    Place("complaint", "起诉状"),
    Place("acceptance", "受理案件通知书"),
    Place("fee", "交纳诉讼费用通知和收据"),
    Place("response", "应诉、举证通知书和审判人员告知书"),
    Place("answer", "答辩状及附件"),
    Place("authority", "身份证明和授权委托书"),
    Place("evidence", "当事人举证材料"),
    Place("inquiry", "询问、调查笔录和取证材料"),
    Place("preservation", "诉讼保全材料"),
    Place("appraisal", "鉴定意见"),
    Place("mediation", "调解笔录和调解材料"),
    Place("summons", "开庭通知、传票和开庭公告"),
    Place("hearing", "庭审笔录"),
    Place("statement", "代理词"),
    Place("withdrawal", "撤诉材料"),
    Place("decision", "判决书、裁定书、调解书正本"),
    Place("pronouncement", "宣判笔录"),
    Place("service", "送达回证"),
    Place("appeal", "上诉材料和移送函"),
    Place("second_instance", "上级法院裁判文书"),
    Place("other", "其他材料"),
    Place("review", "阅卷笔录和审查报告", secondary=True),
    Place("supervision", "请示、批示和监督管理材料", secondary=True),
    Place("deliberation", "合议庭评议笔录", secondary=True),
    Place("meeting", "审判委员会、专业法官会议讨论记录", secondary=True),
    Place("original", "裁判文书原本", secondary=True),
)
BY_CODE = {place.code: place for place in PLACES}
_ALWAYS = ("complaint", "acceptance", "response", "service")
# A suit that was not accepted: nothing was sent to anybody but whoever sued.
_REFUSED = ("complaint", "service")
_DECIDED = frozenset(
    {"judgment", "not_accepted", "withdrawn", "deemed_withdrawn", "suit_dismissed", "transferred", "terminated"}
)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the check of completeness looks at.

    `has`: the places in which something stands; `way`: how the case ended, empty while it is open; `open_ends`: what
    others still have to do (a paper not served, a record not signed), each a sentence of its own.
    """

    has: frozenset[str]
    way: str = ""
    panel: bool = False
    charged: bool = False
    counsel: Sequence[str] = ()
    effective: bool = False
    open_ends: Sequence[str] = ()


def missing(facts: FileFacts) -> list[str]:
    """What the file lacks, each a sentence that says how to mend it; an empty list: it is complete."""
    return [*_by_ending(facts), *(_lacks(code) for code in _needed(facts) if code not in facts.has), *facts.open_ends]


def ordered(codes: Iterable[str]) -> list[str]:
    """These places in the order of the file."""
    order = {place.code: number for number, place in enumerate(PLACES)}
    return sorted(codes, key=order.__getitem__)


def archive_by(closed_on: date) -> Answer[date]:
    """Until when the file of a closed case goes to the archive."""
    month = closed_on.month - 1 + MONTHS_TO_ARCHIVE
    year, month = closed_on.year + month // 12, month % 12 + 1
    last = min(closed_on.day, _days_of(year, month))
    rule = cite(FILING_RULES, 0, closed_on)
    steps = (f"{chinese_date(closed_on)}结案，三个月内归档", f"至{chinese_date(date(year, month, last))}")
    return Answer(date(year, month, last), steps, (rule.text,), rule.certainty)


def order_rule(on: date) -> Answer[None]:
    """On what the order rests."""
    rule = cite(FILING_RULES, 0, on)
    return Answer(None, ("民事一审案件卷宗的材料，按规定的顺序排列，正卷、副卷分别编页",), (rule.text,), rule.certainty)


def _needed(facts: FileFacts) -> list[str]:
    needed = list(_REFUSED if facts.way == "not_accepted" else _ALWAYS)
    if facts.charged:
        needed.append("fee")
    if facts.way == "judgment":
        needed += ["summons", "hearing"]
        if facts.panel:
            needed.append("deliberation")
    if facts.way in _DECIDED:
        needed.append("decision")
    if facts.counsel:
        needed.append("authority")
    return ordered(needed)


def _by_ending(facts: FileFacts) -> list[str]:
    if not facts.way:
        return ["本案还没有结案，结案以后才能归档。"]
    sentences = (
        [] if facts.effective else ["裁判文书、调解书还没有生效，生效以后再归档；确需先归档的，在备考表写明原因。"]
    )
    if facts.way == "mediation" and not facts.has & {"mediation", "decision", "hearing"}:
        sentences.append("缺少调解书或者记入笔录的调解协议，请补入。")
    return sentences


def _lacks(code: str) -> str:
    if code == "authority":
        return "有委托诉讼代理人，但没有授权委托书和身份证明，请收取扫描件。"
    return f"缺少{BY_CODE[code].title}，请补入；确实没有的，在备考表写明原因。"


def _days_of(year: int, month: int) -> int:
    after = date(year + month // 12, month % 12 + 1, 1)
    return (after - date(year, month, 1)).days
