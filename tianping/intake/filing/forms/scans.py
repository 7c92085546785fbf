"""Scans that come with a filing at the counter (起诉材料扫描件)."""

from django import forms

from tianping.intake.filing.actions import MaterialDraft, scanned
from tianping.intake.filing.models import Material
from tianping.kernel import files
from tianping.kernel.web.chosen import Asked, FilesForm

KINDS = (Material.Kind.PLEADING, Material.Kind.IDENTITY, Material.Kind.AUTHORITY, Material.Kind.EVIDENCE)
ASKED = tuple(Asked(kind.value, str(kind.label), help_text="") for kind in KINDS)


class ScansForm(FilesForm):
    """One field for each kind of piece; several files of one kind become one piece in their order."""

    on_paper = forms.CharField(
        label="收存的纸质材料",
        max_length=300,
        required=False,
        help_text="没有扫描的写在这里，例如“起诉状正本1份、副本2份，借条复印件1份”，照此印在收据上。",
    )

    @property
    def wrong(self) -> list[tuple[str, str, str]]:
        """What is wrong with the files: the kind of piece, the field's id, the sentence."""
        return [(str(field.label), field.id_for_label, str(said)) for field in self for said in field.errors]

    def pieces(self) -> tuple[MaterialDraft, ...]:
        """The pieces, as the filing takes them; what was chosen was kept before (``keep``)."""
        made = []
        for each in self.asked:
            chosen = [(row.name, files.read(row.file)) for row in self.chosen_for(each.code)]
            if chosen:
                made.append(scanned(each.code, each.label, chosen))
        return tuple(made)
