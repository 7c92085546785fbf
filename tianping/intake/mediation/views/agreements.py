"""调解协议, as the mediator draws it up from its elements, prints it, and takes signatures on paper."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.intake.mediation import actions, queries
from tianping.intake.mediation.forms.agreements import BREACHES, AgreementForms
from tianping.intake.mediation.forms.meetings import litigant_choices
from tianping.intake.mediation.forms.sheets import SheetForm
from tianping.intake.mediation.models import Agreement, Referral
from tianping.intake.mediation.permissions import check_can_run, check_goes_on, may_run, visible_referrals
from tianping.intake.mediation.terms import beyond_claim, known_dispute, known_facts, payments_of
from tianping.kernel import audit, clock
from tianping.kernel.submissions import once
from tianping.kernel.web.forms import done

BOTH = require_http_methods(["GET", "POST"])


@BOTH
@once
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """The agreement: drawn up, offered, signed; or the form that draws it up."""
    found = _referral(request, pk)
    standing = queries.agreement_in(found)
    if request.method == "GET" and standing is not None and "again" not in request.GET:
        return _standing(request, found, standing)
    check_goes_on(found, "制作调解协议")
    check_can_run(request.user, [pk])
    actions.check_willing([pk], "制作调解协议")
    litigants = list(found.case.matter.litigants.all())
    late = bool(queries.past_term([pk], clock.today()))
    mediators = queries.mediators_to_ask(found, signed_in(request))
    if request.method == "GET":
        first = AgreementForms(litigants, initial=_initial(found, standing), late=late, mediators=mediators)
        return _form(request, found, first)
    forms = AgreementForms(litigants, request.POST, late=late, mediators=mediators)
    if "more" in request.POST or "divide" in request.POST:
        return _form(request, found, _changed(forms, request))
    if forms.is_valid():
        unsure = "" if forms.text.cleaned_data["sure"] else _beyond_claim(found, forms)
        if unsure:
            return _form(request, found, forms, status=422, unsure=unsure)
        by = signed_in(request)
        if done(forms.text, lambda: actions.draw_up_agreement(found, forms.draft, by=by, at=clock.now())):
            messages.success(request, "调解协议已写好，等双方签名。")
            return redirect("referral_agreement", pk)
    return _form(request, found, forms, status=422)


@BOTH
@once
def take_signatures(request: HttpRequest, pk: int) -> HttpResponse:
    """纸质签名: the printed agreement, signed before the mediator, as a scan or kept on paper."""
    found = _referral(request, pk)
    standing = queries.agreement_in(found)
    if request.method == "GET" or standing is None:
        return redirect("referral_agreement", pk)
    form = SheetForm(request.POST, request.FILES, prefix="sheet", choices=_unsigned(found, standing))
    by, at = signed_in(request), clock.now()
    if done(form, lambda: actions.take_signatures(standing, form.sheet, by=by, at=at), beside="scan"):
        messages.success(request, "签名已收到。")
        return redirect("referral_agreement", pk)
    return _standing(request, found, standing, form)


@require_http_methods(["GET"])
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """打印调解协议: as it is read out, and signed by everybody."""
    found = _referral(request, pk)
    standing = queries.agreement_in(found)
    if standing is None:
        return redirect("referral_agreement", pk)
    audit.record_look("mediation.view", f"referral:{found.pk}", by=signed_in(request), at=clock.now())
    named = queries.parties_of(found.case.matter_id)
    parties = [(named[each.pk], each.home_told) for each in found.case.matter.litigants.all()]
    context = {"referral": found, "agreement": standing, "parties": parties}
    return render(request, "mediation/agreement_sheet.html", context)


def _initial(found: Referral, standing: Agreement | None) -> dict[str, object]:
    """What is known already: the claim and the facts as they were filed, or the agreement that is drawn up anew."""
    matter = found.case.matter
    if standing is not None:
        others = [line for line in standing.others.splitlines() if line.rstrip("。") not in BREACHES]
        kept: dict[str, object] = {"facts": standing.facts, "dispute": standing.dispute, "others": "\n".join(others)}
        kept["breach"] = len(others) < len(standing.others.splitlines())
        kept["mediator"] = str(standing.mediator.pk)
        return {**kept, "payments": payments_of(standing.payments)}
    facts = known_facts(matter.facts_text, matter.cause_name, matter.elements)
    return {"facts": facts, "dispute": known_dispute(matter.claim_text)}


def _changed(forms: AgreementForms, request: HttpRequest) -> AgreementForms:
    """The page again with more rows, or with the sum divided; what was typed stays."""
    if "divide" in request.POST:
        return forms.divided() or forms
    typed = request.POST.copy()
    typed["rows"] = str(len(forms.rows) + 1)
    return AgreementForms(forms.litigants, typed, late=forms.late, mediators=forms.mediators)


def _beyond_claim(found: Referral, forms: AgreementForms) -> str:
    matter = found.case.matter
    parties = queries.parties_of(matter.pk)
    return beyond_claim(forms.draft.payments, parties, matter.claim_fen)


def _unsigned(found: Referral, standing: Agreement) -> list[tuple[str, str]]:
    return litigant_choices(queries.still_to_sign(standing, found.case.matter_id))


def _referral(request: HttpRequest, pk: int) -> Referral:
    rows = visible_referrals(request.user).select_related("case__matter", "organisation")
    return get_object_or_404(rows.prefetch_related("case__matter__litigants"), pk=pk)


def _form(
    request: HttpRequest, found: Referral, forms: AgreementForms, status: int = 200, unsure: str = ""
) -> HttpResponse:
    audit.record_look("mediation.view", f"referral:{found.pk}", by=signed_in(request), at=clock.now())
    late = queries.past_term([found.pk], clock.today())
    context = {"referral": found, "forms": forms, "late": late, "row_count": len(forms.rows), "unsure": unsure}
    return render(request, "mediation/agreement_form.html", context, status=status)


def _standing(
    request: HttpRequest, found: Referral, standing: Agreement, form: SheetForm | None = None
) -> HttpResponse:
    audit.record_look("mediation.view", f"referral:{found.pk}", by=signed_in(request), at=clock.now())
    unsigned = _unsigned(found, standing)
    context = {
        "referral": found,
        "agreement": standing,
        "label": Agreement.machine.label(standing.status),
        "kind": "done" if standing.status == "effective" else "waiting",
        "unsigned": unsigned,
        "late": queries.past_term([found.pk], clock.today()),
        "may_run": may_run(request.user, found),
        "sheet": form or SheetForm(prefix="sheet", choices=unsigned, initial={"wording": standing.wording}),
    }
    return render(request, "mediation/agreement.html", context, status=422 if form else 200)
