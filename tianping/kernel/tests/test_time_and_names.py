"""Years and days are China's; names stand in the order in which they are read."""

import datetime

import pytest
from pytest_django import Settings

from tianping.kernel import clock
from tianping.kernel.names import sort_key


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2022-12-31T15:59:59+00:00", "2022-12-31"),
        ("2022-12-31T16:00:00+00:00", "2023-01-01"),
        ("2023-01-01T00:30:00+08:00", "2023-01-01"),
        ("2022-12-31T23:30:00-05:00", "2023-01-01"),
    ],
)
def test_the_day_of_a_moment_is_the_day_in_china(moment: str, day: str) -> None:
    assert clock.china_day(datetime.datetime.fromisoformat(moment)).isoformat() == day


def test_on_a_demonstration_the_day_is_fixed_and_the_time_goes_on(settings: Settings) -> None:
    settings.TODAY = datetime.date(2024, 2, 29)
    moment = clock.now()
    assert (clock.today(), moment.utcoffset()) == (datetime.date(2024, 2, 29), datetime.timedelta(hours=8))
    settings.TODAY = None
    assert abs(datetime.datetime.now(datetime.UTC) - clock.now()) < datetime.timedelta(minutes=1)


def test_names_stand_in_the_order_of_their_readings_and_surnames_are_read_as_surnames() -> None:
    names = ["曾国", "张三", "单雄信", "仇英", "查良镛", "解缙", "艾青", "安宁"]
    # ài ān qiú shàn xiè zēng zhā zhāng
    assert sorted(names, key=sort_key) == ["艾青", "安宁", "仇英", "单雄信", "解缙", "曾国", "查良镛", "张三"]


@pytest.mark.parametrize("name", ["", "𬱖", "阿卜杜拉·买买提", "ABC有限公司", "王" * 500, "?"])
def test_any_name_has_a_key_that_fits_its_column(name: str) -> None:
    assert len(sort_key(name)) <= 400
