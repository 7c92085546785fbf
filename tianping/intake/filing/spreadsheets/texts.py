"""Reading the words in a cell: names, addresses, contract numbers, yes and no."""

import re

from tianping.intake.filing.spreadsheets.found import Scribe, label, shown
from tianping.intake.filing.spreadsheets.headings import Column
from tianping.kernel.spreadsheets.cells import Cell
from tianping.law import names
from tianping.law.names import HAN

PLACEHOLDERS = frozenset(
    {"-", "--", "—", "——", "/", "\\", "无", "暂无", "空", "N/A", "n/a", "null", "NULL", "None", "。"}
)
LONGEST = {"name": names.LONGEST_NAME, "address": 200, "contract_number": 80, "remark": 500, "security": 60}
LONGEST_OTHERWISE = 500
SHORTEST_ADDRESS = 4

INERT_MARK = "公式："
# With the mark that `returned` sets before a formula's text, so that it cannot slip in on the way back.
# A sign before a digit is a number or a telephone; not so with an operator, a call or a pipe (DDE) further on.
FORMULA_LIKE = re.compile(
    r"^\s*(?:公式：)?(?:[=＝@＠]|[+\-＋－](?![\d\s.,(]|$)|[+\-]\(?[A-Za-z]"
    r"|[+\-＋－][\d\s.,(].*(?:[+*|!=^&<>@]|[A-Za-z]\w*\s*\())"
)
SEVERAL = re.compile(r"[、,，;；/\n\r]+")
# A list has a column for remarks, and cells.
MENDS_IN_A_LIST = {"请只写姓名。": "请只写姓名，说明写在备注栏。", "请重新填写。": "请重新填写本单元格。"}

SECURITY_WORDS = {
    "信用": "信用", "纯信用": "信用", "无担保": "信用", "信用贷款": "信用",
    "保证": "保证", "保证担保": "保证", "连带责任保证": "保证", "连带保证": "保证", "担保": "保证", "保证贷款": "保证",
    "一般保证": "保证", "联保": "保证", "自然人保证": "保证", "连带责任保证担保": "保证", "最高额保证": "保证",
    "抵押": "抵押", "抵押担保": "抵押", "最高额抵押": "抵押", "房产抵押": "抵押", "抵押贷款": "抵押",
    "质押": "质押", "质押担保": "质押", "最高额质押": "质押", "质押贷款": "质押",
}  # fmt: skip
YES = frozenset({"是", "同意", "愿意", "Y", "YES", "√", "✓", "✔", "1", "TRUE", "接受", "有"})
NO = frozenset({"否", "不同意", "不愿意", "N", "NO", "×", "✗", "✘", "X", "0", "FALSE", "不接受", "不", "无"})


def blank(cell: Cell) -> bool:
    """Whether a cell says nothing: empty, or one of the marks that stand for nothing."""
    return cell.kind == "empty" or (cell.kind == "text" and cell.raw.strip() in PLACEHOLDERS)


def usable(cell: Cell, column: Column, scribe: Scribe) -> bool:
    """False, with the defect named, where a cell's kind or characters forbid reading it as anything."""
    word = label(column.field or "") or column.heading
    if cell.kind == "formula":
        name_formula(cell, column, scribe)
        return False
    if cell.kind == "error":
        scribe.defect(
            cell, column, "error_value", f"单元格是错误值（{shown(cell)}），没有可用的{word}。", "请改为实际内容。"
        )
        return False
    if cell.kind == "text":
        return _usable_text(cell, column, scribe)
    return True


def name_formula(cell: Cell, column: Column | None, scribe: Scribe) -> None:
    """A formula is named and shown as text; it is never evaluated, and its stored result is not believed."""
    scribe.defect(
        cell,
        column,
        "formula",
        "单元格是公式，不是内容；公式不予计算，其结果不予采信。",
        "请“粘贴为数值”或直接填写内容。",
    )


def _usable_text(cell: Cell, column: Column, scribe: Scribe) -> bool:
    text = cell.raw
    if not _usable_letters(cell, column, scribe):
        return False
    if FORMULA_LIKE.match(text):
        scribe.defect(
            cell,
            column,
            "formula_text",
            "内容以公式符号（= + - @）开头，再次导出时可能被当作公式。",
            "请删去开头的符号。",
        )
        return False
    return _not_too_long(cell, column, scribe)


def _usable_letters(cell: Cell, column: Column, scribe: Scribe) -> bool:
    fault = names.letters_fault(cell.raw)
    if fault is None:
        return True
    mend = MENDS_IN_A_LIST.get(fault.mend, fault.mend)
    scribe.defect(cell, column, fault.code, fault.what, mend, fault.mended)
    return False


def _not_too_long(cell: Cell, column: Column, scribe: Scribe) -> bool:
    name = column.field or ""
    if not name:
        return True
    limit = LONGEST["name"] if name == "borrower_name" else LONGEST.get(name, LONGEST_OTHERWISE)
    if len(cell.raw.strip()) > limit:
        scribe.defect(
            cell,
            column,
            "text_too_long",
            f"{label(name)}有{len(cell.raw.strip())}个字，超过{limit}个字。",
            "请核对是否粘贴错了内容，删减后填写。",
        )
        return False
    return True


def plain(cell: Cell) -> str:
    """The words of a cell on one line, without blanks at the ends."""
    return re.sub(r"\s*[\r\n\t]+\s*", " ", shown(cell) if cell.kind != "text" else cell.raw).strip()


def person_names(cell: Cell) -> list[str]:
    """The names in one cell, apart; blanks separate names only where each part could be one."""
    parts = [part.strip() for part in SEVERAL.split(plain_lines(cell)) if part.strip()]
    apart: list[str] = []
    for part in parts:
        words = part.split()
        if len(words) > 1 and all(re.fullmatch(rf"[{HAN}·]{{2,}}", word) for word in words):
            apart.extend(words)
        else:
            apart.append(part)
    return apart


def plain_lines(cell: Cell) -> str:
    """The words of a cell with its line breaks."""
    return cell.raw.strip() if cell.kind == "text" else shown(cell)


def read_name(text: str, cell: Cell, column: Column, scribe: Scribe, *, organisation: bool) -> str | None:
    """A borrower's or guarantor's name, normalised; None with the defect named where it cannot be one."""
    word = label(column.field or "")
    read = names.read_name(text, word, organisation=organisation)
    if read.joined:
        told = f"{word}“{text}”中的空格已去掉，按“{read.joined}”登记。"
        scribe.note(cell.ref, column.field or "", "name_blanks", told)
    if read.fault is None:
        return read.text
    mend = MENDS_IN_A_LIST.get(read.fault.mend, read.fault.mend)
    scribe.defect(cell, column, read.fault.code, read.fault.what, mend)
    return None


def read_address(cell: Cell, column: Column, scribe: Scribe) -> str | None:
    """Where somebody can be served; None with the defect named."""
    if cell.kind != "text":
        scribe.defect(cell, column, "wrong_kind", f"住所地“{shown(cell)}”不是文字。", "请填写住所地。")
        return None
    text = plain(cell)
    if len(text) < SHORTEST_ADDRESS:
        scribe.defect(
            cell,
            column,
            "address_too_short",
            f"住所地“{text}”过于简单，无法送达。",
            "请写到乡镇（街道）、村（小区）和门牌。",
        )
        return None
    return text


def read_security(cell: Cell, column: Column, scribe: Scribe) -> str | None:
    """How the loan is secured, in the court's words joined by 、; None with the defect named."""
    parts = [part for part in re.split(r"[、,，;；/+＋和及\s]+", plain(cell)) if part]
    words = [SECURITY_WORDS.get(part) for part in parts]
    if not parts or None in words:
        scribe.defect(
            cell, column, "unknown_security", f"担保方式“{plain(cell)}”认不出。", "请填写信用、保证、抵押或者质押。"
        )
        return None
    return "、".join(dict.fromkeys(word for word in words if word))


def read_consent(cell: Cell, column: Column, scribe: Scribe) -> bool | None:
    """Whether the institution consents to mediation before filing; None with the defect named."""
    if cell.kind == "bool":
        return bool(cell.value)
    word = plain(cell).upper()
    if word in YES:
        return True
    if word in NO:
        return False
    scribe.defect(
        cell,
        column,
        "unknown_consent",
        f"是否同意诉前调解写成“{plain(cell)}”，看不出同意与否。",
        "请填写“是”或者“否”。",
    )
    return None
