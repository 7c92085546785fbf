"""Shapes of what is typed on the pages of scheduling."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms

from tianping.accounts.models import User
from tianping.kernel.clock import CHINA
from tianping.kernel.web.forms import HouseForm
from tianping.trial.scheduling.models import Place
from tianping.trial.scheduling.planning import MOST_A_DAY

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
TIME = forms.TimeInput(attrs={"type": "time", "step": 300}, format="%H:%M")
LENGTHS = [(str(minutes), f"{minutes}分钟") for minutes in (30, 45, 60, 90, 120, 180)]


class PlanForm(HouseForm):
    """排期方案: within which days, where, how long each, how many a day."""

    use_required_attribute = False
    first = forms.DateField(label="开始日期", widget=DAY)
    last = forms.DateField(label="结束日期", widget=DAY)
    minutes = forms.TypedChoiceField(label="每件时长", choices=LENGTHS, coerce=int, initial="45")
    most = forms.TypedChoiceField(
        label="每名法官每日",
        choices=[(str(number), f"{number}件") for number in range(1, MOST_A_DAY + 1)],
        coerce=int,
        initial=str(MOST_A_DAY),
    )
    text = forms.CharField(label="案号或者当事人", max_length=100, required=False)
    places = forms.MultipleChoiceField(label="开庭地点", widget=forms.CheckboxSelectMultiple)

    def __init__(self, places: Sequence[Place], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._places = {str(place.pk): place for place in places}
        field = self.fields["places"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(key, place_words(place)) for key, place in self._places.items()]

    def clean(self) -> dict[str, Any]:
        """The end does not come before the beginning."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", "结束日期不能早于开始日期，请核对。")
        return cleaned

    @property
    def chosen(self) -> list[Place]:
        """The places that were chosen."""
        return [self._places[key] for key in self.cleaned_data["places"]]


class TimesForm(HouseForm):
    """One hearing: where, when, how long, in public or not."""

    use_required_attribute = False
    place = forms.ChoiceField(label="开庭地点")
    day = forms.DateField(label="日期", widget=DAY)
    time = forms.TimeField(label="开始时间", widget=TIME, initial=datetime.time(9, 0))
    minutes = forms.TypedChoiceField(label="时长", choices=LENGTHS, coerce=int, initial="60")
    is_closed = forms.BooleanField(
        label="不公开审理（涉及国家秘密、个人隐私，或者当事人申请且符合民事诉讼法第一百三十七条）", required=False
    )

    def __init__(self, places: Sequence[Place], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "请选择地点"), *((str(place.pk), place_words(place)) for place in places)]

    @property
    def starts(self) -> datetime.datetime:
        """The moment at which it begins, in China."""
        return datetime.datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"], CHINA)


class RescheduleForm(TimesForm):
    """改期: another time or place, and why."""

    reason = forms.CharField(label="改期的原因", max_length=200)


class ReasonForm(HouseForm):
    """取消开庭: why."""

    use_required_attribute = False
    reason = forms.CharField(label="取消的原因", max_length=200)


class WaiverForm(HouseForm):
    """登记放弃期限: where the litigants' word stands."""

    use_required_attribute = False
    record = forms.CharField(
        label="放弃期限的记录",
        max_length=200,
        help_text="写明双方当事人在何处作出放弃的表示，例如“2023年2月6日询问笔录”。",
    )


class PlaceForm(HouseForm):
    """登记地点."""

    use_required_attribute = False
    name = forms.CharField(label="名称", max_length=60)
    address = forms.CharField(label="地址", max_length=120, required=False)
    travel_minutes = forms.IntegerField(
        label="从本院前往的路程（分钟）",
        min_value=0,
        max_value=480,
        initial=0,
        help_text="本院法庭填0；两地之间按先回本院计算。",
    )


class AbsenceForm(HouseForm):
    """登记请假、外出."""

    use_required_attribute = False
    person = forms.ChoiceField(label="人员")
    first_day = forms.DateField(label="开始日期", widget=DAY)
    last_day = forms.DateField(label="结束日期", widget=DAY)
    reason = forms.CharField(label="原因", max_length=100, help_text="例如“年休假”“参加培训”。")

    def __init__(self, people: Sequence[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person in people}
        field = self.fields["person"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "请选择人员"), *((key, person.full_name) for key, person in self._people.items())]

    @property
    def absent(self) -> User:
        """Who is away."""
        return self._people[self.cleaned_data["person"]]


def place_words(place: Place) -> str:
    """A place as choices name it: with the way to it."""
    return f"{place.name}（路程{place.travel_minutes}分钟）" if place.travel_minutes else place.name
