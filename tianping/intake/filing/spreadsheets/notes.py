"""What the filing clerk should know about a loan: for staff only, and never a reason to refuse it.

A court does not raise limitation of its own motion, so nothing here may reach a party's page or paper.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from tianping.intake.filing.spreadsheets.found import Guarantor, LoanRow
from tianping.intake.filing.spreadsheets.rows import Reading
from tianping.law import identities, limitation, lpr
from tianping.law.answers import Answer, Refusal
from tianping.law.money import grouped
from tianping.law.wording import chinese_date

FULL_AGE = 18
NEARLY = timedelta(days=365)
OUTSIDE_THE_CAP = "《最高人民法院关于审理民间借贷案件适用法律若干问题的规定》（法释〔2020〕17号）第一条第二款"
FINANCIAL_LOANS = "《最高人民法院关于进一步加强金融审判工作的若干意见》（法发〔2017〕22号）第二条"
FINANCIAL_RATE = Decimal(24)
OLD_PRIVATE_LOANS = (
    "《最高人民法院关于审理民间借贷案件适用法律若干问题的规定》（法释〔2015〕18号）第二十六条第二款"
    "（2020年8月19日以前的文本）"
)
OLD_PRIVATE_RATE = Decimal(36)
USUAL_UPLIFT = Decimal(50)
UPLIFT_RULE = "《中国人民银行关于人民币贷款利率有关问题的通知》（银发〔2003〕251号）第三条"
DAYS_OF_INTEREST_YEAR = 360
ESTIMATE_MARGIN = Decimal("1.2")
SHOWN_ROWS = 5


def note_row(reading: Reading, *, on: date, existing_contracts: Mapping[str, str]) -> None:
    """Leave the notes that one understood loan calls for; `on` is the day of filing."""
    contract = reading.values.get("contract_number")
    if isinstance(contract, str) and contract in existing_contracts:
        text = f"合同{contract}已在本院立案：{existing_contracts[contract]}，请核对是否重复起诉。"
        reading.scribe.note(reading.ref("contract_number"), "contract_number", "existing_case", text)
    phone = reading.first("phone")
    if phone and phone[0].kind == "empty":
        reading.scribe.note(phone[0].ref, "phone", "phone_missing", "没有手机号码，送达前请补充。")
    _note_minors(reading, on)
    _note_periods(reading, on)
    if reading.loan:
        _note_interest(reading, reading.loan)
        _note_rates(reading, reading.loan, on)


def _note_minors(reading: Reading, on: date) -> None:
    people = [("identity_number", "借款人", reading.values.get("borrower_name"), reading.birthday)]
    people += [("guarantor_numbers", "保证人", person.name, person.birthday) for person in _guarantors(reading)]
    for field, role, name, birthday in people:
        for day, when in ((reading.values.get("signed_on"), "签订合同时"), (on, "起诉时")):
            if birthday and isinstance(day, date) and identities.age_on(birthday, day) < FULL_AGE:
                answer = limitation.minor_note(birthday, max(day, limitation.MINORS.texts[0].since))
                text = (
                    f"{role}{name or ''}（{chinese_date(birthday)}出生）{when}"
                    f"未满十八周岁（{identities.age_on(birthday, day)}周岁），请审查其行为能力和法定代理人。"
                )
                reading.scribe.note(reading.ref(field), field, "minor", text, answer.because, answer.certainty)


def _guarantors(reading: Reading) -> list[Guarantor]:
    guarantors = reading.values.get("guarantors")
    return list(guarantors) if isinstance(guarantors, tuple) else []


def _note_periods(reading: Reading, on: date) -> None:
    """Limitation and guarantee period: for staff, because a court does not raise them of its own motion."""
    due = reading.values.get("due_on")
    if not isinstance(due, date):
        return
    if due > on:
        text = f"到期日{chinese_date(due)}尚未届至，请核对是否宣布提前到期。"
        reading.scribe.note(reading.ref("due_on"), "due_on", "not_yet_due", text)
        return
    period = _limitation(due, on)
    ends = chinese_date(period.value.expires_on)
    if period.value.passed:
        text = f"自到期日{chinese_date(due)}起算，诉讼时效至{ends}届满，起诉时已经超过；有无中止、中断由审理查明。"
        _note_answer(reading, "due_on", "limitation", text, period)
    elif period.value.expires_on - on < NEARLY:
        text = f"自到期日{chinese_date(due)}起算，诉讼时效至{ends}届满，距今不足一年。"
        _note_answer(reading, "due_on", "limitation_near", text, period)
    guarantee = _guarantee(due, on)
    if _guarantors(reading) and guarantee.value.passed:
        ends = chinese_date(guarantee.value.expires_on)
        text = f"没有约定保证期间的，保证期间至{ends}届满，起诉时已经超过；约定的期间和有无主张由审理查明。"
        _note_answer(reading, "guarantor_names", "guarantee_period", text, guarantee)


def _note_answer(reading: Reading, field: str, code: str, text: str, answer: Answer[limitation.PeriodNote]) -> None:
    reading.scribe.note(reading.ref(field), field, code, text, answer.because, answer.certainty)


# The loans of a list share few due and contract days; the law's answer for a day does not change.
_limitation = lru_cache(maxsize=4096)(limitation.limitation_note)
_guarantee = lru_cache(maxsize=4096)(limitation.guarantee_note)


def _note_interest(reading: Reading, loan: LoanRow) -> None:
    days = (loan.interest_until - loan.lent_on).days + 1
    most_fen = loan.principal_fen * loan.overdue_rate / 100 * days / DAYS_OF_INTEREST_YEAR * ESTIMATE_MARGIN
    if loan.interest_owed_fen > most_fen:
        text = (
            f"尚欠利息{grouped(loan.interest_owed_fen)}元，多于按全部本金、逾期利率{loan.overdue_rate.normalize():f}%、"
            f"{days}天估算的上限，请核对是否计收复利。"
        )
        reading.scribe.note(reading.ref("interest_owed"), "interest_owed", "interest_above_estimate", text)


@lru_cache(maxsize=4096)
def cap_on(signed_on: date, *, on: date) -> Answer[lpr.InterestCap] | None:
    """Four times the one-year LPR for a contract of `signed_on` sued on `on`; None where the law has no figure."""
    try:
        return lpr.interest_cap(signed_on, on=on, filed=on)
    except Refusal:
        return None


def _note_rates(reading: Reading, loan: LoanRow, on: date) -> None:
    cap = cap_on(loan.signed_on, on=on)
    rate = loan.overdue_rate.normalize()
    ref = reading.ref("annual_rate")
    if cap and rate > cap.value.percent:
        text = (
            f"逾期利率{rate:f}%高于一年期贷款市场报价利率四倍（{cap.value.percent}%）。"
            "持牌金融机构的贷款不适用这一上限，仅供参考。"
        )
        reading.scribe.note(ref, "annual_rate", "above_four_lpr", text, (*cap.because, OUTSIDE_THE_CAP), cap.certainty)
    if loan.annual_rate == 0:
        reading.scribe.note(ref, "annual_rate", "rate_zero", "年利率是0%，按没有利息的借款登记，请核对合同。")
    if loan.annual_rate > OLD_PRIVATE_RATE:
        text = f"年利率{loan.annual_rate.normalize():f}%超过36%，请核对合同和单位（年利率、月利率，%、‰）。"
        reading.scribe.note(ref, "annual_rate", "above_36_percent", text, (OLD_PRIVATE_LOANS, OUTSIDE_THE_CAP), "R")
    if rate > FINANCIAL_RATE:
        text = f"逾期利率{rate:f}%超过年利率24%，借款人请求调减时应予审查。"
        reading.scribe.note(ref, "annual_rate", "above_24_percent", text, (FINANCIAL_LOANS,), "R")
    if loan.overdue_uplift > USUAL_UPLIFT:
        text = f"逾期上浮{loan.overdue_uplift.normalize():f}%超过50%，请核对合同。"
        reading.scribe.note(
            reading.ref("overdue_uplift"), "overdue_uplift", "uplift_above_50", text, (UPLIFT_RULE,), "R"
        )


def note_list(readings: list[Reading]) -> None:
    """Leave the notes that only several rows together call for."""
    loans: dict[str, list[Reading]] = defaultdict(list)
    phones: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        number, phone = reading.values.get("identity_number"), reading.values.get("phone")
        if isinstance(number, str):
            loans[number].append(reading)
        if isinstance(phone, str) and phone:
            phones[phone].append(reading)
    for group in loans.values():
        for reading in group if _differ(map(_contract, group)) else ():
            others = _other_rows(reading, group)
            text = f"同一借款人另有借款（{others}），请考虑是否合并审理。"
            reading.scribe.note(reading.ref("identity_number"), "identity_number", "same_borrower", text)
    for group in phones.values():
        for reading in group if _differ(str(reading.values.get("identity_number")) for reading in group) else ():
            text = f"手机号码与其他借款人相同（{_other_rows(reading, group)}），请核实后再用于送达。"
            reading.scribe.note(reading.ref("phone"), "phone", "same_phone", text)


def _differ(texts: Iterable[str]) -> bool:
    return len(set(texts)) > 1


def _contract(reading: Reading) -> str:
    return str(reading.values.get("contract_number"))


def _other_rows(reading: Reading, group: list[Reading]) -> str:
    # A borrower may fill a whole list: look no further than what is shown.
    others = list(islice((f"第{other.row}行" for other in group if other is not reading), SHOWN_ROWS + 1))
    return "、".join(others[:SHOWN_ROWS]) + ("等" if len(others) > SHOWN_ROWS else "")
