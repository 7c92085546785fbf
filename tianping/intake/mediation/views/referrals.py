"""Pages of mediation before filing (诉前调解): the list with its ticked rows, one referral, and the verbs."""

from collections.abc import Callable, Collection
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import held_posts, signed_in
from tianping.cases.permissions import PRINT_SLIPS
from tianping.intake.mediation import actions, queries
from tianping.intake.mediation.forms.referrals import AgreementForm, FailureForm, WithdrawalForm
from tianping.intake.mediation.models import Referral, Willingness
from tianping.intake.mediation.permissions import (
    KEEP_REGISTER,
    MEDIATORS,
    REVEAL_PHONE,
    RUN_REFERRAL,
    WITHDRAW_REFERRAL,
    may_run,
    visible_referrals,
)
from tianping.intake.mediation.tables import GROUP_LABELS, GROUPS, KINDS, TICKED, light_facts, referral_table
from tianping.intake.mediation.terms import Party, out_of_its_field
from tianping.kernel import audit, clock
from tianping.kernel.models import Step
from tianping.kernel.refusals import Forbidden, Refused, tried
from tianping.kernel.submissions import once
from tianping.kernel.web.components import Happening, Tab
from tianping.kernel.web.tables import Table
from tianping.law.answers import Answer

STEP_WORDS = {
    "refer": "委派、委托调解",
    "accept": "接受",
    "agree": "调解成功",
    "fail": "调解不成",
    "withdraw": "退回",
    "decline": "不予接受",
    "reassign": "重新指定调解组织",
    "refuse": "当事人不同意调解",
}


@require_http_methods(["GET"])
def referral_list(request: HttpRequest) -> HttpResponseBase:
    """诉前调解: what waits for a mediator, what is being mediated, what has ended."""
    table, rows, context = _list(request, None if request.GET.get("ticked") == "all" else ())
    return table.respond(request, rows, "mediation/list.html", context | _forms(None))


@require_http_methods(["GET"])
def referral(request: HttpRequest, pk: int) -> HttpResponse:
    """One mediation: who, about what, until when, and what may be done."""
    return _page(request, pk)


@require_http_methods(["GET", "POST"])
@once
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """接受委派."""
    return _do(request, pk, None, lambda ids, _typed: _accept(request, ids))


@require_http_methods(["GET", "POST"])
@once
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """登记调解成功."""
    form = AgreementForm(request.POST, prefix="agree")
    return _do(request, pk, form, lambda ids, typed: _end(request, actions.agree_many, ids, typed))


@require_http_methods(["GET", "POST"])
@once
def fail(request: HttpRequest, pk: int) -> HttpResponse:
    """登记调解不成."""
    form = FailureForm(request.POST, prefix="fail")
    return _do(request, pk, form, lambda ids, typed: _end(request, actions.fail_many, ids, typed))


@require_http_methods(["GET", "POST"])
@once
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """退回."""
    form = WithdrawalForm(request.POST, prefix="withdraw")
    return _do(request, pk, form, lambda ids, typed: _end(request, actions.withdraw_many, ids, typed))


@require_http_methods(["GET", "POST"])
@once
def accept_ticked(request: HttpRequest) -> HttpResponse:
    """接受委派 of all ticked referrals, all or none."""
    return _do_ticked(request, None, lambda ids, _typed: _accept(request, ids))


@require_http_methods(["GET", "POST"])
@once
def fail_ticked(request: HttpRequest) -> HttpResponse:
    """登记调解不成 of all ticked referrals with one reason, all or none."""
    form = FailureForm(request.POST, prefix="fail")
    return _do_ticked(request, form, lambda ids, typed: _end(request, actions.fail_many, ids, typed))


@require_http_methods(["GET", "POST"])
@once
def withdraw_ticked(request: HttpRequest) -> HttpResponse:
    """退回 of all ticked referrals with one reason, all or none."""
    form = WithdrawalForm(request.POST, prefix="withdraw")
    return _do_ticked(request, form, lambda ids, typed: _end(request, actions.withdraw_many, ids, typed))


@require_http_methods(["GET", "POST"])
def phone(request: HttpRequest, pk: int, litigant_id: int) -> HttpResponse:
    """Show one litigant's telephone in full while the mediation lasts; the record of it is written first."""
    user = signed_in(request)
    if request.method == "GET":
        return redirect("referral", get_object_or_404(visible_referrals(user), pk=pk).pk)
    litigant = queries.litigant_of(user, pk, litigant_id)
    if litigant is None:
        audit.record("access.refused", f"litigant:{litigant_id}", by=user, at=clock.now())
        raise Http404
    audit.record("personal_data.reveal", f"litigant:{litigant.pk}", by=user, at=clock.now(), what="phone", referral=pk)
    is_part = request.headers.get("HX-Request") == "true"
    template = "mediation/phone_part.html" if is_part else "mediation/phone.html"
    return render(request, template, {"litigant": litigant, "referral_id": pk})


def _accept(request: HttpRequest, ids: list[int]) -> str:
    actions.accept_many(ids, by=signed_in(request), at=clock.now())
    return f"已接受{len(ids)}件，调解期限开始计算。"


def _end(request: HttpRequest, verb: Callable[..., None], ids: list[int], outcome: str) -> str:
    verb(ids, outcome=outcome, by=signed_in(request), at=clock.now())
    if verb is actions.agree_many:
        return "已登记调解成功。"
    return f"已登记{len(ids)}件，材料已转回（诉前委派的转回立案庭，立案后委托的转回审判组织），不需要重新提交。"


Verb = Callable[[list[int], str], str]


def _do(request: HttpRequest, pk: int, form: Any, verb: Verb) -> HttpResponse:
    get_object_or_404(visible_referrals(request.user), pk=pk)
    if request.method == "GET":
        # The address of a refused form, opened again.
        return redirect("referral", pk)
    refused, said = _tried([pk], form, verb, raising=(Forbidden,))
    if said:
        messages.success(request, said)
        return redirect("referral", pk)
    return _page(request, pk, refused=refused, form=form)


def _do_ticked(request: HttpRequest, form: Any, verb: Verb) -> HttpResponse:
    if request.method == "GET":
        # The links of a refused page: order, pages, all ticked.
        return redirect(f"{reverse('referral_list')}?{request.GET.urlencode()}")
    ids = [int(text) for text in request.POST.getlist("ids") if text.isdecimal() and len(text) < 19]
    if not ids:
        return _refused_list(request, Refused("请先勾选要办理的案件。"), form, ids)
    # Of the ticked some may have gone to others meanwhile: told on the list, with what is still one's own.
    refused, said = _tried(ids, form, verb, raising=())
    if said:
        messages.success(request, said)
        return redirect("referral_list")
    return _refused_list(request, refused, form, ids)


def _tried(ids: list[int], form: Any, verb: Verb, *, raising: tuple[type[Refused], ...]) -> tuple[Refused | None, str]:
    """Why not, or what was done; neither where the form has errors of its own."""
    if form is not None and not form.is_valid():
        return None, ""
    said: list[str] = []
    typed = form.cleaned_data["outcome"] if form is not None else ""
    refusal = tried(lambda: said.append(verb(ids, typed)), raising=raising)
    return refusal, "".join(said)


def _refused_list(request: HttpRequest, refused: Refused | None, form: Any, ticked: Collection[int]) -> HttpResponse:
    table, rows, context = _list(request, ticked)
    context |= {"table": table.page(request.GET, rows), "refused": refused, **_forms(form)}
    return render(request, "mediation/list.html", context, status=refused.status if refused is not None else 422)


def _list(request: HttpRequest, ticked: Collection[int] | None) -> tuple[Table, QuerySet[Referral], dict[str, Any]]:
    counts = queries.counts_by_status(request.user)
    sizes = {group: sum(counts.get(state, 0) for state in states) for group, states in GROUPS.items()}
    group, held = _group(request, sizes), held_posts(request.user)
    ticks = RUN_REFERRAL.allows(held) and group in TICKED
    context = {
        "group": group,
        "tabs": [
            Tab(label, f"{reverse('referral_list')}?group={key}", active=key == group, count=sizes[key])
            for key, label in GROUP_LABELS.items()
        ],
        "may_run": ticks,
        "may_withdraw": WITHDRAW_REFERRAL.allows(held),
        "may_register": KEEP_REGISTER.allows(held),
    }
    table = referral_table(clock.today(), group=group, ticks=ticks, ticked=ticked)
    return table, queries.referrals(request.user).filter(status__in=GROUPS[group]), context


def _group(request: HttpRequest, sizes: dict[str, int]) -> str:
    """The group asked for (by the address or the form); else the first in which somebody has to do something."""
    asked = request.GET.get("group") or request.POST.get("group", "")
    if asked in GROUPS:
        return asked
    court_names_others = not held_posts(request.user) & MEDIATORS
    first = ("referred", "declined", "accepted") if court_names_others else TICKED
    return next((group for group in first if sizes[group]), "referred")


def _page(request: HttpRequest, pk: int, *, refused: Refused | None = None, form: Any = None) -> HttpResponse:
    found = get_object_or_404(queries.referrals(request.user), pk=pk)
    user, held = signed_in(request), held_posts(request.user)
    audit.record_look("mediation.view", f"referral:{found.pk}", by=user, at=clock.now())
    running = queries.clock_of(found)
    context = {
        "referral": found,
        "matter": found.case.matter,
        "status": {"label": Referral.machine.label(found.status), "kind": KINDS[found.status]},
        "light": light_facts(found, clock.today()),
        "answer": Answer(None, tuple(running.steps), tuple(running.because.split("；"))) if running else None,
        "said": queries.said_in(found),
        "counsel": queries.counsel_in(found),
        "unasked": queries.unasked(found),
        "sessions": list(queries.sessions_in(found)),
        "now": clock.now(),
        "misplaced": found.status in queries.OPEN
        and out_of_its_field(found.organisation.name, found.case.matter.cause_name),
        "late": queries.past_term([found.pk], clock.today()),
        "agreement": queries.agreement_in(found),
        "may_reassign": _may_reassign(request, found),
        "source": queries.source_of(found.case.matter),
        "entries": _happened(found),
        "may_run": may_run(user, found),
        "may_hear": RUN_REFERRAL.allows(held),
        "may_withdraw": WITHDRAW_REFERRAL.allows(held) and found.status in queries.OPEN and found.kind == "before",
        "may_print": PRINT_SLIPS.allows(held) and found.status in queries.OPEN,
        "may_call": REVEAL_PHONE.allows(held) and found.status in queries.OPEN,
        "review_url": _review_url(found) if WITHDRAW_REFERRAL.allows(held) else "",
        "refused": refused,
        **_sentences(found),
        **_forms(form),
    }
    failed = refused.status if refused is not None else 422 if form is not None else 200
    return render(request, "mediation/referral.html", context, status=failed)


def _may_reassign(request: HttpRequest, found: Referral) -> bool:
    return (
        WITHDRAW_REFERRAL.allows(held_posts(request.user))
        and found.kind == Referral.Kind.BEFORE
        and found.status in queries.OPEN
    )


def _review_url(found: Referral) -> str:
    """Where the counter goes on with what came back without an agreement: its filing waits for review again."""
    if found.kind != Referral.Kind.BEFORE or found.status not in ("failed", "withdrawn"):
        return ""
    sued = next((each.name for each in found.case.matter.litigants.all() if each.role == "defendant"), "")
    return f"{reverse('filing_list')}?{urlencode({'status': 'received', 'q': sued})}"


def _sentences(found: Referral) -> dict[str, str]:
    """What ends of this mediation lead to, in words."""
    if found.kind == Referral.Kind.AFTER:
        agreed = "登记后协议转交审判组织审查、制作调解书；协议每项一行，可以直接写入调解书。"
        return {"agree_sentence": agreed, "fail_sentence": "登记后本案恢复审理，当事人不需要重新提交材料。"}
    return {
        "agree_sentence": "登记后诉前调解结束，不再登记立案。",
        "fail_sentence": "登记后材料转回立案庭登记立案，起诉人不需要重新提交。",
    }


def _forms(typed: Any) -> dict[str, Any]:
    """The three forms of an end, the one that was typed in place of its empty one."""
    kinds = {"agree": AgreementForm, "fail": FailureForm, "withdraw": WithdrawalForm}
    return {
        name: typed if typed is not None and typed.prefix == name else kind(prefix=name) for name, kind in kinds.items()
    }


def _happened(found: Referral) -> list[Happening]:
    """What was done with it, and what each litigant answered when they were asked, oldest first."""
    done = [
        Happening(step.at, STEP_WORDS[step.verb], step.by.full_name if step.by else "", _why(step))
        for step in queries.steps_of(found)
    ]
    answered = [
        Happening(each.at, _answered(each), each.by.full_name if each.by else "当事人", each.words)
        for each in queries.answers_in(found)
    ]
    return sorted([*done, *answered], key=lambda each: each.at)


def _answered(each: Willingness) -> str:
    return f"{Party(each.litigant.role, each.litigant.name).called}{'同意' if each.willing else '不同意'}调解"


def _why(step: Step) -> str:
    """The reason of a step; an agreement stands on the page by itself."""
    return "" if step.verb == "agree" else step.reason
