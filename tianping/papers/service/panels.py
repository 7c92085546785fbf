"""What service shows on the pages of a case: to the staff who got what and when, to litigants what was served."""

from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case, Litigant
from tianping.cases.panels import Found, Panel
from tianping.kernel.web.addresses import address_of
from tianping.papers.documents.queries import FORMAL
from tianping.papers.service.models import Delivery
from tianping.papers.service.permissions import VIEW_SERVICE
from tianping.papers.service.queries import consents_of, deliveries_of, deliveries_to, places_of
from tianping.papers.service.tables import status_facts, title_of


def load_for_staff(case: Case, user: Any, found: Found) -> Mapping[str, Any] | None:
    """Every paper on its way to a litigant, with its state and day; none before a paper was issued."""
    if "deliveries" not in found or not VIEW_SERVICE.allows(held_posts(user)):
        return None
    rows: dict[bool, list[dict[str, Any]]] = {False: [], True: []}
    for each in deliveries_of(case.pk):
        # Of what was served, decisions stay in sight; notices are folded away.
        folded = each.status == "served" and each.paper.kind not in FORMAL
        rows[folded].append(_row(each) | {"url": address_of("delivery")(each.pk)})
    return {"rows": rows[False], "folded": rows[True]}


def load_for_litigants(case: Case, litigant: Litigant, found: Found) -> Mapping[str, Any] | None:
    """What was served on this litigant and from when it counts, what is on its way, and whether they agreed.

    While a case is open it can be agreed before there is any paper.
    """
    mine = list(deliveries_to(case.pk, litigant.pk)) if "deliveries" in found else []
    if not mine and case.status != "open":
        return None
    rows = [_row(each) for each in mine if each.status == "served"]
    return {
        "rows": rows,
        "more": len(mine) - len(rows),
        "consent": consents_of([litigant.pk]).get(litigant.pk),
        "place": places_of([litigant.pk]).get(litigant.pk),
    }


def _row(each: Delivery) -> dict[str, Any]:
    return {
        "title": title_of(each),
        "to": each.litigant.name,
        "method": each.get_method_display(),
        "on": each.effective_on,
        "status": status_facts(each),
    }


ROWS = {"deliveries": Delivery.objects.filter(paper__case=OuterRef("pk"))}
STAFF = Panel("送达", "service/panel.html", load_for_staff, 42, ROWS)
LITIGANTS = Panel("送达的文书", "service/public_panel.html", load_for_litigants, 30, ROWS, "service/plain_panel.html")
