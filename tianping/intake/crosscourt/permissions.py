"""Who sends pleadings to other courts and takes in theirs: filing clerks; leaders may look."""

from tianping.accounts.permissions import Permission
from tianping.accounts.posts import LEADERS, Post

CLERKS = frozenset({Post.FILING_CLERK})

SEE = Permission("crosscourt.list", "查看跨域立案", LEADERS | CLERKS)
SEND = Permission("crosscourt.send", "跨域立案：核对、发出", CLERKS)
TAKE = Permission("crosscourt.take", "跨域立案：接收立案包和回执", CLERKS)
