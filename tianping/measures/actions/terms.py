"""What every verb of the register needs: a measure in words, its term written down, who is told."""

import datetime
import re
from collections.abc import Callable, Collection
from typing import TypeVar

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.kernel.refusals import Refused
from tianping.law.answers import Answer, Refusal
from tianping.law.measures import MeasureTerm, property_named
from tianping.measures.models import Measure

Value = TypeVar("Value")
ENDED_BY_ITSELF = "期限届满，未办理续行"
TERM = ["until", "steps", "because", "notes", "certainty"]
SHORTEST_REASON = 4
RULING_NUMBER = re.compile(r"[（(〔\[][0-9]{4}[）)〕\]][^，。；\s]*?号(?:之[一二三四五六七八九十]+)?")


def write_term(measure: Measure, term: Answer[MeasureTerm]) -> None:
    """The term and how it was counted, not yet saved."""
    measure.until = term.value.until
    measure.steps, measure.because = list(term.steps), list(term.because)
    measure.notes, measure.certainty = list(term.notes), term.certainty


def tell(measures: Collection[Measure], line: str, *, by: User | None, at: datetime.datetime) -> None:
    """A line for the applicant, and for an owner who was told of the measure."""
    lines = [(each.case.matter_id, each.case_id, each.applicant_id, line) for each in measures]
    told = [each for each in measures if each.owner_told_on is not None and each.owner_id != each.applicant_id]
    lines += [(each.case.matter_id, each.case_id, each.owner_id, line) for each in told]
    case_actions.tell_many([(*places, text[:300]) for *places, text in lines], by=by, at=at)


def words(measure: Measure) -> str:
    """A measure as a sentence names it: 冻结某人的银行存款（…）."""
    kind = property_named(measure.property_kind).name
    return f"{measure.get_way_display()}{measure.owner.name}的{kind}（{measure.description[:60]}）"


def until_of(measure: Measure) -> datetime.date:
    """The last day of a measure. Raises Refused for one that waits."""
    if measure.until is None:
        raise Refused("该措施还没有期限，请先登记轮候生效。")
    return measure.until


def said(compute: Callable[[], Value]) -> Value:
    """What the law answers; its refusal as the house says no."""
    try:
        return compute()
    except Refusal as refusal:
        raise Refused(refusal.sentence) from refusal
