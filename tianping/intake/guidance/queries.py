"""Reads of guidance: a guide by its key or its code, and what an application takes over from it."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tianping.accounts.models import LocalFigure
from tianping.accounts.queries import local_figure, this_court
from tianping.intake.guidance.codes import fingerprint
from tianping.intake.guidance.models import Guide
from tianping.intake.guidance.paths import Path, all_paths, path_named
from tianping.intake.guidance.results import Result, Setting, result_of
from tianping.law.courts import by_code
from tianping.law.forums import Dispute
from tianping.law.money import parse_yuan
from tianping.law.tracks import Wage


@dataclass(frozen=True)
class Carried:
    """What an application takes over: the cause, and answers under the keys of the element-style form of that cause.

    Beside them stand the hints ``plaintiff_kind`` and ``defendant_kind`` (natural, legal, other), ``mediation``
    (yes, no) and ``spouse`` (wife, husband); the places are words as they were typed, empty where nobody was asked.
    """

    cause_name: str
    answers: Mapping[str, Any]
    plaintiff_place: str = ""
    defendant_place: str = ""


@dataclass(frozen=True)
class CarriedTitle:
    """What an application for enforcement takes over from a guide: which title, where the debtor is, how much is open.

    ``kind``: as ``law.forums.Title`` names titles. The days are in ISO form, empty where nobody told them.
    """

    kind: str
    tried_by: str = ""
    defendant_place: str = ""
    assets_place: str = ""
    owed_fen: int | None = None
    served_on: str = ""
    performance_due_on: str = ""


def carried_title(code: str, *, on: datetime.date) -> CarriedTitle | None:
    """What an application for enforcement takes over from the guide with this code; None where it leads to none."""
    guide = guide_with_code(code, on=on)
    path = path_named(guide.path) if guide is not None else None
    if guide is None or path is None or path.kind not in ("enforcement", "labour"):
        return None
    given = path.given(guide.answers)
    return CarriedTitle(
        kind=str(given.get("title_kind", "labour_award")),
        tried_by=str(given.get("tried_by", "")),
        defendant_place=str(given.get("defendant_place", "")),
        assets_place=str(given.get("assets_place", "")),
        owed_fen=given.get("owed_fen"),
        # After a refusal of the arbitrators the same question is for the day of their notice.
        served_on=str(given.get("award_received_on", "")) if given.get("arbitration") == "award" else "",
        performance_due_on=str(given.get("performance_due_on", "")),
    )


def guide_with_id(guide_id: str, path: str, *, on: datetime.date) -> Guide | None:
    """The guide with this key on this path, if it has not expired."""
    try:
        key = uuid.UUID(guide_id)
    except ValueError:
        return None
    return Guide.objects.filter(pk=key, path=path, expires_on__gte=on).first()


def guide_with_code(code: str, *, on: datetime.date) -> Guide | None:
    """The guide that this code opens, if there is one and it has not expired."""
    return Guide.objects.filter(fingerprint=fingerprint(code), expires_on__gte=on).first()


def carried(code: str, *, on: datetime.date) -> Carried | None:
    """What an application takes over from the guide with this code; None where it opens none that leads to a suit."""
    guide = guide_with_code(code, on=on)
    if guide is None:
        return None
    path = path_named(guide.path)
    if not path.causes:
        return None
    given = path.given(guide.answers)
    places = {name: str(given.get(name, "")) for name in ("plaintiff_place", "defendant_place")}
    return Carried(path.cause(guide.answers), path.carried(guide.answers), **places)


def dispute_of(cause_name: str) -> Dispute:
    """The kind of dispute by which jurisdiction over a cause is told; general where no path leads to the cause."""
    found = (path.dispute for path in all_paths() if path.kind in ("suit", "labour") and cause_name in path.causes)
    return next(found, "general")


def papers_of(cause_name: str) -> str:
    """The kind of papers that a suit for a cause needs (``law.papers_needed``); empty where no path leads to it."""
    return next((path.papers for path in all_paths() if cause_name in path.causes), "")


def result_for(path: Path, answers: Mapping[str, Any], *, on: datetime.date) -> Result:
    """Where the answers lead in this court on a day."""
    court = this_court()
    figure = local_figure(LocalFigure.Name.AVERAGE_WAGE, on)
    wage = None
    if figure is not None:
        wage = Wage(
            province=court.province,
            year=figure.valid_from.year - 1,
            amount_fen=parse_yuan(figure.value),
            published_on=figure.valid_from,
            source=figure.source,
        )
    setting = Setting(on, by_code(court.code), court.name, court.province, wage)
    return result_of(path, path.given(answers), setting)
