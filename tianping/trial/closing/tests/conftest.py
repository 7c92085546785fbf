"""The court, cases before a sole judge with their fees paid, and what ends them: issued papers, a signed record."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tests.support.cases import open_cases
from tests.support.court import AT, DAY, FOUNDED, People, open_court
from tests.support.uploads import SIGNATURE
from tianping.accounts.actions import add_person, appoint
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import acting
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Seat
from tianping.kernel.clock import CHINA
from tianping.law.service import Receiver
from tianping.law.settlements import Terms, equal_instalments
from tianping.money.fees import actions as fee_actions
from tianping.money.fees.actions import Charge
from tianping.papers.documents import actions as paper_actions
from tianping.papers.documents.actions import PaperRequest
from tianping.papers.documents.queries import issued_papers_of
from tianping.papers.service import actions as service_actions
from tianping.papers.service.queries import deliveries_of
from tianping.trial.hearings import actions as hearing_actions
from tianping.trial.hearings.models import Attendance, Record, Settlement, Signature

CLAIM = 4_844_000


def on(year: int, month: int, day: int) -> datetime.datetime:
    """Ten in the morning of that day in China."""
    return datetime.datetime(year, month, day, 10, 0, tzinfo=CHINA)


@pytest.fixture
def people(db: None) -> People:
    """The demonstration court's people."""
    return open_court()


@pytest.fixture
def court_clerk(people: People) -> User:
    """书记员 of the cases below."""
    user = add_person("court_clerk", "田乐之", "tianping-2023", by=None, at=FOUNDED)
    appoint(user, Post.COURT_CLERK, since=FOUNDED.date(), by=None, at=FOUNDED)
    return acting(user, DAY)


def tried(people: People, clerk: User, *names: str, track: str = "simple", paid: bool = True) -> list[Case]:
    """Cases of 孙法, who sits alone with 田乐之; their fees billed on one notice, and paid."""
    cases = open_cases(people.clerk, list(names), track=track, claim_fen=CLAIM)
    charges = [Charge(case, CLAIM, is_simple=track != "ordinary") for case in cases]
    bill = fee_actions.raise_bill(charges, "镇原示范村镇银行股份有限公司", by=people.clerk, at=AT)
    if paid:
        fee_actions.receive_payment(bill, reference=f"流水{bill.pk}", by=people.cashier, at=AT)
    seats = [
        case_actions.SeatDraft(case.pk, user.pk, role)
        for case in cases
        for user, role in ((people.judge, Seat.Role.SOLE), (clerk, Seat.Role.CLERK))
    ]
    case_actions.seat_many(seats, by=people.head, at=AT)
    case_actions.make_responsible({people.judge.pk: [case.pk for case in cases]}, by=people.head, at=AT)
    return list(Case.objects.filter(pk__in=[case.pk for case in cases]).order_by("pk"))


def issued(people: People, clerk: User, requests: Sequence[PaperRequest]) -> None:
    """Decisions drawn up by the judge, read by the clerk, signed and issued."""
    papers = paper_actions.draw_up_many(requests, by=people.judge, at=AT)
    paper_actions.proofread_many(papers, by=clerk, at=AT)
    paper_actions.sign_many(papers, by=people.judge, at=AT)
    paper_actions.issue_many(papers, by=clerk, at=AT)


def judgment_of(case: Case) -> PaperRequest:
    """The judgment of a loan that nobody disputes."""
    defendant = case.matter.litigants.get(role="defendant")
    facts: Mapping[str, Any] = {
        "facts_found": ["被告尚欠借款本金48,440.00元。"],
        "reasons": ["被告应当返还借款。"],
        "articles": [["民法典", 675]],
        "orders": [f"{defendant.name}于本判决生效之日起十日内偿还借款本金48,440.00元"],
        "fee_fen": 50_550,
        "fee_shares": [{"litigant_id": defendant.pk, "fen": 50_550}],
    }
    return PaperRequest(case.pk, "judgment", facts)


def ruling_of(case: Case, variant: str) -> PaperRequest:
    """A ruling that ends the case."""
    plaintiff = case.matter.litigants.get(role="plaintiff")
    facts: dict[str, Any] = {"reason": "双方已自行和解", "to_court": "甘肃省庆阳市西峰区人民法院"}
    if variant in ("withdrawal", "deemed_withdrawal"):
        facts |= {"fee_fen": 50_550, "fee_shares": [{"litigant_id": plaintiff.pk, "fen": 50_550}]}
    return PaperRequest(case.pk, "ruling", facts, variant=variant)


def agreed_and_signed(people: People, case: Case, *, refuses: str = "") -> Record:
    """The signed record of an agreement that binds by the signatures; ``refuses``: who would not sign."""
    record = hearing_actions.open_record(hearing_actions.RecordDraft(case.pk, "第一法庭"), by=people.judge, at=AT)
    for each in Attendance.objects.filter(record=record):
        hearing_actions.note_attendance(each, hearing_actions.Came(True), by=people.judge, at=AT)
    hearing_actions.tell_rights(record, by=people.judge, at=AT)
    terms = Terms(CLAIM, equal_instalments(CLAIM, 1, datetime.date(2023, 3, 31)))
    hearing_actions.settle(record, terms, Settlement.Way.SIGNING, by=people.judge, at=AT)
    hearing_actions.close_record(record, Record.Outcome.MEDIATED, by=people.judge, at=AT)
    for each in Attendance.objects.filter(record=record):
        if each.name == refuses:
            hearing_actions.refuse_to_sign(each, "反悔", by=people.judge, at=AT)
        else:
            hearing_actions.sign(each, SIGNATURE, Signature.Way.PAD, by=people.judge, at=AT)
    hearing_actions.finish(record, by=people.judge, at=AT)
    return record


def served(people: People, case: Case, days: Mapping[str, datetime.date]) -> None:
    """What ended the case is signed for by these litigants (role → day); each one's period of appeal runs."""
    papers = list(issued_papers_of([case.pk]))
    service_actions.plan_many(papers, by=people.judge, at=AT)
    for role, day in days.items():
        (delivery,) = deliveries_of(case.pk).filter(litigant__role=role)
        receiver: Receiver = "office" if role == "plaintiff" else "self"
        tried = service_actions.Tried("direct", day, receiver=receiver)
        service_actions.record_attempt(delivery, tried, by=people.judge, at=on(day.year, day.month, day.day))


@pytest.fixture
def case(people: People, court_clerk: User) -> Case:
    """A case of simple procedure, its fee paid."""
    return tried(people, court_clerk, "黄小明")[0]


@pytest.fixture
def judged(people: People, court_clerk: User, case: Case) -> Case:
    """The case with its judgment issued."""
    issued(people, court_clerk, [judgment_of(case)])
    return case
