"""What the counter reads of those who asked to be called, and what the hall shows of a case."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case, Litigant
from tianping.cases.panels import plain_panels
from tianping.cases.queries import WindowMatter, progress_page, shown_name
from tianping.intake.filing import queries as filings
from tianping.intake.mediation import queries as mediations
from tianping.intake.mediation.queries import Referral
from tianping.intake.preservation import queries as preservations
from tianping.kernel.models import Step
from tianping.law.roles import APPLYING, SUING, role_in
from tianping.law.wording import chinese_date
from tianping.portal.models import CallBack
from tianping.portal.permissions import CALL_BACK

OPEN = ("waiting", "called")
# What people call the pages on which they get stuck, by the beginning of the address; the longest one counts.
_PAGES = {
    "/": "首页",
    "/progress/": "查询案件进展",
    "/progress/answer/": "提交答辩状",
    "/progress/hand-in/": "提交材料",
    "/progress/papers/": "送达给您的文书",
    "/draws/": "随机分案公开",
    "/guide/": "诉讼引导",
    "/apply/": "网上立案",
    "/mine/": "我的案件",
    "/accounts/": "登录和账号",
    "/mediation/": "调解",
}


def page_name(path: str) -> str:
    """What people call a page."""
    if path == "/":
        return _PAGES["/"]
    fitting = [start for start in _PAGES if start != "/" and path.startswith(start)]
    return _PAGES[max(fitting, key=len)] if fitting else path


def waiting_for(user: Any) -> QuerySet[CallBack]:
    """Whom this person has to call."""
    rows = CallBack.objects.filter(status__in=OPEN)
    return rows if CALL_BACK.allows(held_posts(user)) else rows.none()


def steps_of(call_back: CallBack) -> list[Step]:
    """What was done about it, with who did it and what was said."""
    rows = Step.objects.filter(machine=CallBack.machine.name, record_id=call_back.pk)
    return list(rows.select_related("by").order_by("pk"))


def inquiry(case: Case, litigant: Litigant, on: datetime.date) -> dict[str, Any]:
    """What a litigant may know of their case, as the kiosk and the window show it (自助查询、窗口查询)."""
    return {
        "page": progress_page(case, litigant, on),
        "case": case,
        "litigant": litigant,
        "own_name": shown_name(litigant),
        "panels": plain_panels(case, litigant),
    }


@dataclass(frozen=True)
class WindowRow:
    """One line of what is the person's at the window: a number, or a matter that has none yet."""

    litigant: Litigant
    case: Case | None
    role: str
    others: str
    state: str
    # By which the person at the window knows a matter without a number (收据号).
    receipt: str = ""
    in_charge: str = "—"


def rows_at_window(matters: Sequence[WindowMatter]) -> list[WindowRow]:
    """Every number of the person's matters, and the matters without one, so that each can be told from the others.

    Whoever has not sued is no plaintiff: applicants apply (诉前财产保全、诉前调解).
    """
    unnumbered = [each.litigant.matter_id for each in matters if not each.cases]
    before_suit = preservations.states_before_suit(unnumbered)
    filed, receipts = filings.states_in(unnumbered), filings.receipts_in(unnumbered)
    mediated = mediations.before_filing_of([case.pk for each in matters for case in each.cases])
    rows = []
    for each in matters:
        matter_id = each.litigant.matter_id
        if not each.cases:
            words = APPLYING if matter_id in before_suit else SUING
            said = (
                f"诉前保全申请，{before_suit[matter_id]}"
                if matter_id in before_suit
                else filed.get(matter_id, "已收到材料")
            )
            row = _row(each, None, {role: words[role] for role in SUING}, said)
            rows.append(replace(row, receipt=receipts.get(matter_id, "")))
        for case in each.cases:
            words = {role: role_in(case.type_code, role) for role in SUING}
            said, in_charge = _standing(case, mediated.get(case.pk))
            rows.append(replace(_row(each, case, words, said), in_charge=in_charge))
    return rows


def _row(each: WindowMatter, case: Case | None, words: Mapping[str, str], state: str) -> WindowRow:
    others = "、".join(f"{words[other.role]}{other.name}" for other in each.others)
    role = words[each.litigant.role]
    if each.counsel is not None:
        role = f"{role}{each.litigant.name}的诉讼代理人（{each.counsel.get_authority_display()}）"
    return WindowRow(each.litigant, case, role, others, state)


def _standing(case: Case, referral: Referral | None) -> tuple[str, str]:
    """Where a case stands and who has it in hand; before filing mediators do, and no judge is awaited."""
    closed = case.status == "closed"
    if referral is not None:
        ended = f"，{chinese_date(referral.ended_on)}结束" if referral.ended_on else ""
        said = f"{referral.machine.label(referral.status)}{ended}" if closed or ended else "办理中"
        return said, f"{referral.organisation.name}调解"
    if case.responsible is not None:
        return "已结案" if closed else "办理中", case.responsible.full_name
    return ("已结案", "—") if closed else ("办理中", "待分案")
