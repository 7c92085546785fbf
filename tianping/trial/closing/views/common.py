"""What the pages of closing share: the one 404, and the page of a case at its end."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tianping.accounts.permissions import signed_in
from tianping.accounts.queries import this_court
from tianping.cases.models import Case, Counsel
from tianping.cases.queries import visible_case
from tianping.kernel import audit, clock, refusals
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.kernel.web.forms import HouseForm
from tianping.law import courts, effectiveness
from tianping.law.answers import Answer, Refusal
from tianping.law.closing_days import Closing
from tianping.money.fees import queries as fee_queries
from tianping.papers.dossier import queries as dossier_queries
from tianping.trial.closing import queries
from tianping.trial.closing.forms import AppealForm, CloseForm, CopiesForm, SendForm, SpokenRulingForm, VerdictForm
from tianping.trial.closing.models import Ending
from tianping.trial.closing.permissions import may_close, may_handle_appeal
from tianping.trial.closing.tables import status_html

Forms = Mapping[str, HouseForm]


def case_or_404(request: HttpRequest, case_id: int) -> Case:
    """The case, or the one 404 for cases that are not there and cases that this person may not see."""
    found = visible_case(signed_in(request), case_id)
    if found is None:
        refuse(request, f"case:{case_id}")
    return found


def refuse(request: HttpRequest, subject: str) -> NoReturn:
    """Write the refused look down and raise the 404."""
    audit.record("access.refused", subject[:120], by=signed_in(request), at=clock.now())
    raise Http404("没有该案件，或者您的岗位不能查看。")


def tried(verb: Callable[[], object]) -> Refused | None:
    """Do a verb; its refusal, to be shown beside the form. A forbidden or overtaken one is raised."""
    return refusals.tried(verb, raising=(Forbidden, Overtaken))


def show_case(request: HttpRequest, case: Case, typed: Forms | None = None) -> HttpResponse:
    """The page of a case at its end: before closing what can be done, afterwards how it ended and when that binds."""
    user = signed_in(request)
    audit.record_look("closing.view", f"case:{case.pk}", by=user, at=clock.now())
    ending = queries.ending_of(case)
    context = _before(case, user, typed or {}) if ending is None else _after(case, ending, user, typed or {})
    return render(request, "closing/case.html", {"case": case, **context}, status=422 if typed else 200)


def _before(case: Case, user: Any, typed: Forms) -> dict[str, Any]:
    found = queries.with_grounds(Case.objects.filter(pk=case.pk)).first()
    ground = queries.ground_of(found) if found is not None else None
    charged = fee_queries.charged_to([case.pk]).get(case.pk)
    fee = None
    today = china_day(clock.now())
    if ground is not None and charged is not None:
        fee = fee_queries.settled_fee(charged, case, ground.way, fee_queries.tariff_of(today))
    serves = may_close(user, case)
    suing_on = dossier_queries.suing_on(case)
    return {
        "ground": ground,
        "withdrawals": _withdrawals(case, typed, whole=not suing_on) if ground is None and serves else [],
        "suing_on": suing_on,
        "may_rule_unpaid": ground is None and serves and not queries.why_not_for_the_fee(case, on=today),
        "fee": fee,
        "charged": charged,
        "closing": _closing(case, ground, on=today),
        "may_close": ground is not None and serves,
        "form": typed.get("close") or CloseForm(prefix="close"),
    }


def ruling_prefix(hand_in_id: int) -> str:
    """Under which name the ruling on one withdrawal is typed."""
    return f"ruling{hand_in_id}"


def _withdrawals(case: Case, typed: Forms, *, whole: bool) -> list[tuple[Any, HouseForm]]:
    """The applications to withdraw that wait, each with the form of what was ruled on it."""
    known = {"ruled_on": clock.today()}
    return [
        (
            each,
            typed.get(ruling_prefix(each.pk))
            or SpokenRulingForm(prefix=ruling_prefix(each.pk), initial=known, whole=whole),
        )
        for each in dossier_queries.withdrawals_waiting(case)
    ]


def _closing(case: Case, ground: queries.Ground | None, *, on: datetime.date) -> Answer[Closing] | None:
    """On which day the case counts as closed by what stands on record, or what that waits for."""
    if ground is None:
        return None
    try:
        return queries.closed_on([case], {case.pk: ground}, {}, on=on)[case.pk]
    except Refusal:
        return None


def _after(case: Case, ending: Ending, user: Any, typed: Forms) -> dict[str, Any]:
    reckoning = fee_queries.reckoning_of(case)
    may_handle = may_handle_appeal(user, case)
    way_up = queries.second_instance_of(ending)
    return {
        "ending": ending,
        "status": status_html(ending),
        "closing": Answer(
            None,
            tuple(ending.closed_steps),
            tuple(ending.closed_because),
            ending.closed_certainty,
            tuple(ending.closed_notes),
        ),
        "effect": Answer(None, tuple(ending.steps), tuple(ending.because), ending.certainty, tuple(ending.notes)),
        "reckoning": reckoning,
        "fee": reckoning and Answer(None, tuple(reckoning.steps), tuple(reckoning.because), reckoning.certainty),
        "appeals": [
            (each, Answer(each.fee_fen, tuple(each.fee_steps), tuple(each.fee_because)))
            for each in queries.appeals_of(ending)
        ],
        "way_up": way_up,
        "forms": _forms(ending, typed) if may_handle else {},
        "may_appeal": may_handle and _appealable(ending),
        "may_copies": may_handle and ending.status == "appealed" and way_up is None,
        "may_send": may_handle and ending.status == "appealed" and way_up is not None,
        "may_decide": may_handle and ending.status == "sent",
    }


def _appealable(ending: Ending) -> bool:
    decision = queries.decision_of(ending)
    small = ending.case.track == "small_claims"
    if ending.status not in ("awaiting", "appealed") or decision is None:
        return False
    return effectiveness.may_appeal(*decision, small_claims=small)


def who_may_appeal(case: Case) -> dict[str, Any]:
    """The litigants, and who acts for them, as the form of an appeal lists them."""
    litigants = list(case.matter.litigants.all())
    acting = Counsel.objects.filter(litigant__in=litigants, until__isnull=True).select_related("litigant")
    return {"litigants": litigants, "counsel": list(acting.order_by("pk"))}


def _forms(ending: Ending, typed: Forms) -> dict[str, HouseForm]:
    known = courts.by_name(this_court().name)
    superior = known.superior if known is not None else ""
    fresh: dict[str, HouseForm] = {
        "appeal": AppealForm(prefix="appeal", **who_may_appeal(ending.case)),
        "copies": CopiesForm(prefix="copies"),
        "send": SendForm(prefix="send", initial={"to_court": superior}),
        "second": VerdictForm(prefix="second"),
    }
    return {**fresh, **typed}
