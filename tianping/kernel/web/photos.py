"""Photos from a phone, for any room: taking them in, turning and cropping one, showing one that the house made itself.

The page that takes them in shows ``components/photo_upload.html`` with a ``PhotosField``; the page of one photo shows
``components/photo_edit.html`` with a ``Photo`` and a ``CropForm``. Both put ``components/photo_head.html`` into their
head. Without scripts the control is the browser's own and the box is four numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse

from tianping.kernel import uploads
from tianping.kernel.web.forms import HouseForm

MOST_AT_ONCE = 20
LEFT, RIGHT = "-1", "1"


@dataclass(frozen=True, slots=True)
class Photo:
    """One photo that is kept: what it is called, where it is shown, where its turning and cropping are sent."""

    name: str
    url: str
    turn_url: str = ""
    crop_url: str = ""


class PhotosInput(forms.FileInput):
    """The file control for several photos; the camera of a phone adds to the same field."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        """What was chosen and what was taken, without the empty one of a control that was not used."""
        return [each for each in files.getlist(name) if each]


class PhotosField(forms.FileField):
    """Several photos or papers, as the browser sends them; what they really are, ``uploads.check`` finds out."""

    widget = PhotosInput

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """What the file dialog offers."""
        return {**super().widget_attrs(widget), "accept": uploads.ACCEPT}

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """The files, each one whole; none only if the field may be left empty."""
        chosen: Sequence[UploadedFile] = data or []
        if not chosen:
            super().clean(None, initial)
        if len(chosen) > MOST_AT_ONCE:
            raise forms.ValidationError(f"一次最多上传{MOST_AT_ONCE}个文件，请分几次上传。")
        # An empty file is told so by the check of its content, in the sentence for it.
        return list(chosen)


class TurnForm(HouseForm):
    """A quarter turn to the left or to the right; the buttons are the field."""

    quarters = forms.TypedChoiceField(label="旋转", choices=[(LEFT, "向左转"), (RIGHT, "向右转")], coerce=int)


class CropForm(HouseForm):
    """How much is cut off on each side, in per cent."""

    left = forms.IntegerField(label="左边裁去（百分比）", min_value=0, max_value=95, initial=0)
    top = forms.IntegerField(label="上边裁去（百分比）", min_value=0, max_value=95, initial=0)
    right = forms.IntegerField(label="右边裁去（百分比）", min_value=0, max_value=95, initial=0)
    bottom = forms.IntegerField(label="下边裁去（百分比）", min_value=0, max_value=95, initial=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.update({"inputmode": "numeric", "data-crop": name})
            field.error_messages["min_value"] = field.error_messages["max_value"] = (
                f"“{field.label}”应当是0到95之间的整数。"
            )

    @property
    def box(self) -> uploads.Box:
        """What stays."""
        cut = self.cleaned_data
        return uploads.Box(cut["left"], cut["top"], 100 - cut["right"], 100 - cut["bottom"])


def shown(content: bytes) -> HttpResponse:
    """A photo that ``uploads`` made, in the page; nothing else may be shown this way."""
    response = HttpResponse(content, content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
