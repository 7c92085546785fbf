"""立案审查: accepted, referred, corrected or refused within seven days; singly and ticked."""

import datetime
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.support.court import AT, MEDIATORS, PASSWORD, People
from tianping.accounts.actions import enter_local_figure
from tianping.accounts.models import User
from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.cases.models import Case, Clock
from tianping.intake.filing import actions
from tianping.intake.filing.actions import Acceptance, FilingDraft, PaperCorrections
from tianping.intake.filing.duplicates import waiting_alike
from tianping.intake.filing.models import Filing
from tianping.intake.filing.tests.conftest import key
from tianping.kernel import drafts
from tianping.kernel.models import AuditEntry, Message
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.money.fees.queries import bills

pytestmark = pytest.mark.django_db

PageOf = Callable[[User], Client]
SETTLED = {"accept-is_clear": "on", "accept-is_money_claim": "on"}


def received(clerk: User, count: int = 1, *, claim_fen: int | None = 4_844_000, consents: bool = True) -> list[Filing]:
    """Filings of one lender against different borrowers, waiting for review."""
    drafts = [
        FilingDraft(
            MatterDraft(
                "民间借贷纠纷",
                claim_fen,
                (LitigantDraft("plaintiff", "natural", "出借人"), LitigantDraft("defendant", "natural", f"借款人{n}")),
            ),
            consents,
        )
        for n in range(count)
    ]
    return actions.receive_many(drafts, channel="counter", by=clerk, at=AT)


def test_accepting_numbers_prices_and_clocks_the_case(people: People, page_of: PageOf) -> None:
    (filing,) = received(people.clerk)
    answer = page_of(people.clerk).post(f"/filing/{filing.pk}/accept/", {**SETTLED, **key()})
    case = Case.objects.get()
    assert answer.headers["Location"] == f"/cases/{case.pk}/"
    assert (case.number, case.track, case.composition) == ("（2023）甘1027民初1号", "simple", "sole")
    running = set(Clock.objects.filter(stopped_on__isnull=True).values_list("period_id", flat=True))
    assert running == {"C-SERVE-5", "C-FEE-7", "C-TRIAL-SIMPLE"}


def test_a_statutory_exclusion_leads_to_the_ordinary_procedure(people: People, page_of: PageOf) -> None:
    (filing,) = received(people.clerk)
    data = {**SETTLED, "accept-simple_exclusions": "起诉时被告下落不明的", **key()}
    page_of(people.clerk).post(f"/filing/{filing.pk}/accept/", data)
    assert Case.objects.get().track == "ordinary"


def test_no_reason_can_override_a_statutory_exclusion(people: People, page_of: PageOf) -> None:
    (filing,) = received(people.clerk)
    data = {
        **SETTLED,
        "accept-simple_exclusions": "起诉时被告下落不明的",
        "accept-track": "simple",
        "accept-composition": "sole",
        "accept-reason": "案情简单。",
    }
    answer = page_of(people.clerk).post(f"/filing/{filing.pk}/accept/", {**data, **key()})
    assert answer.status_code == 422
    assert "法律规定不得适用简易程序" in answer.content.decode()
    assert not Case.objects.exists()


def test_an_override_needs_its_reason(people: People, page_of: PageOf) -> None:
    (filing,) = received(people.clerk)
    data = {**SETTLED, "accept-track": "ordinary", "accept-composition": "sole", **key()}
    answer = page_of(people.clerk).post(f"/filing/{filing.pk}/accept/", data)
    assert "请写明不按规则分流的理由" in answer.content.decode()
    assert not Case.objects.exists()


def test_ticked_filings_are_accepted_together_and_billed_together(people: People, page_of: PageOf) -> None:
    rows = received(people.clerk, 5)
    answer = page_of(people.clerk).post("/filing/accept/", {"ids": [row.pk for row in rows], **key()}, follow=True)
    assert "已登记立案5件，案号（2023）甘1027民初1号至（2023）甘1027民初5号。" in answer.content.decode()
    bill: Any = bills().get()
    assert bill.case_count == 5


def test_what_may_be_pending_already_is_not_accepted_unread(people: People, page_of: PageOf) -> None:
    sides = (
        LitigantDraft("plaintiff", "natural", "出借人", identity_number="62102719600312998X"),
        LitigantDraft("defendant", "natural", "借款人", identity_number="110101199003070011"),
    )
    loan = MatterDraft("民间借贷纠纷", 4_844_000, sides)
    first = actions.receive_one(FilingDraft(loan, consents_to_mediation=False), by=people.clerk, at=AT)
    actions.accept_many([first], Acceptance(), by=people.clerk, at=AT)
    again = actions.receive_one(FilingDraft(loan, consents_to_mediation=False), by=people.clerk, at=AT)
    (other,) = received(people.clerk)
    client = page_of(people.clerk)
    answer = client.post("/filing/accept/", {"ids": [again.pk, other.pk], **key()})
    assert f"{again.receipt_number}可能与未结案件或者其他立案申请重复，没有立案" in answer.content.decode()
    assert Case.objects.count() == 1
    assert client.post("/filing/accept/", {"ids": [other.pk], **key()}).status_code == 302


def test_a_suit_that_was_handed_in_twice_is_named_and_not_accepted_with_the_rest(
    people: People, page_of: PageOf
) -> None:
    (first,), (second,) = received(people.clerk), received(people.clerk)
    client = page_of(people.clerk)
    page = client.get(f"/filing/{second.pk}/").content.decode()
    assert f"相同原告、被告、案由的立案申请还有：{first.receipt_number}" in page
    answer = client.post("/filing/accept/", {"ids": [first.pk, second.pk], **key()})
    assert f"{first.receipt_number}、{second.receipt_number}可能与" in answer.content.decode()
    assert not Case.objects.exists()
    actions.withdraw(second, "重复提交", by=people.clerk, at=AT)
    assert "还有：" not in client.get(f"/filing/{first.pk}/").content.decode()
    assert client.post("/filing/accept/", {"ids": [first.pk], **key()}).status_code == 302


def test_another_borrower_of_the_same_lender_is_no_duplicate(people: People) -> None:
    assert waiting_alike(received(people.clerk, 3)) == {}


def test_one_ticked_filing_that_somebody_else_accepted_stops_all(people: People) -> None:
    rows = received(people.clerk, 3)
    actions.accept_many(rows[:1], Acceptance(), by=people.second_clerk, at=AT)
    with pytest.raises(Overtaken):
        actions.accept_many(rows, Acceptance(), by=people.clerk, at=AT)
    assert Case.objects.count() == 1


def test_nothing_ticked_is_said_in_a_sentence(people: People, page_of: PageOf) -> None:
    answer = page_of(people.clerk).post("/filing/accept/", key())
    assert answer.status_code == 422
    assert "没有勾选任何申请" in answer.content.decode()


def test_a_loan_without_a_sum_is_told_to_state_it(people: People) -> None:
    rows = received(people.clerk, claim_fen=None)
    with pytest.raises(Refused, match="请填写诉讼请求金额"):
        actions.accept_many(rows, Acceptance(), by=people.clerk, at=AT)
    assert not Case.objects.exists()


def test_only_with_consent_a_filing_is_referred(people: People, page_of: PageOf) -> None:
    (filing,) = received(people.clerk, consents=False)
    data = {"refer-mediator_name": MEDIATORS, **key()}
    answer = page_of(people.clerk).post(f"/filing/{filing.pk}/refer/", data)
    assert answer.status_code == 422
    assert "未同意诉前调解" in answer.content.decode()


def test_a_referral_gets_its_own_number_and_stops_the_review(people: People, page_of: PageOf) -> None:
    (filing,) = received(people.clerk)
    page_of(people.clerk).post(f"/filing/{filing.pk}/refer/", {"refer-mediator_name": MEDIATORS, **key()})
    filing.refresh_from_db()
    assert filing.status == "in_mediation"
    assert Case.objects.get().number == "（2023）甘1027诉前调1号"
    assert Clock.objects.get(period_id="C-FILE-7").stopped_on == AT.date()


def test_corrections_are_asked_once_and_the_seven_days_begin_anew(people: People, page_of: PageOf) -> None:
    (filing,) = received(people.clerk)
    client = page_of(people.clerk)
    typed = {"ask-corrections": "请补交借条原件和被告身份信息。", "ask-until": "2023-02-20"}
    client.post(f"/filing/{filing.pk}/ask/", {**typed, "confirmed": "1", **key()})
    filing.refresh_from_db()
    assert (filing.status, filing.corrections) == ("correcting", "请补交借条原件和被告身份信息。")
    assert not Clock.objects.filter(stopped_on__isnull=True).exists()
    later = AT + datetime.timedelta(days=4)
    actions.take_paper_corrections(filing, PaperCorrections((1,)), by=people.clerk, at=later)
    running = dict(Clock.objects.filter(stopped_on__isnull=True).values_list("period_id", "started_on"))
    assert running == {"C-FILE-7": later.date(), "MED-ASSIGN-3": later.date()}


def test_who_asks_for_mediation_has_a_mediator_named_within_three_working_days(people: People) -> None:
    """2月6日（周一）收到申请，2月9日届满；委派以后停止。没有申请调解的，没有这个期限。"""
    asked, _refuses = *received(people.clerk), *received(people.clerk, consents=False)
    clock = Clock.objects.get(period_id="MED-ASSIGN-3")
    assert (clock.matter_id, clock.legal_due) == (asked.matter_id, datetime.date(2023, 2, 9))
    actions.refer_many([asked], MEDIATORS, by=people.clerk, at=AT)
    clock.refresh_from_db()
    assert clock.stopped_on == AT.date()


def test_the_notice_is_shown_as_it_will_be_told_and_told_only_then(people: People, page_of: PageOf) -> None:
    (filing,) = received(people.clerk)
    client, address = page_of(people.clerk), f"/filing/{filing.pk}/ask/"
    # 2月6日起十五日。
    assert 'value="2023-02-21"' in client.get(f"/filing/{filing.pk}/").content.decode()
    typed = {"ask-place_1": "documents", "ask-text_1": "借条看不清。", "ask-until": "2023-02-24"}
    page = client.post(address, {**typed, **key()}).content.decode()
    assert "<strong>证据和材料</strong>：借条看不清。" in page
    assert (
        f"您提交的起诉材料（{filing.receipt_number}，原告出借人与被告借**，民间借贷纠纷）有1项需要补正：1.借条看不清。"
        "请在2023年2月24日前（含当日）把补正材料带到本院诉讼服务大厅立案窗口（工作日上班时间）。"
    ) in page
    assert "请登录" not in page
    again = client.post(address, {**typed, "edit": "1", **key()})
    assert (again.status_code, 'value="2023-02-24"' in again.content.decode()) == (200, True)
    filing.refresh_from_db()
    assert (filing.status, filing.correct_by) == ("received", None)
    assert client.post(address, {**typed, "confirmed": "1", **key()}).status_code == 302
    filing.refresh_from_db()
    assert (filing.status, filing.correct_by) == ("correcting", datetime.date(2023, 2, 24))


@pytest.mark.parametrize(("until", "sentence"), [("", "请填写补正期限至。"), ("2023-02-06", "应当晚于今天")])
def test_a_notice_has_its_last_day(people: People, page_of: PageOf, until: str, sentence: str) -> None:
    (filing,) = received(people.clerk)
    typed = {"ask-corrections": "请补交借条。", "ask-until": until, "confirmed": "1"}
    answer = page_of(people.clerk).post(f"/filing/{filing.pk}/ask/", {**typed, **key()})
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)


def test_the_court_decides_how_many_days_it_gives(people: People) -> None:
    enter_local_figure(
        "correction_days", "7", valid_from=AT.date(), source="本院规定", is_demonstration=True, by=None, at=AT
    )
    (filing,) = received(people.clerk)
    actions.ask_correction(filing, "请补交借条。", by=people.clerk, at=AT)
    filing.refresh_from_db()
    assert filing.correct_by == datetime.date(2023, 2, 13)


def test_a_refusal_needs_reasons(people: People, page_of: PageOf) -> None:
    (filing,) = received(people.clerk)
    client = page_of(people.clerk)
    answer = client.post(f"/filing/{filing.pk}/refuse/", {"refuse-reason": " ", **key()})
    assert "请选择不符合的起诉条件。" in answer.content.decode()
    assert "请填写不予受理的理由。" in answer.content.decode()
    short = client.post(f"/filing/{filing.pk}/refuse/", {"refuse-reason": "不收", **key()}).content.decode()
    assert "理由过短，请写明不符合哪一项起诉条件" in short
    with pytest.raises(Refused, match="至少10个字"):
        actions.propose_refusal(filing, "jurisdiction", "不收", by=people.clerk, at=AT)
    typed = {"refuse-ground": "jurisdiction", "refuse-reason": "不属于本院管辖，原告坚持起诉。"}
    for court, sentence in (
        ("", "不属于本院管辖的，请写明有管辖权的法院"),
        ("镇原县人民法院", "镇原县人民法院就是本院"),
        ("霍邱法院", "没有查到名为“霍邱法院”的法院，请写法院的全称，比如霍邱县人民法院。"),
    ):
        page = client.post(f"/filing/{filing.pk}/refuse/", {**typed, "refuse-court": court, **key()}).content.decode()
        assert sentence in page
    typed["refuse-court"] = "霍邱县人民法院"
    client.post(f"/filing/{filing.pk}/refuse/", {**typed, **key()})
    filing.refresh_from_db()
    assert (filing.status, filing.refusal_ground) == ("refusing", "jurisdiction")
    assert filing.refusal_court == "霍邱县人民法院"


def test_a_notice_sent_without_a_session_is_there_after_the_next_log_in(people: People) -> None:
    (filing,) = received(people.clerk)
    client, address = Client(), f"/filing/{filing.pk}/"
    typed = {"ask-text_1": "请补交借条原件。", "draft": f"filing-ask-{filing.pk}"}
    assert client.post(f"{address}ask/", {**typed, **key()})["Location"].startswith("/accounts/login/")
    client.post("/accounts/login/", {"username": people.clerk.username, "password": PASSWORD})
    page = client.get(address).content.decode()
    assert "上次填写还没有告知的内容已经恢复" in page
    assert "请补交借条原件。" in page


def test_a_notice_that_was_typed_outlives_the_log_in_and_is_told_once(people: People, page_of: PageOf) -> None:
    (filing,) = received(people.clerk)
    client, address = page_of(people.clerk), f"/filing/{filing.pk}/"
    typed = {"ask-text_1": "请补交借条原件。", "ask-text_4": "请写明被告住所。", "ask-until": "2023-02-20"}
    session = client.session
    session["last_seen"] = time.time() - 31 * 60
    session.save()
    ended = client.post(f"{address}ask/", {**typed, "draft": f"filing-ask-{filing.pk}", **key()})
    assert ended.headers["Location"].startswith("/accounts/login/")
    client = page_of(people.clerk)
    page = client.get(f"{address}ask/", follow=True).content.decode()
    assert "上次填写还没有告知的内容已经恢复" in page
    for words in ("请补交借条原件。", "请写明被告住所。", 'value="2023-02-20"'):
        assert words in page
    client.post(f"{address}ask/", {**typed, "confirmed": "1", **key()})
    filing.refresh_from_db()
    assert filing.status == "correcting"
    assert drafts.kept(people.clerk, f"filing-ask-{filing.pk}") is None
    client.post(f"{address}corrected/", {"paper-note_1": "借条原件1份", "paper-note_2": "说明1份", **key()})
    page = client.get(address).content.decode()
    assert "本件已经一次性告知过补正，不再告知" in page
    assert "ask-text_1" not in page


@pytest.mark.parametrize("verb", ["accept", "refer", "ask", "corrected", "refuse"])
def test_the_address_of_a_verb_leads_back_to_the_filing(people: People, page_of: PageOf, verb: str) -> None:
    (filing,) = received(people.clerk)
    answer = page_of(people.clerk).get(f"/filing/{filing.pk}/{verb}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/filing/{filing.pk}/")


def test_without_the_wage_the_page_names_it_and_the_clerk_chooses(people_without_wage: People, page_of: PageOf) -> None:
    people = people_without_wage
    (filing,) = received(people.clerk)
    client = page_of(people.clerk)
    assert "平均工资" in client.get(f"/filing/{filing.pk}/").content.decode()
    own = {"accept-track": "simple", "accept-composition": "sole", "accept-reason": "工资数据未登记，案情简单。"}
    client.post(f"/filing/{filing.pk}/accept/", {**SETTLED, **own, **key()})
    assert Case.objects.get().track == "simple"


@pytest.mark.parametrize("verb", ["accept", "refer", "ask", "corrected", "refuse"])
def test_leaders_look_and_only_clerks_act(people: People, page_of: PageOf, verb: str) -> None:
    (filing,) = received(people.clerk)
    assert page_of(people.head).get(f"/filing/{filing.pk}/").status_code == 200
    assert page_of(people.head).post(f"/filing/{filing.pk}/{verb}/", key()).status_code == 403
    assert page_of(people.stranger).get(f"/filing/{filing.pk}/").status_code == 403
    assert Client().get(f"/filing/{filing.pk}/").headers["Location"].startswith("/accounts/login/")
    filing.refresh_from_db()
    assert filing.status == "received"


def test_the_verbs_ask_for_the_post_themselves(people: People) -> None:
    (filing,) = received(people.clerk)
    for verb in (
        lambda: actions.accept_many([filing], Acceptance(), by=people.head, at=AT),
        lambda: actions.refer_many([filing], "某某", by=people.head, at=AT),
        lambda: actions.ask_correction(filing, "某某", by=people.head, at=AT),
        lambda: actions.take_paper_corrections(filing, PaperCorrections((1,)), by=people.head, at=AT),
        lambda: actions.propose_refusal(filing, "claim", "某某", by=people.head, at=AT),
    ):
        with pytest.raises(Forbidden):
            verb()


def test_a_look_at_a_filing_is_on_record(people: People, page_of: PageOf) -> None:
    (filing,) = received(people.clerk)
    page_of(people.clerk).get(f"/filing/{filing.pk}/")
    assert AuditEntry.objects.filter(action="filing.view", subject=f"filing:{filing.pk}", by=people.clerk).count() == 1


def test_the_queue_asks_the_database_as_often_for_forty_as_for_two(people: People, page_of: PageOf) -> None:
    client = page_of(people.clerk)
    received(people.clerk, 2)
    client.get("/filing/")
    with CaptureQueriesContext(connection) as few:
        client.get("/filing/")
    received(people.clerk, 38)
    with CaptureQueriesContext(connection) as many:
        page = client.get("/filing/").content.decode()
    assert page.count('name="ids"') == 40
    assert len(many) == len(few)


def test_whoever_sues_for_their_pay_is_told_that_the_fee_need_not_be_paid_first(people: People) -> None:
    # 诉讼费用交纳办法第二十条第一款.
    sides = (LitigantDraft("plaintiff", "natural", "务工人", phone="13800000001"),
             LitigantDraft("defendant", "legal", "示范公司"))  # fmt: skip
    wages = FilingDraft(MatterDraft("追索劳动报酬纠纷", 1_200_000, sides), consents_to_mediation=False)
    filing = actions.receive_one(wages, by=people.clerk, at=AT)
    actions.accept_many([filing], Acceptance(), by=people.clerk, at=AT)
    told = Message.objects.latest("pk").text
    assert "可以不预交案件受理费" in told
    assert "请按交费通知" not in told
    assert not Clock.objects.filter(matter=filing.matter, period_id="C-FEE-7").exists()
