"""On which day cases that something ends count as closed (结案日期)."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any, cast

from tianping.cases.models import Case, Litigant
from tianping.law import closing_days
from tianping.law.answers import Answer
from tianping.law.closing_days import Closing, Handed, Paper
from tianping.law.effectiveness import Served
from tianping.papers.documents.queries import concerns
from tianping.papers.service import queries as service_queries
from tianping.trial.closing.queries.ready import Ground
from tianping.trial.hearings import queries as hearing_queries


def closed_on(
    cases: Sequence[Case], grounds: Mapping[int, Ground], pronounced: Mapping[int, datetime.date], *, on: datetime.date
) -> dict[int, Answer[Closing]]:
    """Case id → the day on which the case counts as closed, or what that waits for. A constant number of statements.

    ``pronounced``: case id → 宣判、宣告日期. Raises law.answers.Refusal: a pronounced agreement, nobody to serve.
    """
    papers = [ground.paper_id for ground in grounds.values() if ground.paper_id is not None]
    records = [ground.record_id for ground in grounds.values() if ground.record_id is not None]
    handed = service_queries.handed_over(papers)
    signed = hearing_queries.signing_days(records)
    names: dict[int, list[Litigant]] = {}
    for each in Litigant.objects.filter(matter__in=[case.matter_id for case in cases]).order_by("position"):
        names.setdefault(each.matter_id, []).append(each)
    answers = {}
    for case in cases:
        ground, day = grounds[case.pk], pronounced.get(case.pk)
        if ground.paper_id is not None:
            concerned = [each for each in names.get(case.matter_id, []) if concerns(ground.variant, each.role)]
            people = _handed(concerned, handed.get(ground.paper_id, {}))
            answers[case.pk] = closing_days.paper_closes(cast("Paper", ground.kind), people, on=on, pronounced_on=day)
        else:
            signatures = signed.get(ground.record_id or 0, [])
            litigants = [Served(each.name, each.on) for each in signatures if each.side != "court"]
            answers[case.pk] = closing_days.record_closes(litigants, on=on, pronounced_on=day)
    return answers


def _handed(litigants: Sequence[Litigant], attempts: Mapping[int, Any]) -> list[Handed]:
    found = []
    for each in litigants:
        attempt = attempts.get(each.pk)
        how = (None, None, None) if attempt is None else (attempt.method, attempt.day, attempt.posted_on)
        found.append(Handed(each.name, *how))
    return found
