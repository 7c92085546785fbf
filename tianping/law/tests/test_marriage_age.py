"""法定婚龄 on the day of a marriage, and what is kept from the other side."""

import datetime

import pytest

from tianping.law.marriage_age import legal_age, too_young
from tianping.law.withheld_contacts import WITHHELD, withholding


@pytest.mark.parametrize(
    ("sex", "on", "age"),
    [
        ("男", (2023, 2, 6), 22),
        ("女", (1981, 1, 1), 20),
        ("女", (1980, 12, 31), 18),
        ("男", (1960, 1, 1), 20),
        ("男", (1949, 1, 1), None),
        ("", (2023, 2, 6), None),
    ],
)
def test_the_age_is_that_of_the_law_of_the_day(sex: str, on: tuple[int, int, int], age: int | None) -> None:
    assert legal_age(sex, datetime.date(*on)) == age


def test_the_birthday_itself_is_old_enough() -> None:
    born = datetime.date(1990, 5, 1)
    assert too_young("女", born, datetime.date(2010, 5, 1)) is None
    assert too_young("女", born, datetime.date(2010, 4, 30)) == 19
    assert too_young("男", born, datetime.date(2004, 5, 1)) == 14


def test_what_is_kept_rests_on_practice_and_says_so() -> None:
    answer = withholding(datetime.date(2023, 2, 6))
    assert (answer.certainty, WITHHELD in answer.steps[1]) == ("L", True)
    procedure, violence = answer.because
    assert "第一百二十四条" in procedure and violence.startswith("《中华人民共和国反家庭暴力法》第五条")
