"""What is typed at the counter or sent by a machine, read by the same readers as the cells of a list.

So a name, an address or a number that a batch refuses is refused everywhere, in the same words.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tianping.intake.filing.spreadsheets.found import Scribe
from tianping.intake.filing.spreadsheets.headings import Column
from tianping.intake.filing.spreadsheets.people import read_identity
from tianping.intake.filing.spreadsheets.texts import read_address, read_name, usable
from tianping.kernel.spreadsheets.cells import Cell, mended

Reader = Callable[[Cell, Column, Scribe], str | None]


@dataclass(frozen=True)
class Typed:
    """A text as it is registered; ``wrong`` says what is wrong with it and how to mend it, empty where nothing is."""

    text: str
    wrong: str = ""


def typed_name(text: str, word: str, *, organisation: bool) -> Typed:
    """The name of a person or an organisation; ``word`` is what the form calls it."""
    return _read(text, word, lambda *cell: read_name(text, *cell, organisation=organisation))


def typed_address(text: str, word: str) -> Typed:
    """Where somebody can be served."""
    return _read(text, word, read_address)


def typed_identity(text: str, kind: str, word: str, *, on: date) -> Typed:
    """The number of an identity paper of that kind, on a day."""

    def read(cell: Cell, column: Column, scribe: Scribe) -> str | None:
        identity = read_identity(text, kind, cell, column, scribe, on=on)
        return identity.number if identity else None

    return _read(text, word, read)


def _read(text: str, word: str, reader: Reader) -> Typed:
    cell, column, scribe = mended(1, 1, text), Column("A", word, word, "clerk"), Scribe(row=1)
    value = reader(cell, column, scribe) if usable(cell, column, scribe) else None
    if value is not None:
        return Typed(value)
    return Typed(text, "".join(f"{defect.what}{defect.mend}" for defect in scribe.defects))
