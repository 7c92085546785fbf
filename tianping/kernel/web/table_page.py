"""One page of a table as components/table.html shows it: plain facts, already read and already worded."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.safestring import SafeString

EXPORT_KEY = "export"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a filter as it is shown."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ShownFilter:
    """One filter as it is shown, with what is chosen now; a hidden one only keeps what was chosen."""

    key: str
    label: str
    value: str
    choices: tuple[Choice, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """The head of one column; ``direction`` is ascending or descending on the column that orders the list."""

    label: str
    css: str
    url: str
    direction: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, ready to be written: its content and its opening tag with the column's label and classes."""

    html: str
    opening: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row and the address that it opens. Its cells are written when the page asks for them, not before."""

    write: Callable[[], Iterable[Cell]]
    url: str

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells, each ready to be written."""
        return tuple(self.write())

    @property
    def html(self) -> SafeString:
        """The whole row; on a phone each cell is led by the label of its column."""
        opened = '<tr role="row" data-row>' if self.url else '<tr role="row">'
        return SafeString(f"{opened}{''.join(cell.opening + cell.html + '</td>' for cell in self.write())}</tr>")


@dataclass(frozen=True, slots=True)
class PageLink:
    """A way to one page; without an address it stands for the pages left out."""

    number: int
    url: str
    current: bool


@dataclass(frozen=True)
class TablePage:
    """One page of a table: everything that components/table.html shows. ``is_more``: there are more than ``total``."""

    caption: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    total: int
    first: int
    number: int
    page_count: int
    page_links: tuple[PageLink, ...]
    filters: tuple[ShownFilter, ...]
    sort_value: str
    search_label: str
    search_value: str
    is_narrowed: bool
    clear_url: str
    export_url: str
    empty_title: str
    empty_text: str
    is_more: bool = False

    @property
    def has_form(self) -> bool:
        """Whether there is anything to fill in above the list; what tabs and links choose needs no button."""
        return bool(self.search_label) or any(not each.hidden for each in self.filters)

    @property
    def last(self) -> int:
        """The place of the last row shown, counted from one."""
        return self.first + len(self.rows) - 1

    @property
    def previous_url(self) -> str:
        """The page before; empty on the first."""
        return self._url_of(self.number - 1)

    @property
    def next_url(self) -> str:
        """The page after; empty on the last."""
        return self._url_of(self.number + 1)

    def _url_of(self, number: int) -> str:
        return next((link.url for link in self.page_links if link.url and link.number == number), "")


def replaced(query: QueryDict, **changes: str | int | None) -> str:
    """The query string with some keys replaced and those given None left out; never the export."""
    changed = query.copy()
    changed.pop(EXPORT_KEY, None)
    for key, value in changes.items():
        changed.pop(key, None)
        if value is not None:
            changed[key] = str(value)
    return f"?{changed.urlencode()}"


def page_links(query: QueryDict, number: int, page_count: int) -> Iterable[PageLink]:
    """The first, the last and the near pages, with gaps between."""
    near = {1, page_count, *range(number - 2, number + 3)}
    before = 0
    for each in sorted(page for page in near if 1 <= page <= page_count):
        if each != before + 1:
            yield PageLink(0, "", current=False)
        yield PageLink(each, replaced(query, page=each), current=each == number)
        before = each
