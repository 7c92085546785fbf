"""What a field cannot be is said in the house's words, with the field's own name."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from tianping.kernel.web.forms import HouseForm


class Bounded(HouseForm):
    """A rate and a photo."""

    rate = forms.DecimalField(label="年利率", min_value=0, max_value=100, max_digits=8, decimal_places=4)
    photo = forms.FileField(label="照片", required=False)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("-1", "“年利率”不能小于0，请核对后重新填写。"),
        ("101", "“年利率”不能大于100，请核对后重新填写。"),
        ("1.23456", "“年利率”最多写4位小数，请核对后重新填写。"),
    ],
)
def test_a_bound_is_said_with_the_name_of_the_field(typed: str, sentence: str) -> None:
    assert Bounded({"rate": typed}).errors["rate"] == [sentence]


def test_an_empty_file_is_said_with_the_name_of_the_field() -> None:
    form = Bounded({"rate": "1"}, {"photo": SimpleUploadedFile("a.pdf", b"")})
    assert form.errors["photo"] == ["“照片”是空文件，请重新选择文件。"]


class Reduced(HouseForm):
    """By how many per cent."""

    percent = forms.IntegerField(label="减交的比例（%）", min_value=30)
    ground = forms.ChoiceField(label="比例（%）的依据", choices=[("a", "甲")])


def test_a_per_cent_sign_in_the_name_of_a_field_is_itself() -> None:
    errors = Reduced({"percent": "20", "ground": "b"}).errors
    assert errors["percent"] == ["“减交的比例（%）”不能小于30，请核对后重新填写。"]
    assert errors["ground"] == ["“比例（%）的依据”的选择不在列出的范围内，请重新选择。"]
    assert Reduced({"ground": "a"}).errors["percent"] == ["请填写减交的比例（%）。"]
    assert Reduced({"percent": "x", "ground": "a"}).errors["percent"] == ["“减交的比例（%）”应当是整数，请只填数字。"]
