"""The court, a citizen who applies, and an application before a suit, for every test of the room."""

import datetime
from typing import Any

import pytest

from tests.support.cases import open_cases
from tests.support.court import AT, FOUNDED, PASSWORD, People, open_court
from tianping.accounts.actions import add_person, appoint
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import acting
from tianping.cases import actions as case_actions
from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.cases.models import Case, LitigantAccess, Seat
from tianping.intake.preservation import actions
from tianping.intake.preservation.actions import ApplicationDraft, ClueDraft, SecurityDraft
from tianping.intake.preservation.models import Application
from tianping.kernel import outbox
from tianping.kernel.clock import CHINA
from tianping.measures.actions import MeasureDraft
from tianping.measures.models import Measure
from tianping.papers.documents import actions as paper_actions
from tianping.papers.documents.queries import Paper

NUMBER, OTHER_NUMBER = "622727199001010056", "622727197905050027"
CLUES = (
    ClueDraft(0, "deposit", "镇原县农村信用社6217***0001账户"),
    ClueDraft(0, "vehicle", "甘M·0001演小型轿车"),
)


def on(month: int, day: int, hour: int = 10) -> datetime.datetime:
    return datetime.datetime(2023, month, day, hour, 0, tzinfo=CHINA)


@pytest.fixture
def people(db: None) -> People:
    """The demonstration court's people."""
    return open_court()


@pytest.fixture
def citizen(people: People) -> User:
    """A litigant with an account."""
    return outsider("citizen", "秦来访", Post.LITIGANT)


def outsider(username: str, name: str, post: Post) -> User:
    user = add_person(username, name, PASSWORD, by=None, at=FOUNDED)
    appoint(user, post, since=FOUNDED.date(), by=None, at=FOUNDED)
    return acting(user, AT.date())


def draft(**given: Any) -> ApplicationDraft:
    """An application before a suit over a private loan, secured by a letter of an insurer."""
    matter = MatterDraft(
        cause_name="民间借贷纠纷",
        claim_fen=8_000_000,
        facts_text="被申请人借款八万元，到期未还。",
        litigants=(
            LitigantDraft(
                role="plaintiff",
                kind="natural",
                name="秦来访",
                identity_kind="resident_id",
                identity_number=NUMBER,
                phone="19900000002",
            ),
            LitigantDraft(
                role="defendant",
                kind="natural",
                name="欠不还",
                identity_kind="resident_id",
                identity_number=OTHER_NUMBER,
            ),
        ),
    )
    typed: dict[str, Any] = {
        "amount_fen": 8_000_000,
        "reasons": "被申请人正在变卖车辆。",
        "clues": CLUES,
        "security": SecurityDraft("insurance", 8_000_000, "示范财产保险公司保函2023-001"),
        "matter": matter,
    }
    return ApplicationDraft(**{**typed, **given})


def in_suit(people: People, case: Case, **given: Any) -> ApplicationDraft:
    """An application of the plaintiff within a numbered case."""
    sides = {each.role: each.pk for each in case.matter.litigants.all()}
    typed: dict[str, Any] = {
        "matter": None,
        "case": case,
        "applicant_id": sides["plaintiff"],
        "respondent_ids": (sides["defendant"],),
        "security": SecurityDraft("none", exemption="bank"),
    }
    return draft(**{**typed, **given})


@pytest.fixture
def application(people: People, citizen: User) -> Application:
    """A citizen's application before a suit that waits for the counter."""
    return actions.receive(draft(), by=citizen, at=AT)


@pytest.fixture
def tried(people: People) -> Case:
    """A numbered case before 孙法."""
    (case,) = open_cases(people.clerk, ["黄小明"], claim_fen=8_000_000)
    case_actions.seat_many([case_actions.SeatDraft(case.pk, people.judge.pk, Seat.Role.SOLE)], by=people.head, at=AT)
    case_actions.make_responsible({people.judge.pk: [case.pk]}, by=people.head, at=AT)
    case.refresh_from_db()
    return case


def issued(paper: Paper, people: People, judge: User, at: datetime.datetime) -> None:
    """A ruling goes its way: proof-read, signed, issued, and heard of."""
    paper_actions.proofread_many([paper], by=people.clerk, at=at)
    paper_actions.sign_many([paper], by=judge, at=at)
    paper_actions.issue_many([paper], by=judge, at=at)
    outbox.deliver(outbox.undelivered())


def granted(application: Application, people: People, at: datetime.datetime = AT) -> Application:
    """Accepted, secured, granted before a suit."""
    actions.accept(application, by=people.clerk, at=at)
    application.refresh_from_db()
    actions.take_security(application, "insurance", "保函2023-001", 8_000_000, by=people.clerk, at=at)
    judge = judge_of(application)
    paper = actions.draw_up_grant(application, ["冻结被申请人欠不还银行存款80,000元。"], by=judge, at=at)
    issued(paper, people, judge, at)
    application.refresh_from_db()
    return application


def judge_of(application: Application) -> User:
    assert application.case is not None
    responsible = application.case.responsible
    assert responsible is not None
    return acting(responsible, AT.date())


def taken(application: Application, people: People, at: datetime.datetime = AT) -> list[Measure]:
    """The officer freezes the first clue."""
    (respondent,) = application.respondents.all()
    deposit = MeasureDraft(
        case_id=0,
        applicant_id=0,
        owner_id=respondent.pk,
        way="freeze",
        property_kind="deposit",
        description=CLUES[0].description,
        basis="-",
        taken_on=at.astimezone(CHINA).date(),
        amount_fen=8_000_000,
    )
    return actions.execute(application, [deposit], by=people.officer, at=at)


def gives_access(user: User, litigant: Any, people: People) -> None:
    case_actions.give_access(user, litigant, LitigantAccess.How.COUNTER, by=people.clerk, at=AT)
