"""Stretches that do not count in the trial limit."""

import datetime

import pytest

from tests.support.clients import Browse
from tests.support.court import AT, People
from tianping.cases.models import Case
from tianping.kernel.clock import CHINA
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.trial.hearings import actions
from tianping.trial.hearings.file_entries import entries
from tianping.trial.hearings.models import Interruption
from tianping.trial.hearings.tests.test_pages import keyed

GROUND = Interruption.Ground
APPRAISAL = actions.Stretch(
    GROUND.APPRAISAL, "鉴定借条签名", datetime.date(2023, 2, 6), "委托鉴定书", "甘肃示范司法鉴定中心"
)
LATER = datetime.datetime(2023, 3, 1, 10, 0, tzinfo=CHINA)


@pytest.mark.parametrize("who", ["second_judge", "clerk", "head", "president", "stranger"])
def test_only_who_acts_notes_stretches(people: People, case: Case, who: str) -> None:
    with pytest.raises(Forbidden):
        actions.begin_interruption(case, APPRAISAL, by=getattr(people, who), at=LATER)


def test_public_notice_is_refused_in_simple_procedure_and_the_way_is_named(people: People, case: Case) -> None:
    notice = actions.Stretch(GROUND.ANNOUNCEMENT, "公告送达", datetime.date(2023, 2, 6), "人民法院报公告")
    with pytest.raises(Refused, match="第一百四十条.*转为普通程序"):
        actions.begin_interruption(case, notice, by=people.judge, at=AT)


def test_the_same_stretch_does_not_begin_twice(people: People, case: Case) -> None:
    actions.begin_interruption(case, APPRAISAL, by=people.judge, at=AT)
    with pytest.raises(Overtaken, match="尚未结束"):
        actions.begin_interruption(case, APPRAISAL, by=people.judge, at=AT)


def test_a_stretch_ends_after_it_began_and_once(people: People, case: Case) -> None:
    stretch = actions.begin_interruption(case, APPRAISAL, by=people.judge, at=AT)
    with pytest.raises(Refused, match="晚于"):
        actions.end_interruption(stretch, datetime.date(2023, 2, 6), "意见书", by=people.judge, at=LATER)
    assert not list(entries(case))
    actions.end_interruption(stretch, datetime.date(2023, 2, 16), "意见书", by=people.judge, at=LATER)
    assert [(each.place, each.on) for each in entries(case)] == [("appraisal", datetime.date(2023, 2, 16))]
    with pytest.raises(Overtaken):
        actions.end_interruption(stretch, datetime.date(2023, 2, 16), "意见书", by=people.judge, at=LATER)


def test_the_page_notes_a_stretch_and_ends_it(people: People, case: Case, browse: Browse) -> None:
    judge, base = browse(people.judge), f"/hearings/cases/{case.pk}/"
    stretch = {"ground": "appraisal", "what": "鉴定签名", "institution": "某鉴定中心", "papers": "委托书"}
    typed = {f"stretch-{name}": value for name, value in stretch.items()}
    wrong = judge.post(f"{base}stretches/", keyed({**typed, "stretch-first_day": "2022-01-01"}))
    assert wrong.status_code == 422
    assert "在立案之后" in wrong.content.decode()
    noted = judge.post(f"{base}stretches/", keyed({**typed, "stretch-first_day": "2023-02-06"}))
    assert noted.status_code == 302, noted.content.decode()
    running = Interruption.objects.get()
    ended = {f"end{running.pk}-next_day": "2023-02-10", f"end{running.pk}-papers": "意见书"}
    judge.post(f"{base}stretches/end/", keyed({**ended, "stretch": str(running.pk)}))
    running.refresh_from_db()
    assert running.status == "ended"
    page = judge.get(f"{base}turns/").content.decode()
    assert "2023年2月10日恢复计算" in page
    assert browse(people.second_judge).get(f"{base}turns/").status_code == 404
