"""What papers tell of a person's day: what waits for their signature, and what they could proof-read."""

import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from tianping.accounts.permissions import held_posts
from tianping.cases.today import SHOWN, Task, TodayList, Waiting
from tianping.papers.documents.kinds import KINDS
from tianping.papers.documents.models import Paper
from tianping.papers.documents.permissions import PROOFREAD, SIGN
from tianping.papers.documents.queries import to_proofread, to_sign


def load_signatures(user: Any, _on: datetime.date) -> Waiting | None:
    """Papers that wait for a person's signature."""
    return _waiting(to_sign(user), "sign") if SIGN.allows(held_posts(user)) else None


def load_proofs(user: Any, _on: datetime.date) -> Waiting | None:
    """Decisions of others that wait for somebody to proof-read them."""
    return _waiting(to_proofread(user), "proofread") if PROOFREAD.allows(held_posts(user)) else None


def _waiting(papers: QuerySet[Paper], group: str) -> Waiting:
    tasks = [
        Task(KINDS[paper.kind].named(paper.variant), reverse("paper", args=[paper.pk]), paper.number)
        for paper in papers[:SHOWN]
    ]
    count = papers.count() if len(tasks) == SHOWN else len(tasks)
    return Waiting(tasks, count, f"{reverse('paper_list')}?group={group}")


TO_SIGN = TodayList("文书待签署", load_signatures, 15)
TO_PROOFREAD = TodayList("文书待校对", load_proofs, 40)
