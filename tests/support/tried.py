"""Cases before a sole judge with their clerk, and their notices on the way to the litigants."""

from typing import Any

from tests.support.cases import open_cases
from tests.support.court import AT, People
from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Seat
from tianping.papers.documents.actions import PaperRequest, draw_up_many, issue_many
from tianping.papers.documents.queries import KINDS
from tianping.papers.service import actions
from tianping.papers.service.models import Delivery


def tried(people: People, clerk: User, *names: str, track: str = "simple") -> list[Case]:
    """Cases of 孙法, who sits alone with 田乐之."""
    return seated(people.judge, clerk, list(names), filed_by=people.clerk, track=track)


def seated(judge: User, clerk: User, names: list[str], *, filed_by: User, track: str = "simple") -> list[Case]:
    """Cases in which this judge sits alone with this clerk."""
    cases = open_cases(filed_by, names, track=track)
    seats = [
        case_actions.SeatDraft(case.pk, user.pk, role)
        for case in cases
        for user, role in ((judge, Seat.Role.SOLE), (clerk, Seat.Role.CLERK))
    ]
    case_actions.seat_many(seats, by=filed_by, at=AT)
    case_actions.make_responsible({judge.pk: [case.pk for case in cases]}, by=filed_by, at=AT)
    return list(Case.objects.filter(pk__in=[case.pk for case in cases]).order_by("pk"))


def notified(people: People, cases: list[Case], *kinds: str) -> list[Delivery]:
    """Notices of these kinds for everybody to whom they are addressed, issued and to be served."""
    requests = [
        PaperRequest(case.pk, kind, addressee_id=litigant.pk)
        for case in cases
        for kind in kinds
        for litigant in case.matter.litigants.order_by("position")
        if litigant.role in KINDS[kind].sides
    ]
    papers = draw_up_many(requests, by=people.judge, at=AT)
    issue_many(papers, by=people.judge, at=AT)
    return actions.plan_many([*_issued(papers)], by=people.judge, at=AT)


def _issued(papers: Any) -> list[Any]:
    for paper in papers:
        paper.refresh_from_db()
    return list(papers)
