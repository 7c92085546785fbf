"""How a filing stands as those may know it who sue: what is proposed or only drafted is no decision (审查中)."""

from collections.abc import Collection, Iterable

from tianping.cases.models import Clock
from tianping.intake.filing.models import Filing
from tianping.intake.filing.states import WITHOUT_A_CASE
from tianping.law.filing_review import REVIEW


def told_statuses(filings: Iterable[Filing]) -> dict[int, str]:
    """The state of each filing by its matter; at most one statement.

    A refusal (不予受理) is told with the issue of its ruling, which ends the seven days of the review.
    """
    states = {each.matter_id: each.status for each in filings}
    drafted = reviewed_still([matter for matter, status in states.items() if status == "refused"])
    return {
        matter: Filing.machine.initial if status == "refusing" or matter in drafted else status
        for matter, status in states.items()
    }


def told_status(filing: Filing) -> str:
    """How one filing stands as whoever sues may know it."""
    return told_statuses([filing])[filing.matter_id]


def told_labels(filings: Iterable[Filing]) -> dict[int, str]:
    """The same in words."""
    return {matter: Filing.machine.label(status) for matter, status in told_statuses(filings).items()}


def states_in(matter_ids: Collection[int]) -> dict[int, str]:
    """The same in words, of the filings of these matters; matters that no filing opened are missing."""
    return told_labels(Filing.objects.filter(matter__in=list(matter_ids)).only("matter", "status"))


def ended_without_a_case(matter_ids: Collection[int]) -> dict[int, str]:
    """How what was handed in ended, in words, of those matters that will have no number (退回、撤回、不予受理)."""
    rows = Filing.objects.filter(matter__in=list(matter_ids)).only("matter", "status") if matter_ids else ()
    told = told_statuses(rows)
    return {matter: Filing.machine.label(status) for matter, status in told.items() if status in WITHOUT_A_CASE}


def reviewed_still(matter_ids: Collection[int]) -> set[int]:
    """Those of the matters whose review runs."""
    if not matter_ids:
        return set()
    running = Clock.objects.filter(matter__in=list(matter_ids), period_id=REVIEW, stopped_on__isnull=True)
    return set(running.values_list("matter", flat=True))
