"""Files that are neither a paper nor a photo, whatever they call themselves."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator

# What it is, its bytes, a part of the sentence.
Hostile = tuple[str, bytes, str]
WORKBOOK, WORD = "Workbook".encode("utf-16-le"), "WordDocument".encode("utf-16-le")
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)


def package(*names: str, content: bytes = b"x") -> bytes:
    """A ZIP with files of these names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in names:
            packed.writestr(name, content)
    return stream.getvalue()


def tar() -> bytes:
    """A tar archive that would climb out of its folder."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as packed:
        packed.addfile(tarfile.TarInfo("../../etc/passwd"))
    return stream.getvalue()


def zeros(megabytes: int) -> bytes:
    """So many megabytes of zeros as zlib packs them, made without packing them all."""
    packing = zlib.compressobj()
    once = packing.compress(bytes(1024 * 1024)) + packing.flush(zlib.Z_FULL_FLUSH)
    return once + once[2:] * (megabytes - 1)


def riff(kind: bytes) -> bytes:
    """A RIFF container of this kind."""
    return b"RIFF" + struct.pack("<I", 36) + kind + bytes(32)


def box(brand: bytes) -> bytes:
    """An ISO media file of this brand."""
    return b"\x00\x00\x00\x18ftyp" + brand + bytes(64)


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><l>&x;</l>'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
MAIL = b"Received: from a by b\r\nSubject: x\r\n\r\nwords"
WHOLE_PAGE = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x"


def packed() -> Iterator[Hostile]:
    """Archives and what is an archive inside."""
    yield "an empty file", b"", "文件是空的"
    yield "a zip", package("a.txt"), "ZIP压缩包"
    yield "a zip that climbs out of its folder", package("../../../etc/cron.d/x"), "ZIP压缩包"
    yield "a zip bomb", package("zeros", content=bytes(20_000_000)), "ZIP压缩包"
    yield "a zip in a zip", package("inner.zip", content=package("a.txt")), "ZIP压缩包"
    yield "a 7z", b"7z\xbc\xaf\x27\x1c" + bytes(32), "7z压缩包"
    yield "a rar", b"Rar!\x1a\x07\x01\x00", "RAR压缩包"
    yield "a tar", tar(), "tar压缩包"
    yield "a gz", gzip.compress(b"x"), "gz压缩包"
    yield "a bz2", bz2.compress(b"x"), "bz2压缩包"
    yield "an xz", lzma.compress(b"x"), "xz压缩包"
    yield "a docx", package("[Content_Types].xml", "word/document.xml"), "这是Word文档"
    yield "an xlsx", package("[Content_Types].xml", "xl/workbook.xml"), "这是Excel表格"
    yield "a pptx", package("[Content_Types].xml", "ppt/presentation.xml"), "这是PPT演示文稿"
    yield "a docm with macros", package("word/document.xml", "word/vbaProject.bin"), "带宏程序"
    yield "an ofd", package("OFD.xml", "Doc_0/Document.xml"), "OFD版式文件"
    yield "an odt", package("mimetype", content=b"application/vnd.oasis.opendocument.text"), "ZIP压缩包"
    yield "an apk", package("AndroidManifest.xml", "classes.dex"), "手机应用程序"
    yield "a jar", package("META-INF/MANIFEST.MF", "A.class"), "可执行程序"
    yield "an old doc or wps", OLD_OFFICE + WORD, "旧格式的Word（或者WPS文字）"
    yield "an old xls or et", OLD_OFFICE + WORKBOOK, "旧格式的Excel（或者WPS表格）"
    yield "an old xls with macros", OLD_OFFICE + WORKBOOK + "_VBA_PROJECT".encode("utf-16-le"), "带宏程序"
    yield "a dps", OLD_OFFICE + "PowerPoint Document".encode("utf-16-le"), "旧格式的PPT（或者WPS演示）"
    yield "an Outlook message", OLD_OFFICE + "__properties_version1.0".encode("utf-16-le"), "Outlook邮件"


def running() -> Iterator[Hostile]:
    """What runs, or points to what runs."""
    yield "an exe called a photo", b"MZ\x90\x00" + bytes(64), "可执行程序"
    yield "an ELF", b"\x7fELF\x02\x01", "可执行程序"
    yield "a class", b"\xca\xfe\xba\xbe\x00\x00\x00\x34", "可执行程序"
    yield "a shell script", b"#!/bin/sh\nrm -rf /", "脚本程序"
    yield "a batch file", b"@echo off\r\nformat c:", "脚本程序"
    yield "a shortcut", b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(64), "这是快捷方式"
    yield "a link to a page", b"[InternetShortcut]\r\nURL=http://a.example", "网址的快捷方式"
    yield "a page", b"  <!DOCTYPE html><script>alert(1)</script>", "网页文件"
    yield "a page in UTF-16", "<html><body>".encode("utf-16"), "网页文件"
    yield "a page after a mark", b"\xef\xbb\xbf<html>", "网页文件"
    yield "a whole page", WHOLE_PAGE, "整页保存的网页"
    yield "a drawing with a program", SVG, "SVG矢量图"
    yield "a drawing after a declaration", b'<?xml version="1.0"?>\n' + SVG, "SVG矢量图"
    yield "an XML of a billion laughs", LAUGHS, "带外部引用的XML"
    yield "an XML that reads a file", OUTSIDE, "带外部引用的XML"
    yield "an XML invoice", b'<?xml version="1.0"?><EInvoice/>', "XML文件"
    yield "a mail", MAIL, "电子邮件文件"
    yield "an RTF", b"{\\rtf1\\object\\objdata}", "RTF"
    yield "a PostScript", b"%!PS-Adobe-3.0\n(/etc/passwd)(r)file", "PostScript"


def media() -> Iterator[Hostile]:
    """Pictures that are not taken, sound and film."""
    yield "a GIF", b"GIF89a" + bytes(32), "GIF图片"
    yield "a GIF that is a jar (GIFAR)", b"GIF89a" + bytes(32) + package("A.class"), "GIF图片"
    yield "a BMP", b"BM" + bytes(64), "BMP位图"
    yield "a TIFF", b"II*\x00" + bytes(64), "TIFF扫描图"
    yield "a WebP", riff(b"WEBP"), "WebP图片"
    yield "an AVIF", box(b"avif"), "AVIF图片"
    yield "a film", box(b"mp42"), "这是录像"
    yield "a film of QuickTime", box(b"qt  "), "这是录像"
    yield "an AVI", riff(b"AVI "), "这是录像"
    yield "an MKV", b"\x1aE\xdf\xa3" + bytes(32), "这是录像"
    yield "a voice message", b"\x02#!SILK_V3" + bytes(32), "微信语音"
    yield "an AMR", b"#!AMR\n" + bytes(32), "录音"
    yield "an MP3", b"ID3\x03" + bytes(32), "这是录音"
    yield "an MP3 without a mark", b"\xff\xfb\x90\x64" + bytes(32), "这是录音"
    yield "an M4A", box(b"M4A "), "这是录音"
    yield "a WAV", riff(b"WAVE"), "这是录音"
    yield "plain words", b"plain words", "无法识别"
