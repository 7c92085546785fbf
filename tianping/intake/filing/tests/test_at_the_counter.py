"""窗口立案: one filing by its elements, with a receipt at once."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support.court import AT, People
from tests.support.uploads import PHOTO, SCAN
from tianping.accounts.models import User
from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.cases.models import Clock, Litigant, Matter, StaffNote, TimelineEntry
from tianping.intake.filing import actions
from tianping.intake.filing.actions import FilingDraft
from tianping.intake.filing.actions.receiving import content_digest
from tianping.intake.filing.models import Filing
from tianping.intake.filing.tests.conftest import key
from tianping.kernel import chosen_files, clock
from tianping.kernel.models import ChosenFile, StoredFile
from tianping.kernel.refusals import Forbidden, Refused
from tianping.law.identities import check_character

pytestmark = pytest.mark.django_db

PageOf = Callable[[User], Client]
NEW = "/filing/new/?kind=loan"


def typed(**changes: str) -> dict[str, str]:
    """The form as a clerk fills it for one plaintiff and one defendant."""
    return {
        "plaintiff-TOTAL_FORMS": "1",
        "plaintiff-INITIAL_FORMS": "0",
        "plaintiff-0-kind": "legal",
        "plaintiff-0-name": "庆阳示范农村商业银行股份有限公司",
        "plaintiff-0-identity_kind": "uscc",
        "plaintiff-0-identity_number": "91621000MA00000040",
        "defendant-TOTAL_FORMS": "1",
        "defendant-INITIAL_FORMS": "0",
        "defendant-0-kind": "natural",
        "defendant-0-name": "𬱖·买买提",
        "principal": "100,000",
        "principal_owed": "45000",
        "interest_owed": "3440",
        "interest_until": "2023-01-31",
        **changes,
    }


def sent(client: Client, data: dict[str, str], address: str = NEW, **more: str) -> Any:
    """The form sent with its key by the button that takes it in."""
    return client.post(address, {**data, **key(), "receive": "1", **more})


def test_a_filing_is_received_with_number_hash_and_seven_days(people: People, page_of: PageOf) -> None:
    answer = sent(page_of(people.clerk), typed())
    filing = Filing.objects.get()
    assert answer.headers["Location"] == f"/filing/{filing.pk}/receipt/"
    assert (filing.receipt_number, filing.channel, len(filing.content_digest)) == ("收2023-000001", "counter", 64)
    assert filing.matter.claim_fen == 4_844_000
    assert filing.matter.claim_text == "请求判令被告偿还借款本金45,000.00元、截至2023年1月31日的利息3,440.00元。"
    assert Clock.objects.get().period_id == "C-FILE-7"
    assert list(Litigant.objects.values_list("name", flat=True)) == [
        "庆阳示范农村商业银行股份有限公司",
        "𬱖·买买提",
    ]


@pytest.mark.django_db(transaction=True)
def test_the_receipt_prints_the_hash_and_the_proof_of_the_sealed_entry(people: People, page_of: PageOf) -> None:
    client = page_of(people.clerk)
    page = client.get(sent(client, typed()).headers["Location"]).content.decode()
    filing = Filing.objects.get()
    assert filing.content_digest in page
    assert "封存证明见附页" in page
    sheet = page[page.index("filing-sheet") :]
    assert filing.receipt_entry.leaf.hex() in sheet
    assert '"root"' in sheet.replace("&quot;", '"')


def test_what_is_kept_on_paper_stands_on_the_receipt_and_at_the_review(people: People, page_of: PageOf) -> None:
    client, papers = page_of(people.clerk), "起诉状正本1份、副本2份，借条复印件1份"
    answer = sent(client, typed(**{"scan-on_paper": papers}))
    filing = Filing.objects.get()
    for address in (answer.headers["Location"], f"/filing/{filing.pk}/"):
        assert papers in client.get(address).content.decode()
    assert content_digest(FilingDraft(MatterDraft("民间借贷纠纷", 1, ()), False, on_paper=papers)) != content_digest(
        FilingDraft(MatterDraft("民间借贷纠纷", 1, ()), False)
    )


def test_sent_twice_with_one_key_it_is_received_once(people: People, page_of: PageOf) -> None:
    client, data = page_of(people.clerk), {**typed(), **key(), "receive": "1"}
    first, second = client.post(NEW, data), client.post(NEW, data)
    assert first.headers["Location"] == second.headers["Location"]
    assert Filing.objects.count() == 1


def test_rows_are_added_and_removed_without_scripts_and_nothing_typed_is_lost(people: People, page_of: PageOf) -> None:
    client = page_of(people.clerk)
    page = client.post(NEW, {**typed(), **key(), "add": "defendant"}).content.decode()
    assert 'name="defendant-1-name"' in page
    assert "𬱖·买买提" in page
    # The row that was just added is empty, and that is not wrong yet.
    assert "请填写" not in page
    two = typed(**{"defendant-TOTAL_FORMS": "2", "defendant-1-kind": "natural", "defendant-1-name": "李保证"})
    page = client.post(NEW, {**two, **key(), "remove": "defendant-0"}).content.decode()
    assert 'name="defendant-1-name"' not in page
    assert 'value="李保证"' in page
    assert not Filing.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"plaintiff-0-identity_number": "91621000MA00000041"}, "校验码不符"),
        ({"defendant-0-identity_kind": "resident_id"}, "请填写证件号码"),
        ({"defendant-0-name": ""}, "请填写姓名或者名称。"),
        ({"principal_owed": "200000"}, "尚欠本金多于借款本金"),
        ({"principal_owed": "四万多"}, "无法识别"),
        ({"interest_until": ""}, "请填写利息计至哪一天"),
    ],
)
def test_what_cannot_be_is_named_and_kept(
    people: People, page_of: PageOf, changes: dict[str, str], sentence: str
) -> None:
    answer = sent(page_of(people.clerk), typed(**changes))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "庆阳示范农村商业银行股份有限公司" in answer.content.decode()
    assert not Matter.objects.exists()


def test_a_cause_that_is_none_names_the_near_ones(people: People, page_of: PageOf) -> None:
    data = typed(cause_name="买卖", claim="1000", claim_text="请求支付货款。")
    answer = sent(page_of(people.clerk), data, "/filing/new/?kind=property")
    assert "“买卖”不是案由规定中的案由。相近的案由有：" in answer.content.decode()
    assert "买卖合同纠纷" in answer.content.decode()


def test_a_cause_is_found_by_a_few_characters(people: People, page_of: PageOf) -> None:
    page = page_of(people.clerk).get("/filing/new/causes/", {"cause_name": "金融借款"}).content.decode()
    assert 'value="金融借款合同纠纷"' in page


def test_the_fee_is_shown_with_its_arithmetic_before_anything_is_stored(people: People, page_of: PageOf) -> None:
    page = page_of(people.clerk).get("/filing/new/fee/", {"principal_owed": "45000", "interest_owed": "3440"})
    assert "505.50" in page.content.decode()
    assert "1,011.00" in page.content.decode()


def test_notes_on_duplicates_limitation_and_minors_are_for_staff_only(people: People) -> None:
    child = LitigantDraft(
        "defendant", "natural", "小明", "", "resident_id", "11010520100101001" + check_character("11010520100101001")
    )
    bank = LitigantDraft("plaintiff", "legal", "某银行", "", "uscc", "91621000MA00000040")
    elements = {"contract_number": "甲字1号", "due_on": "2015-01-05"}
    draft = FilingDraft(MatterDraft("民间借贷纠纷", 1_000, (bank, child), elements=elements), False)
    first = actions.receive_one(draft, by=people.clerk, at=AT)
    actions.accept_many([first], actions.Acceptance(), by=people.clerk, at=AT)
    second = actions.receive_one(draft, by=people.clerk, at=AT)
    codes = set(StaffNote.objects.filter(matter=second.matter).values_list("code", flat=True))
    assert {"existing_case", "limitation", "minor"} <= codes
    said = TimelineEntry.objects.filter(for_litigants=True).values_list("text", flat=True)
    assert not any("时效" in text or "重复" in text for text in said)


def test_without_a_defendant_it_is_refused(people: People) -> None:
    bank = LitigantDraft("plaintiff", "legal", "某银行")
    with pytest.raises(Refused, match="请填写至少一名被告"):
        actions.receive_one(FilingDraft(MatterDraft("民间借贷纠纷", 1, (bank,)), False), by=people.clerk, at=AT)


def test_only_the_clerk_receives(people: People, page_of: PageOf) -> None:
    assert page_of(people.judge).get(NEW).status_code == 403
    assert Client().get(NEW).headers["Location"].startswith("/accounts/login/")
    parties = (LitigantDraft("plaintiff", "natural", "甲"), LitigantDraft("defendant", "natural", "乙"))
    with pytest.raises(Forbidden):
        actions.receive_one(FilingDraft(MatterDraft("民间借贷纠纷", 1, parties), False), by=people.judge, at=AT)


WRONG = {
    "a name with digits": ({"defendant-0-name": "黄淑芳2"}, "含有数字"),
    "half a name": ({"defendant-0-name": "黄"}, "只有一个字"),
    "what a spreadsheet would run": ({"defendant-0-name": "=1+1"}, "以公式符号"),
    "an address nobody finds": ({"defendant-0-address": "镇原"}, "过于简单，无法送达"),
    "a number with a wrong check digit": (
        {"defendant-0-identity_kind": "resident_id", "defendant-0-identity_number": "622727199001010057"},
        "有误",
    ),
    "a person with a company's number": (
        {"defendant-0-identity_kind": "uscc", "defendant-0-identity_number": "91621000MA00000040"},
        "自然人没有统一社会信用代码",
    ),
}


@pytest.mark.parametrize(("changes", "sentence"), WRONG.values(), ids=WRONG.keys())
def test_the_counter_refuses_what_a_batch_refuses_in_the_same_words(
    people: People, page_of: PageOf, changes: dict[str, str], sentence: str
) -> None:
    answer = sent(page_of(people.clerk), typed(**changes))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Filing.objects.exists()


def test_names_and_numbers_are_kept_as_registers_write_them(people: People, page_of: PageOf) -> None:
    typed_loosely = {
        "defendant-0-name": "黄 淑 芳",
        "defendant-0-identity_kind": "resident_id",
        "defendant-0-identity_number": "622727 19900101 0056",
    }
    sent(page_of(people.clerk), typed(**typed_loosely))
    kept = Litigant.objects.get(role="defendant")
    assert (kept.name, kept.identity_number) == ("黄淑芳", "622727199001010056")


SUED = LitigantDraft("defendant", "natural", "黄淑芳", "", "resident_id", "622727199001010056")
IMPLAUSIBLE = {
    "the same person on both sides": (
        {"litigants": (replace(SUED, role="plaintiff"), SUED)},
        "同一人不能自己起诉自己",
    ),
    "a claim of nothing": ({"claim_fen": 0}, "没有可诉的金额"),
    "interest until tomorrow": ({"elements": {"interest_until": "2023-02-07"}}, "晚于收件之日"),
    "a contract of the year one": ({"elements": {"signed_on": "0001-01-01"}}, "早于1980年"),
    "lent before it was signed": ({"elements": {"signed_on": "2022-02-01", "lent_on": "2022-01-01"}}, "早于合同签订日"),
    "due before it was lent": ({"elements": {"lent_on": "2022-02-01", "due_on": "2022-02-01"}}, "到期日不晚于"),
}


@pytest.mark.parametrize(("changes", "sentence"), IMPLAUSIBLE.values(), ids=IMPLAUSIBLE.keys())
def test_what_cannot_be_is_refused_by_the_verb_whichever_door_it_comes_by(
    people: People, changes: dict[str, Any], sentence: str
) -> None:
    sides = (LitigantDraft("plaintiff", "natural", "甲"), SUED)
    matter = replace(MatterDraft("民间借贷纠纷", 1_000, sides), **changes)
    with pytest.raises(Refused, match=sentence):
        actions.receive_one(FilingDraft(matter, False), by=people.clerk, at=AT)
    assert not Filing.objects.exists()


def test_two_of_one_name_and_a_plaintiff_without_a_document_are_noted(people: People) -> None:
    sides = (LitigantDraft("plaintiff", "natural", "黄淑芳"), SUED)
    made = actions.receive_one(FilingDraft(MatterDraft("民间借贷纠纷", 1, sides), False), by=people.clerk, at=AT)
    codes = set(StaffNote.objects.filter(matter=made.matter).values_list("code", flat=True))
    assert {"same_name", "plaintiff_unidentified"} <= codes


def test_a_case_filed_since_is_noted_when_the_second_filing_is_reviewed(people: People, page_of: PageOf) -> None:
    sides = (LitigantDraft("plaintiff", "legal", "某银行", "", "uscc", "91621000MA00000040"), SUED)
    draft = FilingDraft(MatterDraft("民间借贷纠纷", 1_000, sides), False)
    first, second = (actions.receive_one(draft, by=people.clerk, at=AT) for _ in range(2))
    clerk = page_of(people.clerk)
    assert "请核对是否重复起诉" not in clerk.get(f"/filing/{second.pk}/").content.decode()
    actions.accept_many([first], actions.Acceptance(), by=people.clerk, at=AT)
    assert "请核对是否重复起诉" in clerk.get(f"/filing/{second.pk}/").content.decode()


def test_scans_are_kept_as_the_pieces_of_the_filing_and_stand_in_its_hash(people: People, page_of: PageOf) -> None:
    client = page_of(people.clerk)
    scans = {
        "scan-identity": [SimpleUploadedFile("正面.png", PHOTO), SimpleUploadedFile("背面.png", PHOTO)],
        "scan-evidence": SimpleUploadedFile("借条.pdf", SCAN),
    }
    assert client.post(NEW, {**typed(), **key(), "receive": "1", **scans}).status_code == 302
    assert sent(client, typed()).status_code == 302
    with_scans, without = Filing.objects.order_by("pk")
    found = [(each.kind, each.name, each.pages) for each in with_scans.materials.all()]
    assert found == [("identity", "身份证明", 2), ("evidence", "证据", 2)]
    assert with_scans.content_digest != without.content_digest
    printed = client.get(f"/filing/{with_scans.pk}/receipt/").content.decode()
    assert "身份证明2页" in printed
    assert "本院已收到上列材料" in printed
    assert "纸质材料随卷保存" in client.get(f"/filing/{without.pk}/receipt/").content.decode()


def test_a_file_that_cannot_go_on_file_is_named_and_nothing_is_received(people: People, page_of: PageOf) -> None:
    bad = {"scan-evidence": [SimpleUploadedFile("借条.png", PHOTO), SimpleUploadedFile("表格.pdf", b"MZ")]}
    answer = page_of(people.clerk).post(NEW, {**typed(), **key(), "receive": "1", **bad})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "证据：“表格.pdf”：这是可执行程序" in page
    assert 'value="45000"' in page
    assert not Filing.objects.exists()


def test_good_files_stay_chosen_whatever_else_is_wrong_and_all_of_it_is_said_at_once(
    people: People, page_of: PageOf
) -> None:
    client, other = page_of(people.clerk), page_of(people.head)
    wrong = {**typed(), "principal_owed": "很多", "receive": "1"}
    files = [SimpleUploadedFile("借条.png", PHOTO), SimpleUploadedFile("表格.pdf", b"MZ")]
    page = client.post(NEW, {**wrong, **key(), "scan-evidence": files}).content.decode()
    assert "证据：“表格.pdf”：这是可执行程序" in page and "还有2处需要更正" in page
    (kept,) = ChosenFile.objects.all()
    tick = f'name="file-ticked" value="{kept.pk}" checked><span>借条.png</span>'
    assert tick in page
    # Another row keeps it, too; for somebody else there is nothing.
    assert tick in client.post(NEW, {**typed(), **key(), "add": "defendant", "file-ticked": kept.pk}).content.decode()
    assert "借条.png" not in other.post(NEW, {**wrong, **key(), "file-ticked": kept.pk}).content.decode()
    more = SimpleUploadedFile("转账.pdf", SCAN)
    right = {**typed(), **key(), "receive": "1", "file-ticked": kept.pk, "scan-evidence": more}
    assert client.post(NEW, right).status_code == 302
    (piece,) = Filing.objects.get().materials.all()
    assert (piece.kind, piece.pages) == ("evidence", 3)
    assert not ChosenFile.objects.exists()


def test_a_filing_sent_in_one_tab_keeps_what_was_chosen_in_the_other(people: People, page_of: PageOf) -> None:
    client, wrong = page_of(people.clerk), {**typed(), "principal_owed": "很多", "receive": "1"}
    for name in ("甲.png", "乙.png"):
        client.post(NEW, {**wrong, **key(), "scan-evidence": SimpleUploadedFile(name, PHOTO)})
    first, second = ChosenFile.objects.order_by("pk")
    sent(client, typed(), **{"file-ticked": str(first.pk)})
    assert list(ChosenFile.objects.all()) == [second]
    assert sent(client, typed(), **{"file-ticked": str(second.pk)}).status_code == 302
    assert [each.materials.count() for each in Filing.objects.order_by("pk")] == [1, 1]
    client.post(NEW, {**wrong, **key(), "scan-evidence": SimpleUploadedFile("丙.png", PHOTO)})
    client.post("/accounts/drafts/filing-loan/", {**typed(), "file-ticked": str(ChosenFile.objects.get().pk)})
    client.post(NEW, {**key(), "let_go": "1"})
    assert not ChosenFile.objects.exists()


def test_what_nobody_comes_back_to_is_removed_with_its_bytes(people: People, page_of: PageOf) -> None:
    page_of(people.clerk).post(
        NEW, {**typed(), **key(), "estimate": "1", "scan-evidence": SimpleUploadedFile("借条.png", PHOTO)}
    )
    stored = ChosenFile.objects.get().file
    chosen_files.forget_old(at=clock.now())
    assert ChosenFile.objects.exists()
    chosen_files.forget_old(at=clock.now() + 2 * chosen_files.KEPT)
    assert not StoredFile.objects.filter(pk=stored.pk).exists()
