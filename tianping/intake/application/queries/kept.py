"""What is kept from the other side (对对方保密) and stands in words of the pleading, of which they get a copy."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from tianping.cases.models import Litigant
from tianping.intake.application.models import Application, Person
from tianping.intake.application.queries.finding import HARDSHIP, proves
from tianping.intake.application.queries.pleading import (
    DETAILS,
    SIDE_OF,
    answers_asked,
    form_of,
    plaintiffs_of,
    withholds_contact,
)
from tianping.law.withheld_contacts import tells_contact


@dataclass(frozen=True)
class Told:
    """A place of the pleading that tells what is to be kept: its part in the task list, the page, the sentence."""

    part: str
    place: str
    url: str
    sentence: str


def told_after_all(application: Application) -> list[Told]:
    """Every text of the pleading in which a withheld address or telephone stands; it cannot be handed in so."""
    known = [each.address for each in application.people.all() if each.role != Litigant.Role.PLAINTIFF]
    texts, told = list(_texts(application)), []
    for each in plaintiffs_of(application):
        if not withholds_contact(application, each):
            continue
        addresses, phones = (each.address, each.service_address), (each.phone, each.service_phone)
        told += [
            Told(part, place, url, _sentence(each, label))
            for part, place, url, label, text in [*texts, *_beside(application, each)]
            if tells_contact(text, addresses, phones, known=known)
        ]
    return told


def _sentence(person: Person, label: str) -> str:
    return (
        f"{person.name}的住址、电话要求对对方保密，“{label}”里却写了出来，对方会看到。请删去这里的住址、电话；"
        "要保密的住址、电话只写在“文书送到哪里”，那里只给法院看。"
    )


def _texts(application: Application) -> Iterator[tuple[str, str, str, str, str]]:
    """What was typed freely and goes into the pleading: part, place, page, what it is called, and the words."""
    answers = answers_asked(application)
    for section in form_of(application).sections:
        for each in section.questions:
            if text := _words(answers.get(each.key)):
                url = reverse("application_ask", args=[application.pk, each.key])
                yield section.key, each.key, url, each.label, text
    for each in application.documents.all():
        if each.kind != HARDSHIP:
            url = reverse("application_document", args=[application.pk, each.pk])
            yield "documents", "documents", url, each.name, f"{each.name} {proves(each)}"
    for each in application.people.all():
        side, said = SIDE_OF[Litigant.Role(each.role)], " ".join(str(each.details.get(key, "")) for key in DETAILS)
        url = reverse("application_person", args=[application.pk, side, each.pk])
        yield side, side, url, f"{each.name}的基本情况", said


def _beside(application: Application, person: Person) -> Iterator[tuple[str, str, str, str, str]]:
    """Those who sue beside somebody and let be read where they live: mother and child have one address."""
    for each in plaintiffs_of(application):
        if each.pk != person.pk and not withholds_contact(application, each):
            url = reverse("application_service_of", args=[application.pk, each.pk])
            yield "service", "service", url, f"{each.name}的住址、电话", f"{each.address} {each.phone}"


def _words(answer: Any) -> str:
    if isinstance(answer, dict):
        return " ".join(_words(each) for each in answer.values())
    if isinstance(answer, list):
        return " ".join(_words(each) for each in answer)
    return answer if isinstance(answer, str) else ""
