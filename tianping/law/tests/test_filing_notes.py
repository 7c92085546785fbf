"""立案提示: arbitration before a labour suit, the fifteen days after the award, a second suit for divorce."""

from datetime import date

import pytest

from tianping.law.filing_notes import divorce_notes, is_labour, labour_note

FILED = date(2023, 2, 6)


@pytest.mark.parametrize(
    ("arbitration", "received_on", "wage_note", "barred", "says"),
    [
        ("award", date(2023, 1, 20), False, None, ""),
        # 1月21日收到，十五日至2月5日（星期日）届满，顺延至2月6日。
        ("award", date(2023, 1, 21), False, None, ""),
        ("award", date(2023, 1, 19), False, True, "十五日至2023年2月3日届满"),
        ("award", None, False, False, "没有写明收到仲裁裁决书的日期"),
        ("rejected", date(2023, 1, 3), False, None, ""),
        ("rejected", None, False, False, "没有写明收到不予受理通知书的日期"),
        ("overdue", None, False, False, "可以直接向法院起诉"),
        ("none", None, False, True, "没有申请劳动仲裁"),
        ("", None, False, True, "没有写明是否经过劳动仲裁"),
        ("none", None, True, False, "工资欠条"),
    ],
)
def test_labour_disputes_go_to_arbitration_first(
    arbitration: str, received_on: date | None, wage_note: bool, barred: bool | None, says: str
) -> None:
    answer = labour_note(arbitration, received_on, has_wage_note=wage_note, filed_on=FILED)
    if barred is None:
        assert answer is None
        return
    assert answer is not None
    assert answer.value is barred
    assert says in "；".join(answer.steps)
    assert answer.because


def test_labour_is_told_by_the_tree_of_causes() -> None:
    assert is_labour("追索劳动报酬纠纷") and is_labour("聘用合同纠纷")
    assert not is_labour("劳务合同纠纷") and not is_labour("不在规定中的案由")


def test_a_divorce_sued_for_again_within_six_months_is_noted() -> None:
    (note,) = divorce_notes(date(2022, 8, 6), sued_by_husband=False, filed_on=FILED)
    assert note.value and "六个月至2023年2月6日届满" in note.steps[0]
    assert any("第（七）项" in article for article in note.because)
    assert any("第二百一十四条第二款" in article for article in note.because)


def test_a_divorce_sued_for_again_after_six_months_is_noted_for_the_year_apart() -> None:
    (note,) = divorce_notes(date(2022, 8, 5), sued_by_husband=False, filed_on=FILED)
    assert not note.value and "六个月至2023年2月5日已经届满" in note.steps[0]
    assert any("第一千零七十九条第五款" in article for article in note.because)


def test_a_husband_who_sues_is_noted_for_the_wifes_protection() -> None:
    (note,) = divorce_notes(None, sued_by_husband=True, filed_on=FILED)
    assert not note.value
    assert any("第一千零八十二条" in article for article in note.because)
