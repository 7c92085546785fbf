"""The list and the page of a mediation: who sees them, what they show, how many statements they cost."""

import datetime

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from tests.support.clients import Browse
from tests.support.court import AT, OTHER_MEDIATORS, People
from tianping.cases.actions import CounselDraft, name_counsel_many
from tianping.cases.models import Counsel, Litigant
from tianping.intake.mediation import actions
from tianping.intake.mediation.models import Referral
from tianping.intake.mediation.queries import referrals
from tianping.intake.mediation.tables import referral_table
from tianping.intake.mediation.tests.conftest import PHONE, refer
from tianping.kernel.models import AuditEntry


@pytest.mark.parametrize(
    ("who", "status"), [("mediator", 200), ("clerk", 200), ("head", 200), ("judge", 403), ("stranger", 403)]
)
def test_mediators_clerks_and_leaders_see_the_list(
    people: People, referral: Referral, browse: Browse, who: str, status: int
) -> None:
    client = browse(getattr(people, who))
    assert client.get("/mediation/").status_code == status
    assert client.get(f"/mediation/{referral.pk}/").status_code == status


def test_somebody_who_is_not_signed_in_is_sent_to_the_log_in(referral: Referral, browse: Browse) -> None:
    assert browse(None).get(f"/mediation/{referral.pk}/")["Location"].startswith("/accounts/login/")


def test_a_leader_looks_and_has_no_verb(people: People, referral: Referral, browse: Browse) -> None:
    client = browse(people.head)
    assert "接受（所选）" not in client.get("/mediation/").content.decode()
    assert '<form method="post" action="/mediation/' not in client.get(f"/mediation/{referral.pk}/").content.decode()


def test_the_list_opens_where_somebody_has_to_do_something(people: People, referral: Referral, browse: Browse) -> None:
    client = browse(people.mediator)
    assert "接受（所选）" in client.get("/mediation/").content.decode()
    actions.accept_many([referral.pk], by=people.mediator, at=AT)
    assert "调解不成（所选）" in client.get("/mediation/").content.decode()
    actions.fail_many([referral.pk], outcome="联系不上", by=people.mediator, at=AT)
    assert "没有待接受的委派" in client.get("/mediation/").content.decode()
    ended = client.get("/mediation/?group=ended").content.decode()
    assert referral.case.number in ended
    assert 'type="checkbox"' not in ended


def test_the_thirty_days_are_shown_with_their_light_and_their_articles(
    people: People, referral: Referral, browse: Browse
) -> None:
    actions.accept_many([referral.pk], by=people.mediator, at=AT)
    text = browse(people.mediator).get(f"/mediation/{referral.pk}/").content.decode()
    for shown in ("还剩30天", "2023年3月8日", "特邀调解的规定》第二十七条", "自次日起算30日", "吴调"):
        assert shown in text, shown


@pytest.mark.parametrize(
    ("day", "light"),
    [("2023-03-04", "on_time"), ("2023-03-05", "due_soon"), ("2023-03-08", "due_soon"), ("2023-03-09", "overdue")],
)
def test_the_light_warns_three_days_before_the_end_and_then_says_overdue(
    people: People, referral: Referral, day: str, light: str
) -> None:
    actions.accept_many([referral.pk], by=people.mediator, at=AT)
    table = referral_table(datetime.date.fromisoformat(day), group="accepted", ticks=False, ticked=())
    (row,) = table.page(QueryDict(), referrals(people.clerk)).rows
    assert f"tp-light--{light}" in row.cells[8].html


@pytest.mark.parametrize("typed", ["黄小明", "2023甘1027诉前调1号", "诉前调1", "金融纠纷调解"])
def test_a_referral_is_found_by_number_litigant_or_mediators(
    people: People, referral: Referral, browse: Browse, typed: str
) -> None:
    other = refer(people.clerk, "李大山", to=OTHER_MEDIATORS)[0]
    text = browse(people.clerk).get("/mediation/", {"q": typed}).content.decode()
    assert referral.case.number in text
    assert other.case.number not in text


def test_a_telephone_is_shown_on_demand_while_the_mediation_lasts_and_the_look_is_recorded(
    people: People, referral: Referral, browse: Browse
) -> None:
    litigant = Litigant.objects.get(name="黄小明")
    address, client = f"/mediation/{referral.pk}/litigants/{litigant.pk}/phone/", browse(people.mediator)
    page = client.get(f"/mediation/{referral.pk}/").content.decode()
    assert PHONE not in page
    assert litigant.identity_number not in page
    assert PHONE in client.post(address, headers={"HX-Request": "true"}).content.decode()
    entry = AuditEntry.objects.get(action="personal_data.reveal")
    assert (entry.by_id, entry.subject) == (people.mediator.pk, f"litigant:{litigant.pk}")
    assert PHONE not in str(entry.detail)
    assert browse(people.head).post(address).status_code == 403
    actions.withdraw_many([referral.pk], outcome="不再同意", by=people.clerk, at=AT)
    assert client.post(address).status_code == 404


def test_a_litigant_of_another_mediation_is_not_there(people: People, browse: Browse) -> None:
    first, _second = refer(people.clerk, "甲", "乙")
    stranger = Litigant.objects.get(name="乙")
    answer = browse(people.mediator).post(f"/mediation/{first.pk}/litigants/{stranger.pk}/phone/")
    assert answer.status_code == 404
    assert AuditEntry.objects.filter(action="access.refused", subject=f"litigant:{stranger.pk}").count() == 1


def test_every_look_at_a_mediation_is_recorded(people: People, referral: Referral, browse: Browse) -> None:
    browse(people.mediator).get(f"/mediation/{referral.pk}/")
    assert AuditEntry.objects.filter(action="mediation.view", subject=f"referral:{referral.pk}").count() == 1


@pytest.mark.parametrize("group", ["referred", "accepted", "ended"])
def test_a_longer_list_costs_no_more_statements(people: People, browse: Browse, group: str) -> None:
    client = browse(people.clerk)
    counts = []
    for many in (1, 12):
        ids = [row.pk for row in refer(people.clerk, *[f"被告{n}" for n in range(many)])]
        if group != "referred":
            actions.accept_many(ids, by=people.mediator, at=AT)
        if group == "ended":
            actions.fail_many(ids, outcome="联系不上", by=people.mediator, at=AT)
        client.get("/mediation/")
        with CaptureQueriesContext(connection) as statements:
            client.get("/mediation/", {"group": group})
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_many_end_in_as_many_statements_as_one(people: People) -> None:
    counts = []
    for many in (1, 12):
        ids = [row.pk for row in refer(people.clerk, *[f"被告{n}" for n in range(many)])]
        with CaptureQueriesContext(connection) as statements:
            actions.accept_many(ids, by=people.mediator, at=AT)
            actions.fail_many(ids, outcome="联系不上", by=people.mediator, at=AT)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_what_was_declined_waits_for_the_court_and_not_for_the_mediator(
    people: People, referral: Referral, browse: Browse
) -> None:
    actions.decline(referral, "超出本组织的调解范围", by=people.mediator, at=AT)
    mediator, clerk = browse(people.mediator), browse(people.clerk)
    assert "黄小明" not in mediator.get("/mediation/").content.decode()
    assert "黄小明" in mediator.get("/mediation/?group=declined").content.decode()
    assert "黄小明" in clerk.get("/mediation/").content.decode()


def test_a_loan_given_to_those_who_mediate_labour_disputes_is_pointed_out(people: People, browse: Browse) -> None:
    labour = actions.enter_organisation("镇原县劳动争议调解室", by=people.clerk, at=AT)
    actions.add_member(labour, people.second_mediator, by=people.clerk, at=AT)
    (wrong,) = refer(people.clerk, "黄小明", to="镇原县劳动争议调解室")
    (right,) = refer(people.clerk, "李大山")
    clerk = browse(people.clerk)
    assert "请核对调解组织" in clerk.get(f"/mediation/{wrong.pk}/").content.decode()
    assert "请核对调解组织" not in clerk.get(f"/mediation/{right.pk}/").content.decode()


def test_the_window_hands_each_side_their_code_and_the_mediator_sees_none(
    people: People, referral: Referral, browse: Browse
) -> None:
    page = f"/mediation/{referral.pk}/"
    links = [f"/cases/{referral.case_id}/litigants/{each.pk}/code/" for each in referral.case.matter.litigants.all()]
    shown = browse(people.clerk).get(page).content.decode()
    assert links and all(link in shown for link in links)
    assert browse(people.clerk).get(links[0]).status_code == 200
    assert not any(link in browse(people.mediator).get(page).content.decode() for link in links)


def test_the_mediator_sees_who_acts_for_whom_and_may_call_them(
    people: People, referral: Referral, browse: Browse
) -> None:
    first, second = referral.case.matter.litigants.order_by("position")
    letters = [
        CounselDraft(
            first.pk,
            "卢师言",
            Counsel.Kind.LAWYER,
            Counsel.Authority.SPECIAL,
            firm="甘肃示范律师事务所",
            phone="19900000051",
            scope="代为进行和解",
        ),
        CounselDraft(second.pk, "黄大明", Counsel.Kind.RELATIVE, Counsel.Authority.GENERAL, phone="19900000052"),
    ]
    name_counsel_many(letters, by=people.clerk, at=AT)
    page = browse(people.mediator).get(f"/mediation/{referral.pk}/").content.decode()
    for said in ("卢师言", "律师，甘肃示范律师事务所", "tel:19900000051", "特别授权：代为进行和解"):
        assert said in page, said
    assert "近亲属" in page and "一般授权，协议由当事人本人签名" in page
    assert "19900000052" not in browse(people.head).get(f"/mediation/{referral.pk}/").content.decode()
