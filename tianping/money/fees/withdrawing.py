"""Whether a suit may count as withdrawn because its fee was not paid (未交费按撤诉处理)."""

import datetime
from collections.abc import Collection

from tianping.cases.models import Case, Clock
from tianping.law.fee_kinds import not_prepaid
from tianping.law.fee_relief import KINDS
from tianping.law.wording import chinese_date
from tianping.money.fees.models import Relief
from tianping.money.fees.periods import PERIODS
from tianping.money.fees.reliefs import decision_words, granted_to

BUT = "不能以未交费按撤诉处理"


def why_not_withdrawn(case_ids: Collection[int], *, on: datetime.date) -> dict[int, str]:
    """For each of these unpaid cases that may not count as withdrawn for want of its fee: why, in a sentence.

    民诉法解释第二百一十三条: only who did not pay after being told, or after what they asked for was refused.
    """
    cases = list(Case.objects.filter(pk__in=case_ids).select_related("matter"))
    matters = [case.matter_id for case in cases]
    asked = {row.matter_id: row for row in Relief.objects.filter(matter__in=matters, status="asked")}
    granted = granted_to(matters)
    rows = Clock.objects.filter(case__in=cases, period_id__in=set(PERIODS.values()), stopped_on__isnull=True)
    running = {row.case_id: row.legal_due or row.nominal_due for row in rows.order_by("nominal_due")}
    found = {case.pk: _why(case, asked, granted, running.get(case.pk), on) for case in cases}
    return {pk: words for pk, words in found.items() if words}


def _why(
    case: Case, asked: dict[int, Relief], granted: dict[int, Relief], due: datetime.date | None, on: datetime.date
) -> str:
    waiting, given = asked.get(case.matter_id), granted.get(case.matter_id)
    if waiting is not None:
        who = "庭长或者院长" if waiting.kind == "defer" else "院长"
        return f"{case.number}的原告申请{KINDS[waiting.kind]}诉讼费用，还没有决定，{BUT}；请先报{who}决定。"
    if words := not_prepaid(case.matter.cause_name, decided=case.fee_waits):
        return f"{case.number}：{words.rstrip('。')}，{BUT}。"
    if given is not None and (given.until is None or on <= given.until) and given.kind != "reduce":
        return f"{case.number}已经准予{decision_words(given)}，{BUT}。"
    if due is not None and on <= due:
        return f"{case.number}的交费期限到{chinese_date(due)}（含当日），期限内{BUT}。"
    return ""
