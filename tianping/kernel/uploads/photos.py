"""The bench for photos: each is decoded and made anew, so that nothing of the sender's bytes is kept.

Run as a process of its own. A photo comes out as JPEG, upright, without what the camera wrote about place, time and
device, and no larger than a page needs.
"""

import io
import sys
from typing import Any

import pi_heif
from PIL import Image, ImageFile, ImageOps

from tianping.kernel.refusals import Refused
from tianping.kernel.uploads import bench

MEGAPIXEL = 1_000_000
MOST_PIXELS = {"JPEG": 120 * MEGAPIXEL, "MPO": 120 * MEGAPIXEL, "PNG": 50 * MEGAPIXEL, "HEIF": 60 * MEGAPIXEL}
# A JPEG with several pictures (MPO) is opened as JPEG; the first picture is the photo.
FORMATS = ("JPEG", "PNG", "HEIF")
LONGEST_SIDE, LONG_ONE_IS_WIDE, LONGEST_OF_LONG_ONES = 2400, 1200, 24_000
QUALITY = 88
BROKEN = "这张照片已经损坏或者没有传完整，请重新选择，或者重新拍照。"
TOO_LARGE = "照片的尺寸过大（像素太多），请截图以后上传截图，或者把照片缩小以后再上传。"
JPEG = "image/jpeg"


def check(contents: list[bytes], _details: dict[str, Any]) -> bench.Made:
    """Make a photo anew."""
    return _kept(_opened(contents[0]))


def rotate(contents: list[bytes], details: dict[str, Any]) -> bench.Made:
    """Turn a photo clockwise by quarter turns."""
    turns = [None, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90]
    turn, photo = turns[details["quarters"]], _opened(contents[0])
    return _kept(photo if turn is None else photo.transpose(turn))


def crop(contents: list[bytes], details: dict[str, Any]) -> bench.Made:
    """Cut a photo to a box given in per cent."""
    photo = _opened(contents[0])
    left, top, right, bottom = details["box"]
    width, height = photo.size
    edges = (
        round(width * left / 100),
        round(height * top / 100),
        round(width * right / 100),
        round(height * bottom / 100),
    )
    if edges[2] - edges[0] < 1 or edges[3] - edges[1] < 1:
        raise Refused("裁剪的范围太小，照片会什么也不剩；请放大范围。")
    return _kept(photo.crop(edges))


def _opened(content: bytes) -> Image.Image:
    """The picture itself, upright and no larger than it is kept."""
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            _check_size(opened)
            if opened.format == "PNG" and getattr(opened, "n_frames", 1) > 1:
                raise Refused("这是会动的PNG图片，不能入卷。请打开后截图，上传截图。")
            # A JPEG of a large sensor is decoded at a fraction of its size at once.
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            opened.load()
            return _plain(ImageOps.exif_transpose(_shrunk(opened)))
    except Image.DecompressionBombError:
        raise Refused(TOO_LARGE) from None
    except (OSError, SyntaxError, ValueError, EOFError):
        raise Refused(BROKEN) from None


def _check_size(opened: Image.Image) -> None:
    width, height = opened.size
    if width * height > MOST_PIXELS[opened.format or ""]:
        raise Refused(TOO_LARGE)
    if width < 1 or height < 1:
        raise Refused(BROKEN)


def _shrunk(photo: Image.Image) -> Image.Image:
    """No larger than a page needs; a long screenshot stays wide enough to be read."""
    short, long = sorted(photo.size)
    if long > 3 * short:
        factor = min(1.0, LONG_ONE_IS_WIDE / short, LONGEST_OF_LONG_ONES / long)
    else:
        factor = min(1.0, LONGEST_SIDE / long)
    if factor == 1.0:
        return photo
    size = (max(1, round(photo.width * factor)), max(1, round(photo.height * factor)))
    smaller = (photo.convert("RGBA") if photo.mode in {"P", "PA", "LA"} else photo).resize(
        size, Image.Resampling.LANCZOS
    )
    smaller.info = photo.info
    return smaller


def _plain(photo: Image.Image) -> Image.Image:
    """In RGB on white paper."""
    if photo.mode.startswith("I"):
        # Sixteen bits of grey.
        photo = photo.point(lambda value: value / 256).convert("L")
    if photo.has_transparency_data:
        paper = Image.new("RGBA", photo.size, "white")
        paper.alpha_composite(photo.convert("RGBA"))
        photo = paper
    return photo.convert("RGB")


def _kept(photo: Image.Image) -> bench.Made:
    stream = io.BytesIO()
    # Into a new picture, so that nothing hangs on it that came along.
    Image.frombytes("RGB", photo.size, photo.tobytes()).save(stream, "JPEG", quality=QUALITY)
    return {"media_type": JPEG, "pages": 1}, stream.getvalue()


def main() -> None:
    """Serve one order."""
    pi_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = max(MOST_PIXELS.values())
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    bench.serve({"check": check, "rotate": rotate, "crop": crop})
    sys.stdout.flush()


if __name__ == "__main__":
    main()
