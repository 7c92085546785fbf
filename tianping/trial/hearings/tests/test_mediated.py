"""What comes back from mediators: an agreement waits for its paper word for word, a failure changes nothing."""

import datetime

from tests.support.court import AT, MEDIATORS, People
from tianping.cases.models import Case
from tianping.intake.mediation import actions as mediation_actions
from tianping.intake.mediation.models import Referral
from tianping.kernel import outbox
from tianping.kernel.clock import CHINA
from tianping.trial.hearings.queries import newest_settlement

LATER = datetime.datetime(2023, 2, 10, 10, 0, tzinfo=CHINA)
AGREED = "黄小明于2023年3月31日前偿还借款48,440元\n案件受理费由黄小明负担"


def mediating(people: People, case: Case) -> Referral:
    referral = mediation_actions.entrust(case, MEDIATORS, "询问笔录", by=people.judge, at=AT)
    mediation_actions.accept_many([referral.pk], by=people.mediator, at=AT)
    return referral


def test_an_agreement_waits_for_its_paper_word_for_word(people: People, case: Case) -> None:
    referral = mediating(people, case)
    mediation_actions.agree_many([referral.pk], outcome=AGREED, by=people.mediator, at=LATER)
    outbox.redeliver()
    outbox.redeliver()
    settlement = newest_settlement(case)
    assert settlement is not None
    assert settlement.clauses == AGREED.splitlines()
    assert (settlement.record_id, settlement.way) == (None, "paper")
    case.refresh_from_db()
    assert case.status == "open"


def test_a_failure_leaves_nothing_to_be_settled(people: People, case: Case) -> None:
    referral = mediating(people, case)
    mediation_actions.fail_many([referral.pk], outcome="双方差距较大", by=people.mediator, at=LATER)
    outbox.redeliver()
    assert newest_settlement(case) is None
