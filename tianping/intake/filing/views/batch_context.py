"""What the pages of a batch are given to show."""

import datetime
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from tianping.intake.filing import checking, queries
from tianping.intake.filing.forms.batches import DesignationForm, FilingChoicesForm
from tianping.intake.filing.models import Batch
from tianping.intake.filing.spreadsheets.batch import BatchFindings
from tianping.kernel.web.table_page import PageLink, page_links, replaced
from tianping.money.fees.queries import bills_of

ONLY = "only"
DEFECTS, ALL, LEFT_OUT = "defects", "all", "left_out"
PATIENCE_SECONDS = 20
STAGES = 5


@dataclass(frozen=True)
class Pages:
    """The ways to the other pages, as components/pagination.html shows them."""

    number: int
    page_count: int
    page_links: tuple[PageLink, ...]

    @property
    def previous_url(self) -> str:
        """The page before; empty on the first."""
        return self._url_of(self.number - 1)

    @property
    def next_url(self) -> str:
        """The page after; empty on the last."""
        return self._url_of(self.number + 1)

    def _url_of(self, number: int) -> str:
        return next((link.url for link in self.page_links if link.url and link.number == number), "")


@dataclass(frozen=True)
class ShownRun:
    """Cases of the batch with consecutive numbers, and the ways to them and to their slips."""

    run: queries.Run
    cases_url: str
    slips_url: str


def check_context(
    query: QueryDict,
    batch: Batch,
    *,
    designation: DesignationForm | None,
    choices: FilingChoicesForm | None,
    on: datetime.date,
) -> dict[str, Any]:
    """Everything on the check page: totals, columns, rows of one page, the preview and the forms."""
    findings = queries.findings_of(batch, on=on)
    faulty = [row for row in findings.rows if row.defects]
    left_out = list(findings.left_out)
    shown = query.get(ONLY, DEFECTS if faulty else ALL)
    rows = {DEFECTS: faulty, LEFT_OUT: left_out}.get(shown, list(findings.rows))
    pages = _pages(query, len(rows))
    start = (pages.number - 1) * checking.PAGE_SIZE
    institution = findings.institution
    return {
        "batch": batch,
        "findings": findings,
        "row_count": len(findings.rows),
        "clean_count": len(findings.loans),
        "faulty_count": len(faulty),
        "heads": checking.GROUPS,
        "rows": checking.check_rows(rows[start : start + checking.PAGE_SIZE]),
        "pages": pages,
        "shown": shown,
        "shown_count": len(rows),
        "left_out_count": len(left_out),
        "left_out_url": replaced(query, only=LEFT_OUT, page=None),
        "all_url": replaced(query, only=ALL, page=None),
        "defects_url": replaced(query, only=DEFECTS, page=None),
        "query": query.urlencode(),
        "columns": checking.column_choices(findings),
        "fields": checking.field_choices(),
        "needs_mapping": any(d.code in ("missing_column", "column_twice") for d in findings.file_defects),
        "file_mends": checking.mends_of(findings.file_defects),
        "suggested_count": len(checking.suggested_refs(findings)),
        "preview": checking.preview(findings, on=on) if findings.loans else None,
        "designation": designation or DesignationForm.of(batch, institution),
        "form": choices or _choices_form(findings),
        "same_file": queries.same_file(batch),
        "lacks_ruling": queries.lacks_ruling(batch, findings),
    }


def _choices_form(findings: BatchFindings) -> FilingChoicesForm:
    institution = findings.institution
    return FilingChoicesForm(
        prefix="file",
        initial={
            "institution_name": institution.name,
            "institution_code": institution.code,
            "representative": institution.representative,
            "scope": "all",
            "mediation": "file",
        },
    )


def progress_context(batch: Batch, now: datetime.datetime) -> dict[str, Any]:
    """How far the worker is; after a while without a sign of it, what to do."""
    progress, since = queries.progress_of(batch), queries.queued_at(batch)
    waited = (now - since).total_seconds() if since is not None else 0
    return {
        "batch": batch,
        "label": progress.doing if progress is not None and progress.doing else "已提交，等待后台办理",
        "done": progress.done if progress is not None else 0,
        "total": progress.total if progress is not None else STAGES,
        "url": reverse("batch_progress", args=[batch.pk]),
        "worker_is_silent": progress is None and not 0 <= waited < PATIENCE_SECONDS,
    }


def result_context(batch: Batch) -> dict[str, Any]:
    """What became of the batch: numbers, procedures, the bill, what went to mediation, what goes back."""
    outcome = queries.outcome_of(batch)
    return {
        "batch": batch,
        "outcome": outcome,
        "runs": [_shown(run) for run in outcome.runs],
        "bills": list(bills_of(queries.matters_of(batch))),
        "returned_count": batch.row_count - batch.filed_count,
    }


def _shown(run: queries.Run) -> ShownRun:
    numbers = urlencode({"type": queries.FIRST_INSTANCE, "year": run.year, "first": run.first, "last": run.last})
    return ShownRun(run, f"{reverse('case_list')}?{numbers}", f"{reverse('case_slips')}?{numbers}")


def _pages(query: QueryDict, total: int) -> Pages:
    page_count = max(1, -(-total // checking.PAGE_SIZE))
    asked = query.get("page", "1")
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else 1
    number = min(max(number, 1), page_count)
    return Pages(number, page_count, tuple(page_links(query, number, page_count)))
