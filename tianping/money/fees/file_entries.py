"""What court fees put into the file of a case: the notice to pay, and that it was paid."""

from collections.abc import Iterable

from tianping.cases.models import Case
from tianping.cases.panels import FileEntry, Sheet
from tianping.law import money
from tianping.law.wording import chinese_date
from tianping.money.fees.queries import item_of, payments_of, reckoning_of, standing
from tianping.money.fees.states import BILL


def entries(case: Case) -> Iterable[FileEntry]:
    """交纳诉讼费用通知和收据, and how the fee was settled when the case ended."""
    item = item_of(case)
    if item is not None:
        bill = item.bill
        paid = [
            f"{chinese_date(each.paid_on)}，{_yuan(each.amount_fen)}，凭证{each.reference}"
            for each in standing(payments_of(bill))
        ]
        rows = (
            ("交费通知编号", bill.number),
            ("交费人", bill.payer_name),
            ("案件受理费", _yuan(item.amount_fen - bill.relieved_fen)),
            ("计算", "；".join(item.steps)),
            ("依据", "；".join(item.because)),
            ("交纳情况", "；".join(paid) or BILL.label(bill.status)),
        )
        title = "交纳诉讼费用通知和收据"
        yield FileEntry("fee", title, bill.issued_on, "本院", number=bill.number, sheet=Sheet(title, rows))
    settled = reckoning_of(case)
    if settled is not None:
        rows = (
            ("应负担", _yuan(settled.due_fen)),
            ("已预交", _yuan(settled.paid_fen)),
            ("应退还", _yuan(settled.refund_fen)),
            ("应补交", _yuan(settled.shortfall_fen)),
            ("计算", "；".join(settled.steps)),
            ("依据", "；".join(settled.because)),
        )
        yield FileEntry("fee", "诉讼费用结算", case.closed_on, "本院", sheet=Sheet("诉讼费用结算", rows))


def _yuan(fen: int) -> str:
    return f"{money.grouped(fen)}元"
