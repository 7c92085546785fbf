"""What the rooms ask of uploads: take a file, turn and crop a photo, make one document of several photos.

Everything here is a function of bytes. The bytes are only looked at in this process; they are opened in another.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tianping.kernel.refusals import Refused, TooMany, tried
from tianping.kernel.uploads import guard, kinds

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
LARGEST_DRAWN = 500_000
MOST_PHOTOS = 100
# Documents of this size and fewer share a process.
DOZEN, SMALL = 12, MEGABYTE
PDF, JPEG = "application/pdf", "image/jpeg"
# With which ending what was taken is downloaded.
ENDINGS = {PDF: "pdf", JPEG: "jpg", "image/png": "png"}
PDF_BEGINS = b"%PDF-"
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


def signature(content: bytes) -> Accepted:
    """What a finger drew on the pad (手写签名), made anew; every pad of the house is read here.

    Raises Refused where nothing was drawn or too little to be a name, and for whatever is no picture, or too large.
    """
    if len(content) > LARGEST_DRAWN:
        raise Refused("签名的图片过大，请清除以后重新签名。")
    if kinds.kind_of(content, "签名.png") is not kinds.Kind.PHOTO:
        raise Refused("这不是签名的图片，请清除以后重新签名。")
    answer = guard.run("photos", "signature", [content])
    return Accepted(answer.facts["media_type"], answer.facts["pages"], answer.content)


def check_many(contents: Sequence[bytes]) -> list[Accepted | Refused]:
    """``check`` for many files at once, in their order: what may be taken, or why it may not.

    Documents share a process by the dozen. One that is made to break it is found by looking at each of them alone.
    """
    together: list[int] = []
    found: dict[int, Accepted | Refused] = {}
    for place, content in enumerate(contents):
        if content.startswith(PDF_BEGINS) and len(content) <= SMALL:
            together.append(place)
        else:
            found[place] = _alone(content)
    for start in range(0, len(together), DOZEN):
        some = together[start : start + DOZEN]
        found |= dict(zip(some, _checked_together([contents[place] for place in some]), strict=True))
    return [found[place] for place in range(len(contents))]


def _checked_together(contents: Sequence[bytes]) -> list[Accepted | Refused]:
    answers: list[guard.Answer] = []
    refusal = tried(lambda: answers.append(guard.run("documents", "check_each", contents)), raising=(TooMany,))
    if refusal is not None:
        return [_alone(content) for content in contents]
    made: list[Accepted | Refused] = []
    (answer,), at = answers, 0
    for facts in answer.facts["each"]:
        content = answer.content[at : at + facts["size"]]
        at += facts["size"]
        refused = facts.get("refused")
        made.append(Refused(refused) if refused else Accepted(facts["media_type"], facts["pages"], content))
    return made


def _alone(content: bytes) -> Accepted | Refused:
    taken: list[Accepted] = []
    refusal = tried(lambda: taken.append(check(content)), raising=(TooMany,))
    return taken[0] if refusal is None else refusal


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
