"""Shapes of what is typed on the pages of a mediation."""

from django import forms

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
