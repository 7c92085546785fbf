"""Pages of the pools: who is in them, and who takes no new cases for a time."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.models import User
from tianping.accounts.permissions import held_posts, signed_in
from tianping.accounts.posts import Post
from tianping.accounts.queries import people_with_post
from tianping.kernel import clock
from tianping.kernel.refusals import Refused, tried
from tianping.kernel.submissions import once
from tianping.trial.assignment import actions, queries
from tianping.trial.assignment.forms import MemberForm, PauseForm, PoolForm
from tianping.trial.assignment.models import Member, Pause, Pool
from tianping.trial.assignment.permissions import MANAGE_POOLS
from tianping.trial.assignment.views.common import not_there

ROLES = (
    (Post.JUDGE, Member.Role.JUDGE),
    (Post.JUDGE_ASSISTANT, Member.Role.ASSISTANT),
    (Post.COURT_CLERK, Member.Role.CLERK),
)


@require_http_methods(["GET"])
def pool_list(request: HttpRequest) -> HttpResponse:
    """分案团队: the pools, and who takes no new cases just now."""
    return _list(request)


@require_http_methods(["GET", "POST"])
@once
def open_pool(request: HttpRequest) -> HttpResponse:
    """设立团队."""
    if request.method == "GET":
        return redirect("pool_list")
    form = PoolForm(request.POST, prefix="pool")
    made: list[Pool] = []

    def verb() -> None:
        typed = form.cleaned_data
        made.append(
            actions.open_pool(
                typed["name"], tracks=typed["tracks"], causes=typed["causes"], by=signed_in(request), at=clock.now()
            )
        )

    if _done(request, form, verb, "团队已设立，请增加成员。"):
        return redirect("pool", made[0].pk)
    return _list(request, pool_form=form)


@require_http_methods(["GET", "POST"])
@once
def pause(request: HttpRequest) -> HttpResponse:
    """暂停分案."""
    if request.method == "GET":
        return redirect("pool_list")
    form = PauseForm(_judges(), request.POST, prefix="pause")

    def verb() -> None:
        typed = form.cleaned_data
        actions.pause(
            form.person,
            typed["reason"],
            since=typed["since"],
            until=typed["until"],
            by=signed_in(request),
            at=clock.now(),
        )

    if _done(request, form, verb, "已登记暂停分案。"):
        return redirect("pool_list")
    return _list(request, pause_form=form)


@require_http_methods(["GET", "POST"])
@once
def end_pause(request: HttpRequest, pk: int) -> HttpResponse:
    """恢复分案."""
    made = Pause.objects.select_related("user").filter(pk=pk).first()
    if made is None:
        not_there(request, f"pause:{pk}")
    if request.method == "POST":
        actions.end_pause(made, by=signed_in(request), at=clock.now())
        messages.success(request, f"{made.user.full_name}恢复分案。")
    return redirect("pool_list")


@require_http_methods(["GET"])
def pool(request: HttpRequest, pk: int) -> HttpResponse:
    """One pool and who is in it."""
    return _page(request, _found(request, pk))


@require_http_methods(["GET", "POST"])
@once
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """增加成员."""
    found = _found(request, pk)
    if request.method == "GET":
        return redirect("pool", pk)
    form = _member_form(found, request.POST)

    def verb() -> None:
        user, role = form.person
        judge = None if role == Member.Role.JUDGE else form.judge
        actions.add_member(
            found, user, role, serves=judge, weight=form.cleaned_data["weight"], by=signed_in(request), at=clock.now()
        )

    if _done(request, form, verb, "已增加成员。"):
        return redirect("pool", pk)
    return _page(request, found, form=form)


@require_http_methods(["GET", "POST"])
@once
def end(request: HttpRequest, pk: int, member_id: int) -> HttpResponse:
    """移出成员."""
    found = _found(request, pk)
    member = Member.objects.filter(pk=member_id, pool=found).first()
    if member is None:
        not_there(request, f"member:{member_id}")
    if request.method == "POST":
        refused = tried(lambda: actions.end_member(member, by=signed_in(request), at=clock.now()))
        if refused is not None:
            return _page(request, found, refused=refused)
        messages.success(request, "已移出该成员。")
    return redirect("pool", pk)


@require_http_methods(["GET", "POST"])
@once
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """撤销团队."""
    found = _found(request, pk)
    if request.method == "GET":
        return redirect("pool", pk)
    refused = tried(lambda: actions.close_pool(found, by=signed_in(request), at=clock.now()))
    if refused is not None:
        return _page(request, found, refused=refused)
    messages.success(request, f"{found.name}已撤销。")
    return redirect("pool_list")


def _done(request: HttpRequest, form: Any, verb: Callable[[], None], said: str) -> bool:
    """Whether it was done; what was wrong stands in the form."""
    if not form.is_valid():
        return False
    refused = tried(verb)
    if refused is not None:
        form.add_error(None, str(refused))
        return False
    messages.success(request, said)
    return True


def _judges() -> list[User]:
    return list(people_with_post(Post.JUDGE, clock.today()))


def _found(request: HttpRequest, pk: int) -> Pool:
    found = queries.open_pools().filter(pk=pk).first()
    if found is None:
        not_there(request, f"pool:{pk}")
    return found


def _member_form(found: Pool, typed: Any = None) -> MemberForm:
    today = clock.today()
    people = {f"{role}-{user.pk}": (user, role) for post, role in ROLES for user in people_with_post(post, today)}
    return MemberForm(people, list(queries.judges_of(found, today)), typed, prefix="member")


def _list(request: HttpRequest, *, pool_form: Any = None, pause_form: Any = None) -> HttpResponse:
    context = {
        "pools": queries.pool_rows(clock.today()),
        "pauses": queries.pauses_from(clock.today()),
        "may_manage": MANAGE_POOLS.allows(held_posts(request.user)),
        "pool_form": pool_form or PoolForm(prefix="pool"),
        "pause_form": pause_form or PauseForm(_judges(), prefix="pause"),
    }
    return render(request, "assignment/pools.html", context, status=422 if pool_form or pause_form else 200)


def _page(request: HttpRequest, found: Pool, *, form: Any = None, refused: Refused | None = None) -> HttpResponse:
    context = {
        "pool": found,
        "rows": queries.members_with_loads(found, clock.today()),
        "may_manage": MANAGE_POOLS.allows(held_posts(request.user)),
        "form": form or _member_form(found),
        "refused": refused,
    }
    failed = refused.status if refused is not None else 422 if form else 200
    return render(request, "assignment/pool.html", context, status=failed)
