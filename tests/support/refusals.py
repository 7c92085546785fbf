"""Suits that are not accepted, by the verbs of those who propose and who rule."""

from tests.support.court import AT, DAY
from tianping.accounts.models import User
from tianping.accounts.queries import acting
from tianping.intake.filing import actions
from tianping.intake.filing.models import Filing
from tianping.kernel import outbox
from tianping.papers.documents import actions as paper_actions
from tianping.papers.documents.queries import Paper


def refused(filing: Filing, ground: str, reason: str, *, by: User) -> Paper:
    """The ruling that the judge whose turn it was drew up on the clerk's proposal."""
    actions.propose_refusal(filing, ground, reason, by=by, at=AT)
    judge = Filing.objects.select_related("refusal_judge").get(pk=filing.pk).refusal_judge
    assert judge is not None
    return actions.refuse(filing, reason, by=acting(judge, DAY), at=AT)


def issued(filing: Filing, paper: Paper, *, by: User) -> None:
    """The ruling proof-read by ``by``, signed and issued by its judge; everybody has heard of it."""
    judge = Filing.objects.select_related("refusal_judge").get(pk=filing.pk).refusal_judge
    assert judge is not None
    paper_actions.proofread(paper, by=by, at=AT)
    paper_actions.sign(paper, by=acting(judge, DAY), at=AT)
    paper_actions.issue(paper, by=acting(judge, DAY), at=AT)
    outbox.deliver(outbox.undelivered())
