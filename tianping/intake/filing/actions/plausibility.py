"""What a single filing cannot say, at the counter or over the interface: as a row of a spreadsheet cannot either."""

import datetime

from tianping.cases.actions import MatterDraft
from tianping.kernel.refusals import Refused
from tianping.law.contradictions import contradictions
from tianping.law.roles import named_twice, on_both_sides


def check_plausible(matter: MatterDraft, *, on: datetime.date) -> None:
    """Raise Refused for one person on both sides, a claim of nothing, and elements that contradict each other."""
    _check_sides(matter)
    if matter.claim_fen is not None and matter.claim_fen <= 0:
        raise Refused("诉讼请求金额是零，没有可诉的金额；请核对金额。")
    for found in contradictions(matter.elements, on=on):
        raise Refused(found.sentence)


def _check_sides(matter: MatterDraft) -> None:
    for each in on_both_sides(matter.litigants):
        raise Refused(f"原告与被告{each.name}的证件号码相同，同一人不能自己起诉自己；请核对当事人。")
    for each in named_twice(matter.litigants):
        raise Refused(f"{each.name}的证件号码与同一方的另一名当事人相同，同一人不能写两次；请核对当事人。")
