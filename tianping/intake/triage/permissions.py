"""Who may see and override triage."""

from tianping.accounts.permissions import Permission
from tianping.accounts.posts import LEADERS, Post

OVERRIDE = Permission("triage.override", "调整审理程序", frozenset({Post.FILING_CLERK, Post.DIVISION_HEAD}))
REVIEW_OVERRIDES = Permission("triage.review", "查看程序调整记录", LEADERS | {Post.FILING_CLERK})
