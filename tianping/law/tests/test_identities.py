"""Numbers of persons, organisations, cards and telephones."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tianping.law.answers import Refusal
from tianping.law.identities import (
    KINDS,
    PROVINCES,
    UNITS_NUMBER,
    account_number,
    age_on,
    check,
    check_character,
    is_lawyers_licence,
    read_document,
    told_by,
)

ON = date(2026, 11, 23)
BIRTHDAYS = st.dates(date(1900, 1, 1), ON)


def citizen(prefix: str, birthday: date | str, sequence: int) -> str:
    written = birthday if isinstance(birthday, str) else f"{birthday:%Y%m%d}"
    first = f"{prefix}{written}{sequence:03d}"
    return first + check_character(first)


@given(st.sampled_from(sorted(PROVINCES)), st.integers(0, 9999), BIRTHDAYS, st.integers(0, 999))
def test_a_well_formed_resident_id_tells_birthday_and_sex(
    province: str, district: int, birthday: date, sequence: int
) -> None:
    found = check("resident_id", citizen(f"{province}{district:04d}", birthday, sequence), on=ON)
    assert found.valid
    assert found.birthday == birthday
    assert found.sex == ("男" if sequence % 2 else "女")
    assert found.area.startswith(PROVINCES[province])


@given(BIRTHDAYS, st.integers(0, 999), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(birthday: date, sequence: int, place: int, change: int) -> None:
    number = citizen("341522", birthday, sequence)
    wrong = number[:place] + str((int(number[place]) + change) % 10) + number[place + 1 :]
    assert not check("resident_id", wrong, on=ON).valid


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("341522900307123", "15位"),
        (citizen("341522", "20261124", 1), "晚于"),
        (citizen("341522", "19900230", 1), "不存在"),
        (citizen("341522", "17900203", 1), "不可能"),
        (citizen("991522", "19900203", 1), "省级行政区划"),
        (citizen("810000", "19900203", 1), "港澳台居民居住证"),
        ("34152219900307123", "18位"),
        ("34152219900307123A", "其他字符"),
        ("", "18位"),
    ],
)
def test_an_impossible_resident_id_says_why(number: str, why: str) -> None:
    found = check("resident_id", number, on=ON)
    assert not found.valid
    assert why in found.why


def test_a_small_x_and_full_width_digits_are_read() -> None:
    number = "11010519491231002X"
    assert check("resident_id", "１１０１０５１９４９１２３１００２ｘ", on=ON).number == number
    assert check("resident_id", "110105 19491231 002x", on=ON).valid


def test_a_person_born_today_has_a_valid_number_and_tomorrow_not() -> None:
    assert check("resident_id", citizen("341522", ON, 1), on=ON).valid
    assert not check("resident_id", citizen("341522", ON, 1), on=date(2026, 11, 22)).valid


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("hmt_permit", "H12345678"),
        ("hmt_permit", "m1234567801"),
        ("hmt_permit", "12345678"),
        ("hmt_permit", citizen("810000", "19900203", 1)),
        ("hmt_permit", citizen("830000", "19900203", 2)),
        ("foreign_permanent", "911124198108030024"),
        ("foreign_permanent", "USA110190010112"),
        ("uscc", "9144030071526726XG"),
        ("uscc", "91330100799655058B"),
        ("bank_card", "6226 0900 0000 0048"),
        ("phone", "+86 138-0013-8000"),
        ("phone", "19912345678"),
    ],
)
def test_a_good_number_is_valid(kind: str, number: str) -> None:
    found = check(kind, number, on=ON)
    assert found.valid, found.why
    assert found.document


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("hmt_permit", "A12345678"),
        ("hmt_permit", "810000199002030010"),
        ("foreign_permanent", "911124198108030025"),
        ("foreign_permanent", "US1110190010112"),
        ("uscc", "9144030071526726XH"),
        ("uscc", "9144030071526726X"),
        ("uscc", "9144030O71526726XG"),
        ("bank_card", "6226090000000049"),
        ("bank_card", "4111111111111111"),
        ("bank_card", "62"),
        ("phone", "12800138000"),
        ("phone", "1380013800"),
        ("phone", "0564-6021234"),
    ],
)
def test_a_bad_number_is_invalid_and_says_why(kind: str, number: str) -> None:
    found = check(kind, number, on=ON)
    assert not found.valid
    assert found.why.endswith("。")


def test_the_credit_code_of_a_village_body_that_begins_with_n_is_valid() -> None:
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    first = "N2341522MF1234567"
    total = sum(alphabet.index(one) * 3**place for place, one in enumerate(first))
    assert check("uscc", first + alphabet[-total % 31], on=ON).valid


def test_an_unknown_kind_is_refused_with_the_choice() -> None:
    with pytest.raises(Refusal, match="resident_id"):
        check("passport", "E12345678", on=ON)
    assert len(KINDS) == 6


@pytest.mark.parametrize(
    ("number", "is_person", "kind"),
    [
        ("622827196001010023", True, "resident_id"),
        ("６２２８２７１９６００１０１００２３", True, "resident_id"),
        ("622827196001010024", True, "resident_id"),
        ("E12345678", True, ""),
        ("91621027MA00000031", False, "uscc"),
        ("62282719600101", False, ""),
    ],
)
def test_a_number_tells_of_which_paper_it_is(number: str, is_person: bool, kind: str) -> None:
    assert told_by(number, is_person=is_person, on=ON) == kind


def test_a_year_is_full_from_the_day_after_the_birthday() -> None:
    birthday = date(2008, 2, 29)
    assert age_on(birthday, date(2026, 2, 28)) == 17
    assert age_on(birthday, date(2026, 3, 1)) == 18
    assert age_on(date(2008, 11, 23), ON) == 17
    assert age_on(date(2008, 11, 22), ON) == 18


@pytest.mark.parametrize(
    ("number", "is_built_so"),
    [
        ("16210202300000001", True),
        ("11101201010123456", True),
        ("1621020230000001", False),
        ("26210202300000001", False),
        ("16210203300000001", False),
        ("16210202305000001", False),
        ("甘律执字第1号", False),
    ],
)
def test_a_lawyers_licence_has_its_structure(number: str, is_built_so: bool) -> None:
    assert is_lawyers_licence(number, on=date(2023, 2, 6)) is is_built_so


@pytest.mark.parametrize(
    ("kind", "number", "is_person", "read"),
    [
        ("", "", True, ("", "", {})),
        ("", " 62282719600101002３ ", True, ("resident_id", "622827196001010023", {})),
        ("", "91621000MA00000040", False, ("uscc", "91621000MA00000040", {})),
        ("", "E12345678", True, ("", "E12345678", {"kind": "填写了证件号码，请选择是哪种证件。"})),
        ("", "91621000MA00000040", True, ("uscc", "91621000MA00000040", {"kind": UNITS_NUMBER})),
        ("uscc", "91621000MA00000040", True, ("uscc", "91621000MA00000040", {"kind": UNITS_NUMBER})),
        ("uscc", "91621000MA00000040", False, ("uscc", "91621000MA00000040", {})),
        ("passport", "E12345678", True, ("passport", "E12345678", {})),
        ("uscc", "", False, ("uscc", "", {"number": "选择了证件种类，请填写证件号码；不知道的请选“不知道”。"})),
    ],
)
def test_a_document_of_the_other_side_is_read_as_far_as_it_is_known(
    kind: str, number: str, is_person: bool, read: tuple[str, str, dict[str, str]]
) -> None:
    assert read_document(kind, number, is_person=is_person, on=date(2023, 2, 6)) == read


def test_a_wrong_number_of_a_document_is_named() -> None:
    _kind, _number, wrong = read_document("", "622827196001010024", is_person=True, on=date(2023, 2, 6))
    assert list(wrong) == ["number"]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("6200000000000018", "6200000000000018"),
        (" 6200 0000-0000 0018 ", "6200000000000018"),
        ("６２００００１８", "62000018"),
        ("1" * 32, "1" * 32),
    ],
)
def test_an_account_is_its_digits(typed: str, number: str) -> None:
    assert account_number(typed) == number


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("abc", "账号只能由数字组成"),
        ("", "账号只能由数字组成"),
        ("62000000ABCD", "账号只能由数字组成"),
        ("123", "8至32位数字，现为3位"),
        ("1" * 33, "8至32位数字，现为33位"),
    ],
)
def test_what_is_no_account_is_refused(typed: str, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        account_number(typed)
