"""What deliberation puts into the secondary volume of a case's file: deliberations, supervision of the four kinds."""

from collections.abc import Iterable
from typing import Any

from tianping.cases.models import Case
from tianping.cases.panels import FileEntry, Sheet
from tianping.kernel.clock import china_day
from tianping.law.wording import chinese_date
from tianping.trial.deliberation.queries import deliberations_of, steps_of, supervision_of, unsigned


def entries(case: Case) -> Iterable[FileEntry]:
    """评议笔录 of the panel; 四类案件监督管理记录: why the case was marked, every leader's step, the bench's answer."""
    for each in deliberations_of(case):
        yield _deliberation(each)
    found = supervision_of(case)
    if found is not None:
        rows = (("标识种类", found.get_kind_display()), ("标识理由", found.reason))
        lines = tuple(f"{each.by.full_name}，{each.get_measure_display()}：{each.text}" for each in steps_of(found))
        title = "四类案件监督管理记录"
        yield FileEntry("supervision", title, china_day(found.marked_at), "本院", sheet=Sheet(title, rows, lines))


def _deliberation(each: Any) -> FileEntry:
    title = f"合议庭评议笔录（第{each.ordinal}次）"
    rows = (
        ("时间、地点", f"{chinese_date(each.held_on)}，{each.place}"),
        ("签名", "、".join(signature.by.full_name for signature in each.signatures.all()) or "未签名"),
        ("未签名", "、".join(unsigned(each)) or "无"),
    )
    said = [f"{one.office}{one.user.full_name}：{one.text}" for one in each.opinions.all()]
    return FileEntry(
        "deliberation", title, each.held_on, "本院", sheet=Sheet(title, rows, (*said, f"评议结论：{each.conclusion}"))
    )
