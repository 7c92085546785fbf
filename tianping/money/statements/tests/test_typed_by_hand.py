"""登记交费 by hand beside the bank's statement: one reference is one payment of one sum, whichever came first."""

import datetime
import threading
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from tests.support.court import People, open_court
from tianping.kernel.courts import current_court, use_court
from tianping.kernel.refusals import Overtaken, Refused
from tianping.money.fees.actions import receive_payment
from tianping.money.fees.models import Bill
from tianping.money.statements import actions
from tianping.money.statements.models import Receipt, Statement
from tianping.money.statements.tests.test_statements import LATER, bill, text, total


def taken_in(people: People, *rows: str, name: str = "流水.csv") -> Statement:
    """A statement with these rows."""
    return actions.import_statement(text(*rows), name, by=people.cashier, at=LATER)


def pay(people: People, owed: Bill, reference: str) -> None:
    """What a cashier types."""
    receive_payment(owed, reference=reference, by=people.cashier, at=LATER)


def test_the_reference_of_another_sum_is_refused_with_the_row_and_the_mend(people: People) -> None:
    owed = bill(people)
    taken_in(people, "2023-02-07,600.00,,黄小明,6222,转账,诉讼费,A1")
    with pytest.raises(Refused) as refused:
        pay(people, owed, " ａ1 ")
    said = str(refused.value)
    assert said.startswith(f"流水号A1在流水.csv第3行，到账600.00元，与应交的{total(owed)}元不同")
    assert "到“银行流水”里打开这一行认领" in said
    owed.refresh_from_db()
    assert owed.status == "issued"


def test_the_same_reference_and_sum_settles_the_row_on_the_day_the_bank_booked_it(people: People) -> None:
    owed, other = bill(people), bill(people)
    taken_in(people, f"2023-02-07,{total(owed)},,黄小明,6222,转账,诉讼费,a1")
    pay(people, owed, "A1")
    row = Receipt.objects.get()
    assert (row.status, row.bill_id, row.posted_by) == ("posted", owed.pk, people.cashier)
    owed.refresh_from_db()
    assert owed.paid_on == datetime.date(2023, 2, 7)
    with pytest.raises(Refused, match=f"已确认到{owed.number}"):
        pay(people, other, "A1")
    with pytest.raises(Overtaken):
        actions.post_many({row.pk: other.pk}, by=people.cashier, at=LATER)


def test_what_was_typed_first_settles_the_row_that_comes_later(people: People) -> None:
    owed, other = bill(people), bill(people, "李大山")
    pay(people, owed, "A1")
    pay(people, other, "A2")
    statement = taken_in(
        people,
        f"2023-02-07,{total(owed)},,黄小明,6222,转账,{owed.number},a1",
        f"2023-02-07,1.00,,李大山,6222,转账,{other.number},A2",
    )
    first, second = Receipt.objects.filter(statement=statement).order_by("row_number")
    assert (first.status, first.bill_id) == ("posted", owed.pk)
    assert (second.status, second.bill_id) == ("listed", None)
    assert second.problem.startswith(f"流水号A2已由出纳登记到{other.number}（应交{total(other)}元）")


def test_a_row_that_was_set_aside_or_is_no_payment_is_not_typed_in(people: People) -> None:
    owed = bill(people)
    taken_in(
        people,
        f"2023-02-07,{total(owed)},,黄小明,6222,转账,诉讼费,A1",
        f"2023-02-07,,{total(owed)},黄小明,6222,转账,退费,A2",
    )
    row = Receipt.objects.get(reference="A1")
    actions.set_aside(row, "系执行案款，已转案款户", by=people.cashier, at=LATER)
    with pytest.raises(Refused, match="系执行案款，已转案款户.*重新处理这一行"):
        pay(people, owed, "A1")
    with pytest.raises(Refused, match="这一行是支出"):
        pay(people, owed, "A2")


def test_a_reference_that_no_statement_has_is_taken_as_before(people: People) -> None:
    owed = bill(people)
    pay(people, owed, "收据12")
    owed.refresh_from_db()
    assert (owed.status, owed.paid_on) == ("paid", LATER.date())
    with pytest.raises(Overtaken):
        pay(people, owed, "收据12")


def test_the_database_lets_one_reference_pay_one_bill(people: People) -> None:
    owed, other = bill(people), bill(people)
    taken_in(people, f"2023-02-07,{total(owed)},,黄小明,6222,转账,诉讼费,A1")
    taken_in(people, f"2023-02-09,{total(owed)},,黄小明,6222,转账,诉讼费,A1", name="二.csv")
    first, second = Receipt.objects.order_by("pk")
    facts = {"status": "posted", "posted_at": LATER, "posted_by": people.cashier}
    Receipt.objects.filter(pk=first.pk).update(bill=owed, **facts)
    with pytest.raises(IntegrityError, match="receipt_reference_pays_one_bill"), transaction.atomic():
        Receipt.objects.filter(pk=second.pk).update(bill=other, **facts)


def test_two_cashiers_at_once_use_one_reference_once(own_database: None) -> None:
    people = open_court()
    typed, owed = bill(people), bill(people, "李大山")
    taken_in(people, f"2023-02-07,{total(owed)},,李大山,6222,转账,{owed.number},A1")
    row, together, said = Receipt.objects.get(), threading.Barrier(2), list[str]()
    court = current_court()

    def attempt(verb: Callable[[], object]) -> None:
        together.wait()
        try:
            use_court(court)
            verb()
        except Refused as refusal:
            said.append(str(refusal))
        finally:
            connection.close()

    verbs: tuple[Callable[[], object], ...] = (
        lambda: pay(people, typed, "A1"),
        lambda: actions.post_many({row.pk: owed.pk}, by=people.cashier, at=LATER),
    )
    threads = [threading.Thread(target=attempt, args=[verb]) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(said) == 1
    assert Bill.objects.filter(status="paid", payment_reference="A1").count() == 1
