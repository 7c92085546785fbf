"""The ruling by which a suit is not accepted (民事裁定书，对起诉不予受理用; 民事诉讼法第一百二十六条)."""

from tianping.cases.models import Litigant
from tianping.kernel.refusals import Refused
from tianping.law.filing_refusals import GROUNDS, articles_of
from tianping.law.wording import chinese_numeral
from tianping.papers.documents.kinds import appeal_days
from tianping.papers.documents.paragraphs import Paragraph
from tianping.papers.documents.wording.articles import basis
from tianping.papers.documents.wording.people import bench_lines, names, parties
from tianping.papers.documents.wording.sheet import Order, heading, run_on


def ruling(order: Order) -> list[Paragraph]:
    """民事裁定书 of a refusal: nobody was sued yet, so that it names whoever sues and nobody else as a party.

    ``facts``: ground (of ``law.filing_refusals``), reason, court (which has jurisdiction, if this one has none),
    received_on (how the day is written).
    """
    if order.text("ground") not in GROUNDS:
        raise Refused("不予受理裁定书在立案审查的页面制作，请从该页面办理。")
    plaintiffs = order.file.side(Litigant.Role.PLAINTIFF)
    articles = basis(articles_of(order.text("ground")), on=order.file.on)
    reason = run_on(order.needed("reason", "不予受理的理由")) + _elsewhere(order)
    return [
        *heading(order),
        *parties(order.file, with_numbers=False, of=plaintiffs, called="起诉人"),
        Paragraph("text", _course(order, names(plaintiffs))),
        Paragraph("text", f"本院经审查认为，{reason}依照{articles}规定，裁定如下："),
        Paragraph("order", f"对{names(plaintiffs)}的起诉，本院不予受理。"),
        Paragraph("text", _appeal(order)),
        *bench_lines(order.file),
    ]


def _elsewhere(order: Order) -> str:
    """Whoever sues is told of the court that has jurisdiction (民事诉讼法第一百二十七条第（四）项)."""
    court = order.text("court")
    return f"起诉人可以向有管辖权的{court}起诉。" if court else ""


def _course(order: Order, suing: str) -> str:
    matter = order.file.case.matter
    claims = run_on("；".join(line.strip().rstrip("；;。") for line in matter.claim_text.splitlines() if line.strip()))
    asked = f"起诉人{suing}向本院提出诉讼请求：{claims}" if matter.claim_text.strip() else ""
    why = f"事实和理由：{run_on(matter.facts_text)}" if matter.facts_text.strip() else ""
    sued = names(order.file.side(Litigant.Role.DEFENDANT))
    against = f"，以{sued}为被告，因{matter.cause_name}提起诉讼" if sued else f"，因{matter.cause_name}提起诉讼"
    return f"{order.needed('received_on', '收到起诉状的日期')}，本院收到{suing}的起诉状{against}。{asked}{why}"


def _appeal(order: Order) -> str:
    """Within how many days and to which court; there is no other side for whom a copy would be needed."""
    days = chinese_numeral(appeal_days(order.kind.code, order.variant, small_claims=False))
    upper = order.file.upper or "上一级人民法院"
    return f"如不服本裁定，可以在裁定书送达之日起{days}日内，向本院递交上诉状，上诉于{upper}。"
