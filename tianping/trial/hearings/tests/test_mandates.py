"""特别授权: counsel who came alone withdraw and agree only by a mandate that names it (民事诉讼法第六十二条第二款)."""

import pytest

from tests.support.court import AT, People
from tianping.cases.actions import CounselDraft, name_counsel
from tianping.cases.models import Case, Counsel
from tianping.cases.permissions import Looker
from tianping.kernel.refusals import Refused
from tianping.papers.dossier import actions as dossier_actions
from tianping.papers.dossier.models import HandIn
from tianping.trial.hearings import actions
from tianping.trial.hearings.models import Attendance, Record, Settlement
from tianping.trial.hearings.tests.conftest import PLACE, in_ten_parts

OUTCOME, WITHDRAWAL = Record.Outcome, HandIn.Kind.WITHDRAWAL


def named(people: People, case: Case, role: str, scope: str = "") -> Counsel:
    """周律 acts for a side, with the special mandate that is said, or with none."""
    authority = Counsel.Authority.SPECIAL if scope else Counsel.Authority.GENERAL
    litigant = case.matter.litigants.get(role=role)
    draft = CounselDraft(
        litigant.pk,
        "周律",
        Counsel.Kind.LAWYER,
        authority,
        firm="示范律师事务所",
        licence_number="16227201010000001",
        letter="2023年2月6日当庭提交",
        scope=scope,
    )
    return name_counsel(case, draft, by=people.judge, at=AT)


def heard(people: People, case: Case, role: str, *, alone: bool = True) -> Record:
    """A hearing to which everybody came; this side only by counsel, where they came alone."""
    record = actions.open_record(actions.RecordDraft(case.pk, PLACE), by=people.judge, at=AT)
    for each in Attendance.objects.filter(record=record):
        away = alone and each.side == role and each.counsel_id is None
        actions.note_attendance(each, actions.Came(not away, "委托代理人到庭" if away else ""), by=people.judge, at=AT)
    actions.tell_rights(record, by=people.judge, at=AT)
    return record


def agree(people: People, record: Record) -> None:
    actions.settle(record, in_ten_parts(), Settlement.Way.PAPER, by=people.judge, at=AT)


@pytest.mark.parametrize("scope", ["", "代为进行和解"])
def test_counsel_alone_do_not_withdraw_without_a_mandate_that_names_it(people: People, case: Case, scope: str) -> None:
    named(people, case, "plaintiff", scope)
    record = heard(people, case, "plaintiff")
    with pytest.raises(Refused, match="到庭的周律是其诉讼代理人.*代为撤诉.*第六十二条第二款.*登记以后再办理"):
        actions.close_record(record, OUTCOME.WITHDRAWN, by=people.judge, at=AT)
    actions.close_record(record, OUTCOME.TO_BE_DECIDED, by=people.judge, at=AT)


@pytest.mark.parametrize("role", ["plaintiff", "defendant"])
def test_counsel_alone_do_not_agree_without_a_mandate_to_settle(people: People, case: Case, role: str) -> None:
    named(people, case, role)
    with pytest.raises(Refused, match="一般授权的诉讼代理人不能代为进行和解"):
        agree(people, heard(people, case, role))
    assert not Settlement.objects.exists()


def test_an_agreement_written_before_it_was_noted_who_came_does_not_end_the_hearing(people: People, case: Case) -> None:
    named(people, case, "defendant")
    record = actions.open_record(actions.RecordDraft(case.pk, PLACE), by=people.judge, at=AT)
    agree(people, record)
    for each in Attendance.objects.filter(record=record):
        away = each.side == "defendant" and each.counsel_id is None
        actions.note_attendance(each, actions.Came(not away, "委托代理人到庭" if away else ""), by=people.judge, at=AT)
    actions.tell_rights(record, by=people.judge, at=AT)
    with pytest.raises(Refused, match="黄小明没有到庭.*请由黄小明本人到庭"):
        actions.close_record(record, OUTCOME.MEDIATED, by=people.judge, at=AT)


def test_the_litigant_who_came_says_it_themselves(people: People, case: Case) -> None:
    named(people, case, "defendant")
    record = heard(people, case, "defendant", alone=False)
    agree(people, record)
    actions.close_record(record, OUTCOME.MEDIATED, by=people.judge, at=AT)


def test_whoever_withdrew_in_writing_need_not_come_for_it(people: People, case: Case) -> None:
    named(people, case, "plaintiff")
    record = heard(people, case, "plaintiff")
    draft = dossier_actions.begin(Looker(case, case.matter.litigants.get(role="plaintiff")), WITHDRAWAL, at=AT)
    dossier_actions.write(draft, "被告已经还清借款。", target="准许撤回本案的起诉")
    dossier_actions.hand_in(draft, at=AT)
    actions.close_record(record, OUTCOME.WITHDRAWN, by=people.judge, at=AT)


def test_a_letter_registered_during_the_hearing_counts(people: People, case: Case) -> None:
    named(people, case, "plaintiff")
    record = heard(people, case, "plaintiff")
    named(people, case, "plaintiff", "代为撤诉、进行和解")
    actions.close_record(record, OUTCOME.WITHDRAWN, by=people.judge, at=AT)
    assert Record.objects.get().outcome == OUTCOME.WITHDRAWN
