"""What closing shows on the pages of a case, to staff and to litigants."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case, Litigant
from tianping.cases.panels import Found, Panel, Verb
from tianping.kernel.web.addresses import address_of
from tianping.papers.dossier.queries import withdrawals_waiting
from tianping.trial.closing.permissions import FIRST_INSTANCE, VIEW_ENDINGS, may_close
from tianping.trial.closing.queries import BY_LIST, ending_of, to_decide, unpaid_among, with_grounds
from tianping.trial.closing.states import ENDING
from tianping.trial.closing.tables import KINDS_OF_STATUS


def load_for_staff(case: Case, user: Any, _found: Found) -> Mapping[str, Any] | None:
    """How the case ended and from when that binds; before that, the way to close it once something ends it."""
    if case.type_code != FIRST_INSTANCE or not VIEW_ENDINGS.allows(held_posts(user)):
        return None
    url = address_of("closing_case")(case.pk)
    if case.status == "open":
        if not may_close(user, case):
            return None
        if with_grounds(Case.objects.filter(pk=case.pk)).exists():
            return {"verbs": (Verb("结案", url),)}
        waits: Any = to_decide(user).filter(pk=case.pk).first()
        if waits is not None:
            return {"verbs": (_writing(waits),), "waits": True}
        if withdrawals_waiting(case):
            return {"verbs": (Verb("处理撤诉申请", url),)}
        # Whether the fee was paid in time is read there; here it is enough that the way is not to be looked for.
        return {"verbs": (Verb("费用结算、未交费的处理", url),)} if unpaid_among([case.pk]) else None
    shown = _shown(case)
    return None if shown is None else {**shown, "url": url, "verbs": ()}


def load_for_litigants(case: Case, _litigant: Litigant, _found: Found) -> Mapping[str, Any] | None:
    """What a litigant is told: how the case ended, and whether and from when that binds."""
    return _shown(case) if case.type_code == FIRST_INSTANCE and case.status == "closed" else None


def _writing(case: Any) -> Verb:
    """The way to the decision that the case waits for."""
    if case.result in BY_LIST:
        return Verb("拟制裁判文书", f"{reverse('closing_decisions')}?q={quote(case.number)}")
    return Verb("拟制判决书", address_of("closing_judgment")(case.pk))


def _shown(case: Case) -> dict[str, Any] | None:
    ending = ending_of(case)
    if ending is None:
        return None
    status = {"label": ENDING.label(ending.status), "kind": KINDS_OF_STATUS[ending.status]}
    return {"ending": ending, "status": status, "closed_on": case.closed_on}


STAFF = Panel("结案", "closing/panel.html", load_for_staff, 60)
PUBLIC = "closing/public_panel.html"
LITIGANTS = Panel("结案", PUBLIC, load_for_litigants, 60, plain=PUBLIC)
