"""PDFs that act, carry something along, or hold more than they seem to."""

import io
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from tests.support.hostile.others import Hostile, package, zeros
from tests.support.uploads import SCAN, scan


def saved(made: Pdf, **options: Any) -> bytes:
    """The bytes of a PDF."""
    stream = io.BytesIO()
    made.save(stream, **options)
    return stream.getvalue()


def changed(change: Callable[[Pdf], object], **options: Any) -> bytes:
    """A scan with a change."""
    made = pikepdf.open(io.BytesIO(SCAN))
    change(made)
    return saved(made, **options)


def written(content: bytes, **details: Any) -> bytes:
    """A scan whose first page has this content, packed as it stands."""
    return changed(lambda made: setattr(made.pages[0].obj, "Contents", Stream(made, content, **details)))


def pictured(content: bytes, width: int, height: int, **details: Any) -> bytes:
    """A scan with a picture."""

    def change(made: Pdf) -> None:
        image = Stream(made, content, Subtype=Name.Image, Width=width, Height=height, **details)
        made.pages[0].obj.Resources = Dictionary(XObject=Dictionary(P=image))

    return changed(change)


def raw(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first of which is its root."""
    made, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(made)


ROOT, PAGES = b"<</Type/Catalog/Pages 2 0 R%s>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]%s>>"


def one_page(root: bytes = b"", page: bytes = b"", *more: bytes) -> bytes:
    """A PDF of one page, written by hand."""
    return raw(ROOT % root, PAGES, PAGE % page, *more)


def opening(action: bytes) -> bytes:
    """A page that does something when it is opened."""
    return one_page(b"/OpenAction<<" + action + b">>")


def annotated(note: bytes) -> bytes:
    """A page with something to touch."""
    return one_page(b"", b"/Annots[<</Type/Annot/Rect[0 0 9 9]" + note + b">>]")


def laughing_forms() -> bytes:
    """Ten lines, each of which draws the next ten times."""

    def change(made: Pdf) -> None:
        form = Stream(made, b"0 0 1 1 re f", Subtype=Name.Form, BBox=[0, 0, 9, 9])
        for _level in range(10):
            uses = Dictionary(XObject=Dictionary(F=form))
            form = Stream(made, b"/F Do " * 10, Subtype=Name.Form, BBox=[0, 0, 9, 9], Resources=uses)
        made.pages[0].obj.Resources = Dictionary(XObject=Dictionary(F=form))

    return changed(change)


def drawing_itself() -> bytes:
    """A form that draws itself."""

    def change(made: Pdf) -> None:
        form = made.make_indirect(Stream(made, b"/F Do", Subtype=Name.Form, BBox=[0, 0, 9, 9]))
        form.Resources = Dictionary(XObject=Dictionary(F=form))
        made.pages[0].obj.Resources = Dictionary(XObject=Dictionary(F=form))

    return changed(change)


def doubling_pages() -> bytes:
    """A tree of pages that names its branches twice, thirty times over."""
    levels = [b"<</Type/Pages/Kids[%d 0 R %d 0 R]/Count 2>>" % (number, number) for number in range(3, 33)]
    return raw(ROOT % b"", *levels, PAGE % b"")


def packed_objects() -> bytes:
    """An object stream that unpacks to 300 MB."""
    content = zeros(300)
    stream = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(content), content)
    return one_page(b"/Metadata 9 0 R", b"", stream)


def attached(made: Pdf) -> None:
    """Carry a program along."""
    made.attachments["payload.exe"] = pikepdf.AttachedFileSpec(made, b"MZ")


def acting() -> Iterator[Hostile]:
    """What acts."""
    script = b"<</S/JavaScript/JS(app.alert)>>"
    yield "a script on opening", opening(b"/S/JavaScript/JS(x)"), "JavaScript"
    yield "a script under a spelled-out name", opening(b"/S/#4a#61vaScript/J#53(x)"), "JavaScript"
    yield "a script by name", one_page(b"/Names<</JavaScript<</Names[(a)" + script + b"]>>>>"), "JavaScript"
    hidden = pikepdf.open(io.BytesIO(one_page(b"/OpenAction 4 0 R", b"", script)))
    in_a_stream = saved(hidden, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    yield "a script in an object stream", in_a_stream, "JavaScript"
    yield "a script when a field is left", annotated(b"/Subtype/Widget/AA<</Bl" + script + b">>"), "JavaScript"
    later = b"/Subtype/Link/A<</S/Named/N/Print/Next" + script + b">>"
    yield "a script after another act", annotated(later), "JavaScript"
    yield "a program to start", opening(b"/S/Launch/F(cmd.exe)"), "启动电脑上的其他程序"
    yield "a form that sends", annotated(b"/Subtype/Widget/A<</S/SubmitForm/F(http://a)>>"), "提交数据"
    yield "a form that reads a file", opening(b"/S/ImportData/F(a.fdf)"), "读入电脑上别的文件"
    yield "a jump to a file on a server", opening(b"/S/GoToR/F(a.pdf)/D[0]"), "跳到另一个文件"
    yield "a jump into what is carried along", opening(b"/S/GoToE/D[0]"), "夹带了别的文件"
    yield "a program carried along", changed(attached), "夹带了别的文件"
    yield "a file pinned to a page", annotated(b"/Subtype/FileAttachment/FS<</F(a.exe)>>"), "夹带了别的文件"
    yield "a dynamic form", one_page(b"/AcroForm<</XFA(x)/Fields[]>>"), "动态表单"
    yield "a film in a page", annotated(b"/Subtype/RichMedia"), "录音、录像、动画"
    yield "a sound in a page", annotated(b"/Subtype/Sound"), "录音、录像、动画"
    yield "a model in a page", annotated(b"/Subtype/3D"), "三维模型"
    yield "a film on opening", opening(b"/S/Rendition"), "录音、录像、动画"
    elsewhere = one_page(b"", b"/Contents 4 0 R", b"<</F(a.txt)/Length 0>>stream\n\nendstream")
    yield "content that lies elsewhere", elsewhere, "存放在另一个文件"
    locked = changed(lambda made: None, encryption=pikepdf.Encryption(owner="a", user="b"))
    yield "a locked paper", locked, "加了打开密码"


def heavy() -> Iterator[Hostile]:
    """What holds more than it seems to, or is broken."""
    flate, once = Name.FlateDecode, zeros(150)
    yield "a page that unpacks to 150 MB", written(once, Filter=flate), "大得不合常理"
    yield "a page packed twice", written(zlib.compress(once), Filter=Array([flate, flate])), "大得不合常理"
    yield "a page packed ten times", written(b"x", Filter=Array([Name.ASCIIHexDecode] * 10)), "大得不合常理|已经损坏"
    yield "an object stream that unpacks to 300 MB", packed_objects(), "大得不合常理|已经损坏"
    runs = b"\x81\x00" * 2_000_000
    yield "a page of runs", written(runs, Filter=Name.RunLengthDecode), "已经损坏"
    yield "a picture of a thousand million points", pictured(b"x", 40_000, 40_000, Filter=flate), "图片的尺寸过大"
    lying = bytes.fromhex("ffd8ffc00011080000ffff03012200021101031101").replace(
        b"\x00\x00\xff\xff", b"\xff\xff\xff\xff"
    )
    yield "a picture that lies about its size", pictured(lying, 8, 8, Filter=Name.DCTDecode), "图片的尺寸过大"
    nested = b"[" * 5000 + b"]" * 5000
    yield "brackets without end", one_page(b"/X " + nested), "已经损坏|层层嵌套"
    yield "dictionaries fifty deep", one_page(b"/X " + b"<</X" * 50 + b" 1" + b">>" * 50), "层层嵌套"
    yield "forms that draw forms", laughing_forms(), "大得不合常理"
    yield "a form that draws itself", drawing_itself(), "互相套用"
    yield "pages that double", doubling_pages(), "超过了允许的时间|已经损坏|超过500页"
    yield "pages that are their own", raw(ROOT % b"", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"), "已经损坏|一页也没有"
    yield "a hundred thousand objects", raw(ROOT % b"", PAGES, PAGE % b"", *[b"null"] * 100_001), "过于复杂"
    yield "501 pages", scan(501), "超过500页"
    yield "a page as long as a street", one_page(b"", b"/MediaBox[0 0 99 999999]"), "尺寸大得不合常理"
    yield "no page", saved(pikepdf.new()), "一页也没有"
    yield "a beginning and nothing more", b"%PDF-1.7\n%%EOF", "已经损坏"
    yield "half a scan", scan(30)[:900], "已经损坏"
    yield "a paper after other things", b"GET / HTTP/1.0\n\n" + SCAN, "开头夹带了别的内容"
    yield "too large a file", b"%PDF-" + b"0" * (20 * 1024 * 1024), "超过20 MB"


def neutralised() -> Iterator[tuple[str, bytes]]:
    """What is taken once it is written anew."""
    many = one_page().replace(b"xref\n0 4", b"xref\n0 2147483647")
    owned = changed(lambda made: None, encryption=pikepdf.Encryption(owner="a", user=""))
    notes = b"/Names<</JavaScript<</Names[]>>/EmbeddedFiles<</Names[]>>>>/Collection<<>>/URI<</Base(http://a)>>"
    yield "a link out of the court", annotated(b"/Subtype/Link/A<</S/URI/URI(http://phish.example)>>")
    yield "a page that prints itself", opening(b"/S/Named/N/Print")
    yield "a page that opens at a place", one_page(b"/OpenAction[3 0 R/Fit]")
    yield "a page that acts on leaving", one_page(b"", b"/AA<</C<</S/Named/N/NextPage>>>>")
    yield "what tells on people", changed(_telling)
    yield "empty lists of scripts and files", one_page(notes)
    yield "a paper that may not be changed", owned
    yield "a page of no size", one_page(b"", b"/MediaBox[0 0 99 /A]")
    yield "a table that refers to itself", raw(ROOT % b"", PAGES, PAGE % b"", trailer=b"/Prev 9")
    yield "a table of two thousand million lines", many
    yield "a paper that is a zip", SCAN + package("a.exe")
    yield "a paper with a page behind it", SCAN + b"<script>alert(1)</script>"
    yield "a forged signature around a zip", signed(package("a.exe"))


def signed(behind: bytes = b"") -> bytes:
    """A paper that somebody signed; whether the signature holds is not for us to say."""
    hole = b"<30" + b"00" * 20 + b">"
    note = b"<</Type/Sig/ByteRange[0 %s %s %s]/Contents" + hole + b">>"
    unsigned, told = note % (b"0000", b"0000", b"0000"), b"<</Length 0>>stream\n\nendstream"
    blank = one_page(b"/Metadata 5 0 R", b"", unsigned, told) + behind
    start = blank.index(hole)
    rest = len(blank) - start - len(hole)
    numbers = [b"%04d" % number for number in (start, start + len(hole), rest)]
    return blank.replace(unsigned, note % tuple(numbers))


def _telling(made: Pdf) -> None:
    with made.open_metadata() as told:
        told["dc:creator"] = ["Somebody"]
    made.docinfo["/Author"] = "Somebody"
    made.Root.PieceInfo = Dictionary(Program=Dictionary(Private="Somebody"))
