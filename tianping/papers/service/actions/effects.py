"""What follows from service: periods begin for each litigant, the duty to serve ends, the timeline says so."""

import datetime
from collections import defaultdict
from collections.abc import Sequence

from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Clock, Litigant
from tianping.kernel import moves, outbox
from tianping.kernel.clock import china_day
from tianping.law.answers import Answer
from tianping.law.service import METHOD_NAMES, Method
from tianping.law.wording import chinese_date
from tianping.papers.documents.queries import BENCH_NOTICES, KINDS, appeal_days, outdated
from tianping.papers.service.events import PapersServed
from tianping.papers.service.models import Delivery
from tianping.papers.service.queries import ANSWERING, ANSWERS, EVIDENCE, RESPONSE, service_of

SERVICE_PERIOD = "C-SERVE-5"
TELLING_PERIOD = "C-PANEL-3"
Effective = Sequence[tuple[Delivery, Answer[datetime.date]]]


def serve(served: Effective, method: Method, *, by: User | None, at: datetime.datetime) -> None:
    """Papers count as served from the days that the law answered; what follows from it begins."""
    groups: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for each, answer in served:
        groups[answer.value, answer.steps, answer.because, answer.notes, answer.certainty].append(each.pk)
    for (day, steps, because, notes, certainty), ids in groups.items():
        moves.move_many(
            Delivery,
            ids,
            "serve",
            by=by,
            at=at,
            method=method,
            effective_on=day,
            steps=steps,
            because=because,
            notes=notes,
            certainty=certainty,
        )
    on = china_day(at)
    _start_periods([start for each, answer in served for start in _starts(each, answer.value)], on=on)
    _stop_duty_to_serve({each.paper.case for each, _answer in served}, by=by, on=on)
    _stop_duty_to_tell([each for each, _answer in served], by=by, on=on)
    case_actions.tell_many([_line(each, answer, method) for each, answer in served], by=by, at=at)
    outbox.publish(PapersServed([each.pk for each, _answer in served]), at=at)


def _start_periods(starts: Sequence[case_actions.ClockStart], *, on: datetime.date) -> None:
    """Start these periods, but none that runs for the litigant already: a paper served again lengthens nothing."""
    rows = Clock.objects.filter(case__in=[start.case_id for start in starts], stopped_on__isnull=True)
    running = set(rows.values_list("case_id", "litigant_id", "period_id"))
    fresh = {}
    for start in starts:
        key = (start.case_id, start.litigant_id, start.period_id)
        if key not in running:
            fresh.setdefault(key, start)
    case_actions.start_clocks(list(fresh.values()), on=on)


def _starts(each: Delivery, day: datetime.date) -> list[case_actions.ClockStart]:
    """The period that begins with this paper for this litigant; none for most papers."""
    paper, case = each.paper, each.paper.case
    period = ""
    if paper.kind == RESPONSE:
        period = ANSWERS.get(case.track, "")
    elif paper.kind == "evidence_notice":
        period = EVIDENCE.get(case.track, "")
    elif appeal_days(paper.kind, paper.variant, small_claims=case.track == "small_claims"):
        period = "C-APPEAL-J" if paper.kind == "judgment" else "C-APPEAL-R"
    if not period:
        return []
    return [
        case_actions.ClockStart(
            case.matter_id, case.pk, period, day, Post.COURT_CLERK, case.responsible_id, each.litigant_id
        )
    ]


def _stop_duty_to_serve(cases: set[Case], *, by: User | None, on: datetime.date) -> None:
    """The five days to send the complaint (民诉法128条) end once every defendant was served the notice to respond."""
    matters = {case.pk: case.matter_id for case in cases}
    served = service_of(matters)
    answering: defaultdict[int, list[int]] = defaultdict(list)
    rows = Litigant.objects.filter(matter__in=list(matters.values()), role__in=ANSWERING)
    for matter_id, litigant_id in rows.values_list("matter_id", "pk"):
        answering[matter_id].append(litigant_id)
    done = [
        matter_id
        for case_id, matter_id in matters.items()
        if all(RESPONSE in served[case_id].get(pk, {}) for pk in answering[matter_id])
    ]
    case_actions.stop_clocks(done, [SERVICE_PERIOD], on=on, cause="起诉状副本、应诉通知书已送达", by=by)


def _stop_duty_to_tell(served: Sequence[Delivery], *, by: User | None, on: datetime.date) -> None:
    """The three days to tell who sits (民诉法131条) end once everybody was served a notice that names who sits now."""
    matters = {each.paper.case_id: each.paper.case.matter_id for each in served if each.paper.kind in BENCH_NOTICES}
    if not matters:
        return
    rows = Delivery.objects.filter(paper__case__in=list(matters), paper__kind__in=list(BENCH_NOTICES), status="served")
    notices = list(rows.select_related("paper"))
    of_before = outdated([each.paper for each in notices])
    told = {(matters[each.paper.case_id], each.litigant_id) for each in notices if each.paper_id not in of_before}
    everybody = Litigant.objects.filter(matter__in=list(matters.values())).values_list("matter_id", "pk")
    untold = {matter_id for matter_id, litigant_id in everybody if (matter_id, litigant_id) not in told}
    done = [matter_id for matter_id in matters.values() if matter_id not in untold]
    case_actions.stop_clocks(done, [TELLING_PERIOD], on=on, cause="审判人员已告知当事人", by=by)


def _line(each: Delivery, answer: Answer[datetime.date], method: Method) -> tuple[int, int, int, str]:
    title = KINDS[each.paper.kind].named(each.paper.variant)
    text = f"{title}已向{each.litigant.name}{METHOD_NAMES[method]}，送达日期{chinese_date(answer.value)}。"
    return each.paper.case.matter_id, each.paper.case_id, each.litigant_id, text[:300]
