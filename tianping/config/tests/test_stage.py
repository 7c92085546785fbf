"""The demonstration's clock: what is done later on a day is written down later."""

import datetime
import random
from typing import Any

from tianping.config.demo.stage import Stage

nobody: Any = None


def test_the_moments_of_a_day_follow_one_another_within_office_hours() -> None:
    day = datetime.date(2023, 2, 3)
    stage = Stage(nobody, nobody, nobody, nobody, nobody, nobody, random.Random(1), day)
    moments = [stage.at for _ in range(400)]
    assert moments == sorted(moments)
    assert {moment.hour for moment in moments} <= {9, 10, 11, 15, 16}
    assert moments[0].date() == moments[-1].date() == day
    stage.day = datetime.date(2023, 2, 6)
    assert stage.at.hour == 9
