"""The pages: a citizen's questions one by one, the counter, the desks; who sees them and who does not."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.clients import Browse, send
from tests.support.court import AT, People
from tests.support.uploads import PHOTO
from tianping.accounts.actions import IdentityDraft, register_identity
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, TimelineEntry
from tianping.intake.preservation import actions, queries, todays
from tianping.intake.preservation.models import Application, ApplicationDraft, Proof
from tianping.intake.preservation.tests.conftest import (
    NUMBER,
    draft,
    gives_access,
    granted,
    in_suit,
    judge_of,
    on,
    outsider,
    taken,
)
from tianping.kernel.models import AuditEntry
from tianping.kernel.refusals import Refused
from tianping.law.identities import check_character

APPLICANT = {
    "kind": "natural",
    "name": "秦来访",
    "identity_kind": "resident_id",
    "identity_number": NUMBER,
    "phone": "19900000002",
    "address": "镇原县城关镇",
}
SISTER_NUMBER = "62272719920202006" + check_character("62272719920202006")
SISTER: dict[str, Any] = {**APPLICANT, "name": "秦二妹", "identity_number": SISTER_NUMBER, "phone": "19900000008"}
SECURITY = {"kind": "insurance", "amount": "80000", "text": "保函2023-001"}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)


def begun(client: Client) -> str:
    """The address of a new draft."""
    first = send(client, reverse("preservation_mine"))["Location"]
    return first.removesuffix("stage/")


def test_a_citizen_answers_page_by_page_and_nothing_is_asked_twice(
    people: People, citizen: User, browse: Browse
) -> None:
    client = browse(citizen)
    start = begun(client)
    assert send(client, f"{start}stage/", stage="before")["Location"] == f"{start}applicant/"
    assert send(client, f"{start}applicant/", **{**APPLICANT, "identity_number": "1"}).status_code == 422
    assert send(client, f"{start}applicant/", **APPLICANT)["Location"] == f"{start}respondents/"
    himself = send(client, f"{start}respondents/", **APPLICANT)
    assert himself.status_code == 422
    assert "不能申请保全自己的财产" in himself.content.decode()
    for name in ("欠不还", "欠更多"):
        send(client, f"{start}respondents/", kind="natural", name=name)
    page = client.get(f"{start}respondents/").content.decode()
    assert page.index("欠不还") < page.index("欠更多")
    debtor = {"kind": "natural", "name": "欠更多", "identity_number": SISTER_NUMBER}
    assert send(client, f"{start}respondents/?change=1", **debtor)["Location"] == f"{start}respondents/"
    again = send(client, f"{start}respondents/", **{**debtor, "name": "又写一次"})
    assert (again.status_code, "被申请人欠更多相同，同一人不用写两次" in again.content.decode()) == (422, True)
    page = client.get(f"{start}respondents/").content.decode()
    assert page.count("确认删除") == 2 and 'href="?change=1"' in page and "又写一次" not in page
    assert SISTER_NUMBER in client.get(f"{start}respondents/?change=1").content.decode()
    send(client, f"{start}clues/", owner="1", kind="deposit", description="欠更多的账户")
    send(client, f"{start}respondents/?remove=1")
    assert "欠更多" not in client.get(f"{start}clues/").content.decode()
    near = send(client, f"{start}dispute/", cause_name="借贷", facts_text="借款未还")
    assert near.status_code == 422
    assert "民间借贷纠纷" in near.content.decode()
    send(client, f"{start}dispute/", cause_name="民间借贷纠纷", facts_text="借款八万元未还。")
    send(client, f"{start}amount/", amount="80000")
    send(client, f"{start}clues/", owner="0", kind="deposit", description="信用社6217账户")
    send(client, f"{start}clues/", owner="0", kind="vehicle", description="甘M·0001演")
    send(client, f"{start}clues/?change=0", owner="0", kind="deposit", description="信用社6217账户，镇原支行")
    assert "信用社6217账户，镇原支行" in client.get(f"{start}clues/").content.decode()
    bad = send(client, f"{start}reasons/", reasons="正在变卖车辆。", file=SimpleUploadedFile("卖车.pdf", b"MZ"))
    assert bad.status_code == 422
    assert "正在变卖车辆。" in bad.content.decode()
    for _time in range(2):
        advert = SimpleUploadedFile("卖车广告.png", PHOTO, "image/png")
        assert send(client, f"{start}reasons/", reasons="正在变卖车辆。", file=advert)["Location"] == f"{start}reasons/"
    first, second = Proof.objects.all()
    send(client, f"{start}reasons/?remove={first.pk}")
    assert "卖车广告" in client.get(f"{start}reasons/").content.decode()
    send(client, f"{start}reasons/", reasons="正在变卖车辆。")
    page = client.get(f"{start}security/").content.decode()
    assert "选填" not in page
    assert "第五条第二款" in client.get(f"{start}security/").content.decode()
    assert send(client, f"{start}security/", kind="none").status_code == 422
    paper = SimpleUploadedFile("保函.png", PHOTO, "image/png")
    assert send(client, f"{start}security/", **SECURITY, file=paper)["Location"] == f"{start}security/"
    assert "保函、担保材料：保函" in client.get(f"{start}security/").content.decode()
    assert "保函" not in client.get(f"{start}reasons/").content.decode()
    assert send(client, f"{start}security/", **SECURITY)["Location"] == f"{start}check/"
    checked = client.get(f"{start}check/").content.decode()
    for words in ("820.00元", "甘M·0001演", "借款八万元未还", "80,000.00元"):
        assert words in checked, words
    assert send(client, f"{start}check/").status_code == 422
    wrong = send(client, f"{start}check/", understood="on", name="别人")
    assert wrong.status_code == 422
    assert "签名的人应当是登录的秦来访本人" in wrong.content.decode()
    assert not Application.objects.exists()
    receipt = send(client, f"{start}check/", understood="on", name="秦来访")["Location"]
    made = Application.objects.get()
    assert made.signed_name == "秦来访"
    assert queries.proofs_of(made, "evidence") == [second]
    assert [each.name for each in queries.proofs_of(made, "security")] == ["保函、担保材料：保函"]
    staff = browse(people.clerk)
    assert "卖车广告" in staff.get(f"/preservation/{made.pk}/").content.decode()
    assert staff.get(f"/preservation/{made.pk}/proofs/{second.pk}/").status_code == 200
    assert staff.get(f"/preservation/{made.pk}/proofs/0/").status_code == 404
    assert receipt == reverse("preservation_own", args=[made.pk])
    assert made.number in client.get(receipt).content.decode()
    assert (made.respondents.get().name, made.applied_by) == ("欠不还", citizen)
    assert not ApplicationDraft.objects.exists()


def test_in_a_suit_the_case_tells_who_and_what(people: People, citizen: User, tried: Case, browse: Browse) -> None:
    gives_access(citizen, tried.matter.litigants.get(role="plaintiff"), people)
    client = browse(citizen)
    start = begun(client)
    assert tried.number in client.get(f"{start}stage/").content.decode()
    assert send(client, f"{start}stage/", stage=str(tried.pk))["Location"] == f"{start}respondents/"
    assert client.get(f"{start}applicant/").status_code == 404
    defendant = tried.matter.litigants.get(role="defendant")
    send(client, f"{start}respondents/", respondents=str(defendant.pk))
    send(client, f"{start}amount/", amount="48440")
    send(client, f"{start}clues/", owner="0", kind="deposit", description="账户")
    send(client, f"{start}reasons/", reasons="正在转移存款。", is_urgent="on")
    send(client, f"{start}security/", kind="none", exemption="bank")
    send(client, f"{start}check/", understood="on", name="秦来访")
    made = Application.objects.get()
    assert (made.case_id, made.is_urgent, made.exemption) == (tried.pk, True, "bank")


def test_what_is_somebody_elses_is_not_there(
    people: People, citizen: User, application: Application, browse: Browse
) -> None:
    start, other = begun(browse(citizen)), browse(outsider("other", "旁人", Post.LAWYER))
    for address in (start, f"{start}stage/", f"{start}check/", reverse("preservation_own", args=[application.pk])):
        assert other.get(address).status_code == 404, address
    assert send(other, reverse("preservation_own_withdraw", args=[application.pk]), reason="x").status_code == 404
    assert AuditEntry.objects.filter(action="access.refused").exists()
    assert browse(None).get(start)["Location"].startswith("/accounts/phone/")
    assert browse(people.clerk).get(start).status_code == 403


def test_the_respondent_with_an_account_learns_nothing(
    people: People, application: Application, browse: Browse
) -> None:
    respondent = outsider("respondent", "欠不还", Post.LITIGANT)
    gives_access(respondent, application.respondents.get(), people)
    client = browse(respondent)
    granted(application, people)
    assert client.get(reverse("preservation_own", args=[application.pk])).status_code == 404
    assert application.number not in client.get(reverse("preservation_mine")).content.decode()


def test_the_desks_take_their_turns(people: People, application: Application, browse: Browse) -> None:
    clerk, address = browse(people.clerk), reverse("preservation", args=[application.pk])
    assert application.number in clerk.get(reverse("preservation_list")).content.decode()
    assert "不得告知被申请人" in clerk.get(address).content.decode()
    assert browse(people.officer).get(address).status_code == 404
    assert send(clerk, reverse("preservation_accept", args=[application.pk])).status_code == 302
    application.refresh_from_db()
    judge = judge_of(application)
    other = people.second_judge if judge == people.judge else people.judge
    assert browse(other).get(address).status_code == 404
    desk = browse(judge)
    orders = {"grant-orders": "冻结存款。"}
    unsecured = send(desk, reverse("preservation_grant", args=[application.pk]), **orders)
    assert (unsecured.status_code, "应当提供担保" in unsecured.content.decode()) == (422, True)
    secured = {"secure-kind": "insurance", "secure-amount": "80000", "secure-text": "保函"}
    assert send(clerk, reverse("preservation_secure", args=[application.pk]), **secured).status_code == 302
    assert "冻结被申请人欠不还的银行存款" in desk.get(address).content.decode()
    assert send(desk, reverse("preservation_grant", args=[application.pk]), **orders).status_code == 302
    application.refresh_from_db()
    assert application.ruling is not None
    assert AuditEntry.objects.filter(action="preservation.view", subject=f"preservation:{application.pk}").exists()


def test_before_the_draw_the_page_leads_to_it_and_the_hours_run(people: People, tried: Case, browse: Browse) -> None:
    case_actions.release_responsible(tried, by=people.head, at=AT)
    asked = actions.receive(in_suit(people, tried, is_urgent=True), by=people.clerk, at=AT)
    address, clerk = reverse("preservation", args=[asked.pk]), browse(people.clerk)
    page = clerk.get(address).content.decode()
    assert reverse("draw_list") in page
    assert "先分案，再受理" in page
    assert "尚未分案" in page and "按轮值" not in page
    assert "2023年2月8日" in page
    assert reverse("preservation_accept", args=[asked.pk]) not in page
    case_actions.make_responsible({people.judge.pk: [tried.pk]}, by=people.head, at=AT)
    assert reverse("preservation_accept", args=[asked.pk]) in clerk.get(address).content.decode()


def test_the_officer_enters_what_was_taken(people: People, application: Application, browse: Browse) -> None:
    granted(application, people)
    officer = browse(people.officer)
    respondent = application.respondents.get()
    row = {
        "taken-TOTAL_FORMS": "2",
        "taken-INITIAL_FORMS": "0",
        "taken-0-owner": str(respondent.pk),
        "taken-0-property_kind": "deposit",
        "taken-0-way": "freeze",
        "taken-0-description": "信用社6217账户",
        "taken-0-taken_on": "2023-02-06",
        "taken-0-queue_place": "0",
    }
    address = reverse("preservation_execute", args=[application.pk])
    assert send(officer, address, **row).status_code == 422
    assert send(officer, address, **row, **{"taken-0-amount": "80000"}).status_code == 302
    page = officer.get(reverse("preservation", args=[application.pk])).content.decode()
    assert "2024年2月5日" in page


@pytest.mark.parametrize("group", ["received", "deciding", "executed"])
def test_a_longer_list_costs_no_more_statements(people: People, citizen: User, browse: Browse, group: str) -> None:
    client, counts = browse(people.clerk), []
    for many in (1, 3):
        for _ in range(many):
            one = actions.receive(draft(), by=citizen, at=AT)
            if group == "deciding":
                actions.accept(one, by=people.clerk, at=AT)
            if group == "executed":
                taken(granted(one, people), people, on(2, 7))
        client.get("/preservation/")
        with CaptureQueriesContext(connection) as statements:
            client.get("/preservation/", {"group": group})
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_the_case_page_shows_it_to_the_staff(people: People, tried: Case, browse: Browse) -> None:
    actions.receive(in_suit(people, tried), by=people.clerk, at=AT)
    page = browse(people.clerk).get(reverse("case", args=[tried.pk])).content.decode()
    assert "诉讼保全" in page
    assert "登记保全申请" in page


def test_a_waiting_application_shows_until_when_to_rule(
    people: People, application: Application, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk, address = browse(people.clerk), reverse("preservation", args=[application.pk])
    for page in (reverse("preservation_list"), address):
        assert "2023年2月8日" in clerk.get(page).content.decode(), page
    waiting = todays.load_waiting(people.clerk, AT.date())
    assert waiting is not None
    assert [task.by for task in waiting.tasks] == [on(2, 8).date()]
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: on(2, 9))
    for page in (reverse("preservation_list"), address):
        assert "已逾期" in clerk.get(page).content.decode(), page


def test_too_little_security_before_a_suit_is_said_and_granted_only_with_a_reason(
    people: People, citizen: User, browse: Browse
) -> None:
    client = browse(citizen)
    start = begun(client)
    send(client, f"{start}stage/", stage="before")
    send(client, f"{start}applicant/", **APPLICANT)
    send(client, f"{start}respondents/", kind="natural", name="欠不还")
    send(client, f"{start}dispute/", cause_name="民间借贷纠纷", facts_text="借款八万元未还。")
    send(client, f"{start}amount/", amount="80000")
    send(client, f"{start}clues/", owner="0", kind="deposit", description="信用社6217账户")
    send(client, f"{start}reasons/", reasons="正在变卖车辆。")
    assert "差30,000.00元" not in client.get(f"{start}security/").content.decode()
    send(client, f"{start}security/", **{**SECURITY, "amount": "50000"})
    for page in ("security", "check"):
        assert "差30,000.00元" in client.get(f"{start}{page}/").content.decode(), page
    send(client, f"{start}check/", understood="on", name="秦来访")
    made = Application.objects.get()
    clerk, address = browse(people.clerk), reverse("preservation", args=[made.pk])
    assert "差30,000.00元" in clerk.get(address).content.decode()
    actions.accept(made, by=people.clerk, at=AT)
    made.refresh_from_db()
    actions.take_security(made, "insurance", "保函2023-001", 5_000_000, by=people.clerk, at=AT)
    judge, grant = judge_of(made), reverse("preservation_grant", args=[made.pk])
    with pytest.raises(Refused, match="酌情处理的特殊情况"):
        actions.draw_up_grant(made, ["冻结存款。"], by=judge, at=AT)
    desk, orders = browse(judge), {"grant-orders": "冻结存款。"}
    assert "酌情处理的特殊情况" in desk.get(address).content.decode()
    assert send(desk, grant, **orders).status_code == 422
    assert send(desk, grant, **orders, **{"grant-special": "申请人为受害的残疾人"}).status_code == 302
    note = TimelineEntry.objects.get(text__contains="申请人为受害的残疾人")
    assert (note.case_id, note.for_litigants) == (made.case_id, False)


def test_a_known_citizen_types_nothing_of_themselves(people: People, citizen: User, browse: Browse) -> None:
    client = browse(citizen)
    start = begun(client)
    send(client, f"{start}stage/", stage="before")
    assert "就是我本人" not in client.get(f"{start}applicant/").content.decode()
    said = IdentityDraft("秦来访", "resident_id", NUMBER, "镇原县城关镇")
    register_identity(citizen, "19900000002", said, by=None, at=AT)
    assert "就是我本人，秦来访" in client.get(f"{start}applicant/").content.decode()
    assert send(client, f"{start}applicant/", myself="1")["Location"] == f"{start}respondents/"
    assert ApplicationDraft.objects.get().answers["applicant"] == {**APPLICANT, "representative": ""}


def test_a_telephone_and_a_sum_that_cannot_be_are_refused_on_their_own_pages(
    people: People, citizen: User, browse: Browse
) -> None:
    client = browse(citizen)
    start = begun(client)
    send(client, f"{start}stage/", stage="before")
    page = send(client, f"{start}applicant/", **{**APPLICANT, "phone": "12345"})
    assert (page.status_code, "电话号码不对" in page.content.decode()) == (422, True)
    page = send(client, f"{start}amount/", amount="0")
    assert (page.status_code, "应当大于零" in page.content.decode()) == (422, True)


def test_handing_in_again_from_another_tab_leads_to_the_receipt(people: People, citizen: User, browse: Browse) -> None:
    client = browse(citizen)
    start = begun(client)
    answers = {
        "stage": {"stage": "before"},
        "applicant": APPLICANT,
        "respondents": [{"kind": "natural", "name": "欠不还"}],
        "dispute": {"cause_name": "民间借贷纠纷", "facts_text": "借款未还。"},
        "amount": {"amount": 8_000_000},
        "clues": [{"owner": "0", "kind": "deposit", "description": "信用社6217账户"}],
        "reasons": {"reasons": "正在变卖车辆。"},
        "security": {"kind": "insurance", "amount": 8_000_000, "text": "保函2023-001"},
    }
    actions.keep_draft(ApplicationDraft.objects.get(), answers, at=AT)
    receipt = send(client, f"{start}check/", understood="on", name="秦来访")["Location"]
    assert send(client, f"{start}check/", understood="on", name="秦来访")["Location"] == receipt
    assert Application.objects.count() == 1
    assert browse(outsider("other", "旁人", Post.LITIGANT)).get(f"{start}check/").status_code == 404


def test_whoever_only_asked_for_a_preservation_is_not_shown_as_a_plaintiff(
    citizen: User, application: Application, browse: Browse
) -> None:
    page = browse(citizen).get("/mine/").content.decode()
    assert "诉前财产保全申请（民间借贷纠纷）" in page and "您是申请人" in page
    assert "原告" not in page and "被申请人" in page
