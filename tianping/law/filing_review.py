"""The seven days of review (立案审查期限), and how they begin anew after a correction (补正)."""

from datetime import date, timedelta

from tianping.law.answers import Answer, weaker
from tianping.law.due_days import DueDay, moved_off_rest_days
from tianping.law.laws import CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION, cite
from tianping.law.periods import due

REVIEW = "C-FILE-7"
# How many days a court gives for corrections where it has decided nothing else: the law leaves it to the court.
CORRECTION_DAYS = 15


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


def correction_due(asked_on: date, *, on: date, days: int = CORRECTION_DAYS) -> Answer[DueDay]:
    """Until when corrections are handed in (补正期限): days after they were asked for, as the court decides.

    The day of the notice does not count (民事诉讼法第八十五条); the number of days is the court's (登记立案规定第七条).
    """
    answer, said = moved_off_rest_days(asked_on + timedelta(days=days))
    basis = cite("登记立案规定", 7, on)
    counted = cite(CIVIL_PROCEDURE, 85, on)
    steps = (f"补正期限由本院指定，按{days}日计算，通知之日不算在内", said)
    return Answer(answer, steps, (basis.text, counted.text), "L")
