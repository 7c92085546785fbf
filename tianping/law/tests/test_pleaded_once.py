"""A pleading says everything once, in whole sentences, and of everything who did it."""

import pytest

from tianping.law.element_forms import form_of, pleading_words

CHILDREN = {"has_children": "yes", "child_count": "2", "child_a": "李大", "child_b": "李二"}


def test_a_pleading_for_divorce_says_everything_once_and_ends_its_sentences() -> None:
    form = form_of("离婚纠纷")
    answers = {
        **CHILDREN,
        "living": "apart",
        "apart_since": "2022-07-01",
        "grounds_detail": "对方长期赌博",
        "children": "李大2012年生，李二2015年生",
        "has_debts": "no",
        "has_own_debts": "yes",
        "own_debts": "被告赌博欠王某3万元",
    }
    assert pleading_words(form, answers, "facts").splitlines() == [
        "双方自2022年7月1日起分居。",
        "对方长期赌博。",
        "双方有未成年子女二名：李大、李二。",
        "子女的出生日期和生活情况：李大2012年生，李二2015年生。",
        "没有夫妻共同债务。",
        "下列债务系一方个人债务，不属于夫妻共同债务：被告赌博欠王某3万元。",
    ]
    assert "own_debts" not in {each.key for each in form.asked({**answers, "has_own_debts": "no"})}


@pytest.mark.parametrize(
    ("cause", "answers", "sentence"),
    [
        ("劳务合同纠纷", {"paid_fen": 2_360_000}, "被告已经支付23,600.00元。"),
        ("买卖合同纠纷", {"side": "seller", "paid_fen": 2_360_000}, "被告已经支付货款23,600.00元。"),
        ("买卖合同纠纷", {"side": "buyer", "paid_fen": 2_360_000}, "原告已经支付货款23,600.00元。"),
    ],
)
def test_what_was_paid_says_who_paid_it(cause: str, answers: dict[str, object], sentence: str) -> None:
    assert sentence in pleading_words(form_of(cause), answers, "facts").splitlines()
