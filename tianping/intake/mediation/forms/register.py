"""Shapes of what is typed on the pages of the register."""

from collections.abc import Sequence
from typing import Any

from django import forms

from tianping.accounts.models import User
from tianping.intake.mediation.actions import OrganisationFacts
from tianping.intake.mediation.models import Organisation
from tianping.intake.mediation.queries import possible_hosts
from tianping.kernel.web.forms import HouseForm, NameField, TelephoneField

OF_THE_COURT = ("", "本院设立或者独立的调解组织")


def hosts() -> list[tuple[str, str]]:
    """Within which organisation a studio or a station may stand."""
    return [OF_THE_COURT, *((str(each.pk), each.name) for each in possible_hosts())]


class FactsForm(HouseForm):
    """What is published of an organisation (在线调解规则第五条第二款)."""

    kind = forms.ChoiceField(label="种类", choices=Organisation.Kind.choices)
    host = forms.ChoiceField(
        label="设在", choices=hosts, required=False, help_text="法官工作室、诉调对接站设在别的组织里的，在这里选择。"
    )
    phone = TelephoneField(label="电话", max_length=20, required=False)
    address = forms.CharField(label="地址", max_length=200, required=False)
    hours = forms.CharField(label="接待时间", max_length=100, required=False)
    description = forms.CharField(
        label="简介",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="受理哪些纠纷、是否收费、有什么做法。向社会公布。",
    )

    @property
    def facts(self) -> OrganisationFacts:
        """What was typed, as the verbs take it."""
        typed = self.cleaned_data
        return OrganisationFacts(
            kind=Organisation.Kind(typed["kind"]),
            host_id=int(typed["host"]) if typed["host"] else None,
            phone=typed["phone"],
            address=typed["address"],
            hours=typed["hours"],
            description=typed["description"],
        )


class OrganisationForm(FactsForm):
    """An organisation to be entered in the register."""

    name = NameField(of="organisation", label="名称", max_length=60)
    field_order = ["name"]


class MemberForm(HouseForm):
    """Who is to mediate for an organisation, of those who hold a mediator's post."""

    use_required_attribute = False

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person in people}
        choices = [(key, person.full_name) for key, person in self._people.items()]
        self.fields["user"] = forms.ChoiceField(label="调解员", choices=choices)
        self.fields["specialty"] = forms.CharField(
            label="擅长领域", max_length=100, required=False, help_text="例如“婚姻家庭、邻里纠纷”。向社会公布。"
        )

        self.fields["phone"] = TelephoneField(
            label="手机", max_length=20, required=False, help_text="收委派、调解时间的短信，不向社会公布。"
        )

    @property
    def person(self) -> User:
        """Who was chosen."""
        return self._people[self.cleaned_data["user"]]


class CloseForm(HouseForm):
    """Why an organisation leaves the register."""

    use_required_attribute = False
    reason = forms.CharField(label="退出名册的原因", max_length=200)
