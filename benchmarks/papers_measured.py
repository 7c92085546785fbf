"""The part of the measurement of papers that needs the rooms: imported once the database is known."""

import json
import subprocess
import sys
import time
from dataclasses import dataclass

from django.conf import settings

from benchmarks.scratch import COURT
from tests.support.cases import open_cases
from tests.support.court import AT, open_court
from tianping.accounts.models import User
from tianping.accounts.queries import this_court
from tianping.kernel import courts
from tianping.papers.documents import actions
from tianping.papers.documents.actions.issuing import source_of_paper
from tianping.papers.documents.queries import papers_of_run
from tianping.papers.documents.rendering.pdf import TEMPLATE

CASES = 312
# One plaintiff and one defendant each: 1 + 1 + 2 notices a case.
KINDS = ("acceptance_notice", "response_notice", "evidence_notice")


@dataclass(frozen=True)
class Measured:
    """Seconds for the same notices: made and kept by the room, and only set by typst."""

    papers: int
    made_seconds: float
    bare_seconds: float

    @property
    def ratio(self) -> float:
        """How many times bare typst the room took."""
        return self.made_seconds / self.bare_seconds


def build() -> User:
    """A founded court with its clerk."""
    courts.migrate_court(COURT)
    courts.use_court(COURT)
    return open_court().clerk


def measure(clerk: User) -> Measured:
    """Make the notices of 312 new cases as the worker does, then set the same sources bare."""
    cases = open_cases(clerk, [f"借款人{chr(0x4E00 + number)}" for number in range(CASES)])
    run = actions.order_run([case.pk for case in cases], KINDS, by=clerk, at=AT)
    start = time.perf_counter()
    actions.make_run(run_id=run.pk, by_id=clerk.pk, at=AT.isoformat())
    made_seconds = time.perf_counter() - start
    court = this_court()
    papers = list(papers_of_run(run))
    sources = [source_of_paper(paper, court, final=True) for paper in papers]
    return Measured(len(papers), made_seconds, _bare(sources))


def _bare(sources: list[str]) -> float:
    """Seconds of typst alone, in a process of its own that has not seen these texts."""
    facts = {"sources": sources, "template": str(TEMPLATE), "fonts": str(settings.PAPER_FONTS)}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.papers_bare"],
        input=json.dumps(facts),
        text=True,
        check=True,
        capture_output=True,
    )
    return float(done.stdout)
