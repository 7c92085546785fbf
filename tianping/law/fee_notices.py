"""What a notice to pay a court fee says (交纳诉讼费用通知): of which fee, until when, and what follows otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tianping.law.fee_schedule import MEASURE
from tianping.law.laws import CIVIL_PROCEDURE_INTERPRETATION, cite
from tianping.law.wording import article

Kind = Literal["acceptance", "conversion", "claim", "counterclaim", "preservation"]


@dataclass(frozen=True, slots=True)
class Notice:
    """The words of a notice: what led to the fee, how the fee is called, the days to pay, what follows otherwise.

    ``because``: the article that says who has to pay, after those of the arithmetic.
    """

    opening: str
    fee: str
    days: str
    otherwise: str
    because: str


_OPENINGS: Mapping[Kind, tuple[str, str]] = {
    "acceptance": ("你方提起的诉讼，本院已登记立案", "案件受理费"),
    "conversion": ("你方提起的诉讼，已由简易程序转为普通程序审理", "补交的案件受理费"),
    "claim": ("你方在诉讼中增加诉讼请求", "补交的案件受理费"),
    "counterclaim": ("你方提起的反诉，本院已受理", "反诉案件受理费"),
    "preservation": ("你方提出的财产保全申请，本院已受理", "保全申请费"),
}
_WITHOUT_RELIEF = "又未申请缓交、减交、免交或者申请未获批准的"


def notice(kind: Kind, on: date) -> Notice:
    """What a notice of a fee of this kind says, given on a day.

    Only of the fee of a suit do the rules say what follows where it is not paid (解释第一百九十九条、第二百一十三条).
    Of the others the measure leaves it to "有关规定" (第二十二条第四款), and the notice says no more than that.
    """
    opening, fee = _OPENINGS[kind]
    if kind == "preservation":
        by, days = MEASURE + article(20, paragraph=2), "请在本院指定的期限内，即自接到本通知次日起七日内"
        left_open = f"{MEASURE}{article(22, paragraph=3)}、{article(22, paragraph=4)}"
    elif kind == "counterclaim":
        by, days = MEASURE + article(20, paragraph=1), "请自提起反诉次日起七日内"
        left_open = f"{MEASURE}{article(22, paragraph=1)}、{article(22, paragraph=4)}"
    else:
        by, days = "", "请自接到本通知次日起七日内"
        left_open = f"{MEASURE}{article(21, item=1)}、{article(22, paragraph=4)}"
    if kind == "acceptance":
        said = cite(CIVIL_PROCEDURE_INTERPRETATION, 213, on).text
        otherwise = f"依照{MEASURE}{article(22)}、{said}，逾期不交纳，{_WITHOUT_RELIEF}，按撤回起诉处理。"
    elif kind == "conversion":
        said = cite(CIVIL_PROCEDURE_INTERPRETATION, 199, on).text
        otherwise = f"依照{said}，无正当理由未按期足额补交的，按撤诉处理，已经收取的诉讼费用退还一半。"
    else:
        otherwise = f"依照{left_open}，逾期不交纳，{_WITHOUT_RELIEF}，由本院依照有关规定处理。"
    return Notice(opening, fee, days, otherwise, by)


def paid_together(plaintiffs: int) -> str:
    """That several plaintiffs of one case pay one fee (一案一费); empty where one sues."""
    return f"{plaintiffs}名原告共同交纳一次，不用每人各交一份；" if plaintiffs > 1 else ""
