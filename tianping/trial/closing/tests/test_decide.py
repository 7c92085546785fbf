"""Decisions drawn up from the records of hearings: nothing of them is typed twice."""

import datetime
from collections.abc import Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.clients import Browse, send
from tests.support.court import AT, DAY, People
from tests.support.uploads import SCAN
from tianping.accounts.models import User
from tianping.cases import actions as case_actions
from tianping.cases.models import Case
from tianping.cases.permissions import Looker
from tianping.kernel.clock import china_day
from tianping.kernel.refusals import Forbidden, Refused
from tianping.law.settlements import FeeBearer, Terms, equal_instalments
from tianping.papers.documents.models import Paper
from tianping.papers.documents.queries import body_of
from tianping.papers.dossier import actions as dossier_actions
from tianping.papers.dossier.models import HandIn
from tianping.trial.closing import actions, queries
from tianping.trial.closing.actions import JudgmentDraft
from tianping.trial.closing.tests.conftest import CLAIM, issued, served, tried
from tianping.trial.hearings import actions as hearing_actions
from tianping.trial.hearings.actions import Agreed, Held
from tianping.trial.hearings.models import Record, Settlement

DRAFT = JudgmentDraft(
    ["被告尚欠借款本金48,440.00元。"], ["被告应当返还借款。"], [["民法典", 675]], ["被告于十日内偿还借款"]
)


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tianping.kernel.clock.now", lambda: AT)


def heard(people: People, cases: Sequence[Case]) -> list[Record]:
    """Hearings of these cases at which everybody appeared; their records are open."""
    return hearing_actions.hold_many([Held(case.pk, "第一法庭") for case in cases], by=people.judge, at=AT)


def agreed(people: People, cases: Sequence[Case], bearer: FeeBearer = "defendant") -> None:
    """They agreed before the bench; mediation papers are to be made."""
    terms = Terms(CLAIM, equal_instalments(CLAIM, 2, datetime.date(2023, 3, 31)), fee_borne_by=bearer)
    records = heard(people, cases)
    hearing_actions.record_settlements_many(
        [Agreed(record.pk, terms, Settlement.Way.PAPER) for record in records], by=people.judge, at=AT
    )


def ended(people: People, case: Case, outcome: Record.Outcome, note: str = "") -> None:
    """The hearing of one case ended so."""
    (record,) = heard(people, [case])
    hearing_actions.close_record(record, outcome, note, by=people.judge, at=AT)


def text_of(paper: Paper) -> str:
    """All that a paper says."""
    return "\n".join(each.text for each in body_of(paper))


def test_mediation_papers_follow_from_the_records(people: People, court_clerk: User) -> None:
    cases = tried(people, court_clerk, "甲一", "甲二")
    agreed(people, cases)
    assert set(queries.to_decide(court_clerk)) == set(cases)
    papers = actions.draw_up_decisions_many([case.pk for case in cases], by=court_clerk, at=AT)
    assert [paper.number for paper in papers] == [case.number for case in cases]
    text = text_of(papers[0])
    assert "于2023年2月6日公开开庭进行了审理" in text
    assert "一、被告甲一给付原告镇原示范村镇银行股份有限公司款项48,440.00元" in text
    assert "二、如被告甲一有任何一期未按期足额履行" in text
    assert "案件受理费1011元，减半收取计505.50元，由甲一负担。" in text
    assert text.count("案件受理费") == 1
    assert not queries.to_decide(court_clerk).exists()


def test_a_fee_that_both_bear_is_shared_to_the_fen(people: People, court_clerk: User) -> None:
    cases = tried(people, court_clerk, "甲一")
    agreed(people, cases, "half")
    (paper,) = actions.draw_up_decisions_many([cases[0].pk], by=court_clerk, at=AT)
    assert "由镇原示范村镇银行股份有限公司负担252.75元，由甲一负担252.75元" in text_of(paper)


def test_a_withdrawal_becomes_a_ruling_with_its_reason_and_half_the_fee(people: People, court_clerk: User) -> None:
    (case,) = tried(people, court_clerk, "甲一")
    ended(people, case, Record.Outcome.WITHDRAWN, "被告已经还清欠款")
    (paper,) = actions.draw_up_decisions_many([case.pk], by=court_clerk, at=AT)
    assert (paper.kind, paper.variant) == ("ruling", "withdrawal")
    assert "以被告已经还清欠款为由向本院提出撤诉申请" in text_of(paper)
    assert "由镇原示范村镇银行股份有限公司负担" in text_of(paper)


def test_an_agreement_that_binds_by_signatures_waits_for_no_paper(people: People, court_clerk: User) -> None:
    (case,) = tried(people, court_clerk, "甲一")
    (record,) = heard(people, [case])
    terms = Terms(CLAIM, equal_instalments(CLAIM, 1, datetime.date(2023, 3, 31)))
    hearing_actions.record_settlements_many([Agreed(record.pk, terms, Settlement.Way.SIGNING)], by=people.judge, at=AT)
    assert not queries.to_decide(court_clerk).exists()


def test_a_judgment_is_written_by_the_judge_and_takes_the_rest_from_the_record(
    people: People, court_clerk: User
) -> None:
    (case,) = tried(people, court_clerk, "甲一")
    ended(people, case, Record.Outcome.TO_BE_DECIDED)
    with pytest.raises(Refused, match="逐件拟写"):
        actions.draw_up_decisions_many([case.pk], by=court_clerk, at=AT)
    paper = actions.draw_up_judgment(case, DRAFT, by=people.judge, at=AT)
    text = text_of(paper)
    assert "于2023年2月6日公开开庭进行了审理" in text
    assert "《中华人民共和国民法典》第六百七十五条" in text
    assert "由甲一负担" in text
    assert "甲一未作答辩" in text


def test_before_the_hearing_is_over_nothing_is_decided(people: People, court_clerk: User) -> None:
    (case,) = tried(people, court_clerk, "甲一")
    heard(people, [case])
    assert not queries.to_decide(court_clerk).exists()
    with pytest.raises(Refused, match="还没有记录完毕的庭审笔录"):
        actions.draw_up_judgment(case, DRAFT, by=people.judge, at=AT)


def test_strangers_to_the_case_decide_nothing(people: People, court_clerk: User) -> None:
    cases = tried(people, court_clerk, "甲一")
    agreed(people, cases)
    for stranger in (people.second_judge, people.clerk, people.president):
        with pytest.raises(Forbidden):
            actions.draw_up_decisions_many([cases[0].pk], by=stranger, at=AT)


def test_many_papers_cost_as_many_statements_as_few(people: People, court_clerk: User) -> None:
    counts = []
    for names in (["甲一", "甲二"], [f"乙{number}" for number in range(8)]):
        cases = tried(people, court_clerk, *names)
        agreed(people, cases)
        with CaptureQueriesContext(connection) as seen:
            queries.requests_for(list(queries.to_decide(court_clerk)), on=DAY)
        counts.append(len(seen))
        actions.draw_up_decisions_many([case.pk for case in cases], by=court_clerk, at=AT)
    assert counts[0] == counts[1]


def test_the_clerk_draws_up_all_that_the_list_shows(people: People, court_clerk: User, browse: Browse) -> None:
    cases = tried(people, court_clerk, "甲一", "甲二", "甲三")
    agreed(people, cases[:2])
    ended(people, cases[2], Record.Outcome.TO_BE_DECIDED)
    clerk = browse(court_clerk)
    page = clerk.get("/closing/decisions/").content.decode()
    assert page.count('name="ids"') == 2
    assert "拟制全部 2 份" in page
    assert send(clerk, "/closing/decisions/draw-up/").status_code == 422
    assert send(clerk, "/closing/decisions/draw-up/", everything="1").status_code == 302
    assert Paper.objects.filter(kind="mediation_paper").count() == 2
    left = clerk.get("/closing/decisions/").content.decode()
    assert f"/closing/decisions/{cases[2].pk}/" in left
    assert "已拟制2份" in left


def test_the_judge_writes_a_judgment_on_its_page(people: People, court_clerk: User, browse: Browse) -> None:
    (case,) = tried(people, court_clerk, "甲一")
    judge = browse(people.judge)
    address = f"/closing/decisions/{case.pk}/"
    assert judge.get(address).status_code == 422
    ended(people, case, Record.Outcome.TO_BE_DECIDED)
    assert "拟制判决书" in judge.get(f"/cases/{case.pk}/").content.decode()
    answering = case.matter.litigants.get(role="defendant").pk
    typed = {
        "facts_found": "被告尚欠借款本金48,440.00元。",
        "reasons": "被告应当返还借款。",
        "articles": "民法典第675条\n民事诉讼法第67条第1款",
        "orders": "被告于本判决生效之日起十日内偿还借款本金48,440.00元",
        "fee_borne_by": "defendant",
        f"answer_{answering}": "已经还过一部分。",
    }
    wrong = send(judge, address, **(typed | {"articles": "某法第几条"}))
    assert wrong.status_code == 422
    assert "无法识别" in wrong.content.decode()
    answer = send(judge, address, **typed)
    paper = Paper.objects.get(kind="judgment")
    assert answer["Location"] == f"/documents/{paper.pk}/"
    assert "甲一辩称，已经还过一部分" in text_of(paper)
    assert browse(people.second_judge).get(address).status_code == 404


def test_the_page_of_a_judgment_holds_what_the_defendant_handed_in_and_says_why_nothing_is_proposed(
    people: People, court_clerk: User, browse: Browse
) -> None:
    (case,) = tried(people, court_clerk, "甲一")
    answer = dossier_actions.begin(Looker(case, case.matter.litigants.get(role="defendant")), HandIn.Kind.ANSWER, at=AT)
    dossier_actions.write(answer, "已经还过一部分。")
    dossier_actions.hand_in(answer, at=AT)
    ended(people, case, Record.Outcome.TO_BE_DECIDED)
    page = browse(people.judge).get(f"/closing/decisions/{case.pk}/").content.decode()
    assert "已经还过一部分。</textarea>" in page
    assert "没有登记借款的要素，不能自动拟写判决内容，请直接填写。" in page


def test_a_judgment_names_every_day_on_which_the_case_was_heard(people: People, court_clerk: User) -> None:
    (case,) = tried(people, court_clerk, "甲一")
    later = AT + datetime.timedelta(days=28)
    asked = hearing_actions.Asked("evidence", "需要调取银行流水", china_day(later))
    (record,) = heard(people, [case])
    hearing_actions.adjourn(record, asked, by=people.judge, at=AT)
    (again,) = hearing_actions.hold_many([Held(case.pk, "第一法庭")], by=people.judge, at=later)
    hearing_actions.close_record(again, Record.Outcome.TO_BE_DECIDED, by=people.judge, at=later)
    paper = actions.draw_up_judgment(case, DRAFT, by=people.judge, at=later)
    assert "于2023年2月6日、2023年3月6日公开开庭进行了审理" in text_of(paper)


def test_what_was_drawn_up_is_signed_issued_and_closes_the_case(people: People, court_clerk: User) -> None:
    (case,) = tried(people, court_clerk, "甲一")
    agreed(people, [case])
    issued(people, court_clerk, queries.requests_for(list(queries.to_decide(people.judge)), on=DAY))
    hearing_actions.sign_on_paper_many(
        {record.pk: SCAN for record in Record.objects.filter(case=case)}, by=court_clerk, at=AT
    )
    with pytest.raises(Refused, match="请先登记送达结果。$"):
        actions.close(case, by=court_clerk, at=AT)
    served(people, case, {"plaintiff": DAY, "defendant": DAY})
    ending = actions.close(case, by=court_clerk, at=AT)
    assert ending.way == "mediation"


def test_a_panel_judges_once_it_has_deliberated(people: People, court_clerk: User, browse: Browse) -> None:
    (case,) = tried(people, court_clerk, "甲一", track="ordinary")
    ended(people, case, Record.Outcome.TO_BE_DECIDED)
    case_actions.set_tracks({("ordinary", "panel", False): [case.pk]})
    case.refresh_from_db()
    with pytest.raises(Refused, match="合议庭还没有评议.*第四十五条"):
        actions.draw_up_judgment(case, DRAFT, by=people.judge, at=AT)
    page = browse(people.judge).get(f"/closing/decisions/{case.pk}/")
    assert page.status_code == 422
    assert "请先在案件页面记录评议" in page.content.decode()


def test_one_decision_ends_a_case(people: People, court_clerk: User) -> None:
    """No judgment beside a ruling or before a hearing ended in one; no second paper by list beside the first."""
    withdrawn, adjourned, agreed_on = tried(people, court_clerk, "甲一", "甲二", "甲三")
    ended(people, withdrawn, Record.Outcome.WITHDRAWN)
    with pytest.raises(Refused, match="最近一次庭审的结果是“原告撤诉”"):
        actions.draw_up_judgment(withdrawn, DRAFT, by=people.judge, at=AT)
    actions.draw_up_decisions_many([withdrawn.pk], by=people.judge, at=AT)
    with pytest.raises(Refused, match="本案已有民事裁定书"):
        actions.draw_up_judgment(withdrawn, DRAFT, by=people.judge, at=AT)
    with pytest.raises(Refused, match="不能再拟制另一种"):
        actions.draw_up_decisions_many([withdrawn.pk], by=people.judge, at=AT)
    (record,) = heard(people, [adjourned])
    asked = hearing_actions.Asked("evidence", "需要调取银行流水", china_day(AT + datetime.timedelta(days=28)))
    hearing_actions.adjourn(record, asked, by=people.judge, at=AT)
    with pytest.raises(Refused, match="延期开庭|还没有记录完毕"):
        actions.draw_up_judgment(adjourned, DRAFT, by=people.judge, at=AT)
    agreed(people, [agreed_on])
    issued(people, court_clerk, queries.requests_for([agreed_on], on=DAY))
    served(people, agreed_on, {"plaintiff": DAY})
    # The defendant will not sign: the judgment follows.
    assert actions.draw_up_judgment(agreed_on, DRAFT, by=people.judge, at=AT).kind == "judgment"


def test_a_mediation_paper_that_was_taken_is_followed_by_no_judgment(people: People, court_clerk: User) -> None:
    (case,) = tried(people, court_clerk, "甲一")
    agreed(people, [case])
    issued(people, court_clerk, queries.requests_for([case], on=DAY))
    served(people, case, {"plaintiff": DAY, "defendant": DAY})
    with pytest.raises(Refused, match="本案已有调解书"):
        actions.draw_up_judgment(case, DRAFT, by=people.judge, at=AT)
