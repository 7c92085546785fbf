"""Shapes of what is typed on the pages of mediation."""

from django import forms

from tianping.kernel.web.forms import HouseForm


class OutcomeForm(HouseForm):
    """How a mediation ended (调解结果)."""

    outcome = forms.CharField(
        label="调解结果或者原因",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text="调解成功的写明协议要点；调解不成、退回的写明原因。",
    )
