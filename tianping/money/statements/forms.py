"""Shapes of what is typed on the pages of bank statements."""

from django import forms

from tianping.kernel.web.forms import HouseForm, YuanField
from tianping.money.fees.queries import Bill
from tianping.money.statements.queries import bill_numbered


class StatementForm(HouseForm):
    """A statement as a file."""

    file = forms.FileField(
        label="银行流水文件",
        help_text="从网上银行导出的 Excel 工作簿（.xlsx）或者文本表格（.csv）。同一份文件只会导入一次。",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )


class AsideForm(HouseForm):
    """Why a row is no payment of a bill."""

    reason = forms.CharField(
        label="原因和这笔款的去向", max_length=200, help_text="例如“系执行案款，已转案款户”“重复交费，退回付款人”。"
    )


class AssignForm(HouseForm):
    """The bill that a row paid although nothing on it names it, and how that is known (指定通知)."""

    use_required_attribute = False

    number = forms.CharField(label="交费通知编号", max_length=40, help_text="例如 费2023-000012。")
    because = forms.CharField(
        label="怎样核实的", max_length=200, help_text="例如“付款人来电确认，忘写通知编号”“由其子代交，核对身份证”。"
    )

    def clean_number(self) -> Bill:
        """The bill of that number, however it is spaced."""
        found = bill_numbered(self.cleaned_data["number"])
        if found is None:
            raise forms.ValidationError("没有这个编号的交费通知，请核对后重新填写。")
        return found


class ReversePostForm(HouseForm):
    """Why a row did not pay the bill that it was confirmed for (冲正)."""

    reason = forms.CharField(
        label="冲正的原因", max_length=200, help_text="例如“选错了交费通知，应当登记到费2023-000012”。"
    )


class ReturnForm(HouseForm):
    """What is given back (退还)."""

    use_required_attribute = False

    amount_fen = YuanField(label="退还金额（元）", widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    returned_on = forms.DateField(label="退还日期", widget=forms.DateInput(attrs={"type": "date"}))
    reference = forms.CharField(
        label="退款的银行流水号", max_length=60, help_text="退款汇出后填写；一笔流水只能登记一次。"
    )
    reason = forms.CharField(label="退还的原因", max_length=200, help_text="例如“多交”“重复交费”“本案不需要交费”。")


class ReverseForm(HouseForm):
    """Why an entry of what was given back is reversed (冲正)."""

    reason = forms.CharField(
        label="冲正的原因", max_length=200, help_text="例如“金额写错，没有汇出”“登记到了别的到账记录”。"
    )
