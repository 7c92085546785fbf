"""Photos in a form: those of the camera and of the album are one field; a box is what stays after cutting."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from tianping.kernel import uploads
from tianping.kernel.web import photos
from tianping.kernel.web.design_examples import PhotosForm


def sent(*names: str) -> PhotosForm:
    chosen = [SimpleUploadedFile(name, b"x") for name in names]
    return PhotosForm({}, MultiValueDict({"photos": chosen}))


def test_several_photos_come_in_one_field_in_their_order() -> None:
    form = sent("1.jpg", "2.jpg")
    assert form.is_valid()
    assert [each.name for each in form.cleaned_data["photos"]] == ["1.jpg", "2.jpg"]


def test_none_and_too_many_are_told_what_to_do() -> None:
    assert sent().errors["photos"] == ["请上传照片。"]
    assert "请分几次上传" in str(sent(*[f"{number}.jpg" for number in range(21)]).errors)


def test_what_is_cut_off_on_each_side_leaves_a_box() -> None:
    form = photos.CropForm({"left": "10", "top": "0", "right": "25", "bottom": "5"})
    assert form.is_valid()
    assert form.box == uploads.Box(10, 0, 75, 95)
    wrong = photos.CropForm({"left": "-1", "top": "", "right": "x", "bottom": "96"})
    assert [each[0] for each in wrong.errors.values()] == [
        "“左边裁去（百分比）”应当是0到95之间的整数。",
        "请填写上边裁去（百分比）。",
        "“右边裁去（百分比）”应当是整数，请只填数字。",
        "“下边裁去（百分比）”应当是0到95之间的整数。",
    ]


def test_a_turn_is_to_the_left_or_to_the_right() -> None:
    turned = photos.TurnForm({"quarters": "-1"})
    assert turned.is_valid()
    assert turned.cleaned_data["quarters"] == -1
    assert not photos.TurnForm({"quarters": "9"}).is_valid()


def test_a_photo_that_is_shown_runs_nothing() -> None:
    response = photos.shown(b"\xff\xd8")
    assert response["Content-Type"] == "image/jpeg"
    assert "sandbox" in response["Content-Security-Policy"]
