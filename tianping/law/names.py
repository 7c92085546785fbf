"""Names of people and organisations as registers write them (姓名、名称): what can be one, at every door."""

import re
import unicodedata
from dataclasses import dataclass

# Han characters of the newest planes, which this Python does not know yet.
NEWEST_HAN = frozenset(map(chr, range(0x30000, 0x323B0)))
HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
LONGEST_NAME = 50
LONGEST_WITHOUT_DOT = 12
SHORT_NAME = 4  # no longer than a person's name may be without saying so

_DOTS = str.maketrans(dict.fromkeys("•‧・･∙⋅", "·"))
_ORGANISATION = re.compile(r"(?:公司|合作社|企业|厂|商行|经营部|中心|事务所|学校|医院|委员会|店|农场|集团|银行)$")
_PERSON_NAME = re.compile(rf"[{HAN}]+(?:·[{HAN}]+)*|[A-Za-z][A-Za-z .,'’\-·]*[A-Za-z.]")
_ORGANISATION_NAME = re.compile(rf"[{HAN}A-Za-z0-9()（）·&＆\-.“”、]+")
_NOT_A_NAME = re.compile(r"(?:本页|本表|全部)?(?:合计|总计|小计|共计|累计|汇总|总额)")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a text, by a code and in words, and how to mend it; ``mended``: its one sensible reading."""

    code: str
    what: str
    mend: str
    mended: str | None = None

    @property
    def sentence(self) -> str:
        """The whole as one sentence."""
        return self.what + self.mend


@dataclass(frozen=True, slots=True)
class Name:
    """A name as registers write it; ``fault`` says why it cannot be one, ``joined`` is it without the blanks in it."""

    text: str
    fault: Fault | None = None
    joined: str = ""


def is_organisation(name: str) -> bool:
    """Whether a name can only be that of a company or the like."""
    return len(name) > SHORT_NAME and bool(_ORGANISATION.search(name))


def letters_fault(text: str) -> Fault | None:
    """Letters that nobody can see or print: invisible and control characters, and those outside every standard."""
    if text.isprintable() and "\ufffd" not in text:
        return None
    kinds = {letter: unicodedata.category(letter) for letter in set(text) - NEWEST_HAN}
    hidden = sorted(letter for letter, kind in kinds.items() if kind == "Cf")
    if hidden:
        codes = "、".join(f"U+{ord(letter):04X}" for letter in hidden)
        rest = "".join(letter for letter in text if kinds.get(letter) != "Cf")
        return Fault("invisible_characters", f"内容夹有看不见的字符（{codes}）。", "请删去后重新填写。", rest)
    if any(kind in ("Cc", "Cs") and letter not in "\r\n\t" for letter, kind in kinds.items()):
        rest = "".join(letter for letter in text if kinds.get(letter) not in ("Cc", "Cs"))
        return Fault("control_characters", "内容夹有控制字符。", "请重新填写。", rest)
    if "\ufffd" in text or not {"Co", "Cn"}.isdisjoint(kinds.values()):
        what = "内容有乱码或者自造字，其他电脑上显示不出。"
        return Fault("unreadable_characters", what, "请核对证件，用国家标准编码（GB 18030）中的字重新填写。")
    return None


def read_name(text: str, word: str, *, organisation: bool = False) -> Name:
    """A name, normalised, or why it cannot be one (表情符号、数字、说明…); ``word`` is what the form calls it."""
    fault = letters_fault(text)
    if fault is not None:
        return Name(text, fault)
    name, had_blanks = _tidied(text)
    joined = name if had_blanks else ""
    if organisation or is_organisation(name):
        fault = _organisation_fault(name, text, word)
        return Name(text if fault else name.replace("(", "（").replace(")", "）"), fault, joined)
    fault = _person_fault(name, word)
    return Name(text if fault else name, fault, joined)


def _tidied(text: str) -> tuple[str, bool]:
    """One dot, and no blanks between Han characters; whether there were any."""
    name = re.sub(rf"(?<=[{HAN}])[.．](?=[{HAN}])", "·", text.translate(_DOTS))
    had_blanks = bool(re.fullmatch(rf"[{HAN}·\s]+", name) and re.search(r"\s", name))
    return re.sub(r"\s+", "" if had_blanks else " ", name).strip(), had_blanks


def _organisation_fault(name: str, text: str, word: str) -> Fault | None:
    if not _ORGANISATION_NAME.fullmatch(name):
        return Fault("name_characters", f"{word}“{text}”含有单位名称中不用的字符。", "请按营业执照填写。")
    if len(name) < SHORT_NAME:
        mend = "请按营业执照填写全称；不是单位的，请核对证件类型。"
        return Fault("name_too_short", f"{word}“{text}”不像单位名称。", mend)
    return None


def _person_fault(name: str, word: str) -> Fault | None:
    if re.search(r"\d", unicodedata.normalize("NFKC", name)):
        return Fault("name_digits", f"{word}“{name}”含有数字。", "请按居民身份证上的姓名填写。")
    if not _PERSON_NAME.fullmatch(name):
        return Fault("name_characters", f"{word}“{name}”含有姓名中不用的字符。", "请只写姓名。")
    if _NOT_A_NAME.fullmatch(name):
        mend = "合计行请不要填写其他各栏；是借款记录的，请填写姓名。"
        return Fault("name_is_total", f"{word}“{name}”是合计行的字样，不是姓名。", mend)
    if len(name) < 2:
        return Fault("name_too_short", f"{word}“{name}”只有一个字，不是完整的姓名。", "请按居民身份证填写全名。")
    if len(name) > LONGEST_NAME or (len(name) > LONGEST_WITHOUT_DOT and "·" not in name and not name.isascii()):
        return Fault("name_too_long", f"{word}“{name}”有{len(name)}个字，不像一个人的姓名。", "请核对后填写。")
    return None
