"""One window (一窗): the clerk finds a person once, and does everything for them from there."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.cases.models import Case, Litigant
from tianping.cases.permissions import WindowPerson, at_window, close_window, open_window
from tianping.cases.queries import WindowMatter, matters_at_window, newcomer, people_found
from tianping.intake.mediation import queries as mediations
from tianping.intake.preservation import queries as preservations
from tianping.kernel import audit, clock
from tianping.kernel.submissions import once
from tianping.kernel.web.forms import done
from tianping.papers.service.queries import waiting_by_case
from tianping.portal import actions
from tianping.portal.forms import CallBackForm
from tianping.portal.own_forms import FindForm
from tianping.portal.queries import rows_at_window

POST, BOTH = require_http_methods(["POST"]), require_http_methods(["GET", "POST"])
# Under which name the session keeps what was typed to find somebody who is not known yet.
TYPED = "window_typed"
# What is done for somebody at the window besides their cases, where this installation has it.
WAYS = (
    ("填写起诉状", "application_new"),
    ("直接登记立案材料", "filing_new"),
    ("诉前保全申请", "preservation_new"),
    ("申请执行", "enforcement_begin"),
    ("委派、委托调解", "referral_list"),
    ("登记法院外达成的协议", "confirmation_outside"),
    ("请人回电", "call_back_list"),
)
# The same for somebody who was found, with what is known of them.
FOR_PERSON = {"call_back_list": "window_call"}


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
        # Of somebody who is not known yet, what was typed goes along to what is written for them.
        wanted = form.cleaned_data["wanted"]
        request.session[TYPED] = wanted if not rows and newcomer(wanted, on=clock.today()) is not None else ""
        # What was typed may be a number, and does not stay on the screen.
        form = FindForm()
    context = {"form": form, "rows": rows, "ways": _ways(), "is_new": rows == [] and bool(request.session.get(TYPED))}
    return render(request, "portal/window.html", context, status=422 if form.errors else 200)


@POST
def begin(request: HttpRequest) -> HttpResponse:
    """开始接待: one of those who were found."""
    litigant, user, counsel = (_number(request, name) for name in ("litigant", "user", "counsel"))
    new = request.session.pop(TYPED, "") if "new" in request.POST else ""
    open_window(request, litigant_id=litigant, user_id=user, counsel_id=counsel, typed=new, at=clock.now())
    if at_window(request, at=clock.now()) is None:
        close_window(request)
        raise Http404
    subject = f"counsel:{counsel}" if counsel else f"litigant:{litigant or 0}"
    subject = f"person:{user}" if user else subject
    audit.record("window.begin", subject, by=signed_in(request), at=clock.now())
    return redirect("window")


@POST
def end(request: HttpRequest) -> HttpResponse:
    """结束接待."""
    close_window(request)
    request.session.pop(TYPED, None)
    audit.record("window.end", "window", by=signed_in(request), at=clock.now())
    messages.success(request, "本次接待已经结束，当事人的信息已经从窗口清除。")
    return redirect("window")


@BOTH
@once
def call(request: HttpRequest) -> HttpResponse:
    """请人回电 for the person at the window: with their name and telephone, to be called by the counter."""
    person, by = at_window(request, at=clock.now()), signed_in(request)
    if person is None:
        return redirect("window")
    known = {"name": person.name, "phone": person.phone, "page": reverse("window")}
    form = CallBackForm(request.POST or None, initial=known)
    made = []
    if done(form, lambda: made.append(actions.ask_for_call(form.asked, by=by, at=clock.now()))):
        messages.success(request, "已登记，立案窗口会回电。")
        return redirect("call_back", made[0].pk)
    context = {"form": form, "person": person}
    return render(request, "portal/window_call.html", context, status=422 if form.errors else 200)


def _of_person(request: HttpRequest, person: WindowPerson) -> HttpResponse:
    matters = matters_at_window(person)
    own = [each.litigant.pk for each in matters]
    audit.record_look("window.view", _subject(person), by=signed_in(request), at=clock.now())
    context = {
        "person": person,
        "matters": matters,
        "rows": rows_at_window(matters),
        "to_take": _to_take(matters),
        "to_sue": preservations.to_sue(own),
        "ways": _ways_of(person, matters),
    }
    return render(request, "portal/window_person.html", context)


def _subject(person: WindowPerson) -> str:
    """Who is looked at, as the log says it."""
    if person.user is not None:
        return f"person:{person.user.pk}"
    if person.counsel is not None:
        return f"counsel:{person.counsel.pk}"
    return f"litigant:{person.litigant.pk if person.litigant else 0}"


def _to_take(matters: Sequence[WindowMatter]) -> list[tuple[Case, Litigant, int]]:
    """The papers that wait for the person and can be handed over on the spot (当场签收): of which case, how many."""
    waiting = waiting_by_case([each.litigant.pk for each in matters])
    found = [(case, each.litigant) for each in matters for case in each.cases]
    return [(case, who, waiting[case.pk, who.pk]) for case, who in found if (case.pk, who.pk) in waiting]


def _ways() -> list[tuple[str, str]]:
    found = []
    for label, url_name in WAYS:
        try:
            found.append((label, reverse(url_name)))
        except NoReverseMatch:
            continue
    return found


def _ways_of(person: WindowPerson, matters: Sequence[WindowMatter]) -> list[tuple[str, str]]:
    """The ways for somebody who was found: what is known of them goes along."""
    ways = [(label, reverse(FOR_PERSON.get(name, name))) for label, name in WAYS]
    cases = {case.pk: case for each in matters for case in each.cases}
    running = mediations.running_in(list(cases))
    return ways + [
        (f"诉前调解：{each.case.number}，{each.case.matter.cause_name}", reverse("referral", args=[each.pk]))
        for each in running
    ]


def _number(request: HttpRequest, name: str) -> int | None:
    typed = request.POST.get(name, "")
    return int(typed) if typed.isdigit() else None
