"""What the house knows of a case when a paper is drawn up (案件信息): read for many cases in few statements."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tianping.accounts.models import Court
from tianping.accounts.queries import this_court
from tianping.cases.models import Case, ClaimChange, Counsel, Litigant, Seat
from tianping.cases.panels import left_from, lines_for_slips
from tianping.cases.queries import claim_changes_of, counsel_of, lookup_code, seats_of
from tianping.law import courts


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One case as its papers speak of it. ``upper`` is the court that hears appeals; ``on`` the day of the paper.

    ``lines`` (term, value) are what other rooms tell whoever sued (the fee and its notice); ``codes`` the look-up code
    of each litigant. ``left``: the plaintiffs who left the case by a ruling, while it goes on for others; they are none
    of its ``litigants`` any more.
    """

    case: Case
    court: Court
    upper: str
    litigants: tuple[Litigant, ...]
    counsel: Mapping[int, Sequence[Counsel]]
    seats: tuple[Seat, ...]
    claim_changes: tuple[ClaimChange, ...]
    lines: tuple[tuple[str, str], ...]
    codes: Mapping[int, str]
    on: datetime.date
    left: tuple[Litigant, ...] = ()

    @property
    def court_name(self) -> str:
        """The court as its papers name it, under its province (甘肃省镇原县人民法院)."""
        known = courts.by_name(self.court.name)
        province = known.province if known is not None else self.court.province
        return self.court.name if self.court.name.startswith(province) else province + self.court.name

    def side(self, *roles: str) -> tuple[Litigant, ...]:
        """The litigants of these roles, in their places."""
        return tuple(each for each in self.litigants if each.role in roles)

    def litigant(self, litigant_id: int | None) -> Litigant | None:
        """The litigant of the case with that id, who may have left it; None where the case has none."""
        return next((each for each in (*self.litigants, *self.left) if each.pk == litigant_id), None)

    def seated(self, *roles: str) -> tuple[Seat, ...]:
        """Who holds these seats now."""
        return tuple(each for each in self.seats if each.role in roles)


def read_case_files(case_ids: Sequence[int], *, on: datetime.date) -> dict[int, CaseFile]:
    """The files of these cases, in a constant number of statements."""
    cases = list(
        Case.objects.filter(pk__in=case_ids)
        .select_related("matter", "responsible")
        .prefetch_related("matter__litigants")
    )
    seats = seats_of([case.pk for case in cases])
    lines = lines_for_slips([case.pk for case in cases])
    gone = left_from([case.pk for case in cases])
    acting = counsel_of([each.pk for case in cases for each in case.matter.litigants.all()])
    everybody: dict[int, list[Litigant]] = {case.pk: list(case.matter.litigants.all()) for case in cases}
    changes: dict[int, list[ClaimChange]] = {case.matter_id: [] for case in cases}
    for each in claim_changes_of(changes):
        changes[each.matter_id].append(each)
    court = this_court()
    known = courts.by_name(court.name)
    upper = known.superior if known is not None else ""
    return {
        case.pk: CaseFile(
            case=case,
            court=court,
            upper=upper,
            litigants=tuple(each for each in everybody[case.pk] if each.pk not in gone.get(case.pk, ())),
            left=tuple(each for each in everybody[case.pk] if each.pk in gone.get(case.pk, ())),
            counsel={each.pk: acting[each.pk] for each in everybody[case.pk]},
            seats=tuple(seats[case.pk]),
            claim_changes=tuple(changes[case.matter_id]),
            lines=tuple(lines[case.pk]),
            codes={each.pk: lookup_code(case, each) for each in everybody[case.pk]},
            on=on,
        )
        for case in cases
    }
