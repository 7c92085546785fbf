"""Keeping the plan: put a hearing elsewhere, give it up; places and absences."""

import datetime
from dataclasses import replace

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from tianping.accounts.models import User
from tianping.accounts.permissions import check_may
from tianping.cases import actions as case_actions
from tianping.cases.models import Case
from tianping.kernel import audit, moves
from tianping.kernel.clock import CHINA, china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law.wording import chinese_date
from tianping.trial.scheduling.actions.engaging import release
from tianping.trial.scheduling.actions.fixing import NOTICE_OF_HEARING, Draft, fix
from tianping.trial.scheduling.models import Absence, Engagement, Hearing, Place
from tianping.trial.scheduling.permissions import KEEP_PLACES, check_can_note_absence, check_can_plan
from tianping.trial.scheduling.queries.engaged import user_key

CLOSED = "本案已经结案"


@transaction.atomic
def reschedule(hearing: Hearing, draft: Draft, reason: str, *, by: User, at: datetime.datetime) -> Hearing:
    """Put a hearing elsewhere (改期), with the reason; new summonses go out."""
    check_can_plan(by, [hearing.case])
    _give_up(hearing, "reschedule", reason, by=by, at=at)
    return fix(replace(draft, case_id=hearing.case_id, replaces_id=hearing.pk), by=by, at=at)


@transaction.atomic
def cancel(hearing: Hearing, reason: str, *, by: User, at: datetime.datetime) -> None:
    """Give a hearing up (取消开庭), with the reason; the case waits for another."""
    check_can_plan(by, [hearing.case])
    _give_up(hearing, "cancel", reason, by=by, at=at)
    case = hearing.case
    line = (case.matter_id, case.pk, f"原定{_when(hearing)}的开庭已取消：{reason.strip()}。"[:300])
    case_actions.note_many([line], by=by, at=at, for_litigants=True)
    told = f"原定{_when(hearing)}的开庭已经取消，请等候本院另行通知。"
    case_actions.message_everybody([(f"hearing:{hearing.pk}:cancelled", case, told)], by=by, at=at)


def hear_case_closed(*, at: datetime.datetime, case_id: int, way: str) -> None:
    """A case was closed: a hearing that lies ahead is given up. Safe to repeat."""
    with transaction.atomic():
        for hearing in Hearing.objects.filter(case=case_id, status="fixed").select_related("case"):
            _give_up(hearing, "cancel", f"{CLOSED}（{Case.ClosingWay(way).label}）", by=None, at=at)


def _give_up(hearing: Hearing, verb: str, reason: str, *, by: User | None, at: datetime.datetime) -> None:
    if not reason.strip():
        raise Refused("请写明改期或者取消的原因。")
    moves.move(hearing, verb, by=by, at=at, reason=reason.strip(), ended_because=reason.strip())
    release([hearing.pk])
    case_actions.stop_clocks(
        [hearing.case.matter_id], [NOTICE_OF_HEARING], on=china_day(at), cause="开庭改期或者取消", by=by
    )


@transaction.atomic
def enter_place(name: str, address: str, travel_minutes: int, *, by: User, at: datetime.datetime) -> Place:
    """Enter a courtroom or a place of circuit hearings (登记法庭、巡回审判点)."""
    check_may(by, KEEP_PLACES)
    if not name.strip():
        raise Refused("请填写地点名称。")
    try:
        with transaction.atomic():
            place = Place.objects.create(
                name=name.strip(),
                address=address.strip(),
                travel_minutes=travel_minutes,
                entered_at=at,
                entered_by=by,
            )
    except IntegrityError:
        raise Refused(f"已有名为“{name.strip()}”的地点，请直接使用，或者换一个名称。") from None
    audit.record("place.enter", f"place:{place.pk}", by=by, at=at)
    return place


@transaction.atomic
def close_place(place: Place, *, by: User, at: datetime.datetime) -> None:
    """A place is no longer used (停用); refused while a hearing is fixed there."""
    check_may(by, KEEP_PLACES)
    locked = Place.objects.select_for_update().get(pk=place.pk)
    ahead = Hearing.objects.filter(place=locked, status="fixed").count()
    if ahead:
        raise Refused(f"该地点还有{ahead}件待开庭的案件，请先改期。")
    if Place.objects.filter(pk=locked.pk, closed_at__isnull=True).update(closed_at=at, closed_by=by):
        audit.record("place.close", f"place:{locked.pk}", by=by, at=at)


@transaction.atomic
def note_absence(
    user: User, first_day: datetime.date, last_day: datetime.date, reason: str, *, by: User, at: datetime.datetime
) -> Absence:
    """Note that somebody of the court is away (登记请假、外出): no hearing of theirs can be fixed for these days.

    Refused while one of their hearings is fixed for them.
    """
    check_can_note_absence(by, user.pk)
    if not reason.strip():
        raise Refused("请写明原因，例如“年休假”。")
    if last_day < first_day:
        raise Refused("结束日期不能早于开始日期。")
    absence = Absence.objects.create(
        user=user, first_day=first_day, last_day=last_day, reason=reason.strip(), noted_at=at, noted_by=by
    )
    span = DateTimeTZRange(
        datetime.datetime.combine(first_day, datetime.time.min, CHINA),
        datetime.datetime.combine(last_day + datetime.timedelta(days=1), datetime.time.min, CHINA),
    )
    row = Engagement(absence=absence, key=user_key(user.pk), who=user.full_name, span=span, reach=span)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Overtaken(_taken_already(user, span)) from None
    audit.record("absence.note", f"person:{user.pk}", by=by, at=at, absence=absence.pk)
    return absence


@transaction.atomic
def withdraw_absence(absence: Absence, *, by: User, at: datetime.datetime) -> None:
    """Somebody is not away after all (销假)."""
    check_can_note_absence(by, absence.user_id)
    rows = Absence.objects.filter(pk=absence.pk, withdrawn_at__isnull=True)
    if rows.update(withdrawn_at=at, withdrawn_by=by):
        Engagement.objects.filter(absence=absence).update(is_live=False)
        audit.record("absence.withdraw", f"person:{absence.user_id}", by=by, at=at, absence=absence.pk)


def _taken_already(user: User, span: DateTimeTZRange) -> str:
    rows = Engagement.objects.filter(key=user_key(user.pk), is_live=True, span__overlap=span)
    first = rows.select_related("hearing__case").order_by("span").first()
    if first is not None and first.hearing is not None:
        when = _when(first.hearing)
        return f"{user.full_name}{when}已排{first.hearing.case.number}开庭，请先改期，再登记请假。"
    return f"{user.full_name}在这些日期已有请假、外出的登记，请核对日期。"


def _when(hearing: Hearing) -> str:
    local = hearing.starts.astimezone(CHINA)
    return f"{chinese_date(local.date())}{local:%H:%M}"
