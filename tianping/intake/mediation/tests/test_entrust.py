"""A numbered case entrusted to mediators: with consent, its terms, lengthened once, back to the bench."""

import datetime

import pytest
from django.urls import reverse

from tests.support.cases import open_cases
from tests.support.clients import Browse, send
from tests.support.court import AT, MEDIATORS, OTHER_MEDIATORS, People
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Clock, ClockExclusion, Seat, TimelineEntry
from tianping.intake.mediation import actions
from tianping.intake.mediation.figures import ended, referred
from tianping.intake.mediation.models import Referral
from tianping.kernel import outbox
from tianping.kernel.clock import CHINA
from tianping.kernel.figures import Period
from tianping.kernel.refusals import Forbidden, Overtaken, Refused

CONSENT = "2023年2月6日询问笔录"


def at(month: int, day: int) -> datetime.datetime:
    return datetime.datetime(2023, month, day, 10, 0, tzinfo=CHINA)


def tried(people: People, track: str = "simple") -> Case:
    """A numbered case before 孙法, by simple procedure unless another is named."""
    clocks = ("C-TRIAL-ORD",) if track == "ordinary" else ("C-TRIAL-SIMPLE",)
    (case,) = open_cases(people.clerk, ["黄小明"], track=track, clocks=clocks)
    case_actions.seat_many([case_actions.SeatDraft(case.pk, people.judge.pk, Seat.Role.SOLE)], by=people.head, at=AT)
    case_actions.make_responsible({people.judge.pk: [case.pk]}, by=people.head, at=AT)
    case.refresh_from_db()
    return case


def mediating(people: People, track: str = "simple") -> Referral:
    referral = actions.entrust(tried(people, track), MEDIATORS, CONSENT, by=people.judge, at=AT)
    actions.accept_many([referral.pk], by=people.mediator, at=AT)
    referral.refresh_from_db()
    return referral


def everybody(referral: Referral) -> list[int]:
    return [each.pk for each in referral.case.matter.litigants.all()]


def limit_of(referral: Referral) -> Clock:
    return Clock.objects.get(case=referral.case_id, period_id__startswith="C-TRIAL")


@pytest.mark.parametrize(
    ("track", "period", "last"),
    [
        ("ordinary", "MED-POST", datetime.date(2023, 2, 21)),
        ("simple", "MED-POST-7", datetime.date(2023, 2, 13)),
        ("small_claims", "MED-POST-7", datetime.date(2023, 2, 13)),
    ],
)
def test_the_term_is_fifteen_days_in_ordinary_and_seven_in_simple_procedure(
    people: People, track: str, period: str, last: datetime.date
) -> None:
    referral = mediating(people, track)
    clock = Clock.objects.get(case=referral.case_id, period_id=period)
    assert (referral.kind, clock.started_on, clock.nominal_due) == ("after", AT.date(), last)


def test_consent_is_needed_and_one_is_under_way_at_a_time(people: People) -> None:
    case = tried(people)
    with pytest.raises(Refused, match="经双方当事人同意"):
        actions.entrust(case, MEDIATORS, " ", by=people.judge, at=AT)
    actions.entrust(case, MEDIATORS, CONSENT, by=people.judge, at=AT)
    with pytest.raises(Overtaken, match="尚未结束"):
        actions.entrust(case, OTHER_MEDIATORS, CONSENT, by=people.judge, at=AT)


@pytest.mark.parametrize("who", ["second_judge", "clerk", "mediator", "president", "stranger"])
def test_only_the_bench_entrusts(people: People, who: str) -> None:
    case = tried(people)
    with pytest.raises(Forbidden):
        actions.entrust(case, MEDIATORS, CONSENT, by=getattr(people, who), at=AT)


def test_a_failed_mediation_leaves_the_case_open_and_the_term_in_the_limit(people: People) -> None:
    referral = mediating(people)
    actions.fail_many([referral.pk], outcome="双方差距较大", by=people.mediator, at=at(2, 10))
    outbox.redeliver()
    referral.case.refresh_from_db()
    assert referral.case.status == "open"
    assert not ClockExclusion.objects.exists()
    assert TimelineEntry.objects.filter(case=referral.case, text="委托调解不成，恢复审理。").exists()
    actions.entrust(referral.case, OTHER_MEDIATORS, CONSENT, by=people.judge, at=at(2, 11))


def test_days_beyond_the_term_that_both_agreed_on_leave_the_limit(people: People) -> None:
    referral = mediating(people)
    assert limit_of(referral).nominal_due == datetime.date(2023, 5, 6)
    with pytest.raises(Refused, match="晚于2023年2月13日"):
        actions.extend(
            referral, datetime.date(2023, 2, 13), everybody(referral), CONSENT, by=people.judge, at=at(2, 10)
        )
    with pytest.raises(Refused, match="原告镇原示范村镇银行股份有限公司还没有同意"):
        one = everybody(referral)[1:]
        actions.extend(referral, datetime.date(2023, 2, 28), one, CONSENT, by=people.judge, at=at(2, 10))
    with pytest.raises(Refused, match="只能是本案当事人"):
        others = [*everybody(referral), 0]
        actions.extend(referral, datetime.date(2023, 2, 28), others, CONSENT, by=people.judge, at=at(2, 10))
    actions.extend(referral, datetime.date(2023, 2, 28), everybody(referral), CONSENT, by=people.judge, at=at(2, 10))
    with pytest.raises(Refused, match="不能再次延长"):
        actions.extend(
            referral, datetime.date(2023, 3, 10), everybody(referral), CONSENT, by=people.judge, at=at(2, 10)
        )
    actions.fail_many([referral.pk], outcome="不成", by=people.mediator, at=at(2, 23))
    outbox.redeliver()
    # From 14 to 23 February: ten days.
    assert limit_of(referral).nominal_due == datetime.date(2023, 5, 16)
    assert "第二十七条" in ClockExclusion.objects.get().because


def test_after_its_end_the_term_is_not_lengthened(people: People) -> None:
    referral = mediating(people)
    with pytest.raises(Refused, match="已经届满"):
        actions.extend(referral, datetime.date(2023, 3, 1), everybody(referral), CONSENT, by=people.judge, at=at(2, 14))


def test_the_bench_takes_a_case_back_and_the_filing_clerk_does_not(people: People) -> None:
    referral = mediating(people)
    with pytest.raises(Refused, match="由本案审判组织收回"):
        actions.withdraw_many([referral.pk], outcome="退", by=people.clerk, at=at(2, 10))
    actions.take_back(referral, "被告要求尽快开庭", by=people.judge, at=at(2, 10))
    referral.refresh_from_db()
    assert (referral.status, referral.ended_on) == ("withdrawn", datetime.date(2023, 2, 10))


def test_figures_of_mediation_before_filing_leave_it_out(people: People) -> None:
    referral = mediating(people)
    actions.fail_many([referral.pk], outcome="不成", by=people.mediator, at=at(2, 10))
    february = Period(datetime.date(2023, 2, 1), datetime.date(2023, 2, 28))
    assert (referred(february).count(), ended(february).count()) == (0, 0)


def test_the_page_entrusts_lengthens_and_shows_it_on_the_case(
    people: People, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)
    case = tried(people)
    judge, address = browse(people.judge), reverse("entrust", args=[case.pk])
    assert send(judge, address, organisation=MEDIATORS, consent="").status_code == 422
    assert send(judge, address, organisation=MEDIATORS, consent=CONSENT).status_code == 302
    referral = Referral.objects.get()
    assert "立案后委托" in judge.get(reverse("case", args=[case.pk])).content.decode()
    mediator = browse(people.mediator)
    assert "接受委托后" in mediator.get(reverse("referral", args=[referral.pk])).content.decode()
    send(mediator, reverse("referral_accept", args=[referral.pk]))
    longer = {"extend-until": "2023-02-20", "extend-record": CONSENT, "extend-agreed": everybody(referral)}
    assert send(judge, reverse("entrust_extend", args=[case.pk]), **longer).status_code == 302
    assert "2023年2月20日" in judge.get(address).content.decode()
    assert send(judge, reverse("entrust_back", args=[case.pk]), **{"back-reason": "尽快开庭"}).status_code == 302
    assert browse(people.second_judge).get(address).status_code == 404
    assert browse(people.mediator).get(address).status_code == 403
