"""Which litigant of a case applies (窗口登记诉讼保全)."""

from collections.abc import Sequence
from typing import Any

from django import forms

from tianping.cases.models import Case, Litigant
from tianping.kernel.web.forms import HouseForm
from tianping.law.roles import role_in


class SideForm(HouseForm):
    """The applicant, of the litigants of a case."""

    use_required_attribute = False
    applicant = forms.ChoiceField(label="申请人")

    def __init__(self, case: Case, litigants: Sequence[Litigant], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["applicant"]
        chosen.choices = [
            ("", "请选择"),
            *((str(each.pk), f"{role_in(case.type_code, each.role)}{each.name}") for each in litigants),
        ]
