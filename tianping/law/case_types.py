"""Case types and their codes (案件类型及类型代字), 法〔2015〕137号 as amended by 法〔2018〕335号."""

from dataclasses import dataclass
from functools import cache

from tianping.law.answers import Certainty
from tianping.law.resources import read_json

CIVIL_FIRST_INSTANCE = "民初"
CIVIL_JURISDICTION = "民辖"
PRE_LITIGATION_MEDIATION = "诉前调"
FIRST_ENFORCEMENT = "执"


@dataclass(frozen=True, slots=True)
class CaseType:
    """One type code (类型代字): the category it belongs to and every case type that carries it."""

    code: str
    category: str
    group: str
    names: tuple[str, ...]
    certainty: Certainty

    @property
    def name(self) -> str:
        """The type's name; where several types share the code, the name of their group."""
        return self.names[0] if len(self.names) == 1 else self.group


def case_type(code: str) -> CaseType | None:
    """The type with this code (民初 → 民事一审案件); None where the code is unknown."""
    return case_types().get(code)


@cache
def case_types() -> dict[str, CaseType]:
    """Every known type by its code."""
    return {
        raw["code"]: CaseType(raw["code"], raw["category"], raw["group"], tuple(raw["names"]), raw["certainty"])
        for raw in read_json("case_types.json")["types"]
    }
