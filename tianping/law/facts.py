"""Reading the facts of a question (问题的事实): each by name and kind, every slip refused in a sentence."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from fractions import Fraction
from typing import Any

from tianping.law.answers import Refusal
from tianping.law.intervals import Excluded
from tianping.law.masked_names import NamedParty, named_party
from tianping.law.money import parse_yuan
from tianping.law.spans import CHINA, read_unit
from tianping.law.trial_limits import Extension

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2})(?::([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,6})?)?)?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_RATE = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,12})?")
_KIND_KEYS = ("kind", "type", "category")
_COURT_ROLES = (
    "审判长",
    "审判员",
    "代理审判员",
    "人民陪审员",
    "法官",
    "法官助理",
    "书记员",
    "执行员",
    "judge",
    "clerk",
)
_SHORTEST_SECRET = 5
_MONEY_MEND = "请写成以元为单位的字符串，例如“48440”或“505.50”。"


def read_day(name: str, value: Any) -> date:
    """A day written 2023-05-01; refuses other forms and days that do not exist."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise Refusal(f"“{name}”的日期{value}不存在。", mend="请核对日期。") from None
    raise Refusal(f"“{name}”不是日期（{shown(value)}）。", mend="请写成“2023-05-01”的样式。")


def read_moment(name: str, value: Any) -> date | datetime:
    """A day, or a moment written 2026-01-05T10:30; a moment with an offset is turned to China time."""
    match = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return read_day(name, value)
    hour, minute, second = int(match[2]), int(match[3] or 0), int(match[4] or 0)
    day = read_day(name, match[1])
    try:
        moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=CHINA)
        if match[5] and match[5] != "Z":
            sign = -1 if match[5][0] == "-" else 1
            offset = timedelta(hours=int(match[5][1:3]), minutes=int(match[5][-2:]))
            moment = moment.replace(tzinfo=timezone(sign * offset))
        elif match[5]:
            moment = moment.replace(tzinfo=UTC)
        return moment.astimezone(CHINA).replace(tzinfo=None)
    except (ValueError, OverflowError):
        raise Refusal(f"“{name}”的时刻{value}不存在。", mend="请核对日期和时刻。") from None


def shown(value: Any) -> str:
    """A value as shown back in a refusal, cut short."""
    text = "空" if value is None else str(value) if isinstance(value, str | int | float) else "不是单个值"
    cleaned = "".join(character for character in text[:60] if character.isprintable())
    return cleaned if len(cleaned) <= 30 else cleaned[:30] + "…"


class Facts:
    """The facts of one question; `allowed` are the names its rule knows, others are refused by name."""

    def __init__(self, given: Mapping[str, Any], allowed: Sequence[str]) -> None:
        unknown = [name for name in given if name not in allowed]
        if unknown:
            named = "、".join(f"“{shown(name)}”" for name in unknown[:5])
            known = "、".join(allowed) or "无"
            raise Refusal(f"有不认识的事实{named}。", mend=f"这条规则的事实是：{known}。")
        self._given = given

    def has(self, name: str) -> bool:
        """Whether the fact was given and is not null."""
        return self._given.get(name) is not None

    def is_null(self, name: str) -> bool:
        """Whether the fact was given as null (明示没有)."""
        return name in self._given and self._given[name] is None

    def money(self, name: str) -> int:
        """A sum in fen from a decimal string in yuan; whole JSON numbers are read, broken ones refused."""
        value = self._required(name)
        if isinstance(value, int) and not isinstance(value, bool):
            if abs(value) >= 10**17:
                raise Refusal(f"“{name}”超出可以计算的范围。", mend="请核对金额是否多写了数字。")
            value = str(value)
        if not isinstance(value, str):
            raise Refusal(f"“{name}”不是金额（{shown(value)}）。", mend=_MONEY_MEND)
        try:
            return parse_yuan(value)
        except Refusal as refusal:
            raise Refusal(f"“{name}”：{refusal.message}", mend=refusal.mend) from None

    def money_or_none(self, name: str) -> int | None:
        """A sum in fen, or None where the fact is null; a missing fact is refused."""
        return None if self.is_null(name) else self.money(name)

    def text(self, name: str) -> str:
        """A string."""
        value = self._required(name)
        if not isinstance(value, str):
            raise Refusal(f"“{name}”不是文字（{shown(value)}）。", mend="请写成字符串。")
        return value

    def flag(self, name: str, *, default: bool | None = None) -> bool:
        """True or false; `default` where the fact is left out."""
        if default is not None and not self.has(name):
            return default
        value = self._required(name)
        if not isinstance(value, bool):
            raise Refusal(f"“{name}”不是 true 或者 false（{shown(value)}）。", mend="请写 true 或者 false。")
        return value

    def optional_flag(self, name: str) -> bool | None:
        """True, false, or None where the fact is left out."""
        return self.flag(name) if self.has(name) else None

    def integer(self, name: str) -> int:
        """A whole number; a string of digits is read too."""
        value = self._required(name)
        if isinstance(value, str) and re.fullmatch(r"(?:0|[1-9][0-9]{0,11})", value):
            return int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise Refusal(f"“{name}”不是整数（{shown(value)}）。", mend="请写成整数。")
        return value

    def day(self, name: str) -> date:
        """A day."""
        return read_day(name, self._required(name))

    def optional_day(self, name: str) -> date | None:
        """A day, or None where the fact is left out."""
        return self.day(name) if self.has(name) else None

    def moment(self, name: str) -> date | datetime:
        """A day or a moment."""
        return read_moment(name, self._required(name))

    def shows_seconds(self, name: str) -> bool:
        """Whether a moment was given with seconds, so that the answer gives them too."""
        value = self._given.get(name)
        match = _MOMENT.fullmatch(value) if isinstance(value, str) else None
        return match is not None and match[4] is not None

    def daily_or_yearly_rate(self, name: str) -> tuple[str, Fraction] | None:
        """A rate as (per_day or per_year, fraction); None where the fact is null or left out."""
        if not self.has(name):
            return None
        value = self._given[name]
        if isinstance(value, dict) and len(value) == 1:
            per, rate = next(iter(value.items()))
            if per in ("per_day", "per_year") and isinstance(rate, str) and _RATE.fullmatch(rate):
                return per, Fraction(rate)
        raise Refusal(
            f"“{name}”不是利率。",
            mend='请写成 {"per_day": "0.0005"} 或者 {"per_year": "0.06"}；没有约定的写 null。',
        )

    def excluded(self, name: str) -> tuple[Excluded, ...]:
        """Intervals {"from", "to", "why"}, half open."""
        return tuple(
            Excluded(read_day("from", item.get("from")), read_day("to", item.get("to")), _why(item.get("why")))
            for item in self._objects(name, ("from", "to", "why"))
        )

    def extensions(self, name: str) -> tuple[Extension, ...]:
        """Extensions {"length", "unit"}."""
        found = []
        for item in self._objects(name, ("length", "unit")):
            one = Facts(item, ("length", "unit"))
            found.append(Extension(one.integer("length"), read_unit(one.text("unit"))))
        return tuple(found)

    def parties(self, name: str) -> list[NamedParty]:
        """Litigants: names, or objects with a name and where known a kind, a role and other particulars.

        Judges and clerks among them (by role) are left out: their names are never hidden.
        """
        value = self._required(name)
        if not isinstance(value, list):
            raise Refusal(f"“{name}”不是当事人名单。", mend='请写成名单，例如 ["张三"]。')
        return [party for party in map(_party, value) if party is not None]

    def _objects(self, name: str, keys: Sequence[str]) -> list[dict[str, Any]]:
        if not self.has(name):
            return []
        value = self._given[name]
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise Refusal(f"“{name}”不是名单。", mend=f"每一项应写明：{'、'.join(keys)}。")
        for item in value:
            Facts(item, keys)
        return value

    def _required(self, name: str) -> Any:
        value = self._given.get(name)
        if value is None:
            raise Refusal(f"缺少“{name}”。", mend="请补充这一事实。")
        return value


def _why(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refusal("扣除的原因（why）不是文字。", mend="请写成字符串。")
    return value


def _party(item: Any) -> NamedParty | None:
    if isinstance(item, str):
        return named_party(item)
    if isinstance(item, dict) and isinstance(item.get("name"), str):
        words = {key: text for key, text in item.items() if isinstance(text, str)}
        if words.get("role", "") in _COURT_ROLES:
            return None
        kind = next((words[key] for key in _KIND_KEYS if key in words), "")
        secrets = (text for key, text in words.items() if key not in ("name", "role", *_KIND_KEYS))
        return named_party(item["name"], kind, tuple(text for text in secrets if len(text) >= _SHORTEST_SECRET))
    raise Refusal("当事人名单中有一项没有姓名或者名称。", mend="每一项写成姓名，或者写明 name。")
