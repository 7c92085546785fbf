"""A circuit day: many hearings opened with who came, many agreements recorded, in a constant number of statements."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from tianping.accounts.models import User
from tianping.cases.models import Case
from tianping.kernel import audit
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Refused
from tianping.law.settlements import Terms
from tianping.law.wording import chinese_date
from tianping.trial.hearings.actions.keeping import CLOSED
from tianping.trial.hearings.actions.opening import RecordDraft, open_records
from tianping.trial.hearings.actions.outcomes import Outcome, closed, settled
from tianping.trial.hearings.models import Attendance, Record, Settlement
from tianping.trial.hearings.permissions import check_can_keep
from tianping.trial.scheduling.queries import ahead_in


@dataclass(frozen=True)
class Held:
    """A hearing that was held, everybody present but those in ``absent`` (litigant id → why).

    Without a ``place`` it was held where it had been planned.
    """

    case_id: int
    place: str = ""
    absent: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Agreed:
    """What was agreed in a hearing whose record is open."""

    record_id: int
    terms: Terms
    way: Settlement.Way = Settlement.Way.PAPER


@transaction.atomic
def hold_many(held: Sequence[Held], *, by: User, at: datetime.datetime) -> list[Record]:
    """Open records of hearings with who came noted and rights told (成批开庭记录); they stay open for the outcome.

    A hearing that was planned began when it had been planned to, at the latest now; one that is planned for a later
    day was not held: Refused.
    """
    records = open_records(_as_planned(held, by=by, at=at), by=by, at=at)
    pks = [record.pk for record in records]
    absent = {litigant: why for each in held for litigant, why in each.absent.items()}
    if any(not why.strip() for why in absent.values()):
        raise Refused("请写明没有到庭的原因。")
    Attendance.objects.filter(record__in=pks).exclude(litigant__in=list(absent), counsel__isnull=True).update(
        appeared=True
    )
    away = list(Attendance.objects.filter(record__in=pks, litigant__in=list(absent), counsel__isnull=True))
    for row in away:
        row.appeared = False
        row.absent_reason = absent[row.litigant_id or 0].strip()
    Attendance.objects.bulk_update(away, ["appeared", "absent_reason"])
    Record.objects.filter(pk__in=pks).update(rights_told_at=at, rights_told_by=by)
    audit.record_many([audit.Fact("hearing.rights", f"hearing_record:{pk}", {}) for pk in pks], by=by, at=at)
    return list(Record.objects.filter(pk__in=pks).select_related("case").order_by("pk"))


def _as_planned(held: Sequence[Held], *, by: User, at: datetime.datetime) -> list[RecordDraft]:
    cases = Case.objects.filter(pk__in=[each.case_id for each in held])
    check_can_keep(by, cases)
    planned, today = ahead_in(cases), china_day(at)
    drafts = []
    for each in held:
        hearing = planned.get(each.case_id)
        if hearing is None:
            drafts.append(RecordDraft(each.case_id, each.place))
            continue
        if (day := china_day(hearing.starts)) > today:
            raise Refused(f"{hearing.case.number}排期在{chinese_date(day)}开庭，还没有到期；提前开庭的，请先改期。")
        place = each.place.strip() or hearing.place.name
        began = min(hearing.starts, at)
        drafts.append(RecordDraft(each.case_id, place, is_public=hearing.is_public, began=began))
    return drafts


@transaction.atomic
def record_settlements_many(agreed: Sequence[Agreed], *, by: User, at: datetime.datetime) -> list[Settlement]:
    """Record agreements in open records and close them as mediated (成批登记调解结果)."""
    wanted = {each.record_id: (each.terms, each.way) for each in agreed}
    records = list(
        Record.objects.select_for_update(of=("self",)).filter(pk__in=list(wanted)).select_related("case").order_by("pk")
    )
    check_can_keep(by, [record.case for record in records])
    if len(records) != len(wanted) or any(record.status != "open" for record in records):
        raise Refused(CLOSED)
    made = settled(records, wanted, by=by, at=at)
    closed(records, Outcome.MEDIATED, "", by=by, at=at)
    return made
