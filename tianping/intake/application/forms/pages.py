"""A page of a pleading that several clerks may have open at once: what it showed, and what somebody wrote since."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from tianping.kernel.web.forms import HouseForm


@dataclass(frozen=True)
class Overwriting:
    """Somebody else changed the page since it was opened: by whom, and what stands there now (label, words)."""

    name: str
    rows: Sequence[tuple[str, str]]


class PleadingForm(HouseForm):
    """A page of a pleading; ``seen`` is a digest of what stood there when it was shown."""

    seen = ""
    overwriting: Overwriting | None = None

    def note_seen(self) -> None:
        """Note what stands on the page as it is kept, before anything that was typed is put back into it."""
        stands = {name: _plain(self.get_initial_for_field(field, name)) for name, field in self.fields.items()}
        self.seen = hashlib.sha256(json.dumps(stands, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    def standing(self) -> list[tuple[str, str]]:
        """What stands on the page and is not what was typed now: (label, words; empty where nothing stands)."""
        return [
            (str(field.label), _words(field, stands))
            for name, field in self.fields.items()
            if (stands := self.get_initial_for_field(field, name)) is not None or self[name].value()
            if _plain(stands) != _plain(self[name].value())
        ]


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [str(each) for each in value]
    return "" if value is None else str(value)


def _words(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        named = {str(key): str(words) for key, words in choices}
        given = value if isinstance(value, list) else [value]
        return "、".join(named.get(str(each), str(each)) for each in given if each not in (None, ""))
    return "" if value is None else str(value)
