"""ZIP files of known shape: written the same for the same content, read as if somebody meant harm."""

import hashlib
import io
import re
import stat
import zipfile
import zlib
from collections.abc import Mapping

from tianping.kernel.refusals import Refused

MEGABYTE = 1024 * 1024
LARGEST, LARGEST_UNPACKED, LARGEST_PAPER, LARGEST_LIST = 100 * MEGABYTE, 200 * MEGABYTE, 20 * MEGABYTE, 2 * MEGABYTE
MOST_FILES = 72
PLAIN = re.compile(r"(manifest|reply)\.(json|sha256)|papers/[0-9]{3}\.pdf")
MOMENT = (1980, 1, 1, 0, 0, 0)
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
ENCRYPTED = 0x1
AGAIN = "请协作法院重新导出后再传。"


def packed(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of these files in their order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, MOMENT), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def digest_of(content: bytes) -> str:
    """SHA-256 as hexadecimal text."""
    return hashlib.sha256(content).hexdigest()


def with_digest(name: str, content: bytes) -> dict[str, bytes]:
    """A list and the file with its hash, as ``sha256sum --check`` reads it."""
    return {f"{name}.json": content, f"{name}.sha256": f"{digest_of(content)}  {name}.json\n".encode()}


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of a package. Raises Refused, in a sentence of its own, for whatever a package never holds."""
    if not content:
        raise Refused("文件是空的（0字节），请重新选择。")
    if len(content) > LARGEST:
        raise Refused(f"文件超过{LARGEST // MEGABYTE} MB，不是跨域立案包；材料过多的，请协作法院通过邮寄移送。")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = archive.infolist()
            _check(found)
            return {each.filename: _read(archive, each) for each in found}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError):
        # A damaged list of contents ends in any of these: places before the beginning, names in no encoding.
        raise Refused(f"文件不是ZIP格式的跨域立案包或者回执，或者没有传完整；{AGAIN}") from None


def list_of(files: Mapping[str, bytes], name: str) -> bytes:
    """The list (清单) of a package, held against its hash. Raises Refused where either is missing or they differ."""
    if f"{name}.json" not in files or f"{name}.sha256" not in files:
        raise Refused(f"文件里没有清单或者清单的校验值，不是完整的跨域立案包或者回执；{AGAIN}")
    content = files[f"{name}.json"]
    if files[f"{name}.sha256"].split()[:1] != [digest_of(content).encode()]:
        raise Refused(f"清单与校验值不符，清单被改动过或者没有传完整；{AGAIN}")
    return content


def _check(found: list[zipfile.ZipInfo]) -> None:
    names = [each.filename for each in found]
    if len(names) > MOST_FILES:
        raise Refused(f"压缩包里有{len(names)}个文件，超过{MOST_FILES}个，不是跨域立案包。")
    for each in found:
        if each.flag_bits & ENCRYPTED:
            raise Refused(f"压缩包加了密码，不能核对；{AGAIN}")
        if stat.S_ISLNK(each.external_attr >> 16):
            raise Refused("压缩包里有指向别处的链接文件，可能是攻击文件，已拒收；请与协作法院核实来源。")
        if ".." in each.filename or each.filename.startswith(("/", "\\")) or "\\" in each.orig_filename:
            raise Refused("压缩包里有指向包外位置的文件名，可能是攻击文件，已拒收；请与协作法院核实来源。")
        if not PLAIN.fullmatch(each.filename):
            raise Refused(f"压缩包里有清单以外的文件“{each.filename[:60]}”，已拒收；{AGAIN}")
        if each.compress_type not in METHODS:
            raise Refused(f"压缩包使用了不支持的压缩方式；{AGAIN}")
        if each.file_size > (LARGEST_PAPER if each.filename.startswith("papers/") else LARGEST_LIST):
            raise Refused("压缩包里有一个文件解开以后过大（一份材料不超过20 MB），已拒收；请协作法院分成几份再导出。")
    if len(set(names)) != len(names):
        raise Refused(f"压缩包里有重名的文件，无法确定以哪个为准；{AGAIN}")
    if sum(each.file_size for each in found) > LARGEST_UNPACKED:
        raise Refused(f"压缩包解开以后超过{LARGEST_UNPACKED // MEGABYTE} MB，已拒收；请协作法院通过邮寄移送。")


def _read(archive: zipfile.ZipFile, each: zipfile.ZipInfo) -> bytes:
    """Never more than was declared: a ZIP may lie about the size of what it holds."""
    with archive.open(each) as stream:
        content = stream.read(each.file_size + 1)
    if len(content) != each.file_size:
        raise Refused(f"压缩包里的文件“{each.filename}”与登记的大小不符；{AGAIN}")
    return content
