"""Where a civil suit leads: the court, the cause, the procedure, the fee, the time, the way there."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tianping.intake.guidance.parts import Item, Part, Result, Setting, mediation_part, papers_part, term_items
from tianping.intake.guidance.paths import Path
from tianping.kernel.refusals import Refused
from tianping.law import causes
from tianping.law.answers import Answer, Refusal
from tianping.law.before_suing import Need, apply_to_arbitrators, arbitration_agreed, help_with_cost
from tianping.law.cause_tracks import cause_track
from tianping.law.element_forms import claim_fen, claims_something, form_of
from tianping.law.fee_kinds import left_to_the_court, not_prepaid, waits_for_sum, who_bears
from tianping.law.fee_ranges import fee_range
from tianping.law.filing_notes import divorce_notes
from tianping.law.jurisdiction import HOW_TO_FIND, Forum, ForumFacts, Forums, competent_courts
from tianping.law.money import grouped
from tianping.law.protection_orders import HOW_TO_ASK
from tianping.law.suing_in_time import time_told
from tianping.law.tracks import TrackDecision, TrackFacts, decide_track
from tianping.law.wording import chinese_date
from tianping.money.fees.queries import fee_of

NEEDS: Mapping[str, Need] = {
    "maintenance": "maintenance",
    "labour_pay": "wages",
    "migrant_wages": "wages",
    "road_accident": "accident",
}
TRIAL_TERMS = {"小额诉讼": "C-TRIAL-SMALL", "简易程序": "C-TRIAL-SIMPLE", "普通程序": "C-TRIAL-ORD"}
SUM_NEEDED = (
    "还没有填写要对方付多少钱，现在算不出来。要钱的，诉讼费按金额计算，请在下面“您的回答”里填上；不要钱的，按件交纳。"
)
# The day from which the three years run, by the question that asks for it (民法典第一百八十八条).
LIMITATION_FROM = {
    "due_on": "从约定的还款日{day}过后起算",
    "happened_on": "一般从事故发生的{day}起算",
}
MISSING = "起诉时被告下落不明的"
MORE_THAN_WAGES = (
    "除了工资还有其他请求，总额还没有填写，先按简易程序预计；总额在小额诉讼标准以内的，也可能适用小额诉讼程序"
)


def suit(path: Path, given: Mapping[str, Any], setting: Setting, *, first: tuple[Part, ...] = ()) -> Result:
    """The result of a path that ends in a suit; ``first`` is what has to be said before everything else."""
    if given.get("forum_agreed") == "arbitration":
        return _arbitration(path, given, setting)
    sought = _claim(path, given)
    forums = competent_courts(forum_facts(path, given, sought), on=setting.on, near=setting.court)
    track = _track(path, given, sought, setting)
    parts = (
        *first,
        *_bars(given, setting),
        court_part(forums, setting),
        cause_part(path.cause(given), track),
        _fee_part(path, given, sought, setting, is_simple=_is_simple(track)),
        papers_part(
            _papers(path, given), setting, given, is_person=given.get("plaintiff_kind", "natural") == "natural"
        ),
        *_limitation(path, given, setting),
        _time_part(path, given, track, setting),
        mediation_part(_mediation(path, given), setting, given.get("mediation", "")),
    )
    return Result(_bar_words(given, setting) + headline(forums, setting), "apply", parts, _warning(path, given))


def headline(forums: Answer[Forums], setting: Setting) -> str:
    """The sentence that answers: to which court, and whether a place left a court open."""
    found = [forum.courts[0].name for forum in forums.value.forums if forum.is_certain]
    if not found:
        return "可以向人民法院起诉；从您填写的地点还不能确定是哪个法院"
    mine = "，其中包括本院" if setting.court_name in found and len(found) > 1 else ""
    more = "；还有法院没有确定，见下面的说明" if len(found) < len(forums.value.forums) else ""
    return f"可以向{'或者'.join(found)}起诉{mine}{more}"


def court_part(forums: Answer[Forums], setting: Setting, *, title: str = "哪个法院管", verb: str = "起诉") -> Part:
    """Every court that has jurisdiction, with its ground; what to enter where a place did not tell the court."""
    all_forums = forums.value.forums
    items = [Item(_court_words(forum), f"{forum.ground}：{forum.place or '您没有填写'}") for forum in all_forums]
    open_ones = [forum for forum in all_forums if not forum.is_certain]
    if open_ones:
        notes = [note for note in forums.notes if note != HOW_TO_FIND]
        return Part("court", title, _how_to_tell(open_ones), items, forums, notes)
    lead = ""
    if all(forum.courts[0].name != setting.court_name for forum in all_forums):
        across = "；不方便去的，可以请本院代为转交起诉材料（跨域立案）" if verb == "起诉" else ""
        lead = f"{setting.court_name}没有管辖权，请向下面的法院{verb}{across}。"
    return Part("court", title, lead, items, forums, forums.notes)


def _how_to_tell(open_ones: Sequence[Forum]) -> str:
    """What somebody may enter instead of a place that names no court, or several; who helps (管辖未能确定)."""
    given = "、".join(f"“{place}”" for place in dict.fromkeys(forum.place for forum in open_ones) if place)
    missing = "、".join(dict.fromkeys(forum.ground for forum in open_ones if not forum.place))
    why = [f"从{given}不能确定是哪个法院"] if given else []
    if missing:
        why.append(f"{missing}没有填写，不能确定是哪个法院")
    return (
        f"{'；'.join(why)}。请在下面“您的回答”里更改，写明省、市和县（区），例如“某省某市某县”；"
        "还是不能确定的，到本院诉讼服务大厅或者拨打12368，工作人员帮您查。"
    )


def cause_part(cause_name: str, track: Answer[TrackDecision] | None) -> Part:
    """The cause and the likely procedure."""
    cause = causes.by_name(cause_name)
    items = [Item("案由", cause.full_name if cause is not None else cause_name)]
    if track is not None:
        items.append(Item("审理程序", f"可能适用{_track_words(track.value)}，立案时由法院确定"))
    else:
        items.append(Item("审理程序", "立案时由法院确定"))
    return Part("cause", "案由和审理程序", items=items, answer=track)


def forum_facts(path: Path, given: Mapping[str, Any], sought: int | None) -> ForumFacts:
    """What the answers tell of jurisdiction."""
    facts = ForumFacts(
        dispute=path.dispute,
        defendant=given.get("defendant_place", ""),
        plaintiff=given.get("plaintiff_place", ""),
        agreed=given.get("forum_court", "") if given.get("forum_agreed") == "court" else "",
        happened=given.get("happened_at", ""),
        premises=given.get("premises", ""),
        work=given.get("work_place", ""),
        away=given.get("away", "no"),
        state=given.get("defendant_state", "known"),
        defendants_apart=given.get("defendants_apart") == "apart",
        claim_fen=sought,
    )
    if given.get("online") == "yes":
        return replace(facts, dispute="online_goods", delivered_online=given.get("delivered_online") == "network")
    if path.cause(given) == "劳务合同纠纷":
        return replace(facts, dispute="money_contract")
    if given.get("side") == "buyer" and given.get("contract_fate") == "perform":
        return replace(facts, claimant_is_paid=False)
    return facts


def _bars(given: Mapping[str, Any], setting: Setting) -> tuple[Part, ...]:
    """What may keep a suit for divorce from being heard (再次起诉；女方怀孕、分娩后、终止妊娠后)."""
    return (*_again(given, setting), *_with_child(given, setting))


def _bar_words(given: Mapping[str, Any], setting: Setting) -> str:
    """The bars in the words with which the headline begins; empty where nothing bars the suit."""
    barred = []
    if given.get("refused_on") and _since_refused(given, setting).value:
        barred.append("离上次不满六个月，没有新情况、新理由的，法院不受理")
    if given.get("with_child") == "yes":
        barred.append("女方怀孕、分娩后一年内、终止妊娠后六个月内，男方不能起诉离婚，法院认为确有必要的除外")
    return f"{'；'.join(barred)}。受理的，" if barred else ""


def _since_refused(given: Mapping[str, Any], setting: Setting) -> Answer[bool]:
    (note,) = divorce_notes(date.fromisoformat(given["refused_on"]), sued_by_husband=False, filed_on=setting.on)
    return note


def _again(given: Mapping[str, Any], setting: Setting) -> tuple[Part, ...]:
    """What somebody has to know who has sued for divorce before (再次起诉离婚)."""
    if not given.get("refused_on"):
        return ()
    note = _since_refused(given, setting)
    barred = "六个月还没有满，没有新情况、新理由的，法院不受理；有的，请在起诉状里写清楚。"
    lead = barred if note.value else "已经过了六个月，可以再次起诉。判决不准离婚以后又分居满一年的，应当准予离婚。"
    return (Part("again", "以前起诉过离婚", lead, answer=note),)


def _with_child(given: Mapping[str, Any], setting: Setting) -> tuple[Part, ...]:
    """What a husband has to know while the wife is with child or has just borne one (民法典第一千零八十二条)."""
    if given.get("with_child") != "yes":
        return ()
    (note,) = divorce_notes(None, sued_by_husband=True, filed_on=setting.on)
    lead = (
        "女方在怀孕期间、分娩后一年内或者终止妊娠后六个月内，男方不得提出离婚；"
        "女方自己提出离婚，或者法院认为确有必要受理男方请求的，不受此限。"
    )
    return (Part("with_child", "怀孕和刚生育期间", lead, answer=replace(note, steps=())),)


def _claim(path: Path, given: Mapping[str, Any]) -> int | None:
    rough = given.get("rough_claim_fen")
    return rough if rough is not None else claim_fen(form_of(path.cause(given)), given)


def _court_words(forum: Forum) -> str:
    if forum.is_certain:
        return forum.courts[0].name
    if forum.courts:
        return "同名的地方有几处：" + "、".join(court.name for court in forum.courts)
    return "没有从您写的地点查到法院" if forum.place else "还不能确定是哪个法院"


def _track(path: Path, given: Mapping[str, Any], sought: int | None, setting: Setting) -> Answer[TrackDecision] | None:
    # Of a suit for more than wages the path asks for the wages alone: they are not the sum of what is claimed.
    more = given.get("labour_matter") == "others"
    sought = None if more else sought
    by_cause = cause_track(path.cause(given), sought)
    missing = (MISSING,) if given.get("defendant_state") == "missing" else ()
    facts = TrackFacts(
        claim_fen=sought,
        province=setting.province,
        clear=True,
        money_payment=by_cause.is_money_claim,
        small_claims_exclusions=by_cause.small_claims_exclusions,
        simple_exclusions=(*by_cause.simple_exclusions, *missing),
        wage=setting.wage,
    )
    try:
        track = decide_track(facts, on=setting.on)
    except Refusal:
        # Where the court entered no wage, nobody can say whether the claim is small.
        return None
    return replace(track, steps=(*track.steps[:-1], MORE_THAN_WAGES)) if more else track


def _is_simple(track: Answer[TrackDecision] | None) -> bool:
    return track is not None and track.value.track != "普通程序"


def _track_words(decision: TrackDecision) -> str:
    solo = "一名审判员独任审理" if decision.composition == "独任" else "合议庭审理"
    final = "，一审终审" if decision.track == "小额诉讼" else ""
    simple = "；法院认为事实清楚、争议不大的，适用简易程序，诉讼费减半" if decision.above_ceiling else ""
    return f"{decision.track}，由{solo}{final}{simple}"


def _fee_part(path: Path, given: Mapping[str, Any], sought: int | None, setting: Setting, *, is_simple: bool) -> Part:
    """The acceptance fee with its arithmetic; the range of the measure where the court has entered no amount."""
    cause = path.cause(given)
    is_open = left_to_the_court(cause)
    notes = help_with_cost(_need(path, cause), on=setting.on).steps
    if sought is None and waits_for_sum(cause) and not claims_something(form_of(cause), given):
        return Part("fee", "诉讼费", SUM_NEEDED, notes=notes)
    try:
        fee = fee_of(cause, sought, given, is_simple=is_simple, on=setting.on)
    except Refused:
        return _fee_range_part(cause, given, sought, setting, notes)
    later = not_prepaid(cause) or is_open
    due = f"预计{'' if later else '先交'}{grouped(fee.now.value)}元。{later}"
    lead = f"{due}{who_bears(cause)}"
    items = [Item("全额", f"{grouped(fee.full.value)}元")]
    if fee.now.value != fee.full.value:
        items.append(Item("适用简易程序减半", f"{grouped(fee.now.value)}元"))
    return Part("fee", "诉讼费", lead, items, fee.now, notes)


def _need(path: Path, cause: str) -> Need:
    """Which help with the cost is told: that wages need not be prepaid only where the suit is filed for wages alone."""
    if left_to_the_court(cause):
        return "services"
    need = NEEDS.get(path.key, "any")
    return "labour" if need == "wages" and not not_prepaid(cause) else need


def _fee_range_part(
    cause: str, given: Mapping[str, Any], sought: int | None, setting: Setting, notes: Sequence[str]
) -> Part:
    try:
        told = fee_range(cause, sought, on=setting.on, common_property_fen=given.get("common_property_fen"))
    except Refusal as refusal:
        return Part("fee", "诉讼费", f"现在还算不出来：{refusal.message}", notes=notes)
    low, high = told.value
    lead = (
        f"全额在{grouped(low)}元至{grouped(high)}元之间，适用简易程序的减半；具体数额由省里规定，立案时由法院告诉您。"
    )
    return Part("fee", "诉讼费", lead, answer=told, notes=notes)


def _papers(path: Path, given: Mapping[str, Any]) -> Any:
    return "labour" if path.kind == "labour" and given.get("arbitration", "none") != "none" else path.papers


def _mediation(path: Path, given: Mapping[str, Any]) -> Any:
    return "labour" if _is_labour(path, given) else "civil" if path.kind == "labour" else path.mediation


def _is_labour(path: Path, given: Mapping[str, Any]) -> bool:
    """Whether the dispute is one of labour law; whoever works for a person is owed for services (劳务)."""
    return path.kind == "labour" and path.cause(given) != "劳务合同纠纷"


def _limitation(path: Path, given: Mapping[str, Any], setting: Setting) -> tuple[Part, ...]:
    """The three years as the statute says them, and the day they run from where the answers give it; no last day.

    What interrupted them nobody knows here, and the court does not raise them (民法典第一百九十三条).
    """
    if path.time != "ordinary" or _is_labour(path, given):
        return ()
    starts = [(words, date.fromisoformat(given[key])) for key, words in LIMITATION_FROM.items() if given.get(key)]
    runs = "从知道或者应当知道受到损害、对方是谁那天起算"
    for words, day in starts:
        if day < setting.on:
            runs = words.format(day=chinese_date(day))
    lead = f"诉讼时效一般三年，{runs}；过了的，法院也立案，对方可能以此抗辩。向对方要过、对方答应履行的，重新计算。"
    return (Part("limitation", "什么时候以前起诉", lead, answer=time_told("ordinary", on=setting.on)),)


def _time_part(path: Path, given: Mapping[str, Any], track: Answer[TrackDecision] | None, setting: Setting) -> Part:
    # Nobody has seven days to pay what need not be paid first, or what the court has yet to decide.
    cause = path.cause(given)
    to_pay = [] if not_prepaid(cause) or left_to_the_court(cause) else ["C-FEE-7"]
    ids = ["C-FILE-7", *to_pay, "C-SERVE-5", "C-ANSWER-15"]
    ids.append(TRIAL_TERMS[track.value.track] if track is not None else "C-TRIAL-ORD")
    told: Any = "labour" if _is_labour(path, given) else path.time
    answer = time_told(told, on=setting.on) if told != "ordinary" else None
    return Part("time", "时间", "立案以后大约要走这些时间：", term_items(ids, setting), answer)


def _warning(path: Path, given: Mapping[str, Any]) -> str:
    if not {"violence", "abuse"}.isdisjoint(given.get("grounds", ())):
        return f"对方动手打人的，先保护自己：拨打110报警；可以单独向法院申请人身安全保护令。{HOW_TO_ASK}"
    return ""


def _arbitration(path: Path, given: Mapping[str, Any], setting: Setting) -> Result:
    """The way to the arbitrators that were agreed on; mediation stands beside it and does not take its place."""
    answer = arbitration_agreed(on=setting.on)
    lead = "合同里书面约定了仲裁，请先看清楚写的是哪个仲裁委员会，向它申请。"
    steps = apply_to_arbitrators(on=setting.on)
    parts = (
        Part("arbitration", "先申请仲裁", lead, answer=answer, notes=answer.notes),
        Part("steps", "怎么申请", items=[Item("", step) for step in steps.steps], answer=replace(steps, steps=())),
        Part("court", "什么时候还能到法院", _COURT_AFTER_ARBITRATORS),
        mediation_part(_mediation(path, given), setting, given.get("mediation", "")),
    )
    return Result("约定了仲裁的，向约定的仲裁委员会申请仲裁，法院一般不受理", "none", parts)


_COURT_AFTER_ARBITRATORS = (
    "约定没有写明是哪个仲裁委员会、双方又不能补充约定的，仲裁协议无效，"
    "请把“您的回答”里的这一项改成“没有写”，看看到哪个法院起诉。"
)
