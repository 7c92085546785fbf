"""A court with its people, made by the real verbs: what the rooms' tests begin with."""

import datetime
from dataclasses import dataclass
from functools import partial

from tests.support.again import made_again
from tianping.accounts.actions import add_person, appoint, enter_local_figure, found_court
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import acting
from tianping.intake.mediation.actions import add_member, enter_organisation
from tianping.kernel.clock import CHINA

DAY = datetime.date(2023, 2, 6)
AT = datetime.datetime(2023, 2, 6, 9, 30, tzinfo=CHINA)
FOUNDED = datetime.datetime(2022, 12, 1, 9, 0, tzinfo=CHINA)
PASSWORD = "tianping-2023"
WAGE = "80000.00"
# What a case costs a piece in this province (每件收费标准), in yuan.
BASES = {
    "divorce_base": "200.00",
    "personality_base": "300.00",
    "other_base": "80.00",
    "intellectual_base": "800.00",
}
MEDIATORS, OTHER_MEDIATORS = "镇原县金融纠纷调解委员会", "镇原县总工会调解室"
COURTS = {"甘1027": ("镇原县人民法院", "甘肃省"), "皖1522": ("霍邱县人民法院", "安徽省")}


@dataclass(frozen=True)
class People:
    """One person in each post that the first path needs, and one who has none."""

    clerk: User
    second_clerk: User
    judge: User
    second_judge: User
    head: User
    vice_president: User
    president: User
    cashier: User
    mediator: User
    second_mediator: User
    assessor: User
    officer: User
    stranger: User


def open_court(*, with_wage: bool = True, code: str = "甘1027") -> People:
    """Found the demonstration court with its people; the average wage and the amounts a piece are made up."""
    return made_again(("court", with_wage, code), partial(_opened, with_wage=with_wage, code=code))


def _opened(*, with_wage: bool, code: str) -> People:
    name, province = COURTS[code]
    found_court(code=code, name=name, province=province, is_demonstration=True, at=FOUNDED)
    for figure, value in {**({"average_wage": WAGE} if with_wage else {}), **BASES}.items():
        enter_local_figure(
            figure,
            value,
            valid_from=datetime.date(2022, 6, 1),
            source="演示值",
            is_demonstration=True,
            by=None,
            at=FOUNDED,
        )
    people = People(
        clerk=_person("clerk", "赵立", Post.FILING_CLERK),
        second_clerk=_person("clerk2", "钱明", Post.FILING_CLERK),
        judge=_person("judge", "孙法", Post.JUDGE),
        second_judge=_person("judge2", "沈明", Post.JUDGE),
        head=_person("head", "李庭", Post.DIVISION_HEAD),
        vice_president=_person("vice", "冯正", Post.VICE_PRESIDENT),
        president=_person("president", "陈院", Post.PRESIDENT),
        cashier=_person("cashier", "周纳", Post.CASHIER),
        mediator=_person("mediator", "吴调", Post.MEDIATOR),
        second_mediator=_person("mediator2", "何解", Post.MEDIATOR),
        assessor=_person("assessor", "田守", Post.PEOPLES_ASSESSOR),
        officer=_person("officer", "石开", Post.ENFORCEMENT_OFFICER),
        stranger=_person("stranger", "郑外", None),
    )
    for name, member in ((MEDIATORS, people.mediator), (OTHER_MEDIATORS, people.second_mediator)):
        organisation = enter_organisation(name, by=people.clerk, at=FOUNDED)
        add_member(organisation, member, by=people.clerk, at=FOUNDED)
    return people


def _person(username: str, full_name: str, post: Post | None) -> User:
    user = add_person(username, full_name, PASSWORD, by=None, at=FOUNDED)
    if post is not None:
        appoint(user, post, since=FOUNDED.date(), by=None, at=FOUNDED)
    return acting(user, DAY)
