"""Element-style forms: what is asked follows from what was answered, and the pleading says what was answered."""

import datetime
import re

import pytest

from tianping.law import causes
from tianping.law.contradictions import contradictions_of_form
from tianping.law.element_forms import (
    COMMON,
    KINDS,
    claim_fen,
    claims_something,
    form_numbered,
    form_of,
    on_day,
    pleading_words,
    spread,
    sum_is_open,
    without,
)
from tianping.law.resources import read_json

NUMBERS = read_json("element_forms/index.json")
LENT = {
    "written": "note",
    "principal_fen": 5_000_000,
    "has_interest": "no",
    "principal_owed_fen": 4_800_000,
    "interest_owed_fen": 36_050,
    "interest_until": "2026-11-20",
    "interest_onwards": "yes",
    "costs_of_claim_fen": 0,
}


@pytest.mark.parametrize("number", NUMBERS)
def test_a_form_asks_each_thing_once_and_only_after_what_it_depends_on(number: str) -> None:
    form, before = form_numbered(number), set()
    for question in form.questions:
        assert question.kind in KINDS
        assert question.key not in before
        assert question.only_if is None or question.only_if.keys <= before
        assert bool(question.choices) == (question.kind in {"choice", "many"})
        assert not question.claims or question.kind == "yuan"
        assert {key for key, _ in question.words_by_choice} <= {key for key, _ in question.choices}
        assert {key for key, _ in question.pleaded} <= {key for key, _ in question.choices}
        assert set(question.not_above) <= before
        before.add(question.key)


@pytest.mark.parametrize("number", [number for number in NUMBERS if number != COMMON])
def test_a_form_belongs_to_causes_of_the_list(number: str) -> None:
    assert form_numbered(number).causes
    known = {each.name for each in causes.administrative_causes()}
    assert [name for name in form_numbered(number).causes if causes.by_name(name) is None and name not in known] == []


def test_no_cause_has_two_forms() -> None:
    named = [cause for number in NUMBERS for cause in form_numbered(number).causes]
    assert len(named) == len(set(named))


@pytest.mark.parametrize("number", NUMBERS)
def test_a_form_words_its_pleading_only_with_its_own_answers(number: str) -> None:
    form = form_numbered(number)
    keys = {question.key for question in form.questions}
    for question in form.questions:
        assert set(re.findall(r"\{([a-z_]+)\}", question.words + question.words_of_no + question.told)) <= keys
        assert not question.told or ("{}" in question.told and question.claims)
        assert question.kind == "yes_no" or not question.words_of_no
        assert question.kind == "yes_no" or not question.words or "{}" in question.words
        assert not question.claims or "{}" in question.words or number == "05", question.key


@pytest.mark.parametrize(
    ("cause", "number"),
    [
        ("相邻通行纠纷", "neighbours"),
        ("民间借贷纠纷", "09"),
        ("金融借款合同纠纷", "08"),
        ("信用卡纠纷", "10"),
        ("买卖合同纠纷", "06"),
        ("离婚纠纷", "05"),
        ("追索劳动报酬纠纷", "15"),
        ("机动车交通事故责任纠纷", "21"),
        ("物业服务合同纠纷", "14"),
        ("赡养费纠纷", "maintenance"),
        ("劳务合同纠纷", "services"),
        ("行政处罚", "agency"),
        ("名誉权纠纷", COMMON),
    ],
)
def test_a_cause_is_asked_by_its_own_form_and_else_by_the_common_structure(cause: str, number: str) -> None:
    assert form_of(cause).number == number


@pytest.mark.parametrize("number", ["08", "09"])
def test_the_forms_of_loans_keep_the_elements_by_which_a_loan_is_judged(number: str) -> None:
    keys = {question.key for question in form_numbered(number).questions}
    judged = {"principal_fen", "principal_owed_fen", "interest_owed_fen", "signed_on", "lent_on", "due_on"}
    assert {*judged, "interest_until", "annual_rate", "contract_number"} <= keys


def test_a_question_is_asked_only_where_its_condition_holds() -> None:
    form = form_of("民间借贷纠纷")
    assert "annual_rate" not in {each.key for each in form.asked({"has_interest": "no"})}
    assert "annual_rate" in {each.key for each in form.asked({"has_interest": "yes"})}
    assert "surety_liable" in {each.key for each in form.asked({"security": ["surety"]})}
    assert "interest_until" not in {each.key for each in form.asked({"interest_owed_fen": None})}
    assert "interest_until" in {each.key for each in form.asked({"interest_owed_fen": 100})}


def test_what_hangs_on_a_question_that_is_not_asked_is_not_asked_either() -> None:
    stale = {"still_working": "yes", "ended_why": "dismissed"}
    assert "unlawful_dismissal_fen" not in {each.key for each in form_of("追索劳动报酬纠纷").asked(stale)}


def test_the_claim_is_the_sum_of_what_is_claimed_in_money() -> None:
    form = form_of("民间借贷纠纷")
    assert claim_fen(form, LENT) == 4_836_050
    assert claim_fen(form, {}) is None


def test_the_pleading_says_what_was_answered_and_nothing_else() -> None:
    words = pleading_words(form_of("民间借贷纠纷"), LENT, "claims")
    assert words.splitlines() == [
        "1.判令被告偿还借款本金48,000.00元。",
        "2.判令被告支付截至2026年11月20日的利息360.50元。",
        "3.判令被告支付逾期利息（以未还本金48,000.00元为基数，自2026年11月21日起至实际清偿之日止，"
        "参照起诉时的一年期贷款市场报价利率计算）。",
    ]
    facts = pleading_words(form_of("民间借贷纠纷"), LENT, "facts")
    assert "双方没有约定借期内的利息。" in facts
    assert "年利率" not in facts


def test_a_loan_is_told_in_the_words_of_the_model_pleading() -> None:
    # 民事起诉状示范文本（民间借贷纠纷）：合同签订情况、借款金额、借款提供时间.
    form = form_of("民间借贷纠纷")
    loan = {"signed_on": "2022-05-01", "principal_fen": 5_000_000, "lent_on": "2022-05-02", "paid_by": ["transfer"]}
    note = pleading_words(form, {**loan, "written": "note"}, "facts")
    assert note.splitlines() == [
        "被告于2022年5月1日向原告出具借条。",
        "被告向原告借款，原告实际提供借款50,000.00元。",
        "原告于2022年5月2日向被告提供借款，提供方式为银行转账。",
    ]
    contract = pleading_words(form, {**loan, "written": "contract"}, "facts")
    assert "原告与被告于2022年5月1日签订借款合同。" in contract
    assert "凭据" not in note + contract


SOLD = {"side": "seller", "written": "none", "price_fen": 800_000, "paid_fen": 300_000, "price_owed_fen": 500_000}


@pytest.mark.parametrize(
    ("fate", "lines"),
    [
        ("neither", ["1.判令被告支付货款5,000.00元。"]),
        ("perform", ["1.判令被告支付货款5,000.00元。", "2.判令被告继续履行买卖合同。"]),
        ("rescind", ["1.判令被告支付货款5,000.00元。", "2.判令解除双方的买卖合同。"]),
    ],
)
def test_a_choice_that_asks_for_nothing_makes_no_claim(fate: str, lines: list[str]) -> None:
    said = pleading_words(form_of("买卖合同纠纷"), {**SOLD, "contract_fate": fate}, "claims")
    assert said.splitlines() == lines


@pytest.mark.parametrize("number", NUMBERS)
def test_no_choice_and_no_words_that_ask_for_nothing_make_a_claim(number: str) -> None:
    """Whatever may be chosen or written to say that nothing is asked for, in any form."""
    form = form_numbered(number)
    for question in (each for section in form.sections if section.part == "claims" for each in section.questions):
        nothing = [key for key, _ in question.choices if key in {"no", "none", "neither"}]
        nothing += ["无", "没有。"] if question.kind in {"text", "long_text"} else []
        base = {question.only_if.key: (*question.only_if.among, 1)[0]} if question.only_if else {}
        for answer in nothing:
            assert pleading_words(form, {**base, question.key: answer}, "claims") == "", (question.key, answer)


def test_a_defect_is_claimed_by_the_buyer_only() -> None:
    form = form_of("买卖合同纠纷")
    stale = {"quality": "yes", "quality_detail": "坏了", "defect_claim": "repair"}
    seller, buyer = ({each.key for each in form.asked({**stale, "side": side})} for side in ("seller", "buyer"))
    assert {"quality", "quality_detail", "defect_claim"} <= buyer - seller
    assert "瑕疵" not in pleading_words(form, {**SOLD, **stale}, "claims")
    assert "quality_objected" in seller - buyer


@pytest.mark.parametrize(
    ("paid", "owed", "amiss"),
    [
        (800_000, 1, True),
        (300_000, 500_001, True),
        (300_000, 500_000, False),
        (None, 800_000, False),
        (800_000, 0, False),
    ],
)
def test_what_was_paid_in_full_is_not_owed(paid: int | None, owed: int, *, amiss: bool) -> None:
    answers = {**SOLD, "paid_fen": paid, "price_owed_fen": owed}
    found = contradictions_of_form(form_of("买卖合同纠纷"), answers, on=datetime.date(2023, 2, 6))
    assert [each.key for each in found] == (["price_owed_fen"] if amiss else [])


def test_the_sentence_says_which_sums_do_not_fit() -> None:
    answers = {**SOLD, "paid_fen": 800_000}
    (found,) = contradictions_of_form(form_of("买卖合同纠纷"), answers, on=datetime.date(2023, 2, 6))
    assert found.sentence == (
        "“对方还欠多少货款？”填了5,000.00元，比“一共应当付多少钱？”减去“已经付了多少钱？”剩下的0.00元多，请核对后更改。"
    )


def test_a_sum_is_open_until_what_is_claimed_was_told() -> None:
    goods, divorce = form_of("买卖合同纠纷"), form_of("离婚纠纷")
    assert not claims_something(goods, {"side": "buyer", "contract_fate": "neither", "bears_fee": "yes"})
    assert sum_is_open(goods, {"side": "seller", "late_interest_fen": 10_000, "interest_until": "2023-02-06"})
    assert not sum_is_open(goods, SOLD)
    assert not sum_is_open(goods, {"side": "buyer", "contract_fate": "rescind"})
    assert sum_is_open(divorce, {"divorce": "yes", "has_property": "yes"})
    assert not sum_is_open(divorce, {"divorce": "yes", "has_property": "no"})


TWO = ["王大山", "李小河"]
OWED = {
    "wage_note": "no",
    "started_on": "2022-03-01",
    "monthly_wage_fen": 500_000,
    "unpaid_from": "2022-10-01",
    "unpaid_to": "2022-12-31",
    "wages_owed_fen": 1_500_000,
    "started_on-2": "2022-08-01",
    "monthly_wage_fen-2": 420_000,
    "unpaid_from-2": "2022-11-01",
    "unpaid_to-2": "2022-12-31",
    "wages_owed_fen-2": 840_000,
}


def test_every_worker_has_a_wage_a_time_and_a_claim_of_their_own_and_the_sum_is_that_of_all() -> None:
    form = spread(form_of("追索劳动报酬纠纷"), TWO)
    assert claim_fen(form, OWED) == 2_340_000
    facts, claims = (pleading_words(form, OWED, part).splitlines() for part in ("facts", "claims"))
    assert "原告王大山于2022年3月1日到被告处工作。" in facts
    assert "双方约定原告李小河月工资4,200.00元。" in facts
    assert "被告自2022年11月1日起拖欠原告李小河工资。" in facts
    assert claims == ["1.判令被告支付原告王大山工资15,000.00元。", "2.判令被告支付原告李小河工资8,400.00元。"]
    asked = {each.key: each.label for each in form.asked(OWED)}
    assert asked["wages_owed_fen-2"] == "李小河：单位欠多少工资？"
    assert asked["contract-2"] == "李小河：签过书面劳动合同吗？"
    assert "wage_note-2" not in asked
    assert "unpaid_to-2" not in {each.key for each in form.asked({**OWED, "unpaid_from-2": ""})}


def test_one_plaintiff_is_asked_as_before_and_other_forms_are_asked_once() -> None:
    assert spread(form_of("追索劳动报酬纠纷"), TWO[:1]) is form_of("追索劳动报酬纠纷")
    assert spread(form_of("民间借贷纠纷"), TWO) is form_of("民间借贷纠纷")


def test_what_cannot_be_is_found_in_what_the_second_worker_says() -> None:
    form, on = spread(form_of("追索劳动报酬纠纷"), TWO), datetime.date(2023, 2, 6)
    assert contradictions_of_form(form, OWED, on=on) == ()
    found = contradictions_of_form(form, {**OWED, "unpaid_to-2": "2022-10-01", "started_on-2": "2023-05-01"}, on=on)
    assert [each.key for each in found] == ["started_on-2", "unpaid_to-2"]


def test_whoever_comes_behind_a_worker_who_is_taken_out_keeps_what_is_theirs() -> None:
    form = form_of("追索劳动报酬纠纷")
    left = without(form, OWED, 1, 2)
    assert (left["wages_owed_fen"], left["wage_note"], "wages_owed_fen-2" in left) == (840_000, "no", False)
    assert without(form, OWED, 2, 2) == {key: value for key, value in OWED.items() if "-" not in key}
    assert without(form, OWED, 1, 1) == OWED


@pytest.mark.parametrize(
    ("cause", "answers", "sentence"),
    [
        (
            "赡养费纠纷",
            {"maintained": "parent", "monthly_fen": 60_000},
            "判令被告自起诉之月起每月支付原告赡养费600.00元。",
        ),
        (
            "抚养费纠纷",
            {"maintained": "child", "monthly_fen": 60_000},
            "判令被告自起诉之月起每月支付原告抚养费600.00元。",
        ),
        (
            "离婚纠纷",
            {"has_children": "yes", "child_count": "2", "custody": "plaintiff", "support_monthly_fen": 80_000},
            "判令被告自本判决生效之月起每月向原告支付子女抚养费800.00元，支付至子女年满十八周岁时止。",
        ),
        (
            "离婚纠纷",
            {"has_children": "yes", "child_count": "2", "custody": "defendant", "support_monthly_fen": 80_000},
            "原告自本判决生效之月起每月向被告支付子女抚养费800.00元，支付至子女年满十八周岁时止。",
        ),
    ],
)
def test_a_claim_of_support_says_who_pays_whom_from_when(cause: str, answers: dict[str, object], sentence: str) -> None:
    assert sentence in pleading_words(form_of(cause), answers, "claims")


@pytest.mark.parametrize(("cause", "key"), [("民间借贷纠纷", "early_repayment"), ("金融借款合同纠纷", "called_due")])
def test_nobody_is_asked_to_pay_before_a_day_that_has_come(cause: str, key: str) -> None:
    answers = {"has_due": "yes", "due_on": "2023-02-06", key: "yes"}
    for on, asked in ((datetime.date(2023, 2, 5), True), (datetime.date(2023, 2, 6), False)):
        form = on_day(form_of(cause), answers, on)
        assert (key in {each.key for each in form.asked(answers)}) is asked
    assert on_day(form_of(cause), {**answers, "due_on": None}, datetime.date(2023, 2, 6)) is form_of(cause)


CHILDREN = {"has_children": "yes", "child_count": "2", "child_a": "李大", "child_b": "李二"}


def test_children_on_both_sides_are_asked_for_one_by_one_and_every_payer_has_a_side() -> None:
    form = form_of("离婚纠纷")
    answers = {
        **CHILDREN,
        "custody": "each",
        "child_a_with": "plaintiff",
        "child_a_by_defendant_fen": 120_000,
        "child_b_with": "defendant",
        "child_b_by_plaintiff_fen": 80_000,
        "child_c_with": "defendant",
    }
    said = pleading_words(form, answers, "claims")
    for line in (
        "判令子女李大由原告直接抚养。",
        "判令被告自本判决生效之月起每月向原告支付子女李大抚养费1,200.00元，支付至李大年满十八周岁时止。",
        "判令子女李二由被告直接抚养。",
        "原告自本判决生效之月起每月向被告支付子女李二抚养费800.00元，支付至李二年满十八周岁时止。",
    ):
        assert line in said
    assert "不直接抚养" not in said
    asked = {each.key for each in form.asked(answers)}
    assert "support_monthly_fen" not in asked
    assert not asked & {"child_c", "child_c_with"}
    three = {each.key for each in form.asked({**answers, "child_count": "3"})}
    assert {"child_c", "child_c_with", "child_c_by_plaintiff_fen"} <= three
    assert "child_d_with" not in three


def test_an_only_child_cannot_be_on_both_sides() -> None:
    form = form_of("离婚纠纷")
    asked = {each.key: each for each in form.asked({"has_children": "yes", "child_count": "1", "custody": "each"})}
    assert "custody" not in asked
    assert [key for key, _ in asked["custody_of_one"].choices] == ["plaintiff", "defendant"]
    mine = {"has_children": "yes", "child_count": "1", "child_a": "李大", "custody_of_one": "plaintiff"}
    said = pleading_words(form, {**mine, "support_by_defendant_fen": 80_000}, "claims")
    assert "判令被告自本判决生效之月起每月向原告支付子女李大抚养费800.00元" in said


def test_damages_compensation_and_help_after_a_divorce_are_three_claims() -> None:
    form = form_of("离婚纠纷")
    answers = {"damages_fen": 2_000_000, "compensation_fen": 1_000_000, "hardship_fen": 500_000}
    assert pleading_words(form, answers, "claims").splitlines() == [
        "1.判令被告支付离婚损害赔偿20,000.00元。",
        "2.判令被告支付离婚经济补偿10,000.00元。",
        "3.判令被告给予离婚经济帮助5,000.00元。",
    ]
    helps = {each.key: each.help for each in form.questions}
    for key, article in (
        ("damages_fen", "第一千零九十一条"),
        ("compensation_fen", "第一千零八十八条"),
        ("hardship_fen", "第一千零九十条"),
    ):
        assert article in helps[key]


def test_a_pleading_has_the_words_of_the_law_where_a_page_has_plain_ones() -> None:
    said = pleading_words(form_of("离婚纠纷"), {"grounds": ["violence", "apart_two_years"]}, "facts")
    assert "感情破裂的情形：被告实施家庭暴力、因感情不和分居满二年。" in said
