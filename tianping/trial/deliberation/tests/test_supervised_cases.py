"""四类案件: who marks, who takes a step, who answers; everything stays on record."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.support.cases import open_cases
from tests.support.clients import Browse
from tests.support.court import AT, People, open_court
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Seat
from tianping.kernel.models import AuditEntry
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.trial.deliberation import actions
from tianping.trial.deliberation.models import Supervision, SupervisionStep

KIND, MEASURE = Supervision.Kind, SupervisionStep.Measure


@pytest.fixture
def people(db: None) -> People:
    """The demonstration court's people."""
    return open_court()


@pytest.fixture
def case(people: People) -> Case:
    """A case of 孙法, who sits alone."""
    (opened,) = open_cases(people.clerk, ["黄小明"])
    case_actions.seat_many([case_actions.SeatDraft(opened.pk, people.judge.pk, Seat.Role.SOLE)], by=people.head, at=AT)
    case_actions.make_responsible({people.judge.pk: [opened.pk]}, by=people.head, at=AT)
    opened.refresh_from_db()
    return opened


@pytest.fixture
def supervision(people: People, case: Case) -> Supervision:
    """The case marked as concerning many people."""
    return actions.mark_supervised(case, KIND.GROUP, "同一楼盘购房人四十余户", by=people.judge, at=AT)


def keyed(typed: dict[str, str]) -> dict[str, str]:
    """What is typed, with a key of its own."""
    return {"submission_key": str(uuid.uuid4()), **typed}


def test_a_case_is_marked_once_with_its_reason(people: People, case: Case, supervision: Supervision) -> None:
    assert (supervision.status, supervision.marked_by) == ("marked", people.judge)
    with pytest.raises(Overtaken, match="已经标识"):
        actions.mark_supervised(case, KIND.GRAVE, "疑难", by=people.head, at=AT)


def test_a_mark_needs_a_reason_and_an_open_case(people: People, case: Case) -> None:
    with pytest.raises(Refused, match="具体情形"):
        actions.mark_supervised(case, KIND.GRAVE, " ", by=people.head, at=AT)
    case_actions.close_cases([case.pk], by=people.judge, at=AT, reason="撤诉", way=Case.ClosingWay.WITHDRAWN)
    with pytest.raises(Refused, match="在办"):
        actions.mark_supervised(case, KIND.GRAVE, "疑难", by=people.head, at=AT)


@pytest.mark.parametrize("who", ["second_judge", "stranger", "cashier"])
def test_whoever_cannot_see_the_case_does_not_mark_it(people: People, case: Case, who: str) -> None:
    with pytest.raises(Forbidden):
        actions.mark_supervised(case, KIND.GRAVE, "疑难", by=getattr(people, who), at=AT)


def test_a_leader_asks_and_the_bench_answers_in_writing(people: People, supervision: Supervision) -> None:
    actions.take_step(supervision, MEASURE.ASK_SIMILAR, "请提交类案检索报告。", by=people.president, at=AT)
    actions.answer(supervision, "已检索类案六件，附后。", by=people.judge, at=AT)
    assert [(step.measure, step.by) for step in SupervisionStep.objects.order_by("pk")] == [
        ("ask_similar", people.president),
        ("answer", people.judge),
    ]
    assert AuditEntry.objects.filter(action="supervision.step").count() == 2


def test_whoever_sits_in_the_case_does_not_supervise_it(people: People, case: Case, supervision: Supervision) -> None:
    case_actions.seat_many(
        [case_actions.SeatDraft(case.pk, people.president.pk, Seat.Role.JUDGE)], by=people.head, at=AT
    )
    with pytest.raises(Forbidden, match="审判组织成员"):
        actions.take_step(supervision, MEASURE.ASK_PROGRESS, "请报告进展。", by=people.president, at=AT)
    with pytest.raises(Forbidden):
        actions.take_step(supervision, MEASURE.ASK_PROGRESS, "请报告进展。", by=people.judge, at=AT)


def test_only_the_bench_answers(people: People, supervision: Supervision) -> None:
    for outsider in (people.second_judge, people.president):
        with pytest.raises(Forbidden):
            actions.answer(supervision, "代为回复", by=outsider, at=AT)
    with pytest.raises(Refused, match="审判组织成员填写"):
        actions.take_step(supervision, MEASURE.ANSWER, "代为回复", by=people.president, at=AT)


def test_no_step_is_ever_changed_or_taken_back(people: People, supervision: Supervision) -> None:
    step = actions.take_step(supervision, MEASURE.MEETING, "提请专业法官会议讨论。", by=people.head, at=AT)
    for change in (lambda: SupervisionStep.objects.update(text="改"), lambda: step.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_released_case_takes_no_more_steps_and_may_be_marked_again(
    people: People, case: Case, supervision: Supervision
) -> None:
    actions.end_supervision(supervision, "争议已经化解", by=people.president, at=AT)
    for verb in (
        lambda: actions.take_step(supervision, MEASURE.ATTEND, "旁听", by=people.president, at=AT),
        lambda: actions.answer(supervision, "回复", by=people.judge, at=AT),
        lambda: actions.end_supervision(supervision, "再次解除", by=people.president, at=AT),
    ):
        supervision.refresh_from_db()
        with pytest.raises(Refused):
            verb()
    assert actions.mark_supervised(case, KIND.COMPLAINT, "收到反映", by=people.vice_president, at=AT).pk


@pytest.mark.parametrize(
    ("who", "listed", "opened"),
    [
        ("president", 200, 200),
        ("head", 200, 200),
        ("judge", 403, 200),
        ("second_judge", 403, 404),
        ("cashier", 403, 403),
        ("stranger", 403, 403),
    ],
)
def test_leaders_see_the_list_and_the_bench_its_own_case(
    people: People, supervision: Supervision, browse: Browse, who: str, listed: int, opened: int
) -> None:
    client = browse(getattr(people, who))
    assert client.get("/supervised/").status_code == listed
    assert client.get(f"/supervised/{supervision.pk}/").status_code == opened


def test_the_page_offers_each_person_what_that_person_may_do(
    people: People, supervision: Supervision, browse: Browse
) -> None:
    address = f"/supervised/{supervision.pk}/"
    leader, bench = (browse(who).get(address).content.decode() for who in (people.president, people.judge))
    assert (f"{address}step/" in leader, f"{address}answer/" in leader) == (True, False)
    assert (f"{address}step/" in bench, f"{address}answer/" in bench) == (False, True)


def test_a_leader_takes_a_step_on_the_page_and_a_gap_is_named(
    people: People, supervision: Supervision, browse: Browse
) -> None:
    client, address = browse(people.president), f"/supervised/{supervision.pk}/step/"
    empty = client.post(address, keyed({"step-measure": "attend", "step-text": ""}))
    assert (empty.status_code, "没有记入" in empty.content.decode()) == (422, True)
    assert client.post(address, keyed({"step-measure": "attend", "step-text": "旁听庭审。"})).status_code == 302
    assert "旁听庭审。" in client.get(f"/supervised/{supervision.pk}/").content.decode()


def test_the_case_page_leads_to_the_mark_and_to_the_record(people: People, case: Case, browse: Browse) -> None:
    client = browse(people.judge)
    assert f"/supervised/cases/{case.pk}/mark/" in client.get(f"/cases/{case.pk}/").content.decode()
    posted = client.post(f"/supervised/cases/{case.pk}/mark/", keyed({"kind": "grave", "reason": "新类型担保"}))
    assert posted.status_code == 302
    marked = Supervision.objects.get()
    assert f"/supervised/{marked.pk}/" in client.get(f"/cases/{case.pk}/").content.decode()


def test_a_list_costs_the_same_however_long_it_is(people: People, supervision: Supervision, browse: Browse) -> None:
    client = browse(people.president)

    def cost() -> int:
        client.get("/supervised/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/supervised/")
        return len(captured)

    before = cost()
    for each in open_cases(people.clerk, [f"被告{number}" for number in range(8)]):
        actions.mark_supervised(each, KIND.GRAVE, "疑难", by=people.head, at=AT)
    assert cost() == before
