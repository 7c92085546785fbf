"""Two people at the same moment: one wins, the other reads that somebody else was first; nothing is done twice."""

import pytest

from tests.support.court import AT, MEDIATORS, People, open_court
from tests.support.mediated import willing
from tianping.cases.models import Clock
from tianping.intake.mediation import actions, queries
from tianping.intake.mediation.models import Organisation, Referral
from tianping.intake.mediation.tests.conftest import refer
from tianping.kernel.models import Event
from tianping.kernel.refusals import Overtaken
from tianping.kernel.tests.together import at_once

OVERTAKEN = "该事项已被他人处理，请刷新页面后查看最新情况。"


def of_one_organisation() -> People:
    """Both mediators mediate for the same organisation."""
    people = open_court()
    actions.add_member(Organisation.objects.get(name=MEDIATORS), people.second_mediator, by=people.clerk, at=AT)
    return people


@pytest.mark.usefixtures("own_database")
def test_of_two_who_accept_at_once_one_is_told_that_the_other_was_first() -> None:
    people = of_one_organisation()
    ids = [row.pk for row in refer(people.clerk, "甲", "乙", "丙")]
    answers = at_once(
        lambda: actions.accept_many(ids, by=people.mediator, at=AT),
        lambda: actions.accept_many(ids[::-1], by=people.second_mediator, at=AT),
    )
    (lost,) = [answer for answer in answers if answer is not None]
    assert isinstance(lost, Overtaken)
    assert str(lost) == OVERTAKEN
    assert Clock.objects.filter(period_id=queries.TERM).count() == len(ids)


@pytest.mark.usefixtures("own_database")
def test_of_agreement_and_failure_at_once_one_stands_and_one_event_is_published() -> None:
    people = of_one_organisation()
    (referral,) = refer(people.clerk, "甲")
    actions.accept_many([referral.pk], by=people.mediator, at=AT)
    willing(referral.pk, people.mediator)
    answers = at_once(
        lambda: actions.agree_many([referral.pk], outcome="被申请人当场付清全部借款", by=people.mediator, at=AT),
        lambda: actions.fail_many([referral.pk], outcome="联系不上", by=people.second_mediator, at=AT),
    )
    (lost,) = [answer for answer in answers if answer is not None]
    assert str(lost) == OVERTAKEN
    event, row = Event.objects.get(name="mediation.ended"), Referral.objects.get()
    assert event.payload["outcome"] == row.status
    assert row.outcome == {"agreed": "被申请人当场付清全部借款", "failed": "联系不上"}[row.status]
