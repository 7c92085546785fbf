"""Consent to electronic service (同意电子送达): what a litigant is told before they give it, and its withdrawal."""

from datetime import date

from tianping.law.answers import Answer, weaker
from tianping.law.laws import CIVIL_PROCEDURE, Citation, cite

ONLINE = "在线诉讼规则"
ONLINE_SINCE = date(2021, 8, 1)


def consenting(on: date) -> Answer[None]:
    """What consent covers and does, as the confirmation of an address must say (适用范围、效力、变更方式)."""
    basis = cite(CIVIL_PROCEDURE, 90, on)
    steps = [
        "同意以后，本院可以用电子方式向您送达诉讼文书，包括判决书、裁定书、调解书。",
        "送达信息到达您确认的电子地址的日期，就是送达日期；答辩期、举证期限、上诉期从第二天起计算。",
        "收到电子送达的判决书、裁定书、调解书以后，还需要纸质文书的，可以向本院提出。",
        "电子地址变了，请及时在这里重新确认，或者告诉本院。",
    ]
    return _answer(basis, steps, 30, on)


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
