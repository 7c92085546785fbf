"""Word: a draft goes out, comes back changed, and nothing comes back that acts or belongs elsewhere."""

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document

from tests.support.court import AT, People
from tianping.accounts.models import User
from tianping.accounts.queries import this_court
from tianping.cases.models import Case
from tianping.kernel.refusals import Forbidden, Refused
from tianping.papers.documents import actions
from tianping.papers.documents.actions import PaperRequest
from tianping.papers.documents.models import Paper
from tianping.papers.documents.paragraphs import from_json
from tianping.papers.documents.rendering.word import body_of
from tianping.papers.documents.tests.conftest import HEARING, judgment_facts, litigant

CONTENT_TYPES = "[Content_Types].xml"


@pytest.fixture
def judgment(people: People, case: Case) -> Paper:
    """A judgment that the sole judge has drawn up."""
    return actions.draw_up(PaperRequest(case.pk, "judgment", judgment_facts(case)), by=people.judge, at=AT)


def word(paper: Paper) -> bytes:
    """The paper as it goes out."""
    return actions.word_of_paper(paper, this_court())


def changed(content: bytes, change: Callable[[str], str]) -> bytes:
    """The document with every paragraph as ``change`` says."""
    document = Document(io.BytesIO(content))
    for paragraph in document.paragraphs:
        text = change(paragraph.text)
        if text != paragraph.text:
            paragraph.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_part(content: bytes, name: str, part: bytes, replace: tuple[bytes, bytes] | None = None) -> bytes:
    """The package with one more part, or with words of a part replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            if replace is not None and entry.filename == name:
                data = data.replace(*replace)
            new.writestr(entry, data)
        if replace is None:
            new.writestr(name, part)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["judgment", "summons", "response_notice"])
def test_what_goes_out_comes_back_as_it_was(people: People, case: Case, kind: str) -> None:
    facts = {"judgment": judgment_facts(case), "summons": HEARING}.get(kind, {})
    addressee = None if kind == "judgment" else litigant(case).pk
    paper = actions.draw_up(PaperRequest(case.pk, kind, facts, addressee), by=people.judge, at=AT)
    _key, body = body_of(word(paper))
    assert body == from_json(paper.body)


def test_an_edited_document_is_taken_back_and_whoever_sent_it_is_the_writer(
    people: People, judgment: Paper, court_clerk: User
) -> None:
    content = changed(word(judgment), lambda text: text.replace("目前无力偿还", "愿意分期偿还\n每月五千元"))
    actions.take_back(judgment, content, by=court_clerk, at=AT)
    judgment.refresh_from_db()
    assert "愿意分期偿还" in str(judgment.body)
    assert ["text", "每月五千元。"] in judgment.body
    assert judgment.drawn_by == court_clerk
    with pytest.raises(Forbidden):
        actions.proofread(judgment, by=court_clerk, at=AT)
    actions.proofread(judgment, by=people.judge, at=AT)
    with pytest.raises(Refused, match="只有拟稿中的文书可以修改"):
        actions.take_back(judgment, content, by=court_clerk, at=AT)


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("1号", "2号", "案号"),
        ("孙法", "李庭", "审判人员"),
        ("民事判决书", "民事裁定书", "文书名称"),
        ("田乐之", "某", "书记员"),
    ],
)
def test_what_the_record_says_cannot_be_rewritten(
    people: People, judgment: Paper, before: str, after: str, what: str
) -> None:
    content = changed(word(judgment), lambda text: text.replace(before, after) if len(text) < 30 else text)
    with pytest.raises(Refused, match=what):
        actions.take_back(judgment, content, by=people.judge, at=AT)


def test_a_document_of_another_paper_or_from_elsewhere_is_refused(people: People, case: Case, judgment: Paper) -> None:
    other = actions.draw_up(PaperRequest(case.pk, "summons", HEARING, litigant(case).pk), by=people.judge, at=AT)
    elsewhere = io.BytesIO()
    Document().save(elsewhere)
    for content in (word(other), elsewhere.getvalue()):
        with pytest.raises(Refused, match="不是从本文书导出的"):
            actions.take_back(judgment, content, by=people.judge, at=AT)


@pytest.mark.parametrize(
    ("name", "part", "replace", "sentence"),
    [
        ("word/vbaProject.bin", b"\xd0\xcf", None, "宏"),
        ("word/activeX/activeX1.xml", b"<x/>", None, "ActiveX"),
        ("word/embeddings/oleObject1.bin", b"x", None, "嵌入"),
        ("customUI/customUI.xml", b"<x/>", None, "自定义功能区"),
        ("word/afchunk1.html", b"<p/>", None, "嵌入"),
        (CONTENT_TYPES, b"", (b"wordprocessingml.document.main", b"ms-word.macroEnabled.main"), "启用宏"),
        (
            "word/_rels/document.xml.rels",
            b"",
            (
                b"</Relationships>",
                b'<Relationship Id="x" Type="attachedTemplate" Target="http://a/b.dotm" TargetMode="External"/>'
                b"</Relationships>",
            ),
            "外部文件",
        ),
        ("word/document.xml", b"", (b"<w:body>", b"<w:body><w:p><w:r><w:drawing/></w:r></w:p>"), "图片"),
        ("word/document.xml", b"", (b"<w:body>", b"<w:body><w:p><w:ins/></w:p>"), "修订"),
        (
            "word/document.xml",
            b"",
            (b"<w:body>", b"<w:body><w:p><w:r><w:instrText>DDEAUTO cmd</w:instrText></w:r></w:p>"),
            "运行命令的域",
        ),
        (
            "word/document.xml",
            b"",
            (b"<w:document", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><w:document'),
            "结构不合规",
        ),
        ("word/../../x.xml", b"<x/>", None, "路径不合规"),
    ],
)
def test_what_acts_or_hides_is_refused_in_a_sentence(
    people: People, judgment: Paper, name: str, part: bytes, replace: tuple[bytes, bytes] | None, sentence: str
) -> None:
    content = with_part(word(judgment), name, part, replace)
    with pytest.raises(Refused, match=sentence):
        actions.take_back(judgment, content, by=people.judge, at=AT)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "不是 Word 文档"),
        (b"%PDF-1.7", "PDF"),
        (bytes.fromhex("d0cf11e0a1b11ae1"), "旧格式"),
        (b"PK\x03\x04", "Word"),
    ],
)
def test_what_is_no_document_is_refused_in_a_sentence(
    people: People, judgment: Paper, content: bytes, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        actions.take_back(judgment, content, by=people.judge, at=AT)


def test_a_bomb_is_refused_before_it_is_read(people: People, judgment: Paper) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"0" * 40_000_000)
        package.writestr(CONTENT_TYPES, b"<x/>")
    with pytest.raises(Refused, match="解压后过大"):
        actions.take_back(judgment, stream.getvalue(), by=people.judge, at=AT)


def test_a_stranger_to_the_case_hands_nothing_in(people: People, judgment: Paper) -> None:
    for user in (people.second_judge, people.president, people.clerk):
        with pytest.raises(Forbidden):
            actions.take_back(judgment, word(judgment), by=user, at=AT)
