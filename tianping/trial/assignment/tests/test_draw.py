"""随机分案: commit, fix, draw; who may, what is refused, what follows from it."""

import pytest
from django.db import connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from tests.support.court import AT, DAY, People
from tianping.accounts.actions import appoint, end_post
from tianping.accounts.models import PostHolding
from tianping.accounts.posts import Post
from tianping.cases import actions as case_actions
from tianping.cases.models import Case, Clock, Litigant, Seat, TimelineEntry
from tianping.kernel import outbox
from tianping.kernel.models import AuditEntry, Event, Seal
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.law.benches import Bench
from tianping.trial.assignment import actions, lots, queries, verifier
from tianping.trial.assignment.models import Draw, Member, Recusal
from tianping.trial.assignment.tests.conftest import Team, assign, panel_case, some_cases


def bench(case: Case) -> dict[str, list[str]]:
    """Who sits, by role."""
    found: dict[str, list[str]] = {}
    for seat in held_seats(case):
        found.setdefault(seat.role, []).append(seat.user.username)
    return found


def held_seats(case: Case) -> list[Seat]:
    return list(Seat.objects.filter(case=case, until__isnull=True).select_related("user").order_by("pk"))


def test_the_commitment_is_published_and_sealed_before_any_case_enters(people: People, team: Team) -> None:
    draw = actions.commit(team.pool, by=people.clerk, at=AT)
    sealed = Seal.objects.select_related("checkpoint").get(entry=draw.commitment_entry)
    assert draw.commitment_entry.detail["commitment"] == draw.commitment
    assert (draw.status, draw.seed, draw.roster) == ("committed", "", None)
    (case,) = some_cases(people, 1)
    actions.fix(draw, [case.pk], by=people.clerk, at=AT)
    fixed = Seal.objects.get(entry=draw.roster_entry)
    assert fixed.checkpoint_id > sealed.checkpoint_id
    assert draw.seed == ""


def test_the_seed_does_not_lie_in_the_database_before_it_is_shown(people: People, team: Team) -> None:
    draw = actions.commit(team.pool, by=people.clerk, at=AT)
    assert lots.commitment(bytes.fromhex(draw.nonce)) != draw.commitment
    draw = assign(people, team, some_cases(people, 1))
    assert lots.commitment(bytes.fromhex(draw.seed)) == draw.commitment


def test_whoever_is_drawn_sits_with_the_team_and_takes_the_clocks(people: People, team: Team) -> None:
    cases = some_cases(people, 24)
    limits = [
        case_actions.ClockStart(case.matter_id, case.pk, "C-TRIAL-ORD", DAY, Post.DIVISION_HEAD) for case in cases
    ]
    case_actions.start_clocks(limits, on=DAY)
    assign(people, team, cases)
    drawn = {case.pk: Case.objects.get(pk=case.pk).responsible for case in cases}
    assert {user.username for user in drawn.values() if user} == {"judge", "judge2", "judge3"}
    mine = next(case for case in cases if drawn[case.pk] == people.judge)
    assert bench(mine) == {"sole": ["judge"], "assistant": ["assistant"], "clerk": ["recorder"]}
    assert Clock.objects.get(case=mine, period_id="C-TRIAL-ORD").owner == people.judge
    line = TimelineEntry.objects.get(case=mine, text__contains="独任审判员孙法")
    assert line.for_litigants
    assert sorted(Event.objects.get(name="assignment.cases_assigned").payload["case_ids"]) == sorted(drawn)


def test_the_published_file_verifies_without_the_court(people: People, team: Team) -> None:
    draw = assign(people, team, some_cases(people, 5))
    document = queries.document(draw)
    assert verifier.verify(document) == []
    assert len(verifier.unproven(document)) == 1
    assert verifier.verify(document | {"pool": "家事审判团队"}) == ["法院或者团队与公布承诺值时登记的不符。"]


def test_a_published_file_names_no_litigant(people: People, team: Team) -> None:
    cases = some_cases(people, 3)
    defendant = Litigant.objects.get(matter=cases[0].matter_id, role="defendant")
    case_actions.note_conflict(people.judge, defendant.name, f"{defendant.name}是其近亲属", by=people.head, at=AT)
    text = lots.canonical(queries.document(assign(people, team, cases))).decode()
    for name in Litigant.objects.values_list("name", flat=True):
        assert name not in text
    assert "有应当回避的情形" in text


@pytest.mark.parametrize("who", ["judge", "cashier", "president", "stranger"])
def test_only_those_who_assign_cases_may_draw(people: People, team: Team, who: str) -> None:
    with pytest.raises(Forbidden):
        actions.commit(team.pool, by=getattr(people, who), at=AT)
    draw = actions.commit(team.pool, by=people.clerk, at=AT)
    (case,) = some_cases(people, 1)
    for verb in (
        lambda: actions.fix(draw, [case.pk], by=getattr(people, who), at=AT),
        lambda: actions.draw(draw, by=getattr(people, who), at=AT),
        lambda: actions.void(draw, "误操作", by=getattr(people, who), at=AT),
    ):
        with pytest.raises(Forbidden):
            verb()


def test_a_judge_who_must_not_sit_is_never_drawn(people: People, team: Team) -> None:
    cases = some_cases(people, 30)
    for case in cases[:15]:
        actions.raise_recusal(case, people.judge, Recusal.Ground.RELATION, "同学", by=people.judge, at=AT)
    for case in cases[15:]:
        name = Litigant.objects.get(matter=case.matter_id, role="defendant").name
        case_actions.note_conflict(people.second_judge, name, "曾任代理人", by=people.head, at=AT)
    draw = assign(people, team, cases)
    drawn = {lot.entry.case_id: lot.user_id for lot in queries.lots_of(draw)}
    assert all(drawn[case.pk] != people.judge.pk for case in cases[:15])
    assert all(drawn[case.pk] != people.second_judge.pk for case in cases[15:])


def test_whoever_takes_no_new_cases_is_left_out_until_the_day_before_the_return(people: People, team: Team) -> None:
    actions.pause(people.judge, "休假", since=DAY, by=people.head, at=AT)
    draw = assign(people, team, some_cases(people, 12))
    assert people.judge.pk not in {lot.user_id for lot in queries.lots_of(draw)}
    assert draw.roster["cases"][0]["judges"]["excluded"] == [{"id": people.judge.pk, "why": "暂停分案"}]
    # The tickets of the others suffice: they come out even.
    assert [(each["id"], each["tickets"]) for each in draw.roster["judges"]] == [
        (judge.pk, 0 if judge == people.judge else 6) for judge in sorted(team.judges, key=lambda judge: judge.pk)
    ]
    assert verifier.verify(queries.document(draw)) == []


def test_where_nobody_is_left_the_case_is_named(people: People, team: Team) -> None:
    for judge in team.judges:
        actions.pause(judge, "培训", since=DAY, by=people.head, at=AT)
    draw = actions.commit(team.pool, by=people.clerk, at=AT)
    (case,) = some_cases(people, 1)
    with pytest.raises(Refused, match=f"{case.number}可以参加抽取的人员不足"):
        actions.fix(draw, [case.pk], by=people.clerk, at=AT)


def test_a_case_is_assigned_once(people: People, team: Team) -> None:
    (case,) = some_cases(people, 1)
    first, second = (actions.commit(team.pool, by=people.clerk, at=AT) for _time in range(2))
    actions.fix(first, [case.pk], by=people.clerk, at=AT)
    with pytest.raises(Overtaken, match="正在另一次抽取中"):
        actions.fix(second, [case.pk], by=people.clerk, at=AT)
    actions.draw(first, by=people.clerk, at=AT)
    with pytest.raises(Refused, match="已经抽取过"):
        actions.draw(first, by=people.clerk, at=AT)
    with pytest.raises(Overtaken):
        actions.fix(second, [case.pk], by=people.clerk, at=AT)
    assert Seat.objects.filter(case=case, role="sole").count() == 1


def test_a_void_draw_stays_in_sight_with_its_seed_and_frees_its_cases(people: People, team: Team) -> None:
    (case,) = some_cases(people, 1)
    draw = actions.commit(team.pool, by=people.clerk, at=AT)
    actions.fix(draw, [case.pk], by=people.clerk, at=AT)
    with pytest.raises(Refused, match="作废的原因"):
        actions.void(draw, " ", by=people.clerk, at=AT)
    actions.void(draw, "名册漏列一件", by=people.clerk, at=AT)
    draw.refresh_from_db()
    assert lots.commitment(bytes.fromhex(draw.seed)) == draw.commitment
    assert draw in queries.published_draws()
    assert assign(people, team, [case]).status == "drawn"


def test_a_panel_is_drawn_with_assessors_and_a_judge_presides(people: People, team: Team) -> None:
    case = panel_case(people)
    assign(people, team, [case], panel=Bench(1, 2))
    seated = bench(case)
    assert (len(seated["presiding"]), len(seated["assessor"])) == (1, 2)
    case.refresh_from_db()
    assert case.responsible is not None
    assert case.responsible.username == seated["presiding"][0]


@pytest.mark.parametrize("panel", [Bench(0, 3), Bench(2, 0), Bench(2, 2), Bench(1, 4)])
def test_a_panel_that_no_article_allows_is_refused(people: People, team: Team, panel: Bench) -> None:
    draw = actions.commit(team.pool, by=people.clerk, at=AT)
    with pytest.raises(Refused):
        actions.fix(draw, [panel_case(people).pk], by=people.clerk, at=AT, panel=panel)
    draw.refresh_from_db()
    assert draw.status == "committed"


def test_a_panel_must_be_chosen(people: People, team: Team) -> None:
    draw = actions.commit(team.pool, by=people.clerk, at=AT)
    with pytest.raises(Refused, match="请选择合议庭的组成"):
        actions.fix(draw, [panel_case(people).pk], by=people.clerk, at=AT)


def test_a_pool_takes_only_its_own_kinds_of_cases(people: People, team: Team) -> None:
    pool = actions.open_pool("家事团队", causes=["离婚纠纷"], by=people.head, at=AT)
    draw = actions.commit(pool, by=people.clerk, at=AT)
    with pytest.raises(Refused, match="不属于该团队的收案范围"):
        actions.fix(draw, [case.pk for case in some_cases(people, 1)], by=people.clerk, at=AT)


def test_many_cases_cost_no_more_statements_than_few(people: People, team: Team) -> None:
    for judge in team.judges[1:]:
        actions.pause(judge, "休假", since=DAY, by=people.head, at=AT)
    counts = []
    for many in (6, 40):
        cases = some_cases(people, many)
        with CaptureQueriesContext(connection) as statements:
            assign(people, team, cases)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_what_was_done_stands_in_the_audit_log(people: People, team: Team) -> None:
    draw = assign(people, team, some_cases(people, 2))
    done = set(AuditEntry.objects.filter(subject=f"draw:{draw.pk}").values_list("action", flat=True))
    assert done == {"draw.commit", "draw.fix", "draw.draw"}
    assert Draw.objects.get().drawn_by == people.clerk


def test_a_draw_that_broke_off_left_nothing_and_is_drawn_again_with_the_same_result(
    people: People, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = some_cases(people, 9)
    draw = actions.commit(team.pool, by=people.clerk, at=AT)
    actions.fix(draw, [case.pk for case in cases], by=people.clerk, at=AT)

    def break_off(*_facts: object, **_how: object) -> None:
        raise RuntimeError("the machine stopped")

    with monkeypatch.context() as broken, pytest.raises(RuntimeError), transaction.atomic():
        broken.setattr(outbox, "publish", break_off)
        actions.draw(draw, by=people.clerk, at=AT)
    draw.refresh_from_db()
    assert (draw.status, draw.seed) == ("fixed", "")
    assert not Seat.objects.exists()
    drawn = actions.draw(draw, by=people.clerk, at=AT)
    assert lots.draw(bytes.fromhex(drawn.seed), drawn.roster) == drawn.results
    assert Seat.objects.filter(role="sole").count() == 9


def test_a_replaced_server_secret_is_said_and_the_draw_can_be_declared_void(people: People, team: Team) -> None:
    (case,) = some_cases(people, 1)
    draw = actions.commit(team.pool, by=people.clerk, at=AT)
    actions.fix(draw, [case.pk], by=people.clerk, at=AT)
    with override_settings(SECRET_KEY="another secret of the server"):
        with pytest.raises(Refused, match="密钥"):
            actions.draw(draw, by=people.clerk, at=AT)
        actions.void(draw, "服务器密钥更换", by=people.clerk, at=AT)
    assert (draw.status, draw.seed) == ("void", "")
    assert case in queries.waiting()


def test_a_case_that_was_closed_meanwhile_is_not_drawn(people: People, team: Team) -> None:
    case, other = some_cases(people, 2)
    draw = actions.commit(team.pool, by=people.clerk, at=AT)
    actions.fix(draw, [case.pk, other.pk], by=people.clerk, at=AT)
    case_actions.close_cases([case.pk], by=people.clerk, at=AT, reason="撤诉", way=Case.ClosingWay.WITHDRAWN)
    with pytest.raises(Refused, match="已经结案"):
        actions.draw(draw, by=people.clerk, at=AT)
    actions.void(draw, "有案件撤诉", by=people.clerk, at=AT)
    assert list(queries.waiting()) == [other]


def test_a_head_who_is_drawn_presides(people: People, team: Team) -> None:
    appoint(people.head, Post.JUDGE, since=DAY, by=None, at=AT)
    actions.add_member(team.pool, people.head, Member.Role.JUDGE, by=people.president, at=AT)
    for judge in team.judges[:1]:
        actions.pause(judge, "休假", since=DAY, by=people.president, at=AT)
    case = panel_case(people)
    assign(people, team, [case], panel=Bench(3, 0))
    assert bench(case)["presiding"] == ["head"]


def test_a_clerk_who_must_not_serve_is_not_seated(people: People, team: Team) -> None:
    for judge in team.judges[1:]:
        actions.pause(judge, "休假", since=DAY, by=people.head, at=AT)
    (case,) = some_cases(people, 1)
    name = Litigant.objects.get(matter=case.matter_id, role="defendant").name
    case_actions.note_conflict(team.court_clerk, name, "系亲属", by=people.head, at=AT)
    assign(people, team, [case])
    assert bench(case) == {"sole": ["judge"], "assistant": ["assistant"]}


def test_a_case_that_goes_over_to_a_panel_keeps_its_judge_who_presides(people: People, team: Team) -> None:
    (case,) = some_cases(people, 1)
    assign(people, team, [case])
    case.refresh_from_db()
    before = case.responsible
    case_actions.set_tracks({("ordinary", "panel", False): [case.pk]})
    assert case in queries.waiting()
    draw = actions.commit(team.pool, by=people.clerk, at=AT)
    with pytest.raises(Refused, match="请选择合议庭的组成"):
        actions.fix(draw, [case.pk], by=people.clerk, at=AT)
    actions.fix(draw, [case.pk], by=people.clerk, at=AT, panel=Bench(1, 2))
    drawn = actions.draw(draw, by=people.clerk, at=AT)
    assert [lot.role for lot in queries.lots_of(drawn)] == ["assessor", "assessor"]
    case.refresh_from_db()
    seated = bench(case)
    assert before is not None
    assert (seated["presiding"], case.responsible) == ([before.username], before)
    assert "sole" not in seated
    assert case not in queries.waiting()


def test_whoever_lost_the_post_of_judge_is_no_longer_in_the_draw(people: People, team: Team) -> None:
    holding = PostHolding.objects.get(user=people.judge, post=Post.JUDGE)
    end_post(holding, on=DAY, by=None, at=AT)
    draw = assign(people, team, some_cases(people, 3))
    assert people.judge.pk not in {each["id"] for each in draw.roster["judges"]}
