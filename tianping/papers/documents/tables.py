"""The lists of papers, of cases for a print run, and of print runs."""

import functools
from collections.abc import Collection

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tianping.cases.models import Case, Litigant
from tianping.cases.queries import matching
from tianping.kernel.web.addresses import address_of
from tianping.kernel.web.tables import Column, Filter, Table
from tianping.papers.documents.kinds import KINDS
from tianping.papers.documents.models import Paper, PrintRun
from tianping.papers.documents.states import PAPER, PRINT_RUN

KINDS_OF_STATUS = {
    "draft": "waiting",
    "proofread": "open",
    "signed": "open",
    "issued": "done",
    "discarded": "stopped",
}
EMPTY = {
    "proofread": ("没有等待校对的文书", "您所在案件的裁判文书拟好后会出现在这里；自己拟写的由别人校对。"),
    "sign": ("没有等待您签署的文书", "您审理的案件的文书校对后会出现在这里。"),
    "issue": ("没有等待制发的文书", "签署完毕的裁判文书和拟好的通知会出现在这里。"),
    "issued": ("还没有制发的文书", "制发后的文书会出现在这里。"),
    "run": ("本批没有制发文书", "可能各案的文书早已制发。"),
}
FORM = "run"


def status_html(paper: Paper) -> SafeString:
    """A paper's state as a mark."""
    facts = {"label": PAPER.label(paper.status), "kind": KINDS_OF_STATUS[paper.status]}
    return render_to_string("components/status.html", facts)


def paper_table(group: str, *, ticked: Collection[int] | None = ()) -> Table:
    """The papers of one group; those that wait have a box of the form below the list (``ticked`` None: all ticked)."""
    title, text = EMPTY[group]
    is_issued = group in ("issued", "run")
    moment = "issued_at" if is_issued else "drawn_at"
    return Table(
        caption="文书",
        columns=(
            Column(
                "number",
                "案号",
                sort=("case__year", "case__type_code", "case__sequence"),
                link=is_issued,
                show=None if is_issued else functools.partial(_ticked_paper, ticked),
                nowrap=True,
            ),
            Column("kind", "文书", sort=("kind",), value=_title, width="term"),
            Column("addressee", "受文人", value=_addressee, width="wide"),
            Column("case.matter.cause_name", "案由", sort=("case__matter__cause_name",), width="term"),
            Column("drawn_by", "拟稿人", value=_writer, nowrap=True),
            Column(moment, "制发时间" if is_issued else "拟稿时间", sort=(moment,), nowrap=True),
            Column("status", "状态", show=status_html, export=lambda row: PAPER.label(row.status), nowrap=True),
        ),
        default_sort="number" if group == "run" else f"-{moment}" if is_issued else moment,
        filters=(
            Filter("kind", "文书", choices=[(kind.code, kind.title) for kind in KINDS.values()]),
            Filter("issued_on", "制发日期", lookup="issued_at__date", hidden=not is_issued),
            Filter("group", "分类", choices=((group, group),), apply=_all, hidden=True),
        ),
        search=_search,
        search_label="案号或当事人姓名",
        row_url=_paper_url,
        empty_title=title,
        empty_text=text,
        exportable=False,
        counts_to=100_000,
    )


def case_table(ticked: Collection[int]) -> Table:
    """The cases for which notices may be made, each with a box of the form below the list."""
    return Table(
        caption="案件",
        columns=(
            Column(
                "number",
                "案号",
                sort=("year", "type_code", "sequence"),
                show=functools.partial(_ticked_number, ticked),
                nowrap=True,
            ),
            Column("matter.cause_name", "案由", sort=("matter__cause_name",), width="term"),
            Column("plaintiffs", "原告", value=functools.partial(_side, Litigant.Role.PLAINTIFF), width="wide"),
            Column("defendants", "被告", value=functools.partial(_side, Litigant.Role.DEFENDANT)),
            Column("track", "程序", sort=("track",), value=lambda case: case.get_track_display()),
            Column("filed_on", "立案日期", sort=("filed_on",), nowrap=True),
            Column("issued", "已制发通知", sort=("issued",), value=_issued, nowrap=True),
        ),
        default_sort="number",
        filters=(
            Filter("track", "程序", choices=[(str(each), str(each.label)) for each in Case.Track]),
            Filter("made", "通知", choices=(("0", "尚未制发"), ("1", "已有制发")), apply=_made),
            Filter("filed_on", "立案日期"),
        ),
        search=matching,
        search_label="案号或当事人姓名",
        row_url=_case_url,
        empty_title="没有可以制作文书的案件",
        empty_text="您担任审判人员、法官助理、书记员的在办案件会出现在这里；立案庭可以为全部在办案件制作通知。",
        exportable=False,
    )


def run_table() -> Table:
    """A person's print runs."""
    return Table(
        caption="批量制作记录",
        columns=(
            Column("pk", "批次", sort=("pk",), link=True, value=lambda run: f"第{run.pk}批", nowrap=True),
            Column("kinds", "文书", value=lambda run: "、".join(KINDS[code].title for code in run.kinds)),
            Column("case_ids", "案件", value=lambda run: f"{len(run.case_ids)}件", nowrap=True),
            Column("asked_at", "办理时间", sort=("asked_at",), nowrap=True),
            Column("status", "状态", value=lambda run: PRINT_RUN.label(run.status), nowrap=True),
        ),
        default_sort="-pk",
        row_url=_run_url,
        empty_title="还没有批量制作过文书",
        empty_text="批量制作的文书按批次列在这里，可以整批下载和打印。",
        exportable=False,
    )


def _all(rows: QuerySet[Paper], _group: str) -> QuerySet[Paper]:
    return rows


def _search(rows: QuerySet[Paper], text: str) -> QuerySet[Paper]:
    return rows.filter(case__in=matching(Case.objects.all(), text).values("pk"))


def _title(paper: Paper) -> str:
    return KINDS[paper.kind].named(paper.variant)


def _addressee(paper: Paper) -> str:
    return paper.addressee.name if paper.addressee is not None else "本案"


def _writer(paper: Paper) -> str:
    return paper.drawn_by.full_name if paper.drawn_by is not None else "系统"


def _paper_url(paper: Paper) -> str:
    return address_of("paper")(paper.pk)


def _case_url(case: Case) -> str:
    return address_of("case")(case.pk)


def _run_url(run: PrintRun) -> str:
    return address_of("print_run")(run.pk)


def _side(role: str, case: Case) -> str:
    return "、".join(each.name for each in case.matter.litigants.all() if each.role == role)


def _issued(case: Case) -> str:
    count = getattr(case, "issued", 0)
    return f"{count}份" if count else "—"


def _made(rows: QuerySet[Case], value: str) -> QuerySet[Case]:
    return rows.filter(issued__gt=0) if value == "1" else rows.filter(issued=0)


def _ticked_number(ticked: Collection[int], case: Case) -> SafeString:
    return _tick(case.pk, case.number, _case_url(case), case.pk in ticked)


def _ticked_paper(ticked: Collection[int] | None, paper: Paper) -> SafeString:
    return _tick(paper.pk, paper.number, _paper_url(paper), ticked is None or paper.pk in ticked)


def _tick(pk: int, number: str, url: str, is_ticked: bool) -> SafeString:
    return format_html(
        '<span class="paper-tick"><input type="checkbox" name="ids" value="{}" form="{}" aria-label="勾选{}"{}>'
        '<a class="tp-table__row" href="{}">{}</a></span>',
        pk,
        FORM,
        number,
        " checked" if is_ticked else "",
        url,
        number,
    )
