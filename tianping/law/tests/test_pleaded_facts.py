"""The facts of a pleading say who did what and what is owed, though only what must be answered was answered."""

from collections.abc import Mapping
from typing import Any

import pytest

from tianping.law.element_forms import ElementForm, Question, form_of, pleading_words, spread

ANSWERS = {"yuan": 5_000_000, "day": "2022-05-01", "percent": "12", "number": "1", "yes_no": "no", "text": "某处"}


def _answer(question: Question) -> Any:
    """An answer that names nobody; of choices the first."""
    if question.choices:
        key, _ = question.choices[0]
        return [key] if question.kind == "many" else key
    return ANSWERS.get(question.kind, "经过如下")


def _required(form: ElementForm, given: Mapping[str, Any]) -> dict[str, Any]:
    """What must be answered, as it was given or else anyhow."""
    answers: dict[str, Any] = {}
    while left := [each for each in form.asked(answers) if each.required and each.key not in answers]:
        answers[left[0].key] = given.get(left[0].key, _answer(left[0]))
    return answers


def _facts(cause: str, given: Mapping[str, Any]) -> list[str]:
    return pleading_words(form_of(cause), _required(form_of(cause), given), "facts").splitlines()


LENT = {"written": "note", "lent_on": "2022-05-02", "has_due": "yes", "due_on": "2022-11-01", "has_interest": "no"}


def test_a_private_loan_says_who_lent_to_whom_and_what_is_owed() -> None:
    assert _facts("民间借贷纠纷", {**LENT, "principal_owed_fen": 4_800_000}) == [
        "被告向原告出具了借条。",
        "被告向原告借款，原告实际提供借款50,000.00元。",
        "原告于2022年5月2日向被告提供借款，提供方式为银行转账。",
        "双方约定被告于2022年11月1日还款。",
        "双方没有约定借期内的利息。",
        "被告尚欠原告借款本金48,000.00元，至今没有归还。",
    ]


def test_what_was_repaid_and_what_interest_is_owed_is_told_where_it_is_known() -> None:
    form = form_of("民间借贷纠纷")
    more = {"repaid": "2022年12月1日还了2,000元", "interest_owed_fen": 36_050, "interest_until": "2023-01-31"}
    assert pleading_words(form, {**_required(form, LENT), **more}, "facts").splitlines()[-3:] == [
        "被告的还款情况：2022年12月1日还了2,000元。",
        "被告尚欠原告借款本金50,000.00元，至今没有归还。",
        "截至2023年1月31日，被告尚欠原告利息360.50元。",
    ]


@pytest.mark.parametrize(
    ("cause", "given", "said"),
    [
        ("离婚纠纷", {}, "原告与被告于2022年5月1日登记结婚。"),
        ("买卖合同纠纷", {"side": "seller"}, "被告尚欠原告货款50,000.00元，至今没有支付。"),
        ("买卖合同纠纷", {"side": "buyer", "quality": "yes"}, "原告认为被告交付的标的物质量不符合约定。"),
        ("买卖合同纠纷", {"side": "buyer", "quality": "no"}, "被告没有履行合同的情况：经过如下。"),
        ("金融借款合同纠纷", {}, "被告尚欠原告借款本金50,000.00元，至今没有归还。"),
        ("信用卡纠纷", {}, "被告尚欠原告信用卡透支本金50,000.00元，至今没有归还。"),
        ("房屋租赁合同纠纷", {"side": "landlord"}, "原告系出租人，被告系承租人。"),
        ("房屋租赁合同纠纷", {"side": "tenant"}, "原告系承租人，被告系出租人。"),
        ("物业服务合同纠纷", {"side": "owner"}, "被告的物业服务存在的问题：经过如下。"),
        ("物业服务合同纠纷", {"side": "manager"}, "被告尚欠原告物业费50,000.00元，至今没有交纳。"),
        ("机动车交通事故责任纠纷", {}, "公安机关交通管理部门认定被告一方承担事故的全部责任。"),
        ("行政处罚", {}, "被告的行政行为违法的理由：主要证据不足。"),
        ("赡养费纠纷", {"maintained": "parent"}, "被告自2022年5月1日起没有支付赡养费。"),
        ("相邻通行纠纷", {}, "被告影响原告的情形自2022年5月1日开始。"),
        ("追索劳动报酬纠纷", {"contract": "no"}, "被告没有与原告签订书面劳动合同。"),
        ("劳务合同纠纷", {}, "被告尚欠原告劳务报酬50,000.00元，至今没有支付。"),
    ],
)
def test_every_form_names_the_defendant_and_what_was_not_done(cause: str, given: dict[str, Any], said: str) -> None:
    assert said in _facts(cause, given)


def test_a_worker_says_where_they_worked_how_it_ended_and_what_is_owed() -> None:
    form = form_of("追索劳动报酬纠纷")
    given = {"work_place": "镇原县某工地", "still_working": "no", "ended_why": "dismissed", "contract": "yes"}
    told = {"unpaid_from": "2022-09-01", "unpaid_to": "2022-11-30", "wages_owed_fen": 1_800_000}
    facts = pleading_words(form, {**_required(form, given), **told}, "facts").splitlines()
    assert facts[:5] == [
        "原告与被告签订了书面劳动合同。",
        "原告在镇原县某工地工作。",
        "原告于2022年5月1日到被告处工作。",
        "原告的工作岗位是某处。",
        "双方约定原告月工资50,000.00元。",
    ]
    assert "被告解除了与原告的劳动关系。" in facts and "被告自2022年9月1日起拖欠原告工资。" in facts
    assert facts[-1] == "被告尚欠原告工资18,000.00元，至今没有支付。"


def test_of_each_of_several_workers_it_is_told_what_is_owed() -> None:
    form = spread(form_of("劳务合同纠纷"), ["王大山", "李小河"])
    facts = pleading_words(form, _required(form, {"wages_owed_fen-2": 840_000}), "facts").splitlines()
    assert "被告尚欠原告王大山劳务报酬50,000.00元，至今没有支付。" in facts
    assert "被告尚欠原告李小河劳务报酬8,400.00元，至今没有支付。" in facts


def test_a_note_with_its_day_is_told_in_one_sentence() -> None:
    form = form_of("民间借贷纠纷")
    facts = pleading_words(form, {**_required(form, LENT), "signed_on": "2022-05-01"}, "facts").splitlines()
    assert facts[0] == "被告于2022年5月1日向原告出具借条。"
    assert not [line for line in facts if "出具了" in line]
