"""Arbitration first (劳动争议先裁后审): whether a labour dispute goes to arbitration, or to court and until when.

劳动争议调解仲裁法第五条、第二十一条、第二十七条、第二十九条、第四十三条、第四十七条至第五十条; a note of unpaid wages
opens the court at once (劳动争议解释（一）第十五条).
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tianping.law.answers import Answer, Certainty, weaker
from tianping.law.due_days import DueDay
from tianping.law.laws import cite
from tianping.law.periods import due

Arbitration = Literal["none", "award", "rejected", "overdue"]
Way = Literal["arbitrate", "sue", "ordinary_suit"]
LAW, INTERPRETATION = "劳动争议调解仲裁法", "劳动争议解释"
SUE_WITHIN = "LABOUR-15"


@dataclass(frozen=True, slots=True)
class LabourFacts:
    """Where a labour dispute stands: the arbitration, the day its paper came, a note of wages (工资欠条).

    `only_wages` says that nothing but the wages of the note is claimed.
    """

    arbitration: Arbitration
    received_on: date | None = None
    wage_note: bool = False
    only_wages: bool = True
    still_working: bool = False


@dataclass(frozen=True, slots=True)
class LabourWay:
    """Where the dispute goes now: arbitration, the court after it, or the court as an ordinary civil dispute.

    `last_day` is that of the suit after an award.
    """

    way: Way
    last_day: DueDay | None = None


def labour_way(facts: LabourFacts, *, on: date) -> Answer[LabourWay]:
    """Which way a labour dispute goes on a day (先裁后审)."""
    if facts.arbitration == "none":
        return _ordinary(on) if facts.wage_note and facts.only_wages else _to_arbitration(facts, on)
    if facts.arbitration == "overdue":
        steps = (
            "仲裁委员会受理后四十五日（经批准延长的，六十日）没有裁决，或者收到申请五日内没有决定是否受理，可以直接向法院起诉",
            "起诉时要交仲裁委员会出具的受理通知书或者其他已接受仲裁申请的凭证",
        )
        because = (cite(LAW, 43, on, paragraph=1), cite(LAW, 29, on), cite(INTERPRETATION, 12, on))
        notes = ("正在送达、等待鉴定、等待开庭等情形除外（同条第一款各项）。",)
        return Answer(LabourWay("sue"), steps, tuple(each.text for each in because), "T", notes)
    return _after_paper(facts, on)


def _ordinary(on: date) -> Answer[LabourWay]:
    steps = ("持用人单位的工资欠条直接起诉，只要求付欠条上的工资，法院按照普通民事纠纷受理，不必先申请仲裁",)
    notes = ("还要求经济补偿、加班费等其他劳动权利的，应当先申请劳动仲裁。",)
    return Answer(LabourWay("ordinary_suit"), steps, (cite(INTERPRETATION, 15, on).text,), "T", notes)


def _to_arbitration(facts: LabourFacts, on: date) -> Answer[LabourWay]:
    steps = [
        "劳动争议应当先申请劳动仲裁，对裁决不服的，才能向法院起诉",
        "向劳动合同履行地或者用人单位所在地的劳动争议仲裁委员会申请；两边都申请的，由履行地的仲裁委员会管辖",
        "申请仲裁的时效期间为一年，从知道或者应当知道权利被侵害之日起计算；向对方要过、向有关部门投诉过的，重新计算",
    ]
    if facts.still_working:
        steps.append("还在上班、单位拖欠工资的，申请仲裁不受一年的限制")
    else:
        steps.append("拖欠工资的，应当自劳动关系终止之日起一年内申请仲裁")
    steps.append("劳动仲裁不收费；仲裁委员会五日内决定是否受理，受理后四十五日内裁决，复杂的可以延长十五日")
    cited = [(5, 0), (21, 2), (27, 0), (29, 0), (43, 1), (53, 0)]
    because = tuple(cite(LAW, number, on, paragraph=paragraph).text for number, paragraph in cited)
    notes = (
        "也可以向当地劳动保障监察机构投诉拖欠工资（同法第九条），或者申请人民调解。",
        "时效是否已过、有没有中断，由仲裁委员会审查，不在这里判断。",
    )
    return Answer(LabourWay("arbitrate"), tuple(steps), because, "T", notes)


def _after_paper(facts: LabourFacts, on: date) -> Answer[LabourWay]:
    """After an award or a refusal to take the matter: fifteen days from the paper (第四十八条、第五十条)."""
    refused = facts.arbitration == "rejected"
    because = [cite(LAW, 29, on)] if refused else [cite(LAW, 48, on), cite(LAW, 50, on)]
    opening = (
        "仲裁委员会不予受理的，可以向法院起诉" if refused else "不服仲裁裁决的，收到裁决书之日起十五日内向法院起诉"
    )
    certainty: Certainty = "T"
    notes: tuple[str, ...] = () if refused else ("期满不起诉的，裁决书发生法律效力，可以申请法院强制执行。",)
    if facts.received_on is None:
        return Answer(LabourWay("sue"), (opening,), tuple(each.text for each in because), certainty, notes)
    answer = due(SUE_WITHIN, facts.received_on, on=on)
    if refused:
        # The act gives the fifteen days after awards; after a refusal courts take them over.
        certainty, notes = "R", ("不予受理后起诉的期限，法律没有明文，参照裁决后的十五日，请尽快起诉。",)
    return Answer(
        LabourWay("sue", answer.value),
        (opening, *answer.steps),
        tuple(dict.fromkeys((*(each.text for each in because), *answer.because))),
        weaker(certainty, answer.certainty),
        notes,
    )
