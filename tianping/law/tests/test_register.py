"""The register: the pages on disk are those the rules give, every datum says whence it comes, texts are dated."""

import json
from datetime import date
from pathlib import Path

import pytest

from tianping.law.answers import Refusal, weaker
from tianping.law.dated import Dated, Text
from tianping.law.laws import cite, laws
from tianping.law.period_rules import period_rules
from tianping.law.register import render_register
from tianping.law.wording import article, chinese_date, chinese_numeral

LAW = Path(__file__).parents[1]
DOCS = LAW.parents[1] / "docs" / "law"


def test_the_pages_on_disk_are_the_generated_ones() -> None:
    pages = render_register()
    assert {path.name for path in DOCS.glob("*.md")} == set(pages)
    for name, text in pages.items():
        assert (DOCS / name).read_text("utf-8") == text, name


def test_every_period_is_on_its_page_with_its_wording() -> None:
    page = render_register()["periods.md"]
    for rule in period_rules().values():
        assert f"### {rule.id} {rule.name}" in page
        assert rule.quote in page


@pytest.mark.parametrize("path", sorted((LAW / "data").glob("*.json")), ids=lambda path: path.name)
def test_every_datum_says_whence_it_comes_and_when_it_was_last_checked(path: Path) -> None:
    data = json.loads(path.read_text("utf-8"))
    assert data["title"]
    assert data["reference"]
    assert date.fromisoformat(data["last_checked_on"])


def test_every_file_of_data_is_described() -> None:
    described = (LAW / "data" / "README.md").read_text("utf-8")
    for path in (LAW / "data").iterdir():
        assert path.name == "README.md" or f"| {path.name} |" in described
        files = path.iterdir() if path.is_dir() else [path]
        assert not [file.name for file in files if b"\r" in file.read_bytes()]


def test_a_rule_gives_the_text_of_the_day_and_refuses_days_before_all() -> None:
    rule = Dated("试例", Text(date(2022, 1, 1), "新", 2), Text(date(2020, 1, 1), "旧", 1))
    assert [rule.on(day).value for day in (date(2020, 1, 1), date(2021, 12, 31), date(2022, 1, 1))] == [1, 1, 2]
    with pytest.raises(Refusal, match="2019年12月31日没有可以适用的文本"):
        rule.on(date(2019, 12, 31))


def test_an_article_is_cited_by_its_number_in_the_text_of_the_day() -> None:
    assert cite("民事诉讼法", 264, date(2024, 1, 1)).text.endswith("第二百六十四条")
    assert cite("民事诉讼法", 264, date(2022, 1, 1)).text.endswith("（2021年修正）第二百六十条")
    assert cite("民事诉讼法", 264, date(2017, 1, 1)).text.endswith("第二百五十三条")


def test_every_moved_article_has_a_number_in_every_version() -> None:
    for law in laws().values():
        for number, then in law.moved.items():
            assert len(then) == len(law.versions.texts)
            assert then[-1] == number


@pytest.mark.parametrize(
    ("number", "words"),
    [(5, "五"), (10, "十"), (15, "十五"), (20, "二十"), (101, "一百零一"), (206, "二百零六"), (1260, "一千二百六十")],
)
def test_numerals_as_in_a_statute(number: int, words: str) -> None:
    assert chinese_numeral(number) == words


def test_an_article_with_paragraph_and_item() -> None:
    assert article(13, paragraph=1, item=1) == "第十三条第一款第（一）项"
    assert chinese_date(date(2026, 11, 3)) == "2026年11月3日"


def test_an_answer_is_as_sure_as_its_weakest_text() -> None:
    assert [weaker("T", "S"), weaker("R", "S"), weaker("L", "T")] == ["S", "R", "L"]
