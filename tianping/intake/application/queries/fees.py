"""What filing would cost as far as the pleading is written (预计诉讼费)."""

import datetime
from dataclasses import dataclass
from typing import Any

from tianping.intake.application.models import Application
from tianping.intake.application.queries.pleading import answers_asked, claim_fen
from tianping.intake.triage.queries import facts_for, track_of
from tianping.kernel.refusals import Refused
from tianping.money.fees.queries import fee_of


@dataclass(frozen=True)
class FeeExpected:
    """The fee to be paid first, in full, with its articles; or why it cannot be counted yet."""

    fee: Any
    refusal: str


def fee_expected(application: Application, *, on: datetime.date) -> FeeExpected | None:
    """The acceptance fee in this court on a day; None for another court, whose province has amounts of its own."""
    if application.court_name:
        return None
    cause_name, sought = application.cause_name, claim_fen(application)
    track, _missing = track_of(facts_for(cause_name, sought), on=on)
    is_simple = track is not None and track.track != "ordinary"
    try:
        return FeeExpected(fee_of(cause_name, sought, answers_asked(application), is_simple=is_simple, on=on), "")
    except Refused as refusal:
        return FeeExpected(None, str(refusal))
