"""Whoever sued at a court without jurisdiction is told which has it (民事诉讼法第一百二十七条第（四）项)."""

import pytest

from tianping.law.answers import Refusal
from tianping.law.filing_refusals import competent_court

OWN = "镇原县人民法院"


def test_the_court_is_named_by_its_whole_name() -> None:
    assert competent_court("jurisdiction", " 霍邱县人民法院 ", own=OWN) == "霍邱县人民法院"
    assert competent_court("scope", "霍邱县人民法院", own=OWN) == ""


@pytest.mark.parametrize(
    ("named", "sentence"),
    [
        ("", "请写明有管辖权的法院"),
        (OWN, "就是本院"),
        ("霍邱法院", "比如霍邱县人民法院"),
        ("某某", "没有查到名为“某某”的法院"),
    ],
)
def test_what_is_no_other_court_is_refused_with_the_mend(named: str, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        competent_court("jurisdiction", named, own=OWN)
