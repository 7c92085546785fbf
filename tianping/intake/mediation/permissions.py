"""Who may see and run mediations before filing."""

from tianping.accounts.permissions import Permission
from tianping.accounts.posts import LEADERS, Post

RUNNERS = frozenset({Post.FILING_CLERK, Post.MEDIATOR})

LIST_REFERRALS = Permission("mediation.list", "查看诉前调解", LEADERS | RUNNERS)
RUN_REFERRAL = Permission("mediation.run", "登记诉前调解结果", RUNNERS)
WITHDRAW_REFERRAL = Permission("mediation.withdraw", "退回诉前调解", frozenset({Post.FILING_CLERK}))
# Mediators have to reach the litigants; identity numbers are not theirs to see.
REVEAL_PHONE = Permission("mediation.reveal_phone", "查看诉前调解当事人电话", RUNNERS)
