"""The figures of bank statements: what was paid too much or in error and given back."""

from django.db.models import QuerySet
from django.urls import reverse

from tianping.kernel.figures import Figure, Kind, Period
from tianping.kernel.web.tables import Column, Table
from tianping.money.statements.models import Return


def returned(period: Period) -> QuerySet[Return]:
    """What was given back within the period."""
    return Return.objects.filter(returned_on__range=(period.first, period.last))


FIGURES: tuple[Figure, ...] = (
    Figure(
        "fees.returned",
        "多交、误交退款",
        "诉讼费",
        Kind.SUM,
        "期间内退还的多交、误交款项之和；结案后退还的诉讼费不在其内",
        returned,
        measure="amount_fen",
        unit="元",
        subject="return",
        in_fen=True,
    ),
)


def table() -> Table:
    """The rows behind a figure of what was given back."""
    return Table(
        caption="指标所含退款",
        columns=(
            Column("reference", "退款流水号", sort=("reference",), link=True, nowrap=True),
            Column("receipt.payer_name", "付款人", sort=("receipt__payer_name",), width="wide"),
            Column("amount_fen", "金额（元）", sort=("amount_fen",), money=True),
            Column("returned_on", "退还日期", sort=("returned_on",), nowrap=True),
            Column("reason", "原因", width="wide"),
        ),
        default_sort="reference",
        row_url=lambda each: reverse("receipt", args=[each.receipt_id]),
        empty_title="没有退款计入这项指标",
        empty_text="在所选期间内没有退还多交、误交的款项。",
    )
