"""Shapes of what is typed on the pages of court fees."""

from django import forms

from tianping.kernel.web.forms import HouseForm


class PaymentForm(HouseForm):
    """A payment as the cashier records it (登记交费)."""

    reference = forms.CharField(
        label="银行流水号或者收据号", max_length=60, help_text="与到账记录核对无误后填写；一笔流水只能登记一次。"
    )


class RefundForm(HouseForm):
    """A refund as the cashier records it (登记退费)."""

    reference = forms.CharField(
        label="退款的银行流水号", max_length=60, help_text="退款汇出后填写；一笔流水只能登记一次。"
    )
