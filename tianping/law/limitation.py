"""Notes for staff on limitation, guarantee periods and minors (诉讼时效、保证期间、未成年人提示).

A court does not raise limitation of its own motion (民法典第193条): these notes never reach a party's page or paper.
"""

from dataclasses import dataclass
from datetime import date

from tianping.law.answers import Answer, Certainty
from tianping.law.dated import Dated, Text
from tianping.law.due_days import moved_off_rest_days
from tianping.law.identities import age_on
from tianping.law.spans import add, length_words
from tianping.law.wording import chinese_date

_THREE_YEARS_SINCE = date(2017, 10, 1)
_NOT_OF_ITS_OWN_MOTION = "《中华人民共和国民法典》第一百九十三条（人民法院不得主动适用诉讼时效的规定）"
_STAFF_ONLY = "仅供审判人员参考，不向当事人显示；是否有中断、中止事由须经审理查明。"
LIMITATION: Dated[int] = Dated(
    "普通诉讼时效",
    Text(date(1987, 1, 1), "《中华人民共和国民法通则》第一百三十五条", 2, "R"),
    Text(_THREE_YEARS_SINCE, "《中华人民共和国民法总则》第一百八十八条", 3, "R"),
    Text(date(2021, 1, 1), "《中华人民共和国民法典》第一百八十八条", 3),
)
_TRANSITION = "《最高人民法院关于适用〈中华人民共和国民法总则〉诉讼时效制度若干问题的解释》（法释〔2018〕12号）"
GUARANTEE: Dated[int] = Dated(
    "保证期间",
    Text(date(1995, 10, 1), "《中华人民共和国担保法》第二十五条、第二十六条", 6, "R"),
    Text(date(2021, 1, 1), "《中华人民共和国民法典》第六百九十二条", 6),
)
MINORS: Dated[int] = Dated(
    "民事行为能力的年龄",
    Text(date(1987, 1, 1), "《中华人民共和国民法通则》第十一条、第十二条", 10, "R"),
    Text(_THREE_YEARS_SINCE, "《中华人民共和国民法总则》第十七条至第二十条", 8, "R"),
    Text(date(2021, 1, 1), "《中华人民共和国民法典》第十七条、第十九条、第二十条", 8),
)
_ADULT_AGE = 18


@dataclass(frozen=True, slots=True)
class PeriodNote:
    """A period that may have run out (期间提示): its last day and whether the filing came after it."""

    expires_on: date
    passed: bool


@dataclass(frozen=True, slots=True)
class MinorNote:
    """A party's age (年龄提示): full years, and whether a guardian must act for or with the person."""

    age: int
    minor: bool
    without_capacity: bool


def limitation_note(due_on: date, filed_on: date) -> Answer[PeriodNote]:
    """When the ordinary limitation of a debt due on `due_on` ran out, and whether `filed_on` is later.

    Two years where they had run out before 2017-10-01, else three. Interruption is not known here.
    """
    two_years = add(due_on, 2, "年")
    old = two_years < _THREE_YEARS_SINCE
    text = LIMITATION.on(max(due_on, LIMITATION.texts[0].since) if old else max(filed_on, _THREE_YEARS_SINCE))
    steps = [f"履行期限{chinese_date(due_on)}届满"]
    because = [text.cite, _NOT_OF_ITS_OWN_MOTION]
    if old:
        steps.append("至2017年10月1日前二年时效期间已经届满，适用二年")
        because.append(_TRANSITION)
    elif due_on < _THREE_YEARS_SINCE:
        steps.append("2017年10月1日时二年时效期间尚未届满，适用三年")
        because.append(_TRANSITION)
    certainty: Certainty = "R" if _TRANSITION in because else text.certainty
    return _period_note(due_on, filed_on, text.value * 12, "诉讼时效", (steps, because), certainty)


def guarantee_note(due_on: date, filed_on: date) -> Answer[PeriodNote]:
    """When an unagreed guarantee period (保证期间, six months) of a debt due on `due_on` ended."""
    text = GUARANTEE.on(max(due_on, GUARANTEE.texts[0].since))
    steps = [f"主债务履行期限{chinese_date(due_on)}届满，没有约定保证期间的，为六个月"]
    answer = _period_note(due_on, filed_on, text.value, "保证期间", (steps, [text.cite]), text.certainty)
    agreed = "约定了保证期间的，按约定；债权人在期间内是否行使过权利须经审理查明。"
    return Answer(answer.value, answer.steps, answer.because, answer.certainty, (*answer.notes, agreed))


def minor_note(birthday: date, on: date) -> Answer[MinorNote]:
    """Whether a person born on `birthday` is a minor on a day, and wholly without capacity."""
    text = MINORS.on(on)
    age = age_on(birthday, on)
    minor, without = age < _ADULT_AGE, age < text.value
    step = f"{chinese_date(birthday)}出生，{chinese_date(on)}{age}周岁"
    if minor:
        step += "，" + ("无民事行为能力，由法定代理人代为诉讼" if without else "未成年，由法定代理人代为诉讼")
    notes = ("周岁自生日的第二天起计算，系参照刑事司法解释，民事规定没有明文。",)
    return Answer(MinorNote(age, minor, without), (step,), (text.cite,), text.certainty, notes)


def _period_note(
    due_on: date,
    filed_on: date,
    months: int,
    what: str,
    reasoning: tuple[list[str], list[str]],
    certainty: Certainty,
) -> Answer[PeriodNote]:
    steps, because = reasoning
    nominal = add(due_on, months, "月")
    moved, _ = moved_off_rest_days(nominal)
    expires_on = nominal if moved.legal is None else moved.legal
    length = f"{months // 12}年" if months % 12 == 0 else length_words(months, "月")
    steps.append(f"{what}{length}，至{chinese_date(expires_on)}届满")
    passed = filed_on > expires_on
    steps.append(f"{chinese_date(filed_on)}起诉，{'已经超过' if passed else '没有超过'}{what}")
    return Answer(PeriodNote(expires_on, passed), tuple(steps), tuple(because), certainty, (_STAFF_ONLY,))
