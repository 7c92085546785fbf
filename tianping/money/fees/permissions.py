"""Who may see and receive court fees."""

from tianping.accounts.permissions import Permission
from tianping.accounts.posts import LEADERS, Post
from tianping.kernel.refusals import Refused
from tianping.law import causes

LIST_BILLS = Permission("fees.list", "查看交费通知", LEADERS | {Post.FILING_CLERK, Post.CASHIER, Post.ACCOUNTANT})
RECEIVE_PAYMENT = Permission("fees.receive", "登记交费", frozenset({Post.CASHIER}))
REFUND = Permission("fees.refund", "登记退费", frozenset({Post.CASHIER}))

# 《诉讼费用交纳办法》第十三条第一款第（二）（四）项、第八条: by the piece, by other scales, or not at all.
OTHER_SCALES = frozenset(
    {
        "人格权纠纷",
        "劳动争议、人事争议、新就业形态用工纠纷",
        "非讼程序案件案由",
        "特殊诉讼程序案件案由",
    }
)


def check_can_charge(cause_name: str) -> None:
    """Raise Refused for a cause whose fee does not follow the sum claimed (第十三条第一款第（一）项)."""
    cause = causes.by_name(cause_name)
    if cause is None:
        return
    part = cause.path[0] if cause.path else cause.name
    if part in OTHER_SCALES or cause.name == "离婚纠纷":
        raise Refused(
            f"“{cause_name}”的案件受理费不按财产案件的标准计算（《诉讼费用交纳办法》第十三条第一款第（一）项以外的各项），"
            "本系统目前只办理按标的额收费的案件，请按本院现行办法收案。"
        )
