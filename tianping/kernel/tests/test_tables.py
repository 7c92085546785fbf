"""The one table of staff lists: order, pages, filters, search and export."""

import datetime
import io
import zipfile
from typing import Any

import openpyxl
import pytest
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from tianping.kernel.models import Counter
from tianping.kernel.web.tables import Column, Filter, Table
from tianping.kernel.web.workbook import workbook_of

pytestmark = pytest.mark.django_db

TABLE = Table(
    caption="编号",
    columns=(
        Column("kind", "种类", sort=("kind",), link=True),
        Column("year", "年度", sort=("year",), export=lambda row: str(row.year)),
        Column("last", "末号", sort=("last",), money=True),
        Column("pk", "备注", value=lambda _row: None),
    ),
    default_sort="-year",
    filters=(
        Filter("year", "年度", choices=(("2022", "2022年"), ("2023", "2023年"))),
        Filter("since", "自", lookup="year__gte", apply=lambda rows, text: rows.filter(year__gte=int(text[:4]))),
    ),
    search=lambda rows, text: rows.filter(kind__contains=text),
    row_url=lambda row: f"/numbers/{row.pk}/",
)


def make_counters(count: int) -> None:
    Counter.objects.bulk_create(
        Counter(year=2022 + number % 2, kind=f"民初{number:04d}", last=number * 100) for number in range(count)
    )


def page(query: str = "") -> Any:
    return TABLE.page(QueryDict(query), Counter.objects.all())


def first_cells(query: str) -> list[str]:
    return [row.cells[0].html.split(">")[1].split("<")[0] for row in page(query).rows]


def export(query: str = "") -> openpyxl.Workbook:
    response = TABLE.respond(RequestFactory().get(f"/?export=xlsx&{query}"), Counter.objects.all(), "unused.html")
    return openpyxl.load_workbook(io.BytesIO(b"".join(response)))


def test_a_page_holds_fifty_rows_and_says_which_they_are() -> None:
    make_counters(120)
    third = page("page=3")
    assert (third.first, third.last, third.total, third.page_count) == (101, 120, 120, 3)
    assert third.next_url == ""
    assert third.previous_url == "?page=2"


def test_two_statements_serve_a_page_however_many_rows_there_are(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for rows_more in (60, 600):
        Counter.objects.all().delete()
        make_counters(rows_more)
        with django_assert_num_queries(2):
            render_to_string("components/table.html", {"table": page("sort=last&q=民初")})


def test_rows_that_tie_stand_on_one_page_only() -> None:
    make_counters(120)
    seen = [name for number in (1, 2, 3) for name in first_cells(f"sort=year&page={number}")]
    assert len(seen) == len(set(seen)) == 120


def test_a_second_click_on_a_head_turns_the_order() -> None:
    make_counters(3)
    assert first_cells("sort=kind") == ["民初0000", "民初0001", "民初0002"]
    head = page("sort=kind").heads[0]
    assert (head.direction, head.url) == ("ascending", "?sort=-kind")
    assert first_cells("sort=-kind") == ["民初0002", "民初0001", "民初0000"]


@pytest.mark.parametrize(
    "query", ["sort=password", "page=0", "page=-3", "page=x", "page=99999999999", "year=1' OR 1", "q=\x00"]
)
def test_a_mistyped_address_shows_the_list_from_the_start_or_its_end(query: str) -> None:
    make_counters(3)
    assert page(query).total == 3
    assert len(page(query).rows) == 3


def test_a_filter_and_a_search_narrow_together_and_can_be_cleared() -> None:
    make_counters(40)
    narrowed = page("year=2023&q=民初003&sort=kind")
    assert narrowed.total == 5
    assert narrowed.is_narrowed
    assert narrowed.clear_url == "?sort=kind"
    assert [choice.label for choice in narrowed.filters[0].choices if choice.chosen] == ["2023年"]


def test_a_filter_of_a_day_takes_days_only() -> None:
    make_counters(4)
    assert page("since=2023-01-01").total == 2
    assert page("since=昨天").total == 4


def test_what_a_row_holds_is_never_markup() -> None:
    Counter.objects.create(year=2023, kind="<script>x</script>", last=1)
    shown = render_to_string("components/table.html", {"table": page()})
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_an_empty_list_says_so_and_a_narrowed_one_offers_to_clear() -> None:
    assert "目前没有记录" in render_to_string("components/table.html", {"table": page()})
    assert "清除条件" in render_to_string("components/table.html", {"table": page("year=2023")})


def test_sums_stand_in_yuan_and_nothing_stands_as_a_dash() -> None:
    Counter.objects.create(year=2023, kind="民初", last=4_844_000)
    cells = page().rows[0].cells
    assert cells[2].html == "48,440.00"
    assert "is-end is-nowrap" in cells[2].opening
    assert cells[3].html == "—"


def test_an_export_holds_every_row_of_the_present_conditions() -> None:
    make_counters(120)
    sheet = export("year=2023&sort=kind").active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("种类", "年度", "末号", "备注")
    assert len(rows) == 61
    assert rows[1] == ("民初0001", "2023", 1, None)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "http://127.0.0.1/", "622727197001010011"])
def test_text_leaves_as_text_whatever_it_begins_with(text: str) -> None:
    written = workbook_of("名单", (("号码", False),), [[text]]).read()
    sheet = openpyxl.load_workbook(io.BytesIO(written)).active
    assert sheet is not None
    assert (sheet["A2"].value, sheet["A2"].data_type) == (text, "s")
    parts = zipfile.ZipFile(io.BytesIO(written))
    xml = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert "hyperlink" not in xml


def test_days_sums_and_answers_leave_as_what_they_are() -> None:
    moment = datetime.datetime(2023, 2, 6, 1, 5, tzinfo=datetime.UTC)
    heads = (("日期", False), ("时间", False), ("金额", True), ("同意", False), ("空", False))
    written = workbook_of("[案:件]", heads, [[datetime.date(2023, 2, 6), moment, 50_550, True, None]])
    sheet = openpyxl.load_workbook(written).active
    assert sheet is not None
    assert sheet.title == "案件"
    shown = [str(cell.value) for cell in sheet[2]]
    assert shown == ["2023-02-06 00:00:00", "2023-02-06 09:05:00", "505.5", "是", "None"]


def test_a_column_of_ticks_has_no_place_in_the_export() -> None:
    ticks = Column("tick", "选择", value=lambda _row: None, exported_too=False)
    table = Table(caption="编号", columns=(ticks, *TABLE.columns))
    response = table.respond(RequestFactory().get("/?export=xlsx"), Counter.objects.all(), "unused.html")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response))).active
    assert [cell.value for cell in sheet[1]] == [column.label for column in TABLE.columns]


def test_an_export_is_told_to_the_room_before_it_leaves() -> None:
    make_counters(7)
    told: list[int] = []

    def note(_request: HttpRequest, rows: int) -> None:
        told.append(rows)

    table = Table(caption="编号", columns=TABLE.columns, on_export=note)
    table.respond(RequestFactory().get("/?export=xlsx"), Counter.objects.all(), "unused.html").close()
    assert told == [7]
