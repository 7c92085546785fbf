"""The bench of a case: who sits, who serves it, who is responsible, and who must not sit."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.cases.models import Case, Clock, Conflict, Seat, Suspension
from tianping.kernel import audit
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused


@dataclass(frozen=True)
class SeatDraft:
    """Who is to sit where."""

    case_id: int
    user_id: int
    role: Seat.Role


@transaction.atomic
def seat_many(drafts: Sequence[SeatDraft], *, by: User | None, at: datetime.datetime) -> list[Seat]:
    """Seat people in cases (确定审判组织成员) from the day of ``at``; SQL refuses a second seat for one person."""
    day = china_day(at)
    seats = Seat.objects.bulk_create(
        [
            Seat(case_id=draft.case_id, user_id=draft.user_id, role=draft.role, since=day, seated_by=by)
            for draft in drafts
        ]
    )
    facts = [
        audit.Fact("case.seat", f"case:{draft.case_id}", {"person": draft.user_id, "role": str(draft.role)})
        for draft in drafts
    ]
    audit.record_many(facts, by=by, at=at)
    return seats


@transaction.atomic
def unseat_many(seat_ids: Sequence[int], *, by: User | None, at: datetime.datetime) -> None:
    """End seats that are held now (更换审判组织成员) on the day of ``at``."""
    held = Seat.objects.select_for_update().filter(pk__in=seat_ids, until__isnull=True).order_by("pk")
    facts = [
        audit.Fact("case.unseat", f"case:{seat.case_id}", {"person": seat.user_id, "role": seat.role}) for seat in held
    ]
    held.update(until=china_day(at), ended_by=by)
    audit.record_many(facts, by=by, at=at)


@transaction.atomic
def make_responsible(cases: Mapping[int, Sequence[int]], *, by: User | None, at: datetime.datetime) -> None:
    """Give cases their responsible judge (承办法官): user id → case ids. The running clocks of the bench go along."""
    for user_id, case_ids in cases.items():
        Case.objects.filter(pk__in=case_ids).update(responsible_id=user_id)
        Clock.objects.filter(
            case_id__in=case_ids, stopped_on__isnull=True, owner_post__in=[Post.DIVISION_HEAD, Post.JUDGE]
        ).update(owner_id=user_id, owner_post=Post.JUDGE)
    facts = [
        audit.Fact("case.assign", f"case:{case_id}", {"person": user_id})
        for user_id, case_ids in cases.items()
        for case_id in case_ids
    ]
    audit.record_many(facts, by=by, at=at)


@transaction.atomic
def release_responsible(case: Case, *, by: User | None, at: datetime.datetime) -> None:
    """A case has no responsible judge until one is drawn; its clocks go back to the head of the division."""
    left = case.responsible_id
    Case.objects.filter(pk=case.pk).update(responsible=None)
    Clock.objects.filter(case=case, stopped_on__isnull=True, owner_id=left, owner_post=Post.JUDGE).update(
        owner=None, owner_post=Post.DIVISION_HEAD
    )
    audit.record("case.release", f"case:{case.pk}", by=by, at=at, person=left)
    case.refresh_from_db()


@transaction.atomic
def suspend(case: Case, user: User, *, by: User | None, at: datetime.datetime) -> None:
    """Somebody takes no part in a case for now (暂停参与本案工作)."""
    Suspension.objects.get_or_create(case=case, user=user, until=None, defaults={"since": at})
    audit.record("case.suspend", f"case:{case.pk}", by=by, at=at, person=user.pk)


@transaction.atomic
def resume(case: Case, user: User, *, by: User | None, at: datetime.datetime) -> None:
    """They take part again, or have left the case."""
    if Suspension.objects.filter(case=case, user=user, until__isnull=True).update(until=at):
        audit.record("case.resume", f"case:{case.pk}", by=by, at=at, person=user.pk)


@transaction.atomic
def note_conflict(
    user: User, litigant_name: str, reason: str, *, by: User | None, at: datetime.datetime, identity_number: str = ""
) -> Conflict:
    """Write down why a person must not sit in cases of a litigant (民事诉讼法第四十七条); the draw reads it."""
    name, reason = litigant_name.strip(), reason.strip()
    if not name or not reason:
        raise Refused("请写明当事人的姓名或者名称，以及应当回避的情形。")
    known, is_new = Conflict.objects.get_or_create(
        user=user,
        litigant_name=name,
        identity_number=identity_number.strip(),
        lifted_on=None,
        defaults={"reason": reason, "noted_at": at, "noted_by": by},
    )
    if is_new:
        audit.record("conflict.note", f"person:{user.pk}", by=by, at=at, conflict=known.pk)
    return known


@transaction.atomic
def lift_conflict(conflict: Conflict, *, by: User, at: datetime.datetime) -> None:
    """A conflict of interest stands no longer (回避情形消失)."""
    changed = Conflict.objects.filter(pk=conflict.pk, lifted_on__isnull=True).update(
        lifted_on=china_day(at), lifted_by=by
    )
    if changed:
        audit.record("conflict.lift", f"person:{conflict.user_id}", by=by, at=at, conflict=conflict.pk)
