"""Who calls back those who asked for help."""

from tianping.accounts.permissions import Permission
from tianping.accounts.posts import Post

CALL_BACK = Permission("portal.call_back", "给需要帮助的人回电", frozenset({Post.FILING_CLERK}))
