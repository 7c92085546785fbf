"""What applications about agreements show on the pages of a case, to staff and to litigants."""

import datetime
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import OuterRef, Q
from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case, Litigant
from tianping.cases.panels import Found, Panel, Standing, Verb
from tianping.kernel import clock
from tianping.trial.confirmation.models import Application
from tianping.trial.confirmation.permissions import ACCEPT_APPLICATION, LIST_APPLICATIONS, RECEIVE_APPLICATION
from tianping.trial.confirmation.queries import MEDIATION, Offer, application_of, offer_at_counter, offer_for
from tianping.trial.confirmation.tables import KINDS, label_for_litigants, label_of, not_issued

CARRY_OUT = "按照协议履行；一方不履行的，对方可以申请强制执行。"


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
    return {**_shown(application, label_of(application), case), "url": url, "verbs": tuple(verbs)}


def _receiving(offer: Offer) -> str:
    return "收取司法确认申请" if offer.confirmable.value and offer.in_time else "收取调解书申请"


def load_for_litigants(case: Case, _litigant: Litigant, found: Found) -> Mapping[str, Any] | None:
    """What may be done about the agreement, and how the application stands."""
    if "applications" in found:
        application = application_of(case)
        if application is None:
            return None
        return _shown(application, label_for_litigants(application), case)
    if case.type_code != MEDIATION or case.status != "closed":
        return None
    offer = offer_for(case, on=clock.today())
    return None if offer is None else {"offer": offer}


def standings(case_ids: Collection[int], _on: datetime.date) -> dict[int, Standing]:
    """Where the numbers stand on which an agreement was decided: its own, and that of the mediation before."""
    rows = Application.objects.filter(
        Q(case__in=case_ids) | Q(mediated_in__in=case_ids), status__in=("decided", "effective")
    ).select_related("case", "paper")
    found = {}
    for each in rows.order_by("pk"):
        if each.case is not None and not not_issued(each):
            found[each.case.pk] = _standing(each, "“送达的文书”中")
            found[each.mediated_in_id] = _standing(each, f"新的案号{each.case.number}里")
    return {pk: standing for pk, standing in found.items() if pk in case_ids}


def _standing(row: Application, where: str) -> Standing:
    """What litigants read from the issue of the paper on (司法确认裁定、调解书): being served, or in force."""
    is_paper = row.kind == Application.Kind.PAPER and row.result == Application.Result.GRANTED
    paper, made = ("调解书", "法院已经制作调解书") if is_paper else ("裁定书", "法院已经作出裁定")
    if row.status == "decided":
        follows = "双方签收后生效" if is_paper else "送达双方后生效"
        plain, further = f"{made}，正在送达双方。", f"{paper}{follows}；请到{where}查看。"
        return Standing(f"{paper}待送达", plain, further, "书记员")
    if row.result == Application.Result.DISMISSED:
        further = "双方可以变更原来的调解协议，或者达成新的调解协议，也可以向法院起诉。"
        return Standing("裁定已生效", "法院裁定驳回申请，裁定书已经送达双方。", further)
    said = "法院出具的调解书已经送达双方，发生效力。" if is_paper else "法院裁定调解协议有效，裁定书已经送达双方。"
    return Standing("调解书已生效" if is_paper else "裁定已生效", said, CARRY_OUT)


def _shown(application: Application, label: str, case: Case) -> dict[str, Any]:
    status = {"label": label, "kind": KINDS[application.status]}
    return {"application": application, "status": status, "is_here": application.case_id == case.pk}


ROWS = {"applications": Application.objects.filter(mediated_in__matter=OuterRef("matter_id"))}
STAFF = Panel("司法确认、调解书", "confirmation/panel.html", load_for_staff, 22, ROWS)
LITIGANTS = Panel(
    "司法确认、调解书", "confirmation/public_panel.html", load_for_litigants, 19, ROWS, "confirmation/plain_panel.html"
)
