"""What a machine reads of papers, as PDF and as Word, without blanks; and names that are hard to set."""

import io
import re
import subprocess
import zipfile
from collections.abc import Sequence

import pikepdf

from tianping.papers.documents.bundles import one_after_another

LONG_COMPANY = (
    "甘肃省庆阳市镇原县北石窟驿生态农业观光旅游综合开发建设投资管理有限责任公"
    "司城关镇东大街第一分公司暨农产品批发市场分部第二"
)
PERSON = "𬱖·买买提"


def fifty_names() -> list[str]:
    """Fifty borrowers: rare signs, long names, one-sign surnames, and the rest."""
    special = [PERSON, "尉迟寒", "买买提·吐尔逊·阿卜杜热合曼·艾力", "㐂子", "O’Brien"]
    return special + [f"{surname}{given}" for surname in "赵钱孙李周吴郑王冯" for given in "春夏秋冬山"]


def pdf_texts(contents: Sequence[bytes]) -> list[str]:
    """The text of each PDF, read by another program in one go."""
    counts = [len(pikepdf.open(io.BytesIO(content)).pages) for content in contents]
    whole = one_after_another(contents)
    text = subprocess.run(["pdftotext", "-raw", "-", "-"], input=whole, capture_output=True, check=True)
    read = [re.sub(r"—\s*\d+\s*—\s*$", "", page) for page in text.stdout.decode().split("\f")]
    found, start = [], 0
    for count in counts:
        found.append("".join("".join(read[start : start + count]).split()).replace("演示文书不具有法律效力", ""))
        start += count
    return found


def word_text(content: bytes) -> str:
    """The text of a .docx, read from its markup."""
    markup = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    text = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", markup))
    return "".join(text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").split())
