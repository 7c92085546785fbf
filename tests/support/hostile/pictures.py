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
# 64 × 48 points, the left half red, as a telephone writes it.
HEIC = base64.b85decode(
    "0000SW^{RQXk}?*00000ZE0pPXk}?*ZE0a<0005LZDn*}000000000XXk=`10000000000aA{+700000000000000000000G-+&aV*mgE07O6l0ss"
    "L300001;s5~v00000003D40ssI200KJz0RR9100000DgXcgIB98aW&i*H00062000$fZf0cy000000RRAKc4ILB0000LX>Mj^0ssI300IC2MR;ju"
    "000004sdC7Z2$lO00031008}IaB^?}007--aAR)(004Gqc4I>U18@KU0FVFx0000U@BsY%`1k+-4+CHT0RR|40Sp2E{{wIU00RJ!0009300RIXx&"
    "lC90096hLID8-Z~y=U0FVFx0{{R603M(qfd!W8<fgf}2xu@M00096AOHXZ03l)k0RRR>0l{;?i2wiq6Ju{|a&BX6cmM$a4FCp!0000KX>)L80000"
    "00000$0000$0000eV{Bn?0000$000010000m000010000000002|NsB+000020000GaA|mH000000|*ER0000OX>e^}0000000001009Mo0s{qv00"
    "00QX>w&|000000000EV`Ot<00IC3009610E=y8VRQfh097afuUO{v>c9WxYrp=Z{D;Z^|5yLvT=ib#ME{<*R+aY7|AW*ipvBl321c~%{5hld_TeK"
    "TIhYJjBVKWYRaOEuXGD1;xUT^}8bjop`>pxB^+KEg000I>cxh$;08LE*DgXcg2mk>A4*&uH000I6000^Q0000@VQXb_00"
)


def picture(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    """The left half red."""
    made = Image.new("RGB", size, "white")
    made.paste((200, 30, 30), (0, 0, size[0] // 2, size[1]))
    return made.convert(mode)


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
    yield "a photo of 4,000 million points", whole.replace(struct.pack(">HH", 48, 64), b"\xff\xff\xff\xff"), "像素太多"
    yield "a PNG whose profile unpacks to 80 MB", noted(bomb), "已经损坏"
    yield "a PNG whose note unpacks to 80 MB", noted(text), "已经损坏"
    yield "a PNG with a hundred million notes", noted(chunk(b"tEXt", b"a\x00" + bytes(900_000)) * 20 + text), "已经损坏"
    yield "a PNG of one point", encoded(picture((1, 1)), "PNG"), "只有1×1像素"
    yield "a photo of one line", encoded(picture((64, 7))), "只有64×7像素"
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
