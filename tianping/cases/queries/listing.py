"""Lists of cases: the rows with what their columns show, search by number or name, and what filters offer."""

import datetime
import re
import unicodedata
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from tianping.accounts.queries import this_court
from tianping.cases.models import Case, Clock, Litigant
from tianping.cases.permissions import visible_cases
from tianping.kernel import numbering
from tianping.law import case_numbers
from tianping.law.answers import Refusal
from tianping.law.case_types import case_types

# 民初17, 2023民初17号, 甘1027民初17号: a number without its court's code or its year, as colleagues say it.
# The longer type first, as 诉前调 begins 诉前调确; a type of one character (执) is no court's code before four digits.
TYPES = "|".join(sorted(case_types(), key=len, reverse=True))
SHORT_NUMBER = re.compile(
    rf"(?:[(\[〔【]?([0-9]{{4}})[)\]〕】]?年?|((?!(?:{TYPES})[0-9])[\u4e00-\u9fff][0-9]{{4}}))?({TYPES})?([0-9]{{1,9}})号?"
)
# What is copied along with a number out of a letter or a table.
AROUND = " 。.,;:、“”\"'‘’《》"
ORDINAL = re.compile(r"(?<!字)第(?=[0-9])")
TITLE_BEHIND = re.compile(r"(?<=[0-9]号)((?:之[一二三四五六七八九十]{1,3})?)[\u4e00-\u9fff]+$")
BLANKS_IN_NAME = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
MIDDLE_DOTS = str.maketrans(dict.fromkeys("•・‧∙●．", "·"))
FIRST_YEAR = 2016
# Numbers of the register of enforcement that no case of its own stands under.
WITHOUT_CASES = frozenset({"执保"})


class RunningClock(NamedTuple):
    """What a list shows of a clock that runs."""

    case_id: int
    period_id: str
    title: str
    nominal_due: datetime.date
    legal_due: datetime.date | None
    pending: str
    stopped_on: None = None
    stop_cause: str = ""


def case_list(user: Any) -> QuerySet[Case]:
    """The cases that a person may see, with their matters."""
    return (
        visible_cases(user)
        .select_related("matter")
        .defer("matter__elements", "matter__claim_text", "matter__facts_text")
    )


def with_people_and_clocks(rows: QuerySet[Case]) -> QuerySet[Case]:
    """The cases, each with ``plaintiffs``, ``defendants`` (names) and ``running``, in the same one statement.

    ``running`` are the facts of the clocks that run, the nearest first; ``running_clocks`` reads them.
    """
    running = Clock.objects.filter(case=OuterRef("pk"), stopped_on__isnull=True).order_by("nominal_due", "pk")
    facts = JSONObject(**{name: name for name in ("period_id", "title", "nominal_due", "legal_due", "pending")})
    return rows.annotate(
        plaintiffs=names_of("matter_id", Litigant.Role.PLAINTIFF),
        defendants=names_of("matter_id", Litigant.Role.DEFENDANT),
        running=ArraySubquery(running.values(facts=facts)),
    )


def names_of(matter: str, role: str) -> ArraySubquery:
    """The names of one side of a row's matter, in their order, as an array of the same statement."""
    side = Litigant.objects.filter(matter=OuterRef(matter), role=role).order_by("position")
    return ArraySubquery(side.values("name"))


def running_clocks(case: Any) -> list[RunningClock]:
    """The running clocks of a case as ``with_people_and_clocks`` read them, the nearest first."""
    return [
        RunningClock(
            case.pk,
            fact["period_id"],
            fact["title"],
            datetime.date.fromisoformat(fact["nominal_due"]),
            datetime.date.fromisoformat(fact["legal_due"]) if fact["legal_due"] else None,
            fact["pending"],
        )
        for fact in case.running
    ]


def case_by_number(rows: QuerySet[Case], text: str) -> Case | None:
    """The one case of ``rows`` whose number was typed, in any usual spelling; None if it is no number or not there."""
    try:
        number = case_numbers.parse(_as_number(text))
    except Refusal:
        return None
    return rows.filter(number=number.canonical).first()


def matching(rows: QuerySet[Case], text: str) -> QuerySet[Case]:
    """The rows with that case number, whole or short, else those with a litigant whose name contains the text."""
    typed = _as_number(text)
    try:
        return rows.filter(number=case_numbers.parse(typed).canonical)
    except Refusal:
        short = SHORT_NUMBER.fullmatch(typed)
    if short:
        year, court, type_code, sequence = short.groups()
        found = rows.filter(sequence=sequence, **({"year": year} if year else {}))
        found = found.filter(type_code=type_code) if type_code else found
        return found.filter(number__contains=f"{court}{type_code or ''}") if court else found
    name = BLANKS_IN_NAME.sub("", text.strip().translate(MIDDLE_DOTS))
    return rows.filter(matter__in=Litigant.objects.filter(name__contains=name).values("matter"))


def number_refusal(text: str) -> str:
    """Why a text that begins like a case number is none; empty for names and for numbers that can be read."""
    typed = _as_number(text)
    if not re.match(r"[(\[〔【]?[0-9]", typed) or SHORT_NUMBER.fullmatch(typed):
        return ""
    try:
        case_numbers.parse(typed)
    except Refusal as refusal:
        return refusal.sentence
    return ""


def _as_number(text: str) -> str:
    """The text as a number would be read: plain brackets and digits, no blanks, nothing copied along around it."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).removeprefix("案号").strip(AROUND)
    # 民初第66号, and the name of a paper behind the number (66号民事判决书). 字第 is of the numbers of before 2016.
    return TITLE_BEHIND.sub(r"\1", ORDINAL.sub("", plain))


def numbered(rows: QuerySet[Case], type_code: str, year: int, first: int, last: int) -> QuerySet[Case]:
    """The rows from one sequence number to another of one type and year."""
    return rows.filter(type_code=type_code, year=year, sequence__gte=first, sequence__lte=last)


def years_in_use(this_year: int) -> list[int]:
    """The years in which cases were filed, newest first."""
    oldest = Case.objects.order_by("filed_on").values_list("year", flat=True).first()
    return list(range(this_year, (oldest or this_year) - 1, -1))


def causes_in_use() -> list[str]:
    """The names of the causes that matters have, found by stepping from one to the next in the index."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE cause AS ("
            " (SELECT cause_name FROM cases_matter ORDER BY cause_name LIMIT 1) UNION ALL"
            " SELECT (SELECT matter.cause_name FROM cases_matter matter WHERE matter.cause_name > cause.cause_name"
            " ORDER BY matter.cause_name LIMIT 1) FROM cause WHERE cause.cause_name IS NOT NULL)"
            " SELECT cause_name FROM cause WHERE cause_name IS NOT NULL"
        )
        return [name for (name,) in cursor.fetchall()]


def types_in_use() -> list[str]:
    """The types of which cases were numbered (类型代字), those of which most are numbered first.

    Read off the counters of numbers, so that no case is read.
    """
    code = this_court().code
    used = {kind.removeprefix(code): last for kind, last in numbering.counted() if kind.startswith(code)}
    return sorted((used.keys() & case_types().keys()) - WITHOUT_CASES, key=lambda each: (-used[each], each))


def other_numbers(case: Case, user: Any) -> QuerySet[Case]:
    """The other numbered cases of the same matter that a person may see."""
    return visible_cases(user).filter(Q(matter_id=case.matter_id), ~Q(pk=case.pk)).order_by("filed_on", "pk")
