"""The page of a case (案件): the whole matter on one screen."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render

from tianping.accounts.permissions import held_posts
from tianping.cases import actions
from tianping.cases.panels import concealed_from, matter_address, staff_panels, withheld_from
from tianping.cases.permissions import (
    LENGTHEN_CLOCK,
    NAME_COUNSEL,
    PRINT_SLIPS,
    REPLACE_LOOKUP_CODE,
    REVEAL_PERSONAL_DATA,
)
from tianping.cases.queries import case_page, matter_of
from tianping.cases.queries.stages import ENFORCEMENT
from tianping.cases.views.common import case_or_404, litigant_or_404, person, refuse_look
from tianping.kernel import audit, clock
from tianping.kernel.submissions import once

REVEALED = {"identity": ("identity_number", "证件号码"), "phone": ("phone", "电话")}


def single(request: HttpRequest, case_id: int) -> HttpResponse:
    """Everything about one case, with what may be done next. Each look is recorded."""
    user, case = person(request), case_or_404(request, case_id)
    audit.record_look("case.view", f"case:{case.pk}", by=user, at=clock.now())
    held = held_posts(user)
    panels = staff_panels(case, user)
    page, may_print = case_page(case, user, clock.today()), PRINT_SLIPS.allows(held)
    may_print = may_print and not page.is_refused
    everybody = [each.pk for each in page.litigants] if may_print else []
    withheld = withheld_from(everybody) if case.type_code == ENFORCEMENT else ()
    concealed = concealed_from(everybody) | {who for who, number in withheld if number == case.pk}
    context = {
        "case": case,
        "page": page,
        "panels": panels,
        "verbs": [verb for panel in panels for verb in panel.verbs],
        "may_reveal": REVEAL_PERSONAL_DATA.allows(held),
        "may_name_counsel": NAME_COUNSEL.allows(held) and case.status == "open",
        "may_lengthen": LENGTHEN_CLOCK.allows(held),
        "may_print_slip": may_print,
        # Whoever may not be warned of a preservation or an enforcement gets no code.
        "code_holders": [each for each in page.litigants if each.pk not in concealed],
        "may_replace_code": REPLACE_LOOKUP_CODE.allows(held) and case.status == "open",
    }
    return render(request, "cases/case.html", context)


def reveal(request: HttpRequest, case_id: int, litigant_id: int, what: str) -> HttpResponse:
    """Show one litigant's identity number or telephone in full; the record of it is written first."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if what not in REVEALED:
        raise Http404
    litigant = litigant_or_404(request, case_id, litigant_id)
    audit.record(
        "personal_data.reveal", f"litigant:{litigant.pk}", by=person(request), at=clock.now(), what=what, case=case_id
    )
    field, label = REVEALED[what]
    context = {"value": getattr(litigant, field), "label": label, "litigant": litigant, "case_id": case_id}
    is_part = request.headers.get("HX-Request") == "true"
    return render(request, "cases/revealed_part.html" if is_part else "cases/revealed.html", context)


@once
def replace_code(request: HttpRequest, case_id: int, litigant_id: int) -> HttpResponse:
    """Replace the look-up code of a litigant and show the sheet with the new one."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    case, litigant = case_or_404(request, case_id), litigant_or_404(request, case_id, litigant_id)
    actions.replace_lookup_code(case, litigant, by=person(request), at=clock.now())
    return redirect("case_code_sheet", case_id=case.pk, litigant_id=litigant.pk)


def matter(request: HttpRequest, matter_id: int) -> HttpResponse:
    """Lead on to the newest case of a matter, or to the page of the room that has it before it is numbered."""
    visible, case = matter_of(person(request), matter_id)
    if case is not None:
        return redirect("case", case_id=case.pk)
    address = matter_address(matter_id) if visible else None
    if address is None:
        refuse_look(request, f"matter:{matter_id}")
    return redirect(address)
