"""The ruling by which an application for enforcement is not accepted (执行裁定书; 执行工作规定第十六条第二款)."""

from tianping.kernel.refusals import Refused
from tianping.law.enforcement_applications import CONDITIONS
from tianping.papers.documents.paragraphs import Paragraph
from tianping.papers.documents.wording.articles import basis
from tianping.papers.documents.wording.people import bench_lines, parties
from tianping.papers.documents.wording.sheet import Order, run_on

RULES = "执行工作规定"
# No text at hand says how such a ruling is challenged; review by the court above is the practice (L).
REVIEW_DAYS = "十"


def ruling(order: Order) -> list[Paragraph]:
    """执行裁定书 of a refusal: it names the applicant and nobody else as a party, to whom alone it goes.

    ``facts``: ground (of ``CONDITIONS``), reason, title, request, respondents (their names), received_on (in words).
    """
    condition, applicant = CONDITIONS.get(order.text("ground")), order.addressee
    if condition is None or applicant is None:
        raise Refused("不予受理执行申请的裁定书在执行申请的页面制作，请从该页面办理。")
    request, day = order.needed("request", "申请执行的请求"), order.needed("received_on", "收到申请的日期")
    upper = order.file.upper or "上一级人民法院"
    articles = basis([(RULES, 16, 1, condition.item), (RULES, 16, 2)], on=order.file.on)
    against = order.needed("respondents", "被执行人")
    return [
        Paragraph("court", order.file.court_name),
        Paragraph("title", "执行裁定书"),
        Paragraph("number", order.number),
        *parties(order.file, with_numbers=False, of=[applicant], called="申请执行人"),
        Paragraph(
            "text",
            f"{day}，本院收到{applicant.name}依据{order.needed('title', '执行依据')}对{against}提出的执行申请。"
            f"{run_on(request)}",
        ),
        Paragraph(
            "text",
            f"本院经审查认为，{run_on(order.needed('reason', '不予受理的理由'))}依照{articles}规定，裁定如下：",
        ),
        Paragraph("order", f"对{applicant.name}的执行申请，不予受理。"),
        Paragraph(
            "text",
            f"如不服本裁定，可以自裁定书送达之日起{REVIEW_DAYS}日内，向{upper}申请复议。",
        ),
        *bench_lines(order.file),
    ]
