"""期间: sequences of events whose days were worked by hand with a calendar (golden/period_sequences.csv).

Each row tells what happened in the words of the court; the law is asked for nothing but the last day and its articles.
"""

import csv
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from tianping.law.answers import Answer
from tianping.law.due_days import DueDay
from tianping.law.effectiveness import Served, decision_binds
from tianping.law.periods import Excluded, Extension, due, trial_limit
from tianping.law.service import Served as ServedPaper
from tianping.law.service import effective_day

ROWS = list(csv.DictReader((Path(__file__).parent / "golden" / "period_sequences.csv").open(encoding="utf-8")))
LIMITS = {
    "普通": "C-TRIAL-ORD",
    "简易": "C-TRIAL-SIMPLE",
    "小额": "C-TRIAL-SMALL",
    "二审判决": "C-2ND-J",
    "二审裁定": "C-2ND-R",
}
PERIODS = {
    "答辩": "C-ANSWER-15",
    "答辩（小额）": "C-ANSWER-SMALL",
    "举证（普通）": "C-EVID-ORD",
    "举证（简易）": "C-EVID-SIMPLE",
    "举证（小额）": "C-EVID-SMALL",
    "上诉（判决）": "C-APPEAL-J",
    "立案审查": "C-FILE-7",
    "送达起诉状副本": "C-SERVE-5",
    "预交受理费": "C-FEE-7",
    "补交受理费": "C-FEE-CONV",
    "退费": "C-FEE-REFUND",
    "开庭通知": "C-HEAR-3",
    "送达上诉状副本": "C-APPEAL-SVC",
    "移送上诉案卷": "C-APPEAL-SEND",
    "申请顺延": "GEN-RESTORE",
    "申请再审": "C-RETRIAL-APPLY",
}
EXTENSION = re.compile(r"(\d+)(月|日)")


@dataclass
class Told:
    """What the events of a row have told so far."""

    on: date
    day: date | None = None
    limit: str = ""
    converted_from: str | None = None
    excluded: list[Excluded] = field(default_factory=list)
    extensions: list[Extension] = field(default_factory=list)

    def limit_answer(self) -> Answer[DueDay]:
        assert self.day is not None
        return trial_limit(
            self.limit,
            self.day,
            on=self.on,
            excluded=self.excluded,
            extensions=self.extensions,
            converted_from=self.converted_from,
        )


def _answer(row: dict[str, str]) -> Answer[DueDay]:
    told, answer = Told(date.fromisoformat(row["适用法的日期"])), None
    for event in row["事件"].split("；"):
        answer = _tell(told, event) or answer
    return answer if answer is not None else told.limit_answer()


def _tell(told: Told, event: str) -> Answer[DueDay] | None:
    """Take one event in; an answer where the event asks for one."""
    word, *rest = event.split()
    if word in ("送达", "收到", "开庭"):
        told.day = date.fromisoformat(rest[0])
    elif word == "公告":
        notice = ServedPaper("public_notice", date.fromisoformat(rest[0]), reason="下落不明，其他方式无法送达")
        told.day = effective_day(notice, on=told.on).value
    elif word.startswith("生效"):
        return _binding(told, word, rest)
    elif word == "申请延长":
        nominal = told.limit_answer().value.nominal
        return due("EXT-REQ-15", nominal, on=told.on)
    elif word in PERIODS:
        assert told.day is not None
        return due(PERIODS[word], told.day, on=told.on)
    else:
        _tell_of_limit(told, word, rest)
    return None


def _tell_of_limit(told: Told, word: str, rest: list[str]) -> None:
    if word == "审限":
        told.limit, told.day = LIMITS[rest[0]], date.fromisoformat(rest[1])
    elif word == "转自":
        told.converted_from = LIMITS[rest[0]]
    elif word == "扣除":
        told.excluded.append(Excluded(date.fromisoformat(rest[0]), date.fromisoformat(rest[2]), rest[3]))
    else:
        assert word == "延长"
        found = EXTENSION.fullmatch(rest[0])
        assert found is not None
        told.extensions.append(Extension(int(found[1]), "月" if found[2] == "月" else "日"))


def _binding(told: Told, word: str, days: list[str]) -> Answer[DueDay]:
    served = [Served(f"当事人{place}", date.fromisoformat(day)) for place, day in enumerate(days, 1)]
    if word == "生效（判决）":
        found = decision_binds("judgment", served, on=told.on)
    else:
        found = decision_binds("ruling", served, on=told.on, variant="suit_dismissed")
    assert found.value.on is not None
    return Answer(DueDay(found.value.on, found.value.on), found.steps, found.because, found.certainty)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['编号']} {row['情形']}")
def test_a_sequence_of_events_ends_on_the_day_worked_by_hand(row: dict[str, str]) -> None:
    answer = _answer(row)
    assert answer.value.nominal == date.fromisoformat(row["名义届满"])
    if row["届满"] == "待定":
        assert answer.value.legal is None
        assert answer.value.pending
    else:
        assert answer.value.legal == date.fromisoformat(row["届满"])
    for article in row["条文"].split():
        assert any(article in cited for cited in answer.because), (article, answer.because)
    assert answer.steps


def test_the_table_holds_sixty_sequences_each_told_once_and_worked() -> None:
    assert len(ROWS) >= 60
    assert len({row["事件"] for row in ROWS}) == len(ROWS)
    assert all(row["手算"] and row["条文"] for row in ROWS)
