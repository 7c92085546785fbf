"""Shapes of what is typed on the pages of people, posts, log-in and local figures."""

from typing import Any, cast

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from django import forms
from django.core.exceptions import ValidationError

from tianping.accounts.models import Division, LocalFigure
from tianping.accounts.posts import Post
from tianping.kernel.web.forms import NameField, TelephoneField
from tianping.law import money
from tianping.law.answers import Refusal
from tianping.law.fee_schedule import fee_scales

ROUNDINGS = (
    ("cent", "算到分，不取整"),
    ("yuan", "四舍五入到元"),
    ("yuan_then_halve", "先四舍五入到元，再减半"),
)
YES_OR_NO = (("1", "是"), ("0", "否"))
COUNTED = {
    LocalFigure.Name.ASSESSOR_CAP: "件数",
    LocalFigure.Name.ANSWER_DAYS: "日数",
    LocalFigure.Name.CORRECTION_DAYS: "日数",
}
# What the court says of its hall and its account: how long, and for example.
SAID = {
    LocalFigure.Name.HALL_ADDRESS: (100, "例如：某某县某某镇某某路1号"),
    LocalFigure.Name.HALL_HOURS: (60, "例如：工作日9:00—12:00，14:30—17:30"),
    LocalFigure.Name.FEE_ACCOUNT_NAME: (80, "例如：某某县人民法院诉讼费专户"),
    LocalFigure.Name.FEE_ACCOUNT_BANK: (80, "写到支行，例如：中国农业银行某某县支行"),
}
HINT_FOR_A_NEW_ONE = "至少10位，不能全是数字，不能与姓名、登录名相近，不能是常见密码。"
HIGHEST_WAGE_FEN = 100_000_000
# The amounts a piece that the province decides, and the scale of the measure to which each belongs.
BASES = {
    LocalFigure.Name.DIVORCE_BASE: "divorce",
    LocalFigure.Name.PERSONALITY_BASE: "personality",
    LocalFigure.Name.OTHER_BASE: "other",
    LocalFigure.Name.INTELLECTUAL_BASE: "intellectual",
}


class LogInForm(LoginForm):
    """Log-in name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "login", "登录名", autocapitalize="none", spellcheck="false")
        _label(self, "password", "密码")
        self.order_fields(["login", "password"])

    def add_prefix(self, field_name: str) -> str:
        """The field is called what password managers look for."""
        return super().add_prefix("username" if field_name == "login" else field_name)


class OwnPasswordForm(ChangePasswordForm):
    """Change of one's own password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "oldpassword", "当前密码")
        _label(self, "password1", "新密码", HINT_FOR_A_NEW_ONE)
        _label(self, "password2", "再输入一次新密码")

    def clean(self) -> dict[str, Any]:
        """Both new passwords must be the same, and not the present one."""
        cleaned = super().clean()
        if cleaned.get("password1") and cleaned["password1"] == cleaned.get("oldpassword"):
            self.add_error("password1", "新密码不能与当前密码相同，请换一个。")
        return cleaned


class ConfirmPasswordForm(ReauthenticateForm):
    """The password again, before a second factor is added or removed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "password", "密码")


class PersonForm(forms.Form):
    """A person to be added."""

    full_name = NameField(label="姓名", max_length=60, error_messages={"required": "请填写姓名，与身份证件一致。"})
    username = forms.CharField(
        label="登录名",
        max_length=40,
        help_text="2至40位小写字母、数字、点、横线或下划线，例如 li.ming；确定后不能更改。",
        error_messages={"required": "请填写登录名，例如 li.ming。"},
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )


class AppointmentForm(forms.Form):
    """A post to be given."""

    post = forms.ChoiceField(
        label="岗位",
        choices=[("", "请选择"), *Post.choices],
        error_messages={"required": "请选择要任命的岗位。"},
    )
    division = forms.ModelChoiceField(
        label="庭室", queryset=Division.objects.none(), required=False, empty_label="不属于庭室"
    )
    since = forms.DateField(
        label="任职日期",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请填写任职日期。", "invalid": "日期不正确，请按 2023-02-06 的格式填写。"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["division"]).queryset = Division.objects.all()


class LocalFigureForm(forms.Form):
    """One figure that the province or the court decides; what may be typed depends on which figure it is."""

    valid_from = forms.DateField(
        label="起始日期",
        help_text="自这一天起适用，之前的案件仍按原值计算。",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "请填写起始日期。", "invalid": "日期不正确，请按 2023-02-06 的格式填写。"},
    )
    source = forms.CharField(
        label="依据",
        max_length=200,
        help_text="文件名称、文号或会议纪要，例如：省统计局公布的年度数据、本院审判委员会纪要、本院公告。",
        error_messages={"required": "请写明依据，没有依据的数据不能登记。"},
    )

    def __init__(self, name: LocalFigure.Name, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._name = name
        self.fields["value"] = _value_field(name)
        self.order_fields(["value", "valid_from", "source"])

    def clean_value(self) -> str:
        """A sum in one way of writing, whatever way it was typed; other figures as they were chosen."""
        typed = self.cleaned_data["value"]
        if self._name == LocalFigure.Name.AVERAGE_WAGE:
            return _wage(typed)
        return _base(typed, BASES[self._name]) if self._name in BASES else typed


def _value_field(name: LocalFigure.Name) -> forms.Field:
    if name == LocalFigure.Name.AVERAGE_WAGE:
        return forms.CharField(
            label="数额（元）",
            max_length=40,
            help_text="省级统计部门公布的上年度就业人员年平均工资，例如 98765。",
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={"required": "请填写数额。"},
        )
    if name in BASES:
        low, high = _range(BASES[name])
        return forms.CharField(
            label="每件（元）",
            max_length=40,
            help_text=(
                f"省级人民政府在{money.grouped(low)}元至{money.grouped(high)}元的幅度内规定的数额"
                "（《诉讼费用交纳办法》第十三条第二款）。"
            ),
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={"required": "请填写数额。"},
        )
    if name in COUNTED:
        return forms.RegexField(
            r"^[1-9]\d?$",
            label=COUNTED[name],
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            error_messages={"required": f"请填写{COUNTED[name]}。", "invalid": "请填写1至99之间的整数。"},
        )
    if name in SAID:
        longest, example = SAID[name]
        missing = {"required": f"请填写{name.label}。"}
        return forms.CharField(label=name.label, max_length=longest, help_text=example, error_messages=missing)
    if name == LocalFigure.Name.FEE_ACCOUNT_NUMBER:
        return forms.RegexField(
            r"^\d{8,32}$",
            label=name.label,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            error_messages={"required": f"请填写{name.label}。", "invalid": "账号是8至32位数字，请核对后重新填写。"},
        )
    if name == LocalFigure.Name.HALL_PHONE:
        return TelephoneField(label=name.label, max_length=20, error_messages={"required": f"请填写{name.label}。"})
    choices = ROUNDINGS if name == LocalFigure.Name.FEE_ROUNDING else YES_OR_NO
    return forms.ChoiceField(
        label="本院做法",
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择一项。"},
    )


def _wage(typed: str) -> str:
    wage_fen = _sum(typed)
    if not 0 < wage_fen <= HIGHEST_WAGE_FEN:
        raise ValidationError("年平均工资应在1元至100万元之间，请核对是否多写或少写了位数。")
    return money.format_yuan(wage_fen)


def _base(typed: str, kind: str) -> str:
    base_fen = _sum(typed)
    low, high = _range(kind)
    if not low <= base_fen <= high:
        raise ValidationError(
            f"超出法定幅度（{money.grouped(low)}元至{money.grouped(high)}元），请核对省级规定的数额。"
        )
    return money.format_yuan(base_fen)


def _range(kind: str) -> tuple[int, int]:
    """Between which amounts a piece the measure lets the province decide."""
    newest = list(fee_scales())[-1]
    return newest.value[kind].base_range_fen or (0, 0)


def _sum(typed: str) -> int:
    try:
        return money.parse_yuan(typed)
    except Refusal as refusal:
        raise ValidationError(str(refusal)) from refusal


def _label(form: forms.Form, name: str, label: str, hint: str = "", **attributes: str) -> None:
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)
    field.error_messages["required"] = f"请填写{label}。"
