"""Counsel, and periods that litigants give up."""

import pytest

from tests.support.court import AT, DAY, People
from tianping.accounts.actions import IdentityDraft, confirm_lawyer, sign_up, verify_identity
from tianping.accounts.posts import Post
from tianping.accounts.queries import identity_of_user
from tianping.cases import actions, queries
from tianping.cases.models import Case, Clock, Counsel, Litigant, LitigantAccess, Waiver
from tianping.kernel import outbox
from tianping.kernel.models import Event
from tianping.kernel.refusals import Refused

LAWYER = Counsel.Kind.LAWYER
LICENCE = "16210202310000001"


def counsel_for(litigant: Litigant, name: str, licence: str = "") -> actions.CounselDraft:
    """A lawyer with general authority."""
    return actions.CounselDraft(
        litigant.pk, name, LAWYER, Counsel.Authority.GENERAL, firm="示范律师事务所", licence_number=licence
    )


def test_counsel_is_the_same_person_in_all_cases_by_licence(people: People, case: Case) -> None:
    plaintiff, defendant = case.matter.litigants.all()
    actions.name_counsel_many(
        [counsel_for(plaintiff, "卢师言", "16210202310000001"), counsel_for(defendant, "张三")], by=people.clerk, at=AT
    )
    acting = queries.counsel_of([plaintiff.pk, defendant.pk])
    assert acting[plaintiff.pk][0].person_key == "licence:16210202310000001"
    assert acting[defendant.pk][0].person_key == ":张三"


def test_counsel_whose_licence_a_clerk_has_seen_acts_wherever_it_was_named_before_or_after(
    people: People, case: Case
) -> None:
    plaintiff, defendant = case.matter.litigants.all()
    actions.name_counsel_many([counsel_for(plaintiff, "卢师言", LICENCE)], by=people.clerk, at=AT)
    draft = IdentityDraft("卢师言", "resident_id", "622827198001010014", licence_number=LICENCE, firm="示范律师事务所")
    user = sign_up("19900000033", draft, at=AT)
    identity = identity_of_user(user.pk)
    assert identity is not None

    def acts_for() -> list[Litigant]:
        rows = LitigantAccess.objects.filter(user=user, how=LitigantAccess.How.COUNSEL, ended_at__isnull=True)
        return [row.litigant for row in rows.order_by("pk")]

    # Their own word opens nothing.
    actions.hear_lawyer_confirmed(at=AT, user_id=user.pk)
    actions.name_counsel_many([counsel_for(defendant, "卢师言", LICENCE)], by=people.clerk, at=AT)
    assert acts_for() == []
    verify_identity(identity, by=people.clerk, at=AT)
    identity.refresh_from_db()
    confirm_lawyer(identity, by=people.clerk, at=AT)
    outbox.deliver(list(Event.objects.filter(name="accounts.lawyer_confirmed").values_list("pk", flat=True)))
    actions.hear_lawyer_confirmed(at=AT, user_id=user.pk)
    assert acts_for() == [plaintiff, defendant]
    third, other = (
        Litigant.objects.create(matter=case.matter, role="third", kind="natural", name=name, position=place)
        for place, name in ((8, "丙"), (9, "丁"))
    )
    drafts = [counsel_for(third, "卢师言", LICENCE), counsel_for(other, "同名异", LICENCE)]
    actions.name_counsel_many(drafts, by=people.clerk, at=AT)
    # Whoever has another name is not meant, whatever number was typed.
    assert acts_for() == [plaintiff, defendant, third]


def test_a_litigant_has_at_most_two(people: People, case: Case) -> None:
    plaintiff = case.matter.litigants.all()[0]
    first, _second = actions.name_counsel_many(
        [counsel_for(plaintiff, "甲"), counsel_for(plaintiff, "乙")], by=people.clerk, at=AT
    )
    with pytest.raises(Refused, match="最多委托二名"):
        actions.name_counsel_many([counsel_for(plaintiff, "丙")], by=people.clerk, at=AT)
    actions.end_mandate(first, by=people.clerk, at=AT)
    actions.name_counsel_many([counsel_for(plaintiff, "丙")], by=people.clerk, at=AT)
    assert [each.name for each in queries.counsel_of([plaintiff.pk])[plaintiff.pk]] == ["乙", "丙"]


def test_a_period_given_up_stops_for_that_litigant_alone(people: People, case: Case) -> None:
    plaintiff, defendant = case.matter.litigants.all()
    actions.start_clocks(
        [
            actions.ClockStart(case.matter_id, case.pk, period, DAY, Post.COURT_CLERK, litigant_id=litigant.pk)
            for litigant, period in ((defendant, "C-ANSWER-15"), (defendant, "C-EVID-ORD"), (plaintiff, "C-EVID-ORD"))
        ],
        on=DAY,
    )
    for _again in range(2):
        actions.waive_periods(
            case, [defendant], ["C-ANSWER-15", "C-EVID-ORD"], record="2023年2月6日询问笔录", by=people.clerk, at=AT
        )
    stopped = Clock.objects.filter(litigant__isnull=False, stopped_on__isnull=False)
    assert {(each.litigant, each.period_id, each.stop_cause) for each in stopped} == {
        (defendant, "C-ANSWER-15", "当事人放弃"),
        (defendant, "C-EVID-ORD", "当事人放弃"),
    }
    assert Waiver.objects.count() == 2


def test_only_ones_own_periods_can_be_given_up(people: People, case: Case) -> None:
    defendant = case.matter.litigants.all()[1]
    with pytest.raises(Refused, match="只能放弃答辩期间和举证期限"):
        actions.waive_periods(case, [defendant], ["C-TRIAL-SIMPLE"], record="笔录", by=people.clerk, at=AT)
    with pytest.raises(Refused, match="何处作出"):
        actions.waive_periods(case, [defendant], ["C-ANSWER-15"], record=" ", by=people.clerk, at=AT)
