"""Many papers as one download: a zip of files by their names, or one PDF to print (打包下载、合并打印)."""

import io
import zipfile
from collections.abc import Iterable

import pikepdf

from tianping.kernel import files
from tianping.kernel.refusals import Refused
from tianping.papers.documents.kinds import KINDS
from tianping.papers.documents.models import Paper

MOST_PAPERS = 4_000
_UNSAFE = dict.fromkeys(map(ord, '\\/:*?"<>|\r\n\t'), "_")


def file_name(paper: Paper, ending: str = "pdf") -> str:
    """（2023）甘1027民初1号_应诉通知书_黄小明.pdf."""
    parts = [paper.number, KINDS[paper.kind].named(paper.variant)]
    if paper.addressee is not None:
        # A name may be longer than a file system takes; sixty characters tell one from another.
        parts.append(paper.addressee.name[:60])
    return f"{'_'.join(parts).translate(_UNSAFE)}.{ending}"


def content_of(paper: Paper) -> bytes:
    """The frozen PDF. Raises Refused for one whose bytes no longer match their hashes."""
    if paper.pdf is None:
        raise Refused("该文书还没有制发。")
    try:
        return files.read(paper.pdf)
    except files.FileDamaged:
        raise Refused(
            f"{paper.number}{KINDS[paper.kind].title}的存档文件已损坏，请不要使用，并报告系统管理员从备份恢复。"
        ) from None


def zipped(papers: Iterable[Paper]) -> bytes:
    """The frozen PDFs in one zip, each with its electronic signature as issued."""
    stream, names = io.BytesIO(), set()
    with zipfile.ZipFile(stream, "w") as package:
        for paper in papers:
            name = file_name(paper)
            if name in names:
                name = f"{paper.pk}_{name}"
            names.add(name)
            # PDF is compressed already.
            package.writestr(name, content_of(paper), zipfile.ZIP_STORED)
    return stream.getvalue()


def merged(papers: Iterable[Paper]) -> bytes:
    """One PDF of all pages, for printing; electronic signatures hold for the single files only and are left out."""
    return one_after_another(content_of(paper) for paper in papers)


def one_after_another(contents: Iterable[bytes]) -> bytes:
    """The pages of several PDFs in one."""
    whole = pikepdf.new()
    for content in contents:
        with pikepdf.open(io.BytesIO(content)) as each:
            for page in each.pages:
                # What is left on a page when its signature field has gone means nothing.
                if "/Annots" in page:
                    del page["/Annots"]
            whole.pages.extend(each.pages)
    stream = io.BytesIO()
    whole.save(stream)
    return stream.getvalue()
