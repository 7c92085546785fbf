"""Numbers that name a person or an account (证照号码): their form, and what they say of the holder."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tianping.law.answers import Refusal
from tianping.law.courts import division_names
from tianping.law.wording import chinese_date

IdentityKind = Literal["resident_id", "hmt_permit", "foreign_permanent", "uscc", "bank_card", "phone"]
KINDS: dict[str, str] = {
    "resident_id": "居民身份证",
    "hmt_permit": "港澳台居民证件",
    "foreign_permanent": "外国人永久居留身份证",
    "uscc": "统一社会信用代码",
    "bank_card": "银行卡",
    "phone": "手机号码",
}
STANDARDS: dict[str, str] = {
    "resident_id": "GB 11643—1999《公民身份号码》",
    "hmt_permit": "《港澳台居民居住证申领发放办法》（国办发〔2018〕81号）及来往内地、大陆通行证号码规则",
    "foreign_permanent": "国家移民管理局外国人永久居留身份证号码规则（2017版、2023版）",
    "uscc": "GB 32100—2015《法人和其他组织统一社会信用代码编码规则》",
    "bank_card": "银联卡卡号规则（发卡机构标识代码62，Luhn校验）",
    "phone": "公用电信网号码规划（移动电话11位号码）",
}
PROVINCES: dict[str, str] = {
    "11": "北京市", "12": "天津市", "13": "河北省", "14": "山西省", "15": "内蒙古自治区", "21": "辽宁省",
    "22": "吉林省", "23": "黑龙江省", "31": "上海市", "32": "江苏省", "33": "浙江省", "34": "安徽省",
    "35": "福建省", "36": "江西省", "37": "山东省", "41": "河南省", "42": "湖北省", "43": "湖南省",
    "44": "广东省", "45": "广西壮族自治区", "46": "海南省", "50": "重庆市", "51": "四川省", "52": "贵州省",
    "53": "云南省", "54": "西藏自治区", "61": "陕西省", "62": "甘肃省", "63": "青海省",
    "64": "宁夏回族自治区", "65": "新疆维吾尔自治区", "71": "台湾省",
}  # fmt: skip
RESIDENCE_PERMIT_AREAS: dict[str, str] = {"81": "香港", "82": "澳门", "83": "台湾"}
RESIDENCE_PERMIT = "港澳台居民居住证"

_EARLIEST_BIRTH_YEAR = 1850
_FULL_WIDTH = str.maketrans({wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)})
UNITS_NUMBER = "自然人没有统一社会信用代码，请核对类型和证件。"
SHORTEST_ACCOUNT, LONGEST_ACCOUNT = 8, 32
# Lawyers have been admitted again since 1979.
FIRST_LICENCES = 1979
_LICENCE = re.compile(r"1[0-9]{4}[0-9]{4}[0-9][01][0-9]{6}")
_SEPARATORS = re.compile(r"[\s\-‐‑–—]+")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_PERMITS = (
    (re.compile(r"[HM][0-9]{8}(?:[0-9]{2})?"), "港澳居民来往内地通行证"),
    (re.compile(r"[0-9]{8}"), "台湾居民来往大陆通行证"),
    (re.compile(r"[0-9]{10}(?:\([A-Z]\)|[A-Z])"), "台湾居民来往大陆通行证（一次有效或者旧版）"),
)


@dataclass(frozen=True, slots=True)
class IdentityCheck:
    """What a number says (核对结果): whether it can be real, why not, and what it tells of its holder.

    `number` is normalised (half width, no blanks, capital letters); `document` names the paper it belongs to.
    """

    kind: str
    number: str
    valid: bool
    why: str = ""
    document: str = ""
    birthday: date | None = None
    sex: str = ""
    area: str = ""


def check(kind: str, number: str, *, on: date) -> IdentityCheck:
    """Check a number of one of `KINDS` against its standard; birthdays are checked against `on`.

    An impossible number is an answer with `valid` False and a Chinese `why`; only an unknown kind is refused.
    """
    checker = _CHECKERS.get(kind)
    if checker is None:
        raise Refusal(f"没有名为“{kind[:30]}”的证照种类。", mend="可选：" + "、".join(KINDS) + "。")
    return checker(normalised(number), on)


def normalised(number: str) -> str:
    """A number as compared and stored: half width, without blanks and hyphens, letters in capitals."""
    return _SEPARATORS.sub("", number.translate(_FULL_WIDTH)).upper()


def told_by(number: str, *, is_person: bool, on: date) -> str:
    """The kind of paper that a number can only be of (证件种类), by its form and its check character; empty: not told.

    Of a person the numbers of eighteen places; one that looks like a citizen's and is none is taken for a citizen's,
    so that its slip is named. Of a unit the credit code.
    """
    text = normalised(number)
    if not is_person:
        return "uscc" if len(text) == 18 else ""
    if not re.fullmatch(r"[0-9]{17}[0-9X]", text):
        return ""
    kinds = ("resident_id", "hmt_permit", "foreign_permanent")
    return next((kind for kind in kinds if check(kind, text, on=on).valid), "resident_id")


def age_on(birthday: date, day: date) -> int:
    """Full years on `day` (周岁): one more from the day after the birthday (从生日的第二天起)."""
    return day.year - birthday.year - ((day.month, day.day) <= (birthday.month, birthday.day))


def check_character(first_seventeen: str) -> str:
    """The check character of a citizen number from its first seventeen digits (ISO 7064 MOD 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(first_seventeen, _WEIGHTS, strict=True))
    return _CHECK_CHARACTERS[total % 11]


def _resident_id(number: str, on: date) -> IdentityCheck:
    if re.fullmatch(r"[0-9]{15}", number):
        return _invalid("resident_id", number, "15位号码是第一代居民身份证号码，已停止使用，请填写18位公民身份号码。")
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return _invalid("resident_id", number, _length_words(number, "公民身份号码应为18位：17位数字和1位校验码"))
    if number[:2] in RESIDENCE_PERMIT_AREAS:
        where = RESIDENCE_PERMIT_AREAS[number[:2]]
        return _invalid(
            "resident_id", number,
            f"这是{RESIDENCE_PERMIT}号码（{where}），不是居民身份证号码，请按港澳台居民证件（hmt_permit）登记。",
            document=RESIDENCE_PERMIT,
        )  # fmt: skip
    if number[:2] not in PROVINCES:
        return _invalid("resident_id", number, f"前两位“{number[:2]}”不是省级行政区划代码。")
    return _citizen_number("resident_id", number, on, "居民身份证", _area(number[:6]))


def _hmt_permit(number: str, on: date) -> IdentityCheck:
    if re.fullmatch(r"8[123][0-9]{15}[0-9X]", number):
        where = RESIDENCE_PERMIT_AREAS[number[:2]]
        return _citizen_number("hmt_permit", number, on, RESIDENCE_PERMIT, where)
    for pattern, document in _PERMITS:
        if pattern.fullmatch(number):
            return IdentityCheck("hmt_permit", number, True, document=document)
    return _invalid(
        "hmt_permit", number,
        "不符合港澳居民来往内地通行证（H或者M加8位数字）、台湾居民来往大陆通行证（8位数字）"
        f"或者{RESIDENCE_PERMIT}（以81、82、83开头的18位号码）的样式。",
    )  # fmt: skip


def _foreign_permanent(number: str, on: date) -> IdentityCheck:
    kind, document = "foreign_permanent", "外国人永久居留身份证"
    if re.fullmatch(r"9[0-9]{16}[0-9X]", number):
        if number[1:3] not in PROVINCES:
            return _invalid(kind, number, f"第2、3位“{number[1:3]}”不是省级行政区划代码。")
        return _citizen_number(kind, number, on, document + "（2023版）", PROVINCES[number[1:3]])
    if re.fullmatch(r"[A-Z]{3}[0-9]{12}", number):
        return IdentityCheck(kind, number, True, document=document + "（2017版）", area=number[:3])
    return _invalid(kind, number, "不符合外国人永久居留身份证号码的样式（9开头的18位号码，或者3位字母加12位数字）。")


def _uscc(number: str, on: date) -> IdentityCheck:
    if len(number) != 18:
        return _invalid("uscc", number, f"统一社会信用代码应为18位，现为{len(number)}位。")
    wrong = sorted(set(number) - set(_CREDIT_ALPHABET))
    if wrong:
        return _invalid("uscc", number, f"统一社会信用代码不使用字符“{''.join(wrong)}”。")
    if not re.fullmatch(r"[0-9]{6}", number[2:8]):
        return _invalid("uscc", number, "第3至8位应为登记管理机关的行政区划代码（6位数字）。")
    values = [_CREDIT_ALPHABET.index(character) for character in number[:17]]
    total = sum(value * weight for value, weight in zip(values, _CREDIT_WEIGHTS, strict=True))
    expected = _CREDIT_ALPHABET[-total % 31]
    if number[17] != expected:
        return _invalid("uscc", number, "校验码不符，请核对是否录错。")
    return IdentityCheck("uscc", number, True, document="统一社会信用代码", area=_area(number[2:8]))


def _bank_card(number: str, on: date) -> IdentityCheck:
    if not re.fullmatch(r"[0-9]+", number):
        return _invalid("bank_card", number, "银行卡号只能由数字组成。")
    if not number.startswith("62"):
        return _invalid("bank_card", number, "不是以62开头的银联卡卡号。")
    if not 16 <= len(number) <= 19:
        return _invalid("bank_card", number, f"银联卡卡号应为16至19位，现为{len(number)}位。")
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number)))
    if sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10:
        return _invalid("bank_card", number, "校验码不符，请核对是否录错。")
    return IdentityCheck("bank_card", number, True, document="银联卡")


def _phone(number: str, on: date) -> IdentityCheck:
    bare = re.sub(r"^(?:\+|00)86", "", number)
    if re.fullmatch(r"1[3-9][0-9]{9}", bare):
        return IdentityCheck("phone", bare, True, document="手机号码")
    return _invalid("phone", number, "手机号码应为11位数字，以13至19开头。")


def _citizen_number(kind: str, number: str, on: date, document: str, area: str) -> IdentityCheck:
    """The parts that all eighteen-digit personal numbers share: birthday, sex and check character."""
    written = number[6:14]
    try:
        birthday = date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        return _invalid(kind, number, f"出生日期“{written}”不存在。", document=document)
    if birthday.year < _EARLIEST_BIRTH_YEAR:
        return _invalid(kind, number, f"出生日期“{written}”不可能。", document=document)
    if birthday > on:
        return _invalid(kind, number, f"出生日期{chinese_date(birthday)}晚于{chinese_date(on)}。", document=document)
    if number[17] != check_character(number[:17]):
        return _invalid(kind, number, "校验码不符，请核对是否录错。", document=document)
    sex = "男" if int(number[16]) % 2 else "女"
    return IdentityCheck(kind, number, True, document=document, birthday=birthday, sex=sex, area=area)


def _area(division_code: str) -> str:
    province = PROVINCES.get(division_code[:2], "")
    return province + division_names().get(division_code, "")


def _length_words(number: str, rule: str) -> str:
    return f"{rule}，现为{len(number)}位。" if len(number) != 18 else f"{rule}，现含有其他字符。"


def _invalid(kind: str, number: str, why: str, *, document: str = "") -> IdentityCheck:
    return IdentityCheck(kind, number, False, why=why, document=document)


_CHECKERS: dict[str, Callable[[str, date], IdentityCheck]] = {
    "resident_id": _resident_id,
    "hmt_permit": _hmt_permit,
    "foreign_permanent": _foreign_permanent,
    "uscc": _uscc,
    "bank_card": _bank_card,
    "phone": _phone,
}


def is_lawyers_licence(number: str, *, on: date) -> bool:
    """Whether a number is built as those of lawyers are (律师执业证号): 17 digits.

    1, province (2), city (2), the year of admission (4), kind of practice (1), sex (0 or 1), serial number (6).
    Built so by custom of the bureaus; no checksum.
    """
    if _LICENCE.fullmatch(number.strip()) is None:
        return False
    return FIRST_LICENCES <= int(number.strip()[5:9]) <= on.year


def licence_fault(number: str, *, on: date) -> str:
    """What is wrong with what somebody wrote as their lawyer's licence, with the mend; empty where nothing is."""
    if is_lawyers_licence(number, on=on):
        return ""
    return "律师执业证号不是17位数字，或者其中的年份、类别不对，请对照律师执业证核对。"


def read_document(kind: str, number: str, *, is_person: bool, on: date) -> tuple[str, str, dict[str, str]]:
    """A document of somebody else as far as it is known (对方的证件): its kind, its number, what is wrong with which.

    A number says itself of which document it is, where it can; neither of the two stands without the other. The faults
    are keyed ``kind`` and ``number``; a document without a standard of its own (护照) is taken as it was written.
    """
    wanted = number.strip()
    if wanted and not kind:
        kind = told_by(wanted, is_person=is_person, on=on)
    if wanted and is_person and (kind == "uscc" or (not kind and check("uscc", wanted, on=on).valid)):
        return "uscc", wanted, {"kind": UNITS_NUMBER}
    if wanted and not kind:
        return kind, wanted, {"kind": "填写了证件号码，请选择是哪种证件。"}
    if kind and not wanted:
        return kind, wanted, {"number": "选择了证件种类，请填写证件号码；不知道的请选“不知道”。"}
    if not wanted or kind not in KINDS:
        return kind, wanted, {}
    found = check(kind, wanted, on=on)
    return kind, normalised(wanted), {} if found.valid else {"number": found.why}


def account_number(number: str) -> str:
    """An account of a bank to which money is paid (收款账号): its digits, without what stands between them.

    The Chinese banks' own lengths differ; the standard of payment messages leaves room for 32.
    """
    text = normalised(number)
    if re.fullmatch(r"[0-9]+", text) is None:
        raise Refusal("账号只能由数字组成。", mend="请照银行卡或者开户许可证填写。")
    if not SHORTEST_ACCOUNT <= len(text) <= LONGEST_ACCOUNT:
        raise Refusal(
            f"账号应当有{SHORTEST_ACCOUNT}至{LONGEST_ACCOUNT}位数字，现为{len(text)}位。",
            mend="请照银行卡或者开户许可证填写。",
        )
    return text
