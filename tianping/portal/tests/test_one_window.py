"""One window: a person is found once by something whole, carried along, and let go of after a quarter of an hour."""

import datetime
import re

import lxml.html
import pytest

from tests.support.cases import IDENTITY_NUMBER, open_cases
from tests.support.clients import Browse, send
from tests.support.court import AT, MEDIATORS, People, open_court
from tests.support.mediated import agreed
from tianping.accounts.actions import IdentityDraft, sign_up
from tianping.cases.actions import (
    CounselDraft,
    LitigantDraft,
    MatterDraft,
    end_counsel,
    give_access,
    name_counsel_many,
)
from tianping.cases.models import Counsel, LitigantAccess
from tianping.cases.queries import people_found
from tianping.community.feedback.models import Voice
from tianping.intake.filing import actions as filing
from tianping.intake.filing.actions import FilingDraft
from tianping.intake.preservation import actions as preservation
from tianping.intake.preservation.actions import ApplicationDraft, ClueDraft, SecurityDraft
from tianping.kernel import clock
from tianping.kernel.models import AuditEntry


@pytest.fixture
def people(db) -> People:
    """The court with its people."""
    return open_court()


def test_a_person_is_found_once_and_everything_is_done_from_there(people, browse: Browse, monkeypatch):
    moment = [AT]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    case, other = open_cases(people.clerk, ["黄小明", "李大山"])
    litigant = case.matter.litigants.get(role="defendant")
    clerk = browse(people.clerk)
    assert "查到0人" in clerk.post("/window/", {"wanted": "黄小"}).content.decode()
    page = clerk.post("/window/", {"wanted": IDENTITY_NUMBER}).content.decode()
    assert "黄小明" in page and IDENTITY_NUMBER not in page
    assert AuditEntry.objects.filter(action="window.find", by=people.clerk).count() == 2
    assert clerk.post("/window/begin/", {"litigant": litigant.pk})["Location"] == "/window/"
    shown = clerk.get("/window/").content.decode()
    assert "正在接待 黄小明" in shown and case.number in shown and other.number not in shown
    assert IDENTITY_NUMBER not in shown and f"/window/cases/{case.pk}/{litigant.pk}/" in shown
    said = f"/window/said/{case.pk}/{litigant.pk}/"
    assert send(clerk, said, kind="thanks", text="送锦旗一面。").status_code == 302
    assert Voice.objects.get().given_by == people.clerk
    stranger = other.matter.litigants.get(role="defendant")
    assert clerk.get(f"/window/said/{other.pk}/{stranger.pk}/").status_code == 404
    moment[0] += datetime.timedelta(minutes=16)
    assert "接待谁" in clerk.get("/window/").content.decode()
    assert clerk.get(said).status_code == 404


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("622827198001010014", 'value="622827198001010014"'),
        ("199 0000 0071", 'value="19900000071"'),
        ("欧阳春花", 'value="欧阳春花"'),
    ],
)
def test_whoever_comes_for_the_first_time_is_typed_once(people, browse: Browse, typed: str, field: str):
    clerk = browse(people.clerk)
    found = clerk.post("/window/", {"wanted": typed}).content.decode()
    assert "接待第一次来的人" in found and field not in found
    assert clerk.post("/window/begin/", {"new": "1"})["Location"] == "/window/"
    assert "新来的当事人" in clerk.get("/window/").content.decode() or typed == "欧阳春花"
    assert field in clerk.get("/filing/new/").content.decode()
    clerk.post("/window/end/")
    assert field not in clerk.get("/filing/new/").content.decode()
    assert clerk.post("/window/begin/", {"new": "1"}).status_code == 404


def test_half_a_number_begins_no_reception(people, browse: Browse):
    clerk = browse(people.clerk)
    assert "接待第一次来的人" not in clerk.post("/window/", {"wanted": "6228271980"}).content.decode()
    assert clerk.post("/window/begin/", {"new": "1"}).status_code == 404


def test_an_address_that_was_corrected_since_is_not_asked_again_and_what_others_said_is_not_told(
    people, browse: Browse
):
    (first,), (second,), (third,) = (open_cases(people.clerk, ["黄小明"]) for _ in range(3))
    older, named = (each.matter.litigants.get(role="defendant") for each in (first, third))
    suing = second.matter.litigants.filter(role="plaintiff")
    own = {"name": older.name, "identity_kind": older.identity_kind, "identity_number": older.identity_number}
    suing.update(**own, kind="natural", address="孟坝镇王湾村一组11号")
    # Whoever named them last may have done so in a matter of which they are not to be warned.
    type(named).objects.filter(pk=named.pk).update(address="别人写明的地址")
    clerk = browse(people.clerk)
    clerk.post("/window/begin/", {"litigant": older.pk})
    page = clerk.get("/filing/new/").content.decode()
    assert "孟坝镇王湾村一组11号" in page and "别人写明的地址" not in page


def test_a_citizen_who_can_sign_in_is_found_by_the_number_and_let_go_by_the_button(people, browse: Browse):
    user = sign_up("19900000071", IdentityDraft("黄小明", "resident_id", "622827198001010014"), at=AT)
    clerk = browse(people.clerk)
    assert "已注册" in clerk.post("/window/", {"wanted": "199 0000 0071"}).content.decode()
    clerk.post("/window/begin/", {"user": user.pk})
    assert "核对身份" in clerk.get("/window/").content.decode()
    clerk.post("/window/end/")
    assert "接待谁" in clerk.get("/window/").content.decode()
    assert clerk.post("/window/begin/", {"user": "999999"}).status_code == 404
    assert browse(people.judge).get("/window/").status_code == 403
    assert browse(None).get("/window/")["Location"].startswith("/accounts/login/")


def test_whoever_is_to_bear_measures_learns_nothing_of_them_at_the_window(people, browse: Browse):
    sides = (LitigantDraft("plaintiff", "natural", "王原告"), LitigantDraft("defendant", "natural", "李被告"))
    asked = ApplicationDraft(
        amount_fen=5_000_000,
        reasons="正在变卖车辆。",
        clues=(ClueDraft(0, "vehicle", "甘M·0001演"),),
        security=SecurityDraft("insurance", 5_000_000, "保函1号"),
        matter=MatterDraft("民间借贷纠纷", 5_000_000, sides, facts_text="借款五万元，到期未还。"),
    )
    row = preservation.accept(preservation.receive(asked, by=people.clerk, at=AT), by=people.clerk, at=AT)
    clerk, respondent = browse(people.clerk), row.respondents.get()
    assert people_found("李被告") == []
    assert [len(each.matters) for each in people_found("王原告")] == [1]
    known = sign_up("19900000079", IdentityDraft("李被告", "resident_id", "622827198001010014"), at=AT)
    give_access(known, respondent, LitigantAccess.How.COUNTER, by=people.clerk, at=AT)
    assert [len(each.matters) for each in people_found("19900000079")] == [0]
    for litigant, cases, status in ((respondent, "还没有案件。", 404), (row.applicant, row.case.number, 200)):
        clerk.post("/window/begin/", {"litigant": litigant.pk})
        assert cases in clerk.get("/window/").content.decode()
        for address in ("window/cases", "service/window"):
            assert clerk.get(f"/{address}/{row.case_id}/{litigant.pk}/").status_code == status, address
        assert clerk.get(f"/service/window/{row.case_id}/{litigant.pk}/print/").status_code == status
        assert clerk.get(f"/window/said/{row.case_id}/{litigant.pk}/").status_code == status
        clerk.post("/window/end/")
    assert AuditEntry.objects.filter(action="access.refused", subject=f"case:{row.case_id}").count() == 4


@pytest.mark.parametrize("typed", ["卢师言", "16210202310000001", "199 0000 0033"])
def test_counsel_is_found_at_the_window_with_the_matters_of_their_clients(people, browse: Browse, typed: str):
    case, other = open_cases(people.clerk, ["黄小明", "李大山"])
    letters = [
        CounselDraft(
            each.matter.litigants.get(role="defendant").pk,
            "卢师言",
            Counsel.Kind.LAWYER,
            Counsel.Authority.GENERAL,
            "示范律师事务所",
            "16210202310000001",
            "19900000033",
        )
        for each in (case, other)
    ]
    first, second = name_counsel_many(letters, by=people.clerk, at=AT)
    end_counsel(other, second, by=people.clerk, at=AT)
    clerk = browse(people.clerk)
    found = clerk.post("/window/", {"wanted": typed}).content.decode()
    assert "查到1人" in found and "执业证16210202310000001" in found
    clerk.post("/window/begin/", {"litigant": "", "user": "", "counsel": first.pk})
    shown = clerk.get("/window/").content.decode()
    assert "正在接待 卢师言" in shown and "律师，示范律师事务所" in shown
    assert "被告黄小明的诉讼代理人（一般授权）" in shown and other.number not in shown
    page = clerk.get(f"/window/cases/{case.pk}/{first.litigant_id}/").content.decode()
    assert "本案被告黄小明的诉讼代理人（一般授权）" in page and "打印查询码" not in page
    take = f"/dossier/cases/{case.pk}/take/?litigant={first.litigant_id}&counsel={first.pk}"
    assert take.replace("&", "&amp;") in page
    assert f'value="{first.pk}" selected' in clerk.get(take).content.decode()
    assert clerk.get(f"/window/cases/{other.pk}/{second.litigant_id}/").status_code == 404
    # What is theirs is not taken for their client's, nor they for whoever sues.
    for address in (f"/service/window/{case.pk}/{first.litigant_id}/", "/preservation/new/"):
        shown = clerk.get(address).content.decode()
        assert "19900000033" not in shown and 'value="卢师言"' not in shown, address
    filing = lxml.html.document_fromstring(clerk.get("/filing/new/").content.decode())
    theirs = filing.xpath("//input[@value='卢师言' or @value='19900000033']/@name")
    assert sorted(theirs) == ["agent-0-name", "agent-0-phone"]


def test_a_lawyer_who_can_sign_in_has_at_the_window_what_was_registered_by_their_licence(people, browse: Browse):
    case, other = open_cases(people.clerk, ["黄小明", "李大山"])
    user = sign_up("19900000033", IdentityDraft("卢师言", "resident_id", "622827198001010014"), at=AT)
    kind, authority = Counsel.Kind.LAWYER, Counsel.Authority.GENERAL
    (mine, theirs) = (each.matter.litigants.get(role="defendant").pk for each in (case, other))
    name_counsel_many(
        [
            CounselDraft(mine, "卢师言", kind, authority, "某所", "16210202310000001", user_id=user.pk),
            CounselDraft(theirs, "卢师言", kind, authority, "某所", "16210202310000001"),
        ],
        by=people.clerk,
        at=AT,
    )
    clerk = browse(people.clerk)
    assert "查到1人" in clerk.post("/window/", {"wanted": "622827198001010014"}).content.decode()
    clerk.post("/window/begin/", {"user": user.pk})
    shown = clerk.get("/window/").content.decode()
    assert case.number in shown and other.number in shown


def test_what_has_no_number_can_be_told_apart_and_nobody_is_a_plaintiff_before_a_suit(people, browse: Browse):
    def sides(other: str) -> tuple[LitigantDraft, ...]:
        own = LitigantDraft(
            "plaintiff", "natural", "王原告", identity_kind="resident_id", identity_number="622827198001010014"
        )
        return (own, LitigantDraft("defendant", "natural", other))

    lent = MatterDraft("民间借贷纠纷", 5_000_000, sides("李被告"), claim_text="归还借款。", facts_text="借款。")
    sold = MatterDraft("买卖合同纠纷", 310_000, sides("赵买方"), claim_text="支付货款。", facts_text="货款。")
    drafts = [FilingDraft(lent, consents_to_mediation=False), FilingDraft(sold, consents_to_mediation=True)]
    first, second = filing.receive_many(drafts, channel="counter", by=people.clerk, at=AT)
    asked = ApplicationDraft(
        amount_fen=200_000,
        reasons="正在变卖车辆。",
        clues=(ClueDraft(0, "vehicle", "甘M·0001演"),),
        security=SecurityDraft("insurance", 200_000, "保函1号"),
        matter=MatterDraft("买卖合同纠纷", 200_000, sides("钱某"), facts_text="货款未付。"),
    )
    preservation.receive(asked, by=people.clerk, at=AT)
    filing.ask_correction(first, "请写明借款的日期。", by=people.clerk, at=AT)
    filing.refer_many([second], MEDIATORS, by=people.clerk, at=AT)
    own = first.matter.litigants.get(role="plaintiff")
    clerk = browse(people.clerk)
    clerk.post("/window/begin/", {"litigant": own.pk})
    lines = re.findall(r"<tr><td>.*?</tr>", clerk.get("/window/").content.decode())
    cells = [[re.sub(r"<[^>]+>", "", cell) for cell in line.split("</td>")] for line in lines]
    assert [row[:7] for row in cells] == [
        ["还没有案号", "买卖合同纠纷", "申请人", "被申请人钱某", "2,000.00", "2023年2月6日", "诉前保全申请，待受理"],
        ["（2023）甘1027诉前调1号", "买卖合同纠纷", "申请人", "被申请人赵买方", "3,100.00", "2023年2月6日", "办理中"],
        [
            f"还没有案号收据号{first.receipt_number}",
            "民间借贷纠纷",
            "原告",
            "被告李被告",
            "50,000.00",
            "2023年2月6日",
            "待补正",
        ],
    ]
    number = second.matter.cases.get()
    place = second.matter.litigants.get(role="plaintiff")
    assert "本案申请人" in clerk.get(f"/window/cases/{number.pk}/{place.pk}/").content.decode()


def test_a_mediation_waits_for_no_judge_and_says_what_ended_it(people, browse: Browse):
    referral = agreed(people)
    clerk = browse(people.clerk)
    clerk.post("/window/begin/", {"litigant": referral.case.matter.litigants.get(role="plaintiff").pk})

    (line,) = re.findall(r"<tr><td>.*?</tr>", clerk.get("/window/").content.decode())
    cells = [re.sub(r"<[^>]+>", "", cell) for cell in line.split("</td>")]
    assert cells[6:8] == ["调解成功，2023年2月6日结束", f"{MEDIATORS}调解"]
