"""What applications about agreements show on the pages of a case, to staff and to litigants."""

from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef
from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case, Litigant
from tianping.cases.panels import Found, Panel, Verb
from tianping.kernel import clock
from tianping.trial.confirmation.models import Application
from tianping.trial.confirmation.permissions import ACCEPT_APPLICATION, LIST_APPLICATIONS, RECEIVE_APPLICATION
from tianping.trial.confirmation.queries import MEDIATION, Offer, application_of, offer_at_counter, offer_for
from tianping.trial.confirmation.tables import KINDS, label_for_litigants, label_of


def load_for_staff(case: Case, user: Any, found: Found) -> Mapping[str, Any] | None:
    """The application, with the next verb for whoever has it now."""
    application = application_of(case) if "applications" in found else None
    held = held_posts(user)
    receives = RECEIVE_APPLICATION.allows(held)
    offer = offer_at_counter(case, on=clock.today()) if receives else None
    to_receive = (Verb(_receiving(offer), reverse("confirmation_new", args=[case.pk])),) if offer else ()
    if application is None and offer is not None:
        return {"offer": offer, "verbs": to_receive}
    if application is None or not LIST_APPLICATIONS.allows(held):
        return None
    url = reverse("confirmation", args=[application.pk])
    verbs = [*to_receive]
    if application.status == "received" and ACCEPT_APPLICATION.allows(held):
        verbs.append(Verb("受理司法确认申请", url))
    if application.status == "accepted" and application.case_id == case.pk and case.responsible_id == user.pk:
        verbs.append(Verb("审查调解协议", url))
    return {**_shown(application, label_of(application)), "url": url, "verbs": tuple(verbs)}


def _receiving(offer: Offer) -> str:
    return "收取司法确认申请" if offer.confirmable.value and offer.in_time else "收取调解书申请"


def load_for_litigants(case: Case, _litigant: Litigant, found: Found) -> Mapping[str, Any] | None:
    """What may be done about the agreement, and how the application stands."""
    if "applications" in found:
        application = application_of(case)
        if application is None:
            return None
        shown = _shown(application, label_for_litigants(application))
        return {**shown, "is_here": application.case_id == case.pk}
    if case.type_code != MEDIATION or case.status != "closed":
        return None
    offer = offer_for(case, on=clock.today())
    return None if offer is None else {"offer": offer}


def _shown(application: Application, label: str) -> dict[str, Any]:
    status = {"label": label, "kind": KINDS[application.status]}
    return {"application": application, "status": status}


ROWS = {"applications": Application.objects.filter(mediated_in__matter=OuterRef("matter_id"))}
STAFF = Panel("司法确认、调解书", "confirmation/panel.html", load_for_staff, 22, ROWS)
LITIGANTS = Panel(
    "司法确认、调解书", "confirmation/public_panel.html", load_for_litigants, 19, ROWS, "confirmation/plain_panel.html"
)
