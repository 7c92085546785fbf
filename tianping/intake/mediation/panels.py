"""What mediation shows on the page of a case, to staff and to litigants: before filing and after."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import OuterRef
from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case, Litigant
from tianping.cases.panels import Found, Panel, Verb
from tianping.intake.mediation.models import Referral, Session
from tianping.intake.mediation.permissions import LIST_REFERRALS, RUN_REFERRAL, may_entrust, may_run
from tianping.intake.mediation.queries import OPEN, agreement_in, referrals_of, unasked, undisputed_facts
from tianping.intake.mediation.tables import KINDS, plain_status

NEXT_VERBS = {
    ("before", "referred"): "接受委派",
    ("after", "referred"): "接受委托",
    ("before", "declined"): "重新指定调解组织",
    ("after", "declined"): "重新指定调解组织",
    ("before", "accepted"): "登记调解结果",
    ("after", "accepted"): "登记调解结果",
}


def load_for_staff(case: Case, user: Any, found: Found) -> Mapping[str, Any] | None:
    """The referrals of the dispute, with the next verb for those who run them, and entrusting for the bench."""
    referrals = referrals_of(case) if "referrals" in found else []
    entrusts = may_entrust(user, case)
    if not referrals and not entrusts:
        return None
    held = held_posts(user)
    return {
        "referrals": _shown(referrals),
        "may_open": LIST_REFERRALS.allows(held),
        "entrust_url": reverse("entrust", args=[case.pk]) if entrusts else "",
        "verbs": _verbs(referrals, case, user) if RUN_REFERRAL.allows(held) else (),
        # What both sides confirmed goes along into the suit; what was said in the sessions does not.
        "undisputed": undisputed_facts(case.matter_id) if "sessions" in found else [],
    }


def load_for_litigants(case: Case, litigant: Litigant, found: Found) -> Mapping[str, Any] | None:
    """What a litigant is told of the mediation: with whom, since when, how it stands."""
    referrals = referrals_of(case) if "referrals" in found else []
    if not referrals:
        return None
    own = [row for row in referrals if row.case_id == case.pk]
    return {"referrals": [(row, plain_status(row)) for row in referrals], "way": _way(own[0], litigant) if own else ""}


def _way(referral: Referral, litigant: Litigant) -> str:
    """The words of the way to one's own page of the mediation: what there is to do."""
    agreement = agreement_in(referral)
    if agreement is not None and agreement.status == "offered":
        return "阅读、签署调解协议"
    if referral.status == "accepted" and litigant.pk in {each.pk for each in unasked(referral)}:
        return "答复是否愿意调解"
    return "我的调解"


def _verbs(referrals: Sequence[Referral], case: Case, user: Any) -> tuple[Verb, ...]:
    """What is next in the one that runs: the court names others for what was declined, all else is its mediators'."""
    running = [row for row in referrals if row.case_id == case.pk and row.status in OPEN]
    running = [row for row in running if row.status == "declined" or may_run(user, row)]
    return tuple(Verb(NEXT_VERBS[row.kind, row.status], reverse("referral", args=[row.pk])) for row in running)


def _shown(referrals: Sequence[Referral]) -> list[tuple[Referral, dict[str, str]]]:
    return [(row, {"label": Referral.machine.label(row.status), "kind": KINDS[row.status]}) for row in referrals]


ROWS = {
    "referrals": Referral.objects.filter(case__matter=OuterRef("matter_id")),
    "sessions": Session.objects.filter(referral__case__matter=OuterRef("matter_id"), status="held"),
}
STAFF = Panel("委派、委托调解", "mediation/panel.html", load_for_staff, 20, ROWS)
LITIGANTS = Panel("委派、委托调解", "mediation/public_panel.html", load_for_litigants, 20, ROWS)
