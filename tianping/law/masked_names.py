"""Names of persons hidden for publication (隐名处理): who is a natural person, and what stands for the name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from tianping.law.resources import read_text

_ORGANISATION_WORDS = re.compile(
    "公司|银行|集团|委员会|政府|中心|合作社|信用社|联社|事务所|医院|卫生院|学校|大学|学院|中学|小学|幼儿园|法院|检察院|"
    "公安|研究院|研究所|有限合伙|合伙企业|经营部|门市部|服务部|工作室|协会|基金会|商会|村民小组|商行|银号|工厂|"
    "管理局|管理处|管理所|办事处|分理处|营业部|超市|酒店|饭店|药店|农场|林场|支行|分行|总行|保险|项目部"
)
_ORGANISATION_ENDINGS = "厂店社院校局所部站队会处场馆园行室矿组府办"
_MIDDLE_DOTS = "·•・．‧∙"
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z .,'\-]*")
_NATURAL_WORDS = frozenset({"natural", "person", "individual", "自然人", "个人", "公民"})
_ORGANISATION_KINDS = frozenset(
    {
        "legal",
        "organisation",
        "organization",
        "company",
        "法人",
        "非法人组织",
        "其他组织",
        "组织",
        "单位",
        "企业",
        "机关",
    }
)


@dataclass(frozen=True, slots=True)
class NamedParty:
    """One litigant by name (当事人); `natural` None leaves it to the name itself to tell.

    `secrets` are other particulars of the person (address, numbers) that must not appear either.
    """

    name: str
    natural: bool | None = None
    secrets: tuple[str, ...] = ()

    @property
    def is_natural(self) -> bool:
        """Whether this is a natural person, whose name is hidden; names of organisations are kept."""
        return not looks_like_organisation(self.name) if self.natural is None else self.natural


def named_party(name: str, kind: str = "", secrets: tuple[str, ...] = ()) -> NamedParty:
    """A party from a name and a word for its kind (自然人, 法人 …); an unknown word leaves it open."""
    word = kind.strip().lower()
    if word in _NATURAL_WORDS:
        return NamedParty(name, True, secrets)
    return NamedParty(name, False if word in _ORGANISATION_KINDS else None, secrets)


def looks_like_organisation(name: str) -> bool:
    """Whether a name can only be an organisation's: it says so, or is too long for a person's and ends so."""
    if _ORGANISATION_WORDS.search(name):
        return True
    personal = set(name) & set(_MIDDLE_DOTS) or (len(name) == 4 and name[:2] in compound_surnames())
    return len(name) >= 4 and name[-1] in _ORGANISATION_ENDINGS and not personal


def mask_name(name: str) -> str:
    """A person's name as published: surname and 某; a name with a dot its first character and 某; Latin an initial.

    张三丰 → 张某, 欧阳修 → 欧阳某, 阿卜杜拉·买买提 → 阿某, John Smith → J.
    """
    bare = "".join(name.split()) if not _LATIN_NAME.fullmatch(name.strip()) else name.strip()
    if not bare:
        return ""
    if _LATIN_NAME.fullmatch(bare):
        return bare[0].upper()
    if set(bare) & set(_MIDDLE_DOTS):
        return bare[0] + "某"
    for length in (4, 2):
        if len(bare) > length and bare[:length] in compound_surnames():
            return bare[:length] + "某"
    return bare[0] + "某"


@cache
def compound_surnames() -> frozenset[str]:
    """Surnames of two and more characters (复姓)."""
    return frozenset(read_text("compound_surnames.txt").split())


def masks(parties: Sequence[NamedParty]) -> dict[str, str]:
    """What stands for each natural person's name; where two would be the same, numbered in order: 张某1, 张某2."""
    names = list(dict.fromkeys(party.name.strip() for party in parties if party.is_natural and party.name.strip()))
    plain = {name: mask_name(name) for name in names}
    taken: dict[str, list[str]] = {}
    for name, mask in plain.items():
        taken.setdefault(mask, []).append(name)
    return {
        name: mask if len(taken[mask]) == 1 else f"{mask}{taken[mask].index(name) + 1}" for name, mask in plain.items()
    }


def name_pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern that finds any of the names, longest first, also where blanks stand between the characters."""
    ordered = sorted(names, key=len, reverse=True)
    return re.compile("|".join(_spaced(name) for name in ordered)) if ordered else None


def _spaced(name: str) -> str:
    if _LATIN_NAME.fullmatch(name):
        return rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])"
    return r"[ \t\u3000]*".join(re.escape(character) for character in name if not character.isspace())
