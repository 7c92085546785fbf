"""The acceptance fee of a civil case of any kind (案件受理费): one door to the scales of 第十三条."""

from collections.abc import Callable
from datetime import date

from tianping.law import fees
from tianping.law.answers import Answer, Refusal
from tianping.law.fee_kinds import KINDS, Basis
from tianping.law.fees import Rounding

__all__ = ["acceptance_fee"]


def acceptance_fee(
    basis: Basis,
    *,
    on: date,
    halved: bool = False,
    rounding: Rounding = "cent",
    halved_because: str | None = None,
) -> Answer[int]:
    """The acceptance fee in fen of what `basis` says; refuses where the province's amount a piece is missing."""
    amount_fen = basis.amount_fen or 0

    def by(scale: Callable[..., Answer[int]], *sums: int) -> Answer[int]:
        return scale(*sums, on=on, halved=halved, rounding=rounding, halved_because=halved_because)

    if basis.by_property:
        return by(fees.property_fee, amount_fen)
    if basis.kind == "labour":
        return by(fees.labour_fee)
    if basis.base_fen is None:
        raise Refusal(f"缺少{KINDS[basis.kind]}每件收费标准。", mend="请先登记省级规定的数额。")
    if basis.kind == "divorce":
        return by(fees.divorce_fee, basis.base_fen, amount_fen)
    if basis.kind == "personality":
        return by(fees.personality_fee, basis.base_fen, amount_fen)
    return by(fees.other_fee if basis.kind == "other" else fees.intellectual_fee, basis.base_fen)
