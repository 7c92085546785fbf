"""Who may see and handle bank statements."""

from tianping.accounts.permissions import Permission
from tianping.accounts.posts import Post

VIEW_STATEMENTS = Permission("statements.view", "查看银行流水", frozenset({Post.CASHIER, Post.ACCOUNTANT}))
HANDLE_STATEMENTS = Permission("statements.handle", "导入银行流水、确认到账", frozenset({Post.CASHIER}))
