"""One window (一窗): the clerk finds a person once, and does everything for them from there."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.cases.models import Case, Litigant
from tianping.cases.permissions import Looker, WindowPerson, at_window, close_window, open_window
from tianping.cases.queries import WindowMatter, matters_at_window, people_found
from tianping.community.feedback import actions as feedback
from tianping.kernel import audit, clock
from tianping.kernel.refusals import Refused
from tianping.kernel.submissions import once
from tianping.portal.own_forms import FindForm, SaidForm

POST, BOTH = require_http_methods(["POST"]), require_http_methods(["GET", "POST"])
# What is done for somebody at the window besides their cases, where this installation has it.
WAYS = (
    ("填写起诉状", "application_new"),
    ("直接登记立案材料", "filing_new"),
    ("诉前保全申请", "preservation_new"),
    ("执行申请", "enforcement_new"),
    ("委派、委托调解", "referral_list"),
    ("请人回电", "call_back_list"),
)
WAYS_OF_CASE = (("诉讼保全申请", "preservation_in_suit"), ("执行申请", "enforcement_of_case"))


@BOTH
def window(request: HttpRequest) -> HttpResponse:
    """Who stands here, and what can be done for them; else the question who it is. Numbers stand in no address."""
    person = at_window(request, at=clock.now())
    if person is not None:
        return _of_person(request, person)
    form, rows = FindForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        rows = people_found(form.cleaned_data["wanted"])
        audit.record_look("window.find", "window", by=signed_in(request), at=clock.now(), rows=len(rows))
        # What was typed may be a number, and does not stay on the screen.
        form = FindForm()
    context = {"form": form, "rows": rows, "ways": _ways()}
    return render(request, "portal/window.html", context, status=422 if form.errors else 200)


@POST
def begin(request: HttpRequest) -> HttpResponse:
    """开始接待: one of those who were found."""
    litigant, user = _number(request, "litigant"), _number(request, "user")
    open_window(request, litigant_id=litigant, user_id=user, at=clock.now())
    if at_window(request, at=clock.now()) is None:
        close_window(request)
        raise Http404
    subject = f"person:{user}" if user else f"litigant:{litigant}"
    audit.record("window.begin", subject, by=signed_in(request), at=clock.now())
    return redirect("window")


@POST
def end(request: HttpRequest) -> HttpResponse:
    """结束接待."""
    close_window(request)
    audit.record("window.end", "window", by=signed_in(request), at=clock.now())
    messages.success(request, "本次接待已经结束，当事人的信息已经从窗口清除。")
    return redirect("window")


@BOTH
@once
def said(request: HttpRequest, case_id: int, litigant_id: int) -> HttpResponse:
    """群众意见: what the person at the window says about one of their cases, written down for them."""
    person = at_window(request, at=clock.now())
    found = _case_of(person, case_id, litigant_id) if person is not None else None
    if found is None:
        raise Http404
    form, (case, litigant) = SaidForm(request.POST or None), found
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            made = feedback.say(
                Looker(case, litigant), typed["kind"], typed["text"], by=signed_in(request), at=clock.now()
            )
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, f"已经登记，编号{made.number}。")
            return redirect("window")
    context = {"form": form, "case": case, "litigant": litigant}
    return render(request, "portal/window_said.html", context, status=422 if form.errors else 200)


def _of_person(request: HttpRequest, person: WindowPerson) -> HttpResponse:
    matters = matters_at_window(person)
    subject = f"person:{person.user.pk}" if person.user else f"litigant:{person.litigant.pk if person.litigant else 0}"
    audit.record_look("window.view", subject, by=signed_in(request), at=clock.now())
    context = {"person": person, "matters": [_shown(each) for each in matters], "ways": _ways()}
    return render(request, "portal/window_person.html", context)


def _shown(matter: WindowMatter) -> dict[str, object]:
    rows = [{"case": case, "ways": _ways(WAYS_OF_CASE, case.pk)} for case in matter.cases]
    return {"litigant": matter.litigant, "rows": rows}


def _ways(named: tuple[tuple[str, str], ...] = WAYS, *args: int) -> list[tuple[str, str]]:
    found = []
    for label, url_name in named:
        try:
            found.append((label, reverse(url_name, args=args)))
        except NoReverseMatch:
            continue
    return found


def _case_of(person: WindowPerson, case_id: int, litigant_id: int) -> tuple[Case, Litigant] | None:
    for matter in matters_at_window(person):
        if matter.litigant.pk == litigant_id:
            return next(((case, matter.litigant) for case in matter.cases if case.pk == case_id), None)
    return None


def _number(request: HttpRequest, name: str) -> int | None:
    typed = request.POST.get(name, "")
    return int(typed) if typed.isdigit() else None
