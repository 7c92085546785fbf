"""Notices and rulings on the confirmation of agreements (司法确认), where both sides apply; 民事诉讼法第二百零六条."""

import datetime

from tianping.cases.models import Litigant, Seat
from tianping.law.confirmation import COURT_RULES, told_on_acceptance
from tianping.law.laws import CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION
from tianping.law.wording import chinese_date, chinese_numeral
from tianping.papers.documents.paragraphs import Paragraph
from tianping.papers.documents.wording.articles import basis, cited
from tianping.papers.documents.wording.decisions import numbered_orders
from tianping.papers.documents.wording.people import bench_lines, names, particulars, seated_names
from tianping.papers.documents.wording.sheet import Order, heading, letter

SERVED = "本裁定书送达双方当事人后发生法律效力。"


def acceptance_notice(order: Order) -> list[Paragraph]:
    """受理案件通知书 to one of those who applied together (司法确认规定第四条第一款)."""
    file, to = order.file, order.addressee
    you = "你" if to is not None and to.kind == Litigant.Kind.NATURAL else "你单位"
    others = names(each for each in file.litigants if each != to)
    judges = file.seated(Seat.Role.SOLE, Seat.Role.PRESIDING)
    reviewed = f"，由审判员{seated_names(judges)}审查" if judges else ""
    rules = f"{cited(CIVIL_PROCEDURE, (205,), on=file.on)}、{cited(COURT_RULES, (4, 1), on=file.on)}"
    intro = (
        f"{you}与{others}就{file.case.matter.cause_name}达成调解协议，共同申请司法确认的材料已收到。经审查，申请符合受理条件，"
        f"根据{rules}的规定，本院决定受理，受理日期为{_filed(order)}{reviewed}。现将有关事项通知如下："
    )
    told = told_on_acceptance(on=file.on).value
    return letter(order, [intro, *(f"{chinese_numeral(place)}、{line}" for place, line in enumerate(told, start=1))])


def confirmation_ruling(order: Order) -> list[Paragraph]:
    """民事裁定书: the agreement is valid, with its terms, or the application is dismissed, with the item.

    ``facts``: organisation, agreed_on, mediated_under, terms (with their people by name, both are 申请人 here);
    dismissed: items (of 解释第三百五十八条), flaws, reason.
    """
    review = f"申请人{names(order.file.litigants)}申请司法确认调解协议一案，本院于{_filed(order)}受理，现已审查终结。"
    return [
        *heading(order),
        *(
            Paragraph("party", f"申请人：{particulars(each, order.file, with_numbers=True)}")
            for each in order.file.litigants
        ),
        Paragraph("text", review),
        Paragraph("text", agreed(order)),
        *(Paragraph("order", line) for line in numbered_orders(order.texts("terms"))),
        *(_granted(order) if order.variant == "confirmation" else _dismissed(order)),
        Paragraph("text", SERVED),
        *bench_lines(order.file),
    ]


def agreed(order: Order) -> str:
    """因民间借贷纠纷，于2023年2月6日经某中心主持调解，达成如下调解协议：."""
    day = chinese_date(datetime.date.fromisoformat(order.needed("agreed_on", "调解协议的生效日期")))
    organisation = order.needed("organisation", "主持调解的组织")
    cause, number = order.file.case.matter.cause_name, order.text("mediated_under")
    under = f"（{number}）" if number and not number.startswith("（") else number
    return f"双方因{cause}，于{day}经{organisation}{under}主持调解，自愿达成如下调解协议："


def _granted(order: Order) -> list[Paragraph]:
    articles = basis(((CIVIL_PROCEDURE, 206),), on=order.file.on)
    reasons = "上述协议，符合司法确认调解协议的法定条件。"
    return [
        Paragraph("text", f"本院经审查认为，{reasons}依照{articles}规定，裁定如下："),
        Paragraph("order", f"{names(order.file.litigants)}达成的上述调解协议有效。"),
        Paragraph(
            "text",
            "当事人应当按照调解协议的约定自觉履行义务。一方当事人拒绝履行或者未全部履行的，"
            "对方当事人可以向人民法院申请执行。",
        ),
    ]


def _dismissed(order: Order) -> list[Paragraph]:
    places = [(CIVIL_PROCEDURE, 206), *((CIVIL_PROCEDURE_INTERPRETATION, 358, 0, int(n)) for n in _items(order))]
    reason = order.needed("reason", "驳回申请的理由")
    flaws = "、".join(order.texts("flaws"))
    ended = reason if reason.endswith("。") else f"{reason}。"
    return [
        Paragraph(
            "text", f"本院经审查认为，{ended}该协议{flaws}。依照{basis(places, on=order.file.on)}规定，裁定如下："
        ),
        Paragraph("order", f"驳回{names(order.file.litigants)}的申请。"),
        Paragraph("text", "当事人可以通过调解方式变更原调解协议或者达成新的调解协议，也可以向人民法院提起诉讼。"),
    ]


def _items(order: Order) -> list[int]:
    return [each for each in order.facts.get("items", ()) if isinstance(each, int)]


def _filed(order: Order) -> str:
    return chinese_date(order.file.case.filed_on)
