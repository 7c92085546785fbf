"""Trial limits: days that do not count, requests to extend, and a decision by another person."""

import datetime
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client, override_settings

from tests.support.clients import Browse
from tests.support.court import AT, People
from tianping.accounts.models import User
from tianping.accounts.permissions import held_posts
from tianping.cases import actions
from tianping.cases.models import Case, Clock, ClockExclusion, ClockExtension
from tianping.kernel.clock import CHINA
from tianping.kernel.models import AuditEntry
from tianping.kernel.refusals import Forbidden, Refused

EXCLUSION = {"ground": "appraisal", "first_day": "2023-02-06", "next_day": "2023-03-08", "papers": "鉴定委托书第3号"}
EXTENSION = {"length": "1", "unit": "月", "reason": "被告在外务工，送达耗时。"}


@pytest.fixture
def limit(people: People, case: Case) -> Clock:
    """The trial limit of the case, which 孙法 handles: three months from 6 February 2023."""
    Case.objects.filter(pk=case.pk).update(responsible=people.judge)
    return Clock.objects.get(case=case, period_id="C-TRIAL-SIMPLE")


def send(client: Client, address: str, content: dict[str, str], key: uuid.UUID | None = None):
    return client.post(address, {**content, "submission_key": str(key or uuid.uuid4())})


def request_by(user: User, limit: Clock) -> ClockExtension:
    return actions.request_extension(limit, length=1, unit="月", reason="送达耗时。", by=user, at=AT)


def test_excluded_days_move_the_end(people: People, limit: Clock, browse: Browse) -> None:
    assert limit.nominal_due == datetime.date(2023, 5, 6)
    response = send(browse(people.judge), f"/cases/clocks/{limit.pk}/exclude/", EXCLUSION)
    assert response["Location"] == f"/cases/{limit.case_id}/"
    limit.refresh_from_db()
    # The appraisal began on the filing day, which is not counted anyway: 29 days from 7 February to 7 March.
    assert limit.nominal_due == datetime.date(2023, 6, 4)
    exclusion = ClockExclusion.objects.get()
    assert (exclusion.why, exclusion.entered_by_id) == ("鉴定期间", people.judge.pk)
    assert "第二百四十三条" in exclusion.because
    assert "鉴定委托书第3号" in exclusion.because
    assert any("扣除2023年2月6日至2023年3月8日前" in step for step in limit.steps)
    assert AuditEntry.objects.filter(action="clock.exclude", subject=f"clock:{limit.pk}").count() == 1


def test_overlapping_days_count_once(people: People, limit: Clock) -> None:
    for first, after in (((2, 10), (2, 20)), ((2, 15), (2, 25))):
        later = datetime.datetime(2023, 3, 1, 9, 0, tzinfo=CHINA)
        actions.exclude_days(
            limit, first_day=datetime.date(2023, *first), next_day=datetime.date(2023, *after),
            why="公告期间", because="测试", by=people.judge, at=later,
        )  # fmt: skip
    limit.refresh_from_db()
    assert limit.nominal_due == datetime.date(2023, 5, 6) + datetime.timedelta(days=15)


def test_a_double_click_excludes_once(people: People, limit: Clock, browse: Browse) -> None:
    judge, key = browse(people.judge), uuid.uuid4()
    first = send(judge, f"/cases/clocks/{limit.pk}/exclude/", EXCLUSION, key)
    second = send(judge, f"/cases/clocks/{limit.pk}/exclude/", EXCLUSION, key)
    assert first["Location"] == second["Location"]
    assert ClockExclusion.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"next_day": "2023-02-06"}, "恢复计算之日应当晚于扣除开始之日"),
        ({"first_day": "2023-02-07"}, "只能扣除已经开始的期间"),
        ({"first_day": "2022-12-01", "next_day": "2023-01-10"}, "不需要扣除"),
        ({"first_day": "二月"}, "不是能识别的日期"),
        ({"ground": ""}, "请选择扣除事由"),
    ],
)
def test_wrong_days_are_refused_and_what_was_typed_stays(
    people: People, limit: Clock, browse: Browse, change: dict[str, str], sentence: str
) -> None:
    response = send(browse(people.judge), f"/cases/clocks/{limit.pk}/exclude/", {**EXCLUSION, **change})
    text = response.content.decode()
    assert response.status_code == 422
    assert sentence in text
    assert "鉴定委托书第3号" in text
    assert ClockExclusion.objects.count() == 0


def test_only_trial_limits_can_be_lengthened(people: People, limit: Clock, browse: Browse) -> None:
    fee = Clock.objects.get(case=limit.case_id, period_id="C-FEE-7")
    for verb in ("exclude", "extend"):
        response = browse(people.judge).get(f"/cases/clocks/{fee.pk}/{verb}/")
        assert response.status_code == 422
        assert "只有审理期限可以扣除或者延长" in response.content.decode()


def test_a_clock_of_anothers_case_is_a_404(people: People, limit: Clock, browse: Browse) -> None:
    for verb in ("exclude", "extend"):
        assert browse(people.second_judge).get(f"/cases/clocks/{limit.pk}/{verb}/").status_code == 404
        assert browse(people.second_judge).get(f"/cases/clocks/999999/{verb}/").status_code == 404
        assert browse(people.president).get(f"/cases/clocks/{limit.pk}/{verb}/").status_code == 403
        assert browse(people.clerk).get(f"/cases/clocks/{limit.pk}/{verb}/").status_code == 403
        assert browse(people.head).get(f"/cases/clocks/{limit.pk}/{verb}/").status_code == 200


def test_an_extension_is_asked_for_approved_by_the_president_and_moves_the_end(
    people: People, limit: Clock, browse: Browse
) -> None:
    response = send(browse(people.judge), f"/cases/clocks/{limit.pk}/extend/", EXTENSION)
    assert response["Location"] == f"/cases/{limit.case_id}/"
    extension = ClockExtension.objects.get()
    page = browse(people.president).get(f"/cases/extensions/{extension.pk}/").content.decode()
    for shown in ("被告在外务工，送达耗时。", "2023年6月6日", "最迟2023年5月1日", "孙法"):
        assert shown in page, shown
    answer = {"decision": "approve", "reason": ""}
    response = send(browse(people.president), f"/cases/extensions/{extension.pk}/", answer)
    assert response["Location"] == "/cases/extensions/"
    limit.refresh_from_db()
    assert limit.nominal_due == datetime.date(2023, 6, 6)
    extension.refresh_from_db()
    assert (extension.status, extension.decided_by_id) == ("approved", people.president.pk)


def test_a_refusal_needs_reasons_and_leaves_the_end(people: People, limit: Clock, browse: Browse) -> None:
    extension = request_by(people.judge, limit)
    president = browse(people.president)
    response = send(president, f"/cases/extensions/{extension.pk}/", {"decision": "refuse", "reason": " "})
    assert response.status_code == 422
    assert "不予批准的，请写明理由。" in response.content.decode()
    send(president, f"/cases/extensions/{extension.pk}/", {"decision": "refuse", "reason": "距届满尚早。"})
    extension.refresh_from_db()
    limit.refresh_from_db()
    assert extension.status == "refused"
    assert limit.nominal_due == datetime.date(2023, 5, 6)
    text = browse(people.judge).get(f"/cases/{limit.case_id}/").content.decode()
    assert "距届满尚早。" in text


def test_nobody_decides_on_their_own_request(people: People, limit: Clock, browse: Browse) -> None:
    both: Any = people.vice_president
    both.posts = held_posts(both) | held_posts(people.judge)
    extension = request_by(people.vice_president, limit)
    page = browse(people.vice_president).get(f"/cases/extensions/{extension.pk}/").content.decode()
    assert "申请人不能批准自己的申请" in page
    answer = {"decision": "approve", "reason": ""}
    response = send(browse(people.vice_president), f"/cases/extensions/{extension.pk}/", answer)
    assert response.status_code == 403
    with pytest.raises(Forbidden):
        actions.decide_extension(extension, approve=True, reason="", by=people.vice_president, at=AT)
    extension.refresh_from_db()
    assert extension.status == "requested"


def test_the_database_refuses_a_decision_by_the_one_who_asked(people: People, limit: Clock) -> None:
    extension = request_by(people.judge, limit)
    with pytest.raises(IntegrityError), transaction.atomic():
        ClockExtension.objects.filter(pk=extension.pk).update(status="approved", decided_by=people.judge, decided_at=AT)


def test_two_deciders_make_one_decision(people: People, limit: Clock, browse: Browse) -> None:
    extension = request_by(people.judge, limit)
    actions.decide_extension(extension, approve=True, reason="", by=people.president, at=AT)
    answer = {"decision": "refuse", "reason": "晚了一步"}
    response = send(browse(people.vice_president), f"/cases/extensions/{extension.pk}/", answer)
    assert response.status_code == 422
    assert "该申请已经作出决定" in response.content.decode()


def test_a_second_request_waits_for_the_first(people: People, limit: Clock, browse: Browse) -> None:
    request_by(people.judge, limit)
    response = send(browse(people.judge), f"/cases/clocks/{limit.pk}/extend/", EXTENSION)
    assert response.status_code == 422
    assert "已有一份待批准的延长申请" in response.content.decode()


@pytest.mark.parametrize(("length", "unit"), [(2, "月"), (31, "日"), (0, "月")])
def test_the_president_cannot_grant_more_than_the_law_gives(
    people: People, limit: Clock, length: int, unit: str
) -> None:
    with pytest.raises(Refused, match="累计可以延长1个月"):
        actions.request_extension(limit, length=length, unit=unit, reason="耗时。", by=people.judge, at=AT)


def test_a_late_request_is_warned_and_still_taken(people: People, limit: Clock, browse: Browse) -> None:
    judge = browse(people.judge)
    address = f"/cases/clocks/{limit.pk}/extend/"
    with override_settings(TODAY=datetime.date(2023, 4, 21)):
        assert "现已超过" not in judge.get(address).content.decode()
    with override_settings(TODAY=datetime.date(2023, 4, 22)):
        assert "最迟2023年4月21日" in judge.get(address).content.decode()
        assert send(judge, address, EXTENSION).status_code == 302


def test_judges_and_strangers_do_not_decide(people: People, limit: Clock, browse: Browse) -> None:
    extension = request_by(people.judge, limit)
    for address in ("/cases/extensions/", f"/cases/extensions/{extension.pk}/"):
        assert browse(people.judge).get(address).status_code == 403
        assert browse(None).get(address).status_code == 302
    assert browse(people.president).get("/cases/extensions/999999/").status_code == 404
    assert limit.case is not None
    assert limit.case.number in browse(people.president).get("/cases/extensions/").content.decode()


def test_the_day_of_the_law_is_the_day_of_the_act(people: People, limit: Clock) -> None:
    extension = request_by(people.judge, limit)
    actions.decide_extension(extension, approve=True, reason="", by=people.president, at=AT)
    limit.refresh_from_db()
    assert "《中华人民共和国民事诉讼法》（2021年修正）第一百六十四条" in limit.because
