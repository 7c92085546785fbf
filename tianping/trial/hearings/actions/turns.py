"""What changes the way of a case: another procedure with its consequences, and stretches that do not count."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Clock, ClockExclusion, Litigant
from tianping.cases.queries import GROUNDS
from tianping.intake.triage.actions import TRIAL_LIMIT_OF, trial_limit_start
from tianping.kernel import audit, moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law.benches import SOLE_ORDINARY_SINCE
from tianping.law.laws import CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION, cite
from tianping.law.trial_limits import trial_limit
from tianping.money.fees.actions import charge_shortfall
from tianping.papers.documents.actions import PaperRequest, draw_up_many
from tianping.trial.hearings.models import Conversion, Interruption
from tianping.trial.hearings.permissions import check_can_convert, check_can_keep

TRACK, GROUND = Case.Track, Interruption.Ground
UPWARDS = {TRACK.SMALL_CLAIMS: (TRACK.SIMPLE, TRACK.ORDINARY), TRACK.SIMPLE: (TRACK.ORDINARY,)}


@dataclass(frozen=True)
class Turn:
    """Into which procedure a case goes, who is to sit, and why."""

    track: Case.Track
    composition: Case.Composition
    reason: str


@dataclass(frozen=True)
class Stretch:
    """A stretch that begins: why, what about, what proves it; an appraisal (鉴定) names its institution."""

    ground: str
    what: str
    first_day: datetime.date
    papers: str
    institution: str = ""


@transaction.atomic
def convert(case: Case, turn: Turn, *, by: User, at: datetime.datetime) -> Conversion:
    """Bring a case into another procedure (转换审理程序, 民诉法第一百七十条、解释第二百五十八条、第二百七十八条).

    The trial limit counts on from the filing day with the days excluded so far; the missing half of the fee is billed;
    a ruling is drawn up where the case becomes ordinary. A case for a panel waits for its draw.
    Raises Refused for any other direction and once the limit has run out.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_can_convert(by, case)
    day = china_day(at)
    limit = _running_limit(case)
    _check_turn(case, turn, limit, on=day)
    if turn.track == TRACK.ORDINARY:
        draw_up_many(
            [PaperRequest(case.pk, "ruling", {"reason": turn.reason.strip()}, variant="conversion")], by=by, at=at
        )
    old = limit.period_id
    new = _run_on(case, limit, turn, by=by, at=at)
    case_actions.set_tracks({(turn.track, turn.composition, case.fast_team): [case.pk]})
    owed = charge_shortfall(case, _payer(case), by=by, at=at) if turn.track == TRACK.ORDINARY else None
    answer = trial_limit(new.period_id, case.filed_on, on=day, converted_from=old)
    made = Conversion.objects.create(
        case=case,
        from_track=case.track,
        to_track=turn.track,
        to_composition=turn.composition,
        reason=turn.reason.strip(),
        because=list(answer.because),
        fee_due_fen=owed.amount_fen if owed else 0,
        limit_before=limit.nominal_due,
        limit_after=new.nominal_due,
        at=at,
        by=by,
    )
    line = f"本案转为{turn.track.label}（{turn.composition.label}）审理，审理期限自立案之日连续计算。"
    case_actions.note_many([(case.matter_id, case.pk, line)], by=by, at=at, for_litigants=True)
    audit.record("case.convert", f"case:{case.pk}", by=by, at=at, track=str(turn.track))
    return made


def _running_limit(case: Case) -> Clock:
    limit = Clock.objects.filter(case=case, period_id__in=list(TRIAL_LIMIT_OF.values()), stopped_on__isnull=True)
    found = limit.select_for_update().first()
    if found is None:
        raise Refused("本案没有正在计算的审理期限，不能转换程序，请先核对期限。")
    return found


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


def _run_on(case: Case, limit: Clock, turn: Turn, *, by: User, at: datetime.datetime) -> Clock:
    """The new procedure's limit from the filing day, with the days that were excluded from the old one."""
    day = china_day(at)
    case_actions.stop_clocks([case.matter_id], [limit.period_id], on=day, cause="转换审理程序", by=by)
    (new,) = case_actions.start_clocks([trial_limit_start(case, turn.track)], on=day)
    for each in ClockExclusion.objects.filter(clock=limit).order_by("pk"):
        case_actions.exclude_days(
            new, first_day=each.first_day, next_day=each.next_day, why=each.why, because=each.because, by=by, at=at
        )
    new.refresh_from_db()
    return new


def _payer(case: Case) -> str:
    names = Litigant.objects.filter(matter=case.matter_id, role="plaintiff").order_by("position")
    return "、".join(names.values_list("name", flat=True))[:120]


@transaction.atomic
def begin_interruption(case: Case, stretch: Stretch, *, by: User, at: datetime.datetime) -> Interruption:
    """A stretch begins that does not count in the limit (鉴定、公告、管辖异议、中止诉讼等).

    Raises Refused where the procedure does not know it: no public notice in simple procedure (解释第一百四十条),
    no appraisal in small claims (民诉法第一百六十六条); the case goes over to another procedure first.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_can_keep(by, [case])
    day = china_day(at)
    _check_stretch(case, stretch, on=day)
    if Interruption.objects.filter(case=case, ground=stretch.ground, status="running").exists():
        raise Overtaken(f"本案正在{GROUND(stretch.ground).label}，尚未结束。")
    made = Interruption.objects.create(
        case=case,
        ground=stretch.ground,
        what=stretch.what.strip(),
        first_day=stretch.first_day,
        papers=stretch.papers.strip(),
        institution=stretch.institution.strip(),
        begun_at=at,
        begun_by=by,
    )
    moves.begin_many(Interruption.machine, [made.pk], by=by, at=at)
    line = f"{GROUND(stretch.ground).label}开始，此期间不计入审理期限。"
    case_actions.note_many([(case.matter_id, case.pk, line)], by=by, at=at, for_litigants=True)
    return made


def _check_stretch(case: Case, stretch: Stretch, *, on: datetime.date) -> None:
    if not stretch.what.strip() or not stretch.papers.strip():
        raise Refused("请写明具体事由和凭据。")
    if stretch.first_day > on or stretch.first_day < case.filed_on:
        raise Refused("开始之日应当在立案之后、今天之前，请核对日期。")
    if stretch.ground == GROUND.APPRAISAL and not stretch.institution.strip():
        raise Refused("请写明鉴定机构。")
    if stretch.ground == GROUND.APPRAISAL and case.track == TRACK.SMALL_CLAIMS:
        article = cite(CIVIL_PROCEDURE, 166, on, item=3).text
        raise Refused(f"需要鉴定的案件不适用小额诉讼程序（{article}），请先转换审理程序。")
    if stretch.ground == GROUND.ANNOUNCEMENT and case.track != TRACK.ORDINARY:
        article = cite(CIVIL_PROCEDURE_INTERPRETATION, 140, on).text
        raise Refused(f"适用简易程序的案件不适用公告送达（{article}），请先转为普通程序。")


@transaction.atomic
def end_interruption(
    interruption: Interruption, next_day: datetime.date, papers: str, *, by: User, at: datetime.datetime
) -> None:
    """The stretch is over; its days leave the trial limit, ``next_day`` counts again (恢复计算)."""
    check_can_keep(by, [interruption.case])
    if not papers.strip():
        raise Refused("请写明结束的凭据，例如鉴定意见书的文号。")
    if next_day <= interruption.first_day:
        raise Refused("恢复计算之日应当晚于开始之日，请核对日期。")
    moves.move(
        interruption, "end", by=by, at=at, next_day=next_day, end_papers=papers.strip(), ended_at=at, ended_by=by
    )
    ground = GROUNDS[interruption.ground]
    case_actions.exclude_days(
        _running_limit(interruption.case),
        first_day=interruption.first_day,
        next_day=next_day,
        why=ground.words,
        because=ground.cited(china_day(at)),
        by=by,
        at=at,
    )
