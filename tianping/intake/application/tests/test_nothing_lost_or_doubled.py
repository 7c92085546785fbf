"""Back button, two tabs, a form sent twice, a log-in that ran out, another's number in the address."""

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.support.court import PASSWORD, People
from tests.support.pleadings import DEFENDANT, PLAINTIFF, whole
from tests.support.uploads import PHOTO
from tianping.accounts.models import User
from tianping.intake.application.models import Application, Document, Person, Sheet
from tianping.intake.application.tests.conftest import PageOf, citizen, key
from tianping.intake.filing.models import Filing
from tianping.kernel.models import AuditEntry

SIGNED = {"name": "甄秀兰", "true": "on"}


def twice(client: Client, address: str, typed: dict[str, str]) -> None:
    """The same form sent again, as after the back button."""
    sent = {**typed, **key()}
    first, second = client.post(address, sent), client.post(address, sent)
    assert (first.status_code, second.status_code) == (302, 302), first.content.decode()[:2000]
    assert first["Location"] == second["Location"]


def test_no_form_of_a_pleading_counts_twice(plaintiff: User, page_of: PageOf) -> None:
    client = page_of(plaintiff)
    twice(client, "/apply/new/", {"cause_name": "民间借贷纠纷"})
    pk = Application.objects.get().pk
    for side, who in (("plaintiffs", PLAINTIFF), ("defendants", DEFENDANT)):
        twice(client, f"/apply/{pk}/people/{side}/new/", who)
    assert Person.objects.count() == 2
    twice(client, f"/apply/{pk}/documents/new/", {"kind": "identity", "name": "身份证"})
    document = Document.objects.get()
    sent = {**key()}
    for _ in range(2):
        photo = SimpleUploadedFile("身份证.jpg", PHOTO, "image/jpeg")
        client.post(f"/apply/{pk}/documents/{document.pk}/", {"file": photo, **sent})
    assert Sheet.objects.count() == 1


def test_two_tabs_hand_in_one_filing(plaintiff: User, page_of: PageOf) -> None:
    pk, client = whole(plaintiff).pk, page_of(plaintiff)
    first = client.post(f"/apply/{pk}/sign/", {**SIGNED, **key()})
    second = client.post(f"/apply/{pk}/sign/", {**SIGNED, **key()}, follow=True)
    assert first["Location"] == f"/apply/{pk}/receipt/"
    assert Filing.objects.count() == 1
    assert Filing.objects.get().receipt_number in client.get(f"/apply/{pk}/receipt/").content.decode()
    assert second.redirect_chain[-1][0] == f"/apply/{pk}/receipt/"


def test_an_old_tab_cannot_change_what_was_handed_in(plaintiff: User, page_of: PageOf) -> None:
    pk, client = whole(plaintiff).pk, page_of(plaintiff)
    client.post(f"/apply/{pk}/sign/", {**SIGNED, **key()})
    late = client.post(f"/apply/{pk}/ask/principal_fen/", {"principal_fen": "90000", **key()}, follow=True)
    assert Application.objects.get(pk=pk).answers["principal_fen"] == 5_000_000
    assert "已经提交" in late.content.decode()


def test_a_log_in_that_ran_out_leads_back_and_what_was_typed_is_there(plaintiff: User, page_of: PageOf) -> None:
    pk, client = whole(plaintiff).pk, page_of(plaintiff)
    address = f"/apply/{pk}/ask/lent_on/"
    client.post(reverse("draft_keep", args=[f"apply-{pk}-lent_on"]), {"lent_on": "2022-06-07"})
    client.session.flush()
    assert client.get(address)["Location"] == f"/accounts/phone/?next={address}"
    again = page_of(plaintiff).get(address).content.decode()
    assert "2022-06-07" in again
    assert "上次填写还没有保存的内容已经恢复" in again


def test_another_with_the_number_in_the_address_learns_nothing_and_the_try_is_kept(
    plaintiff: User, people: People, page_of: PageOf
) -> None:
    application = whole(plaintiff)
    document = application.documents.get()
    sheet = document.sheets.get()
    person = application.people.filter(role="plaintiff").get()
    stranger = page_of(citizen("other", "旁观人"))
    paths = [
        "", "check/", "sign/", "pleading/", "receipt/", "documents/", f"documents/{document.pk}/", "court/",
        f"sheets/{sheet.pk}/", f"sheets/{sheet.pk}/file/", f"people/plaintiffs/{person.pk}/", "ask/lent_on/",
    ]  # fmt: skip
    there = [stranger.get(f"/apply/{application.pk}/{path}") for path in paths]
    nowhere = [stranger.get(f"/apply/{application.pk + 999}/{path}") for path in paths]
    assert {each.status_code for each in there} == {404}
    assert [each.content for each in there] == [each.content for each in nowhere]
    assert AuditEntry.objects.filter(action="access.refused", subject=f"application:{application.pk}").count() >= 1
    own = page_of(plaintiff)
    mixed = whole(plaintiff)
    assert own.get(f"/apply/{mixed.pk}/sheets/{sheet.pk}/").status_code == 404


def test_of_several_files_each_refused_one_is_named_and_the_good_ones_stay(plaintiff: User, page_of: PageOf) -> None:
    application = whole(plaintiff)
    document, client = application.documents.get(), page_of(plaintiff)
    address, sent = f"/apply/{application.pk}/documents/{document.pk}/", key()

    def choose() -> dict[str, object]:
        chosen = {"一.jpg": b"", "二.jpg": PHOTO, "三.pdf": b"MZ", "四.jpg": PHOTO}
        return {"file": [SimpleUploadedFile(name, content) for name, content in chosen.items()], **sent}

    for _time in range(2):
        answer = client.post(address, choose())
        page = answer.content.decode()
        assert answer.status_code == 422
        for said in ("“一.jpg”：文件是空的", "“三.pdf”：", "2个文件没有加上，其余2个已经加上", 'id="id_file_error"'):
            assert said in page, said
        assert "“二.jpg”" not in page and "“四.jpg”" not in page
        assert [each.position for each in document.sheets.order_by("position")] == [1, 2, 3]
    # The page came back with the key that it was sent with; what is chosen on it then is added.
    assert client.post(address, {"file": SimpleUploadedFile("一.jpg", PHOTO), **sent})["Location"] == address
    assert document.sheets.count() == 4


def test_where_no_file_is_good_none_is_added_and_each_is_named(plaintiff: User, page_of: PageOf) -> None:
    application = whole(plaintiff)
    document = application.documents.get()
    chosen = [SimpleUploadedFile("一.jpg", b""), SimpleUploadedFile("二.pdf", b"MZ")]
    answer = page_of(plaintiff).post(f"/apply/{application.pk}/documents/{document.pk}/", {"file": chosen, **key()})
    page = answer.content.decode()
    assert (answer.status_code, document.sheets.count()) == (422, 1)
    for said in ("“一.jpg”：", "“二.pdf”：", "这一次选的没有加上，以前加的都保留着"):
        assert said in page, said


def test_from_an_account_of_ones_own_nobody_signs_as_another_plaintiff(plaintiff: User, page_of: PageOf) -> None:
    other = citizen("other", "旁观人")
    application = whole(other)
    page = page_of(other).get(f"/apply/{application.pk}/sign/").content.decode()
    assert 'value="甄秀兰"' not in page
    refused = page_of(other).post(f"/apply/{application.pk}/sign/", {**SIGNED, **key()})
    assert refused.status_code == 422
    assert "您登录的账号是旁观人，不是原告甄秀兰" in refused.content.decode()
    assert Filing.objects.count() == 0


LONG = "被告在微信上承认借款，约定年底归还。"


def test_what_is_sent_after_the_log_in_ran_out_is_there_again_after_the_next(plaintiff: User) -> None:
    pk = whole(plaintiff).pk
    address = f"/apply/{pk}/ask/other_facts/"
    late, typed = Client(), {"other_facts": LONG, "draft": f"apply-{pk}-other_facts", **key()}
    sent = late.post(address, typed, headers={"referer": f"http://testserver{address}"})
    assert sent["Location"] == f"/accounts/phone/?next={address}"
    assert "填写的内容还在" in late.get(sent["Location"]).content.decode()
    sign_in_again(late, plaintiff)
    assert LONG in late.get(address).content.decode()
    assert "other_facts" not in Application.objects.get().answers


def test_what_is_saved_by_itself_after_the_log_in_ran_out_waits_too(plaintiff: User) -> None:
    pk, late = whole(plaintiff).pk, Client()
    name = f"apply-{pk}-other_facts"
    assert late.post(reverse("draft_keep", args=[name]), {"other_facts": LONG, "draft": name}).status_code == 401
    sign_in_again(late, plaintiff)
    assert LONG in late.get(f"/apply/{pk}/ask/other_facts/").content.decode()


def test_what_a_stranger_sends_is_read_by_nobody_else(people: People, plaintiff: User, page_of: PageOf) -> None:
    pk = whole(plaintiff).pk
    address = f"/apply/{pk}/ask/other_facts/"
    stranger = Client()
    stranger.post(address, {"other_facts": "别人写的", "draft": f"apply-{pk}-other_facts", **key()})
    sign_in_again(stranger, citizen("wang", "王五"))
    assert stranger.get(address).status_code == 404
    assert "别人写的" not in page_of(plaintiff).get(address).content.decode()


def sign_in_again(client: Client, user: User) -> None:
    """By name and password, in the same browser and so in the same session."""
    client.post("/accounts/login/", {"username": user.username, "password": PASSWORD})


def test_the_second_of_two_windows_sees_what_the_first_wrote(plaintiff: User, page_of: PageOf) -> None:
    pk, client = whole(plaintiff).pk, page_of(plaintiff)
    address = f"/apply/{pk}/ask/other_facts/"
    seen = re.findall('name="seen" value="([0-9a-f]+)"', client.get(address).content.decode())[0]
    assert client.post(address, {"other_facts": "甲先存", "seen": seen, **key()}).status_code == 302
    second = client.post(address, {"other_facts": "乙后存", "seen": seen, **key()})
    page = second.content.decode()
    assert (second.status_code, "您在另一个窗口改过" in page, "甲先存" in page) == (422, True, True)
    assert Application.objects.get().answers["other_facts"] == "甲先存"
    newer = re.findall('name="seen" value="([0-9a-f]+)"', page)[0]
    assert client.post(address, {"other_facts": "乙后存", "seen": newer, **key()}).status_code == 302
    assert Application.objects.get().answers["other_facts"] == "乙后存"
