"""What stands in the staff shell's navigation: each room names its own pages beside its addresses.

A room writes in its ``urls.py``::

    NAVIGATION = (Entry("立案", "批量立案", "filing_batches", UPLOAD_BATCH),)
"""

import functools
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from tianping.accounts.permissions import Permission
from tianping.accounts.published import published

GROUP_ORDER = ("工作", "立案", "审判", "费用", "审判管理", "系统", "我的")


@dataclass(frozen=True)
class Entry:
    """One way in the navigation: the group it stands in, its word, the name of its address, and who may go there.

    ``waiting`` finds the things that wait there for a person; the navigation shows how many. None: nothing ever waits.
    """

    group: str
    label: str
    url_name: str
    permission: Permission
    waiting: Callable[[Any], QuerySet[Any]] | None = None


@functools.cache
def entries() -> tuple[Entry, ...]:
    """Every room's entries, groups in the court's order and rooms in the order of the settings."""
    named = itertools.chain.from_iterable(published("NAVIGATION"))
    return tuple(sorted(named, key=lambda entry: _place(entry.group)))


def _place(group: str) -> int:
    return GROUP_ORDER.index(group) if group in GROUP_ORDER else len(GROUP_ORDER)
