"""Shapes of what mediators type of a mediation under way: who is willing, sessions, records, who takes it over."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms

from tianping.cases.models import Litigant
from tianping.intake.mediation.actions import SessionDraft, SessionRecord
from tianping.intake.mediation.models import Session
from tianping.intake.mediation.terms import Party
from tianping.kernel.clock import CHINA
from tianping.kernel.web.forms import HouseForm

WILLING = (("yes", "同意调解"), ("no", "不同意调解"))


def litigant_choices(litigants: Sequence[Litigant]) -> list[tuple[str, str]]:
    """The litigants as mediators call them, by role and name (申请人、被申请人)."""
    return [(str(each.pk), Party(each.role, each.name).called) for each in litigants]


class WillingnessForm(HouseForm):
    """征询调解意愿: who was asked, what they said, how."""

    use_required_attribute = False

    litigant = forms.ChoiceField(label="当事人")
    willing = forms.ChoiceField(label="答复", choices=WILLING, widget=forms.RadioSelect)
    words = forms.CharField(
        label="征询的方式", max_length=200, help_text="例如“2月7日电话征询”。不同意的，写明他的原话。"
    )

    def __init__(self, *args: Any, litigants: Sequence[Litigant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["litigant"]
        chosen.choices = [("", "请选择"), *litigant_choices(litigants)]


class _WhenForm(HouseForm):
    """When a session is or was, how, where, who mediates; how long it lasts each form asks by its own name.

    ``mediators``: who may mediate (id, name), asked of whoever writes it down for them.
    """

    use_required_attribute = False
    lasts: str

    on = forms.DateField(label="日期", widget=forms.DateInput(attrs={"type": "date"}))
    time = forms.TimeField(
        label="开始时间",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "“开始时间”不是能识别的时间，请写成09:30这样。"},
    )
    way = forms.ChoiceField(label="方式", choices=Session.Way.choices, widget=forms.RadioSelect)
    place = forms.CharField(
        label="地点",
        max_length=120,
        required=False,
        help_text="现场调解写明，当事人会看到；视频调解、电话调解没有地点。",
    )
    mediator = forms.ChoiceField(
        label="主持调解的调解员", help_text="您是记录人；笔录上写主持调解的调解员。", widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, mediators: Sequence[tuple[int, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not mediators:
            del self.fields["mediator"]
            return
        chosen: Any = self.fields["mediator"]
        chosen.choices = [(str(pk), name) for pk, name in mediators]
        if len(mediators) == 1:
            self.initial.setdefault("mediator", str(mediators[0][0]))

    @property
    def draft(self) -> SessionDraft:
        """What was typed, as the verb takes it."""
        typed = self.cleaned_data
        starts, way = datetime.datetime.combine(typed["on"], typed["time"], CHINA), Session.Way(typed["way"])
        # The address that the page filled in itself belongs to a session on site alone.
        filled_in = way != Session.Way.ON_SITE and typed["place"] == self.initial.get("place")
        mediator = typed.get("mediator")
        place = "" if filled_in else typed["place"]
        return SessionDraft(starts, typed[self.lasts], way, place, int(mediator) if mediator else None)


class SessionForm(_WhenForm):
    """约定调解时间."""

    lasts = "minutes"
    field_order = ("on", "time", "minutes", "way", "place", "mediator")

    minutes = forms.IntegerField(label="预计时长（分钟）", initial=60, min_value=1, max_value=999)


class CancelForm(HouseForm):
    """取消一次调解."""

    use_required_attribute = False
    reason = forms.CharField(label="取消的原因", max_length=200, help_text="当事人会看到。")


class RecordForm(HouseForm):
    """调解笔录: who took part, what was said, what both sides do not dispute."""

    use_required_attribute = False

    present = forms.MultipleChoiceField(label="参加的当事人", widget=forms.CheckboxSelectMultiple)
    minutes = forms.CharField(
        label="调解经过",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="一句一行。各方为达成协议作出的让步，不会成为诉讼中的证据，也不移送审判。",
    )
    undisputed = forms.CharField(
        label="无争议事实",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="双方都认可的事实，一项一行。双方书面确认以后，调解不成的也随案移送，庭审中不用再证明。",
    )

    def __init__(self, *args: Any, litigants: Sequence[Litigant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["present"]
        chosen.choices = litigant_choices(litigants)

    @property
    def record(self) -> SessionRecord:
        """What was typed, as the verb takes it."""
        typed = self.cleaned_data
        return SessionRecord([int(each) for each in typed["present"]], typed["minutes"], typed["undisputed"])


class HeldForm(RecordForm, _WhenForm):
    """登记已经进行的调解: when and how it was, with its record."""

    lasts = "length"
    field_order = ("on", "time", "length", "way", "place", "mediator", "present", "minutes", "undisputed")

    length = forms.IntegerField(label="时长（分钟）", min_value=1, max_value=999)


class DeclineForm(HouseForm):
    """不予接受."""

    use_required_attribute = False
    reason = forms.CharField(
        label="不予接受的理由",
        max_length=300,
        help_text="例如超出本组织的调解范围、与一方当事人有亲属关系。",
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReassignForm(HouseForm):
    """重新指定调解组织."""

    use_required_attribute = False
    organisation = forms.ChoiceField(label="调解组织")
    reason = forms.CharField(label="原因", max_length=200, help_text="例如逾期没有确认接受、当事人申请更换。")

    def __init__(self, *args: Any, organisations: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["organisation"]
        chosen.choices = [("", "请选择"), *((name, name) for name in organisations)]
