"""A workbook from its bytes: which sheets there are, and each sheet's cells.

One pass over the sheet's own XML gives values and formulas together. A second library beside it would see an empty
string where a cell holds a formula and a rounded float where an identity number was stored as a number; it serves as
an independent witness in the tests instead.
"""

from dataclasses import dataclass

from tianping.kernel.spreadsheets.markup import DAMAGED_MEND, walk
from tianping.kernel.spreadsheets.refusals import UnreadableWorkbook
from tianping.kernel.spreadsheets.safety import Package, Relation, open_package, relations
from tianping.kernel.spreadsheets.sheet_parts import EnoughRows, Sheet, SheetReader
from tianping.kernel.spreadsheets.styles import NO_STYLES, Styles, read_styles

MAXIMUM_SHEETS = 50


@dataclass(frozen=True)
class SheetEntry:
    """A worksheet of the workbook, not yet read."""

    name: str
    state: str
    part: str


@dataclass
class Workbook:
    """An opened workbook; sheets are read one by one so that an appendix costs nothing."""

    package: Package
    entries: tuple[SheetEntry, ...]
    strings: list[str]
    styles: Styles
    from_1904: bool

    def sheet(self, entry: SheetEntry, *, last_row: int | None = None) -> Sheet:
        """Read a worksheet, or only its first `last_row` rows."""
        sheet = Sheet(entry.name, entry.state)
        reader = SheetReader(
            sheet, strings=self.strings, styles=self.styles, from_1904=self.from_1904, last_row=last_row
        )
        content = self.package.read(entry.part)
        try:
            walk(content, budget=self.package.budget, start=reader.start, end=reader.end, text=reader.text)
        except EnoughRows:
            return sheet
        reader.finish()
        return sheet


def open_workbook(content: bytes) -> Workbook:
    """Open an uploaded workbook; raises UnreadableWorkbook where the file as a whole cannot be taken."""
    package = open_package(content)
    main = _main_part(package)
    folder, _, name = main.rpartition("/")
    links_part = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    links = relations(package, links_part)
    listed, from_1904 = _read_main(package, main)
    entries = tuple(
        SheetEntry(title, state, links[link].target)
        for title, state, link in listed
        if link in links and links[link].kind.endswith("/worksheet")
    )
    if not entries:
        raise UnreadableWorkbook("no_sheet", "工作簿里没有工作表。", DAMAGED_MEND)
    if len(entries) > MAXIMUM_SHEETS:
        raise UnreadableWorkbook(
            "too_many_sheets", f"工作簿超过 {MAXIMUM_SHEETS} 张工作表。", "请只保留需要的那一张工作表。"
        )
    return Workbook(package, entries, _read_strings(package, links), _styles(package, links), from_1904)


def _main_part(package: Package) -> str:
    for relation in relations(package, "_rels/.rels").values():
        if relation.kind.endswith("/officeDocument") and not relation.outside:
            return relation.target
    raise UnreadableWorkbook("missing_part", "工作簿缺少主文件，不完整。", DAMAGED_MEND)


def _read_main(package: Package, part: str) -> tuple[list[tuple[str, str, str]], bool]:
    listed: list[tuple[str, str, str]] = []
    from_1904 = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal from_1904
        if name == "sheet":
            title = attributes.get("name", "")[:100]
            listed.append((title, attributes.get("state", "visible"), attributes.get("id", "")))
        elif name == "workbookPr":
            from_1904 = attributes.get("date1904") in ("1", "true")

    walk(package.read(part), budget=package.budget, start=start)
    return listed, from_1904


def _styles(package: Package, links: dict[str, Relation]) -> Styles:
    part = _linked(links, "/styles")
    return read_styles(package, part) if part and package.holds(part) else NO_STYLES


def _read_strings(package: Package, links: dict[str, Relation]) -> list[str]:
    part = _linked(links, "/sharedStrings")
    if not part or not package.holds(part):
        return []
    strings: list[str] = []
    pieces: list[str] = []
    inside_text = phonetic = False

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal inside_text, phonetic
        if name == "si":
            pieces.clear()
        elif name == "rPh":
            phonetic = True
        elif name == "t":
            inside_text = not phonetic

    def end(name: str) -> None:
        nonlocal inside_text, phonetic
        if name == "si":
            strings.append("".join(pieces))
        elif name == "rPh":
            phonetic = False
        elif name == "t":
            inside_text = False

    def text(piece: str) -> None:
        if inside_text:
            pieces.append(piece)

    walk(package.read(part), budget=package.budget, start=start, end=end, text=text)
    return strings


def _linked(links: dict[str, Relation], ending: str) -> str | None:
    return next((link.target for link in links.values() if link.kind.endswith(ending)), None)
