"""What the law supports of a rate that was agreed on, with its arithmetic."""

import datetime
from decimal import Decimal

from tianping.law.loan_rates import above_cap

ON = datetime.date(2023, 2, 6)
LOAN = {"signed_on": "2022-05-01", "principal_fen": 5_000_000, "annual_rate": "36"}


def test_thirty_six_per_cent_lies_above_four_times_the_loan_prime_rate() -> None:
    answer = above_cap("民间借贷纠纷", LOAN, on=ON)
    assert answer is not None
    # 2022年4月20日公布的一年期LPR 3.7%，四倍14.8%。
    assert answer.value == Decimal("14.8")
    assert "四倍：3.70%×4=14.80%" in answer.steps
    assert "约定的年利率36%高于14.8%，高出的部分法院不予支持" in answer.steps
    assert answer.steps[-1] == "以本金50,000.00元计算一年：按14.8%为7,400.00元，按约定的年利率36%为18,000.00元"
    assert answer.because == ("《最高人民法院关于审理民间借贷案件适用法律若干问题的规定》第二十五条",)


def test_the_overdue_rate_has_the_same_cap_by_its_own_article() -> None:
    answer = above_cap("民间借贷纠纷", {**LOAN, "annual_rate": "10", "overdue_rate": "24"}, on=ON)
    assert answer is not None
    assert "约定的逾期年利率24%高于14.8%，高出的部分法院不予支持" in answer.steps
    assert answer.because[-1].endswith("第二十八条")


def test_within_the_cap_or_without_a_day_or_of_a_bank_nothing_is_said() -> None:
    assert above_cap("民间借贷纠纷", {**LOAN, "annual_rate": "14.8"}, on=ON) is None
    assert above_cap("民间借贷纠纷", {"annual_rate": "36"}, on=ON) is None
    assert above_cap("金融借款合同纠纷", LOAN, on=ON) is None


def test_a_loan_without_a_paper_counts_from_the_day_it_was_lent() -> None:
    assert above_cap("民间借贷纠纷", {"lent_on": "2022-05-01", "annual_rate": "36"}, on=ON) is not None
