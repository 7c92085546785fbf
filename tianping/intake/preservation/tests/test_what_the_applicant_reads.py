"""On the page of the case: the applicant reads the fee, where to sue and how to renew; the respondent none of it."""

import pytest
from django.urls import reverse

from tests.support.cases import code_of
from tests.support.clients import Browse
from tests.support.court import AT, People
from tianping.accounts.models import User
from tianping.cases.models import Case
from tianping.intake.preservation.models import Application
from tianping.intake.preservation.tests.conftest import granted, taken
from tianping.money.fees.actions import receive_payment
from tianping.money.fees.models import Bill


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)


def page_of(browse: Browse, case: Case, role: str) -> str:
    """The page of the case as this litigant opens it with their code."""
    client = browse(None)
    client.post("/progress/", {"number": case.number, "code": code_of(case, role)})
    return client.get("/progress/case/").content.decode()


def test_the_applicant_reads_the_fee_where_to_sue_and_how_to_renew(
    people: People, citizen: User, application: Application, browse: Browse
) -> None:
    case = granted(application, people).case
    assert case is not None
    bill = Bill.objects.get()
    page = page_of(browse, case, "plaintiff")
    for said in (
        "保全申请费",
        "820.00",
        bill.number,
        "待交纳",
        "2023年2月13日",
        "由法院依照有关规定处理",
        "收款账户以本院公布的为准",
    ):
        assert said in page, said
    assert "申请续行" not in page
    own = browse(citizen).get(reverse("preservation_own", args=[application.pk])).content.decode()
    assert "请在<strong>2023年2月13日</strong>以前（含当日）交纳；逾期不交" in own
    taken(application, people)
    receive_payment(bill, reference="流水1", by=people.cashier, at=AT)
    page = page_of(browse, case, "plaintiff")
    assert f"?preservation={application.pk}" in page
    assert "2023年2月6日已交" in page
    assert "应当在届满七日前申请续行" in page
    assert reverse("my_renewal") in page
    other = page_of(browse, case, "defendant")
    for hidden in ("保全申请费", f"?preservation={application.pk}", reverse("my_renewal")):
        assert hidden not in other, hidden
