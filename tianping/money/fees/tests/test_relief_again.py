"""再次申请、窗口录入、通知附记: what a second application does to the days, and where help with the fee is named."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.support.court import AT, People
from tests.support.uploads import PHOTO
from tianping.cases.actions import LitigantDraft, MatterDraft, open_cases, open_matters
from tianping.cases.models import Case, TimelineEntry
from tianping.cases.queries import progress_page, stage
from tianping.kernel.refusals import Forbidden, Refused
from tianping.money.fees import actions, queries
from tianping.money.fees.actions import Charge, Decision, ReliefDraft
from tianping.money.fees.models import Bill, Relief
from tianping.money.fees.tests.test_bills import PageOf, billed, key
from tianping.money.fees.tests.test_relief import (
    DEFERRAL,
    LATER,
    REDUCTION,
    WAIVER,
    WORDS,
    asked,
    looking,
    plaintiff,
    running,
    told,
)

pytestmark = pytest.mark.django_db
NO = Decision(False, "没有证明家庭收入。")


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: LATER)


def refused(people: People, draft: ReliefDraft = WAIVER) -> Relief:
    """What was asked for and refused two days later, so that seven days to pay run from then."""
    relief = asked(people, draft)
    actions.decide_relief(relief, NO, by=people.president, at=LATER)
    return relief


def test_who_asks_again_on_the_same_ground_pays_in_the_days_that_run(people: People) -> None:
    refused(people)
    assert "以“最低生活保障对象" in told() and "再次申请的，交费期限照常计算" in told()
    again = actions.ask_relief(plaintiff(), WAIVER, by=None, at=LATER)
    assert (again.stays, running()) == (False, [LATER.date()])
    assert queries.not_due_yet([again.matter_id]) == set()
    assert "以同一情形再次申请的，交费期限照常计算。请在2023年2月15日前（含当日）按交费通知交纳505.50元" in told()
    much_later = LATER + datetime.timedelta(days=20)
    actions.decide_relief(again, NO, by=people.president, at=much_later)
    assert running() == [LATER.date()]
    assert "请立即（期限已于2023年2月15日届满）按交费通知交纳505.50元" in told()


def test_another_ground_holds_the_days_once_more_and_a_third_application_does_not(people: People) -> None:
    refused(people)
    second = actions.ask_relief(plaintiff(), DEFERRAL, by=None, at=LATER)
    assert (second.stays, running()) == (True, [])
    actions.decide_relief(second, NO, by=people.president, at=LATER)
    third = actions.ask_relief(plaintiff(), REDUCTION, by=None, at=LATER)
    assert (third.stays, running()) == (False, [LATER.date()])
    assert "已有2次申请没有获准" in told()


def test_a_grant_after_the_days_ran_on_begins_them_anew(people: People) -> None:
    refused(people, REDUCTION)
    again = actions.ask_relief(plaintiff(), REDUCTION, by=None, at=LATER)
    much_later = LATER + datetime.timedelta(days=20)
    actions.decide_relief(again, Decision(True, "补交了证明。", percent=50), by=people.president, at=much_later)
    assert running() == [much_later.date()]
    assert "按交费通知交纳252.75元" in told()


def test_the_page_says_before_and_after_that_the_days_run_on(people: People) -> None:
    refused(people)
    phone = looking(Case.objects.get())
    page = phone.get("/progress/relief/").content.decode()
    assert "再次申请的，交费期限照常计算，逾期未交的按撤诉处理" in page and "决定以前不用交费。" not in page
    proof = SimpleUploadedFile("低保证.png", PHOTO)
    typed = {"ground": WAIVER.ground, "words": WORDS, "proofs": [proof]}
    assert phone.post("/progress/relief/", {**typed, **key()}).status_code == 302
    assert "这次申请不停止计算交费期限" in phone.get("/progress/relief/").content.decode()
    case = phone.get("/progress/case/").content.decode()
    assert "交费期限照常计算，请按期交费" in case and "附言只写通知编号" in case


def test_the_stage_and_the_timeline_name_it_to_who_asked_and_to_nobody_on_the_other_side(people: People) -> None:
    relief = asked(people)
    case = Case.objects.get()
    sides = {each.role: each for each in case.matter.litigants.all()}
    assert stage(case, [], on=AT.date()).label == "已立案，司法救助待决定"
    own, other = (progress_page(case, sides[role], AT.date()) for role in ("plaintiff", "defendant"))
    assert (own.stage.label, other.stage.label) == ("已立案，司法救助待决定", "已立案，待交费")
    assert any("收到免交诉讼费用的申请" in line.text for line in own.timeline)
    assert not any("诉讼费用" in line.text for line in other.timeline)
    actions.decide_relief(relief, Decision(True, "系低保对象。"), by=people.president, at=LATER)
    case.refresh_from_db()
    assert stage(case, [], on=AT.date()).label == "已立案，待分案"
    said = TimelineEntry.objects.filter(litigant=sides["plaintiff"], for_litigants=True).order_by("-pk")[0].text
    assert said == "对免交诉讼费用的申请，决定准予免交案件受理费：系低保对象。"


def filed_before(people: People, decision: Decision | None) -> Case:
    """A case whose plaintiff asked for a reduction with the pleading; what was decided before it was accepted."""
    suing = LitigantDraft("plaintiff", "natural", "甄秀兰", phone="13800000001")
    draft = MatterDraft("民间借贷纠纷", 4_844_000, (suing, LitigantDraft("defendant", "natural", "贾有财")))
    (matter,) = open_matters([draft], at=AT)
    relief = actions.ask_relief(plaintiff(), REDUCTION, by=None, at=AT)
    if decision is not None:
        actions.decide_relief(relief, decision, by=people.president, at=AT)
    (case,) = open_cases([matter], "民初", by=people.clerk, at=LATER)
    actions.raise_bill([Charge(case, 4_844_000, True)], "甄秀兰", by=people.clerk, at=LATER)
    case.refresh_from_db()
    return case


def test_what_was_asked_before_the_case_had_a_number_stands_in_its_stage(people: People) -> None:
    assert stage(filed_before(people, None), [], on=AT.date()).label == "已立案，司法救助待决定"


def test_the_notice_stays_as_it_was_issued_and_what_was_decided_stands_below(people: People, page_of: PageOf) -> None:
    relief = asked(people, REDUCTION)
    row = Bill.objects.get()
    address = f"/fees/{row.pk}/notice/"
    before = page_of(people.clerk).get(address).content.decode()
    actions.decide_relief(relief, Decision(True, "受灾属实。", percent=40), by=people.president, at=LATER)
    page = page_of(people.clerk).get(address).content.decode()
    sum_in_words = "人民币伍佰零伍元伍角整"
    for stays in (f"现应交纳案件受理费{sum_in_words}（¥505.50）", f"合计（{sum_in_words}）", "按撤回起诉处理"):
        assert stays in before and stays in page
    for words in ("2023年2月8日", "经陈院审批，准予减交案件受理费的40%", "第四十六条", "减交¥202.20"):
        assert words in page and words not in before
    assert "人民币叁佰零叁元叁角整（¥303.30），请在2023年2月15日前（含当日）交纳" in page


def test_a_notice_raised_after_the_decision_says_so_itself(people: People, page_of: PageOf) -> None:
    filed_before(people, Decision(True, "受灾属实。", percent=40))
    page = page_of(people.clerk).get(f"/fees/{Bill.objects.get().pk}/notice/").content.decode()
    assert "附记：本通知开具以后" not in page
    assert "准予减交案件受理费的40%" in page and "现应交纳人民币叁佰零叁元叁角整（¥303.30）" in page


def test_a_clerk_enters_the_signed_paper_of_who_came_to_the_counter(people: People, page_of: PageOf) -> None:
    billed(people, 4_844_000)
    case, suing = Case.objects.get(), plaintiff()
    address, clerk = f"/fees/cases/{case.pk}/relief/", page_of(people.clerk)
    assert f'href="{address}"' in clerk.get(f"/cases/{case.pk}/").content.decode()
    typed = {"litigant": suing.pk, "ground": WAIVER.ground, "words": WORDS}
    for nobody in (people.cashier, people.judge):
        assert page_of(nobody).post(address, typed | key()).status_code == 403
    blank = clerk.post(address, typed | key())
    assert (blank.status_code, "请上传申请人签名的司法救助申请书" in blank.content.decode()) == (422, True)
    with pytest.raises(Refused, match="签名的司法救助申请书"):
        actions.enter_relief(suing, WAIVER, [], by=people.clerk, at=AT)
    with pytest.raises(Forbidden):
        actions.enter_relief(suing, WAIVER, [("申请书.png", PHOTO)], by=people.cashier, at=AT)
    scan = SimpleUploadedFile("申请书.png", PHOTO)
    assert clerk.post(address, {**typed, "scans": [scan], **key()}).headers["Location"] == f"/cases/{case.pk}/"
    relief = Relief.objects.get()
    assert (relief.asked_by, relief.signed is not None, relief.paper, running()) == (people.clerk, True, None, [])
    page = page_of(people.president).get(f"/fees/reliefs/{relief.pk}/").content.decode()
    assert "赵立在窗口代为录入" in page and f"/fees/reliefs/{relief.pk}/signed/" in page
    assert page_of(people.president).get(f"/fees/reliefs/{relief.pk}/signed/").status_code == 200
    assert "没有可以申请" in clerk.get(address).content.decode()
    assert f'href="{address}"' not in clerk.get(f"/cases/{case.pk}/").content.decode()


def test_who_may_not_decide_reads_who_does_and_an_empty_reason_is_told_once(people: People, page_of: PageOf) -> None:
    relief = asked(people)
    address = f"/fees/reliefs/{relief.pk}/"
    for reader in (people.clerk, people.head):
        assert "减交、免交诉讼费用由院长、副院长审批" in page_of(reader).get(address).content.decode()
    sent = page_of(people.president).post(f"{address}decide/", {"decision": "grant", "reason": "", **key()})
    assert sent.content.decode().count('id="error-summary"') == 1
    assert page_of(people.president).get(f"{address}decide/").headers["Location"] == address
    Relief.objects.update(kind="defer", ground="legal_aid")
    assert "缓交诉讼费用由庭长或者院长、副院长决定" in page_of(people.clerk).get(address).content.decode()
