"""Several plaintiffs: each signs, each says where papers reach them, each has agents of their own."""

import base64

import pytest

from tests.support.court import AT, DAY, People
from tests.support.pleadings import PLAINTIFF, whole
from tests.support.uploads import PHOTO, SIGNATURE
from tianping.accounts.models import User
from tianping.accounts.posts import Post
from tianping.cases.models import Counsel, LitigantAccess
from tianping.intake.application import actions, queries
from tianping.intake.application.models import Application, Person, Signature
from tianping.intake.application.tests.conftest import PageOf, citizen, key
from tianping.intake.filing import actions as filing_actions
from tianping.intake.filing.actions import Acceptance, Point
from tianping.intake.filing.models import Filing
from tianping.kernel.refusals import Refused
from tianping.papers.service.models import Consent, ServicePlace

FELLOW = {**PLAINTIFF, "name": "甄秀梅", "identity_number": "622827196201010028", "phone": "13800000005"}
LAWYER = {"name": "卢律师", "kind": "lawyer", "authority": "special", "firm": "某某律师事务所", "phone": "13800000003",
          "licence_number": "16208201010000001", "scope": "代为和解、上诉"}  # fmt: skip
PICTURE = "data:image/png;base64," + base64.b64encode(SIGNATURE).decode()


def two(by: User) -> tuple[Application, Person]:
    """A pleading of two plaintiffs with nothing missing, and the second of them."""
    application = whole(by)
    second = actions.put_person(application, "plaintiff", FELLOW, by=by, at=AT)
    return Application.objects.get(pk=application.pk), second


def represented(application: Application, people: list[Person], *, by: User) -> None:
    """The lawyer acts for these."""
    actions.choose_agent(application, LAWYER, people=people, by=by, at=AT)
    letter = actions.put_document(application, "authority", "授权委托书", by=by, at=AT)
    actions.add_sheet(letter, PHOTO, by=by, at=AT)


def accepted(application: Application, *, by: User, clerk: User) -> None:
    filing = Filing.objects.get(pk=actions.hand_in(application, by=by, at=AT))
    filing_actions.accept_many([filing], Acceptance(), by=clerk, at=AT)


def test_without_the_second_signature_nothing_is_handed_in(plaintiff: User) -> None:
    application, _second = two(plaintiff)
    actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    with pytest.raises(Refused, match="还没有签名的原告：甄秀梅"):
        actions.hand_in(application, by=plaintiff, at=AT)
    with pytest.raises(Refused, match="请甄秀梅在屏幕上手写签名"):
        actions.sign(application, "甄秀梅", by=plaintiff, at=AT)
    with pytest.raises(Refused, match="签名的人应当是甄秀梅"):
        actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    actions.sign(application, "甄秀梅", SIGNATURE, by=plaintiff, at=AT)
    assert actions.hand_in(application, by=plaintiff, at=AT)


def test_one_telephone_is_handed_round(plaintiff: User, page_of: PageOf) -> None:
    application, _second = two(plaintiff)
    client, address = page_of(plaintiff), f"/apply/{application.pk}/sign/"
    assert 'value="甄秀兰"' in client.get(address).content.decode()
    first = client.post(address, {"name": "甄秀兰", "true": "on", **key()})
    assert first["Location"] == address
    page = client.get(address).content.decode()
    assert "还要签名的：甄秀梅" in page and 'value="甄秀梅"' in page
    assert Filing.objects.count() == 0
    typed = client.post(address, {"name": "甄秀梅", "true": "on", **key()})
    assert (typed.status_code, "登录的账号不是甄秀梅本人" in typed.content.decode()) == (422, True)
    second = client.post(address, {"name": "甄秀梅", "true": "on", "picture": PICTURE, **key()})
    assert second["Location"] == f"/apply/{application.pk}/receipt/"
    assert Filing.objects.count() == 1


def test_who_is_not_there_signs_on_paper_and_the_paper_goes_along(plaintiff: User) -> None:
    application, _second = two(plaintiff)
    actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    actions.sign(application, "甄秀梅", None, PHOTO, by=plaintiff, at=AT)
    filing = Filing.objects.get(pk=actions.hand_in(application, by=plaintiff, at=AT))
    assert filing.materials.get(kind="other").name == "甄秀梅在纸上的签名"


def test_one_sheet_with_the_signatures_of_both_says_so(plaintiff: User) -> None:
    application, _second = two(plaintiff)
    for name in ("甄秀兰", "甄秀梅"):
        actions.sign(application, name, None, PHOTO, by=plaintiff, at=AT)
    filing = Filing.objects.get(pk=actions.hand_in(application, by=plaintiff, at=AT))
    assert [each.name for each in filing.materials.filter(kind="other")] == ["甄秀兰、甄秀梅在纸上的签名"]


def test_a_change_voids_both_signatures(plaintiff: User) -> None:
    application, _second = two(plaintiff)
    actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    actions.answer(application, {"bears_fee": "no"}, by=plaintiff, at=AT)
    assert [each.name for each in queries.unsigned_of(application)] == ["甄秀兰", "甄秀梅"]


def test_a_signature_asked_for_in_corrections_is_given_by_every_plaintiff(people: People, plaintiff: User) -> None:
    application, _second = two(plaintiff)
    for name in ("甄秀兰", "甄秀梅"):
        actions.sign(application, name, SIGNATURE, by=plaintiff, at=AT)
    filing = Filing.objects.get(pk=actions.hand_in(application, by=plaintiff, at=AT))
    filing_actions.ask_correction(filing, [Point("甄秀梅的签名不清楚。", "signature")], by=people.clerk, at=AT)
    application = Application.objects.get()
    actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    with pytest.raises(Refused, match="还没有签名的原告：甄秀梅"):
        actions.hand_in(application, by=plaintiff, at=AT)
    actions.sign(application, "甄秀梅", SIGNATURE, by=plaintiff, at=AT)
    assert actions.hand_in(application, by=plaintiff, at=AT) == filing.pk


def test_whoever_sues_beside_another_does_not_act_for_them(plaintiff: User) -> None:
    application, _second = two(plaintiff)
    for name in ("甄秀兰", "甄秀梅"):
        actions.sign(application, name, SIGNATURE, by=plaintiff, at=AT)
    actions.hand_in(application, by=plaintiff, at=AT)
    access = LitigantAccess.objects.get()
    assert (access.litigant.name, access.how) == ("甄秀兰", "filed")


def test_consent_is_each_plaintiffs_own_even_with_one_telephone_and_an_agent(people: People, plaintiff: User) -> None:
    application, second = two(plaintiff)
    actions.put_person(application, "plaintiff", {"phone": PLAINTIFF["phone"]}, second, by=plaintiff, at=AT)
    represented(application, [second], by=plaintiff)
    actions.sign(application, "甄秀兰", by=plaintiff, at=AT)
    actions.sign(application, "卢律师", SIGNATURE, by=plaintiff, at=AT)
    accepted(application, by=plaintiff, clerk=people.clerk)
    assert [each.litigant.name for each in Consent.objects.all()] == ["甄秀兰"]
    assert [each.litigant.name for each in ServicePlace.objects.all()] == ["甄秀兰"]


def test_every_plaintiff_is_asked_on_a_page_of_their_own(people: People, plaintiff: User, page_of: PageOf) -> None:
    application, second = two(plaintiff)
    client = page_of(plaintiff)
    listed = client.get(f"/apply/{application.pk}/service/").content.decode()
    assert f"/apply/{application.pk}/service/{second.pk}/" in listed and "没有选" in listed
    typed = {"service_address": "镇原县", "service_recipient": "甄秀梅", "service_phone": "13800000005"}
    own = f"/apply/{application.pk}/service/{second.pk}/"
    assert "checked" not in client.get(own).content.decode().split("electronic_service")[1].split("withholds")[0]
    assert client.post(own, {**typed, "electronic_service": "yes", **key()}).status_code == 302
    for name in ("甄秀兰", "甄秀梅"):
        actions.sign(application, name, SIGNATURE, by=plaintiff, at=AT)
    accepted(application, by=plaintiff, clerk=people.clerk)
    assert dict(Consent.objects.values_list("litigant__name", "address")) == {
        "甄秀兰": "13800000001",
        "甄秀梅": "13800000005",
    }


def test_nobody_confirms_for_another_without_a_common_agent(plaintiff: User) -> None:
    application, _second = two(plaintiff)
    everybody = queries.plaintiffs_of(application)
    with pytest.raises(Refused, match="由甄秀梅本人确认"):
        actions.confirm_service(application, {"electronic_service": False}, everybody, by=plaintiff, at=AT)
    represented(application, everybody, by=plaintiff)
    actions.confirm_service(application, {"electronic_service": False}, everybody, by=plaintiff, at=AT)
    assert not Person.objects.filter(role="plaintiff", electronic_service=True).exists()


def test_an_agent_of_one_is_counsel_of_that_one_alone(people: People) -> None:
    lawyer = citizen("lvshi", "卢律师", Post.LAWYER)
    application, second = two(lawyer)
    represented(application, [second], by=lawyer)
    actions.sign(application, "卢律师", by=lawyer, at=AT)
    with pytest.raises(Refused, match="还没有签名的原告：甄秀兰"):
        actions.hand_in(application, by=lawyer, at=AT)
    actions.sign(application, "甄秀兰", SIGNATURE, by=lawyer, at=AT)
    accepted(application, by=lawyer, clerk=people.clerk)
    assert [each.litigant.name for each in Counsel.objects.all()] == ["甄秀梅"]
    assert "原告甄秀梅的委托诉讼代理人：卢律师" in str(queries.agent_words(Application.objects.get()))
    assert [each.litigant.name for each in LitigantAccess.objects.filter(user=lawyer)] == ["甄秀梅"]


def test_it_is_asked_for_whom_an_agent_acts(plaintiff: User, page_of: PageOf) -> None:
    application, second = two(plaintiff)
    client, address = page_of(plaintiff), f"/apply/{application.pk}/agent/new/"
    assert "代理哪几名原告" in client.get(address).content.decode()
    assert client.post(address, {**LAWYER, **key()}).status_code == 422
    assert client.post(address, {**LAWYER, "people": [str(second.pk)], **key()}).status_code == 302
    hints = queries.hints_of(Application.objects.get(), on=DAY)
    assert any("委托卢律师的每一名原告（甄秀梅）都在授权委托书上签名" in hint for hint in hints)
    actions.remove_person(application, second, by=plaintiff, at=AT)
    third = {**FELLOW, "name": "甄秀竹", "identity_number": "622827196201010036"}
    actions.put_person(application, "plaintiff", third, by=plaintiff, at=AT)
    gaps = queries.gaps_of(Application.objects.get(), on=DAY)
    assert "请选择卢律师代理哪几名原告。" in [each.sentence for each in gaps]


def test_a_plaintiff_has_two_agents_and_no_third(plaintiff: User) -> None:
    application, second = two(plaintiff)
    for name in ("卢律师", "马律师"):
        actions.choose_agent(application, {**LAWYER, "name": name}, people=[second], by=plaintiff, at=AT)
    with pytest.raises(Refused, match="最多委托二名"):
        actions.choose_agent(application, {**LAWYER, "name": "牛律师"}, people=[second], by=plaintiff, at=AT)
    first = queries.plaintiffs_of(application)[:1]
    actions.choose_agent(application, {**LAWYER, "name": "牛律师"}, people=first, by=plaintiff, at=AT)
    assert Signature.objects.count() == 0
