"""Shapes of what is typed when a case ends."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from tianping.cases.models import Counsel, Litigant
from tianping.kernel.web.forms import HouseForm, YuanField
from tianping.law.laws import laws
from tianping.law.settlements import FEE_BEARERS
from tianping.trial.closing.models import SecondInstance

DAY = {"type": "date"}
SHORT = forms.Textarea(attrs={"rows": 3})
LONG = forms.Textarea(attrs={"rows": 8})
PLACES = ("条", "款", "项")
ARTICLE = re.compile(r"(?P<law>[^第]+)第(?P<article>\d+)条(?:第(?P<paragraph>\d+)款)?(?:第(?P<item>\d+)项)?")


class JudgmentForm(HouseForm):
    """拟制判决书: the judge's words, a line each; what every defendant answered."""

    use_required_attribute = False
    facts_found = forms.CharField(label="经审理认定的事实", max_length=20_000, widget=LONG)
    reasons = forms.CharField(label="本院认为", max_length=20_000, widget=LONG)
    articles = forms.CharField(
        label="依据的法律条文",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="每行一条，例如“民法典第675条”“民事诉讼法第67条第1款”。",
    )
    orders = forms.CharField(label="判决主文", max_length=20_000, widget=LONG, help_text="每行一项，序号由系统编写。")
    fee_borne_by = forms.ChoiceField(label="案件受理费", choices=[*FEE_BEARERS.items()])

    def __init__(self, *args: Any, answering: Sequence[Litigant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._answering = answering
        for each in answering:
            field = forms.CharField(
                label=f"{each.name}的答辩",
                required=False,
                max_length=5000,
                widget=SHORT,
                help_text="写在“辩称”之后；没有答辩的不填。",
            )
            self.fields[f"answer_{each.pk}"] = field

    def clean_articles(self) -> list[list[str | int]]:
        """(law, number, paragraph, item) of every line."""
        return [_article(line) for line in lines_of(self.cleaned_data["articles"])]

    @property
    def answers(self) -> list[tuple[int, str]]:
        """What those defendants answered who did."""
        said = [(each.pk, self.cleaned_data[f"answer_{each.pk}"].strip()) for each in self._answering]
        return [(pk, text) for pk, text in said if text]


def lines_of(text: str) -> list[str]:
    """The lines of a text that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def article_line(article: Sequence[str | int]) -> str:
    """An article as the field shows it: 民法典第675条."""
    law, *places = article
    return str(law) + "".join(f"第{number}{unit}" for number, unit in zip(places, PLACES, strict=False) if number)


def _article(line: str) -> list[str | int]:
    found = ARTICLE.fullmatch(line.replace(" ", "").replace("《", "").replace("》", ""))
    if found is None or found["law"] not in laws():
        raise forms.ValidationError(f"“{line}”无法识别，请写成“民法典第675条”这样，法律名称用简称，条款项用数字。")
    return [found["law"], *(int(found[name]) for name in ("article", "paragraph", "item") if found[name])]


class CloseForm(HouseForm):
    """结案."""

    pronounced_on = forms.DateField(
        label="宣判、宣告日期",
        required=False,
        widget=forms.DateInput(attrs=DAY),
        help_text="判决书宣判、裁定书宣告的，填写后即以该日为结案日期；没有宣判的不填，以送达最后一名当事人的日期为准。",
    )
    unpaid_because = forms.CharField(
        label="未交案件受理费的原因",
        max_length=200,
        required=False,
        help_text="准予缓交、减交、免交的，写明批准的日期和文号；已经交纳的不填。",
    )


class SpokenRulingForm(HouseForm):
    """口头裁定准许、不准许撤诉. ``whole``: everybody asked; to permit that takes a written ruling."""

    use_required_attribute = False
    granted = forms.TypedChoiceField(
        label="口头裁定",
        choices=[("yes", "准许撤回起诉，案件对其他原告继续审理"), ("no", "不准许撤回起诉")],
        coerce=lambda text: text == "yes",
        widget=forms.RadioSelect,
    )
    ruled_on = forms.DateField(label="裁定日期", widget=forms.DateInput(attrs=DAY))
    record = forms.CharField(label="记入的笔录", max_length=60, help_text="例如“2023年2月6日庭审笔录”“谈话笔录”。")
    reason = forms.CharField(
        label="裁定的理由",
        max_length=120,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="申请人在案件进度页面能够看到，例如“系处分自己的诉讼权利，不损害他人合法权益”。",
    )

    def __init__(self, *args: Any, whole: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if whole:
            field: Any = self.fields["granted"]
            field.choices = field.choices[1:]


class AppealForm(HouseForm):
    """收取上诉状. ``litigants``: who may appeal; ``counsel``: who acts for them."""

    appellant = forms.TypedChoiceField(label="上诉人", coerce=int)
    counsel = forms.TypedChoiceField(
        label="在上诉状上签名的人",
        coerce=int,
        required=False,
        empty_value=None,
        help_text="上诉人没有签名、由代理人签名的选代理人，其授权委托书应当写明代为提起上诉。",
    )
    received_on = forms.DateField(label="收到上诉状的日期", widget=forms.DateInput(attrs=DAY))
    posted_on = forms.DateField(
        label="交邮日期",
        required=False,
        widget=forms.DateInput(attrs=DAY),
        help_text="邮寄的按邮戳填写；期满前交邮的，不算过期。",
    )
    request = forms.CharField(label="上诉请求", max_length=2000, widget=SHORT)
    disputed = YuanField(
        label="不服一审判决部分的数额（元）",
        max_length=20,
        required=False,
        help_text="对财产案件的判决上诉的填写，用于计算上诉费；对裁定上诉、没有争议数额的不填。",
    )

    def __init__(
        self, *args: Any, litigants: Sequence[Litigant], counsel: Sequence[Counsel] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        signing: Any = self.fields["counsel"]
        acting = [
            (each.pk, f"{each.litigant.name}的代理人{each.name}（{each.get_authority_display()}）") for each in counsel
        ]
        signing.choices = [("", "上诉人本人"), *acting]
        if not counsel:
            del self.fields["counsel"]
        field: Any = self.fields["appellant"]
        field.choices = [(each.pk, f"{each.get_role_display()}{each.name}") for each in litigants]


class CopiesForm(HouseForm):
    """登记上诉状副本送达."""

    copies_on = forms.DateField(
        label="送达最后一名对方当事人的日期", widget=forms.DateInput(attrs=DAY), help_text="答辩期自次日起十五日。"
    )


class SendForm(HouseForm):
    """移送上诉案件."""

    to_court = forms.CharField(label="第二审人民法院", max_length=120)
    contents = forms.CharField(
        label="移送的案卷和证据", max_length=300, help_text="例如：一审正卷一册、证据原件三份、上诉状及答辩状各一份。"
    )
    all_answered = forms.BooleanField(label="对方当事人均已提出答辩状", required=False)


class VerdictForm(HouseForm):
    """登记二审结果."""

    number = forms.CharField(label="二审案号", max_length=60)
    outcome = forms.ChoiceField(label="二审结果", choices=SecondInstance.Outcome.choices)
    binds_on = forms.DateField(label="二审文书生效日期", widget=forms.DateInput(attrs=DAY))
