"""What of a labour suit is to be looked at again, by whoever sues and by staff (劳动争议诉讼请求的提示).

Nothing of it stops a suit. ``answers``: those to the element-style form of labour disputes.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tianping.law.answers import Answer
from tianping.law.element_forms import key_of
from tianping.law.labour_disputes import LAW
from tianping.law.laws import Citation, cite

# 经济补偿 and 违法解除赔偿金.
_OF_DISMISSAL = ("compensation_fen", "unlawful_dismissal_fen")
# The text is not at hand.
PAID_ONCE = Citation("《中华人民共和国劳动合同法实施条例》第二十五条", "R")


def dismissal_hint(answers: Mapping[str, Any], plaintiffs: Sequence[str]) -> str:
    """Told to whoever claims compensation and damages for one dismissal; ``plaintiffs``: by name, in their order."""
    claiming = _claim_both(answers, plaintiffs)
    if not claiming:
        return ""
    who = "、".join(claiming) if len(plaintiffs) > 1 else "您"
    return (
        f"{who}同时要求经济补偿和违法解除赔偿金。同一次解除，单位支付了赔偿金的，不再支付经济补偿"
        "（《劳动合同法实施条例》第二十五条；法条的文字还在核对，以法院的答复为准）。请核对诉讼请求，只留一样；"
        "不是同一次解除，或者仍要这样请求的，可以继续。"
    )


def dismissal_note(answers: Mapping[str, Any], plaintiffs: Sequence[str]) -> Answer[bool] | None:
    """The same for staff; None where nobody claims both."""
    claiming = _claim_both(answers, plaintiffs)
    if not claiming:
        return None
    step = (
        f"{'、'.join(claiming)}同时请求解除劳动合同的经济补偿和违法解除劳动合同的赔偿金；用人单位支付了赔偿金的，"
        "不再支付经济补偿，请核对是不是同一次解除，并向原告释明"
    )
    return Answer(True, (step,), (PAID_ONCE.text,), PAID_ONCE.certainty, ("条文原文未核对，使用前请核对",))


def _claim_both(answers: Mapping[str, Any], plaintiffs: Sequence[str]) -> list[str]:
    return [
        name or f"第{place}名原告"
        for place, name in enumerate(plaintiffs, start=1)
        if all(answers.get(key_of(key, place)) for key in _OF_DISMISSAL)
    ]


def award_hint(answers: Mapping[str, Any]) -> str:
    """Told to whoever won everything before the arbitrators and sues all the same: such an award can be enforced."""
    if not _has_won(answers):
        return ""
    return (
        "您说仲裁裁决支持了您的全部请求，这样的裁决可以直接申请执行，不用起诉：终局裁决自作出之日起生效，其他裁决，双方收到后"
        "十五日内都没有起诉的，期满生效；单位逾期不履行的，向法院申请执行（《劳动争议调解仲裁法》第四十七条、第五十条、"
        "第五十一条）。回答填错的请更改；仍要起诉的，可以继续。"
    )


def award_note(answers: Mapping[str, Any], *, on: date) -> Answer[bool] | None:
    """The same for staff; None where the award did not grant everything."""
    if not _has_won(answers):
        return None
    step = (
        "原告写明仲裁裁决支持了全部请求，仍然起诉；请核对对裁决的哪一项不服，并释明双方都不起诉的，裁决书生效后"
        "可以直接申请执行"
    )
    return Answer(True, (step,), tuple(cite(LAW, article, on).text for article in (47, 50, 51)))


def _has_won(answers: Mapping[str, Any]) -> bool:
    return answers.get("arbitration") == "award" and answers.get("award_outcome") == "all"
