"""The demonstration court, built through the same verbs as the pages use, always the same from the same seed."""

import datetime
import random
from collections.abc import Mapping

from tianping.accounts import actions as account_actions
from tianping.accounts.models import User
from tianping.accounts.queries import acting
from tianping.config.demo.fates import FATES, MEDIATORS
from tianping.config.demo.people import create_people
from tianping.config.demo.stage import LAST_DAY, Stage
from tianping.config.demo.strangers import Strangers
from tianping.config.demo.workbooks import bank_workbook
from tianping.intake.filing import actions as filing_actions
from tianping.intake.filing.actions import BatchChoices
from tianping.kernel.audit.sealing import seal
from tianping.kernel.clock import CHINA
from tianping.law.calendars import is_rest_day

SEED = 1027
FIRST_DAY = datetime.date(2023, 1, 3)
WAGE_PUBLISHED = datetime.date(2022, 7, 1)


def build() -> None:
    """Found the demonstration court and let five weeks pass in it, up to the demonstration day."""
    opening = datetime.datetime.combine(FIRST_DAY, datetime.time(8, 30), CHINA)
    _found(opening)
    dice = random.Random(SEED)
    stage = _stage(create_people(at=opening), dice)
    fates = [fate for fate, how_many in FATES for _ in range(how_many)]
    dice.shuffle(fates)
    days = _working_days()
    for number, fate in enumerate(fates):
        fate(stage.later((days[number * len(days) // len(fates)] - FIRST_DAY).days))
        stage.deliver()
    _bank_sends_two_files(stage.later((LAST_DAY - FIRST_DAY).days))
    stage.deliver()
    seal()


def _found(at: datetime.datetime) -> None:
    account_actions.found_court(code="甘1027", name="镇原县人民法院", province="甘肃", is_demonstration=True, at=at)
    account_actions.enter_local_figure(
        "average_wage",
        "80000",
        valid_from=WAGE_PUBLISHED,
        source="演示值，不是甘肃省公布的数额",
        is_demonstration=True,
        by=None,
        at=at,
    )


def _stage(people: Mapping[str, User], dice: random.Random) -> Stage:
    return Stage(
        clerk=acting(people["filing_clerk"], FIRST_DAY),
        judge=acting(people["judge"], FIRST_DAY),
        president=acting(people["president"], FIRST_DAY),
        cashier=acting(people["cashier"], FIRST_DAY),
        mediator=acting(people["mediator"], FIRST_DAY),
        strangers=Strangers(dice),
        dice=dice,
        day=FIRST_DAY,
    )


def _working_days() -> list[datetime.date]:
    days = [FIRST_DAY + datetime.timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days)]
    return [day for day in days if not is_rest_day(day)]


def _bank_sends_two_files(stage: Stage) -> None:
    """One file goes through to numbered cases; one waits for the clerk."""
    for how_many in (24, 12):
        content = bank_workbook(stage.strangers, stage.dice, how_many, datetime.date(2022, 12, 21))
        name = f"镇原示范村镇银行批量起诉清单（{how_many}件）.xlsx"
        batch = filing_actions.upload_batch(content, name, by=stage.clerk, at=stage.at)
        if how_many == 24:
            filing_actions.set_designation(
                batch,
                court="甘肃省庆阳市中级人民法院",
                number="（2023）甘10民辖12号",
                on=datetime.date(2023, 2, 1),
                by=stage.clerk,
                at=stage.at,
            )
            choices = BatchChoices(refer_consenting=True, mediator_name=MEDIATORS, fast_team=True)
            filing_actions.queue_batch(batch, choices, by=stage.clerk, at=stage.at)
            filing_actions.file_queued_batch(
                batch_id=batch.pk, by_id=stage.clerk.pk, at=stage.at.isoformat()
            )
