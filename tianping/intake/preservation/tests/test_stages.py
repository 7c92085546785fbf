"""Where a 财保 case stands (办理阶段): its words follow the ruling, the measures, the suit and what lapsed."""

import datetime

from tests.support.court import AT, People
from tianping.cases import queries as case_queries
from tianping.cases.models import Case, Clock
from tianping.intake.preservation import actions
from tianping.intake.preservation.models import Application
from tianping.intake.preservation.tests.conftest import granted, judge_of, on, taken
from tianping.kernel import outbox
from tianping.measures import actions as measure_actions
from tianping.measures.models import Measure


def label(application: Application, day: datetime.datetime) -> str:
    application.refresh_from_db()
    case = Case.objects.select_related("matter").get(pk=application.case_id)
    return case_queries.case_page(case, judge_of(application), day.date()).stage.label


def test_the_words_follow_the_ruling_the_measures_and_the_suit(people: People, application: Application) -> None:
    actions.accept(application, by=people.clerk, at=AT)
    assert label(application, AT) == "保全审查中"
    actions.take_security(application, "insurance", "保函2023-001", 8_000_000, by=people.clerk, at=AT)
    assert label(application, AT) == "保全审查中"


def test_what_is_granted_waits_for_the_officer_then_for_the_suit(people: People, application: Application) -> None:
    granted(application, people)
    assert label(application, AT) == "已裁定保全，待执行"
    taken(application, people, on(2, 7))
    assert label(application, on(2, 7)) == "已保全，待起诉"
    assert label(application, on(3, 9)) == "已保全，待起诉"
    assert label(application, on(3, 10)) == "已保全，逾期未起诉"
    record = "庆阳仲裁委员会（2023）庆仲字第1号受理通知书"
    actions.note_suit(application, record, on=on(3, 8).date(), by=people.clerk, at=on(3, 10))
    assert label(application, on(3, 10)) == "已保全"


def test_what_lapsed_is_over_and_no_suit_revives_it(people: People, application: Application) -> None:
    taken(granted(application, people), people, on(2, 7))
    measure_actions.lapse_all(at=datetime.datetime(2024, 2, 8, 1, tzinfo=datetime.UTC))
    outbox.deliver(outbox.undelivered())
    outbox.deliver(outbox.undelivered())
    application.refresh_from_db()
    assert (application.status, application.end_reason) == ("ended", "保全措施已经全部失效或者解除")
    case = Case.objects.get(pk=application.case_id)
    assert (case.status, label(application, on(2, 8))) == ("closed", "保全已结束")
    assert not Clock.objects.filter(case=case, stopped_on__isnull=True, period_id="PRES-PRE-30").exists()


def test_one_measure_that_stands_keeps_the_preservation(people: People, application: Application) -> None:
    (measure,) = taken(granted(application, people), people, on(2, 7))
    Measure.objects.filter(pk=measure.pk).update(status="waiting", effective_on=None, until=None)
    actions.hear_measures_ended(at=on(3, 1), case_ids=[measure.case_id])
    application.refresh_from_db()
    assert application.status == "executed"
