"""The statutory fee scales as dated data (收费标准): flat part, brackets, ranges and caps, in fen."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from tianping.law.dated import Dated, Text
from tianping.law.money import FEN_PER_YUAN, grouped
from tianping.law.resources import day, read_json

MEASURE = "《诉讼费用交纳办法》"


@dataclass(frozen=True, slots=True)
class Bracket:
    """The part of a sum above `above_fen`, up to and including `upper_fen` (None: without end), at `rate`."""

    above_fen: int
    upper_fen: int | None
    rate: Fraction
    label: str


@dataclass(frozen=True, slots=True)
class Scale:
    """One kind of fee: a flat part, brackets above it, where set a cap and a base range."""

    flat_upper_fen: int = 0
    flat_fee_fen: int = 0
    brackets: tuple[Bracket, ...] = ()
    cap_fen: int | None = None
    base_range_fen: tuple[int, int] | None = None
    divisor: int = 1
    fixed_fen: int = 0

    def accumulated(self, amount_fen: int) -> tuple[Fraction, list[str]]:
        """The exact fee in fen of the brackets added up, and one line of arithmetic for each of them."""
        fee = Fraction(self.flat_fee_fen)
        steps = [f"不超过{_round_yuan(self.flat_upper_fen)}的部分：{_flat(self.flat_fee_fen)}"]
        for bracket in self.brackets:
            if amount_fen <= bracket.above_fen:
                break
            top = amount_fen if bracket.upper_fen is None else min(amount_fen, bracket.upper_fen)
            part = (top - bracket.above_fen) * bracket.rate
            fee += part
            steps.append(
                f"{bracket.label}：（{grouped(top)}−{grouped(bracket.above_fen)}）×"
                f"{percent(bracket.rate)}={exact_yuan(part)}元"
            )
        return fee, steps


FeeScales = dict[str, Scale]


@cache
def fee_scales() -> Dated[FeeScales]:
    """Every dated text of the measure's scales, by kind of fee."""
    data = read_json("fee_schedule.json")
    texts = [
        Text(
            since=day(text["since"]),
            cite=MEASURE,
            value={kind: _scale(raw) for kind, raw in text.items() if kind != "since"},
            reference=data["reference"],
            last_checked_on=day(data["last_checked_on"]),
        )
        for text in data["texts"]
    ]
    return Dated(MEASURE, *texts)


def exact_yuan(exact_fen: Fraction) -> str:
    """An exact sum of fen in yuan: grouped, with all its decimals, or six where it has no end."""
    whole, rest = divmod(exact_fen.numerator, exact_fen.denominator)
    if not rest:
        return grouped(whole)
    millionths = round(exact_fen * 10_000)
    yuan, decimals = divmod(millionths, 10**6)
    shown = f"{decimals:06d}".rstrip("0").ljust(2, "0")
    approximate = "…" if Fraction(millionths, 10_000) != exact_fen else ""
    return f"{yuan:,}.{shown}{approximate}"


def percent(rate: Fraction) -> str:
    """A rate as a percentage: 0.025 → 2.5%."""
    tenths = rate * 1000
    return f"{tenths.numerator // 10}.{tenths.numerator % 10}%".replace(".0%", "%")


def _scale(raw: dict[str, Any]) -> Scale:
    flat = raw.get("flat", {"upper": 0, "fee": 0})
    base = raw.get("base")
    cap = raw.get("cap")
    return Scale(
        flat_upper_fen=flat["upper"] * FEN_PER_YUAN,
        flat_fee_fen=flat["fee"] * FEN_PER_YUAN,
        brackets=tuple(_bracket(*bracket) for bracket in raw.get("brackets", ())),
        cap_fen=None if cap is None else cap * FEN_PER_YUAN,
        base_range_fen=None if base is None else (base[0] * FEN_PER_YUAN, base[1] * FEN_PER_YUAN),
        divisor=raw.get("divisor", 1),
        fixed_fen=raw.get("fixed", 0) * FEN_PER_YUAN,
    )


def _bracket(above: int, upper: int | None, rate: str) -> Bracket:
    above_fen = above * FEN_PER_YUAN
    upper_fen = None if upper is None else upper * FEN_PER_YUAN
    reach = "的部分" if upper_fen is None else f"至{_round_yuan(upper_fen)}的部分"
    return Bracket(above_fen, upper_fen, Fraction(rate), f"超过{_round_yuan(above_fen)}{reach}")


def _round_yuan(fen: int) -> str:
    yuan = fen // FEN_PER_YUAN
    return f"{yuan // 10000}万元" if yuan >= 10000 else f"{yuan}元"


def _flat(fee_fen: int) -> str:
    return f"{grouped(fee_fen)}元" if fee_fen else "不另行交纳"
