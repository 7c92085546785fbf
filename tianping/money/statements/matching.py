"""Which bill a payment may have been for, and why; a proposal, never a decision. Pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tianping.law.money import grouped

# 费2023-000012, as people write it: with blanks, without the zeros or the hyphen, in full width. A day is no number.
NAMED = (
    re.compile(r"费\D{0,3}(20\d\d)\D{0,2}(\d{1,9})(?![\d月])"),
    re.compile(r"(?<!\d)(20\d\d)-(\d{1,9})(?![\d-])"),
)
# So many figures a notice's number has after the year.
FIGURES = 6
CERTAIN, LIKELY, DOUBTFUL = "certain", "likely", "doubtful"


@dataclass(frozen=True)
class Owed:
    """A bill as a payment is held against it: what is still due of it, and what was paid of it before; fen."""

    pk: int
    year: int
    sequence: int
    number: str
    payer_name: str
    total_fen: int
    is_open: bool
    paid_fen: int = 0

    @property
    def due(self) -> str:
        """What is due of it, as a reason calls it."""
        return f"已交{grouped(self.paid_fen)}元后尚欠的金额" if self.paid_fen else "应交金额"


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


@dataclass(frozen=True)
class Written:
    """The number of a notice as a remark writes it; ``figures`` are those after the year."""

    text: str
    year: int
    figures: str

    @property
    def is_whole(self) -> bool:
        """Whether it has as many figures as a notice's number has."""
        return len(self.figures) == FIGURES

    @property
    def key(self) -> tuple[int, int]:
        """Year and sequence, read as they are written."""
        return self.year, int(self.figures)

    @property
    def neighbours(self) -> set[tuple[int, int]]:
        """What may have been meant where one figure too few or too many was written."""
        places = range(len(self.figures) + 1)
        if len(self.figures) == FIGURES + 1:
            meant = {self.figures[:place] + self.figures[place + 1 :] for place in places[:-1]}
        elif len(self.figures) == FIGURES - 1:
            meant = {
                self.figures[:place] + figure + self.figures[place:] for place in places for figure in "0123456789"
            }
        else:
            return set()
        return {(self.year, int(each)) for each in meant}

    @property
    def difference(self) -> str:
        """How it differs from a whole number."""
        missing = FIGURES - len(self.figures)
        return f"{'少' if missing > 0 else '多'}写了{abs(missing)}位数字"


def written_in(remark: str) -> list[Written]:
    """The numbers of notices that a remark writes, each once."""
    text = unicodedata.normalize("NFKC", remark).translate(str.maketrans("—–―－", "----"))
    found: dict[tuple[int, str], Written] = {}
    for pattern in NAMED:
        for match in pattern.finditer(text):
            found.setdefault((int(match[1]), match[2]), Written(match[0], int(match[1]), match[2]))
    return list(found.values())


def bills_meant(remark: str) -> set[tuple[int, int]]:
    """The bills that a remark names or may have meant to name: year and sequence."""
    written = written_in(remark)
    return {key for each in written for key in ({each.key} if each.is_whole else {each.key} | each.neighbours)}


def propose(
    paid: Paid, by_number: Mapping[tuple[int, int], Owed], by_amount: Mapping[int, Sequence[Owed]]
) -> list[Proposal]:
    """The bills that a payment may have been for, the surest first.

    Named in the remark, else nearly named there (疑似), else by sum and payer.
    """
    written = written_in(paid.remark)
    named = [by_number[each.key] for each in written if each.is_whole and each.key in by_number]
    found = [_by_name(paid, bill, alone=len(written) == 1) for bill in named]
    if not found:
        found = [_by_near(paid, each, bill) for each in written for bill in _near(paid, each, by_number)]
    if not found:
        same = [bill for bill in by_amount.get(paid.amount_fen, ()) if _same_payer(paid.payer_name, bill.payer_name)]
        found = [_by_payer(bill, written, alone=len(same) == 1) for bill in same]
    order = (CERTAIN, LIKELY, DOUBTFUL)
    return sorted(found, key=lambda each: (not each.can_be_posted, order.index(each.strength), each.bill.pk))


def _near(paid: Paid, written: Written, by_number: Mapping[tuple[int, int], Owed]) -> list[Owed]:
    """The bill of that number without regard to zeros, and those one figure away whose sum was paid to the fen."""
    if written.is_whole:
        return []
    fitting = [
        bill
        for key in sorted(written.neighbours - {written.key})
        if (bill := by_number.get(key)) is not None and bill.is_open and bill.total_fen == paid.amount_fen
    ]
    same = by_number.get(written.key)
    return fitting if same is None else [same, *fitting]


def _by_name(paid: Paid, bill: Owed, *, alone: bool) -> Proposal:
    reasons = [f"附言写明通知编号{bill.number}", *_held_against(paid, bill)]
    if not alone:
        reasons.append("附言写了不止一个通知编号")
    reasons += _paid_already(bill)
    if paid.amount_fen != bill.total_fen:
        return Proposal(bill, DOUBTFUL, tuple(reasons))
    is_sure = alone and _same_payer(paid.payer_name, bill.payer_name)
    return Proposal(bill, CERTAIN if is_sure else LIKELY, tuple(reasons))


def _by_near(paid: Paid, written: Written, bill: Owed) -> Proposal:
    first = f"疑似：附言写的是“{written.text}”，比通知编号{bill.number}{written.difference}，请核对是不是这一份"
    reasons = (first, *_held_against(paid, bill), *_paid_already(bill))
    return Proposal(bill, LIKELY if paid.amount_fen == bill.total_fen else DOUBTFUL, reasons)


def _by_payer(bill: Owed, written: Sequence[Written], *, alone: bool) -> Proposal:
    unknown = "、".join(f"“{each.text}”" for each in written)
    first = f"附言写的{unknown}不是本院开出的通知编号" if written else "附言没有写通知编号"
    reasons = [first, f"金额与{bill.due}一致", "付款人与交费人一致"]
    if not alone:
        reasons.append("同一交费人有几份金额相同的通知，需要核对是哪一份")
    return Proposal(bill, LIKELY if alone else DOUBTFUL, tuple(reasons))


def _held_against(paid: Paid, bill: Owed) -> list[str]:
    fits, same = paid.amount_fen == bill.total_fen, _same_payer(paid.payer_name, bill.payer_name)
    return [
        f"金额与{bill.due}一致" if fits else _difference(bill, paid.amount_fen - bill.total_fen),
        "付款人与交费人一致" if same else f"付款人与交费人“{bill.payer_name}”不一致，可能由他人代交",
    ]


def _paid_already(bill: Owed) -> list[str]:
    return [] if bill.is_open else ["该通知已经登记交纳，可能重复交费"]


def _difference(bill: Owed, fen: int) -> str:
    return f"比{bill.due}{'多' if fen > 0 else '少'}{grouped(abs(fen))}元"


def _same_payer(paid_by: str, payer: str) -> bool:
    return bool(_plain(paid_by)) and _plain(paid_by) == _plain(payer)


def _plain(name: str) -> str:
    return re.sub(r"[\s()·]", "", unicodedata.normalize("NFKC", name))
