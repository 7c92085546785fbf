"""纠纷来源: noted once when a dispute comes, put right by whoever learns more, counted without names."""

import datetime

import pytest
from django.test import Client

from tests.support.clients import Browse, send
from tests.support.court import AT, MEDIATORS, OTHER_MEDIATORS, People
from tests.support.mediated import willing
from tianping.cases.actions import LitigantDraft, MatterDraft, open_matters
from tianping.cases.models import Matter
from tianping.intake.mediation import actions, queries
from tianping.intake.mediation.actions import SourceDraft
from tianping.intake.mediation.models import Organisation, Source
from tianping.kernel.figures import Period
from tianping.kernel.refusals import Forbidden, Refused
from tianping.law.addresses import township

YEAR = Period(datetime.date(2023, 1, 1), datetime.date(2023, 12, 31))


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)


def came(people: People, *addresses: str) -> list[Matter]:
    """Disputes with people who live there."""
    matters = open_matters(
        [
            MatterDraft(
                cause_name="民间借贷纠纷",
                claim_fen=1_000_000,
                litigants=(
                    LitigantDraft(role="plaintiff", kind="natural", name="王原告", address="镇原县城关镇南街"),
                    LitigantDraft(role="defendant", kind="natural", name="李被告", address=address),
                ),
            )
            for address in addresses
        ],
        at=AT,
    )
    actions.note_sources_many(matters, by=people.clerk, at=AT)
    return matters


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("甘肃省庆阳市镇原县太平镇老庄村", "太平镇"),
        ("镇原县南川乡原李村", "南川乡"),
        ("庆阳市西峰区北街街道岐黄大道", "北街街道"),
        ("甘肃省庆阳市镇原县", ""),
        ("", ""),
    ],
)
def test_the_township_is_read_from_an_address_below_its_county(address: str, found: str) -> None:
    assert township(address) == found


def test_where_a_dispute_came_from_is_noted_once(people: People) -> None:
    first, second = came(people, "甘肃省庆阳市镇原县孟坝镇", "甘肃省庆阳市镇原县")
    assert Source.objects.get(matter=first).township == "孟坝镇"
    # 被告住址没有写明乡镇的，看原告的。
    assert Source.objects.get(matter=second).township == "城关镇"
    actions.refer_many([first], MEDIATORS, by=people.clerk, at=AT)
    assert Source.objects.filter(matter=first).count() == 1


def test_whoever_mediates_puts_it_right_and_a_stranger_does_not(people: People, browse: Browse) -> None:
    (handed,) = came(people, "镇原县孟坝镇")
    (referral,) = actions.refer_many([handed], MEDIATORS, by=people.clerk, at=AT)
    address = f"/mediation/{referral.pk}/source/"
    typed = {"channel": "township", "township": "孟坝镇", "sent_by": ""}
    refused = send(browse(people.mediator), address, **typed)
    assert refused.status_code == 422
    assert "请写明移送单位" in refused.content.decode()
    send(browse(people.mediator), address, **{**typed, "sent_by": "孟坝镇综治中心"})
    known = Source.objects.get(matter=handed)
    assert (known.channel, known.sent_by, known.inferred) == ("township", "孟坝镇综治中心", False)
    assert "孟坝镇综治中心" in browse(people.mediator).get(f"/mediation/{referral.pk}/").content.decode()
    assert browse(people.second_mediator).get(address).status_code == 404
    with pytest.raises(Forbidden):
        actions.correct_source(handed, SourceDraft(), by=people.judge, at=AT)


def test_the_totals_are_what_a_hand_counts(people: People) -> None:
    first, _second, third = came(people, "镇原县孟坝镇", "镇原县孟坝镇", "镇原县太平镇")
    agreed, failed = actions.refer_many([first, third], MEDIATORS, by=people.clerk, at=AT)
    actions.accept_many([agreed.pk, failed.pk], by=people.mediator, at=AT)
    willing(agreed.pk, people.mediator)
    actions.agree_many([agreed.pk], outcome="被申请人三月底以前一次付清", by=people.mediator, at=AT)
    actions.fail_many([failed.pk], outcome="联系不上", by=people.mediator, at=AT)
    by_township = {line.label: line for line in queries.lines(queries.dimension_of("township"), YEAR)}
    assert by_township["孟坝镇"].total == 2
    assert [each for each in by_township["孟坝镇"].outcomes if each[2]] == [
        ("agreed", "调解成功", 1),
        ("never", "没有委派", 1),
    ]
    assert {line.label: line.total for line in queries.lines(queries.dimension_of("organisation"), YEAR)} == {
        MEDIATORS: 2,
        "没有委派": 1,
    }


def test_every_number_opens_as_many_rows_as_it_says_and_only_for_those_who_may(people: People, browse: Browse) -> None:
    came(people, "镇原县孟坝镇", "镇原县孟坝镇", "镇原县太平镇")
    client = browse(people.clerk)
    page = client.get("/mediation/sources/?by=township").content.decode()
    assert "/mediation/sources/rows/?by=township&amp;year=2023&amp;value=%E5%AD%9F%E5%9D%9D%E9%95%87" in page
    rows = client.get("/mediation/sources/rows/", {"by": "township", "value": "孟坝镇", "year": "2023"})
    assert rows.content.decode().count("民间借贷纠纷") == 2
    for who in (people.mediator, people.judge, people.stranger):
        assert browse(who).get("/mediation/sources/").status_code == 403


def test_a_declined_dispute_is_under_way_so_that_the_outcomes_add_up(people: People, browse: Browse) -> None:
    (handed,) = came(people, "镇原县孟坝镇")
    (referral,) = actions.refer_many([handed], MEDIATORS, by=people.clerk, at=AT)
    actions.decline(referral, "超出本组织的调解范围", by=people.mediator, at=AT)
    (line,) = queries.lines(queries.dimension_of("township"), YEAR)
    assert [(label, count) for _key, label, count in line.outcomes if count] == [("正在调解", 1)]
    rows = browse(people.clerk).get("/mediation/sources/rows/", {"by": "outcome", "value": "running", "year": "2023"})
    assert (rows.status_code, rows.content.decode().count("民间借贷纠纷")) == (200, 1)
    assert "declined" not in Client().get("/mediators/statistics/").content.decode()


def test_everybody_reads_the_totals_and_no_name_stands_in_them(people: People) -> None:
    came(people, "镇原县孟坝镇", "镇原县太平镇")
    page = Client().get("/mediators/statistics/").content.decode()
    assert "共2件" in page
    assert "孟坝镇" in page
    assert not any(name in page for name in ("王原告", "李被告", "南街"))
    assert Client().get("/mediators/statistics/?year=20231").status_code == 200


def test_everybody_reads_who_mediates_and_what_they_are_specialty(people: People) -> None:
    host = Organisation.objects.get(name=MEDIATORS)
    facts = actions.OrganisationFacts(
        kind=Organisation.Kind.STUDIO, host_id=host.pk, hours="工作日9时至17时", description="婚姻家庭、邻里纠纷。"
    )
    studio = actions.enter_organisation("岳平川法官工作室", facts, by=people.clerk, at=AT)
    actions.add_member(studio, people.second_mediator, specialty="邻里纠纷", by=people.clerk, at=AT)
    assert "岳平川法官工作室" in Client().get("/mediators/").content.decode()
    assert "岳平川法官工作室" in Client().get(f"/mediators/{host.pk}/").content.decode()
    page = Client().get(f"/mediators/{studio.pk}/").content.decode()
    for shown in ("工作日9时至17时", f"设在{MEDIATORS}", "何解", "擅长邻里纠纷"):
        assert shown in page, shown
    assert Client().get("/mediators/999999/").status_code == 404


def test_what_is_published_is_changed_by_those_who_keep_the_register(people: People, browse: Browse) -> None:
    organisation = Organisation.objects.get(name=OTHER_MEDIATORS)
    address = f"/mediation/organisations/{organisation.pk}/change/"
    send(browse(people.clerk), address, kind="mass", host="", phone="0934-7120000", hours="周一至周五")
    organisation.refresh_from_db()
    assert (organisation.kind, organisation.hours) == ("mass", "周一至周五")
    assert browse(people.mediator).get(address).status_code == 403
    within_itself = actions.OrganisationFacts(kind=Organisation.Kind.STATION, host_id=organisation.pk)
    with pytest.raises(Refused, match="所设的组织不在名册中"):
        actions.change_organisation(organisation, within_itself, by=people.clerk, at=AT)
    with pytest.raises(Refused, match="只有法官工作室"):
        actions.change_organisation(
            organisation, actions.OrganisationFacts(host_id=organisation.pk), by=people.clerk, at=AT
        )
