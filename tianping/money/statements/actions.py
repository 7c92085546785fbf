"""What the cashier does with a bank statement: take it in, confirm which bills were paid, set the rest aside."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.kernel import audit, files, moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law.money import grouped
from tianping.law.wording import chinese_date
from tianping.money.fees.actions import book_payment, lock_references
from tianping.money.fees.permissions import REFUND
from tianping.money.fees.queries import Bill, Booked, bills_paid_under, is_refund_reference, plain_reference
from tianping.money.statements.matching import Proposal
from tianping.money.statements.models import Receipt, Return, Statement
from tianping.money.statements.permissions import HANDLE_STATEMENTS
from tianping.money.statements.queries import is_spent, proposal_for
from tianping.money.statements.reading import Line, read_statement

MEDIA_TYPE = "application/octet-stream"


@transaction.atomic
def import_statement(content: bytes, file_name: str, *, by: User, at: datetime.datetime) -> Statement:
    """Take in a bank statement (导入银行流水): every row is listed, and nothing is posted by itself.

    The same file again is the statement that was made of it. A row whose bank reference and sum stand on an earlier
    row is listed as its double. What a cashier recorded by hand before, under the reference and with the sum of a row,
    settles that row. Raises Refused for a file that is no statement.
    """
    check_may(by, HANDLE_STATEMENTS)
    lines = read_statement(content)
    if not lines:
        raise Refused("流水里没有交易记录，请核对导出的日期范围。")
    file = files.keep(content, MEDIA_TYPE)
    known = Statement.objects.filter(file=file).first()
    if known is not None:
        return known
    lock_references()
    statement = Statement.objects.create(
        file=file, file_name=file_name[:200], row_count=len(lines), imported_at=at, imported_by=by
    )
    made = Receipt.objects.bulk_create([_receipt(statement, line, china_day(at)) for line in lines])
    moves.begin_many(Receipt.machine, [row.pk for row in made], by=by, at=at, verb="list")
    _mark_doubles(made)
    _settle_typed(made, by=by, at=at)
    audit.record("statement.import", f"statement:{statement.pk}", by=by, at=at, rows=len(lines))
    return statement


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
    check_may(by, HANDLE_STATEMENTS)
    lock_references()
    row = _listed(row.pk)
    proposal = _proposal(row, bill, at=at)
    surplus_fen = (row.amount_fen or 0) - proposal.bill.total_fen
    if not proposal.bill.is_open or surplus_fen <= 0:
        raise Refused(f"第{row.row_number}行不是{bill.number}的多交：{'、'.join(proposal.reasons)}。")
    _book(row, bill, surplus_fen, by=by, at=at)


@dataclass(frozen=True)
class ReturnDraft:
    """A payment out as the cashier records it: how much, on which day, under which reference, why."""

    amount_fen: int
    returned_on: datetime.date
    reference: str
    reason: str


@transaction.atomic
def give_back(row: Receipt, draft: ReturnDraft, *, by: User, at: datetime.datetime) -> Return:
    """Record that what was paid too much, or without anything to pay, was given back (登记退还)."""
    check_may(by, REFUND)
    reference, reason = plain_reference(draft.reference), draft.reason.strip()
    if not reference or not reason:
        raise Refused("请填写退款的银行流水号和退还的原因。")
    lock_references()
    row = Receipt.objects.select_for_update().get(pk=row.pk)
    _check_can_give_back(row, draft, on=china_day(at))
    if Receipt.objects.filter(reference=reference, problem="").exists():
        raise Refused(f"流水号{reference}是银行流水里的一笔到账，请填写汇出退款的流水号。")
    if is_spent(reference) or is_refund_reference(reference):
        raise Refused(f"流水号{reference}已登记在另一笔退款上，请核对后重新填写。")
    Receipt.objects.filter(pk=row.pk).update(returned_fen=F("returned_fen") + draft.amount_fen)
    made = Return.objects.create(
        receipt=row,
        amount_fen=draft.amount_fen,
        returned_on=draft.returned_on,
        reference=reference,
        turn=Return.objects.filter(reference=reference, reverses__isnull=False).count(),
        reason=reason,
        at=at,
        by=by,
    )
    audit.record("bank_receipt.return", f"bank_receipt:{row.pk}", by=by, at=at, amount_fen=draft.amount_fen)
    return made


@transaction.atomic
def reverse_return(entry: Return, reason: str, *, by: User, at: datetime.datetime) -> Return:
    """Reverse what was recorded in error as given back (冲正): a row of the opposite amount, on the same day.

    Nothing is deleted; what is still to be given back is again what it was. Raises Refused without a reason and for a
    reversal, Overtaken for what was reversed already.
    """
    check_may(by, REFUND)
    if not reason.strip():
        raise Refused("请写明冲正的原因，例如“金额写错，没有汇出”“登记到了别的到账记录”。")
    if entry.reverses_id is not None:
        raise Refused("这一笔本身是冲正，不能再冲正；需要退还的，请重新登记退还。")
    lock_references()
    Receipt.objects.select_for_update().get(pk=entry.receipt_id)
    if Return.objects.filter(reverses=entry).exists():
        raise Overtaken("这一笔退还已经冲正，请刷新页面查看。")
    Receipt.objects.filter(pk=entry.receipt_id).update(returned_fen=F("returned_fen") - entry.amount_fen)
    made = Return.objects.create(
        receipt_id=entry.receipt_id,
        amount_fen=-entry.amount_fen,
        returned_on=entry.returned_on,
        reference=entry.reference,
        turn=entry.turn,
        reverses=entry,
        reason=reason.strip(),
        at=at,
        by=by,
    )
    subject = f"bank_receipt:{entry.receipt_id}"
    audit.record("bank_receipt.reverse_return", subject, by=by, at=at, amount_fen=entry.amount_fen)
    return made


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
        f"{where}，到账{grouped(row.amount_fen or 0)}元，与应交的{grouped(total_fen)}元不同，不能手工登记；"
        "请到“银行流水”里打开这一行认领，多交的在那里登记退还。"
    )


def _check_can_give_back(row: Receipt, draft: ReturnDraft, *, on: datetime.date) -> None:
    if row.problem or row.duplicate_of_id is not None or row.to_return_fen == 0:
        raise Refused("这一行没有应当退还的款项；不作交费处理的，请先登记不作交费处理，再登记退还。")
    if draft.amount_fen <= 0:
        raise Refused("退还的金额应当大于0。")
    if draft.amount_fen > row.to_return_fen:
        raise Refused(f"最多还可以退还{grouped(row.to_return_fen)}元，请核对退还的金额。")
    if draft.returned_on > on:
        raise Refused("退还日期晚于今天，请在汇出以后登记。")
    if row.booked_on is not None and draft.returned_on < row.booked_on:
        raise Refused(f"退还日期早于到账日期{chinese_date(row.booked_on)}，请核对。")


def _listed(pk: int) -> Receipt:
    row = Receipt.objects.select_for_update().get(pk=pk)
    if row.status != "listed":
        raise Overtaken("这笔到账记录已经处理，请刷新页面查看。")
    return row


def _proposal(row: Receipt, bill: Bill, *, at: datetime.datetime) -> Proposal:
    if row.problem or row.duplicate_of_id is not None or row.booked_on is None:
        raise Refused(f"第{row.row_number}行不能确认：{row.problem or '是重复的记录'}。")
    proposal = proposal_for(row, bill.pk, china_day(at))
    if proposal is None:
        raise Refused(f"第{row.row_number}行不能登记到{bill.number}：金额、付款人与该通知都对不上。")
    return proposal


def _post(row: Receipt, bill: Bill, *, by: User, at: datetime.datetime) -> None:
    proposal = _proposal(row, bill, at=at)
    if not proposal.can_be_posted:
        raise Refused(f"第{row.row_number}行不能登记到{bill.number}：{'、'.join(proposal.reasons)}。")
    _book(row, bill, 0, by=by, at=at)


def _book(row: Receipt, bill: Bill, surplus_fen: int, *, by: User, at: datetime.datetime) -> None:
    reference = row.reference or f"流水{row.statement_id}第{row.row_number}行"
    book_payment(bill, reference=reference, by=by, at=at, paid_on=row.booked_on)
    moves.move(row, "post", by=by, at=at, bill=bill, posted_at=at, posted_by=by, surplus_fen=surplus_fen)


def _settle_typed(made: Sequence[Receipt], *, by: User, at: datetime.datetime) -> None:
    """Hold new rows against what was recorded by hand: the same sum is settled, another cannot be confirmed."""
    usable = [row for row in made if row.reference and not row.problem and row.duplicate_of_id is None]
    typed = {bill.payment_reference: bill for bill in bills_paid_under({row.reference for row in usable})}
    for row in usable:
        bill = typed.get(row.reference)
        if bill is None:
            continue
        if bill.total_fen == row.amount_fen and not Receipt.objects.filter(bill=bill.pk).exists():
            moves.move(row, "post", by=by, at=at, bill=bill, posted_at=at, posted_by=by)
            continue
        row.problem = (
            f"流水号{row.reference}已由出纳登记到{bill.number}（应交{grouped(bill.total_fen)}元），"
            "与这一行不是同一笔，请核对"
        )
        row.save(update_fields=["problem"])


def _receipt(statement: Statement, line: Line, on: datetime.date) -> Receipt:
    is_ahead = line.booked_on is not None and line.booked_on > on
    return Receipt(
        statement=statement,
        row_number=line.row_number,
        booked_on=line.booked_on,
        amount_fen=line.amount_fen,
        payer_name=line.payer_name,
        payer_account=line.payer_account,
        remark=line.remark,
        reference=plain_reference(line.reference)[:60],
        problem=line.problem or ("到账日期晚于导入之日，请核对流水" if is_ahead else ""),
    )


def _mark_doubles(made: Sequence[Receipt]) -> None:
    """Point each row at the earliest with the same reference, sum and day; what overlaps is not counted twice."""
    references = {row.reference for row in made if row.reference and not row.problem}
    first: dict[tuple[Any, ...], Receipt] = {}
    for row in Receipt.objects.filter(reference__in=references, problem="").order_by("pk"):
        first.setdefault((row.reference, row.amount_fen, row.booked_on), row)
    doubles = []
    for row in made:
        earliest = first.get((row.reference, row.amount_fen, row.booked_on))
        if earliest is not None and earliest.pk != row.pk and not row.problem:
            row.duplicate_of = earliest
            doubles.append(row)
    Receipt.objects.bulk_update(doubles, ["duplicate_of"])
