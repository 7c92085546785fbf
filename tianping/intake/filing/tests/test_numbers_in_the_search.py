"""查找: the numbers that people read from their receipts and notices lead to what has them, for whoever may see it."""

from typing import Any

import pytest

from tests.support.clients import Browse
from tests.support.court import AT, People, open_court
from tests.support.uploads import SCAN
from tianping.accounts.models import User
from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.cases.models import Case
from tianping.intake.filing import actions
from tianping.intake.filing.models import Filing
from tianping.money.fees.models import Bill
from tianping.papers.dossier import actions as dossier
from tianping.papers.dossier.models import HandIn

LENT = MatterDraft(
    "民间借贷纠纷",
    5_000_000,
    (LitigantDraft("plaintiff", "natural", "王原告"), LitigantDraft("defendant", "natural", "李被告")),
    claim_text="请求判令被告归还借款。",
)


@pytest.fixture
def people(db: None) -> People:
    return open_court()


@pytest.fixture
def case(people: People) -> Case:
    """An accepted suit with its receipt and its notice to pay."""
    (filing,) = actions.receive_many([actions.FilingDraft(LENT, False)], channel="counter", by=people.clerk, at=AT)
    (case,) = actions.accept_many([filing], actions.Acceptance(), by=people.clerk, at=AT)
    Case.objects.filter(pk=case.pk).update(responsible=people.judge)
    return case


def led_to(browse: Browse, user: User, typed: str) -> str:
    answer: Any = browse(user).get("/cases/", {"q": typed})
    if answer.status_code == 302:
        return answer["Location"]
    page = b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()
    return "没有查到这个编号" if "没有查到这个编号" in page else ""


def test_a_receipt_leads_to_its_filing_and_whoever_tries_the_case_to_the_case(
    people: People, case: Case, browse: Browse
) -> None:
    filing = Filing.objects.get(matter=case.matter_id)
    year, sequence = filing.receipt_number.removeprefix("收").split("-")
    for typed in (filing.receipt_number, f" 收据号：{filing.receipt_number}", f"收{year}－{int(sequence)}"):
        assert led_to(browse, people.clerk, typed) == f"/filing/{filing.pk}/", typed
    assert led_to(browse, people.judge, filing.receipt_number) == f"/cases/{case.pk}/"
    assert led_to(browse, people.second_judge, filing.receipt_number) == "没有查到这个编号"
    assert led_to(browse, people.clerk, "收2023-999999") == "没有查到这个编号"


def test_a_notice_to_pay_leads_to_itself_or_to_its_case(people: People, case: Case, browse: Browse) -> None:
    bill = Bill.objects.get()
    assert led_to(browse, people.clerk, bill.number) == f"/fees/{bill.pk}/"
    assert led_to(browse, people.judge, f"编号{bill.number}") == f"/cases/{case.pk}/"
    assert led_to(browse, people.second_judge, bill.number) == "没有查到这个编号"
    assert led_to(browse, people.clerk, "费用") == ""


def test_the_number_of_what_a_litigant_handed_in_leads_to_it(people: People, case: Case, browse: Browse) -> None:
    plaintiff = case.matter.litigants.get(role="plaintiff")
    items = [dossier.Upload(SCAN, "借条", "证明借款")]
    made = dossier.take(case, plaintiff, HandIn.Kind.EVIDENCE, items, by=people.clerk, at=AT)
    for typed in (made.number, "2023收材1"):
        assert led_to(browse, people.judge, typed) == f"/dossier/materials/{made.pk}/", typed
    assert led_to(browse, people.second_judge, made.number) == "没有查到这个编号"
