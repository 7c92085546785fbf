"""The register as a list."""

import datetime
import functools
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from tianping.kernel.web.tables import Column, Filter, Table
from tianping.law.measures import ALARM_DAYS, PROPERTY, alarm
from tianping.measures.actions.terms import ENDED_BY_ITSELF
from tianping.measures.models import Measure, RenewalRequest
from tianping.measures.queries import in_state, search, stands
from tianping.measures.states import MEASURE, RENEWAL_REQUEST

GROUPS = {"in_force": "有效", "waiting": "轮候", "lifted": "已解除", "lapsed": "期限届满失效"}
PURPOSES = [(each.value, str(each.label)) for each in Measure.Purpose]
NUMBER = ("case__year", "case__type_code", "case__sequence")
KINDS = {"waiting": "waiting", "in_force": "open", "lifted": "done", "lapsed": "stopped"}

REQUEST_KINDS = {"asked": "waiting", "granted": "done", "refused": "stopped", "closed": "stopped"}


def request_facts(row: RenewalRequest) -> dict[str, str]:
    """The state of an application to renew, as a mark."""
    return {"label": RENEWAL_REQUEST.label(row.status), "kind": REQUEST_KINDS[row.status]}


def status_facts(row: Measure, today: datetime.date) -> dict[str, str]:
    """A measure's state on a day as a mark."""
    state = stands(row, today)
    return {"label": MEASURE.label(state), "kind": KINDS[state]}


def light_facts(row: Measure, today: datetime.date) -> dict[str, Any] | None:
    """How near the end of a measure is, for components/traffic_light.html; None for one that is not in force."""
    if stands(row, today) != "in_force" or row.until is None:
        return None
    left, reached = (row.until - today).days, alarm(row.until, on=today)
    state = "due_soon" if reached is not None else "on_time"
    note = "申请续行的期限已过，可以依职权续行" if reached == min(ALARM_DAYS) and left < reached else " "
    return {"state": state, "days": left, "due": row.until, "note": note}


def measure_table(today: datetime.date, *, status: str) -> Table:
    """The measures of one state."""
    ended = status in ("lifted", "lapsed")
    last = (
        (
            Column(
                "ended_on", "结束日期", sort=("ended_on",), value=lambda row: row.ended_on or row.until, nowrap=True
            ),
            Column("end_reason", "原因", value=lambda row: row.end_reason or ENDED_BY_ITSELF, width="wide"),
        )
        if ended
        else (
            Column(
                "until",
                "期限",
                sort=("until",),
                show=functools.partial(_light, today),
                export=lambda row: row.until,
                empty_last=True,
            ),
        )
    )
    return Table(
        caption="查封、扣押、冻结登记",
        columns=(
            Column(
                "case.number", "案号", sort=("case__year", "case__type_code", "case__sequence"), link=True, nowrap=True
            ),
            Column("owner.name", "财产所有人", sort=("owner__name",)),
            Column("property_kind", "财产种类", value=lambda row: row.get_property_kind_display(), nowrap=True),
            Column("way", "措施", value=lambda row: row.get_way_display(), nowrap=True),
            Column("description", "财产", width="wide"),
            Column("amount_fen", "限额（元）", sort=("amount_fen",), money=True),
            Column("purpose", "用途", value=lambda row: row.get_purpose_display(), nowrap=True),
            Column("taken_on", "采取之日", sort=("taken_on",), nowrap=True),
            *last,
        ),
        default_sort="-ended_on" if ended else "until" if status == "in_force" else "taken_on",
        filters=_filters(today),
        search=search,
        search_label="案号、当事人或者财产",
        row_url=lambda row: reverse("measure", args=[row.pk]),
        empty_title=f"没有{GROUPS[status]}的措施",
        empty_text="裁定执行后登记的查封、扣押、冻结都在这里；届满前三十日、十五日、七日在“今日工作”提醒。",
    )


def _filters(today: datetime.date) -> tuple[Filter, ...]:
    return (
        Filter("status", "状态", choices=[*GROUPS.items()], hidden=True, apply=functools.partial(_in_state, today)),
        Filter(
            "kind",
            "财产种类",
            lookup="property_kind",
            choices=[(code, each.name) for code, each in PROPERTY.items()],
        ),
        Filter("purpose", "用途", lookup="purpose", choices=PURPOSES),
        Filter(
            "within",
            "到期",
            choices=[(str(days), f"{days}天以内") for days in sorted(ALARM_DAYS)],
            apply=functools.partial(_ending_within, today),
        ),
        Filter("asked", "续行", choices=[("waiting", "已申请，待决定")], apply=_asked),
    )


def _in_state(today: datetime.date, rows: QuerySet[Measure], status: str) -> QuerySet[Measure]:
    return in_state(rows, status, today)


def _ending_within(today: datetime.date, rows: QuerySet[Measure], days: str) -> QuerySet[Measure]:
    return rows.filter(until__lte=today + datetime.timedelta(days=int(days)))


def _asked(rows: QuerySet[Measure], _waiting: str) -> QuerySet[Measure]:
    return rows.filter(renewal_requests__status="asked")


def _light(today: datetime.date, row: Measure) -> SafeString:
    facts = light_facts(row, today)
    if facts is None:
        return SafeString("轮候，生效后起算")
    return render_to_string("components/traffic_light.html", facts)
