"""Which bill a payment may have been for, and why; a proposal, never a decision. Pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tianping.law.money import grouped

# 费2023-000012, as people write it: with blanks, without the zeros or the hyphen, in full width.
NAMED = (re.compile(r"费\D{0,3}(20\d\d)\D{0,2}0*(\d{1,6})(?!\d)"), re.compile(r"(?<!\d)(20\d\d)-0*(\d{1,6})(?!\d)"))
CERTAIN, LIKELY, DOUBTFUL = "certain", "likely", "doubtful"


@dataclass(frozen=True)
class Owed:
    """A bill as a payment is held against it."""

    pk: int
    year: int
    sequence: int
    number: str
    payer_name: str
    total_fen: int
    is_open: bool


@dataclass(frozen=True)
class Paid:
    """A payment as the bank wrote it."""

    amount_fen: int
    payer_name: str
    remark: str


@dataclass(frozen=True)
class Proposal:
    """A bill that a payment may have been for: how sure, and each reason for and against in a sentence."""

    bill: Owed
    strength: str
    reasons: tuple[str, ...]

    @property
    def can_be_posted(self) -> bool:
        """Whether the cashier may confirm it: an open bill, paid to the fen."""
        return self.bill.is_open and self.strength in (CERTAIN, LIKELY)


def named_bills(remark: str) -> set[tuple[int, int]]:
    """The bills that a remark names: year and sequence."""
    text = unicodedata.normalize("NFKC", remark).translate(str.maketrans("—–―－", "----"))
    return {(int(found[1]), int(found[2])) for pattern in NAMED for found in pattern.finditer(text)}


def propose(
    paid: Paid, by_number: Mapping[tuple[int, int], Owed], by_amount: Mapping[int, Sequence[Owed]]
) -> list[Proposal]:
    """The bills that a payment may have been for, the surest first: named in the remark, else by sum and payer."""
    named = [by_number[key] for key in sorted(named_bills(paid.remark)) if key in by_number]
    found = [_by_name(paid, bill, alone=len(named) == 1) for bill in named]
    if not found:
        same = [bill for bill in by_amount.get(paid.amount_fen, ()) if _same_payer(paid.payer_name, bill.payer_name)]
        found = [_by_payer(bill, alone=len(same) == 1) for bill in same]
    order = (CERTAIN, LIKELY, DOUBTFUL)
    return sorted(found, key=lambda each: (not each.can_be_posted, order.index(each.strength), each.bill.pk))


def _by_name(paid: Paid, bill: Owed, *, alone: bool) -> Proposal:
    reasons = [f"附言写明通知编号{bill.number}"]
    fits, same = paid.amount_fen == bill.total_fen, _same_payer(paid.payer_name, bill.payer_name)
    reasons.append("金额与应交金额一致" if fits else _difference(paid.amount_fen - bill.total_fen))
    reasons.append("付款人与交费人一致" if same else f"付款人与交费人“{bill.payer_name}”不一致，可能由他人代交")
    if not alone:
        reasons.append("附言写了不止一个通知编号")
    if not bill.is_open:
        reasons.append("该通知已经登记交纳，可能重复交费")
    if not fits:
        return Proposal(bill, DOUBTFUL, tuple(reasons))
    return Proposal(bill, CERTAIN if same and alone else LIKELY, tuple(reasons))


def _by_payer(bill: Owed, *, alone: bool) -> Proposal:
    reasons = ["附言没有写通知编号", "金额与应交金额一致", "付款人与交费人一致"]
    if not alone:
        reasons.append("同一交费人有几份金额相同的通知，需要核对是哪一份")
    return Proposal(bill, LIKELY if alone else DOUBTFUL, tuple(reasons))


def _difference(fen: int) -> str:
    return f"比应交金额{'多' if fen > 0 else '少'}{grouped(abs(fen))}元"


def _same_payer(paid_by: str, payer: str) -> bool:
    return bool(_plain(paid_by)) and _plain(paid_by) == _plain(payer)


def _plain(name: str) -> str:
    return re.sub(r"[\s()·]", "", unicodedata.normalize("NFKC", name))
