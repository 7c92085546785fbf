"""送达地址确认: who agrees to electronic service is reached by SMS, and so gives a mobile number."""

import pytest

from tests.support.court import AT, DAY, People
from tests.support.pleadings import whole
from tianping.accounts.actions import IdentityDraft, register_identity
from tianping.accounts.models import Identity, User
from tianping.accounts.posts import Post
from tianping.intake.application import actions, queries
from tianping.intake.application.models import Application, Person
from tianping.intake.application.tests.conftest import PageOf, citizen, key
from tianping.kernel.refusals import Refused

LANDLINE = {"service_address": "甘肃省庆阳市镇原县城关镇东街1号", "service_recipient": "甄秀兰",
            "service_phone": "0934-7121234"}  # fmt: skip


def suing() -> Person:
    """The plaintiff as they are kept."""
    return Person.objects.get(role="plaintiff")


def test_consent_without_a_mobile_number_is_refused_beside_the_question(plaintiff: User, page_of: PageOf) -> None:
    application, client = whole(plaintiff), page_of(plaintiff)
    address = f"/apply/{application.pk}/service/"
    answer = client.post(address, {**LANDLINE, "electronic_service": "yes", **key()})
    page = answer.content.decode()
    assert (answer.status_code, "收件人电话请填写手机号码" in page) == (422, True)
    assert 'value="0934-7121234"' in page
    assert client.post(address, {**LANDLINE, "electronic_service": "no", **key()}).status_code == 302
    assert suing().electronic_service is False


def test_address_recipient_and_telephone_are_those_of_one_person(people: People, page_of: PageOf) -> None:
    lawyer = citizen("lvshi", "卢师言", Post.LAWYER)
    licensed = {"licence_number": "16210202300000001", "firm": "示范律师事务所"}
    said = IdentityDraft("卢师言", "resident_id", "622827196201010028", **licensed)
    identity = register_identity(lawyer, "13800009009", said, by=None, at=AT)
    application = whole(lawyer)
    application.people.update(service_address="", service_recipient="", service_phone="")
    agent = {**licensed, "name": "卢师言", "kind": "lawyer", "authority": "general", "phone": "13800009009"}
    actions.choose_agent(application, agent, by=lawyer, at=AT)
    client, address = page_of(lawyer), f"/apply/{application.pk}/service/"
    home = client.get(address).content.decode()
    assert [f'value="{each}"' in home for each in ("甄秀兰", "13800000001", "卢师言", "13800009009")] == [
        True,
        True,
        False,
        False,
    ]
    assert "地址、收件人、电话要是同一个人的" in home
    Identity.objects.filter(pk=identity.pk).update(address="甘肃省庆阳市镇原县城关镇西街9号")
    office = client.get(address).content.decode()
    assert [f'value="{each}"' in office for each in ("甘肃省庆阳市镇原县城关镇西街9号", "卢师言", "13800009009")] == [
        True,
        True,
        True,
    ]
    assert 'value="甄秀兰"' not in office


@pytest.mark.parametrize("phone", ["0934-7121234", ""])
def test_the_verb_refuses_it_too(plaintiff: User, phone: str) -> None:
    application = whole(plaintiff)
    with pytest.raises(Refused, match="请填写手机号码"):
        actions.confirm_service(
            application, {**LANDLINE, "service_phone": phone, "electronic_service": True}, by=plaintiff, at=AT
        )
    assert suing().service_phone == "13800000001"


def test_what_was_kept_before_is_a_gap(plaintiff: User) -> None:
    application = whole(plaintiff)
    application.people.filter(role="plaintiff").update(service_phone="0934-7121234")
    (gap,) = queries.gaps_of(Application.objects.get(), on=DAY)
    assert (gap.place, gap.url) == ("service", f"/apply/{application.pk}/service/")
    assert "请填写手机号码" in gap.sentence


@pytest.mark.parametrize(("agrees", "said"), [(True, "同意，用短信发到138****0001"), (False, "不同意，邮寄送达")])
def test_the_reviewer_sees_where_papers_go_and_whether_by_electronic_means(
    people: People, plaintiff: User, page_of: PageOf, agrees: bool, said: str
) -> None:
    application = whole(plaintiff)
    typed = {
        "service_address": "甘肃省庆阳市镇原县城关镇东街1号",
        "service_recipient": "甄秀兰",
        "service_phone": "13800000001",
    }
    actions.confirm_service(application, {**typed, "electronic_service": agrees}, by=plaintiff, at=AT)
    application = Application.objects.get()
    actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    filing = actions.hand_in(application, by=plaintiff, at=AT)
    page = page_of(people.clerk).get(f"/filing/{filing}/").content.decode()
    assert "甘肃省庆阳市镇原县城关镇东街1号，甄秀兰收，电话138****0001" in page
    assert said in page
