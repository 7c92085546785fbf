"""What may be wrong and stops nothing (提示): it stands on the page of checking."""

import pytest

from tests.support.court import AT, DAY
from tests.support.pleadings import LENT, PLAINTIFF, whole
from tianping.accounts.models import User
from tianping.intake.application import actions, queries
from tianping.intake.application.models import Application
from tianping.intake.application.tests.conftest import PageOf, key


def hints(application: Application) -> str:
    return "".join(queries.hints_of(application, on=DAY))


def test_a_person_who_lends_is_told_that_a_bank_loan_is_another_cause(plaintiff: User, page_of: PageOf) -> None:
    application = whole(plaintiff, "金融借款合同纠纷")
    assert "案由应当是民间借贷纠纷" in page_of(plaintiff).get(f"/apply/{application.pk}/check/").content.decode()
    application.people.filter(role="plaintiff").update(kind="legal")
    assert "民间借贷纠纷" not in hints(Application.objects.get())
    assert "案由应当是" not in hints(whole(plaintiff, answers=LENT))


def test_a_licence_number_that_is_built_otherwise_is_told(plaintiff: User) -> None:
    application = whole(plaintiff)
    lawyer = {"kind": "lawyer", "name": "简律师", "authority": "general", "firm": "演示律师事务所"}
    actions.choose_agent(application, {**lawyer, "licence_number": "162102023"}, by=plaintiff, at=AT)
    assert "简律师的律师执业证号不是17位数字" in hints(Application.objects.get())
    application.agents.update(licence_number="16210202300000001")
    assert "执业证号" not in hints(Application.objects.get())


def test_a_wife_in_guidance_who_sues_with_a_mans_number_is_told(plaintiff: User, page_of: PageOf) -> None:
    application = whole(plaintiff, "离婚纠纷", {"spouse": "wife", "has_children": "no"})
    assert "诉讼引导里您选的是" not in hints(application)
    application.people.filter(role="plaintiff").update(identity_number="622827196001010015")
    page = page_of(plaintiff).get(f"/apply/{application.pk}/check/").content.decode()
    assert "诉讼引导里您选的是“妻子”，原告甄秀兰的身份证号码是男性的" in page
    assert "第一千零八十二条" in page
    application.answers = {"has_children": "no"}
    application.save()
    assert "诉讼引导里" not in hints(Application.objects.get())


LABOUR = {"arbitration": "none", "wage_note": "no", "wages_owed_fen": 1_200_000}


def test_whoever_never_asked_the_arbitrators_and_has_no_note_of_wages_is_told(plaintiff: User, page_of: PageOf) -> None:
    application = whole(plaintiff, "追索劳动报酬纠纷", LABOUR)
    page = page_of(plaintiff).get(f"/apply/{application.pk}/check/").content.decode()
    for words in ("您还没有申请劳动仲裁，也没有工资欠条", "《劳动争议调解仲裁法》第五条", "法院不予受理"):
        assert words in page, words
    assert "劳动仲裁" not in hints(whole(plaintiff, "追索劳动报酬纠纷", {**LABOUR, "wage_note": "yes"}))
    more = whole(plaintiff, "劳动合同纠纷", {**LABOUR, "wage_note": "yes"})
    assert "也只有欠条上的工资可以直接起诉" in hints(more)
    for done in ("award", "rejected", "overdue"):
        assert "您还没有申请劳动仲裁" not in hints(whole(plaintiff, "劳动合同纠纷", {**LABOUR, "arbitration": done}))


DISMISSED = {
    **{"still_working": "no", "ended_why": "dismissed", "compensation_fen": 1_200_000},
    **{"arbitration": "award", "award_received_on": "2023-02-01", "award_outcome": "all"},
}


def test_whoever_claims_both_sums_for_a_dismissal_is_told_each_of_several_workers_by_name(
    plaintiff: User, page_of: PageOf
) -> None:
    both = {**DISMISSED, "unlawful_dismissal_fen": 2_400_000}
    application = whole(plaintiff, "劳动合同纠纷", both)
    page = page_of(plaintiff).get(f"/apply/{application.pk}/check/").content.decode()
    assert "您同时要求经济补偿和违法解除赔偿金" in page and "实施条例》第二十五条" in page
    assert "违法解除赔偿金" not in hints(whole(plaintiff, "劳动合同纠纷", DISMISSED))
    # What is not asked any more is not claimed.
    assert "违法解除赔偿金" not in hints(whole(plaintiff, "劳动合同纠纷", {**both, "ended_why": "agreed"}))
    second = {**PLAINTIFF, "name": "甄秀梅", "identity_number": "622827196201010028"}
    actions.put_person(application, "plaintiff", second, by=plaintiff, at=AT)
    theirs = ("still_working", "ended_why", "compensation_fen", "unlawful_dismissal_fen")
    actions.answer(application, {f"{name}-2": both[name] for name in theirs}, by=plaintiff, at=AT)
    assert "甄秀兰、甄秀梅同时要求经济补偿和违法解除赔偿金" in hints(Application.objects.get(pk=application.pk))
    actions.answer(application, {"unlawful_dismissal_fen": None}, by=plaintiff, at=AT)
    said = hints(Application.objects.get(pk=application.pk))
    assert "甄秀梅同时要求" in said and "甄秀兰、甄秀梅同时要求" not in said


def test_whoever_won_everything_before_the_arbitrators_is_led_to_enforcement(plaintiff: User, page_of: PageOf) -> None:
    client, told = page_of(plaintiff), "裁决可以直接申请执行，不用起诉"
    for outcome, is_told in (("all", True), ("part", False)):
        application = whole(plaintiff, "劳动合同纠纷", {**DISMISSED, "award_outcome": outcome})
        page = client.get(f"/apply/{application.pk}/check/").content.decode()
        assert (told in page, 'href="/guide/enforcement/"' in page) == (is_told, is_told)


def test_whoever_claims_interest_that_was_never_agreed_on_is_told_what_the_law_gives(plaintiff: User) -> None:
    claimed = {**LENT, "interest_owed_fen": 230_000, "interest_until": "2023-02-06"}
    said = hints(whole(plaintiff, answers={**claimed, "has_interest": "no"}))
    assert "借期内的利息法院不予支持" in said
    assert "第二十四条、第二十八条" in said
    for agreed in ({"has_interest": "yes", "annual_rate": "6"}, {"has_interest": "no", "overdue_rate": "6"}):
        assert "不予支持" not in hints(whole(plaintiff, answers={**claimed, **agreed}))
    assert "不予支持" not in hints(whole(plaintiff, answers={**LENT, "has_interest": "no"}))


def test_a_note_younger_than_the_day_of_repayment_is_told_and_may_stay(plaintiff: User, page_of: PageOf) -> None:
    younger = {**LENT, "signed_on": "2022-12-01"}
    application, client = whole(plaintiff, answers=younger), page_of(plaintiff)
    said = "借条写于2022年12月1日，晚于说好还钱的日子（2022年11月1日）"
    assert said in client.get(f"/apply/{application.pk}/check/").content.decode()
    assert queries.gaps_of(application, on=DAY) == []
    for fitting in ({"signed_on": "2022-11-01"}, {"has_due": "no"}, {"written": "none"}):
        assert "晚于说好还钱" not in hints(whole(plaintiff, answers={**younger, **fitting}))
    # Whoever writes down the later of the two days is told on the next page.
    days = {"signed_on": "2022-12-01", "due_on": "2022-11-01"}
    for key_of_day in days:
        address = f"/apply/{application.pk}/ask/{key_of_day}/"
        assert said in client.post(address, {key_of_day: days[key_of_day], **key()}, follow=True).content.decode()
    other = client.post(f"/apply/{application.pk}/ask/lent_on/", {"lent_on": "2022-05-01", **key()}, follow=True)
    assert said not in other.content.decode()
    assert "晚于说好还钱" not in hints(whole(plaintiff, "买卖合同纠纷", {**days, "written": "iou"}))


def test_of_evidence_it_is_never_said_that_its_purpose_may_be_left_out(plaintiff: User, page_of: PageOf) -> None:
    client, address = page_of(plaintiff), f"/apply/{whole(plaintiff).pk}/documents/new/"
    first = client.get(address).content.decode()
    assert "证据都要填写" in first and "选填" not in first
    refused = client.post(address, {"kind": "evidence", "name": "借条", "purpose": " ", **key()})
    page = refused.content.decode()
    assert (refused.status_code, "请写明这份证据证明什么。" in page, "选填" in page) == (422, True, False)
    assert client.post(address, {"kind": "other", "name": "情况说明", **key()}).status_code == 302


def test_of_several_plaintiffs_it_is_said_whose_card_is_missing_and_whose_is_which(
    plaintiff: User, page_of: PageOf
) -> None:
    application, client = whole(plaintiff), page_of(plaintiff)
    application.documents.all().delete()
    new = f"/apply/{application.pk}/documents/new/"
    assert 'value="甄秀兰的身份证"' in client.get(new).content.decode()
    second = {**PLAINTIFF, "name": "甄秀梅", "identity_number": "622827196201010028"}
    actions.put_person(application, "plaintiff", second, by=plaintiff, at=AT)
    card = actions.put_document(application, "identity", "甄秀兰的身份证", by=plaintiff, at=AT)
    assert 'value="甄秀梅的身份证"' in client.get(new).content.decode()
    other = actions.put_document(application, "identity", "甄秀梅的身份证", by=plaintiff, at=AT)
    assert "的身份证" not in client.get(new).content.decode()
    assert "没有写是谁的" not in hints(Application.objects.get())
    for each in (card, other):
        actions.put_document(application, "identity", "身份证", "", each, by=plaintiff, at=AT)
    assert "有2件身份证明没有写是谁的" in hints(Application.objects.get())


def test_who_says_where_papers_go_is_told_as_the_page_asks_it(plaintiff: User, page_of: PageOf) -> None:
    application = whole(plaintiff)
    second = {**PLAINTIFF, "name": "甄秀梅", "identity_number": "622827196201010028"}
    actions.put_person(application, "plaintiff", second, by=plaintiff, at=AT)
    asked = page_of(plaintiff).get(f"/apply/{application.pk}/service/").content.decode()
    for said in (asked, hints(Application.objects.get())):
        assert "本人或者其代理人确认" in said and "邮寄到其住址" in said


@pytest.mark.parametrize(
    ("written", "name"), [("note", "借条"), ("iou", "欠条"), ("contract", "借款合同"), ("none", "")]
)
def test_a_piece_from_the_list_is_called_what_it_is(plaintiff: User, page_of: PageOf, written: str, name: str) -> None:
    application = whole(plaintiff, answers={**LENT, "written": written})
    address = f"/apply/{application.pk}/documents/new/?name=借条、欠条、借款合同"
    page = page_of(plaintiff).get(address).content.decode()
    assert "借条、欠条、借款合同" not in page and "例如“借条”“欠条”“借款合同”" in page
    assert (f'value="{name}"' in page) is bool(name)
