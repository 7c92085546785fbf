"""Cases that wait for their decision: papers by list from the records, a judgment written by the judge."""

from collections.abc import Collection

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.cases.models import Case
from tianping.kernel import audit, clock
from tianping.kernel.refusals import Forbidden, Refused
from tianping.kernel.submissions import once
from tianping.trial.closing import actions, queries
from tianping.trial.closing.actions import JudgmentDraft
from tianping.trial.closing.forms import JudgmentForm, article_line, lines_of
from tianping.trial.closing.permissions import check_can_close
from tianping.trial.closing.queries.deciding import Proposal
from tianping.trial.closing.tables import decision_table
from tianping.trial.closing.views.common import case_or_404, tried


@require_http_methods(["GET"])
def decision_list(request: HttpRequest) -> HttpResponse:
    """待拟裁判文书: what was heard and is not decided yet."""
    return _list(request, None if request.GET.get("ticked") == "all" else ())


@require_http_methods(["GET", "POST"])
@once
def draw_up_ticked(request: HttpRequest) -> HttpResponse:
    """拟制（所选）: of all ticked cases, or of all that the list shows under its filters; all or none."""
    if request.method == "GET":
        return redirect(f"{reverse('closing_decisions')}?{request.GET.urlencode()}")
    user = signed_in(request)
    ticked = {int(text) for text in request.POST.getlist("ids") if text.isdecimal() and len(text) < 19}
    rows = queries.by_list(queries.to_decide(user))
    if "everything" in request.POST:
        rows = decision_table(()).narrowed(request.GET, rows)
    else:
        rows = rows.filter(pk__in=ticked)
    chosen = list(rows.order_by("pk").values_list("pk", flat=True))
    try:
        drawn = actions.draw_up_decisions_many(chosen, by=user, at=clock.now())
    except Forbidden:
        raise
    except Refused as refusal:
        return _list(request, ticked, refused=refusal)
    messages.success(request, f"已拟制{len(drawn)}份，等待校对、签署。")
    return redirect("closing_decisions")


@require_http_methods(["GET", "POST"])
@once
def judgment(request: HttpRequest, case_id: int) -> HttpResponse:
    """拟制判决书: proposed from the record and the elements, changed and answered for by the judge."""
    case, user = case_or_404(request, case_id), signed_in(request)
    check_can_close(user, [case])
    audit.record_look("closing.view", f"case:{case.pk}", by=user, at=clock.now())
    try:
        proposal = queries.proposed_judgment(case, on=clock.today())
    except Refused as refusal:
        return render(request, "closing/judgment.html", {"case": case, "refused": refusal}, status=refusal.status)
    form = JudgmentForm(request.POST or None, initial=_initial(proposal), answering=proposal.answering)
    if request.method == "POST" and form.is_valid():
        made: list[int] = []
        refused = tried(lambda: made.append(_draw_up(request, case, form)))
        if refused is None:
            messages.success(request, "判决书已拟制，请核对；可以下载 Word 修改后收回。")
            return redirect("paper", made[0])
        form.add_error(None, str(refused))
    context = {"case": case, "form": form, "proposal": proposal}
    return render(request, "closing/judgment.html", context, status=422 if form.errors else 200)


def _draw_up(request: HttpRequest, case: Case, form: JudgmentForm) -> int:
    typed = form.cleaned_data
    draft = JudgmentDraft(
        lines_of(typed["facts_found"]),
        lines_of(typed["reasons"]),
        typed["articles"],
        lines_of(typed["orders"]),
        form.answers,
        typed["fee_borne_by"],
    )
    return actions.draw_up_judgment(case, draft, by=signed_in(request), at=clock.now()).pk


def _initial(proposal: Proposal) -> dict[str, str]:
    return {
        "facts_found": "\n".join(proposal.facts_found),
        "reasons": "\n".join(proposal.reasons),
        "articles": "\n".join(article_line(each) for each in proposal.articles),
        "orders": "\n".join(proposal.orders),
        **{f"answer_{pk}": text for pk, text in proposal.answers.items()},
    }


def _list(request: HttpRequest, ticked: Collection[int] | None, *, refused: Refused | None = None) -> HttpResponse:
    rows = queries.to_decide(signed_in(request))
    table = decision_table(ticked)
    context = {
        "table": table.page(request.GET, rows),
        "by_list": queries.by_list(table.narrowed(request.GET, rows)).count(),
        "refused": refused,
    }
    return render(request, "closing/decisions.html", context, status=refused.status if refused is not None else 200)
