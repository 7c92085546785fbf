"""Stretches that do not count in the trial limit (不计入审限的期间)."""

import datetime
from dataclasses import dataclass

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Case
from tianping.cases.queries import GROUNDS
from tianping.kernel import moves
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law.laws import CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION, cite
from tianping.trial.hearings.actions.conversions import running_limit_of
from tianping.trial.hearings.models import Interruption
from tianping.trial.hearings.permissions import check_can_keep

TRACK, GROUND = Case.Track, Interruption.Ground


@dataclass(frozen=True)
class Stretch:
    """A stretch that begins: why, what about, what proves it; an appraisal (鉴定) names its institution."""

    ground: str
    what: str
    first_day: datetime.date
    papers: str
    institution: str = ""


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
        running_limit_of(interruption.case),
        first_day=interruption.first_day,
        next_day=next_day,
        why=ground.words,
        because=ground.cited(china_day(at)),
        by=by,
        at=at,
    )
