"""Who may see and change the procedure of a case; a refusal is a sentence."""

from tianping.accounts.models import User
from tianping.accounts.permissions import Permission, check_may
from tianping.accounts.posts import LEADERS, Post
from tianping.cases.models import Case
from tianping.kernel.refusals import Refused

OVERRIDE = Permission("triage.override", "调整审理程序", frozenset({Post.FILING_CLERK, Post.DIVISION_HEAD}))
REVIEW_OVERRIDES = Permission("triage.review", "查看程序调整记录", LEADERS | {Post.FILING_CLERK})

FIRST_INSTANCE = "民初"


def check_can_override(user: User, case: Case) -> None:
    """Raise unless this person may change procedures, and this is an open case of first instance."""
    check_may(user, OVERRIDE)
    if case.type_code != FIRST_INSTANCE:
        raise Refused("只有民事一审案件适用繁简分流，本案不能调整审理程序。")
    if case.status != "open":
        raise Refused("本案已经结案，不能再调整审理程序。")
