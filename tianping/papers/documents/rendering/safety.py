"""An uploaded Word file is hostile until proven otherwise: container, parts, relations, fields, before it is read."""

import io
import zipfile
import zlib
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from tianping.kernel.refusals import Refused

MEGABYTE = 1024 * 1024
MAXIMUM_FILE, MAXIMUM_PART, MAXIMUM_EXPANDED, MAXIMUM_ENTRIES = 5 * MEGABYTE, 16 * MEGABYTE, 32 * MEGABYTE, 300
MEND = "请下载本文书的 Word 文档，在其中修改文字后另存为 .docx，再上传。"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# What makes a document act, or brings another file along.
_ACTING_PARTS = (
    ("vbaproject", "文档带有宏（VBA 程序），已拒收。"),
    ("vbadata", "文档带有宏（VBA 程序），已拒收。"),
    ("activex", "文档带有 ActiveX 控件，已拒收。"),
    ("embeddings/", "文档嵌入了其他文件，已拒收。"),
    ("afchunk", "文档嵌入了其他文件，已拒收。"),
    ("customui", "文档带有自定义功能区，已拒收。"),
    (".bin", "文档带有二进制部件，已拒收。"),
)
_ACTING_FIELDS = ("DDE", "INCLUDE", "MACROBUTTON", "LINK ", "AUTOTEXT", "IMPORT", "DATABASE")
# What a reader of paragraphs would pass over without a word.
_UNREADABLE = {
    "ins": "文档还有未处理的修订，请接受或者拒绝全部修订后再上传。",
    "del": "文档还有未处理的修订，请接受或者拒绝全部修订后再上传。",
    "moveTo": "文档还有未处理的修订，请接受或者拒绝全部修订后再上传。",
    "drawing": "文书里不能放图片或者文本框，请删除后再上传。",
    "pict": "文书里不能放图片或者文本框，请删除后再上传。",
    "object": "文书里不能放嵌入的对象，请删除后再上传。",
    "sdt": "文书里不能有内容控件，请把内容复制为普通文字后再上传。",
    "footnoteReference": "文书里不能有脚注，请改写在正文里后再上传。",
    "endnoteReference": "文书里不能有尾注，请改写在正文里后再上传。",
    "altChunk": "文档嵌入了其他文件，已拒收。",
}


def check(content: bytes) -> None:
    """Raise Refused, in a sentence of its own for each kind, unless the file is a plain .docx of text and tables."""
    if len(content) > MAXIMUM_FILE:
        raise Refused(f"文件超过 5 MB，文书不会有这么大。{MEND}")
    archive = _opened(content)
    _check_entries(archive)
    names = {entry.filename.lower(): entry for entry in archive.infolist()}
    if "word/document.xml" not in names or "[content_types].xml" not in names:
        raise Refused(f"这不是 Word 文档（.docx）。{MEND}")
    for name in names:
        for mark, what in _ACTING_PARTS:
            if mark in name:
                raise Refused(what + MEND)
    for name, entry in names.items():
        if name.endswith((".xml", ".rels")):
            _check_part(name, _parsed(_read(archive, entry)))


def _opened(content: bytes) -> zipfile.ZipFile:
    if content.startswith(bytes.fromhex("d0cf11e0a1b11ae1")):
        raise Refused(f"这是旧格式（.doc）或者加了密码的文档，无法读取。{MEND}")
    if content.startswith(b"%PDF-"):
        raise Refused(f"这是 PDF 文件，不是 Word 文档。{MEND}")
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Refused(f"这不是 Word 文档（.docx），或者文件没有传完整。{MEND}") from None


def _check_entries(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    names = [entry.filename.lower() for entry in entries]
    if len(entries) > MAXIMUM_ENTRIES or len(set(names)) != len(names):
        raise Refused(f"文件内部的部件过多或者重复，可能是攻击文件，已拒收。{MEND}")
    if any(entry.file_size > MAXIMUM_PART for entry in entries) or (
        sum(entry.file_size for entry in entries) > MAXIMUM_EXPANDED
    ):
        raise Refused(f"文件解压后过大，可能是攻击文件（压缩炸弹），已拒收。{MEND}")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Refused(f"文件加了密码，无法读取。{MEND}")
    if any(name.startswith("/") or ".." in name.split("/") or "\\" in name for name in names):
        raise Refused(f"文件内部的路径不合规，可能是攻击文件，已拒收。{MEND}")


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(entry) as stream:
            content = stream.read(MAXIMUM_PART + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        raise Refused(f"文件已损坏或者没有传完整。{MEND}") from None
    if len(content) > MAXIMUM_PART:
        raise Refused(f"文件解压后过大，可能是攻击文件（压缩炸弹），已拒收。{MEND}")
    return content


def _parsed(content: bytes) -> Element:
    try:
        return fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        raise Refused(f"文件内部的结构不合规，已拒收。{MEND}") from None


def _check_part(name: str, root: Element) -> None:
    if name == "[content_types].xml":
        kinds = " ".join(each.get("ContentType", "") for each in root).lower()
        if "macroenabled" in kinds or "vbaproject" in kinds:
            raise Refused(f"这是启用宏的文档（.docm），已拒收。{MEND}")
    elif name.endswith(".rels"):
        # A hyperlink is only text to us and is never followed.
        if any(
            each.get("TargetMode", "").lower() == "external" and not each.get("Type", "").endswith("/hyperlink")
            for each in root
        ):
            raise Refused(f"文档引用了外部文件或者模板，内容不可核对，已拒收。{MEND}")
    elif name.startswith("word/"):
        _check_markup(name, root)


def _check_markup(name: str, root: Element) -> None:
    for each in root.iter():
        tag = str(each.tag).removeprefix(_W)
        words = each.get(f"{_W}instr", "") if tag == "fldSimple" else each.text or "" if tag == "instrText" else ""
        if any(field in words.upper() for field in _ACTING_FIELDS):
            raise Refused(f"文档带有会引用其他文件或者运行命令的域，已拒收。{MEND}")
        if name == "word/document.xml" and tag in _UNREADABLE:
            raise Refused(_UNREADABLE[tag])
