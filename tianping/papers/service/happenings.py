"""What was done to serve a paper (送达经过), as a page lists it: every attempt, and every message that announced it."""

from collections.abc import Iterable

from tianping.kernel.models import Message
from tianping.kernel.web.components import Happening
from tianping.law.masking import mask_phone
from tianping.papers.service.models import Attempt, address_and_time


def what_happened(attempts: Iterable[Attempt], messages: Iterable[Message], *, for_staff: bool) -> list[Happening]:
    """Attempts and messages, oldest first. Who wrote them down, and their remarks, stay with the staff."""
    entries = [_attempted(each, for_staff=for_staff) for each in attempts]
    entries += [_announced(each) for each in messages]
    return sorted(entries, key=lambda entry: entry.at)


def electronic_place(attempts: Iterable[Attempt]) -> str:
    """Where a paper arrived that was served electronically, as its proof (电子送达凭证) says it."""
    served = [each for each in attempts if each.method == "electronic" and not each.failed_because]
    if not served:
        return ""
    message = served[-1].message
    if message is not None:
        return f"当事人确认的{message.get_channel_display()}地址，{mask_phone(message.address)}"
    return "当事人的案件进度页面" if served[-1].recorded_by_id is None else "没有由系统发送的记录"


def _attempted(each: Attempt, *, for_staff: bool) -> Happening:
    note = each.note if for_staff else ""
    text = "；".join(filter(None, [each.posted, each.arrived, note, each.failed_because]))
    who = each.recorder if for_staff else ""
    return Happening(each.recorded_at, f"{each.get_method_display()}：{each.result}", who, text)


def _announced(each: Message) -> Happening:
    """A message that is no service: it waits, could not be sent, or came to somebody who no longer agreed."""
    result = Message.machine.label(each.status)
    text = f"{address_and_time(each)}。这条信息本身不是送达。"
    return Happening(each.sent_at or each.queued_at, f"{each.get_channel_display()}通知：{result}", "系统", text)
