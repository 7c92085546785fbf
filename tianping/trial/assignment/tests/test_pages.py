"""The pages of assignment: who sees them, what they offer, what they cost."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.clients import Browse, send
from tests.support.court import AT, DAY, People
from tianping.accounts.posts import Post
from tianping.cases.models import Case, Litigant, Seat
from tianping.kernel.models import AuditEntry
from tianping.law.benches import Bench
from tianping.trial.assignment import actions, queries
from tianping.trial.assignment.models import Draw, Member, Pause, Pool, Reassignment, Recusal
from tianping.trial.assignment.tests.conftest import Team, assign, panel_case, person, some_cases


@pytest.fixture
def committed(people: People, team: Team) -> Draw:
    """A draw whose commitment is published."""
    return actions.commit(team.pool, by=people.clerk, at=AT)


@pytest.mark.parametrize(
    ("who", "status"),
    [("clerk", 200), ("head", 200), ("president", 200), ("judge", 403), ("cashier", 403), ("stranger", 403)],
)
def test_who_sees_the_draws(people: People, committed: Draw, browse: Browse, who: str, status: int) -> None:
    client = browse(getattr(people, who))
    assert client.get("/assignment/").status_code == status
    assert client.get(f"/assignment/draws/{committed.pk}/").status_code == status


def test_a_clerk_commits_fixes_and_draws_on_the_page(people: People, team: Team, browse: Browse) -> None:
    cases, client = some_cases(people, 6), browse(people.clerk)
    page = client.get("/assignment/").content.decode()
    assert "待分案 <strong>6</strong> 件" in page
    made = send(client, "/assignment/commit/", pool=team.pool.pk)
    address = made["Location"]
    assert "公布的值" in client.get(address).content.decode()
    fixed = send(client, f"{address}fix/", ids=[case.pk for case in cases[:2]])
    assert fixed["Location"] == address
    assert "揭示种子并抽取" in client.get(address).content.decode()
    assert send(client, f"{address}run/")["Location"] == address
    shown = client.get(address).content.decode()
    for case in cases[:2]:
        assert case.number in shown
    assert cases[2].number not in shown
    assert "抽取结果" in shown
    assert queries.waiting().count() == 4


def test_judges_without_a_clerk_are_named_before_and_after_the_draw(
    people: People, team: Team, committed: Draw, browse: Browse
) -> None:
    client, address = browse(people.clerk), f"/assignment/draws/{committed.pk}/"
    send(client, f"{address}fix/", ids=[case.pk for case in some_cases(people, 12)])
    before = client.get(address).content.decode()
    assert "请在抽取前在团队中为其配备书记员" in before
    assert before.count("<li>秦断</li>") == 1
    assert "<li>孙法</li>" not in before
    told = client.get(send(client, f"{address}run/")["Location"]).content.decode()
    assert f"{people.second_judge.full_name}、秦断在团队中没有书记员，所分案件还没有确定书记员" in told
    after = client.get(address).content.decode()
    assert "本次所分案件还没有确定书记员，请在团队中为其配备书记员。" in after
    assert after.count("<li>秦断</li>") == 1
    assert "<li>孙法</li>" not in after


def test_nothing_is_said_of_clerks_where_every_judge_has_one(people: People, team: Team, browse: Browse) -> None:
    for number, judge in enumerate(team.judges[1:]):
        helper = person(f"recorder{number}", f"记{number}", Post.COURT_CLERK)
        actions.add_member(team.pool, helper, Member.Role.CLERK, serves=judge, by=people.head, at=AT)
    draw = assign(people, team, some_cases(people, 12))
    assert queries.judges_without_clerk(draw, DAY) == []
    assert "没有书记员" not in browse(people.clerk).get(f"/assignment/draws/{draw.pk}/").content.decode()


def test_all_that_the_list_shows_are_fixed_with_one_press(
    people: People, team: Team, committed: Draw, browse: Browse
) -> None:
    some_cases(people, 60)
    panel_case(people)
    client, address = browse(people.clerk), f"/assignment/draws/{committed.pk}/"
    assert client.get(address).content.decode().count('name="ids"') == 50
    assert client.get(f"{address}?ticked=all").content.decode().count(" checked>") == 50
    send(client, f"{address}fix/?composition=sole", everything="1")
    committed.refresh_from_db()
    assert (committed.status, len(committed.roster["cases"])) == ("fixed", 60)


def test_pressing_twice_draws_once_and_answers_the_same(people: People, committed: Draw, browse: Browse) -> None:
    (case,) = some_cases(people, 1)
    actions.fix(committed, [case.pk], by=people.clerk, at=AT)
    client, key = browse(people.clerk), str(uuid.uuid4())
    address = f"/assignment/draws/{committed.pk}/run/"
    answers = [client.post(address, {"submission_key": key}) for _time in range(2)]
    assert {answer["Location"] for answer in answers} == {f"/assignment/draws/{committed.pk}/"}
    assert Seat.objects.filter(case=case, role="sole").count() == 1
    again = send(client, address)
    assert again.status_code == 422
    assert "已经抽取过" in again.content.decode()


def test_what_is_refused_is_said_on_the_page_and_the_ticks_stay(
    people: People, committed: Draw, browse: Browse
) -> None:
    case, client = panel_case(people), browse(people.clerk)
    address = f"/assignment/draws/{committed.pk}/fix/"
    none = send(client, address)
    assert (none.status_code, "请先勾选" in none.content.decode()) == (422, True)
    answer = send(client, address, ids=[case.pk])
    assert answer.status_code == 422
    assert "请选择合议庭的组成" in answer.content.decode()
    assert f'value="{case.pk}" form="ticked" aria-label="勾选{case.number}" checked' in answer.content.decode()
    assert send(client, address, ids=[case.pk], **{"fix-panel": "1-2"}).status_code == 302


def test_a_leader_who_does_not_draw_has_no_verb(people: People, committed: Draw, browse: Browse) -> None:
    some_cases(people, 1)
    page = browse(people.president).get(f"/assignment/draws/{committed.pk}/").content.decode()
    assert "固定名册（所选）" not in page
    assert f"/assignment/draws/{committed.pk}/void/" not in page
    assert send(browse(people.president), f"/assignment/draws/{committed.pk}/void/").status_code == 403


def test_a_draw_is_declared_void_with_its_reason(people: People, committed: Draw, browse: Browse) -> None:
    client, address = browse(people.clerk), f"/assignment/draws/{committed.pk}/"
    assert send(client, f"{address}void/", **{"void-reason": ""}).status_code == 422
    assert send(client, f"{address}void/", **{"void-reason": "选错团队"}).status_code == 302
    assert "选错团队" in browse(None).get(f"/draws/{committed.pk}/").content.decode()


def test_anybody_sees_the_public_pages_and_takes_the_file_and_the_verifier(
    people: People, team: Team, browse: Browse
) -> None:
    cases, stranger = some_cases(people, 3), browse(None)
    draw = assign(people, team, cases)
    page = stranger.get(f"/draws/{draw.pk}/").content.decode()
    for shown in (draw.number, draw.commitment, draw.roster_sha256, draw.seed, cases[0].number):
        assert shown in page, shown
    assert draw.number in stranger.get("/draws/").content.decode()
    for name in Litigant.objects.values_list("name", flat=True):
        assert name not in page
    assert stranger.get(f"/draws/{draw.pk}/file/").json() == queries.document(draw)
    assert b"def verify(" in b"".join(stranger.get("/draws/verifier/"))
    assert stranger.get("/draws/999/").status_code == 404


def test_the_api_gives_the_list_and_the_file_to_anybody(people: People, team: Team, browse: Browse) -> None:
    draw, stranger = assign(people, team, some_cases(people, 2)), browse(None)
    listed = stranger.get("/api/v1/draws").json()
    assert (listed["count"], listed["results"][0]["number"]) == (1, draw.number)
    assert stranger.get(f"/api/v1/draws/{draw.pk}").json() == queries.document(draw)
    assert stranger.get("/api/v1/draws/999").status_code == 404


def test_a_head_manages_the_pools_on_the_page(people: People, team: Team, browse: Browse) -> None:
    client = browse(people.head)
    made = send(client, "/assignment/pools/open/", **{"pool-name": "速裁团队", "pool-causes": "买卖合同纠纷\n"})
    pool = Pool.objects.get(name="速裁团队")
    assert (made["Location"], pool.causes) == (f"/assignment/pools/{pool.pk}/", ["买卖合同纠纷"])
    for typed in (
        {"member-user": f"judge-{people.judge.pk}", "member-weight": "50"},
        {
            "member-user": f"clerk-{team.court_clerk.pk}",
            "member-serves": str(people.judge.pk),
            "member-weight": "100",
        },
    ):
        assert send(client, f"/assignment/pools/{pool.pk}/add/", **typed).status_code == 302
    page = client.get(f"/assignment/pools/{pool.pk}/").content.decode()
    assert "孙法" in page
    assert "何记" in page
    wrong = send(client, f"/assignment/pools/{pool.pk}/add/", **{"member-user": "", "member-weight": "0"})
    assert wrong.status_code == 422
    member = Member.objects.get(pool=pool, role="judge")
    assert send(client, f"/assignment/pools/{pool.pk}/members/{member.pk}/end/").status_code == 302
    assert send(client, f"/assignment/pools/{pool.pk}/close/").status_code == 302
    assert client.get(f"/assignment/pools/{pool.pk}/").status_code == 404
    assert browse(people.clerk).get("/assignment/pools/").status_code == 403


def test_a_head_pauses_somebody_and_brings_them_back(people: People, team: Team, browse: Browse) -> None:
    client = browse(people.head)
    typed = {"pause-user": people.judge.pk, "pause-since": "2023-02-06", "pause-until": "", "pause-reason": "休假"}
    assert send(client, "/assignment/pools/pause/", **typed).status_code == 302
    made = Pause.objects.get()
    assert "休假" in client.get("/assignment/pools/").content.decode()
    assert send(client, f"/assignment/pools/pauses/{made.pk}/end/").status_code == 302
    assert queries.paused_on(DAY) == set()


def test_a_judge_asks_on_the_page_and_a_president_approves(people: People, team: Team, browse: Browse) -> None:
    assign(people, team, some_cases(people, 12))
    case = Case.objects.filter(responsible=people.judge)[0]
    judge, president = browse(people.judge), browse(people.president)
    address = f"/assignment/cases/{case.pk}/reassign/"
    assert address in judge.get(f"/cases/{case.pk}/").content.decode()
    typed = {"leaving": people.judge.pk, "to_user": people.second_judge.pk}
    assert send(judge, address, **typed, reason="").status_code == 422
    assert send(judge, address, **typed, reason="出差").status_code == 302
    request = Reassignment.objects.get()
    shown = f"/assignment/reassignments/{request.pk}/"
    assert f"{shown}approve/" in president.get(shown).content.decode()
    assert f"{shown}approve/" not in judge.get(shown).content.decode()
    assert send(judge, f"{shown}approve/").status_code == 403
    assert send(president, f"{shown}approve/").status_code == 302
    case.refresh_from_db()
    assert case.responsible == people.second_judge
    assert browse(people.second_judge).get("/assignment/reassignments/").status_code == 200


def test_a_case_of_somebody_else_is_not_there(people: People, team: Team, browse: Browse) -> None:
    assign(people, team, some_cases(people, 12))
    case = Case.objects.filter(responsible=people.judge)[0]
    other = browse(people.second_judge)
    request = actions.request_reassignment(case, "出差", by=people.judge, at=AT)
    recusal = actions.raise_recusal(case, people.judge, Recusal.Ground.RELATION, "同学", by=people.judge, at=AT)
    for address in (
        f"/assignment/cases/{case.pk}/reassign/",
        f"/assignment/cases/{case.pk}/recuse/",
        f"/assignment/reassignments/{request.pk}/",
        f"/assignment/recusals/{recusal.pk}/",
    ):
        assert other.get(address).status_code == 404, address
    assert AuditEntry.objects.filter(action="access.refused", subject=f"recusal:{recusal.pk}").exists()


def test_a_recusal_is_raised_and_decided_on_the_page(people: People, team: Team, browse: Browse) -> None:
    assign(people, team, some_cases(people, 12))
    case = Case.objects.filter(responsible=people.judge)[0]
    applicant = Litigant.objects.get(matter=case.matter_id, role="defendant")
    judge, president = browse(people.judge), browse(people.president)
    typed = {"person": people.judge.pk, "applicant": applicant.pk, "ground": "relation", "reason": "系同学"}
    assert send(judge, f"/assignment/cases/{case.pk}/recuse/", **typed).status_code == 302
    shown = f"/assignment/recusals/{Recusal.objects.get().pk}/"
    page = president.get(shown).content.decode()
    assert f"{shown}grant/" in page
    assert "名义届满2023年2月9日" in page
    assert send(president, f"{shown}reject/", **{"reject-reason": "理由不成立"}).status_code == 302
    assert send(judge, f"{shown}review/").status_code == 302
    assert "复议决定" in president.get(shown).content.decode()
    assert send(president, f"{shown}grant/", **{"grant-reason": "查证属实"}).status_code == 302
    assert "准许回避" in judge.get(shown).content.decode()
    assert case in queries.waiting()


def test_the_case_page_shows_the_bench_and_where_it_was_drawn(people: People, team: Team, browse: Browse) -> None:
    case = panel_case(people)
    draw = assign(people, team, [case], panel=Bench(1, 2))
    page = browse(people.head).get(f"/cases/{case.pk}/").content.decode()
    assert f"/draws/{draw.pk}/" in page
    assert page.count("人民陪审员") >= 2
    assert "审判长" in page


@pytest.mark.parametrize("state", ["committed", "drawn"])
def test_a_longer_draw_costs_no_more_statements(people: People, team: Team, browse: Browse, state: str) -> None:
    client, counts = browse(people.clerk), []
    # Twelve never all fall to the one judge with a clerk, about whom one question less is asked.
    for many in (12, 40):
        cases = some_cases(people, many)
        draw = assign(people, team, cases) if state == "drawn" else actions.commit(team.pool, by=people.clerk, at=AT)
        client.get("/assignment/")
        with CaptureQueriesContext(connection) as statements:
            client.get(f"/assignment/draws/{draw.pk}/")
            client.get(f"/draws/{draw.pk}/")
        counts.append(len(statements))
    assert counts[0] == counts[1]
