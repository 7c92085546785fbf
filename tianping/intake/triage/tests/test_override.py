"""调整审理程序: who may, what statutes close, what the trial limit does, and that every decision is kept."""

import pytest
from django.db import DatabaseError, transaction

from tests.support.cases import open_cases
from tests.support.clients import Browse
from tests.support.court import AT, DAY, People, open_court
from tianping.cases.actions import close_cases
from tianping.cases.models import Clock, TimelineEntry
from tianping.intake.triage import actions
from tianping.intake.triage.actions import TriageFacts, TriageOverride, TriageRequest
from tianping.intake.triage.models import Decision
from tianping.intake.triage.tests.conftest import SIMPLE_FEN, SMALL_FEN, case_of, form, triaged
from tianping.kernel.models import AuditEntry
from tianping.kernel.refusals import Forbidden, Overtaken, Refused
from tianping.kernel.tests.together import at_once
from tianping.money.fees.actions import Charge, raise_bill
from tianping.money.fees.models import Item

ORDINARY = TriageOverride("ordinary", "panel", "案情复杂，需要合议")
CLEAR = TriageFacts(SIMPLE_FEN)
OVERTAKEN = "该事项已被他人处理，请刷新页面后查看最新情况。"


def running(decision: Decision) -> list[str]:
    """Which trial limits run in the case of a decision."""
    clocks = Clock.objects.filter(case=decision.case_id, stopped_on__isnull=True)
    return list(clocks.values_list("period_id", flat=True))


@pytest.mark.parametrize(
    ("claim_fen", "track", "limit"),
    [
        (4_000_000, "small_claims", "C-TRIAL-SMALL"),
        (4_000_001, "simple", "C-TRIAL-SIMPLE"),
        (16_000_000, "simple", "C-TRIAL-SIMPLE"),
        (16_000_001, "ordinary", "C-TRIAL-ORD"),
    ],
)
def test_the_rules_measure_the_claim_by_the_wage_of_80000_yuan(
    people: People, claim_fen: int, track: str, limit: str
) -> None:
    decision = triaged(people.clerk, claim_fen)
    assert (case_of(decision).track, running(decision)) == (track, [limit])
    assert any("第一百六十五条" in article for article in decision.because)


def test_without_a_wage_triage_names_what_is_missing_and_the_clerk_may_choose(db: None) -> None:
    people = open_court(with_wage=False)
    (case,) = open_cases(people.clerk, ["黄小明"], track="", clocks=())
    with pytest.raises(Refused, match="工资"):
        actions.decide_many([TriageRequest(case, CLEAR)], by=people.clerk, at=AT)
    chosen = TriageOverride("simple", "sole", "本院数据尚未登记，标的额较小")
    (decision,) = actions.decide_many([TriageRequest(case, CLEAR, chosen)], by=people.clerk, at=AT)
    assert (decision.track, decision.is_override, decision.wage) == ("simple", True, None)
    assert "工资" in decision.steps[0]


def test_an_override_changes_the_procedure_and_its_trial_limit_counts_from_the_filing(
    people: People, decision: Decision
) -> None:
    changed = actions.override(decision, ORDINARY, CLEAR, by=people.head, at=AT)
    case = case_of(decision)
    limit = Clock.objects.get(case=case, period_id="C-TRIAL-ORD")
    assert (case.track, case.composition) == ("ordinary", "panel")
    assert (changed.is_override, changed.reason, changed.by_id) == (True, ORDINARY.reason, people.head.pk)
    assert (running(decision), limit.started_on) == (["C-TRIAL-ORD"], case.filed_on)
    assert TimelineEntry.objects.filter(case=case, for_litigants=True, text="审理程序调整为普通程序。").count() == 1
    assert AuditEntry.objects.filter(action="triage.decide", by=people.head).count() == 1


def test_a_case_that_was_charged_half_owes_the_other_half_once(people: People, decision: Decision) -> None:
    case = case_of(decision)
    raise_bill([Charge(case, SIMPLE_FEN, True)], "王小明", by=people.clerk, at=AT)
    ordinary = actions.override(decision, ORDINARY, CLEAR, by=people.head, at=AT)
    owed = Item.objects.get(case=case, kind="conversion")
    plaintiff = case.matter.litigants.get(role="plaintiff")
    assert (owed.amount_fen, owed.bill.payer_name) == (102_500, plaintiff.name)
    assert Clock.objects.filter(case=case, period_id="C-FEE-CONV", stopped_on__isnull=True).count() == 1
    told = TimelineEntry.objects.get(case=case, text__startswith="审理程序调整为普通程序。")
    assert told.text.endswith(f"应补交案件受理费1,025.00元，交费通知{owed.bill.number}。")
    simple = actions.override(ordinary, TriageOverride("simple", "sole", "事实清楚"), CLEAR, by=people.head, at=AT)
    actions.override(simple, ORDINARY, CLEAR, by=people.head, at=AT)
    assert Item.objects.filter(case=case, kind="conversion").count() == 1


def test_another_composition_in_the_same_procedure_leaves_the_trial_limit_alone(people: People) -> None:
    decision = triaged(people.clerk, 16_000_001)
    before = Clock.objects.get(case=decision.case_id)
    other = "panel" if decision.composition == "sole" else "sole"
    actions.override(
        decision, TriageOverride("ordinary", other, "换人"), TriageFacts(16_000_001), by=people.head, at=AT
    )
    assert Clock.objects.get(case=decision.case_id).pk == before.pk
    assert case_of(decision).composition == other


@pytest.mark.parametrize("who", ["judge", "cashier", "mediator", "president", "stranger"])
def test_only_the_filing_clerk_and_the_division_head_may(people: People, decision: Decision, who: str) -> None:
    with pytest.raises(Forbidden):
        actions.override(decision, ORDINARY, CLEAR, by=getattr(people, who), at=AT)
    assert Decision.objects.count() == 1


def test_a_reason_is_needed(people: People, decision: Decision) -> None:
    with pytest.raises(Refused, match="应当写明理由"):
        actions.override(decision, TriageOverride("ordinary", "panel", " "), CLEAR, by=people.clerk, at=AT)
    with pytest.raises(Refused, match="应当写明理由"):
        actions.decide_again(decision, CLEAR, reason="", by=people.clerk, at=AT)


def test_what_is_already_so_is_not_changed(people: People, decision: Decision) -> None:
    with pytest.raises(Refused, match="与现在相同"):
        actions.override(decision, TriageOverride("simple", "sole", "再来一次"), CLEAR, by=people.clerk, at=AT)


@pytest.mark.parametrize(
    ("choice", "facts", "sentence"),
    [
        (
            TriageOverride("small_claims", "sole", "快"),
            TriageFacts(SMALL_FEN, small_claims_exclusions=("涉外案件",)),
            "本案属于“涉外案件”，法律规定不得适用小额诉讼",
        ),
        (
            TriageOverride("simple", "sole", "快"),
            TriageFacts(SMALL_FEN, simple_exclusions=("起诉时被告下落不明的",)),
            "不得适用简易程序",
        ),
        (
            TriageOverride("ordinary", "sole", "快"),
            TriageFacts(SMALL_FEN, sole_exclusions=("属于新类型或者疑难复杂的案件",)),
            "不得适用独任审理",
        ),
        (
            TriageOverride("ordinary", "sole", "快"),
            TriageFacts(SMALL_FEN, simple_exclusions=("发回重审的",)),
            "本案属于“发回重审的”，法律规定不得适用独任审理",
        ),
        (TriageOverride("simple", "panel", "快"), TriageFacts(SMALL_FEN), "不能组成合议庭"),
        (TriageOverride("small_claims", "sole", "快"), TriageFacts(16_000_001), "标的额超过小额诉讼标准"),
        (TriageOverride("small_claims", "sole", "快"), TriageFacts(None, is_money_claim=False), "只适用于金钱给付案件"),
    ],
)
def test_what_a_statute_closes_no_reason_opens(
    people: People, choice: TriageOverride, facts: TriageFacts, sentence: str
) -> None:
    decision = triaged(people.clerk, 16_000_001)
    if (choice.track, choice.composition) == (decision.track, decision.composition):
        decision = actions.override(decision, ORDINARY, TriageFacts(16_000_001), by=people.clerk, at=AT)
    before = Decision.objects.count()
    with pytest.raises(Refused, match=sentence):
        actions.override(decision, choice, facts, by=people.head, at=AT)
    assert Decision.objects.count() == before


def test_a_missing_defendant_closes_simple_procedure_but_not_the_single_judge(
    people: People, decision: Decision
) -> None:
    facts = TriageFacts(SIMPLE_FEN, simple_exclusions=("起诉时被告下落不明的",))
    alone = TriageOverride("ordinary", "sole", "被告下落不明，案情清楚")
    assert actions.override(decision, alone, facts, by=people.clerk, at=AT).composition == "sole"


def test_the_rules_decide_again_on_other_facts_and_that_is_no_override(people: People, decision: Decision) -> None:
    facts = TriageFacts(SIMPLE_FEN, simple_exclusions=("起诉时被告下落不明的",))
    again = actions.decide_again(decision, facts, reason="公告送达", by=people.clerk, at=AT)
    assert (again.track, again.is_override, again.reason) == ("ordinary", False, "公告送达")
    assert any("第二百五十七条" in article for article in again.because)
    assert running(decision) == ["C-TRIAL-ORD"]


def test_a_choice_that_the_rules_make_too_is_no_override(people: People) -> None:
    decision = triaged(people.clerk, 16_000_001)
    (ruled,) = actions.decide_many(
        [
            TriageRequest(
                case_of(decision),
                TriageFacts(16_000_001),
                TriageOverride(decision.track, decision.composition, "与规则一致"),
            )
        ],
        by=people.clerk,
        at=AT,
    )
    assert (ruled.is_override, ruled.reason) == (False, "与规则一致")


def test_a_closed_case_keeps_its_procedure(people: People, decision: Decision) -> None:
    close_cases([decision.case_id], by=people.clerk, at=AT, reason="撤诉")
    with pytest.raises(Refused, match="已经结案"):
        actions.override(decision, ORDINARY, CLEAR, by=people.head, at=AT)


def test_a_mediation_before_filing_has_no_procedure_to_change(people: People, browse: Browse) -> None:
    (mediation,) = open_cases(people.clerk, ["黄小明"], type_code="诉前调", track="", clocks=())
    answer = browse(people.clerk).get(f"/triage/cases/{mediation.pk}/")
    assert answer.status_code == 422
    assert "只有民事一审案件适用繁简分流" in answer.content.decode()


def test_whoever_saw_an_older_decision_reads_that_somebody_else_was_first(people: People, decision: Decision) -> None:
    actions.override(decision, ORDINARY, CLEAR, by=people.head, at=AT)
    with pytest.raises(Overtaken, match=OVERTAKEN):
        actions.override(decision, TriageOverride("ordinary", "sole", "一人即可"), CLEAR, by=people.clerk, at=AT)


@pytest.mark.usefixtures("own_database")
def test_of_two_who_change_it_at_once_one_is_told_and_one_trial_limit_runs() -> None:
    people = open_court()
    decision = triaged(people.clerk)
    answers = at_once(
        lambda: actions.override(decision, ORDINARY, CLEAR, by=people.head, at=AT),
        lambda: actions.override(decision, TriageOverride("ordinary", "sole", "一人"), CLEAR, by=people.clerk, at=AT),
    )
    (lost,) = [answer for answer in answers if isinstance(answer, Exception)]
    assert str(lost) == OVERTAKEN
    assert running(decision) == ["C-TRIAL-ORD"]
    assert Decision.objects.count() == 2


def test_decisions_are_kept_as_they_were(decision: Decision) -> None:
    for change in (lambda: Decision.objects.update(track="ordinary"), lambda: Decision.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_page_changes_the_procedure_by_rule_or_by_choice(
    people: People, decision: Decision, browse: Browse
) -> None:
    address, client = f"/triage/cases/{decision.case_id}/", browse(people.clerk)
    assert "起诉时被告下落不明的" in client.get(address).content.decode()
    by_rule = form(decision, "rule", simple_exclusions=["起诉时被告下落不明的"])
    assert client.post(address, by_rule)["Location"] == f"/cases/{decision.case_id}/"
    newest = Decision.objects.latest("pk")
    assert (newest.track, newest.is_override) == ("ordinary", False)
    checked = client.get(address).content.decode()
    assert 'value="起诉时被告下落不明的" id="id_simple_exclusions_0" checked' in checked.replace(
        ' aria-describedby="id_simple_exclusions_helptext"', ""
    )
    client.post(address, form(newest, "ordinary panel", simple_exclusions=["起诉时被告下落不明的"]))
    assert case_of(decision).composition == "panel"


def test_the_page_keeps_what_was_typed_when_a_statute_refuses(
    people: People, decision: Decision, browse: Browse
) -> None:
    typed = form(decision, "small_claims sole", small_claims_exclusions=["涉外案件"], reason="标的额不大")
    answer = browse(people.clerk).post(f"/triage/cases/{decision.case_id}/", typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "本案属于“涉外案件”，法律规定不得适用小额诉讼" in text
    assert "标的额不大" in text
    assert case_of(decision).track == "simple"


@pytest.mark.parametrize(("who", "status"), [("clerk", 200), ("head", 200), ("judge", 403), ("stranger", 403)])
def test_the_page_opens_for_those_who_may(
    people: People, decision: Decision, browse: Browse, who: str, status: int
) -> None:
    assert browse(getattr(people, who)).get(f"/triage/cases/{decision.case_id}/").status_code == status


def test_an_unknown_case_is_a_404_and_recorded(people: People, browse: Browse) -> None:
    assert browse(people.clerk).get("/triage/cases/999999/").status_code == 404
    assert AuditEntry.objects.filter(action="access.refused", subject="case:999999").count() == 1


def test_the_case_page_shows_the_reasons_and_the_way_to_change_them(
    people: People, decision: Decision, browse: Browse
) -> None:
    actions.override(decision, ORDINARY, CLEAR, by=people.head, at=AT)
    text = browse(people.clerk).get(f"/cases/{decision.case_id}/").content.decode()
    for shown in ("普通程序，合议", ORDINARY.reason, "李庭", "简易程序，独任", "80,000.00元", "调整审理程序"):
        assert shown in text, shown
    assert decision.at.date() == DAY
