"""Causes of action (案由): civil by the 2025 text, criminal offences, administrative acts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from tianping.law.answers import Certainty, Refusal
from tianping.law.dated import Dated, Text
from tianping.law.resources import day, read_json, read_rows

CIVIL_VERSIONS: Dated[str] = Dated(
    "民事案件案由规定",
    Text(date(2008, 4, 1), "《民事案件案由规定》（2020年修正以前各版）", "2020（未收录）", "R"),
    Text(date(2026, 1, 1), "《民事案件案由规定》（法〔2025〕227号）", "2025", "S", "公开种子数据与独立编号互核"),
)
"""The trees in use: only that of 2025 is recorded; cases filed before it keep the name they were given."""


EVERYDAY: Mapping[str, str] = MappingProxyType(
    {
        "借钱不还": "民间借贷纠纷",
        "买卖东西的货款、质量": "买卖合同纠纷",
        "拖欠工资": "追索劳动报酬纠纷",
        "离婚": "离婚纠纷",
        "交通事故赔偿": "机动车交通事故责任纠纷",
        "物业费、物业服务": "物业服务合同纠纷",
    }
)
"""What people say of the disputes that come most often, and their cause."""


@dataclass(frozen=True, slots=True)
class CivilCause:
    """One civil cause (民事案由): `code` is its number in the text (108(1)), `level` 1 to 4, `path` its parents."""

    code: str
    name: str
    level: int
    path: tuple[str, ...]

    @property
    def full_name(self) -> str:
        """The path and the name: 合同、准合同纠纷 / 合同纠纷 / 借款合同纠纷 / 金融借款合同纠纷."""
        return " / ".join((*self.path, self.name))

    @property
    def parent(self) -> str:
        """The name of the cause above; empty for a part."""
        return self.path[-1] if self.path else ""


@dataclass(frozen=True, slots=True)
class CriminalCause:
    """One offence (罪名): its chapter and section of the Criminal Law, the article, and where its name was set."""

    number: int
    chapter: str
    section: str
    name: str
    article: str
    source: str


@dataclass(frozen=True, slots=True)
class AdministrativeCause:
    """One administrative cause (行政案由): the act, and the form of it (empty for the act itself)."""

    act: str
    form: str

    @property
    def name(self) -> str:
        """The cause's own name."""
        return self.form or self.act


def version_on(day_filed: date) -> str:
    """The version of the civil tree for a case filed on a day: 2025, or 2020（未收录） before 2026-01-01."""
    return CIVIL_VERSIONS.on(day_filed).value


def by_code(code: str) -> CivilCause | None:
    """The civil cause with this number in the 2025 text (108(1) → 金融借款合同纠纷)."""
    return _civil_by_code().get(code)


def by_name(name: str) -> CivilCause | None:
    """The civil cause of this name at the lowest level that has it (选用最低一级案由)."""
    return _civil_by_name().get(name.strip())


def known(name: str) -> CivilCause:
    """The cause of that name; refuses a name that is none, and names near ones."""
    found = by_name(name)
    if found is None:
        near = "、".join(cause.name for cause in search(name, limit=6))
        mend = f"相近的案由有：{near}。" if near else "请换一个词查找，例如“买卖合同”。"
        raise Refusal(f"“{name}”不是案由规定中的案由。", mend=mend)
    return found


def search(words: str, *, limit: int = 20) -> tuple[CivilCause, ...]:
    """Civil causes that contain every word of `words`, in their own or a parent's name.

    Names that begin with the words come first, then those that contain them, then those found by a parent.
    """
    wanted = words.split()
    if not wanted:
        return ()
    ranked = []
    for place, cause in enumerate(civil_causes()):
        if all(word in cause.full_name for word in wanted):
            own = all(word in cause.name for word in wanted)
            ranked.append(((not cause.name.startswith(wanted[0]), not own, -cause.level, place), cause))
    return tuple(cause for _, cause in sorted(ranked, key=lambda pair: pair[0])[:limit])


def is_between_people(name: str) -> bool:
    """Whether both sides of a cause can only be natural persons (婚姻家庭纠纷).

    Not of those on which an organisation may sue or be sued: whether a marriage is void; a guardian or whoever gives a
    child for adoption may be one (民法典第三十二条、第一千零九十四条).
    """
    found = by_name(name)
    above = {found.name, *found.path} if found is not None else set()
    return "婚姻家庭纠纷" in above and above.isdisjoint({"婚姻无效纠纷", "收养关系纠纷", "监护权纠纷"})


def children(code: str) -> tuple[CivilCause, ...]:
    """The causes directly under one of the civil causes."""
    above = by_code(code)
    if above is None:
        return ()
    path = (*above.path, above.name)
    return tuple(cause for cause in civil_causes() if cause.path == path)


@cache
def civil_causes() -> tuple[CivilCause, ...]:
    """Every civil cause of the 2025 text in its order: 12 parts, 59 chapters, 514 causes, 470 below them."""
    return tuple(
        CivilCause(code, name, int(level), tuple(filter(None, path)))
        for level, code, name, *path in read_rows("causes_civil_2025.tsv")
    )


@cache
def criminal_causes() -> tuple[CriminalCause, ...]:
    """The 483 offences up to 补充规定（八）, in the order of the Criminal Law."""
    return tuple(CriminalCause(int(number), *rest) for number, *rest in read_rows("causes_criminal.tsv"))


@cache
def administrative_causes() -> tuple[AdministrativeCause, ...]:
    """The administrative causes of 法发〔2020〕44号: each act, then its forms."""
    acts = read_json("causes_administrative.json")["acts"]
    return tuple(AdministrativeCause(act["name"], form) for act in acts for form in ("", *act["forms"]))


def administrative_text() -> Text[None]:
    """The text the administrative causes come from, and how sure they are."""
    data = read_json("causes_administrative.json")
    certainty: Certainty = "S"
    return Text(day(data["since"]), data["title"], None, certainty, data["reference"], day(data["last_checked_on"]))


@cache
def _civil_by_code() -> dict[str, CivilCause]:
    return {cause.code: cause for cause in civil_causes()}


@cache
def _civil_by_name() -> dict[str, CivilCause]:
    return {cause.name: cause for cause in sorted(civil_causes(), key=lambda cause: cause.level)}
