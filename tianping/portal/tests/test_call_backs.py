"""请人帮我: a telephone left on any page becomes a task of the counter, once, and its look is on record."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.support.clients import Browse, send
from tests.support.court import AT, People
from tianping.kernel.models import AuditEntry
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.portal import actions
from tianping.portal.actions import Asked
from tianping.portal.models import CallBack
from tianping.portal.queries import page_name

PHONE = "19900000007"


def asked(phone: str = PHONE, **more: str) -> CallBack:
    return actions.ask_for_call(Asked(phone, **more), by=None, at=AT)


@pytest.mark.usefixtures("people")
def test_a_stranger_leaves_a_telephone_and_reads_what_happens_next() -> None:
    client = Client()
    page = client.get("/help/?page=/progress/answer/").content.decode()
    assert "返回提交答辩状" in page
    done = send(
        client, "/help/", phone="199 0000 0007", name="老黄", words="照片传不上去", page="/progress/answer/?x=1"
    )
    assert done["Location"] == "/help/asked/?page=/progress/answer/"
    confirmed = client.get(done["Location"]).content.decode()
    assert "立案窗口的工作人员会打给您" in confirmed
    assert 'href="/progress/answer/">返回提交答辩状</a>' in confirmed
    (row,) = CallBack.objects.all()
    assert (row.phone, row.name, row.words, row.page) == (PHONE, "老黄", "照片传不上去", "/progress/answer/")
    assert (row.status, row.asked_by) == ("waiting", None)


@pytest.mark.usefixtures("people")
def test_pressing_twice_leaves_one_telephone() -> None:
    client, key = Client(), str(uuid.uuid4())
    for _press in range(2):
        assert send(client, "/help/", phone=PHONE, submission_key=key)["Location"] == "/help/asked/?page=/"
    assert CallBack.objects.count() == 1


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("phone", ["12345", "", "19900000007转2", "'; drop table", "010"])
def test_what_is_no_telephone_is_refused_and_nothing_typed_is_lost(phone: str) -> None:
    answer = send(Client(), "/help/", phone=phone, words="照片传不上去")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "照片传不上去" in page
    assert ("请填写您的电话" if not phone else "电话号码不对") in page


@pytest.mark.usefixtures("people")
def test_a_landline_and_the_mobile_of_another_keyboard_are_telephones() -> None:
    for typed, kept in (("0934-7121234", "0934-7121234"), ("＋８６１９９００００００１７", "19900000017")):
        send(Client(), "/help/", phone=typed)
        assert CallBack.objects.filter(phone=kept).exists()


@pytest.mark.usefixtures("people")
def test_one_telephone_waits_three_times_at_most_and_asking_is_limited_to_five_a_minute() -> None:
    for _time in range(3):
        asked()
    with pytest.raises(Refused, match="请直接拨打12368"):
        asked()
    answers = [send(Client(), "/help/", phone=f"1990000002{number}").status_code for number in range(6)]
    assert answers == [302] * 5 + [429]


@pytest.mark.usefixtures("people")
def test_mistyped_tries_and_a_second_click_use_up_nothing() -> None:
    for _time in range(8):
        assert send(Client(), "/help/", phone="1").status_code == 422
    key = {"submission_key": str(uuid.uuid4())}
    for _time in range(8):
        assert Client().post("/help/", {"phone": "19900000030", **key}).status_code == 302
    assert send(Client(), "/help/", phone="19900000031").status_code == 302
    assert CallBack.objects.count() == 2


@pytest.mark.usefixtures("people")
def test_the_way_back_never_leads_to_another_site() -> None:
    page = send(Client(), "/help/", phone="1", page="//evil.example/").content.decode()
    assert 'class="tp-back" href="/"' in page
    assert 'class="tp-back" href="/"' in Client().get("/help/?page=//evil.example/").content.decode()
    assert 'class="tp-back" href="/"' in Client().get("/help/?page=javascript:alert(1)").content.decode()


def test_pages_have_the_names_that_people_know() -> None:
    assert [page_name(path) for path in ("/", "/progress/answer/", "/progress/x/", "/odd/")] == [
        "首页", "提交答辩状", "查询案件进展", "/odd/",
    ]  # fmt: skip


def test_the_counter_calls_twice_and_is_done(people: People, browse: Browse) -> None:
    row, client = asked(name="黄老汉", words="不会拍照"), browse(people.clerk)
    listed = client.get("/calls/").content.decode()
    assert "黄**" in listed
    assert PHONE not in listed
    page = client.get(f"/calls/{row.pk}/").content.decode()
    assert "黄老汉" in page
    assert PHONE not in page
    assert PHONE in client.post(f"/calls/{row.pk}/phone/").content.decode()
    assert AuditEntry.objects.filter(action="personal_data.reveal", subject=f"call_back:{row.pk}").count() == 1
    empty = send(client, f"/calls/{row.pk}/call/")
    assert (empty.status_code, "请写明打电话的情况" in empty.content.decode()) == (422, True)
    send(client, f"/calls/{row.pk}/call/", **{"call-said": "无人接听"})
    row.refresh_from_db()
    assert row.status == "called"
    assert send(client, f"/calls/{row.pk}/finish/", **{"finish-said": "已教会拍照"})["Location"] == "/calls/"
    row.refresh_from_db()
    assert row.status == "done"
    page = client.get(f"/calls/{row.pk}/").content.decode()
    assert page.index("无人接听") < page.index("已教会拍照")
    with pytest.raises(Overtaken):
        actions.call(row, "再打", by=people.clerk, at=AT)


def test_only_the_counter_sees_whom_to_call(people: People, browse: Browse) -> None:
    row = asked()
    for address in ("/calls/", f"/calls/{row.pk}/"):
        assert browse(people.judge).get(address).status_code == 403
        assert browse(None).get(address).status_code == 302
    with pytest.raises(Forbidden):
        actions.finish(row, "好了", by=people.judge, at=AT)


def test_the_list_costs_as_many_statements_for_many_as_for_one(people: People, browse: Browse) -> None:
    client, counts = browse(people.clerk), []
    client.get("/calls/")
    for number in range(2):
        for place in range(1 + 9 * number):
            asked(f"199000001{number}{place}")
        with CaptureQueriesContext(connection) as statements:
            client.get("/calls/")
        counts.append(len(statements))
    assert counts[0] == counts[1]


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("address", ["/help/?page=/apply/3/check/", "/help/asked/?page=/apply/3/check/"])
def test_the_page_somebody_came_from_is_kept_by_every_way_on_from_asking(address: str) -> None:
    """Asking once more, and the elder mode, which comes back to this page."""
    client = Client()
    page = client.get(address).content.decode()
    assert 'href="/help/?page=/apply/3/check/">请人帮我</a>' in page
    assert f'name="next" value="{address}"' in page
    larger = client.post("/elder/", {"elder": "1", "next": address})
    assert 'href="/apply/3/check/">' in client.get(larger["Location"]).content.decode()


@pytest.mark.usefixtures("people")
def test_a_page_without_a_name_is_not_called_by_its_address_and_no_other_site_is_led_to() -> None:
    assert ">返回刚才的页面</a>" in Client().get("/help/asked/?page=/nowhere/3/").content.decode()
    assert 'href="/">返回首页</a>' in Client().get("/help/asked/?page=//evil.example/").content.decode()
