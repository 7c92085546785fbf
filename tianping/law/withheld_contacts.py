"""Address and telephone of a litigant that are kept from the other side (住址、电话对对方保密)."""

from datetime import date

from tianping.law.answers import Answer
from tianping.law.laws import CIVIL_PROCEDURE, cite

# What stands in place of both in every paper that the other side reads.
WITHHELD = "住址、电话已向人民法院提供，依申请对对方当事人保密"


def withholding(on: date) -> Answer[None]:
    """What the court is told, and what the other side is not (民事诉讼法第一百二十四条、反家庭暴力法第五条第二款).

    A pleading says where the plaintiff lives, and no text lets that be left out of the copy; courts keep it from the
    other side to protect whoever was beaten. Hence local practice.
    """
    steps = (
        "住址、电话仍要如实填写，写在只给法院的送达地址确认书里",
        f"起诉状和发给对方的文书只写“{WITHHELD}”",
    )
    rules = (cite(CIVIL_PROCEDURE, 124, on, item=1), cite("反家庭暴力法", 5, on, paragraph=2))
    return Answer(None, steps, tuple(each.text for each in rules), "L")
