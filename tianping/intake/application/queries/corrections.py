"""What is to be corrected in a pleading that was handed in (补正)."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from tianping.intake.application.models import Application
from tianping.intake.application.permissions import is_being_corrected
from tianping.intake.application.queries.parts import url_of_place
from tianping.intake.filing.queries import points_left


@dataclass(frozen=True)
class PointAsked:
    """One thing to be corrected, the page on which it is mended, and the place there (empty: none)."""

    text: str
    url: str
    place: str


@dataclass(frozen=True)
class Asked:
    """What has to be corrected (补正): by which court (empty: ours), until when, and the first handing in."""

    court: str
    points: tuple[PointAsked, ...]
    notice: str
    until: datetime.date | None
    first_at: datetime.datetime


def places_asked(application: Application) -> list[str]:
    """The places that are to be corrected, by their codes; empty for a point without one, none for a mere notice."""
    if application.forwarding is not None:
        return [point["place"] for point in application.forwarding.points]
    return [point.place for point in points_left(application.filing)] if application.filing is not None else []


def points_at(application: Application, places: Collection[str]) -> list[str]:
    """What the court asks to be corrected at these places of the pleading; none while nothing is."""
    if not is_being_corrected(application):
        return []
    if application.forwarding is not None:
        return [point["text"] for point in application.forwarding.points if point["place"] in places]
    return [point.text for point in points_left(application.filing) if point.place in places]


def corrections_asked(application: Application) -> Asked | None:
    """What the court, or the other court, asks to be corrected; None where nothing is."""
    if not is_being_corrected(application):
        return None
    if application.forwarding is not None:
        sent = application.forwarding
        said = [(point["text"], point["place"]) for point in sent.points]
        court, notice, until, first_at = sent.notice_from, sent.notice, sent.correct_by, sent.handed_in_at
    else:
        filing = application.filing
        said = [(point.text, point.place) for point in points_left(filing)]
        court, notice, until, first_at = "", filing.corrections, filing.correct_by, filing.received_at
    points = tuple(PointAsked(text, url_of_place(application, place), place) for text, place in said)
    return Asked(court, points, notice, until, first_at)
