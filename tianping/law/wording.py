"""Words and numerals as a Chinese court writes them (行文用语)."""

from collections.abc import Iterable
from datetime import date

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")


def chinese_date(day: date) -> str:
    """A day as papers show it: 2026年11月23日."""
    return f"{day.year}年{day.month}月{day.day}日"


def formal_date(day: date) -> str:
    """A day as decisions are dated: 二〇二三年二月六日 (人民法院民事裁判文书制作规范)."""
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    return f"{year}年{chinese_numeral(day.month)}月{chinese_numeral(day.day)}日"


def chinese_numeral(number: int) -> str:
    """A whole number from 1 to 9999 in plain Chinese numerals: 15 → 十五, 206 → 二百零六."""
    words = ""
    for place, digit in zip(range(len(str(number)) - 1, -1, -1), str(number), strict=True):
        if digit != "0":
            words += _DIGITS[int(digit)] + _UNITS[place]
        elif words and not words.endswith("零"):
            words += "零"
    words = words.rstrip("零")
    return words[1:] if words.startswith("一十") else words


def article(number: int, *, paragraph: int = 0, item: int = 0) -> str:
    """An article number as cited: 第十三条第一款第（一）项. Zero leaves a level out."""
    cited = f"第{chinese_numeral(number)}条"
    if paragraph:
        cited += f"第{chinese_numeral(paragraph)}款"
    if item:
        cited += f"第（{chinese_numeral(item)}）项"
    return cited


def cited_together(citations: Iterable[str]) -> list[str]:
    """Citations, each once; what follows of the same text stands without its title (《办法》第一条、第二条)."""
    said, before = [], ""
    for each in dict.fromkeys(citations):
        title, where = each.rpartition("》")[0], each.rpartition("》")[2]
        said.append(where if title and title == before and where.startswith("第") else each)
        before = title
    return said
