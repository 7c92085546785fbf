"""Mediators may come to a dispute before its preservation was carried out: whoever is to bear it hears of nothing."""

import datetime

import pytest

from tests.support.court import AT, MEDIATORS, People, open_court
from tests.support.mediated import willing
from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.intake.mediation import actions as mediation
from tianping.intake.mediation.actions import AgreementDraft, SessionDraft
from tianping.intake.mediation.models import Session
from tianping.intake.preservation import actions as preservation
from tianping.intake.preservation.actions import ApplicationDraft, ClueDraft, SecurityDraft
from tianping.kernel.models import Message

HERS, HIS = "19900000021", "19900000022"
TOMORROW = AT + datetime.timedelta(days=1)


@pytest.fixture
def people(db: None) -> People:
    """The court with its people."""
    return open_court()


def told(number: str) -> int:
    """How many messages were written to a number."""
    return Message.objects.filter(address=number).count()


def test_whoever_may_not_be_warned_is_sent_nothing(people: People) -> None:
    sides = (
        LitigantDraft("plaintiff", "natural", "王原告", phone=HERS),
        LitigantDraft("defendant", "natural", "李被告", phone=HIS),
    )
    asked = ApplicationDraft(
        amount_fen=5_000_000,
        reasons="正在变卖车辆。",
        clues=(ClueDraft(0, "vehicle", "甘M·0001演"),),
        security=SecurityDraft("insurance", 5_000_000, "保函1号"),
        matter=MatterDraft("民间借贷纠纷", 5_000_000, sides, facts_text="借款五万元，到期未还。"),
    )
    row = preservation.accept(preservation.receive(asked, by=people.clerk, at=AT), by=people.clerk, at=AT)
    before = told(HERS)
    (referral,) = mediation.refer_many([row.matter], MEDIATORS, by=people.clerk, at=AT)
    mediation.accept_many([referral.pk], by=people.mediator, at=AT)
    referral = willing(referral.pk, people.mediator)
    draft = SessionDraft(TOMORROW, 60, Session.Way.ON_SITE, "第一调解室")
    mediation.appoint_session(referral, draft, by=people.mediator, at=AT)
    mediation.draw_up_agreement(referral, AgreementDraft("借款", others="分期付清"), by=people.mediator, at=AT)
    mediation.fail_many([referral.pk], outcome="不成", by=people.mediator, at=AT)
    assert told(HIS) == 0
    assert told(HERS) - before == 5
