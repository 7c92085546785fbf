"""Which form asks a question of a draft, filled in with what was answered before."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from tianping.cases.models import Case
from tianping.intake.preservation.forms import answers as answering
from tianping.intake.preservation.forms.agents import AgentForm
from tianping.intake.preservation.forms.questions import (
    AmountForm,
    ApplicantForm,
    ClueForm,
    DisputeForm,
    PersonForm,
    ReasonsForm,
    RespondentsForm,
    SecurityForm,
    StageForm,
)
from tianping.kernel.web.forms import HouseForm


def form_of(
    name: str,
    answers: Mapping[str, Any],
    case: Case | None,
    data: Any,
    files: Any,
    *,
    suits: Sequence[tuple[str, str]],
    place: int | None = None,
    on: datetime.date,
) -> HouseForm:
    """The form of one question. ``suits``: the cases in which a preservation may be asked for (id, number).

    ``place``: which of several answers is typed anew; None where one is added.
    """
    given = answers.get(name)
    initial = _in_yuan(given if isinstance(given, dict) else None)
    if place is not None:
        initial = answers[name][place]
    if name == "stage":
        return StageForm(suits, data, initial=initial)
    if name == "applicant":
        return ApplicantForm(data, initial=initial, on=on)
    if name == "others":
        return ApplicantForm(data, initial=initial, on=on)
    if name == "agent":
        return AgentForm(data, files, initial=initial, on=on)
    if name == "respondents" and case is not None:
        others = [each for each in case.matter.litigants.all() if each.pk != answers.get("applicant_id")]
        return RespondentsForm(others, data, initial={"respondents": given or []})
    if name == "respondents":
        return PersonForm(data, initial=initial, on=on)
    if name == "clues":
        return ClueForm(answering.owners(answers, case), data, initial=initial)
    if name == "security":
        return SecurityForm(data, files, initial=initial, before_suit=case is None)
    if name == "reasons":
        return ReasonsForm(data, files, initial=initial, before_suit=case is None)
    plain: Mapping[str, type[HouseForm]] = {"dispute": DisputeForm, "amount": AmountForm}
    return plain[name](data, initial=initial)


def _in_yuan(given: dict[str, Any] | None) -> dict[str, Any] | None:
    if given and isinstance(given.get("amount"), int):
        return {**given, "amount": f"{given['amount'] / 100:.2f}"}
    return given
