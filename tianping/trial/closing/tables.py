"""The lists of closing: cases that can be closed, and endings with what they wait for."""

import functools
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tianping.cases.models import Case, Litigant
from tianping.cases.queries import matching
from tianping.kernel.web.addresses import address_of
from tianping.kernel.web.tables import Column, Filter, Table
from tianping.law import money
from tianping.trial.closing.models import Ending
from tianping.trial.closing.queries import BY_LIST, ground_of
from tianping.trial.closing.states import ENDING

KINDS_OF_STATUS = {
    "awaiting": "waiting",
    "appealed": "open",
    "sent": "open",
    "binding": "done",
    "remanded": "stopped",
}
# How hearings end, as far as a decision follows.
RESULTS = {
    "mediated": "达成调解协议",
    "withdrawn": "原告撤诉",
    "plaintiff_absent": "原告拒不到庭，按撤诉处理",
    "to_be_decided": "择期宣判",
    "defendant_absent": "缺席审理，择期宣判",
}


def status_html(ending: Ending) -> SafeString:
    """An ending's state as a mark."""
    facts = {"label": ENDING.label(ending.status), "kind": KINDS_OF_STATUS[ending.status]}
    return render_to_string("components/status.html", facts)


def ready_table(ticked: Collection[int] | None, unpaid: Mapping[int, int]) -> Table:
    """The cases that can be closed, each with a box of the form below the list (``ticked`` None: all ticked)."""
    return Table(
        caption="待结案",
        columns=(
            Column(
                "number",
                "案号",
                sort=("year", "type_code", "sequence"),
                show=functools.partial(_ticked_number, ticked),
                nowrap=True,
            ),
            Column("way", "结案方式", value=lambda case: ground_of(case).way.label, nowrap=True),
            Column("what", "依据", value=lambda case: ground_of(case).what, width="wide"),
            Column("matter.cause_name", "案由", sort=("matter__cause_name",), width="term"),
            Column("plaintiffs", "原告", value=functools.partial(_side, Litigant.Role.PLAINTIFF), width="wide"),
            Column("defendants", "被告", value=functools.partial(_side, Litigant.Role.DEFENDANT)),
            Column("filed_on", "立案日期", sort=("filed_on",), nowrap=True),
            Column("unpaid", "案件受理费", value=functools.partial(_unpaid, unpaid), nowrap=True),
        ),
        default_sort="number",
        filters=(
            Filter("paper", "依据", choices=_PAPERS, apply=_by_paper),
            Filter("filed_on", "立案日期"),
        ),
        search=matching,
        search_label="案号或当事人姓名",
        row_url=_closing_url,
        empty_title="没有可以结案的案件",
        empty_text="您所在案件的判决书、裁定书、调解书送达各方当事人后，或者生效的调解笔录各方签名后，案件会出现在这里；已经宣判、宣告、尚未送达的，在该案的结案页面填写宣判、宣告日期后结案。",
        exportable=False,
    )


def decision_table(ticked: Collection[int] | None) -> Table:
    """The cases that wait for a decision; those whose paper follows from the record have a box of the form below."""
    return Table(
        caption="待拟裁判文书",
        columns=(
            Column(
                "number",
                "案号",
                sort=("year", "type_code", "sequence"),
                show=functools.partial(_decision_number, ticked),
                nowrap=True,
            ),
            Column("result", "庭审结果", value=lambda case: RESULTS[case.result], width="wide"),
            Column("paper", "文书", value=_paper_of, nowrap=True),
            Column("matter.cause_name", "案由", sort=("matter__cause_name",), width="term"),
            Column("defendants", "被告", value=functools.partial(_side, Litigant.Role.DEFENDANT)),
            Column("track", "程序", value=lambda case: case.get_track_display(), nowrap=True),
            Column("filed_on", "立案日期", sort=("filed_on",), nowrap=True),
        ),
        default_sort="number",
        filters=(Filter("result", "庭审结果", choices=list(RESULTS.items())),),
        search=matching,
        search_label="案号或当事人姓名",
        row_url=_decision_url,
        empty_title="没有待拟的裁判文书",
        empty_text="庭审笔录记录完毕后，需要制作调解书、裁定书、判决书的案件会出现在这里。",
        exportable=False,
        page_size=100,
    )


def _decision_url(case: Any) -> str:
    return address_of("closing_judgment" if case.result not in BY_LIST else "case")(case.pk)


def _paper_of(case: Any) -> str:
    way = BY_LIST.get(case.result)
    if way is None:
        return "民事判决书"
    return "民事调解书" if way == Case.ClosingWay.MEDIATION else f"民事裁定书（{way.label}）"


def _decision_number(ticked: Collection[int] | None, case: Any) -> SafeString:
    if case.result not in BY_LIST:
        return format_html('<a class="tp-table__row" href="{}">{}</a>', _decision_url(case), case.number)
    return _box(ticked, case, _decision_url(case))


_PAPERS = (
    ("judgment", "判决书"),
    ("mediation_paper", "调解书"),
    ("ruling", "裁定书"),
    ("record", "调解笔录"),
)


def ending_table() -> Table:
    """Endings with their state and the day from which they bind."""
    return Table(
        caption="结案和生效",
        columns=(
            Column("case.number", "案号", sort=("case__year", "case__sequence"), link=True, nowrap=True),
            Column("way", "结案方式", sort=("way",), value=lambda row: row.get_way_display(), nowrap=True),
            Column("case.matter.cause_name", "案由", width="term"),
            Column("defendants", "被告", value=lambda row: _side(Litigant.Role.DEFENDANT, row.case)),
            Column("case.responsible", "承办法官", nowrap=True),
            Column("case.closed_on", "结案日期", sort=("case__closed_on",), nowrap=True),
            Column("status", "状态", show=status_html, export=lambda row: ENDING.label(row.status), nowrap=True),
            Column("effective_on", "生效日期", sort=("effective_on",), nowrap=True, empty_last=True),
            Column("waits_for", "等待", width="wide"),
            Column("appeal_count", "上诉", sort=("appeal_count",), align="end"),
        ),
        default_sort="-case.closed_on",
        filters=(
            Filter("status", "状态", choices=tuple(ENDING.labels.items())),
            Filter("way", "结案方式", choices=[(str(each.value), str(each.label)) for each in Case.ClosingWay]),
            Filter("since", "结案日期起", lookup="case__closed_on__gte"),
        ),
        search=_search,
        search_label="案号或当事人姓名",
        row_url=lambda row: address_of("closing_case")(row.case_id),
        empty_title="还没有结案的案件",
        empty_text="结案后，案件的生效、上诉情况列在这里。",
        counts_to=100_000,
    )


def _search(rows: QuerySet[Ending], text: str) -> QuerySet[Ending]:
    return rows.filter(case__in=matching(Case.objects.filter(ending__isnull=False), text).values("pk"))


def _by_paper(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
    return rows.filter(ending_paper__isnull=True) if value == "record" else rows.filter(ending_kind=value)


def _side(role: str, case: Any) -> str:
    return "、".join(each.name for each in case.matter.litigants.all() if each.role == role)


def _unpaid(unpaid: Mapping[int, int], case: Case) -> str:
    return f"未交{money.grouped(unpaid[case.pk])}元" if case.pk in unpaid else "已交清"


def _closing_url(case: Case) -> str:
    return address_of("closing_case")(case.pk)


def _ticked_number(ticked: Collection[int] | None, case: Case) -> SafeString:
    return _box(ticked, case, _closing_url(case))


def _box(ticked: Collection[int] | None, case: Case, url: str) -> SafeString:
    return format_html(
        '<span class="closing-tick"><input type="checkbox" name="ids" value="{}" form="run" aria-label="勾选{}"{}>'
        '<a class="tp-table__row" href="{}">{}</a></span>',
        case.pk,
        case.number,
        " checked" if ticked is None or case.pk in ticked else "",
        url,
        case.number,
    )
