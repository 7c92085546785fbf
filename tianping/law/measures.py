"""How long seizure, attachment and freezing last (查封、扣押、冻结期限), when they are renewed, when to warn.

A measure is in force from the moment the order reaches whoever holds the property (查封扣押冻结规定第一条). The law
names the longest term; what nobody renews in time is without effect from then on (同规定第二十七条).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from tianping.law.answers import Answer, Certainty, Refusal, weaker
from tianping.law.laws import CIVIL_PROCEDURE_INTERPRETATION, cite
from tianping.law.periods import due
from tianping.law.spans import add
from tianping.law.wording import chinese_date, chinese_numeral

SEIZING = "查封扣押冻结规定"
ALARM_DAYS = (30, 15, 7)
"""So many days before its end somebody is told; the last is the applicant's own last day (财产保全规定第十八条)."""

_RENEW_BY = "PRES-RENEW-7"
_ONE_DAY = timedelta(days=1)
_COUNTED_FROM_THE_DAY = (
    "措施自送达协助执行通知书当日生效，“不得超过”的期限从当日起算，届满日写作对应日的前一日；按当日不计入的算法，"
    "届满日是其次日。协助单位的回执另有记载的，以回执为准。"
)
_LIKE_DEPOSITS = "支付账户余额没有专门规定，参照银行存款，期限不超过一年。"


@dataclass(frozen=True, slots=True)
class Property:
    """A kind of property (财产种类): what is done to it, and for how many years at the longest."""

    name: str
    ways: tuple[str, ...]
    years: int
    note: str = ""


PROPERTY: Mapping[str, Property] = MappingProxyType(
    {
        "deposit": Property("银行存款", ("freeze",), 1),
        "payment_account": Property("支付账户余额", ("freeze",), 1, _LIKE_DEPOSITS),
        "vehicle": Property("机动车", ("seal", "seize"), 2),
        "movable": Property("其他动产", ("seal", "seize"), 2),
        "real_estate": Property("不动产", ("seal",), 3),
        "equity": Property("股权、投资权益", ("freeze",), 3),
        "other_right": Property("其他财产权", ("freeze",), 3),
    }
)
WAYS: Mapping[str, str] = MappingProxyType({"seal": "查封", "seize": "扣押", "freeze": "冻结"})


@dataclass(frozen=True, slots=True)
class MeasureTerm:
    """Until when a measure lasts: the last day by the careful count, and the last that can be argued for."""

    until: date
    latest: date


def property_named(kind: str) -> Property:
    """The kind of property of that code; refuses an unknown one."""
    found = PROPERTY.get(kind)
    if found is None:
        raise Refusal(f"没有“{kind[:20]}”这种财产种类。", mend="请从列出的财产种类中选择。")
    return found


def check_way(kind: str, way: str) -> None:
    """Refuse what is not done to that kind of property: deposits are frozen, houses are sealed."""
    known = property_named(kind)
    if way not in known.ways:
        possible = "或者".join(WAYS[each] for each in known.ways)
        raise Refusal(f"{known.name}不能采取“{WAYS.get(way, way[:12])}”的措施。", mend=f"请选择{possible}。")


def measure_ends(kind: str, taken_on: date, *, on: date, until: date | None = None) -> Answer[MeasureTerm]:
    """Until when a measure of `taken_on` lasts (解释第四百八十五条第一款); `until`: a shorter term that was ordered.

    Refuses a term that is longer than the law allows, and one that ends before it begins.
    """
    known = property_named(kind)
    anniversary = add(taken_on, known.years, "年")
    longest = f"{known.name}：期限不得超过{chinese_numeral(known.years)}年"
    steps = [longest, f"{chinese_date(taken_on)}采取措施，最迟至{chinese_date(anniversary - _ONE_DAY)}"]
    return _term(known, (taken_on, anniversary), until, steps, on)


def renewal_ends(
    kind: str, was_until: date, *, renewed_on: date, on: date, until: date | None = None
) -> Answer[MeasureTerm]:
    """Until when a measure lasts that is renewed before its end (续行, 解释第四百八十五条第二款): it runs on.

    Refuses once it has ended: then it has no effect, and only a new one can be taken.
    """
    known = property_named(kind)
    if renewed_on > was_until:
        ended = cite(SEIZING, 27, on).text
        raise Refusal(
            f"该措施已于{chinese_date(was_until)}届满，效力已经消灭（{ended}），不能续行。",
            mend="需要继续控制该财产的，请重新采取措施，并核对有无轮候在先的法院。",
        )
    first = was_until + _ONE_DAY
    anniversary = add(first, known.years, "年")
    steps = [
        f"{known.name}：续行期限不得超过{chinese_numeral(known.years)}年",
        f"{chinese_date(renewed_on)}在届满（{chinese_date(was_until)}）前续行，期限连续计算，自{chinese_date(first)}起，"
        f"最迟至{chinese_date(anniversary - _ONE_DAY)}",
    ]
    return _term(known, (first, anniversary), until, steps, on)


def check_renews_what_runs(last: tuple[date, date] | None, *, on: date) -> None:
    """Refuse a second renewal while the term of the ``last`` (from when on, until when) has not begun.

    解释第四百八十五条第二款: a renewal is made before the running term ends, and lasts no longer than the first term.
    Each term is renewed once, so that what stands never reaches further than the running term and one more.
    """
    if last is None or on >= last[0]:
        return
    cited = cite(CIVIL_PROCEDURE_INTERPRETATION, 485, on, paragraph=2)
    raise Refusal(
        f"该措施已经续行至{chinese_date(last[1])}，续行的期限从{chinese_date(last[0])}起才开始，现在不能再次续行；"
        f"每次续行不得超过法定最长期限（{cited.text}）。",
        mend=f"请在{chinese_date(last[0])}以后、{chinese_date(last[1])}届满以前办理下一次续行。",
    )


def renew_by(until: date, *, on: date) -> Answer[date]:
    """The last day on which the applicant may ask for a renewal: seven days before the end (保全规定第十八条)."""
    answer = due(_RENEW_BY, until, on=on)
    last = answer.value.nominal
    day = date(last.year, last.month, last.day)
    return Answer(day, answer.steps, answer.because, answer.certainty, answer.notes)


def alarm(until: date, *, on: date) -> int | None:
    """Which alarm is due: 30, 15 or 7 (days before the end at the most), 0 once it has ended; None while it is far."""
    left = (until - on).days
    if left < 0:
        return 0
    reached = [days for days in ALARM_DAYS if left <= days]
    return min(reached) if reached else None


def _term(
    known: Property, span: tuple[date, date], until: date | None, steps: list[str], on: date
) -> Answer[MeasureTerm]:
    first, anniversary = span
    careful = anniversary - _ONE_DAY
    if until is not None:
        if until < first:
            raise Refusal("期限届满日早于措施开始之日。", mend="请核对届满日。")
        if until > anniversary:
            raise Refusal(
                f"{known.name}的期限不得超过{chinese_numeral(known.years)}年，最迟至{chinese_date(anniversary)}。",
                mend="请按协助执行通知书的回执核对届满日。",
            )
        careful = until
        steps.append(f"裁定、协助执行通知书确定至{chinese_date(until)}")
    cited = [cite(CIVIL_PROCEDURE_INTERPRETATION, 485, on), cite(SEIZING, 1, on), cite(SEIZING, 27, on)]
    certainty: Certainty = "L" if until is None or known.note else "T"
    for each in cited:
        certainty = weaker(certainty, each.certainty)
    notes = [known.note] if known.note else []
    if until is None:
        notes.append(_COUNTED_FROM_THE_DAY)
    texts = tuple(each.text for each in cited)
    return Answer(MeasureTerm(careful, anniversary), tuple(steps), texts, certainty, tuple(notes))
