"""补正: whoever was asked to correct something hands in something that was corrected."""

import datetime
import re

import pytest

from tests.support.court import AT, People
from tests.support.pleadings import DEFENDANT, whole
from tianping.accounts.models import User
from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.intake.application import actions, queries
from tianping.intake.application.models import Application
from tianping.intake.application.tests.conftest import PageOf, key
from tianping.intake.filing import actions as filing_actions
from tianping.intake.filing.actions import Point
from tianping.intake.filing.models import Filing
from tianping.intake.filing.queries import places_in, receipts_of
from tianping.kernel.refusals import Refused
from tianping.kernel.uploads import Box

UNTIL, LATER = datetime.date(2023, 2, 20), AT + datetime.timedelta(days=3)
SUM, PHOTO = Point("借款金额与借条不一致，请核对。", "principal_fen"), Point("身份证背面看不清。", "documents")


def asked(people: People, by: User, *points: Point) -> Application:
    """A pleading that was handed in, in which the court asks for corrections."""
    application = whole(by)
    actions.sign(application, "甄秀兰", by=by, at=AT)
    filing = Filing.objects.get(pk=actions.hand_in(application, by=by, at=AT))
    filing_actions.ask_correction(filing, points, until=UNTIL, by=people.clerk, at=AT)
    return Application.objects.get()


def handed_in_again(by: User) -> Filing:
    """The same pleading, signed and handed in once more."""
    application = Application.objects.get()
    actions.sign(application, "甄秀兰", by=by, at=LATER)
    actions.hand_in(application, by=by, at=LATER)
    return Filing.objects.get()


def test_what_was_named_and_not_changed_is_named_again(people: People, plaintiff: User, page_of: PageOf) -> None:
    application = asked(people, plaintiff, SUM, PHOTO)
    actions.answer(application, {"bears_fee": "no"}, by=plaintiff, at=LATER)
    with pytest.raises(Refused, match="要求补正的“借款经过：一共借出去多少钱？”、“证据和材料”没有改动"):
        handed_in_again(plaintiff)
    signed = {"name": "甄秀兰", "true": "on", **key()}
    sent = page_of(plaintiff).post(f"/apply/{application.pk}/sign/", signed)
    assert (sent.status_code, "没有改动，请按补正通知改好以后再提交" in sent.content.decode()) == (422, True)
    assert (Filing.objects.get().status, Filing.objects.get().version) == ("correcting", 1)


def test_one_that_is_left_as_it_was_is_pointed_out_before_it_is_handed_in(
    people: People, plaintiff: User, page_of: PageOf
) -> None:
    application = asked(people, plaintiff, SUM, PHOTO)
    actions.answer(
        application, {"principal_fen": 4_800_000, "principal_owed_fen": 4_800_000}, by=plaintiff, at=LATER
    )  # fmt: skip
    page = page_of(plaintiff).get(f"/apply/{application.pk}/check/").content.decode()
    assert "还没有改动的：证据和材料。" in page
    assert (handed_in_again(plaintiff).status, Filing.objects.get().version) == ("received", 2)
    read = page_of(people.clerk).get(f"/filing/{Filing.objects.get().pk}/").content.decode()
    assert "补正情况：“借款金额与借条不一致，请核对”已改动；“身份证背面看不清”没有改动。" in read


def test_a_photo_that_was_cut_is_a_change_of_the_pieces(people: People, plaintiff: User) -> None:
    application = asked(people, plaintiff, PHOTO)
    actions.cut(application.documents.get().sheets.get(), Box(20, 0, 100, 100), by=plaintiff, at=LATER)
    assert queries.places_unchanged(Application.objects.get()) == []
    assert handed_in_again(plaintiff).status == "received"


def test_what_was_asked_without_a_place_may_be_corrected_anywhere(people: People, plaintiff: User) -> None:
    application = asked(people, plaintiff, SUM, Point("请写明被告的电话。"))
    with pytest.raises(Refused, match="没有改动"):
        handed_in_again(plaintiff)
    person = application.people.get(role="defendant")
    actions.put_person(application, "defendant", {**DEFENDANT, "phone": "13800000009"}, person, by=plaintiff, at=LATER)
    assert handed_in_again(plaintiff).status == "received"


def test_a_signature_that_was_asked_for_is_given_by_signing_again(people: People, plaintiff: User) -> None:
    asked(people, plaintiff, Point("签名不清楚。", "signature"))
    assert handed_in_again(plaintiff).status == "received"


def test_whoever_sees_nothing_to_mend_says_why_and_the_reviewer_reads_it(
    people: People, plaintiff: User, page_of: PageOf
) -> None:
    application = asked(people, plaintiff, SUM)
    client, sign = page_of(plaintiff), f"/apply/{application.pk}/sign/"
    assert "认为原来写得对的，在这里写明理由" in client.get(sign).content.decode()
    signed = {"name": "甄秀兰", "true": "on", **key()}
    refused = client.post(sign, {**signed, "explanation": " "})
    assert "认为不需要改的，请在签名页写明理由再提交" in refused.content.decode()
    assert client.post(sign, {**signed, "explanation": "借条上就是五万元", **key()}).status_code == 302
    filing = Filing.objects.get()
    assert (filing.status, filing.version) == ("received", 2)
    page = page_of(people.clerk).get(f"/filing/{filing.pk}/").content.decode()
    assert "起诉人认为要求补正的“借款经过：一共借出去多少钱？”不需要改动，理由：借条上就是五万元。" in page


def test_nothing_is_to_be_explained_where_everything_was_corrected(
    people: People, plaintiff: User, page_of: PageOf
) -> None:
    application = asked(people, plaintiff, SUM)
    actions.answer(
        application, {"principal_fen": 4_800_000, "principal_owed_fen": 4_800_000}, by=plaintiff, at=LATER
    )  # fmt: skip
    assert "为什么不改" not in page_of(plaintiff).get(f"/apply/{application.pk}/sign/").content.decode()


def test_what_is_handed_in_again_has_a_receipt_of_its_own_and_both_can_be_checked(
    people: People, plaintiff: User, page_of: PageOf
) -> None:
    application = asked(people, plaintiff, Point("签名不清楚。", "signature"))
    filing = handed_in_again(plaintiff)
    first, second = receipts_of(filing)
    assert (second.number, second.received_at, second.received_by) == (f"{filing.receipt_number}-2", LATER, None)
    assert (filing.receipt_number, filing.received_at) == (first.number, AT)
    page = page_of(plaintiff).get(f"/apply/{application.pk}/receipt/").content.decode()
    assert "补正只告知一次，不会再要求补正" in page
    assert "法院会一次告诉您" not in page
    for each in (first, second):
        assert f'<dt>校验码</dt><dd class="application-hash">{each.digest}</dd>' in page
        assert (
            "与法院收到的一致"
            in page_of(plaintiff).get("/receipts/", {"number": each.number, "code": each.digest}).content.decode()
        )


def test_the_task_list_shows_what_is_still_to_be_corrected_in_every_part(
    people: People, plaintiff: User, page_of: PageOf
) -> None:
    application = asked(people, plaintiff, SUM, Point("请写明被告的电话。", "defendants"), PHOTO)

    def states() -> dict[str, str]:
        page = page_of(plaintiff).get(f"/apply/{application.pk}/").content.decode()
        tasks = page[page.index('<ul class="tp-tasks">') :]
        return dict(re.findall(r"<li><a[^>]*>([^<]+)</a>.*?<span>([^<]+)</span></span>", tasks, re.DOTALL))

    to_correct = {title for title, state in states().items() if state == "需要补正"}
    assert to_correct == {"被告是谁", "借款经过", "证据和材料"}
    person = application.people.get(role="defendant")
    actions.put_person(application, "defendant", {**DEFENDANT, "phone": "13800000009"}, person, by=plaintiff, at=LATER)
    assert {title for title, state in states().items() if state == "需要补正"} == {"借款经过", "证据和材料"}
    page = page_of(plaintiff).get(f"/apply/{application.pk}/").content.decode()
    assert "请写明被告的电话。</a>（已改动" in page
    filing_actions.take_paper_corrections(
        application.filing, filing_actions.PaperCorrections((3,)), by=people.clerk, at=LATER
    )
    assert {title for title, state in states().items() if state == "需要补正"} == {"借款经过"}


def test_the_receipt_says_who_and_what_and_shows_the_code_openly(
    people: People, plaintiff: User, page_of: PageOf
) -> None:
    application = whole(plaintiff)
    actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    filing = Filing.objects.get(pk=actions.hand_in(application, by=plaintiff, at=AT))
    page = page_of(plaintiff).get(f"/apply/{application.pk}/receipt/").content.decode()
    for row in (
        "<dt>原告</dt><dd>甄秀兰</dd>",
        "<dt>被告</dt><dd>贾有财</dd>",
        "起诉状（1页）、送达地址确认书（1页）、身份证（1页）",
    ):
        assert row in page
    assert filing.content_digest in page
    assert "<details" not in page.split("<h1", 1)[1].split("</main>", 1)[0]
    assert "内容摘要" not in page
    assert "法院会一次告诉您全部要补的内容" in page
    check = page_of(plaintiff).get("/receipts/").content.decode()
    assert "内容摘要" not in check
    printed = page_of(people.clerk).get(f"/filing/{filing.pk}/receipt/").content.decode()
    assert f"校验码：{filing.content_digest}" in printed


def test_what_the_court_asks_stands_on_every_page_to_which_its_request_leads(
    people: People, plaintiff: User, page_of: PageOf
) -> None:
    wanted = {
        "plaintiffs": ("people/plaintiffs/", "people/plaintiffs/new/", "people/plaintiffs/{person}/contact/"),
        "agents": ("agent/", "agent/new/"),
        "documents": ("documents/", "documents/new/", "documents/{document}/", "sheets/{sheet}/"),
        "service": ("service/",),
        "signature": ("sign/",),
        "principal_fen": ("ask/principal_fen/",),
    }
    application = asked(people, plaintiff, *(Point(f"请改正{place}处。", place) for place in wanted))
    own = {
        "person": application.people.get(role="plaintiff").pk,
        "document": application.documents.get().pk,
        "sheet": application.documents.get().sheets.get().pk,
    }
    client = page_of(plaintiff)
    for place, pages in wanted.items():
        for page in pages:
            shown = client.get(f"/apply/{application.pk}/{page.format(**own)}").content.decode()
            found = [each for each in wanted if f"请改正{each}处。" in shown]
            assert (found, "法院要求补正" in shown) == ([place], True), page
    assert "法院要求补正" not in client.get(f"/apply/{application.pk}/people/defendants/").content.decode()


def test_a_pleading_that_is_written_in_the_system_is_not_written_over_at_the_window(
    people: People, plaintiff: User, page_of: PageOf
) -> None:
    filing = asked(people, plaintiff, SUM).filing
    page = page_of(people.clerk).get(f"/filing/{filing.pk}/corrected/").content.decode()
    assert "defendant-0-name" not in page
    sides = (LitigantDraft("plaintiff", "natural", "甄秀兰"), LitigantDraft("defendant", "natural", "贾有福"))
    paper = filing_actions.PaperCorrections((1,), matter=MatterDraft("民间借贷纠纷", 5_000_000, sides))
    with pytest.raises(Refused, match="请由填写人在起诉状中修改"):
        filing_actions.take_paper_corrections(filing, paper, by=people.clerk, at=LATER)


def test_the_notice_offers_the_questions_that_were_asked(people: People, plaintiff: User) -> None:
    application = whole(plaintiff)
    actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    places = dict(places_in(Filing.objects.get(pk=actions.hand_in(application, by=plaintiff, at=AT))))
    # A loan without interest: nobody was asked for the rate.
    assert ("due_on" in places, "annual_rate" in places, "plaintiffs" in places) == (True, False, True)
