"""上诉: taken in within the period with its fee, copies, the file to the court above, and what came back."""

import datetime
from dataclasses import replace

import pytest

from tests.support.court import AT, DAY, People
from tianping.accounts.models import User
from tianping.cases.actions import CounselDraft, name_counsel_many
from tianping.cases.models import Case, Clock, Counsel, TimelineEntry
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.trial.closing import actions
from tianping.trial.closing.actions import AppealDraft, Sending, Verdict
from tianping.trial.closing.models import Appeal, Ending, SecondInstance
from tianping.trial.closing.tests.conftest import agreed_and_signed, issued, on, ruling_of, served, tried

ABOVE = Sending("甘肃省庆阳市中级人民法院", "一审正卷一册、上诉状一份")
OUTCOME = SecondInstance.Outcome


@pytest.fixture
def ending(people: People, judged: Case) -> Ending:
    """Closed by judgment, served on both on the 6th: the periods end on the 21st."""
    served(people, judged, {"plaintiff": DAY, "defendant": DAY})
    return actions.close(judged, by=people.judge, at=AT)


@pytest.fixture
def draft(judged: Case) -> AppealDraft:
    """黄小明 appeals against all of it on the last day."""
    defendant = judged.matter.litigants.get(role="defendant")
    return AppealDraft(defendant.pk, "撤销原判，改判驳回诉讼请求。", datetime.date(2023, 2, 21), 4_844_000)


@pytest.fixture
def appealed(people: People, ending: Ending, draft: AppealDraft) -> Ending:
    actions.receive_appeal(ending, draft, by=people.clerk, at=on(2023, 2, 21))
    ending.refresh_from_db()
    return ending


def test_an_appeal_on_the_last_day_keeps_the_judgment_from_binding(
    people: People, appealed: Ending, judged: Case
) -> None:
    assert appealed.status == "appealed"
    appeal = Appeal.objects.get(ending=appealed)
    assert (appeal.last_day, appeal.fee_fen) == (datetime.date(2023, 2, 21), 101_100)
    assert any("第十七条" in article for article in appeal.fee_because)
    assert actions.bind_many([appealed.pk], by=None, at=on(2023, 6, 1)) == 0
    copies = Clock.objects.get(case=judged, period_id="C-APPEAL-SVC")
    assert copies.nominal_due == datetime.date(2023, 2, 26)
    mine = Clock.objects.get(case=judged, period_id="C-APPEAL-J", litigant=appeal.appellant_id)
    assert mine.stop_cause == "已提起上诉"


def test_counsel_appeals_only_by_a_mandate_for_it(people: People, ending: Ending, draft: AppealDraft) -> None:
    letter = CounselDraft(draft.appellant_id, "卢师言", Counsel.Kind.LAWYER, Counsel.Authority.GENERAL)
    (counsel,) = name_counsel_many([letter], by=people.clerk, at=AT)
    signed = replace(draft, counsel_id=counsel.pk)
    with pytest.raises(Refused, match="一般授权的诉讼代理人不能代为提起上诉.*第六十二条第二款"):
        actions.receive_appeal(ending, signed, by=people.clerk, at=on(2023, 2, 21))
    bank = ending.case.matter.litigants.get(role="plaintiff")
    with pytest.raises(Refused, match="不是.*现在的委托诉讼代理人"):
        actions.receive_appeal(ending, replace(signed, appellant_id=bank.pk), by=people.clerk, at=on(2023, 2, 21))
    Counsel.objects.update(authority=Counsel.Authority.SPECIAL, scope="代为和解、提起上诉")
    appeal = actions.receive_appeal(ending, signed, by=people.clerk, at=on(2023, 2, 21))
    assert appeal.counsel == counsel
    assert TimelineEntry.objects.filter(text__startswith="黄小明的委托诉讼代理人卢师言于2023年2月21日提起上诉").exists()


def test_a_late_appeal_is_refused_and_told_of_restoration(people: People, ending: Ending, draft: AppealDraft) -> None:
    late = replace(draft, received_on=datetime.date(2023, 2, 22))
    with pytest.raises(Refused, match="已经超过.*十日内申请顺延"):
        actions.receive_appeal(ending, late, by=people.clerk, at=on(2023, 2, 22))


def test_what_was_posted_in_time_is_not_late(people: People, ending: Ending, draft: AppealDraft) -> None:
    posted = replace(draft, received_on=datetime.date(2023, 2, 24), posted_on=datetime.date(2023, 2, 21))
    assert actions.receive_appeal(ending, posted, by=people.clerk, at=on(2023, 2, 24)).posted_on is not None


def test_nobody_appeals_twice_and_no_outsider_does(people: People, appealed: Ending, draft: AppealDraft) -> None:
    with pytest.raises(Overtaken):
        actions.receive_appeal(appealed, draft, by=people.clerk, at=on(2023, 2, 21))
    with pytest.raises(Refused, match="不是本案当事人"):
        actions.receive_appeal(appealed, replace(draft, appellant_id=0), by=people.clerk, at=on(2023, 2, 21))


def test_an_appeal_says_what_it_asks_and_how_much(people: People, ending: Ending, draft: AppealDraft) -> None:
    with pytest.raises(Refused, match="上诉请求"):
        actions.receive_appeal(ending, replace(draft, request=" "), by=people.clerk, at=on(2023, 2, 21))
    with pytest.raises(Refused, match="不服一审判决部分"):
        actions.receive_appeal(ending, replace(draft, disputed_fen=None), by=people.clerk, at=on(2023, 2, 21))
    with pytest.raises(Refused, match="多写了位数"):
        actions.receive_appeal(ending, replace(draft, disputed_fen=99_999_999), by=people.clerk, at=on(2023, 2, 21))


def test_what_cannot_be_appealed_is_not(people: People, court_clerk: User, case: Case) -> None:
    agreed_and_signed(people, case)
    mediated = actions.close(case, by=people.judge, at=AT)
    (withdrawn,) = tried(people, court_clerk, "撤诉人")
    issued(people, court_clerk, [ruling_of(withdrawn, "withdrawal")])
    ruled = actions.close(withdrawn, pronounced_on=DAY, by=people.judge, at=AT)
    for ended, sentence in ((mediated, "已经生效"), (ruled, "依法不能上诉")):
        defendant = ended.case.matter.litigants.get(role="defendant")
        with pytest.raises(Refused, match=sentence):
            actions.receive_appeal(ended, AppealDraft(defendant.pk, "不服", DAY, 100), by=people.clerk, at=AT)


def test_an_appeal_against_a_dismissal_costs_nothing(people: People, court_clerk: User) -> None:
    (case,) = tried(people, court_clerk, "甲")
    issued(people, court_clerk, [ruling_of(case, "suit_dismissed")])
    served(people, case, {"plaintiff": DAY, "defendant": DAY})
    ending = actions.close(case, by=people.judge, at=AT)
    plaintiff = case.matter.litigants.get(role="plaintiff")
    draft = AppealDraft(plaintiff.pk, "撤销原裁定，指令审理。", datetime.date(2023, 2, 16))
    assert actions.receive_appeal(ending, draft, by=people.judge, at=on(2023, 2, 16)).fee_fen == 0


@pytest.mark.parametrize("who", ["second_judge", "head", "president", "stranger", "cashier"])
def test_the_counter_and_the_bench_take_an_appeal_and_nobody_else(
    people: People, ending: Ending, draft: AppealDraft, who: str
) -> None:
    with pytest.raises(Forbidden):
        actions.receive_appeal(ending, draft, by=getattr(people, who), at=on(2023, 2, 21))


def test_the_file_goes_up_when_the_answer_is_in_or_its_time_over(people: People, appealed: Ending) -> None:
    with pytest.raises(Refused, match="尚未登记"):
        actions.send_appeal(appealed, ABOVE, by=people.judge, at=on(2023, 2, 22))
    way_up = actions.serve_copies(appealed, datetime.date(2023, 2, 23), by=people.judge, at=on(2023, 2, 24))
    # 15 days from the 23rd: the 10th of March, a Friday.
    assert way_up.answer_until == datetime.date(2023, 3, 10)
    assert Clock.objects.get(period_id="C-APPEAL-SEND").nominal_due == datetime.date(2023, 3, 15)
    with pytest.raises(Refused, match="答辩期至2023年3月10日"):
        actions.send_appeal(appealed, ABOVE, by=people.judge, at=on(2023, 3, 10))
    actions.send_appeal(appealed, replace(ABOVE, all_answered=True), by=people.judge, at=on(2023, 3, 10))
    appealed.refresh_from_db()
    assert appealed.status == "sent"
    assert not Clock.objects.filter(period_id="C-APPEAL-SEND", stopped_on__isnull=True).exists()


def test_the_file_waits_for_whoever_may_still_appeal(people: People, judged: Case, draft: AppealDraft) -> None:
    served(people, judged, {"defendant": DAY, "plaintiff": datetime.date(2023, 3, 20)})
    ending = actions.close(judged, pronounced_on=DAY, by=people.judge, at=AT)
    actions.receive_appeal(ending, draft, by=people.judge, at=on(2023, 2, 21))
    actions.serve_copies(ending, datetime.date(2023, 2, 23), by=people.judge, at=on(2023, 2, 24))
    with pytest.raises(Refused, match="上诉期至2023年4月4日"):
        actions.send_appeal(ending, ABOVE, by=people.judge, at=on(2023, 3, 25))


def test_copies_are_served_after_the_appeal_and_once(people: People, appealed: Ending) -> None:
    with pytest.raises(Refused, match="副本送达日期"):
        actions.serve_copies(appealed, datetime.date(2023, 2, 20), by=people.judge, at=on(2023, 2, 24))
    actions.serve_copies(appealed, datetime.date(2023, 2, 23), by=people.judge, at=on(2023, 2, 24))
    with pytest.raises(Overtaken):
        actions.serve_copies(appealed, datetime.date(2023, 2, 23), by=people.judge, at=on(2023, 2, 24))


@pytest.mark.parametrize(
    ("outcome", "status", "binds"),
    [(OUTCOME.UPHELD, "binding", True), (OUTCOME.CHANGED, "binding", True), (OUTCOME.REMANDED, "remanded", False)],
)
def test_what_the_second_instance_decided_ends_the_case_or_sends_it_back(
    people: People, appealed: Ending, judged: Case, outcome: SecondInstance.Outcome, status: str, binds: bool
) -> None:
    verdict = Verdict("（2023）甘10民终1号", outcome, datetime.date(2023, 6, 1))
    with pytest.raises(Refused, match="没有移送二审"):
        actions.decide_second_instance(appealed, verdict, by=people.judge, at=on(2023, 6, 5))
    actions.serve_copies(appealed, datetime.date(2023, 2, 23), by=people.judge, at=on(2023, 2, 24))
    actions.send_appeal(appealed, ABOVE, by=people.judge, at=on(2023, 3, 13))
    actions.decide_second_instance(appealed, verdict, by=people.judge, at=on(2023, 6, 5))
    appealed.refresh_from_db()
    judged.refresh_from_db()
    assert appealed.status == status
    assert judged.effective_on == (datetime.date(2023, 6, 1) if binds else None)
