"""The door: from the bytes of an uploaded list to everything that can be said about it. Stores nothing."""

from collections.abc import Mapping
from datetime import date

from tianping.intake.filing.spreadsheets import notes, table, whole_list
from tianping.intake.filing.spreadsheets.batch import BatchFindings, RowFinding
from tianping.intake.filing.spreadsheets.fields import BY_NAME, REQUIRED
from tianping.intake.filing.spreadsheets.found import Defect, Scribe, label
from tianping.intake.filing.spreadsheets.headings import ENOUGH_RECOGNISED, SEARCHED_ROWS, Headings, find_headings
from tianping.intake.filing.spreadsheets.institution import Institution, find_institution
from tianping.intake.filing.spreadsheets.rows import Reading, read_row
from tianping.kernel.spreadsheets.cells import column_letters
from tianping.kernel.spreadsheets.reading import SheetEntry, Workbook, open_workbook
from tianping.kernel.spreadsheets.refusals import UnreadableWorkbook
from tianping.kernel.spreadsheets.sheet_parts import MAXIMUM_ENTRIES, Sheet
from tianping.law.lpr import CAP

NOTHING: Mapping[str, str] = {}


def check_workbook(
    content: bytes,
    *,
    filename: str,
    on: date,
    mapping: Mapping[str, str] | None = None,
    mends: Mapping[str, str] | None = None,
    existing_contracts: Mapping[str, str] | None = None,
    sheet: str | None = None,
    left_out: Mapping[int, str] | None = None,
) -> BatchFindings:
    """Understand an uploaded list as of the day it was received, `on`.

    `mapping` (field → letters of its columns, with commas; `headings.UNUSED` for those that feed none) is the
    clerk's own reading of the headings; `mends` (cell → text) stand in for the cells' content; `existing_contracts`
    (contract number → 案号) are this court's open cases, None where the caller has not looked; `left_out` (row → why)
    are rows that the clerk does not file: they count in the list's totals and are compared with no other row. The same
    input gives the same findings. Raises UnreadableWorkbook for a file refused whole.
    """
    typed = {ref.upper(): text for ref, text in (mends or NOTHING).items()}
    workbook = open_workbook(content)
    entry = choose_sheet(workbook, sheet)
    page = workbook.sheet(entry)
    headings = find_headings(page, mapping)
    sorted_rows = table.sort_rows(page, headings, typed)
    _require_loans(sorted_rows)
    absent = dict(left_out or {})
    readings = _read_rows(page, headings, sorted_rows.loans, on, typed, absent)
    _note([reading for row, reading in readings.items() if row not in absent], on, existing_contracts or NOTHING)
    institution = find_institution(page, headings.row, on=on, mends=typed)
    scribe = Scribe(row=headings.row)
    _describe_file(scribe, workbook, entry, page, headings, institution)
    table.check_totals(page, headings, sorted_rows, readings, scribe, typed)
    table.note_strays(page, sorted_rows, scribe)
    rows = tuple(_row_finding(reading, headings, page, on, absent.get(row, "")) for row, reading in readings.items())
    _note_rates(scribe, rows)
    return BatchFindings(
        file=filename,
        sheet=entry.name,
        sheets=tuple(other.name for other in workbook.entries),
        headings=headings,
        institution=institution,
        rows=rows,
        file_defects=tuple(scribe.defects),
        file_notes=tuple(scribe.notes),
        on=on,
        existing_cases_checked=existing_contracts is not None,
    )


def _note(present: list[Reading], on: date, existing_contracts: Mapping[str, str]) -> None:
    for reading in present:
        notes.note_row(reading, on=on, existing_contracts=existing_contracts)
    notes.note_list(present)


def _read_rows(
    page: Sheet,
    headings: Headings,
    loans: list[int],
    on: date,
    typed: Mapping[str, str],
    absent: Mapping[int, str],
) -> dict[int, Reading]:
    """Understand every loan, first alone and then beside the others; a row with any defect holds no loan."""
    merged = whole_list.merged_cells(page, headings, set(loans))
    readings = {row: read_row(page, headings, row, on=on, mends=typed, merged=set(merged)) for row in loans}
    whole_list.name_merges(merged, readings, typed)
    whole_list.check_list([reading for row, reading in readings.items() if row not in absent])
    for reading in readings.values():
        if reading.scribe.defects:
            reading.loan = None
    return readings


def choose_sheet(workbook: Workbook, name: str | None) -> SheetEntry:
    """The worksheet asked for by name, else the one whose headings are best recognised, visible ones first."""
    if name is not None:
        for entry in workbook.entries:
            if entry.name == name:
                return entry
        raise UnreadableWorkbook("no_such_sheet", f"没有名为“{name[:30]}”的工作表。", "请从列表中选择工作表。")
    if len(workbook.entries) == 1:
        return workbook.entries[0]
    return max(workbook.entries, key=lambda entry: _rank(workbook, entry))


def _rank(workbook: Workbook, entry: SheetEntry) -> tuple[bool, bool, int]:
    recognised = _recognised(workbook, entry)
    return recognised >= ENOUGH_RECOGNISED, entry.state == "visible", recognised


def _recognised(workbook: Workbook, entry: SheetEntry) -> int:
    try:
        return find_headings(workbook.sheet(entry, last_row=SEARCHED_ROWS)).recognised
    except UnreadableWorkbook as refusal:
        if refusal.code in ("empty_sheet", "no_heading"):
            return 0
        raise


def _require_loans(found: table.Table) -> None:
    if not found.loans:
        raise UnreadableWorkbook("no_rows", "表头之下没有借款记录。", "请填写后再上传。")
    if len(found.loans) > MAXIMUM_ENTRIES:
        raise UnreadableWorkbook(
            "too_many_rows",
            f"清单有{len(found.loans)}行，一次最多受理{MAXIMUM_ENTRIES}件。",
            "请分成几个文件上传。",
        )


def _describe_file(
    scribe: Scribe,
    workbook: Workbook,
    entry: SheetEntry,
    page: Sheet,
    headings: Headings,
    institution: Institution,
) -> None:
    _name_columns(scribe, headings)
    _name_institution(scribe, page, institution)
    for column in headings.extras:
        text = f"{column.letter}列“{column.heading}”不是清单的栏目，按备注保留。"
        scribe.note(f"{column.letter}{headings.row}", "", "extra_column", text)
    for column in table.money_columns(headings):
        text = f"{column.letter}列“{column.heading}”以{column.unit}为单位，已换算为元。"
        scribe.note(f"{column.letter}{headings.row}", column.field or "", "unit_converted", text)
    if entry.state != "visible":
        scribe.note("", "", "hidden_sheet_read", f"读取的工作表“{entry.name}”是隐藏的。")
    for other in workbook.entries:
        if other != entry and _recognised(workbook, other) >= ENOUGH_RECOGNISED:
            state = "" if other.state == "visible" else "（隐藏）"
            text = f"另有工作表“{other.name}”{state}也像起诉清单，本次没有读取；需要立案的请选择该表或者分别上传。"
            scribe.note("", "", "other_sheet", text)
    for first, last in page.hidden_columns:
        if any(first <= column.number <= last for column in headings.columns):
            span = f"{column_letters(first)}至{column_letters(min(last, 16_384))}"
            scribe.note("", "", "hidden_columns", f"{span}列是隐藏的，内容已一并读取。")


def _name_columns(scribe: Scribe, headings: Headings) -> None:
    row = f"{headings.row}:{headings.row}"
    for name in REQUIRED:
        if not headings.of(name):
            word = BY_NAME[name].label
            scribe.defects.append(
                Defect(
                    row,
                    headings.row,
                    name,
                    word,
                    "missing_column",
                    f"没有找到“{word}”一列。",
                    f"请指定哪一列是{word}，或者在清单中增加这一列。",
                )
            )
    for column in headings.doubled:
        first = headings.of(column.field or "")[0]
        scribe.defects.append(
            Defect(
                f"{column.letter}{headings.row}",
                headings.row,
                column.field or "",
                column.heading,
                "column_twice",
                f"{first.letter}列“{first.heading}”和{column.letter}列“{column.heading}”"
                f"都像“{label(column.field or '')}”。",
                "请指定以哪一列为准。",
                column.heading,
            )
        )


def _name_institution(scribe: Scribe, page: Sheet, institution: Institution) -> None:
    if institution.code and not institution.code_valid:
        ref = institution.ref("code")
        scribe.defects.append(
            Defect(
                ref,
                int("".join(filter(str.isdigit, ref))),
                "institution_code",
                "统一社会信用代码",
                "institution_code_invalid",
                f"机构的统一社会信用代码“{institution.code}”有误：{institution.code_why}",
                "请对照营业执照更正。",
                institution.code,
            )
        )
    if not institution.name or not institution.code:
        missing = "名称" if not institution.name else "统一社会信用代码"
        scribe.note("", "", "institution_missing", f"表头上方没有写明机构的{missing}，请在立案时补充。")


def _row_finding(reading: Reading, headings: Headings, page: Sheet, on: date, left_out: str) -> RowFinding:
    understood = {name: value for name, value in reading.values.items() if value is not None}
    if left_out:
        return RowFinding(reading.row, understood, None, (), (), left_out=left_out)
    if reading.row in page.hidden_rows:
        text = f"第{reading.row}行在工作表中是隐藏的，已照常读取，请核对是否应当起诉。"
        reading.scribe.note(f"A{reading.row}", "", "hidden_row", text)
    order = {f"{column.letter}{reading.row}": column.number for column in headings.columns}
    defects = sorted(reading.scribe.defects, key=lambda defect: order.get(defect.ref, 999))
    cap = notes.cap_on(reading.loan.signed_on, on=on) if reading.loan else None
    return RowFinding(
        reading.row,
        understood,
        reading.loan,
        tuple(defects),
        tuple(reading.scribe.notes),
        cap.value.percent if cap else None,
    )


def _note_rates(scribe: Scribe, rows: tuple[RowFinding, ...]) -> None:
    """Rates against four times the LPR, for the list as a whole: information, not a cap for licensed lenders."""
    loans = [(row, row.loan) for row in rows if row.loan]
    if not loans:
        return
    highest = max(loan.overdue_rate for _, loan in loans).normalize()
    compared = [(row.four_lpr, loan.overdue_rate) for row, loan in loans if row.four_lpr is not None]
    above = sum(rate > cap for cap, rate in compared)
    text = (
        f"含逾期上浮的最高利率为{highest:f}%。与一年期贷款市场报价利率四倍相比：可比对{len(compared)}笔，其中高于四倍的{above}笔"
        f"（合同早于2019年8月20日的{len(loans) - len(compared)}笔没有可比的数值）。"
        "持牌金融机构的贷款不适用这一上限，仅供参考。"
    )
    because = (notes.OUTSIDE_THE_CAP, CAP.texts[-1].cite)
    scribe.note("", "annual_rate", "rates_against_lpr", text, because, "S")
