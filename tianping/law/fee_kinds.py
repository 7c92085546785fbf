"""How a cause is charged (案件受理费的类别): by its sum, by the piece, as a divorce; 《诉讼费用交纳办法》第十三条.

The measure names divorces, rights of personality, intellectual property and labour; everything else is a case for
property where a sum is claimed and another case without property where none is. Where the measure leaves the kind of
a cause open, the row says so and how courts differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tianping.law import causes
from tianping.law.answers import Answer, Certainty, Refusal
from tianping.law.fee_schedule import MEASURE
from tianping.law.laws import CIVIL_PROCEDURE_INTERPRETATION, cite
from tianping.law.protection_orders import HOW_TO_ASK
from tianping.law.wording import article

DIVORCE = "离婚纠纷"
Kind = Literal["property", "divorce", "personality", "other", "intellectual", "labour"]
KINDS: Mapping[Kind, str] = {
    "property": "财产案件",
    "divorce": "离婚案件",
    "personality": "人格权案件",
    "other": "其他非财产案件",
    "intellectual": "知识产权民事案件",
    "labour": "劳动争议案件",
}


@dataclass(frozen=True, slots=True)
class Basis:
    """What a fee is counted by: the kind, the sum (None: nothing in money), the province's amount a piece; in fen.

    The sum is what is claimed; of a divorce the whole property to be divided, of a right of personality the damages.
    """

    kind: Kind
    amount_fen: int | None
    base_fen: int | None = None

    @property
    def needs_base(self) -> bool:
        """Whether the province decides an amount a piece (每件收费标准) within the measure's range (第十三条第二款)."""
        if self.kind == "intellectual":
            return self.amount_fen is None
        return self.kind in ("divorce", "personality", "other")

    @property
    def by_property(self) -> bool:
        """Whether the fee follows the scale of property cases (第十三条第一款第（一）项)."""
        return self.kind != "labour" and not self.needs_base


@dataclass(frozen=True, slots=True)
class _Rule:
    """How the causes under one name are charged: with a sum, without (None: a value must be stated), and how sure."""

    with_sum: Kind
    without_sum: Kind | None
    certainty: Certainty = "T"
    note: str = ""
    unsure_with_sum: str = ""
    unsure_without_sum: str = ""


def basis_of(
    cause_name: str, claim_fen: int | None, *, on: date, common_property_fen: int | None = None
) -> Answer[Basis]:
    """By what the fee of a case of this cause is counted; `common_property_fen` is the property of a divorce.

    Steps are given only where more than the sum claimed decides. Refuses causes that are no civil suits, and causes
    for property without a sum or value.
    """
    check_is_suit(cause_name)
    rule = _rule_of(cause_name)
    kind = rule.without_sum if claim_fen is None else rule.with_sum
    if kind is None:
        raise Refusal(
            f"“{cause_name}”是财产案件，案件受理费按诉讼请求的金额或者价额计算"
            f"（{MEASURE}{article(13, paragraph=1, item=1)}）。",
            mend="请填写诉讼请求金额；请求的是物或者权利的，填写其价额。",
        )
    unsure = rule.unsure_without_sum if claim_fen is None else rule.unsure_with_sum
    notes = tuple(filter(None, (rule.note, unsure)))
    certainty: Certainty = "L" if unsure else rule.certainty
    if kind == "divorce":
        amount_fen = claim_fen if common_property_fen is None else common_property_fen
        return Answer(Basis(kind, amount_fen), _steps(cause_name, kind), (), certainty, notes)
    steps = _steps(cause_name, kind) if kind != "property" or certainty != "T" else ()
    because: tuple[str, ...] = ()
    if kind == "other" and claim_fen is None:
        steps = (*steps, "有多个非财产性诉讼请求的，按一件交纳")
        because = (cite(CIVIL_PROCEDURE_INTERPRETATION, 201, on, paragraph=2).text,)
    elif kind == "property" and _INSOLVENCY in _names_of(cause_name):
        because = (cite(CIVIL_PROCEDURE_INTERPRETATION, 200, on).text,)
    elif kind == "intellectual" and claim_fen is not None:
        because = (MEASURE + article(13, paragraph=1, item=3),)
    return Answer(Basis(kind, claim_fen), steps, because, certainty, notes)


def sum_claimed(cause_name: str, claim_fen: int | None, common_property_fen: int | None) -> int | None:
    """The sum claimed (标的额), however it was asked for: of a divorce the property to be divided and what is claimed
    besides, such as damages; None where nothing in money is claimed."""
    if cause_name != DIVORCE or common_property_fen is None:
        return claim_fen
    return (claim_fen or 0) + common_property_fen


def claimed_besides(cause_name: str, sum_fen: int | None, common_property_fen: int | None) -> int | None:
    """What is claimed besides the property of a divorce, of a sum that counts both."""
    if cause_name != DIVORCE or common_property_fen is None or sum_fen is None or sum_fen < common_property_fen:
        return sum_fen
    return sum_fen - common_property_fen or None


def needs_sum(cause_name: str) -> bool:
    """Whether the fee of a cause cannot be counted without the sum or value claimed."""
    return _rule_of(cause_name).without_sum is None


def waits_for_sum(cause_name: str) -> bool:
    """Whether a fee by the piece would mislead while no sum was told: the cause is commonly one for money."""
    rule = _rule_of(cause_name)
    return rule.with_sum == "property" and rule not in (_PLAINLY_WITHOUT_PROPERTY, _FAMILY_TIES)


def check_is_suit(cause_name: str) -> None:
    """Refuses a cause that belongs to a special procedure (非讼程序): it is no civil suit of first instance."""
    if _NO_SUIT in _names_of(cause_name):
        raise Refusal(
            f"“{cause_name}”属于非讼程序案件，不按民事一审案件收案、收费"
            f"（依照特别程序审理的案件不交纳案件受理费，{MEASURE}{article(8, item=1)}）。",
            mend=HOW_TO_ASK if "人身安全保护令" in cause_name else _AT_THE_WINDOW,
        )


def _steps(cause_name: str, kind: Kind) -> tuple[str, ...]:
    return (f"案由“{cause_name}”，按{KINDS[kind]}的标准收费",)


def _names_of(cause_name: str) -> tuple[str, ...]:
    """The cause and what stands above it, the nearest first; the bare name where the list does not have it."""
    cause = causes.by_name(cause_name)
    return (cause_name,) if cause is None else (cause.name, *reversed(cause.path))


def _rule_of(cause_name: str) -> _Rule:
    return next((_RULES[name] for name in _names_of(cause_name) if name in _RULES), _BY_THE_CLAIM)


_NO_SUIT = "非讼程序案件案由"
_AT_THE_WINDOW = "请带上申请书和证明材料，到本院诉讼服务大厅立案窗口申请。"
_INSOLVENCY = "与破产有关的纠纷"
_FAMILY_MONEY = (
    "办法没有写明追索赡养费、扶养费、抚养费案件的类别；因身份关系产生，按其他非财产案件收费，有的法院按财产案件收费，"
    "请核对本院做法。"
    "确有困难的，依当事人申请应当准予免交（《诉讼费用交纳办法》第四十五条第（二）项）。"
)
_TIES_AND_MONEY = (
    "既有财产性诉讼请求又有非财产性诉讼请求的，按财产性诉讼请求的标准收费（《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》"
    "第二百零一条第一款）；金额只是抚养费等身份关系产生的费用的，有的法院仍按其他非财产案件收费，请核对本院做法。"
)
_BODILY_HARM = (
    "请求人身损害赔偿的，办法没有写明类别；按财产案件收费，有的法院按人格权案件（第十三条第一款第（二）项第2目）收费，"
    "请核对本院做法。"
)
_PAY_OWED = "追索劳动报酬的案件可以不预交案件受理费（《诉讼费用交纳办法》第二十条第一款）。"
_PAY = frozenset({"追索劳动报酬纠纷", "新就业形态追索劳动报酬纠纷"})
# Courts differ: some hold pay for services (劳务报酬) to be pay for labour here, some do not.
_SERVICES = frozenset({"劳务合同纠纷", "超龄劳动者劳务合同纠纷"})
_SERVICES_OPEN = (
    "《诉讼费用交纳办法》第二十条第一款只写明追索劳动报酬的案件可以不预交案件受理费；个人追索劳务报酬能不能不预交，"
    "由法院在立案时决定，没有决定不预交的，按交费通知交纳。"
)
_SERVICES_DECIDED = "本院决定本案追索劳务报酬可以不预交案件受理费（参照《诉讼费用交纳办法》第二十条第一款）。"
_LIKE_LABOUR = "办法只写明劳动争议案件每件10元；此类争议比照劳动争议收费，请核对本院做法。"
_NO_SUM = (
    "没有诉讼请求金额的，按其他非财产案件收费；请求确认合同效力、解除合同或者确认权利的，有的法院按合同标的额或者财产价额收费，"
    "请核对本院做法。"
)
_BY_THE_CLAIM = _Rule("property", "other", unsure_without_sum=_NO_SUM)
_BY_VALUE = _Rule("property", None)
_PLAINLY_WITHOUT_PROPERTY = _Rule("property", "other")
_OF_THE_BODY = _Rule("property", "other", "L", _BODILY_HARM)
_FAMILY_TIES = _Rule("property", "other", unsure_with_sum=_TIES_AND_MONEY)
_MAINTENANCE = _Rule("other", "other", "L", _FAMILY_MONEY)

_RULES: Mapping[str, _Rule] = {
    # 第十三条第一款第（二）项第1目
    DIVORCE: _Rule("divorce", "divorce"),
    # 第2目：侵害姓名权、名称权、肖像权、名誉权、荣誉权以及其他人格权
    "人格权纠纷": _Rule("personality", "personality"),
    "生命权、身体权、健康权纠纷": _Rule(
        "personality",
        "personality",
        "L",
        "生命权、身体权、健康权属于“其他人格权”，按人格权案件收费；有的法院对人身损害赔偿按财产案件收费，请核对本院做法。",
    ),
    # 第（三）项
    "知识产权合同纠纷": _Rule("intellectual", "intellectual"),
    "知识产权权属、侵权纠纷": _Rule("intellectual", "intellectual"),
    "知识产权与竞争纠纷": _Rule(
        "intellectual", "intellectual", "L", "不正当竞争、垄断纠纷比照知识产权民事案件收费，请核对本院做法。"
    ),
    # 第（四）项
    "劳动争议": _Rule("labour", "labour"),
    "追索劳动报酬纠纷": _Rule("labour", "labour", note=_PAY_OWED),
    "劳动争议、人事争议、新就业形态用工纠纷": _Rule("labour", "labour", "L", _LIKE_LABOUR),
    "新就业形态追索劳动报酬纠纷": _Rule("labour", "labour", "L", _LIKE_LABOUR + _PAY_OWED),
    "职工破产债权确认纠纷": _Rule("labour", "labour", "L", _LIKE_LABOUR),
    # 身份关系：第（二）项第3目
    "婚姻家庭纠纷": _FAMILY_TIES,
    "婚姻无效纠纷": _Rule("other", "other", "L", "有的法院比照离婚案件收费，请核对本院做法。"),
    "撤销婚姻纠纷": _Rule("other", "other", "L", "有的法院比照离婚案件收费，请核对本院做法。"),
    "抚养费纠纷": _MAINTENANCE,
    "扶养费纠纷": _MAINTENANCE,
    "赡养费纠纷": _MAINTENANCE,
    "抚养纠纷": _MAINTENANCE,
    "扶养纠纷": _MAINTENANCE,
    "赡养纠纷": _MAINTENANCE,
    "同居关系子女抚养纠纷": _MAINTENANCE,
    "变更抚养关系纠纷": _FAMILY_TIES,
    "变更扶养关系纠纷": _FAMILY_TIES,
    "变更赡养关系纠纷": _FAMILY_TIES,
    # 家庭成员之间的财产：第（一）项
    "婚约财产纠纷": _BY_VALUE,
    "婚内夫妻财产分割纠纷": _BY_VALUE,
    "离婚后财产纠纷": _BY_VALUE,
    "离婚后损害责任纠纷": _BY_VALUE,
    "夫妻财产约定纠纷": _BY_THE_CLAIM,
    "同居关系析产纠纷": _BY_VALUE,
    "分家析产纠纷": _BY_VALUE,
    "继承纠纷": _BY_VALUE,
    "遗产管理纠纷": _BY_THE_CLAIM,
    # 物权：第（一）项，没有价额的排除妨害等按第（二）项第3目
    "物权确认纠纷": _BY_VALUE,
    "返还原物纠纷": _BY_VALUE,
    "财产损害赔偿纠纷": _BY_VALUE,
    "排除妨害纠纷": _PLAINLY_WITHOUT_PROPERTY,
    "消除危险纠纷": _PLAINLY_WITHOUT_PROPERTY,
    "业主撤销权纠纷": _PLAINLY_WITHOUT_PROPERTY,
    "业主知情权纠纷": _PLAINLY_WITHOUT_PROPERTY,
    "相邻关系纠纷": _PLAINLY_WITHOUT_PROPERTY,
    # 给付金钱的合同和准合同
    "借款合同纠纷": _BY_VALUE,
    "银行卡纠纷": _BY_VALUE,
    "追偿权纠纷": _BY_VALUE,
    "不当得利纠纷": _BY_VALUE,
    "股东知情权纠纷": _PLAINLY_WITHOUT_PROPERTY,
    # 民诉法解释第二百条
    _INSOLVENCY: _BY_VALUE,
    # 人身损害
    "提供劳务者受害责任纠纷": _OF_THE_BODY,
    "违反安全保障义务责任纠纷": _OF_THE_BODY,
    "教育机构责任纠纷": _OF_THE_BODY,
    "机动车交通事故责任纠纷": _OF_THE_BODY,
    "非机动车交通事故责任纠纷": _OF_THE_BODY,
    "医疗损害责任纠纷": _OF_THE_BODY,
    "饲养动物损害责任纠纷": _OF_THE_BODY,
    "触电人身损害责任纠纷": _OF_THE_BODY,
    "义务帮工人受害责任纠纷": _OF_THE_BODY,
    "见义勇为人受害责任纠纷": _OF_THE_BODY,
    "性骚扰损害责任纠纷": _OF_THE_BODY,
}


def not_prepaid(cause_name: str, *, decided: bool = False) -> str:
    """What whoever sues for their pay is told: the fee need not be paid first (交纳办法第二十条第一款); else empty.

    ``decided``: the court decided so of pay for services, of which the measure does not speak.
    """
    if cause_name in _PAY:
        return _PAY_OWED
    return _SERVICES_DECIDED if decided and cause_name in _SERVICES else ""


def left_to_the_court(cause_name: str) -> str:
    """What is said before the court decided, where the measure does not: of a person's pay for services; else empty."""
    return _SERVICES_OPEN if cause_name in _SERVICES else ""


def who_bears(cause_name: str) -> str:
    """Who bears the fee in the end, as somebody is told before a suit (交纳办法第二十九条第一款、第三十三条)."""
    if cause_name == DIVORCE:
        return "最后由谁负担，由双方协商，协商不成的由法院决定（《诉讼费用交纳办法》第三十三条）。"
    return "最后由谁负担，由法院决定，一般由败诉的一方负担（《诉讼费用交纳办法》第二十九条第一款）。"
