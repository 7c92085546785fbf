"""What the cashier does with a bank statement: take it in, confirm which bills were paid, set the rest aside."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.kernel import audit, files, moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.money.fees.actions import receive_payment
from tianping.money.fees.queries import Bill
from tianping.money.statements.models import Receipt, Statement
from tianping.money.statements.permissions import HANDLE_STATEMENTS
from tianping.money.statements.queries import proposal_for
from tianping.money.statements.reading import Line, read_statement

MEDIA_TYPE = "application/octet-stream"


@transaction.atomic
def import_statement(content: bytes, file_name: str, *, by: User, at: datetime.datetime) -> Statement:
    """Take in a bank statement (导入银行流水): every row is listed, and nothing is posted by itself.

    The same file again is the statement that was made of it. A row whose bank reference and sum stand on an earlier
    row is listed as its double. Raises Refused for a file that is no statement.
    """
    check_may(by, HANDLE_STATEMENTS)
    lines = read_statement(content)
    if not lines:
        raise Refused("流水里没有交易记录，请核对导出的日期范围。")
    file = files.keep(content, MEDIA_TYPE)
    known = Statement.objects.filter(file=file).first()
    if known is not None:
        return known
    statement = Statement.objects.create(
        file=file, file_name=file_name[:200], row_count=len(lines), imported_at=at, imported_by=by
    )
    made = Receipt.objects.bulk_create([_receipt(statement, line, china_day(at)) for line in lines])
    moves.begin_many(Receipt.machine, [row.pk for row in made], by=by, at=at, verb="list")
    _mark_doubles(made)
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
    moves.move(row, "take_up", by=by, at=at, set_aside_because="")


def _post(row: Receipt, bill: Bill, *, by: User, at: datetime.datetime) -> None:
    if row.problem or row.duplicate_of_id is not None or row.booked_on is None:
        raise Refused(f"第{row.row_number}行不能确认：{row.problem or '是重复的记录'}。")
    proposal = proposal_for(row, bill.pk, china_day(at))
    if proposal is None or not proposal.can_be_posted:
        why = "、".join(proposal.reasons) if proposal else "金额、付款人与该通知都对不上"
        raise Refused(f"第{row.row_number}行不能登记到{bill.number}：{why}。")
    reference = row.reference or f"流水{row.statement_id}第{row.row_number}行"
    receive_payment(bill, reference=reference, by=by, at=at, paid_on=row.booked_on)
    moves.move(row, "post", by=by, at=at, bill=bill, posted_at=at, posted_by=by)


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
        reference=line.reference,
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
