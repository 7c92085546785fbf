"""Agreements that litigants reached before mediators (调解协议书), 特邀调解规定第二十四条."""

from tianping.law.roles import APPLYING
from tianping.papers.documents.paragraphs import Paragraph
from tianping.papers.documents.wording.decisions import numbered_orders
from tianping.papers.documents.wording.people import particulars
from tianping.papers.documents.wording.sheet import Order, heading


def mediation_agreement(order: Order) -> list[Paragraph]:
    """调解协议书: who, the facts, what was in dispute, what was agreed, who signed and how.

    ``facts``: facts_found, dispute, terms, organisation, mediator, recorder (who wrote it down for the mediator),
    signed [[who, words]], in_person: somebody signed on paper before the mediator. It is the litigants' paper, kept
    with the court's; it bears no seal of the court.
    """
    _court, title, number = heading(order)
    presided = "当面主持签名" if order.facts.get("in_person") else "在线确认"
    recorder = order.text("recorder")
    signed = [(str(who), str(words)) for who, words in order.facts.get("signed", ())]
    return [
        Paragraph("court", order.needed("organisation", "主持调解的组织")),
        title,
        number,
        *(
            Paragraph("party", f"{APPLYING[each.role]}：{particulars(each, order.file, with_numbers=True)}")
            for each in order.file.litigants
        ),
        *(Paragraph("text", line) for line in order.texts("facts_found")),
        *(Paragraph("text", f"争议事项：{line}") for line in order.texts("dispute")),
        Paragraph("text", "经调解，双方当事人自愿达成如下协议："),
        *(Paragraph("order", line) for line in numbered_orders(order.texts("terms"))),
        Paragraph("text", "本协议自双方当事人签名、盖章或者捺印后生效。当事人应当按照约定自觉履行。"),
        *(Paragraph("signature", words, who) for who, words in signed),
        Paragraph(
            "signature",
            presided,
            f"调解员{order.text('mediator')}",
        ),
        *([Paragraph("signature", "记录", f"记录人{recorder}")] if recorder else []),
        Paragraph("date", ""),
    ]
