"""What the cashier does with a row of a statement: confirm which bill it paid, take that back, set it aside."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.kernel import moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law.money import grouped
from tianping.money.fees.actions import book_payment, lock_references, reverse_payment
from tianping.money.fees.queries import Bill, Booked, due_of, payments_under, standing
from tianping.money.statements.matching import Proposal
from tianping.money.statements.models import Receipt
from tianping.money.statements.permissions import HANDLE_STATEMENTS
from tianping.money.statements.queries import proposal_for


@transaction.atomic
def post_many(chosen: Mapping[int, int], *, by: User, at: datetime.datetime) -> int:
    """Confirm that receipts paid bills (确认到账): receipt id → bill id. All or none; each bill is then paid.

    Raises Refused where a receipt does not pay its bill to the fen, or names none and is not the only one that fits.
    """
    check_may(by, HANDLE_STATEMENTS)
    if not chosen:
        raise Refused("请勾选要确认的到账记录。")
    if len(set(chosen.values())) != len(chosen):
        raise Refused("有两笔到账对应同一份交费通知，请逐笔核对，可能重复交费。")
    # Before the rows, in the order in which a payment that is typed locks them.
    lock_references()
    rows = list(Receipt.objects.select_for_update().filter(pk__in=chosen).order_by("pk"))
    if len(rows) != len(chosen) or any(row.status != "listed" for row in rows):
        raise Overtaken("其中有到账记录已经处理，请刷新页面查看。")
    bills = Bill.objects.in_bulk(chosen.values())
    for row in rows:
        _post(row, bills[chosen[row.pk]], by=by, at=at)
    return len(rows)


@transaction.atomic
def set_aside(row: Receipt, reason: str, *, by: User, at: datetime.datetime) -> None:
    """A row is no payment of a bill (不作交费处理): why, and what becomes of the money."""
    check_may(by, HANDLE_STATEMENTS)
    if not reason.strip():
        raise Refused("请写明不作交费处理的原因和这笔款的去向，例如“系执行案款，已转案款户”。")
    moves.move(row, "set_aside", by=by, at=at, reason=reason.strip(), set_aside_because=reason.strip())


@transaction.atomic
def take_up(row: Receipt, *, by: User, at: datetime.datetime) -> None:
    """A row that was set aside is looked at again (重新处理)."""
    check_may(by, HANDLE_STATEMENTS)
    if Receipt.objects.select_for_update().get(pk=row.pk).returned_fen:
        raise Refused("这笔款已经登记退还，不能再作交费处理。")
    moves.move(row, "take_up", by=by, at=at, set_aside_because="")


@transaction.atomic
def claim_above(row: Receipt, bill: Bill, *, by: User, at: datetime.datetime) -> None:
    """A receipt paid a bill and more (认领，多交): the bill is paid, and the surplus is to be given back."""
    row, proposal = _claimed(row, bill, by=by, at=at)
    if not proposal.bill.is_open or _paid(row) <= proposal.bill.total_fen:
        raise Refused(f"第{row.row_number}行不是{bill.number}的多交：{'、'.join(proposal.reasons)}。")
    _book(row, bill, by=by, at=at)


@transaction.atomic
def claim_part(row: Receipt, bill: Bill, *, by: User, at: datetime.datetime) -> None:
    """A receipt paid a part of a bill (认领，部分交纳): whoever pays is told what is still due until when."""
    row, proposal = _claimed(row, bill, by=by, at=at)
    if not proposal.bill.is_open or _paid(row) >= proposal.bill.total_fen:
        raise Refused(f"第{row.row_number}行不是{bill.number}的部分交纳：{'、'.join(proposal.reasons)}。")
    _book(row, bill, by=by, at=at)


@transaction.atomic
def assign(row: Receipt, bill: Bill, because: str, *, by: User, at: datetime.datetime) -> None:
    """A receipt paid a bill that nothing on it names (指定通知): whole, more or a part; ``because``: how that is known.

    Raises Refused without a reason, and for a bill of which nothing is due.
    """
    check_may(by, HANDLE_STATEMENTS)
    if not because.strip():
        raise Refused("请写明是怎样核实的，例如“付款人来电确认，忘写通知编号”。")
    lock_references()
    row = _listed(row.pk)
    _check_usable(row)
    _book(row, bill, by=by, at=at, because=because.strip())


@transaction.atomic
def reverse_post(row: Receipt, reason: str, *, by: User, at: datetime.datetime) -> None:
    """Take back that a row paid a bill (冲正认领): a row of its own reverses the payment; this one waits again."""
    check_may(by, HANDLE_STATEMENTS)
    made = standing(payments_under([row.counted_as])).first()
    if row.status != "posted" or made is None:
        raise Overtaken("这笔到账记录没有登记交费，或者已经冲正，请刷新页面查看。")
    reverse_payment(made, reason, by=by, at=at)


def release_row(reference: str, bill: Bill, reason: str, by: User, at: datetime.datetime) -> None:
    """What was recorded under this reference was reversed: its row waits again.

    Raises Refused where what it paid above the bill was given back: that is no surplus any more.
    """
    paying = Receipt.objects.select_for_update().filter(bill=bill, status="posted").order_by("pk")
    for row in [each for each in paying if each.counted_as == reference]:
        if row.returned_fen:
            raise Refused("这笔到账多交的部分已经登记退还；退还登记有误的，请先冲正退还，再冲正交费。")
        empty = {"bill": None, "posted_at": None, "posted_by": None, "surplus_fen": 0}
        moves.move(row, "release", by=by, at=at, reason=reason, **empty)


def find_typed(reference: str, total_fen: int) -> Booked | None:
    """The row that a payment typed by hand is; None where no statement has it yet.

    Raises Refused where the row is another sum, was confirmed for another bill or set aside, or is no payment.
    """
    rows = list(
        Receipt.objects.select_for_update(of=("self",))
        .filter(reference=reference, duplicate_of__isnull=True)
        .select_related("statement", "bill")
        .order_by("pk")
    )
    if not rows:
        return None
    fitting = [row for row in rows if row.status == "listed" and not row.problem and row.amount_fen == total_fen]
    if len(fitting) == 1 and fitting[0].booked_on is not None:
        return Booked(fitting[0].pk, fitting[0].booked_on)
    if fitting:
        raise Refused(f"银行流水里有{len(fitting)}行的流水号都是{reference}，请到“银行流水”里逐行认领。")
    raise Refused(_why_not(rows[0], total_fen))


def settle_typed(booked: Booked, bill: Bill, by: User, at: datetime.datetime) -> None:
    """The row has paid the bill that was recorded by hand."""
    row = Receipt.objects.get(pk=booked.row_id)
    moves.move(row, "post", by=by, at=at, bill=bill, posted_at=at, posted_by=by)


def _why_not(row: Receipt, total_fen: int) -> str:
    where = f"流水号{row.reference}在{row.statement.file_name}第{row.row_number}行"
    if row.status == "posted" and row.bill is not None:
        return f"{where}，已确认到{row.bill.number}；一笔到账只能交一份通知，请核对流水号后重新填写。"
    if row.status == "set_aside":
        return f"{where}，已登记不作交费处理（{row.set_aside_because}）；确系交费的，请先在“银行流水”里重新处理这一行。"
    if row.problem:
        return f"{where}，不能登记交费：{row.problem}。请核对流水号。"
    return (
        f"{where}，到账{grouped(_paid(row))}元，与应交的{grouped(total_fen)}元不同，不能手工登记；"
        "请到“银行流水”里打开这一行认领，少交的登记为部分交纳，多交的在那里登记退还。"
    )


def _listed(pk: int) -> Receipt:
    row = Receipt.objects.select_for_update().get(pk=pk)
    if row.status != "listed":
        raise Overtaken("这笔到账记录已经处理，请刷新页面查看。")
    return row


def _check_usable(row: Receipt) -> None:
    if row.problem or row.duplicate_of_id is not None or row.booked_on is None:
        raise Refused(f"第{row.row_number}行不能确认：{row.problem or '是重复的记录'}。")


def _proposal(row: Receipt, bill: Bill, *, at: datetime.datetime) -> Proposal:
    _check_usable(row)
    proposal = proposal_for(row, bill.pk, china_day(at))
    if proposal is None:
        raise Refused(f"第{row.row_number}行不能登记到{bill.number}：金额、付款人与该通知都对不上。")
    return proposal


def _claimed(row: Receipt, bill: Bill, *, by: User, at: datetime.datetime) -> tuple[Receipt, Proposal]:
    check_may(by, HANDLE_STATEMENTS)
    lock_references()
    row = _listed(row.pk)
    return row, _proposal(row, bill, at=at)


def _paid(row: Receipt) -> int:
    return row.amount_fen or 0


def _post(row: Receipt, bill: Bill, *, by: User, at: datetime.datetime) -> None:
    proposal = _proposal(row, bill, at=at)
    if not proposal.can_be_posted:
        raise Refused(f"第{row.row_number}行不能登记到{bill.number}：{'、'.join(proposal.reasons)}。")
    _book(row, bill, by=by, at=at)


def _book(row: Receipt, bill: Bill, *, by: User, at: datetime.datetime, because: str = "") -> None:
    """What of the row is due of the bill pays it; what is above that is a surplus."""
    bill = Bill.objects.select_for_update().get(pk=bill.pk)
    if bill.status != "issued":
        raise Refused(f"{bill.number}没有待交的款项；重复交的，请登记不作交费处理，再登记退还。")
    paid_fen = min(_paid(row), due_of(bill))
    book_payment(bill, amount_fen=paid_fen, reference=row.counted_as, by=by, at=at, paid_on=row.booked_on)
    facts = {"bill": bill, "posted_at": at, "posted_by": by, "surplus_fen": _paid(row) - paid_fen}
    moves.move(row, "post", by=by, at=at, reason=because, **facts)
