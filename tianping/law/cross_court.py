"""Filing at one court for another (跨域立案): what the days of handing in and of arrival mean.

The notice on cross-court filing of 2019 is not at hand; what rests on it is marked as recalled.
"""

from dataclasses import dataclass
from datetime import date

from tianping.law.answers import Answer, weaker
from tianping.law.due_days import DueDay
from tianping.law.filing_review import review_due
from tianping.law.laws import cite
from tianping.law.wording import chinese_date

NOTICE = "最高人民法院2019年关于跨域立案服务的要求（文号、原文未核对）"


@dataclass(frozen=True, slots=True)
class CrossCourtDays:
    """The days that count (跨域立案的日期): handed in at the assisting court, and until when the other decides."""

    first_filed_on: date
    review_due: DueDay


def cross_court_days(handed_in_on: date, arrived_on: date, *, on: date) -> Answer[CrossCourtDays]:
    """What counts from the day at the assisting court (协作法院), and what from the arrival at the competent one.

    Limitation is interrupted once the pleading is handed in to a people's court; the seven days of review run at the
    court that decides, from the day on which the papers reached it.
    """
    review = review_due(arrived_on, on=on)
    interrupted = cite("诉讼时效规定", 10, on)
    steps = (
        f"{chinese_date(handed_in_on)}向协作法院提交起诉状，诉讼时效自该日中断",
        f"{chinese_date(arrived_on)}管辖法院收到材料，七日审查期限自该日起算",
        *review.steps,
    )
    certainty = weaker(weaker(review.certainty, interrupted.certainty), "R")
    because = (interrupted.text, *review.because, NOTICE)
    return Answer(CrossCourtDays(handed_in_on, review.value), steps, because, certainty, review.notes)
