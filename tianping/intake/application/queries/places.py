"""What a pleading says in each place that can be amiss (补正的位置), and which of the places named stand unchanged."""

import hashlib
import json
from typing import Any

from tianping.intake.application.models import Application
from tianping.intake.application.queries.corrections import places_asked
from tianping.intake.application.queries.finding import materials_in
from tianping.intake.application.queries.pleading import SIDES, acting_for, answers_asked, form_of, plaintiffs_of
from tianping.intake.filing import queries as filing_queries

SIGNATURE = "signature"
OF_PERSON = ("kind", "name", "identity_kind", "identity_number", "phone", "address", "representative", "details")
OF_AGENT = ("kind", "name", "firm", "licence_number", "phone", "authority", "scope")
OF_SERVICE = ("service_address", "service_recipient", "service_phone", "electronic_service", "withholds_contact")


def digests_by_place(application: Application) -> dict[str, str]:
    """A digest of what stands in each place of a pleading; the signature is given anew each time and has none."""
    answers, people = answers_asked(application), list(application.people.all())
    said: dict[str, Any] = {each.key: answers.get(each.key) for each in form_of(application).questions}
    for side, role in SIDES.items():
        said[side] = [_fields(each, OF_PERSON) for each in people if each.role == role]
    said["agents"] = [
        [*_fields(each, OF_AGENT), [one.name for one in acting_for(application, each)]]
        for each in application.agents.all()
    ]
    said["service"] = [_fields(each, OF_SERVICE) for each in plaintiffs_of(application)]
    said["mediation"] = application.consents_to_mediation
    said["documents"] = [
        [each.kind, each.name, each.purpose, [sheet.file.sha256 for sheet in each.sheets.all()]]
        for each in materials_in(application)
    ]
    return {place: _digest(words) for place, words in said.items()}


def places_unchanged(application: Application) -> list[str]:
    """The places that are to be corrected and stand as they were handed in, in words; what has no place is left out."""
    changed, words = _changed(application), dict(filing_queries.places_of(form_of(application)))
    if changed is None:
        return []
    named = dict.fromkeys(place for place in places_asked(application) if place in words and place != SIGNATURE)
    return [words[place] for place in named if place not in changed]


def places_open(application: Application) -> set[str]:
    """The places that are to be corrected and stand as they were handed in, by their codes."""
    changed = _changed(application) or set()
    return {place for place in places_asked(application) if place and place not in changed}


def parts_to_correct(application: Application) -> set[str]:
    """The parts of the task list in which something that is to be corrected stands as it was, by their keys."""
    still = places_open(application)
    sections = {each.key for each in form_of(application).sections if still & {one.key for one in each.questions}}
    return still | sections


def unchanged_in_words(application: Application) -> str:
    """What is to be corrected and stands as it was, for a sentence; empty where something was done about all of it."""
    named = "、".join(f"“{each}”" for each in places_unchanged(application))
    return named or ("内容" if is_uncorrected(application) else "")


def is_uncorrected(application: Application) -> bool:
    """Whether nothing of what is to be corrected was changed; of a point without a place, nothing anywhere.

    What is asked in a notice without points, of the form of the papers, is looked at by the clerk.
    """
    changed, asked = _changed(application), set(places_asked(application))
    if changed is None or not asked or SIGNATURE in asked:
        return False
    return not (changed & asked if asked <= set(application.parts_handed_in) else changed)


def changes_by_point(application: Application) -> str:
    """What was done about each point that the court named, for whoever reviews (补正情况); before it is handed in."""
    changed = _changed(application)
    if changed is None or application.filing is None:
        return ""
    known = {*application.parts_handed_in, *digests_by_place(application)}
    lines = [
        f"“{point.text.strip().rstrip('。')}”{_done_about(point.place, changed, known)}"
        for point in filing_queries.points_left(application.filing)
    ]
    return f"补正情况：{'；'.join(lines)}。" if lines else ""


def _done_about(place: str, changed: set[str], known: set[str]) -> str:
    if place == SIGNATURE:
        return "已重新签名"
    if place not in known:
        return "没有指明位置，请核对"
    return "已改动" if place in changed else "没有改动"


def _changed(application: Application) -> set[str] | None:
    """The places that say something else than when it was handed in; None where that was not kept."""
    before, now = application.parts_handed_in, digests_by_place(application)
    return {place for place in before.keys() | now.keys() if before.get(place) != now.get(place)} if before else None


def _fields(row: Any, names: tuple[str, ...]) -> list[Any]:
    return [getattr(row, name) for name in names]


def _digest(said: Any) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
