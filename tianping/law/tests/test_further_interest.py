"""Interest after the sum that is claimed says what it is reckoned from, since when and by which rate."""

import csv
import json
from datetime import date

import pytest

from tianping.law.element_forms import form_of, on_day, pleading_words
from tianping.law.tests.test_questions import GOLDEN

ROWS = list(csv.DictReader((GOLDEN / "further_interest.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["情形"])
def test_the_claim_has_a_base_a_first_day_and_a_rate(row: dict[str, str]) -> None:
    answers, form = json.loads(row["回答"]), form_of(row["案由"])
    if row["起诉之日"]:
        form = on_day(form, answers, date.fromisoformat(row["起诉之日"]))
    assert pleading_words(form, answers, "claims").splitlines()[-1] == row["请求"]


@pytest.mark.parametrize("cause", ["民间借贷纠纷", "金融借款合同纠纷", "信用卡纠纷", "买卖合同纠纷"])
def test_whoever_wants_none_claims_none(cause: str) -> None:
    for answer in ("no", ""):
        assert pleading_words(form_of(cause), {"side": "seller", "interest_onwards": answer}, "claims") == ""


def test_of_goods_it_is_asked_by_what_late_payment_is_reckoned() -> None:
    form, sold = form_of("买卖合同纠纷"), {"side": "seller", "interest_onwards": "yes"}
    assert "late_basis" in {each.key for each in form.asked(sold)}
    assert "late_basis" not in {each.key for each in form.asked({**sold, "interest_onwards": "no"})}
    assert "late_rate" in {each.key for each in form.asked({**sold, "late_basis": "agreed"})}
    assert "late_uplift" in {each.key for each in form.asked({**sold, "late_basis": "law"})}
