"""Papers about a hearing: summons, announcement, record (传票、开庭公告、庭审笔录)."""

from collections.abc import Mapping, Sequence
from typing import Any

from tianping.cases.models import Litigant, Seat
from tianping.kernel.refusals import Refused
from tianping.law.roles import role_in
from tianping.papers.documents.casefiles import CaseFile
from tianping.papers.documents.paragraphs import Paragraph
from tianping.papers.documents.wording.people import bench_lines, dispute, office
from tianping.papers.documents.wording.sheet import Order, code_line, heading, minute


def summons(order: Order) -> list[Paragraph]:
    """传票: who has to come, why, when and where."""
    summoned = order.addressee
    if summoned is None:
        raise Refused("传票应当写明被传唤人，请选择当事人。")
    rows = (
        ("案号", order.file.case.number),
        ("案由", order.file.case.matter.cause_name),
        ("被传唤人", summoned.name),
        ("住所", summoned.address or "——"),
        ("传唤事由", order.text("purpose") or "开庭审理"),
        ("应到时间", minute(order.moment("starts_at"))),
        ("应到处所", _place(order)),
    )
    remarks = (
        "1.被传唤人必须准时到达应到处所。原告经传票传唤，无正当理由拒不到庭的，可以按撤诉处理；被告经传票传唤，"
        "无正当理由拒不到庭的，可以缺席判决。",
        "2.本票由被传唤人携带来院报到，并随带身份证件和证据原件。",
        "3.被传唤人收到传票后，应当在送达回证上签名或者盖章。",
        f"4.{code_line(order)}",
    )
    return [
        *heading(order),
        *(Paragraph("row", text, label) for label, text in rows),
        Paragraph("row", "\n".join(remarks), "注意事项"),
        *bench_lines(order.file),
    ]


def hearing_announcement(order: Order) -> list[Paragraph]:
    """开庭公告: who, about what, when and where (民事诉讼法第一百三十九条)."""
    return [
        *heading(order),
        Paragraph(
            "text",
            f"本院定于{minute(order.moment('starts_at'))}，在{_place(order)}公开开庭审理{dispute(order.file)}。",
        ),
        Paragraph("text", "特此公告。"),
        Paragraph("date", ""),
    ]


def hearing_record(order: Order) -> list[Paragraph]:
    """庭审笔录、询问笔录: time, place, who sat and who came; what was said, section by section; who signed.

    ``facts``: title, starts_at, place_name, bench [[office, name]], attendance, sections [{heading, lines}],
    corrections, signed [[who, words]].
    """
    file = order.file
    rows = [("案号", file.case.number), ("案由", file.case.matter.cause_name)]
    if order.text("starts_at"):
        rows.append(("开庭时间", minute(order.moment("starts_at"))))
    if order.text("place_name"):
        rows.append(("开庭地点", _place(order)))
    rows += [(str(each[0]), str(each[1])) for each in order.facts.get("bench", ())] or _seated(file)
    present = order.texts("attendance") or [
        f"{role_in(file.case.type_code, each.role)}{each.name}" for each in file.side(*Litigant.Role.values)
    ]
    sections: list[Paragraph] = []
    for section in _sections(order):
        sections.append(Paragraph("heading", str(section.get("heading", ""))))
        sections += [Paragraph("text", _said(line)) for line in section.get("lines", ())]
    court, title, number = heading(order)
    return [
        court,
        Paragraph("title", order.text("title") or title.text),
        number,
        *(Paragraph("row", text, label) for label, text in rows),
        Paragraph("row", "；".join(present), "到庭人员"),
        *sections,
        *(Paragraph("text", line) for line in order.texts("corrections")),
        *(Paragraph("signature", str(words), str(who)) for who, words in order.facts.get("signed", ())),
        Paragraph("date", ""),
    ]


def _seated(file: CaseFile) -> list[tuple[str, str]]:
    """Who sits now, the clerk last."""
    seats = [*(seat for seat in file.seats if seat.role != Seat.Role.CLERK), *file.seated(Seat.Role.CLERK)]
    return [(office(seat), seat.user.full_name) for seat in seats]


def _sections(order: Order) -> Sequence[Mapping[str, Any]]:
    given = order.facts.get("sections", ())
    if not given or isinstance(given, str):
        raise Refused("庭审笔录还没有内容，请先记录。")
    return given


def _said(line: Any) -> str:
    """A line of the record: who said what."""
    if isinstance(line, Mapping):
        speaker, text = str(line.get("speaker", "")).strip(), str(line.get("text", "")).strip()
        return f"{speaker}：{text}" if speaker else text
    return str(line)


def _place(order: Order) -> str:
    address = order.text("place_address")
    name = order.needed("place_name", "地点")
    return f"{name}（{address}）" if address else name
