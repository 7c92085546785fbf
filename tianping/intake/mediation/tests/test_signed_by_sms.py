"""Signing without a finger: whoever is signed in gets a code on their telephone; no look-up code is asked of them."""

import datetime
import re

import pytest
from django.test import Client

from tests.support.clients import Browse, send
from tests.support.court import AT, MEDIATORS, People
from tests.support.mediated import willing
from tianping.accounts.actions import IdentityDraft, sign_up
from tianping.accounts.models import User
from tianping.cases.actions import (
    CounselDraft,
    LitigantDraft,
    MatterDraft,
    give_access,
    name_counsel_many,
    open_matters,
)
from tianping.cases.models import Counsel, Litigant, LitigantAccess, TimelineEntry
from tianping.cases.permissions import Looker
from tianping.intake.mediation import actions
from tianping.intake.mediation.actions import AgreementDraft, Signature, Way
from tianping.intake.mediation.models import Agreement, AgreementSignature
from tianping.kernel.models import Message
from tianping.kernel.refusals import Refused

HERS = "19900000071"
PAGE = "/progress/mediation/agreement/"
PROVE = f"/accounts/identity/phone/prove/?next={PAGE}"


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[datetime.datetime]:
    """The present moment, which a test turns on."""
    moment = [AT]
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: moment[0])
    return moment


@pytest.fixture
def agreement(people: People, now: list[datetime.datetime]) -> Agreement:
    """王原告, who sued over the net, and 李被告: an agreement that waits for both."""
    sides = (LitigantDraft("plaintiff", "natural", "王原告"), LitigantDraft("defendant", "natural", "李被告"))
    (matter,) = open_matters([MatterDraft("民间借贷纠纷", 5_000_000, sides)], at=AT)
    (referral,) = actions.refer_many([matter], MEDIATORS, by=people.clerk, at=AT)
    actions.accept_many([referral.pk], by=people.mediator, at=AT)
    referral = willing(referral.pk, people.mediator)
    return actions.draw_up_agreement(referral, AgreementDraft("借款。", others="分期"), by=people.mediator, at=AT)


@pytest.fixture
def her(agreement: Agreement) -> User:
    """王原告 as she signed up with her telephone."""
    user = sign_up(HERS, IdentityDraft("王原告", "resident_id", "622827198001010014"), at=AT)
    give_access(user, Litigant.objects.get(name="王原告"), LitigantAccess.How.FILED, by=None, at=AT)
    return user


def looking(browse: Browse, her: User, agreement: Agreement) -> Client:
    client = browse(her)
    assert client.post(f"/mine/{agreement.referral.case_id}/open/").status_code == 302
    return client


def newest_code() -> str:
    found = re.search(r"验证码(\d{6})", Message.objects.filter(address=HERS, is_secret=True).latest("pk").text)
    assert found is not None
    return found[1]


def prove(client: Client) -> None:
    assert client.post(PROVE).status_code == 302
    assert client.post(PROVE, {"code": newest_code()})["Location"] == PAGE


def test_whoever_sued_over_the_net_signs_by_a_code_on_their_telephone(
    agreement: Agreement, her: User, browse: Browse
) -> None:
    client = looking(browse, her, agreement)
    shown = client.get(PAGE).content.decode()
    assert "查询码" not in shown and "199****0071" in shown and PROVE in shown
    nothing = send(client, PAGE, wording=agreement.wording)
    assert (nothing.status_code, "先用短信验证码核验手机" in nothing.content.decode()) == (422, True)
    assert client.post(PROVE)["Location"].startswith("/accounts/identity/phone/prove/?next=")
    wrong = client.post(PROVE, {"code": f"{(int(newest_code()) + 1) % 1_000_000:06}"})
    assert (wrong.status_code, "验证码不正确" in wrong.content.decode()) == (422, True)
    assert client.post(PROVE, {"code": newest_code()})["Location"] == PAGE
    assert "已经核验，可以不手写" in client.get(PAGE).content.decode()
    assert send(client, PAGE, wording=agreement.wording)["Location"] == PAGE
    row = AgreementSignature.objects.get()
    assert (row.way, row.by, row.image) == ("sms", her, None)
    assert "您已经签名" in client.get(PAGE).content.decode()


def test_a_proof_stands_for_ten_minutes_and_one_signature(
    people: People, agreement: Agreement, her: User, browse: Browse, now: list[datetime.datetime]
) -> None:
    client = looking(browse, her, agreement)
    prove(client)
    now[0] = AT + datetime.timedelta(minutes=11)
    assert send(client, PAGE, wording=agreement.wording).status_code == 422
    prove(client)
    assert send(client, PAGE, wording=agreement.wording).status_code == 302
    again = AgreementDraft("借款。", others="一次付清")
    anew = actions.draw_up_agreement(agreement.referral, again, by=people.mediator, at=now[0])
    assert send(client, PAGE, wording=anew.wording).status_code == 422
    assert not AgreementSignature.objects.filter(agreement=anew).exists()


def test_the_verb_takes_no_telephone_but_the_signers_own(agreement: Agreement, her: User) -> None:
    case, litigant = agreement.referral.case, Litigant.objects.get(name="王原告")
    for looker, phone in (
        (Looker(case, litigant, her), "19900000072"),
        (Looker(case, litigant, her), ""),
        (Looker(case, litigant), HERS),
    ):
        with pytest.raises(Refused, match="请先用短信验证码核验"):
            actions.sign_agreement(looker, agreement.wording, Signature(Way.SMS, phone=phone), at=AT)
    assert not AgreementSignature.objects.exists()


def test_counsel_signs_only_by_a_mandate_to_settle_and_as_counsel(
    people: People, agreement: Agreement, browse: Browse
) -> None:
    lawyer = sign_up(HERS, IdentityDraft("卢师言", "resident_id", "622827198001010014"), at=AT)
    litigant = Litigant.objects.get(name="王原告")
    letter = CounselDraft(
        litigant.pk, "卢师言", Counsel.Kind.LAWYER, Counsel.Authority.GENERAL, phone=HERS, user_id=lawyer.pk
    )
    (counsel,) = name_counsel_many([letter], by=people.clerk, at=AT)
    client = looking(browse, lawyer, agreement)
    in_person = "王原告的代理人没有代为进行和解的特别授权，由本人签名。"
    assert in_person in client.get("/progress/case/").content.decode()
    shown = client.get(PAGE).content.decode()
    assert "一般授权的诉讼代理人不能代为进行和解" in shown and "我已阅读，签名同意" not in shown
    looker = Looker(agreement.referral.case, litigant, lawyer, as_counsel=True)
    with pytest.raises(Refused, match="写明“代为进行和解”的授权委托书"):
        actions.sign_agreement(looker, agreement.wording, Signature(Way.SMS, phone=HERS), at=AT)
    Counsel.objects.update(authority=Counsel.Authority.SPECIAL, scope="代为和解")
    assert in_person not in client.get("/progress/case/").content.decode()
    prove(client)
    assert send(client, PAGE, wording=agreement.wording).status_code == 302
    assert AgreementSignature.objects.get().counsel == counsel
    assert TimelineEntry.objects.filter(text__contains="王原告的委托诉讼代理人卢师言已在调解协议上签名").exists()
    page = browse(people.mediator).get(f"/mediation/{agreement.referral_id}/agreement/").content.decode()
    assert "委托诉讼代理人卢师言，短信验证码确认" in page


def test_the_way_back_leads_nowhere_else_and_staff_have_no_such_page(
    people: People, agreement: Agreement, her: User, browse: Browse
) -> None:
    client = browse(her)
    elsewhere = "/accounts/identity/phone/prove/?next=https://evil.example/"
    client.post(elsewhere)
    assert client.post(elsewhere, {"code": newest_code()})["Location"] == "/accounts/identity/"
    assert browse(people.clerk).get(PROVE).status_code == 403
