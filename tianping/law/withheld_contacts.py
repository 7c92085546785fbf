"""Address and telephone of a litigant that are kept from the other side (住址、电话对对方保密)."""

import unicodedata
from collections.abc import Collection, Iterable
from datetime import date

from tianping.law.addresses import county_part
from tianping.law.answers import Answer
from tianping.law.laws import CIVIL_PROCEDURE, cite

# What stands in place of both in every paper that the other side reads.
WITHHELD = "住址、电话已向人民法院提供，依申请对对方当事人保密"
# So many characters of an address one after the other say where somebody is; of a shorter one all, from three on.
_TELLING, _SHORTEST = 5, 3
_SHORTEST_PHONE = 7
_FIGURES = str.maketrans("〇零一二三四五六七八九", "00123456789")


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


def tells_contact(text: str, addresses: Iterable[str], phones: Iterable[str], *, known: Iterable[str] = ()) -> bool:
    """Whether a text says what is to be kept (泄露保密的住址、电话), however it is spaced and its figures are written.

    Of an address what lies below its county tells. ``known``: addresses of the other side, which tell them nothing.
    """
    words, theirs = _plain(text), [_plain(each) for each in known]
    return any(_tells_address(words, each, theirs) for each in addresses) or any(
        len(number := _plain(each)) >= _SHORTEST_PHONE and number in words for each in phones
    )


def _tells_address(words: str, address: str, known: Collection[str]) -> bool:
    whole = "".join(address.split())
    below = _plain(whole[county_part(whole) :])
    if len(below) < _SHORTEST:
        return False
    length = min(_TELLING, len(below))
    stretches = {below[start : start + length] for start in range(len(below) - length + 1)}
    return any(
        each in words for each in stretches if not each.isascii() and not any(each in theirs for theirs in known)
    )


def _plain(text: str) -> str:
    """Letters and figures alone: full and half width, 七 and 7 are one."""
    return "".join(each for each in unicodedata.normalize("NFKC", text) if each.isalnum()).translate(_FIGURES)
