"""The JSON API of the court's own register: whoever is signed in."""

import functools

from django.http import HttpRequest
from django.middleware.csrf import get_token
from ninja import Router, Schema

from tianping.accounts.permissions import SIGNED_IN, check_request, held_posts, signed_in
from tianping.accounts.posts import Post
from tianping.accounts.queries import first_page_of, this_court
from tianping.kernel import clock
from tianping.kernel.web.api import REFUSALS, Guard

router = Router(tags=["me"])
may = functools.partial(Guard, check=check_request)


class HeldPost(Schema):
    """A post that somebody holds today."""

    post: str
    label: str


class Me(Schema):
    """Who is signed in, in which court, on which day, and where work begins."""

    username: str
    full_name: str
    posts: list[HeldPost]
    court_code: str
    court_name: str
    today: str
    first_page: str


@router.get("/me", response={200: Me, **REFUSALS}, auth=may(SIGNED_IN), summary="Who is signed in")
def me(request: HttpRequest) -> Me:
    """Answers with the csrftoken cookie, whose value every writing request sends back as X-CSRFToken."""
    get_token(request)
    user, court = signed_in(request), this_court()
    held = held_posts(user)
    return Me(
        username=user.username,
        full_name=user.full_name,
        posts=[HeldPost(post=post.value, label=str(post.label)) for post in Post if post in held],
        court_code=court.code,
        court_name=court.name,
        today=clock.today().isoformat(),
        first_page=first_page_of(held),
    )
