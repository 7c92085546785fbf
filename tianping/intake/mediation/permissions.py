"""Who may see and run mediations before filing."""

from tianping.accounts.permissions import Permission
from tianping.accounts.posts import LEADERS, Post

LIST_REFERRALS = Permission("mediation.list", "查看诉前调解", LEADERS | {Post.FILING_CLERK, Post.MEDIATOR})
RUN_REFERRAL = Permission("mediation.run", "登记诉前调解结果", frozenset({Post.FILING_CLERK, Post.MEDIATOR}))
WITHDRAW_REFERRAL = Permission("mediation.withdraw", "退回诉前调解", frozenset({Post.FILING_CLERK}))
