"""Photos that are broken, larger than they seem, or something else as well."""

import base64
import io
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from PIL import Image, PngImagePlugin

from tests.support.hostile.others import Hostile, zeros

SIGNATURE = b"\x89PNG\r\n\x1a\n"
# 160 × 120 points, the left half red, as a telephone writes it.
HEIC = base64.b85decode(
    "0000SW^{RQXk}?*00000ZE0pPXk}?*ZE0a<00042ZDn*}000000000XXk=`10000000000aA{+700000000000000000000B57=IV*mgE07O6l0R"
    "RC200001dH?|c000000024w001LtX>Mi!000000RR916=`l}WdZ;I000310BCk&F#rGn01j|zbZr0t000010002iX>f9I0002DX>en20001ZXm(>"
    "m0RwOV0058x000009`FGC{rLC*01pFT0096PKmiN^|NjGU00093kN^M!000939=ZZRVE_RDD?$MQ18@KU0|1Z!00RI30{|YN6d-wJx{^w3n}CLc0"
    "ssI505Sjo0{{XLVgLaE2SfqEa<F1R0000JV{dG7ZewhC0096E00w{n000zeb8uw<00000005u>004LZ000nhX?SS>000032nYxO000+haBX1#000"
    "00000310R({p0|Wp7077kKVRQfh05&KAuNg*y_k4vn|M&RE{e7$cDFt}2ZgYcwObG*7v->WPmIwqsG@^h200RI3g43{&1>iBD"
)


def picture(size: tuple[int, int] = (160, 120), mode: str = "RGB") -> Image.Image:
    """The left half red."""
    made = Image.new("RGB", size, "white")
    made.paste((200, 30, 30), (0, 0, size[0] // 2, size[1]))
    return made.convert(mode)


def noisy(grey: int) -> Image.Image:
    """A photograph of nothing: one grey, with what a sensor adds."""
    noise = Image.effect_noise((800, 600), 6).point(lambda value: value - 128 + grey)
    return noise.convert("RGB")


def encoded(made: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """The bytes of a picture."""
    stream = io.BytesIO()
    made.save(stream, kind, **options)
    return stream.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int, *more: bytes, depth: int = 8, colour: int = 0) -> bytes:
    """A PNG that says it has this size."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return SIGNATURE + head + b"".join(more) + chunk(b"IDAT", zlib.compress(bytes(64))) + chunk(b"IEND", b"")


def located() -> bytes:
    """A photo that lies on its side and says where it was taken, by which telephone."""
    facts = Image.Exif()
    facts[0x0112], facts[0x010F] = 6, "Telephone of Somebody"
    facts.get_ifd(0x8825).update({1: "N", 2: (35.0, 40.0, 12.0), 3: "E", 4: (107.0, 11.0, 9.0)})
    return encoded(picture(), exif=facts, comment=b"<?php system('id'); ?>")


def moving() -> bytes:
    """A PNG of two frames."""
    return encoded(picture(), "PNG", save_all=True, append_images=[picture(mode="L").convert("RGB").rotate(180)])


def noted(note: bytes) -> bytes:
    """A PNG with a chunk between its head and its picture."""
    whole = encoded(picture(), "PNG")
    return whole[:33] + note + whole[33:]


def many_scans() -> bytes:
    """A progressive JPEG whose last scan is said a hundred thousand times."""
    whole = encoded(Image.effect_noise((2000, 2000), 50), progressive=True)
    start = whole.rindex(b"\xff\xda")
    return whole[:-2] + whole[start:-2][:160] * 100_000 + b"\xff\xd9"


def broken() -> Iterator[Hostile]:
    """What is refused."""
    whole, red = encoded(picture()), encoded(picture(), "PNG")
    bomb = chunk(b"iCCP", b"icc\x00\x00" + zeros(80))
    text = chunk(b"zTXt", b"a\x00\x00" + zeros(80))
    yield "half a photo", whole[: len(whole) // 2], "已经损坏"
    yield "the beginning of a photo", b"\xff\xd8\xff\xe0" + bytes(50), "已经损坏"
    yield "half a PNG", red[:60], "已经损坏"
    yield "a PNG with a wrong sum", red.replace(b"IDAT", b"IDAx"), "已经损坏"
    yield "half a HEIC", HEIC[:300], "已经损坏"
    yield "a HEIC of nothing", b"\x00\x00\x00\x18ftypheic" + bytes(64), "已经损坏"
    yield "a PNG of 3,600 million points", png(60_000, 60_000), "像素太多"
    yield "a PNG of 2,000 million columns", png(2_000_000_000, 1), "像素太多"
    yield "a PNG of no size", png(0, 0), "已经损坏"
    yield (
        "a photo of 4,000 million points",
        whole.replace(struct.pack(">HH", 120, 160), b"\xff\xff\xff\xff"),
        "像素太多",
    )
    yield "a PNG whose profile unpacks to 80 MB", noted(bomb), "已经损坏"
    yield "a PNG whose note unpacks to 80 MB", noted(text), "已经损坏"
    yield "a PNG with a hundred million notes", noted(chunk(b"tEXt", b"a\x00" + bytes(900_000)) * 20 + text), "已经损坏"
    yield "a PNG of one point", encoded(picture((1, 1)), "PNG"), "只有1×1像素"
    yield "a photo of one line", encoded(picture((160, 7))), "只有160×7像素"
    yield "a thumbnail", encoded(picture((99, 120))), "只有99×120像素"
    yield "a photo with the lens covered", encoded(noisy(9)), "同一种颜色"
    yield "a photo of a white sheet", encoded(noisy(246)), "同一种颜色"
    yield "a PNG that is all black", encoded(Image.new("RGB", (160, 120)), "PNG"), "同一种颜色"
    yield "a PNG that one sees through everywhere", encoded(Image.new("RGBA", (160, 120)), "PNG"), "同一种颜色"
    yield "a PNG that moves", moving(), "会动的PNG"
    yield "a photo of a hundred thousand scans", many_scans(), "结构反常"
    yield "a film with the mark of a photo", b"\xff\xd8\xff" + b"\x00\x00\x00\x18ftypmp42", "已经损坏"


def neutralised() -> Iterator[tuple[str, bytes]]:
    """What is taken once it is made anew."""
    whole = encoded(picture())
    yield "a photo with a zip behind it", whole + b"PK\x03\x04" + bytes(64)
    yield "a photo with a page behind it", whole + b"<script>alert(1)</script>"
    yield "a photo with a film behind it", whole + b"\x00\x00\x00\x18ftypmp42" + bytes(64)
    yield "a photo that says where it was taken", located()
    yield "a PNG with a page in a note", encoded(picture(), "PNG", pnginfo=_note())
    yield "a PNG with a program behind it", encoded(picture(), "PNG") + b"MZ\x90"
    yield "a telephone's HEIC", HEIC
    yield "a photo of two pictures (MPO)", encoded(picture(), "MPO", save_all=True, append_images=[picture((8, 8))])
    yield "a photo for print (CMYK)", encoded(picture(mode="CMYK"))
    yield "a PNG with a palette", encoded(picture(mode="P"), "PNG")
    yield "a PNG that one sees through", encoded(picture(mode="RGBA"), "PNG")


def _note() -> PngImagePlugin.PngInfo:
    note = PngImagePlugin.PngInfo()
    note.add_text("Comment", "<script>alert(1)</script>")
    return note
