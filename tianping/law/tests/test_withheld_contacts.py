"""What tells the other side an address or a telephone that is kept from them."""

import pytest

from tianping.law.withheld_contacts import tells_contact

REFUGE, PHONE = "甘肃省庆阳市镇原县南川乡成赵村2组", "13800000001"
SHORT = "甘肃省庆阳市镇原县南街9号"


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("被告打人，在外租住南川乡成赵村2组", True),
        ("在外租住南川乡 成赵村 ２ 组", True),
        ("在成赵村二组租房", True),
        ("住川乡成赵村", True),
        ("电话138 0000 0001", True),
        ("电话１３８-００００-０００１", True),
        ("双方在甘肃省庆阳市镇原县登记结婚", False),
        ("婚后在南川乡生活", False),
        ("欠款13800000002元", False),
        ("", False),
    ],
)
def test_an_address_below_its_county_or_a_telephone_tells(text: str, tells: bool) -> None:
    assert tells_contact(text, [REFUGE, ""], [PHONE, ""]) is tells


def test_a_short_address_tells_as_a_whole() -> None:
    assert tells_contact("住南街9号", [SHORT], [])
    assert not tells_contact("住南街", [SHORT], [])
    assert not tells_contact("住在镇原县", ["甘肃省庆阳市镇原县"], ["1"])


def test_where_the_other_side_lives_tells_them_nothing() -> None:
    assert not tells_contact("被告住南川乡成赵村2组", [REFUGE], [], known=[REFUGE])
    assert not tells_contact("被告住南川乡成赵村5组", [REFUGE], [], known=["镇原县南川乡成赵村5组"])
    assert tells_contact("原告住成赵村2组", [REFUGE], [], known=["镇原县南川乡成赵村5组"])
