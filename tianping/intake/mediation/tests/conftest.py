"""The court, its people and disputes referred to mediation, for every test of the room."""

import pytest

from tests.support.court import AT, MEDIATORS, People, open_court
from tianping.accounts.models import User
from tianping.cases.actions import LitigantDraft, MatterDraft, open_matters
from tianping.intake.mediation.actions import add_member, refer_many
from tianping.intake.mediation.models import Organisation, Referral

PHONE = "19900000001"


@pytest.fixture
def people(db: None) -> People:
    """The demonstration court's people."""
    return open_court()


def refer(by: User, *names: str, to: str = MEDIATORS) -> list[Referral]:
    """Disputes of the bank with these people, each referred to the mediators."""
    drafts = [
        MatterDraft(
            cause_name="金融借款合同纠纷",
            claim_fen=4_844_000,
            claim_text="请求判令被告偿还借款本金。",
            litigants=(
                LitigantDraft(role="plaintiff", kind="legal", name="镇原示范村镇银行股份有限公司"),
                LitigantDraft(
                    role="defendant",
                    kind="natural",
                    name=name,
                    identity_kind="resident_id",
                    identity_number="622827198001010019",
                    phone=PHONE,
                ),
            ),
        )
        for name in names
    ]
    return refer_many(open_matters(drafts, at=AT), to, by=by, at=AT)


@pytest.fixture
def colleague(people: People) -> User:
    """Another mediator of the same organisation."""
    organisation = Organisation.objects.get(name=MEDIATORS)
    add_member(organisation, people.second_mediator, by=people.clerk, at=AT)
    return people.second_mediator


@pytest.fixture
def referral(people: People) -> Referral:
    """One dispute with 黄小明 that waits for a mediator."""
    (referred,) = refer(people.clerk, "黄小明")
    return referred
