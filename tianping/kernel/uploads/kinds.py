"""What a file is, told by its bytes; and for each kind that cannot be taken, its sentence with the mend."""

import enum
import re

from tianping.kernel.refusals import Refused

MEND = "请上传PDF文件，或者JPG、PNG、HEIC格式的照片。"
UNPACK = "请解压以后，把其中的材料逐个上传。"
TO_DISC = "请刻录光盘或者拷入U盘交到本院，并附文字说明；也可以截取关键画面，按照片上传。"
AS_PDF = "请另存为（或者打印成）PDF以后再上传。"
SCREENSHOT = "请打开后截图，上传截图；或者另存为JPG格式。"


class Kind(enum.Enum):
    """What can be taken."""

    PHOTO = "photo"
    DOCUMENT = "document"


_PHOTOS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")
# What the first bytes say, the longer beginnings first.
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"#!AMR", f"这是微信或者手机的录音。{TO_DISC}"),
    (b"#!SILK", f"这是微信语音。{TO_DISC}"),
    (b"\x02#!SILK", f"这是微信语音。{TO_DISC}"),
    (b"#!", f"这是脚本程序，已拒收。{MEND}"),
    (b"MZ", f"这是可执行程序，已拒收。{MEND}"),
    (b"\x7fELF", f"这是可执行程序，已拒收。{MEND}"),
    (b"\xca\xfe\xba\xbe", f"这是可执行程序，已拒收。{MEND}"),
    (b"\xcf\xfa\xed\xfe", f"这是可执行程序，已拒收。{MEND}"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", f"这是快捷方式，不是文件本身。请找到它指向的文件，上传那个文件。{MEND}"),
    (b"[InternetShortcut]", f"这是网址的快捷方式，不是网页本身。请打开网页后截图，或者打印成PDF上传。{MEND}"),
    (b"Rar!", f"这是RAR压缩包。{UNPACK}"),
    (b"7z\xbc\xaf\x27\x1c", f"这是7z压缩包。{UNPACK}"),
    (b"\x1f\x8b", f"这是gz压缩包。{UNPACK}"),
    (b"BZh", f"这是bz2压缩包。{UNPACK}"),
    (b"\xfd7zXZ\x00", f"这是xz压缩包。{UNPACK}"),
    (b"\x28\xb5\x2f\xfd", f"这是zst压缩包。{UNPACK}"),
    (b"MSCF", f"这是CAB压缩包。{UNPACK}"),
    (b"GIF8", f"这是GIF图片，可能会动，不能入卷。{SCREENSHOT}"),
    (b"BM", f"这是BMP位图。{SCREENSHOT}"),
    (b"II*\x00", f"这是TIFF扫描图。请在扫描仪上选择PDF或者JPG格式，重新扫描。{MEND}"),
    (b"MM\x00*", f"这是TIFF扫描图。请在扫描仪上选择PDF或者JPG格式，重新扫描。{MEND}"),
    (b"8BPS", f"这是Photoshop文件。{SCREENSHOT}"),
    (b"\x00\x00\x01\x00", f"这是图标文件。{MEND}"),
    (b"\x00\x00\x00\x0cjP  ", f"这是JPEG 2000图片。{SCREENSHOT}"),
    (b"\xff\x4f\xff\x51", f"这是JPEG 2000图片。{SCREENSHOT}"),
    (b"ID3", f"这是录音。{TO_DISC}"),
    (b"\xff\xfb", f"这是录音。{TO_DISC}"),
    (b"\xff\xf3", f"这是录音。{TO_DISC}"),
    (b"\xff\xf1", f"这是录音。{TO_DISC}"),
    (b"OggS", f"这是录音。{TO_DISC}"),
    (b"fLaC", f"这是录音。{TO_DISC}"),
    (b"FLV", f"这是录像。{TO_DISC}"),
    (b"\x1aE\xdf\xa3", f"这是录像。{TO_DISC}"),
    (b"0&\xb2u\x8ef\xcf\x11", f"这是录音或者录像。{TO_DISC}"),
    (b"\x00\x00\x01\xba", f"这是录像。{TO_DISC}"),
    (b"{\\rtf", f"这是写字板（RTF）文档。{AS_PDF}"),
    (b"%!PS", f"这是PostScript打印文件。{AS_PDF}"),
    (b"AC10", f"这是CAD图纸。{AS_PDF}"),
    (b"SQLite format 3", f"这是数据库文件，不能入卷。请把要证明的内容截图上传。{MEND}"),
    (b"KDH", f"这是知网（CAJ）文档。{AS_PDF}"),
    (b"CAJ", f"这是知网（CAJ）文档。{AS_PDF}"),
    (b"AT&TFORM", f"这是DjVu文档。{AS_PDF}"),
)
# Inside a ZIP container: which package it is. What can run comes first.
_PACKAGES: tuple[tuple[bytes, str], ...] = (
    (b"vbaProject.bin", f"这是带宏程序的Office文档，已拒收。{AS_PDF}"),
    (b"AndroidManifest.xml", f"这是手机应用程序，已拒收。{MEND}"),
    (b"META-INF/MANIFEST.MF", f"这是可执行程序，已拒收。{MEND}"),
    (b"OFD.xml", f"这是OFD版式文件。请用OFD阅读软件{AS_PDF.removeprefix('请')}"),
    (b"word/", f"这是Word文档。{AS_PDF}"),
    (b"xl/", f"这是Excel表格。{AS_PDF}"),
    (b"ppt/", f"这是PPT演示文稿。{AS_PDF}"),
    (b"opendocument", f"这是ODF办公文档。{AS_PDF}"),
    (b"application/epub+zip", f"这是电子书。{AS_PDF}"),
)
_OLD_OFFICE: tuple[tuple[str, str], ...] = (
    ("WordDocument", f"这是旧格式的Word（或者WPS文字）文档。{AS_PDF}"),
    ("Workbook", f"这是旧格式的Excel（或者WPS表格）。{AS_PDF}"),
    ("PowerPoint Document", f"这是旧格式的PPT（或者WPS演示）。{AS_PDF}"),
    ("__properties_version1.0", f"这是Outlook邮件。请打开后{AS_PDF.removeprefix('请')}附件请另存后逐个上传。"),
)
_OLD_OFFICE_BEGINNING = bytes.fromhex("d0cf11e0a1b11ae1")
_HEIC = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_RIFF = {
    b"WEBP": f"这是WebP图片。{SCREENSHOT}",
    b"WAVE": f"这是录音。{TO_DISC}",
    b"AVI ": f"这是录像。{TO_DISC}",
}
# What a text says of itself within its first bytes.
_TEXTS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"<!entity", re.IGNORECASE), f"这是带外部引用的XML文件，已拒收。{MEND}"),
    (re.compile(rb"<svg[\s>]", re.IGNORECASE), f"这是SVG矢量图，里面可以带程序，已拒收。{SCREENSHOT}"),
    (
        re.compile(rb"<(!doctype\s+)?html|<script|<body|<iframe", re.IGNORECASE),
        f"这是网页文件，里面可以带程序，已拒收。请打开网页后截图，或者打印成PDF上传。{MEND}",
    ),
    (re.compile(rb"^<\?xml"), f"这是XML文件。{AS_PDF}"),
    (re.compile(rb"^(@echo|rem |setlocal|powershell)", re.IGNORECASE), f"这是脚本程序，已拒收。{MEND}"),
    (
        re.compile(rb"^MIME-Version:.*multipart/related", re.IGNORECASE | re.DOTALL),
        f"这是整页保存的网页（MHT）。请打开网页后截图，或者打印成PDF上传。{MEND}",
    ),
    (
        re.compile(rb"^(received|return-path|from|to|subject|date|message-id|mime-version|x-[a-z-]+):", re.IGNORECASE),
        f"这是电子邮件文件。请打开后{AS_PDF.removeprefix('请')}附件请另存后逐个上传。",
    ),
    (re.compile(rb"^BEGIN:V"), f"这是名片或者日程文件。请打开后截图上传。{MEND}"),
)
# What has no mark of its own is told by what the sender calls it.
_SCRIPTS = frozenset(
    {
        "bat",
        "cmd",
        "com",
        "exe",
        "hta",
        "js",
        "jse",
        "ps1",
        "scr",
        "sh",
        "vbe",
        "vbs",
        "wsf",
        "reg",
        "py",
        "jar",
        "apk",
        "lnk",
    }
)
_LOOK = 1024


def kind_of(content: bytes, name: str = "") -> Kind:
    """The kind of a file that can be taken. Raises Refused for all others."""
    if content.startswith(b"%PDF-"):
        return Kind.DOCUMENT
    if content.startswith(_PHOTOS) or (content[4:8] == b"ftyp" and content[8:12] in _HEIC):
        return Kind.PHOTO
    raise Refused(_what(content, name))


def _what(content: bytes, name: str) -> str:
    return _marked(content) or _container(content) or _text(content) or _by_name(name) or f"无法识别这个文件。{MEND}"


def _marked(content: bytes) -> str:
    for beginning, sentence in _BEGINNINGS:
        if content.startswith(beginning):
            return sentence
    if content[257:262] == b"ustar":
        return f"这是tar压缩包。{UNPACK}"
    if content[4:8] == b"ftyp":
        return _media(content[8:12])
    if content.startswith(b"RIFF"):
        return _RIFF.get(content[8:12], f"这是录音或者录像。{TO_DISC}")
    if b"%PDF-" in content[:_LOOK]:
        return f"这个文件的开头夹带了别的内容，后面才是PDF，已拒收。请用原来的软件重新导出PDF，或者拍照上传。{MEND}"
    return ""


def _media(brand: bytes) -> str:
    if brand in {b"avif", b"avis"}:
        return f"这是AVIF图片。{SCREENSHOT}"
    return f"这是录音。{TO_DISC}" if brand.startswith((b"M4A", b"M4B")) else f"这是录像。{TO_DISC}"


def _container(content: bytes) -> str:
    if content.startswith(b"PK"):
        inside = (sentence for mark, sentence in _PACKAGES if mark in content)
        return next(inside, f"这是ZIP压缩包。{UNPACK}")
    if content.startswith(_OLD_OFFICE_BEGINNING):
        if "VBA".encode("utf-16-le") in content or b"Attribute VB_" in content:
            return f"这是带宏程序的Office文档，已拒收。{AS_PDF}"
        inside = (sentence for mark, sentence in _OLD_OFFICE if mark.encode("utf-16-le") in content)
        return next(inside, f"这是旧格式的Office（或者WPS）文档。{AS_PDF}")
    return ""


def _text(content: bytes) -> str:
    encoding = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(content[:2], "")
    beginning = content[:_LOOK].removeprefix(b"\xef\xbb\xbf")
    if encoding:
        beginning = beginning[2:].decode(encoding, "replace").encode()
    beginning = beginning.lstrip()
    return next((sentence for pattern, sentence in _TEXTS if pattern.search(beginning)), "")


def _by_name(name: str) -> str:
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending in _SCRIPTS:
        return f"这是程序（.{ending}），已拒收。{MEND}"
    if ending == "txt":
        return f"这是文本文件。{AS_PDF}"
    return ""
