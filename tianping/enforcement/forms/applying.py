"""What is typed in an application for enforcement; what the ended case says is filled in already."""

import datetime
from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest

from tianping.cases.models import Case, Litigant
from tianping.enforcement.actions import (
    ApplicationDraft,
    check_amount,
    check_applicant,
    check_claim_at_home,
    check_due,
    check_holder,
    doubt_about_due,
    read_account,
)
from tianping.enforcement.queries import Carried
from tianping.kernel.refusals import Refused, tried
from tianping.kernel.web.forms import HouseForm, YuanField, put_back
from tianping.law.enforcement_applications import CONDITIONS, is_of
from tianping.law.money import format_yuan

RECOUNT = "recount"


class AccountForm(HouseForm):
    """To which account what is enforced is paid (收款账户)."""

    use_required_attribute = False
    payee_holder = forms.CharField(label="收款账户户名", max_length=120)
    # Asked only at the counter, of an account in somebody else's name.
    payee_explained = forms.BooleanField(label="收款账户不在申请执行人名下，申请人已书面说明", required=False)
    payee_bank = forms.CharField(label="开户行", max_length=120)
    payee_account = forms.CharField(label="账号", max_length=60, widget=forms.TextInput(attrs={"inputmode": "numeric"}))

    def __init__(self, *args: Any, payee: str, at_home: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.payee = payee
        holder = self.data.get(self.add_prefix("payee_holder"), "").strip()
        if at_home or not payee or not holder or is_of(holder, payee):
            del self.fields["payee_explained"]

    def clean_payee_account(self) -> str:
        """The account number as a bank writes it."""
        try:
            return read_account(self.cleaned_data["payee_account"])
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean(self) -> dict[str, Any]:
        """The account is the applicant's own, or it was explained why not."""
        given = super().clean() or {}
        holder, explained = given.get("payee_holder", ""), given.get("payee_explained", False)
        if holder and self.payee:
            self._beside("payee_holder", lambda: check_holder(holder, self.payee, explained=explained))
        return given

    def _beside(self, name: str, check: Callable[[], None]) -> None:
        refusal = tried(check)
        if refusal is not None:
            self.add_error(name, str(refusal))


class ApplicationForm(AccountForm):
    """申请执行: for how much, by when it was due, against whom, to which account."""

    respondents = forms.MultipleChoiceField(label="被执行人", widget=forms.CheckboxSelectMultiple)
    request = forms.CharField(label="请求", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    # Asked only of what is to be paid in parts.
    paid = YuanField(
        label="对方已经支付的金额（元）",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text="没有支付过的不填。填好后点“按已付金额重新计算”，下面的金额和日期会跟着改。",
    )
    amount = YuanField(
        label="请求执行的金额（元）",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text="对方已经履行一部分的，填写还没有履行的数额。",
    )
    wants_delay_interest = forms.BooleanField(label="同时请求迟延履行期间的债务利息", required=False)
    performance_due_on = forms.DateField(
        label="履行期限届满日",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="法律文书写明对方最迟应当履行的日期；分期的，填写已经到期的最后一期。",
    )
    # Asked only of a day that does not agree with what the ended case says.
    due_confirmed = forms.BooleanField(label="已对照法律文书核对，履行期限届满日确实是这一天", required=False)
    # Asked only of whoever was sued: a judgment may give them a claim, too.
    claim_confirmed = forms.BooleanField(
        label="已对照法律文书核对，写明由对方向申请执行人履行",
        required=False,
    )
    clues = forms.CharField(
        label="财产线索",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="例如对方的开户行、房屋、车辆、工作单位。",
    )
    field_order = (
        *("respondents", "request", "paid", "amount", "wants_delay_interest", "performance_due_on", "due_confirmed"),
        *("claim_confirmed", "clues", "payee_holder", "payee_explained", "payee_bank", "payee_account"),
    )

    def __init__(
        self,
        case: Case,
        carried: Carried,
        applicant: Litigant | None,
        *args: Any,
        on: datetime.date,
        paid_fen: int = 0,
        at_home: bool = False,
        **kwargs: Any,
    ) -> None:
        self.case, self.carried, self.day, self.at_home = case, carried, on, at_home
        self.due = carried.due_now(paid_fen, on=on)
        amount = self.due.value.fen if self.due is not None else carried.amount_fen
        initial = {
            "respondents": [str(each.pk) for each in carried.respondents],
            "request": carried.request,
            "amount": format_yuan(amount) if amount else "",
            "paid": format_yuan(paid_fen) if paid_fen else "",
            "performance_due_on": self.due.value.due_on if self.due is not None else carried.due_on,
            "payee_holder": applicant.name if applicant is not None else "",
        }
        payee = applicant.name if applicant is not None else ""
        super().__init__(*args, initial=initial, payee=payee, at_home=at_home, **kwargs)
        chosen: Any = self.fields["respondents"]
        chosen.choices = [(str(each.pk), each.name) for each in carried.respondents]
        if len(carried.parts) < 2:
            del self.fields["paid"]
        if not self._is_in_doubt():
            del self.fields["due_confirmed"]
        if carried.standing not in ("unread", "clauses"):
            del self.fields["claim_confirmed"]
        self.applicant = applicant

    @classmethod
    def asked(
        cls,
        request: HttpRequest,
        case: Case,
        carried: Carried,
        applicant: Litigant,
        *,
        on: datetime.date,
        at_home: bool = False,
    ) -> "ApplicationForm":
        """The form as it was sent; where it is to be counted again (重新计算), unsent, with all else that was typed."""
        form = cls(case, carried, applicant, request.POST or None, on=on, at_home=at_home)
        if RECOUNT not in request.POST or "paid" not in form.fields:
            return form
        form.full_clean()
        if "paid" in form.errors:
            return form
        again = cls(case, carried, applicant, on=on, paid_fen=form.cleaned_data["paid"] or 0, at_home=at_home)
        counted = ("paid", "amount", "performance_due_on")
        put_back(again, {name: texts for name, texts in request.POST.lists() if name not in counted})
        return again

    def _is_in_doubt(self) -> bool:
        """Whether the day that was typed has to be looked at again."""
        try:
            due_on = self.fields["performance_due_on"].clean(self.data.get("performance_due_on"))
        except forms.ValidationError:
            return False
        first = min(self.carried.instalment_days, default=None)
        # Before the first day that was agreed nothing was due, however often the day is looked at.
        return (first is None or due_on >= first) and bool(doubt_about_due(self.case, self.carried, due_on))

    def clean(self) -> dict[str, Any]:
        """Day and sum must agree with what the ended case says."""
        given = super().clean() or {}
        due_on, amount, request = given.get("performance_due_on"), given.get("amount"), given.get("request", "")
        if due_on is not None:
            self._beside(
                "performance_due_on",
                lambda: check_due(self.case, self.carried, due_on, confirmed=given.get("due_confirmed", False)),
            )
        paid = given.get("paid") or 0
        self._beside("amount", lambda: check_amount(self.carried, amount, request, paid_fen=paid, on=self.day))
        applicant, confirmed = self.applicant, given.get("claim_confirmed", False)
        if applicant is not None and "claim_confirmed" in self.fields:
            check = check_claim_at_home if self.at_home else check_applicant
            self._beside("claim_confirmed", lambda: check(self.carried, applicant, confirmed=confirmed))
        return given

    def draft(self) -> ApplicationDraft:
        """The application as typed."""
        given = self.cleaned_data
        return ApplicationDraft(
            request=given["request"],
            amount_fen=given["amount"],
            performance_due_on=given["performance_due_on"],
            payee_holder=given["payee_holder"],
            payee_bank=given["payee_bank"],
            payee_account=given["payee_account"],
            respondent_ids=tuple(int(pk) for pk in given["respondents"]),
            wants_delay_interest=given["wants_delay_interest"],
            clues=given["clues"],
            paid_fen=given.get("paid") or 0,
            due_confirmed=given.get("due_confirmed", False),
            claim_confirmed=given.get("claim_confirmed", False),
            payee_explained=given.get("payee_explained", False),
        )


class FindTitleForm(HouseForm):
    """From which case, at the counter."""

    use_required_attribute = False
    q = forms.CharField(
        label="案号或者当事人", max_length=120, help_text="写在判决书、调解书上的案号，或者当事人的姓名。"
    )


class SideForm(HouseForm):
    """Who applies, at the counter."""

    use_required_attribute = False
    applicant = forms.ChoiceField(label="申请执行人")

    def __init__(self, litigants: Sequence[Litigant], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["applicant"]
        chosen.choices = [(str(each.pk), each.name) for each in litigants]


class AcceptForm(HouseForm):
    """执行立案: where the title's elements do not name the applicant as entitled, that a clerk read it."""

    use_required_attribute = False
    claim_read = forms.BooleanField(label="已对照法律文书核对，写明由对方向申请执行人履行", required=False)


class NoticeForm(HouseForm):
    """登记执行通知书送达: on whom, on which day."""

    use_required_attribute = False
    respondent = forms.ChoiceField(label="被执行人")
    served_on = forms.DateField(label="送达之日", widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, respondents: Sequence[Litigant], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["respondent"]
        chosen.choices = [(str(each.pk), each.name) for each in respondents]


class WithdrawForm(HouseForm):
    """撤回."""

    use_required_attribute = False
    reason = forms.CharField(label="撤回的原因", max_length=300)


class CorrectionForm(HouseForm):
    """通知补正: every point on a line of its own."""

    use_required_attribute = False
    points = forms.CharField(
        label="需要补正什么",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="一行一项，一次写全；只能通知一次。",
    )


class RefusalForm(HouseForm):
    """不予受理: which condition is not met, and why."""

    use_required_attribute = False
    ground = forms.ChoiceField(
        label="不符合哪一项受理条件",
        choices=[("", "请选择"), *((code, each.words) for code, each in CONDITIONS.items())],
        help_text="超过申请执行期间的，应当受理。",
    )
    reason = forms.CharField(label="理由", max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))


class ReturnForm(HouseForm):
    """不同意不予受理."""

    use_required_attribute = False
    reason = forms.CharField(label="不同意的理由", max_length=300)
