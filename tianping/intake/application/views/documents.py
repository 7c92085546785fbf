"""Pieces of a pleading: the list, one piece with its photos, turning and cutting a photo."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.intake.application import actions, queries
from tianping.intake.application.forms.documents import DocumentForm, SheetsForm
from tianping.intake.application.models import Application, Document, Sheet
from tianping.intake.application.views.common import being_written, draft_name, mine, restore, saved, show, status_of
from tianping.kernel import audit, clock, files, uploads
from tianping.kernel.submissions import once, once_each
from tianping.kernel.web.downloads import attachment
from tianping.kernel.web.photos import CropForm, Photo, TurnForm, shown
from tianping.law.filing_notes import is_labour

GET, POST = require_http_methods(["GET"]), require_http_methods(["POST"])
BOTH = require_http_methods(["GET", "POST"])
# What came of the arbitration, and its paper (先裁后审).
AWARDS = {"award": "仲裁裁决书", "rejected": "不予受理通知书"}


@GET
@being_written
def documents(request: HttpRequest, application: Application) -> HttpResponse:
    """证据和材料: what is there."""
    gaps = [gap for gap in queries.gaps_of(application, on=clock.today()) if gap.place == "documents"]
    context = {
        "rows": queries.materials_in(application),
        "gaps": gaps,
        "identity_before": queries.identity_before(application),
        "listed": queries.papers_listed(application, on=clock.today()),
    }
    return show(request, "documents.html", application, context)


@BOTH
@once
@being_written
def document_name(request: HttpRequest, application: Application, document_id: int | None = None) -> HttpResponse:
    """What a piece is, and what it proves."""
    found = _document(application, document_id) if document_id else None
    listed = {each.name: each for each in queries.papers_listed(application, on=clock.today())}
    known = _suggested(application, listed.get(request.GET.get("name", "")))
    if found is not None:
        known = {"kind": found.kind, "name": found.name, "purpose": found.purpose}
    form = DocumentForm(
        request.POST or None,
        initial=known,
        examples=_examples(known, listed),
        with_award=is_labour(application.cause_name) or known.get("kind") == "award",
    )
    name = draft_name(application, f"document-{document_id or 'new'}")
    restored, made = restore(request, name, form), []

    def put() -> None:
        typed = form.cleaned_data
        made.append(
            actions.put_document(
                application,
                typed["kind"],
                typed["name"],
                typed["purpose"],
                found,
                by=signed_in(request),
                at=clock.now(),
            )
        )

    if saved(request, form, name, put, of=application):
        return redirect("application_document", application.pk, made[0].pk)
    context = {"form": form, "heading": "添加材料" if found is None else "修改材料名称", "draft": name,
               "back": reverse("application_documents", args=[application.pk]), "restored": restored}  # fmt: skip
    return show(request, "ask.html", application, context, status_of(request))


@BOTH
@being_written
def document(request: HttpRequest, application: Application, document_id: int) -> HttpResponse:
    """One piece: its photos in their order, and more of them; the good ones stay when others are refused."""
    found = _document(application, document_id)
    form, is_added = SheetsForm(request.POST or None, request.FILES or None), False
    if request.method == "POST" and form.is_valid():
        answer = _add_sheets(request, application, found, form) if form.taken else None
        is_added = answer is not None and answer.status_code == 302
        for sentence in form.bad:
            form.add_error("file", sentence)
        if answer is not None and is_added and not form.bad:
            return answer
    said = f"{len(form.bad)}个文件没有加上，其余{len(form.taken)}个已经加上，不用再选"
    context = {"document": found, "form": form, "sheets": list(found.sheets.all()),
               "title": said if is_added else "这一次选的没有加上，以前加的都保留着"}  # fmt: skip
    return show(request, "document.html", application, context, status_of(request))


@once_each
def _add_sheets(request: HttpRequest, application: Application, found: Document, form: SheetsForm) -> HttpResponse:
    """What can go on file, once for each choice: the page that names the rest comes back with the same key."""
    by, at = signed_in(request), clock.now()
    name = draft_name(application, f"sheet-{found.pk}")
    if saved(request, form, name, lambda: actions.add_sheets(found, form.taken, by=by, at=at)):
        return redirect("application_document", application.pk, found.pk)
    return HttpResponse(status=422)


@POST
@once
@being_written
def take_identity_along(request: HttpRequest, application: Application) -> HttpResponse:
    """The card that was handed in before goes along; it can be looked at and taken out like any other piece."""
    made = actions.take_identity_along(application, by=signed_in(request), at=clock.now())
    return redirect("application_document", application.pk, made.pk)


@POST
@once
@being_written
def remove_document(request: HttpRequest, application: Application, document_id: int) -> HttpResponse:
    """Take a piece out."""
    actions.remove_document(application, _document(application, document_id), by=signed_in(request), at=clock.now())
    return redirect("application_documents", application.pk)


@POST
@once
@being_written
def file_as_award(request: HttpRequest, application: Application, document_id: int) -> HttpResponse:
    """Put a piece under the kind of awards: it stays what it is, with its photos."""
    found = _document(application, document_id)
    by, at = signed_in(request), clock.now()
    actions.put_document(application, "award", found.name, found.purpose, found, by=by, at=at)
    return redirect("application_check", application.pk)


@BOTH
@once
@being_written
def sheet(request: HttpRequest, application: Application, sheet_id: int) -> HttpResponse:
    """A photo: turn it, cut it, take it out."""
    found = _sheet(application, sheet_id)
    turn, cut = TurnForm(_sent(request, "quarters")), CropForm(_sent(request, "left"))
    by, at = signed_in(request), clock.now()
    name = draft_name(application, f"sheet-{sheet_id}")
    if "remove" in request.POST:
        actions.remove_sheet(found, by=by, at=at)
        return redirect("application_document", application.pk, found.document_id)
    if turn.is_bound and saved(
        request, turn, name, lambda: actions.turn(found, turn.cleaned_data["quarters"], by=by, at=at)
    ):
        return redirect("application_sheet", application.pk, sheet_id)
    if cut.is_bound and saved(request, cut, name, lambda: actions.cut(found, cut.box, by=by, at=at)):
        return redirect("application_sheet", application.pk, sheet_id)
    url = f"{reverse('application_sheet_file', args=[application.pk, sheet_id])}?{found.file.sha256[:8]}"
    photo = Photo(f"{found.document.name}的照片", url)
    return show(request, "sheet.html", application, {"sheet": found, "photo": photo, "form": cut}, status_of(request))


def _sent(request: HttpRequest, name: str) -> QueryDict | None:
    """What was sent, if the form with this field was."""
    return request.POST if name in request.POST else None


@GET
def sheet_file(request: HttpRequest, pk: int, sheet_id: int) -> HttpResponseBase:
    """The photo itself: a picture is shown (it was made by us from what came), a PDF is downloaded."""
    found = _sheet(mine(request, pk), sheet_id)
    audit.record_look("application.file", f"application:{pk}", by=signed_in(request), at=clock.now(), sheet=found.pk)
    content, media_type = files.read(found.file), found.file.media_type
    if not media_type.startswith("image/"):
        return attachment(content, f"{found.document.name}.{uploads.ENDINGS[media_type]}", media_type)
    return shown(content)


def _suggested(application: Application, chosen: queries.Listed | None) -> dict[str, str]:
    """What was chosen from the list, by the name of one piece; else what is missing most."""
    if chosen is not None:
        is_award = is_labour(application.cause_name) and "裁决书" in chosen.name
        return {"kind": "award" if is_award else "evidence", "name": chosen.own_name, "listed": chosen.name}
    kinds = {each.kind for each in application.documents.all()}
    if identity := queries.identity_missing(application):
        return {"kind": "identity", "name": identity}
    if application.has_agent and "authority" not in kinds:
        return {"kind": "authority", "name": "授权委托书"}
    if "award" not in kinds and application.answers.get("arbitration") in AWARDS:
        return {"kind": "award", "name": AWARDS[application.answers["arbitration"]]}
    return {"kind": "evidence"}


def _examples(known: dict[str, str], listed: dict[str, queries.Listed]) -> list[str]:
    """Names of pieces as examples: what the chosen entry of the list names, else the first of the list."""
    if known.get("listed") in listed:
        return listed[known["listed"]].examples
    return ["身份证", *next(iter(listed.values())).examples[:1]] if listed else []


def _document(application: Application, pk: int) -> Document:
    found = queries.document_of(application, pk)
    if found is None:
        raise Http404
    return found


def _sheet(application: Application, pk: int) -> Sheet:
    found = queries.sheet_of(application, pk)
    if found is None:
        raise Http404
    return found
