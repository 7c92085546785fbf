"""What a litigant does with their own papers on a phone: read them, receive them, agree to electronic service."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts import actions as account_actions
from tianping.accounts.queries import identity_of
from tianping.cases.permissions import Looker, as_litigant
from tianping.kernel import audit, clock
from tianping.kernel.refusals import Refused, tried
from tianping.kernel.submissions import once
from tianping.kernel.web.downloads import attachment
from tianping.kernel.web.forms import SentCodeForm, done
from tianping.law import electronic_consent, service_places
from tianping.law.answers import Answer
from tianping.papers.documents.queries import frozen
from tianping.papers.service import actions, queries
from tianping.papers.service.forms import AgreeForm, PlaceForm
from tianping.papers.service.happenings import what_happened
from tianping.papers.service.models import Consent, Delivery, ServicePlace
from tianping.papers.service.tables import title_of

PDF = "application/pdf"
# In the session: the number that is being confirmed, and the code that was sent to it.
CONFIRMING = "service_phone"
GET, BOTH = require_http_methods(["GET"]), require_http_methods(["GET", "POST"])


@GET
@as_litigant
def my_papers(request: HttpRequest, looker: Looker) -> HttpResponse:
    """我的文书: what the court issued for whoever looks."""
    rows = [
        {"delivery": each, "title": title_of(each)}
        for each in queries.deliveries_to(looker.case.pk, looker.litigant.pk)
    ]
    return render(request, "service/my_papers.html", {"case": looker.case, "rows": rows, "consent": _consent(looker)})


@BOTH
@as_litigant
@once
def my_paper(request: HttpRequest, looker: Looker, pk: int) -> HttpResponse:
    """One paper: from when it counts as served, and, with consent on record, receiving it (签收)."""
    delivery, refused = _mine(looker, pk), None
    if request.method == "POST":
        try:
            actions.receive(delivery, at=clock.now())
        except Refused as refusal:
            refused = refusal
        else:
            return redirect("my_paper", pk)
    answer = None
    if delivery.status == "served":
        answer = Answer(None, tuple(delivery.steps), tuple(delivery.because), delivery.certainty, tuple(delivery.notes))
    context = {
        "delivery": delivery,
        "title": title_of(delivery),
        "case": looker.case,
        "answer": answer,
        **_of_consent(looker, delivery),
        "receiving": electronic_consent.receiving(clock.today()),
        "entries": what_happened(queries.attempts_of(delivery), queries.announced(delivery), for_staff=False),
        "refused": refused,
    }
    return render(request, "service/my_paper.html", context, status=refused.status if refused else 200)


@GET
@as_litigant
def my_paper_file(request: HttpRequest, looker: Looker, pk: int) -> HttpResponseBase:
    """The issued PDF. That it was taken is on record; it is no service by itself."""
    delivery = _mine(looker, pk)
    name, content = frozen(delivery.paper)
    audit.record("delivery.download", f"delivery:{delivery.pk}", by=None, at=clock.now(), litigant=looker.litigant.pk)
    return attachment(content, name, PDF)


@BOTH
@as_litigant
@once
def agree(request: HttpRequest, looker: Looker) -> HttpResponse:
    """电子送达地址确认: by which channel, at which address."""
    # The telephone of whoever signed in is known; whoever only has a code is shown nobody's.
    own_phone, standing = _own_phone(looker), _consent(looker)
    known: dict[str, Any] = {"channel": Consent.Channel.SMS, "address": own_phone}
    if standing is not None:
        known["steps"] = standing.steps
    form = AgreeForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        channel, address = form.cleaned_data["channel"], form.cleaned_data["address"].strip()
        steps = form.cleaned_data["steps"]
        if channel == Consent.Channel.SMS and address != own_phone:
            refusal = tried(lambda: _send_code(request, looker, address, steps), raising=())
            if refusal is None or _waits(request, looker, address, steps):
                return redirect("service_phone")
            form.add_error("address", str(refusal))
        else:
            proven = channel == Consent.Channel.SMS
            made = actions.agree(looker, channel, address, at=clock.now(), steps=steps, is_proven=proven)
            return redirect("service_agreed", made.pk)
    context = {
        "form": form,
        "case": looker.case,
        "consent": standing,
        "answer": electronic_consent.consenting(clock.today()),
        "waiting": _waiting(request, looker),
    }
    return render(request, "service/agree.html", context, status=422 if request.method == "POST" else 200)


@BOTH
@as_litigant
def confirm_phone(request: HttpRequest, looker: Looker) -> HttpResponse:
    """The code that was sent to the number (短信验证码); a wrong one is counted whatever becomes of the page."""
    waiting = _waiting(request, looker)
    if waiting is None:
        return redirect("service_agree")
    form, refusal = SentCodeForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        refusal = tried(
            lambda: account_actions.check_code_from(request, waiting, form.cleaned_data["code"], at=clock.now()),
            raising=(),
        )
        if refusal is None:
            return _agree_proven(request, looker, waiting)
    status = refusal.status if refusal is not None else 422 if form.errors else 200
    context = {"form": form, "refusal": refusal, "phone": waiting["phone"], "case": looker.case}
    return render(request, "service/phone.html", context, status=status)


@once
def _agree_proven(request: HttpRequest, looker: Looker, waiting: Any) -> HttpResponse:
    phone, steps = waiting["phone"], waiting["steps"]
    made = actions.agree(looker, Consent.Channel.SMS, phone, at=clock.now(), steps=steps, is_proven=True)
    request.session.pop(CONFIRMING, None)
    return redirect("service_agreed", made.pk)


def _own_phone(looker: Looker) -> str:
    """The number with which whoever looks has signed in; it is proven already."""
    identity = identity_of(looker.user) if looker.user is not None else None
    return identity.phone if identity is not None else ""


def _send_code(request: HttpRequest, looker: Looker, phone: str, steps: Sequence[str]) -> None:
    sent = account_actions.send_code_from(request, phone, at=clock.now())
    request.session[CONFIRMING] = {**sent, "litigant": looker.litigant.pk, "steps": steps}


def _waiting(request: HttpRequest, looker: Looker) -> Any:
    """The number of this litigant to which a code was sent that is still good, and the steps that were ticked."""
    sent = request.session.get(CONFIRMING)
    if not sent or sent["litigant"] != looker.litigant.pk:
        return None
    return sent if clock.now() < datetime.datetime.fromisoformat(sent["until"]) else None


def _waits(request: HttpRequest, looker: Looker, phone: str, steps: Sequence[str]) -> bool:
    """Whether a code for this number was sent just now: it can be given, another need not be asked for.

    It then stands for the steps that were ticked last.
    """
    waiting = _waiting(request, looker)
    if waiting is None or waiting["phone"] != phone:
        return False
    request.session[CONFIRMING] = {**waiting, "steps": steps}
    return True


@GET
@as_litigant
def agreed(request: HttpRequest, looker: Looker, pk: int) -> HttpResponse:
    """The confirmation of a consent, with its number."""
    found = queries.consent_by_litigant(looker.litigant.pk, pk)
    if found is None:
        raise Http404
    pending = sum(queries.can_be_sent(each) for each in queries.deliveries_to(looker.case.pk, looker.litigant.pk))
    return render(request, "service/agreed.html", {"case": looker.case, "consent": found, "pending": pending})


@BOTH
@as_litigant
@once
def withdraw(request: HttpRequest, looker: Looker) -> HttpResponse:
    """撤回同意电子送达."""
    refused = None
    if request.method == "POST":
        try:
            made = actions.withdraw(looker, at=clock.now())
        except Refused as refusal:
            refused = refusal
        else:
            return redirect("service_withdrawn", made.pk)
    context = {
        "case": looker.case,
        "consent": _consent(looker),
        "answer": electronic_consent.withdrawing(clock.today()),
        "refused": refused,
    }
    return render(request, "service/withdraw.html", context, status=refused.status if refused else 200)


@GET
@as_litigant
def withdrawn(request: HttpRequest, looker: Looker, pk: int) -> HttpResponse:
    """The confirmation of a withdrawal, with its number."""
    found = queries.withdrawal_by_litigant(looker.litigant.pk, pk)
    if found is None:
        raise Http404
    return render(request, "service/withdrawn.html", {"case": looker.case, "withdrawal": found})


@BOTH
@as_litigant
@once
def my_place(request: HttpRequest, looker: Looker) -> HttpResponse:
    """送达地址: where papers are mailed to, which addresses were confirmed before, and its change."""
    places = queries.confirmed_places(looker.litigant.pk)
    form = PlaceForm(request.POST or None, initial=_known_place(looker, places))
    made: list[ServicePlace] = []

    def confirm() -> None:
        made.append(actions.confirm_place(looker, actions.Place(**form.cleaned_data), at=clock.now()))

    if done(form, confirm, beside="address"):
        return redirect("service_place_confirmed", made[0].pk)
    context = {
        "form": form,
        "case": looker.case,
        "place": places[0] if places else None,
        "before": places[1:],
        "answer": service_places.confirming(clock.today()),
    }
    return render(request, "service/my_place.html", context, status=422 if request.method == "POST" else 200)


def _known_place(looker: Looker, places: Sequence[ServicePlace]) -> dict[str, str]:
    """What is filled in: the address that was confirmed; its telephone only for whoever signed in."""
    if not places:
        return {"recipient": looker.litigant.name, "phone": _own_phone(looker)}
    now = places[0]
    return {"address": now.address, "recipient": now.recipient, "phone": now.phone if looker.user else ""}


@GET
@as_litigant
def place_confirmed(request: HttpRequest, looker: Looker, pk: int) -> HttpResponse:
    """The confirmation of a postal address, with its number."""
    found = queries.place_by_litigant(looker.litigant.pk, pk)
    if found is None:
        raise Http404
    return render(request, "service/place_confirmed.html", {"case": looker.case, "place": found})


def _mine(looker: Looker, pk: int) -> Delivery:
    found = queries.deliveries_to(looker.case.pk, looker.litigant.pk).filter(pk=pk).first()
    if found is None:
        audit.record("access.refused", f"delivery:{pk}"[:120], by=None, at=clock.now())
        raise Http404
    return found


def _of_consent(looker: Looker, delivery: Delivery) -> dict[str, Any]:
    """The litigant's consent, and the step of this paper where it is not among those agreed to (empty: it is).

    ``by_hand``: a copy on paper goes with it, and consent does not help.
    """
    consent, step = _consent(looker), queries.step_of_paper(delivery.paper)
    lacking = consent is not None and not consent.covers(step)
    return {
        "consent": consent,
        "lacking": electronic_consent.STEP_NAMES[step] if lacking else "",
        "by_hand": bool(queries.with_paper_copies([delivery.paper])),
    }


def _consent(looker: Looker) -> Consent | None:
    return queries.consents_of([looker.litigant.pk]).get(looker.litigant.pk)
