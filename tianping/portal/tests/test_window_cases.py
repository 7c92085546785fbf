"""A case of the person at the window: told, confirmed, prefilled; of anybody else's nothing is there."""

import datetime
import re

import pytest

from tests.support.cases import IDENTITY_NUMBER, PHONE, open_cases
from tests.support.clients import Browse, send
from tests.support.court import AT, MEDIATORS, People
from tests.support.mediated import agreed, applied, dispute
from tianping.accounts.actions import IdentityDraft, sign_up
from tianping.accounts.queries import acting
from tianping.cases import actions
from tianping.cases.models import Case, Litigant, LitigantAccess
from tianping.intake.mediation import actions as mediation
from tianping.law.electronic_consent import STEPS
from tianping.papers.dossier.queries import may_hand_in
from tianping.papers.service.models import Consent, ServicePlace
from tianping.portal.models import CallBack
from tianping.trial.confirmation import actions as confirmation

NUMBER = "622827198001010014"


@pytest.fixture
def ended(people: People) -> Case:
    """A case against 黄小明 that a judgment ended; it binds since 6 February."""
    (made,) = open_cases(people.clerk, ["黄小明"])
    actions.close_cases([made.pk], by=people.judge, at=AT, reason="判决", way=Case.ClosingWay.JUDGMENT)
    actions.bind_cases({datetime.date(2023, 2, 6): [made.pk]}, by=None, at=AT)
    return Case.objects.get(pk=made.pk)


def received(clerk, case: Case, role: str):
    """The clerk receives the litigant of this role."""
    litigant = case.matter.litigants.get(role=role)
    clerk.post("/window/begin/", {"litigant": litigant.pk})
    return litigant


def test_what_the_person_may_know_is_told_and_another_case_is_not_there(people, browse: Browse) -> None:
    case, other = open_cases(people.clerk, ["黄小明", "李大山"])
    clerk = browse(people.clerk)
    litigant = received(clerk, case, "defendant")
    told = clerk.get(f"/window/cases/{case.pk}/{litigant.pk}/").content.decode()
    for words in (case.number, "收取答辩状、证据", "送达地址确认", "打印查询码", "12368"):
        assert words in told
    assert IDENTITY_NUMBER not in told
    stranger = other.matter.litigants.get(role="defendant")
    for address in ("/window/cases/", "/service/window/"):
        assert clerk.get(f"{address}{other.pk}/{stranger.pk}/").status_code == 404
        assert browse(people.judge).get(f"{address}{case.pk}/{litigant.pk}/").status_code == 403
    assert (
        f"/window/cases/{case.pk}/{litigant.pk}/"
        in clerk.get(f"/cases/{case.pk}/litigants/{litigant.pk}/code/").content.decode()
    )


def test_a_consent_signed_on_paper_is_noted_once_with_its_sheet(people, browse: Browse) -> None:
    (case,) = open_cases(people.clerk, ["黄小明"])
    clerk = browse(people.clerk)
    litigant = received(clerk, case, "defendant")
    address = f"/service/window/{case.pk}/{litigant.pk}/"
    shown = clerk.get(address).content.decode()
    assert f'value="{PHONE}"' in shown
    # Each step is ticked for itself, as on the sheet.
    assert re.findall(r'name="(?:steps|understood)"[^>]* checked', shown) == []
    assert "签名或者捺印" in clerk.get(f"{address}print/").content.decode()
    typed = {"channel": "sms", "address": PHONE, "evidence": "2023年2月6日送达地址确认书", "steps": STEPS}
    assert send(clerk, address, **typed).status_code == 422
    assert send(clerk, address, **typed, understood="on")["Location"] == f"/window/cases/{case.pk}/{litigant.pk}/"
    assert Consent.objects.get().noted_by == people.clerk
    again = send(clerk, address, **typed, understood="on")
    assert "不能重复登记" in again.content.decode()


def test_where_papers_are_mailed_is_noted_for_who_is_sued_as_on_the_sheet_they_signed(people, browse: Browse) -> None:
    (case,) = open_cases(people.clerk, ["黄小明"])
    clerk = browse(people.clerk)
    litigant = received(clerk, case, "defendant")
    address = f"/service/window/{case.pk}/{litigant.pk}/"
    assert clerk.get(f"{address}place/")["Location"] == address
    typed = {"address": "镇原县屯字镇西街22号", "recipient": "黄大明", "phone": "19900000002"}
    evidence = {"evidence": "2023年2月6日送达地址确认书"}
    assert "请填写文书寄到哪里" in send(clerk, f"{address}place/", **evidence).content.decode()
    assert send(clerk, f"{address}place/", **typed, **evidence)["Location"] == address
    place = ServicePlace.objects.get()
    assert (place.litigant, place.noted_by, place.words) == (litigant, people.clerk, tuple(typed.values()))
    shown = clerk.get(address).content.decode()
    assert "镇原县屯字镇西街22号，黄大明收" in shown and "2023年2月6日送达地址确认书" in shown
    assert "黄大明　19900000002" in clerk.get(f"{address}print/").content.decode()
    again = send(clerk, f"{address}place/", **typed, **evidence)
    assert (again.status_code, "没有变更，不需要再登记" in again.content.decode()) == (422, True)


def test_enforcement_is_begun_from_the_cases_of_the_person_or_by_a_number(people, ended: Case, browse: Browse) -> None:
    clerk = browse(people.clerk)
    assert "/enforcement/new/" in clerk.get("/window/").content.decode()
    creditor = received(clerk, ended, "plaintiff")
    page = clerk.get("/enforcement/new/").content.decode()
    button = f"/enforcement/cases/{ended.pk}/new/?applicant={creditor.pk}"
    assert button in page and "<td>被告黄小明</td>" in page
    assert button in clerk.get(f"/window/cases/{ended.pk}/{creditor.pk}/").content.decode()
    clerk.post("/window/end/")
    (running,) = open_cases(people.clerk, ["李大山"])
    assert ended.number not in clerk.get("/enforcement/new/").content.decode()
    found = clerk.get("/enforcement/new/", {"q": "李大山"}).content.decode()
    assert f"{running.number}没有审结" in found and "、被告李大山</td>" in found
    assert f"/enforcement/cases/{ended.pk}/new/" in clerk.get("/enforcement/new/", {"q": ended.number}).content.decode()
    assert browse(people.judge).get("/enforcement/new/").status_code == 403


def test_what_is_known_of_the_person_is_filled_in(people, browse: Browse) -> None:
    (case,) = open_cases(people.clerk, ["黄小明"])
    clerk = browse(people.clerk)
    litigant = received(clerk, case, "defendant")
    for address in ("/preservation/new/", f"/preservation/cases/{case.pk}/new/?applicant={litigant.pk}"):
        assert "黄小明" in clerk.get(address).content.decode()
    assert f'value="{IDENTITY_NUMBER}"' in clerk.get("/preservation/new/").content.decode()
    taken = clerk.get(f"/dossier/cases/{case.pk}/take/?litigant={litigant.pk}").content.decode()
    assert f'<option value="{litigant.pk}" selected>' in taken


def test_nothing_is_typed_twice_for_whoever_was_found(people, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)
    (case,) = open_cases(people.clerk, ["黄小明"])
    clerk = browse(people.clerk)
    assert clerk.get("/window/call/")["Location"] == "/window/"
    litigant = received(clerk, case, "defendant")
    sued = clerk.get("/filing/new/").content.decode()
    assert f'name="plaintiff-0-identity_number" value="{IDENTITY_NUMBER}"' in sued
    assert IDENTITY_NUMBER not in sued.partition("defendant-0-kind")[2]
    asked = clerk.get("/window/call/").content.decode()
    assert "/window/call/" in clerk.get("/window/").content.decode()
    assert f'value="{PHONE}"' in asked and 'value="黄小明"' in asked
    assert send(clerk, "/window/call/", phone="", name="黄小明").status_code == 422
    answer = send(clerk, "/window/call/", phone=PHONE, name="黄小明", words="怎样交费")
    made = CallBack.objects.get()
    assert answer["Location"] == f"/calls/{made.pk}/"
    assert (made.name, made.phone, made.asked_by) == ("黄小明", PHONE, people.clerk)
    in_suit = clerk.get(f"/preservation/cases/{case.pk}/new/").content.decode()
    assert f'<option value="{litigant.pk}" selected>' in in_suit


def test_a_mediation_is_begun_with_whoever_was_found(people, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)
    (referral,) = mediation.refer_many([dispute()], MEDIATORS, by=people.clerk, at=AT)
    mediation.accept_many([referral.pk], by=people.mediator, at=AT)
    clerk = browse(people.clerk)
    for role in ("plaintiff", "defendant"):
        litigant = received(clerk, referral.case, role)
        assert f'href="/mediation/{referral.pk}/"' in clerk.get("/window/").content.decode()
        shown = clerk.get(f"/window/cases/{referral.case_id}/{litigant.pk}/").content.decode()
        assert f'href="/mediation/{referral.pk}/"' in shown
        asked = clerk.get(f"/mediation/{referral.pk}/willingness/").content.decode()
        assert f'<option value="{litigant.pk}" selected>' in asked
        clerk.post("/window/end/")


def test_who_applied_for_a_confirmation_together_answers_nobody(people, browse: Browse) -> None:
    application = applied(agreed(people))
    case = confirmation.accept(application, people.judge, by=people.clerk, at=AT)
    clerk = browse(people.clerk)
    litigant = received(clerk, case, "defendant")
    shown = clerk.get(f"/window/cases/{case.pk}/{litigant.pk}/").content.decode()
    assert "收取证据" in shown and "答辩状" not in shown
    page = clerk.get(f"/dossier/cases/{case.pk}/take/?litigant={litigant.pk}").content.decode()
    assert "答辩状" not in page
    assert not may_hand_in(case, litigant, "answer") and may_hand_in(case, litigant, "evidence")


def test_whoever_acts_for_three_has_one_matter_and_leaves_it_at_once(
    people, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)
    draft = actions.MatterDraft(
        "追索劳动报酬纠纷",
        None,
        (
            *(actions.LitigantDraft("plaintiff", "natural", name) for name in ("甲一", "乙二", "丙三")),
            actions.LitigantDraft("defendant", "legal", "镇原示范建筑有限公司"),
        ),
        claim_text="请求判令被告支付工资。",
    )
    (matter,) = actions.open_matters([draft], at=AT)
    user = acting(sign_up("19900000071", IdentityDraft("卢师言", "resident_id", NUMBER), at=AT), AT.date())
    plaintiffs = Litigant.objects.filter(matter=matter, role="plaintiff")
    wanted = [(user.pk, each.pk) for each in plaintiffs]
    actions.give_access_many(wanted, LitigantAccess.How.COUNSEL, by=user, at=AT)
    client = browse(user)
    page = client.get("/mine/").content.decode()
    assert page.count("不再显示此案") == 1
    assert "您是原告甲一、乙二、丙三的诉讼代理人，对方是被告镇原示范建筑有限公司" in page
    assert 'value="19900000071"' in client.get("/help/").content.decode()
    send(client, f"/mine/access/{LitigantAccess.objects.latest('pk').pk}/leave/")
    assert not LitigantAccess.objects.filter(ended_at=None).exists()
    assert "还没有案件" in client.get("/mine/").content.decode()
