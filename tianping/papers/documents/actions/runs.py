"""Print runs (批量制作文书): papers of several kinds for many cases, made by the worker a handful at a time.

Every handful is a transaction of its own and passes over what stands already, so that a run that was killed or
failed is simply repeated: it makes the rest, and nothing twice.
"""

import datetime
import logging
from collections.abc import Sequence

from django.db import OperationalError, transaction

from tianping.accounts.models import User
from tianping.accounts.queries import acting
from tianping.cases.models import Case
from tianping.kernel import moves, queue
from tianping.kernel.clock import china_day
from tianping.kernel.models import Progress
from tianping.kernel.progress import reporting
from tianping.kernel.refusals import Refused
from tianping.papers.documents.actions.drawing import PaperRequest, draw_up_many
from tianping.papers.documents.actions.issuing import issue_many
from tianping.papers.documents.benches import BENCH_NOTICES, outdated
from tianping.papers.documents.kinds import KINDS
from tianping.papers.documents.models import Paper, PrintRun
from tianping.papers.documents.permissions import check_can_draw_up
from tianping.papers.documents.queries import progress_key

log = logging.getLogger(__name__)
BROKEN = "系统办理中出现错误，本案没有制作。请再办理一次；仍不成功请联系系统管理员。"
MOST_CASES = 2_000
CASES_AT_ONCE = 50


@transaction.atomic
def order_run(case_ids: Sequence[int], kinds: Sequence[str], *, by: User, at: datetime.datetime) -> PrintRun:
    """Order notices of these kinds for these cases (批量制作文书); the worker makes and issues them."""
    chosen = sorted(set(case_ids))
    if not chosen or not kinds:
        raise Refused("请勾选案件和要制作的文书。")
    if len(chosen) > MOST_CASES:
        raise Refused(f"一次最多为{MOST_CASES}件案件制作文书，请分几次办理。")
    for kind in kinds:
        if kind not in KINDS or not KINDS[kind].in_bulk:
            raise Refused("所选文书不能批量制作，请在案件页面单独制作。")
    cases = Case.objects.in_bulk(chosen)
    if len(cases) != len(chosen):
        raise Refused("所选案件中有的已经不存在，请刷新页面。")
    check_can_draw_up(by, cases, {pk: set(kinds) for pk in chosen})
    return _ordered(chosen, list(kinds), by=by, at=at)


@transaction.atomic
def order_issue(papers: Sequence[Paper], *, by: User, at: datetime.datetime) -> PrintRun:
    """Order drafted notices (summonses of a plan) and signed decisions to be issued by the worker."""
    if not papers:
        raise Refused("请勾选要制发的文书。")
    kinds: dict[int, set[str]] = {}
    for paper in papers:
        kinds.setdefault(paper.case_id, set()).add(paper.kind)
    check_can_draw_up(by, Case.objects.in_bulk(list(kinds)), kinds)
    return _ordered(sorted(kinds), sorted({paper.kind for paper in papers}), by=by, at=at)


def make_run(*, run_id: int, by_id: int, at: str) -> None:
    """The worker's work: make and issue what the run asks for. Safe to repeat at any point."""
    moment = datetime.datetime.fromisoformat(at)
    by = acting(User.objects.get(pk=by_id), china_day(moment))
    run = PrintRun.objects.get(pk=run_id)
    if run.status != "queued":
        return
    skipped: list[dict[str, str]] = []
    with reporting(progress_key(run.pk)) as progress:
        total = len(run.case_ids)
        for done in range(0, total, CASES_AT_ONCE):
            progress.report(done, total, "正在制作文书")
            skipped += _make_handful(run, run.case_ids[done : done + CASES_AT_ONCE], by=by, at=moment)
    moves.move(run, "finish", by=by, at=moment, skipped=skipped)
    Progress.objects.filter(key=progress_key(run.pk)).delete()


def _ordered(case_ids: list[int], kinds: list[str], *, by: User, at: datetime.datetime) -> PrintRun:
    run = PrintRun.objects.create(kinds=kinds, case_ids=case_ids, asked_at=at, asked_by=by)
    moves.begin_many(PrintRun.machine, [run.pk], by=by, at=at, verb="order")
    queue.defer("make_print_run", run_id=run.pk, by_id=by.pk, at=at.isoformat())
    return run


def _make_handful(run: PrintRun, case_ids: Sequence[int], *, by: User, at: datetime.datetime) -> list[dict[str, str]]:
    """Make the papers of these cases; what cannot be made, each with the reason. One bad case spoils no other."""
    try:
        _make(run, case_ids, by=by, at=at)
    except OperationalError:
        # The database is away: the job fails and is tried again.
        raise
    except Exception as failure:
        if len(case_ids) > 1:
            return [each for pk in case_ids for each in _make_handful(run, [pk], by=by, at=at)]
        if not isinstance(failure, Refused):
            log.exception("papers of case %s could not be made", case_ids[0])
        why = str(failure) if isinstance(failure, Refused) else BROKEN
        return [{"number": Case.objects.get(pk=case_ids[0]).number, "why": why}]
    return []


@transaction.atomic
def _make(run: PrintRun, case_ids: Sequence[int], *, by: User, at: datetime.datetime) -> None:
    cases = Case.objects.select_for_update().filter(pk__in=case_ids).order_by("pk").in_bulk()
    standing = list(Paper.objects.filter(case_id__in=case_ids, kind__in=run.kinds).exclude(status="discarded"))
    # A notice that names a bench of before is no notice any more: the litigants are told anew.
    of_before = outdated(standing)
    standing = [paper for paper in standing if paper.pk not in of_before]
    made = {(paper.case_id, paper.kind) for paper in standing}
    requests = [
        PaperRequest(pk, kind)
        for pk, case in cases.items()
        for kind in run.kinds
        if KINDS[kind].in_bulk and (pk, kind) not in made and BENCH_NOTICES.get(kind) in (None, case.composition)
    ]
    drawn = draw_up_many(requests, by=by, at=at, run=run) if requests else []
    # A draft of before, perhaps edited, is issued as it stands and belongs to this run's print.
    waiting = [paper for paper in standing if paper.status == ("signed" if KINDS[paper.kind].formal else "draft")]
    Paper.objects.filter(pk__in=[paper.pk for paper in waiting]).update(run=run)
    issue_many([*waiting, *drawn], by=by, at=at)
