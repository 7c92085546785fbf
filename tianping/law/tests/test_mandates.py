"""特别授权: what it is for is named; 全权代理 names nothing (民诉法解释第八十九条第一款)."""

import datetime

import pytest

from tianping.law.mandates import PLENARY, UNSAID, agent_faults, mandate_fault


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
    assert sorted(agent_faults(told, on=datetime.date(2023, 2, 6))) == wrong
