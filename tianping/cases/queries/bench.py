"""Reads of the bench: who sits, who acts for whom, and who must not sit in which case."""

import datetime
from collections.abc import Collection, Iterable, Sequence

from django.db.models import Q

from tianping.cases.models import Case, Conflict, Counsel, Litigant, Seat

ON_THE_BENCH = (Seat.Role.SOLE, Seat.Role.PRESIDING, Seat.Role.JUDGE, Seat.Role.ASSESSOR)


def seats_of(case_ids: Collection[int]) -> dict[int, list[Seat]]:
    """The seats held now in each of these cases, the bench first, with the people."""
    order = {role: place for place, role in enumerate(Seat.Role.values)}
    seats: dict[int, list[Seat]] = {pk: [] for pk in case_ids}
    for seat in Seat.objects.filter(case_id__in=case_ids, until__isnull=True).select_related("user"):
        seats[seat.case_id].append(seat)
    for held in seats.values():
        held.sort(key=lambda seat: (order[seat.role], seat.pk))
    return seats


def counsel_of(litigant_ids: Sequence[int], *, since: datetime.date | None = None) -> dict[int, list[Counsel]]:
    """Who acts now for each of these litigants, or still acted on the day ``since``."""
    acting: dict[int, list[Counsel]] = {pk: [] for pk in litigant_ids}
    held = Q(until__isnull=True) if since is None else Q(until__isnull=True) | Q(until__gte=since)
    for counsel in Counsel.objects.filter(held, litigant_id__in=litigant_ids).order_by("pk"):
        acting[counsel.litigant_id].append(counsel)
    return acting


def conflicts_in(case_ids: Sequence[int]) -> dict[int, dict[int, str]]:
    """Who must not sit in which of these cases: case id → user id → reason, by the conflicts known now.

    A conflict names a litigant by identity number where there is one, else by name.
    """
    matters = dict(Case.objects.filter(pk__in=case_ids).values_list("pk", "matter_id"))
    by_matter = conflicts_over(matters.values())
    return {case_id: by_matter.get(matter_id, {}) for case_id, matter_id in matters.items()}


def conflicts_over(matter_ids: Iterable[int]) -> dict[int, dict[int, str]]:
    """Who must not sit in the cases of these matters, numbered or not yet: matter id → user id → reason."""
    litigants = list(
        Litigant.objects.filter(matter_id__in=list(matter_ids)).values_list("matter_id", "name", "identity_number")
    )
    known = _conflicts_by_litigant([(name, number) for _matter, name, number in litigants])
    by_matter: dict[int, dict[int, str]] = {}
    for matter_id, name, number in litigants:
        for key in {("", number), (name, "")} - {("", "")}:
            by_matter.setdefault(matter_id, {}).update(known.get(key, {}))
    return by_matter


def _conflicts_by_litigant(litigants: Sequence[tuple[str, str]]) -> dict[tuple[str, str], dict[int, str]]:
    names, numbers = {name for name, _number in litigants}, {number for _name, number in litigants if number}
    rows = Conflict.objects.filter(
        Q(identity_number__in=numbers) | Q(identity_number="", litigant_name__in=names), lifted_on__isnull=True
    ).order_by("pk")
    found: dict[tuple[str, str], dict[int, str]] = {}
    for row in rows:
        key = ("", row.identity_number) if row.identity_number else (row.litigant_name, "")
        found.setdefault(key, {})[row.user_id] = row.reason
    return found
