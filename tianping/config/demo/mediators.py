"""Who mediates in the demonstration court: organisations, studios and stations of its own invention."""

import datetime
from collections.abc import Mapping
from dataclasses import replace

from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.accounts.queries import acting, people_with_post
from tianping.config.demo.fates import MEDIATORS, OTHER_MEDIATORS
from tianping.intake.mediation import actions
from tianping.intake.mediation.actions import Kind, OrganisationFacts

INDUSTRY, STUDIO, STATION = "镇原县金融纠纷调解委员会", "岳平川法官工作室", "孟坝镇诉调对接站"
# Where the mediators are told of referrals and sessions, by log-in.
PHONES = {"mediator": "19900000091", "mediator2": "19900000092", "mediator3": "19900000093"}
# Each with what is published of it, and who mediates there (log-in) being good at what; the station is the centre's.
ORGANISATIONS: tuple[tuple[str, OrganisationFacts, Mapping[str, str]], ...] = (
    (
        MEDIATORS,
        OrganisationFacts(
            Kind.COURT,
            phone="0934-7120000",
            address="镇原县人民法院诉讼服务中心二楼（演示）",
            hours="工作日8时30分至12时、14时30分至18时",
            description="受理各类民商事纠纷，不收费。可以电话、视频调解，也可以到村里调解。",
        ),
        {"mediator": "民间借贷、买卖合同"},
    ),
    (
        OTHER_MEDIATORS,
        OrganisationFacts(
            Kind.MASS,
            phone="0934-7120001",
            address="镇原县总工会一楼（演示）",
            hours="工作日9时至17时",
            description="受理工资、工伤、解除劳动合同等劳动争议，不收费。",
        ),
        {"organisation": "劳动争议", "mediator2": "劳务、工资"},
    ),
    (
        INDUSTRY,
        OrganisationFacts(Kind.INDUSTRY, phone="0934-7120002", hours="周一、周三9时至12时"),
        {"mediator2": "金融借款、信用卡"},
    ),
    (
        STUDIO,
        OrganisationFacts(
            Kind.STUDIO,
            phone="0934-7120003",
            address="镇原县孟坝镇孟坝人民法庭（演示）",
            hours="逢集日全天",
            description="退休法官岳平川带两名人民调解员，调解婚姻家庭、相邻关系和土地承包纠纷，上门调解。",
        ),
        {"mediator3": "婚姻家庭、邻里纠纷"},
    ),
    (
        STATION,
        OrganisationFacts(Kind.STATION, hours="每月逢五", address="孟坝镇综治中心（演示）"),
        {"mediator3": "土地承包"},
    ),
)


def register_mediators(people: Mapping[str, User], *, at: datetime.datetime) -> None:
    """The court's own centre, one that runs its log-in itself, an industry's; a studio and a station."""
    clerk = acting(people[Post.FILING_CLERK], at.date())
    posts = (Post.MEDIATOR, Post.MEDIATION_ORGANISATION)
    by_name = {each.username: each for post in posts for each in people_with_post(post, at.date())}
    entered: dict[str, int] = {}
    for name, facts, members in ORGANISATIONS:
        host = entered[MEDIATORS] if name == STATION else None
        organisation = actions.enter_organisation(name, replace(facts, host_id=host), by=clerk, at=at)
        entered[name] = organisation.pk
        for username, specialty in members.items():
            told = {"specialty": specialty, "phone": PHONES.get(username, "")}
            actions.add_member(organisation, by_name[username], **told, by=clerk, at=at)
