"""案由与案件受理费: the golden table of fees by cause, what is refused, and what a cause says of the procedure."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tianping.law import causes
from tianping.law.acceptance_fees import acceptance_fee
from tianping.law.answers import Refusal
from tianping.law.cause_tracks import CauseTrack, cause_track
from tianping.law.fee_kinds import (
    KINDS,
    basis_of,
    check_is_suit,
    claimed_besides,
    left_to_the_court,
    needs_sum,
    not_prepaid,
    sum_claimed,
    who_bears,
)
from tianping.law.money import parse_yuan

ON = date(2023, 2, 6)
TABLE = Path(__file__).parent / "golden" / "fees_by_cause.csv"
ROWS = list(csv.DictReader(TABLE.read_text("utf-8").splitlines()))


def fen(text: str) -> int | None:
    return parse_yuan(text) if text else None


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['案由']}-{row['诉讼请求金额'] or '无金额'}")
def test_a_cause_costs_what_was_worked_by_hand(row: dict[str, str]) -> None:
    found = basis_of(row["案由"], fen(row["诉讼请求金额"]), on=ON, common_property_fen=fen(row["夫妻共同财产总额"]))
    assert (KINDS[found.value.kind], found.certainty) == (row["类别"], row["把握"])
    assert found.value.needs_base == bool(row["每件标准"])
    assert (found.certainty == "T") or found.notes
    basis = replace(found.value, base_fen=fen(row["每件标准"]))
    full, half = acceptance_fee(basis, on=ON), acceptance_fee(basis, on=ON, halved=True)
    assert (full.value, half.value) == (fen(row["全额"]), fen(row["减半"]))
    assert any(row["条文"] in article for article in (*full.because, *found.because))


def test_every_cause_of_the_tree_is_charged_or_refused_with_a_reason() -> None:
    for cause in causes.civil_causes():
        try:
            check_is_suit(cause.name)
        except Refusal as refusal:
            assert "非讼程序案件案由" in (cause.name, *cause.path)
            assert "第八条" in refusal.sentence
        else:
            assert basis_of(cause.name, 1_000_000, on=ON).value.kind in KINDS


def test_a_case_for_property_without_a_sum_is_told_to_state_its_value() -> None:
    assert needs_sum("民间借贷纠纷") and needs_sum("转继承纠纷") and not needs_sum("离婚纠纷")
    with pytest.raises(Refusal, match="第十三条第一款第（一）项.*请填写诉讼请求金额；请求的是物或者权利的，填写其价额"):
        basis_of("所有权确认纠纷", None, on=ON)


@pytest.mark.parametrize(
    ("cause", "besides", "divided", "claimed"),
    [
        ("离婚纠纷", None, None, None),
        ("离婚纠纷", None, 80_000_000, 80_000_000),
        ("离婚纠纷", 5_000_000, 80_000_000, 85_000_000),
        ("离婚纠纷", 5_000_000, None, 5_000_000),
        ("民间借贷纠纷", 5_000_000, None, 5_000_000),
    ],
)
def test_the_sum_of_a_divorce_counts_the_property_to_be_divided(
    cause: str, besides: int | None, divided: int | None, claimed: int | None
) -> None:
    assert sum_claimed(cause, besides, divided) == claimed
    assert claimed_besides(cause, claimed, divided) == besides


def test_an_amount_a_piece_that_is_missing_is_never_guessed() -> None:
    with pytest.raises(Refusal, match="缺少离婚案件每件收费标准"):
        acceptance_fee(basis_of("离婚纠纷", None, on=ON).value, on=ON)


@pytest.mark.parametrize(
    ("cause", "claim_fen", "expected"),
    [
        ("民间借贷纠纷", 4_844_000, CauseTrack(True)),
        ("离婚纠纷", None, CauseTrack(False, ("人身关系、财产确权案件",))),
        ("变更抚养关系纠纷", 100, CauseTrack(False, ("人身关系、财产确权案件",))),
        ("赡养费纠纷", 100, CauseTrack(True)),
        ("所有权确认纠纷", 100, CauseTrack(False, ("人身关系、财产确权案件",))),
        ("追索劳动报酬纠纷", 100, CauseTrack(True)),
        ("确认劳动关系纠纷", None, CauseTrack(False)),
        ("名誉权纠纷", 100, CauseTrack(False)),
        (
            "第三人撤销之诉",
            None,
            CauseTrack(False, (), ("第三人起诉请求改变或者撤销生效判决、裁定、调解书的",)),
        ),
        ("案外人执行异议之诉", 100, CauseTrack(False, (), ("其他不宜适用简易程序的案件",))),
    ],
)
def test_a_cause_says_whether_it_is_a_plain_claim_for_money(
    cause: str, claim_fen: int | None, expected: CauseTrack
) -> None:
    assert cause_track(cause, claim_fen) == expected


def test_every_name_in_the_tables_is_a_cause_of_the_tree() -> None:
    from_tables = {row["案由"] for row in ROWS}
    assert all(causes.by_name(name) is not None for name in from_tables)


def test_pay_for_labour_is_certain_and_pay_for_services_is_left_to_the_court() -> None:
    assert "可以不预交" in not_prepaid("追索劳动报酬纠纷")
    assert left_to_the_court("追索劳动报酬纠纷") == ""
    assert not_prepaid("劳务合同纠纷") == ""
    assert "由法院在立案时决定" in left_to_the_court("劳务合同纠纷")
    assert "本院决定" in not_prepaid("劳务合同纠纷", decided=True)
    assert not_prepaid("民间借贷纠纷", decided=True) == left_to_the_court("民间借贷纠纷") == ""


def test_who_bears_the_fee_of_a_divorce_is_first_for_the_two_to_agree_on() -> None:
    # 诉讼费用交纳办法第二十九条第一款, 第三十三条.
    assert "双方协商" in who_bears("离婚纠纷")
    assert "一般由败诉的一方负担" in who_bears("离婚后财产纠纷")


def test_who_needs_protection_is_told_where_and_by_when_and_not_sent_on() -> None:
    # 反家庭暴力法第二十三条、第二十八条.
    with pytest.raises(Refusal) as refused:
        check_is_suit("申请人身安全保护令")
    assert "七十二小时内作出裁定，情况紧急的在二十四小时内" in refused.value.sentence
    assert "诉讼服务大厅立案窗口" in refused.value.sentence
    assert "可以口头申请（同法第二十四条）" in refused.value.sentence
    with pytest.raises(Refusal, match="诉讼服务大厅立案窗口"):
        check_is_suit("申请宣告自然人失踪")
