"""What the case file shows on the pages of a case: what was handed in, and, to litigants, the ways to hand in."""

import re
from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef
from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.accounts.queries import this_court
from tianping.cases.models import Case, Litigant
from tianping.cases.panels import Found, Panel, Verb
from tianping.cases.permissions import Looker
from tianping.kernel import clock
from tianping.kernel.web.addresses import address_of
from tianping.papers.dossier.models import HandIn
from tianping.papers.dossier.permissions import KEEP_DOSSIER, VIEW_DOSSIER
from tianping.papers.dossier.queries import (
    hand_ins_of,
    may_hand_in,
    others_for,
    own_hand_ins,
    remaining_periods,
    visible_hand_ins,
    withdrawal_waiting,
)
from tianping.papers.dossier.states import HAND_IN

NUMBER = re.compile(r"\(?([0-9]{4})\)?(\D[0-9]{4})?收材([0-9]{1,9})号?")
KINDS_OF_STATUS = {"received": "open", "asked": "open", "forwarded": "done", "settled": "done", "noted": "done"}


def load_for_staff(case: Case, user: Any, found: Found) -> Mapping[str, Any] | None:
    """What litigants handed in, and the ways to the file; none for numbers of mediation before filing."""
    if case.type_code == "诉前调" or not VIEW_DOSSIER.allows(held_posts(user)):
        return None
    verbs = (Verb("收取材料", address_of("material_take")(case.pk)),)
    url = address_of("dossier")(case.pk)
    may_take = case.status == "open" and KEEP_DOSSIER.allows(held_posts(user))
    rows = hand_ins_of(case) if "hand_ins" in found else ()
    return {"rows": [row_of(each) for each in rows], "url": url, "verbs": verbs if may_take else ()}


def load_for_litigants(case: Case, litigant: Litigant, found: Found) -> Mapping[str, Any] | None:
    """What this litigant handed in, what others did and was sent on, and what may be handed in now."""
    looker = Looker(case, litigant)
    mine, theirs = list[HandIn](), list[HandIn]()
    if "hand_ins" in found:
        mine, theirs = list(own_hand_ins(looker)), list(others_for(looker))
    ways = list(_ways(looker))
    if not (mine or theirs or ways):
        return None
    return {"mine": mine, "theirs": theirs, "ways": ways}


def row_of(each: HandIn) -> dict[str, Any]:
    """One thing that was handed in, as lists show it."""
    return {
        "title": f"{each.get_kind_display()}（{each.litigant.name}）",
        "url": address_of("material")(each.pk),
        "on": each.received_at,
        "late": each.late,
        "status": {"label": HAND_IN.label(each.status), "kind": KINDS_OF_STATUS[each.status]},
    }


def _ways(looker: Looker) -> Any:
    if may_hand_in(looker.case, looker.litigant, HandIn.Kind.ANSWER):
        yield "提交答辩状", reverse("hand_in_words"), "写答辩意见，或者上传答辩状"
    if may_hand_in(looker.case, looker.litigant, HandIn.Kind.EVIDENCE):
        yield "提交证据", reverse("hand_in_files", args=["evidence"]), "拍照或者上传文件，写明证明什么"
        if remaining_periods(looker, clock.today()):
            yield "放弃剩余的答辩期、举证期限", reverse("waive_periods"), "希望早日开庭的，可以放弃"
    if may_hand_in(looker.case, looker.litigant, HandIn.Kind.OBJECTION):
        url = reverse("hand_in_request", args=[HandIn.Kind.OBJECTION])
        yield "提出管辖权异议", url, "认为本案应当由别的法院审理的，在答辩期内提出"
    if may_hand_in(looker.case, looker.litigant, HandIn.Kind.RECUSAL):
        url = reverse("hand_in_request", args=[HandIn.Kind.RECUSAL])
        yield "申请回避", url, "认为审判人员、书记员等不应当参与本案的"
    if may_hand_in(looker.case, looker.litigant, HandIn.Kind.WITHDRAWAL) and not withdrawal_waiting(
        looker.case, looker.litigant
    ):
        url = reverse("hand_in_request", args=[HandIn.Kind.WITHDRAWAL])
        yield "申请撤诉", url, "不想再告了，例如对方已经履行的"


ROWS = {"hand_ins": HandIn.objects.filter(case=OuterRef("pk")).exclude(status="draft")}
STAFF = Panel("当事人提交的材料", "dossier/panel.html", load_for_staff, 43, ROWS)
LITIGANTS = Panel("提交材料", "dossier/public_panel.html", load_for_litigants, 35, ROWS, "dossier/plain_panel.html")


def find_number(user: Any, typed: str) -> str | None:
    """编号 of what a litigant handed in (（2023）甘1027收材1号): its page."""
    number = NUMBER.fullmatch(typed)
    if number is None:
        return None
    year, court, sequence = number.groups()
    if not VIEW_DOSSIER.allows(held_posts(user)):
        return ""
    wanted = f"（{year}）{court or this_court().code}收材{int(sequence)}号"
    found = visible_hand_ins(user).filter(number=wanted).first()
    return address_of("material")(found.pk) if found is not None else ""
