"""A divorce and a labour dispute on their way through the pages: nothing later needs a sum of money."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.cases import code_of
from tests.support.clients import Browse
from tests.support.court import AT, People, open_court
from tianping.cases.actions import LitigantDraft, MatterDraft, SeatDraft, seat_many
from tianping.cases.models import Case, Seat
from tianping.intake.filing import actions
from tianping.intake.filing.actions import Acceptance, FilingDraft
from tianping.money.fees.actions import receive_payment
from tianping.money.fees.queries import fees_of
from tianping.papers.documents import actions as paper_actions
from tianping.papers.documents.actions import PaperRequest

pytestmark = pytest.mark.django_db

HEARING = {"starts_at": "2023-03-01T09:00:00+08:00", "place_name": "第一法庭", "place_address": "本院"}


@pytest.fixture
def people(db: None) -> People:
    """The court, open, with its people."""
    return open_court()


def accepted(people: People) -> list[Case]:
    """A divorce without property and a suit over wages, accepted together and seated before one judge."""
    wife, husband = LitigantDraft("plaintiff", "natural", "王小红"), LitigantDraft("defendant", "natural", "李大山")
    worker, employer = (
        LitigantDraft("plaintiff", "natural", "张小工"),
        LitigantDraft("defendant", "legal", "镇原示范建筑有限公司"),
    )
    drafts = [
        FilingDraft(MatterDraft("离婚纠纷", None, (wife, husband), claim_text="判令准予离婚。"), False),
        FilingDraft(
            MatterDraft("确认劳动关系纠纷", None, (worker, employer), claim_text="确认双方存在劳动关系。"), False
        ),
    ]
    filings = actions.receive_many(drafts, channel="counter", by=people.clerk, at=AT)
    cases = actions.accept_many(filings, Acceptance(), by=people.clerk, at=AT)
    seat_many([SeatDraft(case.pk, people.judge.pk, Seat.Role.SOLE) for case in cases], by=None, at=AT)
    for case in cases:
        case.refresh_from_db()
    return cases


def opened(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_every_later_page_shows_a_matter_without_a_sum(people: People, browse: Browse) -> None:
    for case, fee in zip(accepted(people), ("100.00", "5.00"), strict=True):
        (item,) = fees_of(case)
        clerk, judge, cashier = browse(people.clerk), browse(people.judge), browse(people.cashier)
        page = opened(judge, f"/cases/{case.pk}/")
        assert "无金额" in page and fee in page
        assert "无金额" in opened(clerk, f"/cases/{case.pk}/slip/")
        opened(clerk, reverse("triage_override", args=[case.pk]))
        opened(clerk, "/cases/")
        assert fee in opened(cashier, f"/fees/{item.bill_id}/")
        assert "无金额" in opened(cashier, f"/fees/{item.bill_id}/notice/")
        opened(judge, f"/closing/cases/{case.pk}/")
        receive_payment(item.bill, reference=f"流水{case.pk}", by=people.cashier, at=AT)
        progress = browse(None).post("/progress/", {"number": case.number, "code": code_of(case)})
        assert progress.status_code == 302


def test_its_notices_and_its_summons_are_drawn_up(people: People, browse: Browse) -> None:
    cases = accepted(people)
    kinds = ("acceptance_notice", "response_notice", "evidence_notice", "sole_notice")
    papers = paper_actions.draw_up_many(
        [
            PaperRequest(case.pk, kind, HEARING if kind == "summons" else {})
            for case in cases
            for kind in (*kinds, "summons")
        ],
        by=people.judge,
        at=AT + datetime.timedelta(days=1),
    )
    assert {paper.kind for paper in papers} == {*kinds, "summons"}
    judge = browse(people.judge)
    texts = [opened(judge, f"/documents/{paper.pk}/") for paper in papers]
    assert not any("None" in text for text in texts)
    assert any("离婚纠纷" in text for text in texts)
