"""The JSON API of the spine: cases, their clocks, what is due, and the litigants' look-up."""

import functools
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from ninja import Query, Router

from tianping.accounts.permissions import PUBLIC, check_request, signed_in
from tianping.cases import actions, queries
from tianping.cases.api_shapes import CaseFilters, CaseOut, CaseRow, ClockOut, DueFilters, LookUp, ProgressOut
from tianping.cases.models import Case, Clock, Litigant
from tianping.cases.permissions import LIST_CASES, VIEW_CASE, WORK_LIST
from tianping.kernel import audit, clock
from tianping.kernel.web.api import REFUSALS, Anybody, Guard, Id, Page, page_of
from tianping.law import masking
from tianping.law.roles import role_in

router = Router(tags=["cases"])
may = functools.partial(Guard, check=check_request)

ORDERS = {
    "filed_on": ("filed_on",),
    "number": ("year", "type_code", "sequence"),
    "claim_fen": ("matter__claim_fen",),
}


@router.get("/cases", response={200: Page[CaseRow], **REFUSALS}, auth=may(LIST_CASES), summary="Cases")
def list_cases(request: HttpRequest, filters: Query[CaseFilters]) -> dict[str, Any]:
    """The cases that the caller may see; with a whole case number in ``q``, that case alone."""
    rows = _filtered(queries.case_list(signed_in(request)), filters)
    descending = filters.sort.startswith("-")
    order = ORDERS[filters.sort.removeprefix("-")]
    return page_of(
        rows.order_by(*(f"-{name}" if descending else name for name in order), "-pk"),
        filters,
        _row,
        queries.with_people_and_clocks,
    )


@router.get("/cases/{case_id}", response={200: CaseOut, **REFUSALS}, auth=may(VIEW_CASE), summary="One case")
def one_case(request: HttpRequest, case_id: Id) -> dict[str, Any]:
    """The whole matter, personal data masked. The look is recorded."""
    user, case = signed_in(request), _case(request, case_id)
    audit.record_look("case.view", f"case:{case.pk}", by=user, at=clock.now(), by_api=True)
    page = queries.case_page(case, user, clock.today())
    running = [shown.clock for shown in page.running if shown.clock.case_id == case.pk]
    return {
        **_facts(case, *(_side(page.litigants, role) for role in (Litigant.Role.PLAINTIFF, Litigant.Role.DEFENDANT))),
        "stage": page.stage.label,
        "next_step": page.stage.next_step,
        "nearest_due": queries.nearest_due(running, clock.today()),
        "composition": case.composition,
        "claim_text": page.matter.claim_text,
        "facts_text": page.matter.facts_text,
        "litigants": [_litigant(litigant) for litigant in page.litigants],
        "clocks": [_clock(shown.clock) for shown in page.clocks],
        "staff_notes": [{"code": note.code, "text": note.text, "because": note.because} for note in page.notes],
        "timeline": [{"at": line.at, "text": line.text, "for_litigants": line.for_litigants} for line in page.timeline],
        "other_numbers": [other.number for other in page.others],
    }


@router.get("/cases/{case_id}/clocks", response={200: list[ClockOut], **REFUSALS}, auth=may(VIEW_CASE), summary="期限")
def case_clocks(request: HttpRequest, case_id: Id) -> list[dict[str, Any]]:
    """The clocks of a case and those of its matter before it was numbered, running and stopped."""
    case = _case(request, case_id)
    return [_clock(shown.clock) for shown in queries.case_page(case, signed_in(request), clock.today()).clocks]


@router.get("/clocks/due", response={200: Page[ClockOut], **REFUSALS}, auth=may(WORK_LIST), summary="到期事项")
def due(request: HttpRequest, filters: Query[DueFilters]) -> dict[str, Any]:
    """The running clocks that the caller has to watch, the nearest first."""
    user = signed_in(request)
    rows = queries.due_clocks(user).select_related("litigant")
    groups = {group.key: group.condition for group in queries.clock_groups(user, clock.today())}
    if filters.group is not None:
        rows = rows.filter(groups[filters.group])
    return page_of(rows.order_by("nominal_due", "pk"), filters, _clock)


@router.post("/progress", response={200: ProgressOut, **REFUSALS}, auth=Anybody(PUBLIC), summary="查询案件进展")
def look_up(request: HttpRequest, asked: LookUp) -> dict[str, Any]:
    """The progress of a case for the litigant with its number and their code; unknown and wrong get one answer."""
    now, address = clock.now(), request.META.get("REMOTE_ADDR", "")
    actions.count_look_up(address, at=now)
    looker = actions.look_up(asked.number, asked.code, address=address, at=now)
    case, litigant = looker.case, looker.litigant
    audit.record_look("progress.view", f"case:{case.pk}", by=None, at=now, litigant=litigant.pk)
    page = queries.progress_page(case, litigant, clock.china_day(now))
    return {
        "number": case.number,
        "stage": page.stage.label,
        "plain": page.stage.plain,
        "next_step": page.stage.next_step,
        "who": page.stage.who,
        "asked_as": role_in(case.type_code, litigant.role),
        "litigants": [{"role": role, "name": name} for role, name in page.litigants],
        "clocks": [
            {"title": row.title, "who": row.who, "due": row.light.due, "state": row.light.state, "days": row.light.days}
            for row in page.clocks
        ],
        "timeline": [{"at": line.at, "text": line.text} for line in page.timeline],
    }


def _case(request: HttpRequest, case_id: int) -> Case:
    case = queries.visible_case(signed_in(request), case_id)
    if case is None:
        audit.record("access.refused", f"case:{case_id}", by=signed_in(request), at=clock.now())
        raise Http404
    return case


def _filtered(rows: QuerySet[Case], filters: CaseFilters) -> QuerySet[Case]:
    if filters.q.strip():
        rows = queries.matching(rows, filters.q)
    wanted = {
        "type_code": filters.type,
        "year": filters.year,
        "matter__cause_name": filters.cause or None,
        "track": filters.track,
        "fast_team": filters.fast_team,
        "status": filters.status,
    }
    return rows.filter(**{name: value for name, value in wanted.items() if value is not None})


def _row(case: Any) -> dict[str, Any]:
    running, today = queries.running_clocks(case), clock.today()
    return {
        **_facts(case, case.plaintiffs, case.defendants),
        "stage": queries.stage(case, running, on=today).label,
        "nearest_due": queries.nearest_due(running, today),
    }


def _side(litigants: Sequence[Litigant], role: Litigant.Role) -> list[str]:
    return [each.name for each in litigants if each.role == role]


def _facts(case: Case, plaintiffs: Sequence[str], defendants: Sequence[str]) -> dict[str, Any]:
    return {
        "id": case.pk,
        "number": case.number,
        "cause": case.matter.cause_name,
        "plaintiffs": plaintiffs,
        "defendants": defendants,
        "claim_fen": case.matter.claim_fen,
        "track": case.track,
        "fast_team": case.fast_team,
        "filed_on": case.filed_on,
        "status": case.status,
    }


def _litigant(litigant: Litigant) -> dict[str, Any]:
    return {
        "id": litigant.pk,
        "role": litigant.role,
        "kind": litigant.kind,
        "capacity": litigant.capacity,
        "name": litigant.name,
        "identity_kind": litigant.identity_kind,
        "identity_masked": masking.mask_identity(litigant.identity_number) if litigant.identity_number else "",
        "phone_masked": masking.mask_phone(litigant.phone) if litigant.phone else "",
        "representative": litigant.representative,
    }


def _clock(row: Clock) -> dict[str, Any]:
    light = queries.light_of(row, clock.today())
    return {
        "id": row.pk,
        "case_id": row.case_id,
        "case_number": row.case.number if row.case is not None else "",
        "period_id": row.period_id,
        "title": row.title,
        "whose": row.litigant.name if row.litigant is not None else "",
        "started_on": row.started_on,
        "nominal_due": row.nominal_due,
        "legal_due": row.legal_due,
        "pending": row.pending,
        "state": light.state,
        "days": light.days,
        "stopped_on": row.stopped_on,
        "stop_cause": row.stop_cause,
        "because": row.because.split("；"),
        "steps": row.steps,
    }
