"""What of a sum in parts may be enforced on a day: the parts that are over, or all where one missed makes all due."""

import datetime

import pytest

from tianping.law.enforcement_applications import due_now
from tianping.law.settlements import Instalment, claims_of_payer, falls_due

FIRST, SECOND, THIRD = datetime.date(2023, 3, 1), datetime.date(2023, 4, 1), datetime.date(2023, 5, 1)
PARTS = (Instalment(FIRST, 100), Instalment(SECOND, 100), Instalment(THIRD, 100))
MARCH, APRIL = datetime.date(2023, 3, 2), datetime.date(2023, 4, 2)


@pytest.mark.parametrize(
    ("paid", "whole", "on", "due"),
    [
        (0, True, FIRST, None),
        (0, True, MARCH, (FIRST, 300)),
        (60, True, MARCH, (FIRST, 240)),
        (100, True, MARCH, None),
        (100, True, APRIL, (SECOND, 200)),
        (0, False, MARCH, (FIRST, 100)),
        (150, False, APRIL, (SECOND, 50)),
        (300, True, datetime.date(2023, 6, 1), None),
    ],
)
def test_what_is_due(paid: int, whole: bool, on: datetime.date, due: tuple[datetime.date, int] | None) -> None:
    answer = due_now(PARTS, paid, falls_due=whole, on=on)
    assert (answer and (answer.value.due_on, answer.value.fen)) == due


def test_it_says_from_which_day_and_why() -> None:
    answer = due_now(PARTS, 0, falls_due=True, on=APRIL)
    assert answer is not None
    assert "2023年3月1日到期的一期没有付足，从2023年3月2日起" in "".join(answer.steps)
    assert answer.because == ("《中华人民共和国民法典》第五百六十条",)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("任何一期没有按时足额支付的，收款人可以就全部没有支付的款项申请强制执行", True),
        (
            "任何一期没有按时足额支付的，全部没有支付的款项立即到期；"
            "经司法确认或者法院制作调解书的，收款人可以申请强制执行",
            True,
        ),
        ("如有一期未按期履行，申请人有权就剩余款项一并申请强制执行", True),
        ("没有按时足额支付的，收款人可以申请强制执行", False),
        ("没有按时足额支付的，经司法确认或者法院制作调解书，收款人可以申请强制执行", False),
        ("双方再无其他争议", False),
    ],
)
def test_the_clause_is_known_by_its_words(text: str, whole: bool) -> None:
    assert falls_due(text) == whole


def test_what_surely_gives_whoever_pays_nothing_is_left_out() -> None:
    lines = ["任何一期没有按时足额支付的，收款人可以就全部没有支付的款项申请强制执行。", "双方再无其他争议", " "]
    assert claims_of_payer(lines) == []
    enforced = "经司法确认或者法院制作调解书的，收款人可以申请强制执行"
    lines = [
        f"任何一期没有按时足额支付的，全部没有支付的款项立即到期；{enforced}。",
        "没有按时足额支付的，经司法确认或者法院制作调解书，收款人可以申请强制执行",
        "没有按时足额支付的，收款人可以申请强制执行",
    ]
    assert claims_of_payer(lines) == []
    more = "任何一期没有按时足额支付的，全部没有支付的款项立即到期；收款人返还借条"
    assert claims_of_payer([more]) == [more]
    assert claims_of_payer(["申请人返还借条原件。"]) == ["申请人返还借条原件"]
