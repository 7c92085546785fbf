"""One paper: its text as it will be printed, its files, and what may be done with it now."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import held_posts, signed_in
from tianping.cases.models import Litigant
from tianping.cases.queries import visible_case
from tianping.kernel import audit, clock
from tianping.kernel.refusals import Forbidden, Refused
from tianping.kernel.submissions import once
from tianping.law.publication import why_not_published
from tianping.papers.documents import actions, queries
from tianping.papers.documents.actions import PaperRequest
from tianping.papers.documents.forms import DrawUpForm, ReasonForm, WordForm
from tianping.papers.documents.models import Paper
from tianping.papers.documents.permissions import DRAW_UP, PROOFREAD, SIGN, may_draw_up
from tianping.papers.documents.tables import KINDS_OF_STATUS
from tianping.papers.documents.views.common import no_such_case, paper_or_404

Forms = dict[str, Any]


@require_http_methods(["GET"])
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper."""
    return _page(request, paper_or_404(request, pk))


@require_http_methods(["GET", "POST"])
@once
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """收回修改稿."""
    form = WordForm(request.POST, request.FILES)

    def verb(found: Paper) -> None:
        content = form.cleaned_data["file"].read()
        actions.take_back(found, content, by=signed_in(request), at=clock.now())

    return _do(request, pk, verb, "修改稿已收回，请核对预览。", form=form, name="word")


@require_http_methods(["GET", "POST"])
@once
def proofread(request: HttpRequest, pk: int) -> HttpResponse:
    """校对."""
    user = signed_in(request)
    return _do(request, pk, lambda found: actions.proofread(found, by=user, at=clock.now()), "已校对，等待签署。")


@require_http_methods(["GET", "POST"])
@once
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """签署."""
    user = signed_in(request)
    return _do(request, pk, lambda found: actions.sign(found, by=user, at=clock.now()), "已签署。")


@require_http_methods(["GET", "POST"])
@once
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """退回修改."""
    form = ReasonForm(request.POST, prefix="back")

    def verb(found: Paper) -> None:
        actions.send_back(found, form.cleaned_data["reason"], by=signed_in(request), at=clock.now())

    return _do(request, pk, verb, "已退回修改；修改后需要重新校对、签署。", form=form, name="back")


@require_http_methods(["GET", "POST"])
@once
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """制发."""
    user = signed_in(request)
    return _do(
        request, pk, lambda found: actions.issue_many([found], by=user, at=clock.now()), "已制发，内容不再改动。"
    )


@require_http_methods(["GET", "POST"])
@once
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """作废."""
    form = ReasonForm(request.POST, prefix="discard")

    def verb(found: Paper) -> None:
        actions.discard(found, form.cleaned_data["reason"], by=signed_in(request), at=clock.now())

    return _do(request, pk, verb, "已作废。", form=form, name="discard")


@require_http_methods(["GET", "POST"])
@once
def draw_up(request: HttpRequest, case_id: int) -> HttpResponse:
    """制作文书 for one case, by hand."""
    user = signed_in(request)
    case = visible_case(user, case_id)
    if case is None:
        no_such_case(request, case_id)
    litigants = list(Litigant.objects.filter(matter_id=case.matter_id))
    form = DrawUpForm(case, litigants, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        kind, variant = form.kind
        addressee = form.cleaned_data["addressee"] if kind != "ruling" else None
        asked = PaperRequest(case.pk, kind, form.facts, addressee, variant)
        try:
            made = actions.draw_up_many([asked], by=user, at=clock.now())
        except Forbidden:
            raise
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"已拟制{len(made)}份，请核对。")
            return redirect("paper", made[0].pk) if len(made) == 1 else redirect("case", case.pk)
    audit.record_look("case.view", f"case:{case.pk}", by=user, at=clock.now())
    status = 422 if form.errors else 200
    return render(request, "documents/draw_up.html", {"case": case, "form": form}, status=status)


def _do(
    request: HttpRequest, pk: int, verb: Callable[[Paper], object], said: str, *, form: Any = None, name: str = ""
) -> HttpResponse:
    found = paper_or_404(request, pk)
    if request.method == "GET":
        # The address of a refused form, opened again.
        return redirect("paper", pk)
    if form is not None and not form.is_valid():
        return _page(request, found, forms={name: form})
    try:
        verb(found)
    except Forbidden:
        raise
    except Refused as refusal:
        return _page(request, paper_or_404(request, pk), refused=refusal)
    messages.success(request, said)
    return redirect("paper", pk)


def _page(
    request: HttpRequest, found: Paper, *, refused: Refused | None = None, forms: Forms | None = None
) -> HttpResponse:
    user = signed_in(request)
    audit.record_look("paper.view", f"paper:{found.pk}", by=user, at=clock.now())
    typed = forms or {}
    context = {
        "paper": found,
        "kind": queries.KINDS[found.kind],
        "title": queries.KINDS[found.kind].named(found.variant),
        "body": queries.grouped(queries.body_of(found)),
        "status": {"label": Paper.machine.label(found.status), "kind": KINDS_OF_STATUS[found.status]},
        "signers": queries.signing_of(found),
        "seal": queries.seal_check(found),
        "not_published": why_not_published(found.case.matter.cause_name),
        "refused": refused,
        "word": WordForm(),
        "back": ReasonForm(prefix="back"),
        "discard": ReasonForm(prefix="discard"),
        **_may(user, found),
        **typed,
    }
    status = refused.status if refused is not None else 422 if typed else 200
    return render(request, "documents/paper.html", context, status=status)


def _may(user: Any, found: Paper) -> dict[str, bool]:
    """Which verbs are offered; whether each may be done is decided by the verb itself."""
    held, formal = held_posts(user), queries.KINDS[found.kind].formal
    writes = DRAW_UP.allows(held) and may_draw_up(user, found)
    sits = any(each.user == user and not each.signed for each in queries.signing_of(found))
    return {
        "may_edit": writes and found.status == "draft",
        "may_discard": writes and found.status in queries.OPEN,
        "may_proofread": formal and found.status == "draft" and PROOFREAD.allows(held) and found.drawn_by_id != user.pk,
        "may_sign": found.status == "proofread" and SIGN.allows(held) and sits,
        "may_send_back": formal and found.status in ("proofread", "signed") and (writes or SIGN.allows(held)),
        "may_issue": writes and found.status == ("signed" if formal else "draft"),
    }
