"""What decides on jurisdiction and what is found of it (管辖的事实与结果): places, grounds, courts."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tianping.law.answers import Certainty, weaker
from tianping.law.court_places import basic_courts_at, intermediate_court_at
from tianping.law.courts import Court
from tianping.law.laws import CIVIL_PROCEDURE, CIVIL_PROCEDURE_INTERPRETATION, Citation, cite

Dispute = Literal[
    "general",
    "loan",
    "money_contract",
    "goods",
    "online_goods",
    "property_service",
    "lease",
    "divorce",
    "maintenance",
    "road_accident",
    "tort",
    "real_estate",
    "inheritance",
    "labour",
    "agency",
    "enforcement",
]
Away = Literal["no", "defendant", "both"]
State = Literal["known", "missing", "detained", "abroad"]
Title = Literal["civil", "payment_order", "arbitral", "labour_award", "land_award", "notarised"]


@dataclass(frozen=True, slots=True)
class ForumFacts:
    """What decides on jurisdiction (确定管辖的事实). Places are words as people say them; empty where not known.

    `defendant` and `plaintiff` are where each has lived for a year or more, else the registered domicile (住所地、经常
    居住地); of a company its main office. `performance` is where the contract says that it is performed, `agreed` the
    court that a written agreement chooses, `happened` where a wrong was done, `premises` where real estate lies,
    `work` where the labour contract is performed, `agency` the seat of the agency, `review` that of the authority that
    reconsidered, `tried` the seat of the court of first instance, `assets` where the debtor has property.
    """

    dispute: Dispute
    defendant: str = ""
    plaintiff: str = ""
    performance: str = ""
    agreed: str = ""
    happened: str = ""
    premises: str = ""
    work: str = ""
    agency: str = ""
    review: str = ""
    tried: str = ""
    assets: str = ""
    deceased: str = ""
    claimant_is_paid: bool = True
    delivered_online: bool = False
    away: Away = "no"
    state: State = "known"
    defendants_apart: bool = False
    county_government: bool = False
    title: Title = "civil"
    claim_fen: int | None = None


@dataclass(frozen=True, slots=True)
class Forum:
    """One court that has jurisdiction: the ground (被告住所地), the place given, the courts that the place names."""

    ground: str
    place: str
    courts: tuple[Court, ...]

    @property
    def is_certain(self) -> bool:
        """Whether the place names exactly one court."""
        return len(self.courts) == 1


@dataclass(frozen=True, slots=True)
class Forums:
    """The courts among which the plaintiff may choose (第三十六条); `exclusive`: there is no choice (第三十四条)."""

    level: Literal["基层", "中级"]
    exclusive: bool
    forums: tuple[Forum, ...]


class Reasoning:
    """Grounds, steps and articles gathered on the way."""

    def __init__(self, facts: ForumFacts, on: date, near: Court | None) -> None:
        self.facts, self.on, self.near = facts, on, near
        self.level: Literal["基层", "中级"] = "基层"
        self.exclusive = False
        self.grounds: list[tuple[str, str]] = []
        self.steps: list[str] = []
        self.because: list[str] = []
        self.notes: list[str] = []
        self.certainty: Certainty = "T"

    def civil(self, number: int, *, paragraph: int = 0, item: int = 0) -> Citation:
        return cite(CIVIL_PROCEDURE, number, self.on, paragraph=paragraph, item=item)

    def interpreted(self, number: int, *, paragraph: int = 0) -> Citation:
        return cite(CIVIL_PROCEDURE_INTERPRETATION, number, self.on, paragraph=paragraph)

    def say(self, step: str, *citations: Citation) -> None:
        self.steps.append(step)
        for citation in citations:
            self.certainty = weaker(self.certainty, citation.certainty)
            if citation.text not in self.because:
                self.because.append(citation.text)

    def ground(self, name: str, place: str) -> None:
        self.grounds.append((name, place))

    def forum(self, name: str, place: str) -> Forum:
        if self.level == "中级":
            above = intermediate_court_at(place, near=self.near)
            return Forum(name, place, (above,) if above is not None else ())
        return Forum(name, place, basic_courts_at(place, near=self.near))
