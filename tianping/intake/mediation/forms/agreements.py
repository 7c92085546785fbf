"""The shape of an agreement from its elements (调解协议): payments row by row, other terms, the facts."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from tianping.cases.models import Litigant
from tianping.intake.mediation.actions import AgreementDraft, Payment, instalments
from tianping.intake.mediation.forms.entrusting import ExtendForm
from tianping.intake.mediation.forms.meetings import litigant_choices
from tianping.intake.mediation.terms import Party, together
from tianping.kernel.web.forms import HouseForm, YuanField
from tianping.law import money

ROWS, MOST_ROWS = 2, 36
# All who sued, who get a payment together (共同收款).
TOGETHER = "together"
# Of itself a mediated agreement is a contract; it is enforced once it is confirmed, or a court's paper of mediation
# (民事诉讼法第二百零五条、第二百四十三条).
BREACH = (
    "任何一期没有按时足额支付的，全部没有支付的款项立即到期；经司法确认或者法院制作调解书的，收款人可以申请强制执行"
)
# There is no "any part" of what is paid at once.
BREACH_AT_ONCE = "没有按时足额支付的，经司法确认或者法院制作调解书，收款人可以申请强制执行"
# As the ticked clause stands in agreements, older ones among them.
BREACHES = (
    BREACH,
    BREACH_AT_ONCE,
    "任何一期没有按时足额支付的，收款人可以就全部没有支付的款项申请强制执行",
    "没有按时足额支付的，收款人可以申请强制执行",
)


class PaymentForm(HouseForm):
    """One payment; a row without a sum is none."""

    use_required_attribute = False

    payer = forms.ChoiceField(label="付款人")
    payee = forms.ChoiceField(label="收款人")
    fen = YuanField(label="金额（元）", required=False, max_length=20)
    on = forms.DateField(label="付清日期", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, litigants: Sequence[Litigant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("payer", "payee"):
            chosen: Any = self.fields[name]
            chosen.choices = litigant_choices(litigants)
        self._together = [each for each in litigants if each.role == "plaintiff"]
        if len(self._together) > 1:
            names = together([Party(each.role, each.name) for each in self._together])
            chosen.choices = [(TOGETHER, f"{names}共同"), *chosen.choices]

    def clean(self) -> dict[str, Any]:
        """A sum needs its day, a day its sum."""
        typed = super().clean() or {}
        if typed.get("fen") is not None and typed.get("on") is None and "on" not in self.errors:
            self.add_error("on", "请填写这一期的付清日期。")
        if typed.get("on") is not None and typed.get("fen") is None and "fen" not in self.errors:
            self.add_error("fen", "请填写这一期的金额。")
        return typed

    @property
    def payment(self) -> Payment | None:
        """What was typed, as the verb takes it; None for an empty row."""
        typed = self.cleaned_data
        if typed.get("fen") is None:
            return None
        return self.paying(typed["fen"], typed["on"])

    def paying(self, fen: int, on: datetime.date) -> Payment:
        """A payment between those who are chosen in this row."""
        typed = self.cleaned_data
        if typed["payee"] != TOGETHER:
            return Payment(int(typed["payer"]), int(typed["payee"]), fen, on)
        first, *others = [each.pk for each in self._together]
        return Payment(int(typed["payer"]), first, fen, on, tuple(others))


class AgreementTextForm(HouseForm):
    """The words of an agreement, and how a sum is to be divided into monthly parts."""

    use_required_attribute = False

    facts = forms.CharField(
        label="纠纷的主要事实",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="写双方都认可的经过，一项一行；起诉状里申请人自己的话没有带入。",
    )
    dispute = forms.CharField(
        label="争议事项", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    total = YuanField(label="总额（元）", required=False, max_length=20)
    count = forms.IntegerField(label="分几期", required=False, min_value=1, max_value=MOST_ROWS)
    first = forms.DateField(label="第一期付清日期", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    # Asked only where those who sued get more than they ask for.
    sure = forms.BooleanField(label="已与双方核对，确实这样约定", required=False)
    breach = forms.BooleanField(label=BREACH, required=False, help_text=f"只有一笔的，写作“{BREACH_AT_ONCE}”。")
    others = forms.CharField(
        label="其他约定",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一项一行，例如“利息自2023年3月1日起按年利率3.45%计算，付至还清之日”“案件受理费由被申请人负担”“被申请人某某对上述款项承担连带责任”“双方再无其他争议”。",
    )

    mediator = forms.ChoiceField(
        label="主持调解的调解员", help_text="您是记录人；协议上写主持调解的调解员。", widget=forms.RadioSelect
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


class AgreementForms:
    """The words and the rows together, as one page shows them; ``late``: after the term, with the extension."""

    def __init__(
        self,
        litigants: Sequence[Litigant],
        typed: Any = None,
        initial: Mapping[str, Any] | None = None,
        *,
        late: bool = False,
        mediators: Sequence[tuple[int, str]] = (),
    ):
        """``mediators``: who may have mediated (id, name), asked of whoever writes it down for them."""
        given = dict(initial or {})
        rows: list[Payment] = list(given.pop("payments", ()))
        self.litigants = litigants
        self.text = AgreementTextForm(typed, initial=given, prefix="text", mediators=mediators)
        self.mediators = mediators
        self.late = late
        self.longer = ExtendForm(typed, prefix="longer", litigants=litigants) if late else None
        count = _row_count(typed) if typed is not None else max(len(rows), ROWS)
        self.rows = [self._row(place, typed, rows[place] if place < len(rows) else None) for place in range(count)]

    @property
    def forms(self) -> list[HouseForm]:
        """All of them, for the summary of errors."""
        return [*([self.longer] if self.longer is not None else []), self.text, *self.rows]

    def is_valid(self) -> bool:
        """Whether every part can be read."""
        read = [form.is_valid() for form in self.forms]
        return all(read)

    @property
    def draft(self) -> AgreementDraft:
        """What was typed, as the verb takes it."""
        typed = self.text.cleaned_data
        payments = [payment for row in self.rows if (payment := row.payment) is not None]
        others = typed["others"].rstrip()
        if typed["breach"]:
            others = f"{others}\n{BREACH if len(payments) > 1 else BREACH_AT_ONCE}".strip()
        longer = self.longer.extension if self.longer is not None else None
        mediator = typed.get("mediator")
        return AgreementDraft(
            typed["facts"], typed["dispute"], payments, others, longer, int(mediator) if mediator else None
        )

    def divided(self) -> "AgreementForms | None":
        """The same page with the sum divided into monthly parts (按月平均分期); None where something is missing."""
        typed = self.text.cleaned_data if self.text.is_valid() else {}
        total, count, first = typed.get("total"), typed.get("count"), typed.get("first")
        if not (total and count and first):
            return None
        rows = instalments(self._whole(total, first), count)
        kept = {
            name: typed.get(name) for name in ("facts", "dispute", "count", "first", "breach", "others", "mediator")
        }
        kept["total"] = money.format_yuan(total)
        return AgreementForms(
            self.litigants, initial={**kept, "payments": rows}, late=self.late, mediators=self.mediators
        )

    def _whole(self, fen: int, on: datetime.date) -> Payment:
        """The sum, from and to whom the first row says; else from whoever was sued to those who sued."""
        first = self.rows[0]
        if first.is_valid():
            return first.paying(fen, on)
        payees = [each.pk for each in self.litigants if each.role == "plaintiff"]
        return Payment(int(_by_role(self.litigants, "defendant")), payees[0], fen, on, tuple(payees[1:]))

    def _row(self, place: int, typed: Any, payment: Payment | None) -> PaymentForm:
        sued = _by_role(self.litigants, "defendant")
        several = sum(each.role == "plaintiff" for each in self.litigants) > 1
        initial = {"payer": sued, "payee": TOGETHER if several else _by_role(self.litigants, "plaintiff")}
        if payment is not None:
            initial = {
                "payer": str(payment.payer_id),
                "payee": TOGETHER if payment.with_payees else str(payment.payee_id),
                "fen": money.format_yuan(payment.fen),
                "on": payment.on.isoformat(),
            }
        return PaymentForm(typed, initial=initial, prefix=f"row{place}", litigants=self.litigants)


def _row_count(typed: Any) -> int:
    text = typed.get("rows", "")
    return min(max(int(text), 1), MOST_ROWS) if text.isdecimal() and len(text) < 4 else ROWS


def _by_role(litigants: Sequence[Litigant], role: str) -> str:
    return next((str(each.pk) for each in litigants if each.role == role), "")
