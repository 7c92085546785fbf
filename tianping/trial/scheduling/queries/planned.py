"""Reads of fixed hearings: lists, a day, a week, a person's own, and the summonses that belong to them."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from tianping.accounts.models import User
from tianping.cases.models import Case
from tianping.cases.permissions import own_accesses, visible_cases
from tianping.cases.queries import matching, seats_of
from tianping.kernel.clock import CHINA, china_day
from tianping.law.hearings import last_day_of_notice
from tianping.papers.documents.queries import Paper, issued_papers_of
from tianping.papers.service.queries import served_days, unserved_of
from tianping.trial.scheduling.models import Engagement, Hearing
from tianping.trial.scheduling.queries.engaged import MUST_BE_THERE, USER, user_key

CALENDAR_SALT = "tianping.scheduling.calendar"
MORE_THAN_A_PERSON_HAS = 500


def hearings() -> QuerySet[Hearing]:
    """Hearings with what lists show of them."""
    return Hearing.objects.select_related("case__matter", "case__responsible", "place", "fixed_by")


def visible_hearings(user: Any) -> QuerySet[Hearing]:
    """The hearings of the cases that a person may see."""
    return hearings().filter(case__in=visible_cases(user).values("pk"))


def counts_by_status(user: Any) -> dict[str, int]:
    """How many of the hearings that a person may see stand in each state."""
    rows = Hearing.objects.filter(case__in=visible_cases(user).values("pk")).order_by()
    return dict(rows.values_list("status").annotate(Count("pk")))


def search(rows: QuerySet[Hearing], text: str) -> QuerySet[Hearing]:
    """Hearings by case number in any usual spelling, by a litigant's name or by place."""
    cases = matching(Case.objects.all(), text).values("pk")
    return rows.filter(Q(case__in=cases) | Q(place__name__contains=text.strip()))


def hearings_of(case: Case) -> list[Hearing]:
    """The hearings of a case, the newest first; each knows its case without reading it again."""
    rows = list(Hearing.objects.filter(case=case).select_related("place", "fixed_by").order_by("-pk"))
    for row in rows:
        row.case = case
    return rows


def hearing_of(case: Case) -> Hearing | None:
    """The hearing of the case that lies ahead."""
    return hearings().filter(case=case, status="fixed").first()


def ahead_in(cases: QuerySet[Case]) -> dict[int, Hearing]:
    """Case id → the hearing that lies ahead, of all these cases; one statement."""
    rows = Hearing.objects.filter(status="fixed", case__in=cases.values("pk")).select_related("place")
    return {row.case_id: row for row in rows.order_by("starts", "pk")}


def on_day(rows: QuerySet[Hearing], day: datetime.date) -> QuerySet[Hearing]:
    """Of these the hearings of one day in China, in their order."""
    opens = datetime.datetime.combine(day, datetime.time.min, CHINA)
    return rows.filter(starts__gte=opens, starts__lt=opens + datetime.timedelta(days=1)).order_by("starts", "pk")


def hearings_today(user: Any, on: datetime.date) -> QuerySet[Hearing]:
    """The hearings of a day that a person sees and that were not held yet."""
    return on_day(visible_hearings(user).filter(status="fixed"), on)


def cause_list(user: Any, day: datetime.date) -> QuerySet[Hearing]:
    """The cause list (开庭排期表) of a day: what is heard or was, by place and time."""
    rows = on_day(visible_hearings(user).filter(status__in=["fixed", "held"]), day)
    return rows.prefetch_related("case__matter__litigants").order_by("place__name", "starts", "pk")


def week_of(user: Any, monday: datetime.date) -> QuerySet[Hearing]:
    """The hearings of a week, ahead or held."""
    opens = datetime.datetime.combine(monday, datetime.time.min, CHINA)
    rows = visible_hearings(user).filter(status__in=["fixed", "held"])
    return rows.filter(starts__gte=opens, starts__lt=opens + datetime.timedelta(days=7)).order_by("starts", "pk")


def own_hearings(user_id: int) -> QuerySet[Hearing]:
    """The hearings ahead at which a person must be: those in whose bench they have a seat."""
    rows = hearings().filter(status="fixed", engagements__key=user_key(user_id), engagements__is_live=True)
    return rows.order_by("starts", "pk")[:MORE_THAN_A_PERSON_HAS]


def hearings_of_citizen(user: Any) -> list[Hearing]:
    """The hearings ahead in the cases in which a citizen acts as a litigant (本人案件)."""
    matters = own_accesses(user).order_by().values("litigant__matter")
    rows = hearings().filter(status="fixed", case__matter__in=matters)
    return list(rows.order_by("starts", "pk")[:MORE_THAN_A_PERSON_HAS])


def calendar_key(user: User) -> str:
    """The secret in the address of a person's calendar; a new password makes a new one."""
    return salted_hmac(CALENDAR_SALT, f"{user.pk}:{user.password}", algorithm="sha256").hexdigest()[:40]


def owner_of_calendar(user_id: int, key: str) -> User | None:
    """Whose calendar this is, if the secret is theirs; an unknown person takes as long as a wrong secret."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    fits = constant_time_compare(calendar_key(user if user is not None else User(pk=user_id)), key)
    return user if fits else None


def summonses(hearing: Hearing) -> list[Paper]:
    """The issued summonses to a hearing: those that name its time."""
    starts = hearing.starts.astimezone(CHINA).isoformat()
    papers = issued_papers_of([hearing.case_id])
    return [each for each in papers if each.kind == "summons" and each.facts.get("starts_at") == starts]


def late_notices(hearing: Hearing, on: datetime.date) -> list[str]:
    """Who has not been summoned, or less than three days before a hearing of ordinary procedure, in sentences."""
    papers = summonses(hearing)
    answer = last_day_of_notice(hearing.case.track, china_day(hearing.starts), on=on)
    served = served_days([each.pk for each in papers])
    late = [
        f"{each.addressee.name if each.addressee else ''}的传票{_day(day)}才送达，不足开庭前三日"
        for each in papers
        for day in served.get(each.pk, {}).values()
        if answer.value is not None and day > answer.value
    ]
    missing = [f"{each.litigant.name}的传票尚未送达" for each in unserved_of(each.pk for each in papers)]
    if not papers:
        missing = ["传票尚未制发"]
    return [*missing, *late]


def stale_bench(rows: Sequence[Hearing]) -> set[int]:
    """Which of these hearings were fixed for a bench that has changed since; two statements."""
    seats = seats_of([row.case_id for row in rows])
    engaged: defaultdict[int | None, set[str]] = defaultdict(set)
    live = Engagement.objects.filter(hearing__in=[row.pk for row in rows], is_live=True, key__startswith=USER)
    for hearing_id, key in live.values_list("hearing_id", "key"):
        engaged[hearing_id].add(key)
    return {
        row.pk
        for row in rows
        if row.status == "fixed"
        and engaged[row.pk] != {user_key(seat.user_id) for seat in seats[row.case_id] if seat.role in MUST_BE_THERE}
    }


def _day(day: datetime.date) -> str:
    return f"{day.month}月{day.day}日"
