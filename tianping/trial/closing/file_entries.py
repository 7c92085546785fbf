"""What closing puts into the file of a case: appeals, and what came back from the court above."""

from collections.abc import Iterable

from tianping.cases.models import Case
from tianping.cases.panels import FileEntry, Sheet
from tianping.kernel.clock import china_day
from tianping.law.wording import chinese_date
from tianping.trial.closing.queries import appeals_of, ending_of, second_instance_of


def entries(case: Case) -> Iterable[FileEntry]:
    """上诉状, 移送函, and how the second instance ended."""
    ending = ending_of(case)
    if ending is None:
        return
    for appeal in appeals_of(ending):
        rows = (("上诉人", appeal.appellant.name), ("收到日期", chinese_date(appeal.received_on)))
        sheet = Sheet("上诉状（登记内容）", rows, (f"上诉请求：{appeal.request}",))
        yield FileEntry("appeal", "上诉状", appeal.received_on, appeal.appellant.name, sheet=sheet)
    second = second_instance_of(ending)
    if second is not None and second.sent_at is not None:
        rows = (("移送法院", second.to_court), ("移送材料", second.contents or "全部案卷"))
        yield FileEntry(
            "appeal", "上诉案件移送函", china_day(second.sent_at), "本院", sheet=Sheet("上诉案件移送函", rows)
        )
    if second is not None and second.outcome:
        rows = (("二审案号", second.number), ("结果", second.get_outcome_display()))
        sheet = Sheet("上级法院裁判结果", rows)
        yield FileEntry("second_instance", "上级法院裁判文书", second.binds_on, second.to_court, sheet=sheet)
