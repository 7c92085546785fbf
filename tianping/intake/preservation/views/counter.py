"""The counter takes an application in (窗口登记保全申请): all questions on one page."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.forms import formset_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from tianping.accounts.permissions import signed_in
from tianping.cases.models import Case, Litigant
from tianping.cases.permissions import at_window
from tianping.cases.queries import matters_at_window, visible_case
from tianping.intake.preservation import actions
from tianping.intake.preservation.forms import answers as answering
from tianping.intake.preservation.forms.agents import ACTS, NONE, AgentForm
from tianping.intake.preservation.forms.questions import (
    AmountForm,
    ApplicantForm,
    ClueForm,
    DisputeForm,
    PersonForm,
    ReasonsForm,
    RespondentsForm,
    SecurityForm,
)
from tianping.intake.preservation.forms.sides import SideForm
from tianping.kernel import audit, clock
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.kernel.submissions import once

ROWS_OF_PEOPLE, ROWS_OF_OTHERS, ROWS_OF_PROPERTY = 3, 2, 4
BOTH = require_http_methods(["GET", "POST"])


@BOTH
@once
def new(request: HttpRequest) -> HttpResponse:
    """登记诉前保全申请."""
    return _page(request, None, _known(request))


@BOTH
@once
def new_in_suit(request: HttpRequest, case_id: int) -> HttpResponse:
    """登记诉讼保全申请."""
    user = signed_in(request)
    case = visible_case(user, case_id)
    if case is None:
        audit.record("access.refused", f"case:{case_id}", by=user, at=clock.now())
        raise Http404("没有该案件，或者您的岗位不能查看。")
    audit.record_look("preservation.view", f"case:{case.pk}", by=user, at=clock.now())
    return _page(request, case, {"applicant": request.GET.get("applicant") or _side_of(request, case)})


def _known(request: HttpRequest) -> dict[str, str]:
    """Whoever stands at the window (一窗), so that nothing of it is typed again."""
    person = at_window(request, at=clock.now())
    return person.typed if person is not None else {}


def _side_of(request: HttpRequest, case: Case) -> str:
    """The litigant of the case who stands at the window (一窗); nobody where another stands there."""
    there = matters_at_window(person) if (person := at_window(request, at=clock.now())) is not None else []
    return next((str(each.litigant.pk) for each in there if each.litigant.matter_id == case.matter_id), "")


def _page(request: HttpRequest, case: Case | None, known: Mapping[str, str]) -> HttpResponse:
    data = request.POST or None
    parts = _parts(data, request.FILES or None, case, known)
    refused: Refused | None = None
    complete = [part.is_valid() for part in parts.values()] if data is not None else [False]
    if all(complete):
        try:
            draft = answering.application(_answers(parts, case), case)
            made = actions.receive(draft, by=signed_in(request), at=clock.now())
            for part, kind in answering.KINDS_OF_FILES.items():
                chosen = parts[part].cleaned_data.pop("file") if part in parts else None
                if chosen is not None:
                    actions.attach(made, chosen.name.rpartition(".")[0], chosen.read(), kind=kind)
        except (Forbidden, Overtaken):
            raise
        except Refused as refusal:
            refused = refusal
        else:
            messages.success(request, f"已收件，编号{made.number}。")
            return redirect("preservation", made.pk)
    context = {"case": case, "refused": refused, "wrong": data is not None and refused is None, **parts}
    return render(request, "preservation/new.html", context, status=422 if data is not None else 200)


def _parts(data: Any, uploaded: Any, case: Case | None, known: Mapping[str, str]) -> dict[str, Any]:
    day = {"on": clock.today()}
    parts: dict[str, Any] = {}
    if case is None:
        parts["applicant"] = ApplicantForm(data, prefix="applicant", on=clock.today(), initial=known)
        parts["others"] = formset_factory(_Other, extra=ROWS_OF_OTHERS)(data, prefix="others", form_kwargs=day)
        parts["agent"] = _Agent(data, uploaded, prefix="agent", on=clock.today())
        parts["respondents"] = formset_factory(_Respondent, extra=ROWS_OF_PEOPLE)(
            data, prefix="respondents", form_kwargs=day
        )
        parts["dispute"] = DisputeForm(data, prefix="dispute")
        names = [f"被申请人{place}" for place in range(1, ROWS_OF_PEOPLE + 1)]
    else:
        litigants = list(case.matter.litigants.all())
        parts["applicant"] = SideForm(case, litigants, data, prefix="applicant", initial=known)
        parts["respondents"] = RespondentsForm(litigants, data, prefix="respondents")
        names = [each.name for each in _owners(case)]
    clues = formset_factory(_Clue, extra=ROWS_OF_PROPERTY)
    parts["clues"] = clues(data, prefix="clues", form_kwargs={"owners": names})
    parts["amount"] = AmountForm(data, prefix="amount")
    parts["reasons"] = ReasonsForm(data, uploaded, prefix="reasons", before_suit=case is None)
    parts["security"] = SecurityForm(data, uploaded, prefix="security", before_suit=case is None)
    return parts


def _answers(parts: dict[str, Any], case: Case | None) -> dict[str, Any]:
    answers: dict[str, Any] = {"stage": {"stage": "before"}}
    for name in ("amount", "reasons", "security"):
        answers[name] = parts[name].cleaned_data
    answers["clues"] = [form.cleaned_data for form in parts["clues"] if form.has_changed()]
    if case is None:
        answers["applicant"] = parts["applicant"].cleaned_data
        answers["others"] = [form.cleaned_data for form in parts["others"] if form.has_changed()]
        answers["agent"] = parts["agent"].cleaned_data
        answers["dispute"] = parts["dispute"].cleaned_data
        answers["respondents"] = [form.cleaned_data for form in parts["respondents"] if form.has_changed()]
        return answers
    answers |= {"case_id": case.pk, "applicant_id": int(parts["applicant"].cleaned_data["applicant"])}
    respondents = parts["respondents"].cleaned_data["respondents"]
    places = [str(each.pk) for each in _owners(case)]
    answers["respondents"] = respondents
    # Property is chosen among all litigants, and belongs to a respondent by their place among them.
    answers["clues"] = [{**clue, "owner": _place(respondents, places[int(clue["owner"])])} for clue in answers["clues"]]
    return answers


def _owners(case: Case) -> list[Litigant]:
    """Whose property it may be, in the order in which the page offers them: whoever was sued first."""
    return sorted(case.matter.litigants.all(), key=lambda each: each.role == Litigant.Role.PLAINTIFF)


def _place(respondents: Sequence[str], litigant: str) -> int:
    """The place of a litigant among the respondents; -1 for whoever is none, which the verb refuses."""
    return list(respondents).index(litigant) if litigant in respondents else -1


class _Agent(AgentForm):
    """Nobody acts for the applicant unless the counter says so; the letter itself lies on the counter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asks: Any = self.fields["has_agent"]
        asks.required, asks.label, asks.help_text = False, "代理人", ""
        asks.choices = [(NONE, "没有"), (ACTS, "有")]


class _Other(ApplicantForm):
    """A row is one only where somebody wrote a name."""

    def has_changed(self) -> bool:
        return bool(self["name"].data)


class _Respondent(PersonForm):
    """A row is one only where somebody wrote a name."""

    def has_changed(self) -> bool:
        return bool(self["name"].data)


class _Clue(ClueForm):
    """A row is one only where somebody wrote what it is."""

    def has_changed(self) -> bool:
        return bool(self["description"].data)
