"""What litigants handed in: the list, one of them with its files, sending it on, taking it at the counter."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import held_posts, signed_in
from tianping.cases.models import Case, Counsel, Litigant
from tianping.cases.permissions import visible_cases
from tianping.kernel import audit, clock, files
from tianping.kernel.refusals import Forbidden, Refused, tried
from tianping.kernel.submissions import once
from tianping.kernel.web.components import Tab
from tianping.kernel.web.downloads import attachment
from tianping.kernel.web.forms import done
from tianping.law.answers import Answer
from tianping.law.laws import CIVIL_PROCEDURE, cite
from tianping.papers.dossier import actions, queries
from tianping.papers.dossier.forms import SettleForm, TakeForm
from tianping.papers.dossier.models import HandIn
from tianping.papers.dossier.panels import KINDS_OF_STATUS
from tianping.papers.dossier.permissions import KEEP_DOSSIER, check_can_settle
from tianping.papers.dossier.states import HAND_IN
from tianping.papers.dossier.tables import GROUPS, material_table

GET, POST = require_http_methods(["GET"]), require_http_methods(["POST"])
BOTH = require_http_methods(["GET", "POST"])


@GET
def material_list(request: HttpRequest) -> HttpResponseBase:
    """当事人材料: what has to be sent on, and what was."""
    group = request.GET.get("group", "")
    group = group if group in GROUPS else "received"
    rows = queries.visible_hand_ins(request.user)
    address = reverse("material_list")
    context = {
        "group": group,
        "tabs": [
            Tab(label, f"{address}?group={key}", active=key == group, count=rows.filter(status=key).count())
            for key, label in GROUPS.items()
        ],
    }
    return material_table(group).respond(request, rows.filter(status=group), "dossier/materials.html", context)


@GET
def material(request: HttpRequest, pk: int) -> HttpResponse:
    """One answer, one handing in of evidence: what it says, its files, whether it was late and by which article."""
    return _material(request, _found(request, pk), SettleForm())


def _may_settle(user: Any, found: HandIn) -> bool:
    return tried(lambda: check_can_settle(user, found), raising=()) is None


def _material(request: HttpRequest, found: Any, form: SettleForm) -> HttpResponse:
    audit.record_look("hand_in.view", f"hand_in:{found.pk}", by=signed_in(request), at=clock.now())
    may = KEEP_DOSSIER.allows(held_posts(request.user)) and found.status == "received"
    context = {
        "handed": found,
        "case": found.case,
        "files": list(found.files.select_related("file")),
        "answer": Answer(None, tuple(found.steps), tuple(found.because), found.certainty) if found.steps else None,
        "status": {"label": HAND_IN.label(found.status), "kind": KINDS_OF_STATUS[found.status]},
        "may_forward": may and found.kind in queries.MATERIALS,
        "may_settle": found.status == "asked" and _may_settle(signed_in(request), found),
        "asks": queries.TARGETS.get(found.kind, ""),
        "suing_on": queries.suing_on(found.case) if found.kind == HandIn.Kind.WITHDRAWAL else (),
        "form": form,
    }
    return render(request, "dossier/material.html", context, status=422 if form.errors else 200)


@GET
def material_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One file that a litigant handed in."""
    found = queries.visible_file(request.user, pk)
    if found is None:
        raise _refused(request, f"handed_file:{pk}")
    audit.record_look("hand_in.download", f"hand_in:{found.hand_in_id}", by=signed_in(request), at=clock.now())
    return attachment(files.read(found.file), found.file_name, found.file.media_type)


@POST
@once
def forward(request: HttpRequest, pk: int) -> HttpResponse:
    """转送副本: on to the other side, a notice to each."""
    found = _found(request, pk)
    actions.forward(found, by=signed_in(request), at=clock.now())
    messages.success(request, "已转送，通知书已经制发，列入待送达。")
    return redirect("material", pk)


@POST
@once
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """登记处理结果 of a request; what is wrong with it is said beside what was typed."""
    found, form = _found(request, pk), SettleForm(request.POST)
    if done(form, lambda: actions.settle(found, form.cleaned_data["outcome"], by=signed_in(request), at=clock.now())):
        messages.success(request, "处理结果已经登记，并且告知了申请人。")
        return redirect("material", pk)
    return _material(request, found, form)


@BOTH
@once
def take(request: HttpRequest, case_id: int) -> HttpResponse:
    """收取材料: what a litigant brings to the counter or to court, scanned."""
    case = visible_cases(request.user).select_related("matter").filter(pk=case_id).first()
    if case is None:
        raise _refused(request, f"case:{case_id}")
    audit.record_look("dossier.view", f"case:{case.pk}", by=signed_in(request), at=clock.now())
    litigants = list(Litigant.objects.filter(matter=case.matter_id))
    # Whoever stands at the window is known already.
    known = _known(case, litigants, request.GET.get("litigant", "")) | {"counsel": request.GET.get("counsel", "")}
    kinds = [
        (kind, word)
        for kind, word in queries.HAND_IN_WORDS.items()
        if any(queries.may_hand_in(case, each, kind) for each in litigants)
    ]
    # In a case where nothing is handed in any more the verb says so.
    kinds = kinds or list(queries.HAND_IN_WORDS.items())
    counsel = list(Counsel.objects.filter(litigant__in=litigants, until__isnull=True).select_related("litigant"))
    who = {"case": case, "litigants": litigants, "counsel": counsel, "kinds": kinds}
    form = TakeForm(request.POST or None, request.FILES or None, initial=known, **who)
    if request.method == "POST" and form.is_valid():
        made = _taken(request, case, litigants, counsel, form)
        if made is not None:
            messages.success(request, f"已收取，编号{made.number}。请把编号告诉当事人，或者打印收据。")
            return redirect("material", made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "dossier/take.html", {"form": form, "case": case}, status=status)


@GET
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """材料收据 (民事诉讼法第六十九条): names, pages, the moment and who took it, to be printed."""
    found = _found(request, pk)
    audit.record_look("hand_in.view", f"hand_in:{found.pk}", by=signed_in(request), at=clock.now())
    context: dict[str, Any] = {"handed": found, "case": found.case, "files": list(found.files.all())}
    context["basis"] = cite(CIVIL_PROCEDURE, 69, clock.today()).text
    return render(request, "dossier/receipt.html", context)


def _known(case: Case, litigants: list[Litigant], wanted: str) -> dict[str, Any]:
    """Who hands in, and what those who are sued hand in first."""
    chosen = next((each for each in litigants if str(each.pk) == wanted), None)
    if chosen is None:
        return {}
    if queries.may_hand_in(case, chosen, HandIn.Kind.ANSWER):
        return {"litigant": chosen.pk, "kind": HandIn.Kind.ANSWER, "name": HandIn.Kind.ANSWER.label}
    return {"litigant": chosen.pk, "kind": HandIn.Kind.EVIDENCE}


def _taken(
    request: HttpRequest, case: Case, litigants: list[Litigant], counsel: list[Counsel], form: TakeForm
) -> HandIn | None:
    typed = form.cleaned_data
    litigant = next(each for each in litigants if each.pk == typed["litigant"])
    upload = actions.Upload(typed["file"].read(), typed["name"], typed["purpose"])
    kind = HandIn.Kind(typed["kind"])
    bringing = next((each for each in counsel if each.pk == typed.get("counsel")), None)
    try:
        return actions.take(case, litigant, kind, [upload], counsel=bringing, by=signed_in(request), at=clock.now())
    except Forbidden:
        raise
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None


def _found(request: HttpRequest, pk: int) -> Any:
    found = queries.visible_hand_ins(request.user).filter(pk=pk).first()
    if found is None:
        raise _refused(request, f"hand_in:{pk}")
    return found


def _refused(request: HttpRequest, subject: str) -> Http404:
    audit.record("access.refused", subject[:120], by=signed_in(request), at=clock.now())
    return Http404("没有该材料，或者您的岗位不能查看。")
