"""The frame of every paper (版头、受文人、落款), and what its maker gave, read with a sentence for what is missing."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tianping.cases.models import Litigant
from tianping.cases.queries import spaced
from tianping.kernel.clock import CHINA
from tianping.kernel.refusals import Refused
from tianping.law import money
from tianping.papers.documents.casefiles import CaseFile
from tianping.papers.documents.kinds import Kind
from tianping.papers.documents.paragraphs import Paragraph


@dataclass(frozen=True, slots=True)
class Order:
    """A paper as it was ordered: of which kind, in which case, to whom, with what its maker gave."""

    kind: Kind
    variant: str
    number: str
    file: CaseFile
    addressee: Litigant | None
    facts: Mapping[str, Any]

    def text(self, name: str) -> str:
        """A fact that is one text; empty where none was given."""
        value = self.facts.get(name, "")
        return value.strip() if isinstance(value, str) else ""

    def needed(self, name: str, called: str) -> str:
        """A text that the paper cannot do without. Raises Refused."""
        value = self.text(name)
        if not value:
            raise Refused(f"制作{self.kind.named(self.variant)}需要写明{called}，请补充后再制作。")
        return value

    def texts(self, name: str) -> list[str]:
        """A fact that is a list of texts, or one text of several lines."""
        value = self.facts.get(name, ())
        given = value.splitlines() if isinstance(value, str) else value
        return [str(each).strip() for each in given if str(each).strip()]

    def fen(self, name: str) -> int | None:
        """A sum in fen, if it was given."""
        value = self.facts.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def moment(self, name: str) -> datetime.datetime:
        """A moment in China. Raises Refused for what is none."""
        try:
            moment = datetime.datetime.fromisoformat(str(self.facts.get(name, "")))
        except ValueError:
            raise Refused(f"“{self.kind.needs.get(name, '时间')}”无法识别，请重新选择日期和时间。") from None
        return moment.astimezone(CHINA) if moment.tzinfo else moment.replace(tzinfo=CHINA)


def heading(order: Order) -> list[Paragraph]:
    """The court, what the paper is, its number."""
    return [
        Paragraph("court", order.file.court_name),
        Paragraph("title", order.kind.title),
        Paragraph("number", order.number),
    ]


def letter(order: Order, lines: Sequence[str], *, closing: str = "特此通知。") -> list[Paragraph]:
    """A notice: to whom, what is told in numbered lines, the closing words, the look-up code, the day."""
    addressee = [Paragraph("addressee", f"{order.addressee.name}：")] if order.addressee else []
    code = [Paragraph("annex", code_line(order))] if order.kind.with_code else []
    told = [Paragraph("text", line) for line in lines]
    return [*heading(order), *addressee, *told, Paragraph("text", closing), Paragraph("date", ""), *code]


def code_line(order: Order) -> str:
    """How the addressee follows the case: its number and their own look-up code."""
    if order.addressee is None:
        raise Refused(f"{order.kind.title}应当写明受文人，请选择当事人。")
    return (
        f"查询码：{spaced(order.file.codes[order.addressee.pk])}。凭本案案号和查询码，可以在本院网站“案件进度”查询办理"
        "进度、下载送达的文书、提交答辩状和证据；查询码由您本人使用，请妥善保管，不要告诉他人。"
    )


def sum_in_words(fen: int) -> str:
    """505.50元（大写：伍佰零伍元伍角整）."""
    return f"{figures(fen)}（大写：{money.words(fen)}）"


def figures(fen: int) -> str:
    """A sum as decisions write it: 48440元, 505.50元."""
    return f"{money.format_yuan(fen).removesuffix('.00')}元"


def minute(moment: datetime.datetime) -> str:
    """2023年3月1日9时00分."""
    return f"{moment.year}年{moment.month}月{moment.day}日{moment.hour}时{moment.minute:02d}分"


def run_on(lines: str) -> str:
    """What a pleading says line by line, as one paragraph of a paper, ended with a full stop; empty for nothing."""
    said = "".join(line.strip() for line in lines.splitlines())
    return said if not said or said.endswith(("。", "；")) else f"{said}。"
