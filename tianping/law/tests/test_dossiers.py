"""卷宗: the order of the volumes, what a complete file holds, until when it is archived."""

from dataclasses import replace
from datetime import date

import pytest

from tianping.law import dossiers
from tianping.law.dossiers import FileFacts, archive_by, missing, ordered

WHOLE = FileFacts(
    has=frozenset({"complaint", "acceptance", "fee", "response", "summons", "hearing", "decision", "service"}),
    way="judgment",
    charged=True,
    effective=True,
)


def test_papers_stand_in_the_order_of_the_rules() -> None:
    given = ["service", "decision", "answer", "complaint", "hearing", "evidence"]
    assert ordered(given) == ["complaint", "answer", "evidence", "hearing", "decision", "service"]


def test_a_complete_file_lacks_nothing() -> None:
    assert missing(WHOLE) == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"way": ""}, "还没有结案"),
        ({"has": WHOLE.has - {"decision"}}, "判决书、裁定书、调解书正本"),
        ({"has": WHOLE.has - {"fee"}}, "交纳诉讼费用"),
        ({"panel": True}, "合议庭评议笔录"),
        ({"counsel": ["卢师言"]}, "授权委托书"),
        ({"effective": False}, "还没有生效"),
        ({"open_ends": ["民事判决书还没有送达黄小明，请送达或者登记结果。"]}, "还没有送达黄小明"),
        ({"way": "mediation", "has": frozenset({"complaint", "acceptance", "fee", "response", "service"})}, "调解"),
    ],
)
def test_what_a_file_lacks_is_a_sentence(changed: dict[str, object], sentence: str) -> None:
    assert any(sentence in each for each in missing(replace(WHOLE, **changed)))


@pytest.mark.parametrize(
    ("closed", "until"),
    [
        (date(2023, 2, 6), date(2023, 5, 6)),
        (date(2023, 11, 30), date(2024, 2, 29)),
        (date(2023, 12, 31), date(2024, 3, 31)),
    ],
)
def test_the_file_goes_to_the_archive_within_three_months(closed: date, until: date) -> None:
    answer = archive_by(closed)
    assert answer.value == until
    assert answer.certainty == "R"


def test_every_place_has_one_code() -> None:
    assert len(dossiers.BY_CODE) == len(dossiers.PLACES)
