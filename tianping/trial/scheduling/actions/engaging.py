"""Taking people and places for a time (占用); what the database refuses becomes a sentence that names who is taken."""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from tianping.kernel.clock import CHINA
from tianping.kernel.refusals import Refused
from tianping.trial.scheduling.models import Engagement, Hearing
from tianping.trial.scheduling.planning import Taken, collide, place_key
from tianping.trial.scheduling.queries import Person


def engage(hearings: Mapping[Hearing, Sequence[Person]]) -> None:
    """Take everybody and the place for each hearing, in one statement. Raises Refused, naming who is taken already."""
    rows = [
        _engagement(hearing, person)
        for hearing, people in hearings.items()
        for person in [*people, Person(place_key(hearing.place_id), hearing.place.name)]
    ]
    _refuse_collisions(rows)
    try:
        with transaction.atomic():
            Engagement.objects.bulk_create(rows)
    except IntegrityError:
        # Somebody else was first between the look and the writing: the look is repeated for its sentence.
        _refuse_collisions(rows)
        raise Refused("所选时间刚被他人占用，请刷新页面后另选时间。") from None


def release(hearing_ids: Iterable[int]) -> None:
    """These hearings take nobody any longer."""
    Engagement.objects.filter(hearing__in=list(hearing_ids), is_live=True).update(is_live=False)


def _engagement(hearing: Hearing, person: Person) -> Engagement:
    way = datetime.timedelta(minutes=hearing.place.travel_minutes)
    return Engagement(
        hearing=hearing,
        key=person.key,
        who=person.who[:140],
        place=hearing.place,
        span=DateTimeTZRange(hearing.starts, hearing.ends),
        reach=DateTimeTZRange(hearing.starts - way, hearing.ends + way),
    )


def _refuse_collisions(rows: Sequence[Engagement]) -> None:
    """Raise if two of these, or one of them and what stands, would take somebody twice."""
    wanted: dict[str, list[Engagement]] = {}
    for row in rows:
        for other in wanted.setdefault(row.key, []):
            if collide(_taken(row), _taken(other)):
                raise Refused(_sentence(row, other))
        wanted[row.key].append(row)
    if not rows:
        return
    spans = [row.reach for row in rows]
    around = DateTimeTZRange(
        min(span.lower for span in spans) - datetime.timedelta(hours=8),
        max(span.upper for span in spans) + datetime.timedelta(hours=8),
    )
    standing = Engagement.objects.filter(key__in=list(wanted), is_live=True, span__overlap=around)
    for other in standing.select_related("hearing__case", "place", "absence").order_by("span"):
        for row in wanted[other.key]:
            if row.hearing != other.hearing and collide(_taken(row), _taken(other)):
                raise Refused(_sentence(row, other))


def _taken(row: Engagement) -> Taken:
    way = row.place.travel_minutes if row.place is not None else 0
    return Taken(row.span.lower, row.span.upper, row.place_id, way)


def _sentence(row: Engagement, other: Engagement) -> str:
    hearing = row.hearing
    number = hearing.case.number if hearing is not None else ""
    until = f"{_minute(other.span.lower)}至{_minute(other.span.upper)}"
    if other.absence is not None:
        return f"{number}：{row.who}{until}{other.absence.reason}，不能开庭，请另选时间。"
    taken_by = other.hearing.case.number if other.hearing is not None else ""
    where = f"在{other.place.name}" if other.place is not None and not row.key.startswith("place:") else ""
    overlaps = row.span.lower < other.span.upper and other.span.lower < row.span.upper
    why = "时间冲突" if overlaps else "两地之间来不及往返"
    return f"{number}：{row.who}{until}{where}已有{taken_by}开庭，{why}，请另选时间或者地点。"


def _minute(moment: datetime.datetime) -> str:
    local = moment.astimezone(CHINA)
    return f"{local.month}月{local.day}日{local:%H:%M}"
