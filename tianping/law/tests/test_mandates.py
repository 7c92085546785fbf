"""特别授权: what it is for is named; 全权代理 names nothing (民诉法解释第八十九条第一款)."""

import pytest

from tianping.law.mandates import PLENARY, UNSAID, mandate_fault


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
