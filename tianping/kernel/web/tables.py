"""The one table of all staff lists: declared columns, filters, search, order and pages in the database, export.

A view states its table once and answers with it::

    TABLE = Table(
        caption="案件",
        columns=(
            Column("number", "案号", sort=("number",), link=True),
            Column("filed_on", "立案日期", sort=("filed_on",)),
            Column("claim_fen", "标的额", sort=("claim_fen",), money=True),
        ),
        default_sort="-filed_on",
        row_url=lambda case: f"/cases/{case.pk}/",
    )

    def case_list(request):
        return TABLE.respond(request, Case.objects.all(), "cases/list.html")

Two statements a page, however many rows there are: one counts, one reads the page.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Literal

from django.db.models import QuerySet
from django.db.models.expressions import F, OrderBy
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from tianping.kernel.templatetags.tianping import NOTHING, cndate, cndatetime, yuan
from tianping.kernel.web.table_page import (
    EXPORT_KEY,
    Cell,
    Choice,
    Head,
    Row,
    ShownFilter,
    TablePage,
    page_links,
    replaced,
)
from tianping.kernel.web.workbook import workbook_of

PAGE_SIZE = 50
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class Column:
    """One column. ``key`` is an attribute path (``litigant.name``) unless ``value`` reads the row.

    ``sort`` names the database fields behind the order; without it the column cannot be sorted. ``money``: the
    value is fen. ``link``: the cell opens the row. ``width`` keeps room for a legal term or for a name. ``show``
    makes the cell's HTML; ``export`` the cell of the spreadsheet, in which a column that is not ``exported_too`` has no
    place. ``empty_last``: rows without a value come last
    in both directions (a plain index no longer serves the order then).
    """

    key: str
    label: str
    sort: tuple[str, ...] = ()
    money: bool = False
    link: bool = False
    nowrap: bool = False
    width: Literal["", "term", "wide"] = ""
    align: str = ""
    value: Callable[[Any], object] | None = None
    show: Callable[[Any], SafeString] | None = None
    export: Callable[[Any], object] | None = None
    empty_last: bool = False
    exported_too: bool = True

    @cached_property
    def _read(self) -> Callable[[Any], object]:
        return self.value or attrgetter(self.key)

    @property
    def css(self) -> str:
        """The classes of the column's cells."""
        align = self.align or ("end" if self.money else "")
        names = [f"is-{align}"] if align else []
        names += [f"is-{self.width}"] if self.width else []
        return " ".join([*names, *(["is-nowrap"] if self.nowrap or self.money else [])])

    @cached_property
    def opening(self) -> str:
        """The opening tag of the column's cells."""
        return format_html('<td role="cell" class="{}" data-label="{}">', self.css, self.label)

    def html(self, row: Any) -> str:
        """The cell as it stands on the page, escaped."""
        if self.show is not None:
            return self.show(row)
        value = self._read(row)
        return conditional_escape(yuan(_as_fen(value)) if self.money else in_words(value))

    def exported(self, row: Any) -> object:
        """The value for the spreadsheet: sums in yuan, everything else as it is."""
        return self.export(row) if self.export is not None else self._read(row)

    def order(self, descending: bool) -> list[OrderBy]:
        """The database order of this column."""
        last = True if self.empty_last else None
        return [F(field).desc(nulls_last=last) if descending else F(field).asc(nulls_last=last) for field in self.sort]


@dataclass(frozen=True)
class Filter:
    """One narrowing of the list. Without ``choices`` it is a day; ``lookup`` is the condition it sets.

    ``choices``: pairs of value and label, or a function that reads them. ``apply`` takes the place of ``lookup``.
    Values that are no choice, or no day, are passed over: a mistyped address shows the whole list. ``hidden``: chosen
    by other means than the form (tabs, a link), and kept when the form is sent.
    """

    key: str
    label: str
    lookup: str = ""
    choices: Sequence[tuple[str, str]] | Callable[[], Sequence[tuple[str, str]]] | None = None
    apply: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None
    hidden: bool = False

    def offered(self) -> Sequence[tuple[str, str]]:
        """The choices as they stand now."""
        if self.choices is None:
            return ()
        return self.choices if isinstance(self.choices, Sequence) else self.choices()

    def narrow(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """The rows that meet the condition ``text``."""
        if self.apply is not None:
            return self.apply(rows, text)
        return rows.filter(**{self.lookup or self.key: text if self.choices else datetime.date.fromisoformat(text)})


@dataclass(frozen=True)
class Table:
    """A staff list, declared once. ``search`` narrows by what was typed; ``row_url`` is where a row leads.

    ``on_export`` is told the request and the number of rows before a spreadsheet leaves, so that a room can
    record it or refuse it. ``counts_to``: rows beyond so many are neither counted nor paged to, only narrowed to.
    ``completed`` adds what only the rows shown need; rows are counted and narrowed without it.
    """

    caption: str
    columns: tuple[Column, ...]
    default_sort: str = ""
    filters: tuple[Filter, ...] = ()
    search: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None
    search_label: str = "查找"
    row_url: Callable[[Any], str] | None = None
    empty_title: str = "目前没有记录"
    empty_text: str = ""
    page_size: int = PAGE_SIZE
    exportable: bool = True
    on_export: Callable[[HttpRequest, int], None] | None = None
    counts_to: int | None = None
    completed: Callable[[QuerySet[Any]], QuerySet[Any]] | None = None

    def respond(
        self,
        request: HttpRequest,
        rows: QuerySet[Any],
        template: str,
        context: Mapping[str, Any] | None = None,
    ) -> HttpResponse | FileResponse:
        """The list as a page (``table`` in ``template``), or as a spreadsheet if that was asked for."""
        if self.exportable and request.GET.get(EXPORT_KEY) == "xlsx":
            return self.export(request, rows)
        return render(request, template, {**(context or {}), "table": self.page(request.GET, rows)})

    def page(self, query: QueryDict, rows: QuerySet[Any]) -> TablePage:
        """The page of ``rows`` that the query string asks for."""
        narrowed = self.narrowed(query, rows)
        total = narrowed.count() if self.counts_to is None else narrowed[: self.counts_to].count()
        number = self._page_number(query, total)
        start = (number - 1) * self.page_size
        shown = list(self.ordered(query, narrowed)[start : start + self.page_size]) if total else []
        return self.lay_out(query, shown, total=total)

    def narrowed(self, query: QueryDict, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows that the search and the filters of the query string leave."""
        text = self._search_text(query)
        if self.search is not None and text:
            rows = self.search(rows, text)
        for entry, value in self._chosen(query):
            rows = entry.narrow(rows, value)
        return rows

    def ordered(self, query: QueryDict, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The rows, complete, in the order asked for; ties by id, so that no row is on two pages."""
        column, descending = self._order(query)
        order = column.order(descending) if column else []
        rows = self.completed(rows) if self.completed is not None else rows
        return rows.order_by(*order, "-pk" if descending else "pk")

    def export(self, request: HttpRequest, rows: QuerySet[Any]) -> FileResponse:
        """All rows of the present search and filters as a spreadsheet, read and written in small pieces."""
        narrowed = self.narrowed(request.GET, rows)
        if self.on_export is not None:
            self.on_export(request, narrowed.count())
        chosen = self.ordered(request.GET, narrowed)
        columns = [column for column in self.columns if column.exported_too]
        written = workbook_of(
            self.caption,
            [(column.label, column.money) for column in columns],
            ([column.exported(row) for column in columns] for row in chosen.iterator(chunk_size=2000)),
        )
        return FileResponse(
            written,
            as_attachment=True,
            filename=f"{self.caption}.xlsx",
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        )

    def lay_out(self, query: QueryDict, rows: Iterable[Any], *, total: int) -> TablePage:
        """The page made of rows that were already read: ``total`` is how many there are on all pages."""
        number = self._page_number(query, total)
        page_count = max(1, -(-total // self.page_size))
        search_value = self._search_text(query)
        chosen = {entry.key: value for entry, value in self._chosen(query)}
        column, descending = self._order(query)
        return TablePage(
            caption=self.caption,
            heads=tuple(self._head(query, each, column, descending) for each in self.columns),
            rows=tuple(self._row(row) for row in rows),
            total=total,
            is_more=total == self.counts_to,
            first=(number - 1) * self.page_size + 1,
            number=number,
            page_count=page_count,
            page_links=tuple(page_links(query, number, page_count)),
            filters=tuple(_shown(entry, chosen.get(entry.key, "")) for entry in self.filters),
            sort_value=query.get("sort", ""),
            search_label=self.search_label if self.search is not None else "",
            search_value=search_value,
            is_narrowed=bool(chosen or search_value),
            clear_url=replaced(query, page=None, q=None, **dict.fromkeys(entry.key for entry in self.filters)),
            export_url=replaced(query, page=None, export="xlsx") if self.exportable and total else "",
            empty_title=self.empty_title,
            empty_text=self.empty_text,
        )

    def _row(self, row: Any) -> Row:
        url = self.row_url(row) if self.row_url is not None else ""
        return Row(
            lambda: (Cell(_linked(column, column.html(row), url), column.opening) for column in self.columns), url
        )

    def _head(self, query: QueryDict, column: Column, ordering: Column | None, descending: bool) -> Head:
        if not column.sort:
            return Head(column.label, column.css, "", "")
        is_here = column is ordering
        wanted = f"-{column.key}" if is_here and not descending else column.key
        direction = ("descending" if descending else "ascending") if is_here else ""
        return Head(column.label, column.css, replaced(query, page=None, sort=wanted), direction)

    def _order(self, query: QueryDict) -> tuple[Column | None, bool]:
        for asked in (query.get("sort", ""), self.default_sort):
            for column in self.columns:
                if column.sort and column.key == asked.removeprefix("-"):
                    return column, asked.startswith("-")
        return None, False

    def _chosen(self, query: QueryDict) -> list[tuple[Filter, str]]:
        return [
            (entry, value) for entry in self.filters if (value := query.get(entry.key, "")) and _is_valid(entry, value)
        ]

    def _search_text(self, query: QueryDict) -> str:
        return query.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]

    def _page_number(self, query: QueryDict, total: int) -> int:
        asked = query.get("page", "1")
        number = int(asked) if asked.isdecimal() and len(asked) < 10 else 1
        return min(max(number, 1), max(1, -(-total // self.page_size)))


def in_words(value: object) -> str:
    """A value as the court writes it: days and moments in Chinese, yes and no as 是 and 否, nothing as a dash."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.datetime):
        return cndatetime(value)
    if isinstance(value, datetime.date):
        return cndate(value)
    return str(value)


def _as_fen(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _linked(column: Column, html: str, url: str) -> str:
    return format_html('<a class="tp-table__row" href="{}">{}</a>', url, html) if column.link and url else html


def _is_valid(entry: Filter, value: str) -> bool:
    if entry.choices is not None:
        return value in {str(offered) for offered, _label in entry.offered()}
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _shown(entry: Filter, value: str) -> ShownFilter:
    choices = tuple(Choice(str(each), label, str(each) == value) for each, label in entry.offered())
    return ShownFilter(entry.key, entry.label, value, choices, hidden=entry.hidden)
