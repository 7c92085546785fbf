"""The list of decisions that went against the rules (程序调整记录)."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.urls import reverse

from tianping.intake.triage.models import Decision
from tianping.intake.triage.queries import Month, rule_words, search
from tianping.kernel.web.tables import Column, Filter, Table


def override_table(province: str, months: Sequence[Month]) -> Table:
    """Overrides with what the rules had said; one month of them if the address names it."""
    shown = [(month.key, month.words) for month in months]
    return Table(
        caption="程序调整记录",
        columns=(
            Column("case.number", "案号", sort=("case__year", "case__sequence"), link=True, nowrap=True),
            Column("case.matter.cause_name", "案由", width="term"),
            Column("case.matter.claim_fen", "标的额（元）", sort=("case__matter__claim_fen",), money=True),
            Column("rule", "规则结论", value=lambda row: rule_words(row, province), nowrap=True),
            Column("track", "调整为", sort=("track",), value=_chosen, nowrap=True),
            Column("reason", "理由", width="wide"),
            Column("by.full_name", "调整人", nowrap=True),
            Column("at", "时间", sort=("at",), nowrap=True),
        ),
        default_sort="-at",
        filters=(Filter("month", "月份", choices=shown, apply=_of_month, hidden=True),),
        search=search,
        search_label="案号或者当事人",
        row_url=lambda row: reverse("case", args=[row.case_id]),
        empty_title="没有程序调整",
        empty_text="不按规则分流的案件连同理由会出现在这里，供按月复查。",
    )


def _chosen(row: Decision) -> str:
    return f"{row.get_track_display()}，{row.get_composition_display()}"


def _of_month(rows: QuerySet[Decision], key: str) -> QuerySet[Decision]:
    year, month = key.split("-")
    return rows.filter(at__year=int(year), at__month=int(month))
