"""劳动争议诉讼请求的提示: both sums for one dismissal, and a suit over an award that granted everything."""

from datetime import date
from typing import Any

import pytest

from tianping.law.labour_claims import award_hint, award_note, dismissal_hint, dismissal_note

BOTH = {"compensation_fen": 1_200_000, "unlawful_dismissal_fen": 2_400_000}
OF_SECOND = {f"{key}-2": value for key, value in BOTH.items()}


@pytest.mark.parametrize(
    ("answers", "plaintiffs", "told", "noted"),
    [
        (BOTH, ["甄秀兰"], "您同时要求", "甄秀兰同时请求"),
        (BOTH, ["甄秀兰", "吕工友"], "甄秀兰同时要求", "甄秀兰同时请求"),
        (OF_SECOND, ["甄秀兰", "吕工友"], "吕工友同时要求", "吕工友同时请求"),
        (BOTH | OF_SECOND, ["甄秀兰", "吕工友"], "甄秀兰、吕工友同时要求", "甄秀兰、吕工友同时请求"),
        (OF_SECOND, ["甄秀兰", ""], "第2名原告同时要求", "第2名原告同时请求"),
        # One of each is two dismissals; nothing is claimed by nought.
        ({"compensation_fen": 1, "unlawful_dismissal_fen-2": 1}, ["甄秀兰", "吕工友"], "", ""),
        ({**BOTH, "compensation_fen": 0}, ["甄秀兰"], "", ""),
        ({"compensation_fen": 1_200_000}, ["甄秀兰"], "", ""),
        ({}, ["甄秀兰"], "", ""),
    ],
)
def test_compensation_and_damages_are_not_both_paid_for_one_dismissal(
    answers: dict[str, Any], plaintiffs: list[str], told: str, noted: str
) -> None:
    hint, note = dismissal_hint(answers, plaintiffs), dismissal_note(answers, plaintiffs)
    assert hint.startswith(told) and bool(hint) is bool(told) is (note is not None)
    if note is not None:
        assert "《劳动合同法实施条例》第二十五条" in hint and "文字还在核对" in hint
        assert note.steps[0].startswith(noted) and note.certainty == "R" and "原文未核对" in note.notes[0]
        assert note.because == ("《中华人民共和国劳动合同法实施条例》第二十五条",)


@pytest.mark.parametrize(
    ("arbitration", "outcome", "won"),
    [("award", "all", True), ("award", "part", False), ("award", "none", False), ("rejected", "all", False)],
)
def test_an_award_that_granted_everything_can_be_enforced(arbitration: str, outcome: str, won: bool) -> None:
    answers = {"arbitration": arbitration, "award_outcome": outcome}
    hint, note = award_hint(answers), award_note(answers, on=date(2023, 2, 6))
    assert (bool(hint), note is not None) == (won, won)
    if note is not None:
        assert "可以直接申请执行" in hint and "第五十一条" in hint
        assert any("第五十一条" in each for each in note.because)
