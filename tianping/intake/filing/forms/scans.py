"""Scans that come with a filing at the counter (起诉材料扫描件)."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django import forms

from tianping.intake.filing.actions import MaterialDraft, scanned
from tianping.intake.filing.models import Material
from tianping.kernel import chosen_files, files, uploads
from tianping.kernel.models import ChosenFile
from tianping.kernel.refusals import Refused
from tianping.kernel.web.forms import HouseForm
from tianping.kernel.web.photos import PhotosField

KINDS = (Material.Kind.PLEADING, Material.Kind.IDENTITY, Material.Kind.AUTHORITY, Material.Kind.EVIDENCE)
# Under which name the page sends what was chosen before and is still ticked.
TICKED = "scan-ticked"


class ScansForm(HouseForm):
    """One field for each kind of piece; several files of one kind become one piece in their order.

    ``kept``: what was chosen when the page was sent before; it comes first.
    """

    use_required_attribute = False

    on_paper = forms.CharField(
        label="收存的纸质材料",
        max_length=300,
        required=False,
        help_text="没有扫描的写在这里，例如“起诉状正本1份、副本2份，借条复印件1份”，照此印在收据上。",
    )

    def __init__(self, *args: Any, kept: Sequence[ChosenFile] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept: dict[str, list[ChosenFile]] = defaultdict(list)
        self._good: dict[str, list[tuple[str, uploads.Accepted]]] = defaultdict(list)
        for each in kept:
            self._kept[each.field].append(each)
        for kind in KINDS:
            self.fields[kind.value] = PhotosField(label=kind.label, required=False)

    def clean(self) -> dict[str, Any]:
        """Every file is looked into at once, so that all that is wrong is said together with what else is."""
        given = super().clean() or {}
        for kind in KINDS:
            for each in given.get(kind.value) or ():
                try:
                    self._good[kind.value].append((each.name, uploads.check(each.read(), each.name)))
                except Refused as refusal:
                    self.add_error(kind.value, f"“{each.name}”：{refusal}")
        return given

    @property
    def kept(self) -> list[ChosenFile]:
        """All that was chosen and is kept for this form as it stands."""
        return [each for rows in self._kept.values() for each in rows]

    @property
    def wrong(self) -> list[tuple[str, str, str]]:
        """What is wrong with the files: the kind of piece, the field's id, the sentence."""
        return [(str(field.label), field.id_for_label, str(said)) for field in self for said in field.errors]

    @property
    def offered(self) -> list[tuple[Any, list[ChosenFile]]]:
        """Each field with what was chosen for it before."""
        return [(self[kind.value], self._kept[kind.value]) for kind in KINDS]

    def keep(self, user: Any, form: str, *, at: datetime.datetime) -> None:
        """Keep what is good of what was chosen now, whatever becomes of the form."""
        for kind, good in self._good.items():
            try:
                self._kept[kind] += chosen_files.keep(user, form, kind, good, at=at)
            except Refused as refusal:
                self.add_error(kind, str(refusal))

    def pieces(self) -> tuple[MaterialDraft, ...]:
        """The pieces, as the filing takes them; what was chosen was kept before (``keep``)."""
        made = []
        for kind in KINDS:
            chosen = [(each.name, files.read(each.file)) for each in self._kept[kind.value]]
            if chosen:
                made.append(scanned(kind.value, str(kind.label), chosen))
        return tuple(made)
