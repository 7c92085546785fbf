"""What a litigant does with a mediation on a phone: be willing or not, confirm a record, sign the agreement."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import proved_phone, use_proof
from tianping.accounts.queries import identity_of_user
from tianping.cases.models import Litigant
from tianping.cases.permissions import Looker, as_litigant
from tianping.cases.queries import check_acts_with_mandate
from tianping.intake.mediation import actions, queries
from tianping.intake.mediation.forms.mine import RefuseForm, SignForm
from tianping.intake.mediation.models import Agreement, Referral
from tianping.intake.mediation.tables import plain_status
from tianping.kernel import audit, clock
from tianping.kernel.refusals import Refused, tried
from tianping.kernel.submissions import once
from tianping.kernel.web.forms import done
from tianping.law.confirmation import still_married

GET, BOTH = require_http_methods(["GET"]), require_http_methods(["GET", "POST"])


@GET
@as_litigant
def my_mediation(request: HttpRequest, looker: Looker) -> HttpResponse:
    """我的调解: with whom, when the next session is, what there is to confirm or to sign."""
    referral = _referral(looker)
    said = next((each.word for each in queries.said_in(referral) if each.litigant.pk == looker.litigant.pk), None)
    sessions = list(queries.sessions_in(referral))
    context = {
        "case": looker.case,
        "referral": referral,
        "status": plain_status(referral),
        "open": referral.status in queries.OPEN,
        "said": said,
        "asks": referral.status in queries.OPEN and looker.litigant in queries.unasked(referral),
        "claimed": queries.claimed_in(referral) if looker.litigant.role != Litigant.Role.PLAINTIFF else None,
        "appointed": [each for each in sessions if each.status == "appointed" and each.during.upper > clock.now()],
        "held": [_held(each, looker) for each in sessions if each.status == "held"],
        "agreement": queries.agreement_in(referral),
    }
    return render(request, "mediation/my_mediation.html", context)


@BOTH
@as_litigant
@once
def agree(request: HttpRequest, looker: Looker) -> HttpResponse:
    """同意调解."""
    if request.method == "POST":
        refusal = tried(lambda: actions.agree_to_mediation(looker, at=clock.now()))
        if refusal is not None:
            messages.warning(request, str(refusal))
    return redirect("my_mediation")


@BOTH
@as_litigant
@once
def refuse(request: HttpRequest, looker: Looker) -> HttpResponse:
    """不同意调解: what follows from it, the question whether one is sure, and only then doing it."""
    referral, form = _referral(looker), RefuseForm(request.POST or None)
    if referral.status not in queries.OPEN:
        raise Refused(queries.OVER)
    if form.is_valid() and not form.cleaned_data["sure"]:
        asked = {"case": looker.case, "referral": referral, "reason": form.cleaned_data["reason"]}
        return render(request, "mediation/my_refusal_check.html", asked)
    if done(form, lambda: actions.refuse_mediation(looker, form.cleaned_data["reason"], at=clock.now())):
        return redirect("my_mediation")
    context = {"case": looker.case, "referral": referral, "form": form}
    return render(request, "mediation/my_refusal.html", context, status=422 if form.errors else 200)


@BOTH
@as_litigant
@once
def my_record(request: HttpRequest, looker: Looker, pk: int) -> HttpResponse:
    """核对笔录: what was said in a session in which this litigant took part, and confirming it."""
    session = queries.sessions_of(looker.case).filter(pk=pk, status="held").first()
    if session is None or looker.litigant.pk not in session.present:
        audit.record("access.refused", f"session:{pk}"[:120], by=None, at=clock.now(), litigant=looker.litigant.pk)
        raise Http404
    form = _sign_form(request, looker)
    if done(form, lambda: actions.confirm_record(looker, pk, form.signature, at=clock.now()), beside=form.beside):
        use_proof(request)
        return redirect("my_record", pk)
    context = {"case": looker.case, "session": session, "form": form, **_held(session, looker)}
    return render(request, "mediation/my_record.html", context, status=_status(request))


@BOTH
@as_litigant
@once
def my_agreement(request: HttpRequest, looker: Looker) -> HttpResponse:
    """调解协议: read it, and sign it with a finger or by a code."""
    referral = _referral(looker)
    agreement = queries.agreement_in(referral)
    if agreement is None:
        return redirect("my_mediation")
    form = _sign_form(request, looker, wording=agreement.wording)

    def sign() -> None:
        actions.sign_agreement(looker, form.cleaned_data["wording"], form.signature, at=clock.now())

    if done(form, sign, beside=form.beside):
        use_proof(request)
        return redirect("my_agreement")
    context = {
        "case": looker.case,
        "referral": referral,
        "agreement": agreement,
        "label": Agreement.machine.label(agreement.status),
        "parties": queries.parties_of(looker.case.matter_id).values(),
        "signed": any(each.litigant_id == looker.litigant.pk for each in _signatures(agreement)),
        "still_married": still_married(looker.case.matter.cause_name, on=clock.today()),
        "late": queries.past_term([referral.pk], clock.today()),
        "form": form,
        "wanting": str(tried(lambda: _may_settle(looker), raising=()) or ""),
    }
    return render(request, "mediation/my_agreement.html", context, status=_status(request))


def _may_settle(looker: Looker) -> None:
    check_acts_with_mandate(looker, "settle", on=clock.today())


def _sign_form(request: HttpRequest, looker: Looker, **initial: str) -> SignForm:
    """Whoever is signed in was never given a look-up code: theirs is a code sent to their telephone."""
    own = identity_of_user(looker.user.pk) if looker.user is not None else None
    phone = own.phone if own is not None else ""
    is_proved = bool(phone) and proved_phone(request, at=clock.now()) == phone
    return SignForm(request.POST or None, initial=initial, phone=phone, proved=is_proved)


def _signatures(agreement: Any) -> list[Any]:
    return agreement.signed


def _held(session: Any, looker: Looker) -> dict[str, Any]:
    mine = any(each.litigant_id == looker.litigant.pk for each in session.signed)
    return {"session": session, "confirmed": mine, "took_part": looker.litigant.pk in session.present}


def _referral(looker: Looker) -> Referral:
    found = queries.referral_for(looker.case)
    if found is None:
        raise Http404("本案没有委派、委托调解。")
    return found


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200
