"""What is done at the window for whoever stands there: where papers reach them, and papers handed over on the spot."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.accounts.queries import this_court
from tianping.cases.models import Case, Litigant
from tianping.cases.permissions import WindowPerson, at_window
from tianping.cases.queries import case_at_window, mandates_at_window
from tianping.kernel import audit, clock
from tianping.kernel.submissions import once
from tianping.kernel.web.forms import done
from tianping.law import electronic_consent, service_places
from tianping.law.wording import chinese_date
from tianping.papers.service import actions, queries
from tianping.papers.service.forms import HandOverForm, WindowForm, WindowPlaceForm
from tianping.papers.service.models import Consent, ServicePlace
from tianping.papers.service.tables import title_of

GET, BOTH = require_http_methods(["GET"]), require_http_methods(["GET", "POST"])
PENDING = "制发在先、还没有送达的文书，可以在送达页面发送电子送达，或者当场签收。"


@BOTH
@once
def window(request: HttpRequest, case_id: int, litigant_id: int) -> HttpResponse:
    """窗口登记送达地址确认: the postal address, and electronic service, as told, printed, signed on paper and noted."""
    person, case, litigant = _at_window(request, case_id, litigant_id)
    form = WindowForm(request.POST or None, initial=_known_consent(person, litigant))

    def confirm() -> None:
        typed = form.cleaned_data
        agreed = actions.Agreed(typed["address"], typed["evidence"], typed["channel"], typed["steps"])
        actions.consent(litigant, agreed, by=signed_in(request), at=clock.now())

    if done(form, confirm, beside="address"):
        messages.success(request, f"已登记{litigant.name}同意电子送达，以后的文书可以向这个地址送达。{PENDING}")
        return redirect("window_case", case.pk, litigant.pk)
    return _page(request, person, case, litigant, form=form)


@BOTH
@once
def place(request: HttpRequest, case_id: int, litigant_id: int) -> HttpResponse:
    """窗口登记邮寄送达地址: as the litigant confirmed it on the sheet that they signed."""
    person, case, litigant = _at_window(request, case_id, litigant_id)
    if request.method == "GET":
        return redirect("window_service", case.pk, litigant.pk)
    form = WindowPlaceForm(request.POST)

    def confirm() -> None:
        typed = form.cleaned_data
        place = actions.Place(typed["address"], typed["recipient"], typed["phone"])
        actions.note_place(litigant, place, typed["evidence"], by=signed_in(request), at=clock.now())

    if done(form, confirm, beside="address"):
        messages.success(request, f"已登记{litigant.name}的邮寄送达地址，以后的文书寄到这个地址。")
        return redirect("window_service", case.pk, litigant.pk)
    return _page(request, person, case, litigant, place_form=form)


@GET
def window_sheet(request: HttpRequest, case_id: int, litigant_id: int) -> HttpResponse:
    """送达地址确认书: what is told and what is confirmed, to be signed."""
    person, case, litigant = _at_window(request, case_id, litigant_id)
    confirmed, (address, phone) = queries.confirmed_places(litigant.pk), _own(person, litigant)
    context = {
        "case": case,
        "litigant": litigant,
        "place": confirmed[0] if confirmed else None,
        "address": address,
        "phone": phone,
        "court": this_court(),
        "answer": electronic_consent.consenting(clock.today()),
        "mailing": service_places.confirming(clock.today()),
        "steps": electronic_consent.STEP_NAMES.values(),
        "printed_on": clock.today(),
    }
    return render(request, "service/window_sheet.html", context)


@BOTH
@once
def receive(request: HttpRequest, case_id: int, litigant_id: int) -> HttpResponse:
    """当场签收: the papers of the case that wait for whoever stands here, handed over against their signature."""
    person, case, litigant = _at_window(request, case_id, litigant_id)
    waiting = queries.waiting_at_window(case.pk, litigant.pk)
    choices = [(each.pk, title_of(each)) for each in waiting]
    known = {"receiver": "counsel"} if litigant.pk in mandates_at_window(person) else {}
    who = {"papers": choices, "is_person": litigant.kind == Litigant.Kind.NATURAL}
    form = HandOverForm(request.POST or None, request.FILES or None, initial=known, **who)
    served: list[Any] = []

    def hand_over() -> None:
        served.extend(actions.hand_over(case, litigant, form.handed, by=signed_in(request), at=clock.now()))

    if done(form, hand_over):
        messages.success(request, f"已登记{litigant.name}当场签收{len(served)}份文书，有关的期限从第二天起计算。")
        return redirect("window_case", case.pk, litigant.pk)
    context = {"form": form, "case": case, "litigant": litigant, "waiting": waiting, "papers": _papers(waiting)}
    return render(request, "service/window_receive.html", context, status=422 if request.method == "POST" else 200)


@GET
def receipt_sheet(request: HttpRequest, case_id: int, litigant_id: int) -> HttpResponse:
    """送达回证 for all that waits for whoever stands here, to be signed at once."""
    _person, case, litigant = _at_window(request, case_id, litigant_id)
    context = {
        "case": case,
        "litigant": litigant,
        "papers": _papers(queries.waiting_at_window(case.pk, litigant.pk)),
        "court": this_court(),
        "printed_on": clock.today(),
    }
    return render(request, "service/window_receipt.html", context)


def _papers(waiting: list[Any]) -> list[dict[str, Any]]:
    return [{"delivery": each, "title": title_of(each)} for each in waiting]


def _page(
    request: HttpRequest,
    person: WindowPerson,
    case: Case,
    litigant: Litigant,
    *,
    form: WindowForm | None = None,
    place_form: WindowPlaceForm | None = None,
) -> HttpResponse:
    places = queries.confirmed_places(litigant.pk)
    context = {
        "form": form or WindowForm(initial=_known_consent(person, litigant)),
        "place_form": place_form or WindowPlaceForm(initial=_known_place(person, litigant, places)),
        "place": places[0] if places else None,
        "case": case,
        "litigant": litigant,
        "consent": queries.consents_of([litigant.pk]).get(litigant.pk),
    }
    return render(request, "service/window.html", context, status=422 if request.method == "POST" else 200)


def _evidence() -> str:
    return f"{chinese_date(clock.today())}送达地址确认书"


def _own(person: WindowPerson, litigant: Litigant) -> tuple[str, str]:
    """The address and telephone that the litigant said of themselves; never those of counsel who came for them."""
    sued = litigant.role == Litigant.Role.PLAINTIFF
    if litigant.pk in mandates_at_window(person):
        return (litigant.address, litigant.phone) if sued else ("", "")
    return person.address if sued or person.user is not None else "", person.phone


def _known_consent(person: WindowPerson, litigant: Litigant) -> dict[str, Any]:
    _address, phone = _own(person, litigant)
    return {"channel": Consent.Channel.SMS, "address": phone, "evidence": _evidence()}


def _known_place(person: WindowPerson, litigant: Litigant, places: Sequence[ServicePlace]) -> dict[str, Any]:
    """What stands in the form at first: what they confirmed, or said of themselves; not what the other side said."""
    if places:
        now = places[0]
        return {"address": now.address, "recipient": now.recipient, "phone": now.phone, "evidence": _evidence()}
    address, phone = _own(person, litigant)
    return {"address": address, "recipient": litigant.name, "phone": phone, "evidence": _evidence()}


def _at_window(request: HttpRequest, case_id: int, litigant_id: int) -> tuple[WindowPerson, Case, Litigant]:
    """The person at the window, one of their cases, their place in it; the look is written down."""
    user, now = signed_in(request), clock.now()
    person = at_window(request, at=now)
    found = case_at_window(person, case_id, litigant_id)
    if person is None or found is None:
        audit.record("access.refused", f"case:{case_id}", by=user, at=now)
        raise Http404
    audit.record_look("window.case", f"case:{case_id}", by=user, at=now, litigant=litigant_id)
    return person, *found
