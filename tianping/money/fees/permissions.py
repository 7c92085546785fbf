"""Who may see and receive court fees."""

from tianping.accounts.permissions import Permission
from tianping.accounts.posts import LEADERS, Post

LIST_BILLS = Permission("fees.list", "查看交费通知", LEADERS | {Post.FILING_CLERK, Post.CASHIER, Post.ACCOUNTANT})
RECEIVE_PAYMENT = Permission("fees.receive", "登记交费", frozenset({Post.CASHIER}))
