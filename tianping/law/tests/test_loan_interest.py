"""Interest of loans: sixteen worked by hand, and what cannot be computed."""

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tianping.law.answers import Refusal
from tianping.law.loan_interest import Loan, Payment, loan_interest
from tianping.law.money import parse_yuan

ON = date(2024, 6, 1)
GOLDEN = Path(__file__).parent / "golden" / "loan_interest.csv"
ROWS = list(csv.DictReader(GOLDEN.read_text("utf-8").splitlines()))
PLAIN = Loan(4_800_000, Decimal("6.5"), date(2020, 3, 6), date(2021, 3, 5), "licensed")


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def loan_of(row: dict[str, str]) -> Loan:
    return Loan(
        principal_fen=parse_yuan(row["本金（元）"]),
        rate=Decimal(row["年利率"]),
        lent=date.fromisoformat(row["发放"]),
        due=date.fromisoformat(row["到期"]),
        lender="licensed" if row["出借人"] == "金融机构" else "private",
        overdue_rate=Decimal(row["逾期年利率"]) if row["逾期年利率"] else None,
        days_a_year=int(row["一年日数"]),
        contract=day(row["合同成立"]),
        filed=day(row["起诉"]),
    )


def paid(text: str) -> list[Payment]:
    return [
        Payment(date.fromisoformat(on), parse_yuan(yuan)) for on, yuan in (each.split(":") for each in text.split())
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['编号']} {row['情形']}")
def test_interest_is_what_was_worked_out_by_hand(row: dict[str, str]) -> None:
    answer = loan_interest(
        loan_of(row),
        since=date.fromisoformat(row["起息"]),
        until=date.fromisoformat(row["截止"]),
        on=ON,
        payments=paid(row["偿还本金"]),
    )
    assert answer.value.interest_fen == parse_yuan(row["利息（元）"])
    assert sum(each.interest_fen for each in answer.value.stretches) == answer.value.interest_fen


def test_the_answer_says_by_which_text_a_rate_was_cut_and_how_sure_that_is() -> None:
    row = next(each for each in ROWS if each["编号"] == "14")
    answer = loan_interest(loan_of(row), since=date(2020, 8, 10), until=date(2020, 8, 29), on=ON)
    assert any("按24%计算" in step for step in answer.steps)
    assert any("按14.6%计算" in step for step in answer.steps)
    assert any("第三十一条" in each for each in answer.because)
    assert answer.certainty == "R"
    assert any("由当事人请求适用" in note for note in answer.notes)


def test_licensed_lenders_stand_outside_the_cap_and_that_is_cited() -> None:
    answer = loan_interest(PLAIN, since=PLAIN.lent, until=PLAIN.due, on=ON)
    assert any("批复" in each for each in answer.because)
    assert answer.certainty == "T"


@pytest.mark.parametrize(
    ("loan", "since", "until", "why"),
    [
        (replace(PLAIN, rate=Decimal(-1)), PLAIN.lent, PLAIN.due, "不能是负数"),
        (replace(PLAIN, days_a_year=366), PLAIN.lent, PLAIN.due, "360日或者365日"),
        (PLAIN, date(2020, 3, 1), PLAIN.due, "不能早于借款发放日"),
        (PLAIN, PLAIN.due, PLAIN.lent, "早于起息日"),
        (replace(PLAIN, lender="private", rate=Decimal(30)), PLAIN.lent, PLAIN.due, "缺少起诉日"),
        (
            replace(PLAIN, lender="private", rate=Decimal(30), contract=date(2014, 1, 1)),
            PLAIN.lent,
            date(2020, 4, 1),
            "2015年9月1日以前",
        ),
    ],
)
def test_what_cannot_be_computed_is_refused_with_the_way_to_mend_it(
    loan: Loan, since: date, until: date, why: str
) -> None:
    with pytest.raises(Refusal, match=why):
        loan_interest(loan, since=since, until=until, on=ON)


def test_payments_do_not_exceed_the_principal() -> None:
    with pytest.raises(Refusal, match="合计不超过借款本金"):
        loan_interest(PLAIN, since=PLAIN.lent, until=PLAIN.due, on=ON, payments=[Payment(date(2020, 4, 1), 4_800_001)])
