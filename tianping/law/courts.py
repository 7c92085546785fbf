"""The courts and their codes (法院及法院代字): looked up by code or by name, with how sure each code is."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from tianping.law.answers import Certainty
from tianping.law.resources import read_rows

CourtLevel = Literal["最高", "高级", "中级", "基层"]

_SURE = ("rule_art4", "confirmed_by_judgments", "from_judgments", "from_judgments_differs_from_gb")


@dataclass(frozen=True, slots=True)
class Court:
    """One court: its name, level, province, superior court and code (代字; empty where none is known).

    `status` says how the code was found, `candidates` lists other codes that were considered,
    `former_codes` codes seen in earlier judgments that the court no longer uses; `division_code` is the
    six-digit code of its county or city (empty where it has none).
    """

    name: str
    level: CourtLevel
    province: str
    code: str
    status: str
    candidates: tuple[str, ...]
    former_codes: tuple[str, ...]
    division_code: str
    superior: str
    note: str

    @property
    def certainty(self) -> Certainty:
        """S where the code was seen in a rule or in judgments, R where it was only derived."""
        return "S" if self.status in _SURE else "R"


def by_code(code: str) -> Court | None:
    """The court with this code, present or former (皖1522 → 霍邱县人民法院); None where no court is known by it."""
    return _by_code().get(code)


def by_name(name: str) -> Court | None:
    """The court with exactly this name; None where there is none."""
    return _by_name().get(name.strip())


def search(words: str, *, limit: int = 20) -> tuple[Court, ...]:
    """Courts whose name contains `words` or whose code begins with them, basic courts last in data order."""
    wanted = words.strip()
    if not wanted:
        return ()
    found = (court for court in all_courts() if wanted in court.name or court.code.startswith(wanted))
    return tuple(court for court, _ in zip(found, range(limit), strict=False))


def find(words: str = "", province: str = "") -> tuple[Court, ...]:
    """Every court whose name contains all of `words` (parted by spaces), of one province where one is named."""
    wanted = words.split()
    return tuple(
        court
        for court in all_courts()
        if (not province or court.province == province) and all(word in court.name for word in wanted)
    )


def provinces() -> tuple[str, ...]:
    """The provinces of the table, in its order."""
    return tuple(dict.fromkeys(court.province for court in all_courts()))


def division_names() -> dict[str, str]:
    """County and city names by six-digit division code, taken from the names of their courts."""
    return _division_names()


@cache
def all_courts() -> tuple[Court, ...]:
    """Every recorded court, the Supreme People's Court first."""
    return tuple(_court(row) for row in read_rows("courts.tsv"))


@cache
def _by_code() -> dict[str, Court]:
    earlier = {code: court for court in all_courts() for code in court.former_codes}
    return earlier | {court.code: court for court in all_courts() if court.code}


@cache
def _by_name() -> dict[str, Court]:
    return {court.name: court for court in all_courts()}


@cache
def _division_names() -> dict[str, str]:
    endings = ("人民法院", "中级人民法院")
    names = {}
    for court in all_courts():
        if court.division_code and court.name.endswith(endings):
            name = court.name.removesuffix("人民法院").removesuffix("中级")
            names[court.division_code] = name.removeprefix(court.province)
    return names


def _court(row: tuple[str, ...]) -> Court:
    name, level, province, code, status, candidates, former_codes, division_code, superior, note = row
    return Court(
        name=name,
        level=_level(level),
        province=province,
        code=code,
        status=status,
        candidates=tuple(filter(None, candidates.split("|"))),
        former_codes=tuple(filter(None, former_codes.split("|"))),
        division_code=division_code,
        superior=superior,
        note=note,
    )


def _level(text: str) -> CourtLevel:
    levels: dict[str, CourtLevel] = {"最高": "最高", "高级": "高级", "中级": "中级", "基层": "基层"}
    return levels[text]
