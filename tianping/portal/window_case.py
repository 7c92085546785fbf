"""One case of whoever stands at the window (窗口查询): what they may know of it, and what is done in it for them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.cases.models import Case, Counsel, Litigant
from tianping.cases.permissions import Looker, WindowPerson, at_window
from tianping.cases.queries import case_at_window, mandates_at_window
from tianping.community.feedback import actions as feedback
from tianping.enforcement.permissions import is_title
from tianping.intake.mediation import queries as mediations
from tianping.intake.preservation import queries as preservations
from tianping.intake.preservation.queries import FIRST_INSTANCE
from tianping.kernel import audit, clock
from tianping.kernel.submissions import once
from tianping.kernel.web.forms import done
from tianping.law.roles import role_in
from tianping.papers.documents.queries import KINDS
from tianping.papers.dossier.queries import HAND_IN_WORDS, MATERIALS, may_hand_in
from tianping.papers.service.queries import waiting_at_window
from tianping.portal.own_forms import SaidForm
from tianping.portal.queries import inquiry
from tianping.trial.confirmation import queries as confirmations

GET, BOTH = require_http_methods(["GET"]), require_http_methods(["GET", "POST"])


@GET
def window_case(request: HttpRequest, case_id: int, litigant_id: int) -> HttpResponse:
    """窗口查询: the progress as the litigant may know it, to be read out or printed; and what can be done."""
    person, case, litigant = _found(request, case_id, litigant_id)
    audit.record_look("window.case", f"case:{case.pk}", by=signed_in(request), at=clock.now(), litigant=litigant.pk)
    to_serve = [
        {"delivery": each, "title": KINDS[each.paper.kind].named(each.paper.variant)}
        for each in waiting_at_window(case.pk, litigant.pk)
    ]
    acts, called = mandates_at_window(person).get(litigant.pk), role_in(case.type_code, litigant.role)
    context = inquiry(case, litigant, clock.today()) | {
        "person": person,
        "role": f"{called}{litigant.name}的诉讼代理人（{acts.get_authority_display()}）" if acts else called,
        "verbs": _verbs(case, litigant, acts),
        "to_serve": to_serve,
        "printed_on": clock.today(),
    }
    return render(request, "portal/window_case.html", context)


@BOTH
@once
def said(request: HttpRequest, case_id: int, litigant_id: int) -> HttpResponse:
    """群众意见: what the person at the window says about one of their cases, written down for them."""
    _person, case, litigant = _found(request, case_id, litigant_id)
    form = SaidForm(request.POST or None)
    made = []

    def say() -> None:
        typed, by = form.cleaned_data, signed_in(request)
        made.append(feedback.say(Looker(case, litigant), typed["kind"], typed["text"], by=by, at=clock.now()))

    if done(form, say, beside="text"):
        messages.success(request, f"已经登记，编号{made[0].number}。")
        return redirect("window_case", case.pk, litigant.pk)
    context = {"form": form, "case": case, "litigant": litigant}
    return render(request, "portal/window_said.html", context, status=422 if form.errors else 200)


def _found(request: HttpRequest, case_id: int, litigant_id: int) -> tuple[WindowPerson, Case, Litigant]:
    """The person at the window, and one of their cases with their place in it. Raises Http404."""
    person = at_window(request, at=clock.now())
    found = case_at_window(person, case_id, litigant_id)
    if person is not None and found is not None:
        return person, *found
    audit.record("access.refused", f"case:{case_id}", by=signed_in(request), at=clock.now())
    raise Http404


def _verbs(case: Case, litigant: Litigant, acts: Counsel | None) -> list[tuple[str, str]]:
    """What may be done in the case for this litigant now, as the court calls it, and where.

    ``acts``: the mandate of whoever came for them; the litigant's own code is the litigant's alone.
    """
    own = [case.pk, litigant.pk]
    verbs = []
    handed = [HAND_IN_WORDS[kind] for kind in MATERIALS if may_hand_in(case, litigant, kind)]
    if handed:
        who = f"litigant={litigant.pk}" + (f"&counsel={acts.pk}" if acts is not None else "")
        verbs.append((f"收取{'、'.join(handed)}", f"{reverse('material_take', args=[case.pk])}?{who}"))
    if case.status == "open":
        verbs.append(("送达地址确认", reverse("window_service", args=own)))
    if case.status == "open" and case.type_code == FIRST_INSTANCE:
        in_suit = reverse("preservation_in_suit", args=[case.pk])
        verbs.append(("诉讼保全申请", f"{in_suit}?applicant={litigant.pk}"))
    to_sue = preservations.to_sue([litigant.pk])
    verbs += [("现在起诉（保全后30日内）", f"{reverse('application_new')}?preservation={each.pk}") for each in to_sue]
    verbs += [("诉前调解", reverse("referral", args=[each.pk])) for each in mediations.running_in([case.pk])]
    if confirmations.offer_at_counter(case, on=clock.today()) is not None:
        verbs.append(("司法确认申请", reverse("confirmation_new", args=[case.pk])))
    if is_title(case):
        verbs.append(("申请执行", f"{reverse('enforcement_new', args=[case.pk])}?applicant={litigant.pk}"))
    if acts is None:
        verbs.append(("打印查询码", reverse("case_code_sheet", args=own)))
    verbs.append(("登记意见", reverse("window_said", args=own)))
    return verbs
