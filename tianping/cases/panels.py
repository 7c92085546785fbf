"""What rooms above show on the pages of a case and put into its file: panels, lines of its slip, pieces of the file.

The spine imports none of them; ``config.wiring`` names them by their dotted paths and ``connect`` loads them once.
"""

import datetime
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.module_loading import import_string

from tianping.cases.models import Case, Litigant
from tianping.kernel.models import StoredFile
from tianping.kernel.together import Presence

# Types of cases that are carried by a room alone: mediation before filing, what is decided on it, and enforcement.
TOLD_BY_ROOMS = frozenset({"诉前调", "诉前调确", "诉前调书", "执"})
Loaded = Mapping[str, Any] | None
Found = Collection[str]
SlipLines = Callable[[Sequence[int]], Mapping[int, Sequence[tuple[str, str]]]]


@dataclass(frozen=True)
class Verb:
    """A thing that may be done with the case now (办理事项): the court's word for it and the page that does it."""

    label: str
    url: str


@dataclass(frozen=True)
class Panel:
    """One section of a case's page (栏目), written by another room.

    ``load(case, user, found)`` reads what ``template`` shows (included with exactly that context and ``case``); None:
    no panel for this case and this person. On a litigant's page ``user`` is that litigant, and ``load`` may return only
    what is theirs or for all of them. ``order`` places the panels; the sequence of ``verbs`` in what was loaded is
    buttons. ``rows`` names sets of rows of a case (by ``OuterRef`` to it): ``found`` holds the names of those that are
    not empty, asked for all panels at once, so that ``load`` reads nothing where nothing is.

    ``plain`` is a template that leads nowhere: by it the kiosk in the hall and the clerk at the window show what a
    litigant's page shows. Without one the panel is not shown there.
    """

    title: str
    template: str
    load: Callable[[Case, Any, Found], Loaded]
    order: int
    rows: Mapping[str, QuerySet[Any]] = field(default_factory=dict)
    plain: str = ""


@dataclass(frozen=True)
class LoadedPanel:
    """A panel with what it read for one case."""

    title: str
    template: str
    context: Mapping[str, Any]

    @property
    def verbs(self) -> Sequence[Verb]:
        """What may be done now, as the panel's room says."""
        return self.context.get("verbs", ())


@dataclass(frozen=True)
class Sheet:
    """A piece of the file that was never a paper of its own, drawn from the record: a table and lines."""

    title: str
    rows: tuple[tuple[str, str], ...]
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class FileEntry:
    """One piece of a case's file (卷宗材料): where it stands in the order (law.dossiers), whose, of which day.

    Its content is a stored file, else a sheet; ``pages`` of a stored file where they are known already.
    """

    place: str
    title: str
    on: datetime.date | None
    who: str = ""
    number: str = ""
    file: StoredFile | None = None
    pages: int = 0
    sheet: Sheet | None = None


@dataclass(frozen=True)
class Standing:
    """Where a case stands (进展), as the room that carries it tells its litigants: what is, what comes next, who acts.

    ``instead_of``: the stage (its label) in whose place it is said; empty: whatever the spine would say.
    """

    label: str
    plain: str
    next_step: str
    who: str = ""
    instead_of: str = ""


Standings = Callable[[Collection[int], datetime.date], Mapping[int, Standing]]
FileEntries = Callable[[Case], Iterable[FileEntry]]
Numbers = Callable[[Any, str], str | None]


@dataclass(frozen=True)
class _Page:
    """The panels of one kind of page, in their order, and what of their rows there is for a case."""

    panels: tuple[Panel, ...] = ()
    presence: Presence = field(default_factory=lambda: Presence(Case, {}))

    @classmethod
    def of(cls, named: Iterable[Panel]) -> "_Page":
        panels = sorted(named, key=lambda panel: panel.order)
        rows = {f"{place}_{name}": rows for place, each in enumerate(panels) for name, rows in each.rows.items()}
        return cls(tuple(panels), Presence(Case, rows))

    def load(self, case: Case, user: Any, *, plain: bool = False) -> list[LoadedPanel]:
        there, loaded = self.presence.of(case.pk), []
        for place, panel in enumerate(self.panels):
            if plain and not panel.plain:
                continue
            found = frozenset(name for name in panel.rows if f"{place}_{name}" in there)
            read = panel.load(case, user, found)
            if read is not None:
                loaded.append(LoadedPanel(panel.title, panel.plain if plain else panel.template, read))
        return loaded


class _Connected:
    """What the wiring named."""

    staff = _Page()
    litigants = _Page()
    slip_lines: tuple[SlipLines, ...] = ()
    matter_address: Callable[[int], str | None] | None = None
    file_entries: tuple[FileEntries, ...] = ()
    concealed: Callable[[Collection[int]], set[int]] | None = None
    withheld: Callable[[Collection[int]], set[tuple[int, int]]] | None = None
    left: Callable[[Collection[int]], Mapping[int, set[int]]] | None = None
    on_paper: Callable[[], QuerySet[Case]] | None = None
    standings: tuple[Standings, ...] = ()
    numbers: tuple[Numbers, ...] = ()


def connect(
    *,
    staff: Iterable[str],
    litigants: Iterable[str],
    slip_lines: Iterable[str],
    matter_address: str,
    file_entries: Iterable[str],
    concealed: str,
    withheld: str,
    left: str,
    on_paper: str,
    standings: Iterable[str],
    numbers: Iterable[str],
) -> None:
    """Load what stands on the pages of a case, by dotted paths; called once by ``config.wiring``.

    ``slip_lines``: case ids → for each case lines (term, value) of its acceptance slip, read for all at once.
    ``matter_address``: matter id → the page of a matter that has no case number yet, or None.
    ``file_entries``: case → the pieces that a room puts into the case's file.
    ``concealed``: ids of litigants → those of them who may not learn of their matter yet.
    ``withheld``: ids of litigants → (litigant id, case id) of the numbers that they may not learn of yet.
    ``left``: case ids → in which of them which litigants have left by a ruling, while it goes on for others.
    ``on_paper``: the cases whose complaint is there on paper only (没有扫描件).
    ``standings``: case ids and a day → where these stand, for what is decided before a suit; the last room counts.
    ``numbers``: who looks and a number that a room gives (收据号), in half-width signs without blanks → the
    page that it leads to; empty: it is of that room, and not there for them; None: it is none of that room's.
    """
    _Connected.staff = _Page.of(import_string(path) for path in staff)
    _Connected.litigants = _Page.of(import_string(path) for path in litigants)
    _Connected.slip_lines = tuple(import_string(path) for path in slip_lines)
    _Connected.matter_address = staticmethod(import_string(matter_address)) if matter_address else None
    _Connected.file_entries = tuple(import_string(path) for path in file_entries)
    _Connected.concealed = staticmethod(import_string(concealed)) if concealed else None
    _Connected.withheld = staticmethod(import_string(withheld)) if withheld else None
    _Connected.left = staticmethod(import_string(left)) if left else None
    _Connected.on_paper = staticmethod(import_string(on_paper)) if on_paper else None
    _Connected.standings = tuple(import_string(path) for path in standings)
    _Connected.numbers = tuple(import_string(path) for path in numbers)


def staff_panels(case: Case, user: Any) -> list[LoadedPanel]:
    """The panels of the staff's page of a case, in their order."""
    return _Connected.staff.load(case, user)


def litigant_panels(case: Case, litigant: Litigant) -> list[LoadedPanel]:
    """The panels of a litigant's page of a case, in their order."""
    return _Connected.litigants.load(case, litigant)


def plain_panels(case: Case, litigant: Litigant) -> list[LoadedPanel]:
    """What the panels of a litigant's page say, without a way to anywhere (自助查询机、窗口查询)."""
    return _Connected.litigants.load(case, litigant, plain=True)


def lines_for_slips(case_ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """The lines that other rooms add to the acceptance slips of these cases."""
    lines: dict[int, list[tuple[str, str]]] = {pk: [] for pk in case_ids}
    for read in _Connected.slip_lines:
        for pk, added in read(case_ids).items():
            lines[pk].extend(added)
    return lines


def matter_address(matter_id: int) -> str | None:
    """The page of a matter that has no case number yet; None if no room has one."""
    find = _Connected.matter_address
    return find(matter_id) if find is not None else None


def concealed_from(litigant_ids: Collection[int]) -> set[int]:
    """Which of these litigants may not learn of their matter yet, as the rooms above know."""
    return _Connected.concealed(litigant_ids) if _Connected.concealed is not None else set()


def withheld_from(litigant_ids: Collection[int]) -> set[tuple[int, int]]:
    """Which numbers of a matter that they know these litigants may not learn of yet: (litigant id, case id)."""
    return _Connected.withheld(litigant_ids) if _Connected.withheld is not None else set()


def left_from(case_ids: Collection[int]) -> Mapping[int, set[int]]:
    """Case id → the litigants who have left it by a ruling, while it goes on for others (准许部分原告撤诉).

    A case that nobody left is not named; one statement where nobody left any.
    """
    return _Connected.left(case_ids) if _Connected.left is not None else {}


def complaints_on_paper() -> QuerySet[Case]:
    """The cases whose complaint is there on paper only: no message can carry its copy (起诉状副本)."""
    return _Connected.on_paper() if _Connected.on_paper is not None else Case.objects.none()


def standings_of(cases: Iterable[Case], on: datetime.date) -> dict[int, Standing]:
    """Where these cases stand as the rooms above know it (诉前调解、司法确认): what the spine cannot derive itself."""
    ids = [case.pk for case in cases if case.type_code in TOLD_BY_ROOMS]
    found: dict[int, Standing] = {}
    for read in _Connected.standings if ids else ():
        found |= read(ids, on)
    return found


def place_of_number(user: Any, text: str) -> str | None:
    """To which page a number leads that is no case number; empty: not there for this person; None: none of any room."""
    typed = "".join(unicodedata.normalize("NFKC", text).split())
    return next((place for find in _Connected.numbers if (place := find(user, typed)) is not None), None)


def is_withheld(litigant_id: int, case_id: int) -> bool:
    """Whether a litigant may not learn of this number of their matter yet."""
    return (litigant_id, case_id) in withheld_from([litigant_id])


def entries_of_file(case: Case) -> list[FileEntry]:
    """What the rooms above put into the file of a case."""
    return [entry for read in _Connected.file_entries for entry in read(case)]
