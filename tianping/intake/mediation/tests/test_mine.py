"""我的调解: whoever is asked to be mediated reads first who claims what; of papers and telephones nothing is shown."""

from datetime import date, timedelta

import pytest
from django.test import Client

from tests.support.cases import code_of
from tests.support.court import AT, MEDIATORS, People
from tianping.cases.actions import LitigantDraft, MatterDraft, open_matters
from tianping.cases.models import Case, Litigant
from tianping.intake.mediation import actions
from tianping.intake.mediation.actions import AgreementDraft, Payment, SessionDraft
from tianping.intake.mediation.models import Referral, Session
from tianping.intake.mediation.terms import requests
from tianping.kernel.models import AuditEntry

CLAIMS = (
    "1.判令被告李被告偿还借款本金50000元，汇入账户6228480402564890018。\n"
    "2.请求依法判令被告支付利息；\n"
    "3.本案诉讼费用由被告负担。"
)
DUE = date(2023, 3, 1)
HERS = "19900000021"


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)


@pytest.fixture
def asked(people: People) -> Referral:
    """王原告 against 李被告, referred; 李被告 was not asked yet."""
    sides = (
        LitigantDraft("plaintiff", "natural", "王原告", phone=HERS, address="镇原县孟坝镇1号"),
        LitigantDraft("defendant", "natural", "李被告"),
    )
    matters = open_matters([MatterDraft("民间借贷纠纷", 5_000_000, sides, claim_text=CLAIMS)], at=AT)
    (referral,) = actions.refer_many(matters, MEDIATORS, by=people.clerk, at=AT)
    return referral


def page_of(case: Case, role: str) -> str:
    client = Client()
    assert client.post("/progress/", {"number": case.number, "code": code_of(case, role)}).status_code == 302
    return client.get("/progress/mediation/").content.decode()


def test_whoever_is_asked_reads_first_who_claims_what_and_the_look_is_recorded(asked: Referral) -> None:
    page = page_of(asked.case, "defendant")
    assert "王**因民间借贷纠纷向本院起诉，请求的金额一共是" in page and "50,000.00元" in page
    assert "<li>被告支付利息。</li><li>本案诉讼费用由被告负担。</li>" in page
    assert page.index("对方的请求") < page.index("您愿意调解吗")
    for hidden in ("判令", "王原告", "6228480402564890018", HERS, "孟坝镇1号"):
        assert hidden not in page, hidden
    litigant = Litigant.objects.get(name="李被告")
    looks = AuditEntry.objects.filter(action="progress.view", subject=f"case:{asked.case_id}")
    assert any(each.detail["litigant"] == litigant.pk for each in looks)


def test_whoever_sued_is_not_told_their_own_claim(asked: Referral) -> None:
    assert "对方的请求" not in page_of(asked.case, "plaintiff")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("请求判令被告归还借款50000元。", ["被告归还借款50000元"]),
        ("一、请求人民法院依法判决：准予离婚；\n\n二、婚生子由原告抚养。", ["准予离婚", "婚生子由原告抚养"]),
        ("按判决书履行", ["按判决书履行"]),
        ("", []),
    ],
)
def test_what_is_claimed_is_said_without_asking_a_court_to_judge(text: str, lines: list[str]) -> None:
    assert requests(text) == lines


def test_a_litigant_reads_that_it_is_over_and_not_that_papers_went_back(people: People, asked: Referral) -> None:
    actions.withdraw_many([asked.pk], outcome="起诉人不同意", by=people.clerk, at=AT)
    page = page_of(asked.case, "defendant")
    assert "没有继续调解，已经结束" in page and "退回" not in page


def test_a_litigant_reads_that_others_are_being_named(people: People, asked: Referral) -> None:
    actions.decline(asked, "超出本组织的调解范围", by=people.mediator, at=AT)
    assert "法院正在重新指定调解组织" in page_of(asked.case, "plaintiff")


def test_what_comes_next_is_true_while_the_agreement_waits(people: People, asked: Referral) -> None:
    actions.accept_many([asked.pk], by=people.mediator, at=AT)
    client = Client()
    client.post("/progress/", {"number": asked.case.number, "code": code_of(asked.case)})
    page = client.get("/progress/case/").content.decode()
    assert "写成调解协议，由各方阅读、签名" in page
    sides = {each.role: each.pk for each in Litigant.objects.filter(matter=asked.case.matter_id)}
    asked.refresh_from_db()
    actions.note_willingness(asked, sides["defendant"], True, "电话征询", by=people.mediator, at=AT)
    draft = SessionDraft(AT + timedelta(days=1), 60, Session.Way.ON_SITE, "孟坝镇调解室")
    actions.appoint_session(asked, draft, by=people.mediator, at=AT)
    page = client.get("/progress/case/").content.decode()
    assert "调解员正在组织双方调解，约定2023年2月7日" in page and "现场调解，孟坝镇调解室。" in page
    assert "请按时参加" in page and "约定时间" not in page
    terms = AgreementDraft("借款五万元。", payments=[Payment(sides["defendant"], sides["plaintiff"], 5_000_000, DUE)])
    actions.draw_up_agreement(asked, terms, by=people.mediator, at=AT)
    page = client.get("/progress/case/").content.decode()
    assert "等待各方签名" in page and "约定时间" not in page and "请按时参加" not in page
