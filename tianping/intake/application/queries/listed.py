"""The proofs that a suit for a cause usually needs (材料清单): nobody is turned away for lacking one."""

import datetime
import re
from dataclasses import dataclass
from typing import cast

from tianping.intake.application.models import Application
from tianping.intake.guidance.queries import papers_of
from tianping.law.papers_needed import Kind, papers_needed


@dataclass(frozen=True)
class Listed:
    """One proof that is usual: what it is, what for, and whether a piece of that name is there."""

    name: str
    why: str
    is_there: bool


def papers_listed(application: Application, *, on: datetime.date) -> list[Listed]:
    """The usual proofs of the pleading's cause, as guidance names them; empty where it knows no such cause."""
    kind = papers_of(application.cause_name)
    if not kind:
        return []
    names = [each.name for each in application.documents.all()]
    answer = papers_needed(cast(Kind, kind), on=on)
    return [
        Listed(each.name, each.why, any(_is_one(each.name, name) for name in names))
        for each in answer.value
        if not each.because
    ]


def _is_one(listed: str, name: str) -> bool:
    """Whether a piece is one of the papers that an entry of the list names."""
    each = [word.removesuffix("等").strip() for word in re.split("[、，]|或者", listed)]
    return any(word in name or name in word for word in each if len(word) > 1 and len(name) > 1)
