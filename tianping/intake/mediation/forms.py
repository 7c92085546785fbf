"""Shapes of what is typed on the pages of mediation, before filing and after, and on those of the register."""

from collections.abc import Sequence
from typing import Any

from django import forms

from tianping.accounts.models import User
from tianping.kernel.web.forms import HouseForm


class EndForm(HouseForm):
    """One of several ways to end that stand in one page; the browser may not hold up one for want of another."""

    use_required_attribute = False


class AgreementForm(EndForm):
    """What the litigants agreed (调解成功)."""

    outcome = forms.CharField(
        label="达成的协议",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="写明各方的义务、数额和履行日期。当事人双方都能看到这些内容。",
    )


class FailureForm(EndForm):
    """Why no agreement was reached (调解不成)."""

    outcome = forms.CharField(
        label="调解不成的原因",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="例如被告联系不上、一方不同意继续调解。原因只有工作人员看到；调解中各方的让步不要写。",
    )


class WithdrawalForm(EndForm):
    """Why a referral is taken back (退回)."""

    outcome = forms.CharField(
        label="退回的原因",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="例如起诉人不再同意诉前调解。",
    )


class OrganisationForm(HouseForm):
    """An organisation to be entered in the register."""

    name = forms.CharField(label="名称", max_length=60)
    phone = forms.CharField(label="电话", max_length=20, required=False)
    address = forms.CharField(label="地址", max_length=200, required=False)


class MemberForm(HouseForm):
    """Who is to mediate for an organisation, of those who hold a mediator's post."""

    use_required_attribute = False

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person in people}
        choices = [(key, person.full_name) for key, person in self._people.items()]
        self.fields["user"] = forms.ChoiceField(label="调解员", choices=choices)

    @property
    def person(self) -> User:
        """Who was chosen."""
        return self._people[self.cleaned_data["user"]]


class CloseForm(HouseForm):
    """Why an organisation leaves the register."""

    use_required_attribute = False
    reason = forms.CharField(label="退出名册的原因", max_length=200)


class EntrustForm(HouseForm):
    """委托调解: to whom, and where both sides agreed."""

    use_required_attribute = False
    organisation = forms.ChoiceField(label="调解组织")
    consent = forms.CharField(
        label="双方同意的依据", max_length=200, help_text="例如“2023年2月6日询问笔录”、双方签名的同意书。"
    )

    def __init__(self, organisations: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["organisation"]
        chosen.choices = [("", "请选择"), *((name, name) for name in organisations)]


class ExtendForm(EndForm):
    """延长调解期限, once, by both sides' agreement."""

    until = forms.DateField(label="延长至", widget=forms.DateInput(attrs={"type": "date"}))
    record = forms.CharField(label="双方同意的依据", max_length=200)


class TakeBackForm(EndForm):
    """收回委托."""

    reason = forms.CharField(label="收回的原因", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
