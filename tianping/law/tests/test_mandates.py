"""特别授权: what it is for is named; 全权代理 names nothing (民诉法解释第八十九条第一款)."""

from datetime import date

import pytest

from tianping.law.mandates import PLENARY, UNSAID, Act, agent_faults, mandate_fault, may_act


@pytest.mark.parametrize(
    ("scope", "fault"),
    [
        ("", UNSAID),
        (" 。", UNSAID),
        ("全权代理", PLENARY),
        ("全权代理。", PLENARY),
        ("特别授权（全权代理）", PLENARY),
        ("全权委托代理人处理本案一切诉讼事宜", PLENARY),
        ("代为和解、上诉", ""),
        ("全权代理，代为承认、放弃、变更诉讼请求", ""),
        ("代为签收法律文书", ""),
    ],
)
def test_a_special_mandate_names_what_it_is_for(scope: str, fault: str) -> None:
    assert mandate_fault(scope) == fault


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ({"kind": "relative", "authority": "general"}, []),
        ({"kind": "relative", "authority": "special", "scope": "代为和解"}, []),
        ({"kind": "relative", "authority": "special", "scope": "全权代理"}, ["scope"]),
        ({"kind": "lawyer", "authority": "general"}, ["firm", "licence_number"]),
        ({"kind": "lawyer", "firm": "甘肃示范律师事务所", "licence_number": "162"}, ["licence_number"]),
        ({"kind": "legal_worker", "firm": "屯字法律服务所"}, ["licence_number"]),
    ],
)
def test_what_is_wrong_with_an_agent_is_said_by_its_key(told: dict[str, str], wrong: list[str]) -> None:
    assert sorted(agent_faults(told, on=date(2023, 2, 6))) == wrong


@pytest.mark.parametrize(
    ("act", "special", "scope", "value", "step"),
    [
        ("withdraw", False, "", False, "一般授权的诉讼代理人不能代为撤诉"),
        ("withdraw", True, "全权代理", False, "授权委托书没有写明“代为撤诉”"),
        ("withdraw", True, "代为签收法律文书", False, "授权委托书没有写明“代为撤诉”"),
        ("withdraw", True, "代为撤回起诉、和解", True, "授权委托书写明的特别授权：代为撤回起诉、和解"),
        (
            "withdraw",
            True,
            "代为承认、放弃、变更诉讼请求。",
            True,
            "授权委托书写明的特别授权：代为承认、放弃、变更诉讼请求",
        ),
        ("withdraw_application", False, "", False, "一般授权的诉讼代理人不能代为撤回申请"),
        ("withdraw_application", True, "代为进行和解", False, "授权委托书没有写明“代为撤回申请”"),
        ("withdraw_application", True, "代为撤回申请", True, "授权委托书写明的特别授权：代为撤回申请"),
        ("settle", False, "", False, "一般授权的诉讼代理人不能代为进行和解"),
        ("settle", True, "代为调解、和解", True, "授权委托书写明的特别授权：代为调解、和解"),
        ("appeal", True, "代为和解", False, "授权委托书没有写明“代为提起上诉”"),
        ("appeal", True, "代为提起上诉", True, "授权委托书写明的特别授权：代为提起上诉"),
    ],
)
def test_counsel_needs_the_mandate_that_names_what_they_do(
    act: Act, special: bool, scope: str, value: bool, step: str
) -> None:
    answer = may_act(act, special=special, scope=scope, on=date(2023, 2, 6))
    assert (answer.value, answer.steps) == (value, (step,))
    assert answer.because[0].endswith("第六十二条第二款")
    # 撤诉 is not listed there: that it needs the mandate, too, is what courts do.
    assert (answer.certainty == "L") is (act in ("withdraw", "withdraw_application"))


def test_a_plenary_mandate_is_told_why_it_names_nothing() -> None:
    answer = may_act("settle", special=True, scope="全权代理", on=date(2023, 2, 6))
    assert answer.because[1].endswith("第八十九条第一款")
