"""Taking a bank statement in (导入银行流水): every row is listed, doubles and what was typed before are known."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.kernel import audit, files, moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.money import grouped
from tianping.money.fees.actions import lock_references
from tianping.money.fees.queries import payments_under, plain_reference, standing
from tianping.money.statements.models import Receipt, Statement
from tianping.money.statements.permissions import HANDLE_STATEMENTS
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


def _settle_typed(made: Sequence[Receipt], *, by: User, at: datetime.datetime) -> None:
    """Hold new rows against what was recorded by hand: the same sum is settled, another cannot be confirmed."""
    usable = [row for row in made if row.reference and not row.problem and row.duplicate_of_id is None]
    paid = standing(payments_under({row.reference for row in usable}))
    typed = {payment.reference: payment for payment in paid}
    known = {row.counted_as for row in Receipt.objects.filter(bill__in=[each.bill_id for each in typed.values()])}
    for row in usable:
        payment = typed.get(row.reference)
        if payment is None:
            continue
        if payment.amount_fen == row.amount_fen and row.reference not in known:
            moves.move(row, "post", by=by, at=at, bill=payment.bill, posted_at=at, posted_by=by)
            known.add(row.reference)
            continue
        is_whole = payment.amount_fen == payment.bill.paid_fen
        row.problem = (
            f"流水号{row.reference}已由出纳登记到{payment.bill.number}"
            f"（{'应交' if is_whole else '登记'}{grouped(payment.amount_fen)}元），与这一行不是同一笔，请核对"
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
