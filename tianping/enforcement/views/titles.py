"""The counter takes in an application on a title of another body or court; what staff sees of such a title."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.forms import formset_factory
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.accounts.queries import this_court
from tianping.cases.permissions import at_window
from tianping.enforcement import actions, queries
from tianping.enforcement.forms import answers as answering
from tianping.enforcement.forms.answers import hints_of, in_yuan
from tianping.enforcement.forms.people import ApplicantForm, RespondentForm
from tianping.enforcement.forms.titles import BankForm, ClaimForm, CounterPapersForm, KindForm, TitleForm
from tianping.enforcement.models import Application
from tianping.intake.guidance.queries import carried_title
from tianping.kernel import audit, clock, files, uploads
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.kernel.submissions import once
from tianping.kernel.web.downloads import attachment
from tianping.law.courts import by_code
from tianping.law.enforcement_titles import ARBITRAL, KINDS, OF_GUIDE, TitleFacts, courts_for, doubt_about_effect

ROWS_OF_PEOPLE = 3


@require_http_methods(["GET", "POST"])
@once
def new(request: HttpRequest) -> HttpResponse:
    """登记其他文书的执行申请: first of what kind it is, then everything on one page."""
    data = request.POST or None
    taken = carried_title(request.GET.get("guide", "")[:40], on=clock.today())
    asked = {"kind": OF_GUIDE.get(taken.kind, ARBITRAL)} if taken is not None else request.GET
    kind = KindForm(request.POST or asked or None)
    chosen = kind.cleaned_data["kind"] if kind.is_bound and kind.is_valid() else ""
    if not chosen:
        return render(request, "enforcement/new_title.html", {"kind": kind, "chosen": ""}, status=422 if data else 200)
    person = at_window(request, at=clock.now())
    hints = hints_of(taken) if taken is not None else {}
    parts = _parts(chosen, data, request.FILES or None, person.typed if person is not None else {}, hints)
    refused: Refused | None = None
    complete = [part.is_valid() for part in parts.values()] if data is not None else [False]
    if all(complete):
        try:
            made = _receive(request, chosen, parts)
        except (Forbidden, Overtaken):
            raise
        except Refused as refusal:
            refused = refusal
        else:
            messages.success(request, f"已收件，编号{made.number}。")
            return redirect("enforcement", made.pk)
    context = {"kind": kind, "chosen": chosen, "word": KINDS[chosen].word, "refused": refused, **parts}
    context["wrong"] = data is not None and refused is None
    return render(request, "enforcement/new_title.html", context, status=422 if data is not None else 200)


@require_http_methods(["GET"])
def paper(request: HttpRequest, pk: int, paper_id: int) -> HttpResponseBase:
    """A file that was handed in with an application."""
    found = queries.applications(request.user).filter(pk=pk).first()
    if found is None:
        audit.record("access.refused", f"enforcement:{pk}", by=signed_in(request), at=clock.now())
        raise Http404
    return handed_out(request, found, paper_id)


def handed_out(request: HttpRequest, found: Application, paper_id: int) -> HttpResponseBase:
    """A file of an application that this person may see, written down. Raises Http404."""
    row = next((each for each in queries.papers_of(found) if each.pk == paper_id), None)
    if row is None:
        raise Http404
    subject = f"enforcement:{found.pk}"
    audit.record_look("enforcement.download", subject, by=signed_in(request), at=clock.now())
    name = f"{row.get_kind_display()}_{row.name}.{uploads.ENDINGS[row.file.media_type]}"
    return attachment(files.read(row.file), name, row.file.media_type)


def outside_context(found: Application) -> dict[str, Any]:
    """What staff reads of an outside title: its papers, which court has jurisdiction and why, whether it binds yet."""
    title, day = found.outside, china_day(found.received_at)
    papers = queries.papers_of(found)
    if title is None:
        return {"papers": papers}
    homes = tuple(each.address for each in found.respondents.all() if each.address)
    facts = TitleFacts(title.kind, title.tried_by, homes, title.assets_place, found.amount_fen)
    courts = courts_for(facts, by_code(this_court().code), on=day)
    usual = [code for code in KINDS[title.kind].usual if code not in {each.kind for each in papers}]
    return {
        "papers": papers,
        "courts": courts,
        "is_ours": any(forum.is_certain and forum.courts[0].name == this_court().name for forum in courts.value.forums),
        "effect": doubt_about_effect(title.kind, title.served_on, title.effective_on, on=day),
        "without_proof": bool(usual),
    }


def _parts(kind: str, data: Any, uploaded: Any, known: Mapping[str, str], hints: Mapping[str, Any]) -> dict[str, Any]:
    day = clock.today()
    people = formset_factory(RespondentForm, extra=ROWS_OF_PEOPLE)
    holder = {"payee_holder": known.get("name", "")}
    debtor = [{"address": hints["defendant_place"]}] if hints.get("defendant_place") else []
    return {
        "title": TitleForm(kind, data, prefix="title", initial=hints, on=day),
        "papers": CounterPapersForm(kind, data, uploaded, prefix="papers"),
        "applicant": ApplicantForm(data, prefix="applicant", initial=known, on=day),
        "respondents": people(data, prefix="respondents", form_kwargs={"on": day}, initial=debtor),
        "claim": ClaimForm(data, prefix="claim", initial=in_yuan(hints)),
        "account": BankForm(data, prefix="account", initial=holder),
    }


def _receive(request: HttpRequest, kind: str, parts: Mapping[str, Any]) -> Application:
    answers: dict[str, Any] = {name: parts[name].cleaned_data for name in ("title", "applicant", "claim", "account")}
    answers["kind"] = {"kind": kind}
    answers["respondents"] = [form.cleaned_data for form in parts["respondents"] if form.has_changed()]
    chosen = {code: file for code, file in parts["papers"].cleaned_data.items() if file is not None}
    papers = [(code, file.name.rpartition(".")[0], file.read()) for code, file in chosen.items()]
    draft = answering.application(answers)
    return actions.receive_on_title(draft, papers=papers, by=signed_in(request), at=clock.now())
