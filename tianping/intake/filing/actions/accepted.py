"""What plaintiffs are told once their suit is filed (立案告知): what is to be paid, until when, which help there is."""

import datetime
from collections import Counter
from collections.abc import Collection, Sequence

from tianping.accounts.models import User
from tianping.accounts.queries import hall_on
from tianping.cases.models import Case, Clock, Litigant
from tianping.intake.filing.actions.telling import tell_plaintiffs
from tianping.intake.filing.models import Filing
from tianping.kernel.clock import china_day
from tianping.law import money
from tianping.law.fee_kinds import not_prepaid
from tianping.law.fee_notices import paid_together
from tianping.law.wording import chinese_date
from tianping.money.fees.actions import FEE_PERIOD
from tianping.money.fees.queries import SlipFee, slip_fees

HELP_ASKED = "。您申请了缓交、减交、免交诉讼费用，决定以前不用交费。"


def tell_accepted(
    filings: Sequence[Filing], cases: Sequence[Case], helped: Collection[int], *, by: User, at: datetime.datetime
) -> None:
    """Tell the plaintiffs by SMS; ``helped``: the matters in which help with the fee waits. Few statements for all."""
    ids = [case.pk for case in cases]
    fees = slip_fees(ids)
    running = Clock.objects.filter(case__in=ids, period_id=FEE_PERIOD, stopped_on__isnull=True)
    last = {case_id: legal or nominal for case_id, legal, nominal in
            running.values_list("case", "legal_due", "nominal_due")}  # fmt: skip
    suing = Litigant.objects.filter(role=Litigant.Role.PLAINTIFF, matter__in=[case.matter_id for case in cases])
    plaintiffs, of_persons = Counter[int](), set[int]()
    for matter_id, kind in suing.values_list("matter", "kind"):
        plaintiffs[matter_id] += 1
        of_persons |= {matter_id} if kind == Litigant.Kind.NATURAL else set()
    window = hall_on(china_day(at)).window
    said = {
        case.matter_id: _unpaid_for_now(case, helped)
        or _to_pay(
            fees.get(case.pk),
            last.get(case.pk),
            window,
            plaintiffs=plaintiffs[case.matter_id],
            is_person=case.matter_id in of_persons,
        )
        for case in cases
    }
    numbered = {case.matter_id: case for case in cases}
    tell_plaintiffs(filings, "accept", "已登记立案{own}", cases=numbered, of_each=said, by=by, at=at)


def _unpaid_for_now(case: Case, helped: Collection[int]) -> str:
    """Why nothing is to be paid yet: the law or the court lets the fee wait, or help waits; empty where it is due."""
    waits = not_prepaid(case.matter.cause_name, decided=case.fee_waits)
    if waits:
        return f"。{waits}"
    return HELP_ASKED if case.matter_id in helped else ""


def _to_pay(fee: SlipFee | None, last: datetime.date | None, window: str, *, plaintiffs: int, is_person: bool) -> str:
    """The sum, the last day, what follows otherwise (解释第二百一十三条), and the help that may be asked for.

    A unit is never exempt (交纳办法第四十四条第二款); several plaintiffs pay one fee.
    """
    if fee is None or not fee.amount_fen or last is None:
        return "，请按交费通知交纳诉讼费。"
    helps = "缓交、减交或者免交" if is_person else "缓交或者减交"
    granted = "缓交、减交、免交" if is_person else "缓交、减交"
    return (
        f"，请按交费通知交纳诉讼费{money.grouped(fee.amount_fen)}元，最迟{chinese_date(last)}（含当日）；"
        f"{paid_together(plaintiffs)}逾期不交，又没有获准{granted}的，按撤诉处理。通知编号{fee.bill_number}。"
        f"交纳确有困难的，可以在此以前登录“我的案件”打开本案申请{helps}，也可以到{window}申请。"
    )
