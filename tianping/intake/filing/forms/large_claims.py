"""The choice for clear claims above twice the average wage: ordinary, or all the same a simple case, and why."""

from django import forms

from tianping.kernel.web.forms import HouseForm

ORDINARY, SIMPLE = "ordinary", "simple"


class LargeClaimsForm(HouseForm):
    """How claims above twice the wage go (标的额超过年平均工资二倍的案件); offered only where there are any."""

    large_claims = forms.ChoiceField(
        label="标的额超过年平均工资二倍的，按什么程序",
        required=False,
        widget=forms.RadioSelect,
        initial=ORDINARY,
        choices=[(ORDINARY, "按普通程序立案"), (SIMPLE, "属于简单案件，适用简易程序，减半交纳受理费")],
        help_text=(
            "《民事诉讼法》第一百六十条第一款对简易程序没有规定标的额上限；二倍以下的简单案件应当适用简易程序，"
            "二倍以上的由审查人员判断是否属于事实清楚、权利义务关系明确、争议不大的简单案件。"
        ),
    )
    large_claims_reason = forms.CharField(
        label="认为属于简单案件的理由",
        max_length=500,
        required=False,
        help_text="选择适用简易程序的必须填写；随案保存，按月复查。",
    )

    def clean_large_claims_reason(self) -> str:
        """The reason; none is needed where the claims go as ordinary cases."""
        reason = self.cleaned_data["large_claims_reason"]
        if self.cleaned_data.get("large_claims") != SIMPLE:
            return ""
        if not reason:
            raise forms.ValidationError("请写明标的额超过年平均工资二倍仍属于简单案件的理由。")
        return reason
