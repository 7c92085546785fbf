"""What a case is charged: the acceptance fee of a day in this court, in full and as it is to be paid now."""

import datetime
from dataclasses import dataclass
from functools import lru_cache

from tianping.accounts.queries import local_figure
from tianping.law import fees
from tianping.law.answers import Answer

HALVED_FOR_SIMPLE = "《诉讼费用交纳办法》第十六条"


@dataclass(frozen=True)
class Fee:
    """The fee of one case: in full, and what is to be paid now, each with its arithmetic."""

    full: Answer[int]
    now: Answer[int]


@dataclass(frozen=True)
class Tariff:
    """How this court charges on one day: the rounding it uses, and whether simple cases pay half in advance."""

    day: datetime.date
    rounding: fees.Rounding
    prepay_halved: bool

    def fee(self, claim_fen: int, *, is_simple: bool) -> Fee:
        """The acceptance fee of a property case (《诉讼费用交纳办法》第十三条第一款第（一）项、第十六条)."""
        return _fee(self, claim_fen, is_simple and self.prepay_halved)


def tariff_of(day: datetime.date) -> Tariff:
    """The court's own way to charge on a day; to the cent and halved where it has entered nothing else."""
    rounding, prepay = local_figure("fee_rounding", day), local_figure("prepay_halved", day)
    chosen = next((mode for mode in fees.ROUNDINGS if rounding is not None and rounding.value == mode), "cent")
    return Tariff(day, chosen, prepay is None or prepay.value != "0")


@lru_cache(maxsize=4096)
def _fee(tariff: Tariff, claim_fen: int, halved: bool) -> Fee:
    # Pure law: the same sum on the same day under the same rounding always costs the same.
    full = fees.property_fee(claim_fen, on=tariff.day, rounding=tariff.rounding)
    if not halved:
        return Fee(full, full)
    now = fees.property_fee(
        claim_fen, on=tariff.day, halved=True, rounding=tariff.rounding, halved_because=HALVED_FOR_SIMPLE
    )
    return Fee(full, now)
