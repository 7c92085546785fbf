"""How the notices of the demonstration reach their addressees: by hand, by mail that comes back, electronically."""

from collections.abc import Sequence

from tianping.cases.models import Case, Litigant
from tianping.config.demo.stage import Stage
from tianping.kernel.clock import china_day
from tianping.law.service import Receiver
from tianping.papers.documents.queries import issued_papers_of
from tianping.papers.service import actions
from tianping.papers.service.actions import Agreed, Tried
from tianping.papers.service.models import Delivery
from tianping.papers.service.queries import with_paper_copies

# The first cases are served by hand, the next electronically; one letter comes back; the rest waits.
BY_HAND, ELECTRONIC, CAME_BACK = 4, 1, 1


def notices_are_served(cases: Sequence[Case], stage: Stage) -> None:
    """Service of the notices of these cases is planned; for some of them it was done on the same day."""
    papers = list(issued_papers_of([case.pk for case in cases]))
    rows = actions.plan_many(papers, by=stage.clerk, at=stage.at)
    matters = {paper.pk: paper.case.matter_id for paper in papers}
    # With these goes a copy of the complaint that no message can carry.
    with_copies = with_paper_copies(papers)
    order = [case.matter_id for case in cases]
    groups: dict[str, list[Delivery]] = {"hand": [], "electronic": [], "returned": []}
    for row in rows:
        place = order.index(matters[row.paper_id])
        if place < BY_HAND or (place < BY_HAND + ELECTRONIC and row.paper_id in with_copies):
            groups["hand"].append(row)
        elif place < BY_HAND + ELECTRONIC:
            groups["electronic"].append(row)
        elif place < BY_HAND + ELECTRONIC + CAME_BACK and row.litigant.role == Litigant.Role.DEFENDANT:
            groups["returned"].append(row)
    _by_hand(groups["hand"], stage)
    _electronically(groups["electronic"], stage)
    at = stage.at
    came_back = Tried("mail", china_day(at), outcome="returned", note="邮件号1100223344556，原址查无此人")
    actions.record_attempts_many([row.pk for row in groups["returned"]], came_back, by=stage.clerk, at=at)


def _by_hand(rows: Sequence[Delivery], stage: Stage) -> None:
    people = [row.pk for row in rows if row.litigant.kind == "natural"]
    bodies = [row.pk for row in rows if row.litigant.kind != "natural"]
    receivers: tuple[tuple[Receiver, list[int]], ...] = (("self", people), ("office", bodies))
    for receiver, ids in receivers:
        if ids:
            at = stage.at
            tried = Tried("direct", china_day(at), receiver=receiver)
            actions.record_attempts_many(ids, tried, by=stage.clerk, at=at)


def _electronically(rows: Sequence[Delivery], stage: Stage) -> None:
    litigants = {row.litigant_id: row.litigant for row in rows}
    for litigant in litigants.values():
        agreed = Agreed(litigant.phone or "19900000000", "送达地址确认书")
        actions.consent(litigant, agreed, by=stage.clerk, at=stage.at)
    at = stage.at
    actions.send_many([row.pk for row in rows], by=stage.clerk, at=at)
    # They take the papers on their pages on the same day, before any message has left.
    for row in rows:
        actions.receive(row, at=at)
