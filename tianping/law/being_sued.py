"""What somebody does who was sued (应诉): by what came, and until when.

Answering, objecting to jurisdiction, coming to the hearing, appealing, objecting to a payment order; 民事诉讼法第
一百二十八条、第一百三十条、第一百四十七条、第一百七十一条、第二百二十七条.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tianping.law.answers import Answer, weaker
from tianping.law.due_days import DueDay
from tianping.law.laws import CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION, Citation, cite
from tianping.law.periods import due

Received = Literal["complaint", "summons", "judgment", "payment_order", "message"]


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to do in time (期限): what, and how its last day was counted."""

    name: str
    answer: Answer[DueDay]


def what_to_do(received: Received, *, small_claims: bool, on: date) -> Answer[None]:
    """What follows from what came, in the order in which it is done."""
    steps, cited = _FINAL if received == "judgment" and small_claims else _STEPS[received]
    citations = [cite(CIVIL_PROCEDURE, number, on, paragraph=paragraph) for number, paragraph in cited]
    if received == "judgment" and small_claims:
        citations.append(cite(CIVIL_PROCEDURE_INTERPRETATION, 424, on))
    return _answered(steps, citations)


def terms_when_sued(received: Received, received_on: date, *, small_claims: bool, on: date) -> tuple[Term, ...]:
    """Until when it is done, each with its counting."""
    if received == "judgment" and small_claims:
        return ()
    return tuple(Term(name, due(period, received_on, on=on)) for name, period in _TERMS.get(received, ()))


def _answered(steps: tuple[str, ...], citations: list[Citation]) -> Answer[None]:
    answer: Answer[None] = Answer(None, steps, tuple(dict.fromkeys(each.text for each in citations)))
    for each in citations:
        answer = Answer(None, answer.steps, answer.because, weaker(answer.certainty, each.certainty))
    return answer


_COME = "按传票的时间、地点到庭；没有正当理由不到庭的，法院可以缺席判决"
_REPRESENTED = "可以委托一至二名代理人：律师、基层法律服务工作者、近亲属，或者社区、单位推荐的人"
_STEPS: Mapping[Received, tuple[tuple[str, ...], tuple[tuple[int, int], ...]]] = {
    "complaint": (
        (
            "先看起诉状要求什么、依据什么，再看应诉通知书上的期限",
            "收到起诉状副本之日起十五日内提交答辩状，写明同意什么、不同意什么；不提交的，不影响法院审理，但对您不利",
            "认为应当由别的法院管的，在提交答辩状期间书面提出管辖权异议",
            "在举证通知书写明的期限内提交证据",
            _COME,
            _REPRESENTED,
        ),
        ((128, 0), (130, 1), (68, 0), (147, 0), (61, 0)),
    ),
    "summons": ((_COME, "确实不能到庭的，开庭前书面申请延期，附上证明", _REPRESENTED), ((147, 0), (149, 0), (61, 0))),
    "judgment": (
        (
            "不服的，判决书送达之日起十五日内上诉；每个人的上诉期从自己收到之日分别计算",
            "上诉状交到作出判决的法院，并按对方人数提出副本",
            "不上诉的，上诉期满判决生效，按判决书写的期限履行；不履行的，对方可以申请强制执行，还要加倍支付迟延期间的利息",
        ),
        ((171, 1), (173, 1), (264, 0)),
    ),
    "payment_order": (
        (
            "收到支付令之日起十五日内，清偿债务，或者向发出支付令的法院提出书面异议",
            "不提出异议又不履行的，债权人可以申请强制执行",
        ),
        ((227, 0),),
    ),
    "message": (
        (
            "先核对真假：拨打12368，或者用短信里的案号和查询码在法院的网页上查询，不要点开来历不明的链接，不要转账",
            "确有案件的，把送达地址和电话告诉法院，以免错过期限",
        ),
        (),
    ),
}
_FINAL: tuple[tuple[str, ...], tuple[tuple[int, int], ...]] = (
    (
        "小额诉讼的判决一审终审，不能上诉，收到后就应当按判决履行",
        "认为判决有错误的，可以向作出判决的法院申请再审",
    ),
    ((165, 1),),
)
_TERMS: Mapping[Received, tuple[tuple[str, str], ...]] = {
    "complaint": (("提交答辩状、提出管辖权异议", "C-ANSWER-15"),),
    "judgment": (("上诉", "C-APPEAL-J"),),
    "payment_order": (("清偿或者提出书面异议", "PAYORD-OBJ"),),
}
