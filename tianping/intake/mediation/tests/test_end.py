"""调解成功、调解不成、退回: who may, with what words, and what ends with it."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests.support.clients import Browse, send
from tests.support.court import AT, DAY, People
from tests.support.mediated import willing
from tianping.accounts.models import User
from tianping.cases.models import Case, Clock, Matter, TimelineEntry
from tianping.intake.mediation import actions, queries
from tianping.intake.mediation.models import Referral
from tianping.intake.mediation.tests.conftest import refer
from tianping.kernel.models import Event
from tianping.kernel.refusals import Forbidden, Overtaken, Refused

Verb = Callable[..., None]
ENDS = [
    pytest.param(actions.agree_many, "agreed", id="agree"),
    pytest.param(actions.fail_many, "failed", id="fail"),
    pytest.param(actions.withdraw_many, "withdrawn", id="withdraw"),
]


def who_ends(people: People, verb: Verb) -> User:
    """Mediators record how their mediation ended; the court takes back what it referred."""
    return people.clerk if verb is actions.withdraw_many else people.mediator


@pytest.fixture
def accepted(people: People, referral: Referral) -> Referral:
    """A dispute that is being mediated, with both sides willing."""
    actions.accept_many([referral.pk], by=people.mediator, at=AT)
    return willing(referral.pk, people.mediator)


@pytest.mark.parametrize(("verb", "result"), ENDS)
def test_an_end_stops_the_clock_closes_the_number_and_is_made_known(
    people: People, accepted: Referral, verb: Verb, result: str
) -> None:
    verb([accepted.pk], outcome="双方约定分三期付清，当场付第一期", by=who_ends(people, verb), at=AT)
    accepted.refresh_from_db()
    case, clock = (
        Case.objects.get(pk=accepted.case_id),
        Clock.objects.get(case=accepted.case_id, period_id="MED-PRE-30"),
    )
    assert (accepted.status, accepted.ended_on, accepted.outcome) == (result, DAY, "双方约定分三期付清，当场付第一期")
    assert (case.status, clock.stopped_on) == ("closed", DAY)
    assert Event.objects.get(name="mediation.ended").payload == {"matter_id": case.matter_id, "outcome": result}


@pytest.mark.parametrize(("verb", "_result"), ENDS)
def test_an_end_needs_its_words(people: People, accepted: Referral, verb: Verb, _result: str) -> None:
    with pytest.raises(Refused, match="请写明调解结果或者调解不成的原因。"):
        verb([accepted.pk], outcome="  ", by=who_ends(people, verb), at=AT)
    accepted.refresh_from_db()
    assert accepted.status == "accepted"


@pytest.mark.parametrize(("verb", "result"), ENDS)
def test_what_has_ended_cannot_end_again(people: People, accepted: Referral, verb: Verb, result: str) -> None:
    verb([accepted.pk], outcome="第一次说：被申请人当场付清", by=who_ends(people, verb), at=AT)
    for again in (actions.agree_many, actions.fail_many, actions.withdraw_many):
        with pytest.raises(Overtaken):
            again([accepted.pk], outcome="第二次说：被申请人当场付清", by=who_ends(people, again), at=AT)
    accepted.refresh_from_db()
    assert (accepted.status, accepted.outcome) == (result, "第一次说：被申请人当场付清")
    assert Event.objects.filter(name="mediation.ended").count() == 1


def test_nothing_succeeds_or_fails_before_it_was_accepted(people: People, referral: Referral) -> None:
    for verb in (actions.agree_many, actions.fail_many):
        with pytest.raises(Overtaken):
            verb([referral.pk], outcome="没有开始：被申请人当场付清", by=people.mediator, at=AT)


def may_end(people: People, referral: Referral, verb: Verb, by: User) -> bool:
    try:
        verb([referral.pk], outcome="试一试：被申请人当场付清借款", by=by, at=AT)
    except Forbidden:
        return False
    return True


@pytest.mark.parametrize("who", ["judge", "head", "cashier", "stranger"])
def test_others_may_not_end_a_mediation(people: People, accepted: Referral, who: str) -> None:
    for verb in (actions.agree_many, actions.fail_many, actions.withdraw_many):
        assert not may_end(people, accepted, verb, getattr(people, who))


def test_a_mediator_may_not_withdraw_what_the_court_has_referred(people: People, accepted: Referral) -> None:
    assert not may_end(people, accepted, actions.withdraw_many, people.mediator)
    assert may_end(people, accepted, actions.fail_many, people.mediator)


def test_a_clerk_withdraws_what_no_mediator_has_accepted(people: People, referral: Referral) -> None:
    assert may_end(people, referral, actions.withdraw_many, people.clerk)
    assert not Clock.objects.filter(case=referral.case, stopped_on__isnull=True).exists()


def test_why_a_mediation_failed_is_not_told_to_the_litigants(people: People, accepted: Referral) -> None:
    actions.fail_many([accepted.pk], outcome="被告只愿还三成", by=people.mediator, at=AT)
    told = TimelineEntry.objects.filter(matter=accepted.case.matter_id, for_litigants=True).values_list(
        "text", flat=True
    )
    assert "诉前调解不成，转登记立案。" in told
    assert not any("三成" in text for text in told)


def test_the_page_keeps_what_was_typed_when_it_refuses(people: People, referral: Referral, browse: Browse) -> None:
    answer = send(
        browse(people.mediator), f"/mediation/{referral.pk}/agree/", **{"agree-outcome": "被申请人分三期付清全部借款"}
    )
    assert answer.status_code == 409
    actions.accept_many([referral.pk], by=people.mediator, at=AT)
    empty = send(browse(people.mediator), f"/mediation/{referral.pk}/fail/", **{"fail-outcome": ""})
    assert empty.status_code == 422
    assert "请填写调解不成的原因。" in empty.content.decode()


def test_agreement_and_failure_are_recorded_from_the_page(people: People, browse: Browse) -> None:
    first, second = refer(people.clerk, "甲", "乙")
    actions.accept_many([first.pk, second.pk], by=people.mediator, at=AT)
    willing(first.pk, people.mediator)
    client = browse(people.mediator)
    send(client, f"/mediation/{first.pk}/agree/", **{"agree-outcome": "被申请人三月一日以前一次付清"})
    send(client, f"/mediation/{second.pk}/fail/", **{"fail-outcome": "被告联系不上"})
    assert list(Referral.objects.order_by("pk").values_list("status", "outcome")) == [
        ("agreed", "被申请人三月一日以前一次付清"),
        ("failed", "被告联系不上"),
    ]
    assert send(client, f"/mediation/{first.pk}/withdraw/", **{"withdraw-outcome": "退"}).status_code == 403


def test_ticked_rows_fail_with_one_reason(people: People, browse: Browse) -> None:
    rows = refer(people.clerk, "甲", "乙", "丙")
    ids = [row.pk for row in rows]
    actions.accept_many(ids, by=people.mediator, at=AT)
    client = browse(people.mediator)
    nothing_said = send(client, "/mediation/fail/", ids=ids[:2], group="accepted", **{"fail-outcome": ""})
    assert nothing_said.status_code == 422
    assert nothing_said.content.decode().count(" checked") == 2
    send(client, "/mediation/fail/", ids=ids[:2], **{"fail-outcome": "均联系不上"})
    assert list(Referral.objects.order_by("pk").values_list("status", "outcome")) == [
        ("failed", "均联系不上"),
        ("failed", "均联系不上"),
        ("accepted", ""),
    ]


def test_a_clerk_withdraws_ticked_rows_and_a_mediator_does_not(people: People, browse: Browse) -> None:
    ids = [row.pk for row in refer(people.clerk, "甲", "乙")]
    typed = {"ids": ids, "withdraw-outcome": "起诉人撤回同意"}
    assert send(browse(people.mediator), "/mediation/withdraw/", **typed).status_code == 403
    assert send(browse(people.clerk), "/mediation/withdraw/", **typed)["Location"] == "/mediation/"
    assert set(Referral.objects.values_list("status", flat=True)) == {"withdrawn"}


@pytest.mark.parametrize("verb", [actions.fail_many, actions.withdraw_many])
def test_what_has_ended_offers_no_agreement_no_time_and_no_willingness(
    people: People, accepted: Referral, browse: Browse, verb: Verb
) -> None:
    verb([accepted.pk], outcome="联系不上", by=who_ends(people, verb), at=AT)
    client, page = browse(people.mediator), f"/mediation/{accepted.pk}/"
    shown = client.get(page).content.decode()
    for label in ("制作调解协议", "约定调解时间", "登记调解意愿", "征询调解意愿", "延长调解期限"):
        assert label not in shown, label
    for address in ("agreement/", "agreement/?again=1", "sessions/new/", "willingness/", "extend/"):
        answers = (client.get(f"{page}{address}"), send(client, f"{page}{address}", words="x", on="2023-02-07"))
        for answer in answers:
            assert (answer.status_code, "调解已经于2023年2月6日结束" in answer.content.decode()) == (422, True), address


def test_before_it_was_accepted_there_is_nothing_to_agree_on(
    people: People, referral: Referral, browse: Browse
) -> None:
    client = browse(people.mediator)
    for address in ("agreement/", "sessions/new/", "willingness/"):
        answer = client.get(f"/mediation/{referral.pk}/{address}")
        assert (answer.status_code, "还没有接受，请先接受" in answer.content.decode()) == (422, True), address


def told_to_be_willing(people: People, ids: list[int]) -> str:
    with pytest.raises(Refused) as refusal:
        actions.agree_many(ids, outcome="被申请人分三期付清全部借款", by=people.mediator, at=AT)
    return str(refusal.value)


def test_nobody_agreed_who_was_never_asked(people: People, referral: Referral, browse: Browse) -> None:
    actions.accept_many([referral.pk], by=people.mediator, at=AT)
    client, page = browse(people.mediator), f"/mediation/{referral.pk}/"
    shown = client.get(page).content.decode()
    assert (f"{page}agree/" in shown, "黄小明还没有答复" in shown) == (False, True)
    sentence = told_to_be_willing(people, [referral.pk])
    assert sentence.startswith("还没有登记黄小明同意调解") and "请先征询调解意愿" in sentence
    refused = send(client, f"{page}agree/", **{"agree-outcome": "被申请人分三期付清全部借款"})
    assert (refused.status_code, sentence in refused.content.decode()) == (422, True)
    referral.refresh_from_db()
    assert (referral.status, referral.outcome) == ("accepted", "")
    willing(referral.pk, people.mediator)
    assert f"{page}agree/" in client.get(page).content.decode()
    send(client, f"{page}agree/", **{"agree-outcome": "被申请人分三期付清全部借款"})
    referral.refresh_from_db()
    assert referral.status == "agreed"


def test_of_several_each_that_lacks_a_consent_is_named_and_none_is_done(people: People) -> None:
    first, second, third = refer(people.clerk, "甲", "乙", "丙")
    ids = [first.pk, second.pk, third.pk]
    actions.accept_many(ids, by=people.mediator, at=AT)
    willing(second.pk, people.mediator)
    sentence = told_to_be_willing(people, ids)
    assert f"{first.case.number}的甲；{third.case.number}的丙" in sentence
    assert set(Referral.objects.values_list("status", flat=True)) == {"accepted"}


def test_asking_for_consents_takes_as_many_statements_for_many(
    people: People, django_assert_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    ids = [row.pk for row in refer(people.clerk, "甲", "乙", "丙")]
    actions.accept_many(ids, by=people.mediator, at=AT)
    for chosen in (ids[:1], ids):
        with django_assert_num_queries(3):
            assert len(queries.unwilling_in(chosen)) == len(chosen)


def test_a_word_is_no_account_of_what_was_agreed(people: People, accepted: Referral) -> None:
    with pytest.raises(Refused, match="至少10个字"):
        actions.agree_many([accepted.pk], outcome="还款。", by=people.mediator, at=AT)


def test_a_divorce_is_settled_by_an_agreement_that_both_sign(people: People, accepted: Referral) -> None:
    Matter.objects.filter(pk=accepted.case.matter_id).update(cause_name="离婚纠纷")
    with pytest.raises(Refused, match="请制作调解协议由双方签名"):
        actions.agree_many([accepted.pk], outcome="双方自愿离婚，子女由申请人抚养。", by=people.mediator, at=AT)
