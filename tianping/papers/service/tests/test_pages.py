"""The pages of service: who sees them, what they do, what a refusal says."""

import pytest

from tests.support.clients import Browse, send
from tests.support.court import AT, DAY, People
from tests.support.tried import notified, tried
from tianping.accounts.models import User
from tianping.cases.models import Case
from tianping.kernel import outbox
from tianping.kernel.messages import send_due
from tianping.papers.service import actions
from tianping.papers.service.actions import Agreed, Tried
from tianping.papers.service.models import Delivery

TYPED = {"method": "direct", "day": "2023-02-06", "outcome": "received", "receiver": "self"}


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)


def test_the_clerk_records_a_day_of_service_in_one_go(people: People, court_clerk: User, browse: Browse) -> None:
    rows = notified(people, tried(people, court_clerk, "黄小明", "李大山"), "response_notice")
    client = browse(court_clerk)
    page = client.get("/service/").content.decode()
    assert page.count('name="ids"') == 2
    assert 'value="2023-02-06"' in page
    answer = send(client, "/service/record/", ids=[each.pk for each in rows], **TYPED)
    assert answer.status_code == 302
    assert set(Delivery.objects.values_list("status", flat=True)) == {"served"}
    assert "已登记送达2份" in client.get("/service/?group=served").content.decode()


def test_everything_that_the_filters_leave_is_recorded_in_one_go(
    people: People, court_clerk: User, browse: Browse
) -> None:
    notified(people, tried(people, court_clerk, "黄小明", "李大山"), "response_notice", "evidence_notice")
    client = browse(court_clerk)
    assert "登记（全部2份）" in client.get("/service/?group=waiting&who=organisation").content.decode()
    typed = TYPED | {"receiver": "office", "everything": "1"}
    assert send(client, "/service/record/?group=waiting&who=organisation", **typed).status_code == 302
    served = set(Delivery.objects.filter(status="served").values_list("litigant__role", "paper__kind"))
    assert served == {("plaintiff", "evidence_notice")}
    send(client, "/service/record/?group=waiting", **(TYPED | {"everything": "1"}))
    assert not Delivery.objects.exclude(status="served").exists()


def test_a_name_is_looked_for_in_every_group(people: People, court_clerk: User, browse: Browse) -> None:
    notified(people, tried(people, court_clerk, "黄小明", "李大山"), "response_notice")
    kept = Delivery.objects.get(litigant__name="黄小明")
    client = browse(court_clerk)
    actions.record_attempt(kept, Tried("mail", DAY, outcome="returned", note="查无此人"), by=people.judge, at=AT)
    # The group of what came back opens by itself; a name that waits is found all the same.
    assert f"/service/{kept.pk}/" in client.get("/service/").content.decode()
    waits = Delivery.objects.get(litigant__name="李大山")
    page = client.get("/service/", {"q": "李大山"}).content.decode()
    assert f'href="/service/{waits.pk}/"' in page
    actions.record_attempt(waits, Tried("direct", DAY), by=people.judge, at=AT)
    page = client.get("/service/", {"q": "李大山"}).content.decode()
    assert f'href="/service/{waits.pk}/"' in page
    other = client.get("/service/", {"q": "李大山", "group": "retry"}).content.decode()
    assert f'href="/service/{waits.pk}/"' not in other
    assert "group=served&amp;q=%E6%9D%8E%E5%A4%A7%E5%B1%B1" in other


def test_a_refusal_is_a_sentence_and_keeps_what_was_ticked(
    people: People, court_clerk: User, delivery: Delivery, browse: Browse
) -> None:
    client = browse(court_clerk)
    by_hand = send(client, "/service/record/", ids=[delivery.pk], **(TYPED | {"method": "electronic"}))
    for answer, sentence in (
        (by_hand, "电子送达由系统发送"),
        (send(client, "/service/send/", ids=[delivery.pk]), "没有同意电子送达"),
    ):
        page = answer.content.decode()
        assert answer.status_code == 409 or answer.status_code == 422
        assert sentence in page
        assert f'value="{delivery.pk}"' in page
        assert "checked" in page
    assert "请先勾选" in send(client, "/service/send/").content.decode()


def test_the_page_of_a_delivery_shows_the_day_with_its_article(
    people: People, court_clerk: User, delivery: Delivery, browse: Browse
) -> None:
    client = browse(court_clerk)
    assert send(client, f"/service/{delivery.pk}/record/", **TYPED).status_code == 302
    page = client.get(f"/service/{delivery.pk}/").content.decode()
    for shown in ("2023年2月6日", "第八十七条", "签收日期为送达日期", "田乐之"):
        assert shown in page, shown
    proof = client.get(f"/service/{delivery.pk}/proof/").content.decode()
    assert "送达回证" in proof
    assert "黄小明" in proof


def test_the_case_page_and_the_litigant_see_what_was_served(
    people: People, court_clerk: User, case: Case, delivery: Delivery, browse: Browse
) -> None:
    actions.record_attempt(delivery, Tried("direct", AT.date()), by=people.judge, at=AT)
    page = browse(people.judge).get(f"/cases/{case.pk}/").content.decode()
    assert f"/service/{delivery.pk}/" in page


@pytest.mark.parametrize(("type_code", "other_side"), [("财保", "被申请人"), ("诉前调确", "申请人")])
def test_whoever_applied_is_an_applicant_on_the_pages_of_service(
    people: People, delivery: Delivery, browse: Browse, type_code: str, other_side: str
) -> None:
    Case.objects.filter(pk=delivery.paper.case_id).update(type_code=type_code)
    judge = browse(people.judge)
    for address in (f"/service/{delivery.pk}/", "/service/?group=waiting"):
        page = judge.get(address).content.decode()
        assert other_side in page
        assert ("被申请人" in page) == (other_side == "被申请人")
        assert "被告" not in page


@pytest.mark.parametrize(("who", "status"), [("judge", 200), ("clerk", 200), ("second_judge", 404), ("mediator", 403)])
def test_a_delivery_is_seen_by_those_who_see_its_case(
    people: People, delivery: Delivery, browse: Browse, who: str, status: int
) -> None:
    assert browse(getattr(people, who)).get(f"/service/{delivery.pk}/").status_code == status


def test_what_came_back_shows_how_to_try_next_and_fills_it_in(
    people: People, delivery: Delivery, browse: Browse
) -> None:
    judge, address = browse(people.judge), f"/service/{delivery.pk}/"
    assert "建议的补送方式" not in judge.get(address).content.decode()
    actions.record_attempt(delivery, Tried("mail", DAY, outcome="returned", note="查无此人"), by=people.judge, at=AT)
    page = judge.get(address).content.decode()
    listed = page[page.index("建议的补送方式") : page.index("采用哪一种由办案人员决定")]
    assert [name for name in ("直接送达", "委托送达", "邮寄送达", "公告送达") if f"<strong>{name}" in listed] == [
        "直接送达",
        "委托送达",
    ]
    assert "第八十八条" in listed
    actions.consent(delivery.litigant, Agreed("19900000001", "2023年2月6日送达地址确认书"), by=people.judge, at=AT)
    page = judge.get(address).content.decode()
    assert page.index("<strong>电子送达") < page.index("<strong>直接送达")
    assert '<option value="direct" selected' in page
    assert 'value="electronic"' not in page


def test_who_agrees_after_the_issue_is_served_by_a_message_that_the_clerk_sends(
    people: People, court_clerk: User, delivery: Delivery, browse: Browse
) -> None:
    clerk, address = browse(court_clerk), f"/service/{delivery.pk}/"
    button = f'action="{address}send/"'
    assert button not in clerk.get(address).content.decode()
    assert "可以电子送达<" not in clerk.get("/service/").content.decode()
    actions.consent(delivery.litigant, Agreed("19900000001", "2023年2月6日送达地址确认书"), by=people.judge, at=AT)
    assert button in clerk.get(address).content.decode()
    listed = clerk.get("/service/?group=waiting&agreed=yes").content.decode()
    assert "可以电子送达<" in listed
    assert f'href="{address}"' in listed
    assert f'href="{address}"' not in clerk.get("/service/?group=waiting&agreed=no").content.decode()
    assert "待送达，可以电子送达" in clerk.get("/cases/today/").content.decode()
    assert send(clerk, f"{address}send/").status_code == 302
    page = clerk.get(address).content.decode()
    assert "短信通知：待发送" in page
    assert button not in page
    assert "已经在发送" in send(clerk, f"{address}send/").content.decode()
    delivery.refresh_from_db()
    assert delivery.status == "waiting"
    send_due()
    outbox.redeliver()
    delivery.refresh_from_db()
    assert (delivery.status, delivery.method, delivery.effective_on) == ("served", "electronic", DAY)
    proof = clerk.get(f"{address}proof/").content.decode()
    assert "当事人确认的短信地址，199****0001" in proof
    assert "签收人" not in proof
    assert "不需要再发送" in send(clerk, f"{address}send/").content.decode()
