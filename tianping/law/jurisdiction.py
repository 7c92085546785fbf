"""Which court has jurisdiction, and why (管辖): by the kind of dispute and the places that somebody knows.

民事诉讼法第十八条、第二十二条至第三十六条 with the interpretation's articles on domicile, places of performance and
real estate; labour and agencies by their own texts. The place says the ground, the ground the court; a place that
names no county leaves the court open and is told how to be found.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from tianping.law.answers import Answer, Refusal, weaker
from tianping.law.courts import Court, by_name
from tianping.law.forums import Forum, ForumFacts, Forums, Reasoning
from tianping.law.laws import Citation, cite

__all__ = ["Forum", "ForumFacts", "Forums", "competent_courts"]

HOW_TO_FIND = "写明县（市、区）的，可以在这里查到法院；不能确定的，请拨打12368诉讼服务热线，或者到就近的人民法院询问。"
ASK_BEFORE = "开发区、跨行政区划集中管辖等另有规定的，从其规定；{verb}以前可以拨打12368向该法院核对。"
LARGE_FEN = 100_000_000_00
# None of these three texts is at hand.
LAND_AWARD = Citation("《中华人民共和国农村土地承包经营纠纷调解仲裁法》第四十九条", "R")
NOTARISED = Citation("《最高人民法院关于公证债权文书执行若干问题的规定》第二条", "R")
DESIGNATED = (
    "执行标的额符合基层人民法院受理范围的，经上级人民法院批准，中级人民法院可以指定基层人民法院执行"
    "（《最高人民法院关于人民法院办理仲裁裁决执行案件若干问题的规定》第二条，原文未核对）；没有指定的，向中级人民法院申请。"
)


def competent_courts(facts: ForumFacts, *, on: date, near: Court | None = None) -> Answer[Forums]:
    """The courts of first instance for a dispute, each with its ground; `near` tells counties of one name apart.

    Refuses a dispute of no known kind.
    """
    rule = _RULES.get(facts.dispute)
    if rule is None:
        raise Refusal("没有收录这一类纠纷的管辖规则。", mend="请到诉讼服务大厅咨询，或者拨打12368。")
    told = Reasoning(facts, on, near)
    if facts.agreed and facts.dispute in _MAY_AGREE:
        _agreed(told)
    else:
        rule(told)
    _level(told)
    forums = _once(tuple(told.forum(name, place) for name, place in told.grounds))
    if len(forums) > 1:
        told.say("以上法院都有管辖权，由原告选择其中一个起诉", told.civil(36))
    if not any(forum.is_certain for forum in forums):
        told.notes.append(HOW_TO_FIND)
    told.notes.append(ASK_BEFORE.format(verb="申请执行" if facts.dispute == "enforcement" else "起诉"))
    value = Forums(told.level, told.exclusive, forums)
    return Answer(value, tuple(told.steps), tuple(told.because), told.certainty, tuple(told.notes))


def _once(forums: tuple[Forum, ...]) -> tuple[Forum, ...]:
    """Grounds that lead to one and the same court are one way, named by both."""
    found: dict[object, Forum] = {}
    for forum in forums:
        key: object = forum.courts[0].name if forum.is_certain else (forum.ground, forum.place)
        if key in found:
            found[key] = replace(found[key], ground=f"{found[key].ground}、{forum.ground}")
        else:
            found[key] = forum
    return tuple(found.values())


def _level(told: Reasoning) -> None:
    if told.level == "基层" and told.facts.dispute not in ("agency", "enforcement"):
        told.say("第一审由基层人民法院管辖", told.civil(18))
    if (told.facts.claim_fen or 0) >= LARGE_FEN:
        told.notes.append(
            "标的额在一亿元以上的，可能由中级人民法院管辖（《最高人民法院关于调整中级人民法院管辖第一审民事案件标准的"
            "通知》，原文未核对），请向法院核对。"
        )


def _agreed(told: Reasoning) -> None:
    told.ground("书面协议选择的法院", told.facts.agreed)
    told.say("书面约定了有实际联系的地点的法院，从其约定", told.civil(35), told.interpreted(30))
    told.notes.append("约定只写“到法院解决”、没有写明哪里的法院的，不能确定管辖，按没有约定处理。")


def _at_defendant(told: Reasoning) -> None:
    told.ground("被告住所地", told.facts.defendant)
    told.say(
        "由被告住所地的法院管辖；离开户籍地连续居住一年以上的，由经常居住地的法院管辖；单位在其主要办事机构所在地",
        told.civil(22),
        told.interpreted(3),
        told.interpreted(4),
    )


def _general(told: Reasoning) -> None:
    """Whatever kind of dispute it is; other grounds may come beside it, or in its place."""
    _at_defendant(told)
    told.notes.append(
        "因合同、侵权起诉的，合同履行地、侵权行为地的法院也可能有管辖权；不动产、继承等纠纷由专门规定的法院管辖"
        "（民事诉讼法第二十四条、第二十九条、第三十四条），请一并核对。"
    )


def _money_contract(told: Reasoning) -> None:
    _at_defendant(told)
    _performance(told)


def _loan(told: Reasoning) -> None:
    _money_contract(told)
    told.say("借贷双方没有约定履行地的，以接受货币一方所在地为合同履行地", cite("民间借贷规定", 3, told.on))


def _performance(told: Reasoning) -> None:
    """The place of performance: as agreed; of money, where it is received; else where the obligor is (解释第十八条)."""
    facts = told.facts
    told.say("合同纠纷也可以由合同履行地的法院管辖", told.civil(24))
    if facts.performance:
        told.ground("合同约定的履行地", facts.performance)
        told.say("合同约定了履行地点，以约定的为准", told.interpreted(18, paragraph=1))
        return
    told.ground("合同履行地", facts.plaintiff if facts.claimant_is_paid else facts.defendant)
    told.say(
        "没有约定履行地点，请求支付货币，接收货币的一方（原告）所在地为合同履行地"
        if facts.claimant_is_paid
        else "没有约定履行地点，请求的不是支付货币，履行义务的一方（被告）所在地为合同履行地",
        told.interpreted(18, paragraph=2),
    )


def _online_goods(told: Reasoning) -> None:
    facts = told.facts
    _at_defendant(told)
    if facts.performance:
        _performance(told)
        return
    told.ground("收货地" if not facts.delivered_online else "买受人住所地", facts.happened or facts.plaintiff)
    told.say(
        "在网上订立的买卖合同，通过网络交付的，买受人住所地为合同履行地；其他方式交付的，收货地为合同履行地",
        told.civil(24),
        told.interpreted(20),
    )


def _property_service(told: Reasoning) -> None:
    _at_defendant(told)
    told.ground("物业所在地", told.facts.premises)
    told.say("物业服务在物业所在地履行，该地的法院也有管辖权", told.civil(24), told.interpreted(18, paragraph=2))
    told.notes.append(
        "物业服务合同的履行地按物业所在地认定，是通行做法，请求支付物业费的也有按接收货币一方所在地认定的。"
    )
    told.certainty = weaker(told.certainty, "L")


def _divorce(told: Reasoning) -> None:
    facts = told.facts
    if _at_plaintiff_by_state(told):
        return
    if facts.away == "both":
        told.ground("被告经常居住地", facts.defendant)
        told.say(
            "夫妻双方离开住所地都超过一年，由被告经常居住地的法院管辖；没有经常居住地的，由原告起诉时被告居住地的法院管辖",
            told.interpreted(12, paragraph=2),
        )
        return
    _at_defendant(told)
    if facts.away == "defendant":
        told.ground("原告住所地", facts.plaintiff)
        told.say("对方离开住所地超过一年，也可以由原告住所地的法院管辖", told.interpreted(12, paragraph=1))


def _maintenance(told: Reasoning) -> None:
    facts = told.facts
    if _at_plaintiff_by_state(told):
        return
    _at_defendant(told)
    if facts.defendants_apart:
        told.ground("原告住所地", facts.plaintiff)
        told.say("几个被告不住在同一个法院辖区，可以由原告住所地的法院管辖", told.interpreted(9))


def _at_plaintiff_by_state(told: Reasoning) -> bool:
    """Suits over status against somebody missing or abroad, and any against somebody detained (第二十三条)."""
    items = {
        "abroad": (1, "对方不在中华人民共和国领域内居住"),
        "missing": (2, "对方下落不明"),
        "detained": (4, "对方被监禁（被采取强制性教育措施的，适用同条第三项）"),
    }
    if told.facts.state not in items:
        return False
    item, words = items[told.facts.state]
    told.ground("原告住所地", told.facts.plaintiff)
    told.say(
        f"{words}，由原告住所地的法院管辖；原告另有经常居住地的，由经常居住地的法院管辖", told.civil(23, item=item)
    )
    if told.facts.state == "detained":
        told.notes.append("双方都被监禁或者被采取强制性教育措施的，由被告原住所地的法院管辖（民诉法解释第八条）。")
    return True


def _road_accident(told: Reasoning) -> None:
    told.ground("事故发生地", told.facts.happened)
    told.say("交通事故请求赔偿，由事故发生地、车辆最先到达地或者被告住所地的法院管辖", told.civil(30))
    told.ground("被告住所地", told.facts.defendant)


def _tort(told: Reasoning) -> None:
    told.ground("侵权行为地", told.facts.happened)
    told.say(
        "侵权纠纷由侵权行为地（行为实施地、结果发生地）或者被告住所地的法院管辖", told.civil(29), told.interpreted(24)
    )
    told.ground("被告住所地", told.facts.defendant)


def _real_estate(told: Reasoning) -> None:
    told.exclusive = True
    told.ground("不动产所在地", told.facts.premises)
    told.say(
        "因不动产的权利确认、分割、相邻关系等引起的物权纠纷，只能由不动产所在地的法院管辖",
        told.civil(34, item=1),
        told.interpreted(28, paragraph=1),
    )


def _lease(told: Reasoning) -> None:
    told.exclusive = True
    told.ground("不动产所在地", told.facts.premises)
    told.say(
        "房屋租赁合同纠纷按照不动产纠纷确定管辖，只能由房屋所在地的法院管辖",
        told.civil(34, item=1),
        told.interpreted(28, paragraph=2),
    )


def _inheritance(told: Reasoning) -> None:
    told.exclusive = True
    told.ground("被继承人死亡时住所地", told.facts.deceased)
    told.ground("主要遗产所在地", told.facts.premises)
    told.say("继承遗产的诉讼，只能由被继承人死亡时住所地或者主要遗产所在地的法院管辖", told.civil(34, item=3))


def _labour(told: Reasoning) -> None:
    told.ground("用人单位所在地", told.facts.defendant)
    told.ground("劳动合同履行地", told.facts.work)
    told.say(
        "劳动争议由用人单位所在地或者劳动合同履行地的基层人民法院管辖；履行地不明确的，由用人单位所在地的法院管辖",
        cite("劳动争议解释", 3, told.on),
    )


def _agency(told: Reasoning) -> None:
    facts = told.facts
    if facts.county_government:
        told.level = "中级"
        told.say("被告是县级以上地方人民政府，由中级人民法院管辖", cite("行政诉讼法", 15, told.on, item=1))
    else:
        told.say("第一审行政案件由基层人民法院管辖", cite("行政诉讼法", 14, told.on))
    if facts.premises:
        told.exclusive = True
        told.ground("不动产所在地", facts.premises)
        told.say("因不动产提起的行政诉讼，由不动产所在地的法院管辖", cite("行政诉讼法", 20, told.on))
    else:
        told.ground("最初作出行政行为的机关所在地", facts.agency)
        told.say("由最初作出行政行为的行政机关所在地的法院管辖", cite("行政诉讼法", 18, told.on))
        if facts.review:
            told.ground("复议机关所在地", facts.review)
            told.say("经过复议，也可以由复议机关所在地的法院管辖", cite("行政诉讼法", 18, told.on, paragraph=1))
    told.notes.append(
        "不少地方的行政案件由指定的法院跨行政区域集中管辖（行政诉讼法第十八条第二款），起诉前请务必核对。"
    )


def _enforcement(told: Reasoning) -> None:
    facts = told.facts
    if facts.title in ("civil", "payment_order"):
        _enforcement_of_a_court(told)
        return
    told.ground("被执行人住所地", facts.defendant)
    told.ground("被执行的财产所在地", facts.assets)
    told.say("其他生效法律文书，向被执行人住所地或者被执行财产所在地的人民法院申请执行", told.civil(235, paragraph=2))
    if facts.title == "arbitral":
        told.level = "中级"
        told.say("商事仲裁裁决由中级人民法院执行", cite("仲裁法解释", 29, told.on))
        told.notes.append(DESIGNATED)
    elif facts.title == "land_award":
        told.say("农村土地承包仲裁的裁决书、调解书，由基层人民法院执行", LAND_AWARD)
    elif facts.title == "notarised":
        told.say("公证债权文书的级别管辖，参照第一审民商事案件级别管辖的规定", NOTARISED)


def _enforcement_of_a_court(told: Reasoning) -> None:
    """A judgment goes to its court of first instance, or to the one of its level where property is (第二百三十五条)."""
    facts = told.facts
    tried = by_name(facts.tried)
    if tried is not None and tried.level == "中级":
        told.level = "中级"
    if facts.title == "payment_order":
        told.ground("作出支付令的法院", facts.tried)
        told.ground("被执行的财产所在地", facts.assets)
        told.say(
            "支付令向作出支付令的人民法院，或者与它同级的被执行财产所在地的人民法院申请执行", told.interpreted(460)
        )
        return
    told.ground("作出第一审裁判的法院", facts.tried)
    told.ground("被执行的财产所在地", facts.assets)
    told.say(
        "生效的判决、裁定、调解书，向第一审人民法院，或者与它同级的被执行财产所在地的人民法院申请执行",
        told.civil(235, paragraph=1),
    )


_MAY_AGREE = frozenset({"loan", "money_contract", "goods", "online_goods", "property_service"})
_RULES: Mapping[str, Callable[[Reasoning], None]] = {
    "general": _general,
    "loan": _loan,
    "money_contract": _money_contract,
    "goods": _money_contract,
    "online_goods": _online_goods,
    "property_service": _property_service,
    "lease": _lease,
    "divorce": _divorce,
    "maintenance": _maintenance,
    "road_accident": _road_accident,
    "tort": _tort,
    "real_estate": _real_estate,
    "inheritance": _inheritance,
    "labour": _labour,
    "agency": _agency,
    "enforcement": _enforcement,
}
