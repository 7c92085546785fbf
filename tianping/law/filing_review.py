"""The seven days of review (立案审查期限), and how they begin anew after a correction (补正)."""

from datetime import date

from tianping.law.answers import Answer, weaker
from tianping.law.due_days import DueDay
from tianping.law.laws import CIVIL_PROCEDURE_INTERPRETATION, cite
from tianping.law.periods import due

REVIEW = "C-FILE-7"


def review_due(received_on: date, *, on: date, corrected_on: date | None = None) -> Answer[DueDay]:
    """Until when a pleading is accepted or refused: seven days from its receipt (民事诉讼法第一百二十六条).

    After a correction they run anew from the day after the mended papers came (民诉法解释第一百二十六条).
    """
    if corrected_on is None:
        return due(REVIEW, received_on, on=on)
    answer = due(REVIEW, corrected_on, on=on)
    anew = cite(CIVIL_PROCEDURE_INTERPRETATION, 126, on)
    return Answer(
        answer.value,
        ("通知补正的，立案期限从补正后交人民法院的次日起算，此前的期间不计", *answer.steps),
        (*answer.because, anew.text),
        weaker(answer.certainty, anew.certainty),
        answer.notes,
    )
