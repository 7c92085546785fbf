"""Drawing papers up (拟稿), and discarding drafts."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases.models import Case
from tianping.kernel import moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.wording import chinese_numeral
from tianping.papers.documents.benches import bench_named
from tianping.papers.documents.casefiles import CaseFile, read_case_files
from tianping.papers.documents.kinds import ENDING_RULINGS, ENFORCEMENT_RULINGS, KINDS, Kind, sides_of
from tianping.papers.documents.models import FORMAL, Paper, PrintRun
from tianping.papers.documents.paragraphs import to_json
from tianping.papers.documents.permissions import check_can_draw_up
from tianping.papers.documents.wording import Order, compose

# A case of preservation before a suit has no other decision: its ruling bears the plain number.
PRESERVATION_CASE = "财保"
OPEN = ("draft", "proofread", "signed")
Key = tuple[int, str, str, int | None]


@dataclass(frozen=True)
class PaperRequest:
    """A paper that is wanted. ``facts``: what the case does not hold (docs of each kind: ``wording``).

    Without an addressee, a kind that is addressed to litigants is drawn up once for each of those it concerns.
    """

    case_id: int
    kind: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    addressee_id: int | None = None
    variant: str = ""


@transaction.atomic
def draw_up_many(
    requests: Sequence[PaperRequest], *, by: User, at: datetime.datetime, run: PrintRun | None = None
) -> list[Paper]:
    """Draw papers up (拟制文书), in a constant number of statements.

    An open notice of the same kind to the same person is drawn up anew; an open decision is not touched: it is
    refused until somebody discards it. Raises Refused where a paper lacks what it cannot do without.
    """
    cases = locked({request.case_id for request in requests})
    _check_kinds(requests)
    check_can_draw_up(by, cases, _kinds_by_case(requests))
    return drawn(requests, cases, by=by, at=at, run=run)


def drawn(
    requests: Sequence[PaperRequest],
    cases: Mapping[int, Case],
    *,
    by: User,
    at: datetime.datetime,
    run: PrintRun | None = None,
) -> list[Paper]:
    """The papers of cases that are locked; whoever draws them up has been checked."""
    day = china_day(at)
    files = read_case_files(list(cases), on=day)
    wanted = [each for request in requests for each in _addressed(request, files[request.case_id])]
    standing = _standing(cases, {request.kind for request in requests})
    _clear(wanted, standing, by=by, at=at)
    numbers = _Numbers(cases)
    drafts = [_draft(request, files[request.case_id], numbers, standing, by=by, at=at, run=run) for request in wanted]
    papers = Paper.objects.bulk_create(drafts)
    moves.begin_many(Paper.machine, [paper.pk for paper in papers], by=by, at=at, verb="draw_up")
    return papers


def draw_up(request: PaperRequest, *, by: User, at: datetime.datetime) -> Paper:
    """Draw up one paper; a request that makes several is refused."""
    with transaction.atomic():
        papers = draw_up_many([request], by=by, at=at)
        if len(papers) != 1:
            raise Refused("这种文书每名当事人一份，请选择当事人。")
    return papers[0]


@transaction.atomic
def discard(paper: Paper, reason: str, *, by: User, at: datetime.datetime) -> None:
    """Give up a paper that was not issued (作废); it stays in the record and its number becomes free."""
    if not reason.strip():
        raise Refused("请写明作废的原因。")
    check_can_draw_up(by, {paper.case_id: paper.case}, {paper.case_id: {paper.kind}})
    moves.move(paper, "discard", by=by, at=at, reason=reason.strip())


def open_kinds(cases: Iterable[int]) -> set[Key]:
    """What was drawn up or issued in these cases already."""
    live = Paper.objects.filter(case_id__in=list(cases)).exclude(status="discarded")
    return set(live.values_list("case_id", "kind", "variant", "addressee_id"))


def locked(case_ids: set[int]) -> dict[int, Case]:
    """The cases, locked in one order, so that two makers number and clear one after the other."""
    cases = Case.objects.select_for_update().filter(pk__in=case_ids).order_by("pk")
    found = {case.pk: case for case in cases}
    if len(found) != len(case_ids):
        raise Refused("所选案件中有的已经不存在，请刷新页面。")
    return found


def _check_kinds(requests: Sequence[PaperRequest]) -> None:
    for request in requests:
        if request.kind not in KINDS:
            raise Refused("没有这种文书，请重新选择。")


def _kinds_by_case(requests: Sequence[PaperRequest]) -> dict[int, set[str]]:
    kinds: dict[int, set[str]] = {}
    for request in requests:
        kinds.setdefault(request.case_id, set()).add(request.kind)
    return kinds


def _addressed(request: PaperRequest, file: CaseFile) -> list[PaperRequest]:
    kind = KINDS[request.kind]
    if request.addressee_id is not None:
        if file.litigant(request.addressee_id) is None:
            raise Refused(f"受文人不是{file.case.number}的当事人，请重新选择。")
        return [request]
    if not kind.sides:
        return [request]
    return [
        PaperRequest(request.case_id, request.kind, request.facts, litigant.pk, request.variant)
        for litigant in file.side(*sides_of(kind, file.case.type_code))
    ]


def _standing(cases: Mapping[int, Case], kinds: set[str]) -> dict[Key, Paper]:
    """The newest live paper of each kind to each person."""
    live = Paper.objects.filter(case_id__in=cases, kind__in=kinds).exclude(status="discarded").order_by("pk")
    return {(each.case_id, each.kind, each.variant, each.addressee_id): each for each in live}


def _key(request: PaperRequest) -> Key:
    return request.case_id, request.kind, request.variant, request.addressee_id


def _clear(wanted: Sequence[PaperRequest], standing: dict[Key, Paper], *, by: User, at: datetime.datetime) -> None:
    in_the_way = [paper for request in wanted if (paper := standing.get(_key(request))) and paper.status in OPEN]
    for paper in in_the_way:
        if paper.kind in FORMAL:
            title = KINDS[paper.kind].named(paper.variant)
            raise Refused(f"{paper.case.number}已有一份未制发的{title}，请继续办理，或者先作废再重新拟制。")
    if in_the_way:
        ids = [paper.pk for paper in in_the_way]
        moves.move_many(Paper, ids, "discard", by=by, at=at, reason="重新拟制")
        for paper in in_the_way:
            standing[paper.case_id, paper.kind, paper.variant, paper.addressee_id] = paper


def _draft(
    request: PaperRequest,
    file: CaseFile,
    numbers: "_Numbers",
    standing: Mapping[Key, Paper],
    *,
    by: User,
    at: datetime.datetime,
    run: PrintRun | None,
) -> Paper:
    kind = KINDS[request.kind]
    number = numbers.take(file.case, kind, request.variant)
    order = Order(kind, request.variant, number, file, file.litigant(request.addressee_id), request.facts)
    before = standing.get(_key(request))
    return Paper(
        case=file.case,
        kind=kind.code,
        variant=request.variant,
        number=number,
        addressee_id=request.addressee_id,
        facts={**request.facts, **bench_named(kind.code, file)},
        body=to_json(compose(order)),
        drawn_at=at,
        drawn_by=by,
        replaces=before if before is not None and before.status == "issued" and not kind.formal else None,
        run=run,
    )


class _Numbers:
    """The numbers of papers: the case's own; a further decision in it is numbered 之一, 之二 …

    A decision that ends the case bears the plain number.
    """

    def __init__(self, cases: Mapping[int, Case]) -> None:
        taken = Paper.objects.filter(case_id__in=cases, kind__in=FORMAL).exclude(status="discarded")
        self._taken = set(taken.values_list("number", flat=True))

    def take(self, case: Case, kind: Kind, variant: str) -> str:
        if not kind.formal:
            return case.number
        alone = variant in (*ENDING_RULINGS, *ENFORCEMENT_RULINGS) or case.type_code == PRESERVATION_CASE
        ends = kind.code != "ruling" or alone
        number = case.number
        place = 0
        while number in self._taken or (place == 0 and not ends):
            place += 1
            number = f"{case.number}之{chinese_numeral(place)}"
        self._taken.add(number)
        return number
