"""Pages of the review (立案审查): the queue, one filing, and the verbs of a review."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import held_posts, signed_in
from tianping.intake.filing import actions, queries
from tianping.intake.filing.forms.reviewing import (
    PREFIX,
    AcceptForm,
    CorrectionForm,
    ReferForm,
    RefuseForm,
)
from tianping.intake.filing.models import Filing
from tianping.intake.filing.permissions import RECEIVE, REVIEW
from tianping.intake.filing.receipts import receipts_of
from tianping.intake.filing.states import FILING, WITHDRAWABLE
from tianping.intake.filing.tables import filing_table
from tianping.intake.filing.views.shown import facts_of, leads_back, shown
from tianping.intake.mediation.queries import organisation_names
from tianping.kernel import audit, clock, drafts, files
from tianping.kernel.refusals import Refused
from tianping.kernel.submissions import once
from tianping.kernel.web.components import Tab
from tianping.kernel.web.downloads import attachment
from tianping.law.fee_kinds import left_to_the_court
from tianping.law.wording import chinese_date
from tianping.money.fees.queries import relief_of

FIRST = "received"
BOTH = require_http_methods(["GET", "POST"])


@require_http_methods(["GET"])
def filing_list(request: HttpRequest) -> HttpResponseBase:
    """立案审查: filings by state, those that wait for review first."""
    status = request.GET.get("status", "")
    status = status if status in FILING.labels else FIRST
    may_review = REVIEW.allows(held_posts(request.user))
    tick = may_review and status == FIRST
    table = filing_table(clock.today(), tick=tick, all_ticked=request.GET.get("ticked") == "all")
    counts = queries.counts_by_status()
    tabs = [
        Tab(label, f"{reverse('filing_list')}?status={state}", active=state == status, count=counts.get(state, 0))
        for state, label in FILING.labels.items()
    ]
    may_receive = RECEIVE.allows(held_posts(request.user))
    context: dict[str, Any] = {"tabs": tabs, "tick": tick, "status": status, "may_receive": may_receive}
    context["mediators"] = organisation_names() if tick else ()
    return table.respond(request, queries.filings().filter(status=status), "filing/list.html", context)


@require_http_methods(["GET"])
def filing(request: HttpRequest, pk: int) -> HttpResponse:
    """One filing: who, what, notes, the procedure and fee it would get, and what may be done."""
    return _page(request, pk)


@require_http_methods(["GET"])
def material(request: HttpRequest, pk: int, material_id: int) -> HttpResponseBase:
    """One piece that was handed in with a filing."""
    found = queries.material_of(pk, material_id)
    if found is None:
        raise Http404
    audit.record_look("filing.material", f"filing:{pk}", by=signed_in(request), at=clock.now(), material=found.pk)
    return attachment(files.read(found.file), found.file_name, found.file.media_type)


@BOTH
@leads_back
@once
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """登记立案."""
    found = get_object_or_404(_filings(), pk=pk)
    form = AcceptForm(request.POST, prefix=PREFIX)
    if form.is_valid():
        acceptance = actions.Acceptance(
            facts={found.pk: form.facts(found.matter.claim_fen)},
            override=form.override,
            fast_team=form.cleaned_data["fast_team"],
            large_claims_are_simple=form.cleaned_data["large_claims_reason"],
            fees_wait=form.cleaned_data["fees_wait"],
        )
        try:
            (case,) = actions.accept_many([found], acceptance, by=signed_in(request), at=clock.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已登记立案，案号{case.number}。")
            return redirect("case", case.pk)
    return _page(request, pk, status=422, accept=form)


@BOTH
@leads_back
@once
def accept_ticked(request: HttpRequest) -> HttpResponse:
    """登记立案 of all ticked filings, all or none."""
    found = list(_filings().filter(pk__in=_ticked(request)).order_by("year", "sequence"))
    actions.check_unremarked(found)
    acceptance = actions.Acceptance(fast_team="fast_team" in request.POST)
    cases = actions.accept_many(found, acceptance, by=signed_in(request), at=clock.now())
    if len(cases) == 1:
        messages.success(request, f"已登记立案，案号{cases[0].number}。")
    else:
        messages.success(request, f"已登记立案{len(cases)}件，案号{cases[0].number}至{cases[-1].number}。")
    return redirect("filing_list")


@BOTH
@leads_back
@once
def refer_ticked(request: HttpRequest) -> HttpResponse:
    """委派诉前调解 of all ticked filings, all or none."""
    found = list(_filings().filter(pk__in=_ticked(request)).order_by("year", "sequence"))
    mediator_name = request.POST.get("mediator_name", "").strip()[:60]
    if not mediator_name:
        raise Refused("请填写诉前调解委派给哪个调解组织。")
    actions.refer_many(found, mediator_name, by=signed_in(request), at=clock.now())
    messages.success(request, f"已委派诉前调解{len(found)}件。")
    return redirect("filing_list")


@BOTH
@leads_back
@once
def refer(request: HttpRequest, pk: int) -> HttpResponse:
    """委派诉前调解."""

    def do(found: Filing, form: ReferForm) -> str:
        name = form.cleaned_data["mediator_name"]
        actions.refer_many([found], name, by=signed_in(request), at=clock.now())
        return f"已委派{name}诉前调解。"

    return _do(request, pk, "refer", ReferForm(request.POST, prefix="refer"), do)


@BOTH
@leads_back
@once
def ask_correction(request: HttpRequest, pk: int) -> HttpResponse:
    """一次性告知补正: shown once more as it will be told, then told."""

    def do(found: Filing, form: CorrectionForm) -> str:
        until = form.cleaned_data["until"]
        actions.ask_correction(found, form.points, until=until, by=signed_in(request), at=clock.now())
        drafts.let_go(signed_in(request), _ask_draft(found.pk))
        return f"已告知补正，期限至{chinese_date(until)}，审查期限停止计算。"

    found = get_object_or_404(_filings(), pk=pk)
    form = _asking(found, request.POST)
    if form.is_valid() and "confirmed" in request.POST:
        return _do(request, pk, "ask", form, do)
    if not form.is_valid() or "edit" in request.POST:
        return _page(request, pk, status=422 if form.errors else 200, ask=form)
    told = actions.correction_messages(found, form.points, form.cleaned_data["until"], on=clock.today())
    context = {"filing": found, "form": form, "messages_told": told, "ask_draft": _ask_draft(found.pk)}
    return render(request, "filing/ask_correction.html", context)


@BOTH
@leads_back
@once
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """提请裁定不予受理."""

    def do(found: Filing, form: RefuseForm) -> str:
        typed = form.cleaned_data
        court, now = typed["court"], clock.now()
        actions.propose_refusal(found, typed["ground"], typed["reason"], court=court, by=signed_in(request), at=now)
        return "已提请审判员裁定不予受理，审查期限继续计算。"

    cause_name = get_object_or_404(_filings(), pk=pk).matter.cause_name
    return _do(request, pk, "refuse", RefuseForm(request.POST, prefix="refuse", cause_name=cause_name), do)


@BOTH
@leads_back
@once
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    """退回诉状: nothing was corrected within the term."""
    found = get_object_or_404(_filings(), pk=pk)
    actions.give_back(found, by=signed_in(request), at=clock.now())
    messages.success(request, "已退回诉状并记录在册，已短信告知起诉人。")
    return redirect("filing", pk)


def _do(request: HttpRequest, pk: int, name: str, form: Any, verb: Callable[[Filing, Any], str]) -> HttpResponse:
    found = get_object_or_404(_filings(), pk=pk)
    if form.is_valid():
        try:
            messages.success(request, verb(found, form))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("filing", pk)
    return _page(request, pk, status=422, **{name: form})


def _asking(found: Filing, sent: QueryDict | None = None) -> CorrectionForm:
    return CorrectionForm(sent, prefix="ask", places=queries.places_in(found), on=clock.today())


def _unsent(request: HttpRequest, found: Filing) -> CorrectionForm:
    """The notice as it was typed and not told yet: it outlives the log-in (草稿)."""
    form, kept = _asking(found), drafts.kept(signed_in(request), _ask_draft(found.pk))
    if kept is not None:
        form.restore(kept.typed)
    return form


def _ask_draft(pk: int) -> str:
    return f"filing-ask-{pk}"


def _filings() -> QuerySet[Filing]:
    return Filing.objects.select_related("matter")


def _ticked(request: HttpRequest) -> list[int]:
    ids = [int(text) for text in request.POST.getlist("ids") if text.isdecimal() and len(text) < 19]
    if not ids:
        raise Refused("没有勾选任何申请，请返回勾选后再提交。")
    return ids


def _page(request: HttpRequest, pk: int, *, status: int = 200, **forms: Any) -> HttpResponse:
    found = get_object_or_404(queries.filings(), pk=pk)
    context = {
        **shown(request, found),
        "may_review": REVIEW.allows(held_posts(request.user)),
        "fee_is_open": left_to_the_court(found.matter.cause_name) and queries.sues_as_person(found),
        "accept": forms.get("accept") or AcceptForm.showing(facts_of(found)),
        "refer": forms.get("refer") or ReferForm(prefix="refer"),
        "receipts": receipts_of(found),
        "relief": relief_of(found.matter_id),
        "ask": forms.get("ask") or _unsent(request, found),
        "ask_draft": _ask_draft(pk),
        "refuse": forms.get("refuse") or RefuseForm(prefix="refuse", cause_name=found.matter.cause_name),
        "withdrawable": found.status in WITHDRAWABLE,
        "correction_over": found.correct_by is None or found.correct_by < clock.today(),
    }
    return render(request, "filing/filing.html", context, status=status)
