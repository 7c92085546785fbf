"""Who may see and receive court fees."""

from tianping.accounts.permissions import Permission
from tianping.accounts.posts import LEADERS, Post
from tianping.kernel.refusals import Refused
from tianping.law import fee_kinds
from tianping.law.answers import Refusal

LIST_BILLS = Permission("fees.list", "查看交费通知", LEADERS | {Post.FILING_CLERK, Post.CASHIER, Post.ACCOUNTANT})
RECEIVE_PAYMENT = Permission("fees.receive", "登记交费", frozenset({Post.CASHIER}))
REFUND = Permission("fees.refund", "登记退费", frozenset({Post.CASHIER}))


def check_can_charge(cause_name: str) -> None:
    """Raise Refused for a cause that is no civil suit of first instance (非讼程序案件, 第八条)."""
    try:
        fee_kinds.check_is_suit(cause_name)
    except Refusal as refusal:
        raise Refused(refusal.sentence) from refusal
