"""The cited laws and their versions (引用的法律): an article is always cited of the text in force on a day.

Articles move when a law is amended; a bare number is never stored. Data names articles by the newest number.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from tianping.law.answers import Certainty
from tianping.law.dated import Dated, Text
from tianping.law.resources import day, read_json
from tianping.law.wording import article

CIVIL_PROCEDURE = "民事诉讼法"
CIVIL_PROCEDURE_INTERPRETATION = "民事诉讼法解释"
CRIMINAL_PROCEDURE = "刑事诉讼法"
CRIMINAL_PROCEDURE_INTERPRETATION = "刑事诉讼法解释"
CIVIL_CODE = "民法典"
REGISTRATION = "登记立案规定"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a law: where it stands in the law's row of versions and what it is called."""

    position: int
    label: str
    newest: bool


@dataclass(frozen=True, slots=True)
class Law:
    """One law (法律): its full title in 《》, its dated versions, the articles that moved."""

    key: str
    title: str
    versions: Dated[Version]
    moved: dict[int, tuple[int, ...]]
    last_checked_on: date

    def article_in(self, number: int, version: Version) -> int:
        """The number an article of the newest text had in `version`; 0 where it did not exist."""
        return self.moved[number][version.position] if number in self.moved else number


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation as papers write it, and how sure it is."""

    text: str
    certainty: Certainty

    def __str__(self) -> str:
        return self.text


def title(key: str) -> str:
    """A law's full title in 《》."""
    return laws()[key].title


@lru_cache(maxsize=4096)
def cite(key: str, number: int, on: date, *, paragraph: int = 0, item: int = 0) -> Citation:
    """Cite an article (by its newest number) of the law in force `on`; refuses a day before all versions."""
    law = laws()[key]
    text = law.versions.on(on)
    number_then = law.article_in(number, text.value)
    label = "" if text.value.newest else f"（{text.value.label}）"
    where = article(number_then, paragraph=paragraph, item=item) if number_then else ""
    return Citation(f"{law.title}{label}{where}", text.certainty)


@cache
def laws() -> dict[str, Law]:
    """Every recorded law by its key."""
    data = read_json("laws.json")
    reference = data["reference"]
    recorded = {}
    for key, raw in data["laws"].items():
        last = len(raw["versions"]) - 1
        checked = day(raw["last_checked_on"])
        versions = Dated(
            raw["title"],
            *(
                Text(
                    since=day(version["since"]),
                    cite=raw["title"],
                    value=Version(position, version["label"], position == last),
                    certainty=version["certainty"],
                    reference=reference,
                    last_checked_on=checked,
                )
                for position, version in enumerate(raw["versions"])
            ),
        )
        moved = {int(number): tuple(map(int, then)) for number, then in raw["articles"].items()}
        recorded[key] = Law(key, raw["title"], versions, moved, checked)
    return recorded
