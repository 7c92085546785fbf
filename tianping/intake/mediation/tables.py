"""The list of referrals to mediation, before filing and after."""

import datetime
import functools
from collections.abc import Collection
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tianping.cases.models import Litigant
from tianping.cases.queries import light_of
from tianping.intake.mediation.models import Referral, Source
from tianping.intake.mediation.queries import OUTCOMES, clock_of, search
from tianping.intake.mediation.states import REFERRAL
from tianping.kernel.web.tables import Column, Table

# Every referral in its state: those who wait, those somebody works on, those that have ended.
GROUPS = {
    "referred": ("referred",),
    "declined": ("declined",),
    "accepted": ("accepted",),
    "ended": ("agreed", "failed", "withdrawn"),
}
# Those in which somebody mediates or decides whether to.
TICKED = ("referred", "accepted")
GROUP_LABELS = {"referred": "待接受", "declined": "不予接受，待重新指定", "accepted": "调解中", "ended": "已结束"}
KINDS = {
    "referred": "waiting",
    "declined": "stopped",
    "accepted": "open",
    "agreed": "done",
    "failed": "stopped",
    "withdrawn": "stopped",
}
# What litigants are told where the court's own word would say little to them.
PLAIN_LABELS = {"declined": "法院正在重新指定调解组织", "withdrawn": "没有继续调解，已经结束"}
FORM = "ticked"
WARNS_BEFORE = 3


def plain_status(row: Referral) -> dict[str, str]:
    """A referral's state in words for its litigants."""
    return {"label": PLAIN_LABELS.get(row.status, REFERRAL.label(row.status)), "kind": KINDS[row.status]}


def status_html(row: Referral) -> SafeString:
    """A referral's state as a mark."""
    return render_to_string("components/status.html", {"label": REFERRAL.label(row.status), "kind": KINDS[row.status]})


def light_facts(row: Referral, today: datetime.date) -> dict[str, object] | None:
    """The light of the term for components/traffic_light.html; None before they begin."""
    clock = clock_of(row)
    if clock is None:
        return None
    if row.extended_until is not None and row.ended_on is None:
        days = (row.extended_until - today).days
        state = "overdue" if days < 0 else "due_soon" if days <= WARNS_BEFORE else "on_time"
        return {"state": state, "days": abs(days), "due": row.extended_until, "note": "双方同意延长"}
    light = light_of(clock, today)
    return {"state": light.state, "days": light.days, "due": light.due, "note": light.note or " "}


def side(row: Referral, role: str) -> str:
    """The names of one side."""
    return "、".join(each.name for each in row.case.matter.litigants.all() if each.role == role)


def referral_table(today: datetime.date, *, group: str, ticks: bool, ticked: Collection[int] | None) -> Table:
    """The referrals of one group; ``ticks`` gives every row a box of the form below the list, ticked for ``ticked``
    (None: for every row)."""
    box = functools.partial(_ticked_number, ticked) if ticks else _number
    return Table(
        caption="委派、委托调解",
        columns=(
            Column("number", "案号", sort=("case__year", "case__sequence"), show=box, value=_text, nowrap=True),
            Column("kind", "种类", sort=("kind",), value=lambda row: row.get_kind_display(), nowrap=True),
            Column("plaintiffs", "申请人", value=_plaintiffs, width="wide"),
            Column("defendants", "被申请人", value=_defendants),
            Column("case.matter.cause_name", "案由", sort=("case__matter__cause_name",), width="term"),
            Column("case.matter.claim_fen", "标的额（元）", sort=("case__matter__claim_fen",), money=True),
            Column("organisation.name", "调解组织", sort=("organisation__name",), width="term"),
            Column("referred_on", "委派、委托日期", sort=("referred_on",), nowrap=True),
            *(_of_the_ended() if group == "ended" else _of_the_running(today, accepted=group == "accepted")),
        ),
        default_sort="-ended_on" if group == "ended" else "due" if group == "accepted" else "number",
        search=search,
        search_label="案号、当事人或者调解组织",
        row_url=_url,
        empty_title=f"没有{GROUP_LABELS[group]}的委派",
        empty_text="立案庭委派、审判庭委托的案件会出现在“待接受”里；接受后，调解期限从当日起计算。",
    )


def _of_the_running(today: datetime.date, *, accepted: bool) -> tuple[Column, ...]:
    """All of one list stand at the same point, which its tab names."""
    label = "调解期限" if accepted else "接受期限"
    return (Column("due", label, sort=("due",), show=functools.partial(_light, today), empty_last=True),)


def _of_the_ended() -> tuple[Column, ...]:
    return (
        Column("ended_on", "结束日期", sort=("ended_on",), nowrap=True),
        Column("status", "状态", show=status_html, export=lambda row: REFERRAL.label(row.status), nowrap=True),
    )


def _url(row: Referral) -> str:
    return reverse("referral", args=[row.pk])


def _text(row: Referral) -> str:
    return row.case.number


def _number(row: Referral) -> SafeString:
    return format_html('<a class="tp-table__row" href="{}">{}</a>', _url(row), row.case.number)


def _ticked_number(ticked: Collection[int] | None, row: Referral) -> SafeString:
    if row.status == "declined":
        # The court names others, one by one; there is nothing to accept.
        return _number(row)
    return format_html(
        '<span class="mediation-tick"><input type="checkbox" name="ids" value="{}" form="{}" aria-label="勾选{}"{}>'
        "{}</span>",
        row.pk,
        FORM,
        row.case.number,
        " checked" if ticked is None or row.pk in ticked else "",
        _number(row),
    )


def _plaintiffs(row: Referral) -> str:
    return side(row, Litigant.Role.PLAINTIFF)


def _defendants(row: Referral) -> str:
    return side(row, Litigant.Role.DEFENDANT)


def _light(today: datetime.date, row: Referral) -> SafeString:
    facts = light_facts(row, today)
    return render_to_string("components/traffic_light.html", facts) if facts else SafeString("接受后起算")


ORGANISATIONS = Table(
    caption="调解组织",
    columns=(
        Column("name", "名称", sort=("name",), link=True),
        Column("kind", "种类", sort=("kind",), value=lambda row: row.get_kind_display(), nowrap=True),
        Column("member_count", "调解员", sort=("member_count",), align="end"),
        Column("open_count", "在办（件）", sort=("open_count",), align="end"),
        Column("phone", "电话", nowrap=True),
        Column("address", "地址", width="wide"),
        Column("entered_on", "入册日期", sort=("entered_on",), nowrap=True),
        Column("closed_on", "退出日期", sort=("closed_on",), nowrap=True, empty_last=True),
    ),
    default_sort="name",
    row_url=lambda row: reverse("organisation", args=[row.pk]),
    empty_title="名册中还没有调解组织",
    empty_text="登记调解组织和调解员以后，立案时才能委派诉前调解。",
)

OUTCOME_WORDS = dict(OUTCOMES)


def _address_of_source(row: Any) -> str:
    return reverse("referral", args=[row.referral_id]) if row.referral_id else ""


SOURCES = Table(
    caption="纠纷来源明细",
    columns=(
        Column("matter.received_on", "收到日期", sort=("matter__received_on",), link=True, nowrap=True),
        Column("matter.cause_name", "案由", sort=("matter__cause_name",), width="term"),
        Column("matter.claim_fen", "标的额（元）", sort=("matter__claim_fen",), money=True),
        Column("channel", "来源渠道", sort=("channel",), value=lambda row: Source.Channel(row.channel).label),
        Column("township", "乡镇、街道", sort=("township",)),
        Column("sent_by", "移送单位", sort=("sent_by",), width="term"),
        Column("outcome", "处理结果", sort=("outcome",), value=lambda row: OUTCOME_WORDS[row.outcome]),
    ),
    default_sort="-matter.received_on",
    row_url=_address_of_source,
    empty_title="没有计入的纠纷",
)
