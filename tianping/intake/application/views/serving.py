"""文书送到哪里: each plaintiff says so of themselves, or their agent for them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.accounts.queries import identity_of_user
from tianping.cases.models import Litigant
from tianping.intake.application import actions, queries
from tianping.intake.application.forms.people import ServiceForm
from tianping.intake.application.models import Application, Person
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
from tianping.kernel.submissions import once

BOTH = require_http_methods(["GET", "POST"])
CHOSEN = {True: "yes", False: "no", None: ""}


@BOTH
@once
@being_written
def service(request: HttpRequest, application: Application) -> HttpResponse:
    """Of the only plaintiff at once; of several the list of who said it, and who was not asked yet."""
    suing = queries.plaintiffs_of(application)
    if not suing:
        return redirect("application_person_new", application.pk, "plaintiffs")
    if len(suing) == 1:
        return _of(request, application, suing[0], reverse("application", args=[application.pk]))
    return show(request, "serving.html", application, {"suing": suing})


@BOTH
@once
@being_written
def service_of(request: HttpRequest, application: Application, person_id: int) -> HttpResponse:
    """Of one of several plaintiffs."""
    person = next((each for each in queries.plaintiffs_of(application) if each.pk == person_id), None)
    if person is None:
        raise Http404
    return _of(request, application, person, reverse("application_service", args=[application.pk]))


def _of(request: HttpRequest, application: Application, person: Person, back: str) -> HttpResponse:
    suing = queries.plaintiffs_of(application)
    others = _represented_beside(application, person)
    form = ServiceForm(
        request.POST or None,
        initial=_known(application, person),
        is_person=person.kind == Litigant.Kind.NATURAL,
        others=[(each.pk, each.name) for each in others],
    )
    name = draft_name(application, f"service-{person.pk}" if len(suing) > 1 else "service")
    restored = restore(request, name, form)

    def confirm() -> None:
        also = form.cleaned_data.get("also") or ()
        saying = [person, *(each for each in others if str(each.pk) in also)]
        actions.confirm_service(application, form.typed, saying, by=signed_in(request), at=clock.now())

    if saved(request, form, name, confirm, of=application):
        return onwards(request, application, back)
    several = f"：{person.name}" if len(suing) > 1 else ""
    lead = f"由{person.name}本人或者其代理人确认，别的原告不能代为同意。" if several else ""
    if queries.agents_of(application, person):
        lead += "地址、收件人、电话要是同一个人的：寄给代理人的，三项都改成代理人的。"
    context = {"form": form, "heading": f"文书送到哪里{several}", "back": back, "draft": name,
               "restored": restored, "lead": lead}  # fmt: skip
    return show(request, "ask.html", application, context, status_of(request))


def _represented_beside(application: Application, person: Person) -> list[Person]:
    """The other plaintiffs for whom one of this plaintiff's agents acts, too."""
    suing = queries.plaintiffs_of(application)
    return [each for each in suing if each != person and queries.share_an_agent(application, person, each)]


def _known(application: Application, person: Person) -> dict[str, Any]:
    """What stands; else where the plaintiff lives, or the office of who acts for them: all three of one of them.

    Of an agent no more is known than their name and telephone, but of one who writes and has told the court where
    papers reach them. Nobody's consent is guessed.
    """
    known: dict[str, Any] = {
        "electronic_service": CHOSEN[person.electronic_service],
        "withholds_contact": CHOSEN[queries.withholds_contact(application, person)],
    }
    if person.service_address:
        return {
            **known,
            "service_address": person.service_address,
            "service_recipient": person.service_recipient,
            "service_phone": person.service_phone,
        }
    for agent in queries.agents_of(application, person):
        own = identity_of_user(agent.user_id) if agent.user_id is not None else None
        if own is not None and own.address:
            return {
                **known,
                "service_address": own.address,
                "service_recipient": agent.name,
                "service_phone": agent.phone,
            }
    return {
        **known,
        "service_address": person.address,
        "service_recipient": _receives(person),
        "service_phone": person.phone,
    }


def _receives(person: Person) -> str:
    """Who takes papers in for a plaintiff: themselves, for a minor whoever acts for them."""
    return person.representative if queries.is_minor(person) and person.representative else person.name
