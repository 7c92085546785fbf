"""A bank statement: every row is listed, nothing is posted by itself, and nothing is counted twice."""

import datetime
import io
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support.cases import open_cases
from tests.support.clients import Browse, send
from tests.support.court import AT, PASSWORD, People
from tianping.accounts.actions import add_person, appoint
from tianping.accounts.posts import Post
from tianping.kernel.models import AuditEntry
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.money.fees.actions import Charge, raise_bill
from tianping.money.fees.models import Bill
from tianping.money.statements import actions, queries
from tianping.money.statements.models import Receipt, Statement

HEAD = "交易日期,贷方发生额,借方发生额,对方户名,对方账号,摘要,附言,交易流水号"
LATER = AT + datetime.timedelta(days=3)


def bill(people: People, payer: str = "黄小明", claim_fen: int = 5_000_000) -> Bill:
    """A bill of one case of its own."""
    (case,) = open_cases(people.clerk, ["甲"], plaintiff=payer, claim_fen=claim_fen)
    return raise_bill([Charge(case, claim_fen, True)], payer, by=people.clerk, at=AT)


def total(row: Bill) -> str:
    """The sum of a bill in yuan."""
    found: Any = queries.bills().get(pk=row.pk)
    return f"{found.total_fen / 100:.2f}"


def text(*rows: str) -> bytes:
    """A statement as a bank's text table, in the encoding that they use."""
    return "\r\n".join(("账号：6222****0011", HEAD, *rows)).encode("gb18030")


def proposed(statement: Statement) -> dict[int, queries.Proposed]:
    """Row number → the receipt with its proposals."""
    rows = list(queries.receipts().filter(statement=statement))
    return {each.receipt.row_number: each for each in queries.proposed(rows, LATER.date())}


def test_every_row_is_listed_with_its_proposals_and_nothing_is_posted_by_itself(people):
    first, second, third = bill(people), bill(people, "李大山"), bill(people, "王五", 9_900_000)
    content = text(
        f"2023-02-07,{total(first)},,黄小明,6222,转账,{first.number},A1",
        f"20230207,{total(second)},,赵代交,6222,转账,费 2023－{second.sequence},A2",
        f"2023/2/7,1.00,,黄小明,6222,转账,{first.number},A3",
        f'2023-02-08,"{total(third)}",,王五,6222,转账,诉讼费,A4',
        "2023-02-08,88.00,,无名氏,6222,转账,,A5",
        "2023-02-08,,500.00,某超市,6222,转账,货款,A6",
        "昨天,一百元,,无名氏,6222,转账,,A7",
    )
    found = proposed(actions.import_statement(content, "流水.csv", by=people.cashier, at=LATER))
    assert {number: each.group for number, each in found.items()} == {
        3: "certain", 4: "look", 5: "look", 6: "look", 7: "unknown", 8: "problem", 9: "problem"
    }  # fmt: skip
    assert found[3].proposals[0].reasons == (
        f"附言写明通知编号{first.number}",
        "金额与应交金额一致",
        "付款人与交费人一致",
    )
    assert "可能由他人代交" in found[4].proposals[0].reasons[2] and found[4].proposals[0].can_be_posted
    assert "比应交金额少" in found[5].proposals[0].reasons[1] and not found[5].proposals[0].can_be_posted
    assert found[6].proposals[0].reasons[0] == "附言没有写通知编号" and found[6].proposals[0].can_be_posted
    assert found[8].receipt.problem == "这一行是支出，不是到账"
    assert "昨天" in found[9].receipt.problem and "一百元" in found[9].receipt.problem
    assert not Bill.objects.filter(status="paid").exists()


def test_confirmed_receipts_pay_their_bills_from_the_day_the_bank_booked_them(people):
    first, second = bill(people), bill(people, "李大山")
    content = text(
        f"2023-02-07,{total(first)},,黄小明,6222,转账,{first.number},A1",
        f"2023-02-08,{total(second)},,李大山,6222,转账,{second.number},A2",
        f"2023-02-09,{total(second)},,李大山,6222,转账,{second.number},A3",
    )
    statement = actions.import_statement(content, "流水.csv", by=people.cashier, at=LATER)
    # The second line for one bill is looked at, and stands unticked.
    assert [each.group for _number, each in sorted(proposed(statement).items())] == ["certain", "certain", "look"]
    one, two, again = Receipt.objects.filter(statement=statement).order_by("row_number")
    with pytest.raises(Forbidden):
        actions.post_many({one.pk: first.pk}, by=people.clerk, at=LATER)
    with pytest.raises(Refused, match="可能重复交费"):
        actions.post_many({two.pk: second.pk, again.pk: second.pk}, by=people.cashier, at=LATER)
    with pytest.raises(Refused, match="对不上"):
        actions.post_many({one.pk: second.pk}, by=people.cashier, at=LATER)
    actions.post_many({one.pk: first.pk, two.pk: second.pk}, by=people.cashier, at=LATER)
    first.refresh_from_db()
    assert (first.status, first.paid_on, first.payment_reference) == ("paid", datetime.date(2023, 2, 7), "A1")
    with pytest.raises(Overtaken):
        actions.post_many({one.pk: first.pk}, by=people.cashier, at=LATER)
    (twice,) = queries.proposed([again], LATER.date())
    assert "可能重复交费" in twice.proposals[0].reasons[-1]
    with pytest.raises(Refused, match="已经登记交纳"):
        actions.post_many({again.pk: second.pk}, by=people.cashier, at=LATER)
    with pytest.raises(Refused, match="去向"):
        actions.set_aside(again, "", by=people.cashier, at=LATER)
    actions.set_aside(again, "重复交费，已联系退款", by=people.cashier, at=LATER)
    actions.take_up(again, by=people.cashier, at=LATER)


def test_the_same_file_is_taken_once_and_a_row_of_an_overlapping_one_is_known_as_its_double(people):
    owed = bill(people)
    row = f"2023-02-07,{total(owed)},,黄小明,6222,转账,{owed.number},A1"
    first = actions.import_statement(text(row), "一.csv", by=people.cashier, at=LATER)
    assert actions.import_statement(text(row), "又一份.csv", by=people.cashier, at=LATER) == first
    more = actions.import_statement(text(row, "2023-02-08,9.00,,某,6222,,,A2"), "二.csv", by=people.cashier, at=LATER)
    double = Receipt.objects.get(statement=more, row_number=3)
    assert double.duplicate_of == Receipt.objects.get(statement=first)
    with pytest.raises(Refused, match="重复的记录"):
        actions.post_many({double.pk: owed.pk}, by=people.cashier, at=LATER)


def test_a_payment_of_a_day_to_come_is_no_payment_yet(people):
    owed = bill(people)
    row = f"2030-02-06,{total(owed)},,黄小明,6222,转账,{owed.number},A1"
    (found,) = proposed(actions.import_statement(text(row), "一.csv", by=people.cashier, at=LATER)).values()
    assert (found.group, found.receipt.problem) == ("problem", "到账日期晚于导入之日，请核对流水")
    with pytest.raises(Refused, match="到账日期晚于导入之日"):
        actions.post_many({found.receipt.pk: owed.pk}, by=people.cashier, at=LATER)


def test_a_workbook_is_read_and_what_is_no_statement_is_refused_with_the_mend(people):
    owed = bill(people)
    book = openpyxl.Workbook()
    book.active.append(["交易时间", "收入金额", "对方名称", "备注"])
    book.active.append([datetime.date(2023, 2, 7), float(total(owed)), "黄小明", owed.number])
    book.active.append(["2023-02-07", "=1+1", "黄小明", owed.number])
    held = io.BytesIO()
    book.save(held)
    found = proposed(actions.import_statement(held.getvalue(), "流水.xlsx", by=people.cashier, at=LATER))
    assert [each.group for each in found.values()] == ["certain", "problem"]
    for content, sentence in ((b"%PDF-1.7", "PDF"), ("甲,乙\n1,2\n".encode(), "没有找到流水的表头"), (b"", "空的")):
        with pytest.raises(Refused, match=sentence):
            actions.import_statement(content, "不是流水", by=people.cashier, at=LATER)


def test_the_cashier_takes_a_statement_in_ticks_and_confirms_on_the_page(people, browse: Browse):
    owed = bill(people)
    cashier = browse(people.cashier)
    upload = SimpleUploadedFile("流水.csv", text(f"2023-02-06,{total(owed)},,黄小明,6222,,{owed.number},A1"))
    page = send(cashier, "/statements/", file=upload)["Location"]
    row = Receipt.objects.get()
    assert f'value="{row.pk}:{owed.pk}"' in cashier.get(page).content.decode()
    assert "请勾选" in send(cashier, "/statements/post/").content.decode()
    sent = send(cashier, "/statements/post/", ticked=f"{row.pk}:{owed.pk}", statement=row.statement_id)
    assert sent["Location"] == page
    assert "确认勾选的到账" not in cashier.get(page).content.decode()
    posted = cashier.get(f"/statements/receipts/{row.pk}/").content.decode()
    assert owed.number in posted
    assert "可能重复交费" not in posted and "可能对应" not in posted
    assert AuditEntry.objects.filter(action="statement.view", by=people.cashier).exists()
    assert browse(people.clerk).get("/statements/").status_code == 403
    assert browse(people.judge).get(page).status_code == 403
    assert browse(None).get(page)["Location"].startswith("/accounts/login/")


def test_proposals_cost_the_same_for_many_rows_as_for_few(people, django_assert_num_queries):
    for _ in range(3):
        bill(people)
    rows = [f"2023-02-07,{each}.00,,黄小明,6222,,费2023-{each},B{each}" for each in range(1, 80)]
    statement = actions.import_statement(text(*rows), "流水.csv", by=people.cashier, at=LATER)
    listed = list(queries.receipts().filter(statement=statement))
    with django_assert_num_queries(2):
        queries.proposed(listed, LATER.date())


def test_while_there_is_no_statement_each_is_told_what_is_true_on_their_page(people, browse: Browse):
    cashier = browse(people.cashier).get("/statements/").content.decode()
    user = add_person("kuaiji", "会计", PASSWORD, by=None, at=AT)
    appoint(user, Post.ACCOUNTANT, since=AT.date(), by=None, at=AT)
    accountant = browse(user).get("/statements/").content.decode()
    assert "在本页“导入”处选择" in cashier and "<h2>导入</h2>" in cashier
    assert "由出纳导入" in accountant and "<h2>导入</h2>" not in accountant


def test_the_same_file_again_is_told_to_be_known(people, browse: Browse):
    content = text(f"2023-02-07,1.00,,黄小明,6222,转账,{bill(people).number},A1")
    client = browse(people.cashier)
    said = []
    for _ in range(2):
        upload = SimpleUploadedFile("流水.csv", content, "text/csv")
        sent = send(client, "/statements/", file=upload)
        said.append(client.get(sent["Location"]).content.decode())
    assert "流水共1行，都已列出" in said[0]
    assert "导入，没有重复登记" in said[1] and "都已列出" not in said[1]
    assert Statement.objects.count() == 1
