"""Judgments and mediation papers (民事判决书、民事调解书), as 《民事诉讼文书样式》 orders them."""

import datetime
from collections.abc import Mapping
from typing import Any

from tianping.cases.models import Case, ClaimChange, Litigant
from tianping.kernel.refusals import Refused
from tianping.law.laws import CIVIL_PROCEDURE
from tianping.law.wording import chinese_date, chinese_numeral
from tianping.papers.documents.kinds import appeal_days
from tianping.papers.documents.paragraphs import Paragraph
from tianping.papers.documents.wording.articles import basis, cited
from tianping.papers.documents.wording.people import bench_lines, called, dispute, names, parties
from tianping.papers.documents.wording.sheet import Order, figures, heading, run_on

_TRACKS = {
    Case.Track.SMALL_CLAIMS: "依法适用小额诉讼程序",
    Case.Track.SIMPLE: "依法适用简易程序",
    Case.Track.ORDINARY: "依法适用普通程序",
}


def judgment(order: Order) -> list[Paragraph]:
    """民事判决书 of first instance (民事诉讼法第一百五十五条).

    ``facts``: claims, claim_reasons, answers [{litigant_id, text}], absent [litigant ids], evidence, facts_found,
    reasons, articles [[law, article, paragraph, item]], orders, fee_fen, fee_full_fen, fee_shares [{litigant_id, fen}],
    orders_payment (default yes), heard_on, attendance.
    """
    return [
        *heading(order),
        *parties(order.file, with_numbers=True),
        Paragraph("text", _course(order)),
        *_claims(order),
        *_answers(order),
        *(Paragraph("text", line) for line in order.texts("evidence")),
        *_led("本院经审理认定事实如下：", order.texts("facts_found")),
        *_led("本院认为，", order.texts("reasons")),
        Paragraph("text", f"综上所述，依照{_basis(order)}规定，判决如下："),
        *(Paragraph("order", line) for line in numbered_orders(order.texts("orders"))),
        *_delay(order),
        *fee_lines(order),
        Paragraph("text", appeal_line(order)),
        *bench_lines(order.file),
    ]


def mediation_paper(order: Order) -> list[Paragraph]:
    """民事调解书: claims, facts, what was agreed, from when it binds (民事诉讼法第一百条).

    ``facts``: claims, facts_found, terms, fee_fen, fee_full_fen, fee_shares, settled_by_parties, heard_on. One made of
    an agreement reached before filing (诉前调书) names instead organisation, agreed_on, mediated_under.
    """
    if order.text("agreed_on"):
        return _before_filing(order)
    how = (
        "本案审理过程中，当事人自行和解达成如下协议，请求人民法院确认："
        if order.facts.get("settled_by_parties")
        else "本案审理过程中，经本院主持调解，当事人自愿达成如下协议："
    )
    return [
        *heading(order),
        *parties(order.file, with_numbers=True),
        Paragraph("text", _course(order, ended=False)),
        *_claims(order),
        *_led("经审理查明：", order.texts("facts_found")),
        Paragraph("text", how),
        *(Paragraph("order", line) for line in numbered_orders(order.texts("terms"))),
        *fee_lines(order),
        Paragraph("text", "上述协议，不违反法律规定，本院予以确认。"),
        Paragraph("text", "本调解书经各方当事人签收后，即具有法律效力。"),
        *bench_lines(order.file),
    ]


def _before_filing(order: Order) -> list[Paragraph]:
    """A mediation paper of an agreement reached before filing: nothing was heard, the court looked at the agreement."""
    day = chinese_date(datetime.date.fromisoformat(order.text("agreed_on")))
    organisation = order.needed("organisation", "主持调解的组织")
    opened = f"{dispute(order.file)}，双方于{day}经{organisation}主持调解达成协议，请求本院出具调解书，"
    return [
        *heading(order),
        *parties(order.file, with_numbers=True),
        Paragraph("text", f"{opened}本院于{chinese_date(order.file.case.filed_on)}受理并进行了审查。"),
        Paragraph("text", "双方当事人自愿达成如下协议："),
        *(Paragraph("order", line) for line in numbered_orders(order.texts("terms"))),
        *fee_lines(order),
        Paragraph("text", "上述协议，不违反法律规定，本院予以确认。"),
        Paragraph("text", "本调解书经各方当事人签收后，即具有法律效力。"),
        *bench_lines(order.file),
    ]


def numbered_orders(lines: list[str]) -> list[str]:
    """Orders with their numbers, each ended by a semicolon, the last by a full stop; one alone bears no number."""
    bare = [line.rstrip("；;。.") for line in lines]
    ends = ["；"] * (len(bare) - 1) + ["。"]
    if len(bare) == 1:
        return [bare[0] + ends[0]]
    return [
        f"{chinese_numeral(place)}、{line}{end}" for place, (line, end) in enumerate(zip(bare, ends, strict=True), 1)
    ]


def fee_lines(order: Order) -> list[Paragraph]:
    """What the case costs and who bears how much (诉讼费用交纳办法第五十三条)."""
    fee = order.fen("fee_fen")
    if fee is None:
        return []
    full = order.fen("fee_full_fen")
    amount = f"{figures(full)}，减半收取计{figures(fee)}" if full is not None and full != fee else figures(fee)
    shares = _shares(order, fee)
    extra = [Paragraph("text", line) for line in order.texts("other_costs")]
    return [Paragraph("text", f"案件受理费{amount}，{shares}。"), *extra]


def appeal_line(order: Order) -> str:
    """Within how many days and to which court an appeal lies; where none does, that the judgment is final."""
    small = order.file.case.track == Case.Track.SMALL_CLAIMS
    days = appeal_days(order.kind.code, order.variant, small_claims=small)
    if not days:
        return "本判决为终审判决。"
    return (
        f"如不服本{'判决' if order.kind.code == 'judgment' else '裁定'}，可以在{order.kind.title[2:]}送达之日起"
        f"{chinese_numeral(days)}日内，向本院递交上诉状，并按照对方当事人或者代表人的人数提出副本，"
        f"上诉于{order.file.upper or '上一级人民法院'}。"
    )


def _course(order: Order, *, ended: bool = True) -> str:
    file, facts = order.file, order.facts
    absent = _absent(order)
    there = [each for each in file.litigants if each.pk not in absent]
    how = _TRACKS[Case.Track(file.case.track)] if file.case.track else "依法"
    heard = _day(order, "heard_on")
    sitting = "不公开开庭" if facts.get("closed_hearing") else "公开开庭"
    words = f"{dispute(file)}，本院于{chinese_date(file.case.filed_on)}立案后，{how}"
    before = [chinese_date(datetime.date.fromisoformat(text)) for text in order.texts("heard_before")]
    words += (
        f"，于{'、'.join([*before, chinese_date(heard)])}{sitting}进行了审理。" if heard else f"，{sitting}进行了审理。"
    )
    if there:
        words += f"{'、'.join(_who_came(order, each) for each in there)}到庭参加诉讼。"
    if absent:
        away = "、".join(called(each) for each in file.litigants if each.pk in absent)
        words += f"{away}经传票传唤，无正当理由拒不到庭参加诉讼。"
    return words + ("本案现已审理终结。" if ended else "")


def _who_came(order: Order, litigant: Litigant) -> str:
    acting = order.file.counsel[litigant.pk]
    helpers = "、".join(each.name for each in acting)
    if not acting:
        return called(litigant)
    if litigant.kind == Litigant.Kind.NATURAL:
        return f"{called(litigant)}及其委托诉讼代理人{helpers}"
    return f"{called(litigant)}的委托诉讼代理人{helpers}"


def _claims(order: Order) -> list[Paragraph]:
    file = order.file
    claims = order.texts("claims") or [file.case.matter.claim_text]
    claims = [line.rstrip("；;。") for line in claims if line]
    if not claims:
        raise Refused(f"{file.case.number}没有登记诉讼请求，请写明诉讼请求后再制作。")
    listed = "；".join(f"{place}.{line}" for place, line in enumerate(claims, 1)) if len(claims) > 1 else claims[0]
    why = "".join(order.texts("claim_reasons")) or run_on(file.case.matter.facts_text)
    plaintiffs = names(file.side(Litigant.Role.PLAINTIFF))
    first = f"{plaintiffs}向本院提出诉讼请求：{listed}。" + (f"事实和理由：{why}" if why else "")
    return [Paragraph("text", first), *(Paragraph("text", _changed(each)) for each in file.claim_changes)]


def _changed(change: ClaimChange) -> str:
    """What became of the claim after filing, and a counterclaim."""
    day, text = chinese_date(change.on), change.text.rstrip("。；")
    if change.kind == "counterclaim":
        return f"{day}，{change.litigant.name}向本院提出反诉请求：{text}。"
    return f"诉讼过程中，{change.litigant.name}于{day}{change.get_kind_display()}：{text}。"


def _answers(order: Order) -> list[Paragraph]:
    said = {each["litigant_id"]: str(each["text"]).strip() for each in order.facts.get("answers", ())}
    lines = []
    for litigant in order.file.side(Litigant.Role.DEFENDANT, Litigant.Role.THIRD):
        text = said.get(litigant.pk, "")
        verb = "述称" if litigant.role == Litigant.Role.THIRD else "辩称"
        lines.append(f"{litigant.name}{verb}，{text}" if text else f"{litigant.name}未作答辩。")
    return [Paragraph("text", line) for line in lines]


def _basis(order: Order) -> str:
    articles = [list(each) for each in order.facts.get("articles", ())]
    if _absent(order) & {each.pk for each in order.file.side(Litigant.Role.DEFENDANT)}:
        articles.append([CIVIL_PROCEDURE, 147])
    if not articles:
        raise Refused("判决书应当写明所依据的法律条文，请补充后再制作。")
    return basis(articles, on=order.file.on)


def _delay(order: Order) -> list[Paragraph]:
    if order.facts.get("orders_payment", True) is False:
        return []
    article = cited(CIVIL_PROCEDURE, (264,), on=order.file.on)
    return [
        Paragraph(
            "text",
            f"如果未按本判决指定的期间履行给付金钱义务，应当依照{article}规定，加倍支付迟延履行期间的债务利息。",
        )
    ]


def _shares(order: Order, fee: int) -> str:
    """Who bears how much: of each share one litigant (``litigant_id``), or several together (``litigant_ids``)."""
    borne = [(_bearers(order, each), int(each["fen"])) for each in order.facts.get("fee_shares") or ()]
    if not borne or not all(who for who, _fen in borne):
        raise Refused("请写明案件受理费由谁负担。")
    if sum(fen for _who, fen in borne) != fee:
        raise Refused("各方负担的案件受理费之和与应收的案件受理费不相等，请核对。")
    if len(borne) == 1 or all(fen in (0, fee) for _who, fen in borne):
        return f"由{'、'.join(who for who, fen in borne if fen)}负担"
    return "，".join(f"由{who}负担{figures(fen)}" for who, fen in borne if fen)


def _bearers(order: Order, share: Mapping[str, Any]) -> str:
    """The names of those who bear a share; empty where one of them is no litigant of the case."""
    ids = share.get("litigant_ids") or [share.get("litigant_id")]
    found = [order.file.litigant(each) for each in ids]
    known = [each.name for each in found if each is not None]
    if len(known) != len(ids):
        return ""
    return known[0] if len(known) == 1 else f"{'、'.join(known)}共同"


def _absent(order: Order) -> set[int]:
    """Who stayed away of those who are still in the case."""
    there = {each.pk for each in order.file.litigants}
    return {int(each) for each in order.facts.get("absent", ())} & there


def _day(order: Order, name: str) -> datetime.date | None:
    text = order.text(name)
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused("开庭日期无法识别，请重新选择日期。") from None


def _led(lead: str, lines: list[str]) -> list[Paragraph]:
    if not lines:
        return []
    return [Paragraph("text", lead + lines[0]), *(Paragraph("text", line) for line in lines[1:])]
