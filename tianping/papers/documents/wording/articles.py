"""Articles as papers cite them (引用条文): of the text in force on the day, items without brackets.

裁判文书引用法律、法规等规范性法律文件的规定（法释〔2009〕14号）第一条、第二条.
"""

import datetime
from collections.abc import Sequence

from tianping.law.laws import CIVIL_CODE, CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION, laws
from tianping.law.wording import chinese_numeral

# Substance before procedure, laws before interpretations (同规定第二条).
ORDER = (CIVIL_CODE, CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION)


def cited(key: str, *places: tuple[int, ...], on: datetime.date) -> str:
    """《中华人民共和国民事诉讼法》第一百四十八条第一款、第一百五十七条第一款第五项.

    ``places``: (article by its newest number, paragraph, item); a level that is left out is not cited.
    """
    law = laws()[key]
    version = law.versions.on(on).value
    return law.title + "、".join(_place(law.article_in(number, version), *levels) for number, *levels in places)


def basis(articles: Sequence[Sequence[str | int]], *, on: datetime.date) -> str:
    """What a decision rests on, law by law in their order: (law, article, paragraph, item) each."""
    by_law: dict[str, list[tuple[int, ...]]] = {}
    for key, *place in articles:
        by_law.setdefault(str(key), []).append(tuple(int(level) for level in place))
    keys = sorted(by_law, key=lambda key: ORDER.index(key) if key in ORDER else len(ORDER))
    return "、".join(cited(key, *sorted(by_law[key]), on=on) for key in keys)


def _place(number: int, paragraph: int = 0, item: int = 0) -> str:
    words = f"第{chinese_numeral(number)}条"
    words += f"第{chinese_numeral(paragraph)}款" if paragraph else ""
    return words + (f"第{chinese_numeral(item)}项" if item else "")
