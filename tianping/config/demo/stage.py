"""One day on the stage of the demonstration: who acts, and what time it is."""

import datetime
import random
from dataclasses import dataclass, replace
from typing import Any

from tianping.accounts.models import User
from tianping.cases.models import Case
from tianping.config.demo.disputes import draft
from tianping.config.demo.strangers import Strangers
from tianping.intake.filing import actions as filing_actions
from tianping.intake.filing.actions import Acceptance
from tianping.intake.triage.actions import TriageOverride
from tianping.kernel import outbox
from tianping.kernel.clock import CHINA
from tianping.law.calendars import is_rest_day

LAST_DAY = datetime.date(2023, 2, 6)


@dataclass(frozen=True)
class Stage:
    """The cast on one day. ``clerk``, ``judge`` … carry the posts of that day."""

    clerk: User
    judge: User
    president: User
    cashier: User
    mediator: User
    strangers: Strangers
    dice: random.Random
    day: datetime.date

    @property
    def at(self) -> datetime.datetime:
        """A moment in the office hours of the day."""
        minute = self.dice.randint(0, 59)
        hour = self.dice.choice((9, 10, 11, 15, 16))
        return datetime.datetime.combine(self.day, datetime.time(hour, minute), CHINA)

    def later(self, days: int) -> "Stage":
        """The next working day that is ``days`` on, but not after the demonstration day."""
        day = self.day + datetime.timedelta(days=days)
        while is_rest_day(day):
            day += datetime.timedelta(days=1)
        return replace(self, day=min(day, LAST_DAY))

    def receive(self, *, consents: bool | None = None) -> Any:
        """Somebody hands in a complaint at the counter."""
        handed_in = draft(self.strangers, self.dice, self.day)
        if consents is not None:
            handed_in = replace(handed_in, consents_to_mediation=consents)
        (filing,) = filing_actions.receive_many([handed_in], channel="counter", by=self.clerk, at=self.at)
        return filing

    def accept(self, filing: Any, override: TriageOverride | None = None, *, fast_team: bool = False) -> Case:
        """The clerk accepts a filing."""
        acceptance = Acceptance(override=override, fast_team=fast_team)
        (case,) = filing_actions.accept_many([filing], acceptance, by=self.clerk, at=self.at)
        return case

    def deliver(self) -> None:
        """Let the facts of the day reach those who hear of them, as the worker would."""
        outbox.deliver(outbox.undelivered())

