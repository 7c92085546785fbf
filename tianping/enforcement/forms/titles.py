"""The questions of an application on an outside title, one page each on the phone, all on one page at the counter."""

import datetime
from typing import Any

from django import forms

from tianping.accounts.queries import this_court
from tianping.enforcement.forms.applying import AccountForm
from tianping.kernel import uploads
from tianping.kernel.web.chosen import Asked
from tianping.kernel.web.forms import HouseForm, NameField, PadField, YuanField, answered
from tianping.law import causes
from tianping.law.courts import by_code
from tianping.law.enforcement_applications import check_performance
from tianping.law.enforcement_titles import (
    ARBITRAL,
    IDENTITY,
    KINDS,
    OTHER,
    PAPERS,
    TITLE,
    check_term,
    day_faults,
    told_of_arbitral,
)

FILE_HELP = "PDF或者照片，每个不超过20 MB，一次一个。"


class KindForm(HouseForm):
    """What kind of title (是什么文书); an award of commercial arbitrators is led to its court."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label="凭什么文书申请执行",
        widget=forms.RadioSelect,
        choices=[
            *((code, each.called) for code, each in KINDS.items()),
            (ARBITRAL, "商事仲裁委员会的裁决书、调解书"),
        ],
        error_messages={"required": "请选择是哪一种文书。"},
    )

    def clean_kind(self) -> str:
        """A kind that this court takes."""
        kind = self.cleaned_data["kind"]
        if kind == ARBITRAL:
            raise forms.ValidationError(told_of_arbitral(by_code(this_court().code)))
        return kind


class TitleForm(HouseForm):
    """What the title says of itself: who made it, its number, on which days."""

    use_required_attribute = False
    body = forms.CharField(label="谁作出的", max_length=120)
    number = forms.CharField(
        label="文书的编号", max_length=80, help_text="照文书上写的填写，例如案号、仲裁案号、公证书编号。"
    )
    made_on = forms.DateField(
        label="作出日期", widget=forms.DateInput(attrs={"type": "date"}), help_text="文书最后写的日期。"
    )
    served_on = forms.DateField(
        label="您收到文书的日期",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="记不清的可以不填。",
    )
    effective_on = forms.DateField(label="生效日期", widget=forms.DateInput(attrs={"type": "date"}))
    tried_by = forms.CharField(label="第一审法院", max_length=120)
    cause_name = forms.CharField(label="案由", max_length=60, help_text="照文书上写的填写，例如“民间借贷纠纷”。")

    def __init__(self, kind: str, *args: Any, on: datetime.date, at_home: bool = True, **kwargs: Any) -> None:
        """``at_home``: the applicant fills it in themselves; at the counter a clerk does."""
        super().__init__(*args, **kwargs)
        self.kind, self.day = kind, on
        told = KINDS[kind]
        if not at_home:
            self.fields["served_on"].label = "申请执行人收到文书的日期"
        self.fields["body"].label = f"哪个{told.body}作出的" if not told.of_court else told.body
        self.fields["body"].help_text = "写全称。"
        self.fields["effective_on"].help_text = EFFECT_HELP[kind]
        if kind == "payment_order" or not told.of_court:
            del self.fields["tried_by"]
        else:
            self.fields["tried_by"].help_text = "二审改判、维持的，写第一审的法院。"
        if told.cause:
            del self.fields["cause_name"]
        self.word_errors()

    def clean_cause_name(self) -> str:
        """A cause of the list; near ones are named where it is none."""
        name = self.cleaned_data["cause_name"].strip()
        return answered(lambda: causes.known(causes.EVERYDAY.get(name, name)).name)

    def clean(self) -> dict[str, Any]:
        """The days must be possible, beside each other and today."""
        given = super().clean() or {}
        days = (given.get(name) for name in ("made_on", "served_on", "effective_on"))
        for name, refusal in day_faults(self.kind, *days, on=self.day).items():
            self.add_error(name, refusal.sentence)
        return given


class PaperForm(HouseForm):
    """One file: the title, what proves that it binds, a notary's certificate."""

    use_required_attribute = False
    paper = forms.ChoiceField(label="是什么材料", choices=[*PAPERS.items()], widget=forms.RadioSelect, initial=TITLE)
    file = forms.FileField(
        label="选择文件", widget=forms.FileInput(attrs={"accept": uploads.ACCEPT}), help_text=FILE_HELP
    )

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["paper"]
        chosen.choices = paper_choices(kind)


def paper_choices(kind: str) -> list[tuple[str, str]]:
    """Which papers may come with a kind of title: those that it needs, those that are usual, others.

    A proof of identity goes with every application (执行工作规定第十八条第（三）项); at the counter it may be shown.
    """
    wanted = (*KINDS[kind].needed, *KINDS[kind].usual, IDENTITY, OTHER)
    return [
        (code, f"{word}（{KINDS[kind].word}）" if code == TITLE else word)
        for code, word in PAPERS.items()
        if code in wanted
    ]


def papers_asked(kind: str) -> tuple[Asked, ...]:
    """The same at the counter, each kind in a field of its own; what may be left out says so."""
    needed = KINDS[kind].needed
    return tuple(
        Asked(code, word if code in needed else f"{word}（选填）", needed=code in needed)
        for code, word in paper_choices(kind)
    )


class ClaimForm(HouseForm):
    """What the debtor has to do and has not done, and where there is property."""

    use_required_attribute = False
    request = forms.CharField(
        label="请求对方履行什么",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="照文书写明的付款、交付、办理的事项填写；有利息的，写明基数、标准和起止日期。",
    )
    amount = YuanField(
        label="请求执行的金额（元）",
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text="对方还没有付的数额；不是要钱的不填。",
    )
    wants_delay_interest = forms.BooleanField(label="同时请求迟延履行期间的债务利息", required=False)
    performance_due_on = forms.DateField(
        label="履行期限届满日",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="文书写明对方最迟应当履行的日期；分期的，填写已经到期的最后一期；没有写的，填写生效日期。",
    )
    assets_place = forms.CharField(
        label="对方的财产在哪个县（市、区）",
        max_length=200,
        required=False,
        help_text="例如房屋、车辆、开户银行、工作单位所在地；不知道的不填。",
    )
    clues = forms.CharField(
        label="财产线索",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="例如对方的开户行、房屋、车辆、工作单位。",
    )

    def __init__(
        self, kind: str, *args: Any, made_on: datetime.date | None = None, on: datetime.date, **kwargs: Any
    ) -> None:
        """``made_on``: the day on which the title was made, where that is known."""
        super().__init__(*args, **kwargs)
        self.kind, self.made_on, self.day = kind, made_on, on

    def clean_performance_due_on(self) -> datetime.date:
        """A day that is over, before which nothing can be enforced, and not one before there was a title."""
        due_on: datetime.date = self.cleaned_data["performance_due_on"]
        answered(lambda: check_performance(due_on, on=self.day))
        made_on = self.made_on
        if made_on is not None:
            answered(lambda: check_term(self.kind, made_on, due_on))
        return due_on

    def clean_amount(self) -> int | None:
        """A sum above nothing, in fen, where there is one."""
        amount: int | None = self.cleaned_data["amount"]
        if amount is not None and amount <= 0:
            raise forms.ValidationError("请求执行的金额应当大于零；不是要钱的不填。")
        return amount


class DeclarationForm(HouseForm):
    """What the applicant has read before it is handed in, and their name."""

    use_required_attribute = False
    understood = forms.BooleanField(label="我保证填写的内容和上传的材料真实，对方没有履行我请求执行的部分。")
    name = NameField(
        of="either", label="签名人姓名", max_length=60, help_text="登录的本人：申请执行人、法定代表人或者代理人。"
    )
    picture = PadField()


class BankForm(AccountForm):
    """收款账户."""


EFFECT_HELP = {
    "labour_award": "终局裁决自作出之日起生效；其他裁决，双方收到后十五日内都没有起诉的，期满的次日生效。",
    "labour_mediation": "双方都签收的日期。",
    "land_award": "裁决书：双方收到后三十日内都没有起诉的，期满的次日；调解书：双方都签收的日期。",
    "notarised": "公证书上写明的日期；没有写的，填写出具公证书的日期。",
    "court": "生效证明上写的日期；调解书是双方都签收的日期。",
    "payment_order": "债务人收到支付令十五日内没有提出异议的，期满的次日。",
}
