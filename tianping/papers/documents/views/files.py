"""The files of papers: PDF, Word, the publication copy; of one paper or of a whole print run."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.accounts.queries import this_court
from tianping.cases.models import Litigant
from tianping.kernel import clock
from tianping.kernel.refusals import Refused
from tianping.law.publication import why_not_published
from tianping.papers.documents import actions, bundles, queries
from tianping.papers.documents.actions.issuing import source_of_paper
from tianping.papers.documents.models import Paper
from tianping.papers.documents.rendering import word as word_files
from tianping.papers.documents.rendering.pdf import MEDIA_TYPE, pdf_of
from tianping.papers.documents.tables import paper_table
from tianping.papers.documents.views.common import download, paper_or_404, run_or_404

ZIP = "application/zip"


@require_http_methods(["GET"])
def pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The frozen PDF; of a draft, how it will look, without a seal."""
    found = paper_or_404(request, pk)
    if found.pdf is not None:
        content = bundles.content_of(found)
        return download(request, content, bundles.file_name(found), MEDIA_TYPE, papers=[found], what="pdf")
    content = pdf_of(source_of_paper(found, this_court()), at=clock.now())
    name = f"草稿_{bundles.file_name(found)}"
    return download(request, content, name, MEDIA_TYPE, papers=[found], what="draft")


@require_http_methods(["GET"])
def word(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The paper as .docx."""
    found = paper_or_404(request, pk)
    content = actions.word_of_paper(found, this_court())
    name = bundles.file_name(found, "docx")
    return download(request, content, name, word_files.MEDIA_TYPE, papers=[found], what="word")


@require_http_methods(["GET"])
def publication(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The publication copy of an issued decision, names masked."""
    found = paper_or_404(request, pk)
    if found.status != "issued" or not queries.KINDS[found.kind].formal:
        return redirect("paper", pk)
    kept = why_not_published(found.case.matter.cause_name)
    if kept:
        raise Refused(f"{kept}，没有公布文本。")
    litigants = list(Litigant.objects.filter(matter_id=found.case.matter_id))
    content = pdf_of(actions.publication_source(found, this_court(), litigants), at=clock.now())
    name = f"公布文本_{bundles.file_name(found)}"
    return download(request, content, name, MEDIA_TYPE, papers=[found], what="publication")


@require_http_methods(["GET"])
def chosen_zip(request: HttpRequest) -> HttpResponseBase:
    """All issued papers of the present search and filters as one zip."""
    papers = _chosen(request)
    return download(request, bundles.zipped(papers), "文书.zip", ZIP, papers=papers, what="zip")


@require_http_methods(["GET"])
def chosen_print(request: HttpRequest) -> HttpResponseBase:
    """All issued papers of the present search and filters as one PDF to print."""
    papers = _chosen(request)
    return download(request, bundles.merged(papers), "文书.pdf", MEDIA_TYPE, papers=papers, what="print")


@require_http_methods(["GET"])
def run_zip(request: HttpRequest, pk: int) -> HttpResponseBase:
    """All papers of a print run as one zip."""
    papers = list(queries.papers_of_run(run_or_404(request, pk))[: bundles.MOST_PAPERS])
    return download(request, bundles.zipped(papers), f"文书_第{pk}批.zip", ZIP, papers=papers, what="zip")


@require_http_methods(["GET"])
def run_print(request: HttpRequest, pk: int) -> HttpResponseBase:
    """All papers of a print run as one PDF to print."""
    papers = list(queries.papers_of_run(run_or_404(request, pk))[: bundles.MOST_PAPERS])
    return download(request, bundles.merged(papers), f"文书_第{pk}批.pdf", MEDIA_TYPE, papers=papers, what="print")


def _chosen(request: HttpRequest) -> list[Paper]:
    table, rows = paper_table("issued"), queries.issued_visible_to(signed_in(request))
    narrowed = table.narrowed(request.GET, rows)
    count = narrowed.count()
    if not 0 < count <= bundles.MOST_PAPERS:
        raise Refused(
            f"符合条件的已制发文书有{count}份，一次可以下载1至{bundles.MOST_PAPERS}份。请用文书种类、制发日期等条件调整后再下载。"
        )
    return list(table.ordered(request.GET, narrowed))
