"""The bench for documents: a PDF is opened, searched, weighed and written anew; photos become one PDF.

Run as a process of its own.
"""

import contextlib
import io
import math
import sys
from collections.abc import Iterator
from typing import Any

import pikepdf
from PIL import Image

from tianping.kernel.refusals import Refused
from tianping.kernel.uploads import bench, passive, weight

PDF = "application/pdf"
MOST_PAGES, LONGEST_EDGE = 500, 14_400
END, TAIL = b"%%EOF", 2048
EMPTY = "这个PDF一页也没有，请重新选择文件。"
BROKEN = "这个PDF已经损坏或者没有传完整，请重新选择文件；还是不行的，请重新导出，或者拍照上传。"
A4 = (595.28, 841.89)
MARGIN = 28.35
QUALITY = 88


def check(contents: list[bytes], _details: dict[str, Any]) -> bench.Made:
    """Write a PDF anew without what acts; one that is signed and harmless stays as it was signed."""
    content = contents[0]
    _check_end(content)
    try:
        with pikepdf.open(io.BytesIO(content)) as opened:
            weight.check(opened)
            pages = _checked_pages(opened)
            passive.check(opened)
            if passive.is_signed_as_it_stands(opened, content):
                return {"media_type": PDF, "pages": pages}, content
            passive.make(opened)
            return {"media_type": PDF, "pages": pages}, _written(opened)
    except pikepdf.PasswordError:
        raise Refused("这个PDF加了打开密码，请去掉密码以后再上传（用密码打开，再打印成PDF即可）。") from None
    except (pikepdf.PdfError, ValueError, TypeError) as error:
        raise Refused(EMPTY if "no pages" in str(error) else BROKEN) from None


def check_each(contents: list[bytes], _details: dict[str, Any]) -> bench.Made:
    """Check several documents, one after the other: what came of each, and the bytes of those that may be taken."""
    each_facts, made = [], []
    for content in contents:
        try:
            facts, written = check([content], {})
        except Refused as refusal:
            facts, written = {"refused": str(refusal)}, b""
        each_facts.append({**facts, "size": len(written)})
        made.append(written)
    return {"each": each_facts}, b"".join(made)


def merge(contents: list[bytes], _details: dict[str, Any]) -> bench.Made:
    """One PDF of what was taken before, in the order given: photos on A4 pages, the pages of PDFs as they are."""
    made = pikepdf.new()
    with contextlib.ExitStack() as opened:
        for content in contents:
            if content.startswith(b"%PDF-"):
                # Its pages are copied when the whole is written; until then it stays open.
                made.pages.extend(opened.enter_context(_opened(content)).pages)
                continue
            for picture, size in _sheets(content):
                _add_page(made, picture, size)
        return {"media_type": PDF, "pages": len(made.pages)}, _written(made)


def _opened(content: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(content))
    except pikepdf.PdfError:
        raise Refused("有一个PDF文件已经损坏，请删除后重新上传。") from None


def _check_end(content: bytes) -> None:
    if END in content[-TAIL:]:
        return
    if END in content:
        raise Refused("这个PDF的末尾接有别的内容，或者没有传完整，已拒收。请用原来的软件重新导出PDF，或者拍照上传。")
    raise Refused(BROKEN)


def _checked_pages(opened: pikepdf.Pdf) -> int:
    pages = len(opened.pages)
    if pages == 0:
        raise Refused(EMPTY)
    if pages > MOST_PAGES:
        raise Refused(f"这个PDF超过{MOST_PAGES}页，请分成几个文件上传。")
    for page in opened.pages:
        edges = [float(edge) for edge in page.mediabox]
        if len(edges) != 4 or not all(math.isfinite(edge) and abs(edge) <= LONGEST_EDGE for edge in edges):
            raise Refused("这个PDF有一页的尺寸大得不合常理，无法打印，已拒收；请按A4纸重新打印成PDF，或者拍照上传。")
    return pages


def _written(made: pikepdf.Pdf) -> bytes:
    stream = io.BytesIO()
    made.save(stream, deterministic_id=True, encryption=False)
    return stream.getvalue()


def _sheets(content: bytes) -> Iterator[tuple[bytes, tuple[int, int]]]:
    """The pictures of one photo, one a page: itself, or a long screenshot cut at the length of a page."""
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG",)) as photo:
            if photo.mode != "RGB":
                raise Refused("有一张照片不是本系统保存的格式，请删除后重新上传。")
            width, height = photo.size
            if height <= 2 * width:
                yield content, photo.size
                return
            step = round(width * (A4[1] - 2 * MARGIN) / (A4[0] - 2 * MARGIN))
            for top in range(0, height, step):
                part = photo.crop((0, top, width, min(top + step, height)))
                stream = io.BytesIO()
                part.save(stream, "JPEG", quality=QUALITY)
                yield stream.getvalue(), part.size
    except (OSError, SyntaxError, ValueError):
        raise Refused("有一张照片已经损坏，请删除后重新上传。") from None


def _add_page(made: pikepdf.Pdf, picture: bytes, size: tuple[int, int]) -> None:
    """A page, lying if the picture lies, with the picture as large as it goes at the top."""
    width, height = size
    paper = A4 if height >= width else (A4[1], A4[0])
    factor = min((paper[0] - 2 * MARGIN) / width, (paper[1] - 2 * MARGIN) / height)
    wide, high = width * factor, height * factor
    left, bottom = (paper[0] - wide) / 2, paper[1] - MARGIN - high
    page = made.add_blank_page(page_size=paper)
    image = pikepdf.Stream(
        made,
        picture,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Photo=image))
    drawn = f"q {wide:.2f} 0 0 {high:.2f} {left:.2f} {bottom:.2f} cm /Photo Do Q".encode()
    page.obj.Contents = pikepdf.Stream(made, drawn)


def main() -> None:
    """Serve one order."""
    Image.MAX_IMAGE_PIXELS = weight.MOST_PIXELS
    weight.limit_the_library()
    bench.serve({"check": check, "check_each": check_each, "merge": merge})
    sys.stdout.flush()


if __name__ == "__main__":
    main()
