"""What an application puts into the file of the enforcement (卷宗): itself, and what was handed in with it."""

from collections.abc import Iterable

from tianping.cases.models import Case
from tianping.cases.panels import FileEntry, Sheet
from tianping.enforcement.actions import INSISTS
from tianping.enforcement.models import Application
from tianping.enforcement.queries import papers_of
from tianping.kernel.clock import china_day
from tianping.law.money import grouped
from tianping.law.wording import chinese_date


def entries(case: Case) -> Iterable[FileEntry]:
    """强制执行申请书, the title and what proves it; nothing in the file of a case that is only the title."""
    found = Application.objects.filter(case=case).select_related("applicant", "signature").first()
    if found is None:
        return
    day, who = china_day(found.received_at), found.applicant.name
    yield FileEntry("complaint", "强制执行申请书", day, who, found.number, sheet=_sheet(found))
    if found.signature is not None:
        yield FileEntry("complaint", "申请人签名", day, who, file=found.signature)
    for each in papers_of(found):
        added = china_day(each.added_at) if each.added_at is not None else day
        title = f"{each.get_kind_display()}：{each.name}"
        yield FileEntry("evidence", title, added, who, file=each.file, pages=each.pages)


def _sheet(found: Application) -> Sheet:
    amount = f"{grouped(found.amount_fen)}元" if found.amount_fen else "没有金额"
    interest = "，并请求迟延履行期间的债务利息" if found.wants_delay_interest else ""
    rows = (
        ("收件编号", found.number),
        ("申请执行人", found.applicant.name),
        ("被执行人", "、".join(each.name for each in found.respondents.order_by("position"))),
        ("执行依据", found.title),
        ("金额", f"{amount}{interest}"),
        ("履行期限届满", chinese_date(found.performance_due_on)),
        ("财产线索", found.clues or "没有提供"),
        *((("管辖", INSISTS),) if found.insists_here else ()),
        *((("签名", found.signed_name),) if found.signed_name else ()),
    )
    return Sheet("强制执行申请书", rows, tuple(found.request.splitlines()))
