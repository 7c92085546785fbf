"""Notes for the filing clerk: they never block, and each cites its article."""

from datetime import date

import pytest

from tianping.intake.filing.spreadsheets.found import Note
from tianping.intake.filing.tests.spreadsheets.builder import LOAN, loan_list, looked_at


def notes(content: bytes) -> dict[str, Note]:
    """The last note of each kind."""
    findings = looked_at(content)
    assert findings.clean
    return {note.code: note for note in findings.notes}


def with_check_digit(first: str) -> str:
    """A citizen number with its check character."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return first + "10X98765432"[sum(int(a) * b for a, b in zip(first, weights, strict=True)) % 11]


def test_a_borrower_who_was_a_minor_when_signing_is_noted():
    note = notes(loan_list({"D": with_check_digit("62102720020223921")}))["minor"]
    assert note.text == (
        "借款人黄淑芳（2002年2月23日出生）签订合同时未满十八周岁（17周岁），请审查其行为能力和法定代理人。"
    )
    assert "第十七条" in note.because[0]


def test_a_guarantor_who_is_still_a_minor_is_noted_twice():
    findings = looked_at(loan_list({"H": with_check_digit("62102720060101921")}))
    assert [note.ref for note in findings.notes if note.code == "minor"] == ["H4", "H4"]


@pytest.mark.parametrize(
    ("due", "code"),
    [
        (date(2020, 2, 3), "limitation"),
        (date(2020, 2, 6), "limitation_near"),
        (date(2021, 1, 1), "limitation_near"),
        (date(2021, 2, 21), None),
    ],
)
def test_limitation_is_noted_for_staff_and_blocks_nothing(due: date, code: str | None):
    loan = {"J": date(2019, 1, 5), "K": date(2019, 1, 7), "O": due}
    found = notes(loan_list(loan))
    assert {kind for kind in found if kind.startswith("limitation")} == ({code} if code else set())
    if code:
        assert found[code].ref == "O4"
        assert any("第一百八十八条" in article for article in found[code].because)
        assert any("第一百九十三条" in article for article in found[code].because)


def test_a_guarantee_period_that_may_be_over_is_noted_at_the_guarantor():
    note = notes(loan_list({}))["guarantee_period"]
    assert note.ref == "G4"
    assert "第六百九十二条" in note.because[0]
    assert "guarantee_period" not in notes(loan_list({"G": None, "H": None, "S": "信用"}))


def test_notes_are_left_for_rows_with_defects_too():
    findings = looked_at(loan_list({"Q": -1, "J": date(2018, 1, 5), "K": date(2018, 1, 7), "O": date(2019, 1, 5)}))
    assert findings.loans == ()
    assert "limitation" in {note.code for note in findings.notes}


def test_a_loan_not_yet_due_is_noted():
    assert notes(loan_list({"O": date(2023, 2, 7)}))["not_yet_due"].ref == "O4"
    assert "not_yet_due" not in notes(loan_list({"O": date(2023, 2, 6)}))


def test_several_loans_of_one_borrower_are_noted():
    content = loan_list({}, {"B": LOAN["B"], "D": LOAN["D"]})
    assert notes(content)["same_borrower"].text == "同一借款人另有借款（第4行），请考虑是否合并审理。"


def test_one_telephone_of_two_borrowers_is_noted():
    assert "same_phone" in notes(loan_list({}, {"E": LOAN["E"]}))


def test_a_missing_telephone_is_noted():
    assert notes(loan_list({"E": None}))["phone_missing"].ref == "E4"


def test_an_open_case_on_the_same_contract_is_noted_with_its_number():
    existing = {str(LOAN["I"]): "（2023）甘1027民初12号"}
    findings = looked_at(loan_list({}), existing_contracts=existing)
    assert findings.existing_cases_checked
    note = next(note for note in findings.notes if note.code == "existing_case")
    assert note.text.endswith("已在本院立案：（2023）甘1027民初12号，请核对是否重复起诉。")
    assert findings.clean


def test_without_the_courts_cases_the_findings_say_that_nobody_looked():
    assert looked_at(loan_list({})).existing_cases_checked is False


def test_the_rates_are_compared_with_four_times_the_lpr_for_information():
    note = notes(loan_list({}))["rates_against_lpr"]
    assert note.text.startswith("含逾期上浮的最高利率为7.83%。")
    assert "持牌金融机构的贷款不适用这一上限" in note.text
    assert "第一条第二款" in note.because[0]


def test_a_rate_above_four_times_the_lpr_is_noted_at_its_cell():
    # 2020-09-10: the one-year LPR was 3.85 %, four times 15.40 %.
    loan = {"J": date(2020, 9, 10), "K": date(2020, 9, 12), "O": date(2021, 9, 10), "M": 12}
    note = notes(loan_list(loan))["above_four_lpr"]
    assert note.ref == "M4"
    assert "逾期利率18%高于一年期贷款市场报价利率四倍（15.40%）" in note.text
    assert str(looked_at(loan_list(loan)).rows[0].four_lpr) == "15.40"


def test_a_rate_above_24_percent_is_noted():
    assert notes(loan_list({"M": 20}))["above_24_percent"].certainty == "R"


def test_a_rate_above_36_percent_is_information_and_blocks_nothing():
    note = notes(loan_list({"M": 40}))["above_36_percent"]
    assert note.ref == "M4"
    assert "年利率40%超过36%" in note.text
    assert note.certainty == "R"
    assert "法释〔2020〕17号）第一条第二款" in note.because[1]


def test_a_loan_without_interest_is_information_and_blocks_nothing():
    assert notes(loan_list({"M": 0, "Q": 0}))["rate_zero"].text.startswith("年利率是0%")


def test_an_uplift_above_half_is_noted():
    assert "uplift_above_50" in notes(loan_list({"N": 60}))


def test_interest_beyond_any_estimate_is_noted():
    assert "interest_above_estimate" in notes(loan_list({"Q": 60000}))


@pytest.mark.parametrize("on", [date(2023, 2, 6), date(2030, 1, 1)])
def test_notes_never_keep_a_loan_from_being_filed(on: date):
    assert len(looked_at(loan_list({"D": with_check_digit("62102720020223921")}), on=on).loans) == 1
