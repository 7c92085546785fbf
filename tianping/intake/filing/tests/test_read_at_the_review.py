"""What the clerk reads of a filing and gives to whoever stands at the window: the agents, the notice to correct."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.support.court import AT, People
from tianping.accounts.models import User
from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.intake.filing import actions
from tianping.intake.filing.actions import AgentDraft, FilingDraft, Point
from tianping.intake.filing.models import Filing

pytestmark = pytest.mark.django_db

PageOf = Callable[[User], Client]
BORROWER = LitigantDraft("defendant", "natural", "借款人")


def test_whoever_reviews_reads_what_the_agents_are_for_whom_and_how_far(people: People, page_of: PageOf) -> None:
    sides = [LitigantDraft("plaintiff", "natural", name) for name in ("张大", "张二")]
    dispute = MatterDraft("民间借贷纠纷", 4_844_000, (*sides, BORROWER))
    agent = AgentDraft(
        "卢师言", "lawyer", "special", "某律师事务所", "162082010", "13800000003", "代为和解", acts_for=(2,)
    )
    draft = FilingDraft(dispute, False, agents=(agent,))
    (filing,) = actions.receive_many([draft], channel="counter", by=people.clerk, at=AT)
    page = page_of(people.clerk).get(f"/filing/{filing.pk}/").content.decode()
    for words in (
        "<dt>律师</dt>",
        "卢师言，代理张二",
        "某律师事务所 执业证号162082010 138****0003",
        "特别授权：代为和解",
    ):
        assert words in page, words


def test_a_suit_that_was_accepted_already_is_noted_where_the_numbers_are_missing(
    people: People, page_of: PageOf
) -> None:
    def handed_in(cause: str = "民间借贷纠纷", name: str = "出借人") -> Filing:
        dispute = MatterDraft(cause, 4_844_000, (LitigantDraft("plaintiff", "natural", name), BORROWER))
        (filing,) = actions.receive_many([FilingDraft(dispute, False)], channel="counter", by=people.clerk, at=AT)
        return filing

    (case,) = actions.accept_many([handed_in()], actions.Acceptance(), by=people.clerk, at=AT)
    noted = f"相同原告、被告、案由的未结案件：{case.number}，请核对是否重复起诉。"
    client = page_of(people.clerk)
    for filing, told in (
        (handed_in(), True),
        (handed_in(name="另一个人"), False),
        (handed_in(cause="买卖合同纠纷"), False),
    ):
        page = client.get(f"/filing/{filing.pk}/").content.decode()
        assert (noted in page) is told
        assert ("请核对是否重复" in page) is told


def test_what_is_to_be_corrected_is_printed_for_whoever_stands_at_the_window(people: People, page_of: PageOf) -> None:
    dispute = MatterDraft("民间借贷纠纷", 4_844_000, (LitigantDraft("plaintiff", "natural", "出借人"), BORROWER))
    (filing,) = actions.receive_many([FilingDraft(dispute, False)], channel="counter", by=people.clerk, at=AT)
    client, address = page_of(people.clerk), f"/filing/{filing.pk}/correction-notice/"
    assert client.get(address).status_code == 404
    actions.ask_correction(filing, [Point("请写明被告的住所。"), Point("请提交借条。")], by=people.clerk, at=AT)
    paper = client.get(address).content.decode()
    for words in (
        "补正通知书",
        "出借人：",
        "<li>请写明被告的住所。</li><li>请提交借条。</li>",
        "登记立案若干问题的规定》第七条",
        "请在2023年2月21日前（含当日）补正",
    ):
        assert words in paper, words
    assert address in client.get(f"/filing/{filing.pk}/").content.decode()
