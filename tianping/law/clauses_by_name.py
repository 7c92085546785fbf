"""Clauses of an agreement (调解协议的条款) with names in place of roles: for papers that call both sides alike."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

# 被申请人 holds 申请人, so that it is read first.
_SIDE_OF = {"被申请人": "defendant", "申请人": "plaintiff", "被告": "defendant", "原告": "plaintiff"}
# What only looks like one side is none: 申请人民法院, 被告知. Both together need no name: 共同申请人, 原、被告.
_ALONE = (
    r"(?:被申请人|(?<!共同)(?<!双方)(?<!各)(?<!两)申请人)(?!民(?:法院|调解|政府|检察院))"
    r"|(?<!原、)(?<!原)被告(?!知|诉)|原告"
)


class Party(Protocol):
    """Whoever agreed: their role before the mediators, and their name."""

    @property
    def role(self) -> str: ...
    @property
    def name(self) -> str: ...


def sides_of(parties: Iterable[Party]) -> dict[str, list[str]]:
    """The names of those who agreed, by role."""
    sides = defaultdict(list)
    for each in parties:
        sides[each.role].append(each.name)
    return dict(sides)


def by_name(clause: str, sides: Mapping[str, Sequence[str]]) -> str:
    """A clause in which its people stand by their names alone: 申请人王某, and 申请人 where no other is one, are 王某.

    ``sides``: the names of those who agreed, by their role before the mediators, or by none where that is not known. A
    role that several have, or nobody is known to have, stays as it is written.
    """
    return _read(clause, sides)[0]


def without_names(clauses: Sequence[str], sides: Mapping[str, Sequence[str]]) -> list[str]:
    """The clauses in which a role stands alone and does not tell who is meant."""
    return [clause for clause in clauses if _read(clause, sides)[1]]


def _read(clause: str, sides: Mapping[str, Sequence[str]]) -> tuple[str, bool]:
    """The clause by names, and whether a role is left in it."""
    names = sorted({name for of_side in sides.values() for name in of_side}, key=len, reverse=True)
    named = "|".join(map(re.escape, names)) or r"(?!)"
    left = False

    def word(found: re.Match[str]) -> str:
        nonlocal left
        if found["name"]:
            return found["name"]
        of_side = sides.get(_SIDE_OF[found["role"]], ())
        left = left or len(of_side) != 1
        return of_side[0] if len(of_side) == 1 else found["role"]

    pattern = rf"(?:被申请人|申请人|被告|原告|第三人)?(?P<name>{named})|(?P<role>{_ALONE})"
    return re.sub(pattern, word, clause), left
