"""What a letter of authority must say of a special mandate (特别授权).

民事诉讼法第六十二条第二款: to admit, waive or change claims, to settle, to bring a counterclaim or to appeal needs a
special mandate; 民诉法解释第八十九条第一款: “全权代理” alone is none.
"""

import re

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
