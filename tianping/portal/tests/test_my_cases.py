"""我的案件: one's own matters and nobody else's, opened without the code, closed the moment the access ends."""

from typing import Any

import pytest

from tests.support.cases import code_of, open_cases
from tests.support.clients import Browse, send
from tests.support.court import AT, MEDIATORS, People, open_court
from tests.support.hearings import planned_hearing
from tianping.accounts.actions import IdentityDraft, sign_up
from tianping.accounts.models import User
from tianping.accounts.queries import acting
from tianping.cases import actions
from tianping.cases.actions import CaseMessage, LitigantDraft, MatterDraft
from tianping.cases.models import Case, Litigant, LitigantAccess
from tianping.intake.filing import actions as filing_actions
from tianping.intake.filing.actions import FilingDraft
from tianping.intake.mediation import actions as mediations
from tianping.kernel import clock
from tianping.kernel.models import AuditEntry, Message

NUMBER, OTHER_NUMBER = "622827198001010014", "622827196001010023"


@pytest.fixture
def people(db) -> People:
    """The court with its people."""
    return open_court()


def citizen(phone: str) -> User:
    """A citizen who has signed up."""
    return acting(sign_up(phone, IdentityDraft("黄小明", "resident_id", NUMBER), at=AT), AT.date())


def test_a_case_is_opened_by_whoever_has_access_and_by_nobody_else(people, browse: Browse):
    case, other = open_cases(people.clerk, ["黄小明", "李大山"])
    user, stranger = citizen("19900000071"), citizen("19900000072")
    actions.give_access(user, case.matter.litigants.get(role="defendant"), LitigantAccess.How.FILED, by=user, at=AT)
    client = browse(user)
    page = client.get("/mine/").content.decode()
    assert case.number in page and other.number not in page
    assert client.post(f"/mine/{case.pk}/open/")["Location"] == "/progress/case/"
    page = client.get("/progress/case/").content.decode()
    assert "您以被告黄**的身份" in page and "返回我的案件" in page and "结束查询" not in page
    assert AuditEntry.objects.filter(action="progress.view", by=user, subject=f"case:{case.pk}").exists()
    for address in (f"/mine/{other.pk}/open/", "/mine/999999/open/"):
        assert client.post(address).status_code == 404
    assert browse(stranger).post(f"/mine/{case.pk}/open/").status_code == 404
    access = LitigantAccess.objects.get()
    assert browse(stranger).get(f"/mine/access/{access.pk}/leave/").status_code == 404
    actions.end_access(access, by=people.clerk, at=AT)
    assert client.get("/progress/case/")["Location"] == "/mine/"
    assert client.get("/progress/case/")["Location"] == "/progress/"


def test_what_was_opened_by_its_code_is_added_with_one_tap(people, browse: Browse):
    (case,) = open_cases(people.clerk, ["黄小明"])
    client, address = browse(citizen("19900000071")), "/mine/add/open/"
    assert client.post(address)["Location"] == "/progress/"
    client.post("/progress/", {"number": case.number, "code": code_of(case, "defendant")})
    assert address in client.get("/mine/add/").content.decode()
    assert address in client.get("/progress/case/").content.decode()
    assert client.post(address)["Location"] == "/progress/case/"
    access = LitigantAccess.objects.get()
    assert (access.litigant.name, access.how, access.ended_at) == ("黄小明", "code", None)
    page = client.get("/progress/case/").content.decode()
    assert "已经加入“我的案件”" in page and address not in page
    assert case.number in client.get("/mine/").content.decode()
    # Opened by the code once more, it is known as one's own; neither staff nor whoever is not signed in adds anything.
    client.post("/progress/", {"number": case.number, "code": code_of(case, "defendant")})
    assert address not in client.get("/progress/case/").content.decode()
    for other in (browse(None), browse(people.stranger)):
        other.post("/progress/", {"number": case.number, "code": code_of(case)})
        assert address not in other.get("/progress/case/").content.decode()
        assert other.post(address).status_code in {302, 403}
    assert LitigantAccess.objects.count() == 1
    # A code that was replaced opens and adds nothing more.
    again = browse(citizen("19900000072"))
    again.post("/progress/", {"number": case.number, "code": code_of(case, "defendant")})
    actions.replace_lookup_code(case, access.litigant, by=people.clerk, at=clock.now())
    assert again.post(address)["Location"] == "/progress/"


def test_counsel_opens_the_case_for_each_client_by_itself(people, browse: Browse):
    (case,) = open_cases(people.clerk, ["黄小明"], plaintiff="赵大山")
    other = Litigant.objects.create(matter=case.matter, role="plaintiff", kind="natural", name="赵小山", position=8)
    clients = [case.matter.litigants.get(name="赵大山"), other]
    user = citizen("19900000071")
    for each in clients:
        actions.give_access(user, each, LitigantAccess.How.COUNSEL, by=people.clerk, at=AT)
    counsel, address = browse(user), f"/mine/{case.pk}/open/"
    page = counsel.get("/mine/").content.decode()
    assert page.index("打开（赵大山）") < page.index("打开（赵小山）")
    for each in clients:
        assert f'name="litigant" value="{each.pk}"' in page
        assert counsel.post(address, {"litigant": each.pk})["Location"] == "/progress/case/"
        assert f"您是原告{each.name}的诉讼代理人" in counsel.get("/progress/case/").content.decode()
    against = case.matter.litigants.get(role="defendant")
    assert counsel.post(address, {"litigant": against.pk}).status_code == 404


def test_a_period_is_named(people, browse: Browse):
    (case,) = open_cases(people.clerk, ["黄小明"])
    user = citizen("19900000071")
    actions.give_access(user, case.matter.litigants.get(role="plaintiff"), LitigantAccess.How.CODE, by=user, at=AT)
    assert "您的期限（预交受理费）：2023年" in browse(user).get("/mine/").content.decode()


def test_a_case_is_added_by_number_and_code_and_taken_off_again(people, browse: Browse):
    (case,) = open_cases(people.clerk, ["黄小明"])
    client = browse(citizen("19900000071"))
    wrong = client.post("/mine/add/", {"number": case.number, "code": "AAAA2222"})
    assert wrong.status_code == 422 and "案号或者查询码不对" in wrong.content.decode()
    assert client.post("/mine/add/", {"number": case.number, "code": code_of(case)})["Location"] == "/mine/"
    access = LitigantAccess.objects.get()
    assert send(client, f"/mine/access/{access.pk}/leave/")["Location"] == "/mine/"
    empty = client.get("/mine/").content.decode()
    assert "还没有案件" in empty
    assert "点“添加案件”" in empty and "上面的" not in empty


def test_hearings_of_ones_own_cases_are_shown_told_by_sms_and_given_to_the_calendar(people, browse: Browse):
    (case,) = open_cases(people.clerk, ["黄小明"])
    actions.make_responsible({people.judge.pk: [case.pk]}, by=people.head, at=AT)
    case.refresh_from_db()
    user = citizen("19900000071")
    actions.give_access(user, case.matter.litigants.get(role="defendant"), LitigantAccess.How.FILED, by=user, at=AT)
    hearing = planned_hearing(case, people.judge, people.clerk, at=AT)
    text = Message.objects.get(subject=f"case:{case.pk}").text
    assert case.number in text and hearing.place.name in text and "12368" in text
    client = browse(user)
    page = client.get("/mine/hearings/").content.decode()
    assert hearing.place.name in page
    (address,) = [part for part in page.split('"') if part.endswith(".ics")]
    calendar = browse(None).get(address).content.decode()
    assert case.number in calendar and "黄小明" not in calendar


def test_my_cases_cost_the_same_for_many_as_for_few(people, browse: Browse, django_assert_num_queries):
    user = citizen("19900000071")
    counted = []
    for _ in range(2):
        for case in open_cases(people.clerk, ["甲", "乙", "丙"]):
            actions.give_access(user, case.matter.litigants.all()[0], LitigantAccess.How.FILED, by=user, at=AT)
        client = browse(user)
        client.get("/mine/")
        with django_assert_num_queries(counted[0] if counted else 16) as asked:
            client.get("/mine/")
        counted.append(len(asked.captured_queries))


def test_a_period_to_correct_is_said_to_whoever_sues_and_to_nobody_else(people, browse: Browse):
    user = citizen("19900000071")
    sued = [LitigantDraft("defendant", "natural", "李大山")]
    suing = [LitigantDraft("plaintiff", "natural", "黄小明"), LitigantDraft("plaintiff", "natural", "黄小红")]
    dispute = MatterDraft(cause_name="民间借贷纠纷", claim_fen=100_000, facts_text="借款。", litigants=(*suing, *sued))
    (filing,) = filing_actions.receive_many([FilingDraft(dispute, True)], channel="counter", by=people.clerk, at=AT)
    for plaintiff in filing.matter.litigants.filter(role="plaintiff"):
        actions.give_access(user, plaintiff, LitigantAccess.How.COUNSEL, by=user, at=AT)
    client = browse(user)
    assert "请在2023年2月21日前（含当日）提交" not in client.get("/mine/").content.decode()
    filing_actions.ask_correction(filing, "请补交借条。", by=people.clerk, at=AT)
    page = client.get("/mine/").content.decode()
    assert "请在2023年2月21日前（含当日）提交" in page
    assert "您是原告，也以原告黄小红的身份办理" in page
    other = citizen("19900000072")
    defendant = filing.matter.litigants.get(role="defendant")
    actions.give_access(other, defendant, LitigantAccess.How.CODE, by=people.clerk, at=AT)
    assert "要求补正" not in browse(other).get("/mine/").content.decode()


@pytest.mark.parametrize(
    ("type_code", "side", "role"),
    [("民初", "defendant", "被告"), ("诉前调", "defendant", "被申请人"), ("执", "plaintiff", "申请执行人")],
)
def test_before_a_suit_nobody_is_sued_and_after_it_the_debt_is_enforced(
    people, browse: Browse, type_code: str, side: str, role: str
):
    (case,) = open_cases(people.clerk, ["黄小明"], plaintiff="黄小明", type_code=type_code)
    user = citizen("19900000071")
    actions.give_access(user, case.matter.litigants.get(role=side), LitigantAccess.How.CODE, by=user, at=AT)
    assert f"您是{role}，" in browse(user).get("/mine/").content.decode()


def test_after_a_mediation_in_vain_it_is_said_until_when_the_suit_is_decided(people, browse: Browse, monkeypatch):
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)
    user = citizen("19900000071")
    sides = (LitigantDraft("plaintiff", "natural", "黄小明"), LitigantDraft("defendant", "natural", "李大山"))
    draft = FilingDraft(MatterDraft("民间借贷纠纷", 100_000, sides), True)
    (filing,) = filing_actions.receive_many([draft], channel="counter", by=people.clerk, at=AT)
    actions.give_access(user, filing.matter.litigants.all()[0], LitigantAccess.How.FILED, by=user, at=AT)
    (referral,) = filing_actions.refer_many([filing], MEDIATORS, by=people.clerk, at=AT)
    mediations.accept_many([referral.pk], by=people.mediator, at=AT)
    mediations.fail_many([referral.pk], outcome="被申请人不同意。", by=people.mediator, at=AT)
    client = browse(user)
    assert "诉前调解没有达成协议。" in client.get("/mine/").content.decode()
    filing_actions.hear_mediation_ended(at=AT, matter_id=filing.matter_id, outcome="failed")
    client.post(f"/mine/{referral.case_id}/open/")
    mine, page = (client.get(address).content.decode() for address in ("/mine/", "/progress/case/"))
    assert "起诉材料正在审查" in mine and "起诉材料正在审查" in page
    assert "法院在2023年2月13日前（含当日）决定是否立案" in page
    assert "达成协议的，按照协议履行" not in page


def test_what_was_taken_back_is_not_under_review(people, browse: Browse):
    user = citizen("19900000071")
    sides = (LitigantDraft("plaintiff", "natural", "黄小明"), LitigantDraft("defendant", "natural", "李大山"))
    draft = FilingDraft(MatterDraft("民间借贷纠纷", 100_000, sides), True)
    (filing,) = filing_actions.receive_many([draft], channel="counter", by=people.clerk, at=AT)
    actions.give_access(user, filing.matter.litigants.all()[0], LitigantAccess.How.FILED, by=user, at=AT)
    client = browse(user)
    assert "材料正在审查，还没有案号" in client.get("/mine/").content.decode()
    filing_actions.withdraw(filing, "对方已经还款", by=user, at=AT)
    page = client.get("/mine/").content.decode()
    assert "<strong>起诉人撤回</strong>，没有编立案号" in page and "正在审查" not in page


def told(case: Case, litigant: Litigant, number: str) -> None:
    """The court has told a litigant of a case by SMS at the number that it knows."""
    Litigant.objects.filter(pk=litigant.pk).update(phone=number, identity_number="")
    litigant.refresh_from_db()
    actions.message_many([CaseMessage("told", litigant, "有一件事。", case)], by=None, at=AT)


def test_a_case_of_which_the_court_told_ones_own_number_is_added_by_signing_in_with_it(people, browse: Browse):
    (case,) = open_cases(people.clerk, ["黄小明"])
    defendant = case.matter.litigants.get(role="defendant")
    user = citizen("19900000071")
    client, address = browse(user), f"/mine/told/{case.pk}/"
    assert client.post(address).status_code == 404
    told(case, defendant, "19900000071")
    assert address in client.get("/mine/").content.decode()
    assert [client.post(address)["Location"] for _ in range(2)] == ["/progress/case/"] * 2
    assert LitigantAccess.objects.get().how == "telephone"
    page = client.get("/progress/case/").content.decode()
    assert "您以被告黄**的身份" in page and "返回我的案件" in page and "结束查询" not in page
    send(client, f"/mine/access/{LitigantAccess.objects.get().pk}/leave/")
    assert address not in client.get("/mine/").content.decode()


@pytest.mark.parametrize(
    "differs", [{"name": "黄晓明"}, {"phone": "19900000079"}, {"identity_number": "622827197001010019"}]
)
def test_neither_another_name_nor_number_nor_document_adds_it(people, browse: Browse, differs):
    (case,) = open_cases(people.clerk, ["黄小明"])
    defendant = case.matter.litigants.get(role="defendant")
    told(case, defendant, "19900000071")
    Litigant.objects.filter(pk=defendant.pk).update(**differs)
    client = browse(citizen("19900000071"))
    assert case.number not in client.get("/mine/").content.decode()
    assert client.post(f"/mine/told/{case.pk}/").status_code == 404
    assert not LitigantAccess.objects.exists()


def test_nothing_is_added_of_which_the_court_has_told_nothing(people, browse: Browse):
    (case,) = open_cases(people.clerk, ["黄小明"])
    Litigant.objects.filter(matter=case.matter, role="defendant").update(phone="19900000071", identity_number=NUMBER)
    client = browse(citizen("19900000071"))
    assert "还没有案件" in client.get("/mine/").content.decode()
    assert client.post(f"/mine/told/{case.pk}/").status_code == 404


def test_a_suit_that_somebody_else_handed_in_is_read_and_nothing_else(people, browse: Browse, monkeypatch):
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)
    sender = acting(sign_up("19900000070", IdentityDraft("周老根", "resident_id", OTHER_NUMBER), at=AT), AT.date())
    known: dict[str, Any] = {"identity_kind": "resident_id", "phone": "19900000071"}
    sides = (
        LitigantDraft("plaintiff", "natural", "周老根", identity_kind="resident_id", identity_number=OTHER_NUMBER),
        LitigantDraft("plaintiff", "natural", "黄小明", identity_number=NUMBER, **known),
        LitigantDraft("defendant", "natural", "张有才", phone="19900000073"),
    )
    draft = FilingDraft(MatterDraft("追索劳动报酬纠纷", 3_000_000, sides), consents_to_mediation=False)
    (row,) = filing_actions.receive_many([draft], channel="online", by=sender, at=AT)
    sent = Message.objects.filter(address="19900000071")
    papers = f"周**为您提交的起诉材料（{row.receipt_number}，原告周**、黄小明与被告张**，追索劳动报酬纠纷）"
    assert papers in sent.latest("pk").text
    client = browse(citizen("19900000071"))
    page = client.get("/mine/").content.decode()
    shown = (row.receipt_number, "由周**2023年2月6日在网上提交", "被告张**", "待审查，还没有案号", "只能查看，不能修改")
    assert [words for words in shown if words not in page] == []
    assert "周老根" not in page
    assert row.receipt_number not in client.get("/apply/").content.decode()
    filing_actions.ask_correction(row, "请补充被告的住所。", by=people.clerk, at=AT)
    page = client.get("/mine/").content.decode()
    assert "<li>请补充被告的住所。</li>" in page and "请在2023年2月21日前（含当日）提交" in page
    assert "或者由提交的人在网上补正" in sent.latest("pk").text


@pytest.mark.parametrize(
    "differs",
    [{"name": "黄晓明"}, {"phone": "19900000079"}, {"identity_number": "622827197001010019"}, {"role": "defendant"}],
)
def test_neither_another_name_nor_number_nor_document_nor_side_reads_it(people, browse: Browse, differs):
    own = LitigantDraft("plaintiff", "natural", "黄小明", identity_number=NUMBER, phone="19900000071")
    sides = (LitigantDraft("plaintiff", "natural", "周老根"), own, LitigantDraft("defendant", "natural", "张有才"))
    draft = FilingDraft(MatterDraft("追索劳动报酬纠纷", 3_000_000, sides), consents_to_mediation=False)
    (row,) = filing_actions.receive_many([draft], channel="counter", by=people.clerk, at=AT)
    client = browse(citizen("19900000071"))
    assert row.receipt_number in client.get("/mine/").content.decode()
    Litigant.objects.filter(matter=row.matter, name="黄小明").update(**differs)
    assert row.receipt_number not in client.get("/mine/").content.decode()
