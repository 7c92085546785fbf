"""People of a pleading: litigants on both sides, agents, mediation, help with the fee."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.intake.application import actions, queries
from tianping.intake.application.forms.people import (
    FOLDED,
    AgentForm,
    ContactForm,
    HasAgentForm,
    MediationForm,
    ReliefForm,
    WhoForm,
)
from tianping.intake.application.models import Agent, Application, Person
from tianping.intake.application.views.common import (
    being_written,
    draft_name,
    onwards,
    restore,
    saved,
    show,
    status_of,
)
from tianping.intake.application.views.known import KnownPerson, known_lawyer, known_person
from tianping.kernel import clock
from tianping.kernel.submissions import once
from tianping.law.causes import is_between_people
from tianping.law.confirmation import may_be_confirmed
from tianping.law.fee_relief import basis

GET, POST = require_http_methods(["GET"]), require_http_methods(["POST"])
BOTH = require_http_methods(["GET", "POST"])


@GET
@being_written
def people(request: HttpRequest, application: Application, side: str) -> HttpResponse:
    """Everybody on one side; whoever is the first goes straight to the page."""
    word = _word(side)
    rows = [each for each in application.people.all() if each.role == queries.SIDES[side]]
    if not rows:
        return redirect("application_person_new", application.pk, side)
    if len(rows) == 1 and not rows[0].name:
        return redirect("application_person", application.pk, side, rows[0].pk)
    return show(request, "people.html", application, {"rows": rows, "side": side, "word": word})


@BOTH
@once
@being_written
def person(request: HttpRequest, application: Application, side: str, person_id: int | None = None) -> HttpResponse:
    """Who it is: name and identity paper."""
    word = _word(side)
    found = _person(application, side, person_id) if person_id else None
    there, cause_name = list(application.people.all()), application.cause_name
    form = WhoForm(request.POST or None, person=found, on=clock.today(), side=side, there=there, cause_name=cause_name)
    name = draft_name(application, f"{side}-{person_id or 'new'}")
    restored, made = restore(request, name, form), []

    def put() -> None:
        role = queries.SIDES[side]
        made.append(actions.put_person(application, role, form.typed, found, by=signed_in(request), at=clock.now()))

    known = _known(request, application, side, found)
    if "myself" in request.POST and (known is None or request.POST["myself"] != known.mark):
        messages.warning(
            request, "没有填入：这个人已经写在起诉状里了，或者窗口正在接待的已经不是按钮上的那一位；请核对。"
        )
        return redirect(request.get_full_path())
    if known is not None and "myself" in request.POST:
        at = clock.now()
        put_in = actions.put_person(application, queries.SIDES[side], known.typed, found, by=signed_in(request), at=at)
        return redirect("application_contact", application.pk, side, put_in.pk)
    if saved(request, form, name, put, of=application):
        address = reverse("application_contact", args=[application.pk, side, made[0].pk])
        return redirect(f"{address}?from=check" if request.GET.get("from") == "check" else address)
    context = {"form": form, "heading": f"{word}是谁", "back": _back(application, side), "draft": name,
               "restored": restored, "lead": _lead(side, cause_name), "own": known}  # fmt: skip
    return show(request, "ask.html", application, context, status_of(request))


@BOTH
@once
@being_written
def contact(request: HttpRequest, application: Application, side: str, person_id: int) -> HttpResponse:
    """Where to find them."""
    word = _word(side)
    found = _person(application, side, person_id)
    form = ContactForm(request.POST or None, person=found, on=clock.today())
    name = draft_name(application, f"{side}-contact-{person_id}")
    restored = restore(request, name, form)

    def put() -> None:
        typed = {**form.typed, "details": form.details}
        actions.put_person(application, found.role, typed, found, by=signed_in(request), at=clock.now())

    if saved(request, form, name, put, of=application):
        return onwards(request, application, reverse("application_people", args=[application.pk, side]))
    heading = f"怎样找到{found.name or word}"
    context = {
        "form": form,
        "heading": heading,
        "back": reverse("application_person", args=[application.pk, side, person_id]),
        "draft": name,
        "restored": restored,
        "folded": [each for each in FOLDED if each in form.fields],
    }
    return show(request, "ask.html", application, context, status_of(request))


@POST
@once
@being_written
def remove_person(request: HttpRequest, application: Application, side: str, person_id: int) -> HttpResponse:
    """Take somebody out."""
    actions.remove_person(application, _person(application, side, person_id), by=signed_in(request), at=clock.now())
    return redirect("application_people" if queries.SIDES.get(side) else "application", application.pk, side)


@BOTH
@once
@being_written
def agent(request: HttpRequest, application: Application) -> HttpResponse:
    """有没有代理人; those named so far."""
    chosen = {True: "yes", False: "no", None: ""}[application.has_agent]
    form = HasAgentForm(request.POST or None, initial={"has_agent": chosen})
    by, at = signed_in(request), clock.now()

    def choose() -> None:
        if form.cleaned_data["has_agent"] == "no":
            actions.choose_agent(application, None, by=by, at=at)

    if saved(request, form, draft_name(application, "agent"), choose):
        if form.cleaned_data["has_agent"] == "no":
            return onwards(request, application, reverse("application", args=[application.pk]))
        return redirect("application_agent_new", application.pk)
    suing, named = queries.plaintiffs_of(application), len(application.agents.all())
    context = {"form": form, "heading": "有没有人代您打官司", "back": reverse("application", args=[application.pk]),
               "several": len(suing) > 1,
               "may_add": queries.open_to(application) if suing else named < queries.MOST_AGENTS}  # fmt: skip
    return show(request, "agent.html", application, context, status_of(request))


@BOTH
@once
@being_written
def agent_details(request: HttpRequest, application: Application, agent_id: int | None = None) -> HttpResponse:
    """Who acts, and how much they may do."""
    found = next((each for each in application.agents.all() if each.pk == agent_id), None)
    if agent_id and found is None:
        raise Http404
    suing, acting = queries.plaintiffs_of(application), _acting(request, application) if found is None else {}
    known, offered = _known_agent(application, found, acting)
    if suing and not offered:
        return redirect("application_agent", application.pk)
    form = AgentForm(
        request.POST or None,
        initial=known,
        suing=[(each.pk, each.name) for each in offered],
        several=len(suing) > 1,
    )
    name = draft_name(application, f"agent-{agent_id or 'new'}")
    restored = restore(request, name, form)
    by, at = signed_in(request), clock.now()

    def choose() -> None:
        typed = dict(form.cleaned_data)
        chosen = typed.pop("people", None)
        represented = suing if chosen is None else [each for each in suing if str(each.pk) in chosen]
        actions.choose_agent(application, typed, found, people=represented, by=by, at=at)

    if saved(request, form, name, choose, of=application):
        return onwards(request, application, reverse("application_agent", args=[application.pk]))
    back = reverse("application_agent", args=[application.pk])
    context = {"form": form, "heading": "代理人", "back": back, "draft": name, "restored": restored}
    if acting and application.agents.all():
        context["lead"] = f"代理人已经填好；代理权限按{'、'.join(each.name for each in offered)}的授权委托书填写。"
        context["aside"] = ("?another=1", f"填写另一名代理人，不是{acting['name']}")
    return show(request, "ask.html", application, context, status_of(request))


@POST
@once
@being_written
def remove_agent(request: HttpRequest, application: Application, agent_id: int) -> HttpResponse:
    """Take an agent out."""
    found = next((each for each in application.agents.all() if each.pk == agent_id), None)
    if found is None:
        raise Http404
    actions.remove_agent(application, found, by=signed_in(request), at=clock.now())
    return redirect("application_agent", application.pk)


@BOTH
@once
@being_written
def mediation(request: HttpRequest, application: Application) -> HttpResponse:
    """先调解，还是直接立案: what mediation is, and the choice."""
    chosen = {True: "yes", False: "no", None: ""}[application.consents_to_mediation]
    form = MediationForm(request.POST or None, initial={"agrees": chosen})
    by = signed_in(request)

    def choose() -> None:
        actions.choose_mediation(application, form.cleaned_data["agrees"] == "yes", by=by, at=clock.now())

    if saved(request, form, draft_name(application, "mediation"), choose):
        return onwards(request, application, reverse("application", args=[application.pk]))
    context = {"form": form, "heading": "先调解，还是直接立案", "back": reverse("application", args=[application.pk]),
               "confirmable": may_be_confirmed(application.cause_name, on=clock.today())}  # fmt: skip
    return show(request, "mediation.html", application, context, status_of(request))


@BOTH
@once
@being_written
def relief(request: HttpRequest, application: Application) -> HttpResponse:
    """交诉讼费有没有困难: on which ground help with the fee is asked for (司法救助)."""
    known = {"ground": application.relief_ground, "words": application.relief_words}
    form = ReliefForm(request.POST or None, initial=known)
    name = draft_name(application, "relief")
    restored = restore(request, name, form)
    by, at = signed_in(request), clock.now()

    def ask() -> None:
        actions.ask_for_relief(application, form.cleaned_data["ground"], form.cleaned_data["words"], by=by, at=at)

    if saved(request, form, name, ask, of=application):
        return onwards(request, application, reverse("application", args=[application.pk]))
    lead = (
        f"由法院审查后决定，决定以前不用交费；申请的还要上传经济困难的证明。依据：{'；'.join(basis(clock.today()))}。"
    )
    context = {"form": form, "heading": "交诉讼费有没有困难", "back": reverse("application", args=[application.pk]),
               "draft": name, "restored": restored, "lead": lead}  # fmt: skip
    return show(request, "ask.html", application, context, status_of(request))


def _acting(request: HttpRequest, application: Application) -> dict[str, str]:
    """Who is likely to be named next: the lawyer who writes, else for those whom nobody represents whoever is named.

    Empty where that is not known, and where another is asked for.
    """
    if "another" in request.GET:
        return {}
    own, named = known_lawyer(request), [queries.said_of(each) for each in application.agents.all()]
    is_named = bool(own) and queries.agent_key(own) in {queries.agent_key(each) for each in named}
    if not named or (own and not is_named):
        return own
    return (own or named[-1]) if queries.unrepresented(application) else {}


def _known_agent(
    application: Application, found: Agent | None, acting: dict[str, str]
) -> tuple[dict[str, Any], list[Person]]:
    """With what the page of an agent is filled in, and which plaintiffs may be chosen on it."""
    if found is not None:
        theirs = [str(each.pk) for each in queries.acting_for(application, found)]
        offered = queries.open_to(application, queries.said_of(found), found)
        return {**{name: getattr(found, name) for name in AgentForm.base_fields}, "people": theirs}, offered
    offered = queries.open_to(application, acting)
    only = {"people": [str(offered[0].pk)]} if acting and len(offered) == 1 else {}
    return {"authority": "general", **acting, **only}, offered


def _person(application: Application, side: str, pk: int) -> Person:
    found = queries.person_of(application, queries.SIDES[side], pk) if side in queries.SIDES else None
    if found is None:
        raise Http404
    return found


def _word(side: str) -> str:
    if side not in queries.PEOPLE:
        raise Http404
    return queries.PEOPLE[side]


def _back(application: Application, side: str) -> str:
    rows = [each for each in application.people.all() if each.role == queries.SIDES[side]]
    name, args = ("application_people", [application.pk, side]) if rows else ("application", [application.pk])
    return reverse(name, args=args)


def _known(request: HttpRequest, application: Application, side: str, found: Person | None) -> KnownPerson | None:
    """Whoever is known already, on the page of a plaintiff who has no name yet and is of their kind; once only."""
    if side != "plaintiffs" or (found is not None and found.name):
        return None
    known = known_person(request)
    if known is not None and any(
        (each.name, each.identity_number) == (known.typed["name"], known.typed["identity_number"])
        for each in application.people.all()
    ):
        return None
    return known if known and (found is None or found.kind == known.typed["kind"]) else None


def _lead(side: str, cause_name: str) -> str:
    if side == "plaintiffs":
        return "原告是起诉的人。有几个人一起起诉的，一个一个填写。"
    if is_between_people(cause_name):
        return "被告是您要起诉的人。只要能说清是谁，证件号码不知道也能起诉。"
    return "被告是您要起诉的人或者单位。只要能说清是谁，证件号码不知道也能起诉。"
