"""调解组织名册: who is on it, who mediates for whom, and that mediators see their own organisation's work only."""

import pytest

from tests.support.clients import Browse, send
from tests.support.court import AT, MEDIATORS, OTHER_MEDIATORS, People
from tests.support.mediated import willing
from tianping.accounts.models import User
from tianping.intake.mediation import actions, queries
from tianping.intake.mediation.models import Agreement, Membership, Organisation, Referral
from tianping.intake.mediation.tests.conftest import refer
from tianping.kernel.models import AuditEntry
from tianping.kernel.refusals import Forbidden, Overtaken, Refused


def own(people: People) -> Membership:
    return Membership.objects.get(user=people.mediator)


def test_a_mediator_sees_what_was_referred_to_their_own_organisation_only(people: People, referral: Referral) -> None:
    assert list(queries.referrals(people.mediator)) == [referral]
    assert list(queries.referrals(people.second_mediator)) == []
    assert not queries.waiting_for(people.second_mediator).exists()


def test_to_the_mediators_of_others_a_referral_does_not_exist(
    people: People, referral: Referral, browse: Browse
) -> None:
    client = browse(people.second_mediator)
    litigant = referral.case.matter.litigants.get(role="defendant")
    assert client.get(f"/mediation/{referral.pk}/").status_code == 404
    assert send(client, f"/mediation/{referral.pk}/accept/").status_code == 404
    assert client.post(f"/mediation/{referral.pk}/litigants/{litigant.pk}/phone/").status_code == 404
    assert client.get("/mediation/999999/").status_code == 404


def test_ticked_referrals_of_others_are_refused_all_together(people: People, referral: Referral) -> None:
    with pytest.raises(Forbidden, match="没有委派给您所在的调解组织"):
        actions.accept_many([referral.pk], by=people.second_mediator, at=AT)
    referral.refresh_from_db()
    assert referral.status == "referred"


def test_whoever_has_left_sees_nothing_more(people: People, referral: Referral) -> None:
    actions.end_membership(own(people), by=people.clerk, at=AT)
    assert not queries.referrals(people.mediator).exists()
    with pytest.raises(Overtaken):
        actions.end_membership(own(people), by=people.clerk, at=AT)


def test_is_referred_to_nobody_but_an_organisation_on_the_register(people: People) -> None:
    assert queries.organisation_names() == [MEDIATORS, OTHER_MEDIATORS]
    with pytest.raises(Refused, match="名册中没有“街上的某人”这个调解组织"):
        queries.organisation_named("街上的某人")


def test_an_organisation_is_entered_once_and_by_those_who_keep_the_register(people: People) -> None:
    with pytest.raises(Refused, match="不能重复登记"):
        actions.enter_organisation(MEDIATORS, by=people.clerk, at=AT)
    with pytest.raises(Forbidden):
        actions.enter_organisation("镇原县个体劳动者协会", by=people.mediator, at=AT)
    entered = actions.enter_organisation("镇原县个体劳动者协会", by=people.head, at=AT)
    assert AuditEntry.objects.filter(action="organisation.enter", subject=f"organisation:{entered.pk}").exists()


def test_only_a_mediator_by_post_mediates(people: People) -> None:
    with pytest.raises(Refused, match="孙法没有调解员岗位"):
        actions.add_member(Organisation.objects.get(name=MEDIATORS), people.judge, by=people.clerk, at=AT)


def test_an_organisation_with_work_in_hand_does_not_leave_the_register(people: People, referral: Referral) -> None:
    organisation = Organisation.objects.get(name=MEDIATORS)
    with pytest.raises(Refused, match="还有1件没有结束的诉前调解"):
        actions.close_organisation(organisation, "不再承接", by=people.clerk, at=AT)
    actions.withdraw_many([referral.pk], outcome="起诉人不再同意", by=people.clerk, at=AT)
    actions.close_organisation(organisation, "不再承接", by=people.clerk, at=AT)
    assert queries.organisation_names() == [OTHER_MEDIATORS]
    assert not queries.members_of(organisation).filter(until__isnull=True).exists()


def test_the_register_is_kept_on_its_pages(people: People, browse: Browse) -> None:
    client = browse(people.clerk)
    entered = send(
        client, "/mediation/organisations/new/", name="镇原县个体劳动者协会", kind="mass", phone="0934-7120000"
    )
    page = client.get(entered["Location"]).content.decode()
    assert "还没有登记调解员" in page
    send(client, f"{entered['Location']}join/", user=people.second_mediator.pk)
    assert "何解" in client.get(entered["Location"]).content.decode()
    assert browse(people.mediator).get("/mediation/organisations/").status_code == 403
    assert send(client, f"{entered['Location']}close/", reason="").status_code == 422


def test_the_list_of_the_clerk_names_every_organisation(people: People, browse: Browse) -> None:
    refer(people.clerk, "黄小明")
    assert MEDIATORS in browse(people.clerk).get("/mediation/").content.decode()
    assert "黄小明" not in browse(people.second_mediator).get("/mediation/?group=referred").content.decode()


def test_the_court_does_not_act_for_an_organisation_and_acts_as_its_own_desk(
    people: People, referral: Referral, browse: Browse
) -> None:
    page, clerk = f"/mediation/{referral.pk}/", browse(people.clerk)
    shown = clerk.get(page).content.decode()
    assert (f"{page}accept/" in shown, "由镇原县金融纠纷调解委员会的调解员办理，法院不代为登记" in shown) == (
        False,
        True,
    )
    actions.accept_many([referral.pk], by=people.mediator, at=AT)
    for verb in (actions.fail_many, actions.agree_many):
        with pytest.raises(Forbidden, match="诉前调1号（镇原县金融纠纷调解委员会）.*法院不代为登记"):
            verb([referral.pk], outcome="被申请人当场付清全部借款", by=people.clerk, at=AT)
    for address in ("agreement/", "sessions/new/", "extend/"):
        assert (clerk.get(f"{page}{address}").status_code, f"{page}{address}" in clerk.get(page).content.decode()) == (
            403,
            False,
        )
    assert clerk.get(f"{page}willingness/").status_code == 200
    centre = actions.enter_organisation(
        "镇原县诉前调解中心", actions.OrganisationFacts(actions.Kind.COURT), by=people.clerk, at=AT
    )
    actions.add_member(centre, people.second_mediator, by=people.clerk, at=AT)
    (own,) = refer(people.clerk, "李小红", to=centre.name)
    actions.accept_many([own.pk], by=people.clerk, at=AT)
    own.refresh_from_db()
    assert own.status == "accepted"


def test_a_clerk_writes_an_agreement_down_and_whoever_mediated_is_its_mediator(people: People, browse: Browse) -> None:
    court = actions.OrganisationFacts(actions.Kind.COURT)
    centre = actions.enter_organisation("镇原县诉前调解中心", court, by=people.clerk, at=AT)
    for each in (people.mediator, people.second_mediator):
        actions.add_member(centre, each, by=people.clerk, at=AT)
    (own,) = refer(people.clerk, "李小红", to=centre.name)
    actions.accept_many([own.pk], by=people.clerk, at=AT)
    own = willing(own.pk, people.clerk)
    client, address = browse(people.clerk), f"/mediation/{own.pk}/agreement/"
    page = client.get(address).content.decode()
    assert "主持调解的调解员" in page and people.second_mediator.full_name in page
    paying = {f"row0-{side}": str(own.case.matter.litigants.get(role=role).pk)
              for side, role in (("payer", "defendant"), ("payee", "plaintiff"))}  # fmt: skip
    typed = {"rows": "1", **paying, "text-facts": "借款", "text-others": "当场付清"}
    unsaid = send(client, address, **typed)
    assert (unsaid.status_code, Agreement.objects.exists()) == (422, False)
    with pytest.raises(Refused, match="请选择主持调解的调解员"):
        actions.draw_up_agreement(own, actions.AgreementDraft("借款", others="当场付清"), by=people.clerk, at=AT)
    chosen = {**typed, "text-mediator": str(people.second_mediator.pk)}
    assert send(client, address, **chosen).status_code == 302
    made = Agreement.objects.get()
    assert (made.mediator, made.recorder) == (people.second_mediator, people.clerk.full_name)
    printed = client.get(f"{address}print/").content.decode()
    assert f"调解员{people.second_mediator.full_name}" in printed
    assert f"记录人{people.clerk.full_name}" in printed and f"调解员{people.clerk.full_name}" not in printed
    assert "主持调解的调解员" not in browse(people.mediator).get(f"{address}?again").content.decode()


def test_no_agreement_is_sent_out_before_whoever_was_sued_is_willing(
    people: People, referral: Referral, browse: Browse
) -> None:
    actions.accept_many([referral.pk], by=people.mediator, at=AT)
    client, page = browse(people.mediator), f"/mediation/{referral.pk}/"
    with pytest.raises(Refused, match="还没有登记黄小明同意调解，不能制作调解协议；请先征询调解意愿"):
        actions.draw_up_agreement(referral, actions.AgreementDraft("借款", others="分期"), by=people.mediator, at=AT)
    assert f"{page}agreement/" not in client.get(page).content.decode()
    answer = client.get(f"{page}agreement/")
    assert (answer.status_code, "不能制作调解协议" in answer.content.decode()) == (422, True)
    willing(referral.pk, people.mediator)
    assert f"{page}agreement/" in client.get(page).content.decode()
    assert client.get(f"{page}agreement/").status_code == 200


def test_nothing_is_referred_to_an_organisation_for_which_nobody_mediates(people: People, referral: Referral) -> None:
    actions.end_membership(Membership.objects.get(user=people.second_mediator), by=people.clerk, at=AT)
    assert queries.organisation_names() == [MEDIATORS]
    for verb in (
        lambda: refer(people.clerk, "李小红", to=OTHER_MEDIATORS),
        lambda: actions.reassign(referral, OTHER_MEDIATORS, "当事人申请更换", by=people.clerk, at=AT),
    ):
        with pytest.raises(Refused, match="“镇原县总工会调解室”现在没有调解员.*请先在名册中登记它的调解员"):
            verb()
    assert Referral.objects.count() == 1
    User.objects.filter(pk=people.mediator.pk).update(is_active=False)
    assert queries.organisation_names() == []
