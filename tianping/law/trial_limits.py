"""Trial limits (审理期限、执行期限): the statutory length, approved extensions, excluded intervals, conversions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tianping.law.answers import Answer, Refusal
from tianping.law.due_days import DueDay, moved_off_rest_days
from tianping.law.intervals import Excluded, merged
from tianping.law.laws import CIVIL_CODE, cite
from tianping.law.period_rules import PeriodRule, rule
from tianping.law.spans import Unit, add, check_length, length_words
from tianping.law.wording import chinese_date

_ONE_DAY = timedelta(days=1)
_CIVIL_CODE_SINCE = date(2021, 1, 1)
_RUNS_ON: dict[tuple[str, str], tuple[str, int]] = {
    ("C-TRIAL-SIMPLE", "C-TRIAL-ORD"): ("民事诉讼法解释", 258),
    ("C-TRIAL-SMALL", "C-TRIAL-ORD"): ("民事诉讼法解释", 258),
    ("C-TRIAL-SMALL", "C-TRIAL-SIMPLE"): ("民事诉讼法", 169),
    ("A-SIMPLE-45", "A-TRIAL-6M"): ("行政诉讼法解释", 105),
}
"""Conversions in which the limit runs on from the first filing day, with the article that says so."""

_STARTS_ANEW = {("P-SIMPLE-20", "P-TRIAL"), ("P-FAST-10", "P-TRIAL"), ("P-FAST-10", "P-SIMPLE-20")}
_EXCLUDED_BY: dict[str, tuple[tuple[str, int], ...]] = {
    "民事": (("民事诉讼法解释", 243), ("审理期限规定", 9)),
    "行政": (("行政诉讼法解释", 50),),
}
_MOST_WITH_EXTENSIONS = {"C-TRIAL-SIMPLE": 4, "C-TRIAL-SMALL": 3}


@dataclass(frozen=True, slots=True)
class Extension:
    """An approved extension (批准延长) of a number of days, months or years."""

    length: int
    unit: Unit


def trial_limit(
    period_id: str,
    filed: date,
    *,
    on: date,
    excluded: Sequence[Excluded] = (),
    extensions: Sequence[Extension] = (),
    converted_from: str | None = None,
    rest_day_rule: bool | None = None,
) -> Answer[DueDay]:
    """When the limit `period_id` of a matter filed on `filed` ends.

    Extensions are added one after another to the end; then each excluded day that lies inside the running
    period, as already lengthened, moves the end by one day; overlaps count once. `converted_from` names the
    procedure before conversion: the limit runs on from the first filing day. Refuses ids that are no limits,
    intervals that end before they start, conversions that the law does not know.
    """
    period = rule(period_id)
    text = period.on(on)
    if not period.trial_limit:
        raise Refusal(f"“{period_id}”（{period.name}）不是审理、执行或者审查期限。", mend="请改用 periods.due 计算。")
    end = add(filed, text.value.length, text.value.unit, month_ends_match=period.criminal)
    steps = [
        f"{period.name}：{length_words(text.value.length, text.value.unit)}",
        f"自{chinese_date(filed)}立案次日起算，至{chinese_date(end)}",
    ]
    because = [text.cite, cite("审理期限规定", 8, on).text]
    if text.value.unit == "月" and end.day != filed.day and not period.criminal and on >= _CIVIL_CODE_SINCE:
        # The month in which it ends has no such day (没有对应日的，月末日为期间的最后一日).
        because.append(cite(CIVIL_CODE, 202, on).text)
    because += _conversion(period, converted_from, on, steps)
    end = _extended(end, extensions, steps, criminal=period.criminal)
    end, days = _lengthened(filed, end, excluded, steps)
    if days:
        because += [cite(law, number, on).text for law, number in _EXCLUDED_BY.get(period.domain, ())] or [
            cite("审理期限规定", 9, on).text
        ]
    moves = not period.rest_day_doubt if rest_day_rule is None else rest_day_rule
    due_day, step = moved_off_rest_days(end, moves=moves)
    notes = _notes(period, extensions)
    return Answer(due_day, (*steps, step), tuple(because), text.certainty, notes)


def runs_on(before: str, after: str) -> bool:
    """Whether the law lets the limit of procedure `after` run on from that of `before` (审限连续计算)."""
    return (before, after) in _RUNS_ON


def _conversion(period: PeriodRule, converted_from: str | None, on: date, steps: list[str]) -> list[str]:
    if converted_from is None:
        return []
    before = rule(converted_from)
    pair = (before.id, period.id)
    if pair in _STARTS_ANEW:
        raise Refusal(
            f"刑事案件由“{before.name}”转为“{period.name}”的，审理期限从决定转换之日起重新计算。",
            mend="请以决定转换之日作为 filed，并删去 converted_from。",
        )
    basis = _RUNS_ON.get(pair)
    if basis is None:
        raise Refusal(f"没有由“{before.name}”转为“{period.name}”的审限衔接规则。", mend="请核对转换前后的程序。")
    steps.append(f"由“{before.name}”转入，审理期限自首次立案之日连续计算，不重新起算")
    return [cite(*basis, on).text]


def _extended(end: date, extensions: Iterable[Extension], steps: list[str], *, criminal: bool) -> date:
    for extension in extensions:
        if extension.unit not in ("日", "月", "年"):
            raise Refusal("延长审限只能以日、月、年计算。", mend="请核对延长的单位。")
        check_length(extension.length, extension.unit)
        end = add(end, extension.length, extension.unit, month_ends_match=criminal)
        steps.append(f"批准延长{length_words(extension.length, extension.unit)}，至{chinese_date(end)}")
    return end


def _lengthened(filed: date, end: date, excluded: Sequence[Excluded], steps: list[str]) -> tuple[date, int]:
    """The end moved by every excluded day inside the running period, and how many there were.

    A day pushed out of the old end by exclusion lies inside the lengthened period, so an interval that
    begins no later than the end counts whole.
    """
    total = 0
    for interval in merged(excluded):
        first = max(interval.starts_on, filed + _ONE_DAY)
        days = (interval.ends_before - first).days
        if days <= 0 or first > end:
            steps.append(f"扣除{_span(interval)}：不在审限之内，不扣除")
            continue
        end = add(end, days, "日")
        total += days
        steps.append(f"扣除{_span(interval)}：{days}日，届满日顺延至{chinese_date(end)}")
    return end, total


def _span(interval: Excluded) -> str:
    why = f"（{interval.why[:40]}）" if interval.why else ""
    return f"{chinese_date(interval.starts_on)}至{chinese_date(interval.ends_before)}前{why}"


def _notes(period: PeriodRule, extensions: Sequence[Extension]) -> tuple[str, ...]:
    notes = [f"{text}。" for text in (period.rest_day_doubt,) if text]
    if extensions and period.extension:
        notes.append(f"延长规则：{period.extension}。")
    most = _MOST_WITH_EXTENSIONS.get(period.id)
    if most and sum(extension.length for extension in extensions if extension.unit == "月") > 1:
        notes.append(f"{period.name}延长后累计不得超过{most}个月，请核对批准手续。")
    return tuple(notes)
