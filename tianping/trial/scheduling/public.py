"""A person's calendar of hearings (日历订阅), for the calendar program on their phone."""

import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from tianping.accounts.queries import this_court
from tianping.kernel import audit, clock
from tianping.trial.scheduling import queries
from tianping.trial.scheduling.models import Hearing

LONGEST_LINE = 74


@require_http_methods(["GET"])
def calendar(request: HttpRequest, user_id: int, key: str) -> HttpResponse:
    """订阅日历: the hearings ahead of the person whose secret stands in the address; no litigant is named.

    For the court's people those in which they sit, for a citizen those in their own cases.
    """
    user = queries.owner_of_calendar(user_id, key)
    if user is None:
        raise Http404("没有该日历。")
    audit.record("calendar.fetch", f"person:{user.pk}", by=user, at=clock.now())
    court = this_court().name
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tianping//Hearings//ZH", f"X-WR-CALNAME:{court}开庭"]
    for each in queries.own_hearings(user.pk):
        lines += _event(each, request.build_absolute_uri(reverse("hearing", args=[each.pk])))
    for each in queries.hearings_of_citizen(user):
        lines += _event(each, request.build_absolute_uri("/mine/hearings/"))
    lines.append("END:VCALENDAR")
    answer = HttpResponse(
        "".join(f"{_folded(line)}\r\n" for line in lines), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="hearings.ics"'
    return answer


def _event(each: Hearing, address: str) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:hearing-{each.pk}@tianping",
        f"DTSTAMP:{_moment(each.fixed_at)}",
        f"DTSTART:{_moment(each.starts)}",
        f"DTEND:{_moment(each.ends)}",
        f"SUMMARY:{_escaped(f'开庭 {each.case.number}')}",
        f"LOCATION:{_escaped(each.place.name)}",
        f"DESCRIPTION:{_escaped(each.case.matter.cause_name)}",
        f"URL:{address}",
        "END:VEVENT",
    ]


def _moment(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line in pieces of at most 75 octets (RFC 5545, 3.1), never inside a character."""
    pieces, piece, size = [], "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > LONGEST_LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece += sign
        size += width
    return "\r\n".join([*pieces, piece])
