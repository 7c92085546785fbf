"""The figures of court fees: what was billed and what was paid."""

from django.db.models import F, QuerySet
from django.urls import reverse

from tianping.kernel.figures import Figure, Kind, Period
from tianping.kernel.web.tables import Column, Table
from tianping.money.fees.models import Item, Payment

GROUP = "诉讼费"


def _net() -> QuerySet[Item]:
    """Fees without what was reduced or waived."""
    return Item.objects.annotate(net_fen=F("amount_fen") - F("bill__relieved_fen"))


def billed(period: Period) -> QuerySet[Item]:
    """Fees on bills issued within the period."""
    return _net().filter(bill__issued_on__range=(period.first, period.last))


def paid(period: Period) -> QuerySet[Payment]:
    """What was paid within the period, whole or in parts; a reversal counts against the day that it takes back."""
    return Payment.objects.filter(paid_on__range=(period.first, period.last))


FIGURES: tuple[Figure, ...] = (
    Figure(
        "fees.billed",
        "应收案件受理费",
        GROUP,
        Kind.SUM,
        "期间内开具的交费通知所列应交金额之和",
        billed,
        measure="net_fen",
        unit="元",
        subject="fee",
        in_fen=True,
    ),
    Figure(
        "fees.paid",
        "实收案件受理费",
        GROUP,
        Kind.SUM,
        "期间内交纳的金额之和，部分交纳的计入实交部分，冲正的抵减；多交、误交的款项不在其内",
        paid,
        measure="amount_fen",
        unit="元",
        subject="payment",
        in_fen=True,
    ),
)


def table() -> Table:
    """The rows behind a figure of fees."""
    return Table(
        caption="指标所含收费",
        columns=(
            Column("case.number", "案号", sort=("case__year", "case__sequence"), link=True, nowrap=True),
            Column("bill.number", "通知编号", sort=("bill__number",), nowrap=True),
            Column("bill.payer_name", "交费人", sort=("bill__payer_name",), width="wide"),
            Column("net_fen", "金额（元）", sort=("net_fen",), money=True),
            Column("bill.issued_on", "开具日期", sort=("bill__issued_on",), nowrap=True),
            Column("bill.paid_on", "交纳日期", sort=("bill__paid_on",), nowrap=True),
        ),
        default_sort="case.number",
        row_url=lambda item: reverse("case", args=[item.case_id]),
        empty_title="没有收费计入这项指标",
        empty_text="在所选期间内没有符合计算方法的收费。",
    )


def payment_table() -> Table:
    """The rows behind a figure of what was paid."""
    return Table(
        caption="指标所含交费",
        columns=(
            Column("reference", "流水号", sort=("reference",), link=True, nowrap=True),
            Column("bill.number", "通知编号", sort=("bill__number",), nowrap=True),
            Column("bill.payer_name", "交费人", sort=("bill__payer_name",), width="wide"),
            Column("amount_fen", "金额（元）", sort=("amount_fen",), money=True),
            Column("paid_on", "交纳日期", sort=("paid_on",), nowrap=True),
        ),
        default_sort="reference",
        row_url=lambda payment: reverse("bill", args=[payment.bill_id]),
        empty_title="没有交费计入这项指标",
        empty_text="在所选期间内没有登记交费。",
    )
