"""People who write pleadings, and pages in their hands."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.support.court import AT, DAY, FOUNDED, PASSWORD, People, open_court
from tests.support.uploads import PHOTO
from tianping.accounts.actions import add_person, appoint
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import acting
from tianping.intake.application import actions
from tianping.intake.application.actions import Carried
from tianping.intake.application.models import Application

LOAN = "民间借贷纠纷"
LENT = {
    "written": "note",
    "signed_on": "2022-05-01",
    "principal_fen": 5_000_000,
    "lent_on": "2022-05-01",
    "paid_by": ["transfer"],
    "has_due": "yes",
    "due_on": "2022-11-01",
    "has_interest": "no",
    "principal_owed_fen": 5_000_000,
    "bears_fee": "yes",
}
PLAINTIFF = {
    "kind": "natural",
    "name": "甄秀兰",
    "identity_kind": "resident_id",
    "identity_number": "622827196001010023",
    "address": "甘肃省庆阳市镇原县城关镇东街1号",
    "phone": "13800000001",
}
DEFENDANT = {"kind": "natural", "name": "贾有财", "address": "甘肃省庆阳市镇原县平泉镇西村2组"}


@pytest.fixture
def people(db: None) -> People:
    """The demonstration court with its people."""
    return open_court()


def citizen(username: str, name: str, post: Post = Post.LITIGANT) -> User:
    """Somebody who sues."""
    user = add_person(username, name, PASSWORD, by=None, at=FOUNDED)
    appoint(user, post, since=FOUNDED.date(), by=None, at=FOUNDED)
    return acting(user, DAY)


@pytest.fixture
def plaintiff(people: People) -> User:
    """甄秀兰, sixty-three, with a cheap phone."""
    return citizen("xiulan", "甄秀兰")


def whole(by: User, cause: str = LOAN, answers: dict[str, Any] | None = None) -> Application:
    """A pleading with nothing missing, written by the verbs."""
    made = actions.begin(cause, Carried(answers or LENT), by=by, at=AT)
    for role, typed in (("plaintiff", PLAINTIFF), ("defendant", DEFENDANT)):
        actions.put_person(made, role, typed, by=by, at=AT)
    actions.choose_agent(made, None, by=by, at=AT)
    document = actions.put_document(made, "identity", "身份证", by=by, at=AT)
    actions.add_sheet(document, PHOTO, "身份证.jpg", by=by, at=AT)
    actions.choose_mediation(made, False, by=by, at=AT)
    service = {"service_address": PLAINTIFF["address"], "service_recipient": "甄秀兰", "service_phone": "13800000001"}
    actions.confirm_service(made, {**service, "electronic_service": True}, by=by, at=AT)
    return Application.objects.get(pk=made.pk)


PageOf = Callable[[User], Client]


@pytest.fixture
def page_of() -> PageOf:
    """A browser in which somebody has logged in."""

    def log_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return log_in


def key() -> dict[str, str]:
    """The key that a browser makes for a form."""
    return {"submission_key": str(uuid.uuid4())}
