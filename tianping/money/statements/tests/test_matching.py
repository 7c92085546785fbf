"""可能对应的交费通知: only a whole number, paid to the fen by its payer, is sure; what is near it is doubted."""

import pytest

from tianping.money.statements.matching import CERTAIN, Owed, Paid, Proposal, bills_meant, propose

OWED = Owed(1, 2023, 12, "费2023-000012", "黄小明", 50_550, is_open=True)
OTHER = Owed(2, 2023, 120, "费2023-000120", "李大山", 88_800, is_open=True)


def proposed(remark: str, fen: int = 50_550, payer: str = "黄小明") -> list[Proposal]:
    """What is proposed for a payment with this remark."""
    by_number = {(each.year, each.sequence): each for each in (OWED, OTHER)}
    found = {key: by_number[key] for key in bills_meant(remark) if key in by_number}
    return propose(Paid(fen, payer, remark), found, {each.total_fen: [each] for each in (OWED, OTHER)})


@pytest.mark.parametrize(
    "remark", ["费2023-000012", "诉讼费 费２０２３－０００012", "费2023000012", "2023-000012", "费 2023—000012 黄"]
)
def test_a_whole_number_is_sure_however_it_is_spaced(remark: str) -> None:
    (found,) = proposed(remark)
    assert (found.bill, found.strength) == (OWED, CERTAIN)


@pytest.mark.parametrize(
    ("remark", "difference"),
    [
        ("费2023-00012", "少写了1位数字"),
        ("费2023-0000012", "多写了1位数字"),
        ("费2023-12", "少写了4位数字"),
        ("费2023-0000212", "多写了1位数字"),
        ("费2023-00001", "少写了1位数字"),
    ],
)
def test_a_figure_too_few_or_too_many_is_doubted_and_the_difference_is_said(remark: str, difference: str) -> None:
    (found,) = proposed(remark)
    assert found.bill == OWED
    assert found.strength != CERTAIN and found.can_be_posted
    assert found.reasons[0] == f"疑似：附言写的是“{remark}”，比通知编号费2023-000012{difference}，请核对是不是这一份"


def test_a_figure_left_out_may_mean_the_bill_whose_sum_was_paid() -> None:
    first, second = proposed("费2023-00012", 88_800, "李大山")
    assert (first.bill, first.can_be_posted, second.bill, second.can_be_posted) == (OTHER, True, OWED, False)
    assert "比应交金额多382.50元" in second.reasons


def test_a_number_that_no_notice_has_is_named_before_sum_and_payer_are_compared() -> None:
    (found,) = proposed("费2023-999999")
    assert found.reasons[0] == "附言写的“费2023-999999”不是本院开出的通知编号"
    assert found.strength != CERTAIN


@pytest.mark.parametrize("remark", ["2023-02-12 诉讼费", "诉讼费2023年12月", "诉讼费"])
def test_a_day_is_no_number(remark: str) -> None:
    (found,) = proposed(remark)
    assert found.reasons[0] == "附言没有写通知编号"
