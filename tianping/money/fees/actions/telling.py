"""The days to pay, and telling whoever has to pay what is still due until when."""

import datetime

from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Clock
from tianping.law.fee_kinds import not_prepaid
from tianping.money.fees.models import Bill
from tianping.money.fees.payments import first_case_of, payers_of


def start_to_pay(case: Case, period_id: str, *, on: datetime.date) -> None:
    """Seven days to pay (第二十二条); where those for an earlier notice still run, they go on.

    None where the fee need not be paid first (第二十条第一款).
    """
    running = Clock.objects.filter(case=case, period_id=period_id, stopped_on__isnull=True)
    if not not_prepaid(case.matter.cause_name, decided=case.fee_waits) and not running.exists():
        start = case_actions.ClockStart(case.matter_id, case.pk, period_id, on, Post.FILING_CLERK)
        case_actions.start_clocks([start], on=on)


def tell_payers(bill: Bill, key: str, text: str, *, by: User, at: datetime.datetime) -> None:
    """An SMS to whoever has to pay a bill."""
    case = first_case_of(bill)
    told = [case_actions.CaseMessage(key, each, text, case) for each in payers_of(bill)]
    case_actions.message_many(told, by=by, at=at)
