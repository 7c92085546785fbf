"""What deliberation puts into the secondary volume of a case's file: the supervision of the four kinds of cases."""

from collections.abc import Iterable

from tianping.cases.models import Case
from tianping.cases.panels import FileEntry, Sheet
from tianping.kernel.clock import china_day
from tianping.trial.deliberation.queries import steps_of, supervision_of


def entries(case: Case) -> Iterable[FileEntry]:
    """四类案件监督管理记录: why the case was marked, and every leader's step with the bench's answer."""
    found = supervision_of(case)
    if found is not None:
        rows = (("标识种类", found.get_kind_display()), ("标识理由", found.reason))
        lines = tuple(f"{each.by.full_name}，{each.get_measure_display()}：{each.text}" for each in steps_of(found))
        title = "四类案件监督管理记录"
        yield FileEntry("supervision", title, china_day(found.marked_at), "本院", sheet=Sheet(title, rows, lines))
