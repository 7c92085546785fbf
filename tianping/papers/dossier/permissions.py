"""Who may see and keep the file of a case; a refusal is a sentence."""

from typing import Any

from tianping.accounts.permissions import Permission, check_may, held_posts
from tianping.accounts.posts import LEADERS, Post
from tianping.cases.models import Case, Seat
from tianping.kernel.refusals import Forbidden
from tianping.papers.dossier.models import HandIn

KEEPERS = frozenset({Post.JUDGE, Post.JUDGE_ASSISTANT, Post.COURT_CLERK, Post.FILING_CLERK})

VIEW_DOSSIER = Permission("dossier.view", "查看卷宗", KEEPERS | LEADERS | {Post.PEOPLES_ASSESSOR})
KEEP_DOSSIER = Permission("dossier.keep", "收取、转送当事人材料", KEEPERS)
ARCHIVE = Permission("dossier.archive", "归档", frozenset({Post.JUDGE_ASSISTANT, Post.COURT_CLERK}))


def serves(user: Any, case: Case) -> bool:
    """Whether a person tries the case or serves its bench."""
    return case.responsible_id == user.pk or Seat.objects.filter(case=case, user=user, until__isnull=True).exists()


def check_can_keep(user: Any, case: Case) -> None:
    """Raise unless this person may take and send on what litigants hand in: the bench, its clerks, filing."""
    check_may(user, KEEP_DOSSIER)
    if Post.FILING_CLERK not in held_posts(user) and not serves(user, case):
        raise Forbidden(f"您不是{case.number}的审判人员或者书记员，不能收取、转送该案材料。")


def check_can_settle(user: Any, handed: HandIn) -> None:
    """Raise unless this person may note what came of a request: the bench and its clerks, and none it is about."""
    check_may(user, KEEP_DOSSIER)
    if not serves(user, handed.case):
        raise Forbidden(f"您不是{handed.case.number}的审判人员或者书记员，不能登记处理结果。")
    if handed.kind == HandIn.Kind.RECUSAL and user.full_name in handed.target:
        raise Forbidden("您是被申请回避的人员，不能自己登记处理结果，请由本案其他审判人员或者书记员登记。")


def check_can_archive(user: Any, case: Case) -> None:
    """Raise unless this person may archive the file: the clerk or assistant of the bench."""
    check_may(user, ARCHIVE)
    if not serves(user, case):
        raise Forbidden(f"您不是{case.number}的书记员或者法官助理，不能归档该案卷宗。")


def sees_secondary(user: Any, case: Case) -> bool:
    """Whether a person may see the secondary volume (副卷): the bench, who serves it, the leaders."""
    return bool(held_posts(user) & LEADERS) or serves(user, case)
