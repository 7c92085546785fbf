"""The window receives a joint application (窗口收取共同申请): printed, read out, signed by those who came."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.accounts.queries import this_court
from tianping.cases.models import Case
from tianping.cases.queries import visible_case
from tianping.kernel import audit, clock
from tianping.kernel.submissions import once
from tianping.kernel.web.forms import done
from tianping.law.laws import CIVIL_PROCEDURE, cite
from tianping.trial.confirmation import actions, queries
from tianping.trial.confirmation.forms import PROMISE, CounterForm
from tianping.trial.confirmation.models import Application


@require_http_methods(["GET", "POST"])
@once
def new(request: HttpRequest, case_id: int) -> HttpResponse:
    """收取申请: who came and what they ask for; the agreement itself is known."""
    case, context = _known(request, case_id)
    form = CounterForm(
        request.POST or None, request.FILES or None, kinds=context["kinds"], litigants=context["litigants"]
    )
    made: list[Application] = []

    def receive() -> None:
        typed = form.cleaned_data
        scan = typed["scan"].read() if typed["scan"] else b""
        kind, there = Application.Kind(typed["kind"]), [int(each) for each in typed["litigants"]]
        joint = actions.JointApplication(kind, there, typed["promised"], scan)
        made.append(actions.receive(case, joint, by=signed_in(request), at=clock.now()))

    if context["offer"] is not None and done(form, receive):
        left = "、".join(each.name for each in queries.still_to_join(made[0]))
        words = f"还要{left}也申请，法院才能受理。" if left else "三日内决定是否受理。"
        messages.success(request, f"已收到申请，{words}")
        return redirect("confirmation", made[0].pk)
    context["form"] = form
    return render(request, "confirmation/new.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET"])
def sheet(request: HttpRequest, case_id: int) -> HttpResponse:
    """打印申请书: what is asked for, the agreement, the promise, to be signed by everybody."""
    _case, context = _known(request, case_id)
    if context["offer"] is None:
        return redirect("confirmation_new", case_id)
    kinds, asked = context["kinds"], request.GET.get("kind", "")
    kind = next((each for each in kinds if each.value == asked), kinds[0])
    context |= {"kind": kind, "promise": PROMISE, "court": this_court(), "printed_on": clock.today()}
    return render(request, "confirmation/sheet.html", context)


def _known(request: HttpRequest, case_id: int) -> tuple[Case, dict[str, Any]]:
    """The case of the mediation, and what may still be asked in it by whom; the look is written down."""
    user, now = signed_in(request), clock.now()
    case = visible_case(user, case_id)
    if case is None:
        audit.record("access.refused", f"case:{case_id}", by=user, at=now)
        raise Http404("没有该案件，或者您的岗位不能查看。")
    audit.record_look("confirmation.view", f"case:{case.pk}", by=user, at=now)
    offer, standing = queries.offer_at_counter(case, on=clock.today()), queries.application_of(case)
    running = standing if offer is not None and standing is not None and standing.status == "asked" else None
    litigants = list(case.matter.litigants.all())
    context = {
        "case": case,
        "offer": offer,
        "standing": standing,
        "kinds": queries.kinds_of(offer, running),
        "fee_fen": queries.fee_of_paper(case, on=clock.today()) if offer is not None else None,
        "litigants": queries.still_to_join(running) if running is not None else litigants,
        "everybody": litigants,
        "article": cite(CIVIL_PROCEDURE, 205, clock.today()).text,
    }
    return case, context
