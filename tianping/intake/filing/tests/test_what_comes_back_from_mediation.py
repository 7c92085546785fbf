"""A mediation's end is heard once: an agreement settles the filing, anything else brings it back as it was."""

import html
import re
from dataclasses import replace

import pytest

from tests.support.clients import Browse
from tests.support.court import AT, DAY, MEDIATORS, People, open_court
from tests.support.mediated import willing
from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.cases.models import Case, Clock, Counsel
from tianping.intake.filing import actions
from tianping.intake.filing.models import Filing
from tianping.intake.mediation import actions as mediation
from tianping.intake.mediation.actions import Referral
from tianping.intake.mediation.queries import source_of
from tianping.kernel import outbox
from tianping.kernel.models import Event, Step
from tianping.kernel.refusals import Refused

DRAFT = actions.FilingDraft(
    MatterDraft(
        cause_name="民间借贷纠纷",
        claim_fen=5_000_000,
        claim_text="请求判令被告归还借款。",
        litigants=(
            LitigantDraft(role="plaintiff", kind="natural", name="王原告"),
            LitigantDraft(role="defendant", kind="natural", name="李被告"),
        ),
    ),
    consents_to_mediation=True,
)


@pytest.fixture
def people(db: None) -> People:
    return open_court()


@pytest.fixture
def mediated(people: People) -> Filing:
    """A filing whose mediation a mediator has accepted."""
    (filing,) = actions.receive_many([DRAFT], channel="counter", by=people.clerk, at=AT)
    (referral,) = actions.refer_many([filing], MEDIATORS, by=people.clerk, at=AT)
    mediation.accept_many([referral.pk], by=people.mediator, at=AT)
    return filing


def end(filing: Filing, verb, by) -> list[int]:
    """End the mediation of a filing; the events that this wrote."""
    referral = Referral.objects.get(case__matter=filing.matter_id)
    verb([referral.pk], outcome="双方写明了达成一致或者不同意的结果", by=by, at=AT)
    return list(Event.objects.filter(name="mediation.ended").values_list("pk", flat=True))


def test_an_agreement_settles_the_filing(people: People, mediated: Filing) -> None:
    willing(Referral.objects.get(case__matter=mediated.matter_id).pk, people.mediator)
    outbox.deliver(end(mediated, mediation.agree_many, people.mediator))
    mediated.refresh_from_db()
    assert mediated.status == "settled"
    assert not Clock.objects.filter(matter=mediated.matter_id, stopped_on__isnull=True).exists()


@pytest.mark.parametrize(
    ("verb", "who"),
    [(mediation.fail_many, "mediator"), (mediation.withdraw_many, "clerk")],
    ids=["failed", "withdrawn"],
)
def test_what_did_not_agree_comes_back_for_review_with_seven_new_days(
    people: People, mediated: Filing, verb, who: str
) -> None:
    outbox.deliver(end(mediated, verb, getattr(people, who)))
    mediated.refresh_from_db()
    (review,) = Clock.objects.filter(matter=mediated.matter_id, stopped_on__isnull=True)
    assert mediated.status == "received"
    assert (review.period_id, review.started_on) == ("C-FILE-7", DAY)


def test_however_often_the_end_is_told_the_filing_comes_back_once(people: People, mediated: Filing) -> None:
    events = end(mediated, mediation.fail_many, people.mediator)
    for _time in range(3):
        outbox.deliver(events)
    outbox.redeliver()
    assert Step.objects.filter(machine="filing", record_id=mediated.pk, verb="take_back").count() == 1
    assert Clock.objects.filter(matter=mediated.matter_id, period_id="C-FILE-7", stopped_on__isnull=True).count() == 1


def test_what_came_back_is_accepted_with_nothing_typed_again(people: People, mediated: Filing) -> None:
    outbox.deliver(end(mediated, mediation.fail_many, people.mediator))
    filing = Filing.objects.select_related("matter").get(pk=mediated.pk)
    (case,) = actions.accept_many([filing], actions.Acceptance(), by=people.clerk, at=AT)
    assert case.number == "（2023）甘1027民初1号"
    assert case.matter_id == mediated.matter_id
    assert set(Case.objects.filter(matter=case.matter_id).values_list("type_code", "status")) == {
        ("诉前调", "closed"),
        ("民初", "open"),
    }


def test_who_acts_for_the_plaintiff_acts_in_the_mediation_and_is_named_once(people: People) -> None:
    agent = actions.AgentDraft("卢师言", "lawyer", "special", "某律师事务所", "162082010", "13800000003", "代为和解")
    draft = replace(DRAFT, agents=(agent,))
    (filing,) = actions.receive_many([draft], channel="counter", by=people.clerk, at=AT)
    (referral,) = actions.refer_many([filing], MEDIATORS, by=people.clerk, at=AT)
    assert [each.name for each in Counsel.objects.filter(litigant__matter=filing.matter_id)] == ["卢师言"]
    mediation.accept_many([referral.pk], by=people.mediator, at=AT)
    outbox.deliver(end(filing, mediation.fail_many, people.mediator))
    filing = Filing.objects.select_related("matter").get(pk=filing.pk)
    actions.accept_many([filing], actions.Acceptance(), by=people.clerk, at=AT)
    assert [each.name for each in Counsel.objects.filter(litigant__matter=filing.matter_id)] == ["卢师言"]


def test_what_came_back_may_not_be_sent_to_mediation_again_without_a_new_consent(
    people: People, mediated: Filing
) -> None:
    outbox.deliver(end(mediated, mediation.fail_many, people.mediator))
    filing = Filing.objects.select_related("matter").get(pk=mediated.pk)
    with pytest.raises(Refused, match="起诉人未同意诉前调解"):
        actions.refer_many([filing], MEDIATORS, by=people.clerk, at=AT)


def test_a_correction_after_a_failed_mediation_is_no_new_consent(people: People, mediated: Filing) -> None:
    outbox.deliver(end(mediated, mediation.fail_many, people.mediator))
    filing = Filing.objects.select_related("matter").get(pk=mediated.pk)
    actions.ask_correction(filing, "请补正借款日期。", by=people.clerk, at=AT)
    actions.hand_in_corrections(filing, DRAFT, by=people.clerk, at=AT)
    filing.refresh_from_db()
    assert (filing.status, filing.consents_to_mediation) == ("received", False)


def test_the_counter_finds_its_way_from_a_failed_mediation_to_the_review(
    people: People, mediated: Filing, browse: Browse
) -> None:
    outbox.deliver(end(mediated, mediation.fail_many, people.mediator))
    address = f"/mediation/{Referral.objects.get(case__matter=mediated.matter_id).pk}/"
    assert "继续办理立案" not in browse(people.mediator).get(address).content.decode()
    clerk = browse(people.clerk)
    page = clerk.get(address).content.decode()
    (url,) = re.findall(r'<a href="([^"]+)">继续办理立案', page)
    assert f"/filing/{mediated.pk}/" in clerk.get(html.unescape(url)).content.decode()


def test_where_the_dispute_came_from_is_noted_when_it_is_handed_in(people: People) -> None:
    (filing,) = actions.receive_many([DRAFT], channel="counter", by=people.clerk, at=AT)
    assert source_of(filing.matter) is not None
