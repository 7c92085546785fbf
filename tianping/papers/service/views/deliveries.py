"""Pages of service (送达): the list with its ticked rows, one delivery with its attempts, and its proof."""

from collections.abc import Callable, Collection
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import held_posts, signed_in
from tianping.accounts.queries import this_court
from tianping.kernel import audit, clock, files
from tianping.kernel.refusals import Refused, tried
from tianping.kernel.submissions import once
from tianping.kernel.uploads import ENDINGS
from tianping.kernel.web.components import Tab
from tianping.kernel.web.downloads import attachment
from tianping.law import electronic_consent
from tianping.law.answers import Answer
from tianping.papers.service import actions, queries
from tianping.papers.service.forms import AttemptForm, ConsentForm
from tianping.papers.service.happenings import electronic_place, what_happened
from tianping.papers.service.models import Delivery
from tianping.papers.service.permissions import RECORD_SERVICE
from tianping.papers.service.tables import GROUPS, delivery_table, status_facts, title_of

MOST_AT_ONCE = 4_000
PENDING = "制发在先、还没有送达的文书，可以在送达页面发送电子送达。"


@require_http_methods(["GET"])
def delivery_list(request: HttpRequest) -> HttpResponseBase:
    """送达: what has to be served, what came back, what was served."""
    table, rows, context = _list(request, None if request.GET.get("ticked") == "all" else (), None)
    return table.respond(request, rows, "service/list.html", context)


@require_http_methods(["GET", "POST"])
@once
def record_ticked(request: HttpRequest) -> HttpResponse:
    """登记送达结果 of the ticked deliveries, or of all that the list shows, with the same method, day and receiver.

    All or none.
    """
    if request.method == "GET":
        return _back(request)
    ids = _chosen(request)
    form = AttemptForm(request.POST)
    refused: Refused | None = None if ids else Refused("请先勾选要登记的文书。")
    if len(ids) > MOST_AT_ONCE:
        refused = Refused(f"一次最多登记{MOST_AT_ONCE}份，请先用筛选条件缩小范围，分几次登记。")
    if refused is None and form.is_valid():
        refused = tried(lambda: _record(request, ids, form))
        if refused is None:
            return _back(request)
    table, rows, context = _list(request, ids, form)
    context |= {"table": table.page(request.GET, rows), "refused": refused}
    return render(request, "service/list.html", context, status=refused.status if refused is not None else 422)


@require_http_methods(["GET", "POST"])
@once
def send_ticked(request: HttpRequest) -> HttpResponse:
    """发送电子送达 of the ticked deliveries, all or none."""
    if request.method == "GET":
        return _back(request)
    ids = _chosen(request)
    refused: Refused | None = Refused("请先勾选要发送的文书。")
    if ids:
        refused = tried(lambda: _send(request, ids))
    if refused is None:
        return _back(request)
    table, rows, context = _list(request, ids, None)
    context |= {"table": table.page(request.GET, rows), "refused": refused}
    return render(request, "service/list.html", context, status=refused.status)


@require_http_methods(["GET"])
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper on its way to one litigant: what was tried, and from when by which article it counts."""
    return _page(request, pk)


@require_http_methods(["GET", "POST"])
@once
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """登记送达结果 of one delivery."""
    found = _found(request, pk)
    form = AttemptForm(request.POST)
    return _do(request, found, form, lambda: _record(request, [found.pk], form), attempt=form)


@require_http_methods(["GET", "POST"])
@once
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """发送电子送达 of one delivery to an addressee who agreed after the issue."""
    found = _found(request, pk)
    if request.method == "GET":
        return redirect("delivery", found.pk)
    refused = tried(lambda: _send(request, [found.pk]))
    return redirect("delivery", found.pk) if refused is None else _page(request, found.pk, refused=refused, failed=True)


@require_http_methods(["GET", "POST"])
@once
def consent(request: HttpRequest, pk: int) -> HttpResponse:
    """登记同意电子送达."""
    found = _found(request, pk)
    form = ConsentForm(request.POST)
    return _do(request, found, form, lambda: _consent(request, found, form), consenting=form)


@require_http_methods(["GET", "POST"])
@once
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """登记撤回同意电子送达."""
    found = _found(request, pk)
    if request.method == "POST":
        actions.note_withdrawal(found.litigant, by=signed_in(request), at=clock.now())
        messages.success(request, f"已登记{found.litigant.name}撤回同意电子送达。")
    return redirect("delivery", found.pk)


@require_http_methods(["GET"])
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    """送达回证: the proof of service, to be printed and signed."""
    found = _found(request, pk)
    audit.record_look("delivery.view", f"delivery:{found.pk}", by=signed_in(request), at=clock.now())
    context = _facts(found)
    # A copy of the complaint goes with the notice to respond (民事诉讼法第一百二十八条).
    along = "、起诉状副本" if found.paper.kind == queries.RESPONSE else ""
    context |= {
        "court": this_court(),
        "title": f"{context['title']}{along}",
        "printed_on": clock.today(),
        "electronic_place": electronic_place(context["attempts"]),
    }
    return render(request, "service/proof.html", context)


@require_http_methods(["GET"])
def signed(request: HttpRequest, pk: int) -> HttpResponseBase:
    """送达回证签收件: what was signed at the window when the paper was handed over."""
    found = _found(request, pk)
    scan = queries.scan_of(found)
    if scan is None:
        return redirect("delivery", pk)
    audit.record_look("delivery.view", f"delivery:{pk}", by=signed_in(request), at=clock.now())
    return attachment(files.read(scan), f"送达回证签收件.{ENDINGS[scan.media_type]}", scan.media_type)


def _record(request: HttpRequest, ids: list[int], form: AttemptForm) -> None:
    served = actions.record_attempts_many(ids, form.tried, by=signed_in(request), at=clock.now())
    failed = len(set(ids)) - len(served)
    said = [f"已登记送达{len(served)}份" if served else "", f"{failed}份没有送达，列入退回待补送" if failed else ""]
    messages.success(request, "，".join(filter(None, said)) + "。")


def _send(request: HttpRequest, ids: list[int]) -> None:
    sent = actions.send_many(ids, by=signed_in(request), at=clock.now())
    messages.success(request, f"已发送电子送达{len(sent)}份，送达信息到达以后自动登记为已送达。")


def _consent(request: HttpRequest, found: Delivery, form: ConsentForm) -> None:
    typed = form.cleaned_data
    agreed = actions.Agreed(typed["address"], typed["evidence"], typed["channel"], typed["steps"])
    actions.consent(found.litigant, agreed, by=signed_in(request), at=clock.now())
    messages.success(request, f"已登记{found.litigant.name}同意电子送达。{PENDING}")


def _do(request: HttpRequest, found: Delivery, form: Any, verb: Callable[[], None], **forms: Any) -> HttpResponse:
    if request.method == "GET":
        return redirect("delivery", found.pk)
    refused: Refused | None = None
    if form.is_valid():
        refused = tried(verb)
        if refused is None:
            return redirect("delivery", found.pk)
    return _page(request, found.pk, refused=refused, failed=True, **forms)


def _back(request: HttpRequest) -> HttpResponse:
    """To the list as it was narrowed."""
    query = request.GET.urlencode()
    return redirect(f"{reverse('delivery_list')}?{query}" if query else "delivery_list")


def _chosen(request: HttpRequest) -> list[int]:
    """The ticked deliveries; with 全部, all of the group that the list shows under its search and filters."""
    if "everything" not in request.POST:
        return [int(text) for text in request.POST.getlist("ids") if text.isdecimal() and len(text) < 19]
    table, rows, _context = _list(request, (), None)
    return list(table.narrowed(request.GET, rows).order_by().values_list("pk", flat=True)[: MOST_AT_ONCE + 1])


def _found(request: HttpRequest, pk: int) -> Delivery:
    return get_object_or_404(queries.visible_deliveries(request.user), pk=pk)


def _list(request: HttpRequest, ticked: Collection[int] | None, form: AttemptForm | None) -> tuple[Any, Any, Any]:
    # What is searched for without a group is looked for in all: the first that has it opens, the others say how many.
    wanted = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    counts, asked = queries.counts_by_status(request.user, wanted), request.GET.get("group", "")
    looked_in = ("retry", "waiting", "served") if wanted else ("retry", "waiting")
    group = asked if asked in GROUPS else next((name for name in looked_in if counts.get(name)), "waiting")
    kept, address = {"q": wanted} if wanted else {}, reverse("delivery_list")
    may_record = RECORD_SERVICE.allows(held_posts(request.user)) and group != "served"
    context = {
        "group": group,
        "tabs": [
            Tab(
                label,
                f"{address}?{urlencode({'group': key, **kept})}",
                key == group,
                counts.get(key, 0),
            )
            for key, label in GROUPS.items()
        ],
        "may_record": may_record,
        "form": form if form is not None else AttemptForm(initial={"day": clock.today()}),
    }
    table = delivery_table(group, ticks=may_record, ticked=ticked)
    return table, queries.visible_deliveries(request.user).filter(status=group), context


def _page(
    request: HttpRequest,
    pk: int,
    *,
    refused: Refused | None = None,
    failed: bool = False,
    attempt: AttemptForm | None = None,
    consenting: ConsentForm | None = None,
) -> HttpResponse:
    found = _found(request, pk)
    audit.record_look("delivery.view", f"delivery:{found.pk}", by=signed_in(request), at=clock.now())
    may_record = RECORD_SERVICE.allows(held_posts(request.user)) and found.status in queries.OPEN
    ways = queries.ways_to_retry([found], on=clock.today())[found.pk] if found.status == "retry" else []
    # Electronic service is a button of its own.
    first = next(({"method": way.method} for way in ways if way.method != "electronic"), {})
    context = _facts(found) | {
        "may_record": may_record,
        "ways": ways,
        "may_send": may_record and queries.can_be_sent(found) and not queries.under_way([found], on=clock.today()),
        "refused": refused,
        "form": attempt if attempt is not None else AttemptForm(initial={"day": clock.today(), **first}),
        "consent_form": consenting if consenting is not None else ConsentForm(),
    }
    status = 200 if not failed else refused.status if refused is not None else 422
    return render(request, "service/delivery.html", context, status=status)


def _facts(found: Delivery) -> dict[str, Any]:
    attempts = list(queries.attempts_of(found))
    answer = None
    if found.status == "served":
        answer = Answer(None, tuple(found.steps), tuple(found.because), found.certainty, tuple(found.notes))
    consent = queries.consents_of([found.litigant_id]).get(found.litigant_id)
    lacking = ""
    if consent is not None and found.status != "served" and not queries.covers(consent, found.paper):
        lacking = electronic_consent.not_covered(queries.step_of_paper(found.paper), clock.today())
    elif consent is not None and found.status != "served" and queries.with_paper_copies([found.paper]):
        lacking = electronic_consent.copy_on_paper(clock.today())
    return {
        "delivery": found,
        "paper": found.paper,
        "case": found.paper.case,
        "litigant": found.litigant,
        "title": title_of(found),
        "status": status_facts(found),
        "attempts": attempts,
        "entries": what_happened(attempts, queries.announced(found), for_staff=True),
        "answer": answer,
        "signed": queries.scan_of(found) is not None,
        "consent": consent,
        "lacking": lacking,
        "places": queries.confirmed_places(found.litigant_id),
    }
