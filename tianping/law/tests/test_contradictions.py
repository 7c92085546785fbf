"""要素矛盾: what is impossible is named at the answer that mends it; what is merely odd is not."""

from datetime import date
from typing import Any

import pytest

from tianping.law.contradictions import contradictions, contradictions_of_form
from tianping.law.element_forms import form_of

ON = date(2023, 2, 6)
LENT: dict[str, Any] = {
    "signed_on": "2022-05-01",
    "lent_on": "2022-05-01",
    "due_on": "2022-11-01",
    "interest_until": "2023-02-06",
    "principal_fen": 5_000_000,
    "principal_owed_fen": 5_000_000,
    "annual_rate": "100",
}


@pytest.mark.parametrize(
    ("changed", "key", "sentence"),
    [
        ({"principal_owed_fen": 5_000_001}, "principal_owed_fen", "尚欠50,000.01元，借款50,000.00元"),
        ({"annual_rate": "100.0001"}, "annual_rate", "年利率100.0001%超过100%"),
        ({"overdue_rate": "365"}, "overdue_rate", "逾期年利率365%超过100%"),
        ({"interest_until": "2023-02-07"}, "interest_until", "晚于收件之日（2023年2月6日）"),
        ({"called_due_on": "2023-02-07"}, "called_due_on", "通知提前到期之日（2023年2月7日）"),
        ({"due_on": "2022-05-01"}, "due_on", "到期日不晚于放款日（2022年5月1日）"),
        ({"lent_on": None, "due_on": "2022-05-01"}, "due_on", "到期日不晚于合同签订日"),
        ({"lent_on": "2022-04-30"}, "lent_on", "放款日（2022年4月30日）早于合同签订日（2022年5月1日）"),
        ({"interest_until": "2022-04-30"}, "interest_until", "早于放款日"),
        ({"unpaid_from": "2031-01-01"}, "unpaid_from", "开始拖欠之日（2031年1月1日）晚于收件之日"),
        ({"unpaid_from": "2022-05-01", "unpaid_to": "2022-04-30"}, "unpaid_to", "早于开始拖欠之日（2022年5月1日）"),
        ({"started_on": "2022-05-01", "ended_on": "2022-04-30"}, "ended_on", "早于开始工作之日"),
        ({"early_repayment": "yes"}, "early_repayment", "到期日（2022年11月1日）已经过了，不是提前还款"),
        ({"signed_on": "0202-05-01"}, "signed_on", "早于1980年"),
    ],
)
def test_what_cannot_be_is_named_at_the_answer_that_mends_it(changed: dict[str, Any], key: str, sentence: str) -> None:
    (found,) = contradictions({**LENT, **changed}, on=ON)
    assert found.key == key
    assert sentence in found.sentence


@pytest.mark.parametrize(
    "changed",
    [
        {},
        # A rate far above four times the LPR may be pleaded.
        {"annual_rate": "36"},
        # A debt that falls due later may be called in before.
        {"due_on": "2033-05-01"},
        {"due_on": "2033-05-01", "early_repayment": "yes"},
        # A note of hand that was written after the money was given, even after the day on which it was to come back.
        {"written": "note", "signed_on": "2023-01-01"},
        # What was sold and paid on one day is no loan.
        {"principal_fen": None, "principal_owed_fen": None, "lent_on": None, "due_on": None},
        {"annual_rate": None, "principal_owed_fen": None},
    ],
)
def test_what_is_merely_odd_may_be_pleaded(changed: dict[str, Any]) -> None:
    assert contradictions({**LENT, **changed}, on=ON) == ()


def test_a_sale_may_fall_due_on_the_day_of_its_contract() -> None:
    assert contradictions({"signed_on": "2022-05-01", "due_on": "2022-05-01", "price_fen": 1}, on=ON) == ()


def test_nothing_stands_beside_none_and_not_all_children_beside_some_with_each() -> None:
    form = form_of("离婚纠纷")
    for grounds, keys in ((["violence", "none"], ["grounds"]), (["none"], []), (["violence", "gambling"], [])):
        found = contradictions_of_form(form, {"grounds": grounds}, on=ON)
        assert [each.key for each in found] == keys
    shared = {"has_children": "yes", "child_count": "2", "custody": "each", "child_a_with": "defendant"}
    assert contradictions_of_form(form, shared, on=ON) == ()
    (found,) = contradictions_of_form(form, {**shared, "child_b_with": "defendant"}, on=ON)
    assert (found.key, "改成“都跟对方”" in found.sentence) == ("child_b_with", True)
    assert contradictions_of_form(form, {**shared, "child_b_with": "plaintiff"}, on=ON) == ()


def test_a_marriage_may_be_older_than_a_contract() -> None:
    assert contradictions({"married_on": "1975-01-01"}, on=ON) == ()
    assert [each.key for each in contradictions({"signed_on": "1975-01-01"}, on=ON)] == ["signed_on"]
