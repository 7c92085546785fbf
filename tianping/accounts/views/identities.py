"""The clerk's pages of citizens: comparing a person with their document, a lawyer with the licence (实名核验)."""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts import actions, queries
from tianping.accounts.models import Identity
from tianping.accounts.permissions import signed_in
from tianping.kernel import audit, clock
from tianping.kernel.refusals import Refused
from tianping.kernel.submissions import once
from tianping.kernel.web.tables import Column, Filter, Table
from tianping.law import identities, masking

GET, POST = require_http_methods(["GET"]), require_http_methods(["POST"])
STATES = (("waiting", "待核验身份"), ("lawyer", "待核对执业证"), ("done", "已核验"))


def _in_state(rows: QuerySet[Identity], state: str) -> QuerySet[Identity]:
    if state == "waiting":
        return rows.filter(verified_at=None)
    if state == "lawyer":
        return rows.filter(licence_confirmed_at=None).exclude(licence_number="")
    return rows.filter(verified_at__isnull=False)


def _state(row: Identity) -> str:
    if row.verified_at is None:
        return "待核验身份"
    return "待核对执业证" if row.licence_number and row.licence_confirmed_at is None else "已核验"


TABLE = Table(
    caption="当事人身份",
    columns=(
        Column("user.full_name", "姓名", sort=("user__sort_key",), link=True, nowrap=True),
        Column("identity_kind", "证件", value=lambda row: identities.KINDS.get(row.identity_kind, ""), width="term"),
        Column(
            "identity_number", "证件号码", value=lambda row: masking.mask_identity(row.identity_number), nowrap=True
        ),
        Column("phone", "手机号码", value=lambda row: masking.mask_phone(row.phone), nowrap=True),
        Column("firm", "律师执业机构", width="wide"),
        Column("consented_at", "注册时间", sort=("consented_at",), nowrap=True),
        Column("state", "状态", value=_state, nowrap=True),
    ),
    default_sort="-consented_at",
    filters=(Filter("state", "状态", choices=STATES, apply=_in_state),),
    # By a whole name or a whole number only: nobody is found by guessing.
    search=lambda rows, text: rows.filter(pk__in=queries.identities_of(text).order_by().values("pk")),
    search_label="完整的姓名、证件号码或手机号码",
    row_url=lambda row: reverse("identity", args=[row.pk]),
    exportable=False,
    empty_title="还没有注册的当事人",
    empty_text="当事人、律师用手机号码注册以后，在这里核验身份。",
)


@GET
def listing(request: HttpRequest) -> HttpResponseBase:
    """当事人身份: who has signed up, numbers masked."""
    return TABLE.respond(request, queries.identities(), "accounts/identities.html")


@GET
def single(request: HttpRequest, pk: int) -> HttpResponse:
    """One citizen, numbers masked, and what can be done about them."""
    identity = _identity(pk)
    audit.record_look("identity.view", f"person:{pk}", by=signed_in(request), at=clock.now())
    return _page(request, identity)


@POST
def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """The numbers in full, to be compared with the document; on record first."""
    identity = _identity(pk)
    audit.record("personal_data.reveal", f"person:{pk}", by=signed_in(request), at=clock.now(), what="identity")
    return _page(request, identity, shown=True)


@POST
@once
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    """核验身份."""
    return _do(
        request, pk, lambda row: actions.verify_identity(row, by=signed_in(request), at=clock.now()), "身份已核验。"
    )


@POST
@once
def confirm_lawyer(request: HttpRequest, pk: int) -> HttpResponse:
    """核对律师执业证."""
    done = "律师执业证已核对，该人现在可以律师身份办理。"
    return _do(request, pk, lambda row: actions.confirm_lawyer(row, by=signed_in(request), at=clock.now()), done)


def _do(request: HttpRequest, pk: int, verb: Callable[[Identity], None], done: str) -> HttpResponse:
    identity = _identity(pk)
    try:
        verb(identity)
    except Refused as refusal:
        return _page(request, identity, refusal=refusal)
    messages.success(request, done)
    return redirect("identity", pk)


def _page(
    request: HttpRequest, identity: Identity, *, shown: bool = False, refusal: Refused | None = None
) -> HttpResponse:
    context = {
        "identity": identity,
        "document": identities.KINDS.get(identity.identity_kind, ""),
        "shown": shown,
        "refusal": refusal,
        "is_lawyer_waiting": bool(identity.licence_number) and identity.licence_confirmed_at is None,
    }
    return render(request, "accounts/identity.html", context, status=refusal.status if refusal else 200)


def _identity(pk: int) -> Identity:
    return get_object_or_404(queries.identities(), pk=pk)
