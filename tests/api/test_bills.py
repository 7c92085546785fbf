"""Bills through the API: the arithmetic of every item, and a payment that is received once."""

import uuid

import pytest

from tests.api.caller import Caller, a_claim
from tianping.cases.models import Clock
from tianping.money.fees.models import Bill

KEY = str(uuid.UUID(int=2))


@pytest.fixture
def bill(clerk: Caller) -> int:
    """A bill of one accepted case, as the verbs raise it."""
    filing = clerk.send("/filings", a_claim()).json()
    clerk.send(f"/filings/{filing['id']}/accept", {})
    return Bill.objects.get().pk


def test_a_bill_shows_each_items_steps_and_articles(cashier: Caller, bill: int) -> None:
    page = cashier.get(f"/bills/{bill}").json()
    (item,) = page["items"]
    # 12,345 yuan: 50 + 2.5 % of 2,345 = 108.63, half of it 54.31 (rounded to the cent).
    assert (item["full_fee_fen"], item["amount_fen"], page["total_fen"]) == (10_863, 5_431, 5_431)
    assert item["steps"]
    assert any("诉讼费用交纳办法" in article for article in item["because"])


def test_a_payment_that_is_sent_twice_is_received_once(cashier: Caller, bill: int) -> None:
    answers = [cashier.send(f"/bills/{bill}/pay", {"reference": "ICBC-1"}, key=KEY) for _ in range(3)]
    assert {(answer.status_code, answer.json()["status"]) for answer in answers} == {(200, "paid")}
    assert Clock.objects.get(period_id="C-FEE-7").stop_cause == "已交纳案件受理费"
    again = cashier.send(f"/bills/{bill}/pay", {"reference": "ICBC-2"})
    assert again.status_code == 409


def test_a_part_is_received_and_the_rest_completes_it(cashier: Caller, bill: int) -> None:
    first = cashier.send(f"/bills/{bill}/pay", {"reference": "ICBC-1", "amount_fen": 5_000}).json()
    assert (first["status"], first["paid_fen"], first["total_fen"]) == ("issued", 5_000, 5_431)
    assert cashier.send(f"/bills/{bill}/pay", {"reference": "ICBC-2", "amount_fen": 432}).status_code == 422
    assert cashier.send(f"/bills/{bill}/pay", {"reference": "ICBC-2"}).json()["status"] == "paid"


@pytest.mark.parametrize("payment", [{"reference": ""}, {"reference": "  "}, {}, {"reference": "x" * 61}, [], None])
def test_a_payment_without_a_reference_is_refused(cashier: Caller, bill: int, payment: object) -> None:
    assert cashier.send(f"/bills/{bill}/pay", payment).status_code == 422
    assert Bill.objects.get().status == "issued"


def test_the_clerk_sees_bills_and_cannot_receive_money(clerk: Caller, bill: int) -> None:
    assert clerk.get("/bills", status="issued").json()["count"] == 1
    assert clerk.get("/bills", q="没有").json()["count"] == 0
    assert clerk.send(f"/bills/{bill}/pay", {"reference": "ICBC-1"}).status_code == 403


def test_a_judge_sees_no_bills(judge: Caller, bill: int) -> None:
    assert judge.get("/bills").status_code == judge.get(f"/bills/{bill}").status_code == 403
