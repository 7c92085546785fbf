"""How litigants are called (诉讼地位的称谓): nobody is a plaintiff where nothing but an application was made."""

from tianping.cases.models import Litigant

_APPLYING = {"plaintiff": "申请人", "defendant": "被申请人"}
_ENFORCING = {"plaintiff": "申请执行人", "defendant": "被执行人"}
# 类型代字 → the words of its own.
_OF_TYPE = {
    "诉前调": _APPLYING,
    "诉前调确": _APPLYING,
    "财保": _APPLYING,
    "执保": _APPLYING,
    "执": _ENFORCING,
}


def role_in(type_code: str, role: str) -> str:
    """The word for a side in a case of this type (《民事诉讼文书样式》); 原告、被告 where it has none of its own."""
    return _OF_TYPE.get(type_code, {}).get(role) or str(Litigant.Role(role).label)
