"""Papers about service and refund (公告、送达副本通知、送达回证、电子送达凭证、退费通知)."""

import datetime

from tianping.cases.models import Case, Litigant
from tianping.kernel.refusals import Refused
from tianping.law.laws import CIVIL_PROCEDURE
from tianping.law.wording import chinese_date, chinese_numeral
from tianping.papers.documents.paragraphs import Paragraph
from tianping.papers.documents.wording.articles import cited
from tianping.papers.documents.wording.people import called, dispute, names
from tianping.papers.documents.wording.sheet import Order, heading, letter, minute, sum_in_words

PUBLIC_NOTICE_DAYS = 30


def public_notice(order: Order) -> list[Paragraph]:
    """公告 of papers that cannot be served otherwise (公告送达, 民事诉讼法第九十五条).

    ``facts``: papers [titles]; answer_days and evidence_days where the papers of the beginning are served;
    starts_at, place_name where a hearing is announced with them.
    """
    file = order.file
    if order.addressee is None:
        raise Refused("公告应当写明受送达人，请选择当事人。")
    # 民事诉讼法解释第一百四十条: none in simple procedure.
    if file.case.track in (Case.Track.SIMPLE, Case.Track.SMALL_CLAIMS):
        raise Refused(f"{file.case.number}适用简易程序，不适用公告送达；请先裁定转为普通程序，再公告送达。")
    papers = order.texts("papers") or ["起诉状副本", "应诉通知书", "举证通知书"]
    plaintiffs = names(file.side(Litigant.Role.PLAINTIFF))
    words = (
        f"本院受理的原告{plaintiffs}诉你{file.case.matter.cause_name}一案，因你下落不明或者用其他方式无法送达，依照"
        f"{cited(CIVIL_PROCEDURE, (95, 1), on=file.on)}的规定，现依法向你公告送达{'、'.join(papers)}。自本公告发出之日"
        f"起，经过{chinese_numeral(PUBLIC_NOTICE_DAYS)}日，即视为送达。"
    )
    return [
        *heading(order),
        Paragraph("addressee", f"{order.addressee.name}："),
        Paragraph("text", words + _periods(order) + _hearing(order)),
        Paragraph("text", "特此公告。"),
        Paragraph("date", ""),
    ]


def copy_notice(order: Order) -> list[Paragraph]:
    """送达副本通知书: what one side handed in, for the others (民事诉讼法第一百二十八条第二款).

    ``facts``: what (答辩状, 证据), from_id, received_on, text (an answer's words), materials [one line each], late.
    """
    file = order.file
    sender = file.litigant(order.facts.get("from_id"))
    if sender is None:
        raise Refused("送达副本通知书应当写明材料的提交人。")
    what = order.needed("what", "材料的种类")
    day = chinese_date(datetime.date.fromisoformat(order.needed("received_on", "收到材料的日期")))
    basis = f"依照{cited(CIVIL_PROCEDURE, (128, 2), on=file.on)}的规定，" if what == "答辩状" else ""
    late = "，提交时已经逾期" if order.facts.get("late") else ""
    intro = (
        f"本院受理的{dispute(file)}，{called(sender)}于{day}向本院提交{what}{late}。{basis}现将副本发送给你"
        f"{'' if order.addressee is not None and order.addressee.kind == Litigant.Kind.NATURAL else '单位'}。"
    )
    materials = [f"{place}.{line}；" for place, line in enumerate(order.texts("materials"), start=1)]
    said = [f"{what}的内容：", *order.texts("text")] if order.text("text") else []
    asked = ["对上述证据有异议的，可以在庭前会议或者法庭调查中发表质证意见。"] if what == "证据" else []
    return letter(
        order,
        [
            intro,
            f"材料清单：{''.join(materials).rstrip('；')}。",
            *said,
            *asked,
            "材料可以凭本案案号和你的查询码在本院网站下载，也可以到本院领取纸质副本。",
        ],
    )


def service_return(order: Order) -> list[Paragraph]:
    """送达回证: what is handed to whom, and room for who takes it (民事诉讼法第八十七条)."""
    return [
        *heading(order),
        *_rows(
            order,
            ("送达方式", order.text("method") or "直接送达"),
            ("送达地址", order.text("address") or (order.addressee.address if order.addressee else "") or "——"),
            ("受送达人签名或者盖章", order.text("received_by") or "　　　　　　　　年　　月　　日"),
            ("代收人及代收理由", order.text("received_for") or "　"),
            ("备考", order.text("remark") or "　"),
            ("送达人", order.text("served_by") or "　"),
        ),
        Paragraph("date", ""),
    ]


def electronic_service_receipt(order: Order) -> list[Paragraph]:
    """电子送达凭证: what arrived when in whose system (民事诉讼法第九十条)."""
    arrived = minute(order.moment("arrived_at"))
    return [
        *heading(order),
        *_rows(
            order,
            ("送达方式", order.text("channel") or "电子送达"),
            ("电子送达地址", order.text("address") or "——"),
            ("同意电子送达的依据", order.text("consent") or "——"),
            ("到达受送达人特定系统的时间", arrived),
            ("送达结果", order.text("result") or "成功"),
        ),
        Paragraph(
            "annex",
            f"依照{cited(CIVIL_PROCEDURE, (90, 2), on=order.file.on)}的规定，"
            "以送达信息到达受送达人特定系统的日期为送达日期。",
        ),
        Paragraph("date", ""),
    ]


def fee_refund_notice(order: Order) -> list[Paragraph]:
    """退费通知书: what is paid back, why and how (诉讼费用交纳办法第五十三条)."""
    refund = order.fen("refund_fen")
    if not refund or refund < 0:
        raise Refused("退费金额应当大于零，请核对。")
    file = order.file
    reason = order.text("reason") or "本案已经审结"
    article = cited("诉讼费用交纳办法", (53, 2), on=file.on)
    how = order.text("how") or "请持本通知书、交费票据和收款账户信息到本院办理退费手续"
    return letter(
        order,
        [
            f"{file.case.number}{file.case.matter.cause_name}一案，{reason.rstrip('。；')}。"
            f"依照{article}的规定，应当退还你方预交的案件受理费{sum_in_words(refund)}。",
            f"{how.rstrip('。')}。",
        ],
    )


def _rows(order: Order, *rest: tuple[str, str]) -> list[Paragraph]:
    if order.addressee is None:
        raise Refused(f"{order.kind.title}应当写明受送达人，请选择当事人。")
    papers = order.texts("papers")
    if not papers:
        raise Refused(f"{order.kind.title}应当写明送达的文书，请补充。")
    rows = (
        ("案号", order.file.case.number),
        ("案由", order.file.case.matter.cause_name),
        ("送达文书名称和件数", "；".join(f"{title}（1份）" if "份" not in title else title for title in papers)),
        ("受送达人", order.addressee.name),
        *rest,
    )
    return [Paragraph("row", text, label) for label, text in rows]


def _periods(order: Order) -> str:
    answer, evidence = order.facts.get("answer_days"), order.facts.get("evidence_days")
    words = f"提交答辩状的期限为公告期满后{chinese_numeral(int(answer))}日内。" if answer else ""
    return words + (f"举证期限为公告期满后{chinese_numeral(int(evidence))}日内。" if evidence else "")


def _hearing(order: Order) -> str:
    if not order.text("starts_at"):
        return ""
    return (
        f"并定于{minute(order.moment('starts_at'))}在{order.needed('place_name', '开庭地点')}公开开庭审理，"
        "逾期将依法缺席裁判。"
    )
