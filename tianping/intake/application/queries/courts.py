"""Which courts the law proposes for a pleading as far as it is written (管辖建议)."""

import datetime

from tianping.accounts.queries import this_court
from tianping.cases.models import Litigant
from tianping.intake.application.models import Application
from tianping.intake.application.queries.pleading import claim_fen
from tianping.intake.guidance import queries as guidance
from tianping.law.answers import Answer
from tianping.law.courts import by_code
from tianping.law.jurisdiction import ForumFacts, Forums, competent_courts


def courts_proposed(application: Application, *, on: datetime.date) -> Answer[Forums]:
    """The courts that have jurisdiction by the addresses and answers written so far, each with its ground."""
    facts = ForumFacts(
        dispute=guidance.dispute_of(application.cause_name),
        defendant=_place(application, Litigant.Role.DEFENDANT),
        plaintiff=_place(application, Litigant.Role.PLAINTIFF),
        happened=str(application.answers.get("happened_at") or ""),
        premises=str(application.answers.get("premises") or ""),
        work=str(application.answers.get("work_place") or ""),
        claim_fen=claim_fen(application),
    )
    return competent_courts(facts, on=on, near=by_code(this_court().code))


def courts_elsewhere(application: Application, *, on: datetime.date) -> list[str]:
    """The courts that the addresses tell for certain, where the chosen one is not among them; else none."""
    forums = courts_proposed(application, on=on).value.forums
    certain = [forum.courts[0].name for forum in forums if forum.is_certain]
    if len(certain) < len(forums) or (application.court_name or this_court().name) in certain:
        return []
    return certain


def _place(application: Application, role: str) -> str:
    """Where the first of a side lives, as it was typed here or in guidance."""
    first = next((each for each in application.people.all() if each.role == role), None)
    return (first.address or str(first.details.get("place", ""))) if first is not None else ""
