"""Cases that ended with something to enforce, and what is typed in an application on one."""

import datetime
from typing import Any

from tests.support.cases import open_cases
from tests.support.court import AT, People
from tests.support.mediated import agreed, applied
from tianping.cases import actions as case_actions
from tianping.cases.models import Case
from tianping.cases.permissions import Looker
from tianping.enforcement.actions import ApplicationDraft
from tianping.kernel import outbox
from tianping.kernel.clock import CHINA
from tianping.kernel.models import Event
from tianping.papers.documents import actions as papers
from tianping.papers.service import actions as service
from tianping.papers.service.queries import deliveries_of
from tianping.trial.confirmation import actions as confirmation


def on(year: int, month: int, day: int) -> datetime.datetime:
    return datetime.datetime(year, month, day, 10, 0, tzinfo=CHINA)


def ended(people: People, way: Case.ClosingWay, *, binds: bool = True) -> Case:
    (made,) = open_cases(people.clerk, ["黄小明"])
    case_actions.close_cases([made.pk], by=people.judge, at=on(2023, 2, 13), reason="判决", way=way)
    if binds:
        case_actions.bind_cases({datetime.date(2023, 3, 1): [made.pk]}, by=None, at=on(2023, 3, 1))
    return Case.objects.select_related("matter").get(pk=made.pk)


def looker(case: Case, role: str = "plaintiff") -> Looker:
    return Looker(case, case.matter.litigants.get(role=role))


def draft(case: Case, **given: Any) -> ApplicationDraft:
    """Against the defendant unless others are named, to an account of whoever is none of them."""
    sides = case.matter.litigants.order_by("position")
    against = given.get("respondent_ids", (sides.get(role="defendant").pk,))
    own = sides.exclude(pk__in=against).first()
    assert own is not None
    typed: dict[str, Any] = {
        "request": "请求强制执行判决确定的给付义务。",
        "amount_fen": 4_844_000,
        "performance_due_on": datetime.date(2023, 3, 11),
        "payee_holder": own.name,
        "payee_bank": "示范银行镇原支行",
        "payee_account": "6200000000000018",
        "respondent_ids": against,
    }
    return ApplicationDraft(**{**typed, **given})


def _deliver() -> None:
    """What was issued and served is heard."""
    outbox.deliver(list(Event.objects.filter(name__startswith="papers.").values_list("pk", flat=True)))


def confirmed(people: People) -> Case:
    """The case in which an agreement was confirmed by a ruling that everybody was served with."""
    application = applied(agreed(people))
    case = confirmation.accept(application, people.judge, by=people.clerk, at=AT)
    confirmation.decide(application, [], "", by=people.judge, at=AT)
    application.refresh_from_db()
    paper = application.paper
    assert paper is not None
    papers.proofread(paper, by=people.clerk, at=AT)
    papers.sign(paper, by=people.judge, at=AT)
    papers.issue(paper, by=people.judge, at=AT)
    _deliver()
    rows = [each.pk for each in deliveries_of(case.pk)]
    service.record_attempts_many(rows, service.Tried(method="direct", day=AT.date()), by=people.judge, at=AT)
    _deliver()
    return Case.objects.select_related("matter").get(pk=case.pk)
