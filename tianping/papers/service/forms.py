"""Shapes of what is typed on the pages of service."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import validate_email

from tianping.kernel import uploads
from tianping.kernel.web.forms import HouseForm, NameField, PadField, TelephoneField
from tianping.law.electronic_consent import STEP_NAMES
from tianping.law.service import FAULT_NAMES, METHOD_NAMES, RECEIVER_NAMES, Receiver
from tianping.papers.service import actions
from tianping.papers.service.actions import HandedOver, Tried
from tianping.papers.service.models import Attempt, Consent

MOBILE = re.compile(r"1\d{10}")
# Electronic service is what the system sends itself: nobody writes it down.
BY_HAND = [(code, name) for code, name in METHOD_NAMES.items() if code != "electronic"]
MANNERS = (
    ("", "—"),
    ("witnessed", "有见证人到场"),
    ("recorded", "拍照、录像记录"),
    ("witness_declined", "被邀请的人不愿到场见证"),
    ("at_court", "当事人在本院拒绝签署送达回证"),
    ("pronounced", "宣判时拒不签收"),
)


def _steps() -> forms.MultipleChoiceField:
    """For which steps of the suit somebody agrees (适用环节): each is ticked for itself (在线诉讼规则第四条)."""
    return forms.MultipleChoiceField(
        label="在哪些环节使用电子送达",
        choices=list(STEP_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text="没有勾选的环节，用其他方式送达。",
        error_messages={"required": "请至少勾选一个使用电子送达的环节；都不同意的，不用确认。"},
    )


class AttemptForm(HouseForm):
    """What was done to serve papers, and what came of it."""

    use_required_attribute = False

    method = forms.ChoiceField(label="送达方式", choices=BY_HAND, error_messages={"invalid_choice": actions.BY_HAND})
    day = forms.DateField(
        label="日期",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="签收、回执注明的收件、到达、退回或者发出公告的日期。",
    )
    posted_on = forms.DateField(
        label="交邮日期",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="邮寄送达的填写，以邮戳为准；裁判文书邮寄送达的，结案日期按交邮日期计算。",
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
            typed["posted_on"],
        )


class ConsentForm(HouseForm):
    """A litigant's consent to electronic service, as those who serve note it."""

    use_required_attribute = False

    channel = forms.ChoiceField(label="送达方式", choices=Consent.Channel.choices)

    address = forms.CharField(
        label="电子送达地址", max_length=120, help_text="当事人提供或者确认的手机号码、电子邮箱等。"
    )
    steps = _steps()
    evidence = forms.CharField(label="同意的依据", max_length=200, help_text="例如“2023年2月6日送达地址确认书”。")


class AgreeForm(HouseForm):
    """A litigant's own consent, on their phone (电子送达地址确认)."""

    use_required_attribute = False

    channel = forms.ChoiceField(label="用什么方式接收文书", choices=Consent.Channel.choices, widget=forms.RadioSelect)
    address = forms.CharField(
        label="手机号码或者电子邮箱",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "email"}),
        help_text="只用来接收法院的文书，应当是您自己在用的。",
    )
    steps = _steps()
    understood = forms.BooleanField(label="我看过上面的说明，同意电子送达")

    def clean(self) -> dict[str, Any]:
        """An address that fits the channel."""
        typed = super().clean() or {}
        address, channel = typed.get("address", "").strip(), typed.get("channel")
        if address and channel == Consent.Channel.SMS and not MOBILE.fullmatch(address):
            self.add_error("address", "手机号码应当是11位数字，请核对；接收电子邮件的，请选择“电子邮箱”。")
        if address and channel == Consent.Channel.EMAIL and not _is_mailbox(address):
            self.add_error("address", "这不是完整的电子邮箱地址，请核对，例如name@example.com。")
        return typed


class WindowForm(AgreeForm):
    """To what somebody agreed at the window, and on which sheet of paper that stands."""

    evidence = forms.CharField(label="同意的依据", max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # As on the sheet, where whoever signs it ticks each step themselves.
        self.fields["steps"].help_text = "按当事人在确认书上勾选的登记；没有勾选的环节，用其他方式送达。"
        self.fields["understood"].label = "已经向当事人说明，当事人在确认书上签了名"
        self.fields["address"].help_text = "应当是当事人自己在用的。"
        self.order_fields(["channel", "address", "steps", "evidence", "understood"])


class PlaceForm(HouseForm):
    """Where papers reach a litigant by mail (送达地址确认书)."""

    use_required_attribute = False

    address = forms.CharField(
        label="文书寄到哪里",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
        help_text="写到门牌号，农村写到村、社。",
    )
    recipient = NameField(of="either", label="谁收", max_length=60)
    phone = TelephoneField(label="收件人电话", max_length=20)


class WindowPlaceForm(PlaceForm):
    """The postal address that a litigant confirmed on paper at the window."""

    evidence = forms.CharField(label="确认的依据", max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipient"].label = "收件人"
        self.fields["recipient"].help_text = "当事人本人；指定代收人的，写代收人的姓名。"


# Whom a paper is handed to at the court's window; adult family take it at home (民事诉讼法第八十八条).
TAKING_AT_WINDOW: Mapping[bool, tuple[Receiver, ...]] = {
    True: ("self", "counsel", "agent"),
    False: ("representative", "office", "counsel", "agent"),
}


class HandOverForm(HouseForm):
    """Papers handed over at the window (当场签收): which, to whom, and their signature."""

    use_required_attribute = False

    papers = forms.TypedMultipleChoiceField(
        label="当场签收的文书",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请勾选当场签收的文书。"},
    )
    receiver = forms.ChoiceField(label="签收人", widget=forms.RadioSelect)
    picture = PadField()
    scan = forms.FileField(
        label="签了名的送达回证",
        required=False,
        help_text="在签名框内签名的，可以不上传。PDF或者JPG、PNG、HEIC照片，不超过20 MB。",
        widget=forms.FileInput(attrs={"accept": uploads.ACCEPT}),
    )

    def __init__(self, *args: Any, papers: Sequence[tuple[int, str]], is_person: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting: Any = self.fields["papers"]
        waiting.choices, waiting.initial = papers, [pk for pk, _title in papers]
        taking: Any = self.fields["receiver"]
        taking.choices = [(code, RECEIVER_NAMES[code]) for code in TAKING_AT_WINDOW[is_person]]

    @property
    def handed(self) -> HandedOver:
        """What was typed, as the verb takes it."""
        typed = self.cleaned_data
        scan = typed["scan"].read() if typed["scan"] else b""
        return HandedOver(typed["papers"], typed["receiver"], scan, typed["picture"] or b"")


def _is_mailbox(text: str) -> bool:
    try:
        validate_email(text)
    except forms.ValidationError:
        return False
    return True
