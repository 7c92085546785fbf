"""Files that were chosen for a form that was not taken (已经选好的文件): a browser keeps none, the house does.

Whatever else is wrong with a form, each good file is kept; the page offers it again, ticked, under its name. What is
ticked when the form is sent counts, and only for the person and the form that it was kept for. The form's view lets go
of those with which it was sent.
"""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from tianping.kernel import files
from tianping.kernel.models import ChosenFile
from tianping.kernel.refusals import Refused
from tianping.kernel.uploads import Accepted

KEPT = datetime.timedelta(days=30)
MOST = 100
LONGEST_NAME = 200


@transaction.atomic
def keep(
    user: Any, form: str, field: str, chosen: Sequence[tuple[str, Accepted]], *, at: datetime.datetime
) -> list[ChosenFile]:
    """Keep files that were checked, each with its name, in their order.

    Raises Refused for more than anybody chooses for one form.
    """
    if ChosenFile.objects.filter(user=user, form=form).count() + len(chosen) > MOST:
        raise Refused("选好的文件过多，请先提交，或者分几次提交。")
    return [
        ChosenFile.objects.create(
            user=user,
            form=form,
            field=field,
            name=name[:LONGEST_NAME],
            file=files.keep(accepted.content, accepted.media_type),
            kept_at=at,
        )
        for name, accepted in chosen
    ]


def ticked(user: Any, form: str, ids: Iterable[str]) -> list[ChosenFile]:
    """Of what was kept for a person's form those that the page had ticked, in the order in which they were chosen."""
    known = [int(each) for each in ids if each.isdecimal() and len(each) < 19]
    rows = ChosenFile.objects.filter(user=user, form=form, pk__in=known).select_related("file")
    return list(rows.order_by("pk"))


def let_go(rows: Sequence[ChosenFile]) -> None:
    """Forget these: the form was sent with them, or given up. What another tab holds stays."""
    _forget(ChosenFile.objects.filter(pk__in=[each.pk for each in rows]))


def forget_old(*, at: datetime.datetime) -> None:
    """Remove what nobody has come back to."""
    _forget(ChosenFile.objects.filter(kept_at__lt=at - KEPT))


@transaction.atomic
def _forget(rows: QuerySet[ChosenFile]) -> None:
    stored = [each.file for each in rows.select_related("file")]
    rows.delete()
    for each in {file.pk: file for file in stored}.values():
        files.forget(each)
