"""补充送达: which way is proposed next for a paper that came back, in the order of the law."""

from datetime import date

import pytest

from tianping.law.next_service import CameBack, next_ways

ON = date(2023, 2, 6)
TRIED = ("direct", "mail", "entrusted")
CASES: dict[str, tuple[CameBack, list[str]]] = {
    "邮件退回：直接送达，再委托": (CameBack(["mail"]), ["direct", "entrusted"]),
    "同意电子送达的，先电子送达": (CameBack(["mail"], consent=True), ["electronic", "direct", "entrusted"]),
    "拒收的，可以留置": (CameBack(["direct"], refused=True), ["left", "mail", "entrusted"]),
    "调解书拒收，不能留置": (
        CameBack(["direct"], refused=True, deciding=True, mediation_paper=True),
        ["mail", "entrusted"],
    ),
    "普通程序，各种方式都试过：公告": (CameBack(TRIED), ["public_notice"]),
    "调解书不能公告": (CameBack(TRIED, deciding=True, mediation_paper=True), ["direct"]),
}


@pytest.mark.parametrize(("paper", "methods"), CASES.values(), ids=CASES.keys())
def test_the_ways_stand_in_the_order_of_the_law(paper: CameBack, methods: list[str]) -> None:
    ways = next_ways(paper, on=ON)
    assert [way.method for way in ways] == methods
    assert all("第" in way.because and way.why for way in ways)


def test_public_notice_in_simple_procedure_names_the_conversion_first() -> None:
    (way,) = next_ways(CameBack(TRIED, track="simple"), on=ON)
    assert (way.name, "应当先裁定转为普通程序" in way.why) == ("公告送达", True)
    assert "第一百四十条" in way.because


def test_a_judgment_was_not_served_online_before_2022() -> None:
    ways = next_ways(CameBack(["mail"], consent=True, deciding=True), on=date(2021, 12, 31))
    assert [way.method for way in ways] == ["direct", "entrusted"]
