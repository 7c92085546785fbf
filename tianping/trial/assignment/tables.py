"""The lists of assignment."""

import functools
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tianping.cases.models import Case
from tianping.cases.queries import matching
from tianping.intake.filing import queries as filings
from tianping.kernel.web.tables import Column, Filter, Table
from tianping.trial.assignment.lots import GROUPS
from tianping.trial.assignment.models import Draw, Entry, Reassignment, Recusal
from tianping.trial.assignment.states import DRAW, REASSIGNMENT, RECUSAL

FORM = "ticked"
KINDS = {
    "committed": "open",
    "fixed": "open",
    "drawn": "done",
    "void": "stopped",
    "requested": "waiting",
    "approved": "done",
    "refused": "refused",
    "granted": "done",
    "reviewing": "waiting",
    "upheld": "refused",
}
BATCHES_OFFERED = 50


def status_html(row: Draw | Reassignment | Recusal) -> SafeString:
    """A record's state as a mark."""
    facts = {"label": row.machine.label(row.status), "kind": KINDS[row.status]}
    return render_to_string("components/status.html", facts)


DRAW_TABLE = Table(
    caption="随机分案",
    columns=(
        Column("number", "编号", sort=("year", "sequence"), link=True, nowrap=True),
        Column("pool.name", "团队", sort=("pool__name",), width="term"),
        Column("case_count", "案件数", align="end"),
        Column("committed_at", "公布承诺", sort=("committed_at",), nowrap=True),
        Column("drawn_at", "抽取时间", sort=("drawn_at",), nowrap=True, empty_last=True),
        Column("committed_by.full_name", "经办人", nowrap=True),
        Column("status", "状态", show=status_html, export=lambda row: DRAW.label(row.status), nowrap=True),
    ),
    default_sort="-number",
    filters=(Filter("status", "状态", choices=tuple(DRAW.labels.items())),),
    row_url=lambda row: reverse("draw", args=[row.pk]),
    empty_title="还没有随机分案",
    empty_text="先选择团队公布承诺值，再勾选待分案的案件。",
)


def waiting_table(ticked: Collection[int] | None) -> Table:
    """Cases that wait for a judge, each with a box of the form below, ticked for ``ticked`` (None: for all)."""
    batches = _batches()
    return Table(
        caption="待分案件",
        columns=(
            Column("number", "案号", sort=("year", "sequence"), show=functools.partial(_box, ticked), nowrap=True),
            Column("matter.cause_name", "案由", sort=("matter__cause_name",), width="term"),
            Column("matter.claim_fen", "标的额（元）", sort=("matter__claim_fen",), money=True),
            Column("track", "程序", value=_procedure, nowrap=True),
            Column("filed_on", "立案日期", sort=("filed_on",), nowrap=True),
            Column("responsible", "原承办法官", nowrap=True),
        ),
        default_sort="number",
        filters=(
            *([Filter("batch", "批次", choices=batches, apply=_of_batch)] if batches else []),
            Filter("track", "程序", choices=[(each.value, str(each.label)) for each in Case.Track]),
            Filter("composition", "审判组织", choices=[(each.value, str(each.label)) for each in Case.Composition]),
        ),
        search=matching,
        search_label="案号或者当事人",
        exportable=False,
        empty_title="没有待分案的案件",
        empty_text="登记立案后还没有确定承办法官的案件，以及合议庭缺员的案件，会出现在这里。",
    )


def entry_table(roster: Mapping[str, Any]) -> Table:
    """The cases of a draw with whoever was drawn, and who was not drawn from, by the published roster."""
    names = {each["id"]: each["name"] for group in GROUPS for each in roster[group]}
    return Table(
        caption="抽取名册",
        columns=(
            Column("position", "序号", sort=("position",), align="end"),
            Column("case.number", "案号", show=_case_link, nowrap=True),
            Column("bench", "审判组织", value=_bench, nowrap=True),
            Column("drawn", "抽取结果", value=_drawn, width="wide"),
            Column("out", "不参加抽取", value=functools.partial(_out, roster, names), width="wide"),
        ),
        default_sort="position",
        search=_entries_matching,
        search_label="案号",
        exportable=False,
        page_size=100,
    )


REASSIGNMENT_TABLE = Table(
    caption="变更审判人员",
    columns=(
        Column("case.number", "案号", sort=("case__year", "case__sequence"), link=True, nowrap=True),
        Column("from_user", "原审判人员", nowrap=True),
        Column("to_user", "接任", value=lambda row: row.to_user or "重新抽取", nowrap=True),
        Column("reason", "理由", width="wide"),
        Column("requested_by", "申请人", nowrap=True),
        Column("requested_at", "申请时间", sort=("requested_at",), nowrap=True),
        Column("decided_by", "审批人", nowrap=True),
        Column("status", "状态", show=status_html, export=lambda row: REASSIGNMENT.label(row.status), nowrap=True),
    ),
    default_sort="-requested_at",
    filters=(Filter("status", "状态", choices=tuple(REASSIGNMENT.labels.items())),),
    search=lambda rows, text: rows.filter(case__in=matching(Case.objects.all(), text).values("pk")),
    search_label="案号或者当事人",
    row_url=lambda row: reverse("reassignment", args=[row.pk]),
    empty_title="没有变更审判人员的申请",
    empty_text="承办法官或者院庭长在案件页面上提出的申请会出现在这里。",
)

RECUSAL_TABLE = Table(
    caption="回避",
    columns=(
        Column("case.number", "案号", sort=("case__year", "case__sequence"), link=True, nowrap=True),
        Column("person", "人员", nowrap=True),
        Column("kind", "提出方式", value=lambda row: row.get_kind_display(), nowrap=True),
        Column("ground", "情形", value=lambda row: row.get_ground_display(), width="wide"),
        Column("raised_at", "提出时间", sort=("raised_at",), nowrap=True),
        Column("decided_by", "决定人", nowrap=True),
        Column("status", "状态", show=status_html, export=lambda row: RECUSAL.label(row.status), nowrap=True),
    ),
    default_sort="-raised_at",
    filters=(Filter("status", "状态", choices=tuple(RECUSAL.labels.items())),),
    row_url=lambda row: reverse("recusal", args=[row.pk]),
    empty_title="没有回避申请",
    empty_text="在案件页面上登记的自行回避和申请回避会出现在这里。",
)


def _box(ticked: Collection[int] | None, row: Case) -> SafeString:
    return format_html(
        '<span class="assignment-tick"><input type="checkbox" name="ids" value="{}" form="{}" aria-label="勾选{}"{}>'
        '<a class="tp-table__row" href="{}">{}</a></span>',
        row.pk,
        FORM,
        row.number,
        " checked" if ticked is None or row.pk in ticked else "",
        reverse("case", args=[row.pk]),
        row.number,
    )


def _procedure(row: Case) -> str:
    return f"{row.get_track_display()}，{row.get_composition_display()}" if row.track else "待分流"


def _batches() -> list[tuple[str, str]]:
    rows = filings.batches().filter(filed_count__gt=0).order_by("-pk")[:BATCHES_OFFERED]
    return [(str(row.pk), f"{row.file_name}（{row.filed_count}件）") for row in rows]


def _of_batch(rows: QuerySet[Case], key: str) -> QuerySet[Case]:
    return rows.filter(matter__in=filings.matters_of(filings.batches().get(pk=key)))


def _entries_matching(rows: QuerySet[Entry], text: str) -> QuerySet[Entry]:
    return rows.filter(case__in=matching(Case.objects.filter(draw_entries__in=rows), text).values("pk"))


def _case_link(row: Entry) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse("case", args=[row.case_id]), row.case.number)


def _bench(row: Entry) -> str:
    if row.bench_judges == 1 and not row.bench_assessors:
        return "独任"
    return f"合议（审判员{row.bench_judges}人" + (f"、陪审员{row.bench_assessors}人）" if row.bench_assessors else "）")


def _drawn(row: Any) -> str:
    lots = [f"{lot.get_role_display()}{lot.user.full_name}" for lot in row.lots.all()]
    return "，".join(lots)


def _out(roster: Mapping[str, Any], names: Mapping[int, str], row: Entry) -> str:
    case = roster["cases"][row.position - 1]
    return "，".join(f"{names[each['id']]}（{each['why']}）" for group in GROUPS for each in case[group]["excluded"])
