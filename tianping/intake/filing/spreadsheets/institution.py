"""What stands above the headings: which institution sues, and which court was designated."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tianping.kernel.spreadsheets.sheet_parts import Sheet
from tianping.law import identities

LONGEST_LINE = 500
MOST_LINES = 100
NAME_LABEL = re.compile(r"(?:原告|申请人|机构名称|单位名称|债权人|贷款人|填报单位|报送单位)[::]\s*([^\s,;,;。]{4,60})")
NAME_ENDING = re.compile(
    r"[\u4e00-\u9fff()]{2,40}?(?:股份有限公司|有限责任公司|有限公司|信用合作联社|合作联社|信用联社|农村信用社)"
    r"(?:[\u4e00-\u9fff]{1,15}?(?:支行|分行|营业部|信用社|分理处))?"
)
CODE = re.compile(r"(?:统一社会信用代码|社会信用代码|信用代码)[::]?\s*([0-9A-Za-z]{6,24})")
COURT = re.compile(r"指定管辖(?:法院|机关)?[::]?\s*([\u4e00-\u9fff]{2,30}?法院)")
RULING = re.compile(r"[(\[〔]\d{4}[)\]〕][\u4e00-\u9fff]{1,2}\d{0,4}民辖(?:终)?\d{1,6}号(?:之[一二三四五六七八九十])?")
REPRESENTATIVE = re.compile(r"(?:法定代表人|负责人)[::]\s*([\u4e00-\u9fff·]{2,20})")


@dataclass(frozen=True)
class Institution:
    """The suing institution as the list names it (机构); every part is empty where the list is silent.

    `code_valid` tells whether the social credit code passes its check; `cells` says where each part stands.
    """

    name: str = ""
    code: str = ""
    code_valid: bool = False
    code_why: str = ""
    representative: str = ""
    designated_by: str = ""
    designation_ruling: str = ""
    cells: tuple[tuple[str, str], ...] = ()

    def ref(self, part: str) -> str:
        """The cell that holds a part, or an empty string."""
        return dict(self.cells).get(part, "")


def find_institution(sheet: Sheet, heading_row: int, *, on: date, mends: Mapping[str, str]) -> Institution:
    """Read the lines above the headings; formulas there are not read."""
    texts = [
        (cell.ref, unicodedata.normalize("NFKC", mends.get(cell.ref, cell.raw)[:LONGEST_LINE]))
        for row in sorted(sheet.rows)
        if row < heading_row
        for _, cell in sorted(sheet.rows[row].items())
        if cell.kind == "text"
    ][:MOST_LINES]
    parts: dict[str, str] = {}
    cells: dict[str, str] = {}
    for part, pattern, group in (
        ("name", NAME_LABEL, 1),
        ("name", NAME_ENDING, 0),
        ("code", CODE, 1),
        ("representative", REPRESENTATIVE, 1),
        ("designated_by", COURT, 1),
        ("designation_ruling", RULING, 0),
    ):
        for ref, text in texts:
            match = pattern.search(text)
            if match and part not in parts:
                parts[part], cells[part] = match[group], ref
    code = parts.pop("code", "").upper()
    check = identities.check("uscc", code, on=on) if code else None
    name = re.sub(r"^(?:关于|原告)", "", parts.pop("name", ""))
    return Institution(
        name=name.replace("(", "（").replace(")", "）"),
        code=code,
        code_valid=bool(check and check.valid),
        code_why=check.why if check else "",
        cells=tuple(sorted(cells.items())),
        **parts,
    )
