"""补正材料带到窗口: what stands in the papers is entered into the same records, and is on the history."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.support.court import AT, People
from tianping.accounts.models import User
from tianping.cases.models import Litigant, TimelineEntry
from tianping.intake.filing import actions
from tianping.intake.filing.actions import PaperCorrections, Point
from tianping.intake.filing.models import CorrectionReceipt, Filing
from tianping.intake.filing.queries import places_in
from tianping.intake.filing.tests.conftest import key
from tianping.intake.filing.tests.test_at_the_counter import sent, typed
from tianping.intake.filing.tests.test_represented_at_the_counter import AGENT
from tianping.kernel.models import Message

pytestmark = pytest.mark.django_db
PageOf = Callable[[User], Client]
LATER = AT + datetime.timedelta(days=3)
ADDRESS, NUMBER = "甘肃省庆阳市镇原县平泉镇西村2组", "622827198001010014"
POINTS = (Point("补充被告身份证号码。"), Point("写明利息怎样计算。"))


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: LATER)


@pytest.fixture
def correcting(people: People, page_of: PageOf) -> Filing:
    """A filing of the counter, of a loan, in which two things are to be corrected."""
    sent(page_of(people.clerk), typed(**{"defendant-0-name": "贾有财", "plaintiff-0-phone": "13800000001"}))
    filing = Filing.objects.get()
    actions.ask_correction(filing, POINTS, by=people.clerk, at=AT)
    return filing


def entered(**changes: str) -> dict[str, str]:
    """The page of paper corrections with everything as it stands, for the first point, and what is changed."""
    as_typed = {**typed(), "defendant-0-name": "贾有财", "plaintiff-0-phone": "13800000001",
                "claim_text": Filing.objects.get().matter.claim_text}  # fmt: skip
    return {"paper-note_1": "被告身份证复印件1份", "paper-rewrites": "on", **as_typed, **changes}


def take(client: Client, data: dict[str, str]) -> Any:
    """The page, sent."""
    return client.post(f"/filing/{Filing.objects.get().pk}/corrected/", {**data, **key()})


def test_the_page_begins_with_what_stands_and_enters_what_is_corrected(
    people: People, correcting: Filing, page_of: PageOf
) -> None:
    client = page_of(people.clerk)
    page = client.get(f"/filing/{correcting.pk}/corrected/").content.decode()
    for stands in ('value="贾有财"', 'value="91621000MA00000040"', 'value="45,000.00"', "针对每一项写明收到的材料名称"):
        assert stands in page
    before = list(Litigant.objects.order_by("pk").values_list("pk", flat=True))
    document = {"defendant-0-identity_kind": "resident_id", "defendant-0-identity_number": NUMBER}
    assert take(client, entered(**document, **{"defendant-0-address": ADDRESS})).status_code == 302
    defendant = Litigant.objects.get(role="defendant")
    assert (defendant.name, defendant.identity_number, defendant.address) == ("贾有财", NUMBER, ADDRESS)
    assert list(Litigant.objects.order_by("pk").values_list("pk", flat=True)) == before
    line = TimelineEntry.objects.filter(text__contains="更正了").get().text
    assert line == "本院按当事人提交的纸质材料更正了：被告贾有财的证件种类、被告贾有财的证件号码、被告贾有财的住所地。"
    receipt = CorrectionReceipt.objects.get()
    assert receipt.received[0] == "针对“补充被告身份证号码”收到：被告身份证复印件1份"
    assert "被告贾有财的证件号码" in receipt.received[1]
    assert Filing.objects.get().status == "correcting"


def test_who_acts_for_the_plaintiffs_is_corrected_too(people: People, correcting: Filing, page_of: PageOf) -> None:
    client = page_of(people.clerk)
    assert take(client, entered(**AGENT)).status_code == 302
    assert [each["name"] for each in Filing.objects.get().agents] == ["卢师言"]
    assert "更正了：委托诉讼代理人。" in TimelineEntry.objects.get(text__contains="更正了").text
    page = client.get(f"/filing/{correcting.pk}/corrected/").content.decode()
    assert 'name="agent-0-name" value="卢师言"' in page
    nobody = {"agent-TOTAL_FORMS": "0", "agent-INITIAL_FORMS": "0", "paper-note_1": "", "paper-note_2": "利息计算说明"}
    assert take(client, entered(**nobody)).status_code == 302
    assert Filing.objects.get().agents == []


def test_a_claim_is_corrected_with_its_sums(people: People, correcting: Filing, page_of: PageOf) -> None:
    changed = {"principal_owed": "44000", "claim_text": "请求判令被告偿还借款本金44,000元。", "interest_owed": "",
               "interest_until": ""}  # fmt: skip
    assert take(page_of(people.clerk), entered(**changed)).status_code == 302
    matter = Filing.objects.get().matter
    assert (matter.claim_fen, matter.claim_text) == (4_400_000, "请求判令被告偿还借款本金44,000元。")
    assert matter.elements["principal_owed_fen"] == 4_400_000


def test_a_sum_is_not_corrected_apart_from_the_words_of_the_claim_unless_the_clerk_says_so(
    people: People, correcting: Filing, page_of: PageOf
) -> None:
    client, words = page_of(people.clerk), correcting.matter.claim_text
    data = entered(principal_owed="44000")
    answer = take(client, data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"诉讼请求金额由48,440.00元改为47,440.00元，诉讼请求的文字没有改，还是“{words}”。" in page
    assert 'name="paper-same_words"' in page
    assert Filing.objects.get().matter.claim_fen == 4_844_000
    assert take(client, {**data, "paper-same_words": "on"}).status_code == 302
    matter = Filing.objects.get().matter
    assert (matter.claim_fen, matter.claim_text) == (4_744_000, words)


def test_a_page_that_is_old_says_what_came_meanwhile_and_keeps_what_was_typed(
    people: People, correcting: Filing, page_of: PageOf
) -> None:
    client = page_of(people.clerk)
    actions.take_paper_corrections(correcting, PaperCorrections((1,)), by=people.second_clerk, at=LATER)
    answer = take(client, {"paper-note_1": "身份证复印件1份", "paper-note_2": "利息计算说明1份"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"“补充被告身份证号码”已经登记收到，收据号{correcting.receipt_number}-2，没有重复登记。" in page
    assert "您填写的是“身份证复印件1份”" in page
    assert 'value="利息计算说明1份"' in page
    assert CorrectionReceipt.objects.count() == 1
    actions.take_paper_corrections(correcting, PaperCorrections((2,)), by=people.second_clerk, at=LATER)
    last = take(client, {"paper-note_2": "利息计算说明1份"}).content.decode()
    assert "一项也没有带来" not in last
    assert "您填写的是“利息计算说明1份”" in last


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "当事人、代理人、诉讼请求没有改动"),
        (
            {"defendant-0-identity_kind": "resident_id", "defendant-0-identity_number": "62282719800101001X"},
            "校验码不符",
        ),
        ({"principal_owed": "很多"}, "无法识别"),
        ({"defendant-0-name": "", "paper-note_1": ""}, "请写明当事人带来了哪几项补正材料"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_entered(
    people: People, correcting: Filing, page_of: PageOf, changes: dict[str, str], sentence: str
) -> None:
    answer = take(page_of(people.clerk), entered(**changes))
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert not CorrectionReceipt.objects.exists()
    assert Litigant.objects.get(role="defendant").identity_number == ""


def test_what_is_not_ticked_changes_nothing(people: People, correcting: Filing, page_of: PageOf) -> None:
    data = {name: value for name, value in entered(**{"defendant-0-name": "王二"}).items() if name != "paper-rewrites"}
    assert take(page_of(people.clerk), data).status_code == 302
    assert Litigant.objects.get(role="defendant").name == "贾有财"


def test_another_defendant_is_added_on_the_page_and_stands_beside_the_first(
    people: People, correcting: Filing, page_of: PageOf
) -> None:
    client = page_of(people.clerk)
    more = take(client, {**entered(), "add": "defendant"})
    assert (more.status_code, 'name="defendant-1-name"' in more.content.decode()) == (200, True)
    second = {"defendant-TOTAL_FORMS": "2", "defendant-1-kind": "natural", "defendant-1-name": "贾有福"}
    assert take(client, entered(**second)).status_code == 302
    assert set(Litigant.objects.filter(role="defendant").values_list("name", flat=True)) == {"贾有财", "贾有福"}
    assert "增加被告贾有福" in CorrectionReceipt.objects.get().received[-1]


def test_the_notice_offers_only_what_the_filing_has(people: People, correcting: Filing) -> None:
    on_paper = dict(places_in(correcting))
    assert list(on_paper) == [
        "plaintiffs", "defendants", "agents", "documents", "service", "signature", "claims", "facts"
    ]  # fmt: skip


def test_the_plaintiff_is_told_what_to_bring_where_and_that_it_came(people: People, correcting: Filing) -> None:
    def told() -> str:
        return Message.objects.latest("pk").text

    assert "有2项需要补正：1.补充被告身份证号码；2.写明利息怎样计算。请在" in told()
    assert "带到本院诉讼服务大厅立案窗口（工作日上班时间）" in told()
    assert "登录" not in told()
    assert "被告贾**" in told()
    actions.take_paper_corrections(correcting, PaperCorrections((1,)), by=people.clerk, at=LATER)
    assert f"收据号{correcting.receipt_number}-2；还有1项没有补正：1.写明利息怎样计算，请在" in told()
    actions.take_paper_corrections(correcting, PaperCorrections((2,)), by=people.clerk, at=LATER)
    assert f"补正材料本院已经收到，收据号{correcting.receipt_number}-3，自次日起七日内决定是否立案" in told()


def test_a_receipt_stays_as_it_was_issued(people: People, correcting: Filing, page_of: PageOf) -> None:
    client = page_of(people.clerk)
    first = client.get(f"/filing/{correcting.pk}/receipt/").content.decode()
    for name, point in (("贾有福", 1), ("贾有寿", 2)):
        data = {f"paper-note_{point}": "身份证", "paper-rewrites": "on", **typed(), "defendant-0-name": name}
        data |= {"plaintiff-0-phone": "13800000001", "claim_text": Filing.objects.get().matter.claim_text}
        assert take(client, data).status_code == 302
    assert client.get(f"/filing/{correcting.pk}/receipt/").content.decode() == first
    of_each = [client.get(f"/filing/{correcting.pk}/receipt/{version}/").content.decode() for version in (2, 3)]
    assert [[name in page for name in ("贾有财", "贾有福", "贾有寿")] for page in of_each] == [
        [True, True, False],
        [False, True, True],
    ]
