"""What a file really is, told from its bytes and never from its name."""

import re

from tianping.kernel.spreadsheets.refusals import UnreadableWorkbook

SAVE_AS_XLSX = "请用 WPS 或 Excel 打开后，选择“另存为”→“Excel 工作簿（*.xlsx）”，再上传。"
ASK_FOR_XLSX = "请上传 Excel 工作簿（.xlsx）。"

ZIP_START = b"PK\x03\x04"
OLE_START = bytes.fromhex("d0cf11e0a1b11ae1")

# Order matters only in that longer marks come before their own beginnings.
SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "pdf", "这是 PDF 文件，不是电子表格。"),
    (b"\x89PNG\r\n", "picture", "这是图片，不是电子表格。"),
    (b"\xff\xd8\xff", "picture", "这是照片，不是电子表格。"),
    (b"GIF8", "picture", "这是图片，不是电子表格。"),
    (b"BM", "picture", "这是图片，不是电子表格。"),
    (b"II*\x00", "picture", "这是扫描图片，不是电子表格。"),
    (b"MM\x00*", "picture", "这是扫描图片，不是电子表格。"),
    (b"Rar!\x1a\x07", "archive", "这是 RAR 压缩包，不是电子表格。"),
    (b"7z\xbc\xaf\x27\x1c", "archive", "这是 7z 压缩包，不是电子表格。"),
    (b"\x1f\x8b", "archive", "这是 gzip 压缩文件，不是电子表格。"),
    (b"BZh", "archive", "这是 bzip2 压缩文件，不是电子表格。"),
    (b"\xfd7zXZ\x00", "archive", "这是 xz 压缩文件，不是电子表格。"),
    (b"PK\x05\x06", "archive", "这是空的压缩包，里面没有任何内容。"),
    (b"PK\x07\x08", "archive", "这是分卷压缩包的一部分，不是完整的电子表格。"),
    (b"MZ", "program", "这是可执行程序，不是电子表格，已拒收。"),
    (b"\x7fELF", "program", "这是可执行程序，不是电子表格，已拒收。"),
    (b"#!", "program", "这是脚本程序，不是电子表格，已拒收。"),
    (b"{\\rtf", "document", "这是 RTF 文档，不是电子表格。"),
    (b"SQLite format 3\x00", "database", "这是数据库文件，不是电子表格。"),
)

MENDS = {
    "archive": "请先解压，再上传其中的 Excel 工作簿（.xlsx）。",
    "program": "请核对文件来源，并上传 Excel 工作簿（.xlsx）。",
}

UNDERSTOOD_TEXT_SHARE = 0.95


def require_zip(content: bytes) -> None:
    """Return only when the bytes begin as a zip package; otherwise raise the sentence that names the kind."""
    if not content:
        raise UnreadableWorkbook("empty_file", "文件是空的（0 字节）。", ASK_FOR_XLSX)
    if content.startswith(ZIP_START):
        return
    if content.startswith(OLE_START):
        raise _compound_refusal(content)
    for mark, code, what in SIGNATURES:
        if content.startswith(mark):
            raise UnreadableWorkbook(code, what, MENDS.get(code, ASK_FOR_XLSX))
    raise _text_refusal(content)


def _compound_refusal(content: bytes) -> UnreadableWorkbook:
    """The old compound container: encrypted workbooks, .xls, .doc and others share its first bytes."""
    if _holds(content, "EncryptedPackage") or _holds(content, "EncryptionInfo"):
        return UnreadableWorkbook(
            "encrypted", "工作簿设有打开密码，无法读取。", "请输入密码打开后取消密码保护，另存为 .xlsx 再上传。"
        )
    if _holds(content, "Workbook") or _holds(content, "Book"):
        return UnreadableWorkbook("old_xls", "这是旧版 Excel 97-2003 工作簿（.xls）。", SAVE_AS_XLSX)
    if _holds(content, "WordDocument"):
        return UnreadableWorkbook("document", "这是旧版 Word 文档（.doc），不是电子表格。", ASK_FOR_XLSX)
    if _holds(content, "PowerPoint Document"):
        return UnreadableWorkbook("document", "这是旧版演示文稿（.ppt），不是电子表格。", ASK_FOR_XLSX)
    return UnreadableWorkbook("unknown_compound", "这是旧版 Office 格式的文件，认不出其中的工作簿。", SAVE_AS_XLSX)


def _holds(content: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in content


def _text_refusal(content: bytes) -> UnreadableWorkbook:
    text = as_text(content[:65536])
    if text is None:
        return UnreadableWorkbook("unknown_type", "认不出这是什么文件，不是 Excel 工作簿。", ASK_FOR_XLSX)
    head = text.lstrip("\ufeff \r\n\t").lower()
    if "urn:schemas-microsoft-com:office:spreadsheet" in head:
        return UnreadableWorkbook("xml_2003", "这是 XML 表格 2003 格式的文件。", SAVE_AS_XLSX)
    if head.startswith(("<!doctype html", "<html", "<table")) or "<table" in head:
        return UnreadableWorkbook("html", "这是网页格式的表格（有的系统导出时仍叫 .xls）。", SAVE_AS_XLSX)
    if head.startswith("<"):
        return UnreadableWorkbook("xml", "这是 XML 文本，不是 Excel 工作簿。", ASK_FOR_XLSX)
    if head.startswith(("{", "[")):
        return UnreadableWorkbook("json", "这是 JSON 文本，不是 Excel 工作簿。", ASK_FOR_XLSX)
    if head.startswith("id;p"):
        return UnreadableWorkbook("sylk", "这是 SYLK 文本表格（.slk）。", SAVE_AS_XLSX)
    if _looks_separated(text):
        return UnreadableWorkbook(
            "csv",
            "这是 CSV 文本表格，身份证号码在其中容易丢失末尾数字。",
            "请在 WPS 或 Excel 中把证件号码列设为文本，另存为 .xlsx 再上传。",
        )
    return UnreadableWorkbook("plain_text", "这是纯文本文件，不是 Excel 工作簿。", ASK_FOR_XLSX)


def as_text(sample: bytes) -> str | None:
    """The sample as text where it reads as text in an encoding in use here, else nothing."""
    encodings = ["utf-16"] if sample[:2] in (b"\xff\xfe", b"\xfe\xff") else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        # A character cut in half at the end of the sample must not decide the question.
        text = sample.decode(encoding, errors="ignore")
        lossless = len(text.encode(encoding, errors="ignore")) >= len(sample) - 8
        printable = sum(character.isprintable() or character in "\r\n\t" for character in text)
        if lossless and text and printable / len(text) >= UNDERSTOOD_TEXT_SHARE:
            return text
    return None


def _looks_separated(text: str) -> bool:
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    return bool(lines) and all(re.search(r"[,\t;|，]", line) for line in lines[:3])
