"""Sessions (调解会): appointed without double booking, cancelled, recorded, and the record confirmed."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Litigant
from tianping.cases.permissions import Looker
from tianping.intake.mediation.actions.consenting import NOTIFY
from tianping.intake.mediation.actions.mediating import mediator_of
from tianping.intake.mediation.actions.signing import (
    Signature,
    SignedSheet,
    as_columns,
    checked,
    on_paper,
    signers_of,
)
from tianping.intake.mediation.actions.telling import BY_ONESELF, moment_words, tell_appointed, tell_cancelled
from tianping.intake.mediation.models import RecordSignature, Referral, Session
from tianping.intake.mediation.permissions import check_can_run
from tianping.intake.mediation.queries import accepted_at, last_day_of, record_wording, sessions_of
from tianping.kernel import audit, moves
from tianping.kernel.clock import CHINA, china_day
from tianping.kernel.refusals import Overtaken, Refused
from tianping.law.wording import chinese_date

SHORTEST, LONGEST = 15, 480
FIRST_HOUR, LAST_HOUR = datetime.time(8), datetime.time(20)


@dataclass(frozen=True)
class SessionDraft:
    """A session that is wanted: when, for how many minutes, how, where; who mediates, where somebody else writes it."""

    starts: datetime.datetime
    minutes: int
    way: Session.Way
    place: str = ""
    mediator_id: int | None = None


@dataclass(frozen=True)
class SessionRecord:
    """What is written down of a session: who took part, what was said, what both sides do not dispute."""

    present: Sequence[int]
    minutes: str
    undisputed: str = ""


@transaction.atomic
def appoint_session(referral: Referral, draft: SessionDraft, *, by: User, at: datetime.datetime) -> Session:
    """Appoint a session (约定调解时间); the litigants read it on their pages. Nobody mediates two at once.

    Raises Refused before the mediation was accepted, for what is past, beyond the term (特邀调解规定第二十七条) or the
    hours of the day, for a place that is missing or that nobody goes to, and for a time that is taken.
    """
    check_can_run(by, [referral.pk])
    referral = Referral.objects.select_for_update(of=("self",)).select_related("case").get(pk=referral.pk)
    moves.require_state(referral, "accepted", sentence="接受以后、调解结束以前，才能约定调解时间。")
    _check(draft, last_day=last_day_of(referral), at=at)
    made = _appointed(referral, draft, by=by, at=at)
    moves.begin_many(Session.machine, [made.pk], by=by, at=at, verb="appoint")
    matter_id, day = referral.case.matter_id, china_day(at)
    where = f"，{draft.place.strip()}" if draft.place.strip() else ""
    line = f"定于{moment_words(draft.starts)}调解：{draft.way.label}{where}。"
    case_actions.note_many([(matter_id, referral.case_id, line)], by=by, at=at, for_litigants=True)
    case_actions.stop_clocks([matter_id], [NOTIFY], on=day, cause="已通知调解时间", by=by)
    tell_appointed(made, by=by, at=at)
    return made


@transaction.atomic
def cancel_session(session: Session, reason: str, *, by: User, at: datetime.datetime) -> None:
    """Cancel a session (取消调解), with the reason that the litigants read; its time is free again."""
    check_can_run(by, [session.referral_id])
    if not reason.strip():
        raise Refused("请写明取消的原因，当事人会看到。")
    moves.move(session, "cancel", by=by, at=at, reason=reason, cancelled_because=reason.strip())
    case, starts = session.referral.case, session.during.lower
    line = f"{moment_words(starts)}的调解取消：{reason.strip()}"
    case_actions.note_many([(case.matter_id, case.pk, line[:300])], by=by, at=at, for_litigants=True)
    tell_cancelled([session], f"取消，原因请{BY_ONESELF}查看", by=by, at=at)


@transaction.atomic
def record_session(session: Session, record: SessionRecord, *, by: User, at: datetime.datetime) -> None:
    """Write down a session (调解笔录): once it has begun; those who took part confirm it on their own pages."""
    check_can_run(by, [session.referral_id])
    if session.during.lower > at:
        raise Refused(f"该次调解约定在{moment_words(session.during.lower)}，开始以后才能记录。")
    _recorded(session, record, by=by, at=at)


@transaction.atomic
def record_held(
    referral: Referral, draft: SessionDraft, record: SessionRecord, *, by: User, at: datetime.datetime
) -> Session:
    """Write down a session that nobody had appointed (登记已经进行的调解): held on the spot, or by a call.

    Also after the mediation has ended. Raises Refused before it was accepted, for a time outside of it, for one that is
    not over, and for what ``record_session`` refuses.
    """
    check_can_run(by, [referral.pk])
    referral = Referral.objects.select_for_update(of=("self",)).select_related("case").get(pk=referral.pk)
    _check_held(referral, draft, at=at)
    made = _appointed(referral, draft, by=by, at=at, taken="另有一场调解，请核对日期、开始时间和时长。")
    moves.begin_many(Session.machine, [made.pk], by=by, at=at, verb="note")
    case_actions.stop_clocks([referral.case.matter_id], [NOTIFY], on=china_day(at), cause="已调解", by=by)
    _recorded(made, record, by=by, at=at)
    return made


def _recorded(session: Session, record: SessionRecord, *, by: User, at: datetime.datetime) -> None:
    if not record.minutes.strip():
        raise Refused("请写明调解的经过。")
    theirs = set(
        Litigant.objects.filter(matter__cases=session.referral.case_id, pk__in=list(record.present)).values_list(
            "pk", flat=True
        )
    )
    if not theirs or theirs != set(record.present):
        raise Refused("请选择参加调解的当事人，至少一名。")
    moves.move(
        session,
        "hold",
        by=by,
        at=at,
        present=sorted(theirs),
        minutes=record.minutes.strip(),
        undisputed=record.undisputed.strip(),
        recorded_at=at,
        recorded_by=by,
    )
    case = session.referral.case
    confirm = "请参加调解的当事人核对笔录。" if record.undisputed.strip() else ""
    line = f"{chinese_date(china_day(session.during.lower))}已调解一次。{confirm}"
    case_actions.note_many([(case.matter_id, case.pk, line)], by=by, at=at, for_litigants=True)


@transaction.atomic
def confirm_record(looker: Looker, session_id: int, signature: Signature, *, at: datetime.datetime) -> None:
    """A litigant who took part confirms the record and what is undisputed (核对确认笔录, 在线调解规则第二十二条)."""
    session = next((each for each in sessions_of(looker.case) if each.pk == session_id), None)
    if session is None or looker.litigant.pk not in session.present:
        raise Refused("您没有参加该次调解，不需要确认笔录。")
    moves.require_state(session, "held", sentence="该次调解还没有笔录。")
    columns = as_columns(signature, checked(signature, looker, at=at), record_wording(session))
    _confirmed(session, looker.litigant, columns, by=looker.user, at=at)


@transaction.atomic
def take_record_signatures(session: Session, sheet: SignedSheet, *, by: User, at: datetime.datetime) -> None:
    """Whoever took part signed the printed record (纸质笔录签名); whoever runs the mediation keeps it and its scan."""
    check_can_run(by, [session.referral_id])
    moves.require_state(session, "held", sentence="该次调解还没有笔录，请先保存笔录再打印、签名。")
    if not set(sheet.litigants) <= set(session.present):
        raise Refused("只有参加该次调解的当事人才在笔录上签名，请核对。")
    columns = on_paper(sheet, record_wording(session))
    for litigant in signers_of(sheet, session.referral.case.matter_id):
        _confirmed(session, litigant, columns, by=by, at=at)


def _check(draft: SessionDraft, *, last_day: datetime.date, at: datetime.datetime) -> None:
    if draft.starts <= at:
        raise Refused("约定的时间已经过去，请核对日期和时间。")
    if not SHORTEST <= draft.minutes <= LONGEST:
        raise Refused(f"一次调解的时间应当在{SHORTEST}分钟至{LONGEST}分钟之间，请核对。")
    starts, ends = draft.starts.astimezone(CHINA), _end_of(draft).astimezone(CHINA)
    if starts.time() < FIRST_HOUR or ends > datetime.datetime.combine(starts.date(), LAST_HOUR, CHINA):
        raise Refused("调解应当安排在8时至20时之间，请换一个时间，或者缩短时长。")
    if starts.date() > last_day:
        raise Refused(
            f"调解期限到{chinese_date(last_day)}届满，请约定在届满以前；双方同意延长的，请先登记延长调解期限。"
        )
    _check_place(draft)


def _check_held(referral: Referral, draft: SessionDraft, *, at: datetime.datetime) -> None:
    accepted = accepted_at(referral)
    if accepted is None:
        raise Refused("接受以后，才能登记进行过的调解。")
    day = china_day(draft.starts)
    if referral.ended_on is not None and day > referral.ended_on:
        raise Refused(f"调解已经于{chinese_date(referral.ended_on)}结束，进行的日期不能在此以后，请核对。")
    if not 1 <= draft.minutes <= LONGEST:
        raise Refused(f"一次调解的时间不超过{LONGEST}分钟，请核对。")
    # A time is typed to the minute.
    if draft.starts < accepted.replace(second=0, microsecond=0):
        raise Refused(f"{moment_words(accepted)}才接受调解，进行的时间不能在此以前，请核对日期和开始时间。")
    if _end_of(draft) > at:
        raise Refused("这次调解还没有进行完，请核对日期、开始时间和时长；以后才进行的，请约定调解时间。")
    _check_place(draft)


def _check_place(draft: SessionDraft) -> None:
    if draft.way == Session.Way.ON_SITE and not draft.place.strip():
        raise Refused("现场调解的，请写明地点（《人民法院在线调解规则》第十六条）。")
    if draft.way != Session.Way.ON_SITE and draft.place.strip():
        raise Refused("视频调解、电话调解没有地点，请清空“地点”，或者改选“现场调解”。")


def _end_of(draft: SessionDraft) -> datetime.datetime:
    return draft.starts + datetime.timedelta(minutes=draft.minutes)


def _confirmed(
    session: Session, litigant: Litigant, columns: dict[str, object], *, by: User | None, at: datetime.datetime
) -> None:
    try:
        with transaction.atomic():
            RecordSignature.objects.create(session=session, litigant=litigant, at=at, by=by, **columns)
    except IntegrityError:
        raise Overtaken(f"{litigant.name}已经确认过这份笔录。") from None
    audit.record("session.confirm", f"session:{session.pk}", by=by, at=at, litigant=litigant.pk)


def _appointed(
    referral: Referral,
    draft: SessionDraft,
    *,
    by: User,
    at: datetime.datetime,
    taken: str = "已经约定了另一场调解，请换一个时间。",
) -> Session:
    mediator = mediator_of(referral, draft.mediator_id, by)
    try:
        with transaction.atomic():
            return Session.objects.create(
                referral=referral,
                mediator=mediator,
                during=DateTimeTZRange(draft.starts, _end_of(draft)),
                way=draft.way,
                place=draft.place.strip(),
                appointed_at=at,
                appointed_by=by,
            )
    except IntegrityError:
        who = "您" if mediator == by else f"调解员{mediator.full_name}"
        raise Refused(f"{who}在这个时间{taken}") from None
