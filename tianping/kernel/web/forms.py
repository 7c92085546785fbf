"""The form of the house: its refusals say which field, what is wrong, and how to mend it."""

import base64
import binascii
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeVar

from django import forms
from django.forms.utils import ErrorDict

from tianping.kernel import clock
from tianping.kernel.refusals import Forbidden, Overtaken, TooMany, tried
from tianping.law import identities
from tianping.law.answers import Refusal
from tianping.law.names import read_name
from tianping.law.spoken_money import read_yuan

Said = TypeVar("Said")
CHOOSE = (forms.ChoiceField, forms.TypedChoiceField, forms.MultipleChoiceField, forms.ModelChoiceField)
WAYS_TO_WRITE: dict[type[forms.Field], str] = {
    forms.DateField: "“{label}”不是能识别的日期，请写成2023-02-06这样。",
    forms.DateTimeField: "“{label}”不是能识别的时间，请写成2023-02-06 09:30这样。",
    forms.IntegerField: "“{label}”应当是整数，请只填数字。",
    forms.DecimalField: "“{label}”应当是数字，请只填数字和小数点。",
    forms.EmailField: "“{label}”不是完整的电子邮箱地址，请核对后重新填写。",
    forms.FileField: "“{label}”没有收到完整的文件，请重新选择文件。",
}

# What a validator says itself, by its code; Django puts the bound in where the sentence is shown.
BOUNDS: dict[str, str] = {
    "max_value": "“{label}”不能大于%(limit_value)s，请核对后重新填写。",
    "min_value": "“{label}”不能小于%(limit_value)s，请核对后重新填写。",
    "max_decimal_places": "“{label}”最多写%(max)s位小数，请核对后重新填写。",
    "empty": "“{label}”是空文件，请重新选择文件。",
}


class HouseForm(forms.Form):
    """A form whose standard errors are sentences with the field's own name; what a field says itself stands.

    ``still_typing``: nobody has asked to take it in yet (a row more, a draft opened again), so nothing is wrong yet.
    """

    still_typing = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.word_errors()

    def word_errors(self) -> None:
        """Word the standard errors of all fields; again where fields were added."""
        for name, field in self.fields.items():
            _word_errors(field, str(field.label or name))
            if isinstance(field.widget, forms.DateInput) and field.widget.input_type == "date":
                # A browser's own field for days takes no other spelling and would stay empty.
                field.widget.format = "%Y-%m-%d"

    def full_clean(self) -> None:
        """Look into everything that was typed, unless it is still being typed."""
        if not self.still_typing:
            super().full_clean()
            return
        self._errors = ErrorDict()
        self.cleaned_data = {}


def _word_errors(field: forms.Field, label: str) -> None:
    standard: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        standard.update(getattr(kind, "default_error_messages", {}))
    is_tick = isinstance(field, forms.BooleanField)
    # What Django fills with a value is a %-format, in which a per cent sign of the label must be none.
    plain = label.replace("%", "%%")
    words = {"required": f"请勾选“{label}”。" if is_tick else f"请{_verb(field)}{label}。"}
    if isinstance(field, CHOOSE):
        words["invalid_choice"] = f"“{plain}”的选择不在列出的范围内，请重新选择。"
    for kind, sentence in WAYS_TO_WRITE.items():
        if isinstance(field, kind):
            words["invalid"] = sentence.format(label=label)
    for code, sentence in BOUNDS.items():
        words[code] = sentence.format(label=plain if "%(" in sentence else label)
    for code, sentence in words.items():
        if field.error_messages.get(code) == standard.get(code):
            field.error_messages[code] = sentence


def _verb(field: forms.Field) -> str:
    if isinstance(field, forms.FileField):
        return "上传"
    return "选择" if isinstance(field, CHOOSE) else "填写"


def done(form: forms.Form, verb: Callable[[], object], *, beside: str | None = None) -> bool:
    """Whether a sent form was in order and the verb done; a refusal becomes an error of the form.

    ``beside``: the field at which the refusal stands. What has a page of its own is raised: whoever may not at all,
    whoever came second, whoever asks too often.
    """
    if not form.is_valid():
        return False
    refusal = tried(verb, raising=(Forbidden, Overtaken, TooMany))
    if refusal is not None:
        form.add_error(beside, str(refusal))
    return refusal is None


def answered(ask: Callable[[], Said]) -> Said:
    """What the law answers, for a form's ``clean``; what it refuses is the error of the field."""
    try:
        return ask()
    except Refusal as refusal:
        raise forms.ValidationError(refusal.sentence) from refusal


def put_back(form: forms.Form, typed: Mapping[str, list[str]]) -> bool:
    """Put what was typed and not sent (草稿) into an unsent form; whether the form knows any of it."""
    known = {name: texts for name, texts in typed.items() if name in form.fields and texts}
    for name, texts in known.items():
        form.initial[name] = texts if isinstance(form.fields[name], forms.MultipleChoiceField) else texts[-1]
    return bool(known)


class YuanField(forms.CharField):
    """A sum in yuan as people write it (300000、30万、三十万), cleaned to fen (None where optional and empty)."""

    def clean(self, value: Any) -> Any:
        """Read the sum by the law's own reader; its sentence says what is wrong."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_yuan(text)
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal


class TelephoneField(forms.CharField):
    """A mobile number in its one form, or a landline with its area code; empty where it may be left out."""

    widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel"})
    LANDLINE = re.compile(r"0[0-9]{2,3}-?[0-9]{7,8}")

    def clean(self, value: Any) -> Any:
        """The number, as the law's own reader takes mobile numbers."""
        typed = re.sub(r"\s", "", unicodedata.normalize("NFKC", super().clean(value)))
        if not typed or self.LANDLINE.fullmatch(typed):
            return typed
        check = identities.check("phone", typed, on=clock.today())
        if not check.valid:
            raise forms.ValidationError("电话号码不对。手机应为11位数字；座机请带上区号，例如0934-7121234。")
        return check.number


class NameField(forms.CharField):
    """A name as registers write it: a person's, that of an organisation, or of either (``of``).

    What cannot be printed or is in no name (表情符号、看不见的字符) is refused in the sentence of the law's own reader.
    """

    def __init__(self, *, of: Literal["person", "organisation", "either"] = "person", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.of = of

    def clean(self, value: Any) -> Any:
        """The name, normalised; empty where it may be left out."""
        text = super().clean(value)
        if not text:
            return text
        word = str(self.label or "")
        found = read_name(text, word, organisation=self.of == "organisation")
        if found.fault is not None and self.of == "either":
            unit = read_name(text, word, organisation=True)
            found = found if unit.fault is not None else unit
        if found.fault is not None:
            raise forms.ValidationError(found.fault.sentence)
        return found.text


class PadField(forms.CharField):
    """The picture from a pad on which somebody signed (签字板); its value is the bytes, empty where nobody did."""

    BEGINNING = "data:image/png;base64,"

    def __init__(self) -> None:
        super().__init__(required=False, max_length=700_000, widget=forms.HiddenInput(attrs={"data-pad-picture": ""}))

    def clean(self, value: Any) -> Any:
        """The picture as the pad's script sent it; the field itself says nothing on a page, the form does."""
        try:
            return base64.b64decode(super().clean(value).removeprefix(self.BEGINNING), validate=True)
        except (binascii.Error, ValueError) as error:
            raise forms.ValidationError("签名图片没有传完整，请清除后重新签名。") from error


class SentCodeForm(HouseForm):
    """The code that came by SMS."""

    code = forms.CharField(
        label="验证码",
        max_length=20,
        help_text="短信里的6位数字，10分钟内有效。",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_code(self) -> str:
        """The figures alone, half width."""
        return identities.normalised(self.cleaned_data["code"])
