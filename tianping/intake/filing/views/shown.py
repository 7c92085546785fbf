"""What a filing is shown with: to the clerk who reviews it, and to the judge who is asked to refuse it."""

import datetime
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from tianping.accounts.permissions import signed_in
from tianping.cases.models import Counsel, Litigant, Matter, TimelineEntry
from tianping.intake.filing import queries
from tianping.intake.filing.duplicates import duplicates_now
from tianping.intake.filing.forms.civil import ARBITRATION
from tianping.intake.filing.kept import told_to_the_other_side
from tianping.intake.filing.models import Filing
from tianping.intake.filing.states import FILING
from tianping.intake.filing.tables import FILING_KINDS, review_light
from tianping.intake.triage.actions import TriageFacts
from tianping.intake.triage.queries import Refusal, bench_of, facts_for
from tianping.kernel import audit, clock
from tianping.kernel.refusals import Refused
from tianping.kernel.web.components import Happening
from tianping.law.filing_refusals import GROUNDS
from tianping.money.fees.queries import fee_of
from tianping.papers.documents.queries import Paper

View = Callable[..., HttpResponseBase]
DAYS = frozenset(
    {"signed_on", "lent_on", "due_on", "interest_until", "designated_on", "award_received_on", "refused_on"}
)
WORDS = {"arbitration": ARBITRATION, "wage_note": {"yes": "有"}}
ELEMENT_LABELS = {
    "contract_number": "合同编号",
    "signed_on": "合同签订日",
    "lent_on": "放款日",
    "due_on": "到期日",
    "principal_fen": "借款本金（元）",
    "annual_rate": "年利率（%）",
    "overdue_uplift": "逾期上浮（%）",
    "principal_owed_fen": "尚欠本金（元）",
    "interest_owed_fen": "尚欠利息（元）",
    "interest_until": "利息计至",
    "security": "担保方式",
    "remark": "备注",
    "common_property_fen": "夫妻共同财产总额（元）",
    "refused_on": "前次离婚诉讼终结",
    "arbitration": "劳动仲裁情况",
    "award_received_on": "收到仲裁文书",
    "wage_note": "工资欠条",
    "designated_by": "指定管辖的法院",
    "designation_number": "指定管辖裁定",
    "designated_on": "裁定日期",
}


def leads_back(view: View) -> View:
    """The address of a verb that was opened instead of pressed leads to the page on which its button stands."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "GET":
            return redirect("filing", kwargs["pk"]) if "pk" in kwargs else redirect("filing_list")
        return view(request, *args, **kwargs)

    return answer


def facts_of(found: Filing) -> TriageFacts:
    """What triage knows of a filing by its cause and its sum."""
    return facts_for(found.matter.cause_name, found.matter.claim_fen)


def shown(request: HttpRequest, found: Filing) -> dict[str, Any]:
    """Who, what, notes, the procedure and fee the filing would get, and what became of it; that it was seen is kept."""
    day, matter = clock.today(), found.matter
    answer = bench_of(day).answer(facts_of(found))
    is_simple = not isinstance(answer, Refusal) and answer.value.track != "普通程序"
    audit.record("filing.view", f"filing:{found.pk}", by=signed_in(request), at=clock.now())
    entries = TimelineEntry.objects.filter(matter=matter).select_related("by").order_by("pk")
    materials = queries.materials_of(found)
    answers = queries.answers_of(matter) if materials else []
    litigants = list(matter.litigants.all())
    return {
        "filing": found,
        "matter": matter,
        "litigants": litigants,
        "agents": _agents(found, [each.name for each in litigants if each.role == Litigant.Role.PLAINTIFF]),
        "elements": [] if answers else _elements(matter.elements),
        "answers": answers,
        "materials": materials,
        "notes": [*told_to_the_other_side(found), *duplicates_now(found), *queries.staff_notes(matter)],
        "light": review_light(found, day),
        "status": {"label": FILING.label(found.status), "kind": FILING_KINDS[found.status]},
        "answer": None if isinstance(answer, Refusal) else answer,
        "missing": answer.sentence if isinstance(answer, Refusal) else "",
        **_fee(matter, is_simple=is_simple, on=day),
        "entries": [Happening(each.at, each.text, each.by.full_name if each.by else "") for each in entries],
        "case": queries.case_of(found),
        "written_here": queries.is_written_here(found),
        **_refusal(found),
    }


def _refusal(found: Filing) -> dict[str, Any]:
    """The condition that is not met, and the ruling with where it stands; nothing where no refusal was proposed."""
    ground, ruling = GROUNDS.get(found.refusal_ground), queries.ruling_of(found)
    state = Paper.machine.label(ruling.status) if ruling is not None else ""
    return {"ground": ground.words if ground else "", "ruling": ruling, "ruling_state": state}


def _agents(found: Filing, suing: Sequence[str]) -> list[dict[str, str]]:
    """Who acts for the plaintiffs as the pleading names them: what they are, for whom, with which authority."""
    return [
        {
            "name": each["name"],
            "kind": str(Counsel.Kind(each["kind"]).label),
            "authority": str(Counsel.Authority(each["authority"]).label),
            "acts_for": "、".join(suing[place - 1] for place in each.get("acts_for") or () if place <= len(suing)),
            **{key: each.get(key, "") for key in ("firm", "licence_number", "phone", "scope")},
        }
        for each in found.agents
    ]


def _fee(matter: Matter, *, is_simple: bool, on: datetime.date) -> dict[str, Any]:
    """What the case would be charged, or why that cannot be counted."""
    try:
        return {"fee": fee_of(matter.cause_name, matter.claim_fen, matter.elements, is_simple=is_simple, on=on)}
    except Refused as refusal:
        return {"fee_refusal": str(refusal)}


def _elements(stored: dict[str, Any]) -> list[tuple[str, str, Any]]:
    """The elements of a matter as (label, kind, value), in the order of the form."""
    shown = [
        (name, label, stored[name]) for name, label in ELEMENT_LABELS.items() if stored.get(name) not in (None, "")
    ]
    return [
        (label, "money", value)
        if name.endswith("_fen")
        else (label, "day", datetime.date.fromisoformat(value))
        if name in DAYS
        else (label, "text", WORDS.get(name, {}).get(value, value))
        for name, label, value in shown
    ]
