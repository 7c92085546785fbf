"""协议条款改写姓名: who waives and who pays is told where both sides are called alike."""

from collections.abc import Mapping, Sequence

import pytest

from tianping.law.clauses_by_name import by_name, without_names

TWO = {"plaintiff": ["王原告"], "defendant": ["李被告"]}
THREE = {"plaintiff": ["王原告"], "defendant": ["李被告", "李某"], "third": ["赵某"]}
OUTSIDE = {"": ["王原告", "李被告"]}


@pytest.mark.parametrize(
    ("sides", "clause", "said"),
    [
        (TWO, "案件受理费由被申请人负担；申请人放弃逾期利息", "案件受理费由李被告负担；王原告放弃逾期利息"),
        (TWO, "案件受理费由被告负担；原告放弃逾期利息", "案件受理费由李被告负担；王原告放弃逾期利息"),
        (TWO, "被申请人李被告支付申请人王原告5元", "李被告支付王原告5元"),
        (TWO, "被申请人逾期的，申请人可以申请人民法院强制执行", "李被告逾期的，王原告可以申请人民法院强制执行"),
        (TWO, "支付申请人人民币5元，被告知的除外", "支付王原告人民币5元，被告知的除外"),
        (TWO, "双方申请人再无争议，费用原、被告各负担一半", "双方申请人再无争议，费用原、被告各负担一半"),
        (THREE, "申请人放弃利息；被申请人李某、第三人赵某负担费用", "王原告放弃利息；李某、赵某负担费用"),
        (THREE, "费用由被申请人负担", "费用由被申请人负担"),
        (OUTSIDE, "申请人李被告还款，申请人放弃利息", "李被告还款，申请人放弃利息"),
    ],
)
def test_a_role_becomes_the_name_of_whoever_alone_has_it(
    sides: Mapping[str, Sequence[str]], clause: str, said: str
) -> None:
    assert by_name(clause, sides) == said


def test_what_still_does_not_tell_who_is_meant_is_found() -> None:
    clauses = ["申请人放弃利息", "费用由被申请人负担", "被申请人李某还款", "双方申请人再无争议"]
    assert without_names(clauses, TWO) == []
    assert without_names(clauses, THREE) == ["费用由被申请人负担"]
    assert without_names(clauses[:2], OUTSIDE) == clauses[:2]
