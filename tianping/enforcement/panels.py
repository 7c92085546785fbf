"""What enforcement shows on the page of a case: applications on it as their title, and the way to one."""

import datetime
import re
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import OuterRef, Q
from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case, Litigant
from tianping.cases.panels import Found, Panel, Standing, Verb
from tianping.cases.permissions import visible_cases
from tianping.enforcement.models import Application
from tianping.enforcement.permissions import LIST, READ, RECEIVE, is_title, visible_applications
from tianping.enforcement.queries import OVER, acts_by, carried, is_told, known_to, of_case
from tianping.enforcement.states import ENFORCEMENT
from tianping.enforcement.tables import KINDS, own_status
from tianping.kernel.web.addresses import address_of

NUMBER = re.compile(r"(?:收件编号)?:?执申([0-9]{4})-([0-9]{1,9})")


def load_for_staff(case: Case, user: Any, found: Found) -> Mapping[str, Any] | None:
    """The applications on this case, and the counter's way to a new one."""
    held = held_posts(user)
    rows = of_case(case) if "applications" in found else []
    # A judge reads what is put before them, and no others.
    rows = [row for row in rows if LIST.allows(held) or (READ.allows(held) and row.refusal_judge_id == user.pk)]
    receives = RECEIVE.allows(held) and is_title(case)
    verbs = (Verb("登记申请执行", reverse("enforcement_new", args=[case.pk])),) if receives else ()
    if not rows and not verbs:
        return None
    return {"rows": [_row(row) | {"url": reverse("enforcement", args=[row.pk])} for row in rows], "verbs": verbs}


def load_for_litigants(case: Case, litigant: Litigant, found: Found) -> Mapping[str, Any] | None:
    """What this litigant applied for, what is enforced against them once they were told, or the way to an application.

    Never anything of the two years.
    """
    known = known_to(case, litigant) if "applications" in found else []
    mine = [row for row in known if row.applicant_id == litigant.pk]
    # Whoever is enforced against is not asked to apply; what else the title gives them is read at the window.
    is_free = len(mine) == len(known) and all(row.status in OVER and is_told(row) for row in mine)
    may_apply = is_free and is_title(case) and carried(case, litigant).standing in ("has", "unread")
    if not known and not may_apply:
        return None
    rows = [
        {
            "application": row,
            "status": own_status(row),
            "number": row.case.number if row.case is not None and is_told(row) else "",
            "is_borne": row.applicant_id != litigant.pk,
            "is_here": row.case_id == case.pk,
            "acts_by": acts_by(row) if row.applicant_id == litigant.pk and row.case_id == case.pk else None,
        }
        for row in known
    ]
    return {"rows": rows, "may_apply": may_apply}


def standings(case_ids: Collection[int], _on: datetime.date) -> dict[int, Standing]:
    """Where the numbers stand under which an application for enforcement was refused: nothing is enforced there."""
    rows = Application.objects.filter(case__in=list(case_ids), status="refused").values_list("case", flat=True)
    refused = Standing(
        "不予受理",
        "本院裁定不予受理执行申请。",
        "裁定书向申请执行人送达；不服的，可以自收到裁定书之日起十日内向上一级人民法院申请复议。",
    )
    return {pk: refused for pk in rows if pk is not None}


def find_number(user: Any, typed: str) -> str | None:
    """收件编号 (执申2023-000001): the application, else the case that came of it or from which it came."""
    number = NUMBER.fullmatch(typed)
    if number is None:
        return None
    year, sequence = number.groups()
    found = Application.objects.filter(number=f"执申{year}-{int(sequence):06d}").first()
    if found is None:
        return ""
    if visible_applications(user).filter(pk=found.pk).exists():
        return address_of("enforcement")(found.pk)
    case = visible_cases(user).filter(pk__in=[found.case_id, found.title_case_id]).order_by("-pk").first()
    return address_of("case")(case.pk) if case is not None else ""


def _row(row: Application) -> dict[str, Any]:
    return {"application": row, "status": {"label": ENFORCEMENT.label(row.status), "kind": KINDS[row.status]}}


ROWS = {"applications": Application.objects.filter(Q(title_case=OuterRef("pk")) | Q(case=OuterRef("pk")))}
STAFF = Panel("申请执行", "enforcement/panel.html", load_for_staff, 60, ROWS)
LITIGANTS = Panel(
    "申请执行", "enforcement/public_panel.html", load_for_litigants, 60, ROWS, "enforcement/plain_panel.html"
)
