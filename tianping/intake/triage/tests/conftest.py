"""The court, its people and a triaged case, for every test of the room."""

import uuid
from typing import Any

import pytest

from tests.support.cases import open_cases
from tests.support.court import AT, People, open_court
from tianping.accounts.models import User
from tianping.cases.actions import start_clocks
from tianping.cases.models import Case
from tianping.intake.triage.actions import TriageFacts, TriageRequest, decide_many, trial_limit_start
from tianping.intake.triage.models import Decision

SMALL_FEN, SIMPLE_FEN = 3_000_000, 9_000_000


@pytest.fixture
def people(db: None) -> People:
    """The demonstration court's people; the average wage is 80,000 yuan."""
    return open_court()


def triaged(by: User, claim_fen: int = SIMPLE_FEN, name: str = "黄小明") -> Decision:
    """A case of a clear money claim with the decision of the rules and its trial limit."""
    (case,) = open_cases(by, [name], claim_fen=claim_fen, track="", clocks=())
    (decision,) = decide_many([TriageRequest(case, TriageFacts(claim_fen))], by=by, at=AT)
    start_clocks([trial_limit_start(case, decision.track)], on=case.filed_on)
    return decision


@pytest.fixture
def decision(people: People) -> Decision:
    """A claim of 90,000 yuan that the rules send to simple procedure."""
    return triaged(people.clerk)


def form(decision: Decision, choice: str, **changes: object) -> dict[str, Any]:
    """What the page sends: a clear money claim and the choice."""
    return {
        "submission_key": str(uuid.uuid4()),
        "decision": decision.pk,
        "is_clear": "on",
        "is_money_claim": "on",
        "choice": choice,
        "reason": "当事人要求",
        **changes,
    }


def case_of(decision: Decision) -> Case:
    """The case of a decision as it stands now."""
    return Case.objects.get(pk=decision.case_id)
