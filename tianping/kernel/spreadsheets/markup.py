"""Reading the XML inside a workbook that nobody has vouched for.

A document type declaration is refused outright, so there are no entities to expand, inside or outside. The guards are
those of defusedxml; its parsers go through SAX or the pure-Python tree, which took three to six times as long on a
sheet of 10,000 rows, so the same handlers are set on the C parser itself.
"""

import re
from collections.abc import Callable
from typing import NoReturn
from xml.parsers import expat

from tianping.kernel.spreadsheets.refusals import UnreadableWorkbook

MAXIMUM_DEPTH = 64
NO_ATTRIBUTES: dict[str, str] = {}
LONG_PIECE = re.compile(rb"<[^<]{262144}")
DAMAGED_MEND = "请用 WPS 或 Excel 打开原件，另存为新的 .xlsx 后再上传。"

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


def _ignore(_: str) -> None:
    """For parts whose closing tags or text say nothing that is needed."""


def _forbid_declaration(*_: object) -> NoReturn:
    raise UnreadableWorkbook(
        "xml_declaration",
        "文件内部含有实体或文档类型声明，可能是攻击文件，已拒收。",
        "请由原单位重新导出 .xlsx 后再上传。",
    )


class ElementBudget:
    """How many elements one workbook may hold over all its parts, so that reading it stays within its seconds."""

    def __init__(self, limit: int) -> None:
        self.left = limit

    def spend(self, count: int) -> None:
        """Take `count` off what is left; raise when nothing is left."""
        self.left -= count
        if self.left < 0:
            raise UnreadableWorkbook(
                "too_many_elements",
                "工作簿内容过多（单元格数量超出上限）。",
                "请删除无关的工作表和空白格式后分批上传。",
            )


def walk(content: bytes, *, budget: ElementBudget, start: Start, end: End = _ignore, text: Text = _ignore) -> None:
    """Call back for every element of `content`, by local name without its namespace; attributes likewise.

    Raises UnreadableWorkbook for declarations, damage, undue depth or an exhausted budget.
    """
    _forbid_long_pieces(content)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _forbid_declaration
    parser.EntityDeclHandler = _forbid_declaration
    parser.UnparsedEntityDeclHandler = _forbid_declaration
    parser.ExternalEntityRefHandler = _forbid_declaration
    local_names: dict[str, str] = {}
    depth = 0

    def local(name: str) -> str:
        found = local_names.get(name)
        if found is None:
            found = local_names[name] = name.rpartition(" ")[2]
        return found

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        budget.left -= 1
        if budget.left < 0 or depth > MAXIMUM_DEPTH:
            _refuse_depth_or_budget(budget, depth)
        start(local(name), {local(key): value for key, value in attributes.items()} if attributes else NO_ATTRIBUTES)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(local(name))

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise UnreadableWorkbook("broken_xml", "文件内部的 XML 已损坏，读不完整。", DAMAGED_MEND) from error


def _forbid_long_pieces(content: bytes) -> None:
    """One tag may carry any number of attributes, which no handler can stop in time: bound what lies between "<"s.

    "<" cannot stand in an attribute, so the bound holds in every encoding of one byte a letter; others are refused.
    """
    if b"\x00" in content[:4] or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise UnreadableWorkbook("odd_encoding", "文件内部使用了不常见的文字编码。", DAMAGED_MEND)
    if LONG_PIECE.search(content):
        raise UnreadableWorkbook("too_long_inside", "文件内部有异常长的内容，可能是攻击文件，已拒收。", DAMAGED_MEND)


def _refuse_depth_or_budget(budget: ElementBudget, depth: int) -> None:
    if depth > MAXIMUM_DEPTH:
        raise UnreadableWorkbook("too_deep", "文件内部结构嵌套过深，可能是攻击文件，已拒收。", DAMAGED_MEND)
    budget.spend(1)
