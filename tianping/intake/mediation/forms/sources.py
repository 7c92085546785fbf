"""The shape of where a dispute came from (纠纷来源)."""

from collections.abc import Sequence
from typing import Any

from django import forms

from tianping.intake.mediation.actions import SourceDraft
from tianping.intake.mediation.models import Source
from tianping.kernel.web.forms import HouseForm


class SourceForm(HouseForm):
    """By which way it came, from which township, who sent it."""

    use_required_attribute = False

    channel = forms.ChoiceField(label="来源渠道", choices=Source.Channel.choices)
    township = forms.CharField(label="乡镇、街道", max_length=30, required=False)
    sent_by = forms.CharField(
        label="移送单位", max_length=60, required=False, help_text="例如“孟坝镇综治中心”。当事人直接起诉的不填。"
    )

    def __init__(self, *args: Any, townships: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.townships = townships
        self.fields["township"].widget.attrs["list"] = "townships"

    @property
    def draft(self) -> SourceDraft:
        """What was typed, as the verb takes it."""
        typed = self.cleaned_data
        return SourceDraft(Source.Channel(typed["channel"]), typed["township"], typed["sent_by"])
