"""A citizen's own way to enforcement on a title of another body or court: one question a page, kept as answered."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.cases.permissions import own_person
from tianping.enforcement import actions, queries
from tianping.enforcement.forms import answers as answering
from tianping.enforcement.forms.applying import WithdrawForm
from tianping.enforcement.forms.corrections import OwnCorrectionsForm
from tianping.enforcement.forms.people import ApplicantForm, RespondentForm, litigant
from tianping.enforcement.forms.titles import (
    BankForm,
    ClaimForm,
    DeclarationForm,
    KindForm,
    PaperForm,
    TitleForm,
)
from tianping.enforcement.models import Application, ApplicationDraft
from tianping.enforcement.permissions import own_drafts
from tianping.enforcement.states import WITHDRAWABLE
from tianping.enforcement.tables import own_status, summary
from tianping.intake.guidance.queries import CarriedTitle, carried_title
from tianping.kernel import audit, clock
from tianping.kernel.submissions import once
from tianping.kernel.web.chosen import FILES_HELP, TICKED, Asked, FilesForm
from tianping.kernel.web.components import Task
from tianping.kernel.web.forms import HouseForm, done
from tianping.law.enforcement_titles import OF_GUIDE, OTHER, PAPERS

HANDED_IN, MOST_HANDED_IN = "enforcements_handed_in", 10
BOTH, GET = require_http_methods(["GET", "POST"]), require_http_methods(["GET"])
SCANS = (
    Asked(
        OTHER,
        "补正的材料",
        "补正材料",
        help_text=f"{FILES_HELP}没有文件要补的，可以不选，在上面写明补正的内容。",
    ),
)


@BOTH
@once
def mine(request: HttpRequest) -> HttpResponse:
    """我的执行申请: what was begun, what was handed in, and the way to a new one; a guide's answers go along."""
    user, code = signed_in(request), request.GET.get("guide", "")[:40]
    if request.method == "POST":
        taken = carried_title(request.POST.get("guide", ""), on=clock.today())
        draft = actions.start_draft(_of_guide(taken), by=user, at=clock.now())
        return redirect(_next(draft))
    audit.record_look("enforcement.own", f"person:{user.pk}", by=user, at=clock.now())
    context = {
        "drafts": [(each, _about(each)) for each in own_drafts(user).order_by("-kept_at")],
        "rows": [(row, own_status(row)) for row in queries.own(user).order_by("-pk")],
        "guide": code if carried_title(code, on=clock.today()) is not None else "",
    }
    return render(request, "enforcement/titles_mine.html", context)


@GET
def tasks(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """填写进度: which questions are answered."""
    draft = _draft(request, draft_id)
    left = answering.missing(draft.answers, _handed_in(draft))
    rows = [
        Task(
            words,
            _address(draft, name),
            "未填写" if name in left else "已填写",
            "waiting" if name in left else "done",
        )
        for name, words in answering.QUESTIONS.items()
    ]
    return render(request, "enforcement/titles_tasks.html", {"draft": draft, "tasks": rows, "left": len(left)})


@BOTH
@once
def question(request: HttpRequest, draft_id: uuid.UUID, name: str) -> HttpResponse:
    """One question; its answer is kept before the next one is asked."""
    draft = _draft(request, draft_id)
    if name not in answering.QUESTIONS:
        raise Http404
    if name in ("title", "papers") and not draft.answers.get("kind"):
        return redirect(_address(draft, "kind"))
    if request.method == "POST" and "remove" in request.POST:
        _remove(draft, name, request.POST.get("remove", ""))
        return redirect(_address(draft, name))
    known = own_person(signed_in(request).pk) if name == "applicant" else None
    own = known.typed if known is not None else None
    form = _form(request, draft, name)
    if own is not None and "myself" in request.POST:
        form = ApplicantForm(own, on=clock.today())
    beside = "file" if name == "papers" else None
    if request.method == "POST" and done(form, lambda: _keep(draft, name, form), beside=beside):
        return redirect(_address(draft, name) if name in ("papers", "respondents") else _next(draft))
    context = {
        "draft": draft,
        "name": name,
        "title": answering.QUESTIONS[name],
        "form": form,
        "own": own,
        "given": [each["name"] for each in draft.answers.get("respondents", ())] if name == "respondents" else [],
        "papers": queries.papers_of(draft) if name == "papers" else (),
        "lacking": answering.lacking(draft.answers, _handed_in(draft)) if name == "papers" else (),
        "next_url": _next(draft),
        "place": list(answering.QUESTIONS).index(name) + 1,
        "of": len(answering.QUESTIONS),
    }
    return render(request, "enforcement/titles_question.html", context, status=422 if request.method == "POST" else 200)


@BOTH
@once
def check(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """核对、签名并提交. Whoever hands it in again from another tab is led to the receipt."""
    handed_in = request.session.get(HANDED_IN, {}).get(str(draft_id))
    if handed_in is not None:
        return redirect("enforcement_own", handed_in)
    draft = _draft(request, draft_id)
    papers = queries.papers_of(draft)
    if answering.missing(draft.answers, [each.kind for each in papers]):
        return redirect("enforcement_titles_tasks", draft.pk)
    user = signed_in(request)
    form = DeclarationForm(request.POST or None, initial={"name": user.full_name})
    made: list[Application] = []

    def hand_in() -> None:
        typed, now = form.cleaned_data, clock.now()
        made.append(actions.receive_on_title(answering.application(draft.answers), kept=draft, by=user, at=now))
        actions.sign(made[0], typed["name"], typed["picture"], draft=draft, by=user, at=now)
        actions.drop_draft(draft)

    if done(form, hand_in):
        earlier = list(request.session.get(HANDED_IN, {}).items())[1 - MOST_HANDED_IN :]
        request.session[HANDED_IN] = {**dict(earlier), str(draft_id): made[0].pk}
        return redirect("enforcement_own", made[0].pk)
    items = summary(draft.answers, papers, lambda name: _address(draft, name))
    context = {"draft": draft, "items": items, "form": form}
    return render(request, "enforcement/titles_check.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["POST"])
@once
def drop(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """放弃."""
    actions.drop_draft(_draft(request, draft_id))
    messages.success(request, "已放弃没有提交的申请。")
    return redirect("enforcement_titles")


@GET
def own(request: HttpRequest, pk: int) -> HttpResponse:
    """收件回执: one's own application, how it stands, what happens next, what is to be corrected."""
    return _own_page(request, _own(request, pk))


@BOTH
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """提交补正: files, what is explained, or both; then it is looked at again. What was chosen is kept before."""
    found = _own(request, pk)
    if request.method == "GET":
        return redirect("enforcement_own", pk)
    scans = FilesForm.sent(request, SCANS, f"enforcement-own-corrections-{pk}", at=clock.now(), prefix="scans")
    return scans.let_go_with(_corrected(request, found, scans))


@once
def _corrected(request: HttpRequest, found: Application, scans: FilesForm) -> HttpResponse:
    form, by, now = OwnCorrectionsForm(request.POST), signed_in(request), clock.now()

    def verb() -> None:
        actions.correct(found, scans.papers(), form.cleaned_data["explanation"], by=by, at=now)

    # Each is looked into, so that all that is wrong is said at once.
    if all([form.is_valid(), scans.is_valid()]) and done(form, verb, beside="explanation"):
        messages.success(request, "补正已经提交。")
        return redirect("enforcement_own", found.pk)
    return _own_page(request, found, correction=form, scans=scans)


@BOTH
@once
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """撤回执行申请."""
    found, form = _own(request, pk), WithdrawForm(request.POST)
    if request.method == "GET":
        return redirect("enforcement_own", pk)
    by, now = signed_in(request), clock.now()
    if done(form, lambda: actions.withdraw_on_title(found, form.cleaned_data["reason"], by=by, at=now)):
        return redirect("enforcement_own", pk)
    return _own_page(request, found, taken_back=form)


def _own_page(
    request: HttpRequest,
    found: Application,
    *,
    correction: HouseForm | None = None,
    scans: FilesForm | None = None,
    taken_back: HouseForm | None = None,
) -> HttpResponse:
    audit.record_look("enforcement.own", f"enforcement:{found.pk}", by=signed_in(request), at=clock.now())
    context = {
        "application": found,
        "status": own_status(found),
        "acts_by": queries.acts_by(found),
        "is_told": queries.is_told(found),
        "papers": queries.papers_of(found),
        "may_withdraw": found.status in WITHDRAWABLE,
        "correction": correction or OwnCorrectionsForm(),
        "scans": scans or FilesForm(SCANS, prefix="scans"),
        "ticked": TICKED,
        "withdraw": taken_back or WithdrawForm(),
    }
    status = 422 if correction is not None or taken_back is not None else 200
    return render(request, "enforcement/titles_own.html", context, status=status)


def _draft(request: HttpRequest, draft_id: uuid.UUID) -> ApplicationDraft:
    draft = own_drafts(signed_in(request)).filter(pk=draft_id).first()
    if draft is None:
        raise Http404
    return draft


def _own(request: HttpRequest, pk: int) -> Application:
    user = signed_in(request)
    found = queries.own(user).filter(pk=pk).first()
    if found is None:
        audit.record("access.refused", f"enforcement:{pk}", by=user, at=clock.now())
        raise Http404
    return found


def _form(request: HttpRequest, draft: ApplicationDraft, name: str) -> HouseForm:
    data, given, day = request.POST or None, draft.answers.get(name), clock.today()
    initial = {**draft.answers.get("hints", {}), **(given if isinstance(given, dict) else {})}
    kind = draft.answers.get("kind", {}).get("kind", "")
    if name == "title":
        return TitleForm(kind, data, initial=initial, on=day)
    if name == "papers":
        return PaperForm(kind, data, request.FILES or None)
    if name == "applicant":
        return ApplicantForm(data, initial=given, on=day)
    if name == "respondents":
        return RespondentForm(
            data, initial={"address": initial.get("defendant_place", "")} if not given else {}, on=day
        )
    if name == "claim":
        known = {"made_on": answering.made_on(draft.answers), "on": day}
        return ClaimForm(kind, data, initial=answering.in_yuan(initial), **known)
    if name == "account":
        holder = draft.answers.get("applicant", {}).get("name", "")
        return BankForm(data, initial=given or {"payee_holder": holder}, payee=holder, at_home=True)
    return KindForm(data, initial=initial)


def _keep(draft: ApplicationDraft, name: str, form: HouseForm) -> None:
    typed, now = form.cleaned_data, clock.now()
    if name == "papers":
        chosen = typed["file"]
        actions.attach(draft, (typed["paper"], chosen.name.rpartition(".")[0], chosen.read()))
        return
    answers: dict[str, Any] = {**draft.answers, name: answering.plain(typed)}
    if name == "respondents":
        answers[name] = [*draft.answers.get(name, []), answering.plain(typed)]
    if name in ("applicant", "respondents"):
        applicant = [answers["applicant"]] if answers.get("applicant") else []
        debtors = [litigant("defendant", each) for each in answers.get("respondents", ())]
        actions.check_sides([*(litigant("plaintiff", each) for each in applicant), *debtors])
    if name == "kind" and draft.answers.get("kind") != answers["kind"]:
        answers["title"] = None
    if not answering.missing({**answers, "account": {"payee_holder": "-"}}, PAPERS):
        blank = {"payee_holder": "-", "payee_bank": "-", "payee_account": "0"}
        asked = answering.application({**answers, "account": answers.get("account") or blank})
        actions.check_title(asked, on=clock.today())
    actions.keep_draft(draft, answers, at=now)


def _remove(draft: ApplicationDraft, name: str, place: str) -> None:
    if not place.isdecimal():
        return
    if name == "papers":
        actions.detach(draft, int(place))
        return
    given = list(draft.answers.get("respondents", ()))
    if name == "respondents" and int(place) < len(given):
        del given[int(place)]
        actions.keep_draft(draft, {name: given}, at=clock.now())


def _of_guide(taken: CarriedTitle | None) -> dict[str, Any]:
    """What a guide knows, as it stands in a draft: the kind of title, and hints that fill in further pages."""
    if taken is None:
        return {}
    kind = OF_GUIDE.get(taken.kind, "")
    return {"hints": answering.hints_of(taken)} | ({"kind": {"kind": kind}} if kind else {})


def _about(draft: ApplicationDraft) -> str:
    """By what a draft is told from another: against whom, on which title, so far."""
    title = draft.answers.get("title") or {}
    named = "、".join(each["name"] for each in draft.answers.get("respondents", ()))
    parts = [f"{title['body']}{title['number']}" if title else "", f"被执行人{named}" if named else ""]
    return "，".join(part for part in parts if part)


def _handed_in(draft: ApplicationDraft) -> list[str]:
    """Of which kinds files were uploaded."""
    return [each.kind for each in queries.papers_of(draft)]


def _next(draft: ApplicationDraft) -> str:
    left = answering.missing(draft.answers, _handed_in(draft))
    return _address(draft, left[0]) if left else reverse("enforcement_titles_check", args=[draft.pk])


def _address(draft: ApplicationDraft, name: str) -> str:
    return reverse("enforcement_titles_question", args=[draft.pk, name])
