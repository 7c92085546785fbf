"""What comes to the window on paper for a filing: corrections with what is entered from them, a suit taken back."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.accounts.queries import this_court
from tianping.cases.actions import MatterDraft
from tianping.intake.filing import actions, queries
from tianping.intake.filing.actions import AgentDraft
from tianping.intake.filing.differences import sum_apart_from_words
from tianping.intake.filing.forms.counter import LitigantForm
from tianping.intake.filing.forms.papers import PaperForm, WindowWithdrawalForm, corrected, standing
from tianping.intake.filing.models import Filing
from tianping.intake.filing.receipts import number_of_corrections, points_brought
from tianping.intake.filing.states import WITHDRAWABLE
from tianping.intake.filing.views.represented import Agents
from tianping.intake.filing.views.typed import (
    SIDES,
    check_sides,
    errors_of,
    litigants_of,
    sides_of,
    still_typing,
    with_rows_changed,
)
from tianping.kernel import audit, clock
from tianping.kernel.audit.sealing import seal
from tianping.kernel.submissions import once
from tianping.kernel.web.forms import done
from tianping.law.laws import REGISTRATION, title
from tianping.law.wording import article

BOTH = require_http_methods(["GET", "POST"])
CORRECTING = "correcting"


@BOTH
@once
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """收到补正材料 on paper: what came for each point, the scans, and what is entered from them into the records."""
    found = get_object_or_404(queries.filings(), pk=pk)
    if request.method == "GET" and found.status != CORRECTING:
        return redirect("filing", pk)
    audit.record_look("filing.view", f"filing:{pk}", by=signed_in(request), at=clock.now())
    data = request.POST if request.method == "POST" else None
    known = {"points": queries.points_left(found), "brought": points_brought(found)}
    paper = PaperForm(data, request.FILES or None, prefix="paper", **known)
    entered = None if queries.is_written_here(found) else _Entered(request, found)
    if entered is not None and entered.rows_changed:
        return _page(request, found, paper, entered)
    if data is not None and paper.is_valid() and (not _rewrites(paper) or (entered and entered.is_valid())):
        corrections = entered if _rewrites(paper) else None
        if done(paper, lambda: _taken(request, found, paper, corrections)):
            return redirect("filing", pk)
    return _page(request, found, paper, entered, status=422 if data is not None else 200)


@BOTH
@once
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """登记撤回: whoever sues came to the window; asked once more, with the application that they signed."""
    found = get_object_or_404(queries.filings(), pk=pk)
    if request.method == "GET" and found.status not in WITHDRAWABLE:
        return redirect("filing", pk)
    form = WindowWithdrawalForm(request.POST or None, request.FILES or None, prefix="withdrawn")

    def take_back() -> None:
        actions.withdraw_at_window(found, form.withdrawal, by=signed_in(request), at=clock.now())

    if done(form, take_back):
        messages.success(request, "已登记起诉人撤回，审查期限停止计算，已短信告知起诉人。")
        return redirect("filing", pk)
    context = {"filing": found, "form": form, "scans_lost": bool(request.FILES)}
    return render(request, "filing/withdraw.html", context, status=422 if form.is_bound else 200)


class _Entered:
    """Who and what, as the clerk types them from the papers: at first as they stand in the filing."""

    def __init__(self, request: HttpRequest, found: Filing) -> None:
        self.found, day = found, clock.today()
        self.rows_changed = with_rows_changed(request) if request.method == "POST" else None
        typed = self.rows_changed or (request.POST if f"{SIDES[0][0]}-TOTAL_FORMS" in request.POST else None)
        litigants = list(found.matter.litigants.order_by("position"))
        known = {
            role: [{name: getattr(each, name) for name in LitigantForm.base_fields} for each in litigants
                   if each.role == role]
            for role, _label in SIDES
        }  # fmt: skip
        self.elements, self.sides = standing(found.matter, typed), sides_of(typed, day, None if typed else known)
        acting = [] if typed else [asdict(each) for each in actions.agents_of(found)]
        for each in acting:
            each["acts_for"] = "、".join(map(str, each["acts_for"]))
        self.agents = Agents(typed, known=acting, plaintiffs=len(known["plaintiff"]))
        if self.rows_changed:
            still_typing(self.elements, self.agents.rows, *self.sides.values())

    def is_valid(self) -> bool:
        """Whether everything that was typed can be taken."""
        whole = [part.is_valid() for part in (self.elements, self.agents, *self.sides.values())]
        whole.append(check_sides(self.elements, self.sides))
        return all(whole)

    @property
    def acting(self) -> tuple[AgentDraft, ...] | None:
        """Who acts for the plaintiffs as it was typed; None where the page had no rows for that."""
        return self.agents.drafts if self.agents.rows.is_bound else None

    @property
    def apart(self) -> str:
        """The sum and the words of the claim, where the one is changed and the other is not; else empty."""
        taken = not self.rows_changed and self.is_valid()
        return sum_apart_from_words(self.found.matter, self.matter) if taken else ""

    @property
    def matter(self) -> MatterDraft:
        """The matter as it was typed."""
        return corrected(self.found.matter, self.elements, litigants_of(self.sides))


def _rewrites(paper: PaperForm) -> bool:
    return bool(paper.cleaned_data.get("rewrites"))


def _taken(request: HttpRequest, found: Filing, paper: PaperForm, entered: "_Entered | None") -> None:
    matter, agents = (entered.matter, entered.acting) if entered is not None else (None, None)
    actions.take_paper_corrections(found, paper.paper(matter, agents), by=signed_in(request), at=clock.now())
    # The receipt can show its proof at once; should sealing fail, the next round seals it.
    transaction.on_commit(seal, robust=True)
    number = number_of_corrections(found)
    if found.status == CORRECTING:
        words = f"已收到部分补正材料，收据号{number}；其余各项在补正期限内还可以收取，期限不变。"
    else:
        words = f"已收到补正材料，收据号{number}，七日审查期限从次日起重新计算。"
    messages.success(request, words)


@require_http_methods(["GET"])
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """补正通知书: all that was asked for at once, to be printed and given to whoever sues (登记立案规定第七条)."""
    found = get_object_or_404(queries.filings(), pk=pk)
    points, asked = list(found.points.all()), queries.asked_to_correct(found)
    if not points or asked is None:
        raise Http404
    audit.record_look("filing.view", f"filing:{pk}", by=signed_in(request), at=clock.now())
    sides: dict[str, list[str]] = {role: [] for role, _label in SIDES}
    for each in found.matter.litigants.all():
        sides.setdefault(each.role, []).append(each.name)
    context = {
        "filing": found,
        "court": this_court(),
        "asked": asked,
        "points": points,
        "plaintiffs": sides["plaintiff"],
        "defendants": sides["defendant"],
        "article": f"{title(REGISTRATION)}{article(7)}",
    }
    return render(request, "filing/correction_notice.html", context)


def _page(
    request: HttpRequest, found: Filing, paper: PaperForm, entered: _Entered | None, *, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"filing": found, "paper": paper, "scans_lost": bool(request.FILES)}
    if entered is not None:
        wrong = status == 422 and paper.is_bound and paper["rewrites"].value() and not entered.is_valid()
        context |= {
            "form": entered.elements,
            "sides": [(role, label, entered.sides[role]) for role, label in SIDES],
            "agents": entered.agents.rows,
            "errors": [*errors_of(entered.elements, entered.sides), *entered.agents.errors] if wrong else [],
            "apart": paper["rewrites"].value() and entered.apart,
            "entering": bool(paper["rewrites"].value()) or bool(entered.rows_changed),
        }
    return render(request, "filing/papers.html", context, status=status)
