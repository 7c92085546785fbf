"""Applying for enforcement (申请执行): what can be enforced, whether performance is due, the two years, for staff only.

A court accepts an application that comes after the two years; only the debtor may object (民诉法解释第四百八十一条).
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tianping.law.answers import Answer, Refusal, weaker
from tianping.law.laws import CIVIL_PROCEDURE_INTERPRETATION, cite
from tianping.law.periods import due
from tianping.law.wording import chinese_date

_STAFF_ONLY = "仅供工作人员参考，不向当事人显示：超过申请执行时效的，人民法院仍应受理，由被执行人提出异议。"


# What the title gives somebody: a claim, none, or what only its wording says.
Standing = Literal["has", "none", "unread"]
_ENTITLED = "《最高人民法院关于人民法院执行工作若干问题的规定（试行）》第十六条"


@dataclass(frozen=True, slots=True)
class PeriodNote:
    """The last day of the two years (申请执行期间), and whether the application came after it."""

    last_day: date
    passed: bool


def check_performance(due_on: date, *, on: date) -> None:
    """Refuse while there is still time to perform (履行期限尚未届满)."""
    if due_on >= on:
        raise Refusal(
            f"生效法律文书确定的履行期限到{chinese_date(due_on)}届满，现在还不能申请执行。",
            mend="期限届满后对方没有履行的，再申请执行；分期履行的，可以就已经到期的部分申请。",
        )


def check_entitled(standing: Standing, name: str, terms: str, *, confirmed: bool) -> None:
    """Refuse an applicant to whom the title gives nothing (申请执行人是生效法律文书确定的权利人).

    ``terms``: where the title says who performs what. Whom only the wording can entitle is taken when ``confirmed``.
    """
    if standing == "none":
        raise Refusal(
            f"{terms}没有确定由对方向{name}履行的义务，{name}不能申请执行（{_ENTITLED}）。",
            mend="请由权利人申请；权利人死亡或者终止的，由其继承人、权利承受人申请。",
        )
    if standing == "unread" and not confirmed:
        raise Refusal(
            f"申请执行人应当是{terms}确定的权利人（{_ENTITLED}）。",
            mend=f"请对照原文：写明由对方向{name}履行的，请勾选“已对照法律文书核对”；没有写明的，不能申请执行。",
        )


def application_period(due_on: date, applied_on: date, *, on: date) -> Answer[PeriodNote]:
    """Until when enforcement could be applied for (民事诉讼法第二百五十条): two years from the last day to perform."""
    answer = due("EX-APPLY-2Y", due_on, on=on)
    last = answer.value.legal or answer.value.nominal
    day = date(last.year, last.month, last.day)
    passed = applied_on > day
    accepted = cite(CIVIL_PROCEDURE_INTERPRETATION, 481, on)
    words = "已经超过" if passed else "没有超过"
    steps = (*answer.steps, f"{chinese_date(applied_on)}申请，{words}申请执行期间")
    because = (*answer.because, accepted.text)
    certainty = weaker(answer.certainty, accepted.certainty)
    return Answer(PeriodNote(day, passed), steps, because, certainty, (*answer.notes, _STAFF_ONLY))
