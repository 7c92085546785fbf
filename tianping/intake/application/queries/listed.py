"""The proofs that a suit for a cause usually needs (材料清单): nobody is turned away for lacking one."""

import datetime
import re
from dataclasses import dataclass
from typing import cast

from tianping.intake.application.models import Application
from tianping.intake.guidance.queries import papers_of
from tianping.law.papers_needed import Kind, papers_needed

# What the forms ask for in writing, by the answer: 有借条、有送货单.
WRITTEN = {"note": "借条", "iou": "欠条", "contract": "合同", "delivery_note": "送货单", "statement": "对账单"}


@dataclass(frozen=True)
class Listed:
    """One proof that is usual: what it is, what for, and whether a piece of that name is there.

    ``own_name``: how one piece of it is called, where the list names several that would do; empty where that is open.
    """

    name: str
    why: str
    is_there: bool
    own_name: str

    @property
    def examples(self) -> list[str]:
        """What the entry names, one by one."""
        return _each(self.name)


def papers_listed(application: Application, *, on: datetime.date) -> list[Listed]:
    """The usual proofs of the pleading's cause, as guidance names them; empty where it knows no such cause."""
    kind = papers_of(application.cause_name)
    if not kind:
        return []
    names = [each.name for each in application.documents.all()]
    written = WRITTEN.get(str(application.answers.get("written")), "")
    answer = papers_needed(cast(Kind, kind), on=on, answers=application.answers)
    return [
        Listed(each.name, each.why, any(_is_one(each.name, name) for name in names), _own_name(each.name, written))
        for each in answer.value
        if not each.because
    ]


def _is_one(listed: str, name: str) -> bool:
    """Whether a piece is one of the papers that an entry of the list names."""
    return any(word in name or name in word for word in _each(listed) if len(word) > 1 and len(name) > 1)


def _each(listed: str) -> list[str]:
    return [word.removesuffix("等").strip() for word in re.split("[、，]|或者", listed)]


def _own_name(listed: str, written: str) -> str:
    """What one piece is called: the only thing that the entry names, else what was told that there is."""
    each = _each(listed)
    return each[0] if len(each) == 1 else next((word for word in each if written and written in word), "")
