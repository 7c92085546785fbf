"""The lists of court fees: bills, and the items of one bill."""

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from tianping.cases.models import Litigant
from tianping.kernel.web.tables import Column, Filter, Table
from tianping.money.fees.models import Bill, Item, Reckoning, Relief
from tianping.money.fees.queries import search
from tianping.money.fees.states import BILL, RELIEF

BILL_KINDS = {"issued": "waiting", "paid": "done", "waived": "done"}
RELIEF_KINDS_OF_STATUS = {"asked": "waiting", "granted": "done", "refused": "refused"}


def bill_label(row: Bill) -> str:
    """A bill's state in a word; of one that was paid in part so."""
    return "部分交纳" if row.status == "issued" and row.paid_fen else BILL.label(row.status)


def bill_status(row: Bill) -> SafeString:
    """A bill's state as a mark."""
    return render_to_string("components/status.html", {"label": bill_label(row), "kind": BILL_KINDS[row.status]})


def relief_status(row: Relief) -> SafeString:
    """An application's state as a mark."""
    shown = {"label": RELIEF.label(row.status), "kind": RELIEF_KINDS_OF_STATUS[row.status]}
    return render_to_string("components/status.html", shown)


def cases_on(row: Any) -> str:
    """Which cases stand on a bill with ``case_count`` and ``first_number``: the first, and how many."""
    number, count = row.first_number, row.case_count
    return f"{number}等{count}件" if count > 1 else number


def payee(row: Reckoning) -> str:
    """To whom a refund goes: those who sued, of a preservation whoever its notice names."""
    if row.item is not None:
        return row.item.bill.payer_name
    litigants = row.case.matter.litigants.all()
    return "、".join(each.name for each in litigants if each.role == Litigant.Role.PLAINTIFF)


def defendants(row: Item) -> str:
    """The names of those who are sued in an item's case."""
    litigants = row.case.matter.litigants.all()
    return "、".join(each.name for each in litigants if each.role == Litigant.Role.DEFENDANT)


BILL_TABLE = Table(
    caption="交费通知",
    columns=(
        Column("number", "通知编号", sort=("number",), link=True, nowrap=True),
        Column("payer_name", "交费人", sort=("payer_name",), width="wide"),
        Column("cases", "案件", value=cases_on, width="term"),
        Column("total_fen", "应交金额（元）", sort=("total_fen",), money=True),
        Column("paid_fen", "已交（元）", sort=("paid_fen",), money=True),
        Column("issued_on", "开具日期", sort=("issued_on",), nowrap=True),
        Column("paid_on", "交纳日期", sort=("paid_on",), nowrap=True, empty_last=True),
        Column("status", "状态", show=bill_status, export=bill_label, nowrap=True),
    ),
    default_sort="-number",
    filters=(
        Filter("status", "状态", choices=tuple(BILL.labels.items())),
        Filter("since", "开具日期起", lookup="issued_on__gte"),
    ),
    search=search,
    search_label="通知编号、交费人或者案号",
    row_url=lambda row: reverse("bill", args=[row.pk]),
    empty_title="还没有交费通知",
    empty_text="登记立案时自动开具。",
)

ITEM_TABLE = Table(
    caption="收费项目",
    columns=(
        Column("case.number", "案号", sort=("case__year", "case__sequence"), link=True, nowrap=True),
        Column("defendants", "被告", value=defendants, width="wide"),
        Column("claim_fen", "请求金额（元）", sort=("claim_fen",), money=True),
        Column("full_fee_fen", "全额（元）", sort=("full_fee_fen",), money=True),
        Column("amount_fen", "通知应交（元）", sort=("amount_fen",), money=True),
    ),
    default_sort="case.number",
    row_url=lambda row: reverse("case", args=[row.case_id]),
)

REFUND_TABLE = Table(
    caption="待退费",
    columns=(
        Column("case.number", "案号", sort=("case__year", "case__sequence"), link=True, nowrap=True),
        Column("payee", "退还给", value=payee, width="wide"),
        Column("ended", "结案、结算", sort=("ended",), value=lambda row: row.get_ended_display(), nowrap=True),
        Column("paid_fen", "已交纳（元）", sort=("paid_fen",), money=True),
        Column("due_fen", "应收（元）", sort=("due_fen",), money=True),
        Column("refund_fen", "应退还（元）", sort=("refund_fen",), money=True),
        Column("owed_since", "生效、结算日期", sort=("owed_since",), nowrap=True),
    ),
    default_sort="owed_since",
    row_url=lambda row: reverse("refund", args=[row.pk]),
    empty_title="没有待退还的诉讼费",
    empty_text="结案时应当退费的案件，法律文书生效后出现在这里，十五日内退还；保全申请费结算后应当退还的也在这里。",
)

RELIEF_TABLE = Table(
    caption="司法救助申请",
    columns=(
        Column("litigant.name", "申请人", sort=("litigant__name",), link=True, width="term"),
        Column("matter.cause_name", "案由", sort=("matter__cause_name",), width="wide"),
        Column("kind", "申请", sort=("kind",), value=lambda row: row.get_kind_display(), nowrap=True),
        Column("ground", "情形", value=lambda row: row.get_ground_display(), width="wide"),
        Column("asked_at", "申请日期", sort=("asked_at",), nowrap=True),
        Column(
            "status",
            "状态",
            sort=("status",),
            show=relief_status,
            export=lambda row: RELIEF.label(row.status),
            nowrap=True,
        ),
    ),
    default_sort="-asked_at",
    filters=(Filter("status", "状态", choices=tuple(RELIEF.labels.items())),),
    row_url=lambda row: reverse("relief", args=[row.pk]),
    empty_title="还没有司法救助申请",
    empty_text="起诉时或者收到交费通知以后申请缓交、减交、免交的，出现在这里。",
)
