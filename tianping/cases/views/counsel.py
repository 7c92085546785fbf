"""Who acts for the litigants of a case (委托诉讼代理人): named from the letter of authority, ended."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.cases import actions
from tianping.cases.actions import CounselDraft
from tianping.cases.forms import CounselForm
from tianping.cases.models import Case, Counsel, Litigant
from tianping.cases.permissions import check_can_name_counsel
from tianping.cases.queries import counsel_of
from tianping.cases.views.common import case_or_404, done, person
from tianping.kernel import audit, clock
from tianping.kernel.submissions import once


@require_http_methods(["GET", "POST"])
@once
def counsel(request: HttpRequest, case_id: int) -> HttpResponse:
    """登记委托诉讼代理人."""
    case = case_or_404(request, case_id)
    check_can_name_counsel(person(request), case)
    form = CounselForm(case, _litigants(case), request.POST or None, initial={"authority": Counsel.Authority.GENERAL})
    if request.method == "POST" and form.is_valid() and done(form, lambda: _name(request, case, form)):
        messages.success(request, f"{form.cleaned_data['name']}已登记为诉讼代理人。")
        return redirect("case_counsel", case.pk)
    return _page(request, case, form)


@require_http_methods(["GET", "POST"])
@once
def end(request: HttpRequest, case_id: int, counsel_id: int) -> HttpResponse:
    """解除委托."""
    case = case_or_404(request, case_id)
    found = Counsel.objects.filter(pk=counsel_id, litigant__matter=case.matter_id).select_related("litigant").first()
    if request.method == "POST" and found is not None:
        actions.end_counsel(case, found, by=person(request), at=clock.now())
        messages.success(request, f"{found.name}不再代理。")
    return redirect("case_counsel", case.pk)


def _name(request: HttpRequest, case: Case, form: CounselForm) -> None:
    typed = form.cleaned_data
    draft = CounselDraft(
        litigant_id=typed["litigant"],
        name=typed["name"],
        kind=Counsel.Kind(typed["kind"]),
        authority=Counsel.Authority(typed["authority"]),
        firm=typed["firm"],
        licence_number=typed["licence_number"],
        phone=typed["phone"],
        scope=typed["scope"],
        letter=typed["letter"],
    )
    actions.name_counsel(case, draft, by=person(request), at=clock.now())


def _litigants(case: Case) -> list[Litigant]:
    return list(Litigant.objects.filter(matter=case.matter_id).order_by("position"))


def _page(request: HttpRequest, case: Case, form: CounselForm) -> HttpResponse:
    litigants = _litigants(case)
    acting = counsel_of([each.pk for each in litigants])
    audit.record_look("case.view", f"case:{case.pk}", by=person(request), at=clock.now())
    context = {"case": case, "form": form, "sides": [(each, acting[each.pk]) for each in litigants]}
    return render(request, "cases/counsel.html", context, status=422 if form.errors else 200)
