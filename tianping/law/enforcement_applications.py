"""Applying for enforcement (申请执行): what can be enforced, whether performance is due, the two years, for staff only.

A court accepts an application that comes after the two years; only the debtor may object (民诉法解释第四百八十一条).
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from tianping.law.answers import Answer, Certainty, Refusal, weaker
from tianping.law.due_days import DueDay, moved_off_rest_days
from tianping.law.laws import CIVIL_CODE, CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION, Citation, cite
from tianping.law.money import grouped
from tianping.law.periods import due
from tianping.law.settlements import Instalment
from tianping.law.wording import chinese_date

_STAFF_ONLY = "仅供工作人员参考，不向当事人显示：超过申请执行时效的，人民法院仍应受理，由被执行人提出异议。"


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of taking an application in (受理条件), as it is put where it is not met; its item of 第十六条."""

    words: str
    item: int


CONDITIONS: Mapping[str, Condition] = MappingProxyType(
    {
        "not_binding": Condition("申请执行的法律文书没有生效", 1),
        "not_entitled": Condition("申请执行人不是生效法律文书确定的权利人或者其继承人、权利承受人", 2),
        "no_performance": Condition("申请执行的法律文书没有给付内容，或者执行标的、被执行人不明确", 3),
        "not_due": Condition("义务人履行义务的期限没有届满，或者义务人已经履行", 4),
        "jurisdiction": Condition("不属于本院管辖", 5),
    }
)
"""《执行工作规定》第十六条第一款；超过申请执行期间不在其中，法院仍应受理（民诉法解释第四百八十一条）。"""

# 第十六条第二款: within seven days it is opened, or refused by a ruling.
FILING_DAYS = 7


def filing_due(received_on: date, *, on: date) -> Answer[DueDay]:
    """Until when an application is opened or refused: seven days (执行工作规定第十六条), moved off days of rest."""
    day, said = moved_off_rest_days(received_on + timedelta(days=FILING_DAYS))
    rule, counted = cite("执行工作规定", 16, on), cite(CIVIL_PROCEDURE, 85, on)
    steps = (f"收到申请之日不算在内，{FILING_DAYS}日内立案或者裁定不予受理", said)
    return Answer(day, steps, (rule.text, counted.text), weaker(rule.certainty, counted.certainty))


# What the title gives somebody: a claim; none; what only its wording says; or, where its payments go to another,
# what at the most one of its further clauses says.
Standing = Literal["has", "none", "unread", "clauses"]
_ENTITLED = "《最高人民法院关于人民法院执行工作若干问题的规定（试行）》第十六条"


@dataclass(frozen=True, slots=True)
class PeriodNote:
    """The last day of the two years (申请执行期间), and whether the application came after it."""

    last_day: date
    passed: bool


@dataclass(frozen=True, slots=True)
class DueNow:
    """What is due of a sum in parts and not paid, in fen, and the last day on which it was to be performed."""

    due_on: date
    fen: int


def due_now(parts: Sequence[Instalment], paid_fen: int, *, falls_due: bool, on: date) -> Answer[DueNow] | None:
    """What of the parts may be enforced on a day, after ``paid_fen`` was paid towards the first; None: nothing yet.

    Where the title says so (``falls_due``), all that is left is due from the day after the first part that was not
    paid in full; else the parts whose day is over. What is paid goes to what fell due first (民法典第五百六十条).
    """
    left, unpaid = paid_fen, []
    for part in sorted(parts, key=lambda each: each.on):
        settled = min(left, part.fen)
        left -= settled
        if part.fen > settled:
            unpaid.append(Instalment(part.on, part.fen - settled))
    missed = [part for part in unpaid if part.on < on]
    if not missed:
        return None
    because = (cite(CIVIL_CODE, 560, on),)
    paid = f"已经支付{grouped(paid_fen)}元" if paid_fen else "没有支付过"
    if falls_due and len(parts) > 1:
        whole = sum(part.fen for part in unpaid)
        steps = (
            f"约定任何一期没有按时足额支付的，可以就全部没有支付的款项申请强制执行；{paid}",
            f"{chinese_date(missed[0].on)}到期的一期没有付足，从{chinese_date(missed[0].on + timedelta(days=1))}起，"
            f"没有支付的{grouped(whole)}元全部到期",
        )
        return _due(DueNow(missed[0].on, whole), steps, because)
    fen = sum(part.fen for part in missed)
    steps = (f"{paid}；到{chinese_date(missed[-1].on)}为止已经到期、没有支付的是{grouped(fen)}元",)
    if len(unpaid) > len(missed):
        steps = (*steps, "以后各期还没有到期，到期仍不支付的，再就该期申请")
    return _due(DueNow(missed[-1].on, fen), steps, because)


def _due(value: DueNow, steps: tuple[str, ...], because: tuple[Citation, ...]) -> Answer[DueNow]:
    certainty: Certainty = "T"
    for each in because:
        certainty = weaker(certainty, each.certainty)
    return Answer(value, steps, tuple(each.text for each in because), certainty)


def check_performance(due_on: date, *, on: date) -> None:
    """Refuse while there is still time to perform (履行期限尚未届满)."""
    if due_on >= on:
        raise Refusal(
            f"生效法律文书确定的履行期限到{chinese_date(due_on)}届满，现在还不能申请执行。",
            mend="期限届满后对方没有履行的，再申请执行；分期履行的，可以就已经到期的部分申请。",
        )


def is_of(holder: str, name: str) -> bool:
    """Whether an account in this holder's name is that person's (户名一致), however brackets and blanks were typed."""
    return _plain(holder) == _plain(name)


def check_payee(holder: str, name: str, *, explained: bool) -> None:
    """Refuse an account in somebody else's name: what is enforced is paid to whoever applied.

    It is taken where they ask for it in writing at the counter (``explained``), and looked at again before the payment.
    """
    if not explained and not is_of(holder, name):
        raise Refusal(
            f"收款账户的户名是{holder}，不是申请执行人{name}。",
            mend=f"执行款付给申请执行人，请填写{name}名下的账户；确需付到他人账户的，由申请执行人到立案窗口书面说明，"
            "立案员勾选“申请人已书面说明”以后收件。",
        )


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def check_entitled(standing: Standing, name: str, terms: str, *, confirmed: bool) -> None:
    """Refuse an applicant to whom the title gives nothing (申请执行人是生效法律文书确定的权利人).

    ``terms``: where the title says who performs what. Whom only the wording can entitle is taken when ``confirmed``;
    whoever pays under it only by a court that read it.
    """
    if standing == "none":
        raise Refusal(
            f"{terms}没有确定由对方向{name}履行的义务，{name}不能申请执行（{_ENTITLED}）。",
            mend="请由权利人申请；权利人死亡或者终止的，由其继承人、权利承受人申请。",
        )
    if standing == "clauses" and not confirmed:
        raise Refusal(
            f"{terms}写明的款项都不是由对方付给{name}的，{name}不是其中的权利人（{_ENTITLED}）。",
            mend=f"其他条款写明由对方向{name}履行的，请到立案窗口申请，由立案员核对原文、勾选“已对照法律文书核对”以后收件。",
        )
    if standing == "unread" and not confirmed:
        raise Refusal(
            f"申请执行人应当是{terms}确定的权利人（{_ENTITLED}）。",
            mend=f"请对照原文：写明由对方向{name}履行的，请勾选“已对照法律文书核对”；没有写明的，不能申请执行。",
        )


def check_read_by_court(standing: Standing, name: str, terms: str, *, confirmed: bool) -> None:
    """Refuse to open an enforcement for somebody whom the title's elements do not name as entitled, unread by a court.

    What the applicant says of the wording does not do (《执行工作若干问题的规定（试行）》第十六条).
    """
    if standing == "none":
        check_entitled(standing, name, terms, confirmed=True)
    if standing != "has" and not confirmed:
        raise Refusal(
            f"{terms}的给付内容没有写明由对方向{name}履行，{name}可能不是权利人（{_ENTITLED}）。",
            mend=f"请对照原文：其中写明由对方向{name}履行的，请勾选“已对照法律文书核对”再立案；没有写明的，不予受理。",
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
