"""What a letter of authority must say of who acts (委托诉讼代理人), and of a special mandate (特别授权).

民事诉讼法第六十二条第二款: to admit, waive or change claims, to settle, to bring a counterclaim or to appeal needs a
special mandate; 民诉法解释第八十九条第一款: “全权代理” alone is none.
第八十八条: a lawyer or legal worker hands in the licence and the firm's letter.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tianping.law import identities
from tianping.law.answers import Answer, Certainty, weaker
from tianping.law.laws import CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION, cite

EXAMPLE = "代为变更诉讼请求、进行和解、提起上诉"
# Whoever acts for somebody shows the letter: 委托他人代为诉讼，必须向人民法院提交由委托人签名或者盖章的授权委托书.
LETTER = (
    "请上传授权委托书；委托他人代为申请的，必须提交由委托人签名或者盖章的授权委托书（《民事诉讼法》第六十二条第一款）。"
)
UNSAID = f"特别授权的，请写明授权哪些事项，例如“{EXAMPLE}”（《民事诉讼法》第六十二条第二款）。"
PLENARY = (
    "仅写“全权代理”而没有具体授权的，诉讼代理人无权代为承认、放弃、变更诉讼请求，进行和解，提出反诉或者提起上诉"
    f"（《民诉法解释》第八十九条第一款）。请按授权委托书逐项写明授权的事项，例如“{EXAMPLE}”；"
    "委托书上也没有写明的，代理权限选“一般授权”，或者请委托人重新出具。"
)
# What says how much in general and names nothing: 特别授权、全权委托代理、代理一切诉讼事宜.
_GENERAL = re.compile(
    r"特别授权|一般授权|全权|全部|一切|所有|本案|诉讼|代理|委托|代为|处理|办理|行使|权限|权利|事项|事宜|事务|活动|人|的|为|即|和|及"
)
_MARKS = re.compile(r"[\s，。、；：,.;:（）()“”\"'！!]+")


def mandate_fault(scope: str) -> str:
    """What is wrong with what a special mandate was said to be for, with the mend; empty where it names something."""
    said = _MARKS.sub("", scope)
    if not said:
        return UNSAID
    return PLENARY if not _GENERAL.sub("", said) else ""


def agent_faults(told: Mapping[str, str], *, on: date) -> dict[str, str]:
    """What is wrong with an agent as the letter of authority names them, by the key that it is wrong with.

    ``told``: kind (lawyer, legal_worker …), authority (general or special), scope, firm, licence_number.
    """
    wrong = {}
    if told.get("authority") == "special" and (fault := mandate_fault(told.get("scope", ""))):
        wrong["scope"] = fault
    if told.get("kind") in ("lawyer", "legal_worker"):
        wrong |= {
            key: f"律师、基层法律服务工作者请填写{words}（《民诉法解释》第八十八条）。"
            for key, words in (("firm", "执业机构"), ("licence_number", "执业证号"))
            if not told.get(key)
        }
    licence = told.get("licence_number", "") if told.get("kind") == "lawyer" else ""
    if licence and (fault := identities.licence_fault(licence, on=on)):
        wrong["licence_number"] = fault
    return wrong


Act = Literal["withdraw", "withdraw_application", "settle", "appeal"]


@dataclass(frozen=True, slots=True)
class _Act:
    """What somebody else does for a litigant: what it is called, and which words of a mandate name it."""

    called: str
    named: re.Pattern[str]
    certainty: Certainty


# 第六十二条第二款 does not list 撤诉; courts ask for the special mandate, and take one to waive claims for it.
_ACTS: dict[Act, _Act] = {
    "withdraw": _Act("代为撤诉", re.compile("撤诉|撤回|撤销诉讼|放弃"), "L"),
    "withdraw_application": _Act("代为撤回申请", re.compile("撤诉|撤回|放弃"), "L"),
    "settle": _Act("代为进行和解", re.compile("和解|调解"), "T"),
    "appeal": _Act("代为提起上诉", re.compile("上诉"), "T"),
}


def may_act(act: Act, *, special: bool, scope: str, on: date) -> Answer[bool]:
    """Whether a mandate covers what counsel does in the litigant's stead (代为撤诉、进行和解、提起上诉).

    `special`: it is a special one (特别授权), and `scope` is what it says it is for. The steps say why it does not.
    """
    asked, rule = _ACTS[act], cite(CIVIL_PROCEDURE, 62, on, paragraph=2)
    certainty = weaker(rule.certainty, asked.certainty)
    if not special:
        return Answer(False, (f"一般授权的诉讼代理人不能{asked.called}",), (rule.text,), certainty)
    if asked.named.search(scope) is None:
        plenary = cite(CIVIL_PROCEDURE_INTERPRETATION, 89, on, paragraph=1)
        because = (rule.text, plenary.text) if mandate_fault(scope) else (rule.text,)
        return Answer(False, (f"授权委托书没有写明“{asked.called}”",), because, certainty)
    return Answer(True, (f"授权委托书写明的特别授权：{scope.strip().rstrip('。')}",), (rule.text,), certainty)


def named_in_letters(act: Act) -> str:
    """How a letter of authority names it: 代为撤诉."""
    return _ACTS[act].called
