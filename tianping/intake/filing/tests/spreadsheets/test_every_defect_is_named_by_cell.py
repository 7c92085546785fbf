"""Every kind of defect, alone in an otherwise clean list, is named at its cell in the court's words."""

from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from tianping.intake.filing.tests.spreadsheets.builder import (
    BORROWER_NUMBER,
    GUARANTOR_NUMBER,
    LOAN,
    OTHER_NUMBER,
    Typed,
    codes,
    loan_list,
    looked_at,
)

GOLDEN = Path(__file__).parent / "golden" / "defect_sentences.txt"

# What is changed in a clean loan, by column.
CASES: dict[str, dict[str, object]] = {
    "借款人没有填写": {"B": None},
    "证件号码没有填写": {"D": None},
    "放款日是空白": {"K": "  "},
    "尚欠利息写了一横": {"Q": "—"},
    "姓名里有数字": {"B": "黄淑芳1"},
    "姓名里有全角数字": {"B": "黄淑芳２"},
    "姓名里有说明": {"B": "黄淑芳（已故）"},
    "姓名里有问号": {"B": "黄?芳"},
    "姓名太长": {"B": "黄淑芳" * 5},
    "姓名只有一个字": {"B": "黄"},
    "一格两名借款人": {"B": "黄淑芳、贾海燕"},
    "姓名夹有零宽字符": {"B": "黄淑\u200b芳"},
    "姓名夹有控制字符": {"B": "黄_x0001_芳"},
    "姓名有自造字": {"B": "黄\ue123芳"},
    "姓名有乱码": {"B": "黄\ufffd芳"},
    "单位名称有怪字符": {
        "B": "庆阳*贸易有限公司",
        "C": "营业执照",
        "D": "91621000MA00000040",
        "G": None,
        "H": None,
        "S": "信用",
    },
    "单位用了身份证号码": {"B": "庆阳示范贸易有限公司"},
    "证件类型认不出": {"C": "军官证"},
    "证件号码校验码不符": {"D": "621002199407279383"},
    "证件号码少一位": {"D": "62100219940727938"},
    "证件号码是十五位": {"D": "621002940727938"},
    "证件号码有字母": {"D": "6210021994072A9382"},
    "证件号码的生日不存在": {"D": "621002199402309383"},
    "证件号码的地区不存在": {"D": "991002199407279382"},
    "证件号码存成数字": {"D": 621002199407279382},
    "证件号码存成日期": {"D": date(2020, 1, 1)},
    "信用代码有误": {
        "B": "庆阳示范贸易有限公司",
        "C": "统一社会信用代码",
        "D": "91621000MA00000041",
        "G": None,
        "H": None,
        "S": "信用",
    },
    "护照号码有误": {"C": "护照", "D": "E12"},
    "手机号码是座机": {"E": "0934-8612345"},
    "手机号码少一位": {"E": "1990000000"},
    "手机号码写了两个": {"E": "19900000001、19900000002"},
    "住所地太简单": {"F": "西峰"},
    "住所地是数字": {"F": 12345},
    "住所地太长": {"F": "甘肃省" * 70},
    "保证人与号码个数不符": {"G": "路淼鑫、杨志强"},
    "只有号码没有保证人": {"G": None},
    "保证人证件号码存成数字": {"H": 621027196405119055},
    "保证人校验码不符": {"H": "621027196405119056"},
    "保证人就是借款人": {"G": "黄淑芳", "H": BORROWER_NUMBER},
    "同一保证人写了两次": {"G": "路淼鑫、路淼鑫", "H": f"{GUARANTOR_NUMBER}、{GUARANTOR_NUMBER}"},
    "保证却没有保证人": {"G": None, "H": None},
    "信用却有保证人": {"S": "信用"},
    "担保方式认不出": {"S": "口头"},
    "合同编号存成数字": {"I": 20200001000200030},
    "合同编号太长": {"I": "庆农商借字" * 20},
    "日期不存在": {"J": "2019年2月30日"},
    "没有十三月": {"J": "2019-13-01"},
    "日期没有日": {"J": "2020年2月"},
    "年份只有两位": {"J": "20.2.22"},
    "月日分不清": {"J": "3/4/2020"},
    "日期认不出": {"J": "去年春天"},
    "日期不合常理": {"J": date(1920, 2, 22)},
    "日期是逻辑值": {"J": True},
    "放款早于签订": {"K": date(2020, 2, 20)},
    "到期早于放款": {"O": date(2020, 2, 1)},
    "利息计至早于放款": {"R": date(2020, 1, 1)},
    "签订日在将来": {"J": date(2023, 3, 1), "K": date(2023, 3, 2), "O": date(2024, 3, 1), "R": date(2024, 1, 1)},
    "利息计至在将来": {"R": date(2023, 2, 7)},
    "金额带千位分隔符": {"P": "36,927.26"},
    "金额带元字": {"P": "36927.26元"},
    "金额以万为单位": {"P": "3.5万"},
    "金额写成大写": {"P": "叁万陆仟元"},
    "金额分隔符错位": {"P": "36,92,7.26"},
    "金额是负数": {"Q": -12.5},
    "金额在括号里": {"Q": "(12.50)"},
    "本金是零": {"L": 0, "P": 0},
    "金额有三位小数": {"P": 36927.265},
    "金额过大": {"L": 100000000000},
    "金额是日期": {"P": date(2020, 1, 1)},
    "欠款多于借款": {"P": 80000.01},
    "没有本金却有利息": {"P": 0},
    "本息都是零": {"P": 0, "Q": 0},
    "利率带百分号": {"M": "6.525%"},
    "利率写成小数": {"M": 0.0522},
    "利率是负数": {"M": -5},
    "利率过高": {"M": 522},
    "利率认不出": {"M": "基准上浮"},
    "利率是全角": {"M": "５.２２"},
    "上浮写成小数": {"N": 0.5},
    "上浮过高": {"N": 150},
    "上浮是负数": {"N": -10},
    "是否同意看不出": {"T": "再议"},
    "备注是公式": {"U": '=HYPERLINK("http://127.0.0.1/x","点")'},
    "金额是公式": {"P": "=L4*0.5"},
    "无表头的列里有公式": {"X": "=1+1"},
    "备注像公式": {"U": Typed("=1+1")},
    "错误值": {"P": "#N/A"},
}


def golden_sentences() -> dict[str, list[tuple[str, str, str]]]:
    """The sentences a clerk should read, by case: cell, kind, words."""
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, ref, code, words = line.split("｜")
            found[name].append((ref, code, words))
    return found


SENTENCES = golden_sentences()


def test_the_loan_that_the_cases_start_from_is_clean():
    assert looked_at(loan_list({}, {})).clean


@pytest.mark.parametrize("name", CASES)
def test_a_defect_is_named_with_its_cell_its_kind_and_its_mend(name: str):
    findings = looked_at(loan_list(CASES[name]))
    named = [(defect.ref, defect.code, f"{defect.what}{defect.mend}") for defect in findings.defects]
    assert named == SENTENCES[name]
    assert findings.loans == ()


def test_there_are_far_more_than_the_twenty_five_kinds_asked_for():
    kinds = {code for sentences in SENTENCES.values() for _, code, _ in sentences}
    assert len(kinds) >= 50
    assert set(SENTENCES) == set(CASES)


@pytest.mark.parametrize(
    ("changes", "suggestion"),
    [
        ({"P": "36,927.26"}, "36927.26"),
        ({"P": "¥36,927.26元"}, "36927.26"),
        ({"P": "3.5万"}, "35000"),
        ({"M": "6.525%"}, "6.525"),
        ({"M": 0.0522}, "5.22"),
        ({"N": 0.5}, "50"),
        ({"B": "黄淑\u200b芳"}, "黄淑芳"),
        ({"E": "19900000001/19900000002"}, "19900000001"),
    ],
)
def test_the_one_sensible_reading_is_offered_and_accepting_it_mends_the_row(changes, suggestion):
    content = loan_list(changes)
    defect = looked_at(content).defects[0]
    assert defect.suggestion == suggestion
    assert looked_at(content, mends={defect.ref: suggestion}).clean


def test_a_number_that_lost_its_digits_is_never_offered_as_an_identity():
    defect = looked_at(loan_list({"D": 621002199407279382})).defects[0]
    assert defect.suggestion is None
    assert defect.code == "identity_stored_as_number"


def test_the_same_row_twice_is_named_at_the_later_one_only():
    findings = looked_at(loan_list({}, {}, dict(LOAN)))
    assert codes(findings) == [("A6", "duplicate_sequence"), ("I6", "duplicate_row")]
    assert findings.defects[1].what == "本行与第4行重复（同一借款人、同一合同，各栏相同）。"
    assert [loan.row for loan in findings.loans] == [4, 5]


def test_one_contract_number_on_different_loans_puts_both_in_doubt():
    findings = looked_at(loan_list({}, {"I": LOAN["I"]}))
    assert codes(findings) == [("I4", "duplicate_contract"), ("I5", "duplicate_contract")]
    assert findings.defects[0].what == "合同编号与第5行相同，内容却不同。"


def test_one_identity_number_under_two_names_puts_both_in_doubt():
    findings = looked_at(loan_list({}, {"D": LOAN["D"]}))
    assert codes(findings) == [("D4", "same_number_other_name"), ("D5", "same_number_other_name")]
    assert "在第4行属于“黄淑芳”" in findings.defects[1].what


def test_a_guarantor_under_the_number_of_another_borrower_is_named():
    findings = looked_at(loan_list({"H": "621002197709059415"}, {}))
    assert ("H4", "same_number_other_name") in codes(findings)


@pytest.mark.parametrize(
    ("changes", "field", "value"),
    [
        ({"D": "62100219790929943x"}, "identity_number", "62100219790929943X"),
        ({"D": "621002 19940727 9382"}, "identity_number", BORROWER_NUMBER),
        ({"D": "６２１００２１９９４０７２７９３８２"}, "identity_number", BORROWER_NUMBER),
        ({"D": "'621002199407279382"}, "identity_number", BORROWER_NUMBER),
        ({"E": "+86 199-0000-0001"}, "phone", "19900000001"),
        ({"E": 19900000001}, "phone", "19900000001"),
        ({"B": "黄　芳"}, "borrower_name", "黄芳"),
        ({"B": "阿卜杜拉•买买提"}, "borrower_name", "阿卜杜拉·买买提"),
        ({"B": "阿卜杜拉.买买提"}, "borrower_name", "阿卜杜拉·买买提"),
        ({"B": "𬱖喆"}, "borrower_name", "𬱖喆"),
        ({"B": "周\U00031350"}, "borrower_name", "周\U00031350"),
        ({"B": "周㼆"}, "borrower_name", "周㼆"),
        ({"J": "2020年2月22日"}, "signed_on", date(2020, 2, 22)),
        ({"J": "2020.2.22"}, "signed_on", date(2020, 2, 22)),
        ({"J": "2020/2/22"}, "signed_on", date(2020, 2, 22)),
        ({"J": "20200222"}, "signed_on", date(2020, 2, 22)),
        ({"J": "2020-02-22 00:00:00"}, "signed_on", date(2020, 2, 22)),
        ({"J": "二〇二〇年二月二十二日"}, "signed_on", date(2020, 2, 22)),
        ({"J": "43883"}, "signed_on", date(2020, 2, 22)),
        ({"J": 43883}, "signed_on", date(2020, 2, 22)),
        ({"P": "36927.26"}, "principal_owed_fen", 3692726),
        ({"P": 36927.259999999995}, "principal_owed_fen", 3692726),
        ({"Q": 0}, "interest_owed_fen", 0),
        ({"S": "保证+抵押"}, "security", "保证、抵押"),
        ({"T": "不同意"}, "consents_to_mediation", False),
        ({"T": True}, "consents_to_mediation", True),
        ({"T": None}, "consents_to_mediation", False),
        ({"C": None}, "identity_kind", "resident_id"),
        ({"C": "二代身份证"}, "identity_kind", "resident_id"),
    ],
)
def test_what_has_one_reading_is_understood(changes, field, value):
    loan = looked_at(loan_list(changes)).loans[0]
    assert getattr(loan, field) == value


@pytest.mark.parametrize("separator", ["、", "，", ",", ";", "；", "/", "\n", " "])
def test_several_guarantors_are_told_apart(separator):
    changes = {"G": f"路淼鑫{separator}杨志强", "H": f"{GUARANTOR_NUMBER}{separator}{OTHER_NUMBER}"}
    loan = looked_at(loan_list(changes)).loans[0]
    assert [(person.name, person.identity_number) for person in loan.guarantors] == [
        ("路淼鑫", GUARANTOR_NUMBER),
        ("杨志强", OTHER_NUMBER),
    ]
