"""Every address with an object × post × method × one's own or somebody else's: what is not one's own does not exist."""

import uuid
from collections.abc import Mapping

import pytest
from django.test import Client

from tests.architecture.objects import (
    SEATED,
    SEES_ALL,
    SEES_ALL_CASES,
    Sample,
    is_known,
    kind_of,
    samples,
    seated_people,
)
from tests.support.court import People, open_court
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.config.docs_permissions import EVERY_METHOD, Route, routes
from tianping.kernel.models import AuditEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("addresses_only")]

WITH_OBJECT = [route for route in routes() if "<" in route.address]
BOUND = [route for route in WITH_OBJECT if kind_of(route)]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def people() -> People:
    return open_court()


def test_of_every_object_it_is_known_to_whom_it_belongs() -> None:
    assert [route.address for route in WITH_OBJECT if not is_known(route)] == []


def those_who_have(people: People) -> Mapping[Post, User]:
    """Somebody of each post that has objects of its own."""
    return {**seated_people(), Post.MEDIATOR: people.mediator}


def asked(route: Route, person: User, sample: Sample) -> list[tuple[str, int]]:
    """What the court answers a person on the route by each of its methods."""
    client = Client()
    client.force_login(person, backend=BACKEND)
    methods = ("get", "post") if route.methods == EVERY_METHOD else route.methods.lower().split(", ")
    address = sample.address(route)
    return [(method, _status(client, method, address)) for method in methods]


def _status(client: Client, method: str, address: str) -> int:
    return getattr(client, method)(address, {"submission_key": str(uuid.uuid4())}).status_code


@pytest.mark.parametrize("post", [*SEATED, Post.MEDIATOR], ids=lambda post: post.value)
def test_what_is_somebody_elses_does_not_exist_and_what_is_ones_own_does(people: People, post: Post) -> None:
    those = those_who_have(people)
    own, other = samples(people, those)
    wrong = []
    for route in BOUND:
        if route.permission is None or not route.permission.allows(frozenset({post})):
            continue
        answers = asked(route, those[post], other)
        wrong += [("other's", method, route.address, status) for method, status in answers if status not in (404, 405)]
        answers = asked(route, those[post], own)
        wrong += [("own", method, route.address, status) for method, status in answers if status in (404, 500)]
    assert wrong == []


@pytest.mark.parametrize("who", ["clerk", "head", "vice_president", "president"])
def test_whoever_sees_all_sees_the_objects_of_everybody(people: People, who: str) -> None:
    person, those = getattr(people, who), those_who_have(people)
    (post,) = person.posts
    _own, other = samples(people, those)
    unseen = [
        (method, route.address, status)
        for route in BOUND
        if route.permission is not None
        and route.permission.allows(frozenset({post}))
        and post in SEES_ALL.get(kind_of(route) or "", SEES_ALL_CASES)
        for method, status in asked(route, person, other)
        if method == "get" and status in (404, 500)
    ]
    assert unseen == []


# Pages that show of their object only numbers, days, and names of the court's own people.
SHOW_NOTHING_PERSONAL = (
    "api/v1/cases/<case_id>/clocks",
    "assignment/reassignments/<int:pk>/",
    "cases/clocks/<int:clock_id>/exclude/",
    "cases/clocks/<int:clock_id>/extend/",
    "hearings/cases/<int:case_id>/open/",
    "supervised/cases/<int:case_id>/mark/",
)


def test_every_look_at_an_object_with_personal_data_stands_in_the_audit_log(people: People) -> None:
    those = those_who_have(people)
    own, _other = samples(people, those)
    silent = []
    for route in BOUND:
        for post, person in those.items():
            if route.permission is None or not route.permission.allows(frozenset({post})):
                continue
            client = Client()
            client.force_login(person, backend=BACKEND)
            before = AuditEntry.objects.count()
            if _status(client, "get", own.address(route)) == 200 and AuditEntry.objects.count() == before:
                silent.append(route.address)
                break
    assert silent == sorted(SHOW_NOTHING_PERSONAL)
