"""At the counter: who acts for the plaintiffs (委托诉讼代理人), and where papers reach them (送达地址)."""

import re
from typing import Any

from django import forms

from tianping.cases.models import Counsel
from tianping.intake.filing.actions import AgentDraft
from tianping.kernel import clock
from tianping.kernel.messages import mobile_number
from tianping.kernel.web.forms import HouseForm, NameField, TelephoneField
from tianping.law.electronic_consent import ARRIVAL
from tianping.law.mandates import EXAMPLE, agent_faults

MOST_AGENTS = 10
# What the filing keeps of an agent as it was typed.
KEPT = ("name", "kind", "authority", "firm", "licence_number", "phone", "scope", "letter")


class CounterAgentForm(HouseForm):
    """One agent as the letter of authority names them; ``plaintiffs``: how many sue."""

    name = NameField(label="代理人姓名", max_length=60)
    kind = forms.ChoiceField(label="身份", choices=Counsel.Kind.choices)
    acts_for = forms.CharField(
        label="代理哪几名原告",
        max_length=60,
        required=False,
        help_text="按上面的顺序填写，例如“1、3”；代理全部原告的不填。",
    )
    firm = NameField(of="organisation", label="执业机构或者单位", max_length=120, required=False)
    licence_number = forms.CharField(label="执业证号", max_length=40, required=False)
    phone = TelephoneField(label="电话", max_length=20)
    authority = forms.ChoiceField(label="代理权限", choices=[("", "请选择"), *Counsel.Authority.choices])
    scope = forms.CharField(
        label="特别授权的事项",
        max_length=300,
        required=False,
        help_text=f"按授权委托书逐项填写，例如“{EXAMPLE}”。",
    )
    letter = forms.CharField(
        label="授权委托书", max_length=200, help_text="日期和收到的方式，例如“2023年2月6日，窗口提交”。"
    )

    def __init__(self, *args: Any, plaintiffs: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plaintiffs = plaintiffs
        if plaintiffs < 2:
            del self.fields["acts_for"]

    def clean_acts_for(self) -> tuple[int, ...]:
        """The places of plaintiffs that are there; none: all of them."""
        typed = self.cleaned_data["acts_for"]
        places = {int(each) for each in re.findall(r"[0-9]{1,3}", typed)}
        if typed and (not places or re.search(r"[^0-9，,、；;\s]", typed) or not places <= self._there):
            raise forms.ValidationError(f"请填写原告的序号，1到{self.plaintiffs}，例如“1、2”；代理全部原告的不填。")
        return tuple(sorted(places))

    @property
    def _there(self) -> set[int]:
        return set(range(1, self.plaintiffs + 1))

    def clean(self) -> dict[str, Any]:
        """What the law asks of a letter of authority (民事诉讼法第六十二条, 民诉法解释第八十八条)."""
        given = super().clean() or {}
        told = {key: given.get(key) or "" for key in KEPT}
        for key, sentence in agent_faults(told, on=clock.today()).items():
            self.add_error(key, sentence)
        return given

    @property
    def draft(self) -> AgentDraft:
        """The agent as they were typed."""
        given = self.cleaned_data
        return AgentDraft(**{key: given[key] for key in KEPT}, acts_for=given.get("acts_for") or ())


AgentFormSet = forms.formset_factory(CounterAgentForm, extra=0, max_num=MOST_AGENTS)


class ServiceForm(HouseForm):
    """送达地址确认: where papers are sent, and the number at which they may come electronically."""

    address = forms.CharField(
        label="送达地址", max_length=200, required=False, help_text="按起诉人签名的送达地址确认书填写；没有确认的不填。"
    )
    recipient = NameField(of="either", label="收件人", max_length=60, required=False)
    phone = TelephoneField(label="收件人电话", max_length=20, required=False)
    electronic_phone = TelephoneField(
        label="同意电子送达的手机号码",
        max_length=20,
        required=False,
        help_text=f"起诉人书面同意各个环节都电子送达的填写，{ARRIVAL}；不同意的、没有问过的不填。",
    )

    def clean_electronic_phone(self) -> str:
        """Electronic service goes by SMS: the number is a mobile one."""
        typed = self.cleaned_data["electronic_phone"]
        if typed and mobile_number(typed, on=clock.today()) is None:
            raise forms.ValidationError("同意电子送达的，请填写手机号码；没有手机的不填。")
        return typed

    def clean(self) -> dict[str, Any]:
        """An address is whole, or there is none."""
        given = super().clean() or {}
        place = [given.get(name) or "" for name in ("address", "recipient", "phone")]
        if any(place) and not all(place) and not self.errors:
            self.add_error("address", "请把送达地址、收件人、收件人电话都填写；没有确认送达地址的，都不用填写。")
        return given

    @property
    def place(self) -> dict[str, str]:
        """The postal address, as the filing keeps it; empty where none was confirmed."""
        given = self.cleaned_data
        return {name: given[name] for name in ("address", "recipient", "phone")} if given["address"] else {}
