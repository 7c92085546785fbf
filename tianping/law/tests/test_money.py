"""Sums of money: read, written, spelt in capitals and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tianping.law.answers import Refusal
from tianping.law.money import LARGEST_FEN, format_yuan, grouped, parse_yuan, words

DIGITS = {digit: value for value, digit in enumerate("零壹贰叁肆伍陆柒捌玖")}
PLACES = {"拾": 10, "佰": 100, "仟": 1000}


def read_capitals(text: str) -> int:
    """Capitals back to fen, written independently: 亿 and 万 close what stands before them."""
    whole, _, rest = text.partition("元") if "元" in text else ("", "", text)
    yuan = read_whole(whole)
    jiao = DIGITS[rest[rest.index("角") - 1]] if "角" in rest else 0
    cents = DIGITS[rest[rest.index("分") - 1]] if "分" in rest else 0
    return yuan * 100 + jiao * 10 + cents


def read_whole(text: str) -> int:
    for mark, size in (("亿", 10**8), ("万", 10**4)):
        if mark in text:
            head, _, tail = text.rpartition(mark)
            return read_whole(head) * size + read_whole(tail)
    total = digit = 0
    for character in text:
        if character in PLACES:
            total += digit * PLACES[character]
            digit = 0
        else:
            digit = DIGITS[character]
    return total + digit


@given(st.integers(0, LARGEST_FEN))
def test_capitals_read_back_give_the_same_sum(fen: int) -> None:
    assert read_capitals(words(fen)) == fen


@given(st.integers(0, LARGEST_FEN))
def test_figures_read_back_give_the_same_sum(fen: int) -> None:
    assert parse_yuan(format_yuan(fen)) == fen
    assert parse_yuan(grouped(fen)) == fen


@given(st.integers(0, LARGEST_FEN))
def test_capitals_are_well_formed(fen: int) -> None:
    written = words(fen)
    assert "零零" not in written
    assert written.endswith(("整", "分"))
    assert "圆" not in written


@pytest.mark.parametrize(
    ("amount", "capitals"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("10", "壹拾元整"),
        ("1005", "壹仟零伍元整"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("100010000", "壹亿零壹万元整"),
        ("1000000000000", "壹万亿元整"),
        ("9999999999999999.99", "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_a_sum_in_capitals(amount: str, capitals: str) -> None:
    assert words(parse_yuan(amount)) == capitals


@pytest.mark.parametrize(("text", "fen"), [("４８４４０．５", 4_844_050), ("¥48,440.00元", 4_844_000), (" 7 ", 700)])
def test_the_usual_spellings_of_a_sum_are_read(text: str, fen: int) -> None:
    assert parse_yuan(text) == fen


@pytest.mark.parametrize(
    "text", ["", "abc", "1e5", "4,84", "1.005", "-1", "１－２", "10000000000000000", "٣", "1.", ".5"]
)
def test_what_is_no_sum_is_refused_with_the_mend(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_yuan(text)
    assert refused.value.mend


def test_negative_and_oversized_sums_have_no_capitals() -> None:
    for fen in (-1, LARGEST_FEN + 1):
        with pytest.raises(Refusal):
            words(fen)
