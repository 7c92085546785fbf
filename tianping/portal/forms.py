"""Shapes of what is asked of a citizen who needs help or stands at the kiosk, and of whoever calls back."""

from typing import Any, cast

from django import forms
from django.utils.http import url_has_allowed_host_and_scheme

from tianping.cases.queries import types_in_use
from tianping.kernel.web.forms import HouseForm, TelephoneField
from tianping.law import case_numbers
from tianping.law.case_types import case_types
from tianping.portal.actions import SAY, Asked

LONGEST_PAGE = 200
# The kinds of numbers that people bring to the court's hall most; what else this court numbered is in the list below.
KIOSK_KINDS = (
    "民初",
    "诉前调",
    "诉前调确",
    "诉前调书",
    "民特",
    "财保",
    "执",
    "执恢",
    "执异",
    "执保",
    "刑初",
    "行初",
    "破申",
)
OTHER_KIND = "other"


def _other_kinds() -> list[tuple[str, str]]:
    """The other kinds of which this court has numbered cases, in the order of the standard (法〔2015〕137号).

    Nobody has a case of another kind here: what only higher courts have (二审、复核、引渡) is not to be read through.
    """
    used = set(types_in_use()).difference(KIOSK_KINDS)
    left = [each for each in case_types().values() if each.code in used]
    return [("", "请选择"), *((each.code, f"{each.code}（{each.category}）") for each in left)]


def own_page(typed: str) -> str:
    """An address of this court without what stands behind its question mark; the first page for any other."""
    path = typed[:LONGEST_PAGE].partition("?")[0].partition("#")[0]
    return path if url_has_allowed_host_and_scheme(path, allowed_hosts=None) and path.startswith("/") else "/"


class CallBackForm(HouseForm):
    """A telephone and, if somebody likes, a name and words (请人帮我)."""

    use_required_attribute = False

    phone = TelephoneField(
        label="您的电话",
        max_length=20,
        help_text="手机，或者带区号的座机。工作人员会打这个电话。",
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )
    name = forms.CharField(
        label="怎么称呼您", max_length=50, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    words = forms.CharField(
        label="哪里不清楚",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="想到什么写什么，不写也可以。",
    )
    page = forms.CharField(max_length=LONGEST_PAGE, required=False, widget=forms.HiddenInput)

    def clean_page(self) -> str:
        """The page that they come from."""
        return own_page(self.cleaned_data["page"])

    @property
    def asked(self) -> Asked:
        """What was typed, as the verb takes it."""
        typed = self.cleaned_data
        return Asked(typed["phone"], typed["page"], typed["name"].strip(), typed["words"].strip())


class SaidForm(HouseForm):
    """What was said on the telephone."""

    use_required_attribute = False

    said = forms.CharField(label="通话情况", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, prefix: str, **kwargs: Any) -> None:
        super().__init__(*args, prefix=prefix, **kwargs)
        self.fields["said"].error_messages["required"] = SAY[prefix]


class KioskForm(HouseForm):
    """A case number in its parts, so that a finger on a screen can type it, and the litigant's code."""

    use_required_attribute = False

    year = forms.CharField(label="年份", max_length=4, help_text="案号开头括号里的四位数字")
    kind = forms.ChoiceField(
        label="案件种类",
        choices=[*((each, each) for each in KIOSK_KINDS), (OTHER_KIND, "其他")],
        widget=forms.RadioSelect,
    )
    other = forms.ChoiceField(label="其他种类", required=False, help_text="上面没有的，选“其他”，再在这里选")
    sequence = forms.CharField(label="号数", max_length=8, help_text="案号最后“号”字前面的数字")
    code = forms.CharField(label="查询码", max_length=12, help_text="8位字母和数字，印在受理单或者通知书上")

    def __init__(self, *args: Any, court_code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._court_code = court_code
        others = _other_kinds()
        cast(forms.ChoiceField, self.fields["other"]).choices = others
        if len(others) == 1:
            del self.fields["other"]
            cast(forms.ChoiceField, self.fields["kind"]).choices = [(each, each) for each in KIOSK_KINDS]
        for name, keys in (("year", "digits"), ("sequence", "digits"), ("code", "signs")):
            self.fields[name].widget.attrs.update(
                {"autocomplete": "off", "spellcheck": "false", "data-keys": keys, "autocapitalize": "characters"}
            )

    def clean(self) -> dict[str, Any]:
        """A kind that is not among the buttons is chosen from the list."""
        typed = super().clean() or {}
        if typed.get("kind") == OTHER_KIND:
            if not typed.get("other"):
                self.add_error("other", "请在“其他种类”里选择案号中的案件种类。")
            typed["kind"] = typed.get("other", "")
        return typed

    @property
    def number(self) -> str:
        """The number as it is written; what is no number stays as typed and finds nothing."""
        typed = self.cleaned_data
        year, sequence = typed["year"].strip(), typed["sequence"].strip()
        if not (year.isascii() and year.isdigit() and sequence.isascii() and sequence.isdigit()):
            return f"{year}{self._court_code}{typed['kind']}{sequence}"
        return case_numbers.format_number(int(year), self._court_code, typed["kind"], int(sequence))
