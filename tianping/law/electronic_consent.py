"""Consent to electronic service (同意电子送达): its steps, what is told before it, its withdrawal."""

from collections.abc import Collection
from datetime import date
from types import MappingProxyType

from tianping.law.answers import Answer, weaker
from tianping.law.case_types import case_type
from tianping.law.laws import CIVIL_PROCEDURE, Citation, cite

ONLINE = "在线诉讼规则"
ONLINE_SINCE = date(2021, 8, 1)
# The steps of a suit (诉讼环节) for which a litigant may agree, each by itself (在线诉讼规则第四条).
STEP_NAMES = MappingProxyType(
    {
        "mediation": "诉前调解",
        "trial": "立案和审理（通知书、传票等）",
        "decisions": "裁判文书（判决书、裁定书、调解书）",
        "enforcement": "执行",
    }
)
STEPS = tuple(STEP_NAMES)
# From when electronic service counts, as every page, message and sheet says it (在线诉讼规则第三十一条第一款).
ARRIVAL = "送达信息到达您确认的电子地址的日期，就是送达日期"
_OF_CATEGORY = MappingProxyType({"诉前调解": "mediation", "执行类案件": "enforcement"})


def step_of(case_type_code: str, *, deciding: bool) -> str:
    """The step to which a paper belongs (适用环节): one of ``STEPS``.

    A judgment, ruling or mediation paper (``deciding``) is one wherever it is made (民事诉讼法第九十条); any other
    paper goes with the case in which it is issued, by its type (案件类型代字).
    """
    if deciding:
        return "decisions"
    found = case_type(case_type_code)
    return _OF_CATEGORY.get(found.category, "trial") if found is not None else "trial"


def named(steps: Collection[str]) -> str:
    """Steps in a court's words, in the order of the suit."""
    return "、".join(name for step, name in STEP_NAMES.items() if step in steps)


def not_covered(step: str, on: date) -> str:
    """Why a paper of this step cannot be served electronically on somebody who agreed for others only: one clause."""
    basis = cite(CIVIL_PROCEDURE, 90, on).text
    if on >= ONLINE_SINCE:
        basis = f"{basis}、{cite(ONLINE, 4, on).text}"
    return f"受送达人同意电子送达的适用环节不包括{STEP_NAMES[step]}，依照{basis}，这份文书不能电子送达"


def copy_on_paper(on: date) -> str:
    """Why a notice to respond is not served electronically where the complaint is there on paper only: one clause."""
    basis = cite(CIVIL_PROCEDURE, 128, on, paragraph=1).text
    return f"起诉状只有纸质件，依照{basis}起诉状副本应当发送被告，应诉通知书不能单独电子送达"


def consenting(on: date) -> Answer[None]:
    """What consent covers and does, as the confirmation of an address must say (适用范围、效力、变更方式)."""
    basis = cite(CIVIL_PROCEDURE, 90, on)
    steps = [
        "同意以后，本院可以在您勾选的环节用电子方式向您送达诉讼文书；勾选裁判文书的，包括判决书、裁定书、调解书。",
        "没有勾选的环节，本院用其他方式送达。",
        f"{ARRIVAL}；答辩期、举证期限、上诉期从第二天起计算。",
        "收到电子送达的判决书、裁定书、调解书以后，还需要纸质文书的，可以向本院提出。",
        "电子地址变了，请及时在这里重新确认，或者告诉本院。",
    ]
    return _answer(basis, steps, 30, on)


def receiving(on: date) -> Answer[None]:
    """From when a paper counts for whoever agreed: arrival, or signing for it before (在线诉讼规则第三十一条)."""
    basis = cite(CIVIL_PROCEDURE, 90, on)
    steps = [
        f"{ARRIVAL}；有关的期限从第二天起计算。",
        "送达信息还没有到达，您先在这里签收的，签收的日期就是送达日期。",
    ]
    return _answer(basis, steps, 31, on)


def withdrawing(on: date) -> Answer[None]:
    """What follows from taking consent back (反悔): later papers are served in another way, earlier service stands."""
    basis = cite(CIVIL_PROCEDURE, 90, on)
    steps = ["以后的文书，本院改用其他方式送达。", "撤回以前已经完成的电子送达仍然有效。"]
    return _answer(basis, steps, 5, on)


def _answer(basis: Citation, steps: list[str], article: int, on: date) -> Answer[None]:
    if on < ONLINE_SINCE:
        return Answer(None, tuple(steps), (basis.text,), basis.certainty)
    rule = cite(ONLINE, article, on)
    return Answer(None, tuple(steps), (basis.text, rule.text), weaker(basis.certainty, rule.certainty))
