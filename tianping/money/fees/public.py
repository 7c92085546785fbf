"""What a litigant does who cannot pay the fee of a case: ask not to pay, to pay less or later (司法救助)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.cases.permissions import Looker, as_litigant
from tianping.kernel import clock
from tianping.kernel.submissions import once
from tianping.kernel.web.forms import done
from tianping.law.fee_relief import again_words, basis
from tianping.money.fees import actions, queries
from tianping.money.fees.forms import ReliefForm
from tianping.money.fees.tables import RELIEF_KINDS_OF_STATUS


@require_http_methods(["GET", "POST"])
@as_litigant
@once
def my_relief(request: HttpRequest, looker: Looker) -> HttpResponse:
    """申请缓交、减交、免交诉讼费: what was asked and decided, or the form."""
    form = ReliefForm(request.POST or None, request.FILES or None)

    def ask() -> None:
        actions.ask_relief(looker.litigant, form.draft, by=looker.user, at=clock.now())

    if done(form, ask):
        return redirect("my_relief")
    relief = queries.relief_of(looker.case.matter_id)
    own = relief if relief is not None and relief.litigant_id == looker.litigant.pk else None
    refused = queries.refused_grounds(looker.case.matter_id)
    context = {
        "case": looker.case,
        "relief": relief,
        "own": own,
        "kind": RELIEF_KINDS_OF_STATUS[relief.status] if relief is not None else "",
        "form": form,
        "may_ask": queries.may_ask_relief(looker.case, looker.litigant),
        "refused": refused,
        "again": again_words(refused),
        "basis": basis(clock.today()),
    }
    return render(request, "fees/my_relief.html", context, status=422 if form.errors else 200)
