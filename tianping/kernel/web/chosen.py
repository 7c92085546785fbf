"""The form of files that are chosen for a page: what was chosen stays chosen, whatever else is wrong.

Its view reads it by ``FilesForm.sent`` before anything else, outside of what an error undoes (``once``), and answers by
``let_go_with``. The page shows them by ``components/chosen_files.html``.
"""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Self

from django.http import HttpRequest, HttpResponse

from tianping.kernel import chosen_files, files, uploads
from tianping.kernel.models import ChosenFile
from tianping.kernel.refusals import Refused
from tianping.kernel.web.forms import HouseForm
from tianping.kernel.web.photos import PhotosField

# Under which name the page sends what was chosen before and is still ticked.
TICKED = "file-ticked"
FILES_HELP = "PDF或者照片，每个不超过20 MB；有几个文件的，按顺序合成一件。"


@dataclass(frozen=True)
class Asked:
    """One kind of paper that is asked for: its code, the field's label.

    ``name``: what it gets on file; empty: what its first file is called.
    """

    code: str
    label: str
    name: str = ""
    needed: bool = False
    help_text: str = FILES_HELP


class FilesForm(HouseForm):
    """One field for each kind of paper; several files of one kind become one paper in their order.

    ``kept``: what was chosen when the page was sent before; it comes first.
    """

    use_required_attribute = False

    def __init__(self, asked: Sequence[Asked], *args: Any, kept: Sequence[ChosenFile] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        self._kept: dict[str, list[ChosenFile]] = defaultdict(list)
        self._good: dict[str, list[tuple[str, uploads.Accepted]]] = defaultdict(list)
        for row in kept:
            self._kept[row.field].append(row)
        for each in asked:
            self.fields[each.code] = PhotosField(label=each.label, required=False, help_text=each.help_text)
        self.word_errors()

    @classmethod
    def sent(
        cls, request: HttpRequest, asked: Sequence[Asked], form: str, *, at: datetime.datetime, prefix: str = ""
    ) -> Self:
        """What came with a page: looked into, and what is good of it kept for this person's ``form``."""
        kept = chosen_files.ticked(request.user, form, request.POST.getlist(TICKED))
        made = cls(asked, request.POST, request.FILES, kept=kept, prefix=prefix)
        made.full_clean()
        made.keep(request.user, form, at=at)
        return made

    def clean(self) -> dict[str, Any]:
        """Every file is looked into at once; what is needed was chosen now or before."""
        given = super().clean() or {}
        for each in self.asked:
            for chosen in given.get(each.code) or ():
                try:
                    self._good[each.code].append((chosen.name, uploads.check(chosen.read(), chosen.name)))
                except Refused as refusal:
                    self.add_error(each.code, f"“{chosen.name}”：{refusal}")
            has_any = self._good[each.code] or self._kept[each.code] or each.code in self.errors
            if each.needed and not has_any:
                self.add_error(each.code, f"请上传{each.label}。")
        return given

    @property
    def kept(self) -> list[ChosenFile]:
        """All that was chosen and is kept for this form as it stands."""
        return [row for rows in self._kept.values() for row in rows]

    @property
    def offered(self) -> list[tuple[Any, list[ChosenFile]]]:
        """Each field with what was chosen for it before."""
        return [(self[each.code], self._kept[each.code]) for each in self.asked]

    def chosen_for(self, code: str) -> list[ChosenFile]:
        """What was chosen for one kind of paper, in its order."""
        return self._kept[code]

    def keep(self, user: Any, form: str, *, at: datetime.datetime) -> None:
        """Keep what is good of what was chosen now, whatever becomes of the form."""
        for code, good in self._good.items():
            try:
                self._kept[code] += chosen_files.keep(user, form, code, good, at=at)
            except Refused as refusal:
                self.add_error(code, str(refusal))

    def let_go_with(self, response: HttpResponse) -> HttpResponse:
        """The answer to the page: once that was taken, it leads on, and what was chosen for it is kept no longer."""
        if response.status_code == 302:
            chosen_files.let_go(self.kept)
        return response

    def papers(self) -> list[tuple[str, str, bytes]]:
        """What is handed in: of which kind, under which name, its bytes; what was chosen was kept before (``keep``)."""
        made = []
        for each in self.asked:
            rows = self.chosen_for(each.code)
            contents = [files.read(row.file) for row in rows]
            if contents:
                whole = contents[0] if len(contents) == 1 else uploads.merged(contents).content
                made.append((each.code, each.name or PurePath(rows[0].name).stem, whole))
        return made
