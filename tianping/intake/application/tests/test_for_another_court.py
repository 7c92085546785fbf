"""跨域立案: a pleading is written here for another court, sent as a file, and stands there as it was written."""

import datetime
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.support.court import AT, DAY, People, open_court
from tests.support.database import COURTS
from tests.support.pleadings import whole
from tests.support.uploads import SIGNATURE
from tianping.accounts.models import User
from tianping.cases.models import Case, Litigant
from tianping.intake.application import actions, queries
from tianping.intake.application.models import Application
from tianping.intake.application.tests.conftest import PageOf, citizen, key
from tianping.intake.crosscourt import actions as crosscourt
from tianping.intake.crosscourt.actions import Checks
from tianping.intake.crosscourt.models import Incoming, Outgoing, Parcel
from tianping.intake.filing import actions as filing_actions
from tianping.intake.filing.actions import Acceptance, Point
from tianping.intake.filing.models import Filing
from tianping.kernel import files, outbox
from tianping.kernel.courts import court
from tianping.kernel.models import Message
from tianping.kernel.refusals import Refused

HERE, THERE = "镇原县人民法院", "霍邱县人民法院"
LATER = AT + datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def parcels(settings: Any, tmp_path: Path) -> Path:
    """A folder of parcels for this test alone."""
    settings.PARCEL_FOLDER = tmp_path
    return tmp_path


def for_there(by: User) -> Application:
    """A pleading for 霍邱, signed and handed in here."""
    application = whole(by)
    actions.choose_court(application, THERE, by=by, at=AT)
    actions.sign(application, "甄秀兰", SIGNATURE, by=by, at=AT)
    assert actions.hand_in(application, by=by, at=AT) is None
    return Application.objects.select_related("forwarding").get(pk=application.pk)


def sent(application: Application, clerk: User, at: datetime.datetime = AT) -> bytes:
    """The package that the clerk made of it."""
    checks = Checks(identity=True, papers=len(application.documents.all()) + 2, legible=True)
    return files.read(crosscourt.send(application.forwarding, checks, by=clerk, at=at).file)


def last_parcel() -> bytes:
    """The file that this court made last, once everybody has heard of everything."""
    outbox.deliver(outbox.undelivered())
    return files.read(Parcel.objects.filter(direction="out").order_by("-pk")[0].file)


def test_it_is_received_here_and_decided_on_there(people: People) -> None:
    plaintiff = citizen("xiulan", "甄秀兰")
    application = for_there(plaintiff)
    row = application.forwarding
    assert (row.receipt_number, row.status, row.court_name) == ("跨2023-000001", "received", THERE)
    assert (row.plaintiffs, row.defendants, row.channel) == ("甄秀兰", "贾有财", "online")
    assert not Filing.objects.exists() and not Case.objects.exists()
    with pytest.raises(Refused, match="已经提交给法院"):
        actions.answer(application, {"bears_fee": "no"}, by=plaintiff, at=AT)


def test_the_pleading_names_the_court_that_it_goes_to(people: People) -> None:
    application = whole(people.clerk)
    actions.choose_court(application, THERE, by=people.clerk, at=AT)
    assert queries.parts_of(Application.objects.get(), on=DAY)[0].title == f"受诉法院：{THERE}"
    actions.choose_court(application, HERE, by=people.clerk, at=AT)
    assert Application.objects.get().court_name == ""
    with pytest.raises(Refused, match="法院名录里没有"):
        actions.choose_court(application, "天庭人民法院", by=people.clerk, at=AT)


def test_the_clerk_counts_before_anything_is_sent(people: People, parcels: Path) -> None:
    row = for_there(people.clerk).forwarding
    with pytest.raises(Refused, match="您核对的是4件，系统里有3件"):
        crosscourt.send(row, Checks(identity=True, papers=4, legible=True), by=people.clerk, at=AT)
    with pytest.raises(Refused, match="逐页清晰可辨"):
        crosscourt.send(row, Checks(identity=True, papers=3, legible=False), by=people.clerk, at=AT)
    assert not Parcel.objects.exists()


def test_what_is_sent_lies_in_the_folder_and_is_told(
    people: People, parcels: Path, django_capture_on_commit_callbacks: Any
) -> None:
    application = for_there(people.clerk)
    with django_capture_on_commit_callbacks(execute=True):
        content = sent(application, people.clerk)
    (laid,) = parcels.rglob("*.zip")
    assert (laid.name, laid.read_bytes()) == ("跨2023-000001-1-霍邱县人民法院-立案包.zip", content)
    assert "已发往霍邱县人民法院" in Message.objects.get().text
    with pytest.raises(Refused, match="不在待发出"):
        crosscourt.send(application.forwarding, Checks(True, 3, True), by=people.clerk, at=AT)


def test_our_clerk_asks_for_what_is_missing_and_the_writer_hands_it_in_again(people: People) -> None:
    plaintiff = citizen("xiulan", "甄秀兰")
    row = for_there(plaintiff).forwarding
    crosscourt.ask_correction(row, "身份证背面看不清，请重新拍照。", by=people.clerk, at=AT)
    application = Application.objects.select_related("forwarding").get()
    asked = queries.corrections_asked(application)
    assert asked is not None and (asked.court, asked.notice) == (HERE, "身份证背面看不清，请重新拍照。")
    actions.sign(application, "甄秀兰", by=plaintiff, at=LATER)
    actions.hand_in(application, by=plaintiff, at=LATER)
    row.refresh_from_db()
    assert (row.status, row.submission, row.handed_in_at) == ("received", 2, AT)
    with pytest.raises(Refused, match="不能再换法院"):
        actions.choose_court(_correcting(row, people), HERE, by=plaintiff, at=LATER)


@pytest.mark.parametrize("online", [True, False])
def test_whoever_cannot_sign_in_is_told_what_to_bring_and_where(people: People, online: bool) -> None:
    row = for_there(citizen("xiulan", "甄秀兰") if online else people.clerk).forwarding
    crosscourt.ask_correction(row, "身份证背面看不清，请重新拍照。", by=people.clerk, at=AT)
    told = Message.objects.latest("pk").text
    assert "补正：1.身份证背面看不清，请重新拍照。" in told
    assert "把补正材料带到本院诉讼服务大厅立案窗口（工作日上班时间）。" in told
    assert ("登录“我的起诉”修改以后重新提交" in told) is online
    crosscourt.give_back(row, "应当向被告住所地法院起诉。", by=people.clerk, at=AT)
    told = Message.objects.latest("pk").text
    assert "已退回。原因：应当向被告住所地法院起诉。" in told
    assert "登录" not in told


def test_our_notice_has_its_last_day_and_is_shown_once_more_before_it_is_told(people: People, page_of: PageOf) -> None:
    row = for_there(citizen("xiulan", "甄秀兰")).forwarding
    client, address = page_of(people.clerk), f"/crosscourt/sent/{row.pk}/ask/"
    assert client.get(address).headers["Location"] == f"/crosscourt/sent/{row.pk}/"
    typed = {"notice": "身份证背面看不清。", "until": "2099-02-20"}
    late = client.post(address, {**typed, "until": "2020-01-01", **key()})
    assert (late.status_code, "指定的补正期限应当晚于今天" in late.content.decode()) == (422, True)
    page = client.post(address, {**typed, **key()}).content.decode()
    assert "确认补正通知" in page
    assert f"（{row.receipt_number}）需要补正，请在2099年2月20日前（含当日）补正" in page
    row.refresh_from_db()
    assert row.status == "received"
    assert client.post(address, {**typed, "edit": "1", **key()}).status_code == 200
    client.post(address, {**typed, "confirmed": "1", **key()})
    row.refresh_from_db()
    assert (row.status, str(row.correct_by)) == ("correcting", "2099-02-20")


def test_without_a_day_of_the_clerk_the_notice_gives_the_days_of_the_court(people: People) -> None:
    row = for_there(citizen("xiulan", "甄秀兰")).forwarding
    with pytest.raises(Refused, match="晚于今天"):
        crosscourt.ask_correction(row, "请重新拍照。", until=AT.date(), by=people.clerk, at=AT)
    crosscourt.ask_correction(row, "请重新拍照。", by=people.clerk, at=AT)
    row.refresh_from_db()
    assert row.correct_by is not None


def _correcting(row: Outgoing, people: People) -> Application:
    crosscourt.ask_correction(row, "再拍一次。", by=people.clerk, at=LATER)
    return Application.objects.get()


def test_papers_that_were_given_back_stay_readable(people: People, page_of: PageOf) -> None:
    plaintiff = citizen("xiulan", "甄秀兰")
    application = for_there(plaintiff)
    crosscourt.give_back(application.forwarding, "被告住所地在本院辖区，请直接向本院起诉。", by=people.clerk, at=AT)
    page = page_of(plaintiff).get(f"/apply/{application.pk}/receipt/").content.decode()
    assert "退回" in page and "请直接向本院起诉" in page


def test_the_court_is_chosen_and_found_without_scripts(people: People, page_of: PageOf) -> None:
    plaintiff = citizen("xiulan", "甄秀兰")
    application, client = whole(plaintiff), page_of(plaintiff)
    address = f"/apply/{application.pk}/court/"
    page = client.get(address).content.decode()
    assert "被告住所地" in page and "第二十二条" in page
    assert f'value="{HERE}"' in page
    found = client.get(address, {"q": "霍邱"}).content.decode()
    assert f'value="{THERE}"' in found and "找到1个法院" in found
    first = client.get(address, {"province": "安徽省"}).content.decode()
    second = client.get(address, {"province": "安徽省", "page": "2"}).content.decode()
    assert "第1页" in first and "第2页" in second and "上一页" in second
    assert "没有找到" in client.get(address, {"q": "天庭"}).content.decode()
    assert client.post(address, {"court_name": THERE, **key()}).status_code == 302
    assert "（已选）" in client.get(address, {"q": "霍邱"}).content.decode()
    assert f"{THERE}（跨域立案" in client.get(f"/apply/{application.pk}/check/").content.decode()
    wrong = client.post(address, {"court_name": "天庭人民法院", **key()})
    assert wrong.status_code == 422 and "法院名录里没有" in wrong.content.decode()
    signed = client.post(f"/apply/{application.pk}/sign/", {"name": "甄秀兰", "true": "on", **key()})
    receipt = client.get(signed["Location"]).content.decode()
    assert "跨2023-000001" in receipt and THERE in receipt
    listed = client.get("/apply/").content.decode()
    assert "已接收" in listed and "跨域立案" in listed
    assert client.get(f"/apply/{application.pk}/").status_code == 302


def test_whoever_lives_elsewhere_is_pointed_to_the_court_there(people: People, page_of: PageOf) -> None:
    plaintiff = citizen("xiulan", "甄秀兰")
    application, client = whole(plaintiff), page_of(plaintiff)
    assert "有管辖权的可能是" not in client.get(f"/apply/{application.pk}/").content.decode()
    for person in application.people.all():
        moved = {"address": "安徽省六安市霍邱县城关镇蓼城路18号"}
        actions.put_person(application, person.role, moved, person, by=plaintiff, at=AT)
    page = client.get(f"/apply/{application.pk}/").content.decode()
    assert f"有管辖权的可能是{THERE}。" in page
    assert f"有管辖权的可能是{THERE}，现在写的是镇原县人民法院。" in "".join(
        client.get(f"/apply/{application.pk}/check/").content.decode().split("甘肃省")
    )
    actions.choose_court(application, THERE, by=plaintiff, at=AT)
    for page in ("", "check/"):
        assert "有管辖权的可能是" not in client.get(f"/apply/{application.pk}/{page}").content.decode()


@dataclass
class TwoCourts:
    """The people of both courts, by schema."""

    people: dict[str, People]

    def clerk(self, schema: str) -> User:
        return self.people[schema].clerk


@pytest.fixture
def courts(own_database: str) -> Generator[TwoCourts]:
    """镇原, which receives for 霍邱, and 霍邱, which decides."""
    people = {}
    for schema, code in zip(COURTS, ("甘1027", "皖1522"), strict=True):
        with court(schema):
            people[schema] = open_court(code=code)
    yield TwoCourts(people)


def test_there_and_back_again(courts: TwoCourts) -> None:
    ours, theirs = COURTS
    with court(ours):
        application = for_there(courts.clerk(ours))
        row, content = application.forwarding, application.forwarding.content
        package = sent(application, courts.clerk(ours))
    with court(theirs):
        crosscourt.take(package, by=courts.clerk(theirs), at=LATER)
        filing = Filing.objects.select_related("matter").get()
        arrived = last_parcel()
        pleading = content["pleading"]
        for name in ("cause_name", "claim_fen", "claim_text", "facts_text", "elements"):
            assert getattr(filing.matter, name) == pleading[name], name
        there = [{name: getattr(each, name) for name in each_there} for each, each_there in zip(
            Litigant.objects.order_by("pk"), content["litigants"], strict=True)]  # fmt: skip
        assert there == content["litigants"]
        hashes = [each.file.sha256 for each in filing.materials.all()]
        assert (filing.assisting_court, filing.first_filed_on) == (HERE, AT.date())
        points = [Point("借款金额与借条不一致，请核对。", "principal_fen")]
        filing_actions.ask_correction(filing, points, until=None, by=courts.clerk(theirs), at=LATER)
        correcting = last_parcel()
    with court(ours):
        assert [each.file.sha256 for each in row.pieces.order_by("position")] == hashes
        crosscourt.take(arrived, by=courts.clerk(ours), at=LATER)
        row.refresh_from_db()
        assert row.status == "arrived"
        crosscourt.take(correcting, by=courts.clerk(ours), at=LATER)
        told = Message.objects.latest("pk").text
        assert "霍邱县人民法院要求补正，请在" in told
        assert "补正：1.借款金额与借条不一致，请核对。请把补正材料带到本院诉讼服务大厅立案窗口" in told
        assert told.count("由本院转交霍邱县人民法院") == 1
        assert crosscourt.take(correcting, by=courts.clerk(ours), at=LATER).again
        again = _corrected(courts.clerk(ours))
    with court(theirs):
        crosscourt.take(again, by=courts.clerk(theirs), at=LATER)
        filing = Filing.objects.select_related("matter").get()
        assert (filing.version, filing.matter.claim_fen) == (2, 4_800_000)
        (case,) = filing_actions.accept_many([filing], Acceptance(), by=courts.clerk(theirs), at=LATER)
        accepted, number = last_parcel(), case.number
        assert Incoming.objects.count() == 1
    with court(ours):
        with pytest.raises(Refused, match="不是发给本院的"):
            crosscourt.take(again, by=courts.clerk(ours), at=LATER)
        crosscourt.take(accepted, by=courts.clerk(ours), at=LATER)
        row.refresh_from_db()
        assert (row.status, row.case_number) == ("filed", number)
        crosscourt.take(arrived, by=courts.clerk(ours), at=LATER)
        assert not Filing.objects.exists()


def _corrected(clerk: User) -> bytes:
    """The pleading corrected as the other court asked, and sent again."""
    application = Application.objects.select_related("forwarding").get()
    asked = queries.corrections_asked(application)
    assert asked is not None
    (point,) = asked.points
    assert point.url.endswith("/ask/principal_fen/")
    changed = {"principal_fen": 4_800_000, "principal_owed_fen": 4_800_000}
    actions.answer(application, changed, by=clerk, at=LATER)
    actions.sign(application, "甄秀兰", SIGNATURE, by=clerk, at=LATER)
    actions.hand_in(application, by=clerk, at=LATER)
    application.forwarding.refresh_from_db()
    return sent(application, clerk, LATER)


def test_a_reply_that_answers_nothing_of_ours_is_refused(courts: TwoCourts) -> None:
    ours, theirs = COURTS
    with court(ours):
        package = sent(for_there(courts.clerk(ours)), courts.clerk(ours))
    with court(theirs):
        crosscourt.take(package, by=courts.clerk(theirs), at=AT)
        reply = last_parcel()
        with pytest.raises(Refused, match="不是发给本院的"):
            crosscourt.take(reply, by=courts.clerk(theirs), at=AT)
    with court(ours):
        Outgoing.objects.update(receipt_number="跨2023-000009")
        with pytest.raises(Refused, match="没有向霍邱县人民法院发出过"):
            crosscourt.take(reply, by=courts.clerk(ours), at=AT)


def test_the_pages_of_the_clerk_send_and_take(people: People, page_of: PageOf, parcels: Path) -> None:
    application = for_there(people.clerk)
    row, client = application.forwarding, page_of(people.clerk)
    assert "跨2023-000001" in client.get("/crosscourt/").content.decode()
    page = client.get(f"/crosscourt/sent/{row.pk}/").content.decode()
    assert "核对并发出" in page and "6228****0023" in page or "622827" not in page
    _sends(client, row)
    piece = row.pieces.first()
    assert client.get(f"/crosscourt/sent/{row.pk}/papers/{piece.pk}/")["Content-Type"] == "application/pdf"
    parcel = Parcel.objects.get()
    assert client.get(f"/crosscourt/parcels/{parcel.pk}/")["Content-Type"] == "application/zip"
    assert parcel.manifest_digest[:8].upper() in client.get(f"/crosscourt/sent/{row.pk}/").content.decode()
    assert client.get("/crosscourt/received/").status_code == 200
    assert page_of(people.judge).get("/crosscourt/").status_code == 403


def _sends(client: Client, row: Outgoing) -> None:
    wrong = client.post(f"/crosscourt/sent/{row.pk}/send/", {"papers": "9", "identity": "on", "legible": "on", **key()})
    assert wrong.status_code == 422 and "系统里有3件" in wrong.content.decode()
    right = {"papers": "3", "identity": "on", "legible": "on", **key()}
    for _ in range(2):
        assert client.post(f"/crosscourt/sent/{row.pk}/send/", right).status_code == 302
    row.refresh_from_db()
    assert row.status == "sent"
