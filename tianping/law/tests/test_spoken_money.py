"""Sums as people write them are read as they mean them, or refused with the way to write them."""

import pytest

from tianping.law.answers import Refusal
from tianping.law.spoken_money import read_yuan


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("三十万", "300000"),
        ("三十万元整", "300000"),
        ("2.3万", "23000"),
        ("２．３万", "23000"),
        ("30万元", "300000"),
        (" 30 万 ", "300000"),
        ("3万5", "35000"),
        ("三万五", "35000"),
        ("三万五千", "35000"),
        ("3万5千", "35000"),
        ("3万5000", "35000"),
        ("3万零5", "30005"),
        ("三万零五十", "30050"),
        ("十五万", "150000"),
        ("二十", "20"),
        ("十五", "15"),
        ("两千五百块钱", "2500"),
        ("三百五", "350"),
        ("一千二", "1200"),
        ("8千", "8000"),
        ("1.5千", "1500"),
        ("一亿二千万", "120000000"),
        ("一亿二", "120000000"),
        ("十二万三千四百五十六", "123456"),
        ("叁拾万圆整", "300000"),
        ("人民币30万", "300000"),
        ("0.00005万", "0.5"),
        ("48,440.00元", "48440"),
        ("300000", "300000"),
        ("零", "0"),
    ],
)
def test_what_people_write_is_read(text: str, yuan: str) -> None:
    whole, _, cents = yuan.partition(".")
    assert read_yuan(text) == int(whole) * 100 + int(cents.ljust(2, "0") or 0)


@pytest.mark.parametrize(
    "text",
    [
        "三五万",
        "3万5.5",
        "万",
        "30万万",
        "5千3万千",
        "半万",
        "约30万",
        "30多万",
        "3万50000",
        "三十万到四十万",
        "百",
        "-3万",
        "1万2千3千",
    ],
)
def test_what_can_be_read_in_two_ways_or_in_none_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Refusal, match="例如"):
        read_yuan(text)


def test_a_sum_beyond_reckoning_is_refused() -> None:
    with pytest.raises(Refusal, match="超出"):
        read_yuan("999999999亿")
