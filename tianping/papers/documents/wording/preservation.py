"""Rulings of preservation (财产保全裁定书): granted, refused, lifted (民事诉讼法第一百零三条至第一百一十一条)."""

from collections.abc import Sequence

from tianping.cases.models import Litigant
from tianping.kernel.refusals import Refused
from tianping.law.laws import CIVIL_PROCEDURE
from tianping.papers.documents.paragraphs import Paragraph
from tianping.papers.documents.wording.articles import basis
from tianping.papers.documents.wording.people import bench_lines, counsel_lines, dispute, names, particulars
from tianping.papers.documents.wording.sheet import Order, figures, heading

BEFORE_SUIT = "before_suit"


def ruling(order: Order) -> list[Paragraph]:
    """民事裁定书 of preservation.

    ``facts``: stage, applicant_ids, respondent_ids, request, security, orders, reasons, fee_fen, ruled (the ruling that
    is lifted), on (since when it was asked).
    """
    write = {"preservation": _granted, "preservation_refused": _refused, "preservation_lifted": _lifted}
    applicants, respondents = _applicants(order), _respondents(order)
    lines: list[Paragraph] = []
    for each in applicants:
        lines += [
            Paragraph("party", f"申请人：{particulars(each, order.file, False)}"),
            *counsel_lines(order.file, each),
        ]
    return [
        *heading(order),
        *lines,
        *(Paragraph("party", f"被申请人：{particulars(each, order.file, False)}") for each in respondents),
        *write[order.variant](order, names(applicants), respondents),
        *bench_lines(order.file),
    ]


def _granted(order: Order, applicant: str, respondents: Sequence[Litigant]) -> list[Paragraph]:
    before = order.text("stage") == BEFORE_SUIT
    articles = ((CIVIL_PROCEDURE, 104 if before else 103), (CIVIL_PROCEDURE, 105), (CIVIL_PROCEDURE, 106, 1))
    security = order.text("security")
    orders = order.texts("orders")
    if not orders:
        raise Refused("制作保全裁定书需要写明采取的保全措施，请补充后再制作。")
    fee = order.fen("fee_fen")
    lapses = "申请人在人民法院采取保全措施后三十日内不依法提起诉讼或者申请仲裁的，本院将依法解除保全。"
    lines = [
        f"{_asked(order, applicant)}{f'{security}' if security else ''}",
        f"本院经审查认为，申请人{applicant}的申请符合法律规定。依照{basis(articles, on=order.file.on)}规定，裁定如下：",
    ]
    told = [
        *([f"案件申请费{figures(fee)}，由申请人{applicant}负担。"] if fee is not None else []),
        "本裁定立即开始执行。",
        _reviewed(),
        *([lapses] if before else []),
    ]
    return [
        *(Paragraph("text", line) for line in lines),
        *(Paragraph("order", line) for line in orders),
        *(Paragraph("text", line) for line in told),
    ]


def _refused(order: Order, applicant: str, respondents: Sequence[Litigant]) -> list[Paragraph]:
    before = order.text("stage") == BEFORE_SUIT
    articles = ((CIVIL_PROCEDURE, 104 if before else 103), (CIVIL_PROCEDURE, 157, 1, 4))
    reasons = order.needed("reasons", "驳回保全申请的理由")
    return [
        Paragraph("text", _asked(order, applicant)),
        Paragraph(
            "text", f"本院经审查认为，{_sentence(reasons)}依照{basis(articles, on=order.file.on)}规定，裁定如下："
        ),
        Paragraph("order", f"驳回{applicant}的保全申请。"),
        Paragraph("text", _reviewed()),
    ]


def _lifted(order: Order, applicant: str, respondents: Sequence[Litigant]) -> list[Paragraph]:
    orders = order.texts("orders")
    if not orders:
        raise Refused("没有可以解除的保全措施，请核对登记。")
    articles = ((CIVIL_PROCEDURE, 104 if order.text("ground") == "not_sued" else 107), (CIVIL_PROCEDURE, 157, 1, 4))
    if order.text("ground") not in ("not_sued", "security"):
        articles = articles[1:]
    ruled = order.needed("ruled", "被解除的保全裁定")
    reasons = _sentence(order.needed("reasons", "解除保全的理由"))
    return [
        Paragraph(
            "text",
            f"申请人{applicant}与被申请人{names(respondents)}财产保全一案，本院作出{ruled}，已采取保全措施。",
        ),
        Paragraph("text", f"本院认为，{reasons}依照{basis(articles, on=order.file.on)}规定，裁定如下："),
        *(Paragraph("order", line) for line in orders),
        Paragraph("text", "本裁定立即开始执行。"),
        Paragraph("text", _reviewed()),
    ]


def _asked(order: Order, applicant: str) -> str:
    request = _sentence(order.needed("request", "保全的请求"))
    if order.text("stage") == BEFORE_SUIT:
        return f"申请人{applicant}于{order.text('on')}向本院申请诉前财产保全，{request}"
    return f"{dispute(order.file)}，申请人{applicant}于{order.text('on')}向本院申请财产保全，{request}"


def _reviewed() -> str:
    return "如不服本裁定，可以自收到裁定书之日起五日内向本院申请复议一次。复议期间不停止裁定的执行。"


def _applicants(order: Order) -> list[Litigant]:
    wanted = order.facts.get("applicant_ids") or [order.facts.get("applicant_id")]
    found = [each for each in (*order.file.litigants, *order.file.left) if each.pk in wanted]
    if not found:
        raise Refused("保全裁定书在保全申请的页面制作，请从该页面办理。")
    return found


def _respondents(order: Order) -> list[Litigant]:
    wanted = order.facts.get("respondent_ids", ())
    found = [each for each in (*order.file.litigants, *order.file.left) if each.pk in wanted]
    if not found:
        raise Refused("保全裁定书应当写明被申请人，请从保全申请的页面制作。")
    return found


def _sentence(text: str) -> str:
    return text if text.endswith(("。", "；")) else f"{text}。"
