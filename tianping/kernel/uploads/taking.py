"""What the rooms ask of uploads: take a file, turn and crop a photo, make one document of several photos.

Everything here is a function of bytes. The bytes are only looked at in this process; they are opened in another.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tianping.kernel.refusals import Refused
from tianping.kernel.uploads import guard, kinds

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
MOST_PHOTOS = 100
PDF, JPEG = "application/pdf", "image/jpeg"
# What a file control offers.
ACCEPT = "application/pdf,image/jpeg,image/png,image/heic,image/heif"
_BENCH = {kinds.Kind.DOCUMENT: "documents", kinds.Kind.PHOTO: "photos"}


@dataclass(frozen=True)
class Accepted:
    """A file that may be taken: what it really is, how many pages it has, and the bytes to keep."""

    media_type: str
    pages: int
    content: bytes


@dataclass(frozen=True)
class Box:
    """A part of a photo, in per cent of its width and height from the upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


def check(content: bytes, name: str = "") -> Accepted:
    """Take a file, harmless: a photo is made anew, a document is rewritten without what acts or tells on people.

    Raises Refused, in a sentence of its own for each kind, for what cannot be taken. ``name`` is what the sender
    calls the file; it is believed only where the bytes say nothing.
    """
    if not content:
        raise Refused(f"文件是空的（0字节）。{kinds.MEND}")
    if len(content) > LARGEST:
        raise Refused("文件超过20 MB。请分成几个文件，或者把照片缩小以后再上传。")
    answer = guard.run(_BENCH[kinds.kind_of(content, name)], "check", [content])
    return Accepted(answer.facts["media_type"], answer.facts["pages"], answer.content)


def rotated(content: bytes, quarters: int) -> bytes:
    """A photo turned clockwise by so many quarter turns; negative ones turn it the other way."""
    return guard.run("photos", "rotate", [content], quarters=quarters % 4).content


def cropped(content: bytes, box: Box) -> bytes:
    """The part of a photo within the box."""
    if not (0 <= box.left < box.right <= 100 and 0 <= box.top < box.bottom <= 100):
        raise Refused("裁剪的范围不对：左边应当小于右边，上边应当小于下边，都在0到100之间。")
    edges = [box.left, box.top, box.right, box.bottom]
    return guard.run("photos", "crop", [content], box=edges).content


def merged(contents: Sequence[bytes]) -> Accepted:
    """One PDF of photos and PDFs that were taken before, in the order given.

    Each photo stands on an A4 page, a very long one on several.
    """
    if not contents:
        raise Refused("还没有照片，请先拍照或者选择照片。")
    if len(contents) > MOST_PHOTOS:
        raise Refused(f"一份材料最多合并{MOST_PHOTOS}张照片，请分成几份。")
    answer = guard.run("documents", "merge", contents)
    return Accepted(answer.facts["media_type"], answer.facts["pages"], answer.content)
