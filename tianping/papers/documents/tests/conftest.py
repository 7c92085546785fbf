"""The court, a bench, and cases whose papers are drawn up."""

import datetime
from collections.abc import Sequence
from typing import Any

import pytest

from tests.support.court import AT, DAY, FOUNDED, People, open_court
from tests.support.readings import LONG_COMPANY, PERSON
from tianping.accounts.actions import add_person, appoint
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import acting
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Litigant, Seat

BANK = "镇原示范村镇银行股份有限公司"
IDENTITY_NUMBER = "622827198001010014"
COMPANY_CODE = "91621027MA71ABCD04"
HEARING = {
    "starts_at": "2023-03-01T09:00:00+08:00",
    "place_name": "镇原示范村镇银行城关支行二楼巡回审判点",
    "place_address": "甘肃省庆阳市镇原县城关镇东街8号",
}


def person(username: str, full_name: str, post: Post) -> User:
    """Somebody of the house with a post, as the middleware reads them."""
    user = add_person(username, full_name, "tianping-2023", by=None, at=FOUNDED)
    appoint(user, post, since=FOUNDED.date(), by=None, at=FOUNDED)
    return acting(user, DAY)


@pytest.fixture
def people(db: None) -> People:
    """The demonstration court's people."""
    return open_court()


@pytest.fixture
def court_clerk(people: People) -> User:
    """书记员: serves the bench of the cases below."""
    return person("court_clerk", "田乐之", Post.COURT_CLERK)


def open_disputes(by: User, *defendants: str, track: str = "simple", composition: str = "sole") -> list[Case]:
    """A case of the bank against each of these, with a company as guarantor."""
    drafts = [
        case_actions.MatterDraft(
            cause_name="金融借款合同纠纷",
            claim_fen=4_844_050,
            claim_text="判令被告偿还借款本金48,000.00元、截至2023年1月31日的利息440.50元。",
            facts_text="2020年3月5日，被告与原告签订借款合同，借款到期后未归还。",
            litigants=(
                case_actions.LitigantDraft(
                    role="plaintiff",
                    kind="legal",
                    name=BANK,
                    identity_kind="uscc",
                    identity_number=COMPANY_CODE,
                    address="甘肃省庆阳市镇原县城关镇中街1号",
                    representative="兰金业",
                ),
                case_actions.LitigantDraft(
                    role="defendant",
                    kind="natural",
                    name=name,
                    capacity="借款人",
                    identity_kind="resident_id",
                    identity_number=IDENTITY_NUMBER,
                    phone="19900000001",
                    address="甘肃省庆阳市镇原县城关镇北街12号",
                ),
                case_actions.LitigantDraft(
                    role="defendant",
                    kind="legal",
                    name=LONG_COMPANY,
                    capacity="保证人",
                    identity_kind="uscc",
                    identity_number=COMPANY_CODE,
                    address="甘肃省庆阳市镇原县城关镇东大街3号",
                    representative="石守约",
                ),
            ),
        )
        for name in defendants
    ]
    cases = case_actions.open_cases(case_actions.open_matters(drafts, at=AT), "民初", by=by, at=AT)
    case_actions.set_tracks({(track, composition, False): [case.pk for case in cases]})
    for case in cases:
        case.refresh_from_db()
    return cases


def seat(cases: Sequence[Case], *seats: tuple[User, Seat.Role], at: datetime.datetime = AT) -> None:
    """These people sit in all these cases."""
    drafts = [case_actions.SeatDraft(case.pk, user.pk, role) for case in cases for user, role in seats]
    case_actions.seat_many(drafts, by=None, at=at)


def seat_sole(cases: Sequence[Case], judge: User, clerk: User) -> None:
    """A sole judge with a clerk."""
    seat(cases, (judge, Seat.Role.SOLE), (clerk, Seat.Role.CLERK))


@pytest.fixture
def case(people: People, court_clerk: User) -> Case:
    """One case before a sole judge."""
    cases = open_disputes(people.clerk, PERSON)
    seat_sole(cases, people.judge, court_clerk)
    return cases[0]


def litigant(case: Case, role: str = "defendant") -> Litigant:
    """The first litigant of a role."""
    return Litigant.objects.filter(matter=case.matter_id, role=role)[0]


def judgment_facts(case: Case) -> dict[str, Any]:
    """What a judge gives for a judgment by default against the first defendant."""
    first, second = Litigant.objects.filter(matter=case.matter_id, role="defendant")
    return {
        "answers": [{"litigant_id": second.pk, "text": "对担保的事实没有异议，目前无力偿还。"}],
        "absent": [first.pk],
        "heard_on": "2023-03-01",
        "facts_found": [
            "2020年3月5日，双方签订借款合同，约定借款48000元，年利率6.5%，2022年3月4日到期。",
            "借款到期后，被告未归还本金。",
        ],
        "reasons": ["双方签订的借款合同系真实意思表示，合法有效。", "保证人应当承担连带责任。"],
        "articles": [["民法典", 674], ["民法典", 675], ["民法典", 688]],
        "orders": [
            f"被告{first.name}于本判决生效之日起十日内偿还原告{BANK}借款本金48000元、利息440.50元",
            f"被告{second.name}对上述债务承担连带清偿责任",
        ],
        "fee_full_fen": 101_101,
        "fee_fen": 50_551,
        "fee_shares": [{"litigant_id": first.pk, "fen": 50_551}, {"litigant_id": second.pk, "fen": 0}],
    }
