"""Guidance (诉讼引导): one question a page, no log-in; at the end where to go, what to bring, what it costs."""

import contextlib
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import held_posts
from tianping.accounts.queries import this_court
from tianping.cases.permissions import AT_WINDOW, OWN_CASES
from tianping.intake.guidance import actions, queries
from tianping.intake.guidance.codes import code_of, spaced
from tianping.intake.guidance.forms import QuestionForm, ResumeForm
from tianping.intake.guidance.models import Guide
from tianping.intake.guidance.paths import Path, all_paths, is_path, path_named
from tianping.kernel import clock
from tianping.kernel.submissions import once, once_each
from tianping.kernel.web.questions import shown, tell_sums

# Under which key a session remembers the guides of this browser, one for each path.
OPENED = "guides"
LOST = "这个浏览器里没有您的回答。有引导码的，用引导码继续；没有的，请重新回答。"
GET, BOTH, POST = (require_http_methods(methods) for methods in (["GET"], ["GET", "POST"], ["POST"]))


@GET
def choose(request: HttpRequest) -> HttpResponse:
    """您遇到了什么事: every path, and the way back to one that was begun."""
    return render(request, "guidance/choose.html", {"paths": all_paths()})


@GET
def begin(request: HttpRequest, path_key: str) -> HttpResponse:
    """Straight to where this browser stands on the path: the first question, the next one, or the result.

    Whoever began a pleading from the answers is asked whether it is another matter: its sums and days are not theirs.
    """
    path = _path(path_key)
    guide = _opened(request, path)
    if guide is not None and _is_used(request, guide):
        return render(request, "guidance/again.html", {"path": path})
    return redirect(_onward(path, guide))


@BOTH
def question(request: HttpRequest, path_key: str, key: str) -> HttpResponse:
    """One question. What was answered stays; the way back is the question before."""
    path = _path(path_key)
    # Outside of what is undone when an answer is refused: a code that is tried is counted.
    if _opened(request, path) is None:
        _open_by_form(request, path)
    return _question(request, path, key)


@once_each
def _question(request: HttpRequest, path: Path, key: str) -> HttpResponse:
    today, guide = clock.today(), _opened(request, path)
    answers = guide.answers if guide is not None else {}
    asked = path.question(key, answers)
    if asked is None:
        if guide is None:
            messages.info(request, LOST)
        return redirect("guide_begin", path.key)
    if request.method == "POST":
        form = QuestionForm(asked, today, request.POST, known=path.given(answers))
        if form.is_valid():
            changed = actions.answer(path, guide, asked, form.cleaned_data["answer"], at=clock.now())
            _remember(request, changed)
            tell_sums(request, [asked], changed.answers)
            return redirect(_onward(path, changed))
    else:
        # The session exists before anything is sent, so that a form sent twice finds one and the same.
        request.session.setdefault(OPENED, {})
        form = QuestionForm(asked, today, initial={"answer": shown(asked, answers.get(key))})
    order = list(path.asked(answers))
    place = order.index(asked)
    context = {
        "path": path,
        "question": asked,
        "form": form,
        "place": place + 1,
        "before": order[place - 1].key if place else "",
        "code": spaced(code_of(guide.pk)) if guide is not None else "",
    }
    return render(request, "guidance/question.html", context, status=422 if request.method == "POST" else 200)


@GET
def result(request: HttpRequest, path_key: str) -> HttpResponse:
    """Where the answers lead: to be read, printed, and carried into an application."""
    path = _path(path_key)
    guide = _opened(request, path)
    if guide is None:
        messages.info(request, LOST)
    if guide is None or path.unanswered(guide.answers) is not None:
        return redirect("guide_begin", path.key)
    code = code_of(guide.pk)
    told = queries.result_for(path, guide.answers, on=clock.today())
    context = {
        "path": path,
        "guide": guide,
        "result": told,
        "code": spaced(code),
        "court": this_court(),
        "today": clock.today(),
        "answered": [(each, each.said(guide.answers.get(each.key))) for each in path.asked(guide.answers)],
        "onward": _next_step(told.leads_to, code, request.user),
        "also": told.also and _next_step("enforce_title", code, request.user),
        "used": _is_used(request, guide),
    }
    return render(request, "guidance/result.html", context)


@POST
@once
def leave(request: HttpRequest, path_key: str) -> HttpResponse:
    """从头再来、新的一件: this browser forgets the guide; the code still opens it."""
    path = _path(path_key)
    opened = dict(request.session.get(OPENED, {}))
    opened.pop(path.key, None)
    request.session[OPENED] = opened
    return redirect("guide_begin", path.key) if "anew" in request.POST else redirect("guide")


@BOTH
def resume(request: HttpRequest) -> HttpResponse:
    """凭码继续: unknown, wrong and expired codes get one sentence and one status."""
    form, not_found = ResumeForm(request.POST or None), ""
    if request.method == "POST":
        now, address = clock.now(), request.META.get("REMOTE_ADDR", "")
        actions.count_asking(address, at=now)
        if form.is_valid():
            try:
                guide = actions.resume(form.cleaned_data["code"], address=address, at=now)
            except actions.NothingFound as refusal:
                not_found = str(refusal)
            else:
                _remember(request, guide)
                return redirect("guide_begin", guide.path)
    context = {"form": form, "not_found": not_found}
    return render(request, "guidance/resume.html", context, status=422 if request.method == "POST" else 200)


def _path(key: str) -> Path:
    if not is_path(key):
        raise Http404
    return path_named(key)


def _opened(request: HttpRequest, path: Path) -> Guide | None:
    """The guide that this browser has on the path; nothing of it stands in an address."""
    guide_id = request.session.get(OPENED, {}).get(path.key)
    return queries.guide_with_id(guide_id, path.key, on=clock.today()) if guide_id else None


def _is_used(request: HttpRequest, guide: Guide) -> bool:
    return request.session.get(actions.USED, {}).get(guide.path) == str(guide.pk)


def _open_by_form(request: HttpRequest, path: Path) -> None:
    """Go on with the guide whose code came with the form: the session ended while the question was open."""
    code = request.POST.get("code", "")
    if not code:
        return
    now, address = clock.now(), request.META.get("REMOTE_ADDR", "")
    actions.count_asking(address, at=now)
    with contextlib.suppress(actions.NothingFound):
        guide = actions.resume(code, address=address, at=now)
        if guide.path == path.key:
            _remember(request, guide)


def _remember(request: HttpRequest, guide: Guide) -> None:
    request.session[OPENED] = {**request.session.get(OPENED, {}), guide.path: str(guide.pk)}


def _onward(path: Path, guide: Guide | None) -> str:
    following = path.unanswered(guide.answers if guide is not None else {})
    if following is None:
        return reverse("guide_result", args=[path.key])
    return reverse("guide_question", args=[path.key, following.key])


def _next_step(leads_to: str, code: str, user: Any) -> dict[str, Any] | None:
    """The one thing to do next, for whoever looks, where this installation can do it."""
    held = held_posts(user)
    who = "counter" if AT_WINDOW.allows(held) else "own" if OWN_CASES.allows(held) else "anybody"
    step = _STEPS.get((leads_to, who))
    if step is None:
        return None
    label, name, query, to = step
    try:
        address = reverse(name) + query.format(code=code, to=quote(reverse(to)) if to else "")
    except NoReverseMatch:
        return None
    return {"label": label, "href": address}


_WRITE = ("开始写起诉状", "application_new", "?guide={code}", "")
# (where the answers lead, who looks) → words, page, what is carried along, the page behind the question for the case.
_STEPS = {
    **{("apply", who): _WRITE for who in ("counter", "own", "anybody")},
    ("enforce", "counter"): ("登记申请执行", "enforcement_begin", "", ""),
    ("enforce", "own"): ("到“我的案件”打开这件案件，申请执行", "mine", "", ""),
    ("enforce", "anybody"): ("用案号和查询码打开案件，申请执行", "progress", "?to={to}", "enforcement_apply"),
    ("enforce_title", "counter"): ("登记其他文书的执行申请", "enforcement_new_title", "?guide={code}", ""),
    **{
        ("enforce_title", who): ("开始填写执行申请", "enforcement_titles", "?guide={code}", "")
        for who in ("own", "anybody")
    },
    ("look_up", "counter"): ("到“一窗办理”查这个人的案件", "window", "", ""),
    ("look_up", "own"): ("到“我的案件”看起诉状，提交答辩状", "mine", "", ""),
    ("look_up", "anybody"): ("用案号和查询码看起诉状，提交答辩状", "progress", "", ""),
}
