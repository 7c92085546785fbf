"""What a case is charged: the acceptance fee of a day in this court, in full and as it is to be paid now."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from tianping.accounts.models import LocalFigure
from tianping.accounts.queries import local_figures_on
from tianping.kernel.refusals import Refused
from tianping.law import fee_kinds, fees, money
from tianping.law.acceptance_fees import acceptance_fee
from tianping.law.answers import Answer, Refusal, weaker
from tianping.law.fee_kinds import Basis

HALVED_FOR_SIMPLE = "《诉讼费用交纳办法》第十六条"
# The property of a divorce among the elements of a matter (夫妻共同财产总额), in fen.
COMMON_PROPERTY = "common_property_fen"
BASES: Mapping[str, LocalFigure.Name] = {
    "divorce": LocalFigure.Name.DIVORCE_BASE,
    "personality": LocalFigure.Name.PERSONALITY_BASE,
    "other": LocalFigure.Name.OTHER_BASE,
    "intellectual": LocalFigure.Name.INTELLECTUAL_BASE,
}


@dataclass(frozen=True)
class Fee:
    """The fee of one case: by what it is counted, in full, and what is to be paid now, each with its arithmetic."""

    basis: Basis
    full: Answer[int]
    now: Answer[int]


@dataclass(frozen=True)
class BaseFigure:
    """What a case of one kind costs a piece in this province (每件收费标准), and where that is written."""

    kind: str
    fen: int
    source: str


@dataclass(frozen=True)
class Tariff:
    """How this court charges on one day: rounding, half in advance for simple cases, amounts a piece (每件收费标准)."""

    day: datetime.date
    rounding: fees.Rounding
    prepay_halved: bool
    bases: tuple[BaseFigure, ...] = ()

    def fee(self, claim_fen: int, *, is_simple: bool) -> Fee:
        """The acceptance fee of a property case (《诉讼费用交纳办法》第十三条第一款第（一）项、第十六条)."""
        return _fee(self, Basis("property", claim_fen), is_simple and self.prepay_halved)

    def fee_of(self, cause_name: str, claim_fen: int | None, elements: Mapping[str, Any], *, is_simple: bool) -> Fee:
        """The acceptance fee of a case of any cause (第十三条), with the articles that say of which kind it is.

        Raises Refused where a sum, or the province's amount a piece, is missing.
        """
        return _fee_of(self, cause_name, claim_fen, elements.get(COMMON_PROPERTY), is_simple and self.prepay_halved)

    def basis_of(self, cause_name: str, claim_fen: int | None, elements: Mapping[str, Any]) -> Answer[Basis]:
        """By what the fee of a cause is counted, the province's amount a piece filled in; raises Refused as above."""
        try:
            found = fee_kinds.basis_of(
                cause_name, claim_fen, on=self.day, common_property_fen=elements.get(COMMON_PROPERTY)
            )
        except Refusal as refusal:
            raise Refused(refusal.sentence) from refusal
        if not found.value.needs_base:
            return found
        base = self._base(found.value.kind)
        note = f"每件收费标准见本院数据，依据：{base.source}。"
        return replace(found, value=replace(found.value, base_fen=base.fen), notes=(*found.notes, note))

    def _base(self, kind: str) -> BaseFigure:
        known = next((base for base in self.bases if base.kind == kind), None)
        if known is None:
            label = BASES[kind].label
            raise Refused(
                f"本院还没有登记“{label}”，不能计算案件受理费；该数额由省级人民政府在法定幅度内规定"
                "（《诉讼费用交纳办法》第十三条第二款）。请审判管理人员在“本院数据”登记后再办理。"
            )
        return known


def tariff_of(day: datetime.date) -> Tariff:
    """The court's own way to charge on a day; to the cent and halved where it has entered nothing else."""
    figures = local_figures_on(day)
    rounding, prepay = figures.get("fee_rounding"), figures.get("prepay_halved")
    chosen = next((mode for mode in fees.ROUNDINGS if rounding is not None and rounding.value == mode), "cent")
    bases = tuple(
        BaseFigure(kind, money.parse_yuan(figure.value), figure.source)
        for kind, name in BASES.items()
        if (figure := figures.get(name)) is not None
    )
    return Tariff(day, chosen, prepay is None or prepay.value != "0", bases)


@lru_cache(maxsize=4096)
def _fee(tariff: Tariff, basis: Basis, halved: bool) -> Fee:
    # Pure law: the same sum on the same day under the same rounding always costs the same.
    full = acceptance_fee(basis, on=tariff.day, rounding=tariff.rounding)
    if not halved:
        return Fee(basis, full, full)
    now = acceptance_fee(basis, on=tariff.day, halved=True, rounding=tariff.rounding, halved_because=HALVED_FOR_SIMPLE)
    return Fee(basis, full, now)


@lru_cache(maxsize=4096)
def _fee_of(
    tariff: Tariff, cause_name: str, claim_fen: int | None, common_property_fen: int | None, halved: bool
) -> Fee:
    found = tariff.basis_of(cause_name, claim_fen, {COMMON_PROPERTY: common_property_fen})
    fee = _fee(tariff, found.value, halved)
    return Fee(found.value, _resting_on(found, fee.full), _resting_on(found, fee.now))


def _resting_on(found: Answer[Basis], fee: Answer[int]) -> Answer[int]:
    """The arithmetic of a fee after what says of which kind it is."""
    return Answer(
        fee.value,
        (*found.steps, *fee.steps),
        tuple(dict.fromkeys((*fee.because, *found.because))),
        weaker(found.certainty, fee.certainty),
        (*found.notes, *fee.notes),
    )
