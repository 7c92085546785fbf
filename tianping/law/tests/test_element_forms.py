"""Element-style forms: what is asked follows from what was answered, and the pleading says what was answered."""

import pytest

from tianping.law import causes
from tianping.law.element_forms import COMMON, KINDS, claim_fen, form_numbered, form_of, pleading_words
from tianping.law.resources import read_json

NUMBERS = read_json("element_forms/index.json")
LENT = {"written": "note", "principal_fen": 5_000_000, "principal_owed_fen": 4_800_000, "interest_owed_fen": 36_050}


@pytest.mark.parametrize("number", NUMBERS)
def test_a_form_asks_each_thing_once_and_only_after_what_it_depends_on(number: str) -> None:
    form, before = form_numbered(number), set()
    for question in form.questions:
        assert question.kind in KINDS
        assert question.key not in before
        assert question.only_if is None or question.only_if.key in before
        assert bool(question.choices) == (question.kind in {"choice", "many"})
        assert not question.claims or question.kind == "yuan"
        before.add(question.key)


@pytest.mark.parametrize("number", [number for number in NUMBERS if number != COMMON])
def test_a_form_belongs_to_causes_of_the_list(number: str) -> None:
    assert form_numbered(number).causes
    assert [name for name in form_numbered(number).causes if causes.by_name(name) is None] == []


def test_a_cause_without_a_form_of_its_own_is_asked_by_the_common_structure() -> None:
    assert form_of("相邻关系纠纷").number == COMMON
    assert form_of("民间借贷纠纷").number == "09"


def test_a_question_is_asked_only_where_its_condition_holds() -> None:
    form = form_of("民间借贷纠纷")
    assert "annual_rate" not in {each.key for each in form.asked({"has_interest": "no"})}
    assert "annual_rate" in {each.key for each in form.asked({"has_interest": "yes"})}
    assert "enforce_security" in {each.key for each in form.asked({"security": ["surety"]})}


def test_the_claim_is_the_sum_of_what_is_claimed_in_money() -> None:
    form = form_of("民间借贷纠纷")
    assert claim_fen(form, LENT) == 4_836_050
    assert claim_fen(form, {}) is None


def test_the_pleading_says_what_was_answered_and_nothing_else() -> None:
    words = pleading_words(form_of("民间借贷纠纷"), LENT, "claims")
    assert words == "1.判令被告偿还借款本金48,000.00元。\n2.判令被告支付截至起诉时的利息360.50元。"
    assert "年利率" not in pleading_words(form_of("民间借贷纠纷"), LENT, "facts")
