"""The check page of a batch as plain facts: every row as understood, its defects with the mend, its notes."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tianping.intake.filing.spreadsheets.batch import BatchFindings, RowFinding
from tianping.intake.filing.spreadsheets.fields import BY_NAME, FIELDS
from tianping.intake.filing.spreadsheets.found import Defect, Guarantor
from tianping.intake.filing.spreadsheets.headings import HOW_WORDS
from tianping.intake.triage.queries import TrackCount, above_ceiling_count, track_counts
from tianping.kernel.templatetags.tianping import cndate, yuan
from tianping.law.identities import KINDS
from tianping.money.fees.queries import Fee, tariff_of

PAGE_SIZE = 50
# What stands together in one column of the table: its head, and the fields with the word before each.
_BORROWER = (("borrower_name", ""), ("identity_number", ""), ("identity_kind", ""), ("phone", ""), ("address", ""))
_CONTRACT = (("contract_number", ""), ("signed_on", "签订"), ("lent_on", "放款"), ("due_on", "到期"))
_REST = (("security", "担保"), ("consents_to_mediation", "诉前调解"), ("remark", ""), ("sequence", "序号"))
GROUPS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    ("借款人", "", _BORROWER),
    ("保证人", "", (("guarantor_names", ""), ("guarantor_numbers", ""))),
    ("合同", "", _CONTRACT),
    ("借款本金与利率", "is-end", (("principal", ""), ("annual_rate", "年利率"), ("overdue_uplift", "逾期上浮"))),
    ("尚欠本金", "is-end", (("principal_owed", ""),)),
    ("尚欠利息", "is-end", (("interest_owed", ""), ("interest_until", "计至"))),
    ("其他", "", _REST),
)
SELDOM_SHOWN = frozenset({"sequence", "identity_kind"})


@dataclass(frozen=True)
class Line:
    """One field of a row as it is shown; ``ref`` names the cell where something is wrong with it."""

    label: str
    text: str
    ref: str = ""


@dataclass(frozen=True)
class Group:
    """One column's worth of a row."""

    css: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Mend:
    """One cell to be mended: what is wrong with it, what stands there, and what would be sensible."""

    ref: str
    heading: str
    shown: str
    defects: tuple[Defect, ...]
    suggestion: str | None

    @property
    def can_be_typed(self) -> bool:
        """Whether the cell can be mended on the page; a missing column cannot."""
        return self.ref[:1].isalpha() and self.ref[-1:].isdigit()


@dataclass(frozen=True)
class CheckRow:
    """One row of the list as the clerk checks it."""

    row: int
    is_clean: bool
    groups: tuple[Group, ...]
    claim_fen: int | None
    mends: tuple[Mend, ...]
    notes: tuple[str, ...]
    left_out: str = ""

    @property
    def likely_reason(self) -> str:
        """What the clerk would most likely write when the row is not to be filed."""
        return self.mends[0].defects[0].what if self.mends else ""


@dataclass(frozen=True)
class ColumnChoice:
    """One column of the sheet and the field it feeds, to be chosen anew."""

    letter: str
    heading: str
    field: str
    how: str
    unit: str


@dataclass(frozen=True)
class Preview:
    """What filing would do: procedures, and the fee to be paid now for these rows, in fen."""

    row_count: int
    claim_fen: int
    tracks: tuple[TrackCount, ...]
    missing: str
    fee_fen: int | None
    consenting_count: int
    fee_without_consenting_fen: int | None
    large_count: int


def check_rows(rows: Iterable[RowFinding]) -> list[CheckRow]:
    """Rows of the table, in the order given."""
    return [
        CheckRow(
            row=row.row,
            is_clean=row.clean,
            groups=tuple(Group(css, _lines(row, fields)) for _head, css, fields in GROUPS),
            claim_fen=row.loan.claim_fen if row.loan else None,
            mends=mends_of(row.defects),
            notes=tuple(note.text for note in row.notes),
            left_out=row.left_out,
        )
        for row in rows
    ]


def mends_of(defects: Sequence[Defect]) -> tuple[Mend, ...]:
    """The cells to be mended, one entry a cell however much is wrong with it."""
    by_ref: dict[str, list[Defect]] = {}
    for defect in defects:
        by_ref.setdefault(defect.ref, []).append(defect)
    return tuple(
        Mend(
            ref=ref,
            heading=found[0].heading,
            shown=found[0].shown,
            defects=tuple(found),
            suggestion=next((defect.suggestion for defect in found if defect.suggestion is not None), None),
        )
        for ref, found in by_ref.items()
    )


def column_choices(findings: BatchFindings) -> list[ColumnChoice]:
    """The columns of the sheet as they were recognised."""
    return [
        ColumnChoice(column.letter, column.heading, column.field or "", HOW_WORDS[column.how], column.unit)
        for column in findings.headings.columns
    ]


def field_choices() -> list[tuple[str, str]]:
    """What a column may be."""
    return [("", "不使用，作备注保留"), *((field.name, field.label) for field in FIELDS)]


def changed_mends(findings: BatchFindings, typed: dict[str, str], accepted: Iterable[str]) -> dict[str, str]:
    """What was really typed, and the suggestions that were accepted; a cell left as it was is no mend."""
    cells = {mend.ref: mend for mend in mends_of(findings.defects) if mend.can_be_typed}
    changed = {ref: text for ref, text in typed.items() if ref in cells and text != cells[ref].shown}
    for ref in accepted:
        if ref in cells and cells[ref].suggestion is not None:
            changed[ref] = cells[ref].suggestion or ""
    return changed


def suggested_refs(findings: BatchFindings) -> list[str]:
    """The cells for which there is exactly one sensible reading."""
    return [mend.ref for mend in mends_of(findings.defects) if mend.suggestion is not None and mend.can_be_typed]


def preview(findings: BatchFindings, *, on: datetime.date) -> Preview:
    """What filing the clean rows today would give: tracks by the rules in force, and the fees."""
    loans = findings.loans
    counts, tracks, missing = track_counts([loan.claim_fen for loan in loans], on=on)
    tariff = tariff_of(on)

    def fee_of(claim_fen: int, track: str) -> Fee:
        return tariff.fee(claim_fen, is_simple=track != "ordinary")

    fees = [fee_of(loan.claim_fen, track).now.value for loan, track in zip(loans, tracks, strict=False)]
    keeping = [fee for fee, loan in zip(fees, loans, strict=False) if not loan.consents_to_mediation]
    return Preview(
        row_count=len(loans),
        claim_fen=findings.claim_fen,
        tracks=counts,
        missing=missing,
        fee_fen=None if missing else sum(fees),
        consenting_count=sum(loan.consents_to_mediation for loan in loans),
        fee_without_consenting_fen=None if missing else sum(keeping),
        large_count=above_ceiling_count(counts),
    )


def _lines(row: RowFinding, fields: tuple[tuple[str, str], ...]) -> tuple[Line, ...]:
    wrong = {defect.field: defect for defect in row.defects}
    lines = []
    for name, label in fields:
        defect = wrong.get(name)
        text = _text(name, row) or (defect.shown if defect else "")
        if defect is not None:
            lines.append(Line(label or BY_NAME[name].label, text or "（空）", defect.ref))
        elif name == "guarantor_numbers":
            lines += [Line("", number) for number in text.split("、") if number]
        elif text and name not in SELDOM_SHOWN:
            lines.append(Line(label, text))
    return tuple(lines)


def _text(name: str, row: RowFinding) -> str:
    value = row.understood.get(f"{name}_fen", row.understood.get(name))
    guarantors = row.understood.get("guarantors")
    if name.startswith("guarantor_") and isinstance(guarantors, tuple):
        return _guarantors(name, guarantors)
    if isinstance(value, bool):
        return "同意" if value else "不同意"
    if f"{name}_fen" in row.understood and isinstance(value, int):
        return yuan(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}%"
    if isinstance(value, datetime.date):
        return cndate(value)
    if name == "identity_kind":
        return KINDS.get(str(value), str(value)) if value else ""
    return "" if value is None else str(value)


def _guarantors(name: str, guarantors: tuple[Guarantor, ...]) -> str:
    if name == "guarantor_names":
        return "、".join(guarantor.name for guarantor in guarantors)
    return "、".join(guarantor.identity_number for guarantor in guarantors)
