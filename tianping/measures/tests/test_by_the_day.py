"""期限: what has run out stands as run out on that day, whenever it is written down; each term is renewed once."""

import datetime

import pytest
from django.urls import reverse

from tests.support.cases import code_of
from tests.support.clients import Browse, send
from tests.support.court import AT, People
from tianping.kernel.clock import CHINA
from tianping.kernel.refusals import Refused
from tianping.measures import actions, queries
from tianping.measures.actions import RequestDraft
from tianping.measures.models import Measure, Renewal
from tianping.measures.tests.conftest import BASIS

SECOND, THIRD = "（2023）甘1027民初1号之二", "（2023）甘1027民初1号之三"
LAST_DAY, AFTER = datetime.date(2024, 2, 5), datetime.datetime(2024, 2, 24, 10, tzinfo=CHINA)


def on(year: int, month: int, day: int) -> datetime.datetime:
    return datetime.datetime(year, month, day, 10, tzinfo=CHINA)


def test_the_term_of_a_renewal_must_have_begun_before_the_next(people: People, measure: Measure) -> None:
    actions.renew(measure, SECOND, by=people.officer, at=AT)
    for at in (AT, on(2024, 2, 5)):
        with pytest.raises(Refused, match="已经续行至2025年2月5日，续行的期限从2024年2月6日起才开始"):
            actions.renew(measure, THIRD, by=people.officer, at=at)
    made = actions.renew(measure, THIRD, by=people.officer, at=on(2024, 2, 6))
    assert (made.was_until, made.until) == (datetime.date(2025, 2, 5), datetime.date(2026, 2, 5))


@pytest.mark.parametrize("again", [SECOND, "续行裁定(2023)甘1027民初1号之二"])
def test_every_renewal_has_an_order_of_its_own(people: People, measure: Measure, again: str) -> None:
    actions.renew(measure, SECOND, by=people.officer, at=on(2024, 1, 20))
    with pytest.raises(Refused, match="以前的续行已经依据"):
        actions.renew(measure, again, by=people.officer, at=on(2025, 1, 20))
    assert Renewal.objects.count() == 1


def test_nobody_asks_for_what_was_renewed_and_has_not_begun(people: People, measure: Measure, browse: Browse) -> None:
    actions.renew(measure, SECOND, by=people.officer, at=AT)
    asked = RequestDraft("被告尚未履行，仍有冻结的必要。", AT.date())
    with pytest.raises(Refused, match="才开始"):
        actions.ask_renewal([measure], asked, litigant=measure.applicant, by=None, at=AT)
    assert queries.renewable(measure.case, measure.applicant, on=AT.date()) == []
    assert queries.renewable(measure.case, measure.applicant, on=datetime.date(2024, 2, 6)) == [measure]


def test_the_page_says_why_and_in_which_words_until_when(
    people: People, measure: Measure, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)
    actions.renew(measure, SECOND, by=people.officer, at=AT)
    officer = browse(people.officer)
    page = officer.get(reverse("measure", args=[measure.pk])).content.decode()
    assert "续行至2025年2月5日" in page
    assert "2025-02-05" not in page
    assert "现在不能再次续行" in page
    assert reverse("measure_renew", args=[measure.pk]) not in page
    refused = send(officer, reverse("measure_renew", args=[measure.pk]), **{"renew-basis": THIRD})
    assert (refused.status_code, "现在不能再次续行" in refused.content.decode()) == (422, True)


def test_what_ran_out_is_in_force_nowhere_though_nobody_wrote_it_down(
    people: People, measure: Measure, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AFTER)
    assert queries.counts_by_status(people.officer, LAST_DAY) == {"in_force": 1}
    assert queries.counts_by_status(people.officer, AFTER.date()) == {"lapsed": 1}
    officer, number = browse(people.officer), measure.case.number
    assert number not in officer.get("/measures/?status=in_force").content.decode()
    listed = officer.get("/measures/?status=lapsed").content.decode()
    assert (number in listed, "2024年2月5日" in listed, "期限届满，未办理续行" in listed) == (True, True, True)
    page = officer.get(reverse("measure", args=[measure.pk])).content.decode()
    assert "期限届满失效" in page
    assert "已逾期" not in page
    assert reverse("measure_renew", args=[measure.pk]) not in page
    assert reverse("measure_lift", args=[measure.pk]) not in page
    assert "期限届满失效" in browse(people.head).get(reverse("case", args=[measure.case_id])).content.decode()
    client = browse(None)
    client.post("/progress/", {"number": number, "code": code_of(measure.case)})
    told = client.get("/progress/case/").content.decode()
    assert "期限届满失效（2024年2月5日）" in told
    assert reverse("my_renewal") not in told


def test_what_ran_out_is_neither_lifted_nor_taken_over(people: People, measure: Measure) -> None:
    with pytest.raises(Refused, match="已于2024年2月5日期限届满，效力消灭"):
        actions.lift_many([measure], f"申请人撤回保全申请（{BASIS}）", by=people.officer, at=AFTER)
    assert queries.standing_of([measure.case_id], on=LAST_DAY) == [measure]
    assert queries.standing_of([measure.case_id], on=AFTER.date()) == []
    assert actions.take_over(measure.case.matter_id, measure.case, by=people.officer, at=AFTER) == 0
