"""Other banks write other headings, in another order, under other titles: the columns are found all the same."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tianping.intake.filing.spreadsheets.fields import recognise
from tianping.intake.filing.spreadsheets.headings import clean
from tianping.intake.filing.tests.spreadsheets.builder import (
    HEADINGS,
    LOAN,
    SECOND,
    codes,
    fill,
    loan_list,
    looked_at,
    saved,
)
from tianping.kernel.spreadsheets.refusals import UnreadableWorkbook

OTHER_WORDS = (
    "编号", "被告姓名", "证件种类", "身份证号码", "联系电话", "户籍地址", "担保人姓名", "担保人身份证号", "借款合同号",
    "签约日期", "贷款发放日", "贷款金额（元）", "执行年利率%", "罚息上浮比例(%)", "贷款到期日", "剩余本金/元",
    "拖欠利息（含罚息、复利）", "利息暂计至", "担保类型", "调解意愿", "说明",
)  # fmt: skip


def in_order(headings: Sequence[str], loan: Mapping[str, object] = LOAN) -> list[object]:
    """A loan's values in the order of the sample's columns."""
    return [loan.get(chr(65 + place)) for place in range(len(headings))]


def plain_list(rows: Sequence[Sequence[object]]) -> bytes:
    """A workbook of just these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    return saved(book)


def test_other_words_for_the_headings_are_understood():
    findings = looked_at(plain_list([OTHER_WORDS, in_order(OTHER_WORDS)]))
    assert findings.clean
    assert findings.heading_row == 1
    assert [column.field for column in findings.headings.columns if column.field is None] == []
    assert findings.loans[0].claim_fen == 3692726 + 446026


def test_columns_may_stand_in_any_order():
    backwards = list(reversed(HEADINGS))
    findings = looked_at(plain_list([["清单"], backwards, list(reversed(in_order(HEADINGS)))]))
    assert findings.clean
    assert findings.loans[0].borrower_name == "黄淑芳"


@pytest.mark.parametrize("above", [0, 1, 5, 14])
def test_the_headings_are_found_under_any_number_of_title_rows(above: int):
    rows = [[f"说明{number}"] for number in range(above)]
    findings = looked_at(plain_list([*rows, HEADINGS, in_order(HEADINGS)]))
    assert findings.heading_row == above + 1
    assert findings.clean


def test_a_heading_keeps_its_meaning_with_blanks_stars_and_line_breaks():
    decorated = [f"* {heading[0]} {heading[1:]}\n" for heading in HEADINGS]
    assert looked_at(plain_list([decorated, in_order(HEADINGS)])).clean


@pytest.mark.parametrize(
    ("heading", "written", "fen"),
    [("借款本金（万元）", 8, 8_000_000), ("借款本金(千元)", 80, 8_000_000), ("借款本金（单位：元）", 80000, 8_000_000)],
)
def test_the_unit_of_money_is_read_from_the_heading(heading, written, fen):
    headings = [heading if name == "借款本金(元)" else name for name in HEADINGS]
    values = in_order(headings, {**LOAN, "L": written})
    assert looked_at(plain_list([headings, values])).loans[0].principal_fen == fen


def test_the_unit_of_money_is_read_from_a_line_above():
    headings = [heading.replace("(元)", "") for heading in HEADINGS]
    values = in_order(headings, {**LOAN, "L": 8, "P": 3.692726, "Q": 0.446026})
    findings = looked_at(plain_list([["单位：万元"], headings, values]))
    assert findings.loans[0].claim_fen == 3692726 + 446026
    assert [note.code for note in findings.notes].count("unit_converted") == 3


@pytest.mark.parametrize(
    ("heading", "written", "percent"),
    [
        ("月利率(‰)", 4.35, "5.22"),
        ("年利率(‰)", 52.2, "5.22"),
        ("月利率（%）", 0.435, "5.22"),
        ("年利率", 5.22, "5.22"),
    ],
)
def test_rates_by_the_month_and_per_mille_become_percent_a_year(heading, written, percent):
    headings = [heading if name == "年利率(%)" else name for name in HEADINGS]
    values = in_order(headings, {**LOAN, "M": written})
    assert str(looked_at(plain_list([headings, values])).loans[0].annual_rate) == percent


def test_a_number_shown_as_a_percentage_is_read_as_shown():
    book = openpyxl.Workbook()
    fill(book.worksheets[0], [{**LOAN, "M": 0.06525}])
    book.worksheets[0]["M4"].number_format = "0.000%"
    assert looked_at(saved(book)).loans[0].annual_rate == Decimal("6.525")


def test_headings_in_two_rows_take_their_group_along():
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    groups = {"B": "借款人信息", "G": "保证人"}
    below = {"B": "姓名", "C": "证件类型", "D": "证件号码", "G": "姓名", "H": "证件号码"}
    for place, heading in enumerate(HEADINGS, start=1):
        letter = chr(64 + place)
        page[f"{letter}1"] = groups.get(letter, heading if letter not in below else None)
        page[f"{letter}2"] = below.get(letter)
        if letter not in below:
            page.merge_cells(f"{letter}1:{letter}2")
    page.merge_cells("B1:D1")
    page.merge_cells("G1:H1")
    page.append(in_order(HEADINGS))
    findings = looked_at(saved(book))
    assert findings.heading_row == 2
    assert findings.clean
    assert findings.loans[0].guarantors[0].name == "路淼鑫"


def test_guarantors_may_have_columns_of_their_own():
    headings = [*HEADINGS[:6], "保证人1", "保证人1身份证号", "保证人2", "保证人2身份证号", *HEADINGS[8:]]
    values = in_order(HEADINGS)
    values[6:8] = ["路淼鑫", "621027196405119055", "杨志强", "622801197006169587"]
    findings = looked_at(plain_list([headings, values]))
    assert [guarantor.name for guarantor in findings.loans[0].guarantors] == ["路淼鑫", "杨志强"]


def test_an_identity_column_after_the_guarantor_is_the_guarantors():
    headings = ["身份证号" if name in ("证件号码", "保证人证件号码") else name for name in HEADINGS]
    findings = looked_at(plain_list([headings, in_order(HEADINGS)]))
    assert findings.clean
    assert findings.loans[0].guarantors[0].identity_number == LOAN["H"]


def test_a_guarantors_telephone_and_address_are_kept_beside_the_case():
    headings = [*HEADINGS[:8], "联系电话", "家庭住址", *HEADINGS[8:]]
    values = in_order(HEADINGS)
    findings = looked_at(plain_list([headings, [*values[:8], "19900000009", "甘肃省庆阳市镇原县", *values[8:]]]))
    assert findings.clean
    assert findings.loans[0].phone == "19900000001"
    assert findings.loans[0].extras == (("联系电话", "19900000009"), ("家庭住址", "甘肃省庆阳市镇原县"))


def test_a_co_borrowers_identity_column_does_not_disturb_the_borrowers():
    headings = [*HEADINGS, "共同借款人", "身份证号码"]
    assert looked_at(plain_list([headings, in_order(HEADINGS)])).clean


def test_an_overdue_rate_in_place_of_the_uplift_is_turned_into_one():
    headings = ["罚息利率(%)" if name == "逾期上浮(%)" else name for name in HEADINGS]
    loan = looked_at(plain_list([headings, in_order(HEADINGS, {**LOAN, "N": 7.83})])).loans[0]
    assert loan.overdue_uplift == 50
    assert loan.overdue_rate == Decimal("7.83")
    below = looked_at(plain_list([headings, in_order(HEADINGS, {**LOAN, "N": 5})]))
    assert [(item.code, item.what) for item in below.defects] == [("overdue_rate_below", "逾期利率5%低于年利率5.22%。")]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("借款人/被告", "borrower_name"),
        ("主债务人姓名", "borrower_name"),
        ("借款人身份证件号码", "identity_number"),
        ("户籍所在地", "address"),
        ("详细地址", "address"),
        ("联系手机", "phone"),
        ("原贷款金额", "principal"),
        ("截至2022年12月21日尚欠本金", "principal_owed"),
        ("未清偿本金", "principal_owed"),
        ("截至2022年12月21日利息", "interest_owed"),
        ("欠付利息、罚息及复利（元）", "interest_owed"),
        ("利息计算截止日期", "interest_until"),
        ("履行期届满日", "due_on"),
        ("起息日", "lent_on"),
        ("签订合同日期", "signed_on"),
        ("是否愿意诉前调解", "consents_to_mediation"),
        ("客户经理", None),
        ("借款用途", None),
        ("律师费", None),
        ("保证人联系电话", None),
    ],
)
def test_many_spellings_of_headings_are_known(heading: str, field: str | None):
    found = recognise(clean(heading)[0])
    assert (found[0].name if found else None) == field


def test_a_missing_column_is_named_once_and_not_in_every_row():
    headings = [name for name in HEADINGS if name != "利息计至"]
    values = [value for place, value in enumerate(in_order(HEADINGS)) if HEADINGS[place] != "利息计至"]
    findings = looked_at(plain_list([headings, values, values]))
    assert findings.file_defects[0].what == "没有找到“利息计至”一列。"
    assert [defect.code for defect in findings.defects].count("missing_column") == 1
    assert findings.loans == ()


def test_the_clerk_may_say_which_column_is_which():
    headings = ["乙列" if name == "借款人" else name for name in HEADINGS]
    content = plain_list([headings, in_order(HEADINGS)])
    assert codes(looked_at(content)) == [("1:1", "missing_column")]
    findings = looked_at(content, mapping={"borrower_name": "B"})
    assert findings.clean
    assert findings.headings.of("borrower_name")[0].how == "clerk"


def test_the_clerks_choice_overrides_what_was_recognised():
    headings = [*HEADINGS, "真实借款人"]
    content = plain_list([headings, [*in_order(HEADINGS), "贾海燕"]])
    assert looked_at(content, mapping={"borrower_name": "V"}).loans[0].borrower_name == "贾海燕"


@pytest.mark.parametrize("mapping", [{"nothing": "B"}, {"borrower_name": "第二列"}, {"borrower_name": ""}])
def test_a_mapping_to_nothing_is_refused(mapping):
    with pytest.raises(UnreadableWorkbook) as refusal:
        looked_at(loan_list({}), mapping=mapping)
    assert refusal.value.code == "bad_mapping"


def test_a_column_that_is_not_to_be_used_feeds_nothing():
    findings = looked_at(loan_list({}), mapping={"unused": "E,U"})
    assert findings.headings.of("phone") == ()
    assert [column.letter for column in findings.headings.extras] == ["E", "U"]
    assert findings.loans[0].extras == (("手机号码", "19900000001"),)


def test_several_columns_of_guarantors_stay_when_the_clerk_saves_them_as_they_are():
    headings = [*HEADINGS, "保证人2", "保证人2证件号码"]
    content = plain_list([headings, [*in_order(HEADINGS), "何秀英", "622821197406109351"]])
    recognised = looked_at(content)
    assert len(recognised.loans[0].guarantors) == 2
    saved: dict[str, list[str]] = {}
    for column in recognised.headings.columns:
        saved.setdefault(column.field or "unused", []).append(column.letter)
    again = looked_at(content, mapping={name: ",".join(letters) for name, letters in saved.items()})
    assert again.loans == recognised.loans
    assert again.headings.columns == recognised.headings.columns


@pytest.mark.parametrize("mapping", [{"principal": "L,P"}, {"principal": "P", "principal_owed": "P"}])
def test_a_choice_that_contradicts_itself_is_refused(mapping):
    with pytest.raises(UnreadableWorkbook) as refusal:
        looked_at(loan_list({}), mapping=mapping)
    assert refusal.value.code == "bad_mapping"


def test_groups_above_the_headings_say_whose_and_what_a_column_is():
    """Two rows of headings, as banks write them: 借款人信息, 保证人信息, 合同情况, 欠款情况 over short headings."""
    book = openpyxl.load_workbook(io.BytesIO(loan_list({})))
    page = book.worksheets[0]
    page.insert_rows(3)
    groups = {"B3:F3": "借款人信息", "G3:H3": "保证人信息", "I3:O3": "合同情况", "P3:R3": "欠款情况"}
    for place, group in groups.items():
        page[place.split(":")[0]] = group
        page.merge_cells(place)
    short = (
        "姓名 证件类型 身份证号 电话 住址 姓名 身份证号 编号 签订日期 放款日期 金额(元) 年利率(%) 上浮(%) 到期日期"
        " 本金(元) 利息(元) 计至日期"
    )
    for place, heading in enumerate(short.split(), start=2):
        page.cell(4, place, heading)
    findings = looked_at(saved(book))
    assert codes(findings) == []
    assert findings.heading_row == 4
    assert findings.loans[0].guarantors[0].name == "路淼鑫"
    assert findings.loans == tuple(replace(loan, row=5) for loan in looked_at(loan_list({})).loans)


def test_two_columns_for_one_field_are_named():
    headings = [*HEADINGS, "剩余本金"]
    findings = looked_at(plain_list([headings, [*in_order(HEADINGS), 36927.26]]))
    assert codes(findings) == [("V1", "column_twice")]
    assert looked_at(plain_list([headings, [*in_order(HEADINGS), 1]]), mapping={"principal_owed": "P"}).clean


def test_unknown_columns_are_kept_and_named():
    headings = [*HEADINGS, "开户行"]
    findings = looked_at(plain_list([headings, [*in_order(HEADINGS), "西峰支行"]]))
    assert findings.loans[0].extras == (("开户行", "西峰支行"),)
    note = next(note for note in findings.notes if note.code == "extra_column")
    assert note.text == "V列“开户行”不是清单的栏目，按备注保留。"


def test_a_co_borrower_is_not_lost_unseen():
    headings = [*HEADINGS, "共同借款人"]
    assert codes(looked_at(plain_list([headings, [*in_order(HEADINGS), "贾海燕"]]))) == [("V2", "co_borrower")]
    assert looked_at(plain_list([headings, [*in_order(HEADINGS), None]])).clean


def test_the_sheet_with_the_list_is_found_among_others_and_the_others_are_named():
    book = openpyxl.Workbook()
    book.worksheets[0].append(["封面"])
    fill(book.create_sheet("清单一"), [LOAN])
    fill(book.create_sheet("清单二"), [SECOND])
    book.create_sheet("附件").append(["无关"])
    findings = looked_at(saved(book))
    assert findings.sheet == "清单一"
    assert [note.code for note in findings.notes].count("other_sheet") == 1
    assert looked_at(saved(book), sheet="清单二").loans[0].borrower_name == "贾海燕"


def test_a_hidden_sheet_is_read_only_where_there_is_no_other_and_that_is_said():
    book = openpyxl.Workbook()
    book.worksheets[0].append(["封面"])
    hidden = book.create_sheet("清单")
    fill(hidden, [LOAN])
    hidden.sheet_state = "hidden"
    findings = looked_at(saved(book))
    assert findings.clean
    assert "hidden_sheet_read" in {note.code for note in findings.notes}


def test_the_institution_is_read_from_the_lines_above():
    rows = [
        ["原告：镇原县示范村镇银行有限责任公司"],
        ["社会信用代码: 91621000MA00000040 负责人：张三"],
        ["指定管辖法院：庆阳市中级人民法院 （2022）甘10民辖12号"],
        HEADINGS,
        in_order(HEADINGS),
    ]
    institution = looked_at(plain_list(rows)).institution
    assert institution.name == "镇原县示范村镇银行有限责任公司"
    assert institution.code_valid
    assert institution.representative == "张三"
    assert institution.designated_by == "庆阳市中级人民法院"
    assert institution.designation_ruling == "(2022)甘10民辖12号"


def test_a_wrong_social_credit_code_is_named_at_its_cell_and_can_be_mended():
    rows = [["示范银行股份有限公司"], ["统一社会信用代码：91621000MA00000041"], HEADINGS, in_order(HEADINGS)]
    content = plain_list(rows)
    assert codes(looked_at(content)) == [("A2", "institution_code_invalid")]
    assert looked_at(content, mends={"a2": "统一社会信用代码：91621000MA00000040"}).clean


def test_days_of_the_1904_calendar_are_read_as_such():
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    fill(book.worksheets[0], [LOAN])
    assert looked_at(saved(book)).loans[0].signed_on == date(2020, 2, 22)
