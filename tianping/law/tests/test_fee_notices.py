"""What a notice to pay says of each fee: until when, under which article, and what follows where it is not paid."""

from datetime import date

import pytest

from tianping.law.fee_notices import Kind, notice

ON = date(2023, 2, 6)
MEASURE = "《诉讼费用交纳办法》"
INTERPRETATION = "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》"


@pytest.mark.parametrize(
    ("kind", "fee", "days", "otherwise"),
    [
        ("acceptance", "案件受理费", "自接到本通知次日起七日内", f"第二十二条、{INTERPRETATION}第二百一十三条"),
        ("conversion", "补交的案件受理费", "自接到本通知次日起七日内", f"{INTERPRETATION}第一百九十九条"),
        ("claim", "补交的案件受理费", "自接到本通知次日起七日内", f"{MEASURE}第二十一条第（一）项、第二十二条第四款"),
        ("counterclaim", "反诉案件受理费", "自提起反诉次日起七日内", f"{MEASURE}第二十二条第一款、第二十二条第四款"),
        ("preservation", "保全申请费", "本院指定的期限内", f"{MEASURE}第二十二条第三款、第二十二条第四款"),
    ],
)
def test_each_fee_has_its_own_days_and_consequence(kind: Kind, fee: str, days: str, otherwise: str) -> None:
    said = notice(kind, ON)
    assert (said.fee, days in said.days, otherwise in said.otherwise) == (fee, True, True)


def test_only_a_suit_counts_as_withdrawn_where_its_fee_is_not_paid() -> None:
    assert "按撤回起诉处理" in notice("acceptance", ON).otherwise
    assert "按撤诉处理，已经收取的诉讼费用退还一半" in notice("conversion", ON).otherwise
    assert not any("撤" in notice(kind, ON).otherwise for kind in ("claim", "counterclaim", "preservation"))
