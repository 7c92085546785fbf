"""The bench for photos: each is decoded and made anew, so that nothing of the sender's bytes is kept.

Run as a process of its own. A photo comes out as JPEG, upright, without what the camera wrote about place, time and
device, and no larger than a page needs; a signature as PNG.
"""

import io
import sys
from typing import Any

import pi_heif
from PIL import Image, ImageFile, ImageStat

from tianping.kernel.refusals import Refused
from tianping.kernel.uploads import bench

MEGAPIXEL = 1_000_000
MOST_PIXELS = {"JPEG": 120 * MEGAPIXEL, "MPO": 120 * MEGAPIXEL, "PNG": 30 * MEGAPIXEL, "HEIF": 60 * MEGAPIXEL}
# A JPEG with several pictures (MPO) is opened as JPEG; the first picture is the photo.
FORMATS = ("JPEG", "PNG", "HEIF")
LONGEST_SIDE, LONG_ONE_IS_WIDE, LONGEST_OF_LONG_ONES = 2400, 1200, 24_000
QUALITY = 88
# Nothing can be read on less: thumbnails, and marks that count who looks at a page.
SHORTEST_SIDE = 100
# On a picture made so small noise has gone, and a line of writing has not; what differs less than this is one colour.
SMALL_SIDE, ONE_COLOUR = 200, 16
# Of what a finger drew: darker than this is ink; its longer side and the points of ink that a name has at least.
INK, SHORTEST_STROKE, LEAST_INK = 160, 30, 60
# Each scan of a JPEG goes over the whole picture; a camera makes about ten, a film behind it looks like some more.
_JPEG, _SCAN, MOST_SCANS = b"\xff\xd8", b"\xff\xda", 400
BROKEN = "这张照片已经损坏或者没有传完整，请重新选择，或者重新拍照。"
TOO_LARGE = "照片的尺寸过大（像素太多），请截图以后上传截图，或者把照片缩小以后再上传；长截图请分成几段。"
JPEG = "image/jpeg"
PNG = "image/png"
_ORIENTATION = 0x0112
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def check(contents: list[bytes], _details: dict[str, Any]) -> bench.Made:
    """Make a photo anew. Raises Refused for one on which nothing can be seen."""
    photo = _opened(contents[0])
    _check_legible(photo)
    return _kept(photo)


def signature(contents: list[bytes], _details: dict[str, Any]) -> bench.Made:
    """Make what a finger drew anew. Raises Refused where nothing was drawn, or next to nothing."""
    photo = _opened(contents[0])
    ink = photo.convert("L").point(lambda value: 255 if value < INK else 0)
    edges = ink.getbbox()
    if edges is None or ink.histogram()[255] > photo.width * photo.height // 2:
        raise Refused("签名是空白的，请用手指写上姓名，再提交。")
    if max(edges[2] - edges[0], edges[3] - edges[1]) < SHORTEST_STROKE or ink.histogram()[255] < LEAST_INK:
        raise Refused("签名太小，看不出姓名；请清除以后重新签名，写得大一些。")
    stream = io.BytesIO()
    # Papers print signatures as lines, which JPEG would blur.
    Image.frombytes("RGB", photo.size, photo.tobytes()).save(stream, "PNG", optimize=True)
    return {"media_type": PNG, "pages": 1}, stream.getvalue()


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
    """The picture itself: in RGB on white paper, upright, and no larger than it is kept."""
    if content.startswith(_JPEG) and content.count(_SCAN) > MOST_SCANS:
        raise Refused("这张照片的结构反常，可能是特意制作的攻击文件，已拒收；请重新拍照，或者截图以后上传。")
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            _check_size(opened)
            if opened.format == "PNG" and getattr(opened, "n_frames", 1) > 1:
                raise Refused("这是会动的PNG图片，不能入卷。请打开后截图，上传截图。")
            # A JPEG of a large sensor is decoded at a fraction of its size at once.
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            opened.load()
            turn = _UPRIGHT.get(opened.getexif().get(_ORIENTATION, 1))
            photo = _shrunk(_on_paper(opened))
            return photo if turn is None else photo.transpose(turn)
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


def _check_legible(photo: Image.Image) -> None:
    width, height = photo.size
    if min(width, height) < SHORTEST_SIDE:
        raise Refused(f"这张图片只有{width}×{height}像素，看不出内容，请重新拍照，或者选择原来的照片。")
    small = photo.resize((min(width, SMALL_SIDE), min(height, SMALL_SIDE)), Image.Resampling.BOX)
    if all(most - least < ONE_COLOUR for least, most in ImageStat.Stat(small).extrema):
        raise Refused(
            "这张照片从头到尾是同一种颜色，什么也看不出来；请重新拍照，不要挡住镜头，光线要够。没有内容的背面不用上传。"
        )


def _on_paper(photo: Image.Image) -> Image.Image:
    """In RGB, what is transparent shown on white."""
    if photo.mode.startswith("I"):
        # Sixteen bits of grey.
        return photo.point(lambda value: value / 256).convert("L").convert("RGB")
    if not photo.has_transparency_data:
        return photo.convert("RGB")
    paper, picture = Image.new("RGB", photo.size, "white"), photo.convert("RGBA")
    paper.paste(picture, mask=picture.getchannel("A"))
    return paper


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
    return photo.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


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
    bench.serve({"check": check, "signature": signature, "rotate": rotate, "crop": crop})
    sys.stdout.flush()


if __name__ == "__main__":
    main()
