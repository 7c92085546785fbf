"""Who may file at the counter and in bulk, review what was handed in, and rule that it is not accepted."""

from typing import Any

from django.db.models import QuerySet

from tianping.accounts.permissions import Permission, check_may
from tianping.accounts.posts import CITIZENS, LEADERS, Post
from tianping.intake.filing.models import Filing
from tianping.intake.filing.states import WITHDRAWABLE
from tianping.kernel.refusals import Forbidden

CLERKS = frozenset({Post.FILING_CLERK})

SEE_FILINGS = Permission("filing.list", "查看立案申请", LEADERS | CLERKS)
RECEIVE = Permission("filing.receive", "窗口收案", CLERKS)
FILE = Permission("filing.file", "起诉", CLERKS | CITIZENS)
RULE = Permission("filing.rule", "裁定不予受理", frozenset({Post.JUDGE}))
REVIEW = Permission("filing.review", "立案审查", CLERKS)
FILE_BATCH = Permission("filing.batch", "批量立案", CLERKS)


def refusals_before(user: Any) -> QuerySet[Filing]:
    """The filings whose refusal a judge was asked to rule on, and those on which they have ruled."""
    return Filing.objects.filter(refusal_judge=user, status__in=["refusing", "refused"])


def can_be_withdrawn(filing: Filing) -> bool:
    """Whether whoever sues may still take it back (可以撤回): nothing was decided on it, nobody mediates."""
    return filing.status in WITHDRAWABLE


def check_can_rule(user: Any, filing: Filing) -> None:
    """Raise unless this is the judge whose turn it was; a clerk rules on nothing (裁定由审判人员作出)."""
    check_may(user, RULE)
    if filing.refusal_judge_id != user.pk:
        raise Forbidden("不予受理由轮值的审判员裁定；本件不由您办理。")
