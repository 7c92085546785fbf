"""Addresses down to the county (住址到县区): how much of an address may be published."""

import re
from functools import cache

from tianping.law.courts import all_courts
from tianping.law.identities import PROVINCES

_LONGEST_NAME = 14
_PLACE = r"[\u4e00-\u9fff](?:(?![省市县区镇乡村路街道号的])[\u4e00-\u9fff]){0,8}?"
_CITY = re.compile(rf"{_PLACE}(?:市|自治州|地区|盟)")
_TOWNSHIP = re.compile(r"[\u4e00-\u9fff]{1,12}?(?:街道|镇|乡|苏木)")
_COUNTY = re.compile(rf"{_PLACE}(?:自治县|自治旗|县|林区|特区|(?<![小社园校库厂])区|旗|市)")


def county_part(address: str) -> int:
    """How many characters of an address reach down to its county or district; 0 where it names none.

    Places are known by the names of their courts; names that no court bears are told by their endings.
    """
    names = _known_names()
    province = _longest(address, 0, names["province"])
    city = _longest(address, province, names["city"]) or _ending(_CITY, address, province)
    county = _longest(address, max(city, province), names["county"])
    return county or _ending(_COUNTY, address, max(city, province)) or max(city, province)


def township(address: str) -> str:
    """The township or street office that an address names below its county; empty where it names none."""
    found = _TOWNSHIP.match(address, county_part(address))
    return found[0] if found else ""


def _longest(address: str, start: int, names: frozenset[str]) -> int:
    """Where the longest known name that begins at `start` ends; 0 where none does."""
    for end in range(min(len(address), start + _LONGEST_NAME), start + 1, -1):
        if address[start:end] in names:
            return end
    return 0


def _ending(pattern: re.Pattern[str], address: str, start: int) -> int:
    match = pattern.match(address, start)
    return match.end() if match else 0


@cache
def _known_names() -> dict[str, frozenset[str]]:
    """Provinces, cities and counties, from the names of the courts."""
    provinces = frozenset(PROVINCES.values())
    short = {"广西壮族自治区": "广西", "内蒙古自治区": "内蒙古", "宁夏回族自治区": "宁夏"}
    cities, counties = set(), set()
    for court in all_courts():
        name = court.name.removeprefix(court.province)
        if court.level == "中级" and name.endswith(("市中级人民法院", "州中级人民法院", "盟中级人民法院")):
            cities.add(name.removesuffix("中级人民法院"))
    for court in all_courts():
        name = court.name.removeprefix(court.province).removesuffix("人民法院")
        if court.level == "基层" and name.endswith(("县", "区", "市", "旗")):
            city = next((city for city in _prefixes(name) if city in cities), "")
            counties.add(name.removeprefix(city) or name)
    return {
        "province": provinces | frozenset(short.values()),
        "city": frozenset(cities),
        "county": frozenset(counties),
    }


def _prefixes(name: str) -> list[str]:
    return [name[:end] for end in range(len(name) - 1, 1, -1)]
