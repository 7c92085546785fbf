"""The counter takes in an application on a title of another body or court; what staff sees of such a title."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.accounts.queries import this_court
from tianping.cases.permissions import at_window
from tianping.enforcement import actions, queries
from tianping.enforcement.forms.answers import hints_of
from tianping.enforcement.forms.counter import TitlePage
from tianping.enforcement.forms.titles import KindForm, papers_asked
from tianping.enforcement.models import Application
from tianping.intake.guidance.queries import carried_title
from tianping.kernel import audit, clock, files, uploads
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Forbidden, Overtaken, tried
from tianping.kernel.submissions import once
from tianping.kernel.web.chosen import TICKED, FilesForm
from tianping.kernel.web.downloads import attachment
from tianping.law.courts import by_code
from tianping.law.enforcement_titles import (
    ARBITRAL,
    IDENTITY,
    KINDS,
    OF_GUIDE,
    TitleFacts,
    courts_for,
    doubt_about_effect,
    identity_to_show,
)

BOTH = require_http_methods(["GET", "POST"])


@BOTH
def new(request: HttpRequest) -> HttpResponse:
    """登记其他文书的执行申请: first of what kind it is, then everything on one page.

    The files that were chosen are kept before anything else: nothing of a page that is not taken undoes that.
    """
    taken = carried_title(request.GET.get("guide", "")[:40], on=clock.today())
    asked = {"kind": OF_GUIDE.get(taken.kind, ARBITRAL)} if taken is not None else request.GET
    kind = KindForm(request.POST or asked or None)
    if not kind.is_bound or not kind.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "enforcement/new_title.html", {"kind": kind, "chosen": ""}, status=status)
    chosen, hints = kind.cleaned_data["kind"], hints_of(taken) if taken is not None else {}
    if request.method == "GET":
        return _shown(request, _page(request, chosen, FilesForm(papers_asked(chosen), prefix="papers"), hints))
    name = f"enforcement-title-{chosen}"
    papers = FilesForm.sent(request, papers_asked(chosen), name, at=clock.now(), prefix="papers")
    return papers.let_go_with(_sent(request, _page(request, chosen, papers, hints)))


@once
def _sent(request: HttpRequest, page: TitlePage) -> HttpResponse:
    """Receive it, or the page with all that is wrong."""
    user = signed_in(request)
    made: list[Application] = []

    def receive() -> None:
        papers, now = page.papers.papers(), clock.now()
        made.append(actions.receive_on_title(page.draft(), papers=papers, by=user, at=now))

    if page.is_valid(user):
        refusal = tried(receive, raising=(Forbidden, Overtaken))
        if refusal is None:
            messages.success(request, f"已收件，编号{made[0].number}。")
            return redirect("enforcement", made[0].pk)
        page.refuse(refusal)
    return _shown(request, page, status=422)


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
    came = {each.kind for each in papers}
    return {
        "papers": papers,
        "courts": courts,
        "is_ours": any(forum.is_certain and forum.courts[0].name == this_court().name for forum in courts.value.forums),
        "effect": doubt_about_effect(title.kind, title.made_on, title.served_on, title.effective_on, on=day),
        "without_proof": any(code not in came for code in KINDS[title.kind].usual),
        "without_identity": identity_to_show(day) if IDENTITY not in came else "",
    }


def _page(request: HttpRequest, kind: str, papers: FilesForm, hints: Mapping[str, Any]) -> TitlePage:
    """The page as it was sent, else with what is known of whoever stands at the window (一窗) and from a guide."""
    person = at_window(request, at=clock.now())
    known = person.typed if person is not None else {}
    return TitlePage(kind, request.POST or None, papers, known=known, hints=hints, on=clock.today())


def _shown(request: HttpRequest, page: TitlePage, *, status: int = 200) -> HttpResponse:
    errors = page.errors if status != 200 else []
    context = {"chosen": page.kind, "word": KINDS[page.kind].word, "page": page, "errors": errors, "ticked": TICKED}
    return render(request, "enforcement/new_title.html", context, status=status)
