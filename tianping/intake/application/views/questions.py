"""Questions of the form: one a page for a citizen, a section a page for the clerk."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.intake.application import actions, queries
from tianping.intake.application.forms.questions import AnswersForm
from tianping.intake.application.models import Application
from tianping.intake.application.permissions import at_counter
from tianping.intake.application.views.common import (
    being_written,
    draft_name,
    onwards,
    restore,
    saved,
    show,
    status_of,
)
from tianping.kernel import clock
from tianping.kernel.submissions import once_each
from tianping.kernel.web.questions import tell_sums
from tianping.law.contradictions import note_after_due
from tianping.law.element_forms import Question, counting

BOTH = require_http_methods(["GET", "POST"])


@BOTH
@once_each
@being_written
def ask(request: HttpRequest, application: Application, key: str) -> HttpResponse:
    """One question; then the next one of the section. From the check page, what the answer opened comes first."""
    question = next((each for each in queries.form_of(application).questions if each.key == key), None)
    if question is None:
        raise Http404
    form = _form(request, application, [question], must=True)
    name = draft_name(application, key)
    restored = restore(request, name, form)
    by = signed_in(request)
    if saved(
        request, form, name, lambda: actions.answer(application, form.answers, by=by, at=clock.now()), of=application
    ):
        tell_sums(request, [question], form.answers)
        _tell_note_after_due(request, application, form)
        changed = request.GET.get("of", key)
        opened = queries.follow_up(application, changed) if request.GET.get("from") == "check" else None
        if opened is not None:
            return redirect(f"{_ask(application.pk, opened)}?{urlencode({'from': 'check', 'of': changed})}")
        following = queries.next_question(application, key)
        return onwards(request, application, _ask(application.pk, following))
    before = queries.previous_question(application, key)
    context = {
        "form": form,
        "heading": question.label,
        "back": _ask(application.pk, before),
        "draft": name,
        "restored": restored,
        "alone": True,
        "optional": not question.required,
        "skip": _ask(application.pk, queries.next_question(application, key)) if question.required else "",
        "section": next(each for each in queries.form_of(application).sections if question in each.questions),
    }
    return show(request, "ask.html", application, context, status_of(request))


@BOTH
@once_each
@being_written
def section(request: HttpRequest, application: Application, key: str) -> HttpResponse:
    """A section: for a citizen its first open question, for the clerk all of it at once."""
    found = next((each for each in queries.form_of(application).sections if each.key == key), None)
    if found is None:
        raise Http404
    if not at_counter(signed_in(request)):
        return redirect("application_ask", application.pk, queries.first_open(application, key).key)
    # The clerk sees what depends on an answer at once, and fills in what applies.
    form = _form(request, application, found.questions)
    name = draft_name(application, f"all-{key}")
    restored = restore(request, name, form)
    by = signed_in(request)
    if saved(
        request, form, name, lambda: actions.answer(application, form.answers, by=by, at=clock.now()), of=application
    ):
        tell_sums(request, found.questions, form.answers)
        _tell_note_after_due(request, application, form)
        return onwards(request, application, _tasks(application.pk))
    context = {
        "form": form,
        "heading": found.title,
        "back": _tasks(application.pk),
        "draft": name,
        "restored": restored,
        "section": found,
        "groups": form.groups(),
        "points": queries.points_at(application, {each.key for each in found.questions}),
    }
    return show(request, "ask.html", application, context, status_of(request))


def _form(
    request: HttpRequest, application: Application, questions: Sequence[Question], *, must: bool = False
) -> AnswersForm:
    return AnswersForm(
        request.POST or None,
        form=queries.form_of(application),
        questions=questions,
        answers=application.answers,
        on=clock.today(),
        must=must,
    )


def _tell_note_after_due(request: HttpRequest, application: Application, form: AnswersForm) -> None:
    """Said where one of the two days was just written down; the page of checking says it by itself."""
    answers = counting(form.form, {**application.answers, **form.answers})
    said = note_after_due(form.form, answers)
    if said and not form.answers.keys().isdisjoint(("signed_on", "due_on")) and request.GET.get("from") != "check":
        messages.warning(request, said)


def _ask(pk: int, question: Question | None) -> str:
    """The page of a question; without one the task list."""
    return reverse("application_ask", args=[pk, question.key]) if question else _tasks(pk)


def _tasks(pk: int) -> str:
    return reverse("application", args=[pk])
