"""Where the answers of each kind of path lead (引导结果)."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from tianping.intake.guidance.parts import Item, Part, Result, Setting, mediation_part, papers_part, term_items
from tianping.intake.guidance.paths import Path
from tianping.intake.guidance.suits import cause_part, court_part, headline, suit
from tianping.law import being_sued, fees
from tianping.law.answers import Answer
from tianping.law.court_places import basic_courts_at
from tianping.law.due_days import DueDay
from tianping.law.fee_schedule import MEASURE
from tianping.law.jurisdiction import ForumFacts, Forums, competent_courts
from tianping.law.labour_disputes import LabourFacts, LabourWay, labour_way
from tianping.law.money import grouped
from tianping.law.papers_needed import Kind as PapersKind
from tianping.law.suing_in_time import time_to_enforce, time_to_sue_agency, time_told
from tianping.law.wording import chinese_date

__all__ = ["Result", "Setting", "result_of"]


def result_of(path: Path, given: Mapping[str, Any], setting: Setting) -> Result:
    """Where the answers lead."""
    return _KINDS[path.kind](path, given, setting)


def _labour(path: Path, given: Mapping[str, Any], setting: Setting) -> Result:
    """Arbitration first, unless a note of wages or what came of the arbitration opens the court (先裁后审)."""
    if path.cause(given) == "劳务合同纠纷":
        return suit(path, given, setting)
    way = labour_way(_labour_facts(given), on=setting.on)
    first = Part("way", "先走哪一步", _labour_lead(way, setting.on), answer=way, notes=way.notes)
    if way.value.way != "arbitrate":
        found = suit(path, given, setting, first=(first,))
        day = way.value.last_day
        if day is None or not _is_over(day, setting.on):
            return found
        # An award over which nobody sued in time binds: whoever won by it applies for enforcement.
        also = "单位不履行裁决的，申请执行" if given.get("arbitration") == "award" else ""
        return replace(found, headline=f"{_LATE}受理的，{found.headline}", warning=_AWARD_BINDS, also=also)
    places = [each for each in (given.get("work_place"), given.get("defendant_place")) if each]
    where = "或者".join(dict.fromkeys(places))
    parts = (
        replace(
            first,
            items=[Item("到哪里申请", f"{where}的劳动人事争议仲裁委员会（一般设在人力资源和社会保障局，电话12333）")],
        ),
        papers_part("arbitration", setting, title="申请仲裁要带的材料"),
        Part(
            "fee",
            "费用",
            "劳动仲裁不收费；以后到法院起诉，劳动争议案件每件10元。",
            answer=fees.labour_fee(on=setting.on),
        ),
        Part("time", "时间和以后怎么办", _AFTER_ARBITRATION, answer=time_told("labour", on=setting.on)),
        mediation_part("labour", setting, given.get("mediation", "")),
    )
    return Result("先申请劳动仲裁，对裁决不服再来法院", "arbitrate", parts)


def _labour_facts(given: Mapping[str, Any]) -> LabourFacts:
    return LabourFacts(
        arbitration=given.get("arbitration", "none"),
        received_on=_day(given.get("award_received_on")),
        wage_note=given.get("wage_note") == "yes",
        only_wages=given.get("labour_matter", "wages") == "wages",
        still_working=given.get("still_working") == "yes",
    )


def _labour_lead(way: Answer[LabourWay], on: datetime.date) -> str:
    day = way.value.last_day
    if day is not None and _is_over(day, on):
        return f"起诉的最后一日是{chinese_date(day.nominal if day.legal is None else day.legal)}，已经过了。"
    if day is not None:
        return _at_the_latest(day, on, "向法院起诉")
    return "" if way.value.way == "arbitrate" else "可以直接向法院起诉。"


def _enforcement(path: Path, given: Mapping[str, Any], setting: Setting) -> Result:
    facts = ForumFacts(
        "enforcement",
        defendant=given.get("defendant_place", ""),
        tried=given.get("tried_by", ""),
        assets=given.get("assets_place", ""),
        title=given["title_kind"],
    )
    forums = _told_enough(competent_courts(facts, on=setting.on, near=setting.court))
    parts = (
        court_part(forums, setting, title="向哪个法院申请", verb="申请执行"),
        papers_part("enforcement", setting),
        _enforcement_fee(given.get("owed_fen"), setting),
        _time_to_enforce(_day(given.get("performance_due_on")), setting),
        Part("time", "立案以后", items=term_items(["EX-NOTICE-10", "EX-6M"], setting)),
        mediation_part("enforcement", setting),
    )
    warning = "" if given.get("term_over") == "yes" else "文书写的履行期限还没有过，过了以后对方不履行的，再申请执行。"
    told = headline(forums, setting).replace("起诉", "申请执行")
    leads_to = _enforced_where(given, forums.value, setting)
    also = "查不到这件案件的（例如较早的判决），上传文书申请" if leads_to == "enforce" else ""
    return Result(told, leads_to, parts, warning, also)


def _time_to_enforce(due_on: datetime.date | None, setting: Setting) -> Part:
    """The two years, to the day where it is known from which they run."""
    known = due_on if due_on is not None and due_on < setting.on else None
    time = time_to_enforce(known, on=setting.on)
    runs = "从文书写的履行期限最后一天起算"
    if known is not None and time.value is not None:
        last = time.value.nominal if time.value.legal is None else time.value.legal
        runs = f"从{chinese_date(known)}起算，到{chinese_date(last)}"
    lead = f"申请执行的期间是二年，{runs}；过了的，法院也会收下，对方可以提出异议。"
    return Part("apply_in", "什么时候以前申请", f"{lead}中间向对方要过、对方答应履行的，重新计算。", answer=time)


def _told_enough(forums: Answer[Forums]) -> Answer[Forums]:
    """One court that is certain is enough to apply to; a place that nobody had to name leaves nothing open."""
    named = tuple(forum for forum in forums.value.forums if forum.place)
    if len(named) == len(forums.value.forums) or not any(forum.is_certain for forum in named):
        return forums
    note = "知道对方的财产在别的县（市、区）的，也可以向那里的法院申请。"
    return replace(forums, value=replace(forums.value, forums=named), notes=(*forums.notes, note))


def _enforced_where(given: Mapping[str, Any], forums: Forums, setting: Setting) -> str:
    """Where it goes on: from this court's own case, on a title that is taken in here, or nowhere in this house."""
    if given["title_kind"] in ("civil", "payment_order") and _is_own(given.get("tried_by", ""), setting):
        return "enforce"
    told = [forum for forum in forums.forums if forum.place]
    ours = any(forum.is_certain and forum.courts[0].name == setting.court_name for forum in told)
    elsewhere = bool(told) and all(forum.is_certain for forum in told) and not ours
    return "none" if elsewhere or given["title_kind"] == "arbitral" else "enforce_title"


def _is_own(tried: str, setting: Setting) -> bool:
    found = basic_courts_at(tried, near=setting.court)
    return len(found) == 1 and found[0].name == setting.court_name


def _enforcement_fee(owed_fen: int | None, setting: Setting) -> Part:
    lead = "申请执行不用先交费，执行以后由被执行人负担。"
    if not owed_fen:
        return Part("fee", "费用", lead, [Item("依据", because=MEASURE + "第二十条第二款、第三十八条第一款")])
    fee = fees.enforcement_fee(owed_fen, on=setting.on)
    return Part("fee", "费用", lead, [Item("执行申请费", f"{grouped(fee.value)}元，由被执行人负担")], fee)


def _agency(path: Path, given: Mapping[str, Any], setting: Setting) -> Result:
    facts = ForumFacts(
        "agency",
        agency=given["agency_place"],
        premises=given.get("premises_place", ""),
        review=given.get("review_place", ""),
        county_government=given["agency_kind"] in ("county", "ministry"),
    )
    forums = competent_courts(facts, on=setting.on, near=setting.court)
    reconsidered = given["reconsidered"]
    known = given["known_on"] if reconsidered == "none" else given["reconsideration_received_on"]
    time = time_to_sue_agency(datetime.date.fromisoformat(known), reconsidered, on=setting.on)
    parts = (
        Part("time", "最迟哪一天起诉", _at_the_latest(time.value, setting.on, "起诉"), answer=time, notes=time.notes),
        court_part(forums, setting),
        cause_part(path.cause(given), None),
        papers_part("agency", setting),
        _agency_fee(),
        Part("terms", "立案以后", items=term_items(["A-FILE-7", "A-SERVE-5", "A-ANSWER-15", "A-TRIAL-6M"], setting)),
        mediation_part("agency", setting),
    )
    late = _is_over(time.value, setting.on)
    warning = (
        "按您填写的日期，起诉期限可能已经过了。有正当理由耽误的，可以申请延长；请尽快到诉讼服务大厅咨询。"
        if late
        else ""
    )
    lead = headline(forums, setting)
    return Result(f"{_LATE}有正当理由的，{lead}" if late else lead, "window", parts, warning)


def _agency_fee() -> Part:
    items = [
        Item(
            "案件受理费", "每件50元；行政赔偿案件不交纳", because=MEASURE + "第十三条第一款第（五）项、第八条第（四）项"
        )
    ]
    return Part("fee", "诉讼费", items=items)


def _sued(path: Path, given: Mapping[str, Any], setting: Setting) -> Result:
    received, small = given["received"], given.get("small_claims") == "yes"
    answer = being_sued.what_to_do(received, small_claims=small, on=setting.on)
    parts = [
        Part("steps", "一步一步怎么做", items=[Item("", step) for step in answer.steps], answer=_articles_only(answer))
    ]
    came = _day(given.get("received_on"))
    terms = being_sued.terms_when_sued(received, came, small_claims=small, on=setting.on) if came else ()
    for term in terms:
        lead = _at_the_latest(term.answer.value, setting.on)
        parts.insert(0, Part("term", term.name, lead, answer=term.answer, notes=term.answer.notes))
    papers = _SUED_PAPERS.get(received)
    if papers is not None and not (received == "judgment" and small):
        parts.append(papers_part(papers, setting, title="要准备的材料"))
    if received in ("complaint", "summons"):
        parts.append(mediation_part("sued", setting))
    late = any(_is_over(term.answer.value, setting.on) for term in terms)
    warning = "按您填写的日期，期限可能已经过了。请马上联系承办法官或者拨打12368。" if late else ""
    return Result(_sued_headline(given, small=small), "look_up", parts, warning)


def _sued_headline(given: Mapping[str, Any], *, small: bool) -> str:
    """What is done first: a judgment is appealed from and a payment order objected to, neither is answered."""
    position = given.get("position", "")
    if position == "agree" or given["received"] not in ("judgment", "payment_order"):
        return _SUED_HEADLINES[position]
    if given["received"] == "payment_order":
        return "不同意的，在期限内向发出支付令的法院提出书面异议"
    return "这是终审判决，不能上诉；认为确有错误的，可以申请再审" if small else "不服判决的，在期限内递交上诉状"


def _articles_only(answer: Answer[None]) -> Answer[None] | None:
    return replace(answer, steps=()) if answer.because else None


def _day(text: Any) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _at_the_latest(day: DueDay, on: datetime.date, verb: str = "") -> str:
    """The last day in a sentence; who reads it on that day is told that it is today."""
    last = day.nominal if day.legal is None else day.legal
    return f"最迟{chinese_date(last)}{verb}{'，今天是最后一天' if last == on else ''}。"


def _is_over(day: DueDay, on: datetime.date) -> bool:
    last = day.nominal if day.legal is None else day.legal
    return isinstance(last, datetime.date) and last < on


# What somebody has to know before to which court.
_LATE = "按您填写的日期，起诉期限已经过了，法院可能不受理。"
_AFTER_ARBITRATION = (
    "收到仲裁裁决书、不予受理通知书，或者仲裁委员会到期没有裁决的，再来法院起诉；那时把“您的回答”里的仲裁情况改一下，"
    "就能看到到哪个法院、怎么起诉。"
)
_AWARD_BINDS = (
    "按您填写的日期，起诉期限可能已经过了，仲裁裁决已经发生法律效力，法院可能不再受理。请马上到诉讼服务大厅咨询；"
    "单位不履行裁决的，可以申请执行。"
)
_SUED_PAPERS: Mapping[str, PapersKind] = {
    "complaint": "sued",
    "summons": "sued",
    "judgment": "appeal",
    "payment_order": "payment_objection",
}
_SUED_HEADLINES = {
    "": "先核对真假，再处理",
    "agree": "同意对方要求的，可以马上履行，或者请法官主持调解",
    "partly": "写清楚哪些同意、哪些不同意，按时交给法院",
    "disagree": "写清楚不同意的理由，带上证据，按时交给法院",
    "unknown": "先看清对方要求什么，在期限内答复法院",
}
_KINDS: Mapping[str, Callable[[Path, Mapping[str, Any], Setting], Result]] = {
    "suit": suit,
    "labour": _labour,
    "enforcement": _enforcement,
    "agency": _agency,
    "sued": _sued,
}
