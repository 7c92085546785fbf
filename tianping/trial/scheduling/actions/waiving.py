"""Many litigants give up the rest of their periods on one record (放弃答辩期、举证期限)."""

import datetime
from collections.abc import Collection

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.actions import WaiverDraft
from tianping.cases.models import Case
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.trial.scheduling.permissions import check_can_plan
from tianping.trial.scheduling.queries.candidates import read_candidates


@transaction.atomic
def waive_many(case_ids: Collection[int], record: str, *, by: User, at: datetime.datetime) -> int:
    """Note for these cases that everybody whose period still runs gave it up, and where that stands; how many did.

    Both sides must have agreed (解释第二百六十六条): the record says so.
    """
    cases = list(Case.objects.filter(pk__in=case_ids).select_related("matter", "responsible").order_by("pk"))
    if not cases:
        raise Refused("请勾选当事人已经放弃期限的案件。")
    check_can_plan(by, cases)
    drafts = [
        WaiverDraft(each.case.pk, [hindrance.litigant_id], [hindrance.period])
        for each in read_candidates(cases, china_day(at))
        for hindrance in each.running
    ]
    if not drafts:
        raise Refused("所选案件没有正在计算的答辩期、举证期限，不需要登记放弃。")
    case_actions.waive_periods_many(drafts, record=record, by=by, at=at)
    return len(drafts)
