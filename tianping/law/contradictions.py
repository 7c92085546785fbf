"""What the elements of a claim cannot say together (要素矛盾), at whichever door they come in.

Only the impossible is here. What is merely odd may be pleaded: of a rate above four times the LPR (四倍LPR) the staff
are told in a note, and the court decides how much of it is protected.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from tianping.law.element_forms import ElementForm, Question, as_of, key_of, places_in
from tianping.law.money import grouped
from tianping.law.wording import chinese_date

EARLIEST_YEAR = 1980
# People have been married for longer than anybody sues on a contract.
EARLIEST_OF = {"married_on": 1950, "apart_since": 1950}
# A yearly rate beyond this is a wrong unit (月利率、日利率), not a dear loan; in per cent.
HIGHEST_RATE = Decimal(100)
# Days that lie in the past when somebody sues on them; the day on which a debt falls due may not.
PAST_DAYS = {
    "signed_on": "合同签订日",
    "lent_on": "放款日",
    "interest_until": "利息计至日",
    "called_due_on": "通知提前到期之日",
    "award_received_on": "收到仲裁裁决书、不予受理通知书之日",
    "refused_on": "前次离婚诉讼终结之日",
    "happened_on": "事情发生之日",
    "married_on": "登记结婚之日",
    "apart_since": "开始分居之日",
    "delivered_on": "交付之日",
    "activated_on": "开始用卡之日",
    "overdue_since": "开始逾期之日",
    "owed_from": "开始欠费之日",
    "started_on": "开始工作之日",
    "ended_on": "工作结束之日",
    "unpaid_from": "开始拖欠之日",
    "unpaid_to": "拖欠截止之日",
    "known_on": "知道之日",
    "note_on": "欠条、结算单写成之日",
}
DAYS = {**PAST_DAYS, "due_on": "到期日", "owed_to": "欠费截止之日"}
# The first of each does not come after the second.
SPANS = (
    ("started_on", "ended_on"),
    ("unpaid_from", "unpaid_to"),
    ("owed_from", "owed_to"),
    ("married_on", "apart_since"),
)
RATES = {"annual_rate": "年利率", "overdue_rate": "逾期年利率"}
NOTES = {"note": "借条", "iou": "欠条"}
COMPARE = "请对照合同、借据核对这两个日期。"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What cannot be: the element at which it is mended, and the sentence that says how."""

    key: str
    sentence: str


def contradictions(
    elements: Mapping[str, Any], *, on: datetime.date, called: str = "收件之日"
) -> tuple[Contradiction, ...]:
    """Everything that elements cannot say on a day, in their order; ``called`` is what that day is to the reader.

    Elements are kept as ``law.element_forms`` says: sums in fen, days in ISO form, rates as decimal text in per cent a
    year. Raises ValueError for a day that is none.
    """
    days = {name: day for name in DAYS if (day := day_of(elements, name)) is not None}
    return (
        *_sums(elements),
        *_rates(elements),
        *_days(days, on, called),
        *_early(elements, days, on),
        *_order(elements, days),
    )


def contradictions_of_form(
    form: ElementForm, answers: Mapping[str, Any], *, on: datetime.date, called: str = "收件之日"
) -> tuple[Contradiction, ...]:
    """What the answers to a form cannot say together: ``contradictions``, and sums above what the form leaves of them.

    ``answers``: those that count (``element_forms.counting``). Raises ValueError for a day that is none.
    """
    found = [
        *contradictions(answers, on=on, called=called),
        *_left_over(form, answers),
        *_none_beside_some(form, answers),
        *_all_children_with_one(answers),
    ]
    own = {each.key for each in form.questions if each.of_each}
    for place in range(2, places_in(form) + 1):
        theirs = contradictions(as_of(form, answers, place), on=on, called=called)
        found += [replace(each, key=key_of(each.key, place)) for each in theirs if each.key in own]
    return tuple(found)


def day_of(elements: Mapping[str, Any], name: str) -> datetime.date | None:
    """A day among the elements; None where it was not given. Raises ValueError for text that is no day."""
    text = elements.get(name)
    return datetime.date.fromisoformat(str(text)) if text else None


def _sums(elements: Mapping[str, Any]) -> Iterator[Contradiction]:
    lent, owed = elements.get("principal_fen"), elements.get("principal_owed_fen")
    if lent is not None and owed is not None and owed > lent:
        said = f"尚欠本金多于借款本金：尚欠{grouped(owed)}元，借款{grouped(lent)}元。请核对；利息另填，不算在本金里。"
        yield Contradiction("principal_owed_fen", said)
    if lent == 0:
        yield Contradiction("principal_fen", "借款本金不能是0元，请填写实际借出的数额。")
    if owed == 0 and not elements.get("interest_owed_fen"):
        said = "尚欠本金填了0元，也没有要求利息，没有要对方还的钱。请核对；本金已经还清、只要求利息的，请先填写利息。"
        yield Contradiction("principal_owed_fen", said)


def _none_beside_some(form: ElementForm, answers: Mapping[str, Any]) -> Iterator[Contradiction]:
    """Of several things at once, and of none of them."""
    for each in form.asked(answers):
        said = none_beside_some(each, answers.get(each.key))
        if said:
            yield Contradiction(each.key, said)


def none_beside_some(question: Question, answer: Any) -> str:
    """What is said to whoever chose several things and none of them (都没有); empty where they did not."""
    if question.kind != "many" or not isinstance(answer, list) or "none" not in answer or len(answer) == 1:
        return ""
    words = dict(question.choices)
    some = "、".join(f"“{words.get(key, key)}”" for key in answer if key != "none")
    return f"选了{some}，又选了“{words.get('none', '都没有')}”，两样不能同时选；请去掉不对的。"


def _all_children_with_one(answers: Mapping[str, Any]) -> Iterator[Contradiction]:
    """Each parent has some of the children (每人带一部分), and all of them live with one."""
    count = str(answers.get("child_count") or "")
    if answers.get("custody") != "each" or not count.isdecimal():
        return
    keys = [f"child_{letter}_with" for letter in "abcde"[: int(count)]]
    given = {answers.get(key) for key in keys}
    if len(given) == 1 and given <= {"plaintiff", "defendant"}:
        who, choice = ("您", "都跟我") if given == {"plaintiff"} else ("对方", "都跟对方")
        said = f"前面选了“每人带一部分”，几个孩子却都跟{who}。是这样的，请把“孩子跟谁”改成“{choice}”；不是的，请改正。"
        yield Contradiction(keys[-1], said)


def left_over(form: ElementForm, answers: Mapping[str, Any], question: Question) -> tuple[int, str] | None:
    """What is left of a whole for this sum (Question.not_above) in fen, and how that is reckoned; None: not known.

    What was paid and is not answered counts as nothing.
    """
    asked = {each.key: each for each in form.asked(answers)}
    whole_fen = answers.get(question.not_above[0]) if question.not_above else None
    if whole_fen is None or question.key not in asked or question.not_above[0] not in asked:
        return None
    less = [key for key in question.not_above[1:] if key in asked]
    rest_fen = max(0, whole_fen - sum(answers.get(key) or 0 for key in less))
    taken = "".join(f"减去“{asked[key].label}”" for key in less)
    return rest_fen, f"“{asked[question.not_above[0]].label}”{taken}"


def _left_over(form: ElementForm, answers: Mapping[str, Any]) -> Iterator[Contradiction]:
    """Sums above what is left of a whole."""
    for each in form.asked(answers):
        sum_fen, left = answers.get(each.key), left_over(form, answers, each)
        if sum_fen and left is not None and sum_fen > left[0]:
            said = f"“{each.label}”填了{grouped(sum_fen)}元，比{left[1]}剩下的{grouped(left[0])}元多，请核对后更改。"
            yield Contradiction(each.key, said)


def less_than_left(form: ElementForm, answers: Mapping[str, Any]) -> list[str]:
    """Told to whoever asks for less than is left of a whole: it may be meant so, or be a slip."""
    said = []
    for each in form.asked(answers):
        sum_fen, left = answers.get(each.key), left_over(form, answers, each)
        if sum_fen is not None and left is not None and len(each.not_above) > 1 and sum_fen < left[0]:
            said.append(
                f"“{each.label}”填了{grouped(sum_fen)}元，比{left[1]}剩下的{grouped(left[0])}元少"
                f"{grouped(left[0] - sum_fen)}元。填错的请更改；其余的不要求的，可以继续。"
            )
    return said


def note_after_due(form: ElementForm, answers: Mapping[str, Any]) -> str:
    """Told of a loan whose note (借条、欠条) is younger than the day of repayment: a slip, or written anew; else empty.

    A debt that was due may be acknowledged by a new note, so nothing is refused.
    """
    word, asked = NOTES.get(str(answers.get("written"))), {each.key for each in form.asked(answers)}
    written, due = day_of(answers, "signed_on"), day_of(answers, "due_on")
    if word is None or not {"lent_on", "signed_on", "due_on"} <= asked or written is None or due is None:
        return ""
    if written <= due:
        return ""
    return (
        f"{word}写于{chinese_date(written)}，晚于说好还钱的日子（{chinese_date(due)}）。"
        f"日期填错的请更改；到期以后补写、重新写{word}的，可以继续。"
    )


def _rates(elements: Mapping[str, Any]) -> Iterator[Contradiction]:
    for name, word in RATES.items():
        rate = elements.get(name)
        if rate not in (None, "") and Decimal(str(rate)) > HIGHEST_RATE:
            yield Contradiction(name, f"{word}{rate}%超过100%，请核对是不是把月利率、日利率写成了年利率。")


def _days(days: Mapping[str, datetime.date], on: datetime.date, called: str) -> Iterator[Contradiction]:
    for name, day in days.items():
        earliest = EARLIEST_OF.get(name, EARLIEST_YEAR)
        if day.year < earliest:
            yield Contradiction(name, f"{DAYS[name]}（{chinese_date(day)}）早于{earliest}年，请核对年份。")
        if name in PAST_DAYS and day > on:
            said = f"{DAYS[name]}（{chinese_date(day)}）晚于{called}（{chinese_date(on)}），请核对日期。"
            yield Contradiction(name, said)


def _early(
    elements: Mapping[str, Any], days: Mapping[str, datetime.date], on: datetime.date
) -> Iterator[Contradiction]:
    """What has fallen due is not repaid early (提前还款)."""
    if elements.get("early_repayment") == "yes" and "due_on" in days and days["due_on"] <= on:
        said = f"{_said('due_on', days)}已经过了，不是提前还款。请在“要求对方提前还吗”选“否”，直接要求还款。"
        yield Contradiction("early_repayment", said)


def _order(elements: Mapping[str, Any], days: Mapping[str, datetime.date]) -> Iterator[Contradiction]:
    """Days in their order. A note of hand (借条、欠条) may be written after the money was given; a contract may not."""
    is_note = elements.get("written") in NOTES
    pairs = (("signed_on", "lent_on"), ("lent_on", "interest_until"))
    for earlier, later in pairs[1:] if is_note else pairs:
        if earlier in days and later in days and days[later] < days[earlier]:
            yield Contradiction(later, f"{_said(later, days)}早于{_said(earlier, days)}。{COMPARE}")
    for first, last in SPANS:
        if first in days and last in days and days[last] < days[first]:
            yield Contradiction(last, f"{_said(last, days)}早于{_said(first, days)}，请核对这两个日期。")
    start = _start(elements, days, is_note=is_note)
    if start and "due_on" in days and days["due_on"] <= days[start]:
        yield Contradiction("due_on", f"到期日不晚于{DAYS[start]}（{chinese_date(days[start])}）。{COMPARE}")


def _start(elements: Mapping[str, Any], days: Mapping[str, datetime.date], *, is_note: bool) -> str:
    """From when a loan runs: the day it was lent, else that of its contract; empty where nothing was lent."""
    if "lent_on" in days:
        return "lent_on"
    return "signed_on" if "signed_on" in days and "principal_fen" in elements and not is_note else ""


def _said(name: str, days: Mapping[str, datetime.date]) -> str:
    return f"{DAYS[name]}（{chinese_date(days[name])}）"
