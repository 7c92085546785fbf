"""Which court a place belongs to (某地的人民法院): found by the words of an address in the names of the courts.

A county's or district's court bears its name. Development zones and courts for several districts stand apart, so that
whoever is told a court is told to ask before going there.
"""

from collections.abc import Iterable
from functools import cache

from tianping.law.courts import Court, all_courts, by_name

_ENDING = "人民法院"
_LONGEST_NAME = 14
_SUFFIXES = ("自治县", "自治旗", "林区", "特区", "县", "区", "市", "旗")
_SHORTEST_STEM = 2
# What makes of a county's short name the name of a smaller place: 平泉镇 of 镇原县 is not 平泉市.
_SMALLER = tuple("镇乡村街路巷庄屯社关店桥")
MOST = 6


def basic_courts_at(place: str, *, near: Court | None = None) -> tuple[Court, ...]:
    """The basic courts (基层人民法院) of the county or district that `place` names; none where it names none.

    Counties of one name are told apart by the city or province that `place` names too, else by those of `near`.
    """
    words = "".join(place.split())
    named = by_name(words)
    if named is not None:
        return (named,) if named.level == "基层" else ()
    found = _longest(words, _by_county()) or _longest(words, _by_stem(), unless_before=_SMALLER)
    return _narrowed(found, words, near)[:MOST]


def intermediate_court_at(place: str, *, near: Court | None = None) -> Court | None:
    """The intermediate court (中级人民法院) above the place, if the place tells one."""
    above = {court.superior for court in basic_courts_at(place, near=near)}
    if len(above) == 1:
        return by_name(above.pop())
    words = "".join(place.split())
    cities = [court for court in all_courts() if court.level == "中级" and _city(court) and _city(court) in words]
    return cities[0] if len(cities) == 1 else None


def _narrowed(found: tuple[Court, ...], words: str, near: Court | None) -> tuple[Court, ...]:
    """Those whose city or province is named; where none is, those nearest to `near`."""
    told = [court for court in found if _superior_city(court) in words] if len(found) > 1 else []
    told = told or [court for court in found if _short(court.province) in words]
    if told or len(found) < 2 or near is None:
        return tuple(told) or found
    beside = [court for court in found if court.superior in (near.superior, near.name)]
    return tuple(beside or [court for court in found if court.province == near.province]) or found


def _longest(
    words: str, names: dict[str, tuple[Court, ...]], *, unless_before: tuple[str, ...] = ()
) -> tuple[Court, ...]:
    """The courts of the longest name in the words; of names of one length, of the last."""
    best = ""
    for start in range(len(words)):
        for end in range(min(len(words), start + _LONGEST_NAME), start + 1, -1):
            named = words[start:end] in names and not words[end:].startswith(unless_before)
            if named and end - start >= len(best):
                best = words[start:end]
    return names.get(best, ())


@cache
def _by_county() -> dict[str, tuple[Court, ...]]:
    return _grouped((_county(court), court) for court in all_courts() if court.level == "基层")


@cache
def _by_stem() -> dict[str, tuple[Court, ...]]:
    """Counties as people say them: 霍邱 for 霍邱县."""
    stems = []
    for name, courts in _by_county().items():
        ending = next((ending for ending in _SUFFIXES if name.endswith(ending)), "")
        stem = name.removesuffix(ending)
        if ending and len(stem) >= _SHORTEST_STEM:
            stems += [(stem, court) for court in courts]
    return _grouped(stems)


def _grouped(pairs: Iterable[tuple[str, Court]]) -> dict[str, tuple[Court, ...]]:
    found: dict[str, tuple[Court, ...]] = {}
    for name, court in pairs:
        if name:
            found[name] = (*found.get(name, ()), court)
    return found


def _county(court: Court) -> str:
    """The county or district of a court's name: 六安市金安区人民法院 → 金安区."""
    name = court.name.removeprefix(court.province).removesuffix(_ENDING)
    return name.removeprefix(_superior_city(court)) or name


def _superior_city(court: Court) -> str:
    above = by_name(court.superior)
    return _city(above) if above is not None else ""


def _city(court: Court) -> str:
    """The city of an intermediate court's name; empty for other courts."""
    if court.level != "中级":
        return ""
    return court.name.removeprefix(court.province).removesuffix("中级人民法院")


def _short(province: str) -> str:
    return province[:3] if province.startswith(("内蒙古", "黑龙江")) else province[:2]
