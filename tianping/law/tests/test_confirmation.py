"""司法确认: what may be confirmed until when, and why an application is dismissed (golden/confirmation.csv)."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tianping.law.answers import Refusal
from tianping.law.confirmation import (
    check_in_time,
    dismissed_for,
    items_of,
    last_day_to_apply,
    may_be_confirmed,
    told_on_acceptance,
)

ON = date(2023, 2, 6)
ROWS = list(csv.DictReader((Path(__file__).parent / "golden" / "confirmation.csv").open(encoding="utf-8")))


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['cause']}{row['also']}" for row in ROWS])
def test_what_may_be_confirmed_and_by_which_article_not(row: dict[str, str]) -> None:
    also: Any = [row["also"]] if row["also"] else []
    answer = may_be_confirmed(row["cause"], on=ON, also=also)
    assert answer.value is (row["value"] == "yes")
    assert answer.because[0].endswith(row["article"])


def test_the_articles_bear_the_numbers_of_the_day() -> None:
    assert may_be_confirmed("民间借贷纠纷", on=date(2024, 1, 2)).because[0].endswith("第二百零五条")
    before = may_be_confirmed("离婚纠纷", on=date(2021, 6, 1)).because[0]
    assert before.endswith("第三百五十七条第一款第（三）项")


@pytest.mark.parametrize(
    ("binds", "legal"),
    [
        # 第三十日是2023年3月8日，星期三。
        (date(2023, 2, 6), date(2023, 3, 8)),
        # 第三十日是2023年4月30日，劳动节假期，顺延到节后第一日。
        (date(2023, 3, 31), date(2023, 5, 4)),
    ],
)
def test_thirty_days_run_from_the_day_on_which_the_agreement_binds(binds: date, legal: date) -> None:
    assert last_day_to_apply(binds, on=ON).value.legal == legal
    check_in_time(binds, legal, on=ON)
    with pytest.raises(Refusal, match="协议仍然有效"):
        check_in_time(binds, date.fromordinal(legal.toordinal() + 1), on=ON)


def test_a_dismissal_names_its_items() -> None:
    answer = dismissed_for(["unclear", "mandatory"], on=ON)
    assert answer.value == ("违反法律强制性规定", "内容不明确")
    assert [text[-5:] for text in answer.because] == ["第（一）项", "第（五）项"]
    assert items_of(["unclear", "mandatory"]) == (1, 5)
    with pytest.raises(Refusal, match="请选择至少一种"):
        dismissed_for([], on=ON)


@pytest.mark.parametrize(
    ("on", "ruling", "silence"),
    [
        (date(2021, 6, 1), "第一百九十五条", "第三百五十九条第二款"),
        (date(2023, 2, 6), "第二百零二条", "第三百五十七条第二款"),
        (date(2026, 11, 30), "第二百零六条", "第三百五十七条第二款"),
    ],
)
def test_both_are_told_by_the_articles_of_the_day_how_an_accepted_application_goes_on(
    on: date, ruling: str, silence: str
) -> None:
    answer = told_on_acceptance(on=on)
    said = "".join(answer.value)
    for words in (
        "十五日内作出裁定",
        "延长十日",
        "通知双方当事人共同到场",
        "按撤回申请处理",
        "不收取费用",
        ruling,
        silence,
    ):
        assert words in said, words
    assert all(each in said for each in answer.because)
