"""What mediation shows on the page of a case, to staff and to litigants: before filing and after."""

import datetime
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import OuterRef
from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case, Clock, Counsel, Litigant
from tianping.cases.panels import Found, Panel, Standing, Verb
from tianping.cases.queries import MEDIATION_OVER
from tianping.intake.mediation.models import Agreement, Referral, Session
from tianping.intake.mediation.permissions import LIST_REFERRALS, RUN_REFERRAL, may_entrust, may_run
from tianping.intake.mediation.queries import OPEN, agreement_in, referrals_of, unasked, undisputed_facts
from tianping.intake.mediation.tables import KINDS, plain_status
from tianping.kernel.clock import CHINA, china_day
from tianping.law.filing_review import REVIEW
from tianping.law.mandates import may_act
from tianping.law.wording import chinese_date

NOT_AGREED = ("failed", "withdrawn")
MEDIATED = "调解员正在组织双方调解。"
TO_SIGN = "请在“阅读、签署调解协议”中阅读、签名，各方全部签名以后生效。"
AGREED, FAILED = "诉前调解达成了协议。", "诉前调解没有达成协议。"
CARRY_OUT = "按照协议履行；双方都请求的，法院审查后可以出具调解书。一方不履行的，对方可以向法院起诉。"
NOT_AGAIN = "已经提交的材料不用重新提交"
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


def standings(case_ids: Collection[int], on: datetime.date) -> dict[int, Standing]:
    """Where mediations before filing stand: when the next session is, what waits for signatures, what came of it."""
    before = Referral.objects.filter(case__in=case_ids, kind=Referral.Kind.BEFORE).select_related("case")
    rows = {row.pk: row for row in before.order_by("pk")}
    running = [pk for pk, row in rows.items() if row.status == "accepted"]
    offered = set(Agreement.objects.filter(referral__in=running, status="offered").values_list("referral", flat=True))
    in_person = _must_sign_themselves([rows[pk].case.matter_id for pk in offered], on)
    ahead: dict[int, Session] = {}
    for each in Session.objects.filter(referral__in=running, status="appointed").order_by("during", "pk"):
        if china_day(each.during.lower) >= on:
            ahead.setdefault(each.referral_id, each)
    reviewed = _reviewed_until([row.case.matter_id for row in rows.values() if row.status in NOT_AGREED])
    found = {
        row.case_id: _to_sign(in_person.get(row.case.matter_id, []))
        if pk in offered
        else _standing(row, ahead.get(pk), reviewed.get(row.case.matter_id))
        for pk, row in rows.items()
    }
    return {pk: standing for pk, standing in found.items() if standing is not None}


def _must_sign_themselves(matters: Collection[int], on: datetime.date) -> dict[int, list[str]]:
    """Matter id → the litigants whose counsel have no mandate to settle (代为进行和解), and sign for nobody."""
    found: dict[int, list[str]] = {}
    acting = Counsel.objects.filter(litigant__matter__in=matters, until__isnull=True).select_related("litigant")
    signs = {
        each.litigant_id
        for each in acting
        if may_act("settle", special=each.authority == Counsel.Authority.SPECIAL, scope=each.scope, on=on).value
    }
    for litigant in dict.fromkeys(each.litigant for each in acting.order_by("litigant__position", "pk")):
        if litigant.pk not in signs:
            found.setdefault(litigant.matter_id, []).append(litigant.name)
    return found


def _to_sign(in_person: Sequence[str]) -> Standing:
    further = f"{'、'.join(in_person)}的代理人没有代为进行和解的特别授权，由本人签名。" if in_person else ""
    said = "双方谈妥的调解协议已经写好，等待各方签名。"
    return Standing("调解协议待签名", said, f"{TO_SIGN}{further}", "双方当事人")


def _standing(row: Referral, ahead: Session | None, reviewed: datetime.date | None) -> Standing | None:
    if ahead is not None:
        begins = ahead.during.lower.astimezone(CHINA)
        place = f"，{ahead.place}" if ahead.place else ""
        when = f"{chinese_date(begins.date())}{begins:%H:%M}{ahead.get_way_display()}{place}"
        plain = f"{MEDIATED.rstrip('。')}，约定{when}。"
        return Standing("诉前调解中", plain, "请按时参加；不能参加的，请提前告诉调解员。", "调解员")
    if row.status == "agreed":
        return Standing(MEDIATION_OVER, AGREED, CARRY_OUT, "双方当事人", MEDIATION_OVER)
    if row.status not in NOT_AGREED:
        return None
    if reviewed is None:
        return Standing(
            MEDIATION_OVER, FAILED, f"起诉由法院依法审查、登记立案，{NOT_AGAIN}。", "立案庭", MEDIATION_OVER
        )
    until = f"法院在{chinese_date(reviewed)}前（含当日）决定是否立案，结果发短信告诉双方；{NOT_AGAIN}。"
    return Standing("诉前调解不成，待立案审查", f"{FAILED}起诉材料正在审查。", until, "立案庭", MEDIATION_OVER)


def _reviewed_until(matters: Collection[int]) -> dict[int, datetime.date]:
    """Matter id → the day until which it is decided whether the suit is filed, where that is being reviewed."""
    rows = Clock.objects.filter(matter__in=matters, period_id=REVIEW, stopped_on__isnull=True).order_by("pk")
    return {each.matter_id: each.legal_due or each.nominal_due for each in rows}


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
