"""The list of applications for preservation, and an application in lines to be checked."""

import datetime
import functools
from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tianping.cases.models import Case, Counsel
from tianping.intake.preservation.forms import answers as answering
from tianping.intake.preservation.models import Application
from tianping.intake.preservation.queries import search, sues_late
from tianping.intake.preservation.states import PRESERVATION
from tianping.kernel.clock import china_day
from tianping.kernel.templatetags.tianping import cndate, cndatetime, yuan
from tianping.kernel.web.components import Item
from tianping.kernel.web.tables import Column, Table
from tianping.law.measures import PROPERTY
from tianping.law.preservation import EXEMPTIONS, SECURITIES

GROUPS = {
    "received": ("received",),
    "deciding": ("deciding", "awaiting_security"),
    "granted": ("granted", "lifting"),
    "executed": ("executed",),
    "ended": ("nothing_found", "lifted", "ended", "refused", "withdrawn"),
}
GROUP_LABELS = {
    "received": "待受理",
    "deciding": "待裁定",
    "granted": "待执行",
    "executed": "已保全",
    "ended": "已结束",
}
WITH_DEADLINE = ("received", "deciding")
KINDS = {
    "received": "waiting",
    "awaiting_security": "waiting",
    "deciding": "open",
    "granted": "open",
    "executed": "done",
    "nothing_found": "stopped",
    "lifting": "open",
    "lifted": "done",
    "ended": "stopped",
    "refused": "refused",
    "withdrawn": "stopped",
}


def application_table(now: datetime.datetime, group: str) -> Table:
    """The applications of one group."""
    last = {
        "received": Column(
            "decide_by", "裁定期限", sort=("decide_by",), show=functools.partial(_deadline, now), empty_last=True
        ),
        "deciding": Column(
            "decide_by", "裁定期限", sort=("decide_by",), show=functools.partial(_deadline, now), empty_last=True
        ),
        "granted": Column("status", "状态", value=lambda row: PRESERVATION.label(row.status), nowrap=True),
        "executed": Column(
            "sue_by",
            "应当起诉之日",
            sort=("sue_by",),
            show=functools.partial(_sue_by, now),
            export=lambda row: row.sue_by,
            empty_last=True,
        ),
        "ended": Column(
            "end_reason", "结果", value=lambda row: f"{PRESERVATION.label(row.status)}：{row.end_reason}", width="wide"
        ),
    }
    return Table(
        caption="财产保全",
        columns=(
            Column("number", "收件编号", sort=("number",), link=True, nowrap=True),
            Column("case", "案号", value=lambda row: row.case.number if row.case else "", nowrap=True),
            Column("stage", "种类", value=lambda row: row.get_stage_display(), nowrap=True),
            Column("applicant.name", "申请人", sort=("applicant__name",)),
            Column("respondents", "被申请人", value=lambda row: "、".join(each.name for each in row.respondents.all())),
            Column("amount_fen", "数额（元）", sort=("amount_fen",), money=True),
            last[group],
        ),
        default_sort="-number" if group == "ended" else "decide_by" if group in WITH_DEADLINE else "number",
        search=search,
        search_label="收件编号、案号或者当事人",
        row_url=lambda row: reverse("preservation", args=[row.pk]),
        empty_title=f"没有{GROUP_LABELS[group]}的保全申请",
        empty_text="网上申请和窗口登记的保全申请都在这里；诉前保全自收到申请起四十八小时内裁定。",
    )


def summary(answers: Mapping[str, Any], case: Case | None, address: Callable[[str], str]) -> list[Item]:
    """An application in lines, each with the way to change it."""
    words: dict[str, object] = {
        "stage": f"诉讼保全（{case.number}）" if case is not None else "诉前保全",
        "respondents": "、".join(answering.owners(answers, case)),
        "amount": f"{yuan(answers['amount']['amount'])}元",
        "clues": "；".join(f"{PROPERTY[each['kind']].name}：{each['description']}" for each in answers["clues"]),
        "reasons": answers["reasons"]["reasons"],
        "security": _security(answers["security"]),
    }
    if case is None:
        words["applicant"] = answers["applicant"]["name"]
        words["others"] = "、".join(each["name"] for each in answers.get("others", ())) or "没有"
        words["agent"] = _agent(answers.get("agent") or {})
        words["dispute"] = f"{answers['dispute']['cause_name']}。{answers['dispute']['facts_text']}"
    return [Item(answering.QUESTIONS[name], words[name], address(name)) for name in answering.asked(answers)]


def _agent(given: Mapping[str, Any]) -> str:
    if given.get("has_agent") != "yes":
        return "没有代理人"
    kind, authority = Counsel.Kind(given["kind"]).label, Counsel.Authority(given["authority"]).label
    parts = (given["name"], given.get("firm") or "", str(kind), str(authority), given.get("scope") or "")
    return "，".join(part for part in parts if part)


def _security(given: Mapping[str, Any]) -> str:
    if given["kind"] == "none":
        ground = EXEMPTIONS.get(given.get("exemption", ""), "没有写明理由")
        return f"申请不提供担保：{ground}"
    return f"{SECURITIES[given['kind']]}，{yuan(given['amount'])}元（{given['text']}）"


def _deadline(now: datetime.datetime, row: Application) -> SafeString:
    if row.status == "awaiting_security":
        return SafeString("待提供担保")
    if row.decide_by is None:
        return SafeString("受理后起算")
    late = "tp-light--overdue" if row.decide_by < now else ""
    return format_html(
        '<span class="tp-light {}">{}{}</span>', late, cndatetime(row.decide_by), "，已逾期" if late else ""
    )


def _sue_by(now: datetime.datetime, row: Application) -> SafeString:
    if row.suit_on or row.sue_by is None:
        return SafeString("已起诉" if row.suit_on else "")
    late = sues_late(row, china_day(now))
    return format_html(
        '<span class="tp-light {}">{}{}</span>',
        "tp-light--overdue" if late else "",
        cndate(row.sue_by),
        "，已逾期" if late else "",
    )
