"""姓名、名称: as registers write them; what cannot be printed is in no name."""

import pytest

from tianping.law.names import read_name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("甄秀兰", "甄秀兰"),
        ("黄 淑 芳", "黄淑芳"),
        ("买买提•艾力", "买买提·艾力"),
        ("𬱖·买买提", "𬱖·买买提"),
        ("John  Smith", "John Smith"),
        ("庆阳(示范)商贸有限公司", "庆阳（示范）商贸有限公司"),
    ],
)
def test_a_name_is_kept_as_registers_write_it(typed: str, kept: str) -> None:
    read = read_name(typed, "姓名")
    assert (read.text, read.fault) == (kept, None)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("甄秀兰😀", "name_characters"),
        ("👨\u200d👩\u200d👧", "invisible_characters"),
        ("甄\u200b秀兰", "invisible_characters"),
        ("甄\x07秀兰", "control_characters"),
        ("甄\ue000兰", "unreadable_characters"),
        ("甄秀兰1", "name_digits"),
        ("甄", "name_too_short"),
        ("合计", "name_is_total"),
        ("庆阳★商贸有限公司", "name_characters"),
    ],
)
def test_what_is_in_no_name_is_named_with_its_mend(typed: str, code: str) -> None:
    fault = read_name(typed, "姓名").fault
    assert fault is not None
    assert (fault.code, fault.sentence.endswith("。")) == (code, True)
