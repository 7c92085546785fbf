"""A PDF that only lies there: what acts or carries something along is refused, what merely could is taken out."""

from typing import Any

import pikepdf

from tianping.kernel.refusals import Refused

PRINT = "请打开后重新打印成PDF，或者拍照上传。"
PROGRAM = f"这个PDF带有会运行的程序（JavaScript），已拒收；{PRINT}"
LAUNCH = f"这个PDF打开时会启动电脑上的其他程序，已拒收；{PRINT}"
SENDS = f"这个PDF带有向外提交数据的表单，已拒收；{PRINT}"
IMPORTS = f"这个PDF会读入电脑上别的文件，已拒收；{PRINT}"
ELSEWHERE = f"这个PDF会跳到另一个文件，或者有内容存放在另一个文件、网址里，法院看不到全文，已拒收；{PRINT}"
CARRIES = "这个PDF里夹带了别的文件，已拒收；夹带的文件是材料的，请另存出来单独上传，再把正文重新打印成PDF上传。"
FORM = f"这个PDF是动态表单（XFA），在别的电脑上可能显示不出内容；{PRINT}"
MEDIA = "这个PDF里带有录音、录像、动画或者三维模型，已拒收；录音录像请刻录光盘交到本院，正文请重新打印成PDF上传。"
DEEP = f"这个PDF内部层层嵌套，可能是攻击文件，已拒收；{PRINT}"
DEEPEST = 40

_KEYS = {"/JS": PROGRAM, "/EF": CARRIES, "/XFA": FORM, "/RichMediaContent": MEDIA, "/Ref": ELSEWHERE}
_ACTIONS = {
    "/JavaScript": PROGRAM,
    "/Launch": LAUNCH,
    "/SubmitForm": SENDS,
    "/ImportData": IMPORTS,
    "/GoToR": ELSEWHERE,
    "/GoToE": CARRIES,
    "/Rendition": MEDIA,
    "/Movie": MEDIA,
    "/Sound": MEDIA,
    "/RichMediaExecute": MEDIA,
    "/GoTo3DView": MEDIA,
}
_ANNOTATIONS = {
    "/FileAttachment": CARRIES,
    "/RichMedia": MEDIA,
    "/Movie": MEDIA,
    "/Sound": MEDIA,
    "/Screen": MEDIA,
    "/3D": MEDIA,
}
# What goes wherever it stands: actions on opening, leaving and printing, notes of programs, what tells on people.
_TAKEN_OUT = ("/AA", "/OpenAction", "/Metadata", "/PieceInfo", "/OPI", "/JavaScript", "/EmbeddedFiles")
_TAKEN_OUT_OF_ROOT = ("/URI", "/SpiderInfo", "/Threads", "/Collection", "/Perms", "/Legal", "/Requirements", "/AF")
_ZIP_END, _ZIP_TAIL = b"PK\x05\x06", 66_000


def check(opened: pikepdf.Pdf) -> None:
    """Raise Refused with the sentence of the first thing that acts or carries something along."""
    for each in opened.objects:
        _check(each, 0)


def make(opened: pikepdf.Pdf) -> None:
    """Take out what could act (page turning, links, printing by itself) and what tells on people (names, devices)."""
    for each in opened.objects:
        _take_out(each, 0)
    for key in _TAKEN_OUT_OF_ROOT:
        _drop(opened.Root, key)
    _drop(opened.trailer, "/Info")


def is_signed_as_it_stands(opened: pikepdf.Pdf, content: bytes) -> bool:
    """Whether an electronic signature covers the file to its last byte; writing it anew would break the signature."""
    if opened.is_encrypted or _ZIP_END in content[-_ZIP_TAIL:]:
        return False
    return any(_covers(each, len(content.rstrip())) for each in opened.objects if isinstance(each, pikepdf.Dictionary))


def _covers(each: Any, size: int) -> bool:
    span, signature = each.get("/ByteRange"), each.get("/Contents")
    if not isinstance(span, pikepdf.Array) or len(span) != 4 or not isinstance(signature, pikepdf.String):
        return False
    start, first, second, length = (int(number) for number in span)
    # A signature is DER, and stands alone in the gap that it does not cover.
    return start == 0 < first < second and second + length >= size and bytes(signature)[:1] == b"\x30"


def _check(each: Any, depth: int) -> None:
    if depth > DEEPEST:
        raise Refused(DEEP)
    if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
        _check_keys(each)
        if isinstance(each, pikepdf.Stream) and "/F" in each:
            raise Refused(ELSEWHERE)
    for inner in _inside(each):
        _check(inner, depth + 1)


def _check_keys(each: Any) -> None:
    for key, sentence in _KEYS.items():
        if key in each:
            raise Refused(sentence)
    for key, named in (("/S", _ACTIONS), ("/Subtype", _ANNOTATIONS)):
        sentence = named.get(str(each.get(key, "")))
        if sentence:
            raise Refused(sentence)


def _take_out(each: Any, depth: int) -> None:
    if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
        for key in _TAKEN_OUT:
            _drop(each, key)
        for key in ("/A", "/PA"):
            # A structure element has attributes under the same name; an action says its type.
            if isinstance(each.get(key), pikepdf.Dictionary) and "/S" in each[key]:
                del each[key]
    for inner in _inside(each):
        _take_out(inner, depth + 1)


def _drop(each: Any, key: str) -> None:
    if key in each:
        del each[key]


def _inside(each: Any) -> list[Any]:
    """What stands in an object itself; what is indirect is looked at by itself."""
    if isinstance(each, pikepdf.Array):
        inner = list(each)
    elif isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
        inner = [value for _key, value in each.items()]
    else:
        return []
    return [value for value in inner if not getattr(value, "is_indirect", False)]
