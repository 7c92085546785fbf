"""The average yearly wage (就业人员年平均工资) that measures small claims, by province and day of publication."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from tianping.law.answers import Certainty, Refusal
from tianping.law.money import parse_yuan
from tianping.law.resources import day, read_json
from tianping.law.wording import chinese_date

WHERE_TO_ENTER = "请在“本院数据—就业人员年平均工资”中录入最近一次公布的数额、公布日期和来源。"


@dataclass(frozen=True, slots=True)
class Wage:
    """One published figure (年平均工资): the province, the year it is of, yearly fen, when and where published.

    Court-entered figures (本院数据) carry certainty L and their own source.
    """

    province: str
    year: int
    amount_fen: int
    published_on: date
    source: str
    certainty: Certainty = "L"


def last_published(province: str, *, on: date) -> Wage:
    """The figure of a province last published before `on`; refuses, naming it, where none is recorded."""
    name = short_name(province)
    before = [wage for wage in recorded_wages() if wage.province == name and wage.published_on < on]
    if not before:
        raise Refusal(
            f"没有收录{province.strip()[:20]}在{chinese_date(on)}以前公布的就业人员年平均工资，"
            "无法确定小额诉讼的标的额标准。",
            mend=WHERE_TO_ENTER,
        )
    return max(before, key=lambda wage: wage.published_on)


def short_name(province: str) -> str:
    """A province's short name: 安徽省 → 安徽, 广西壮族自治区 → 广西."""
    name = province.strip()
    for ending in ("壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "省", "市"):
        if name.endswith(ending) and len(name) > len(ending):
            return name.removesuffix(ending)
    return name


@cache
def recorded_wages() -> tuple[Wage, ...]:
    """Every recorded figure."""
    return tuple(
        Wage(
            province=row["province"],
            year=row["year"],
            amount_fen=parse_yuan(row["amount"]),
            published_on=day(row["published_on"]),
            source=row["source"],
            certainty=row["published_on_certainty"],
        )
        for row in read_json("wages.json")["rows"]
    )
