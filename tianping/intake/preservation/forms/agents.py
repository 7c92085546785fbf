"""Who acts for the applicant (委托诉讼代理人), as the letter of authority names them."""

import datetime
from typing import Any

from django import forms

from tianping.cases.models import Counsel
from tianping.intake.preservation.forms.questions import Question
from tianping.kernel import uploads
from tianping.kernel.web.forms import NameField, TelephoneField
from tianping.law import identities
from tianping.law.mandates import EXAMPLE, mandate_fault

NONE, ACTS = "no", "yes"
LICENSED = (Counsel.Kind.LAWYER, Counsel.Kind.LEGAL_WORKER)


class AgentForm(Question):
    """Whether somebody acts for the applicant, and who; what the law asks of the letter (民事诉讼法第六十二条)."""

    has_agent = forms.ChoiceField(
        label="有没有人代您申请",
        choices=[(NONE, "没有，我自己申请"), (ACTS, "有，在下面填写")],
        widget=forms.RadioSelect,
        help_text="例如律师、法律服务工作者、近亲属。没有的，下面都不填。",
        initial=NONE,
    )
    name = NameField(label="代理人姓名", max_length=60, required=False)
    kind = forms.ChoiceField(label="是什么人", required=False, choices=[("", "请选择"), *Counsel.Kind.choices])
    firm = NameField(of="organisation", label="律师事务所或者单位", max_length=120, required=False)
    licence_number = forms.CharField(label="执业证号", max_length=40, required=False)
    phone = TelephoneField(label="代理人电话", max_length=20, required=False)
    authority = forms.ChoiceField(
        label="代理权限",
        required=False,
        widget=forms.RadioSelect,
        choices=[("general", "一般授权"), ("special", "特别授权（在下面写明授权的事项）")],
    )
    scope = forms.CharField(
        label="特别授权的事项",
        max_length=300,
        required=False,
        help_text=f"按授权委托书逐项写明，例如“{EXAMPLE}”；只写“全权代理”的不算特别授权。",
    )
    file = forms.FileField(
        label="授权委托书",
        required=False,
        widget=forms.FileInput(attrs={"accept": uploads.ACCEPT}),
        help_text="委托人签名的授权委托书；律师还有律师事务所的函。PDF或者照片，每个不超过20 MB，一次一个。",
    )

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = on

    def clean(self) -> dict[str, Any]:
        """Whoever acts is named whole; where nobody does, nothing is written."""
        given = super().clean() or {}
        if given.get("has_agent") != ACTS:
            if given.get("name"):
                self.add_error("has_agent", "填写了代理人的姓名，请选择“有”；没有代理人的，删去代理人的姓名。")
            return {"has_agent": NONE, "file": None}
        for name in ("name", "kind", "phone", "authority"):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, f"请填写{self.fields[name].label}。")
        if given.get("authority") == Counsel.Authority.SPECIAL and (wrong := mandate_fault(given.get("scope") or "")):
            self.add_error("scope", wrong)
        self._check_licence(given)
        return given

    def _check_licence(self, given: dict[str, Any]) -> None:
        if given.get("kind") not in LICENSED:
            return
        for name, words in (("firm", "执业机构"), ("licence_number", "执业证号")):
            if not given.get(name):
                self.add_error(name, f"律师、基层法律服务工作者请填写{words}（《民诉法解释》第八十八条）。")
        licence = given.get("licence_number") if given.get("kind") == Counsel.Kind.LAWYER else ""
        if licence and (wrong := identities.licence_fault(licence, on=self.day)):
            self.add_error("licence_number", wrong)
