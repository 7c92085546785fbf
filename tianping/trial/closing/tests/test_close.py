"""结案: on an issued paper or a signed record, fee settled, periods stopped; nothing else closes a case."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.support.court import AT, DAY, People
from tests.support.uploads import SCAN
from tianping.accounts.models import User
from tianping.cases.models import Case, Clock, Matter, TimelineEntry
from tianping.kernel.models import Event
from tianping.kernel.refusals import Forbidden, Refused
from tianping.money.fees.models import Reckoning
from tianping.papers.service import actions as service_actions
from tianping.papers.service.queries import deliveries_of
from tianping.trial.closing import actions, queries
from tianping.trial.closing.models import Ending
from tianping.trial.closing.tests.conftest import agreed_and_signed, issued, judgment_of, on, ruling_of, served, tried
from tianping.trial.hearings import actions as hearing_actions
from tianping.trial.hearings.models import Record


def test_a_judged_case_is_closed_on_its_judgment(people: People, judged: Case, court_clerk: User) -> None:
    ending = actions.close(judged, pronounced_on=DAY, by=court_clerk, at=AT)
    assert (judged.status, judged.closing_way, judged.closed_on) == ("closed", "judgment", AT.date())
    assert (ending.status, ending.way, ending.closed_by) == ("awaiting", "judgment", court_clerk)
    assert ending.paper is not None
    limit = Clock.objects.get(case=judged, period_id="C-TRIAL-SIMPLE")
    assert (limit.stopped_on, limit.stop_cause) == (AT.date(), "已结案")
    assert TimelineEntry.objects.filter(case=judged, text="本案已结案：判决。", for_litigants=True).exists()
    assert Event.objects.get(name="closing.closed").payload == {"case_id": judged.pk, "way": "judgment"}


@pytest.mark.parametrize(
    ("variant", "way"),
    [
        ("withdrawal", "withdrawn"),
        ("deemed_withdrawal", "deemed_withdrawn"),
        ("suit_dismissed", "suit_dismissed"),
        ("transfer", "transferred"),
        ("terminated", "terminated"),
    ],
)
def test_a_ruling_that_ends_the_case_gives_the_way(
    people: People, case: Case, court_clerk: User, variant: str, way: str
) -> None:
    issued(people, court_clerk, [ruling_of(case, variant)])
    assert actions.close(case, pronounced_on=DAY, by=people.judge, at=AT).way == way


def test_an_agreement_that_everybody_signed_closes_and_binds_on_that_day(people: People, case: Case) -> None:
    record = agreed_and_signed(people, case)
    ending = actions.close(case, by=people.judge, at=AT)
    assert (ending.way, ending.record_id, ending.paper_id) == ("mediation", record.pk, None)
    assert (ending.status, ending.effective_on) == ("binding", AT.date())
    case.refresh_from_db()
    assert case.effective_on == AT.date()
    assert any("第十五条" in article for article in ending.because)


def test_a_judgment_that_was_served_closes_the_case_on_the_last_service(people: People, judged: Case) -> None:
    """Served on the 6th and the 8th, closed on the 9th: the case counts as closed on the 8th, the limit stops there."""
    served(people, judged, {"plaintiff": DAY, "defendant": datetime.date(2023, 2, 8)})
    ending = actions.close(judged, by=people.judge, at=on(2023, 2, 9))
    assert judged.closed_on == datetime.date(2023, 2, 8)
    assert Clock.objects.get(case=judged, period_id="C-TRIAL-SIMPLE").stopped_on == datetime.date(2023, 2, 8)
    assert any("第十条" in article for article in ending.closed_because)
    assert "结案日期：2023年2月8日" in ending.closed_steps


def test_a_posted_judgment_closes_the_case_on_the_day_it_was_posted(people: People, judged: Case) -> None:
    served(people, judged, {"plaintiff": DAY})
    (delivery,) = deliveries_of(judged.pk).filter(litigant__role="defendant")
    tried = service_actions.Tried("mail", datetime.date(2023, 2, 13), posted_on=datetime.date(2023, 2, 7))
    service_actions.record_attempt(delivery, tried, by=people.judge, at=on(2023, 2, 13))
    actions.close(judged, by=people.judge, at=on(2023, 2, 14))
    assert judged.closed_on == datetime.date(2023, 2, 7)


def test_a_case_whose_paper_is_on_its_way_is_closed_only_if_it_was_read_out(people: People, judged: Case) -> None:
    served(people, judged, {"plaintiff": DAY})
    with pytest.raises(Refused, match=r"等待：向黄小明送达。.*填写宣判、宣告日期"):
        actions.close(judged, by=people.judge, at=AT)
    with pytest.raises(Refused, match="不能晚于今天"):
        actions.close(judged, pronounced_on=datetime.date(2023, 2, 7), by=people.judge, at=AT)
    with pytest.raises(Refused, match="不能早于立案日期"):
        actions.close(judged, pronounced_on=datetime.date(2022, 2, 6), by=people.judge, at=AT)
    ending = actions.close(judged, pronounced_on=DAY, by=people.judge, at=AT)
    assert (judged.closed_on, ending.pronounced_on) == (DAY, DAY)


def test_a_judgment_is_not_pronounced_before_the_hearing(people: People, court_clerk: User) -> None:
    (case,) = tried(people, court_clerk, "甲一")
    later = on(2023, 2, 20)
    (record,) = hearing_actions.hold_many([hearing_actions.Held(case.pk, "第一法庭")], by=people.judge, at=later)
    hearing_actions.close_record(record, Record.Outcome.TO_BE_DECIDED, by=people.judge, at=later)
    hearing_actions.sign_on_paper_many({record.pk: SCAN}, by=court_clerk, at=later)
    issued(people, court_clerk, [judgment_of(case)])
    with pytest.raises(Refused, match="最近一次庭审在2023年2月20日"):
        actions.close(case, pronounced_on=datetime.date(2023, 2, 19), by=people.judge, at=later)
    actions.close(case, pronounced_on=datetime.date(2023, 2, 20), by=people.judge, at=later)
    assert case.closed_on == datetime.date(2023, 2, 20)


def test_an_agreement_is_not_pronounced(people: People, case: Case, court_clerk: User) -> None:
    agreed_and_signed(people, case)
    with pytest.raises(Refused, match="不宣判"):
        actions.close(case, pronounced_on=DAY, by=people.judge, at=AT)


def test_an_agreement_that_somebody_would_not_sign_ends_nothing(people: People, case: Case) -> None:
    agreed_and_signed(people, case, refuses="黄小明")
    with pytest.raises(Refused, match="不能结案"):
        actions.close(case, by=people.judge, at=AT)


def test_a_case_that_nothing_ends_is_not_closed(people: People, case: Case) -> None:
    with pytest.raises(Refused, match="没有已经制发的"):
        actions.close(case, by=people.judge, at=AT)


def test_a_case_whose_record_is_not_signed_is_not_closed(people: People, judged: Case) -> None:
    hearing_actions.open_record(hearing_actions.RecordDraft(judged.pk, "第一法庭"), by=people.judge, at=AT)
    with pytest.raises(Refused, match="笔录尚未记录完毕"):
        actions.close(judged, by=people.judge, at=AT)


def test_an_unpaid_case_is_closed_only_with_what_was_granted(people: People, court_clerk: User) -> None:
    (case,) = tried(people, court_clerk, "欠费人", paid=False)
    issued(people, court_clerk, [judgment_of(case)])
    with pytest.raises(Refused, match=r"505\.50元没有交纳"):
        actions.close(case, by=people.judge, at=AT)
    ending = actions.close(case, pronounced_on=DAY, unpaid_because="2023年2月3日准予缓交", by=people.judge, at=AT)
    assert ending.unpaid_because == "2023年2月3日准予缓交"
    assert Reckoning.objects.get(case=case).shortfall_fen == 50_550


def test_a_suit_for_wages_is_closed_unpaid_because_its_fee_need_not_be_paid_first(
    people: People, court_clerk: User
) -> None:
    (case,) = tried(people, court_clerk, "示范公司", paid=False)
    Matter.objects.filter(pk=case.matter_id).update(cause_name="追索劳动报酬纠纷")
    issued(people, court_clerk, [ruling_of(case, "withdrawal")])
    ending = actions.close(case, pronounced_on=DAY, by=people.judge, at=AT)
    assert "第二十条第一款" in ending.unpaid_because


def test_who_never_paid_is_deemed_withdrawn_and_owes_nothing(people: People, court_clerk: User) -> None:
    (case,) = tried(people, court_clerk, "欠费人", paid=False)
    issued(people, court_clerk, [ruling_of(case, "deemed_withdrawal")])
    over = on(2023, 2, 14)
    actions.close(case, pronounced_on=over.date(), by=people.judge, at=over)
    assert Reckoning.objects.get(case=case).due_fen == 0


def test_a_withdrawn_case_of_ordinary_procedure_gets_half_back(people: People, court_clerk: User) -> None:
    (case,) = tried(people, court_clerk, "普通人", track="ordinary")
    issued(people, court_clerk, [ruling_of(case, "withdrawal")])
    actions.close(case, pronounced_on=DAY, by=people.judge, at=AT)
    reckoning = Reckoning.objects.get(case=case)
    assert (reckoning.paid_fen, reckoning.due_fen, reckoning.refund_fen) == (101_100, 50_550, 50_550)


@pytest.mark.parametrize("who", ["second_judge", "head", "president", "clerk", "stranger"])
def test_only_those_of_the_case_close_it(people: People, judged: Case, who: str) -> None:
    with pytest.raises(Forbidden):
        actions.close(judged, by=getattr(people, who), at=AT)


def test_a_closed_case_is_not_closed_again(people: People, judged: Case) -> None:
    actions.close(judged, pronounced_on=DAY, by=people.judge, at=AT)
    with pytest.raises(Refused, match="已经结案"):
        actions.close(judged, by=people.judge, at=AT)
    assert Ending.objects.count() == 1


def test_many_are_closed_all_or_none(people: People, court_clerk: User) -> None:
    cases = tried(people, court_clerk, "甲一", "甲二", "甲三")
    issued(people, court_clerk, [judgment_of(case) for case in cases[:2]])
    with pytest.raises(Refused, match="不能结案"):
        actions.close_many([case.pk for case in cases], by=people.judge, at=AT)
    assert not Ending.objects.exists()
    assert Case.objects.filter(status="open").count() == 3


def test_closing_many_costs_as_many_statements_as_closing_two(people: People, court_clerk: User) -> None:
    cases = tried(people, court_clerk, *[f"甲{number}" for number in range(8)])
    issued(people, court_clerk, [judgment_of(case) for case in cases])
    counts, pronounced = [], {case.pk: DAY for case in cases}
    for part in (cases[:2], cases[2:]):
        with CaptureQueriesContext(connection) as taken:
            actions.close_many([case.pk for case in part], pronounced=pronounced, by=people.judge, at=AT)
        counts.append(len(taken))
    assert counts[0] == counts[1]


def test_the_list_shows_what_can_be_closed_and_on_what(people: People, judged: Case, court_clerk: User) -> None:
    assert not queries.ready_for(court_clerk)
    served(people, judged, {"plaintiff": DAY})
    assert not queries.ready_for(court_clerk)
    served(people, judged, {"defendant": DAY})
    (case,) = queries.ready_for(court_clerk)
    assert (case, queries.ground_of(case).what) == (judged, "民事判决书")
    assert not queries.ready_for(people.second_judge)
    actions.close(judged, by=people.judge, at=AT)
    assert not queries.ready_for(court_clerk).exists()


def test_an_ending_rests_on_something_and_binds_from_a_day(people: People, judged: Case) -> None:
    ending = actions.close(judged, pronounced_on=DAY, by=people.judge, at=AT)
    later = on(2023, 3, 1).date()
    for wrong in ({"paper": None}, {"way": "mediation"}, {"status": "binding"}, {"effective_on": later}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Ending.objects.filter(pk=ending.pk).update(**wrong)
