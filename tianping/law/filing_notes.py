"""Notes for staff on what must come before a suit (起诉前的条件提示): labour arbitration, divorce.

They are for the review (立案审查) and never decide it; the articles say what the clerk has to look at.
"""

from datetime import date
from functools import reduce
from typing import cast

from tianping.law import causes
from tianping.law.answers import Answer, Certainty, weaker
from tianping.law.labour_disputes import INTERPRETATION, LAW, Arbitration, LabourFacts, labour_way
from tianping.law.laws import CIVIL_CODE, CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION, Citation, cite
from tianping.law.spans import add
from tianping.law.wording import chinese_date

LABOUR = "劳动争议、人事争议、新就业形态用工纠纷"
_PAPERS = {"award": "仲裁裁决书", "rejected": "不予受理通知书"}
_SIX_MONTHS = 6


def is_labour(cause_name: str) -> bool:
    """Whether a cause belongs to labour and personnel disputes, where arbitration comes first."""
    cause = causes.by_name(cause_name)
    return cause is not None and LABOUR in (cause.name, *cause.path)


def labour_note(
    arbitration: str, received_on: date | None, *, has_wage_note: bool, filed_on: date
) -> Answer[bool] | None:
    """What the review of a labour dispute has to look at; the value says whether the suit seems to be barred for now.

    `arbitration` is one of `labour_disputes.Arbitration`, or empty where nothing is known. None where an award came
    within its fifteen days, or the arbitrators refused.
    """
    if arbitration in _PAPERS:
        return _after_paper(cast("Arbitration", arbitration), received_on, filed_on)
    if arbitration == "overdue":
        way = labour_way(LabourFacts("overdue"), on=filed_on)
        return Answer(False, (*way.steps, *way.notes), way.because, way.certainty)
    way = labour_way(LabourFacts("none", wage_note=has_wage_note), on=filed_on)
    if way.value.way == "ordinary_suit":
        look = "请核对诉讼请求是否只是欠条上的工资，并核对案由和案件受理费"
        return Answer(False, (*way.steps, look), way.because, way.certainty)
    known = "没有申请劳动仲裁" if arbitration == "none" else "没有写明是否经过劳动仲裁"
    step = f"{known}；劳动争议应当先申请仲裁，对裁决不服或者仲裁委员会不予受理的，才可以起诉"
    return _noted(True, (step,), (cite(LAW, 5, filed_on), cite(INTERPRETATION, 1, filed_on)))


def divorce_notes(refused_on: date | None, *, sued_by_husband: bool, filed_on: date) -> list[Answer[bool]]:
    """What the review of a divorce has to look at; a value says whether the suit seems to be barred for now.

    `refused_on`: when an earlier suit ended without divorce (判决不准离婚、调解和好、撤诉).
    """
    notes = []
    if refused_on is not None and filed_on <= (until := add(refused_on, _SIX_MONTHS, "月")):
        steps = (
            f"前次离婚诉讼于{chinese_date(refused_on)}终结，六个月至{chinese_date(until)}届满",
            "前次的原告没有新情况、新理由又起诉的，不予受理；前次的被告起诉的，不受此限",
        )
        seven = cite(CIVIL_PROCEDURE, 127, filed_on, item=7)
        again = cite(CIVIL_PROCEDURE_INTERPRETATION, 214, filed_on, paragraph=2)
        notes.append(_noted(True, steps, (seven, again)))
    elif refused_on is not None:
        steps = (
            f"再次起诉离婚：前次离婚诉讼于{chinese_date(refused_on)}终结，六个月至{chinese_date(until)}已经届满",
            "前次判决不准离婚、双方此后又分居满一年的，应当准予离婚；请核对前次文书和分居的证据",
        )
        notes.append(_noted(False, steps, (cite(CIVIL_CODE, 1079, filed_on, paragraph=5),)))
    if sued_by_husband:
        step = "男方起诉离婚，请核对女方是否在怀孕期间、分娩后一年内或者终止妊娠后六个月内；确有必要受理的除外"
        six = cite(CIVIL_PROCEDURE, 127, filed_on, item=6)
        notes.append(_noted(False, (step,), (cite(CIVIL_CODE, 1082, filed_on), six)))
    return notes


def _after_paper(arbitration: Arbitration, received_on: date | None, filed_on: date) -> Answer[bool] | None:
    paper = _PAPERS[arbitration]
    if received_on is None:
        step = f"没有写明收到{paper}的日期，请核对送达证明"
        return _noted(False, (step,), (cite(LAW, 29 if arbitration == "rejected" else 50, filed_on),))
    way = labour_way(LabourFacts(arbitration, received_on), on=filed_on)
    if arbitration == "rejected" or way.value.last_day is None:
        return None
    until = way.value.last_day.legal or way.value.last_day.nominal
    last = date(until.year, until.month, until.day)
    if filed_on <= last:
        return None
    steps = (
        f"{chinese_date(received_on)}收到{paper}，十五日至{chinese_date(last)}届满，{chinese_date(filed_on)}起诉已经超过",
        "期满不起诉的，裁决书发生法律效力；请核对收到日期，以及有无正当理由耽误期限",
    )
    return Answer(True, steps, (*way.because, cite(CIVIL_PROCEDURE, 86, filed_on).text), way.certainty)


def _noted(barred: bool, steps: tuple[str, ...], articles: tuple[Citation, ...]) -> Answer[bool]:
    sure: Certainty = reduce(weaker, (each.certainty for each in articles), "T")
    return Answer(barred, steps, tuple(each.text for each in articles), sure)
