"""Replacing a look-up code: the old one stops at once."""

import datetime

from django.db import transaction
from django.db.models import F

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.cases.models import Case
from tianping.cases.permissions import REPLACE_LOOKUP_CODE
from tianping.kernel import audit


@transaction.atomic
def replace_lookup_code(case: Case, *, by: User, at: datetime.datetime) -> None:
    """Replace the look-up code of a case (更换查询码), for example because a slip was lost."""
    check_may(by, REPLACE_LOOKUP_CODE)
    Case.objects.filter(pk=case.pk).update(lookup_version=F("lookup_version") + 1)
    case.refresh_from_db(fields=["lookup_version"])
    audit.record("case.replace_code", f"case:{case.pk}", by=by, at=at)
