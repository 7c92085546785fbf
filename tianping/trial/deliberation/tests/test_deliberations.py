"""合议庭评议: who writes it down, signs it and reads it; a majority carries it, whoever differs stands in it."""

import datetime
import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.support.cases import open_cases
from tests.support.clients import Browse, send
from tests.support.court import AT, DAY, People, open_court
from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Seat
from tianping.kernel.models import AuditEntry
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.trial.deliberation import actions
from tianping.trial.deliberation.actions import Said, Sitting
from tianping.trial.deliberation.file_entries import entries
from tianping.trial.deliberation.models import Deliberation, Opinion
from tianping.trial.deliberation.queries import hindrance_to_judgment, members_of, to_sign, unsigned


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)


@pytest.fixture
def people(db: None) -> People:
    """The demonstration court's people."""
    return open_court()


@pytest.fixture
def case(people: People) -> Case:
    """A case tried by 孙法, who presides, 沈明 and the people's assessor 田守."""
    (opened,) = open_cases(people.clerk, ["黄小明"], track="")
    case_actions.set_tracks({("ordinary", "panel", False): [opened.pk]})
    bench = ((people.judge, "presiding"), (people.second_judge, "judge"), (people.assessor, "assessor"))
    drafts = [case_actions.SeatDraft(opened.pk, user.pk, Seat.Role(role)) for user, role in bench]
    case_actions.seat_many(drafts, by=people.head, at=AT)
    opened.refresh_from_db()
    return opened


def said_by(people: People, *, against: tuple[User, ...] = ()) -> dict[int, Said]:
    """Everybody's words; those named do not agree."""
    members = (people.judge, people.second_judge, people.assessor)
    return {each.pk: Said(f"{each.full_name}的意见", agrees=each not in against) for each in members}


def sitting(people: People, *against: User, on: datetime.date = DAY) -> Sitting:
    """What the panel said on that day."""
    return Sitting(on, "合议室", said_by(people, against=against), "判令被告还款")


def deliberated(people: People, case: Case, *against: User) -> Deliberation:
    """A deliberation written down by the presiding judge."""
    return actions.record_deliberation(case, sitting(people, *against), by=people.judge, at=AT)


def test_everybody_speaks_the_presiding_judge_last_and_whoever_differs_stands_in_it(people: People, case: Case) -> None:
    assert [seat.user for seat in members_of(case)] == [people.second_judge, people.assessor, people.judge]
    made = deliberated(people, case, people.assessor)
    rows = list(Opinion.objects.filter(deliberation=made).order_by("ordinal").values_list("office", "text", "agrees"))
    assert rows == [
        ("审判员", "沈明的意见", True),
        ("人民陪审员", "田守的意见", False),
        ("审判长", "孙法的意见", True),
    ]
    assert made.steps == ["合议庭3人中2人同意，按多数人的意见作出结论"]


def test_what_no_majority_carries_or_somebody_was_silent_in_is_refused(people: People, case: Case) -> None:
    with pytest.raises(Refused, match="没有过半数"):
        deliberated(people, case, people.assessor, people.second_judge)
    silent = sitting(people)
    with pytest.raises(Refused, match="请记明田守的意见"):
        actions.record_deliberation(
            case,
            Sitting(DAY, "合议室", {**silent.said, people.assessor.pk: Said(" ", agrees=True)}, "判令被告还款"),
            by=people.judge,
            at=AT,
        )
    tomorrow = DAY + datetime.timedelta(days=1)
    with pytest.raises(Refused, match="评议日期"):
        actions.record_deliberation(case, sitting(people, on=tomorrow), by=people.judge, at=AT)


def test_only_who_has_a_seat_in_a_panel_writes_it_down(people: People, case: Case) -> None:
    seat = Seat.objects.get(case=case, user=people.second_judge)
    case_actions.unseat_many([seat.pk], by=people.head, at=AT)
    with pytest.raises(Forbidden, match="评议不公开"):
        actions.record_deliberation(case, sitting(people), by=people.second_judge, at=AT)
    with pytest.raises(Forbidden):
        actions.record_deliberation(case, sitting(people), by=people.stranger, at=AT)
    case_actions.set_tracks({("ordinary", "sole", False): [case.pk]})
    with pytest.raises(Refused, match="独任"):
        deliberated(people, case)


def test_each_member_signs_once_and_nothing_of_it_changes(people: People, case: Case) -> None:
    made = deliberated(people, case)
    assert list(to_sign(people.assessor)) == [made]
    actions.sign_deliberation(made, by=people.assessor, at=AT)
    assert not to_sign(people.assessor).exists()
    assert unsigned(Deliberation.objects.get()) == ["沈明", "孙法"]
    with pytest.raises(Overtaken, match="已经在这份评议笔录上签名"):
        actions.sign_deliberation(made, by=people.assessor, at=AT)
    with pytest.raises(Forbidden):
        actions.sign_deliberation(made, by=people.head, at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        Deliberation.objects.update(conclusion="改判")


def test_it_stands_in_the_secondary_volume(people: People, case: Case) -> None:
    made = deliberated(people, case, people.assessor)
    actions.sign_deliberation(made, by=people.judge, at=AT)
    (entry,) = entries(case)
    assert (entry.place, entry.title, entry.on) == ("deliberation", "合议庭评议笔录（第1次）", DAY)
    assert entry.sheet is not None
    assert entry.sheet.lines[-1] == "评议结论：判令被告还款"
    assert dict(entry.sheet.rows)["未签名"] == "沈明、田守"


def test_the_panel_goes_through_it_on_its_pages(people: People, case: Case, browse: Browse) -> None:
    judge, address = browse(people.judge), f"/deliberations/cases/{case.pk}/"
    assert "记录评议" in judge.get(f"/cases/{case.pk}/").content.decode()
    typed = {"held_on": "2023-02-06", "place": "合议室", "conclusion": "判令被告还款"}
    for user in (people.judge, people.second_judge, people.assessor):
        typed |= {f"said_{user.pk}": "应当还款", f"agrees_{user.pk}": "on"}
    assert send(judge, address, **(typed | {"conclusion": ""})).status_code == 422
    answer = send(judge, address, **typed)
    made = Deliberation.objects.get()
    assert answer["Location"] == f"/deliberations/{made.pk}/"
    assessor = browse(people.assessor)
    assert "评议笔录待签名" in assessor.get("/cases/today/").content.decode()
    key = {"submission_key": str(uuid.uuid4())}
    for _twice in range(2):
        assert assessor.post(f"/deliberations/{made.pk}/sign/", key).status_code == 302
    page = assessor.get(f"/deliberations/{made.pk}/").content.decode()
    assert "待签名：沈明、孙法" in page
    assert "正在签名" not in page
    assert AuditEntry.objects.filter(action="deliberation.view", subject=f"deliberation:{made.pk}").exists()
    assert browse(people.head).get(f"/deliberations/{made.pk}/").status_code == 403
    assert browse(people.stranger).get(f"/deliberations/{made.pk}/").status_code == 403


def test_the_page_asks_the_same_however_many_deliberations_there_are(
    people: People, case: Case, browse: Browse
) -> None:
    judge, counts = browse(people.judge), []
    for _each in range(3):
        deliberated(people, case)
        judge.get(f"/cases/{case.pk}/")
        with CaptureQueriesContext(connection) as asked:
            judge.get(f"/cases/{case.pk}/")
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_a_judgment_waits_until_everybody_signed_the_newest_deliberation(people: People, case: Case) -> None:
    assert "合议庭还没有评议" in hindrance_to_judgment(case, on=DAY)
    made = deliberated(people, case)
    assert "沈明、田守、孙法还没有在第1次评议的笔录上签名" in hindrance_to_judgment(case, on=DAY)
    for member in (people.judge, people.second_judge, people.assessor):
        actions.sign_deliberation(made, by=member, at=AT)
    assert hindrance_to_judgment(case, on=DAY) == ""
    deliberated(people, case, people.assessor)
    assert "第2次评议" in hindrance_to_judgment(case, on=DAY)
