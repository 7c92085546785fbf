"""What filing would cost as far as the pleading is written (预计诉讼费)."""

import datetime
from dataclasses import dataclass
from typing import Any

from tianping.intake.application.models import Application
from tianping.intake.application.queries.pleading import answers_asked, claim_fen, form_of
from tianping.intake.triage.queries import facts_for, track_of
from tianping.kernel.refusals import Refused
from tianping.law.element_forms import sum_is_open
from tianping.money.fees.queries import fee_of

SUM_NEEDED = "诉讼费按诉讼请求计算，把“诉讼请求”填完以后在这里显示。"


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
        fee = fee_of(cause_name, sought, answers_asked(application), is_simple=is_simple, on=on)
    except Refused as refusal:
        return FeeExpected(None, str(refusal))
    if sum_is_open(form_of(application), application.answers):
        return FeeExpected(None, SUM_NEEDED)
    return FeeExpected(fee, "")
