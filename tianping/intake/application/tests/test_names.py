"""姓名: an emoji is in no name, at whichever door it comes."""

import re

import pytest
from django.forms import Form

from tests.support.court import AT, DAY, People
from tests.support.pleadings import PLAINTIFF, whole
from tianping.accounts.actions import IdentityDraft, register_identity, sign_up
from tianping.accounts.identity_forms import IdentityForm
from tianping.accounts.models import User
from tianping.intake.application.forms.documents import SignForm
from tianping.intake.application.forms.people import AgentForm, ServiceForm, WhoForm
from tianping.intake.application.tests.conftest import PageOf, key
from tianping.intake.filing.forms.counter import LitigantForm
from tianping.kernel.refusals import Refused

ODD, SENTENCE = "甄秀兰😀", "含有姓名中不用的字符。请只写姓名。"


@pytest.mark.parametrize(
    ("form", "name"),
    [
        (IdentityForm({"full_name": ODD}), "full_name"),
        (AgentForm({"name": ODD}), "name"),
        (SignForm({"name": ODD}), "name"),
        (ServiceForm({"service_recipient": ODD}), "service_recipient"),
        (WhoForm({"kind": "natural", "name": ODD}, person=None, on=DAY, side="plaintiffs"), "name"),
        (LitigantForm({"kind": "natural", "name": ODD}, on=DAY), "name"),
        (LitigantForm({"kind": "legal", "name": "庆阳商贸有限公司", "representative": ODD}, on=DAY), "representative"),
    ],
)
def test_no_form_takes_an_emoji_as_a_name(form: Form, name: str) -> None:
    (sentence,) = form.errors[name]
    assert "含有姓名中不用的字符。" in str(sentence)


@pytest.mark.parametrize("firm", ["某某律师事务所😀", "律\u200b师事务所"])
def test_no_firm_has_one_either(firm: str) -> None:
    assert AgentForm({"firm": firm}).errors["firm"]
    assert IdentityForm({"firm": firm}).errors["firm"]


def test_who_receives_papers_may_be_a_department() -> None:
    assert "service_recipient" not in ServiceForm({"service_recipient": "庆阳示范商贸有限公司法务部收发室"}).errors


def test_the_verb_of_signing_up_says_the_same(people: People) -> None:
    with pytest.raises(Refused, match="含有姓名中不用的字符"):
        sign_up("13800000088", IdentityDraft(ODD, "resident_id", PLAINTIFF["identity_number"]), at=AT)


def test_what_was_typed_stays_on_the_page_beside_the_sentence(plaintiff: User, page_of: PageOf) -> None:
    application = whole(plaintiff)
    answer = page_of(plaintiff).post(f"/apply/{application.pk}/agent/new/", {"name": ODD, **key()})
    page = answer.content.decode()
    assert (answer.status_code, f"“{ODD}”{SENTENCE}" in page, f'value="{ODD}"' in page) == (422, True, True)


def test_whoever_comes_second_is_a_person_unless_it_is_said_otherwise(plaintiff: User, page_of: PageOf) -> None:
    application = whole(plaintiff)
    page = page_of(plaintiff).get(f"/apply/{application.pk}/people/plaintiffs/new/").content.decode()
    assert re.search(r'<input[^>]*value="natural"[^>]*checked', page)
    unsaid = WhoForm({"name": "吴小芳"}, person=None, on=DAY, side="plaintiffs")
    assert list(unsaid.errors) == ["kind", "identity_kind", "identity_number"]
    unit = WhoForm({"kind": "legal", "name": "吴小芳"}, person=None, on=DAY, side="defendants")
    assert "不像单位名称" in str(unit.errors["name"])


def test_whoever_is_in_the_list_is_not_offered_again(plaintiff: User, page_of: PageOf) -> None:
    said = IdentityDraft("甄秀兰", "resident_id", PLAINTIFF["identity_number"], PLAINTIFF["address"])
    register_identity(plaintiff, PLAINTIFF["phone"], said, by=None, at=AT)
    application = whole(plaintiff)
    client, address = page_of(plaintiff), f"/apply/{application.pk}/people/plaintiffs/new/"
    assert "就是我本人" not in client.get(address).content.decode()
    assert client.post(address, {"myself": "of an old page", **key()}).status_code == 302
    assert application.people.filter(role="plaintiff").count() == 1
    application.people.filter(role="plaintiff").delete()
    assert "就是我本人，甄秀兰" in client.get(address).content.decode()


@pytest.mark.parametrize("side", ["plaintiffs", "defendants"])
@pytest.mark.parametrize("cause_name", ["离婚纠纷", "抚养费纠纷", "赡养费纠纷"])
def test_nobody_is_asked_whether_a_spouse_is_a_company(side: str, cause_name: str) -> None:
    typed = {"kind": "legal", "name": "吴小芳", "identity_kind": "passport", "identity_number": "E12345678"}
    form = WhoForm(typed, person=None, on=DAY, side=side, cause_name=cause_name)
    assert "kind" not in form.fields
    assert 'value="uscc"' not in str(form["identity_kind"])
    assert form.is_valid(), form.errors
    assert form.typed["kind"] == "natural"
    assert "单位" not in f"{form.fields['name'].label}{form.fields['name'].help_text}"


@pytest.mark.parametrize("cause_name", ["民间借贷纠纷", "婚姻无效纠纷", "监护权纠纷", "解除收养关系纠纷", ""])
def test_where_an_organisation_may_sue_or_be_sued_it_may_be_written_down(cause_name: str) -> None:
    assert "kind" in WhoForm(person=None, on=DAY, side="defendants", cause_name=cause_name).fields


def test_the_page_of_a_spouse_offers_no_company(plaintiff: User, page_of: PageOf) -> None:
    application = whole(plaintiff, "离婚纠纷", {})
    page = page_of(plaintiff).get(f"/apply/{application.pk}/people/defendants/new/").content.decode()
    assert "公司、单位" not in page and "人或者单位" not in page
    assert page.count('name="name"') == 1
