"""The list of applications for enforcement, and an application on an outside title in lines to be checked."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.urls import reverse

from tianping.cases.models import Litigant
from tianping.enforcement.forms.answers import QUESTIONS
from tianping.enforcement.models import Application, TitlePaper
from tianping.enforcement.queries import is_told, search
from tianping.enforcement.states import ENFORCEMENT
from tianping.kernel.templatetags.tianping import cndatetime
from tianping.kernel.web.components import Item
from tianping.kernel.web.tables import Column, Table
from tianping.law.enforcement_titles import KINDS as TITLES
from tianping.law.money import grouped
from tianping.law.wording import chinese_date

GROUPS = {
    "received": "待立案",
    "correcting": "待补正",
    "refusing": "待裁定",
    "accepted": "已立案",
    "refused": "不予受理",
    "withdrawn": "已撤回",
}
KINDS = {
    "received": "waiting",
    "correcting": "waiting",
    "refusing": "open",
    "accepted": "done",
    "refused": "refused",
    "withdrawn": "stopped",
}

# What the applicant reads while a judge has it and no ruling is issued.
UNTOLD = {"label": "正在审查", "kind": "open"}


def own_status(row: Application) -> dict[str, str]:
    """How an application stands, as the applicant reads it."""
    if row.status == "refusing" or not is_told(row):
        return UNTOLD
    return {"label": ENFORCEMENT.label(row.status), "kind": KINDS[row.status]}


def application_table(status: str) -> Table:
    """The applications of one state."""
    return Table(
        caption="申请执行",
        columns=(
            Column("number", "收件编号", sort=("number",), link=True, nowrap=True),
            Column("title", "执行依据", width="wide"),
            Column("applicant.name", "申请执行人", sort=("applicant__name",)),
            Column("respondents", "被执行人", value=lambda row: "、".join(each.name for each in row.respondents.all())),
            Column("amount_fen", "金额（元）", sort=("amount_fen",), money=True),
            Column("received_at", "收到时间", sort=("received_at",), value=lambda row: cndatetime(row.received_at)),
            Column("case", "执行案号", value=lambda row: row.case.number if row.case else "", nowrap=True),
        ),
        default_sort="-number",
        search=search,
        search_label="收件编号、案号或者当事人",
        row_url=lambda row: reverse("enforcement", args=[row.pk]),
        empty_title=f"没有{GROUPS[status]}的执行申请",
        empty_text="当事人在自己的案件页面、或者在窗口申请执行的，都在这里。",
    )


def summary(answers: Mapping[str, Any], papers: Sequence[TitlePaper], address: Callable[[str], str]) -> list[Item]:
    """An application in lines, each with the way to change it."""
    title, claim, account = answers["title"], answers["claim"], answers["account"]
    amount = f"{grouped(claim['amount'])}元" if claim.get("amount") else "没有金额"
    interest = "，并请求迟延履行期间的债务利息" if claim.get("wants_delay_interest") else ""
    due = _day(claim["performance_due_on"])
    words = {
        "kind": TITLES[answers["kind"]["kind"]].word,
        "title": f"{title['body']}{title['number']}，{_day(title['made_on'])}作出，{_day(title['effective_on'])}生效",
        "papers": "；".join(f"{each.get_kind_display()}：{each.name}（{each.pages}页）" for each in papers),
        "applicant": _named(answers["applicant"]),
        "respondents": "、".join(_named(each) for each in answers["respondents"]),
        "claim": f"{claim['request'].rstrip('。')}；{amount}{interest}；{due}履行期限届满",
        "account": f"{account['payee_holder']}，{account['payee_bank']}，{account['payee_account']}",
    }
    return [Item(called, words[name], address(name)) for name, called in QUESTIONS.items()]


def _named(person: Mapping[str, Any]) -> str:
    return f"{person['name']}（{Litigant.Kind(person['kind']).label}）"


def _day(text: str) -> str:
    return chinese_date(datetime.date.fromisoformat(text))
