"""Shapes of what is typed about applications: the promise, the judge named, the reasons of a refusal or dismissal."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from tianping.accounts.models import User
from tianping.cases.models import Litigant
from tianping.kernel import uploads
from tianping.kernel.web.forms import HouseForm
from tianping.law.confirmation import BARRED, FLAWS
from tianping.law.roles import role_in
from tianping.trial.confirmation.models import Application
from tianping.trial.confirmation.queries import MEDIATION

PROMISE = (
    "我承诺：协议是自愿达成的，内容真实；没有恶意串通、伪造证据、虚构事实，没有损害国家、集体和他人的利益；"
    "承诺不实的，愿意承担法律责任。"
)


class ApplyForm(HouseForm):
    """What is asked for, and the promise."""

    use_required_attribute = False

    kind = forms.ChoiceField(label="您申请什么", choices=Application.Kind.choices, widget=forms.RadioSelect)
    promised = forms.BooleanField(
        label=PROMISE, error_messages={"required": "请阅读承诺的内容，同意的请打勾；不同意的不能申请。"}
    )

    def __init__(self, *args: Any, kinds: Sequence[Application.Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["kind"]
        chosen.choices = [(kind.value, kind.label) for kind in kinds]


class CounterForm(HouseForm):
    """窗口收取共同申请: who came, what they ask for, that they promised; the signed sheet where it was scanned."""

    use_required_attribute = False

    kind = forms.ChoiceField(label="申请什么", choices=Application.Kind.choices, widget=forms.RadioSelect)
    litigants = forms.MultipleChoiceField(
        label="到场申请的当事人", widget=forms.CheckboxSelectMultiple, help_text="已经核对身份证件的勾选。"
    )
    scan = forms.FileField(
        label="签了名的申请书",
        required=False,
        widget=forms.FileInput(attrs={"accept": uploads.ACCEPT}),
        help_text="PDF或者JPG、PNG、HEIC照片，不超过20 MB；不扫描的，收存纸质原件。",
    )
    promised = forms.BooleanField(
        label="承诺已经念给当事人听，当事人在申请书上签名",
        error_messages={"required": "请先念承诺、由当事人在申请书上签名，再打勾；不同意承诺的不能申请。"},
    )

    def __init__(
        self, *args: Any, kinds: Sequence[Application.Kind], litigants: Sequence[Litigant], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        kind, there = cast(Any, self.fields["kind"]), cast(Any, self.fields["litigants"])
        kind.choices = [(each.value, each.label) for each in kinds]
        there.choices = [(str(each.pk), f"{role_in(MEDIATION, each.role)}{each.name}") for each in litigants]
        self.initial.setdefault("kind", kinds[0].value if kinds else "")


class AcceptForm(HouseForm):
    """受理: the judge who reviews it."""

    use_required_attribute = False
    judge = forms.ChoiceField(label="指定的法官")

    def __init__(self, *args: Any, judges: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._judges = {str(each.pk): each for each in judges}
        chosen: Any = self.fields["judge"]
        chosen.choices = [("", "请选择"), *((key, each.full_name) for key, each in self._judges.items())]

    @property
    def chosen(self) -> User:
        """Who was named."""
        return self._judges[self.cleaned_data["judge"]]


class RefuseForm(HouseForm):
    """不予受理: which of the five, and why."""

    use_required_attribute = False
    barred = forms.MultipleChoiceField(
        label="不予受理的情形", choices=[*BARRED.items()], widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class WithdrawForm(HouseForm):
    """撤回申请: who of those who applied takes it back at the window."""

    use_required_attribute = False
    litigant = forms.ChoiceField(label="撤回申请的当事人", widget=forms.RadioSelect)
    signed = forms.BooleanField(
        label="已经核对身份证件，当事人在撤回申请书上签名",
        error_messages={"required": "请核对身份，由当事人在撤回申请书上签名以后再打勾。"},
    )

    def __init__(self, *args: Any, litigants: Sequence[Litigant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = cast(Any, self.fields["litigant"])
        chosen.choices = [(str(each.pk), f"{role_in(MEDIATION, each.role)}{each.name}") for each in litigants]


class DecideForm(HouseForm):
    """审查: with nothing ticked the agreement is confirmed."""

    use_required_attribute = False
    flaws = forms.MultipleChoiceField(
        label="审查发现的问题",
        choices=[*FLAWS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="没有问题的不勾选，拟制确认有效的裁定书（调解书）；勾选任何一项的，拟制驳回申请的裁定书。",
    )
    reason = forms.CharField(
        label="驳回的理由", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
