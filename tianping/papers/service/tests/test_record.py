"""登记送达结果: from which day a paper counts as served, and what begins with it."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.court import AT, DAY, People
from tests.support.tried import notified, tried
from tianping.accounts.models import User
from tianping.cases.actions import CounselDraft, end_mandate, name_counsel_many
from tianping.cases.models import Case, Clock, Counsel
from tianping.kernel.models import Event, Message
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.papers.documents.actions import PaperRequest, draw_up_many, issue_many, proofread_many, sign_many
from tianping.papers.service import actions, queries
from tianping.papers.service.actions import Agreed, Tried
from tianping.papers.service.models import Attempt, Delivery

SIGNED = Tried("direct", DAY)
CAME_BACK = Tried("mail", DAY, outcome="returned", note="查无此人")


def letter_of(delivery: Delivery) -> CounselDraft:
    """A relative acts for the addressee."""
    return CounselDraft(delivery.litigant_id, "黄小强", Counsel.Kind.RELATIVE, Counsel.Authority.GENERAL)


def test_the_day_of_the_signature_is_the_day_of_service_and_the_answer_period_begins(
    people: People, case: Case, delivery: Delivery
) -> None:
    actions.record_attempt(delivery, SIGNED, by=people.judge, at=AT)
    assert (delivery.status, delivery.method, delivery.effective_on) == ("served", "direct", DAY)
    assert any("第八十七条" in article for article in delivery.because)
    clock = Clock.objects.get(case=case, period_id="C-ANSWER-15")
    # 15 days from Monday the 6th: Tuesday the 21st.
    assert (clock.litigant_id, clock.nominal_due) == (delivery.litigant_id, datetime.date(2023, 2, 21))
    assert not Clock.objects.filter(case=case, period_id="C-SERVE-5", stopped_on__isnull=True).exists()
    assert Event.objects.filter(name="papers.served").count() == 1


def test_evidence_periods_begin_for_both_sides(people: People, case: Case) -> None:
    for each in notified(people, [case], "evidence_notice"):
        receiver = "office" if each.litigant.role == "plaintiff" else "self"
        actions.record_attempt(each, Tried("direct", DAY, receiver=receiver), by=people.judge, at=AT)
    assert Clock.objects.filter(case=case, period_id="C-EVID-SIMPLE", litigant__isnull=False).count() == 2
    # The defendant was not told to respond yet: the duty to serve runs on.
    assert Clock.objects.filter(case=case, period_id="C-SERVE-5", stopped_on__isnull=True).exists()


def test_mail_that_came_back_without_fault_is_kept_and_tried_again(people: People, delivery: Delivery) -> None:
    assert actions.record_attempts_many([delivery.pk], CAME_BACK, by=people.judge, at=AT) == []
    delivery.refresh_from_db()
    assert delivery.status == "retry"
    assert "没有送达" in Attempt.objects.get(delivery=delivery).failed_because
    assert list(queries.to_retry(people.judge)) == [delivery]
    actions.record_attempt(delivery, SIGNED, by=people.judge, at=AT)
    assert delivery.status == "served"
    assert Attempt.objects.filter(delivery=delivery).count() == 2


def test_mail_returned_by_the_addressees_fault_counts_from_its_return(people: People, delivery: Delivery) -> None:
    refused = Tried("mail", DAY, outcome="returned", fault="refused")
    actions.record_attempt(delivery, refused, by=people.judge, at=AT)
    assert (delivery.status, delivery.effective_on) == ("served", DAY)


def test_a_notice_is_not_left_as_if_a_judgment_had_been_read_out(people: People, delivery: Delivery) -> None:
    at_reading = Tried("left", DAY, outcome="refused", manner="pronounced")
    with pytest.raises(Refused, match="第一百四十一条.*请按留置送达记录"):
        actions.record_attempt(delivery, at_reading, by=people.judge, at=AT)
    assert not Attempt.objects.exists()


def test_counsel_takes_a_paper_only_for_whom_counsel_acts(people: People, delivery: Delivery) -> None:
    by_counsel = Tried("direct", DAY, receiver="counsel")
    with pytest.raises(Refused, match="黄小明.*第八十八条.*没有登记在案的诉讼代理人.*先凭授权委托书登记"):
        actions.record_attempt(delivery, by_counsel, by=people.judge, at=AT)
    (counsel,) = name_counsel_many([letter_of(delivery)], by=people.judge, at=AT)
    # The mandate ended later than the signature that is recorded.
    end_mandate(counsel, by=people.judge, at=AT + datetime.timedelta(days=1))
    actions.record_attempt(delivery, by_counsel, by=people.judge, at=AT + datetime.timedelta(days=1))
    assert (delivery.status, delivery.effective_on) == ("served", DAY)


def test_counsel_whose_mandate_ended_takes_no_more_papers(people: People, delivery: Delivery) -> None:
    (counsel,) = name_counsel_many([letter_of(delivery)], by=people.judge, at=AT)
    end_mandate(counsel, by=people.judge, at=AT)
    next_day = Tried("mail", DAY + datetime.timedelta(days=1), receiver="counsel")
    with pytest.raises(Refused, match="没有登记在案的诉讼代理人"):
        actions.record_attempt(delivery, next_day, by=people.judge, at=AT + datetime.timedelta(days=1))


def test_electronic_service_needs_a_recorded_consent(people: People, delivery: Delivery) -> None:
    with pytest.raises(Refused, match="没有同意电子送达"):
        actions.send_many([delivery.pk], by=people.judge, at=AT)
    actions.consent(delivery.litigant, Agreed("19900000001", "2023年2月6日送达地址确认书"), by=people.judge, at=AT)
    with pytest.raises(Forbidden):
        actions.send_many([delivery.pk], by=people.second_judge, at=AT)
    actions.send_many([delivery.pk], by=people.judge, at=AT)
    assert [each.address for each in Message.objects.filter(key__startswith="delivery:")] == ["19900000001"]


def test_electronic_service_is_never_written_down_by_hand(people: People, delivery: Delivery) -> None:
    actions.consent(delivery.litigant, Agreed("19900000001", "2023年2月6日送达地址确认书"), by=people.judge, at=AT)
    with pytest.raises(Refused, match="电子送达由系统发送.*不能登记.*发送电子送达"):
        actions.record_attempt(delivery, Tried("electronic", DAY), by=people.judge, at=AT)
    delivery.refresh_from_db()
    assert delivery.status == "waiting"
    assert not Attempt.objects.exists()
    assert not Clock.objects.filter(case=delivery.paper.case_id, period_id="C-ANSWER-15").exists()


def test_public_notice_names_the_conversion_that_must_come_first(people: People, delivery: Delivery) -> None:
    notice = Tried("public_notice", DAY, note="下落不明，户籍地村委会证明")
    with pytest.raises(Refused, match="请先裁定转为普通程序"):
        actions.record_attempt(delivery, notice, by=people.judge, at=AT)
    assert not Attempt.objects.exists()


def test_public_notice_serves_after_thirty_days_in_ordinary_procedure(people: People, court_clerk: User) -> None:
    (case,) = tried(people, court_clerk, "黄小明", track="ordinary")
    (delivery,) = notified(people, [case], "response_notice")
    actions.record_attempt(delivery, Tried("public_notice", DAY, note="下落不明"), by=people.judge, at=AT)
    # Thirty days from the 6th of February: the 8th of March.
    assert delivery.effective_on == datetime.date(2023, 3, 8)
    assert Clock.objects.get(case=case, period_id="C-ANSWER-15").nominal_due == datetime.date(2023, 3, 23)


@pytest.mark.parametrize("day", [datetime.date(2023, 2, 5), datetime.date(2023, 2, 7)])
def test_nothing_is_served_before_it_was_issued_or_after_today(
    people: People, delivery: Delivery, day: datetime.date
) -> None:
    with pytest.raises(Refused, match="请核对日期|不能早于制发日期"):
        actions.record_attempt(delivery, Tried("direct", day), by=people.judge, at=AT)


def test_what_was_served_is_not_served_again(people: People, delivery: Delivery) -> None:
    actions.record_attempt(delivery, SIGNED, by=people.judge, at=AT)
    with pytest.raises(Overtaken):
        actions.record_attempt(delivery, SIGNED, by=people.judge, at=AT)
    assert Attempt.objects.count() == 1


def test_one_who_does_not_serve_the_bench_may_not(people: People, delivery: Delivery) -> None:
    with pytest.raises(Forbidden):
        actions.record_attempt(delivery, SIGNED, by=people.second_judge, at=AT)
    with pytest.raises(Forbidden):
        actions.record_attempt(delivery, SIGNED, by=people.stranger, at=AT)


def test_a_day_of_many_papers_costs_as_many_statements_as_one(people: People, court_clerk: User) -> None:
    first = notified(people, tried(people, court_clerk, "黄小明"), "response_notice")
    many = notified(people, tried(people, court_clerk, *[f"被告{n}" for n in range(12)]), "response_notice")
    with CaptureQueriesContext(
        connection,
    ) as one:
        actions.record_attempts_many([each.pk for each in first], SIGNED, by=people.judge, at=AT)
    with CaptureQueriesContext(connection) as all_of_them:
        actions.record_attempts_many([each.pk for each in many], SIGNED, by=people.judge, at=AT)
    assert len(all_of_them) == len(one)


def test_a_case_can_be_heard_once_everybody_was_served_and_the_periods_ended_or_were_waived(
    people: People, case: Case
) -> None:
    after = datetime.date(2023, 2, 22)
    rows = notified(people, [case], "response_notice", "evidence_notice")
    (found,) = queries.hindrances_to_hearing([case.pk], DAY).values()
    reasons = [each.sentence for each in found]
    assert "黄小明尚未送达应诉通知书" in reasons
    for each in rows:
        receiver = "office" if each.litigant.role == "plaintiff" else "self"
        actions.record_attempt(each, Tried("direct", DAY, receiver=receiver), by=people.judge, at=AT)
    (found,) = queries.hindrances_to_hearing([case.pk], DAY).values()
    reasons = [each.sentence for each in found]
    assert "黄小明的答辩期至2023年2月21日届满" in reasons
    assert queries.hindrances_to_hearing([case.pk], after) == {case.pk: []}


def test_a_decision_sent_by_mail_needs_the_day_of_posting(people: People, case: Case, court_clerk: User) -> None:
    """审理期限规定第十条: mail closes a case on the day of posting, so that day has to be known."""
    plaintiff = case.matter.litigants.get(role="plaintiff")
    facts = {"reason": "双方已自行和解", "fee_fen": 100, "fee_shares": [{"litigant_id": plaintiff.pk, "fen": 100}]}
    papers = draw_up_many([PaperRequest(case.pk, "ruling", facts, variant="withdrawal")], by=people.judge, at=AT)
    proofread_many(papers, by=court_clerk, at=AT)
    sign_many(papers, by=people.judge, at=AT)
    issue_many(papers, by=court_clerk, at=AT)
    for paper in papers:
        paper.refresh_from_db()
    (delivery,) = [each for each in actions.plan_many(papers, by=None, at=AT) if each.litigant.kind == "natural"]
    with pytest.raises(Refused, match="请填写交邮日期"):
        actions.record_attempt(delivery, Tried("mail", DAY), by=people.judge, at=AT)
    with pytest.raises(Refused, match="交邮日期不能晚于"):
        late = DAY + datetime.timedelta(days=1)
        actions.record_attempt(delivery, Tried("mail", DAY, posted_on=late), by=people.judge, at=AT)
    with pytest.raises(Refused, match="只用于邮寄送达"):
        actions.record_attempt(delivery, Tried("direct", DAY, posted_on=DAY), by=people.judge, at=AT)
    actions.record_attempt(delivery, Tried("mail", DAY, posted_on=DAY), by=people.judge, at=AT)
    assert Attempt.objects.get(delivery=delivery).posted == "2023年2月6日交邮"
