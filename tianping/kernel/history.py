"""Row history: triggers keep a row's earlier version at every change and at its removal."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

import pghistory
from django.db import models

Table = TypeVar("Table", bound=models.Model)


def keeps_history(exclude: Sequence[str] = ()) -> Callable[[type[Table]], type[Table]]:
    """Class decorator for a table whose rows may change: its earlier versions stand in ``<table>event``.

    Who changed it and why stand in the step and the audit entry, so the history carries no context of its own.
    """
    return pghistory.track(
        pghistory.UpdateEvent("changed", row=pghistory.Old),
        pghistory.DeleteEvent("removed", row=pghistory.Old),
        exclude=list(exclude),
        context_field=cast(Any, None),
    )
