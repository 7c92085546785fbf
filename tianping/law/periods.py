"""Periods (期间): when a statutory period ends, by its id or by its length, and trial limits."""

from dataclasses import dataclass
from datetime import date, datetime

from tianping.law.answers import Answer, Certainty, Refusal, weaker
from tianping.law.calendars import known_year, pending_words
from tianping.law.due_days import DueDay, Moment, moved_off_rest_days
from tianping.law.intervals import Excluded
from tianping.law.laws import (
    CIVIL_CODE,
    CIVIL_PROCEDURE,
    CIVIL_PROCEDURE_INTERPRETATION,
    CRIMINAL_PROCEDURE,
    CRIMINAL_PROCEDURE_INTERPRETATION,
    cite,
)
from tianping.law.period_rules import PeriodRule, period_rules, rule
from tianping.law.spans import CHINA, Unit, add, add_hours, check_length, length_words, next_hour
from tianping.law.trial_limits import Extension, trial_limit
from tianping.law.wording import chinese_date

__all__ = [
    "DueDay",
    "Excluded",
    "Extension",
    "PeriodRule",
    "count",
    "due",
    "period_rules",
    "rule",
    "trial_limit",
]

_LAW_OF_COUNTING = date(2026, 1, 1)
"""Counting by length alone has no day of law; it cites the newest text."""

_LITIGATION_DOMAINS = ("民事", "执行", "涉外", "破产", "调解", "在线", "通用")


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a period is counted: length, direction, whether it moves off rest days, whose month rule."""

    length: int
    unit: Unit
    backwards: bool
    moves: bool
    criminal: bool


def due(period_id: str, start: Moment, *, on: date, rest_day_rule: bool | None = None) -> Answer[DueDay]:
    """When the statutory period `period_id` that began with the event on `start` ends.

    `start` is the day of the event, for periods by hours its moment (a moment
    with a time zone is turned to China time); `on` is the day whose law applies;
    `rest_day_rule` decides whether the last day moves off rest days where that is uncertain (default: not).
    Refuses ids that are rules of computation, unknown ids, days without a text, hours without a moment.
    """
    period = rule(period_id)
    text = period.on(on)
    moves, notes = _rest_day_choice(period, rest_day_rule)
    manner = _Manner(text.value.length, text.value.unit, period.backwards, moves, period.criminal)
    opening = f"{period.name}：{length_words(text.value.length, text.value.unit)}{'前' if period.backwards else ''}"
    if period.bound:
        notes = (*notes, f"法律规定的是{period.bound}，具体期限由法院确定或者当事人协商。")
    day, steps = _counted(start, manner)
    cited, certainty = _basis(period.domain, manner, day, on)
    return Answer(
        day,
        (opening, *steps),
        (text.cite, *cited),
        weaker(text.certainty, certainty),
        (*notes, *((period.note,) if period.note else ())),
    )


def count(length: int, unit: Unit, start: Moment, *, backwards: bool = False) -> Answer[DueDay]:
    """When a period of `length` `unit` from the event on `start` ends; `backwards`: that long before it."""
    check_length(length, unit)
    manner = _Manner(length, unit, backwards, moves=not backwards, criminal=False)
    day, steps = _counted(start, manner)
    cited, certainty = _basis("民事", manner, day, _LAW_OF_COUNTING)
    return Answer(day, tuple(steps), cited, certainty)


def _rest_day_choice(period: PeriodRule, chosen: bool | None) -> tuple[bool, tuple[str, ...]]:
    """Whether the last day moves: fixed for backwards and hourly periods and parties' periods, else chosen."""
    if period.rest_day_doubt:
        return bool(chosen), (period.rest_day_doubt + "。",)
    moves = not period.backwards
    if chosen is None or chosen == moves:
        return moves, ()
    if period.backwards:
        raise Refusal(f"“{period.name}”是倒算的期限，不向后顺延。", mend="请删去 rest_day_rule，或者填写 false。")
    if period.kind != "duty":
        raise Refusal(
            f"“{period.name}”的末日遇法定休假日依法顺延，没有选择余地。",
            mend="请删去 rest_day_rule，或者填写 true。",
        )
    return chosen, ("法院办案期限按不顺延控制是实务做法。",)


def _counted(start: Moment, manner: _Manner) -> tuple[DueDay, list[str]]:
    signed = -manner.length if manner.backwards else manner.length
    if isinstance(start, datetime) and start.tzinfo is not None:
        start = start.astimezone(CHINA)
    if manner.unit == "小时":
        return _counted_hours(start, signed)
    day = start.date() if isinstance(start, datetime) else start
    nominal = add(day, signed, manner.unit, month_ends_match=manner.criminal)
    if manner.backwards:
        length = length_words(manner.length, manner.unit)
        step = f"自{chinese_date(day)}倒算{length}，最迟{chinese_date(nominal)}；倒算不向后顺延"
        return DueDay(nominal, nominal), [step]
    length = length_words(manner.length, manner.unit)
    steps = [f"{chinese_date(day)}当日不计入，自次日起算{length}，至{chinese_date(nominal)}"]
    if manner.unit == "工作日":
        return _working_day_due(day, nominal, steps)
    found, step = moved_off_rest_days(nominal, moves=manner.moves)
    return found, [*steps, step]


def _working_day_due(start: date, nominal: date, steps: list[str]) -> tuple[DueDay, list[str]]:
    unknown = [year for year in range(start.year, nominal.year + 1) if not known_year(year)]
    if not unknown:
        return DueDay(nominal, nominal), [*steps, "按工作日计数，调休上班日计入"]
    pending = pending_words(unknown[0])
    return DueDay(nominal, None, pending), [*steps, f"{pending}，暂按星期一至星期五计数"]


def _counted_hours(start: Moment, hours: int) -> tuple[DueDay, list[str]]:
    if not isinstance(start, datetime):
        raise Refusal("以小时计算的期间需要事件发生的时刻。", mend="请写明日期和时刻，例如“2026-01-05T10:30”。")
    nominal = add_hours(start, hours)
    if hours < 0:
        return DueDay(nominal, nominal), [f"自{_clock(start)}倒算{-hours}小时，至{_clock(nominal)}"]
    begins = next_hour(start)
    legal = add_hours(begins, hours)
    steps = [
        f"自{_clock(start)}起满{hours}小时为{_clock(nominal)}，提醒以此为准",
        f"以时起算的期间从次时（{_clock(begins)}）起算，至{_clock(legal)}届满",
    ]
    return DueDay(nominal, legal), steps


def _clock(moment: datetime) -> str:
    return f"{chinese_date(moment)}{moment.hour}时{f'{moment.minute:02d}分' if moment.minute else ''}"


def _basis(domain: str, manner: _Manner, day: DueDay, on: date) -> tuple[tuple[str, ...], Certainty]:
    """The articles of computation that were used: the beginning, months, rest days, hours."""
    if domain == "刑事":
        citations = [cite(CRIMINAL_PROCEDURE, 105, on)]
        if manner.unit in ("月", "年"):
            citations.append(cite(CRIMINAL_PROCEDURE_INTERPRETATION, 202, on))
    elif domain == "行政":
        citations = [cite("行政诉讼法解释", 48, on)]
    elif domain in _LITIGATION_DOMAINS:
        citations = [cite(CIVIL_PROCEDURE, 85, on)]
        if manner.unit == "小时":
            citations.append(cite(CIVIL_PROCEDURE_INTERPRETATION, 125, on))
    else:
        citations = [cite(CIVIL_CODE, 201, max(on, _CIVIL_CODE_SINCE))]
        if day.nominal != day.legal:
            citations.append(cite(CIVIL_CODE, 203, max(on, _CIVIL_CODE_SINCE)))
    if manner.unit in ("月", "年") and domain != "刑事":
        citations.append(cite(CIVIL_CODE, 202, max(on, _CIVIL_CODE_SINCE)))
    weakest: Certainty = "T"
    for citation in citations:
        weakest = weaker(weakest, citation.certainty)
    return tuple(citation.text for citation in citations), weakest


_CIVIL_CODE_SINCE = date(2021, 1, 1)
