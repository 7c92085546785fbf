"""Who may file at the counter and in bulk, and review what was handed in."""

from tianping.accounts.permissions import Permission
from tianping.accounts.posts import LEADERS, Post

CLERKS = frozenset({Post.FILING_CLERK})
CITIZENS = frozenset({Post.LITIGANT, Post.LAWYER, Post.ENTERPRISE})

SEE_FILINGS = Permission("filing.list", "查看立案申请", LEADERS | CLERKS)
RECEIVE = Permission("filing.receive", "窗口收案", CLERKS)
FILE = Permission("filing.file", "起诉", CLERKS | CITIZENS)
REVIEW = Permission("filing.review", "立案审查", CLERKS)
FILE_BATCH = Permission("filing.batch", "批量立案", CLERKS)
