"""The demonstration court, built through the same verbs as the pages use, always the same from the same seed."""

import datetime
import heapq
import random
from collections.abc import Mapping

from tianping.accounts import actions as account_actions
from tianping.accounts.models import User
from tianping.accounts.queries import acting
from tianping.config.demo.fates import FATES, MEDIATORS, Days
from tianping.config.demo.mediations import MEDIATED
from tianping.config.demo.mediators import register_mediators
from tianping.config.demo.people import create_people
from tianping.config.demo.pleadings import citizens_sue
from tianping.config.demo.preservation import preservation_is_asked_for
from tianping.config.demo.stage import Stage
from tianping.config.demo.strangers import Strangers
from tianping.config.demo.trial import cases_come_to_trial
from tianping.config.demo.workbooks import bank_workbook
from tianping.intake.filing import actions as filing_actions
from tianping.intake.filing.actions import BatchChoices
from tianping.kernel.audit.sealing import seal
from tianping.kernel.clock import CHINA
from tianping.law.calendars import is_rest_day

SEED = 1027
FIRST_DAY = datetime.date(2023, 1, 3)
# The working day before the demonstration day, so that nothing lies ahead of whoever looks early in the morning.
LAST_DAY = datetime.date(2023, 2, 3)
WAGE_PUBLISHED = datetime.date(2022, 7, 1)
# Made up for the demonstration: the average wage, and what a case costs a piece within the measure's ranges.
FIGURES = {
    "average_wage": "80000",
    "divorce_base": "200.00",
    "personality_base": "300.00",
    "other_base": "80.00",
    "intellectual_base": "800.00",
}
HALL = {
    "hall_address": "演示地址：镇原县城关镇示范路1号",
    "hall_hours": "工作日8:30—12:00，14:30—18:00",
    "hall_phone": "0934-0000000",
    "fee_account_name": "镇原县人民法院（演示账户，请勿转账）",
    "fee_account_bank": "演示银行镇原县支行",
    "fee_account_number": "00000000000000000000",
}


def build() -> None:
    """Found the demonstration court and let five weeks pass in it, up to the day before the demonstration."""
    opening = datetime.datetime.combine(FIRST_DAY, datetime.time(8, 30), CHINA)
    _found(opening)
    dice = random.Random(SEED)
    people = create_people(at=opening)
    register_mediators(people, at=opening)
    stage = _stage(people, dice)
    _let_weeks_pass(stage, dice)
    stage.day = LAST_DAY
    _bank_sends_two_files(stage)
    cases_come_to_trial(stage)
    citizens_sue(people, stage)
    preservation_is_asked_for(stage)
    stage.deliver()
    seal()


def _let_weeks_pass(stage: Stage, dice: random.Random) -> None:
    """Turn the calendar: on each day happens what its fates have come to, in the order of the days."""
    days = _working_days()
    agenda: list[tuple[datetime.date, int, Days]] = []
    for fate, how_many, needs in (*FATES, *MEDIATED):
        early_enough = [day for day in days if (LAST_DAY - day).days >= needs]
        for _ in range(how_many):
            agenda.append((dice.choice(early_enough), len(agenda), fate(stage)))
    heapq.heapify(agenda)
    while agenda:
        day, order, story = heapq.heappop(agenda)
        stage.day = day
        wait = next(story, None)
        stage.deliver()
        if wait is not None:
            heapq.heappush(agenda, (_working_day_after(day, wait), order, story))


def _working_day_after(day: datetime.date, wait: int) -> datetime.date:
    later = day + datetime.timedelta(days=wait)
    while is_rest_day(later):
        later += datetime.timedelta(days=1)
    return min(later, LAST_DAY)


def _found(at: datetime.datetime) -> None:
    account_actions.found_court(code="甘1027", name="镇原县人民法院", province="甘肃", is_demonstration=True, at=at)
    said = [(FIGURES, "演示值，不是甘肃省公布的数额"), (HALL, "演示值，不是镇原县人民法院公布的内容")]
    for name, value, source in ((name, value, source) for each, source in said for name, value in each.items()):
        account_actions.enter_local_figure(
            name,
            value,
            valid_from=WAGE_PUBLISHED,
            source=source,
            is_demonstration=True,
            by=None,
            at=at,
        )


def _stage(people: Mapping[str, User], dice: random.Random) -> Stage:
    return Stage(
        clerk=acting(people["filing_clerk"], FIRST_DAY),
        head=acting(people["division_head"], FIRST_DAY),
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
            filing_actions.file_queued_batch(batch_id=batch.pk, by_id=stage.clerk.pk, at=stage.at.isoformat())
