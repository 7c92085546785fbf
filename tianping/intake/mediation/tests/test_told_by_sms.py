"""Told by SMS: mediators and litigants, in the house's words, once for each fact, without anybody's name."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.cases import code_of, open_cases
from tests.support.clients import Browse, send
from tests.support.court import AT, MEDIATORS, OTHER_MEDIATORS, People
from tests.support.mediated import willing
from tianping.cases.actions import LitigantDraft, MatterDraft, open_matters
from tianping.cases.models import Litigant
from tianping.cases.permissions import Looker
from tianping.intake.mediation import actions
from tianping.intake.mediation.actions import AgreementDraft, SessionDraft, Signature, Way
from tianping.intake.mediation.models import Membership, Organisation, Referral, Session
from tianping.intake.mediation.tests.conftest import PHONE, refer
from tianping.kernel.models import Message

MEDIATOR, HERS = "19900000091", "19900000021"
TOMORROW = AT + datetime.timedelta(days=1)
NAMES = ("黄小明", "镇原示范村镇银行", "吴调", "王原告", "李被告")


@pytest.fixture(autouse=True)
def _reached_by_telephone(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mediator's mobile number stands in the register."""
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)
    actions.end_membership(Membership.objects.get(user=people.mediator), by=people.clerk, at=AT)
    organisation = Organisation.objects.get(name=MEDIATORS)
    actions.add_member(organisation, people.mediator, phone=MEDIATOR, by=people.clerk, at=AT)


@pytest.fixture
def accepted(people: People) -> Referral:
    """王原告 against 李被告, both with telephones, being mediated; what they were told of that is read already."""
    drafts = [
        LitigantDraft("plaintiff", "natural", "王原告", phone=HERS),
        LitigantDraft("defendant", "natural", "李被告", phone=PHONE),
    ]
    matters = open_matters([MatterDraft("民间借贷纠纷", 5_000_000, tuple(drafts))], at=AT)
    (referral,) = actions.refer_many(matters, MEDIATORS, by=people.clerk, at=AT)
    actions.accept_many([referral.pk], by=people.mediator, at=AT)
    return willing(referral.pk, people.mediator)


def told(number: str) -> list[str]:
    """What was written to a number, oldest first; every one as the house writes, and nobody named."""
    texts = list(Message.objects.filter(address=number).order_by("pk").values_list("text", flat=True))
    for text in texts:
        assert text.startswith("【镇原县人民法院】（2023）甘1027") and text.endswith("如有疑问请拨打12368。"), text
        assert not any(name in text for name in NAMES) and "http" not in text, text
    return texts


def appoint(referral: Referral, people: People) -> Session:
    draft = SessionDraft(TOMORROW, 60, Session.Way.ON_SITE, "第一调解室")
    return actions.appoint_session(referral, draft, by=people.mediator, at=AT)


def test_on_referral_the_mediator_is_told_and_the_other_side_asked(people: People, accepted: Referral) -> None:
    number = accepted.case.number
    (hers,), (his,), (mediators,) = told(HERS), told(PHONE), told(MEDIATOR)
    assert f"{number}：经您同意，本案委派{MEDIATORS}诉前调解，不收费" in hers and "可以随时" in hers
    assert f"委派{MEDIATORS}诉前调解，不收费。是否同意由您决定" in his and "查询码答复" in his
    assert "不同意的，不影响您的任何权利" in his and "本案" not in his
    for text in (hers, his):
        assert "用本手机号码登录，或者用案号和在本院诉讼服务大厅领取的查询码" in text
    assert f"{number}：本案已交贵组织调解，请在三个工作日内登录，确认是否接受。" in mediators


def test_an_organisation_comes_with_number_and_code_and_by_no_mobile_number(people: People) -> None:
    sides = (
        LitigantDraft("plaintiff", "natural", "王原告", phone=HERS),
        LitigantDraft("defendant", "legal", "镇原示范商贸公司", phone=PHONE),
    )
    matters = open_matters([MatterDraft("买卖合同纠纷", 5_000_000, sides)], at=AT)
    actions.refer_many(matters, MEDIATORS, by=people.clerk, at=AT)
    (hers,), (theirs,) = told(HERS), told(PHONE)
    assert "用本手机号码登录" in hers and "本手机号码" not in theirs
    assert "请用案号和在本院诉讼服务大厅领取的查询码答复" in theirs


def test_many_referrals_are_told_to_mediators_once_and_to_each_who_was_sued(people: People) -> None:
    refer(people.clerk, "甲", "乙", "丙")
    assert len(told(PHONE)) == 3
    (text,) = told(MEDIATOR)
    assert "本案等3件已交贵组织调解" in text


def test_telling_many_takes_as_many_statements_as_telling_one(people: People) -> None:
    counts = []
    for many in (1, 12):
        with CaptureQueriesContext(connection) as statements:
            ids = [row.pk for row in refer(people.clerk, *[f"被告{n}" for n in range(many)])]
            actions.withdraw_many(ids, outcome="起诉人不同意", by=people.clerk, at=AT)
        counts.append(len(statements))
    assert counts[0] == counts[1]
    assert len(told(PHONE)) == 26


def test_whoever_is_sued_in_many_is_asked_about_all_of_them_at_once(people: People) -> None:
    refer(people.clerk, "黄小明", "黄小明")
    (text,) = told(PHONE)
    assert "与您有关的2件纠纷委派" in text


def test_a_session_is_told_to_both_and_the_mediator_and_so_is_that_it_is_cancelled(
    people: People, accepted: Referral
) -> None:
    session = appoint(accepted, people)
    actions.cancel_session(session, "李被告住院", by=people.mediator, at=AT)
    for number in (HERS, PHONE, MEDIATOR):
        *_before, appointed, cancelled = told(number)
        assert "定于2023年2月7日9时30分调解，现场调解，第一调解室。" in appointed
        assert "原定2023年2月7日9时30分的调解取消" in cancelled and "住院" not in cancelled


def test_what_is_cancelled_because_the_mediation_ended_is_told_and_how_it_ended(
    people: People, accepted: Referral
) -> None:
    appoint(accepted, people)
    actions.refuse_mediation(Looker(accepted.case, Litigant.objects.get(name="李被告")), "不信他", at=AT)
    for number in (HERS, PHONE):
        *_before, cancelled, ended = told(number)
        assert "的调解不再举行，调解已经结束。" in cancelled
        assert "诉前调解已经结束，没有达成协议，由本院依法登记立案" in ended and "不信" not in ended
    assert "的调解不再举行，调解已经结束。" in told(MEDIATOR)[-1]


def test_an_agreement_that_waits_for_signatures_is_told(people: People, accepted: Referral) -> None:
    willing(accepted.pk, people.mediator)
    actions.draw_up_agreement(accepted, AgreementDraft("借款", others="分期付清"), by=people.mediator, at=AT)
    for number in (HERS, PHONE):
        assert "调解协议已经写好" in told(number)[-1] and "不同意的不要签" in told(number)[-1]


def test_an_agreement_that_was_changed_is_told_as_changed_and_signed_anew(people: People, accepted: Referral) -> None:
    willing(accepted.pk, people.mediator)
    first = actions.draw_up_agreement(accepted, AgreementDraft("借款", others="分期付清"), by=people.mediator, at=AT)
    hers = Looker(accepted.case, Litigant.objects.get(name="王原告"))
    code = Signature(Way.CODE, code=code_of(accepted.case))
    actions.sign_agreement(hers, first.wording, code, at=AT)
    actions.draw_up_agreement(accepted, AgreementDraft("借款", others="一次付清"), by=people.mediator, at=AT)
    assert "您签过名的调解协议已经修改，此前的签名不再有效" in told(HERS)[-1] and "重新签名" in told(HERS)[-1]
    assert "调解协议已经修改，以修改后的为准" in told(PHONE)[-1] and "重新签名" not in told(PHONE)[-1]


def test_an_end_by_agreement_says_no_more(people: People, accepted: Referral) -> None:
    before = Message.objects.count()
    actions.agree_many([accepted.pk], outcome="被申请人当场付清全部借款", by=people.mediator, at=AT)
    assert Message.objects.count() == before


def test_others_who_mediate_are_told_and_both_sides_hear_who_they_are(people: People, accepted: Referral) -> None:
    appoint(accepted, people)
    actions.reassign(accepted, OTHER_MEDIATORS, "申请更换", by=people.clerk, at=AT)
    *_before, cancelled, anew = told(PHONE)
    assert "的调解取消，已更换调解组织。" in cancelled
    assert f"调解组织更换为{OTHER_MEDIATORS}" in anew and "是否同意" not in anew


def test_after_filing_it_is_the_case_that_goes_on(people: People) -> None:
    (case,) = open_cases(people.clerk, ["黄小明"])
    case.responsible = people.judge
    case.save()
    referral = actions.entrust(case, MEDIATORS, "询问笔录", by=people.judge, at=AT)
    assert f"经双方同意，本案委托{MEDIATORS}调解" in told(PHONE)[-1] and "本案恢复审理" in told(PHONE)[-1]
    actions.take_back(referral, "尽快开庭", by=people.judge, at=AT)
    assert "委托调解已经结束，没有达成协议，恢复审理" in told(PHONE)[-1]


def test_what_is_pressed_twice_is_told_once(people: People, accepted: Referral, browse: Browse) -> None:
    client, page = browse(people.mediator), f"/mediation/{accepted.pk}/"
    typed = {"on": "2023-02-07", "time": "10:00", "minutes": 60, "way": "phone", "place": ""}
    for address, sent in (("sessions/new/", typed), ("fail/", {"fail-outcome": "差距太大"})):
        before, key = Message.objects.count(), str(uuid.uuid4())
        for _time in range(2):
            assert client.post(f"{page}{address}", {"submission_key": key, **sent}).status_code == 302
        assert Message.objects.count() > before
        once = Message.objects.count()
        assert send(client, f"{page}{address}", **sent).status_code in (409, 422)
        assert Message.objects.count() == once
    assert len(told(HERS)) == 4


def test_a_land_line_in_the_register_gets_no_message_and_a_number_that_cannot_be_is_refused(
    people: People, browse: Browse
) -> None:
    organisation = Organisation.objects.get(name=OTHER_MEDIATORS)
    actions.end_membership(Membership.objects.get(user=people.second_mediator), by=people.clerk, at=AT)
    client, page = browse(people.clerk), f"/mediation/organisations/{organisation.pk}/join/"
    typed = {"user": people.second_mediator.pk, "specialty": ""}
    assert "电话号码不对" in send(client, page, **typed, phone="12345").content.decode()
    assert send(client, page, **typed, phone="0934-7121234").status_code == 302
    refer(people.clerk, "黄小明", to=OTHER_MEDIATORS)
    assert set(Message.objects.values_list("address", flat=True)) == {PHONE}
