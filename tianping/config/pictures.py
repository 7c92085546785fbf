"""Pictures that people of the demonstration hand in, drawn by the program: a signature, a photographed sheet."""

import functools
import io

from PIL import Image, ImageDraw

INK, PAPER = (34, 38, 52), (250, 248, 243)
# How far a hand goes up and down from one point to the next.
_WAVES = (0, -34, 26, -48, 38, -22, 44, -40, 16, -28, 32, -12, 6)


@functools.cache
def stroke() -> bytes:
    """A name signed with a finger, as PNG."""
    made = Image.new("RGB", (420, 160), "white")
    points = [(30 + 30 * place, 80 + wave) for place, wave in enumerate(_WAVES)]
    ImageDraw.Draw(made).line(points, fill=INK, width=5, joint="curve")
    return _png(made)


@functools.cache
def sheet(lines: int = 9) -> bytes:
    """A sheet of paper with so many lines written on it, as PNG."""
    made = Image.new("RGB", (720, 960), (214, 210, 202))
    page = ImageDraw.Draw(made)
    page.rectangle((40, 40, 680, 920), fill=PAPER)
    page.rectangle((250, 90, 470, 104), fill=INK)
    for line in range(lines):
        top, length = 170 + 60 * line, 540 - (line * 97) % 190
        page.line((90, top, 90 + length, top - 3), fill=INK, width=6)
    page.ellipse((520, 760, 600, 840), outline=(178, 44, 36), width=6)
    return _png(made)


def _png(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "PNG", optimize=True)
    return stream.getvalue()
