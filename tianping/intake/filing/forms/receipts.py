"""Shape of what is typed from a receipt to check it (核验收据)."""

from django import forms

from tianping.intake.filing.receipts import SHORTEST, code_of, number_of
from tianping.kernel.web.forms import HouseForm


class CheckForm(HouseForm):
    """The number of a receipt and its hash."""

    use_required_attribute = False

    number = forms.CharField(label="收据号", max_length=40, help_text="收据上方的编号，例如收2023-000001。")
    code = forms.CharField(
        label="校验码",
        max_length=120,
        help_text=f"收据上的“校验码”，由64位数字和字母组成；手工输入的，可以只填前{SHORTEST}位。",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )

    def clean_number(self) -> str:
        """The number in its one form."""
        number = number_of(self.cleaned_data["number"])
        if not number:
            raise forms.ValidationError(
                "收据号由“收”、四位年份和六位数字组成，补正材料的收据末尾还有“-2”这样的次数，"
                "例如收2023-000001或者收2023-000001-2，请对照收据核对。"
            )
        return number

    def clean_code(self) -> str:
        """The hash in its one form."""
        code = code_of(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(
                f"校验码由数字和字母a至f组成，至少填前{SHORTEST}位；请对照收据上的“校验码”核对。"
            )
        return code
