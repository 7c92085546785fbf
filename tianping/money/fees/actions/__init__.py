"""What may be done with court fees: raise a bill, receive its payment, settle the fee of an ended case, refund."""

from tianping.money.fees.actions.billing import (
    Charge,
    charge_counterclaim,
    charge_preservation,
    charge_shortfall,
    raise_bill,
    recalculate,
)
from tianping.money.fees.actions.receiving import book_payment, receive_payment
from tianping.money.fees.actions.relieving import Decision, ReliefDraft, ask_relief, decide_relief, enter_relief
from tianping.money.fees.actions.reversing import reverse_payment
from tianping.money.fees.actions.settling import refund, settle_many, settle_preservation, start_refund_periods
from tianping.money.fees.actions.telling import tell_payers
from tianping.money.fees.banking import lock_references
from tianping.money.fees.periods import FEE_PERIOD, REFUND_PERIOD

__all__ = [
    "FEE_PERIOD",
    "REFUND_PERIOD",
    "Charge",
    "Decision",
    "ReliefDraft",
    "ask_relief",
    "book_payment",
    "charge_counterclaim",
    "charge_preservation",
    "charge_shortfall",
    "decide_relief",
    "enter_relief",
    "lock_references",
    "raise_bill",
    "recalculate",
    "receive_payment",
    "refund",
    "reverse_payment",
    "settle_many",
    "settle_preservation",
    "start_refund_periods",
    "tell_payers",
]
