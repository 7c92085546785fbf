"""跨域立案的日期: limitation counts from the assisting court, the seven days from the competent one."""

from datetime import date

from tianping.law import courts
from tianping.law.cross_court import cross_court_days


def test_limitation_stops_there_and_the_review_begins_here() -> None:
    answer = cross_court_days(date(2023, 2, 6), date(2023, 2, 8), on=date(2023, 2, 8))
    assert (answer.value.first_filed_on, answer.value.review_due.nominal) == (date(2023, 2, 6), date(2023, 2, 15))
    assert answer.because[0] == "《最高人民法院关于审理民事案件适用诉讼时效制度若干问题的规定》第十条"
    assert answer.certainty == "R"


def test_courts_are_found_by_words_of_their_name_and_by_province() -> None:
    assert [court.code for court in courts.find("霍邱")] == ["皖1522"]
    assert courts.find("朝阳", "北京市") and not courts.find("霍邱", "甘肃省")
    assert len(courts.find()) == len(courts.all_courts())
    assert len(courts.provinces()) == 31
