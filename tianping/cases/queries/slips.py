"""Acceptance slips (立案受理单): what stands on them, for one case or for many at once."""

from dataclasses import dataclass

from django.db.models import QuerySet

from tianping.cases.models import Case, Litigant
from tianping.cases.panels import lines_for_slips
from tianping.cases.queries.lookup import lookup_code, spaced
from tianping.cases.queries.stages import ENFORCEMENT, FIRST_INSTANCE, MEDIATION, PRESERVATION, called_responsible
from tianping.law.fee_kinds import not_prepaid
from tianping.law.roles import role_in

MOST_SLIPS = 500


@dataclass(frozen=True)
class SlipWords:
    """What a slip is called, and its sum, by what the number is for; ``is_suit``: it has a procedure (适用程序)."""

    title: str = "立案受理单"
    sum_label: str = "诉讼标的额"
    is_suit: bool = True


SLIP_WORDS = {
    MEDIATION: SlipWords("诉前调解登记单", "争议标的额", is_suit=False),
    PRESERVATION: SlipWords("财产保全受理单", "争议标的额", is_suit=False),
    ENFORCEMENT: SlipWords("执行立案受理单", "申请执行标的额", is_suit=False),
}


@dataclass(frozen=True)
class Slip:
    """One acceptance slip: the case, its litigants by role, other rooms' lines, and the plaintiff's look-up code."""

    case: Case
    plaintiff: Litigant
    litigants: tuple[tuple[str, tuple[str, ...]], ...]
    lines: tuple[tuple[str, str], ...]
    code: str

    @property
    def is_mediation(self) -> bool:
        """Whether the number is one of mediation before filing, which is no acceptance of a suit."""
        return self.case.type_code == MEDIATION

    @property
    def words(self) -> SlipWords:
        """What it is called."""
        return slip_words(self.case)

    @property
    def responsible(self) -> str:
        """What whoever carries the case is called."""
        return called_responsible(self.case)

    @property
    def spaced_code(self) -> str:
        """The code as it is printed: two groups of four."""
        return spaced(self.code)


def slip_words(case: Case) -> SlipWords:
    """What the slip of a case is called (受理单、登记单)."""
    return SLIP_WORDS.get(case.type_code, SlipWords())


def slips(cases: QuerySet[Case]) -> list[Slip]:
    """The slips of these cases, one for each plaintiff, in the order of their numbers; few statements for all."""
    shown = cases.exclude(type_code=FIRST_INSTANCE, responsible__isnull=False, track="")
    read = list(
        shown.select_related("matter", "responsible")
        .prefetch_related("matter__litigants")
        .order_by("type_code", "year", "sequence")[:MOST_SLIPS]
    )
    lines = lines_for_slips([case.pk for case in read])
    return [
        Slip(case, each, _by_role(case), (*lines[case.pk], *_fee_waits(case)), lookup_code(case, each))
        for case in read
        for each in case.matter.litigants.all()
        if each.role == Litigant.Role.PLAINTIFF
    ]


def _fee_waits(case: Case) -> list[tuple[str, str]]:
    """That the fee need not be paid first, where the law or the court says so (可以不预交)."""
    words = not_prepaid(case.matter.cause_name, decided=case.fee_waits) if slip_words(case).is_suit else ""
    return [("预交", words)] if words else []


def _by_role(case: Case) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The names by role, in the order of the roles and of the places."""
    litigants = case.matter.litigants.all()
    named = (
        (role_in(case.type_code, role), tuple(each.name for each in litigants if each.role == role))
        for role in Litigant.Role
    )
    return tuple((label, names) for label, names in named if names)
