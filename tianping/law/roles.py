"""How litigants are called (诉讼地位的称谓): nobody is a plaintiff where nothing but an application was made."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Protocol, TypeVar

SUING: Mapping[str, str] = MappingProxyType({"plaintiff": "原告", "defendant": "被告", "third": "第三人"})
APPLYING: Mapping[str, str] = MappingProxyType({"plaintiff": "申请人", "defendant": "被申请人", "third": "第三人"})
# 民事诉讼法第二百零一条: both sides of an agreement apply together.
_TOGETHER = MappingProxyType({"plaintiff": "申请人", "defendant": "申请人", "third": "第三人"})
_ENFORCING = MappingProxyType({"plaintiff": "申请执行人", "defendant": "被执行人", "third": "第三人"})
# 类型代字 → the words of its own.
_OF_TYPE = MappingProxyType(
    {
        "诉前调": APPLYING,
        "诉前调确": _TOGETHER,
        "财保": APPLYING,
        "执保": APPLYING,
        "执": _ENFORCING,
    }
)


def role_in(type_code: str, role: str) -> str:
    """The word for a side in a case of this type (《民事诉讼文书样式》). Raises KeyError for a role that is none."""
    return _OF_TYPE.get(type_code, SUING)[role]


class Named(Protocol):
    """Whoever stands on a side, with the document that names them."""

    @property
    def role(self) -> str: ...
    @property
    def identity_kind(self) -> str: ...
    @property
    def identity_number(self) -> str: ...


Somebody = TypeVar("Somebody", bound=Named)


def named_twice(litigants: Sequence[Somebody]) -> list[Somebody]:
    """Those who stand on one side a second time: with the document of somebody named before them."""
    seen: set[tuple[str, str, str]] = set()
    again = []
    for each in litigants:
        document = (each.role, each.identity_kind, each.identity_number)
        if each.identity_number and document in seen:
            again.append(each)
        seen.add(document)
    return again


def on_both_sides(litigants: Sequence[Somebody]) -> list[Somebody]:
    """Those against whom something is begun by themselves: with the document of somebody who begins it."""
    own = {(each.identity_kind, each.identity_number) for each in litigants if each.role == "plaintiff"}
    return [
        each
        for each in litigants
        if each.role == "defendant" and each.identity_number and (each.identity_kind, each.identity_number) in own
    ]
