"""The list of applications about agreements."""

import datetime
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from tianping.cases.models import Clock, Litigant
from tianping.cases.queries import light_of
from tianping.kernel.web.tables import Column, Table
from tianping.trial.confirmation.models import Application
from tianping.trial.confirmation.states import APPLICATION

KINDS = {
    "asked": "waiting",
    "received": "waiting",
    "accepted": "open",
    "decided": "open",
    "effective": "done",
    "refused": "refused",
    "withdrawn": "stopped",
}
GROUP_LABELS = {"received": "待受理", "accepted": "审查中", "ended": "已办结", "asked": "待共同申请"}


# What was decided is a draft until somebody has read it, the judge has signed it and it is issued.
NOT_ISSUED = {
    "draft": "文书待校对",
    "proofread": "文书待签署",
    "signed": "文书待制发",
    "discarded": "文书已作废，待重拟",
}


def not_issued(row: Application) -> bool:
    """Whether what was decided is still a draft, which no litigant reads."""
    return row.status == "decided" and row.paper is not None and row.paper.status in NOT_ISSUED


def label_of(row: Application) -> str:
    """An application's state in words for those who work on it."""
    if row.paper is not None and not_issued(row):
        return NOT_ISSUED[row.paper.status]
    return APPLICATION.label(row.status)


def label_for_litigants(row: Application) -> str:
    """An application's state in words for litigants: until the paper is issued it is being reviewed."""
    return APPLICATION.label("accepted" if not_issued(row) else row.status)


def status_html(row: Application) -> SafeString:
    """An application's state as a mark."""
    return render_to_string("components/status.html", {"label": label_of(row), "kind": KINDS[row.status]})


def _names(row: Application) -> str:
    return "、".join(each.name for each in row.mediated_in.matter.litigants.all() if each.role != Litigant.Role.THIRD)


def _number(row: Application) -> str:
    return row.case.number if row.case is not None else row.mediated_in.number


def application_table(today: datetime.date) -> Table:
    """The applications, each with how near the end of the period is that runs for the court."""

    def due(row: Any) -> SafeString:
        if row.due_nominal is None:
            return SafeString("—")
        running = Clock(period_id=row.due_period, nominal_due=row.due_nominal, legal_due=row.due_legal)
        light = light_of(running, today)
        shown = {"state": light.state, "days": light.days, "due": light.due, "note": " "}
        return render_to_string("components/traffic_light.html", shown)

    return Table(
        caption="司法确认、调解书",
        columns=(
            Column("number", "案号", sort=("mediated_in__year", "mediated_in__sequence"), value=_number, link=True),
            Column("kind", "申请", sort=("kind",), value=lambda row: Application.Kind(row.kind).label, nowrap=True),
            Column("applicants", "申请人", value=_names, width="wide"),
            Column("mediated_in.matter.cause_name", "案由", sort=("mediated_in__matter__cause_name",), width="term"),
            Column("agreed_on", "协议生效", sort=("binds_on",), nowrap=True),
            Column("received_on", "收到申请", sort=("received_on",), nowrap=True, empty_last=True),
            Column("due_nominal", "办理期限", sort=("due_nominal",), show=due, nowrap=True, empty_last=True),
            Column("status", "状态", show=status_html, export=label_of, nowrap=True),
        ),
        default_sort="received_on",
        row_url=lambda row: reverse("confirmation", args=[row.pk]),
        empty_title="没有申请",
        empty_text="双方当事人在各自的页面或者到窗口共同申请以后，出现在“待受理”里。",
    )
