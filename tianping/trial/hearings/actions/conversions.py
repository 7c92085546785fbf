"""Another procedure (转换审理程序): decided by the bench, in force with its ruling, and what follows from it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Clock, Litigant
from tianping.intake.triage import actions as triage_actions
from tianping.intake.triage.queries import running_limit
from tianping.kernel import moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law.benches import SOLE_ORDINARY_SINCE
from tianping.law.laws import CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION, cite
from tianping.money.fees.actions import charge_shortfall
from tianping.papers.documents.actions import PaperRequest, discard, draw_up
from tianping.papers.documents.queries import papers_by_id
from tianping.trial.hearings.models import Conversion
from tianping.trial.hearings.permissions import check_can_convert

TRACK = Case.Track
UPWARDS = {TRACK.SMALL_CLAIMS: (TRACK.SIMPLE, TRACK.ORDINARY), TRACK.SIMPLE: (TRACK.ORDINARY,)}


@dataclass(frozen=True)
class Turn:
    """Into which procedure a case goes, who is to sit, and why."""

    track: Case.Track
    composition: Case.Composition
    reason: str


@transaction.atomic
def convert(case: Case, turn: Turn, *, by: User, at: datetime.datetime) -> Conversion:
    """Bring a case into another procedure (转换审理程序, 民诉法第一百六十九条、第一百七十条、解释第二百五十八条).

    A case that becomes ordinary does so by ruling: the ruling is drawn up, and nothing else changes until it is issued.
    A small claim goes on by simple procedure without one, at once.
    Raises Refused for any other direction, once the limit has run out, and while a ruling is under way already.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_can_convert(by, case)
    day = china_day(at)
    limit = running_limit_of(case)
    _check_turn(case, turn, limit, on=day)
    _give_way(case, by=by, at=at)
    needs_ruling = turn.track == TRACK.ORDINARY
    reason = turn.reason.strip()
    paper = (
        draw_up(PaperRequest(case.pk, "ruling", {"reason": reason}, variant="conversion"), by=by, at=at)
        if needs_ruling
        else None
    )
    made = Conversion.objects.create(
        case=case,
        from_track=case.track,
        to_track=turn.track,
        to_composition=turn.composition,
        reason=reason,
        paper=paper,
        because=_because(TRACK(case.track), turn.track, on=day),
        at=at,
        by=by,
    )
    moves.begin_many(Conversion.machine, [made.pk], by=by, at=at, verb="convert")
    if not needs_ruling:
        _take_effect(made, limit, by=by, at=at)
    return made


def convert_by_law(case: Case, turn: Turn, *, by: User, at: datetime.datetime) -> Conversion:
    """Go on by simple procedure where the law leaves the bench no choice (应当适用简易程序的其他规定审理).

    Whoever records what brought it about has checked who may.
    """
    limit = running_limit_of(case)
    made = Conversion.objects.create(
        case=case,
        from_track=case.track,
        to_track=turn.track,
        to_composition=turn.composition,
        reason=turn.reason[:500],
        because=[str(cite(CIVIL_PROCEDURE_INTERPRETATION, 278, china_day(at), paragraph=1))],
        at=at,
        by=by,
    )
    moves.begin_many(Conversion.machine, [made.pk], by=by, at=at, verb="convert")
    _take_effect(made, limit, by=by, at=at)
    return made


@transaction.atomic
def hear_papers_issued(*, at: datetime.datetime, paper_ids: Sequence[int]) -> None:
    """Rulings were issued: the conversions that they pronounce are in force. Repeating changes nothing."""
    found = Conversion.objects.filter(paper__in=paper_ids, status="ruling").select_related("by").order_by("pk")
    for conversion in found:
        # The case is locked before the conversion, as when one is decided.
        case = Case.objects.select_for_update().get(pk=conversion.case_id)
        conversion.case = case
        if case.status == "open":
            _take_effect(conversion, running_limit_of(case), by=conversion.by, at=at)
        else:
            moves.move(conversion, "drop", by=None, at=at, reason="裁定书制发前本案已经结案")


@transaction.atomic
def drop_conversion(conversion: Conversion, reason: str, *, by: User, at: datetime.datetime) -> None:
    """The bench does not convert after all (不再转换): the ruling that was not issued is discarded, the case stays."""
    case = Case.objects.select_for_update().get(pk=conversion.case_id)
    check_can_convert(by, case)
    if not reason.strip():
        raise Refused("请写明不再转换审理程序的理由。")
    for paper in papers_by_id([conversion.paper_id] if conversion.paper_id else []):
        if paper.status == "issued":
            raise Overtaken("转为普通程序的裁定书已经制发，不能撤回。")
        if paper.status != "discarded":
            discard(paper, reason, by=by, at=at)
    moves.move(conversion, "drop", by=by, at=at, reason=reason.strip())


def running_limit_of(case: Case) -> Clock:
    """The trial limit that runs in a case. Raises Refused where none does."""
    found = running_limit(case)
    if found is None:
        raise Refused("本案没有正在计算的审理期限，请先核对期限。")
    return found


def _give_way(case: Case, *, by: User, at: datetime.datetime) -> None:
    """A conversion whose ruling was discarded is none any more; one whose ruling is under way stands."""
    for earlier in Conversion.objects.filter(case=case, status="ruling"):
        (paper,) = papers_by_id([earlier.paper_id or 0])
        if paper.status != "discarded":
            raise Refused("转为普通程序的裁定书正在办理，制发后即转换；不再转换的，请先撤回。")
        moves.move(earlier, "drop", by=by, at=at, reason="裁定书已经作废")


def _take_effect(conversion: Conversion, limit: Clock, *, by: User, at: datetime.datetime) -> None:
    """Procedure, bench and limit change, the missing half of the fee is billed, the litigants are told."""
    case, day = conversion.case, china_day(at)
    track, composition = TRACK(conversion.to_track), Case.Composition(conversion.to_composition)
    turn = triage_actions.TriageOverride(str(track), str(composition), conversion.reason)
    triage_actions.convert(case, turn, conversion.because, by=by, at=at)
    owed = charge_shortfall(case, _payer(case), by=by, at=at) if track == TRACK.ORDINARY else None
    moves.move(
        conversion,
        "take_effect",
        by=by,
        at=at,
        effective_on=day,
        fee_due_fen=owed.amount_fen if owed else 0,
        limit_before=limit.nominal_due,
        limit_after=running_limit_of(case).nominal_due,
    )
    line = f"本案转为{track.label}（{composition.label}）审理，审理期限自立案之日连续计算。"
    case_actions.note_many([(case.matter_id, case.pk, line)], by=by, at=at, for_litigants=True)


def _because(before: Case.Track, after: Case.Track, *, on: datetime.date) -> list[str]:
    articles = [cite(CIVIL_PROCEDURE, 169, on, paragraph=1) if before == TRACK.SMALL_CLAIMS else None]
    if after == TRACK.ORDINARY:
        articles += [
            cite(CIVIL_PROCEDURE, 170, on) if before == TRACK.SIMPLE else None,
            cite(CIVIL_PROCEDURE_INTERPRETATION, 258, on),
        ]
    return [str(article) for article in articles if article is not None]


def _check_turn(case: Case, turn: Turn, limit: Clock, *, on: datetime.date) -> None:
    if not turn.reason.strip():
        raise Refused("请写明转换审理程序的理由。")
    if turn.track not in UPWARDS.get(TRACK(case.track), ()):
        raise Refused("只能由小额诉讼转为简易程序或者普通程序、由简易程序转为普通程序，请重新选择。")
    if (limit.legal_due or limit.nominal_due) < on:
        article = cite(CIVIL_PROCEDURE_INTERPRETATION, 258, on, paragraph=2).text
        raise Refused(f"转为其他程序的裁定应当在审理期限届满前作出（{article}），本案期限已经届满。")
    sole = turn.composition == Case.Composition.SOLE
    if turn.track == TRACK.SIMPLE and not sole:
        raise Refused("简易程序由审判员一人独任审理，请选择独任。")
    if turn.track == TRACK.ORDINARY and sole and on < SOLE_ORDINARY_SINCE:
        raise Refused("当时的法律不允许独任适用普通程序，请选择合议。")


def _payer(case: Case) -> str:
    names = Litigant.objects.filter(matter=case.matter_id, role="plaintiff").order_by("position")
    return "、".join(names.values_list("name", flat=True))[:120]
