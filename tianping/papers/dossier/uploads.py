"""A file from somebody's phone is hostile until proven otherwise: told by its bytes, opened, and counted in pages."""

import io
from dataclasses import dataclass
from typing import Any

import pikepdf
from PIL import Image, UnidentifiedImageError

from tianping.kernel.refusals import Refused
from tianping.papers.dossier.models import JPEG, PDF, PNG

MEGABYTE = 1024 * 1024
LARGEST, MOST_PAGES, MOST_OBJECTS, MOST_PIXELS = 20 * MEGABYTE, 500, 100_000, 80_000_000
DEEPEST = 30
MEND = "请上传PDF文件，或者JPG、PNG格式的照片。"
_PICTURES = {"JPEG": JPEG, "PNG": PNG}
# What makes a PDF act, or carries another file along.
_ACTING = frozenset({"/JS", "/JavaScript", "/Launch", "/EmbeddedFiles", "/EF", "/RichMedia", "/XFA", "/SubmitForm"})
_KNOWN = (
    (b"PK\x03\x04", "这是Word、Excel文档或者压缩包，不能直接提交；文档请另存为PDF再上传。"),
    (bytes.fromhex("d0cf11e0a1b11ae1"), "这是旧格式的Word、Excel文档，请另存为PDF再上传。"),
    (b"Rar!", "这是压缩包，请解压后逐个上传其中的文件。"),
    (b"7z\xbc\xaf", "这是压缩包，请解压后逐个上传其中的文件。"),
    (b"\x1f\x8b", "这是压缩包，请解压后逐个上传其中的文件。"),
    (b"MZ", "这是可执行程序，已拒收。"),
    (b"\x7fELF", "这是可执行程序，已拒收。"),
    (b"#!", "这是脚本程序，已拒收。"),
    (b"GIF8", "这是动图，法院不能入卷。"),
    (b"ID3", "这是录音，请刻录光盘交到本院，或者与书记员联系。"),
    (b"RIFF", "这是录音或者录像，请刻录光盘交到本院，或者与书记员联系。"),
)


@dataclass(frozen=True)
class Accepted:
    """A file that may be taken: what it really is, and how many pages it has."""

    media_type: str
    pages: int


def check(content: bytes) -> Accepted:
    """What a file is. Raises Refused, in a sentence of its own for each kind, for anything that cannot go on file."""
    if not content:
        raise Refused(f"文件是空的（0字节）。{MEND}")
    if len(content) > LARGEST:
        raise Refused("文件超过20 MB。请分成几个文件，或者把照片缩小以后再上传。")
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return _picture(content)
    if content[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"):
        raise Refused("这是苹果手机的HEIC照片，法院的电脑可能打不开；请在“设置→相机→格式”中选“兼容性最佳”，重新拍照。")
    if content[4:8] == b"ftyp":
        raise Refused("这是录像，请刻录光盘交到本院，或者与书记员联系。")
    for beginning, what in _KNOWN:
        if content.startswith(beginning):
            raise Refused(what + MEND)
    raise Refused(f"无法识别这个文件。{MEND}")


def _pdf(content: bytes) -> Accepted:
    try:
        with pikepdf.open(io.BytesIO(content)) as opened:
            pages, objects = len(opened.pages), len(opened.objects)
            if objects > MOST_OBJECTS:
                raise Refused("这个PDF内部过于复杂，可能是攻击文件，已拒收；请重新扫描或者拍照上传。")
            if any(_acts(each) for each in opened.objects):
                raise Refused("这个PDF带有会运行的程序或者夹带了别的文件，已拒收；请重新扫描，或者拍照上传。")
    except pikepdf.PasswordError:
        raise Refused("这个PDF加了密码，请去掉密码以后再上传。") from None
    except (pikepdf.PdfError, ValueError, RecursionError):
        raise Refused("这个PDF已经损坏或者没有传完整，请重新选择文件。") from None
    if pages == 0:
        raise Refused("这个PDF一页也没有，请重新选择文件。")
    if pages > MOST_PAGES:
        raise Refused(f"这个PDF超过{MOST_PAGES}页，请分成几个文件上传。")
    return Accepted(PDF, pages)


def _acts(each: Any, depth: int = 0) -> bool:
    """Whether an object, or what stands in it, does something; what is nested deeper than sense has it is one, too."""
    if depth > DEEPEST:
        return True
    if isinstance(each, pikepdf.Array):
        inner = list(each)
    elif isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
        if set(each.keys()) & _ACTING or str(each.get("/S", "")) in _ACTING:
            return True
        inner = [value for _key, value in each.items()]
    else:
        return False
    # What is indirect is looked at by itself.
    return any(_acts(value, depth + 1) for value in inner if not getattr(value, "is_indirect", False))


def _picture(content: bytes) -> Accepted:
    try:
        with Image.open(io.BytesIO(content), formats=tuple(_PICTURES)) as opened:
            kind, (width, height) = opened.format or "", opened.size
            if width * height > MOST_PIXELS:
                raise Refused("照片的尺寸过大，请缩小以后再上传。")
            opened.load()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        raise Refused("这张照片已经损坏或者没有传完整，请重新选择。") from None
    return Accepted(_PICTURES[kind], 1)
