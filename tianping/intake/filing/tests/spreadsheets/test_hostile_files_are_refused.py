"""Every broken or hostile file is refused as a whole, in a sentence of its own and within its limits."""

import json
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable

import pytest

from tianping.intake.filing.tests.spreadsheets import hostile_files as files
from tianping.intake.filing.tests.spreadsheets.builder import HEADINGS, fill, looked_at
from tianping.kernel.spreadsheets.refusals import UnreadableWorkbook

HEADING_CELLS = "".join(f'<c t="inlineStr"><is><t>{heading}</t></is></c>' for heading in HEADINGS)
SPREADSHEET_2003 = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'

# Name → (bytes or how to build them, kind, what the sentence says).
HOSTILE: dict[str, tuple[bytes | Callable[[], bytes], str, str]] = {
    "空文件": (b"", "empty_file", "0 字节"),
    "PDF": (b"%PDF-1.7 ...", "pdf", "PDF"),
    "PNG": (b"\x89PNG\r\n\x1a\n....", "picture", "图片"),
    "JPEG": (b"\xff\xd8\xff\xe0....", "picture", "照片"),
    "GIF": (b"GIF89a....", "picture", "图片"),
    "TIFF": (b"II*\x00....", "picture", "扫描"),
    "BMP": (b"BM......", "picture", "图片"),
    "RAR": (b"Rar!\x1a\x07\x01\x00", "archive", "RAR"),
    "7z": (b"7z\xbc\xaf\x27\x1c..", "archive", "7z"),
    "gzip": (b"\x1f\x8b\x08....", "archive", "gzip"),
    "bzip2": (b"BZh91AY", "archive", "bzip2"),
    "xz": (b"\xfd7zXZ\x00..", "archive", "xz"),
    "空压缩包": (b"PK\x05\x06" + bytes(18), "archive", "空的压缩包"),
    "分卷压缩包": (b"PK\x07\x08....", "archive", "分卷"),
    "Windows 程序": (b"MZ\x90\x00....", "program", "程序"),
    "Linux 程序": (b"\x7fELF....", "program", "程序"),
    "脚本": (b"#!/bin/sh\n", "program", "脚本"),
    "RTF": (b"{\\rtf1 ...}", "document", "RTF"),
    "数据库": (b"SQLite format 3\x00....", "database", "数据库"),
    "网页表格": (b"<html><table><tr><td>1</td></tr></table></html>", "html", "网页格式"),
    "GBK 网页表格": ("<table><tr><td>借款人</td></tr></table>".encode("gbk"), "html", "网页格式"),
    "XML 表格 2003": (SPREADSHEET_2003.encode(), "xml_2003", "2003"),
    "普通 XML": (b'<?xml version="1.0"?><root/>', "xml", "XML"),
    "JSON": (b'{"rows": []}', "json", "JSON"),
    "SYLK": (b"ID;PWXL;N;E\r\n", "sylk", "SYLK"),
    "CSV": ("序号,借款人,证件号码\r\n1,黄淑芳,621002199407279382\r\n".encode(), "csv", "CSV"),
    "GBK 的 CSV": ("序号,借款人,证件号码\r\n1,黄淑芳,1\r\n".encode("gbk"), "csv", "CSV"),
    "UTF-16 的制表符文本": ("序号\t借款人\r\n1\t黄淑芳\r\n".encode("utf-16"), "csv", "CSV"),
    "纯文本": ("批量起诉清单".encode(), "plain_text", "纯文本"),
    "随机字节": (bytes(range(128, 256)) * 20, "unknown_type", "认不出"),
    "全是零": (bytes(4096), "unknown_type", "认不出"),
    "旧版 xls": (files.ole("Workbook"), "old_xls", "97-2003"),
    "更旧的 xls": (files.ole("Book"), "old_xls", "另存为"),
    "加密的工作簿": (files.ole("EncryptedPackage"), "encrypted", "打开密码"),
    "旧版 Word": (files.ole("WordDocument"), "document", "Word"),
    "旧版演示文稿": (files.ole("PowerPoint Document"), "document", "演示文稿"),
    "其他复合文件": (files.ole("Nothing"), "unknown_compound", "认不出"),
    "超过 20 MB": (lambda: files.CLEAN + bytes(21 * 1024 * 1024), "too_large", "20 MB"),
    "只传了一半": (files.CLEAN[: len(files.CLEAN) // 2], "truncated", "没有传完整"),
    "少了最后一百字节": (files.CLEAN[:-100], "truncated", "没有传完整"),
    "只有四个字节": (b"PK\x03\x04", "truncated", "没有传完整"),
    "部件校验和不符": (files.bad_checksum(), "truncated", "损坏"),
    "docx": (files.zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<a/>"}), "document", "docx"),
    "pptx": (files.zipped({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<a/>"}), "document", "pptx"),
    "xlsb": (files.zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"...."}), "xlsb", "xlsb"),
    "ods": (
        files.zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<a/>"}),
        "ods",
        "ods",
    ),
    "odt": (
        files.zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
        "document",
        "OpenDocument",
    ),
    "jar": (files.zipped({"META-INF/MANIFEST.MF": b"Main-Class: A"}), "program", "Java"),
    "OFD": (files.zipped({"OFD.xml": b"<a/>"}), "document", "OFD"),
    "普通压缩包": (files.zipped({"a.txt": b"a"}), "archive", "普通压缩包"),
    "套着工作簿的压缩包": (files.with_part("xl/清单.xlsx", files.CLEAN), "nested", "套着"),
    "图片里藏着压缩包": (files.with_part("xl/media/image1.png", files.CLEAN), "nested", "套着"),
    "宏": (files.with_part("xl/vbaProject.bin", b"...."), "macro", "VBA"),
    "改了大小写的宏": (files.with_part("XL/VBAPROJECT.BIN", b"...."), "macro", "VBA"),
    "宏工作表": (files.with_part("xl/macrosheets/sheet1.xml", b"<a/>"), "macro", "宏工作表"),
    "启用宏的类型": (
        files.replaced(files.TYPES, "spreadsheetml.sheet.main+xml", "sheet.macroEnabled.main+xml"),
        "macro",
        "xlsm",
    ),
    "自定义功能区": (files.with_part("customUI/customUI.xml", b"<a/>"), "macro", "功能区"),
    "外部链接": (files.with_part("xl/externalLinks/externalLink1.xml", b"<a/>"), "external_link", "外部链接"),
    "引用网上图片": (
        files.related("image", "http://127.0.0.1/a.png", 'TargetMode="External"'),
        "external_link",
        "外部文件或网址",
    ),
    "ActiveX": (files.with_part("xl/activeX/activeX1.xml", b"<a/>"), "active_control", "ActiveX"),
    "表单控件": (files.with_part("xl/ctrlProps/ctrlProp1.xml", b"<a/>"), "active_control", "表单控件"),
    "嵌入文件": (files.with_part("xl/embeddings/oleObject1.bin", b"...."), "embedded", "嵌入"),
    "数据连接": (files.with_part("xl/connections.xml", b"<a/>"), "connection", "数据连接"),
    "数据查询": (files.with_part("xl/queryTables/queryTable1.xml", b"<a/>"), "connection", "数据查询"),
    "外部实体": (
        files.doctype('<!ENTITY x SYSTEM "file:///etc/passwd">'),
        "xml_declaration",
        "实体或文档类型声明",
    ),
    "十亿个笑": (
        files.doctype('<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'),
        "xml_declaration",
        "攻击文件",
    ),
    "空的类型声明": (files.doctype(""), "xml_declaration", "已拒收"),
    "关系部件里的实体": (
        files.with_part("_rels/.rels", '<!DOCTYPE a [<!ENTITY x "y">]>' + files.RELATIONS.format("")),
        "xml_declaration",
        "已拒收",
    ),
    "UTF-16 的部件": (files.with_part(files.SHEET, "<worksheet/>".encode("utf-16")), "odd_encoding", "文字编码"),
    "截断的 XML": (files.with_part(files.SHEET, files.parts()[files.SHEET][:-30]), "broken_xml", "XML 已损坏"),
    "不是 XML 的部件": (files.with_part(files.SHEET, b"\x00\x01\x02\x03\x04"), "odd_encoding", "文字编码"),
    "未知编码": (
        files.with_part(files.SHEET, '<?xml version="1.0" encoding="nothing"?><worksheet/>'),
        "broken_xml",
        "XML 已损坏",
    ),
    "嵌套过深": (files.sheet("<a>" * 70 + "</a>" * 70), "too_deep", "嵌套过深"),
    "元素过多": (files.countless_elements, "too_many_elements", "过多"),
    "一个元素几十万个属性": (
        files.sheet("<row " + " ".join(f'a{n}="{n}"' for n in range(40_000)) + "/>"),
        "too_long_inside",
        "异常长",
    ),
    "压缩炸弹": (lambda: files.with_part("xl/media/image1.png", b" " * 30_000_000), "zip_bomb", "压缩炸弹"),
    "部件重叠": (files.overlapping, "zip_bomb", "重叠"),
    "部件过多": (
        files.zipped({**files.parts(), **{f"xl/media/{n}.png": b"." for n in range(600)}}),
        "too_many_entries",
        "部件过多",
    ),
    "路径逃逸": (files.with_part("../../etc/cron.d/x", b"x"), "unsafe_path", "路径"),
    "绝对路径": (files.with_part("/etc/passwd", b"x"), "unsafe_path", "路径"),
    "盘符路径": (files.with_part("C:/x.xml", b"<a/>"), "unsafe_path", "路径"),
    "同名部件": (files.repeated_entry(), "repeated_entry", "同名"),
    "带密码的压缩包": (files.flagged_as_encrypted(), "encrypted", "密码"),
    "不常见的压缩": (files.zipped(files.parts(), zipfile.ZIP_LZMA), "odd_compression", "压缩方式"),
    "没有工作簿": (files.without_part(files.WORKBOOK), "missing_part", "缺少"),
    "没有工作表部件": (files.without_part(files.SHEET), "missing_part", "缺少"),
    "没有主关系": (files.with_part("_rels/.rels", files.RELATIONS.format("")), "missing_part", "缺少主文件"),
    "没有工作表": (files.replaced(files.WORKBOOK, "<sheet ", "<nosheet "), "no_sheet", "没有工作表"),
    "工作表过多": (files.only(lambda book: [book.create_sheet() for _ in range(60)]), "too_many_sheets", "50"),
    "空的工作表": (files.only(lambda book: None), "empty_sheet", "空的"),
    "没有表头": (files.only(lambda book: book.worksheets[0].append(["借款清单"])), "no_heading", "没有找到表头"),
    "只有表头": (files.only(lambda book: fill(book.worksheets[0], [])), "no_rows", "没有借款记录"),
    "一万零一行": (files.many_rows, "too_many_rows", "10000"),
    "列数过多": (files.sheet("<row>" + "<c><v>1</v></c>" * 201 + "</row>"), "too_many_columns", "200 列"),
    "单元格过多": (files.crowded, "too_many_cells", "300000"),
    "单元格文字过长": (
        files.sheet(f'<row><c t="inlineStr"><is><t>{"长" * 32_768}</t></is></c></row>'),
        "cell_too_long",
        "32767",
    ),
    "一段长文字重复几万次": (lambda: files.echoing_one_text(190, 500), "too_much_text", "文字总量"),
    "表头全是长文字": (lambda: files.echoing_one_text(15, 20), "no_heading", "没有找到表头"),
    "合并区域互相重叠": (files.overlapping_merges, "too_many_merges", "互相重叠"),
    "表头上方合并过多": (
        files.sheet("<row><c><v>1</v></c></row>", "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 501 + "</mergeCells>"),
        "too_many_merges",
        "上方的合并单元格过多",
    ),
    "数组公式过多": (files.greedy_arrays(201, "B2"), "too_many_arrays", "数组公式过多"),
    "数组公式过大": (files.greedy_arrays(190, "XFD1048576"), "too_many_arrays", "数组公式过多"),
    "单元格格式过多": (files.many_formats, "too_many_formats", "格式过多"),
    "合并单元格过多": (
        files.sheet("<row/>", "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 20_001 + "</mergeCells>"),
        "too_many_merges",
        "合并单元格过多",
    ),
    "单元格地址不合规": (files.sheet('<row r="1"><c r="A0"><v>1</v></c></row>'), "broken_sheet", "不合规"),
    "单元格不在本行": (files.sheet('<row r="1"><c r="A2"><v>1</v></c></row>'), "broken_sheet", "不合规"),
    "同一单元格两次": (
        files.sheet('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
        "broken_sheet",
        "不合规",
    ),
    "行号过大": (files.sheet('<row r="99999999"/>'), "broken_sheet", "不合规"),
    "行号不是数字": (files.sheet('<row r="一"/>'), "broken_sheet", "不合规"),
    "共享字符串越界": (files.sheet('<row><c t="s"><v>99999</v></c></row>'), "broken_sheet", "不合规"),
    "合并区域不合规": (files.sheet("<row/>", '<mergeCell ref="A1:ZZZZ9"/>'), "broken_sheet", "不合规"),
}


# Tried in a process of their own, with its memory and time bounded.
HEAVIEST = (
    "元素过多",
    "一个元素几十万个属性",
    "单元格过多",
    "压缩炸弹",
    "一段长文字重复几万次",
    "表头全是长文字",
    "合并区域互相重叠",
    "数组公式过大",
    "单元格格式过多",
)


def built(name: str) -> bytes:
    """The file of a case."""
    content = HOSTILE[name][0]
    return content if isinstance(content, bytes) else content()


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in HEAVIEST])
def test_the_file_is_refused_with_its_own_sentence(name: str):
    _, code, words = HOSTILE[name]
    with pytest.raises(UnreadableWorkbook) as refusal:
        looked_at(built(name))
    assert refusal.value.code == code
    assert words in refusal.value.sentence
    assert refusal.value.mend.endswith("。")


def test_at_least_sixty_hostile_files_are_tried():
    assert len(HOSTILE) >= 60


def test_a_hyperlink_is_only_text_and_does_no_harm():
    content = files.related("hyperlink", "http://127.0.0.1/", 'TargetMode="External"')
    assert looked_at(content).clean


@pytest.mark.parametrize("cut", range(1, 40))
def test_a_file_cut_anywhere_is_refused_and_never_half_read(cut: int):
    with pytest.raises(UnreadableWorkbook):
        looked_at(files.CLEAN[: len(files.CLEAN) * cut // 40])


def test_a_file_with_any_byte_turned_over_is_refused_or_read_and_never_breaks():
    for position in range(0, len(files.CLEAN), 61):
        content = bytearray(files.CLEAN)
        content[position] ^= 0x55
        try:
            looked_at(bytes(content))
        except UnreadableWorkbook as refusal:
            assert refusal.sentence


@pytest.mark.parametrize("name", HEAVIEST)
def test_the_heaviest_files_stay_within_512_megabytes_and_ten_seconds(name: str, tmp_path):
    path = tmp_path / "清单.xlsx"
    path.write_bytes(built(name))

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (512 * 1024 * 1024, 512 * 1024 * 1024))
        resource.setrlimit(resource.RLIMIT_CPU, (10, 10))

    command = "import sys; from tianping.intake.filing.spreadsheets.command import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", command, str(path), "--json"],
        preexec_fn=limit,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr.decode()
    _, code, words = HOSTILE[name]
    answer = json.loads(done.stdout)
    assert answer["code"] == code
    assert words in answer["refused"]
