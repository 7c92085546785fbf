"""What the pages on which a clerk types a matter share: both sides with their rows, and what is wrong with it."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import BaseFormSet
from django.http import HttpRequest

from tianping.cases.actions import LitigantDraft
from tianping.cases.models import Litigant
from tianping.intake.filing.forms.counter import MOST_LITIGANTS, LitigantFormSet
from tianping.intake.filing.forms.represented import MOST_AGENTS
from tianping.law.causes import is_between_people

SIDES = (("plaintiff", "原告"), ("defendant", "被告"))
PERSON = Litigant.Kind.NATURAL
# What has rows on such a page: how many there are at least and at most.
ROWS = {"plaintiff": (1, MOST_LITIGANTS), "defendant": (1, MOST_LITIGANTS), "agent": (0, MOST_AGENTS)}


def sides_of(
    data: Any, day: datetime.date, known: Mapping[str, Sequence[Mapping[str, str]]] | None = None
) -> dict[str, Any]:
    """Both sides as they were typed; ``known``: with whom the rows of a side begin."""
    return {
        role: LitigantFormSet(data, prefix=role, form_kwargs={"on": day}, initial=(known or {}).get(role))
        for role, _label in SIDES
    }


def errors_of(elements: Any, sides: dict[str, Any]) -> list[tuple[str, str, str]]:
    """What has to be corrected, in the order of the page: where, the field's id, the sentence."""
    forms = [(f"{label}{place}" if len(sides[role]) > 1 else label, form)
             for role, label in SIDES for place, form in enumerate(sides[role], start=1)]  # fmt: skip
    found = [(where, form[name].id_for_label, sentence) for where, form in [*forms, ("", elements)]
             for name, sentences in form.errors.items() if name != "__all__" for sentence in sentences]  # fmt: skip
    return [(where or _label(elements, field_id), field_id, sentence) for where, field_id, sentence in found] + [
        ("", "", str(sentence)) for sentence in elements.non_field_errors()
    ]


def _label(form: Any, field_id: str) -> str:
    return next((str(field.label) for field in form if field.id_for_label == field_id), "")


def check_sides(elements: Any, sides: dict[str, Any]) -> bool:
    """Whether the cause admits these kinds of litigants (婚姻家庭纠纷限于自然人); each that it does not is named."""
    if not elements.is_valid() or not is_between_people(elements.cause):
        return True
    units = [form for side in sides.values() for form in side if form.cleaned_data.get("kind") not in (None, PERSON)]
    for form in units:
        form.add_error("kind", f"“{elements.cause}”的原告、被告只能是自然人，请选自然人，或者核对案由。")
    return not units


def still_typing(*parts: Any) -> None:
    """Nothing of these forms, and of those that sets of them hold, is wrong yet: they are still being typed."""
    for part in parts:
        for form in part if isinstance(part, BaseFormSet) else (part,):
            form.still_typing = True


def litigants_of(sides: dict[str, Any]) -> list[LitigantDraft]:
    """The litigants of both sides as they were typed."""
    return [form.draft(role) for role, side in sides.items() for form in side]


def with_rows_changed(request: HttpRequest) -> Any:
    """What was typed with one row more or less, if a button for that was pressed; None if none was."""
    data = request.POST.copy()
    for role, (least, most) in ROWS.items():
        total_key = f"{role}-TOTAL_FORMS"
        text = data.get(total_key, "")
        total = int(text) if text.isdecimal() and len(text) < 4 else least
        if data.get("add") == role:
            data[total_key] = str(min(total + 1, most))
            return data
        removed = data.get("remove", "")
        if removed.startswith(f"{role}-") and total > least:
            place = removed.rsplit("-", 1)[1]
            _close_gap(data, role, int(place) if place.isdecimal() and len(place) < 4 else total, total)
            data[total_key] = str(total - 1)
            return data
    return None


def _close_gap(data: Any, role: str, place: int, total: int) -> None:
    names = {key.split("-", 2)[2] for key in data if key.startswith(f"{role}-{total - 1}-")}
    for below in range(place, total - 1):
        for name in names:
            data[f"{role}-{below}-{name}"] = data.get(f"{role}-{below + 1}-{name}", "")
