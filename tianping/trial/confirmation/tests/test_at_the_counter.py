"""窗口收取司法确认申请: printed, read out, signed by those who came; in time, from litigants, with their promise."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support.clients import Browse, send
from tests.support.court import AT, DAY, People
from tests.support.mediated import KIND, dispute, looker
from tests.support.mediated import agreed as mediated
from tests.support.uploads import SCAN
from tianping.cases.models import Litigant
from tianping.intake.mediation.actions import Referral
from tianping.kernel.models import AuditEntry
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.trial.confirmation import actions
from tianping.trial.confirmation.actions import JointApplication
from tianping.trial.confirmation.models import Applicant, Application


def sides(referral: Referral) -> list[int]:
    return list(Litigant.objects.filter(matter=referral.case.matter_id).order_by("pk").values_list("pk", flat=True))


def joint(referral: Referral, **typed: Any) -> JointApplication:
    return replace(JointApplication(KIND.CONFIRMATION, sides(referral), True), **typed)


def test_both_who_came_have_applied_and_the_court_has_three_days(people: People, referral: Referral) -> None:
    application = actions.receive(referral.case, joint(referral, scan=SCAN), by=people.clerk, at=AT)
    assert (application.status, application.received_on) == ("received", DAY)
    rows = Applicant.objects.all()
    assert {(each.by, each.received_by, each.scan.media_type) for each in rows} == {
        (None, people.clerk, "application/pdf")
    }
    assert AuditEntry.objects.filter(action="confirmation.apply", by=people.clerk).count() == 2
    with pytest.raises(Overtaken):
        actions.receive(referral.case, joint(referral), by=people.clerk, at=AT)


def test_whoever_applied_on_a_phone_is_not_asked_again(people: People, referral: Referral) -> None:
    actions.apply(looker(referral.case, "plaintiff"), KIND.CONFIRMATION, True, at=AT)
    defendant = [looker(referral.case, "defendant").litigant.pk]
    with pytest.raises(Refused, match="对方已经申请司法确认"):
        actions.receive(referral.case, joint(referral, kind=KIND.PAPER, litigants=defendant), by=people.clerk, at=AT)
    with pytest.raises(Overtaken, match="王原告已经提出申请"):
        actions.receive(referral.case, joint(referral), by=people.clerk, at=AT)
    made = actions.receive(referral.case, joint(referral, litigants=defendant), by=people.clerk, at=AT)
    assert made.status == "received"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"litigants": []}, "请勾选到场申请的当事人"),
        ({"litigants": [0]}, "只能是本案当事人"),
        ({"promised": False}, "把承诺念给当事人听"),
        ({"scan": b"no scan"}, "PDF"),
    ],
)
def test_what_is_not_in_order_is_not_received(people: People, referral: Referral, typed: dict, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        actions.receive(referral.case, joint(referral, **typed), by=people.clerk, at=AT)
    assert not Application.objects.exists()


def test_after_thirty_days_a_mediation_paper_may_still_be_asked_for(people: People, referral: Referral) -> None:
    late = AT + datetime.timedelta(days=31)
    with pytest.raises(Refused, match="三十日内提出"):
        actions.receive(referral.case, joint(referral), by=people.clerk, at=late)
    made = actions.receive(referral.case, joint(referral, kind=KIND.PAPER), by=people.clerk, at=late)
    assert made.status == "received"


def test_only_the_counter_receives(people: People, referral: Referral) -> None:
    with pytest.raises(Forbidden):
        actions.receive(referral.case, joint(referral), by=people.judge, at=AT)


def test_from_the_window_to_the_application(people: People, referral: Referral, browse: Browse) -> None:
    clerk, case = browse(people.clerk), referral.case
    address = f"/confirmations/cases/{case.pk}/new/"
    plaintiff, defendant = sides(referral)
    clerk.post("/window/begin/", {"litigant": plaintiff})
    assert address in clerk.get(f"/window/cases/{case.pk}/{plaintiff}/").content.decode()
    assert address in clerk.get(f"/cases/{case.pk}/").content.decode()
    assert f'value="{defendant}" id' in clerk.get(address).content.decode()
    printed = clerk.get(f"/confirmations/cases/{case.pk}/print/?kind=paper").content.decode()
    assert "第二百零一条" in printed and "第二百零一条" in clerk.get(address).content.decode()
    assert "出具调解书申请书" in printed and "没有恶意串通" in printed
    typed = {"kind": "confirmation", "litigants": [plaintiff, defendant]}
    assert "请先念承诺" in send(clerk, address, **typed).content.decode()
    scanned = SimpleUploadedFile("申请书.pdf", SCAN)
    made = send(clerk, address, **typed, promised="on", scan=scanned)
    application = Application.objects.get()
    assert made["Location"] == f"/confirmations/{application.pk}/"
    assert "到窗口申请，已作承诺" in clerk.get(made["Location"]).content.decode()
    assert "现在没有可以申请的" in clerk.get(address).content.decode()
    assert clerk.get(f"/confirmations/cases/{case.pk}/print/")["Location"] == address
    assert address not in clerk.get(f"/window/cases/{case.pk}/{plaintiff}/").content.decode()
    for who in (people.judge, people.mediator):
        assert browse(who).get(address).status_code == 403


def test_a_divorce_can_only_become_a_mediation_paper(people: People, browse: Browse) -> None:
    referral = mediated(people, dispute("离婚纠纷"))
    page = browse(people.clerk).get(f"/confirmations/cases/{referral.case_id}/new/").content.decode()
    assert "依法不能申请司法确认" in page
    assert "打印司法确认申请书" not in page and "打印出具调解书申请书" in page


def test_whoever_applied_takes_it_back_at_the_window(people: People, referral: Referral, browse: Browse) -> None:
    application = actions.receive(referral.case, joint(referral), by=people.clerk, at=AT)
    case = actions.accept(application, people.judge, by=people.clerk, at=AT)
    clerk, address = browse(people.clerk), f"/confirmations/{application.pk}/withdraw/"
    assert address in clerk.get(f"/confirmations/{application.pk}/").content.decode()
    plaintiff, _ = sides(referral)
    refused = send(clerk, address, **{"withdraw-litigant": str(plaintiff)})
    assert (refused.status_code, "在撤回申请书上签名以后再打勾" in refused.content.decode()) == (422, True)
    assert send(clerk, address, **{"withdraw-litigant": str(plaintiff), "withdraw-signed": "on"}).status_code == 302
    application.refresh_from_db()
    case.refresh_from_db()
    assert (application.status, case.status) == ("withdrawn", "closed")
    assert address not in clerk.get(f"/confirmations/{application.pk}/").content.decode()


def test_who_has_not_applied_takes_nothing_back(people: People, referral: Referral, browse: Browse) -> None:
    plaintiff, defendant = sides(referral)
    application = actions.receive(referral.case, joint(referral, litigants=[plaintiff]), by=people.clerk, at=AT)
    with pytest.raises(Refused, match="只能是已经申请的人"):
        actions.receive_withdrawal(application, defendant, signed=True, by=people.clerk, at=AT)
    with pytest.raises(Refused, match="签名以后再登记"):
        actions.receive_withdrawal(application, plaintiff, signed=False, by=people.clerk, at=AT)
    with pytest.raises(Forbidden):
        actions.receive_withdrawal(application, plaintiff, signed=True, by=people.judge, at=AT)
    assert send(browse(people.judge), f"/confirmations/{application.pk}/withdraw/").status_code == 403
    assert application.status == "asked"
