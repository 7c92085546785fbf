"""What scheduling shows on the pages of a case: the hearing ahead, earlier ones, and the way to fix one."""

from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case, Litigant
from tianping.cases.panels import Found, Panel, Verb
from tianping.kernel import clock
from tianping.kernel.web.addresses import address_of
from tianping.trial.scheduling.models import Hearing
from tianping.trial.scheduling.permissions import FIRST_INSTANCE, VIEW_SCHEDULE, may_plan
from tianping.trial.scheduling.queries import cases_to_schedule, hearings_of, stale_bench
from tianping.trial.scheduling.tables import clock_words, status_facts


def load_for_staff(case: Case, user: Any, found: Found) -> Mapping[str, Any] | None:
    """The hearings of the case; the way to fix one where it waits for one."""
    if case.type_code != FIRST_INSTANCE or not VIEW_SCHEDULE.allows(held_posts(user)):
        return None
    rows = hearings_of(case) if "hearings" in found else []
    stale = stale_bench(rows) if rows else set()
    # Without a judge there is nobody whose time could be planned.
    waits = case.responsible_id and not any(row.status == "fixed" for row in rows) and may_plan(user, case)
    to_fix = waits and cases_to_schedule(user).filter(pk=case.pk).exists()
    if not rows and not to_fix:
        return None
    return {
        "rows": [
            {
                "hearing": row,
                "url": address_of("hearing")(row.pk),
                "times": clock_words(row),
                "status": status_facts(row),
                "is_stale": row.pk in stale,
            }
            for row in rows
        ],
        "verbs": (Verb("排期开庭", address_of("hearing_fix")(case.pk)),) if to_fix else (),
    }


def load_for_litigants(case: Case, _litigant: Litigant, found: Found) -> Mapping[str, Any] | None:
    """The hearing ahead: when, where, and what to bring; once its hour came, nobody is told to come early."""
    ahead = [row for row in hearings_of(case) if row.status == "fixed"] if "hearings" in found else []
    if not ahead:
        return None
    return {"hearing": ahead[0], "times": clock_words(ahead[0]), "has_begun": ahead[0].starts <= clock.now()}


ROWS = {"hearings": Hearing.objects.filter(case=OuterRef("pk"))}
STAFF = Panel("开庭排期", "scheduling/panel.html", load_for_staff, 43, ROWS)
PUBLIC = "scheduling/public_panel.html"
LITIGANTS = Panel("我的开庭", PUBLIC, load_for_litigants, 15, ROWS, PUBLIC)
