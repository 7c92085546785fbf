"""Everything found in one list, as plain facts, and the same as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tianping.intake.filing.spreadsheets.fields import BY_NAME
from tianping.intake.filing.spreadsheets.found import Defect, Guarantor, LoanRow, Note
from tianping.intake.filing.spreadsheets.headings import HOW_WORDS, Headings
from tianping.intake.filing.spreadsheets.institution import Institution
from tianping.intake.filing.spreadsheets.rows import Understood
from tianping.law.money import format_yuan

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True)
class RowFinding:
    """One loan of the list: what was understood of it, what is wrong, what should be known.

    `understood` holds every field that could be read, also in a row with defects; `loan` is there only when the row
    is clean. `four_lpr` is four times the one-year LPR for its contract day in percent, for information. `left_out`
    is why the clerk does not file the row; nothing else is said of it then.
    """

    row: int
    understood: Mapping[str, Understood]
    loan: LoanRow | None
    defects: tuple[Defect, ...]
    notes: tuple[Note, ...]
    four_lpr: Decimal | None = None
    left_out: str = ""

    @property
    def clean(self) -> bool:
        """Whether the row can be filed as it stands."""
        return self.loan is not None


@dataclass(frozen=True)
class BatchFindings:
    """Everything found in one list (清单核对结果). `defects` and `notes` are all of them, by row and column.

    `file_defects` belong to the list and not to a loan (headings, totals, the institution's code).
    """

    file: str
    sheet: str
    sheets: tuple[str, ...]
    headings: Headings
    institution: Institution
    rows: tuple[RowFinding, ...]
    file_defects: tuple[Defect, ...]
    file_notes: tuple[Note, ...]
    on: date
    existing_cases_checked: bool

    @property
    def heading_row(self) -> int:
        """The sheet's row that holds the headings."""
        return self.headings.row

    @property
    def defects(self) -> tuple[Defect, ...]:
        """All defects, those of the list first."""
        return (*self.file_defects, *(defect for row in self.rows for defect in row.defects))

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes, those about the list first."""
        return (*self.file_notes, *(note for row in self.rows for note in row.notes))

    @property
    def loans(self) -> tuple[LoanRow, ...]:
        """The clean rows, ready to be filed."""
        return tuple(row.loan for row in self.rows if row.loan)

    @property
    def left_out(self) -> tuple[RowFinding, ...]:
        """The rows that the clerk does not file."""
        return tuple(row for row in self.rows if row.left_out)

    @property
    def goes_back(self) -> bool:
        """Whether there are rows that go back to the institution."""
        return len(self.loans) < len(self.rows)

    @property
    def clean(self) -> bool:
        """Whether the whole list can be filed as it stands."""
        return not self.defects

    @property
    def claim_fen(self) -> int:
        """The claims of the clean rows together."""
        return sum(loan.claim_fen for loan in self.loans)

    def to_json(self) -> dict[str, Json]:
        """The findings for a machine: sums in yuan as text, days as ISO dates, cells by address."""
        return {
            "file": self.file,
            "on": self.on.isoformat(),
            "sheet": self.sheet,
            "sheets": list(self.sheets),
            "heading_row": self.heading_row,
            "institution": _institution(self.institution),
            "columns": _columns(self.headings),
            "rows": [_row(row) for row in self.rows],
            "defects": [_defect(defect) for defect in self.defects],
            "notes": [_note(note) for note in self.notes],
            "summary": {
                "rows": len(self.rows),
                "clean_rows": len(self.loans),
                "defective_rows": len(self.rows) - len(self.loans) - len(self.left_out),
                "defects": len(self.defects),
                "notes": len(self.notes),
                "claim": format_yuan(self.claim_fen),
                "clean": self.clean,
            },
            "existing_cases_checked": self.existing_cases_checked,
        }


def _institution(institution: Institution) -> Json:
    return {
        "name": institution.name,
        "code": institution.code,
        "code_valid": institution.code_valid,
        "representative": institution.representative,
        "designated_by": institution.designated_by,
        "designation_ruling": institution.designation_ruling,
    }


def _columns(headings: Headings) -> list[Json]:
    return [
        {
            "letter": column.letter,
            "heading": column.heading,
            "field": column.field,
            "label": BY_NAME[column.field].label if column.field else None,
            "how": HOW_WORDS[column.how],
            "unit": column.unit,
        }
        for column in headings.columns
    ]


def _row(row: RowFinding) -> Json:
    understood = {name.removesuffix("_fen"): _value(name, value) for name, value in row.understood.items()}
    return {
        "row": row.row,
        "clean": row.clean,
        **understood,
        "claim": format_yuan(row.loan.claim_fen) if row.loan else None,
        "extras": [{"heading": heading, "text": text} for heading, text in row.loan.extras] if row.loan else [],
        "four_lpr": str(row.four_lpr) if row.four_lpr is not None else None,
        "defects": [defect.ref for defect in row.defects],
        "left_out": row.left_out,
    }


def _value(name: str, value: Understood) -> Json:
    if isinstance(value, tuple):
        return [_guarantor(guarantor) for guarantor in value]
    if name.endswith("_fen") and isinstance(value, int):
        return format_yuan(value)
    if isinstance(value, date):
        return value.isoformat()
    return format(value.normalize(), "f") if isinstance(value, Decimal) else value


def _guarantor(guarantor: Guarantor) -> Json:
    return {
        "name": guarantor.name,
        "identity_kind": guarantor.identity_kind,
        "identity_number": guarantor.identity_number,
    }


def _defect(defect: Defect) -> Json:
    return {
        "cell": defect.ref,
        "row": defect.row,
        "column": defect.heading,
        "field": defect.field,
        "code": defect.code,
        "what": defect.what,
        "mend": defect.mend,
        "shown": defect.shown,
        "suggestion": defect.suggestion,
    }


def _note(note: Note) -> Json:
    return {
        "cell": note.ref,
        "row": note.row,
        "field": note.field,
        "code": note.code,
        "text": note.text,
        "because": list(note.because),
        "certainty": note.certainty,
    }
