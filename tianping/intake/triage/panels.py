"""What triage shows on the page of a case: the decision in force with its steps, and the way to change it."""

from collections.abc import Mapping
from typing import Any

from tianping.accounts.permissions import held_posts
from tianping.cases.models import Case
from tianping.cases.panels import Found, Panel
from tianping.intake.triage.models import Decision
from tianping.intake.triage.permissions import OVERRIDE
from tianping.intake.triage.queries import decisions_of
from tianping.law.answers import Answer


def load(case: Case, user: Any, _found: Found) -> Mapping[str, Any] | None:
    """The decisions on a case; None before there is one."""
    decisions = list(decisions_of(case))
    if not decisions:
        return None
    return {
        "decision": decisions[0],
        "answer": answer_of(decisions[0]),
        "earlier": decisions[1:],
        "may_override": case.status == "open" and OVERRIDE.allows(held_posts(user)),
    }


def answer_of(decision: Decision) -> Answer[None]:
    """The reasoning of a decision as components/steps.html shows it."""
    return Answer(None, tuple(decision.steps), tuple(decision.because), decision.certainty)


STAFF = Panel("审理程序", "triage/panel.html", load, 30)
