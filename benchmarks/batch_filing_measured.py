"""The part of the batch measurement that needs the rooms: imported once the database is known."""

import datetime
import gc
import io
import time
from dataclasses import dataclass
from typing import Any

import psycopg
import xlsxwriter
from django.db import connection, transaction
from psycopg import sql

from benchmarks.scratch import COURT, SAMPLE
from tests.support.court import AT, open_court
from tianping.accounts.models import User
from tianping.intake.filing import actions
from tianping.intake.filing.actions import BatchChoices
from tianping.intake.filing.queries import understood_as
from tianping.intake.filing.spreadsheets.found import LoanRow
from tianping.kernel import courts
from tianping.law.identities import check_character

FLOOR = "floor"
ROWS_AT_ONCE = 500
HEADINGS = (
    "序号", "借款人", "证件类型", "证件号码", "手机号码", "住所地", "合同编号", "合同签订日", "放款日", "借款本金(元)",
    "年利率(%)", "逾期上浮(%)", "到期日", "尚欠本金(元)", "尚欠利息(元)", "利息计至", "担保方式", "是否同意诉前调解",
)  # fmt: skip


@dataclass(frozen=True)
class Measured:
    """Seconds of the real filing and of the floor, and what the floor held."""

    filed_seconds: float
    floor_seconds: float
    row_count: int
    table_count: int

    @property
    def ratio(self) -> float:
        """How many times the floor the real filing took."""
        return self.filed_seconds / self.floor_seconds


def build() -> User:
    """A founded court with its clerk."""
    courts.migrate_court(COURT)
    courts.use_court(COURT)
    return open_court().clerk


def sample() -> bytes:
    """The bank's 312 loans."""
    return SAMPLE.read_bytes()


def list_of(size: int) -> bytes:
    """A list of ``size`` loans made from the sample's, each of a borrower and a contract of its own."""
    loans = understood_as(sample(), "sample.xlsx", on=AT.date()).loans
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page, day = book.add_worksheet("清单"), book.add_format({"num_format": "yyyy-mm-dd"})
        page.write_string(0, 0, "庆阳示范农村商业银行股份有限公司批量起诉清单")
        page.write_string(1, 0, "统一社会信用代码：91621000MA00000040")
        page.write_row(2, 0, HEADINGS)
        for number in range(1, size + 1):
            _write(page, number + 2, number, loans[number % len(loans)], day)
    return buffer.getvalue()


def _write(page: Any, line: int, number: int, loan: LoanRow, day: Any) -> None:
    born = datetime.date(1955, 1, 1) + datetime.timedelta(days=number)
    first = f"622727{born:%Y%m%d}{number % 1000:03d}"
    values = (
        number, f"借款人{chr(0x4E00 + number % 5000)}", "居民身份证", first + check_character(first),
        f"199{number:08d}", loan.address, f"量测借字第{number:06d}号", loan.signed_on, loan.lent_on,
        loan.principal_fen / 100, float(loan.annual_rate), float(loan.overdue_uplift), loan.due_on,
        loan.principal_owed_fen / 100, loan.interest_owed_fen / 100, loan.interest_until, "信用",
        "是" if loan.consents_to_mediation else "否",
    )  # fmt: skip
    for place, value in enumerate(values):
        if isinstance(value, datetime.date):
            page.write_datetime(line, place, datetime.datetime.combine(value, datetime.time()), day)
        elif isinstance(value, str):
            page.write_string(line, place, value)
        else:
            page.write_number(line, place, value)


def measure(clerk: User, content: bytes) -> Measured:
    """File one list by the verbs, then its rows by plain SQL."""
    batch = actions.upload_batch(content, "量测.xlsx", by=clerk, at=AT)
    actions.queue_batch(batch, BatchChoices(not_repeated=True), by=clerk, at=AT)
    first_transaction = _present_transaction()
    start = time.perf_counter()
    actions.file_queued_batch(batch_id=batch.pk, by_id=clerk.pk, at=AT.isoformat())
    filed_seconds = time.perf_counter() - start
    batch.refresh_from_db()
    if batch.status != "filed":
        raise SystemExit(batch.failure)
    written = _rows_since(first_transaction)
    _prepare_floor(written)
    # The filing rests the cycle collector, so the floor does, too.
    gc.disable()
    start = time.perf_counter()
    _insert(written)
    floor_seconds = time.perf_counter() - start
    gc.enable()
    return Measured(filed_seconds, floor_seconds, sum(len(rows) for rows in written.values()), len(written))


def _present_transaction() -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT txid_current()")
        return cursor.fetchone()[0]


def _rows_since(first_transaction: int) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that was written since, read as the text that SQL takes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY 1", [COURT])
        tables = [name for (name,) in cursor.fetchall()]
        written = {}
        for table in tables:
            cursor.execute(
                sql.SQL("SELECT * FROM {} WHERE xmin::text::bigint > %s").format(sql.Identifier(COURT, table)),
                [first_transaction],
            )
            rows = cursor.fetchall()
            if rows:
                written[table] = rows
    return written


def _prepare_floor(written: dict[str, list[tuple[Any, ...]]]) -> None:
    """Empty tables of the same structure: columns, defaults, checks and indexes."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {FLOOR} CASCADE")
        cursor.execute(f"CREATE SCHEMA {FLOOR}")
        for table in written:
            cursor.execute(
                sql.SQL("CREATE TABLE {} (LIKE {} INCLUDING ALL)").format(
                    sql.Identifier(FLOOR, table), sql.Identifier(COURT, table)
                )
            )


def _insert(written: dict[str, list[tuple[Any, ...]]]) -> None:
    with transaction.atomic():
        plain = psycopg.ClientCursor(connection.connection)
        for table, rows in written.items():
            head = sql.SQL("INSERT INTO {} OVERRIDING SYSTEM VALUE VALUES ").format(sql.Identifier(FLOOR, table))
            one = sql.SQL("({})").format(sql.SQL(",").join([sql.Placeholder()] * len(rows[0])))
            for start in range(0, len(rows), ROWS_AT_ONCE):
                some = rows[start : start + ROWS_AT_ONCE]
                values = [value for row in some for value in row]
                plain.execute(head + sql.SQL(",").join([one] * len(some)), values)
