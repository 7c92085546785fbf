"""Suits that may be before the court already (重复起诉): by contract, by people, among cases and among filings."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, cast

from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform

from tianping.cases.models import Case, Litigant, Matter, StaffNote
from tianping.intake.filing.models import Filing

PENDING_ALREADY = "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第二百四十七条"
# Suits that are with the court and not decided on (待审查、待补正、调解中).
UNDECIDED = ("received", "correcting", "refusing", "in_mediation")


class Side(Protocol):
    """A litigant as far as duplicates go: on which side, by which name, with which document."""

    @property
    def role(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def identity_number(self) -> str: ...


def waiting_alike(filings: Sequence[Filing]) -> dict[int, list[str]]:
    """Other suits of the same people and cause that wait as these do: filing id → receipt numbers (重复提交).

    People are one by their numbers, or by their names where a number is missing. Three statements for any number.
    """
    rows = list(Litigant.objects.filter(matter__in=[filing.matter_id for filing in filings]))
    sued = [each for each in rows if each.role == "defendant"]
    alike = Q(identity_number__in={each.identity_number for each in sued} - {""}) | Q(name__in={e.name for e in sued})
    candidates = Litigant.objects.filter(alike, role="defendant", matter__filing__status__in=UNDECIDED)
    matters = set(candidates.values_list("matter", flat=True))
    sides: dict[int, list[Litigant]] = {}
    for each in Litigant.objects.filter(matter__in=matters).select_related("matter__filing"):
        sides.setdefault(each.matter_id, []).append(each)
    own: dict[int, list[Litigant]] = {}
    for each in rows:
        own.setdefault(each.matter_id, []).append(each)
    found: dict[int, list[str]] = {}
    for filing in filings:
        for matter_id, others in sides.items():
            other = others[0].matter
            if matter_id == filing.matter_id or other.cause_name != filing.matter.cause_name:
                continue
            if all(_share(own[filing.matter_id], others, role) for role in ("plaintiff", "defendant")):
                found.setdefault(filing.pk, []).append(cast(Any, other).filing.receipt_number)
    return found


def _share(some: Iterable[Side], others: Iterable[Side], role: str) -> bool:
    """Whether one person stands on this side in both."""
    theirs = [each for each in others if each.role == role]
    return any(
        each.identity_number == other.identity_number
        if each.identity_number and other.identity_number
        else each.name == other.name
        for each in some
        if each.role == role
        for other in theirs
    )


def existing_contracts(contract_numbers: Iterable[str]) -> dict[str, str]:
    """Which of these contracts stand in a numbered open case, by its number (重复立案提示)."""
    matters = Matter.objects.annotate(contract=KeyTextTransform("contract_number", "elements")).filter(
        contract__in=list(contract_numbers), cases__status="open"
    )
    return dict(matters.values_list("contract", "cases__number"))


def duplicates(contract: str, litigants: Iterable[Side], cause_name: str) -> list[tuple[str, str]]:
    """What speaks for a case that is pending already (重复起诉): sentence and article, by contract, else by people."""
    known = existing_contracts([contract]) if contract else {}
    if contract in known:
        return [(f"合同{contract}已在本院立案：{known[contract]}，请核对是否重复起诉。", "")]
    numbers = open_cases_between(list(litigants), cause_name)
    if not numbers:
        return []
    return [(f"相同原告、被告、案由的未结案件：{'、'.join(numbers)}，请核对是否重复起诉。", PENDING_ALREADY)]


def duplicates_now(filing: Filing) -> list[StaffNote]:
    """What was filed since this filing was received and speaks for a duplicate; not kept, it is read anew each time."""
    matter = filing.matter
    waiting = waiting_alike([filing]).get(filing.pk, []) if filing.status in UNDECIDED else []
    text = f"相同原告、被告、案由的立案申请还有：{'、'.join(waiting[:5])}，请核对是否重复提交。"
    noted = [StaffNote(matter=matter, code="existing_case", text=text, because=PENDING_ALREADY)] if waiting else []
    if filing.status != "received" or StaffNote.objects.filter(matter=matter, code="existing_case").exists():
        return noted
    contract = str(matter.elements.get("contract_number") or "")
    found = duplicates(contract, matter.litigants.all(), matter.cause_name)
    return [
        *noted,
        *(StaffNote(matter=matter, code="existing_case", text=text, because=because) for text, because in found),
    ]


def doubtful(filings: Sequence[Filing]) -> list[str]:
    """The receipt numbers of those that may be pending already, as a note or another suit says; the first five."""
    noted = StaffNote.objects.filter(matter__in=[filing.matter_id for filing in filings], code="existing_case")
    matters, alike = set(noted.values_list("matter", flat=True)), waiting_alike(filings)
    return [each.receipt_number for each in filings if each.matter_id in matters or each.pk in alike][:5]


def open_cases_between(litigants: Sequence[Side], cause_name: str) -> list[str]:
    """The open cases of the same cause in which one of those who sue sues one of those who are sued; the first five.

    People are one by their numbers, or by their names where a number is missing. Two statements.
    """
    sued = [each for each in litigants if each.role == "defendant"]
    alike = Q(identity_number__in={each.identity_number for each in sued} - {""}) | Q(name__in={e.name for e in sued})
    found = Litigant.objects.filter(
        alike, role="defendant", matter__cause_name=cause_name, matter__cases__status="open"
    ).values("matter")
    sides: dict[int, list[Litigant]] = {}
    for each in Litigant.objects.filter(matter__in=found):
        sides.setdefault(each.matter_id, []).append(each)
    same = [
        matter_id
        for matter_id, others in sides.items()
        if all(_share(litigants, others, role) for role in ("plaintiff", "defendant"))
    ]
    if not same:
        return []
    cases = Case.objects.filter(matter__in=same, status="open").order_by("pk")
    return list(cases.values_list("number", flat=True)[:5])
