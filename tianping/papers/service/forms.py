"""Shapes of what is typed on the pages of service."""

from django import forms

from tianping.kernel.web.forms import HouseForm
from tianping.law.service import FAULT_NAMES, METHOD_NAMES, RECEIVER_NAMES
from tianping.papers.service.actions import Tried
from tianping.papers.service.models import Attempt

MANNERS = (
    ("", "—"),
    ("witnessed", "有见证人到场"),
    ("recorded", "拍照、录像记录"),
    ("witness_declined", "被邀请的人不愿到场见证"),
    ("at_court", "当事人在本院拒绝签署送达回证"),
    ("pronounced", "宣判时拒不签收"),
)


class AttemptForm(HouseForm):
    """What was done to serve papers, and what came of it."""

    use_required_attribute = False

    method = forms.ChoiceField(label="送达方式", choices=list(METHOD_NAMES.items()))
    day = forms.DateField(
        label="日期",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="签收、回执注明的收件、到达、退回或者发出公告的日期。",
    )
    outcome = forms.ChoiceField(label="结果", choices=Attempt.Outcome.choices)
    receiver = forms.ChoiceField(label="签收人", choices=list(RECEIVER_NAMES.items()))
    manner = forms.ChoiceField(label="留置的记录方式", choices=MANNERS, required=False)
    fault = forms.ChoiceField(label="退回原因", choices=[("", "—"), *FAULT_NAMES.items()], required=False)
    note = forms.CharField(
        label="经过",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="例如邮件号、见证人；公告送达的，写明下落不明或者无法送达的经过。",
    )

    @property
    def tried(self) -> Tried:
        """What was typed, as the verb takes it."""
        typed = self.cleaned_data
        return Tried(
            typed["method"],
            typed["day"],
            typed["outcome"],
            typed["receiver"],
            typed["manner"],
            typed["fault"],
            typed["note"],
        )


class ConsentForm(HouseForm):
    """A litigant's consent to electronic service."""

    use_required_attribute = False

    address = forms.CharField(
        label="电子送达地址", max_length=120, help_text="当事人提供或者确认的手机号码、电子邮箱等。"
    )
    evidence = forms.CharField(label="同意的依据", max_length=200, help_text="例如“2023年2月6日送达地址确认书”。")
