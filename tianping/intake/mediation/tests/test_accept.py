"""接受委派: who may, what begins, all ticked or none."""

import uuid

import pytest

from tests.support.clients import Browse, send
from tests.support.court import AT, DAY, People
from tianping.accounts.models import User
from tianping.cases.models import Clock, TimelineEntry
from tianping.intake.mediation import actions
from tianping.intake.mediation.models import Referral
from tianping.intake.mediation.tests.conftest import refer
from tianping.kernel.models import AuditEntry
from tianping.kernel.refusals import Forbidden, Overtaken

OVERTAKEN = "该事项已被他人处理，请刷新页面后查看最新情况。"


def test_a_mediator_accepts_and_the_thirty_days_begin_that_day(people: People, referral: Referral) -> None:
    actions.accept_many([referral.pk], by=people.mediator, at=AT)
    referral.refresh_from_db()
    clock = Clock.objects.get(case=referral.case, period_id="MED-PRE-30")
    assert (referral.status, referral.accepted_on) == ("accepted", DAY)
    assert (clock.period_id, clock.started_on, str(clock.nominal_due)) == ("MED-PRE-30", DAY, "2023-03-08")
    assert TimelineEntry.objects.filter(case=referral.case, for_litigants=True, text__contains="已接受委派").exists()
    assert AuditEntry.objects.filter(action="referral.accept", by=people.mediator).count() == 1


@pytest.mark.parametrize("who", ["clerk", "judge", "head", "cashier", "stranger"])
def test_nobody_but_mediators_may_accept(people: People, referral: Referral, who: str) -> None:
    with pytest.raises(Forbidden):
        actions.accept_many([referral.pk], by=getattr(people, who), at=AT)
    referral.refresh_from_db()
    assert referral.status == "referred"


def test_the_address_refuses_as_the_verb_does(people: People, referral: Referral, browse: Browse) -> None:
    address = f"/mediation/{referral.pk}/accept/"
    assert send(browse(people.judge), address).status_code == 403
    assert send(browse(people.head), address).status_code == 403
    assert send(browse(None), address).status_code == 302
    assert send(browse(people.mediator), address)["Location"] == f"/mediation/{referral.pk}/"
    referral.refresh_from_db()
    assert referral.status == "accepted"


def test_pressing_twice_accepts_once_and_answers_the_same(people: People, referral: Referral, browse: Browse) -> None:
    client, key = browse(people.mediator), str(uuid.uuid4())
    answers = [client.post(f"/mediation/{referral.pk}/accept/", {"submission_key": key}) for _time in range(2)]
    assert [answer["Location"] for answer in answers] == [f"/mediation/{referral.pk}/"] * 2
    assert Clock.objects.filter(case=referral.case, period_id="MED-PRE-30").count() == 1


def test_whoever_comes_second_reads_that_somebody_else_was_first(
    people: People, referral: Referral, colleague: User, browse: Browse
) -> None:
    actions.accept_many([referral.pk], by=colleague, at=AT)
    with pytest.raises(Overtaken, match=OVERTAKEN):
        actions.accept_many([referral.pk], by=people.mediator, at=AT)
    late = send(browse(people.mediator), f"/mediation/{referral.pk}/accept/")
    assert late.status_code == 409
    assert OVERTAKEN in late.content.decode()


def test_ticked_rows_are_accepted_together(people: People, browse: Browse) -> None:
    first, second, third = refer(people.clerk, "甲", "乙", "丙")
    answer = send(browse(people.mediator), "/mediation/accept/", ids=[first.pk, third.pk])
    assert answer["Location"] == "/mediation/"
    assert [row.status for row in Referral.objects.order_by("pk")] == ["accepted", "referred", "accepted"]
    assert Clock.objects.filter(period_id="MED-PRE-30").count() == 2
    assert not Clock.objects.filter(case=second.case_id, period_id="MED-PRE-30").exists()


def test_if_one_of_the_ticked_is_gone_none_is_accepted_and_the_ticks_stay(people: People, browse: Browse) -> None:
    first, second = refer(people.clerk, "甲", "乙")
    actions.withdraw_many([second.pk], outcome="起诉人不同意", by=people.clerk, at=AT)
    answer = send(browse(people.mediator), "/mediation/accept/", ids=[first.pk, second.pk], group="referred")
    first.refresh_from_db()
    text = answer.content.decode()
    assert (answer.status_code, first.status) == (409, "referred")
    assert OVERTAKEN in text
    assert f'value="{first.pk}" form="ticked" aria-label="勾选{first.case.number}" checked' in text


def test_without_a_tick_nothing_is_done_and_the_sentence_says_so(
    people: People, referral: Referral, browse: Browse
) -> None:
    answer = send(browse(people.mediator), "/mediation/accept/")
    assert answer.status_code == 422
    assert "请先勾选要办理的案件。" in answer.content.decode()
