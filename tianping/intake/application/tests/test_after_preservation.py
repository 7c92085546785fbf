"""诉前保全以后三十日内起诉: nothing is typed again, and the suit ends the thirty days, whatever is changed in it."""

import datetime

import pytest

from tests.support.court import AT, People
from tests.support.pleadings import DEFENDANT, LENT, LOAN, PLAINTIFF
from tests.support.uploads import PHOTO
from tianping.accounts.models import User
from tianping.cases.actions import LitigantDraft, MatterDraft
from tianping.cases.models import Clock
from tianping.intake.application import actions
from tianping.intake.application.models import Application
from tianping.intake.application.tests.conftest import PageOf, citizen, key
from tianping.intake.filing.models import Filing
from tianping.intake.preservation import actions as preservation
from tianping.intake.preservation import queries as preservations
from tianping.intake.preservation.actions import ApplicationDraft, ClueDraft, SecurityDraft
from tianping.intake.preservation.models import Proof
from tianping.kernel import outbox
from tianping.kernel.refusals import Refused
from tianping.measures.actions import MeasureDraft
from tianping.papers.documents import actions as papers

LATER = AT + datetime.timedelta(days=10)
DISPUTE = MatterDraft(
    LOAN,
    5_000_000,
    (LitigantDraft("plaintiff", **PLAINTIFF), LitigantDraft("defendant", **DEFENDANT)),
    facts_text="借款五万元，到期未还。",
)


def preserved(plaintiff: User, people: People) -> int:
    """A preservation before the suit, granted and carried out; its id."""
    asked = ApplicationDraft(
        amount_fen=5_000_000,
        reasons="正在变卖车辆。",
        clues=(ClueDraft(0, "deposit", "某银行账户"),),
        security=SecurityDraft("insurance", 5_000_000, "保函1号"),
        matter=DISPUTE,
    )
    row = preservation.receive(asked, by=plaintiff, at=AT)
    preservation.attach(row, "卖车广告", PHOTO)
    preservation.attach(row, "保函", PHOTO, kind="security")
    row = preservation.accept(row, by=people.clerk, at=AT)
    preservation.take_security(row, "insurance", "保函1号", 5_000_000, by=people.clerk, at=AT)
    judge = next(each for each in (people.judge, people.second_judge) if each.pk == row.case.responsible_id)
    ruling = preservation.draw_up_grant(row, ["冻结被申请人贾有财银行存款50,000元。"], by=judge, at=AT)
    papers.proofread_many([ruling], by=people.clerk, at=AT)
    papers.sign_many([ruling], by=judge, at=AT)
    papers.issue_many([ruling], by=judge, at=AT)
    outbox.deliver(outbox.undelivered())
    row.refresh_from_db()
    owner = row.respondents.get()
    taken = MeasureDraft(
        case_id=0,
        applicant_id=0,
        owner_id=owner.pk,
        way="freeze",
        property_kind="deposit",
        description="某银行账户",
        basis="-",
        taken_on=AT.date(),
        amount_fen=5_000_000,
    )
    preservation.execute(row, [taken], by=people.officer, at=AT)
    return row.pk


def begun(pk: int, plaintiff: User, page_of: PageOf) -> Application:
    """The pleading that the button begins."""
    client = page_of(plaintiff)
    assert "1件证明材料也会带过去，不用再上传" in client.get(f"/apply/new/?preservation={pk}").content.decode()
    assert "数额和经过都会带到起诉状里" in client.get(f"/apply/new/?preservation={pk}").content.decode()
    assert client.post(f"/apply/new/?preservation={pk}", {"cause_name": LOAN, **key()}).status_code == 302
    return Application.objects.get()


def finished(application: Application, by: User, cause: str = LOAN) -> None:
    """What a preservation cannot know is added, and the pleading handed in ten days later."""
    actions.answer(application, {**LENT, "annual_rate": "5"}, by=by, at=LATER)
    actions.choose_agent(application, None, by=by, at=LATER)
    document = actions.put_document(application, "identity", "身份证", by=by, at=LATER)
    actions.add_sheet(document, PHOTO, "身份证.jpg", by=by, at=LATER)
    actions.choose_mediation(application, False, by=by, at=LATER)
    service = {"service_address": PLAINTIFF["address"], "service_recipient": "甄秀兰", "service_phone": "13800000001"}
    actions.confirm_service(application, {**service, "electronic_service": True}, by=by, at=LATER)
    actions.sign(Application.objects.get(), "甄秀兰", by=by, at=LATER)
    actions.hand_in(Application.objects.get(), by=by, at=LATER)


def test_the_button_begins_the_pleading_with_everything_that_was_typed(
    people: People, plaintiff: User, page_of: PageOf
) -> None:
    pk = preserved(plaintiff, people)
    client = page_of(plaintiff)
    assert f"/apply/new/?preservation={pk}" in client.get(f"/preservation/apply/own/{pk}/").content.decode()
    assert f"/apply/new/?preservation={pk}" in client.get("/mine/").content.decode()
    application = begun(pk, plaintiff, page_of)
    assert [(each.role, each.name, each.address) for each in application.people.all()] == [
        ("plaintiff", "甄秀兰", PLAINTIFF["address"]),
        ("defendant", "贾有财", DEFENDANT["address"]),
    ]
    assert application.answers == {
        "principal_owed_fen": 5_000_000,
        "other_facts": "借款五万元，到期未还。",
        "preserved": "yes",
        "preserved_detail": "镇原县人民法院，2023年2月6日，（2023）甘1027财保1号",
    }
    assert application.preservation_id == pk
    # The evidence goes along and is not uploaded again; what stood for the security does not.
    (paper,) = application.documents.all()
    assert (paper.kind, paper.name, paper.purpose) == ("evidence", "卖车广告", "申请诉前保全时已经提交")
    assert [(each.file_id, each.pages) for each in paper.sheets.all()] == [
        (Proof.objects.get(kind="evidence").file_id, 1)
    ]
    assert "诉前保全申请中已经回答的内容" in client.get(f"/apply/{application.pk}/").content.decode()
    again = client.get(f"/apply/new/?preservation={pk}")
    assert again["Location"] == f"/apply/{application.pk}/"


def test_the_suit_ends_the_thirty_days_also_for_another_cause(people: People, plaintiff: User, page_of: PageOf) -> None:
    pk = preserved(plaintiff, people)
    application = begun(pk, plaintiff, page_of)
    actions.change_cause(application, "金融借款合同纠纷", by=plaintiff, at=LATER)
    finished(application, plaintiff)
    before = preservations.applications(people.clerk).get(pk=pk)
    assert (before.suit_on, before.suit_matter_id) == (LATER.date(), Filing.objects.get().matter_id)
    assert Clock.objects.get(period_id="PRES-PRE-30").stopped_on == LATER.date()


def test_a_suit_in_another_court_ends_them_too(people: People, plaintiff: User, page_of: PageOf) -> None:
    pk = preserved(plaintiff, people)
    application = begun(pk, plaintiff, page_of)
    actions.choose_court(application, "霍邱县人民法院", by=plaintiff, at=LATER)
    finished(application, plaintiff)
    before = preservations.applications(people.clerk).get(pk=pk)
    assert (before.suit_on, before.suit_matter_id) == (LATER.date(), None)
    assert "霍邱县人民法院" in before.suit_record and "跨2023-000001" in before.suit_record


def test_nobody_begins_from_the_preservation_of_somebody_else(people: People, plaintiff: User, page_of: PageOf) -> None:
    pk, other = preserved(plaintiff, people), citizen("other", "旁人")
    assert "诉前保全" not in page_of(other).get(f"/apply/new/?preservation={pk}").content.decode()
    carried = actions.Carried({}, preservation_id=pk)
    with pytest.raises(Refused, match="不是您申请的"):
        actions.begin(LOAN, carried, by=other, at=AT)


def test_a_ruling_on_its_way_to_be_carried_out_has_its_number(people: People, plaintiff: User) -> None:
    pk = preserved(plaintiff, people)
    assert preservations.applications(people.clerk).get(pk=pk).execution_number == "（2023）甘1027执保1号"
