"""当场签收: papers that wait for whoever stands at the window are handed over against their signature."""

import base64

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support.clients import Browse, send
from tests.support.court import AT, DAY, People
from tests.support.tried import notified
from tests.support.uploads import SCAN, signature
from tianping.cases.models import Case, Clock
from tianping.kernel.refusals import Forbidden, Refused
from tianping.papers.service import actions, queries
from tianping.papers.service.actions import HandedOver
from tianping.papers.service.models import Attempt, Delivery

NOTICES = ("response_notice", "evidence_notice")


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)


@pytest.fixture
def waiting(people: People, case: Case) -> list[Delivery]:
    """What waits for 黄小明."""
    return [each for each in notified(people, [case], *NOTICES) if each.litigant.role == "defendant"]


def test_papers_are_handed_over_at_the_window_and_the_periods_begin(
    people: People, case: Case, waiting: list[Delivery], browse: Browse
) -> None:
    litigant, clerk = waiting[0].litigant, browse(people.clerk)
    address = f"/service/window/{case.pk}/{litigant.pk}/receive/"
    assert clerk.get(address).status_code == 404
    clerk.post("/window/begin/", {"litigant": litigant.pk})
    assert f"{case.number}，金融借款合同纠纷，2份" in clerk.get("/window/").content.decode()
    assert "当场签收（2份）" in clerk.get(f"/window/cases/{case.pk}/{litigant.pk}/").content.decode()
    assert "应诉通知书，1份" in clerk.get(f"{address}print/").content.decode()
    page = clerk.get(address).content.decode()
    assert "受送达人本人" in page and "同住成年家属" not in page
    typed = {"papers": [each.pk for each in waiting], "receiver": "self"}
    unsigned = send(clerk, address, **typed)
    assert (unsigned.status_code, "还没有签名" in unsigned.content.decode()) == (422, True)
    picture = "data:image/png;base64," + base64.b64encode(signature()).decode()
    assert send(clerk, address, **typed, picture=picture)["Location"] == f"/window/cases/{case.pk}/{litigant.pk}/"
    for each in waiting:
        each.refresh_from_db()
        assert (each.status, each.method, each.effective_on) == ("served", "direct", DAY)
    assert Clock.objects.filter(case=case, litigant=litigant, period_id="C-ANSWER-15", started_on=DAY).exists()
    assert "没有等黄小明签收的文书" in clerk.get(address).content.decode()
    assert (
        "您在诉讼服务大厅领取、签收了2份文书。" in clerk.get(f"/window/cases/{case.pk}/{litigant.pk}/").content.decode()
    )
    shown = clerk.get(f"/service/{waiting[0].pk}/").content.decode()
    assert f"/service/{waiting[0].pk}/signed/" in shown and "诉讼服务大厅窗口当场签收" in shown
    assert clerk.get(f"/service/{waiting[0].pk}/signed/")["Content-Type"] == "image/png"
    assert [(who, day) for _scan, who, day in queries.scans_of(case.pk)] == [("黄小明", DAY)]


def test_a_scan_of_the_signed_proof_is_as_good_and_another_form_has_none(
    people: People, case: Case, waiting: list[Delivery], browse: Browse
) -> None:
    first, second = waiting
    clerk, litigant = browse(people.clerk), first.litigant
    clerk.post("/window/begin/", {"litigant": litigant.pk})
    scan = SimpleUploadedFile("scan.pdf", SCAN, "application/pdf")
    address = f"/service/window/{case.pk}/{litigant.pk}/receive/"
    assert send(clerk, address, papers=[first.pk], receiver="self", scan=scan).status_code == 302
    assert Attempt.objects.get(delivery=first).signed is not None
    assert clerk.get(f"/service/{second.pk}/signed/")["Location"] == f"/service/{second.pk}/"


def test_nobody_takes_what_is_not_theirs_nor_whom_the_law_does_not_name(
    people: People, case: Case, waiting: list[Delivery]
) -> None:
    litigant, bank = waiting[0].litigant, case.matter.litigants.get(role="plaintiff")
    mine = [each.pk for each in waiting]
    with pytest.raises(Refused, match="不是送达给这位当事人的"):
        actions.hand_over(case, bank, HandedOver(mine, "office", SCAN), by=people.clerk, at=AT)
    with pytest.raises(Refused, match="没有登记在案的诉讼代理人"):
        actions.hand_over(case, litigant, HandedOver(mine, "counsel", SCAN), by=people.clerk, at=AT)
    with pytest.raises(Refused, match="请勾选"):
        actions.hand_over(case, litigant, HandedOver([], "self", SCAN), by=people.clerk, at=AT)
    with pytest.raises(Forbidden):
        actions.hand_over(case, litigant, HandedOver(mine, "self", SCAN), by=people.second_judge, at=AT)
    assert not Attempt.objects.exists()
