"""送达地址: a litigant confirms and changes where papers are mailed to; the earlier address stays, staff see it."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.support.cases import code_of
from tests.support.clients import Browse, send
from tests.support.court import AT, People
from tests.support.tried import tried
from tianping.accounts.models import User
from tianping.cases.models import Case, Litigant
from tianping.kernel.models import AuditEntry
from tianping.papers.service import actions
from tianping.papers.service.actions import Place
from tianping.papers.service.models import Delivery, ServicePlace

OLD = {"address": "镇原县城关镇东街1号", "recipient": "黄小明", "phone": "19900000001"}
NEW = {"address": "镇原县屯字镇西街22号", "recipient": "黄大明", "phone": "19900000002"}
PAGE = "/progress/address/"


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)


def looking(case: Case, role: str = "defendant") -> Client:
    """The browser of a litigant who has typed number and code."""
    client = Client()
    client.post("/progress/", {"number": case.number, "code": code_of(case, role)})
    return client


def test_a_litigant_confirms_their_address_and_changes_it_and_the_earlier_one_stays(case: Case) -> None:
    client = looking(case)
    assert "确认邮寄文书的送达地址" in client.get("/progress/case/").content.decode()
    confirmed = client.get(send(client, PAGE, **OLD)["Location"]).content.decode()
    assert "（2023）甘1027送达确认1号" in confirmed
    assert OLD["address"] in confirmed
    send(client, PAGE, **NEW)
    page = client.get(PAGE).content.decode()
    assert page.index(NEW["address"]) < page.index("以前确认的地址（1）") < page.index(OLD["address"])
    assert "第四条" in page
    assert NEW["phone"] not in page
    case_page = client.get("/progress/case/").content.decode()
    assert "您更改了邮寄文书的送达地址，编号（2023）甘1027送达确认2号" in case_page
    assert "您更改了" not in looking(case, "plaintiff").get("/progress/case/").content.decode()
    assert [each.address for each in ServicePlace.objects.order_by("pk")] == [OLD["address"], NEW["address"]]
    assert AuditEntry.objects.filter(action="service.place").count() == 2


def test_nobody_reads_the_address_of_the_other_side(case: Case) -> None:
    made = send(looking(case), PAGE, **OLD)["Location"]
    other = looking(case, "plaintiff")
    assert OLD["address"] not in other.get(PAGE).content.decode()
    assert other.get(made).status_code == 404
    assert Client().get(PAGE)["Location"] == "/progress/"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [({"address": ""}, "请填写文书寄到哪里"), ({"phone": "0934"}, "电话号码不对"), ({}, "没有变更，不需要再确认")],
)
def test_what_is_wrong_with_an_address_is_said_and_what_was_typed_stays(
    case: Case, typed: dict[str, str], sentence: str
) -> None:
    client = looking(case)
    send(client, PAGE, **OLD)
    answer = send(client, PAGE, **(OLD | typed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert f'value="{OLD["recipient"]}"' in answer.content.decode()
    assert ServicePlace.objects.count() == 1


def test_staff_see_when_and_by_whom_an_address_was_changed_and_the_proof_names_the_new_one(
    people: People, case: Case, delivery: Delivery, browse: Browse
) -> None:
    judge, address = browse(people.judge), f"/service/{delivery.pk}/"
    assert "当事人没有确认过" in judge.get(address).content.decode()
    actions.take_places_from_pleadings({delivery.litigant_id: Place(**OLD)}, by=people.clerk, at=AT)
    send(looking(case), PAGE, **NEW)
    page = judge.get(address).content.decode()
    assert page.index(NEW["address"]) < page.index(f"以前：{OLD['address']}")
    assert "当事人在案件进度页面确认（2023）甘1027送达确认1号" in page
    assert "2023年2月6日" in page[page.index("邮寄地址") :]
    assert f"起诉状写明的送达地址确认，{people.clerk.full_name}登记" in page
    proof = judge.get(f"{address}proof/").content.decode()
    assert NEW["address"] in proof
    assert OLD["address"] not in proof


def test_a_corrected_pleading_counts_and_what_a_litigant_confirmed_since_stays(
    people: People, case: Case, delivery: Delivery
) -> None:
    def said(place: dict[str, str]) -> None:
        actions.take_places_from_pleadings({delivery.litigant_id: Place(**place)}, by=people.clerk, at=AT)

    said(OLD)
    said(OLD)
    assert ServicePlace.objects.count() == 1
    said(NEW)
    send(looking(case), PAGE, **(NEW | {"recipient": "黄小明"}))
    said(OLD)
    assert ServicePlace.objects.latest("pk").recipient == "黄小明"
    assert ServicePlace.objects.count() == 3


def test_an_address_on_record_is_never_changed(case: Case) -> None:
    send(looking(case), PAGE, **OLD)
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        ServicePlace.objects.update(address=NEW["address"])


def test_the_addresses_of_many_pleadings_cost_as_many_statements_as_one(people: People, court_clerk: User) -> None:
    def statements(*names: str) -> int:
        matters = [case.matter_id for case in tried(people, court_clerk, *names)]
        places = {each.pk: Place(**OLD) for each in Litigant.objects.filter(matter__in=matters)}
        with CaptureQueriesContext(connection) as found:
            actions.take_places_from_pleadings(places, by=people.clerk, at=AT)
        return len(found)

    assert statements("黄小明") == statements("李大山", "王小丽", "赵四")
