"""准许部分原告撤诉: whoever was let go stands in no later paper, is not heard, and holds nothing up."""

import pytest

from tests.support.court import AT, DAY, People
from tianping.accounts.models import User
from tianping.cases.models import Case, Litigant
from tianping.cases.panels import left_from
from tianping.cases.permissions import Looker
from tianping.papers.documents import actions as paper_actions
from tianping.papers.documents.actions import PaperRequest
from tianping.papers.documents.queries import Paper, issued_papers_of
from tianping.papers.dossier import actions as dossier_actions
from tianping.papers.dossier.models import HandIn
from tianping.papers.service.actions import plan_many
from tianping.papers.service.queries import deliveries_of
from tianping.trial.closing import actions
from tianping.trial.closing.models import Ending
from tianping.trial.closing.queries import concerned_by
from tianping.trial.closing.tests.conftest import issued, judgment_of
from tianping.trial.hearings import actions as hearing_actions
from tianping.trial.hearings.models import Attendance, Section


def asks_to_leave(case: Case, litigant: Litigant) -> HandIn:
    draft = dossier_actions.begin(Looker(case, litigant), HandIn.Kind.WITHDRAWAL, at=AT)
    dossier_actions.write(draft, "不再起诉。", target="准许撤回本案的起诉")
    return dossier_actions.hand_in(draft, at=AT)


@pytest.fixture
def left(people: People, case: Case) -> Litigant:
    """The plaintiff who was let go; 周老根 sues on."""
    gone = case.matter.litigants.get(role="plaintiff")
    Litigant.objects.create(matter=case.matter, role="plaintiff", kind="natural", name="周老根", position=9)
    ruling = actions.SpokenRuling(True, DAY, "系处分诉讼权利", "2023年2月6日谈话笔录")
    actions.rule_on_withdrawal(case, asks_to_leave(case, gone).pk, ruling, by=people.judge, at=AT)
    return gone


def test_a_later_notice_neither_names_nor_reaches_them(people: People, case: Case, left: Litigant) -> None:
    papers = paper_actions.draw_up_many([PaperRequest(case.pk, "evidence_notice")], by=people.judge, at=AT)
    assert sorted(each.addressee.name for each in papers if each.addressee) == ["周老根", "黄小明"]
    said = "".join(line[1] for paper in papers for line in paper.body)
    assert "原告周老根与被告黄小明" in said and left.name not in said


def test_the_judgment_is_of_those_who_sue_on_and_is_served_on_them(
    people: People, court_clerk: User, case: Case, left: Litigant
) -> None:
    issued(people, court_clerk, [judgment_of(case)])
    plan_many(list(issued_papers_of([case.pk])), by=people.judge, at=AT)
    text = "".join(line[1] for line in Paper.objects.get(case=case, kind="judgment").body)
    assert "原告：周老根" in text and left.name not in text
    assert sorted(each.litigant.name for each in deliveries_of(case.pk)) == ["周老根", "黄小明"]


def test_they_are_not_called_in_the_next_hearing(people: People, case: Case, left: Litigant) -> None:
    record = hearing_actions.open_record(hearing_actions.RecordDraft(case.pk, "第一法庭"), by=people.judge, at=AT)
    sides = Attendance.objects.filter(record=record, litigant__isnull=False).values_list("name", flat=True)
    assert sorted(sides) == ["周老根", "黄小明"]
    assert not Section.objects.filter(record=record, text__contains=left.name).exists()


def test_their_period_of_appeal_holds_nothing_up(case: Case, left: Litigant) -> None:
    everybody = list(case.matter.litigants.all())
    gone = left_from([case.pk])[case.pk]
    assert left not in concerned_by(Ending(case=case), everybody, gone)
    assert gone == {left.pk}


def test_where_the_last_one_withdraws_too_the_ruling_names_the_last_one(
    people: People, case: Case, left: Litigant
) -> None:
    asks_to_leave(case, case.matter.litigants.get(name="周老根"))
    text = "".join(line[1] for line in actions.draw_up_withdrawal(case, by=people.judge, at=AT).body)
    assert "周老根" in text and left.name not in text
