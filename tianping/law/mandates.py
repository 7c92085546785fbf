"""What a letter of authority must say of who acts (委托诉讼代理人), and of a special mandate (特别授权).

民事诉讼法第六十二条第二款: to admit, waive or change claims, to settle, to bring a counterclaim or to appeal needs a
special mandate; 民诉法解释第八十九条第一款: “全权代理” alone is none.
第八十八条: a lawyer or legal worker hands in the licence and the firm's letter.
"""

import datetime
import re
from collections.abc import Mapping

from tianping.law import identities

EXAMPLE = "代为变更诉讼请求、进行和解、提起上诉"
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


def agent_faults(told: Mapping[str, str], *, on: datetime.date) -> dict[str, str]:
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
