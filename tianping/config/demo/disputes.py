"""Disputes of the demonstration: what people of a county go to court about."""

import datetime
import random
from collections.abc import Callable
from dataclasses import dataclass

from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.config.demo.strangers import Strangers, company, credit_code
from tianping.intake.filing.actions import FilingDraft
from tianping.law.money import grouped


@dataclass(frozen=True)
class Story:
    """One kind of dispute: its cause, how the sum comes about, the smallest and largest claim in yuan."""

    cause: str
    facts: str
    least: int
    most: int
    plaintiff: Callable[[Strangers], LitigantDraft] | None = None
    defendants: int = 1


def _property_company(_strangers: Strangers) -> LitigantDraft:
    return company("plaintiff", "镇原县示范物业服务有限公司", credit_code(21), "慕文斌")


def _feed_company(_strangers: Strangers) -> LitigantDraft:
    return company("plaintiff", "庆阳市示范陇东草畜产业发展饲料销售有限责任公司", credit_code(22), "路宏伟")


STORIES = (
    Story("民间借贷纠纷", "被告向原告借款，出具借条，到期未还。", 8_000, 260_000),
    Story("买卖合同纠纷", "原告向被告供应饲料，被告欠付货款。", 12_000, 420_000, _feed_company),
    Story("物业服务合同纠纷", "被告系小区业主，拖欠物业服务费。", 1_200, 9_800, _property_company),
    Story("劳务合同纠纷", "原告为被告提供劳务，被告拖欠劳务费。", 5_000, 68_000),
    Story("机动车交通事故责任纠纷", "双方车辆相撞，原告车辆受损、本人受伤。", 15_000, 180_000, None, 2),
    Story("租赁合同纠纷", "被告承租原告门面房，欠付租金。", 6_000, 90_000),
)


def draft(strangers: Strangers, dice: random.Random, on: datetime.date, story: Story | None = None) -> FilingDraft:
    """A filing of one of the stories, with litigants of its own."""
    told = story or dice.choice(STORIES)
    claim_fen = dice.randint(told.least * 100, told.most * 100)
    plaintiff = told.plaintiff(strangers) if told.plaintiff else strangers.person("plaintiff")
    defendants = [strangers.person("defendant") for _ in range(told.defendants)]
    return FilingDraft(
        matter=MatterDraft(
            cause_name=told.cause,
            claim_fen=claim_fen,
            litigants=(plaintiff, *defendants),
            claim_text=f"请求判令被告支付{grouped(claim_fen)}元，并负担诉讼费用。",
            facts_text=f"{told.facts}起诉状落款日期为{on.year}年{on.month}月{on.day}日。",
        ),
        consents_to_mediation=dice.random() < 0.5,
    )
