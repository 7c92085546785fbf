"""诉讼保全: within a numbered case, with the periods and the secrecy that belong to it."""

import datetime

import pytest

from tests.support.clients import Browse, send
from tests.support.court import AT, People
from tianping.accounts.models import User
from tianping.cases.models import Case, Clock, TimelineEntry
from tianping.cases.queries import progress_page
from tianping.intake.preservation import actions
from tianping.intake.preservation.models import Application, PropertyClue
from tianping.intake.preservation.tests.conftest import gives_access, in_suit, issued, on, taken
from tianping.kernel.refusals import Forbidden, Refused
from tianping.money.fees import actions as fee_actions
from tianping.money.fees.models import Item
from tianping.money.fees.queries import charged_to


def received(people: People, tried: Case, **given: object) -> Application:
    return actions.receive(in_suit(people, tried, **given), by=people.clerk, at=AT)


def test_a_citizen_applies_only_in_a_case_of_their_own(people: People, citizen: User, tried: Case) -> None:
    with pytest.raises(Forbidden, match="不是该案的当事人"):
        actions.receive(in_suit(people, tried), by=citizen, at=AT)
    gives_access(citizen, tried.matter.litigants.get(role="plaintiff"), people)
    assert actions.receive(in_suit(people, tried), by=citizen, at=AT).stage == "in_suit"
    with pytest.raises(Refused, match="没有裁定的保全申请"):
        actions.receive(in_suit(people, tried), by=citizen, at=AT)


@pytest.mark.parametrize(
    ("urgent", "period", "decide_by"),
    [(True, "PRES-48", datetime.date(2023, 2, 8)), (False, "PRES-5", datetime.date(2023, 2, 11))],
)
def test_five_days_or_forty_eight_hours(
    people: People, tried: Case, urgent: bool, period: str, decide_by: datetime.date
) -> None:
    application = actions.accept(received(people, tried, is_urgent=urgent), by=people.clerk, at=AT)
    assert application.decide_by is not None
    assert Clock.objects.get(period_id=period).nominal_due == decide_by


def test_the_five_days_begin_anew_with_the_security_and_it_is_at_most_thirty_per_cent(
    people: People, tried: Case
) -> None:
    application = actions.accept(received(people, tried), by=people.judge, at=AT)
    with pytest.raises(Refused, match=r"不能超过24,000\.00元"):
        actions.demand_security(application, 2_400_001, by=people.judge, at=AT)
    actions.demand_security(application, 2_400_000, by=people.judge, at=AT)
    assert not Clock.objects.filter(period_id="PRES-5", stopped_on__isnull=True).exists()
    with pytest.raises(Refused, match="少于责令提供的"):
        actions.take_security(application, "cash", "案款专户", 100, by=people.clerk, at=on(2, 10))
    actions.take_security(application, "cash", "案款专户", 2_400_000, by=people.clerk, at=on(2, 10))
    assert Clock.objects.get(period_id="PRES-5", stopped_on__isnull=True).nominal_due == datetime.date(2023, 2, 15)


def test_the_defendant_of_the_case_learns_nothing_before_the_measures_are_taken(people: People, tried: Case) -> None:
    before = TimelineEntry.objects.count()
    application = actions.accept(received(people, tried), by=people.judge, at=AT)
    bill = Item.objects.get(kind="preservation").bill
    fee_actions.receive_payment(bill, reference="演0001", by=people.cashier, at=AT)
    with pytest.raises(Refused, match="超过请求保全的80,000.00元"):
        actions.draw_up_grant(application, ["冻结被告存款，以80,000.01元为限。"], by=people.judge, at=AT)
    paper = actions.draw_up_grant(application, ["冻结被告存款。"], by=people.judge, at=AT)
    issued(paper, people, people.judge, AT)
    application.refresh_from_db()
    assert paper.number == f"{tried.number}之一"
    defendant = tried.matter.litigants.get(role="defendant")
    told = progress_page(tried, defendant, AT.date())
    assert not [row.text for row in told.timeline if row.pk > before and "保全" in row.text]
    assert not [row for row in told.clocks if "保全" in row.title]
    assert not defendant.deliveries.exists()
    taken(application, people, on(2, 7))
    assert defendant.deliveries.count() == 1
    assert [row.text for row in progress_page(tried, defendant, AT.date()).timeline if "冻结" in row.text]
    assert not Clock.objects.filter(period_id="PRES-PRE-30").exists()


def test_the_fee_of_preservation_is_no_part_of_the_fee_of_the_case(people: People, tried: Case) -> None:
    actions.accept(received(people, tried), by=people.judge, at=AT)
    assert Item.objects.get(kind="preservation").amount_fen == 82_000
    assert charged_to([tried.pk]) == {}


def test_in_a_case_without_a_judge_it_waits_for_the_draw(people: People, tried: Case) -> None:
    application = received(people, tried)
    Case.objects.filter(pk=tried.pk).update(responsible=None)
    application.refresh_from_db()
    with pytest.raises(Refused, match="请先分案"):
        actions.accept(Application.objects.get(pk=application.pk), by=people.clerk, at=AT)


def test_no_more_is_preserved_than_the_suit_claims(people: People, tried: Case) -> None:
    with pytest.raises(Refused, match="超过本案诉讼请求的80,000.00元"):
        actions.receive(in_suit(people, tried, amount_fen=8_000_001), by=people.clerk, at=AT)


def test_at_the_counter_property_is_that_of_a_respondent_of_the_case(
    people: People, tried: Case, browse: Browse
) -> None:
    plaintiff, defendant = (tried.matter.litigants.get(role=role) for role in ("plaintiff", "defendant"))
    typed = {
        "applicant-applicant": str(plaintiff.pk), "respondents-respondents": str(defendant.pk),
        "amount-amount": "80000", "reasons-reasons": "变卖车辆", "security-kind": "none", "security-exemption": "bank",
        "clues-TOTAL_FORMS": "1", "clues-INITIAL_FORMS": "0", "clues-0-kind": "deposit",
        "clues-0-description": "账户",
    }  # fmt: skip
    clerk, address = browse(people.clerk), f"/preservation/cases/{tried.pk}/new/"
    owners = [defendant.pk, plaintiff.pk]
    wrong = send(clerk, address, **typed, **{"clues-0-owner": str(owners.index(plaintiff.pk))})
    assert "所选的人不在被申请人之中，请核对是谁的财产" in wrong.content.decode()
    assert send(clerk, address, **typed, **{"clues-0-owner": str(owners.index(defendant.pk))}).status_code == 302
    made = Application.objects.get()
    assert (PropertyClue.objects.get().owner, made.security_kind) == (defendant, "none")
