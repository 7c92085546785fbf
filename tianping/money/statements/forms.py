"""Shapes of what is typed on the pages of bank statements."""

from django import forms

from tianping.kernel.web.forms import HouseForm


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
        label="原因和这笔款的去向", max_length=200, help_text="例如“系执行案款，已转案款户”“多交，已联系退款”。"
    )
