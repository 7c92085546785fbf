"""Reading who the people are: identity papers, numbers, telephones, guarantors."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from tianping.intake.filing.spreadsheets.found import Guarantor, Scribe, label, shown
from tianping.intake.filing.spreadsheets.headings import Column
from tianping.intake.filing.spreadsheets.texts import (
    PLACEHOLDERS,
    SEVERAL,
    blank,
    person_names,
    plain,
    read_name,
    usable,
)
from tianping.kernel.spreadsheets.cells import Cell
from tianping.law import identities
from tianping.law.names import is_organisation

KIND_WORDS: dict[str, str] = {
    **dict.fromkeys(
        (
            "居民身份证", "身份证", "二代身份证", "第二代居民身份证", "第二代身份证", "公民身份证", "临时居民身份证",
            "居民身份证件", "中华人民共和国居民身份证", "身份证件", "户口簿", "身份证号",
        ),
        "resident_id",
    ),
    **dict.fromkeys(
        (
            "港澳居民来往内地通行证", "台湾居民来往大陆通行证", "港澳台居民居住证", "台胞证", "回乡证", "港澳通行证",
            "港澳居民居住证", "台湾居民居住证", "港澳台居民证件",
        ),
        "hmt_permit",
    ),
    **dict.fromkeys(("外国人永久居留身份证", "外国人永久居留证", "永久居留身份证"), "foreign_permanent"),
    **dict.fromkeys(("护照", "外国护照", "普通护照"), "passport"),
    **dict.fromkeys(("统一社会信用代码", "营业执照", "统一社会信用代码证", "社会信用代码", "企业营业执照"), "uscc"),
}  # fmt: skip
PASSPORT = re.compile(r"[A-Z0-9]{5,20}")
KIND_MEND = "请填写居民身份证、护照、港澳台居民证件、外国人永久居留身份证或者统一社会信用代码。"
AS_TEXT_MEND = "请把该列设为文本格式，按证件重新录入全部号码，不要从本单元格复制。"


@dataclass(frozen=True)
class Identity:
    """A number that passed: its kind, its normalised form and the birthday it tells."""

    kind: str
    number: str
    birthday: date | None = None


def read_kind(cell: Cell, column: Column, scribe: Scribe) -> str | None:
    """The kind of identity paper; None with the defect named."""
    word = re.sub(r"[\s()（）]", "", plain(cell))
    kind = KIND_WORDS.get(word)
    if kind is None:
        scribe.defect(cell, column, "unknown_identity_kind", f"证件类型“{plain(cell)}”认不出。", KIND_MEND)
    return kind


def kind_of(number: str, name: str, *, on: date) -> str:
    """The kind that a number without a stated kind most likely has."""
    if is_organisation(name):
        return "uscc"
    for kind in ("resident_id", "hmt_permit", "foreign_permanent", "uscc"):
        if len(number) == 18 and identities.check(kind, number, on=on).valid:
            return kind
    return "resident_id"


def read_identity(text: str, kind: str, cell: Cell, column: Column, scribe: Scribe, *, on: date) -> Identity | None:
    """Check one number; None with the defect named. Blanks, full width and a lower-case x are put right."""
    number = identities.normalised(text.strip().lstrip("'’‘`"))
    if kind == "passport":
        return _passport(number, cell, column, scribe)
    check = identities.check(kind, number, on=on)
    if check.valid:
        if check.number != text:
            _note_tidied(text, check.number, cell, column, scribe)
        return Identity(kind, check.number, check.birthday)
    code, mend = _why_code(kind, number)
    word = label(column.field or "")
    scribe.defect(cell, column, code, f"{word}“{number[:30]}”有误：{check.why}", mend)
    return None


def _note_tidied(text: str, number: str, cell: Cell, column: Column, scribe: Scribe) -> None:
    if text.strip().upper() != number:
        word = label(column.field or "")
        scribe.note(
            cell.ref, column.field or "", "number_tidied", f"{word}中的空格、全角或者多余符号已去掉，按“{number}”登记。"
        )


def _passport(number: str, cell: Cell, column: Column, scribe: Scribe) -> Identity | None:
    if PASSPORT.fullmatch(number):
        return Identity("passport", number)
    scribe.defect(cell, column, "identity_characters", f"护照号码“{number[:30]}”不合样式。", "请按护照填写字母和数字。")
    return None


def _why_code(kind: str, number: str) -> tuple[str, str]:
    """The kind of fault and its mend; the sentence about it comes from the law's own check."""
    verify = "请对照证件原件或者复印件重新录入。"
    if kind not in ("resident_id", "hmt_permit", "foreign_permanent"):
        return "identity_code_invalid", "请对照营业执照重新录入。"
    if kind == "resident_id" and re.fullmatch(r"\d{15}", number, re.ASCII):
        return "identity_fifteen_digits", "不知道18位号码的，可以请公安机关查询。"
    if not re.fullmatch(r"[0-9A-Z]*", number):
        return "identity_characters", verify
    if len(number) != 18:
        return "identity_length", verify
    if not re.fullmatch(r"\d{17}[\dX]", number, re.ASCII):
        return "identity_characters", verify
    if not _is_day(number[6:14]):
        return "identity_birthday", verify
    if kind == "resident_id" and number[:2] in identities.RESIDENCE_PERMIT_AREAS:
        return "identity_other_paper", "请把证件类型改为港澳台居民证件，或者核对号码。"
    if kind == "resident_id" and number[:2] not in identities.PROVINCES:
        return "identity_area", verify
    if number[17] != identities.check_character(number[:17]):
        return "identity_checksum", verify
    return "identity_birthday", verify


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def stored_as_number(cell: Cell, column: Column, scribe: Scribe) -> bool:
    """Whether a number of a paper was stored as a figure: past fifteen digits the rest is lost for good."""
    if cell.kind not in ("number", "date", "bool"):
        return False
    scribe.defect(
        cell,
        column,
        "identity_stored_as_number",
        f"{label(column.field or '')}存成了数字（{shown(cell)}），{_lost(cell)}，不能使用。",
        AS_TEXT_MEND,
    )
    return True


def _lost(cell: Cell) -> str:
    return "第15位以后的数字已经丢失" if len(shown(cell)) > 15 else "开头的零和位数都无法核对"


def read_phone(cell: Cell, column: Column, scribe: Scribe, *, on: date) -> str | None:
    """A mobile number; None with the defect named."""
    text = unicodedata.normalize("NFKC", shown(cell)).strip().lstrip("'’‘`")
    check = identities.check("phone", text, on=on)
    if check.valid:
        return check.number
    several = [part for part in re.split(r"[、,，;；/\s]+", text) if identities.check("phone", part, on=on).valid]
    if len(several) > 1:
        scribe.defect(
            cell, column, "several_phones", f"手机号码栏写了{len(several)}个号码。", 
            "请只填写一个用于送达的手机号码，其余写在备注栏。",
            several[0],
        )  # fmt: skip
    else:
        scribe.defect(
            cell, column, "phone_not_mobile", f"“{text[:40]}”不是手机号码。", "请填写11位手机号码；没有的请留空。"
        )
    return None


@dataclass(frozen=True)
class Placed:
    """A piece of text with the cell and column it came from."""

    text: str
    cell: Cell
    column: Column


def read_guarantors(
    names: list[tuple[Cell, Column]],
    numbers: list[tuple[Cell, Column]],
    kinds: list[tuple[Cell, Column]],
    scribe: Scribe,
    *,
    on: date,
) -> tuple[Guarantor, ...] | None:
    """The guarantors of a row, name by name and number by number in the order written.

    Returns an empty tuple where there are none, None with the defects named where they cannot be paired.
    """
    readable = [usable(cell, column, scribe) for cell, column in (*names, *numbers) if not blank(cell)]
    lost = [stored_as_number(cell, column, scribe) for cell, column in numbers]
    if any(lost) or not all(readable):
        return None
    people = [Placed(name, cell, column) for cell, column in names if not blank(cell) for name in person_names(cell)]
    papers = [
        Placed(number, cell, column) for cell, column in numbers if not blank(cell) for number in _numbers_apart(cell)
    ]
    read_names = [read_name(person.text, person.cell, person.column, scribe, organisation=False) for person in people]
    counted = _counts_agree(people, papers, names, numbers, scribe)
    stated = [KIND_WORDS.get(plain(cell), "") for cell, _ in kinds if not blank(cell)]
    identified = [
        read_identity(
            paper.text,
            _stated(stated, place) or kind_of(identities.normalised(paper.text), _at(read_names, place), on=on),
            paper.cell,
            paper.column,
            scribe,
            on=on,
        )
        for place, paper in enumerate(papers)
    ]
    if not counted or None in read_names or None in identified:
        return None
    return tuple(
        Guarantor(name, identity.kind, identity.number, identity.birthday)
        for name, identity in zip(read_names, identified, strict=True)
        if name and identity
    )


def _stated(kinds: list[str], place: int) -> str:
    if len(kinds) == 1:
        return kinds[0]
    return kinds[place] if place < len(kinds) else ""


def _at(names: list[str | None], place: int) -> str:
    return (names[place] or "") if place < len(names) else ""


def _numbers_apart(cell: Cell) -> list[str]:
    text = cell.raw.strip()
    parts = [part.strip() for part in SEVERAL.split(text) if part.strip() and part.strip() not in PLACEHOLDERS]
    apart: list[str] = []
    for part in parts:
        words = part.split()
        # Blanks inside one number group its digits; blanks between whole numbers part them.
        whole = all(len(word) >= 15 for word in words)
        apart.extend(words if whole else [part])
    return apart


def _counts_agree(
    people: list[Placed],
    papers: list[Placed],
    names: list[tuple[Cell, Column]],
    numbers: list[tuple[Cell, Column]],
    scribe: Scribe,
) -> bool:
    if len(people) == len(papers):
        return True
    if not names or not numbers:
        cell, column = (names or numbers)[0]
        missing = "保证人证件号码" if names else "保证人"
        scribe.defect(
            cell,
            column,
            "guarantor_column_missing",
            f"表中没有“{missing}”一列，保证人与证件号码无法对应。",
            f"请增加“{missing}”一列。",
        )
        return False
    filled = [place for place in numbers if not blank(place[0])]
    cell, column = (filled or numbers)[0]
    scribe.defect(
        cell,
        column,
        "guarantor_count",
        _count_words(len(people), len(papers)),
        "请逐人填写，人与号码的个数、顺序一致，用顿号分开。",
    )
    return False


def _count_words(people: int, papers: int) -> str:
    if not people:
        return f"写了{papers}个保证人证件号码，却没有写保证人。"
    if not papers:
        return f"写了{people}名保证人，却没有写证件号码。"
    return f"保证人{people}人，保证人证件号码{papers}个，对不上。"
