"""The file is hostile until proven otherwise: container, sizes, parts and relations, before a single cell is read."""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field

from tianping.kernel.spreadsheets.content_type import ASK_FOR_XLSX, SAVE_AS_XLSX, require_zip
from tianping.kernel.spreadsheets.markup import DAMAGED_MEND, ElementBudget, walk
from tianping.kernel.spreadsheets.refusals import UnreadableWorkbook

MEGABYTE = 1024 * 1024
MAXIMUM_FILE = 20 * MEGABYTE
MAXIMUM_ENTRIES = 500
MAXIMUM_PART = 64 * MEGABYTE
MAXIMUM_EXPANDED = 128 * MEGABYTE
MAXIMUM_RATIO = 200
RATIO_MATTERS_FROM = MEGABYTE
MAXIMUM_ELEMENTS = 2_500_000

NESTED_ENDINGS = (".zip", ".xlsx", ".xlsm", ".xls", ".rar", ".7z", ".gz", ".docx", ".jar", ".tar")
CLEAN_COPY = "请新建空白工作簿，只把清单的内容“粘贴为数值”，另存为 .xlsx 再上传。"

# Part folders that make a workbook act instead of only being read.
ACTING_PARTS: tuple[tuple[str, str, str], ...] = (
    ("vbaproject.bin", "macro", "工作簿带有宏（VBA 程序），已拒收。"),
    ("/macrosheets/", "macro", "工作簿带有宏工作表，已拒收。"),
    ("/dialogsheets/", "macro", "工作簿带有对话框工作表，已拒收。"),
    ("/externallinks/", "external_link", "工作簿引用了其他文件（外部链接），内容不可核对，已拒收。"),
    ("/activex/", "active_control", "工作簿带有 ActiveX 控件，已拒收。"),
    ("/ctrlprops/", "active_control", "工作簿带有表单控件，已拒收。"),
    ("/embeddings/", "embedded", "工作簿嵌入了其他文件，已拒收。"),
    ("xl/connections.xml", "connection", "工作簿带有外部数据连接，已拒收。"),
    ("/querytables/", "connection", "工作簿带有外部数据查询，已拒收。"),
    ("customui/", "macro", "工作簿带有自定义功能区，已拒收。"),
)

OTHER_PACKAGES: tuple[tuple[str, str, str, str], ...] = (
    ("word/document.xml", "document", "这是 Word 文档（.docx），不是电子表格。", ASK_FOR_XLSX),
    ("ppt/presentation.xml", "document", "这是演示文稿（.pptx），不是电子表格。", ASK_FOR_XLSX),
    ("xl/workbook.bin", "xlsb", "这是二进制工作簿（.xlsb）。", SAVE_AS_XLSX),
    ("meta-inf/manifest.mf", "program", "这是 Java 程序包，不是电子表格，已拒收。", ASK_FOR_XLSX),
    ("ofd.xml", "document", "这是 OFD 版式文件，不是电子表格。", ASK_FOR_XLSX),
)


@dataclass
class Package:
    """An Office package whose container has passed every check; parts are read by name, whatever their case."""

    archive: zipfile.ZipFile
    entries: dict[str, zipfile.ZipInfo]
    budget: ElementBudget = field(default_factory=lambda: ElementBudget(MAXIMUM_ELEMENTS))

    def holds(self, name: str) -> bool:
        """Whether the package has a part of this name."""
        return name.lower() in self.entries

    def read(self, name: str) -> bytes:
        """The whole part, checked against its checksum; raises UnreadableWorkbook when it is missing or damaged."""
        entry = self.entries.get(name.lower())
        if entry is None:
            raise UnreadableWorkbook("missing_part", f"工作簿缺少内部部件“{name[:60]}”，文件不完整。", DAMAGED_MEND)
        try:
            with self.archive.open(entry) as stream:
                content = stream.read(MAXIMUM_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise UnreadableWorkbook(
                "truncated", "文件已损坏或没有传完整。", "请重新上传；仍不行时请重新导出。"
            ) from error
        if len(content) > MAXIMUM_PART:
            raise _too_large_inside()
        return content


def open_package(content: bytes) -> Package:
    """Check the container of an uploaded file and open it.

    Raises UnreadableWorkbook with a sentence of its own for each kind of file that is not a plain .xlsx workbook.
    """
    if len(content) > MAXIMUM_FILE:
        raise UnreadableWorkbook("too_large", "文件超过 20 MB。", "请删除图片和无关工作表，或分成几个文件上传。")
    require_zip(content)
    archive = _open_archive(content)
    entries = _checked_entries(archive)
    package = Package(archive, entries)
    _require_workbook(package)
    _forbid_acting_parts(entries)
    _forbid_nested(package)
    _forbid_macro_types(package)
    _forbid_external_relations(package)
    return package


def _open_archive(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as error:
        raise UnreadableWorkbook("truncated", "文件已损坏或没有传完整。", "请重新上传；仍不行时请重新导出。") from error


def _checked_entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    listed = archive.infolist()
    if len(listed) > MAXIMUM_ENTRIES:
        raise UnreadableWorkbook("too_many_entries", "文件内部的部件过多，可能是攻击文件，已拒收。", CLEAN_COPY)
    entries: dict[str, zipfile.ZipInfo] = {}
    for entry in listed:
        _check_entry(entry)
        name = entry.filename.lower()
        if name in entries:
            raise UnreadableWorkbook("repeated_entry", "文件内部有同名部件，可能被改动过，已拒收。", CLEAN_COPY)
        entries[name] = entry
    if sum(entry.file_size for entry in listed) > MAXIMUM_EXPANDED:
        raise _too_large_inside()
    _forbid_overlap(listed)
    return entries


def _check_entry(entry: zipfile.ZipInfo) -> None:
    name = entry.filename
    if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
        raise UnreadableWorkbook("unsafe_path", "文件内部的路径不合规，可能是攻击文件，已拒收。", CLEAN_COPY)
    if entry.flag_bits & 0x1:
        raise UnreadableWorkbook("encrypted", "文件被压缩软件加了密码，无法读取。", "请去掉密码后再上传。")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnreadableWorkbook("odd_compression", "文件使用了不常见的压缩方式，无法读取。", SAVE_AS_XLSX)
    if entry.file_size > MAXIMUM_PART:
        raise _too_large_inside()
    if entry.file_size > RATIO_MATTERS_FROM and entry.file_size > MAXIMUM_RATIO * max(entry.compress_size, 1):
        raise UnreadableWorkbook("zip_bomb", "文件压缩比异常，可能是攻击文件（压缩炸弹），已拒收。", CLEAN_COPY)


def _forbid_overlap(listed: list[zipfile.ZipInfo]) -> None:
    """Entries that share bytes expand far beyond what the list of parts admits."""
    end = 0
    for entry in sorted(listed, key=lambda item: item.header_offset):
        if entry.header_offset < end:
            raise UnreadableWorkbook(
                "zip_bomb", "文件内部的部件互相重叠，可能是攻击文件（压缩炸弹），已拒收。", CLEAN_COPY
            )
        end = entry.header_offset + 30 + entry.compress_size


def _too_large_inside() -> UnreadableWorkbook:
    return UnreadableWorkbook("zip_bomb", "文件解压后过大，可能是攻击文件（压缩炸弹），已拒收。", CLEAN_COPY)


def _require_workbook(package: Package) -> None:
    for name, code, what, mend in OTHER_PACKAGES:
        if package.holds(name):
            raise UnreadableWorkbook(code, what, mend)
    if package.holds("mimetype"):
        if b"opendocument.spreadsheet" in package.read("mimetype"):
            raise UnreadableWorkbook("ods", "这是 OpenDocument 表格（.ods）。", SAVE_AS_XLSX)
        raise UnreadableWorkbook("document", "这是 OpenDocument 文档，不是电子表格。", ASK_FOR_XLSX)
    if not package.holds("[Content_Types].xml"):
        raise UnreadableWorkbook(
            "archive", "这是普通压缩包，不是电子表格。", "请先解压，再上传其中的 Excel 工作簿（.xlsx）。"
        )


def _forbid_acting_parts(entries: dict[str, zipfile.ZipInfo]) -> None:
    for name in entries:
        for mark, code, what in ACTING_PARTS:
            if mark in name:
                raise UnreadableWorkbook(code, what, CLEAN_COPY)


def _forbid_nested(package: Package) -> None:
    for name, entry in package.entries.items():
        nested = name.endswith(NESTED_ENDINGS)
        if not nested and not name.endswith((".xml", ".rels")) and entry.file_size > 4:
            with package.archive.open(entry) as stream:
                nested = stream.read(4) == b"PK\x03\x04"
        if nested:
            raise UnreadableWorkbook("nested", "文件里面还套着压缩包或工作簿，已拒收。", CLEAN_COPY)


def _forbid_macro_types(package: Package) -> None:
    types: list[str] = []

    def start(_: str, attributes: dict[str, str]) -> None:
        types.append(attributes.get("ContentType", "").lower())

    walk(package.read("[Content_Types].xml"), budget=package.budget, start=start)
    if any("macroenabled" in kind or "vbaproject" in kind for kind in types):
        raise UnreadableWorkbook("macro", "这是启用宏的工作簿（.xlsm），已拒收。", SAVE_AS_XLSX)
    if any("spreadsheetml.template" in kind for kind in types):
        raise UnreadableWorkbook("template", "这是表格模板（.xltx）。", SAVE_AS_XLSX)


def _forbid_external_relations(package: Package) -> None:
    """A hyperlink is only text to us and is never followed; any other relation to the outside is refused."""
    for name in package.entries:
        if name.endswith(".rels"):
            for relation in relations(package, name).values():
                if relation.outside and not relation.kind.endswith("/hyperlink"):
                    raise UnreadableWorkbook(
                        "external_link", "工作簿引用了外部文件或网址，内容不可核对，已拒收。", CLEAN_COPY
                    )


@dataclass(frozen=True)
class Relation:
    """One line of a .rels part: where it leads (a part name unless `outside`) and of what kind."""

    target: str
    kind: str
    outside: bool


def relations(package: Package, name: str) -> dict[str, Relation]:
    """The relations of a .rels part by their id, targets resolved to part names."""
    folder = posixpath.dirname(posixpath.dirname(name))
    found: dict[str, Relation] = {}

    def start(element: str, attributes: dict[str, str]) -> None:
        if element == "Relationship":
            outside = attributes.get("TargetMode", "").lower() == "external"
            target = attributes.get("Target", "")
            path = target if outside else posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[attributes.get("Id", "")] = Relation(path, attributes.get("Type", ""), outside)

    walk(package.read(name), budget=package.budget, start=start)
    return found
