"""What litigants do about their agreement on a phone: apply together, take it back, go to the new number."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.cases.models import Litigant
from tianping.cases.permissions import Looker, as_litigant, open_look, open_own_look
from tianping.cases.queries import check_acts_with_mandate, own_case
from tianping.kernel import audit, clock
from tianping.kernel.refusals import tried
from tianping.kernel.submissions import once
from tianping.kernel.web.forms import done
from tianping.trial.confirmation import actions, queries
from tianping.trial.confirmation.forms import ApplyForm
from tianping.trial.confirmation.models import Application
from tianping.trial.confirmation.scans import scan_of
from tianping.trial.confirmation.states import WITHDRAWABLE
from tianping.trial.confirmation.tables import KINDS, label_for_litigants, not_issued

BOTH = require_http_methods(["GET", "POST"])


@BOTH
@as_litigant
@once
def my_application(request: HttpRequest, looker: Looker) -> HttpResponse:
    """司法确认、调解书: what may be asked for, joining, and how it stands."""
    now, today = clock.now(), clock.today()
    offer, standing = queries.offer_for(looker.case, on=today), queries.application_of(looker.case)
    running = standing if standing is not None and standing.status not in ("refused", "withdrawn") else None
    kinds = queries.kinds_of(offer, running)
    form = ApplyForm(request.POST or None, kinds=kinds, initial={"kind": kinds[0].value if kinds else ""})

    def apply() -> None:
        typed = form.cleaned_data
        actions.apply(looker, Application.Kind(typed["kind"]), typed["promised"], at=now)

    if done(form, apply):
        return redirect("my_application")
    joined = running is not None and queries.has_joined(running, looker.litigant)
    may_withdraw = joined and running is not None and running.status in WITHDRAWABLE
    left = queries.still_to_join(standing) if standing is not None else []
    context = {
        "case": looker.case,
        "offer": offer,
        "application": standing,
        "result": standing.outcome if standing is not None and not not_issued(standing) else "",
        "status": {"label": label_for_litigants(standing), "kind": KINDS[standing.status]} if standing else None,
        "left": left,
        "by_phone": any(each.kind == Litigant.Kind.NATURAL for each in left),
        "may_apply": offer is not None and not joined and (running is None or running.status == "asked"),
        "may_withdraw": may_withdraw,
        "mandate_wanting": _mandate_wanting(looker) if may_withdraw else "",
        "kinds": kinds,
        "fee_fen": queries.fee_of_paper(looker.case, on=today) if kinds else None,
        "form": form,
    }
    return render(request, "confirmation/my_application.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET"])
@as_litigant
def my_outside_agreement(request: HttpRequest, looker: Looker) -> HttpResponseBase:
    """The signed agreement that was reached outside, for those who signed it."""
    standing = queries.application_of(looker.case)
    if standing is None or standing.outside is None:
        raise Http404
    audit.record_look("confirmation.download", f"confirmation:{standing.pk}", by=looker.user, at=clock.now())
    return scan_of(standing.outside)


@BOTH
@as_litigant
@once
def my_withdrawal(request: HttpRequest, looker: Looker) -> HttpResponse:
    """撤回申请."""
    if request.method == "POST":
        actions.withdraw(looker, at=clock.now())
    return redirect("my_application")


@BOTH
@as_litigant
@once
def go_on(request: HttpRequest, looker: Looker) -> HttpResponse:
    """From the number of the mediation to that of the proceeding, as the same litigant of the same dispute.

    Whoever is signed in stays so: counsel do not become the litigant by the way.
    """
    standing = queries.application_of(looker.case)
    if request.method == "POST" and standing is not None and standing.case is not None:
        if looker.user is None:
            open_look(request, Looker(standing.case, looker.litigant), at=clock.now())
        elif own := own_case(looker.user, standing.case.pk, looker.litigant.pk):
            open_own_look(request, own[0], standing.case, at=clock.now())
    return redirect("progress_case")


def _mandate_wanting(looker: Looker) -> str:
    """Why whoever looks may not take the application back; empty where they may."""
    refusal = tried(lambda: check_acts_with_mandate(looker, "withdraw_application", on=clock.today()), raising=())
    return str(refusal or "")
