"""What the counter reads of those who asked to be called, and what the hall shows of a case."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case, Litigant
from tianping.cases.panels import plain_panels
from tianping.cases.queries import WindowMatter, progress_page, shown_name
from tianping.intake.filing import queries as filings
from tianping.intake.preservation import queries as preservations
from tianping.kernel.models import Step
from tianping.law.roles import APPLYING, SUING, role_in
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


def rows_at_window(matters: Sequence[WindowMatter]) -> list[WindowRow]:
    """Every number of the person's matters, and the matters without one, so that each can be told from the others.

    Whoever has not sued is no plaintiff: applicants apply (诉前财产保全、诉前调解).
    """
    unnumbered = [each.litigant.matter_id for each in matters if not each.cases]
    before_suit = preservations.states_before_suit(unnumbered)
    filed = filings.states_in(unnumbered)
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
            rows.append(_row(each, None, {role: words[role] for role in SUING}, said))
        for case in each.cases:
            said = "已结案" if case.status == "closed" else "办理中"
            rows.append(_row(each, case, {role: role_in(case.type_code, role) for role in SUING}, said))
    return rows


def _row(each: WindowMatter, case: Case | None, words: Mapping[str, str], state: str) -> WindowRow:
    others = "、".join(f"{words[other.role]}{other.name}" for other in each.others)
    return WindowRow(each.litigant, case, words[each.litigant.role], others, state)
