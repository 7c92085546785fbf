"""The shape of what is asked of the figures: from which day to which."""

import datetime
from typing import Any

from django import forms

from tianping.kernel.web.forms import HouseForm

EARLIEST = datetime.date(2000, 1, 1)


class PeriodForm(HouseForm):
    """The first and the last day (统计期间); the last day may be any day that has begun."""

    first = forms.DateField(label="统计期间自", widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label="至", widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean(self) -> dict[str, Any]:
        """The days in their order, none ahead of today."""
        typed = super().clean() or {}
        first, last = typed.get("first"), typed.get("last")
        if last is not None and last > self._today:
            self.add_error("last", "统计期间不能晚于今天，请改为今天或者更早的日期。")
        elif first is not None and last is not None and last < first:
            self.add_error("last", "统计期间的截止日早于起始日，请核对两个日期。")
        if first is not None and first < EARLIEST:
            self.add_error("first", "统计期间最早从2000年1月1日开始，请核对年份。")
        return typed
