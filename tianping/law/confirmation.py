"""Judicial confirmation of agreements (司法确认调解协议): who may apply until when, what is barred, what is dismissed.

民事诉讼法第二百零五条、第二百零六条; 民诉法解释第三百五十三条至第三百五十八条.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal

from tianping.law.answers import Answer, Refusal, weaker
from tianping.law.due_days import DueDay
from tianping.law.laws import CIVIL_CODE, CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION, Citation, cite
from tianping.law.periods import due, rule
from tianping.law.wording import chinese_date, chinese_numeral

Barred = Literal["outside", "jurisdiction", "identity", "special", "title"]
Flaw = Literal["mandatory", "interests", "morals", "unwilling", "unclear", "other"]

# 解释第三百五十五条第一款, item by item: these are not accepted (裁定不予受理).
BARRED: Mapping[Barred, str] = MappingProxyType(
    {
        "outside": "不属于人民法院受理范围",
        "jurisdiction": "不属于收到申请的人民法院管辖",
        "identity": "申请确认婚姻关系、亲子关系、收养关系等身份关系无效、有效或者解除",
        "special": "涉及适用其他特别程序、公示催告程序、破产程序审理",
        "title": "调解协议内容涉及物权、知识产权确权",
    }
)
# 解释第三百五十八条, item by item: for these an application is dismissed (裁定驳回申请).
FLAWS: Mapping[Flaw, str] = MappingProxyType(
    {
        "mandatory": "违反法律强制性规定",
        "interests": "损害国家利益、社会公共利益、他人合法权益",
        "morals": "违背公序良俗",
        "unwilling": "违反自愿原则",
        "unclear": "内容不明确",
        "other": "其他不能进行司法确认的情形",
    }
)
# Causes whose very claim is about status, title, or another procedure; what others contain is looked at one by one.
_OF_STATUS = frozenset(
    (
        "离婚纠纷",
        "婚姻无效纠纷",
        "撤销婚姻纠纷",
        "确认收养关系纠纷",
        "解除收养关系纠纷",
        "收养关系纠纷",
        "确认亲子关系纠纷",
    )
)
_STATUS_MARKS = ("亲子关系", "婚姻效力")
_TITLE = re.compile(r"(?:所有权|物权|使用权|经营权|居住权|地役权|共有权|抵押权|质权|留置权)确认纠纷|权权属")
_SPECIAL_MARKS = ("申请宣告", "申请认定", "申请公示催告", "申请破产", "破产清算", "申请确定监护人", "申请撤销监护人")
APPLY, DECIDE, COURT_RULES = "CONF-APPLY-30", "CONF-DECIDE-15", "司法确认规定"


def barred_by_cause(cause_name: str) -> tuple[Barred, ...]:
    """What the cause alone says stands in the way; nothing for most causes."""
    found: list[Barred] = []
    if cause_name in _OF_STATUS or any(mark in cause_name for mark in _STATUS_MARKS):
        found.append("identity")
    if cause_name.startswith(_SPECIAL_MARKS):
        found.append("special")
    if "identity" not in found and _TITLE.search(cause_name):
        found.append("title")
    return tuple(found)


def may_be_confirmed(cause_name: str, *, on: date, also: Collection[Barred] = ()) -> Answer[bool]:
    """Whether an agreement may be confirmed; ``also``: what its content shows beyond the cause."""
    found = [each for each in BARRED if each in also or each in barred_by_cause(cause_name)]
    if not found:
        article = cite(CIVIL_PROCEDURE, 205, on)
        steps = (f"{cause_name}的调解协议可以由双方当事人共同申请司法确认",)
        return Answer(True, steps, (article.text,), article.certainty)
    places = list(BARRED)
    articles = [
        cite(CIVIL_PROCEDURE_INTERPRETATION, 355, on, paragraph=1, item=places.index(each) + 1) for each in found
    ]
    steps = tuple(f"{BARRED[each]}的，裁定不予受理" for each in found)
    return _from(False, steps, articles)


def still_married(cause_name: str, *, on: date) -> Answer[bool] | None:
    """Whether those who agreed to divorce are still married (民法典第一千零八十条); None for any other cause.

    A signed agreement divorces nobody: registration does, or a judgment or mediation paper that has taken effect.
    """
    if cause_name != "离婚纠纷":
        return None
    article = cite(CIVIL_CODE, 1080, on)
    steps = ("完成离婚登记，或者离婚判决书、调解书生效，才解除婚姻关系",)
    return Answer(True, steps, (article.text,), article.certainty)


def last_day_to_apply(binds_on: date, *, on: date) -> Answer[DueDay]:
    """Until when both may apply together: thirty days from the day on which the agreement binds (第二百零五条)."""
    return due(APPLY, binds_on, on=on)


def check_in_time(binds_on: date, applied_on: date, *, on: date) -> None:
    """Refuse an application that comes after the thirty days."""
    last = last_day_to_apply(binds_on, on=on).value
    until = last.legal or last.nominal
    if applied_on > until:
        article = cite(CIVIL_PROCEDURE, 205, on).text
        raise Refusal(
            f"申请司法确认应当在调解协议生效之日起三十日内提出，已于{chinese_date(until)}届满（{article}）。",
            mend="协议仍然有效；对方不履行的，可以向人民法院起诉。",
        )


def dismissed_for(flaws: Collection[Flaw], *, on: date) -> Answer[tuple[str, ...]]:
    """In what words an application is dismissed, each with its item (第三百五十八条); at least one must be named."""
    found = [each for each in FLAWS if each in flaws]
    if not found:
        raise Refusal("驳回申请应当写明属于哪一种情形。", mend="请选择至少一种。")
    places = list(FLAWS)
    articles = [cite(CIVIL_PROCEDURE_INTERPRETATION, 358, on, item=places.index(each) + 1) for each in found]
    return _from(tuple(FLAWS[each] for each in found), tuple(FLAWS[each] for each in found), articles)


def told_on_acceptance(*, on: date) -> Answer[tuple[str, ...]]:
    """What both applicants are told once the application is accepted (受理通知书, 司法确认规定第四条第一款).

    Until when and how it is reviewed, what follows from silence, how it is taken back, what the ruling does.
    """
    days = rule(DECIDE).on(on).value.length
    because = [
        cite(COURT_RULES, 5, on, paragraph=1),
        cite(CIVIL_PROCEDURE_INTERPRETATION, 356, on),
        cite(COURT_RULES, 6, on),
        cite(CIVIL_PROCEDURE_INTERPRETATION, 357, on, paragraph=2),
        cite(CIVIL_PROCEDURE_INTERPRETATION, 357, on, paragraph=1),
        cite(CIVIL_PROCEDURE, 62, on, paragraph=2),
        cite(CIVIL_PROCEDURE, 206, on),
        cite("诉讼费用交纳办法", 8, on, item=1),
        cite(COURT_RULES, 11, on),
    ]
    time, review, truth, silence, withdrawal, mandate, ruling, special, free = (each.text for each in because)
    sentences = (
        f"本院自受理之日起{chinese_numeral(days)}日内作出裁定；因特殊情况需要延长的，经本院院长批准，可以延长十日（{time}）。",
        f"审查时，本院通知双方当事人共同到场对案件进行核实；当事人应当如实陈述，保证提交的证明材料真实、合法（{review}、{truth}）。",
        "当事人的陈述或者提供的证明材料不充分、不完备或者有疑义的，应当按照本院的要求限期补充；无正当理由未在限期内补充"
        f"或者拒不接受询问的，可以按撤回申请处理（{silence}）。",
        f"确认调解协议的裁定作出前，当事人可以撤回申请（{withdrawal}）；委托代理人代为撤回的，应当有写明该事项的特别授权（{mandate}）。",
        "经审查，符合法律规定的，裁定调解协议有效，一方当事人拒绝履行或者未全部履行的，对方当事人可以向人民法院申请执行；"
        "不符合法律规定的，裁定驳回申请，当事人可以通过调解方式变更原调解协议或者达成新的调解协议，也可以向人民法院提起诉讼"
        f"（{ruling}）。",
        f"办理司法确认案件，不收取费用（{special}、{free}）。",
    )
    return _from(sentences, sentences, because)


def items_of(flaws: Collection[Flaw]) -> tuple[int, ...]:
    """The items of the article by number, as a ruling cites them."""
    return tuple(place for place, each in enumerate(FLAWS, 1) if each in flaws)


def _from(value: object, steps: tuple[str, ...], articles: list[Citation]) -> Answer:
    certainty = articles[0].certainty
    for each in articles[1:]:
        certainty = weaker(certainty, each.certainty)
    return Answer(value, steps, tuple(each.text for each in articles), certainty)
