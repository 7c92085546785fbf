"""Money in integer fen: read from text, written in figures and in capitals (金额)."""

import re
from fractions import Fraction

from tianping.law.answers import Refusal

FEN_PER_YUAN = 100
LARGEST_FEN = 10**18 - 1
"""9,999,999,999,999,999.99 yuan: beyond it the capitals have no agreed reading."""

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，－＋", "0123456789.,-+")
_YUAN = re.compile(r"[¥￥]?([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]+))?元?")
_CAPITAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_CAPITAL_PLACES = ("", "拾", "佰", "仟")


def parse_yuan(text: str) -> int:
    """A sum in yuan (“48440”, “505.50”, “48,440.00元”) as fen.

    Full-width digits, a leading ¥ and well-formed grouping are read. Refuses negative sums, exponents,
    more than two decimals and sums above 9,999,999,999,999,999.99 yuan.
    """
    cleaned = text.strip().translate(_FULL_WIDTH)
    if cleaned.startswith("-") and _YUAN.fullmatch(cleaned[1:]):
        raise Refusal(f"金额“{shown(text)}”是负数。", mend="金额不能小于零，请核对。")
    match = _YUAN.fullmatch(cleaned)
    if match is None:
        raise Refusal(
            f"金额“{shown(text)}”无法识别。",
            mend="请写成以元为单位的数字，例如“48440”或“505.50”。",
        )
    whole, decimals = match[1].replace(",", ""), match[2] or ""
    if len(decimals) > 2:
        raise Refusal(f"金额“{shown(text)}”超过两位小数。", mend="金额最多到分，请核对。")
    if len(whole.lstrip("0")) > 16:
        raise Refusal(f"金额“{shown(text)}”超出可以计算的范围。", mend="请核对金额是否多写了数字。")
    return int(whole) * FEN_PER_YUAN + int(decimals.ljust(2, "0") or "0")


def format_yuan(fen: int) -> str:
    """Fen as plain yuan with two decimals: 4844000 → 48440.00."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // FEN_PER_YUAN}.{abs(fen) % FEN_PER_YUAN:02d}"


def grouped(fen: int) -> str:
    """Fen as yuan in groups of three: 4844000 → 48,440.00."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // FEN_PER_YUAN:,}.{abs(fen) % FEN_PER_YUAN:02d}"


def words(fen: int) -> str:
    """Fen in capital numerals (大写): 101100 → 壹仟零壹拾壹元整. Refuses negative and oversized sums."""
    if fen < 0:
        raise Refusal("负数金额没有大写写法。", mend="请核对金额。")
    if fen > LARGEST_FEN:
        raise Refusal("金额超出大写可以表示的范围。", mend="请核对金额是否多写了数字。")
    yuan, jiao, cents = fen // 100, fen // 10 % 10, fen % 10
    text = _capital_whole(yuan) + "元" if yuan or not fen else ""
    if not jiao and not cents:
        return text + "整"
    if jiao:
        text += _CAPITAL_DIGITS[jiao] + "角"
    elif yuan:
        text += "零"
    return text + (_CAPITAL_DIGITS[cents] + "分" if cents else "整")


def round_half_up(exact_fen: Fraction, *, unit_fen: int = 1) -> int:
    """An exact sum rounded to whole units of `unit_fen` (1: cent, 100: yuan); half a unit goes up."""
    return (exact_fen / unit_fen + Fraction(1, 2)).__floor__() * unit_fen


def _capital_whole(number: int) -> str:
    if number >= 10**8:
        return _joined(_capital_whole(number // 10**8) + "亿", number % 10**8, 10**7)
    if number >= 10**4:
        return _joined(_capital_whole(number // 10**4) + "万", number % 10**4, 10**3)
    return _capital_group(number)


def _joined(head: str, rest: int, full: int) -> str:
    if not rest:
        return head
    return head + ("零" if rest < full else "") + _capital_whole(rest)


def _capital_group(number: int) -> str:
    if number == 0:
        return _CAPITAL_DIGITS[0]
    words_so_far, gap = "", False
    for place in range(3, -1, -1):
        digit = number // 10**place % 10
        if digit == 0:
            gap = bool(words_so_far)
            continue
        words_so_far += ("零" if gap else "") + _CAPITAL_DIGITS[digit] + _CAPITAL_PLACES[place]
        gap = False
    return words_so_far


def shown(text: str) -> str:
    """What was typed, as a refusal repeats it: without what cannot be seen, and not at length."""
    cleaned = "".join(character for character in text if character.isprintable())
    return cleaned if len(cleaned) <= 30 else cleaned[:30] + "…"
