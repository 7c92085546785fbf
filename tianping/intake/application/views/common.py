"""What the pages of a pleading share: finding it, its shell, what was typed and not sent, doing a verb once."""

import functools
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tianping.accounts.permissions import signed_in
from tianping.intake.application import queries
from tianping.intake.application.forms.pages import Overwriting, PleadingForm
from tianping.intake.application.models import Application
from tianping.intake.application.permissions import at_counter, check_can_write, is_being_corrected
from tianping.kernel import audit, clock, drafts
from tianping.kernel.web.forms import done, put_back
from tianping.law.wording import chinese_date

# By the beginning of a page's name: the part of the pleading that is mended on it.
PLACES_BY_PAGE = (
    ("application_agent", ("agents",)),
    ("application_document", ("documents",)),
    ("application_sheet", ("documents",)),
    ("application_service", ("service",)),
    ("application_mediation", ("mediation",)),
    ("application_sign", ("signature",)),
)
STAFF_SHELL, PUBLIC_SHELL = "kernel/staff.html", "kernel/public.html"


def mine(request: HttpRequest, pk: int) -> Application:
    """The pleading with this number that whoever asks may see; of any other it is not said whether it exists."""
    found = queries.application_of(signed_in(request), pk)
    if found is None:
        audit.record("access.refused", f"application:{pk}"[:120], by=signed_in(request), at=clock.now())
        raise Http404
    audit.record_look("application.view", f"application:{pk}", by=signed_in(request), at=clock.now())
    return found


def being_written(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page on which a pleading is written: the view gets the pleading itself, while it may be changed.

    Of one that is with the court an old link leads to its receipt, of one that was given up to the list; a sent form
    is refused in a sentence.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, pk: int, **rest: Any) -> HttpResponse:
        application = mine(request, pk)
        if request.method == "POST":
            check_can_write(signed_in(request), application)
        elif queries.is_with_the_court(application):
            return redirect("application_receipt", pk)
        elif application.status == "given_up":
            return redirect("application_list")
        return view(request, application, **rest)

    return guarded


def show(
    request: HttpRequest, template: str, application: Application | None, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """A page in the shell of whoever looks: the citizen's, or the court's own."""
    counter = at_counter(signed_in(request))
    places = _places(request)
    facts = {
        "shell_template": STAFF_SHELL if counter else PUBLIC_SHELL,
        "counter": counter,
        "application": application,
        "folded": (),
        "correcting": application is not None and is_being_corrected(application),
        "points": queries.points_at(application, places) if application is not None and places else [],
    }
    return render(request, f"application/{template}", {**facts, **context}, status=status)


def _places(request: HttpRequest) -> tuple[str, ...]:
    """The parts of the pleading that the page shows, by the codes of corrections: the court's request stands there."""
    match = request.resolver_match
    name = (match.url_name or "") if match is not None else ""
    named = match.kwargs.get("side") or match.kwargs.get("key") if match is not None else None
    if name in ("application_people", "application_person", "application_person_new", "application_contact"):
        return (str(named),)
    if name == "application_ask":
        return (str(named),)
    return next((places for start, places in PLACES_BY_PAGE if name.startswith(start)), ())


def draft_name(application: Application, page: str) -> str:
    """The name under which what is typed into a page is kept while somebody types."""
    return f"apply-{application.pk}-{page}"[:60]


def restore(request: HttpRequest, name: str, form: PleadingForm) -> bool:
    """Put what was typed and not sent back into an unsent form; whether there was anything.

    The address with ``stands`` asks for the page as it stands, without what was typed.
    """
    form.note_seen()
    unsent = request.method == "GET" and "stands" not in request.GET
    kept = drafts.kept(signed_in(request), name) if unsent else None
    return kept is not None and put_back(form, kept.typed)


def saved(
    request: HttpRequest,
    form: forms.Form,
    name: str,
    verb: Callable[[], object],
    *,
    of: Application | None = None,
) -> bool:
    """Whether the sent form was in order and the verb done; what was kept of the page while it was typed is let go.

    ``of``: the pleading whose page this is; what was written there since it was opened, by somebody else or in
    another window, is not overwritten unseen: both texts are shown, and sending once more takes what is typed here.
    """
    if request.method != "POST" or (of is not None and _overwrites(request, form, of)) or not done(form, verb):
        return False
    drafts.let_go(signed_in(request), name)
    return True


def _overwrites(request: HttpRequest, form: forms.Form, application: Application) -> bool:
    last, seen = application.changed_by, request.POST.get("seen", "")
    if not isinstance(form, PleadingForm) or last is None:
        return False
    rows = form.standing() if seen not in ("", form.seen) else []
    if not rows:
        return False
    moment = (application.changed_at or clock.now()).astimezone(clock.CHINA)
    when = f"{chinese_date(moment.date())}{moment:%H:%M}"
    if last.pk == signed_in(request).pk:
        other, said = "另一个窗口", f"打开这一页以后，您在另一个窗口改过（{when}），现在填写的还没有保存。"
    else:
        other, said = last.full_name, f"{last.full_name}在您打开以后（{when}）改过这一页，您填写的还没有保存。"
    form.overwriting = Overwriting(other, rows)
    ways = f"两份内容都在下面：用现在填写的，再保存一次；用{other}填写的，点“用{other}填写的”。"
    form.add_error(None, f"{said}{ways}")
    return True


def status_of(request: HttpRequest) -> int:
    """A page that comes back from a sent form says that something is wrong with it."""
    return 422 if request.method == "POST" else 200


def onwards(request: HttpRequest, application: Application, url: str) -> HttpResponse:
    """To the next page; back to checking where somebody came from there."""
    if request.GET.get("from") == "check":
        return redirect("application_check", application.pk)
    return redirect(url)
