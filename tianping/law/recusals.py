"""Recusal (回避) in civil cases: who decides on whom, and until when (民事诉讼法第四十七条至第五十条)."""

from datetime import date
from typing import Literal

from tianping.law.answers import Answer, weaker
from tianping.law.due_days import DueDay
from tianping.law.laws import CIVIL_PROCEDURE, cite
from tianping.law.periods import count
from tianping.law.wording import chinese_date

Whose = Literal["president", "bench", "other"]
"""Whose recusal: the president as presiding or sole judge; other members of the bench; assistants, clerks, others."""

DECIDERS: dict[Whose, tuple[str, str]] = {
    "president": ("院长担任审判长或者独任审判员时的回避", "审判委员会"),
    "bench": ("审判人员的回避", "院长"),
    "other": ("其他人员的回避", "审判长或者独任审判员"),
}
DAYS = 3


def who_decides(whose: Whose, *, on: date) -> Answer[str]:
    """Who decides on a recusal on a day (回避的决定)."""
    article = cite(CIVIL_PROCEDURE, 49, on)
    about, decider = DECIDERS[whose]
    return Answer(decider, (f"{about}，由{decider}决定",), (str(article),), article.certainty)


def decision_due(raised_on: date, *, on: date) -> Answer[DueDay]:
    """Until when the court decides on a litigant's request, or on its review, raised on a day."""
    article, counted = cite(CIVIL_PROCEDURE, 50, on), count(DAYS, "日", raised_on)
    return Answer(
        counted.value,
        (f"应当在{chinese_date(raised_on)}提出后的三日内作出决定", *counted.steps),
        (str(article), *counted.because),
        weaker(article.certainty, counted.certainty),
        counted.notes,
    )


def grounds(*, on: date) -> tuple[str, ...]:
    """The articles on which a recusal rests: its grounds, when it is raised, the decision (回避的依据)."""
    return tuple(str(cite(CIVIL_PROCEDURE, number, on)) for number in (47, 48, 50))
