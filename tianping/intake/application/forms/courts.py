"""Choosing the court that is sued at, and finding it in the table."""

from django import forms

from tianping.kernel.web.forms import HouseForm
from tianping.law import courts


class CourtForm(HouseForm):
    """A court by its name, from one of the page's buttons."""

    use_required_attribute = False

    court_name = forms.CharField(label="受诉法院", max_length=60, widget=forms.HiddenInput)


class FindCourtForm(HouseForm):
    """Words of the court's name, and its province."""

    use_required_attribute = False

    q = forms.CharField(
        label="法院名称", max_length=40, required=False, help_text="输入县、区、市的名字，例如“霍邱”“海淀”。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    province = forms.ChoiceField(
        label="省、自治区、直辖市",
        required=False,
        choices=[("", "不限"), *((each, each) for each in courts.provinces())],
    )
