"""送达地址确认的效力: whom an address binds that was stated once for several plaintiffs."""

from typing import Any

import pytest

from tianping.intake.filing.service_said import bound_by

PHONES = ("13800000001", "13800000005")
LU = {"name": "卢律师", "licence_number": "16208201010000001", "phone": "13800000003"}
MA = {"name": "马律师", "licence_number": "16208201010000002", "phone": "13800000004"}
HOME = {"recipient": "甄秀兰", "phone": "13800000001"}
OFFICE = {"recipient": "卢律师", "phone": "13800000003"}


@pytest.mark.parametrize(
    ("agents", "said", "bound"),
    [
        ((), HOME, {1}),
        (({**LU, "acts_for": []},), HOME, {1, 2}),
        (({**LU, "acts_for": [2]},), OFFICE, {2}),
        # One agent by two letters of authority, each in an entry of its own.
        (({**LU, "acts_for": [1]}, {**LU, "acts_for": [2]}), HOME, {1, 2}),
        (({**LU, "acts_for": [1]}, {**MA, "acts_for": [2]}), HOME, {1}),
        (({**LU, "acts_for": [1]}, {**MA, "acts_for": [2]}), OFFICE, {1}),
    ],
)
def test_nobody_is_bound_by_what_another_stated(
    agents: tuple[dict[str, Any], ...], said: dict[str, str], bound: set[int]
) -> None:
    assert bound_by(PHONES, agents, said, "") == bound
