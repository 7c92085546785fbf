"""How a dispute can be mediated, and what that saves (调解的途径与好处): for the litigant who still may choose.

Mediation is free and voluntary; before the suit it costs nothing, in the suit half (诉讼费用交纳办法第十五条).
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tianping.law.answers import Answer, Certainty
from tianping.law.fee_schedule import MEASURE
from tianping.law.laws import CIVIL_CODE, CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION, cite
from tianping.law.wording import article

Kind = Literal["civil", "divorce", "labour", "agency", "enforcement", "sued"]


@dataclass(frozen=True, slots=True)
class MediationWay:
    """One way to mediate: what it is called, what happens, what it costs, and the articles."""

    name: str
    words: str
    cost: str
    because: tuple[str, ...]
    certainty: Certainty = "T"


def mediation_ways(kind: Kind, *, on: date) -> Answer[tuple[MediationWay, ...]]:
    """The ways that are open for a kind of dispute, the least costly first."""
    ways = tuple(make(on) for make in _WAYS[kind])
    notes = {
        "divorce": ("离婚案件审理中法院应当调解；自愿离婚的，也可以直接到婚姻登记机关办理，不用起诉。",),
        "agency": ("行政案件一般不适用调解；行政赔偿、补偿和行政机关行使法定裁量权的案件可以调解。",),
    }.get(kind, ("调解必须双方自愿。您不愿意的，法院不会因此不受理您的案件。",))
    return Answer(ways, notes=notes)


def _peoples(on: date) -> MediationWay:
    return MediationWay(
        "人民调解",
        "村（居）、乡镇（街道）的人民调解委员会当面调解，达成的协议有法律约束力",
        "不收取任何费用",
        (cite("人民调解法", 4, on).text, cite("人民调解法", 31, on).text),
    )


def _before_suit(on: date) -> MediationWay:
    return MediationWay(
        "先行调解（诉前调解）",
        "把起诉材料交到法院，同意调解的，由法院委派调解组织或者调解员调解，一般三十日；调解不成，材料不用重交，直接立案",
        "调解成功并自动履行的，免交诉讼费用",
        (cite(CIVIL_PROCEDURE, 125, on).text, cite("特邀调解规定", 27, on).text, _PLEADING_FORM),
        "S",
    )


def _confirmation(on: date) -> MediationWay:
    return MediationWay(
        "司法确认",
        "调解协议生效之日起三十日内，双方共同申请法院确认；确认有效的，对方不履行就可以申请强制执行",
        "不交纳诉讼费用",
        (cite(CIVIL_PROCEDURE, 205, on).text, cite("司法确认规定", 11, on).text),
    )


def _mediation_paper(on: date) -> MediationWay:
    return MediationWay(
        "法院调解书",
        "请法院按调解协议出具调解书，双方签收后与判决有同样的效力",
        "减半交纳案件受理费",
        (cite(CIVIL_PROCEDURE, 100, on).text, MEASURE + article(15)),
    )


def _in_suit(on: date) -> MediationWay:
    return MediationWay(
        "诉讼中调解",
        "立案以后到判决以前，随时可以请法官主持调解",
        "调解结案或者撤诉的，减半交纳案件受理费；简易程序已经减半的，不再减",
        (
            cite(CIVIL_PROCEDURE, 96, on).text,
            MEASURE + article(15),
            cite(CIVIL_PROCEDURE_INTERPRETATION, 206, on).text,
        ),
    )


def _divorce(on: date) -> MediationWay:
    return MediationWay(
        "诉讼中调解",
        "审理离婚案件应当调解；调解和好的可以撤诉，调解离婚的出具调解书；婚姻关系不能申请司法确认",
        "调解结案的，减半交纳案件受理费",
        (
            cite(CIVIL_CODE, 1079, on, paragraph=2).text,
            cite(CIVIL_PROCEDURE_INTERPRETATION, 355, on, paragraph=1, item=3).text,
            MEASURE + article(15),
        ),
    )


def _labour(on: date) -> MediationWay:
    law = "劳动争议调解仲裁法"
    return MediationWay(
        "劳动争议调解",
        "可以请企业劳动争议调解委员会、基层人民调解组织、乡镇（街道）的劳动争议调解组织调解；"
        "就拖欠的工资达成协议，单位到期不给的，可以拿着协议书向法院申请支付令",
        "不收费",
        (cite(law, 10, on).text, cite(law, 16, on).text),
    )


def _agency(on: date) -> MediationWay:
    return MediationWay(
        "行政赔偿、补偿、裁量案件的调解",
        "只有这三类行政案件可以由法院调解，其他行政案件不适用调解",
        "",
        (cite("行政诉讼法", 60, on).text,),
    )


def _settlement(on: date) -> MediationWay:
    return MediationWay(
        "执行和解",
        "执行中双方可以自行和解，协议由执行员记入笔录；对方不履行和解协议的，可以申请恢复执行原来的文书",
        "",
        (cite(CIVIL_PROCEDURE, 241, on).text,),
    )


_PLEADING_FORM = "《起诉状、答辩状示范文本》（法〔2025〕82号）关于先行调解的说明"
_CIVIL = (_peoples, _before_suit, _confirmation, _mediation_paper, _in_suit)
_WAYS = {
    "civil": _CIVIL,
    "divorce": (_peoples, _divorce),
    "labour": (_labour, _before_suit, _mediation_paper),
    "agency": (_agency,),
    "enforcement": (_settlement,),
    "sued": (_in_suit,),
}
