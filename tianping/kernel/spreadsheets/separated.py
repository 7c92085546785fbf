"""A table in a text file (CSV): the encodings and separators that banks here use, within bounds."""

import csv
import io

from tianping.kernel.spreadsheets.content_type import OLE_START, SAVE_AS_XLSX, SIGNATURES, ZIP_START, as_text
from tianping.kernel.spreadsheets.refusals import UnreadableWorkbook

MAXIMUM_BYTES = 5 * 1024 * 1024
MAXIMUM_ROWS = 10_050
MAXIMUM_COLUMNS = 100
MAXIMUM_FIELD = 2_000
SEPARATORS = ",\t;|"
ENCODINGS = ("utf-8-sig", "gb18030")


def looks_like_text(content: bytes) -> bool:
    """Whether the bytes are those of a text file."""
    marks = (ZIP_START, OLE_START, *(mark for mark, _code, _what in SIGNATURES))
    return not content.startswith(marks) and as_text(content[:65536]) is not None


def read_separated(content: bytes) -> list[list[str]]:
    """The rows of the table, each field as it was typed. Raises UnreadableWorkbook with the mend."""
    if len(content) > MAXIMUM_BYTES:
        raise UnreadableWorkbook("too_large", "文本表格超过5兆字节。", "请按月份分成几个文件再上传。")
    text = _decoded(content)
    if "\0" in text:
        raise UnreadableWorkbook("damaged", "文本表格里有不是文字的内容。", SAVE_AS_XLSX)
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        for row in reader:
            _guard(row, len(rows))
            rows.append(row)
    except csv.Error as error:
        raise UnreadableWorkbook("damaged", f"第{reader.line_num}行的引号不成对，无法读取。", SAVE_AS_XLSX) from error
    return rows


def _decoded(content: bytes) -> str:
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ENCODINGS
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableWorkbook("unknown_encoding", "认不出文本的编码。", SAVE_AS_XLSX)


def _separator(text: str) -> str:
    """The sign that divides the first lines most often."""
    head = "\n".join(text.splitlines()[:20])
    return max(SEPARATORS, key=head.count)


def _guard(row: list[str], so_far: int) -> None:
    if so_far >= MAXIMUM_ROWS:
        raise UnreadableWorkbook("too_many_rows", "文本表格超过1万行。", "请按月份分成几个文件再上传。")
    if len(row) > MAXIMUM_COLUMNS:
        raise UnreadableWorkbook("too_many_columns", f"文本表格超过{MAXIMUM_COLUMNS}列。", SAVE_AS_XLSX)
    if any(len(field) > MAXIMUM_FIELD for field in row):
        raise UnreadableWorkbook("cell_too_long", f"有单元格超过{MAXIMUM_FIELD}字。", SAVE_AS_XLSX)
