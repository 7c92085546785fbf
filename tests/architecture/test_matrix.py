"""Every address × every post: who may get in, who is refused with a sentence, and that each refusal is on record."""

import datetime
import re
import uuid
from pathlib import Path

import pytest
from django.test import Client

from tianping.accounts import actions
from tianping.accounts.models import User
from tianping.accounts.permissions import forbidden_sentence
from tianping.accounts.posts import Post
from tianping.config import docs
from tianping.config.docs_permissions import EVERY_METHOD, WITHOUT_GUARD, Route, render_permissions, routes
from tianping.kernel import clock
from tianping.kernel.models import AuditEntry

pytestmark = pytest.mark.usefixtures("addresses_only")

ROUTES = routes()
LOG_INS = ("/accounts/login/", "/accounts/phone/")
LOG_OUT = "account_logout"
# They lead everybody to a log-in page, as they should.
LEADS_TO_LOG_IN = frozenset({LOG_OUT, "phone_code", "phone_sign_up"})
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
IDENTITY_NUMBER = "622727199001010011"
# Values that belong to nothing, by the converters of the addresses.
NOBODYS = {"int": "999999999", "uuid": str(uuid.UUID(int=7)), "slug": "nothing", "str": "nothing", "path": "nothing"}
METHODS = ("get", "post")


def address(route: Route) -> str:
    """An address of the route that leads to no object."""
    return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda found: NOBODYS[found[1] or "str"], route.address)


def somebody(*posts: Post) -> User:
    """A person with these posts."""
    person = actions.add_person("somebody", "何某", "tianping-2023", by=None, at=clock.now())
    for post in posts:
        actions.appoint(person, post, since=datetime.date(2023, 1, 1), by=None, at=clock.now())
    return person


def answers(person: User | None) -> list[tuple[Route, str, object]]:
    """What the court answers this person on every address by GET and by POST; whoever was signed out comes back."""
    actions.found_court(code="甘1027", name="镇原县人民法院", province="甘肃", is_demonstration=True, at=clock.now())
    found, client = [], Client()
    for route in ROUTES:
        for method in METHODS if route.methods == EVERY_METHOD else route.methods.lower().split(", "):
            if person is not None and "sessionid" not in client.cookies:
                client.force_login(person, backend=BACKEND)
            data = {"q": IDENTITY_NUMBER, "identity_number": IDENTITY_NUMBER}
            found.append((route, method, getattr(client, method)(address(route), data)))
            if route.name == LOG_OUT:
                client = Client()
    return found


def sent_to_log_in(response) -> bool:
    """Whether the answer is the way to the log-in page; a program is told in a sentence."""
    return response.status_code == 401 or (response.status_code == 302 and response["Location"].startswith(LOG_INS))


def nothing_typed_is_on_record() -> bool:
    """Whether the audit log holds entries, and none of them the identity number that was typed everywhere."""
    rows = [str(row) for row in AuditEntry.objects.values_list("action", "subject", "detail")]
    return bool(rows) and not any(re.search(r"\d{17}[\dXx]", row) for row in rows)


def test_every_address_carries_a_permission() -> None:
    assert [route.address for route in ROUTES if route.permission is None] == []


def test_no_declared_exception_is_out_of_use() -> None:
    unused = [prefix for prefix in WITHOUT_GUARD if not any(route.address.startswith(prefix) for route in ROUTES)]
    assert unused == []


def test_the_page_of_the_matrix_says_what_the_code_says() -> None:
    written = (Path(docs.ROOT) / "docs" / "permissions.md").read_text(encoding="utf-8")
    assert written == docs.NOTICE + render_permissions()["permissions.md"].rstrip() + "\n"


@pytest.mark.django_db
@pytest.mark.parametrize("post", [*Post, None], ids=lambda post: post.value if post else "without_post")
def test_a_post_opens_its_addresses_and_no_other_and_each_refusal_is_on_record(post: Post | None) -> None:
    held = frozenset({post}) if post else frozenset()
    wrong, refused = [], []
    for route, method, response in answers(somebody(*held)):
        is_allowed = route.permission is not None and route.permission.allows(held)
        got_in = response.status_code != 403 and (route.name in LEADS_TO_LOG_IN or not sent_to_log_in(response))
        if got_in != is_allowed or response.status_code >= 500:
            wrong.append((method, route.address, response.status_code))
        if response.status_code == 403:
            refused.append((f"permission:{route.permission.name}", route.address, method.upper()))
            assert forbidden_sentence(held) in response.content.decode(), route.address
    assert wrong == []
    refusals = AuditEntry.objects.filter(action="access.refused", subject__startswith="permission:")
    written = refusals.order_by("pk").values_list("subject", "detail")
    assert [(subject, detail["route"], detail["method"]) for subject, detail in written] == refused
    assert nothing_typed_is_on_record()


@pytest.mark.django_db
def test_a_stranger_is_sent_to_the_log_in_from_every_address_that_is_not_public() -> None:
    wrong = [
        (method, route.address, response.status_code)
        for route, method, response in answers(None)
        if route.permission and not route.permission.public and not sent_to_log_in(response)
    ]
    assert wrong == []
    assert nothing_typed_is_on_record()
