"""Who may see and receive court fees."""

from tianping.accounts.models import User
from tianping.accounts.permissions import Permission, check_may, held_posts
from tianping.accounts.posts import LEADERS, Post
from tianping.cases.models import Litigant
from tianping.kernel.refusals import Forbidden, Refused
from tianping.law import fee_kinds
from tianping.law.answers import Refusal

PRESIDENTS = frozenset({Post.PRESIDENT, Post.VICE_PRESIDENT})
LIST_BILLS = Permission("fees.list", "查看交费通知", LEADERS | {Post.FILING_CLERK, Post.CASHIER, Post.ACCOUNTANT})
RECEIVE_PAYMENT = Permission("fees.receive", "登记交费", frozenset({Post.CASHIER}))
LIST_RELIEF = Permission("fees.reliefs", "查看司法救助申请", LEADERS | {Post.FILING_CLERK})
ENTER_RELIEF = Permission("fees.enter_relief", "窗口代为录入司法救助申请", frozenset({Post.FILING_CLERK}))
DECIDE_RELIEF = Permission(
    "fees.decide_relief", "决定司法救助", frozenset({Post.DIVISION_HEAD, Post.VICE_PRESIDENT, Post.PRESIDENT})
)
REFUND = Permission("fees.refund", "登记退费", frozenset({Post.CASHIER}))


def check_can_charge(cause_name: str) -> None:
    """Raise Refused for a cause that is no civil suit of first instance (非讼程序案件, 第八条)."""
    try:
        fee_kinds.check_is_suit(cause_name)
    except Refusal as refusal:
        raise Refused(refusal.sentence) from refusal


def check_can_decide(by: User, kind: str) -> None:
    """Raise unless this person may decide: a deferral the head of a division, the rest the president or a deputy.

    《最高人民法院关于对经济确有困难的当事人提供司法救助的规定》（法发〔2005〕6号）第七条.
    """
    check_may(by, DECIDE_RELIEF)
    if kind != "defer" and not held_posts(by) & PRESIDENTS:
        raise Forbidden("减交、免交诉讼费用由院长审批，您的岗位只能决定缓交；请报院长。")


def check_can_ask(litigant: Litigant) -> None:
    """Raise unless this litigant is one who sues and so pays the fee."""
    if litigant.role != Litigant.Role.PLAINTIFF:
        raise Refused("案件受理费由原告预交，您不用交，不需要申请。")
