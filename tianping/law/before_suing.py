"""What stands before a suit (起诉前应当知道的): an agreement to arbitrate, and help with the cost."""

from datetime import date
from typing import Literal

from tianping.law.answers import Answer
from tianping.law.fee_schedule import MEASURE
from tianping.law.laws import CIVIL_CODE, CIVIL_PROCEDURE, cite
from tianping.law.wording import article

Need = Literal["any", "maintenance", "wages", "labour", "services", "accident"]
_AID_SINCE = date(2022, 1, 1)


def arbitration_agreed(*, on: date) -> Answer[None]:
    """A written agreement to arbitrate keeps the dispute out of court (民事诉讼法第一百二十七条第（二）项)."""
    steps = (
        "双方书面约定了仲裁的，应当向约定的仲裁委员会申请仲裁，法院不受理起诉",
        "约定没有写明是哪个仲裁委员会，双方又不能补充约定的，仲裁协议无效，可以起诉",
    )
    because = (cite(CIVIL_PROCEDURE, 127, on, item=2).text,)
    notes = ("仲裁协议是否有效由法院或者仲裁机构审查，可以带上合同到诉讼服务大厅咨询。",)
    return Answer(None, steps, because, "T", notes)


def apply_to_arbitrators(*, on: date) -> Answer[None]:
    """What somebody does who agreed to arbitrate: apply there, in what time, and how the award is enforced."""
    steps = (
        "向约定的仲裁委员会递交仲裁申请书、写有仲裁约定的合同和证据；收不收、收多少费用，按仲裁委员会公布的标准，可以先打电话问清楚",
        "申请仲裁也有时效，法律没有另外规定的，适用诉讼时效的规定，一般为三年，请尽快申请",
        "裁决作出以后对方不履行的，可以向有管辖权的法院申请执行",
    )
    because = (
        cite(CIVIL_CODE, 198, on).text,
        cite(CIVIL_CODE, 188, on, paragraph=1).text,
        cite(CIVIL_PROCEDURE, 248, on, paragraph=1).text,
    )
    return Answer(None, steps, because)


def help_with_cost(need: Need, *, on: date) -> Answer[None]:
    """Who need not pay, pays less or later (司法救助), and whom a lawyer helps without charge (法律援助)."""
    steps = ["交纳诉讼费用确有困难的，可以申请缓交、减交或者免交；免交只适用于自然人"]
    because = [MEASURE + article(44)]
    extra = {
        "maintenance": ("追索赡养费、扶养费、抚育费的，应当准予免交", MEASURE + article(45, item=2)),
        "wages": ("追索劳动报酬的案件可以不预交案件受理费", MEASURE + article(20, paragraph=1)),
        "services": ("追索劳务报酬能不能不预交案件受理费，由法院在立案时决定", MEASURE + article(20, paragraph=1)),
        "accident": ("交通事故的受害人请求赔偿的，应当准予缓交", MEASURE + article(47, item=2)),
    }.get(need)
    if extra is not None:
        steps.insert(0, extra[0])
        because.insert(0, extra[1])
    steps.append("应当在起诉时提交书面申请和经济困难的证明")
    because.append(MEASURE + article(48))
    if on >= _AID_SINCE and need != "any":
        steps.append("因经济困难没有委托代理人的，可以向法律援助机构申请法律援助")
        because.append(cite("法律援助法", 31, on).text)
    return Answer(None, tuple(steps), tuple(because))
