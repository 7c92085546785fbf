"""The JSON API of single filings: receive, review, accept, refer, ask for corrections, refuse."""

import functools
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router

from tianping.accounts.permissions import check_request, signed_in
from tianping.cases.actions import LitigantDraft
from tianping.intake.filing import actions, queries
from tianping.intake.filing.api_shapes import (
    AcceptanceIn,
    AcceptedOut,
    CivilElements,
    CorrectionsIn,
    FilingFilters,
    FilingIn,
    FilingOut,
    FilingRow,
    LitigantIn,
    LoanElements,
    OverrideIn,
    ReferralIn,
    RefusalIn,
)
from tianping.intake.filing.forms.civil import CivilForm
from tianping.intake.filing.forms.counter import KINDS, PROPERTY, LitigantForm, LoanForm
from tianping.intake.filing.models import Filing
from tianping.intake.filing.permissions import RECEIVE, REVIEW, SEE_FILINGS
from tianping.intake.triage.actions import TriageFacts, TriageOverride
from tianping.intake.triage.queries import facts_for
from tianping.kernel import clock
from tianping.kernel.refusals import Refused
from tianping.kernel.web.api import REFUSALS, Guard, Id, Page, page_of, repeatable
from tianping.law import money

router = Router(tags=["filings"])
may = functools.partial(Guard, check=check_request)


@router.get("/filings", response={200: Page[FilingRow], **REFUSALS}, auth=may(SEE_FILINGS), summary="立案申请")
def list_filings(request: HttpRequest, filters: Query[FilingFilters]) -> dict[str, Any]:
    """Newest first unless sorted otherwise; ``q`` is a receipt number or a litigant's name."""
    rows = queries.filings()
    if filters.q.strip():
        rows = queries.search(rows, filters.q.strip())
    if filters.status is not None:
        rows = rows.filter(status=filters.status)
    return page_of(rows.order_by(filters.sort, "pk"), filters, _row)


@router.post("/filings", response={201: FilingOut, **REFUSALS}, auth=may(RECEIVE), summary="窗口收案")
@repeatable
def receive(request: HttpRequest, filing: FilingIn) -> tuple[int, Any]:
    """Receive one filing; the answer is its receipt with the hash of what was handed in."""
    litigants = [*_drafts(filing.plaintiffs, "plaintiff"), *_drafts(filing.defendants, "defendant")]
    draft = _checked(_elements(filing)).draft(litigants)
    received = actions.receive_one(draft, by=signed_in(request), at=clock.now(), channel=Filing.Channel.API)
    return 201, _page(received.pk)


@router.get("/filings/{filing_id}", response={200: FilingOut, **REFUSALS}, auth=may(SEE_FILINGS), summary="One filing")
def one_filing(request: HttpRequest, filing_id: Id) -> dict[str, Any]:
    """A filing with what review looks at."""
    return _page(filing_id)


@router.post("/filings/{filing_id}/accept", response={200: AcceptedOut, **REFUSALS}, auth=may(REVIEW), summary="立案")
@repeatable
def accept(request: HttpRequest, filing_id: Id, acceptance: AcceptanceIn) -> tuple[int, Any]:
    """Accept: case number, procedure with its reasons, fee notice, clocks."""
    filing = get_object_or_404(queries.filings(), pk=filing_id)
    known = facts_for(filing.matter.cause_name, filing.matter.claim_fen)
    facts = TriageFacts(
        filing.matter.claim_fen,
        is_money_claim=acceptance.is_money_claim and known.is_money_claim,
        is_clear=acceptance.is_clear,
        agrees_to_small_claims=acceptance.agrees_to_small_claims,
        small_claims_exclusions=_all(known.small_claims_exclusions, acceptance.small_claims_exclusions),
        simple_exclusions=_all(known.simple_exclusions, acceptance.simple_exclusions),
        sole_exclusions=tuple(acceptance.sole_exclusions),
    )
    chosen = actions.Acceptance(
        {filing.pk: facts},
        override_of(acceptance.override),
        acceptance.fast_team,
        acceptance.large_claims_are_simple,
    )
    (case,) = actions.accept_many([filing], chosen, by=signed_in(request), at=clock.now())
    case.refresh_from_db()
    return 200, AcceptedOut(filing_id=filing.pk, case_id=case.pk, case_number=case.number, track=case.track)


@router.post("/filings/{filing_id}/refer", response={200: FilingOut, **REFUSALS}, auth=may(REVIEW), summary="委派调解")
@repeatable
def refer(request: HttpRequest, filing_id: Id, referral: ReferralIn) -> tuple[int, Any]:
    """Refer to mediation before filing; only where the plaintiff consents."""
    filing = get_object_or_404(queries.filings(), pk=filing_id)
    actions.refer_many([filing], referral.mediator_name, by=signed_in(request), at=clock.now())
    return 200, _page(filing_id)


@router.post(
    "/filings/{filing_id}/ask-correction", response={200: FilingOut, **REFUSALS}, auth=may(REVIEW), summary="通知补正"
)
@repeatable
def ask_correction(request: HttpRequest, filing_id: Id, asked: CorrectionsIn) -> tuple[int, Any]:
    """Ask once for all corrections; the review stops until they are handed in."""
    filing = get_object_or_404(Filing, pk=filing_id)
    actions.ask_correction(filing, asked.corrections, until=asked.until, by=signed_in(request), at=clock.now())
    return 200, _page(filing_id)


@router.post(
    "/filings/{filing_id}/refuse",
    response={200: FilingOut, **REFUSALS},
    auth=may(REVIEW),
    summary="提请裁定不予受理",
)
@repeatable
def refuse(request: HttpRequest, filing_id: Id, refusal: RefusalIn) -> tuple[int, Any]:
    """Propose to the judge whose turn it is that the filing be refused by ruling, with reasons."""
    filing = get_object_or_404(Filing, pk=filing_id)
    by, at = signed_in(request), clock.now()
    actions.propose_refusal(filing, refusal.ground, refusal.reason, court=refusal.court, by=by, at=at)
    return 200, _page(filing_id)


def _all(known: Sequence[str], given: Sequence[str]) -> tuple[str, ...]:
    """What the cause says already and what was given, each once."""
    return tuple(dict.fromkeys((*known, *given)))


def override_of(chosen: OverrideIn | None) -> TriageOverride | None:
    """The clerk's own choice for the verb; None where the rules decide."""
    return TriageOverride(chosen.track, chosen.composition, chosen.reason) if chosen else None


def _drafts(litigants: Sequence[LitigantIn], role: str) -> list[LitigantDraft]:
    day = clock.today()
    return [_checked(LitigantForm(litigant.model_dump(), on=day)).draft(role) for litigant in litigants]


def _elements(filing: FilingIn) -> CivilForm | LoanForm:
    """What was sent, in the form that the counter fills in."""
    common = filing.model_dump(include={"claim_text", "facts_text", "consents_to_mediation"})
    if filing.kind == PROPERTY:
        more = filing.elements or CivilElements()
        sums = {"claim": _yuan(filing.claim_fen), "common_property": _yuan(more.common_property_fen)}
        rest = more.model_dump(exclude={"common_property_fen"})
        return CivilForm({**common, "cause_name": filing.cause_name, **rest, **sums})
    if filing.loan is None:
        raise Refused("借款案件请填写借款要素（loan）。")
    return LoanForm({**common, **_loan(filing.loan)}, cause_name=KINDS[filing.kind])


def _loan(loan: LoanElements) -> dict[str, Any]:
    sums = {name: _yuan(getattr(loan, f"{name}_fen")) for name in ("principal", "principal_owed", "interest_owed")}
    return {**loan.model_dump(exclude={f"{name}_fen" for name in sums}), **sums}


def _yuan(fen: int | None) -> str:
    return "" if fen is None else money.format_yuan(fen)


def _checked(form: Any) -> Any:
    """The form, if it is right. Raises Refused with everything that is wrong."""
    if not form.is_valid():
        raise Refused(_sentences(form))
    return form


def _sentences(form: forms.Form) -> str:
    lines = []
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        lines += [f"{label}：{error}" if label else str(error) for error in errors]
    return "；".join(lines)


def _row(filing: Any) -> dict[str, Any]:
    litigants = filing.matter.litigants.all()
    return {
        "id": filing.pk,
        "receipt_number": filing.receipt_number,
        "content_sha256": filing.content_digest,
        "received_at": filing.received_at,
        "channel": filing.channel,
        "status": filing.status,
        "status_label": filing.machine.label(filing.status),
        "cause": filing.matter.cause_name,
        "claim_fen": filing.matter.claim_fen,
        "plaintiffs": [each.name for each in litigants if each.role == "plaintiff"],
        "defendants": [each.name for each in litigants if each.role == "defendant"],
        "consents_to_mediation": filing.consents_to_mediation,
        "review_due": filing.review_due,
        "case_number": filing.case_number,
    }


def _page(filing_id: int) -> dict[str, Any]:
    filing = get_object_or_404(queries.filings(), pk=filing_id)
    notes = queries.staff_notes(filing.matter)
    return {
        **_row(filing),
        "claim_text": filing.matter.claim_text,
        "facts_text": filing.matter.facts_text,
        "corrections": filing.corrections,
        "refusal_reason": filing.refusal_reason,
        "staff_notes": [{"code": note.code, "text": note.text, "because": note.because} for note in notes],
    }
