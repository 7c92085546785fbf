"""What a litigant hands in from a phone: an answer, evidence, requests, waivers; one thing a page, no scripts."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.cases.permissions import Looker, as_litigant, typed
from tianping.cases.queries import seats_of
from tianping.kernel import audit, clock, files
from tianping.kernel.refusals import Refused
from tianping.kernel.submissions import once
from tianping.kernel.web.downloads import attachment
from tianping.kernel.web.forms import HouseForm
from tianping.law.wording import chinese_date
from tianping.papers.dossier import actions, queries
from tianping.papers.dossier.forms import (
    AnswerForm,
    AttachForm,
    HandInForm,
    ObjectionForm,
    RecusalForm,
    WaiveForm,
    WithdrawalForm,
)
from tianping.papers.dossier.models import HandIn

GET, POST = require_http_methods(["GET"]), require_http_methods(["POST"])
BOTH = require_http_methods(["GET", "POST"])
# The pages of handing something in, each of which keeps what is typed.
PAGES = ("words", "files", "check")
VERBS: dict[str, str] = {
    HandIn.Kind.OBJECTION: "提出管辖权异议",
    HandIn.Kind.RECUSAL: "申请回避",
    HandIn.Kind.WITHDRAWAL: "申请撤诉",
}


@BOTH
@as_litigant
@once
def words(request: HttpRequest, looker: Looker) -> HttpResponse:
    """答辩意见: what a litigant who is sued has to say; evidence has no such page."""
    kind = HandIn.Kind.ANSWER
    draft = queries.draft_of(looker, kind)
    form = AnswerForm(request.POST or None, initial={"text": draft.text if draft is not None else ""})
    if request.method == "POST" and form.is_valid() and _done(form, lambda: _write(looker, form)):
        typed.let_go(request, looker, _page(kind, "words"))
        return redirect("hand_in_files", kind)
    context = _facts(request, looker, kind, "words", form)
    return render(request, "dossier/words.html", context, status=_status(request))


@BOTH
@as_litigant
@once
def request_words(request: HttpRequest, looker: Looker, kind: str) -> HttpResponse:
    """管辖权异议、回避申请: which court or whom, and why."""
    wanted = _kind(kind)
    if wanted not in queries.REQUESTS:
        raise Http404
    draft = queries.draft_of(looker, wanted)
    form = _request_form(request, looker, wanted, draft)
    if request.method == "POST" and form.is_valid() and _done(form, lambda: _ask(looker, wanted, form)):
        typed.let_go(request, looker, _page(wanted, "words"))
        return redirect("hand_in_files", wanted)
    context = _facts(request, looker, wanted, "words", form)
    return render(request, "dossier/request.html", context, status=_status(request))


@BOTH
@as_litigant
@once
def attachments(request: HttpRequest, looker: Looker, kind: str) -> HttpResponse:
    """The files, one after the other: each with its name and, where it is evidence, what it proves."""
    wanted = _kind(kind)
    form = AttachForm(request.POST or None, request.FILES or None, kind=wanted)
    if request.method == "POST" and form.is_valid() and _done(form, lambda: _attach(looker, wanted, form)):
        typed.let_go(request, looker, _page(wanted, "files"))
        return redirect("hand_in_files", wanted)
    context = _facts(request, looker, wanted, "files", form) | {"draft": queries.draft_of(looker, wanted)}
    return render(request, "dossier/files.html", context, status=_status(request))


@POST
@as_litigant
@once
def remove(request: HttpRequest, looker: Looker, kind: str, file_id: int) -> HttpResponse:
    """Take a file out again before it is handed in."""
    wanted = _kind(kind)
    draft = queries.draft_of(looker, wanted)
    if draft is not None:
        actions.detach(draft, file_id)
    return redirect("hand_in_files", wanted)


@BOTH
@as_litigant
@once
def check(request: HttpRequest, looker: Looker, kind: str) -> HttpResponse:
    """Everything once more, whether it is late, and handing it in."""
    wanted = _kind(kind)
    draft = queries.draft_of(looker, wanted)
    if draft is None:
        return redirect(_first_page(wanted))
    form = HandInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["late_reason"]
        if _done(form, lambda: actions.hand_in(draft, reason, looker=looker, at=clock.now())):
            typed.let_go(request, looker, *(_page(wanted, each) for each in PAGES))
            return redirect("handed_in", draft.pk)
    context = _facts(request, looker, wanted, "check", form) | {"draft": draft}
    return render(request, "dossier/check.html", context, status=_status(request))


@GET
@as_litigant
def handed_in(request: HttpRequest, looker: Looker, pk: int) -> HttpResponse:
    """What was handed in, with its number: the confirmation, and the same page ever after."""
    found = queries.own_hand_in(looker, pk)
    if found is None:
        raise _not_there(looker, pk)
    context = {
        "case": looker.case,
        "handed": found,
        "asks": queries.TARGETS.get(found.kind, ""),
        "objecting": queries.what_follows_objection(looker.case, clock.today()),
        "others_suing": _others_suing(looker, found.kind),
    }
    return render(request, "dossier/handed_in.html", context)


@GET
@as_litigant
def file(request: HttpRequest, looker: Looker, pk: int) -> HttpResponseBase:
    """A file that this litigant handed in, or that the court sent on to them."""
    found = queries.own_file(looker, pk)
    if found is None:
        raise _not_there(looker, pk)
    audit.record_look("hand_in.download", f"hand_in:{found.hand_in_id}", by=None, at=clock.now(), file=found.pk)
    return attachment(files.read(found.file), found.file_name, found.file.media_type)


@BOTH
@as_litigant
@once
def waive(request: HttpRequest, looker: Looker) -> HttpResponse:
    """放弃剩余的答辩期、举证期限."""
    clocks = queries.remaining_periods(looker, clock.today())
    words = [f"{row.title}（到{chinese_date(row.legal_due or row.nominal_due)}）" for row in clocks]
    form = WaiveForm(request.POST or None, clocks=clocks, words=words)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.waive(looker, form.cleaned_data["clocks"], at=clock.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("handed_in", made.pk)
    context = {"form": form, "case": looker.case, "clocks": clocks}
    return render(request, "dossier/waive.html", context, status=_status(request))


def _write(looker: Looker, form: AnswerForm) -> None:
    actions.write(actions.begin(looker, HandIn.Kind.ANSWER, at=clock.now()), form.cleaned_data["text"])


def _attach(looker: Looker, kind: HandIn.Kind, form: AttachForm) -> None:
    actions.attach(actions.begin(looker, kind, at=clock.now()), form.upload)


def _request_form(
    request: HttpRequest, looker: Looker, kind: HandIn.Kind, draft: HandIn | None
) -> ObjectionForm | RecusalForm | WithdrawalForm:
    """The form of a request with what was saved of it; of the bench, those who sit are named to be ticked."""
    text = draft.text if draft is not None else ""
    named = draft.target if draft is not None else ""
    if kind == HandIn.Kind.OBJECTION:
        return ObjectionForm(request.POST or None, initial={"text": text, "target": named})
    if kind == HandIn.Kind.WITHDRAWAL:
        alone = not queries.others_suing(looker.case, looker.litigant)
        return WithdrawalForm(request.POST or None, initial={"text": text}, alone=alone)
    seats = seats_of([looker.case.pk])[looker.case.pk]
    bench = [f"{each.get_role_display()}{each.user.full_name}" for each in seats]
    before = [each for each in named.split("；") if each]
    known = {
        "text": text,
        "bench": [each for each in before if each in bench],
        "others": "；".join(each for each in before if each not in bench),
    }
    return RecusalForm(request.POST or None, bench=bench, initial=known)


def _ask(looker: Looker, kind: HandIn.Kind, form: HouseForm) -> None:
    draft = actions.begin(looker, kind, at=clock.now())
    actions.write(draft, form.cleaned_data["text"], target=form.cleaned_data["target"])


def _done(form: HouseForm, verb: Callable[[], object]) -> bool:
    """Do the verb; a refusal becomes an error of the form, and nothing typed is lost."""
    try:
        verb()
    except Refused as refusal:
        form.add_error("file" if "file" in form.fields else None, str(refusal))
        return False
    return True


def _page(kind: HandIn.Kind, page: str) -> str:
    """Under which name what is typed into a page is kept."""
    return f"{kind}-{page}"


def _facts(request: HttpRequest, looker: Looker, kind: HandIn.Kind, page: str, form: HouseForm) -> dict[str, object]:
    """What every page of handing in shows; what was typed and not sent stands in its form again."""
    name = _page(kind, page)
    facts = {
        "form": form,
        "restored": typed.restore(request, looker, name, form),
        "keep": typed.draft_name(looker, name),
        "kind": kind,
        "case": looker.case,
        "may": _may(looker, kind),
        "wanting": queries.mandate_wanting(looker, kind, clock.today()),
    }
    return facts | _law(looker, kind)


def _law(looker: Looker, kind: HandIn.Kind) -> dict[str, object]:
    """Until when this litigant's own period runs, and what the law says of today."""
    return {
        "last_day": queries.last_day_of(looker.case, looker.litigant, kind),
        "answer": queries.timeliness(looker.case, looker.litigant, kind, clock.today()),
        "back": _first_page(kind),
        "is_request": kind in queries.REQUESTS,
        "verb": VERBS.get(kind, ""),
        "asks": queries.TARGETS.get(kind, ""),
        "objecting": queries.what_follows_objection(looker.case, clock.today()),
        "others_suing": _others_suing(looker, kind),
    }


def _others_suing(looker: Looker, kind: str) -> bool:
    """Whether a withdrawal takes only whoever asks out of the case, which others go on with."""
    return kind == HandIn.Kind.WITHDRAWAL and bool(queries.others_suing(looker.case, looker.litigant))


def _may(looker: Looker, kind: HandIn.Kind) -> bool:
    return queries.may_hand_in(looker.case, looker.litigant, kind)


def _kind(text: str) -> HandIn.Kind:
    if text not in queries.HAND_IN_WORDS:
        raise Http404
    return HandIn.Kind(text)


def _first_page(kind: HandIn.Kind) -> str:
    """Where handing in something of this kind begins."""
    if kind == HandIn.Kind.ANSWER:
        return reverse("hand_in_words")
    return reverse("hand_in_request" if kind in queries.REQUESTS else "hand_in_files", args=[kind])


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200


def _not_there(looker: Looker, pk: int) -> Http404:
    audit.record("access.refused", f"hand_in:{pk}"[:120], by=None, at=clock.now(), litigant=looker.litigant.pk)
    return Http404("没有这份材料。")
