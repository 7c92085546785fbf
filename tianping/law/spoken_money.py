"""Sums as people write and say them (三十万、2.3万、3万5), read as fen; a form shows back what was understood."""

import re
from fractions import Fraction

from tianping.law.answers import Refusal
from tianping.law.money import FEN_PER_YUAN, LARGEST_FEN, parse_yuan, shown

DIGITS = {
    sign: value
    for value, signs in enumerate(("零〇", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for sign in signs
}
SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE = {"万": 10_000, "亿": 100_000_000}
_PLAIN = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_SPOKEN = re.compile(rf"(?:人民币)?([0-9.,{''.join((*DIGITS, *SMALL, *LARGE))}]+)(?:元|圆|块|块钱)?[整正]?")
_PIECES = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|.")
_FIGURES = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
MEND = "请写成以元为单位的数字，例如“300000”或“505.50”；整万的也可以写“30万”。"


def read_yuan(text: str) -> int:
    """A sum in yuan as people write it, as fen: whatever ``parse_yuan`` reads, and sums with 十、百、千、万、亿.

    What can be read in two ways (三五万、3万5.5) is refused with the way to write it.
    """
    plain = re.sub(r"\s", "", text).translate(_PLAIN)
    said = _SPOKEN.fullmatch(plain)
    if said is None or not any(sign in said[1] for sign in (*DIGITS, *SMALL, *LARGE)):
        return _figures(text, plain.removeprefix("人民币").removesuffix("整"))
    yuan = _Sum().read(_PIECES.findall(said[1]))
    if yuan is None or (yuan * FEN_PER_YUAN).denominator != 1:
        raise Refusal(f"金额“{shown(text)}”无法识别。", mend=MEND)
    if yuan * FEN_PER_YUAN > LARGEST_FEN:
        raise Refusal(f"金额“{shown(text)}”超出可以计算的范围。", mend="请核对金额是否多写了数字。")
    return int(yuan * FEN_PER_YUAN)


def _figures(text: str, plain: str) -> int:
    """A sum in figures; what is none is refused with both ways to write it."""
    try:
        return parse_yuan(plain)
    except Refusal as refusal:
        if any(sign in LARGE or sign in SMALL for sign in plain):
            raise Refusal(f"金额“{shown(text)}”无法识别。", mend=MEND) from refusal
        raise


class _Sum:
    """A sum read piece by piece: what stands before the last 万, what stands after it, and the figure just read."""

    def __init__(self) -> None:
        self.total, self.section = Fraction(0), Fraction(0)
        self.figure: Fraction | None = None
        # The last unit, and the last in this section; each has to be smaller than the one before.
        self.last, self.small, self.large = 0, 10_000, 10**12
        self.after_zero = False

    def read(self, pieces: list[str]) -> Fraction | None:
        """The sum in yuan; None where the pieces make none."""
        if not all(self._take(piece) for piece in pieces):
            return None
        return self._ended()

    def _take(self, piece: str) -> bool:
        if piece in SMALL:
            return self._take_small(SMALL[piece])
        if piece in LARGE:
            return self._take_large(LARGE[piece])
        if self.figure is not None:
            return False
        if piece in DIGITS and DIGITS[piece] == 0:
            self.after_zero = True
            return True
        if piece in DIGITS:
            self.figure = Fraction(DIGITS[piece])
            return True
        if not _FIGURES.fullmatch(piece):
            return False
        self.figure = Fraction(piece.replace(",", ""))
        return True

    def _take_small(self, unit: int) -> bool:
        if unit >= self.small or (self.figure is None and (unit, self.section) != (10, 0)):
            return False
        self.section += (self.figure or 1) * unit
        self.figure, self.small, self.last, self.after_zero = None, unit, unit, False
        return True

    def _take_large(self, unit: int) -> bool:
        amount = self.section + (self.figure or 0)
        if unit >= self.large or not amount:
            return False
        self.total += amount * unit
        self.section, self.figure, self.after_zero = Fraction(0), None, False
        self.small, self.large, self.last = 10_000, unit, unit
        return True

    def _ended(self) -> Fraction | None:
        """Whoever says 三万五 means 三万五千: a last digit counts a tenth of the unit before it."""
        rest = self.figure or Fraction(0)
        if self.figure is None or not self.last or self.after_zero:
            return self.total + self.section + rest
        if rest.denominator != 1:
            return None
        if rest < 10:
            return self.total + self.section + rest * (self.last // 10)
        return self.total + self.section + rest if rest < self.last else None
