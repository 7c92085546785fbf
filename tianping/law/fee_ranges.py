"""Between which sums an acceptance fee lies where the province's amount a piece is not known (案件受理费的幅度)."""

from dataclasses import replace
from datetime import date

from tianping.law.acceptance_fees import acceptance_fee
from tianping.law.answers import Answer, weaker
from tianping.law.fee_kinds import basis_of
from tianping.law.fee_schedule import MEASURE, fee_scales
from tianping.law.wording import article


def fee_range(
    cause_name: str, claim_fen: int | None, *, on: date, common_property_fen: int | None = None
) -> Answer[tuple[int, int]]:
    """The lowest and the highest full fee in fen (第十三条第二款: the province decides within the measure's range).

    Both are the same where no amount a piece is needed. Refuses what `basis_of` refuses.
    """
    found = basis_of(cause_name, claim_fen, on=on, common_property_fen=common_property_fen)
    basis = found.value
    bounds = fee_scales().on(on).value[basis.kind].base_range_fen if basis.needs_base else None
    low, high = (acceptance_fee(replace(basis, base_fen=base), on=on) for base in bounds or (None, None))
    because = (*low.because, *found.because, *((MEASURE + article(13, paragraph=2),) if bounds else ()))
    steps = (*found.steps, "每件收费标准由省、自治区、直辖市在法定幅度内规定") if bounds else (*found.steps, *low.steps)
    certainty = weaker(found.certainty, "L" if bounds else low.certainty)
    return Answer((low.value, high.value), steps, tuple(dict.fromkeys(because)), certainty, found.notes)
