"""Files from strangers: each hostile or broken kind is refused in a sentence of its own, or made harmless."""

import io
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageDraw

from tests.support.hostile import others, papers, pictures
from tests.support.uploads import PHOTO, SCAN, SIGNATURE
from tianping.kernel import uploads
from tianping.kernel.refusals import Refused, TooMany
from tianping.kernel.uploads import bench, guard

HOSTILE = [
    *others.packed(),
    *others.running(),
    *others.media(),
    *papers.acting(),
    *papers.heavy(),
    *pictures.broken(),
]
PHOTOS, PAPERS = [*pictures.neutralised()], [*papers.neutralised()]
# What acts, carries along or tells on people; none of it may stand in what is kept.
LIVE = (
    b"phish",
    b"Somebody",
    b"/OpenAction",
    b"/AA",
    b"/JavaScript",
    b"/Metadata",
    b"/Encrypt",
    b"<script",
    b"PK\x03\x04",
)


@pytest.fixture(autouse=True)
def _within_ten_seconds() -> Iterator[None]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    yield
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime <= bench.CPU_SECONDS


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize(("content", "sentence"), [each[1:] for each in HOSTILE], ids=[each[0] for each in HOSTILE])
def test_a_hostile_file_is_refused_in_a_sentence_that_says_what_to_do(content: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        uploads.check(content)
    assert "请" in str(refused.value)


@pytest.mark.parametrize("content", [each[1] for each in PAPERS], ids=[each[0] for each in PAPERS])
def test_a_paper_is_written_anew_without_what_could_act_or_tell(content: bytes) -> None:
    kept = uploads.check(content)
    assert (kept.media_type, kept.pages) in {("application/pdf", 1), ("application/pdf", 2)}
    assert not [each for each in LIVE if each in kept.content]
    assert uploads.check(content) == kept


@pytest.mark.parametrize("content", [each[1] for each in PHOTOS], ids=[each[0] for each in PHOTOS])
def test_a_photo_is_made_anew_with_nothing_of_what_came_along(content: bytes) -> None:
    kept = uploads.check(content)
    assert (kept.media_type, kept.pages) == ("image/jpeg", 1)
    assert not [
        each for each in (b"Telephone", b"<?php", b"<script", b"PK\x03", b"ftyp", b"MZ\x90") if each in kept.content
    ]
    photo = opened(kept.content)
    assert (photo.mode, sorted(photo.size), not photo.getexif()) == ("RGB", [120, 160], True)


def test_a_scan_and_a_photograph_are_taken_with_their_pages() -> None:
    scan, photo = uploads.check(SCAN), uploads.check(PHOTO, "IMG_1.png")
    assert (scan.media_type, scan.pages) == ("application/pdf", 2)
    assert (photo.media_type, photo.pages) == ("image/jpeg", 1)


def test_a_photo_stands_upright_as_it_was_taken() -> None:
    photo = opened(uploads.check(pictures.located()).content)
    assert photo.size == (120, 160)
    # The left half was red; turned clockwise, it is the upper half.
    assert photo.getpixel((60, 20)) == pytest.approx((200, 30, 30), abs=12)
    assert photo.getpixel((60, 140)) == pytest.approx((255, 255, 255), abs=12)


def test_what_is_kept_of_a_photo_is_no_larger_than_a_page_needs_and_a_long_screenshot_stays_legible() -> None:
    large = pictures.encoded(pictures.picture((4000, 3000)))
    assert opened(uploads.check(large).content).size == (2400, 1800)
    long = pictures.encoded(pictures.picture((1080, 18_000)), "PNG")
    assert opened(uploads.check(long).content).size == (1080, 18_000)


def test_sixteen_bits_of_grey_are_grey() -> None:
    grey = Image.new("I;16", (160, 120), 0x8000)
    grey.paste(0xFFFF, (80, 0, 160, 120))
    kept = opened(uploads.check(pictures.encoded(grey, "PNG")).content)
    assert kept.getpixel((9, 9)) == pytest.approx((128, 128, 128), abs=2)
    assert kept.getpixel((150, 9)) == pytest.approx((255, 255, 255), abs=2)


def test_a_sheet_with_one_line_on_it_is_no_blank_one_and_blank_pages_of_a_scan_stay() -> None:
    sheet = Image.new("RGB", (2000, 2800), "white")
    ImageDraw.Draw(sheet).text((300, 400), "2021-01-10", fill="black", font_size=60)
    assert uploads.check(pictures.encoded(sheet)).pages == 1
    assert uploads.check(SCAN).pages == 2


def test_a_signature_has_ink_of_some_extent() -> None:
    assert uploads.signature(SIGNATURE).media_type == "image/png"
    point = Image.new("RGBA", (420, 160))
    ImageDraw.Draw(point).ellipse((200, 70, 206, 76), fill="black")
    for drawn, sentence in (
        (Image.new("RGBA", (420, 160)), "签名是空白的"),
        (Image.new("RGB", (420, 160), "black"), "签名是空白的"),
        (point, "签名太小"),
    ):
        with pytest.raises(Refused, match=sentence):
            uploads.signature(pictures.encoded(drawn, "PNG"))
    with pytest.raises(Refused, match="这不是签名的图片"):
        uploads.signature(SCAN)


def test_a_signed_paper_stays_as_it_was_signed() -> None:
    assert uploads.check(papers.signed()).content == papers.signed()


def test_what_has_no_mark_is_told_by_what_the_sender_calls_it() -> None:
    with pytest.raises(Refused, match="这是程序（.vbs），已拒收"):
        uploads.check(b"CreateObject", "借条.pdf.VBS")
    with pytest.raises(Refused, match="这是文本文件"):
        uploads.check("经过".encode(), "经过.txt")


def test_a_photo_is_turned_and_cropped() -> None:
    photo = pictures.encoded(pictures.picture())
    right, left = opened(uploads.rotated(photo, 1)), opened(uploads.rotated(photo, -1))
    assert right.size == left.size == (120, 160)
    assert right.getpixel((60, 20)) == pytest.approx((200, 30, 30), abs=12)
    assert left.getpixel((60, 140)) == pytest.approx((200, 30, 30), abs=12)
    half = opened(uploads.cropped(photo, uploads.Box(50, 0, 100, 50)))
    assert half.size == (80, 60)
    assert half.getpixel((40, 30)) == pytest.approx((255, 255, 255), abs=12)


@pytest.mark.parametrize("box", [(50, 0, 50, 100), (-1, 0, 9, 9), (0, 0, 101, 9), (0, 9, 9, 1), (0, 0, 0.001, 9)])
def test_a_box_that_leaves_nothing_is_refused(box: tuple[float, float, float, float]) -> None:
    with pytest.raises(Refused, match="裁剪的范围"):
        uploads.cropped(pictures.encoded(pictures.picture()), uploads.Box(*box))


def test_photos_become_one_paper_in_their_order_each_on_its_page() -> None:
    upright, lying = Image.new("RGB", (300, 400)), Image.new("RGB", (400, 300))
    long = Image.new("RGB", (100, 400))
    merged = uploads.merged([pictures.encoded(each) for each in (upright, lying, long)])
    with pikepdf.open(io.BytesIO(merged.content)) as made:
        sizes = [[round(float(edge)) for edge in page.mediabox[2:]] for page in made.pages]
    # The long one goes over three pages.
    assert sizes == [[595, 842], [842, 595], [595, 842], [595, 842], [595, 842]]
    assert uploads.check(merged.content).pages == merged.pages == 5


def test_a_photo_between_two_documents_keeps_its_place() -> None:
    photo = uploads.check(PHOTO).content
    merged = uploads.merged([SCAN, photo, SCAN])
    with pikepdf.open(io.BytesIO(merged.content)) as made:
        drawn = ["/Photo" in page.get("/Resources", {}).get("/XObject", {}) for page in made.pages]
    assert drawn == [False, False, True, False, False]
    assert uploads.check(merged.content).pages == merged.pages == 5


def test_only_what_was_taken_is_made_one_paper() -> None:
    with pytest.raises(Refused, match="还没有照片"):
        uploads.merged([])
    with pytest.raises(Refused, match="已经损坏"):
        uploads.merged([b"%PDF-1.7 no document"])
    with pytest.raises(Refused, match="已经损坏"):
        uploads.merged([b"no photo"])
    with pytest.raises(Refused, match="最多合并100张"):
        uploads.merged([b"x"] * 101)


def test_the_process_that_opens_files_has_little_memory_and_time_and_writes_nothing() -> None:
    asked = "\n".join(
        [
            "import os, resource",
            "from tianping.kernel.uploads import bench",
            "bench.limit()",
            "for name in ('AS', 'CPU', 'FSIZE'): print(resource.getrlimit(getattr(resource, 'RLIMIT_' + name))[1])",
            "print(sorted(os.environ))",
        ]
    )
    said = subprocess.run(
        [sys.executable, "-c", asked], env=guard.ENVIRONMENT, capture_output=True, text=True, check=True
    )
    memory, seconds, written, known = said.stdout.split("\n")[:4]
    assert (int(memory), int(seconds), int(written)) == (512 * 1024 * 1024, 10, 0)
    assert known == "['LC_ALL', 'MALLOC_ARENA_MAX', 'PYTHONPATH']"


def alone(content: bytes) -> str | bytes:
    """What comes of a file that is looked at by itself."""
    try:
        return uploads.check(content).content
    except Refused as refusal:
        return str(refusal)


@pytest.mark.parametrize("breaks", [False, True])
def test_many_files_are_each_told_what_comes_of_them_whatever_the_others_are(
    monkeypatch: pytest.MonkeyPatch, *, breaks: bool
) -> None:
    many = [SCAN, *(each[1] for each in [*papers.acting()][:4]), PHOTO, PAPERS[0][1], b"", b"text", SCAN]
    expected = [alone(each) for each in many]
    run = guard.run

    def breaking(table: str, work: str, contents: Sequence[bytes], **details: Any) -> guard.Answer:
        if work == "check_each":
            raise Refused("超过了允许的时间或者内存")
        return run(table, work, contents, **details)

    if breaks:
        monkeypatch.setattr(guard, "run", breaking)
    found = uploads.check_many(many)
    assert [str(each) if isinstance(each, Refused) else each.content for each in found] == expected


def test_work_that_does_not_end_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "LONGEST_SECONDS", 0.01)
    with pytest.raises(Refused, match="超过了允许的时间或者内存"):
        uploads.check(SCAN)


def test_many_files_at_once_wait_for_each_other_and_are_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "PATIENCE_SECONDS", 0.01)
    for _place in range(guard.AT_ONCE):
        guard.places.acquire()
    try:
        with pytest.raises(TooMany, match="请一分钟后再上传"):
            uploads.check(SCAN)
    finally:
        guard.places.release(guard.AT_ONCE)
