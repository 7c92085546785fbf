"""The stage of the demonstration: who acts, and what time it is."""

import datetime
import random
from dataclasses import dataclass, replace

from tianping.accounts.models import User
from tianping.cases.models import Case
from tianping.config.demo.disputes import draft
from tianping.config.demo.strangers import Strangers
from tianping.intake.filing import actions as filing_actions
from tianping.intake.filing.actions import Acceptance
from tianping.intake.filing.models import Filing
from tianping.intake.triage.actions import TriageOverride
from tianping.kernel import outbox
from tianping.kernel.clock import CHINA

HOURS = (9, 10, 11, 15, 16)
# A moment takes on average this part of what is left of the office hours, twice: the day never runs out.
PACE = 10


@dataclass
class Stage:
    """The cast, and the day that it is; the calendar turns ``day`` as the weeks pass."""

    clerk: User
    head: User
    president: User
    cashier: User
    mediator: User
    strangers: Strangers
    dice: random.Random
    day: datetime.date
    # How far the office hours of the last moment's day have gone, from 0 to 1.
    gone: tuple[datetime.date, float] = (datetime.date.min, 0.0)

    @property
    def at(self) -> datetime.datetime:
        """A moment in the office hours of the day, later than the one before."""
        before = self.gone[1] if self.gone[0] == self.day else 0.0
        now = before + (1 - before) * self.dice.random() / PACE
        self.gone = (self.day, now)
        minutes = int(now * 60 * len(HOURS))
        return datetime.datetime.combine(self.day, datetime.time(HOURS[minutes // 60], minutes % 60), CHINA)

    def receive(self, *, consents: bool | None = None) -> Filing:
        """Somebody hands in a complaint at the counter."""
        handed_in = draft(self.strangers, self.dice, self.day)
        if consents is not None:
            handed_in = replace(handed_in, consents_to_mediation=consents)
        (filing,) = filing_actions.receive_many([handed_in], channel="counter", by=self.clerk, at=self.at)
        return filing

    def accept(self, filing: Filing, override: TriageOverride | None = None, *, fast_team: bool = False) -> Case:
        """The clerk accepts a filing."""
        acceptance = Acceptance(override=override, fast_team=fast_team)
        (case,) = filing_actions.accept_many([filing], acceptance, by=self.clerk, at=self.at)
        return case

    def deliver(self) -> None:
        """Let what happened reach those who hear of it, as the worker would."""
        outbox.deliver(outbox.undelivered())
