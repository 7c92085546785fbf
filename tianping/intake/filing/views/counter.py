"""Pages of the counter (窗口立案): one filing by elements, fee at a glance, the receipt."""

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.accounts.queries import this_court
from tianping.cases.permissions import at_window, recognise
from tianping.intake.filing import actions, queries
from tianping.intake.filing.forms.civil import OF_DIVORCE, OF_LABOUR, CivilForm, FeePreviewForm
from tianping.intake.filing.forms.counter import KINDS, LOAN, PROPERTY, LoanForm
from tianping.intake.filing.forms.scans import ASKED, ScansForm
from tianping.intake.filing.receipts import as_issued, receipts_of
from tianping.intake.filing.views.represented import Represented
from tianping.intake.filing.views.typed import (
    SIDES,
    check_sides,
    errors_of,
    litigants_of,
    sides_of,
    still_typing,
    with_rows_changed,
)
from tianping.intake.triage.queries import facts_for, track_of
from tianping.kernel import chosen_files, clock, drafts
from tianping.kernel.audit.sealing import proof_of, seal
from tianping.kernel.models import Draft
from tianping.kernel.refusals import Refused
from tianping.kernel.submissions import once
from tianping.kernel.web.chosen import TICKED
from tianping.kernel.web.components import Tab
from tianping.law import causes
from tianping.law.fee_kinds import waits_for_sum
from tianping.money.fees.queries import fee_of

DRAFT = "filing-"
# The cause by which a sum is estimated while no cause was typed.
LOAN_CAUSE = KINDS[LOAN]
# Fields that only one kind of cause has, each group under its own heading.
ONE_KIND = (("离婚案件填写", OF_DIVORCE), ("劳动争议案件填写", OF_LABOUR))
# A fee by the piece would mislead while the sum is still to be typed.
SUM_FIRST = "填写诉讼请求金额后显示；不要求给付金钱的，按件交纳，收件后计算。"
ELSEWHERE = ("claim_text", "facts_text", "consents_to_mediation", *OF_DIVORCE, *OF_LABOUR)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """窗口立案: who, against whom, what is asked; rows are added and removed with and without scripts.

    The files that were chosen are kept before anything else: nothing of a form that is not taken undoes that.
    """
    kind = request.GET.get("kind", LOAN)
    kind = kind if kind in KINDS else LOAN
    if request.method == "GET":
        return _begun(request, kind)
    scans = ScansForm.sent(request, ASKED, _draft_name(request, kind), at=clock.now(), prefix="scan")
    return scans.let_go_with(_sent(request, kind, scans))


def _begun(request: HttpRequest, kind: str) -> HttpResponse:
    """The empty form, or what was typed and not sent."""
    day, draft = clock.today(), drafts.kept(signed_in(request), _draft_name(request, kind))
    if draft is not None and "draft" in request.GET:
        typed = drafts.as_typed(draft)
        scans = _kept_scans(request, kind, typed)
        return _page(request, kind, _elements(kind, typed), _sides(typed, day), Represented(typed), scans, checks=False)
    return _page(
        request,
        kind,
        _elements(kind, None),
        _sides(None, day, _known(request)),
        Represented(known=_agents(request)),
        draft=draft,
    )


@once
def _sent(request: HttpRequest, kind: str, scans: ScansForm) -> HttpResponse:
    """Receive it, or the page with what is wrong; a row more or less, or an estimate, receives nothing."""
    data, day = request.POST, clock.today()
    if "let_go" in data:
        given_up = drafts.kept(signed_in(request), _draft_name(request, kind))
        if given_up is not None:
            chosen_files.let_go(_kept_scans(request, kind, drafts.as_typed(given_up)).kept)
        drafts.let_go(signed_in(request), _draft_name(request, kind))
        return redirect(f"{reverse('filing_new')}?kind={kind}")
    changed = with_rows_changed(request)
    if changed is not None:
        typed = Represented(changed)
        return _page(request, kind, _elements(kind, changed), _sides(changed, day), typed, scans, checks=False)
    elements, sides = _elements(kind, data), _sides(data, day)
    represented = Represented(data)
    # Each is looked into, so that all that is wrong is said at once.
    whole = [part.is_valid() for part in (elements, scans, represented, *sides.values())]
    whole.append(check_sides(elements, sides))
    if all(whole) and "receive" in data:
        try:
            handed_in = {"materials": scans.pieces(), "on_paper": scans.cleaned_data["on_paper"]}
            draft = replace(represented.told(elements.draft(litigants_of(sides))), **handed_in)
            filing = actions.receive_one(draft, by=signed_in(request), at=clock.now())
        except Refused as refusal:
            elements.add_error(None, str(refusal))
        else:
            # The receipt can show its proof at once; should sealing fail, the next round seals it.
            transaction.on_commit(seal, robust=True)
            drafts.let_go(signed_in(request), _draft_name(request, kind))
            recognise(request, filing.matter_id, at=clock.now())
            return redirect("filing_receipt", filing.pk)
    return _page(request, kind, elements, sides, represented, scans, status=422 if "receive" in data else 200)


@require_http_methods(["GET"])
def fee(request: HttpRequest) -> HttpResponse:
    """试算诉讼费: the fee of the sums in the address, as a part of the page."""
    form = FeePreviewForm(request.GET)
    context = _estimate(form, clock.today()) if form.is_valid() else {"estimate_refusal": "请先把金额填写完整。"}
    return render(request, "filing/fee_estimate.html", context)


@require_http_methods(["GET"])
def find_causes(request: HttpRequest) -> HttpResponse:
    """Causes that contain what was typed, as choices of the field (案由查找)."""
    found = causes.search(request.GET.get("cause_name", "")[:60], limit=20)
    return render(request, "filing/cause_options.html", {"causes": found})


@require_http_methods(["GET"])
def receipt(request: HttpRequest, pk: int, version: int = 1) -> HttpResponse:
    """收件收据 of one hand-in: number, hash of what was handed in, and the proof that it stands in the audit log."""
    filing = get_object_or_404(queries.filings().select_related("receipt_entry"), pk=pk)
    receipts = receipts_of(filing)
    found = next((each for each in receipts if each.version == version), None)
    if found is None:
        raise Http404
    said = as_issued(filing, version)
    context = {
        "filing": filing,
        "receipt": found,
        "first": receipts[0],
        "court": this_court(),
        "said": said,
        "sides": [(label, said.names.get(role, [])) for role, label in SIDES],
        "materials": queries.materials_of(filing, version),
        "proof": proof_of(found.entry),
        "check_url": request.build_absolute_uri(reverse("receipt_check")),
    }
    return render(request, "filing/receipt.html", context)


def _page(
    request: HttpRequest,
    kind: str,
    elements: Any,
    sides: dict[str, Any],
    represented: Represented,
    scans: ScansForm | None = None,
    *,
    status: int = 200,
    checks: bool = True,
    draft: Draft | None = None,
) -> HttpResponse:
    scans = scans or ScansForm(ASKED, prefix="scan")
    tabs = [Tab(label, f"{reverse('filing_new')}?kind={key}", active=key == kind) for key, label in KINDS.items()]
    civil = kind == PROPERTY
    context = {
        "kind": kind,
        "draft_name": _draft_name(request, kind),
        "draft": draft,
        "tabs": tabs,
        "form": elements,
        "scans": scans,
        "ticked": TICKED,
        "sides": [(role, label, sides[role]) for role, label in SIDES],
        "of_one_kind": [(label, [elements[name] for name in names]) for label, names in ONE_KIND] if civil else [],
        "elsewhere": ELSEWHERE,
        "agents": represented.agents.rows,
        "service": represented.service,
        "errors": [],
    }
    if not checks:
        still_typing(elements, represented.service, represented.agents.rows, *sides.values())
    elif elements.is_bound:
        context["errors"] = [*errors_of(elements, sides), *represented.errors, *scans.wrong]
    if checks and elements.is_bound and elements.is_valid():
        context |= _estimate(elements, clock.today())
    return render(request, "filing/new.html", context, status=status)


def _estimate(typed: Any, day: datetime.date) -> dict[str, Any]:
    """Procedure and fee of what was typed: its cause (empty: property), its sum, its elements."""
    cause_name, claim_fen = typed.cause or LOAN_CAUSE, typed.claim_fen
    if claim_fen is None and not typed.cause:
        return {}
    track, missing = track_of(facts_for(cause_name, claim_fen), on=day)
    is_simple = track is not None and track.track != "ordinary"
    try:
        fee = fee_of(cause_name, claim_fen, typed.elements, is_simple=is_simple, on=day)
    except Refused as refusal:
        return {"estimate_refusal": str(refusal)}
    if claim_fen is None and waits_for_sum(cause_name):
        return {"estimate_refusal": SUM_FIRST}
    return {"claim_fen": claim_fen, "track": track, "missing": missing, "fee": fee}


def _elements(kind: str, data: Any) -> Any:
    if kind == PROPERTY:
        return CivilForm(data)
    return LoanForm(data, cause_name=KINDS[kind])


def _kept_scans(request: HttpRequest, kind: str, typed: Any) -> ScansForm:
    """What was chosen for the page that was typed and not sent, as far as it is still ticked."""
    kept = chosen_files.ticked(signed_in(request), _draft_name(request, kind), typed.getlist(TICKED))
    return ScansForm(ASKED, typed, prefix="scan", kept=kept)


def _sides(data: Any, day: datetime.date, known: Mapping[str, str] | None = None) -> dict[str, Any]:
    return sides_of(data, day, {"plaintiff": [known]} if known else None)


def _draft_name(request: HttpRequest, kind: str) -> str:
    """Under which name what is typed is kept: for each person at the window (一窗) apart; none reads another's.

    The end of a log-in ends the reception, too: what was typed in it is there for the clerk who has signed in again.
    """
    person = at_window(request, at=clock.now())
    if person is None:
        return drafts.taken_up(request.session, f"{DRAFT}{kind}") or DRAFT + kind
    known = f"{person.identity_number}/{person.name}/{person.phone}"
    return f"{DRAFT}{kind}-{hashlib.sha256(known.encode()).hexdigest()[:12]}"


def _agents(request: HttpRequest) -> list[dict[str, str]]:
    """Whoever stands at the window for others (代理人) is an agent of those who sue."""
    person = at_window(request, at=clock.now())
    if person is None or person.counsel is None:
        return []
    return [{name: getattr(person.counsel, name) for name in ("name", "kind", "firm", "licence_number", "phone")}]


def _known(request: HttpRequest) -> Mapping[str, str] | None:
    """Whoever stands at the window (一窗) sues, unless somebody else is typed in their place."""
    person = at_window(request, at=clock.now())
    return person.typed if person is not None else None
