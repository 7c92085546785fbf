"""How each rule of the question interface is answered: facts in, an answer with a plain JSON value out."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from tianping.law import case_numbers, fees, identities, masking, money, periods, tracks
from tianping.law.answers import Answer, Refusal
from tianping.law.due_days import DueDay, Moment
from tianping.law.facts import Facts
from tianping.law.interest import GeneralRate, delay_interest
from tianping.law.lpr import interest_cap
from tianping.law.money import format_yuan
from tianping.law.spans import read_unit

PlainAnswer = Answer[Any]
_PERSONAL_KINDS = ("resident_id", "hmt_permit", "foreign_permanent")


def property_fee(facts: Facts, on: date) -> PlainAnswer:
    """fees.property."""
    answer = fees.property_fee(
        facts.money("claim"), on=on, halved=facts.flag("halved", default=False), rounding=_rounding(facts)
    )
    return _yuan(answer)


def divorce_fee(facts: Facts, on: date) -> PlainAnswer:
    """fees.divorce."""
    answer = fees.divorce_fee(
        facts.money("base"),
        facts.money("property"),
        on=on,
        halved=facts.flag("halved", default=False),
        rounding=_rounding(facts),
    )
    return _yuan(answer)


def personality_fee(facts: Facts, on: date) -> PlainAnswer:
    """fees.personality."""
    answer = fees.personality_fee(
        facts.money("base"),
        facts.money("damages"),
        on=on,
        halved=facts.flag("halved", default=False),
        rounding=_rounding(facts),
    )
    return _yuan(answer)


def other_fee(facts: Facts, on: date) -> PlainAnswer:
    """fees.other."""
    return _by_the_piece(fees.other_fee, facts, on)


def intellectual_fee(facts: Facts, on: date) -> PlainAnswer:
    """fees.intellectual."""
    return _by_the_piece(fees.intellectual_fee, facts, on)


def _by_the_piece(scale: Callable[..., Answer[int]], facts: Facts, on: date) -> PlainAnswer:
    halved = facts.flag("halved", default=False)
    return _yuan(scale(facts.money("base"), on=on, halved=halved, rounding=_rounding(facts)))


def labour_fee(facts: Facts, on: date) -> PlainAnswer:
    """fees.labour."""
    return _yuan(fees.labour_fee(on=on, halved=facts.flag("halved", default=False), rounding=_rounding(facts)))


def enforcement_fee(facts: Facts, on: date) -> PlainAnswer:
    """fees.enforcement."""
    base_fen = facts.money("base") if facts.has("base") else None
    no_amount = base_fen is not None and not facts.has("amount")
    amount_fen = None if no_amount else facts.money_or_none("amount")
    return _yuan(fees.enforcement_fee(amount_fen, on=on, base_fen=base_fen, rounding=_application(facts)))


def preservation_fee(facts: Facts, on: date) -> PlainAnswer:
    """fees.preservation."""
    return _yuan(fees.preservation_fee(facts.money_or_none("amount"), on=on, rounding=_application(facts)))


def payment_order_fee(facts: Facts, on: date) -> PlainAnswer:
    """fees.payment_order."""
    return _yuan(fees.payment_order_fee(facts.money("claim"), on=on, rounding=_application(facts)))


def bankruptcy_fee(facts: Facts, on: date) -> PlainAnswer:
    """fees.bankruptcy."""
    return _yuan(fees.bankruptcy_fee(facts.money("assets"), on=on, rounding=_application(facts)))


def period_due(facts: Facts, on: date) -> PlainAnswer:
    """periods.due."""
    answer = periods.due(
        facts.text("period"), facts.moment("start"), on=on, rest_day_rule=facts.optional_flag("rest_day_rule")
    )
    return _due(answer, facts)


def period_count(facts: Facts, on: date | None) -> PlainAnswer:
    """periods.count."""
    unit = read_unit(facts.text("unit"))
    backwards = facts.flag("backwards", default=False)
    return _due(periods.count(facts.integer("length"), unit, facts.moment("start"), backwards=backwards), facts)


def trial_limit(facts: Facts, on: date) -> PlainAnswer:
    """periods.trial_limit."""
    answer = periods.trial_limit(
        facts.text("period"),
        facts.day("filed"),
        on=on,
        excluded=facts.excluded("excluded"),
        extensions=facts.extensions("extensions"),
        converted_from=facts.text("converted_from") if facts.has("converted_from") else None,
        rest_day_rule=facts.optional_flag("rest_day_rule"),
    )
    return _due(answer, facts)


def interest_on_delay(facts: Facts, on: date) -> PlainAnswer:
    """interest.delay."""
    rate = facts.daily_or_yearly_rate("general_rate")
    answer = delay_interest(
        facts.money("principal"),
        start=facts.day("start"),
        due=facts.day("due"),
        paid=facts.day("paid"),
        on=on,
        general_rate=None if rate is None else GeneralRate(rate[1], "day" if rate[0] == "per_day" else "year"),
        excluded=facts.excluded("excluded"),
    )
    found = answer.value
    value = {
        "general": format_yuan(found.general_fen),
        "doubled": format_yuan(found.doubled_fen),
        "total": format_yuan(found.total_fen),
        "days": found.days,
    }
    return _with(answer, value)


def lending_cap(facts: Facts, on: date) -> PlainAnswer:
    """interest.lpr_cap."""
    answer = interest_cap(facts.day("contract_date"), on=on, filed=facts.optional_day("filed"))
    cap = answer.value
    return _with(answer, {"lpr_1y": f"{cap.lpr.one_year:.2f}", "cap_pct": f"{cap.percent:.2f}"})


def parse_case_number(facts: Facts, on: date | None) -> PlainAnswer:
    """case_number.parse."""
    number = case_numbers.parse(facts.text("text"))
    court = number.court
    value: dict[str, Any] = {
        "year": number.year,
        "court_code": number.court_code,
        "court": court.name if court else None,
        "special": number.special or None,
        "type": number.type_code,
        "type_name": number.case_type.name,
        "seq": number.sequence,
        "canonical": number.canonical,
    }
    if number.document_suffix:
        value["document_suffix"] = number.document_suffix
    where = f"法院代字{number.court_code}：{court.name if court else '没有收录使用这一代字的法院'}"
    steps = (f"收案年度{number.year}", where, f"类型代字{number.type_code}：{number.case_type.name}")
    notes = (f"{court.name}的法院代字系推定，未经裁判文书印证。",) if court and court.certainty == "R" else ()
    return Answer(value, (*steps, f"案件编号{number.sequence}"), _number_rule(on), "S", notes)


def format_case_number(facts: Facts, on: date | None) -> PlainAnswer:
    """case_number.format."""
    special = facts.text("special") if facts.has("special") else ""
    written = case_numbers.format_number(
        facts.integer("year"), facts.text("court_code"), facts.text("type"), facts.integer("seq"), special=special
    )
    steps = ("“（”＋收案年度＋“）”＋法院代字＋专门审判代字＋类型代字＋案件编号＋“号”",)
    return Answer(written, steps, _number_rule(on), "S")


def check_identity(facts: Facts, on: date | None) -> PlainAnswer:
    """identity.check."""
    kind = facts.text("kind")
    if on is None and kind in _PERSONAL_KINDS:
        raise Refusal("缺少日期（on），无法判断出生日期是否可能。", mend="请补充 on。")
    found = identities.check(kind, facts.text("number"), on=on or date.max)
    value: dict[str, Any] = {"valid": found.valid, "kind": kind, "number": found.number}
    if found.why:
        value["why"] = found.why
    if found.document:
        value["document"] = found.document
    if found.birthday:
        value |= {"birthday": found.birthday.isoformat(), "sex": found.sex}
    if found.area:
        value["area"] = found.area
    step = f"{identities.KINDS[kind]}号码符合规则" if found.valid else found.why
    return Answer(value, (step,), (identities.STANDARDS[kind],), "S")


def money_words(facts: Facts, on: date | None) -> PlainAnswer:
    """money.words."""
    amount_fen = facts.money("amount")
    written = money.words(amount_fen)
    basis = "《支付结算办法》附件一“正确填写票据和结算凭证的基本规定”"
    return Answer(written, (f"{money.grouped(amount_fen)}元：{written}",), (basis,), "R")


def small_claims(facts: Facts, on: date) -> PlainAnswer:
    """track.small_claims."""
    answer = tracks.small_claims(
        facts.money("claim"),
        province=facts.text("province"),
        on=on,
        agreed=facts.flag("agreed"),
        excluded_kind=facts.text("excluded_kind") if facts.has("excluded_kind") else None,
    )
    found = answer.value
    value = {
        "eligible": found.eligible,
        "mandatory": found.mandatory,
        "threshold": format_yuan(found.threshold_fen),
    }
    return _with(answer, value)


def mask_judgment(facts: Facts, on: date | None) -> PlainAnswer:
    """mask.judgment."""
    return masking.mask_judgment(facts.text("text"), facts.parties("parties"))


def _rounding(facts: Facts) -> fees.Rounding:
    if not facts.has("rounding"):
        return "cent"
    word = facts.text("rounding")
    for rounding in fees.ROUNDINGS:
        if rounding == word:
            return rounding
    raise Refusal(f"没有名为“{word[:20]}”的取整方式。", mend="请选择 cent、yuan 或者 yuan_then_halve。")


def _application(facts: Facts) -> fees.Rounding:
    """The rounding of an application fee (申请费), which is never halved for procedure or mediation."""
    if facts.flag("halved", default=False):
        raise Refusal("减半交纳只适用于案件受理费，申请费不减半。", mend="请删去 halved。")
    return _rounding(facts)


def _yuan(answer: Answer[int]) -> PlainAnswer:
    return _with(answer, format_yuan(answer.value))


def _with(answer: Answer[Any], value: Any) -> PlainAnswer:
    return Answer(value, answer.steps, answer.because, answer.certainty, answer.notes)


def _due(answer: Answer[DueDay], facts: Facts) -> PlainAnswer:
    day, seconds = answer.value, facts.shows_seconds("start")
    value: dict[str, Any] = {"nominal": _written(day.nominal, seconds)}
    value["legal"] = None if day.legal is None else _written(day.legal, seconds)
    if day.pending:
        value["pending"] = day.pending
    return _with(answer, value)


def _written(moment: Moment, seconds: bool) -> str:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="seconds" if seconds else "minutes")
    return moment.isoformat()


def _number_rule(on: date | None) -> tuple[str, ...]:
    return (case_numbers.FORMAT.on(on or date.max).cite,)
