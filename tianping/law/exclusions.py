"""The statute's own lists of cases kept out of a track (排除情形), item by item in the statute's words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tianping.law.answers import Refusal
from tianping.law.laws import CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION, Citation, cite


@dataclass(frozen=True, slots=True)
class Exclusion:
    """One item of a statutory list: the article it stands in, its number and its own words."""

    law: str
    article: int
    item: int
    words: str

    def cited(self, on: date) -> Citation:
        """The citation of the item in the text of a day."""
        return cite(self.law, self.article, on, item=self.item)


def _listed(law: str, article: int, *words: str) -> tuple[Exclusion, ...]:
    return tuple(Exclusion(law, article, item, text) for item, text in enumerate(words, 1))


SMALL_CLAIMS_EXCLUSIONS = _listed(
    CIVIL_PROCEDURE,
    166,
    "人身关系、财产确权案件",
    "涉外案件",
    "需要评估、鉴定或者对诉前评估、鉴定结果有异议的案件",
    "一方当事人下落不明的案件",
    "当事人提出反诉的案件",
    "其他不宜适用小额诉讼的程序审理的案件",
)
SIMPLE_EXCLUSIONS = _listed(
    CIVIL_PROCEDURE_INTERPRETATION,
    257,
    "起诉时被告下落不明的",
    "发回重审的",
    "当事人一方人数众多的",
    "适用审判监督程序的",
    "涉及国家利益、社会公共利益的",
    "第三人起诉请求改变或者撤销生效判决、裁定、调解书的",
    "其他不宜适用简易程序的案件",
)
SOLO_EXCLUSIONS = _listed(
    CIVIL_PROCEDURE,
    42,
    "涉及国家利益、社会公共利益的案件",
    "涉及群体性纠纷，可能影响社会稳定的案件",
    "人民群众广泛关注或者其他社会影响较大的案件",
    "属于新类型或者疑难复杂的案件",
    "法律规定应当组成合议庭审理的案件",
    "其他不宜由审判员一人独任审理的案件",
)
PANEL_REQUIRED_BY = {2: (CIVIL_PROCEDURE, 41), 4: (CIVIL_PROCEDURE, 41), 6: (CIVIL_PROCEDURE_INTERPRETATION, 292)}
"""Items of 解释第257条 whose cases another article gives to a panel."""


def chosen(listed: tuple[Exclusion, ...], words: Iterable[str]) -> tuple[Exclusion, ...]:
    """The items that were named, in the statute's own words (a final 的案件 or 案件 may be missing).

    Refuses words that are in no item and lists what may be chosen.
    """
    return tuple(_named(listed, text) for text in words)


def _named(listed: tuple[Exclusion, ...], words: str) -> Exclusion:
    wanted = _core(words)
    for item in listed:
        if wanted and wanted == _core(item.words):
            return item
    allowed = "；".join(item.words for item in listed)
    raise Refusal(
        f"“{words.strip()[:40]}”不是{listed[0].law}第{listed[0].article}条列举的情形。",
        mend=f"请照条文原文填写其中一项：{allowed}。",
    )


def _core(words: str) -> str:
    text = words.strip().rstrip("；。;.").replace(",", "，")
    for mark in "一二三四五六七":
        text = text.removeprefix(f"（{mark}）").removeprefix(f"({mark})")
    return text.removesuffix("案件").removesuffix("的")
