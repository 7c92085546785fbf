"""The list of one's pleadings, beginning one, the task list, giving up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.intake.application import actions, queries
from tianping.intake.application.forms.questions import CauseForm
from tianping.intake.application.models import Application
from tianping.intake.application.views.carried import what_is_known
from tianping.intake.application.views.common import being_written, saved, show, status_of
from tianping.intake.guidance import actions as guidance_actions
from tianping.kernel import clock
from tianping.kernel.submissions import once
from tianping.kernel.web.components import Task
from tianping.law import causes

GET, POST = require_http_methods(["GET"]), require_http_methods(["POST"])
BOTH = require_http_methods(["GET", "POST"])


@GET
def applications(request: HttpRequest) -> HttpResponse:
    """我的起诉: what is being written, and what became of what was handed in."""
    rows = list(queries.applications(signed_in(request))[:100])
    return show(request, "list.html", None, {"rows": rows})


@BOTH
@once
def new(request: HttpRequest) -> HttpResponse:
    """因为什么事起诉: the cause; what guidance knows already is carried over."""
    known = what_is_known(request)
    begun = queries.begun_from(signed_in(request), known.preservation_id) if known and known.preservation_id else None
    if begun is not None:
        return redirect("application", begun.pk)
    cause = known.cause_name if known else request.GET.get("cause", "")[:60]
    form = CauseForm(request.POST or None, initial={"cause_name": cause})
    made = []

    def begin() -> None:
        cause_name = form.cleaned_data["cause_name"]
        carried = known.carried if known is not None else None
        made.append(actions.begin(cause_name, carried, by=signed_in(request), at=clock.now()))
        guidance_actions.note_used(request.session, request.GET.get("guide", "")[:40], on=clock.today())

    if saved(request, form, "apply-new", begin):
        return redirect("application", made[0].pk)
    found = causes.search(request.GET.get("cause", "")[:60], limit=20) if request.GET.get("cause") else ()
    context = {"form": form, "often": causes.EVERYDAY.items(), "found": found, "known": known}
    return show(request, "new.html", None, context, status_of(request))


@GET
@being_written
def tasks(request: HttpRequest, application: Application) -> HttpResponse:
    """任务清单: the parts of the pleading, what is done and what is missing; corrections with the way to each."""
    parts = queries.parts_of(application, on=clock.today())
    to_correct = queries.parts_to_correct(application)
    context = {
        "tasks": [_task(part, asked=part.key in to_correct) for part in parts],
        "left": sum(not part.done or part.key in to_correct for part in parts),
        "still_open": queries.places_open(application),
        "capped": queries.above_cap(application, on=clock.today()),
        "elsewhere": queries.courts_elsewhere(application, on=clock.today()),
        "asked": queries.corrections_asked(application),
    }
    return show(request, "tasks.html", application, context)


@BOTH
@once
@being_written
def give_up(request: HttpRequest, application: Application) -> HttpResponse:
    """放弃这份起诉状: asked once more."""
    if request.method == "POST":
        actions.give_up(application, by=signed_in(request), at=clock.now())
        return redirect("application_list")
    return show(request, "give_up.html", application, {})


def _task(part: queries.Part, *, asked: bool) -> Task:
    if asked:
        return Task(part.title, part.url, "需要补正", "warn")
    if part.may_stay_empty:
        return Task(part.title, part.url, "选填", "info", "交得起的不用填。")
    if part.done:
        return Task(part.title, part.url, "已完成", "done")
    hint = f"还有{part.unasked}个问题没有回答，不需要的可以不填。" if part.begun and part.unasked else ""
    hint = part.gaps[0].sentence if part.begun and part.gaps else hint
    return Task(part.title, part.url, "没填完" if part.begun else "未填写", "waiting", hint)
