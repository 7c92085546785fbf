"""Telling what became of what was handed in: plaintiffs by SMS (立案短信告知), other courts by an event."""

import datetime
from collections.abc import Mapping, Sequence

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.actions import CaseMessage
from tianping.cases.models import Case, Litigant
from tianping.intake.filing.events import FilingDecided
from tianping.intake.filing.models import Filing
from tianping.kernel import outbox

# What comes in bulk is told in bulk, to the institution that brought it.
ONE_BY_ONE = (Filing.Channel.ONLINE, Filing.Channel.COUNTER, Filing.Channel.CROSS_COURT)


def tell_plaintiffs(
    filings: Sequence[Filing],
    fact: str,
    words: str,
    *,
    cases: Mapping[int, Case] | None = None,
    by: User | None,
    at: datetime.datetime,
) -> None:
    """Send the plaintiffs of filings ``words`` with ``{receipt}`` in them; ``fact`` names what is told, once each.

    ``cases``: the numbered case of each matter, where there is one.
    """
    told = {filing.matter_id: filing for filing in filings if filing.channel in ONE_BY_ONE}
    if not told:
        return
    plaintiffs = Litigant.objects.filter(matter__in=list(told), role=Litigant.Role.PLAINTIFF).order_by("pk")
    drafts = [
        CaseMessage(
            key=f"filing:{told[litigant.matter_id].pk}:{fact}",
            litigant=litigant,
            text=words.replace("{receipt}", told[litigant.matter_id].receipt_number),
            case=(cases or {}).get(litigant.matter_id),
        )
        for litigant in plaintiffs
    ]
    case_actions.message_many(drafts, by=by, at=at)


def publish_decided(filings: Sequence[Filing], outcome: str, *, by: User | None, at: datetime.datetime) -> None:
    """Make known what became of filings that another court sent us (跨域立案); of others nobody asks."""
    sent = [filing for filing in filings if filing.channel == Filing.Channel.CROSS_COURT]
    facts = [FilingDecided(filing.pk, outcome, by.pk if by is not None else None) for filing in sent]
    outbox.publish_many(facts, at=at)
