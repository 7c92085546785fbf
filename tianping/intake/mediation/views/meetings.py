"""A mediation under way, as mediators work on it on a phone: who is willing, sessions, records; who takes it over."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.cases.permissions import at_window
from tianping.cases.queries import matters_at_window
from tianping.intake.mediation import actions, queries
from tianping.intake.mediation.forms.entrusting import ExtendForm
from tianping.intake.mediation.forms.meetings import (
    CancelForm,
    DeclineForm,
    HeldForm,
    ReassignForm,
    RecordForm,
    SessionForm,
    WillingnessForm,
    litigant_choices,
)
from tianping.intake.mediation.forms.sheets import SheetForm
from tianping.intake.mediation.models import Referral, Session
from tianping.intake.mediation.permissions import check_can_run, check_goes_on, may_run, visible_referrals
from tianping.intake.mediation.terms import Party
from tianping.kernel import audit, clock
from tianping.kernel.refusals import tried
from tianping.kernel.submissions import once
from tianping.kernel.web.forms import HouseForm, done

BOTH = require_http_methods(["GET", "POST"])


@BOTH
@once
def willingness(request: HttpRequest, pk: int) -> HttpResponse:
    """征询调解意愿."""
    found = _referral(request, pk)
    check_goes_on(found, "登记当事人的调解意愿")
    litigants = list(found.case.matter.litigants.all())
    form = WillingnessForm(
        request.POST or None,
        litigants=litigants,
        initial={"litigant": _asked_now(request, found)},
    )

    def verb() -> object:
        typed, by = form.cleaned_data, signed_in(request)
        willing = typed["willing"] == "yes"
        return actions.note_willingness(found, int(typed["litigant"]), willing, typed["words"], by=by, at=clock.now())

    if _done(request, form, verb, "已登记。"):
        return redirect("referral", pk)
    return _page(request, found, "mediation/willingness.html", {"form": form, "said": queries.said_in(found)})


@BOTH
@once
def appoint(request: HttpRequest, pk: int) -> HttpResponse:
    """约定调解时间."""
    found = _running(request, pk, "约定调解时间")
    by, at = signed_in(request), clock.now()
    known = {"way": Session.Way.ON_SITE, "place": found.organisation.address}
    form = SessionForm(request.POST or None, initial=known, mediators=queries.mediators_to_ask(found, by))
    if _done(
        request, form, lambda: actions.appoint_session(found, form.draft, by=by, at=at), "已约定，当事人可以看到。"
    ):
        return redirect("referral", pk)
    return _page(request, found, "mediation/appoint.html", {"form": form})


@BOTH
@once
def record_held(request: HttpRequest, pk: int) -> HttpResponse:
    """登记已经进行的调解: one that nobody had appointed, with its record."""
    found = _referral(request, pk)
    check_can_run(request.user, [pk])
    litigants = list(found.case.matter.litigants.all())
    initial = {
        "on": clock.today(),
        "way": Session.Way.ON_SITE,
        "place": found.organisation.address,
        "present": [each.pk for each in litigants],
    }
    by, at = signed_in(request), clock.now()
    mediators = queries.mediators_to_ask(found, by)
    form = HeldForm(request.POST or None, litigants=litigants, initial=initial, mediators=mediators)
    made: list[Session] = []

    def verb() -> object:
        return made.append(actions.record_held(found, form.draft, form.record, by=by, at=at))

    if _done(request, form, verb, "笔录已保存；参加的当事人可以在自己的页面核对确认。"):
        return redirect("referral_session", pk, made[0].pk)
    return _page(request, found, "mediation/held.html", {"form": form})


@BOTH
@once
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """延长调解期限: the day that both sides agreed on, who did, and where that stands."""
    found, by = _running(request, pk, "延长调解期限"), signed_in(request)
    form = ExtendForm(request.POST or None, litigants=list(found.case.matter.litigants.all()))

    def verb() -> object:
        typed = form.cleaned_data
        return actions.extend(found, typed["until"], form.agreed_by, typed["record"], by=by, at=clock.now())

    if _done(request, form, verb, "调解期限已延长。"):
        return redirect("referral", pk)
    return _page(request, found, "mediation/extend.html", {"form": form})


@BOTH
@once
def record(request: HttpRequest, pk: int, session_id: int) -> HttpResponse:
    """调解笔录: typed once the session has begun; afterwards it is read, with who confirmed it."""
    found, session = _session(request, pk, session_id)
    litigants = list(found.case.matter.litigants.all())
    form = RecordForm(request.POST or None, litigants=litigants, initial={"present": [each.pk for each in litigants]})
    by, at = signed_in(request), clock.now()
    sentence = "笔录已保存；参加的当事人可以在自己的页面核对确认。"
    if _done(request, form, lambda: actions.record_session(session, form.record, by=by, at=at), sentence):
        return redirect("referral_session", pk, session_id)
    return _session_page(request, found, session, form)


@BOTH
@once
def take_signatures(request: HttpRequest, pk: int, session_id: int) -> HttpResponse:
    """笔录纸质签名: the printed record, signed before the mediator, as a scan or kept on paper."""
    found, session = _session(request, pk, session_id)
    if request.method == "GET" or session.status != "held":
        return redirect("referral_session", pk, session_id)
    form = SheetForm(request.POST, request.FILES, prefix="sheet", choices=_unsigned(found, session))
    by, at = signed_in(request), clock.now()
    if done(form, lambda: actions.take_record_signatures(session, form.sheet, by=by, at=at), beside="scan"):
        messages.success(request, "签名已收到。")
        return redirect("referral_session", pk, session_id)
    return _session_page(request, found, session, form, sheet=form)


@require_http_methods(["GET"])
def sheet(request: HttpRequest, pk: int, session_id: int) -> HttpResponse:
    """打印调解笔录: as it is read out, and signed by those who took part."""
    found, session = _session(request, pk, session_id)
    if session.status != "held":
        return redirect("referral_session", pk, session_id)
    audit.record_look("mediation.view", f"referral:{found.pk}", by=signed_in(request), at=clock.now())
    litigants = found.case.matter.litigants.all()
    present = [Party(each.role, each.name) for each in litigants if each.pk in session.present]
    context = {"referral": found, "session": session, "present": present}
    return render(request, "mediation/session_sheet.html", context)


@require_http_methods(["GET", "POST"])
@once
def cancel(request: HttpRequest, pk: int, session_id: int) -> HttpResponse:
    """取消一次调解."""
    _found, session = _session(request, pk, session_id)
    form, by = CancelForm(request.POST, prefix="cancel"), signed_in(request)
    if request.method == "GET":
        return redirect("referral_session", pk, session_id)
    if not form.is_valid():
        messages.warning(request, "请写明取消的原因，当事人会看到。")
        return redirect("referral_session", pk, session_id)
    refusal = tried(lambda: actions.cancel_session(session, form.cleaned_data["reason"], by=by, at=clock.now()))
    if refusal is not None:
        messages.warning(request, str(refusal))
        return redirect("referral_session", pk, session_id)
    messages.success(request, "已取消，当事人可以看到。")
    return redirect("referral", pk)


@BOTH
@once
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """不予接受."""
    found = _referral(request, pk)
    check_can_run(request.user, [pk])
    form, by = DeclineForm(request.POST or None), signed_in(request)

    def verb() -> object:
        return actions.decline(found, form.cleaned_data["reason"], by=by, at=clock.now())

    if _done(request, form, verb, "已登记不予接受，由法院重新指定。"):
        return redirect("referral", pk)
    return _page(request, found, "mediation/decline.html", {"form": form})


@BOTH
@once
def reassign(request: HttpRequest, pk: int) -> HttpResponse:
    """重新指定调解组织."""
    found = _referral(request, pk)
    form, by = ReassignForm(request.POST or None, organisations=queries.organisation_names()), signed_in(request)

    def verb() -> object:
        typed = form.cleaned_data
        return actions.reassign(found, typed["organisation"], typed["reason"], by=by, at=clock.now())

    if _done(request, form, verb, "已重新指定调解组织。"):
        return redirect("referral", pk)
    return _page(request, found, "mediation/reassign.html", {"form": form})


def _at_window(request: HttpRequest, found: Referral) -> str:
    """The litigant of this dispute who stands at the clerk's window (一窗)."""
    person = at_window(request, at=clock.now())
    there = matters_at_window(person) if person is not None else []
    return next((str(each.litigant.pk) for each in there if each.litigant.matter_id == found.case.matter_id), "")


def _asked_now(request: HttpRequest, found: Referral) -> str:
    """Who is asked: whoever stands at the window, else the first of those who have not answered."""
    left = [str(each.pk) for each in queries.unasked(found)]
    return _at_window(request, found) or next(iter(left), "")


def _referral(request: HttpRequest, pk: int) -> Referral:
    rows = visible_referrals(request.user).select_related("case__matter", "organisation")
    return get_object_or_404(rows.prefetch_related("case__matter__litigants"), pk=pk)


def _running(request: HttpRequest, pk: int, what: str) -> Referral:
    found = _referral(request, pk)
    check_goes_on(found, what)
    check_can_run(request.user, [pk])
    return found


def _session(request: HttpRequest, pk: int, session_id: int) -> tuple[Referral, Any]:
    found = _referral(request, pk)
    session = queries.sessions_in(found).filter(pk=session_id).first()
    if session is None:
        raise Http404
    return found, session


def _unsigned(found: Referral, session: Any) -> list[tuple[str, str]]:
    signed = {each.litigant_id for each in session.signed}
    present = [each for each in found.case.matter.litigants.all() if each.pk in session.present]
    return litigant_choices([each for each in present if each.pk not in signed])


def _session_page(
    request: HttpRequest, found: Referral, session: Any, form: HouseForm, sheet: SheetForm | None = None
) -> HttpResponse:
    unsigned = _unsigned(found, session)
    wording = {"wording": queries.record_wording(session)}
    context = {
        "form": form,
        "cancel": CancelForm(prefix="cancel"),
        "session": session,
        "present": [each for each in found.case.matter.litigants.all() if each.pk in session.present],
        "signed": {each.litigant_id for each in session.signed},
        "unsigned": unsigned,
        "may_run": may_run(request.user, found),
        "sheet": sheet or SheetForm(prefix="sheet", choices=unsigned, initial=wording),
    }
    return _page(request, found, "mediation/session.html", context)


def _done(request: HttpRequest, form: HouseForm, verb: Callable[[], object], sentence: str) -> bool:
    """Whether the form was sent and the verb done; a refusal becomes an error of the form."""
    if request.method != "POST" or not done(form, verb):
        return False
    messages.success(request, sentence)
    return True


def _page(request: HttpRequest, found: Referral, template: str, context: dict[str, Any]) -> HttpResponse:
    audit.record_look("mediation.view", f"referral:{found.pk}", by=signed_in(request), at=clock.now())
    shown = {"referral": found, "matter": found.case.matter, **context}
    return render(request, template, shown, status=422 if context["form"].errors else 200)
