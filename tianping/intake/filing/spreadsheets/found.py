"""What a look at the list finds: loans, defects and notes, as plain facts."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Context, Decimal

from tianping.intake.filing.spreadsheets.fields import BY_NAME
from tianping.intake.filing.spreadsheets.headings import Column
from tianping.kernel.spreadsheets.cells import Cell, split_ref
from tianping.law.names import NEWEST_HAN

FIFTEEN_DIGITS = Context(prec=15)
LONGEST_SHOWN = 200


@dataclass(frozen=True)
class Defect:
    """Something that keeps its row from being filed (缺陷), named by cell.

    `what` says what is wrong and `mend` how to put it right; `shown` is the content as it stands, inert.
    `suggestion`, where there is only one sensible reading, is the text the clerk may accept in its place.
    """

    ref: str
    row: int
    field: str
    heading: str
    code: str
    what: str
    mend: str
    shown: str = ""
    suggestion: str | None = None


@dataclass(frozen=True)
class Note:
    """Something the filing clerk should know (提示). It never blocks and is never shown to a party."""

    ref: str
    row: int
    field: str
    code: str
    text: str
    because: tuple[str, ...] = ()
    certainty: str = ""


@dataclass(frozen=True)
class Guarantor:
    """A guarantor (保证人) as the row names him; `birthday` where the number tells it."""

    name: str
    identity_kind: str
    identity_number: str
    birthday: date | None = None


@dataclass(frozen=True)
class LoanRow:
    """One loan fully understood (一笔借款): sums in fen, rates in percent a year.

    `row` is the sheet's row, `sequence` the bank's own number (0 where it gives none). `interest_owed_fen` runs to and
    includes `interest_until`. `extras` are the columns that were not recognised, as (heading, text).
    """

    row: int
    sequence: int
    borrower_name: str
    identity_kind: str
    identity_number: str
    phone: str
    address: str
    guarantors: tuple[Guarantor, ...]
    contract_number: str
    signed_on: date
    lent_on: date
    principal_fen: int
    annual_rate: Decimal
    overdue_uplift: Decimal
    due_on: date
    principal_owed_fen: int
    interest_owed_fen: int
    interest_until: date
    security: str
    consents_to_mediation: bool
    remark: str
    extras: tuple[tuple[str, str], ...] = ()
    birthday: date | None = None

    @property
    def claim_fen(self) -> int:
        """The claim (诉讼标的额): principal owed and interest owed to the stated day."""
        return self.principal_owed_fen + self.interest_owed_fen

    @property
    def overdue_rate(self) -> Decimal:
        """The yearly rate once overdue: the contract rate raised by the uplift, in percent."""
        return self.annual_rate * (1 + self.overdue_uplift / 100)


@dataclass
class Scribe:
    """Takes down the defects and notes of one row while it is read."""

    row: int
    defects: list[Defect] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    named: set[tuple[str, str]] = field(default_factory=set)

    def defect(
        self, cell: Cell, column: Column | None, code: str, what: str, mend: str, suggestion: str | None = None
    ) -> None:
        """Name a defect of a cell."""
        name = (column.field or "") if column else ""
        heading = column.heading if column else ""
        found = Defect(cell.ref, cell.row, name, heading, code, what, mend, shown(cell), suggestion)
        if (found.ref, found.code) not in self.named:
            self.named.add((found.ref, found.code))
            self.defects.append(found)

    def note(
        self,
        ref: str,
        name: str,
        code: str,
        text: str,
        because: tuple[str, ...] = (),
        certainty: str = "",
    ) -> None:
        """Leave a note about a cell."""
        row = split_ref(ref)[0] if ref else self.row
        self.notes.append(Note(ref, row, name, code, text, because, certainty))


def label(name: str) -> str:
    """The court's word for a field."""
    return BY_NAME[name].label if name in BY_NAME else name


def readable(letter: str) -> bool:
    """Whether a letter can be shown: also the newest Han characters, which this Python does not know yet."""
    return letter.isprintable() or letter in NEWEST_HAN


def shown(cell: Cell) -> str:
    """A cell's content for people to read: dates as days, numbers in plain digits, nothing that could run."""
    if cell.kind == "date" and isinstance(cell.value, date):
        return cell.value.isoformat()
    if cell.kind == "number" and isinstance(cell.value, Decimal) and abs(cell.value.adjusted()) < 40:
        # Of a fraction a spreadsheet shows fifteen digits; the sixteenth and on are noise of its arithmetic.
        whole = cell.value == cell.value.to_integral_value()
        text = format(cell.value if whole else FIFTEEN_DIGITS.plus(cell.value), "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if cell.kind == "bool":
        return "是" if cell.value else "否"
    text = cell.raw if len(cell.raw) <= LONGEST_SHOWN else cell.raw[:LONGEST_SHOWN] + "…"
    return text if text.isprintable() else "".join(letter if readable(letter) else "�" for letter in text)
