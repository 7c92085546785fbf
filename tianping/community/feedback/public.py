"""What a litigant says of the service, and the totals that everybody may read."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.cases.permissions import Looker, as_litigant
from tianping.community.feedback import actions, queries
from tianping.community.feedback.forms import RatingForm, VoiceForm
from tianping.community.feedback.models import Step
from tianping.kernel import clock
from tianping.kernel.refusals import Refused
from tianping.kernel.submissions import once
from tianping.kernel.web.forms import done

GET, BOTH = require_http_methods(["GET"]), require_http_methods(["GET", "POST"])


@GET
@as_litigant
def own(request: HttpRequest, looker: Looker) -> HttpResponse:
    """评价与意见: what was said, and the answers."""
    rated = queries.rated_steps(looker.case, looker.litigant)
    context = {
        "case": looker.case,
        "rated": [(Step(step).label, word) for step, word in rated.items()],
        "voices": queries.own_voices(looker.case, looker.litigant),
        "may_rate": bool(queries.steps_to_rate(looker.case, looker.litigant)),
    }
    return render(request, "feedback/own.html", context)


@BOTH
@as_litigant
@once
def rate(request: HttpRequest, looker: Looker) -> HttpResponse:
    """评价: of the steps that this litigant went through."""
    steps = queries.happened_steps(looker.case, looker.litigant)
    left = queries.steps_to_rate(looker.case, looker.litigant)
    if request.method == "GET" and not left:
        raise Refused("已经完成的环节您都评价过了；还有意见的，可以提出感谢、建议、投诉。")
    form = RatingForm(steps if request.method == "POST" else left, request.POST or None)

    def rate_it() -> None:
        typed = form.cleaned_data
        actions.rate(looker, typed["step"], typed["word"], typed["text"], at=clock.now())

    if done(form, rate_it, beside="step"):
        messages.success(request, "谢谢您的评价。")
        return redirect("feedback_own")
    context = {"form": form, "case": looker.case}
    return render(request, "feedback/rate.html", context, status=422 if form.errors else 200)


@BOTH
@as_litigant
@once
def say(request: HttpRequest, looker: Looker) -> HttpResponse:
    """感谢、建议、投诉."""
    form = VoiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.say(looker, form.cleaned_data["kind"], form.cleaned_data["text"], at=clock.now())
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, f"已经收到，编号{made.number}，法院在{made.due_on:%Y年%-m月%-d日}前答复您。")
            return redirect("feedback_own")
    context = {"form": form, "case": looker.case, "days": queries.answer_days(clock.today())}
    return render(request, "feedback/say.html", context, status=422 if form.errors else 200)


@GET
def totals(request: HttpRequest) -> HttpResponse:
    """群众评价公开: the totals of the year; nothing about any person."""
    return render(request, "feedback/totals.html", {"totals": queries.totals(clock.today().year)})
