"""Files from phones: what is taken, and what each hostile kind is told."""

import io
import zipfile

import pikepdf
import pytest

from tests.support.uploads import PHOTO, SCAN
from tianping.kernel import uploads
from tianping.kernel.refusals import Refused


def saved(made: pikepdf.Pdf, encryption: pikepdf.Encryption | bool = False) -> bytes:
    stream = io.BytesIO()
    made.save(stream, encryption=encryption)
    return stream.getvalue()


def acting_pdf(action: str) -> bytes:
    made = pikepdf.open(io.BytesIO(SCAN))
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name(f"/{action}"), JS="app.alert(1)")
    return saved(made)


def carrying_pdf() -> bytes:
    made = pikepdf.open(io.BytesIO(SCAN))
    made.attachments["payload.exe"] = pikepdf.AttachedFileSpec(made, b"MZ")
    return saved(made)


def packed() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("a.txt", "a")
    return stream.getvalue()


def test_a_scan_and_a_photograph_are_taken_with_their_pages() -> None:
    scan, picture = uploads.check(SCAN), uploads.check(PHOTO)
    assert (scan.media_type, scan.pages) == ("application/pdf", 2)
    assert (picture.media_type, picture.pages) == ("image/jpeg", 1)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "文件是空的"),
        (packed(), "压缩包"),
        (b"MZ\x90", "可执行程序"),
        (b"#!/bin/sh", "脚本程序"),
        (bytes.fromhex("d0cf11e0a1b11ae1"), "旧格式的Office"),
        (b"\x00\x00\x00\x18ftypheic", "已经损坏"),
        (b"\x00\x00\x00\x18ftypmp42", "录像"),
        (b"plain words", "无法识别"),
        (b"%PDF-1.7 broken", "已经损坏"),
        (PHOTO[:40], "已经损坏"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 50, "已经损坏"),
        (acting_pdf("JavaScript"), "会运行的程序"),
        (acting_pdf("Launch"), "会运行的程序"),
        (carrying_pdf(), "夹带了别的文件"),
        (saved(pikepdf.open(io.BytesIO(SCAN)), encryption=pikepdf.Encryption(owner="a", user="b")), "加了打开密码"),
        (saved(pikepdf.new()), "一页也没有"),
        (b"%PDF-" + b"0" * uploads.LARGEST, "超过20 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_go_on_file_is_refused_in_a_sentence_of_its_own(content: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        uploads.check(content)
