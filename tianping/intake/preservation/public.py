"""A citizen's own way to preservation (申请财产保全): one question a page, kept as answered; what became of it."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import held_posts, signed_in
from tianping.accounts.posts import Post
from tianping.cases.models import Case
from tianping.cases.permissions import own_person
from tianping.intake.preservation import actions, queries
from tianping.intake.preservation.forms import answers as answering
from tianping.intake.preservation.forms import asking
from tianping.intake.preservation.forms.agents import ACTS
from tianping.intake.preservation.forms.desks import WithdrawForm
from tianping.intake.preservation.forms.questions import BEFORE, ApplicantForm, DeclarationForm, PaperForm
from tianping.intake.preservation.models import Application, ApplicationDraft
from tianping.intake.preservation.permissions import own_drafts
from tianping.intake.preservation.tables import KINDS, summary
from tianping.kernel import audit, clock
from tianping.kernel.refusals import Refused
from tianping.kernel.submissions import once
from tianping.kernel.templatetags.tianping import yuan
from tianping.kernel.web.components import Task
from tianping.kernel.web.forms import HouseForm, done
from tianping.law import preservation
from tianping.law.answers import Answer
from tianping.law.fees import preservation_fee
from tianping.law.mandates import LETTER
from tianping.measures.queries import told_to

HANDED_IN, MOST_HANDED_IN = "preservations_handed_in", 10
BOTH = require_http_methods(["GET", "POST"])


@BOTH
@once
def mine(request: HttpRequest) -> HttpResponse:
    """我的保全申请: what was begun, what was handed in, and the way to a new one."""
    user = signed_in(request)
    if request.method == "POST":
        draft = actions.start_draft({}, by=user, at=clock.now())
        return redirect("preservation_question", draft.pk, "stage")
    rows = list(queries.own(user).order_by("-pk"))
    audit.record_look("preservation.own", f"person:{user.pk}", by=user, at=clock.now())
    context = {
        "drafts": [(each, _about(each)) for each in own_drafts(user).order_by("-kept_at")],
        "rows": [(row, _status(row)) for row in rows],
        "liability": preservation.liability(clock.today()),
    }
    return render(request, "preservation/mine.html", context)


@require_http_methods(["GET"])
def tasks(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """填写进度: which questions are answered."""
    draft, _case = _draft(request, draft_id)
    rows = [
        Task(
            answering.QUESTIONS[name],
            _address(draft, name),
            *_state(name, draft),
        )
        for name in answering.asked(draft.answers)
    ]
    left = len(answering.missing(draft.answers))
    return render(request, "preservation/tasks.html", {"draft": draft, "tasks": rows, "left": left})


@BOTH
@once
def question(request: HttpRequest, draft_id: uuid.UUID, name: str) -> HttpResponse:
    """One question; its answer is kept before the next one is asked."""
    draft, case = _draft(request, draft_id)
    if name not in answering.asked(draft.answers):
        raise Http404
    if request.method == "POST" and "remove" in request.GET:
        _remove(draft, name, request.GET["remove"])
        return redirect("preservation_question", draft.pk, name)
    known = own_person(signed_in(request).pk) if name == "applicant" else None
    own = known.typed if known is not None else None
    form = _form(request, draft, case, name)
    if own is not None and "myself" in request.POST:
        form = ApplicantForm(own, on=clock.today())
    beside = _beside(name, form)
    if request.method == "POST" and done(form, lambda: _keep(request, draft, case, name, form), beside=beside):
        if answering.takes_several(name, draft.answers) or request.FILES:
            return redirect("preservation_question", draft.pk, name)
        return redirect(_after(request, draft, name))
    context = {
        "proofs": queries.proofs_of(draft, answering.KINDS_OF_FILES[name]) if _takes_files(name) else (),
        "takes_files": _takes_files(name),
        "draft": draft,
        "name": name,
        "title": answering.QUESTIONS[name],
        "form": form,
        "own": own,
        "changing": _changing(request, draft, name) is not None,
        "given": _given(name, draft, case),
        "next_url": _next(draft),
        "told": _told(name, draft),
        "short": _short(draft) if name == "security" else "",
        "place": answering.asked(draft.answers).index(name) + 1,
        "of": len(answering.asked(draft.answers)),
    }
    return render(request, "preservation/question.html", context, status=422 if request.method == "POST" else 200)


@BOTH
@once
def check(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """核对并提交: everything on one page, each with the way to change it; then it is handed in.

    Whoever hands it in again from another tab is led to the receipt.
    """
    handed_in = request.session.get(HANDED_IN, {}).get(str(draft_id))
    if handed_in is not None:
        return redirect("preservation_own", handed_in)
    draft, case = _draft(request, draft_id)
    if answering.missing(draft.answers):
        return redirect("preservation_tasks", draft.pk)
    user = signed_in(request)
    form = DeclarationForm(request.POST or None, initial={"name": user.full_name})
    made: list[Application] = []

    def hand_in() -> None:
        typed, now = form.cleaned_data, clock.now()
        if case is None:
            _check_letter(draft, draft.answers.get("agent") or {})
        made.append(actions.receive(answering.application(draft.answers, case), by=user, at=now))
        actions.sign(made[0], typed["name"], typed["picture"], draft=draft, by=user, at=now)
        actions.drop_draft(draft)

    if done(form, hand_in):
        _remember(request, draft_id, made[0])
        return redirect("preservation_own", made[0].pk)
    amount = draft.answers["amount"]["amount"]
    context = {
        "draft": draft,
        "items": summary(draft.answers, case, lambda name: _address(draft, name)),
        "form": form,
        "fee": preservation_fee(amount, on=clock.today(), in_advance=True),
        "short": _short(draft),
        "proofs": queries.proofs_of(draft),
        "proven": bool(queries.proofs_of(draft, "evidence")),
        "before_suit": case is None,
        "unsigned": answering.unsigned(draft.answers),
        "liability": preservation.liability(clock.today()),
    }
    return render(request, "preservation/check.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["POST"])
@once
def drop(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """放弃."""
    draft, _case = _draft(request, draft_id)
    actions.drop_draft(draft)
    messages.success(request, "已放弃没有提交的申请。")
    return redirect("preservation_mine")


@require_http_methods(["GET"])
def own(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own application: its number, how it stands, what happens next, what is to be paid and until when to sue."""
    return _own_page(request, _own(request, pk))


@BOTH
@once
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """撤回保全申请."""
    found, form = _own(request, pk), WithdrawForm(request.POST)
    if request.method == "GET":
        return redirect("preservation_own", pk)
    by = signed_in(request)
    if done(form, lambda: actions.withdraw(found, form.cleaned_data["reason"], by=by, at=clock.now())):
        return redirect("preservation_own", pk)
    return _own_page(request, found, form)


@BOTH
@once
def add_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """补交材料."""
    found = _own(request, pk)
    if request.method == "GET":
        return redirect("preservation_own", pk)
    form = PaperForm(request.POST, request.FILES, prefix="paper")

    def add() -> None:
        kind, chosen = form.cleaned_data["kind"], form.cleaned_data["file"]
        name = chosen.name.rpartition(".")[0]
        actions.add_paper(found, kind, name, chosen.read(), by=signed_in(request), at=clock.now())

    if done(form, add, beside="file"):
        messages.success(request, "材料已经收到。")
        return redirect("preservation_own", pk)
    return _own_page(request, found, paper=form)


def _remember(request: HttpRequest, draft_id: uuid.UUID, made: Application) -> None:
    """Which application a draft became, for the browser in which it was handed in."""
    earlier = list(request.session.get(HANDED_IN, {}).items())[1 - MOST_HANDED_IN :]
    request.session[HANDED_IN] = {**dict(earlier), str(draft_id): made.pk}


def _own_page(
    request: HttpRequest, found: Application, form: HouseForm | None = None, *, paper: HouseForm | None = None
) -> HttpResponse:
    audit.record_look("preservation.own", f"preservation:{found.pk}", by=signed_in(request), at=clock.now())
    context = {
        "application": found,
        "status": _status(found),
        "proofs": queries.proofs_of(found),
        "agents": queries.agents_of(found),
        "fees": [queries.told_of(found.fee_item)] if found.fee_item else [],
        "measures": told_to(found.case, found.applicant) if found.case else [],
        "may_withdraw": found.status in queries.OPEN[:3],
        "form": form or WithdrawForm(),
        "paper": paper or PaperForm(prefix="paper", initial={"kind": queries.likely_paper(found)}),
    }
    status = 422 if form is not None or paper is not None else 200
    return render(request, "preservation/own.html", context, status=status)


def _draft(request: HttpRequest, draft_id: uuid.UUID) -> tuple[ApplicationDraft, Case | None]:
    user = signed_in(request)
    draft = own_drafts(user).filter(pk=draft_id).first()
    if draft is None:
        raise Http404
    case_id = draft.answers.get("case_id")
    if not case_id:
        return draft, None
    case = next((case for case, _litigant in queries.suits_of(user) if case.pk == case_id), None)
    if case is None:
        raise Http404
    return draft, case


def _own(request: HttpRequest, pk: int) -> Application:
    user = signed_in(request)
    found = queries.own(user).filter(pk=pk).first()
    if found is None:
        audit.record("access.refused", f"preservation:{pk}", by=user, at=clock.now())
        raise Http404
    return found


def _form(request: HttpRequest, draft: ApplicationDraft, case: Case | None, name: str) -> HouseForm:
    suits: list[tuple[str, str]] = []
    if name == "stage":
        suits = [(str(each.pk), each.number) for each, _litigant in queries.suits_of(signed_in(request))]
    data, files = request.POST or None, request.FILES or None
    place = _changing(request, draft, name)
    return asking.form_of(name, draft.answers, case, data, files, suits=suits, place=place, on=clock.today())


def _keep(request: HttpRequest, draft: ApplicationDraft, case: Case | None, name: str, form: HouseForm) -> None:
    typed, now = form.cleaned_data, clock.now()
    if name == "stage":
        actions.keep_draft(draft, _stage_answers(request, draft, typed["stage"]), at=now)
    elif name == "respondents" and case is not None:
        actions.keep_draft(draft, {"respondents": typed["respondents"], "clues": []}, at=now)
    elif answering.takes_several(name, draft.answers):
        several = answering.with_one(name, draft.answers, typed, _changing(request, draft, name))
        answering.check_sides({**draft.answers, **several})
        actions.keep_draft(draft, several, at=now)
    else:
        answering.check_sides({**draft.answers, name: typed})
        chosen = typed.pop("file", None)
        if name == "agent" and chosen is None:
            _check_letter(draft, typed)
        actions.keep_draft(draft, {name: typed}, at=now)
        if chosen is not None:
            actions.attach(draft, chosen.name.rpartition(".")[0], chosen.read(), kind=answering.KINDS_OF_FILES[name])


def _check_letter(draft: ApplicationDraft, agent: Mapping[str, Any]) -> None:
    """Whoever acts for somebody shows the letter of authority (民事诉讼法第六十二条第一款)."""
    if agent.get("has_agent") == ACTS and not queries.proofs_of(draft, answering.KINDS_OF_FILES["agent"]):
        raise Refused(LETTER)


def _state(name: str, draft: ApplicationDraft) -> tuple[str, str]:
    """How a question stands in the list: its word and its mark."""
    if answering.is_answered(name, draft.answers):
        return "已填写", "done"
    return ("没有的不用填", "stopped") if name in answering.MAY_BE_LEFT else ("未填写", "waiting")


def _takes_files(name: str) -> bool:
    return name in answering.KINDS_OF_FILES


def _beside(name: str, form: HouseForm) -> str | None:
    """At which field a refusal of a question stands: of a file at the file, of a person at the document."""
    if _takes_files(name):
        return "file"
    return "identity_number" if "identity_number" in form.fields else None


def _stage_answers(request: HttpRequest, draft: ApplicationDraft, chosen: str) -> dict[str, Any]:
    """Whoever changes the stage is asked again who it is about; nothing else is lost."""
    before = draft.answers.get("stage", {}).get("stage")
    again = {"respondents": [], "clues": []} if before not in (None, chosen) else {}
    if chosen == BEFORE:
        return {"stage": {"stage": chosen}, "case_id": None, "applicant_id": None, **again}
    suits = {str(case.pk): (case, litigant) for case, litigant in queries.suits_of(signed_in(request))}
    case, litigant = suits[chosen]
    return {"stage": {"stage": chosen}, "case_id": case.pk, "applicant_id": litigant.pk, **again}


def _remove(draft: ApplicationDraft, name: str, place: str) -> None:
    if _takes_files(name) and place.isdecimal():
        actions.detach(draft, int(place))
        return
    at = _place(place, draft, name)
    if at is not None:
        actions.keep_draft(draft, answering.without_one(name, draft.answers, at), at=clock.now())


def _changing(request: HttpRequest, draft: ApplicationDraft, name: str) -> int | None:
    """Which of several answers is typed anew (修改); None where one is added."""
    return _place(request.GET.get("change", ""), draft, name)


def _place(typed: str, draft: ApplicationDraft, name: str) -> int | None:
    if not answering.takes_several(name, draft.answers) or not typed.isdecimal():
        return None
    return int(typed) if int(typed) < len(draft.answers.get(name, ())) else None


def _given(name: str, draft: ApplicationDraft, case: Case | None) -> list[str]:
    if not answering.takes_several(name, draft.answers):
        return []
    if name in ("respondents", "others"):
        return [each["name"] for each in draft.answers.get(name, ())]
    return [each["description"] for each in draft.answers.get("clues", ())]


def _told(name: str, draft: ApplicationDraft) -> Answer[Any] | None:
    """What the law says to the question, where it helps to answer it."""
    amount = draft.answers.get("amount", {}).get("amount")
    if name == "security" and amount:
        stage = "in_suit" if draft.answers.get("case_id") else "before_suit"
        return preservation.security(stage, amount, on=clock.today())
    return None


def _short(draft: ApplicationDraft) -> str:
    """Why the security that was answered is less than the law asks for; empty where it is enough, or not answered."""
    amount, offered = draft.answers.get("amount", {}).get("amount"), draft.answers.get("security")
    if not amount or not offered or draft.answers.get("case_id"):
        return ""
    return preservation.shortfall("before_suit", amount, offered.get("amount"), on=clock.today())


def _about(draft: ApplicationDraft) -> str:
    """By what a draft is told from another: against whom and for how much, so far."""
    given, amount = draft.answers.get("respondents", ()), draft.answers.get("amount", {}).get("amount")
    named = [each["name"] for each in given if isinstance(each, dict)]
    parts = [f"被申请人{'、'.join(named)}" if named else "", f"{yuan(amount)}元" if amount else ""]
    return "，".join(part for part in parts if part)


def _after(request: HttpRequest, draft: ApplicationDraft, name: str) -> str:
    """Where an answer leads: a lawyer, who acts for the applicant, is asked for the letter of authority next."""
    asks_lawyer = name == "applicant" and Post.LAWYER in held_posts(signed_in(request))
    if asks_lawyer and not answering.is_answered("agent", draft.answers):
        return _address(draft, "agent")
    return _next(draft)


def _next(draft: ApplicationDraft) -> str:
    left = answering.missing(draft.answers)
    return _address(draft, left[0]) if left else _address(draft, "check")


def _address(draft: ApplicationDraft, name: str) -> str:
    return f"/preservation/apply/{draft.pk}/{name}/"


def _status(row: Application) -> dict[str, str]:
    return {"label": Application.machine.label(row.status), "kind": KINDS[row.status]}
