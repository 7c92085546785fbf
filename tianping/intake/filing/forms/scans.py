"""Scans that come with a filing at the counter (起诉材料扫描件)."""

from typing import Any

from tianping.intake.filing.actions import MaterialDraft, scanned
from tianping.intake.filing.models import Material
from tianping.kernel.refusals import Refused
from tianping.kernel.web.forms import HouseForm
from tianping.kernel.web.photos import PhotosField

KINDS = (Material.Kind.PLEADING, Material.Kind.IDENTITY, Material.Kind.AUTHORITY, Material.Kind.EVIDENCE)


class ScansForm(HouseForm):
    """One field for each kind of piece; several files of one kind become one piece in their order."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in KINDS:
            self.fields[kind.value] = PhotosField(label=kind.label, required=False)

    def pieces(self) -> tuple[MaterialDraft, ...]:
        """The pieces, as the filing takes them. Raises Refused, naming the kind, for a file that cannot go on file."""
        made = []
        for kind in KINDS:
            chosen = [(each.name, each.read()) for each in self.cleaned_data[kind.value]]
            if not chosen:
                continue
            try:
                made.append(scanned(kind.value, str(kind.label), chosen))
            except Refused as refusal:
                raise Refused(f"{kind.label}：{refusal}") from refusal
        return tuple(made)
