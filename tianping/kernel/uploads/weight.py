"""How much a PDF really holds: objects, what its streams unpack to, its pictures, and what draws what."""

import io
import re
import zlib
from typing import Any

import pikepdf
from PIL import Image, UnidentifiedImageError

from tianping.kernel.refusals import Refused

MEGABYTE = 1024 * 1024
MOST_OBJECTS, MOST_PIXELS = 100_000, 120_000_000
MOST_IN_ONE_STREAM, MOST_IN_ALL = 100 * MEGABYTE, 600 * MEGABYTE
MOST_FILTERS, DEEPEST_NESTING, DEEPEST_DRAWING, MOST_DRAWN, MOST_WARNINGS = 3, 64, 20, 20_000, 100
RESCAN = "请重新扫描，或者拍照上传。"
COMPLEX = f"这个PDF内部过于复杂，可能是攻击文件，已拒收；{RESCAN}"
BOMB = f"这个PDF解开以后会大得不合常理，可能是攻击文件，已拒收；{RESCAN}"
LARGE_PICTURE = f"这个PDF里有一张图片的尺寸过大，已拒收；{RESCAN}"
CIRCLE = f"这个PDF里的图形互相套用，永远画不完，可能是攻击文件，已拒收；{RESCAN}"
_PACKED = frozenset({"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"})
_FLATE = frozenset({"/FlateDecode", "/Fl"})
_PHOTOGRAPHIC = frozenset({"/DCTDecode", "/DCT", "/JPXDecode"})
_SLICE = 64 * 1024


def limit_the_library() -> None:
    """What the PDF library may spend on one stream and on nesting while it reads."""
    pikepdf.settings.set_qpdf_limits(
        doc_max_warnings=MOST_WARNINGS,
        parser_max_nesting=DEEPEST_NESTING,
        max_stream_filters=MOST_FILTERS,
        flate_max_memory=MOST_IN_ONE_STREAM,
        run_length_max_memory=MOST_IN_ONE_STREAM,
        png_max_memory=MOST_IN_ONE_STREAM,
        tiff_max_memory=MOST_IN_ONE_STREAM,
    )


def check(opened: pikepdf.Pdf) -> None:
    """Raise Refused for what unpacks to more than any paper needs."""
    if len(opened.objects) > MOST_OBJECTS:
        raise Refused(COMPLEX)
    streams = [each for each in opened.objects if isinstance(each, pikepdf.Stream)]
    total = 0
    for each in streams:
        _check_picture(each)
        total += _unpacked_size(each)
        if total > MOST_IN_ALL:
            raise Refused(BOMB)
    drawing = _Drawing()
    for each in streams:
        drawing.cost(each)


def _filters(stream: Any) -> list[str]:
    named = stream.get("/Filter")
    names = list(named) if isinstance(named, pikepdf.Array) else [] if named is None else [named]
    if len(names) > MOST_FILTERS:
        raise Refused(BOMB)
    return [str(name) for name in names]


def _unpacked_size(stream: Any) -> int:
    filters = _filters(stream)
    packed = [name for name in filters if name in _PACKED]
    if not packed:
        return 0
    if len(packed) > 1:
        # Nothing that makes papers packs twice.
        raise Refused(BOMB)
    if filters[0] in _FLATE:
        return _inflated_size(stream.read_raw_bytes())
    if _PHOTOGRAPHIC & set(filters):
        return 0
    return len(stream.read_bytes())


def _inflated_size(raw: bytes) -> int:
    """Counted in slices, so that the counting itself never holds much."""
    unpacking, size = zlib.decompressobj(), 0
    for start in range(0, len(raw), _SLICE):
        rest = raw[start : start + _SLICE]
        while rest:
            try:
                size += len(unpacking.decompress(rest, _SLICE * 16))
            except zlib.error:
                # Broken from here on; a reader stops here, too.
                return size
            if size > MOST_IN_ONE_STREAM:
                raise Refused(BOMB)
            rest = unpacking.unconsumed_tail
    return size


def _check_picture(stream: Any) -> None:
    if str(stream.get("/Subtype", "")) != "/Image":
        return
    if int(stream.get("/Width", 0)) * int(stream.get("/Height", 0)) > MOST_PIXELS:
        raise Refused(LARGE_PICTURE)
    filters = _filters(stream)
    if len(filters) == 1 and filters[0] in _PHOTOGRAPHIC:
        _check_photograph(stream.read_raw_bytes())


def _check_photograph(raw: bytes) -> None:
    """A picture says its size itself, and readers believe it rather than the document around it."""
    try:
        with Image.open(io.BytesIO(raw), formats=("JPEG", "JPEG2000")) as opened:
            width, height = opened.size
    except Image.DecompressionBombError:
        raise Refused(LARGE_PICTURE) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, IndexError):
        return
    if width * height > MOST_PIXELS:
        raise Refused(LARGE_PICTURE)


class _Drawing:
    """What drawing a form once takes, counted in forms: forms draw forms, and a few lines can ask for billions."""

    def __init__(self) -> None:
        self._costs: dict[tuple[int, int], int] = {}
        self._path: list[tuple[int, int]] = []

    def cost(self, form: Any) -> int:
        """How many forms one use of this form draws."""
        if form.objgen in self._path:
            raise Refused(CIRCLE)
        if form.objgen not in self._costs:
            self._path.append(form.objgen)
            if len(self._path) > DEEPEST_DRAWING:
                raise Refused(COMPLEX)
            self._costs[form.objgen] = self._counted(form)
            self._path.pop()
        return self._costs[form.objgen]

    def _counted(self, form: Any) -> int:
        used = _used_forms(form)
        content = form.read_bytes() if used else b""
        drawn = sum(
            len(re.findall(re.escape(name.encode()) + rb"\b", content)) * self.cost(each) for name, each in used
        )
        if drawn > MOST_DRAWN:
            raise Refused(BOMB)
        return 1 + drawn


def _used_forms(form: Any) -> list[tuple[str, Any]]:
    resources = form.get("/Resources")
    if not isinstance(resources, pikepdf.Dictionary):
        return []
    found = []
    for kind in ("/XObject", "/Pattern"):
        named = resources.get(kind)
        for name, each in named.items() if isinstance(named, pikepdf.Dictionary) else ():
            if isinstance(each, pikepdf.Stream) and str(each.get("/Subtype", "")) != "/Image":
                found.append((name, each))
    return found
