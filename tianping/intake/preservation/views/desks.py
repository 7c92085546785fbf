"""The desks of preservation (财产保全): the list, one application with what may be done, the counter's form."""

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.forms import formset_factory
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import held_posts, signed_in
from tianping.intake.preservation import actions, queries
from tianping.intake.preservation.forms import desks
from tianping.intake.preservation.forms.questions import PaperForm
from tianping.intake.preservation.models import Application
from tianping.intake.preservation.permissions import ACCEPT, EXECUTE, RECEIVE, sits
from tianping.intake.preservation.tables import GROUP_LABELS, GROUPS, KINDS, WITH_DEADLINE, application_table
from tianping.intake.preservation.views.fee import fee_context
from tianping.kernel import audit, clock, files, uploads
from tianping.kernel.models import Step
from tianping.kernel.refusals import Forbidden, Overtaken, Refused, tried
from tianping.kernel.submissions import once
from tianping.kernel.templatetags.tianping import yuan
from tianping.kernel.web.components import Happening, Tab
from tianping.kernel.web.downloads import attachment
from tianping.kernel.web.forms import HouseForm
from tianping.law import preservation as law
from tianping.law.answers import Answer
from tianping.law.measures import WAYS, property_named
from tianping.law.money import format_yuan
from tianping.law.wording import chinese_numeral
from tianping.measures.queries import measures_of_matter

BOTH = require_http_methods(["GET", "POST"])
STEP_WORDS = {
    "receive": "收到申请",
    "accept": "受理",
    "demand_security": "责令提供担保",
    "take_security": "登记担保",
    "grant": "裁定保全",
    "refuse": "裁定驳回",
    "withdraw": "撤回",
    "execute": "采取保全措施",
    "find_nothing": "未查到财产",
    "order_lifting": "裁定解除",
    "lift": "解除措施",
    "end": "措施全部终止",
}
Verb = Callable[[Application, dict[str, Any]], object]


@require_http_methods(["GET"])
def application_list(request: HttpRequest) -> HttpResponseBase:
    """财产保全: what waits to be accepted, to be decided, to be carried out; what stands and what has ended."""
    counts = queries.counts_by_status(request.user)
    sizes = {group: sum(counts.get(state, 0) for state in states) for group, states in GROUPS.items()}
    asked = request.GET.get("group", "")
    waiting = next((group for group in ("received", "deciding", "granted") if sizes[group]), "received")
    group = asked if asked in GROUPS else waiting
    context = {
        "group": group,
        "tabs": [
            Tab(label, f"{reverse('preservation_list')}?group={key}", active=key == group, count=sizes[key])
            for key, label in GROUP_LABELS.items()
        ],
        "may_receive": RECEIVE.allows(held_posts(request.user)),
    }
    rows = queries.applications(request.user).filter(status__in=GROUPS[group])
    return application_table(clock.now(), group).respond(request, rows, "preservation/list.html", context)


@require_http_methods(["GET"])
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """One application: who asks for what and why, what secures it, until when to rule, what may be done."""
    return _page(request, _found(request, pk))


@BOTH
@once
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """受理."""
    return _do(request, pk, "accept", None, lambda found, _typed: actions.accept(found, **_who(request)), "已受理。")


@BOTH
@once
def add_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """补交材料: what the applicant brings to the counter later."""
    form = PaperForm(request.POST, request.FILES, prefix="paper")

    def verb(found: Application, typed: dict[str, Any]) -> object:
        chosen = typed["file"]
        return actions.add_paper(found, typed["kind"], PurePath(chosen.name).stem, chosen.read(), **_who(request))

    return _do(request, pk, "paper", form, verb, "材料已经收到。")


@BOTH
@once
def demand(request: HttpRequest, pk: int) -> HttpResponse:
    """责令提供担保."""
    form = desks.DemandForm(request.POST, prefix="demand")

    def verb(found: Application, typed: dict[str, Any]) -> object:
        return actions.demand_security(found, typed["amount"], **_who(request))

    return _do(request, pk, "demand", form, verb, "已责令提供担保。")


@BOTH
@once
def secure(request: HttpRequest, pk: int) -> HttpResponse:
    """登记担保."""
    form = desks.SecurityTakenForm(request.POST, prefix="secure")

    def verb(found: Application, typed: dict[str, Any]) -> object:
        return actions.take_security(found, typed["kind"], typed["text"], typed["amount"], **_who(request))

    return _do(request, pk, "secure", form, verb, "已登记担保。")


@BOTH
@once
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """拟制保全裁定书."""
    short = bool(queries.security_shortfall(_found(request, pk), on=clock.today()))
    form = desks.GrantForm(request.POST, prefix="grant", short=short)

    def verb(found: Application, typed: dict[str, Any]) -> object:
        orders, special = typed["orders"].splitlines(), typed.get("special", "")
        return actions.draw_up_grant(found, orders, special=special, **_who(request))

    return _do(request, pk, "grant", form, verb, "裁定书已拟好，校对、签署、制发以后移送执行。")


@BOTH
@once
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """拟制驳回保全申请裁定书."""
    form = desks.RefuseForm(request.POST, prefix="refuse")

    def verb(found: Application, typed: dict[str, Any]) -> object:
        return actions.draw_up_refusal(found, typed["reasons"], **_who(request))

    return _do(request, pk, "refuse", form, verb, "裁定书已拟好，校对、签署、制发以后只送达申请人。")


@BOTH
@once
def withdrawn(request: HttpRequest, pk: int) -> HttpResponse:
    """登记撤回."""
    form = desks.WithdrawForm(request.POST, prefix="withdraw")

    def verb(found: Application, typed: dict[str, Any]) -> object:
        return actions.withdraw(found, typed["reason"], **_who(request))

    return _do(request, pk, "withdraw", form, verb, "已登记撤回。")


@BOTH
@once
def execute(request: HttpRequest, pk: int) -> HttpResponse:
    """登记采取的措施: as many rows as were taken."""
    found = _found(request, pk)
    if request.method == "GET":
        return redirect("preservation", pk)
    rows = _taken(found, request.POST)
    if not rows.is_valid():
        return _page(request, found, {"taken": rows})
    drafts = [form.draft() for form in rows if form.has_changed()]
    return _tried(
        request, found, lambda: actions.execute(found, drafts, **_who(request)), "措施已登记，裁定书开始送达。", rows
    )


@BOTH
@once
def nothing(request: HttpRequest, pk: int) -> HttpResponse:
    """登记未查到财产."""
    form = desks.NothingForm(request.POST, prefix="nothing")

    def verb(found: Application, typed: dict[str, Any]) -> object:
        return actions.find_nothing(found, typed["looked"], **_who(request))

    return _do(request, pk, "nothing", form, verb, "已登记，申请人会收到告知。")


@BOTH
@once
def suit(request: HttpRequest, pk: int) -> HttpResponse:
    """登记已起诉、已申请仲裁."""
    form = desks.SuitForm(request.POST, prefix="suit")

    def verb(found: Application, typed: dict[str, Any]) -> object:
        return actions.note_suit(found, typed["record"], on=typed["on"], **_who(request))

    return _do(request, pk, "suit", form, verb, "已登记，三十日不再计算。")


@BOTH
@once
def order_lifting(request: HttpRequest, pk: int) -> HttpResponse:
    """拟制解除保全裁定书."""
    form = desks.LiftingForm(request.POST, prefix="lifting")

    def verb(found: Application, typed: dict[str, Any]) -> object:
        return actions.draw_up_lifting(found, typed["ground"], typed["reasons"], **_who(request))

    return _do(request, pk, "lifting", form, verb, "裁定书已拟好，制发以后由执行员解除措施。")


@BOTH
@once
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """解除措施."""
    return _do(request, pk, "lift", None, lambda found, _typed: actions.lift(found, **_who(request)), "措施已解除。")


@BOTH
@once
def settle_fee(request: HttpRequest, pk: int) -> HttpResponse:
    """按实际保全数额结算申请费."""
    form = desks.FeeForm(request.POST, prefix="fee")

    def verb(found: Application, typed: dict[str, Any]) -> object:
        return actions.settle_fee(found, typed["amount"], typed["because"], **_who(request))

    return _do(request, pk, "fee", form, verb, "申请费已结算，申请人可以在自己的页面看到。")


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"by": signed_in(request), "at": clock.now()}


def _found(request: HttpRequest, pk: int) -> Application:
    user = signed_in(request)
    found = queries.application_of(user, pk)
    if found is None:
        audit.record("access.refused", f"preservation:{pk}", by=user, at=clock.now())
        raise Http404("没有该保全申请，或者您的岗位不能查看。")
    return found


def _do(request: HttpRequest, pk: int, name: str, form: HouseForm | None, verb: Verb, sentence: str) -> HttpResponse:
    found = _found(request, pk)
    if request.method == "GET":
        return redirect("preservation", pk)
    if form is not None and not form.is_valid():
        return _page(request, found, {name: form})
    typed = form.cleaned_data if form is not None else {}
    return _tried(request, found, lambda: verb(found, typed), sentence, form, name)


def _tried(
    request: HttpRequest,
    found: Application,
    verb: Callable[[], object],
    sentence: str,
    form: Any = None,
    name: str = "taken",
) -> HttpResponse:
    refusal = tried(verb, raising=(Forbidden, Overtaken))
    if refusal is not None:
        return _page(request, found, {name: form} if form is not None else {}, refused=refusal)
    messages.success(request, sentence)
    return redirect("preservation", found.pk)


def _taken(found: Application, data: Any = None) -> Any:
    """A row for each piece of property that was pointed to, and some more."""
    clues = queries.clues_of(found)
    rows = formset_factory(desks.TakenForm, extra=max(0, 3 - len(clues)))
    options = {"respondents": list(found.respondents.all())}
    if data:
        return rows(data, prefix="taken", form_kwargs=options)
    initial = [
        {
            "owner": str(clue.owner_id),
            "property_kind": clue.kind,
            "description": clue.description,
            "way": way_of(clue.kind),
        }
        for clue in clues
    ]
    return rows(prefix="taken", initial=initial, form_kwargs=options)


@require_http_methods(["GET"])
def proof(request: HttpRequest, pk: int, proof_id: int) -> HttpResponseBase:
    """A file that was handed in with an application, or (0) the applicant's signature."""
    found = _found(request, pk)
    stored = queries.stored_of(found, proof_id)
    if stored is None:
        raise Http404
    name, file = stored
    audit.record_look("preservation.download", f"preservation:{pk}", by=signed_in(request), at=clock.now())
    return attachment(files.read(file), f"{name}.{uploads.ENDINGS[file.media_type]}", file.media_type)


def _page(
    request: HttpRequest,
    found: Application,
    typed: Mapping[str, Any] | None = None,
    *,
    refused: Refused | None = None,
) -> HttpResponse:
    given, user = typed or {}, signed_in(request)
    audit.record_look("preservation.view", f"preservation:{found.pk}", by=user, at=clock.now())
    held, status = held_posts(user), found.status
    decides = sits(user, found.case) and "judge" in held
    short = queries.security_shortfall(found, on=clock.today())
    context: dict[str, Any] = {
        "application": found,
        "short": short,
        "status": {"label": Application.machine.label(status), "kind": KINDS[status]},
        "sues_late": queries.sues_late(found, clock.today()),
        "late": found.decide_by is not None and status in WITH_DEADLINE and found.decide_by < clock.now(),
        "security": _asked_of(found),
        "measures": list(measures_of_matter(found.matter_id)) if found.executed_on else [],
        "clues": queries.clues_of(found),
        "agents": queries.agents_of(found),
        "applicants": queries.applicants_of(found),
        "proofs": queries.proofs_of(found),
        "entries": [_happened(step) for step in queries.steps_of(found)],
        "refused": refused,
        "may_accept": ACCEPT.allows(held) and status == "received",
        "may_secure": ACCEPT.allows(held) and status in ("deciding", "awaiting_security"),
        "may_withdraw": ACCEPT.allows(held) and status in queries.OPEN[:3],
        "may_add": RECEIVE.allows(held) and status in queries.OPEN[:3],
        "may_decide": decides and status in ("deciding", "awaiting_security"),
        "may_execute": EXECUTE.allows(held) and status == "granted",
        "may_lift": EXECUTE.allows(held) and status == "lifting",
        "may_order_lifting": decides and status == "executed",
        "may_write": RECEIVE.allows(held),
        "may_note_suit": ACCEPT.allows(held)
        and found.sue_by is not None
        and found.suit_on is None
        and status in ("executed", "lifting"),
        **fee_context(found, user, given.get("fee")),
        "paper": given.get("paper") or PaperForm(prefix="paper", initial={"kind": queries.likely_paper(found)}),
        "taken": given["taken"] if "taken" in given else _taken(found) if status == "granted" else None,
    }
    context |= {name: given.get(name) or kind(prefix=name) for name, kind in FORMS.items()}
    if "secure" not in given:
        context["secure"] = desks.SecurityTakenForm(prefix="secure", initial=_offered(found))
    if "grant" not in given:
        context["grant"] = desks.GrantForm(prefix="grant", initial={"orders": _proposed(found)}, short=bool(short))
    status_code = refused.status if refused is not None else 422 if given else 200
    return render(request, "preservation/application.html", context, status=status_code)


def _asked_of(found: Application) -> Answer[law.Security]:
    """The security that the law asks of an application."""
    stage: law.Stage = "in_suit" if found.stage == Application.Stage.IN_SUIT else "before_suit"
    return law.security(stage, found.amount_fen, on=clock.today(), exemption=found.exemption)


FORMS: Mapping[str, type[HouseForm]] = {
    "demand": desks.DemandForm,
    "secure": desks.SecurityTakenForm,
    "grant": desks.GrantForm,
    "refuse": desks.RefuseForm,
    "withdraw": desks.WithdrawForm,
    "nothing": desks.NothingForm,
    "suit": desks.SuitForm,
    "lifting": desks.LiftingForm,
}


def _proposed(found: Application) -> str:
    """What the ruling may order, from the property that the applicant points to.

    Not more than what was asked for (民事诉讼法第一百零五条), each for the longest term (解释第四百八十五条).
    """
    lines = [
        f"{WAYS[way_of(clue.kind)]}被申请人{clue.owner.name}的{clue.get_kind_display()}（{clue.description}），"
        f"期限{chinese_numeral(property_named(clue.kind).years)}年。"
        for clue in queries.clues_of(found)
    ]
    return "\n".join([*lines, f"以上保全以价值{yuan(found.amount_fen)}元为限。"])


def _offered(found: Application) -> Mapping[str, str]:
    """The security that the applicant offered, or that was registered, to be compared and not typed again."""
    if found.security_kind in ("", "none") or found.security_fen is None:
        return {}
    return {"kind": found.security_kind, "amount": format_yuan(found.security_fen), "text": found.security_text}


def way_of(kind: str) -> str:
    """What is done to property of a kind at first: money and rights are frozen, houses and cars are sealed."""
    return property_named(kind).ways[0]


def _happened(step: Step) -> Happening:
    return Happening(step.at, STEP_WORDS[step.verb], step.by.full_name if step.by else "", step.reason)
