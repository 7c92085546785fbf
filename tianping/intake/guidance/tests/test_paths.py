"""Every path is walked to its end; nothing that a form of the cause asks too is asked under another name."""

from typing import Any

import pytest
from django.test import Client

from tests.support.clients import send
from tests.support.court import DAY
from tianping.intake.guidance import queries
from tianping.intake.guidance.codes import code_of
from tianping.intake.guidance.models import Guide
from tianping.intake.guidance.paths import HINTS, Path, all_paths, path_named
from tianping.intake.guidance.tests.walks import AWAY, WALKS, Walk
from tianping.law import causes
from tianping.law.element_forms import KINDS, form_of


def walk(client: Client, path: str, typed: dict[str, Any]) -> str:
    """Answer every question in the order in which the pages ask it; the page at the end."""
    address = client.get(f"/guide/{path}/")["Location"]
    asked = []
    while not address.endswith("/result/"):
        asked.append(address.rstrip("/").rsplit("/", 1)[1])
        sent = send(client, address, answer=typed[asked[-1]])
        assert sent.status_code == 302, (asked[-1], sent.content.decode()[:2000])
        address = sent["Location"]
    assert asked == list(typed)
    return client.get(address).content.decode()


@pytest.mark.parametrize("each", WALKS, ids=[each.path for each in WALKS])
def test_a_path_leads_to_the_court_the_papers_the_fee_and_into_an_application(stranger: Client, each: Walk) -> None:
    text = walk(stranger, each.path, each.typed)
    assert [words for words in each.told if words not in text] == []
    taken = queries.carried(code_of(Guide.objects.get().pk), on=DAY)
    assert (taken.cause_name if taken else "") == each.cause
    if taken is not None:
        assert {key: taken.answers.get(key) for key in each.carried} == each.carried
        assert set(taken.answers) <= {question.key for question in form_of(each.cause).questions} | set(HINTS)


def test_every_path_has_its_walk() -> None:
    assert {each.path for each in WALKS} == {path.key for path in all_paths()}


@pytest.mark.parametrize("path", all_paths(), ids=[path.key for path in all_paths()])
def test_nothing_is_asked_twice(path: Path) -> None:
    """What the path and the form of a cause both ask has one key, one kind and the same choices."""
    for cause in path.causes:
        elements = {question.key: question for question in form_of(cause).questions}
        labels = {question.label for question in elements.values()}
        for question in path.questions:
            same = elements.get(question.key)
            assert question.key in elements or question.label not in labels, question.label
            assert same is None or (same.kind, same.choices) == (question.kind, question.choices), question.key


@pytest.mark.parametrize("path", all_paths(), ids=[path.key for path in all_paths()])
def test_a_path_is_sound(path: Path) -> None:
    before: set[str] = set()
    for question in path.questions:
        assert question.kind in KINDS
        assert question.key not in before
        assert question.only_if is None or question.only_if.keys <= before
        before.add(question.key)
    administrative = {each.name for each in causes.administrative_causes()}
    assert [name for name in path.causes if causes.by_name(name) is None and name not in administrative] == []
    assert set(path.cause_of.values()) <= set(path.causes)
    by = next((question for question in path.questions if question.key == path.cause_by), None)
    assert by is None or {key for key, _ in by.choices or (("yes", ""), ("no", ""))} == set(path.cause_of)


LABOUR = next(each.typed for each in WALKS if each.path == "labour_pay")


def test_with_an_award_in_hand_the_court_is_open_for_fifteen_days(stranger: Client) -> None:
    typed = {**LABOUR, "arbitration": "award"}
    order = [key for key in typed if key not in ("defendant_place", "work_place", "wages_owed_fen", "mediation")]
    typed = {key: typed[key] for key in order} | {"award_received_on": "2023-02-01"} | {
        key: LABOUR[key] for key in ("defendant_place", "work_place", "wages_owed_fen", "mediation")
    }  # fmt: skip
    text = walk(stranger, "labour_pay", typed)
    for words in ("最迟2023年2月16日向法院起诉", "可以向镇原县人民法院起诉", "预计先交5.00元", "仲裁裁决书"):
        assert words in text, words
    for words in ("可能适用简易程序，由一名审判员独任审理", "除了工资还有其他请求，总额还没有填写"):
        assert words in text, words
    for words in ("追索劳动报酬的案件可以不预交", "可能适用小额诉讼，", "没有金钱标的额"):
        assert words not in text, words


def test_a_note_of_wages_opens_the_court_at_once(stranger: Client) -> None:
    typed = {**LABOUR, "labour_matter": "wages", "wage_note": "yes"}
    text = walk(stranger, "labour_pay", typed)
    assert "不必先申请仲裁" in text
    assert "可以向镇原县人民法院起诉" in text
    assert "追索劳动报酬的案件可以不预交案件受理费" in text
    assert "预计先交" not in text


def test_an_agreement_to_arbitrate_is_told_before_anything_else(stranger: Client) -> None:
    loan = next(each.typed for each in WALKS if each.path == "private_loan")
    text = walk(stranger, "private_loan", {**loan, "forum_agreed": "arbitration"})
    assert "向约定的仲裁委员会申请仲裁，法院一般不受理" in text
    assert "开始写起诉状" not in text
    for way in ("怎么申请", "递交仲裁申请书", "第一百九十八条", "什么时候还能到法院", "也可以调解"):
        assert way in text


def test_without_arbitration_the_way_goes_on_to_the_court(stranger: Client) -> None:
    text = walk(stranger, "labour_pay", LABOUR)
    for way in ("到哪里申请", "申请仲裁要带的材料", "时间和以后怎么办", "再来法院起诉", "时效期间为一年"):
        assert way in text
    assert text.index("再来法院起诉") < text.index("也可以调解")


def test_wages_have_no_days_to_pay_in_and_whoever_works_for_a_person_goes_to_no_labour_mediation(
    stranger: Client,
) -> None:
    wages = walk(stranger, "labour_pay", {**LABOUR, "labour_matter": "wages", "wage_note": "yes"})
    assert "预交受理费" not in wages
    boss = next(each.typed for each in WALKS if each.path == "migrant_wages")
    services = walk(Client(), "migrant_wages", boss)
    assert "劳动争议调解委员会" not in services
    assert "人民调解" in services


@pytest.mark.parametrize(("typed", "said"), [("三十万", "300,000.00元"), ("3万5", "35,000.00元")])
def test_a_sum_in_words_is_understood_and_shown_back_on_the_next_page(stranger: Client, typed: str, said: str) -> None:
    order = [each.key for each in path_named("private_loan").questions if each.key in LOAN]
    for each in order[: order.index("principal_owed_fen")]:
        send(stranger, f"/guide/private_loan/{each}/", answer=LOAN[each])
    asked = stranger.get("/guide/private_loan/principal_owed_fen/").content.decode()
    assert "以元为单位，例如300000；也可以写30万。" in asked
    sent = send(stranger, "/guide/private_loan/principal_owed_fen/", answer=typed)
    assert f"记为{said}。" in stranger.get(sent["Location"]).content.decode()
    refused = send(stranger, "/guide/private_loan/principal_owed_fen/", answer="三五万")
    assert (refused.status_code, "也可以写“30万”" in refused.content.decode()) == (422, True)


LOAN = next(each.typed for each in WALKS if each.path == "private_loan")
DENIED = "没有管辖权"


@pytest.mark.parametrize("place", ["县城东关", "平泉镇", "城关镇东街"])
def test_no_court_is_denied_while_a_place_was_not_recognised(stranger: Client, place: str) -> None:
    text = walk(stranger, "private_loan", {**LOAN, "defendant_place": place})
    for words in (
        "可以向霍邱县人民法院起诉；还有法院没有确定",
        f"从“{place}”不能确定是哪个法院",
        "写明省、市和县（区）",
    ):
        assert words in text, words
    assert "工作人员帮您查" in text
    assert DENIED not in text


def test_where_no_place_names_a_court_only_what_to_enter_is_told(stranger: Client) -> None:
    text = walk(stranger, "private_loan", {**LOAN, "defendant_place": "东关", "plaintiff_place": "西关"})
    assert "从“东关”、“西关”不能确定是哪个法院" in text
    assert DENIED not in text


def test_a_court_is_denied_where_every_place_names_another(stranger: Client) -> None:
    text = walk(stranger, "private_loan", {**LOAN, "defendant_place": AWAY})
    assert "镇原县人民法院没有管辖权" in text
    assert "不能确定" not in text


DIVORCE = next(each.typed for each in WALKS if each.path == "divorce")
BEFORE = ("defendant_state", "away", "defendant_place", "plaintiff_place", "grounds")
AFTER = ("has_children", "has_property", "mediation")


@pytest.mark.parametrize(
    ("between", "begins"),
    [
        ({"sued_before": "yes", "refused_on": "2022-12-01", "spouse": "wife"}, "离上次不满六个月"),
        ({"sued_before": "no", "spouse": "husband", "with_child": "yes"}, "女方怀孕、分娩后一年内"),
        ({"sued_before": "yes", "refused_on": "2022-06-01", "spouse": "husband", "with_child": "no"}, "可以向"),
    ],
)
def test_what_bars_a_suit_for_divorce_comes_before_the_court(
    stranger: Client, between: dict[str, str], begins: str
) -> None:
    typed = {key: DIVORCE[key] for key in BEFORE} | between | {key: DIVORCE[key] for key in AFTER}
    heading = walk(stranger, "divorce", typed).split("<h1>")[1].split("</h1>")[0]
    said = heading.split("</span>")[1]
    assert said.startswith(begins)
    assert "可以向霍邱县人民法院或者镇原县人民法院起诉" in said


def test_who_reads_a_last_day_on_that_day_is_told_that_it_is_today(stranger: Client) -> None:
    sued = next(each.typed for each in WALKS if each.path == "sued")
    assert "最迟2023年2月6日，今天是最后一天。" in walk(stranger, "sued", {**sued, "received_on": "2023-01-20"})
    assert "今天是最后一天" not in walk(Client(), "sued", sued)


@pytest.mark.parametrize(("fate", "told"), [("neither", False), ("rescind", True)])
def test_no_fee_is_told_before_somebody_said_what_they_claim(stranger: Client, fate: str, *, told: bool) -> None:
    goods = next(each.typed for each in WALKS if each.path == "goods")
    text = walk(stranger, "goods", {**goods, "contract_fate": fate, "refund_fen": ""})
    assert ("还没有填写要对方付多少钱，现在算不出来" in text) is not told
    assert ("预计先交" in text) is told


SUED = {"received_on": "2023-02-02", "position": "disagree"}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"received": "judgment", "received_on": "2023-02-02", "small_claims": "no", "position": "disagree"}, "上诉状"),
        ({"received": "payment_order", **SUED}, "书面异议"),
    ],
)
def test_a_judgment_and_a_payment_order_are_not_answered(stranger: Client, typed: dict[str, str], told: str) -> None:
    text = walk(stranger, "sued", typed)
    heading = text.split("<h1>")[1].split("</h1>")[0]
    assert told in heading
    assert "答辩状，并按原告人数准备副本" not in text


def test_who_comes_after_the_fifteen_days_is_told(stranger: Client) -> None:
    typed = {**LABOUR, "arbitration": "award"}
    late = {"award_received_on": "2023-01-10"}
    order = ("defendant_place", "work_place", "wages_owed_fen", "mediation")
    first = {key: typed[key] for key in typed if key not in order}
    text = walk(stranger, "labour_pay", first | late | {key: LABOUR[key] for key in order})
    assert "起诉期限可能已经过了" in text and "最迟2023年1月" not in text
    assert 'href="/enforcement/apply/?guide=' in text and "单位不履行裁决的，申请执行" in text
    heading = text.split("<h1>")[1].split("</h1>")[0].split("</span>")[1]
    assert heading.startswith("按您填写的日期，起诉期限已经过了，法院可能不受理。受理的，可以向镇原县人民法院起诉")


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        ("principal_owed_fen", "0", "尚欠本金填了0元"),
        ("interest_until", "2030-01-01", "利息计至日（2030年1月1日）晚于今天"),
    ],
)
def test_what_cannot_be_is_refused_at_its_question(stranger: Client, key: str, typed: str, sentence: str) -> None:
    answers = {**LOAN, "interest_owed_fen": "1000", "interest_until": ""}
    order = [each.key for each in path_named("private_loan").questions if each.key in answers]
    for each in order[: order.index(key)]:
        assert send(stranger, f"/guide/private_loan/{each}/", answer=answers[each]).status_code == 302
    sent = send(stranger, f"/guide/private_loan/{key}/", answer=typed)
    assert (sent.status_code, sentence in sent.content.decode()) == (422, True)


def test_a_question_that_was_left_open_is_carried_as_left_open(stranger: Client) -> None:
    walk(stranger, "private_loan", {**LOAN, "interest_owed_fen": ""})
    taken = queries.carried(code_of(Guide.objects.get().pk), on=DAY)
    assert taken is not None
    assert ("interest_owed_fen" in taken.answers, taken.answers["interest_owed_fen"]) == (True, None)
    assert "interest_onwards" not in taken.answers


def test_whoever_does_not_know_the_last_day_reads_from_what_the_two_years_run(stranger: Client) -> None:
    enforcement = next(each.typed for each in WALKS if each.path == "enforcement")
    text = walk(stranger, "enforcement", {**enforcement, "performance_due_on": ""})
    shown = text.split("<details")[0] + "".join(each.split("</details>")[-1] for each in text.split("<details")[1:])
    assert "申请执行的期间是二年，从文书写的履行期限最后一天起算；过了的" in shown
    assert "起诉以前" not in text
