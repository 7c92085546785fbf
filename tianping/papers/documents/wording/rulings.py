"""Rulings (民事裁定书): each variant's reasons, articles and order (民事诉讼法第一百五十七条)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tianping.cases.models import Case, Litigant
from tianping.kernel.refusals import Refused
from tianping.law.laws import CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION
from tianping.law.wording import chinese_date
from tianping.papers.documents.kinds import appeal_days
from tianping.papers.documents.paragraphs import Paragraph
from tianping.papers.documents.wording.articles import basis
from tianping.papers.documents.wording.confirmations import confirmation_ruling
from tianping.papers.documents.wording.decisions import appeal_line, fee_lines
from tianping.papers.documents.wording.people import bench_lines, dispute, names, parties
from tianping.papers.documents.wording.sheet import Order, heading

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """What one variant says: what happened, why, by which articles, and what is ordered."""

    course: str
    reasons: str
    articles: tuple[Place, ...]
    orders: tuple[str, ...]


def ruling(order: Order) -> list[Paragraph]:
    """民事裁定书. ``facts``: what the variant asks for (reason, on, ground, to_court, outcome, correction), fees."""
    if order.variant in ("confirmation", "confirmation_dismissed"):
        return confirmation_ruling(order)
    form = _FORMS[order.variant](order)
    appeal = appeal_days("ruling", order.variant, small_claims=False)
    small = order.file.case.track == Case.Track.SMALL_CLAIMS
    if appeal and not (small and order.variant == "jurisdiction"):
        last = [appeal_line(order)]
    elif small and order.variant == "jurisdiction":
        # 民事诉讼法解释第二百七十六条: in small claims such a ruling takes effect at once.
        last = ["本裁定一经作出即生效。"]
    else:
        last = []
    return [
        *heading(order),
        *parties(order.file, with_numbers=False),
        Paragraph("text", form.course),
        Paragraph("text", f"本院认为，{form.reasons}依照{basis(form.articles, on=order.file.on)}规定，裁定如下："),
        *(Paragraph("order", line) for line in form.orders),
        *fee_lines(order),
        *(Paragraph("text", line) for line in last),
        *bench_lines(order.file),
    ]


def _opened(order: Order) -> str:
    return f"{dispute(order.file)}，本院于{chinese_date(order.file.case.filed_on)}立案。"


def _plaintiffs(order: Order) -> str:
    return names(order.file.side(Litigant.Role.PLAINTIFF))


def _withdrawal(order: Order) -> Form:
    who, day = _plaintiffs(order), order.text("on")
    when = f"于{day}" if day else ""
    why = order.text("reason")
    because = f"以{why}为由" if why else ""
    asked_by = order.text("asked_by") or f"原告{who}"
    return Form(
        f"{_opened(order)}{asked_by}{when}{because}向本院提出撤诉申请。",
        f"{who}在本案审理期间提出撤回起诉的请求，不违反法律规定，本院予以准许。",
        ((CIVIL_PROCEDURE, 148, 1), (CIVIL_PROCEDURE, 157, 1, 5)),
        (f"准许{who}撤诉。",),
    )


def _deemed_withdrawal(order: Order) -> Form:
    who = _plaintiffs(order)
    if order.text("ground") == "fee":
        return Form(
            f"{_opened(order)}原告{who}经本院通知预交案件受理费，未在规定期限内预交，亦未获准缓交、减交、免交。",
            f"{who}未按规定预交案件受理费，应当按撤诉处理。",
            ((CIVIL_PROCEDURE, 157, 1, 11), (CIVIL_PROCEDURE_INTERPRETATION, 213)),
            (f"本案按{who}撤回起诉处理。",),
        )
    return Form(
        f"{_opened(order)}原告{who}经传票传唤，无正当理由拒不到庭。",
        f"{who}经传票传唤，无正当理由拒不到庭，应当按撤诉处理。",
        ((CIVIL_PROCEDURE, 146), (CIVIL_PROCEDURE, 157, 1, 11)),
        (f"本案按{who}撤回起诉处理。",),
    )


def _suit_dismissed(order: Order) -> Form:
    who = _plaintiffs(order)
    claims = order.file.case.matter.claim_text.rstrip("。；")
    asked = f"{who}向本院提出诉讼请求：{claims}。" if claims else ""
    return Form(
        f"{_opened(order)}{asked}",
        _sentence(order.needed("reason", "驳回起诉的理由")),
        (
            (CIVIL_PROCEDURE, 122),
            (CIVIL_PROCEDURE, 157, 1, 3),
            (CIVIL_PROCEDURE_INTERPRETATION, 208, 3),
        ),
        (f"驳回{who}的起诉。",),
    )


def _conversion(order: Order) -> Form:
    small = order.file.case.track == Case.Track.SMALL_CLAIMS
    track = "小额诉讼程序" if small else "简易程序"
    return Form(
        f"{dispute(order.file)}，本院于{chinese_date(order.file.case.filed_on)}立案，依法适用{track}。",
        f"{_sentence(order.needed('reason', '转换程序的理由'))}本案不宜适用{track}。",
        ((CIVIL_PROCEDURE, 169, 1) if small else (CIVIL_PROCEDURE, 170),),
        ("本案转为普通程序。",),
    )


def _panel(order: Order) -> Form:
    return Form(
        f"{_opened(order)}",
        f"{_sentence(order.needed('reason', '转由合议庭审理的理由'))}本案不宜由审判员一人独任审理。",
        ((CIVIL_PROCEDURE, 43, 1),),
        ("本案转由合议庭审理。",),
    )


def _jurisdiction(order: Order) -> Form:
    objector = order.file.litigant(order.facts.get("litigant_id"))
    if objector is None:
        raise Refused("请选择提出管辖权异议的当事人。")
    court = order.text("to_court")
    outcome = (
        f"{objector.name}对本案管辖权提出的异议成立，本案移送{court}处理。"
        if court
        else f"驳回{objector.name}对本案管辖权提出的异议。"
    )
    claimed = order.text("objection")
    said = f"，认为{_sentence(claimed)}" if claimed else "。"
    return Form(
        f"{_opened(order)}{objector.name}在提交答辩状期间，对管辖权提出异议{said}",
        _sentence(order.needed("reason", "审查管辖权异议的理由")),
        ((CIVIL_PROCEDURE, 130, 1), (CIVIL_PROCEDURE, 157, 1, 2)),
        (outcome,),
    )


def _transfer(order: Order) -> Form:
    court = order.needed("to_court", "受移送的法院")
    return Form(
        f"{_opened(order)}",
        _sentence(order.needed("reason", "移送管辖的理由")),
        ((CIVIL_PROCEDURE, 37), (CIVIL_PROCEDURE, 157, 1, 11)),
        (f"本案移送{court}处理。",),
    )


def _terminated(order: Order) -> Form:
    return Form(
        f"{_opened(order)}",
        _sentence(order.needed("reason", "终结诉讼的情形")),
        ((CIVIL_PROCEDURE, 154), (CIVIL_PROCEDURE, 157, 1, 6)),
        ("本案终结诉讼。",),
    )


def _correction(order: Order) -> Form:
    which = order.needed("corrected", "需要补正的文书名称和日期")
    return Form(
        f"{_opened(order)}本院作出的{which}存在笔误，应予补正。",
        "法律文书中的笔误应当以裁定补正。",
        ((CIVIL_PROCEDURE, 157, 1, 7),),
        tuple(order.texts("corrections")) or (order.needed("correction", "补正的内容"),),
    )


def _sentence(text: str) -> str:
    return text if text.endswith(("。", "；")) else f"{text}。"


_FORMS: Mapping[str, Callable[[Order], Form]] = {
    "withdrawal": _withdrawal,
    "deemed_withdrawal": _deemed_withdrawal,
    "suit_dismissed": _suit_dismissed,
    "conversion": _conversion,
    "panel": _panel,
    "jurisdiction": _jurisdiction,
    "transfer": _transfer,
    "terminated": _terminated,
    "correction": _correction,
}
