"""The question interface: golden questions, the example tables, and that nothing a line may hold breaks it."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tianping.law.period_rules import period_rules
from tianping.law.question_rules import RULES
from tianping.law.questions import answer_line, answered, main

GOLDEN = Path(__file__).parent / "golden"
QUESTIONS = [json.loads(line) for line in (GOLDEN / "questions.jsonl").read_text("utf-8").splitlines()]
FEE_EXAMPLES = json.loads((GOLDEN / "fee_examples.json").read_text("utf-8"))["examples"]


def ask(rule: str, on: str | None, **facts: Any) -> dict[str, Any]:
    return answered({"id": 1, "rule": rule, "on": on, "facts": facts})


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: f"{question['rule']} {question['source']}")
def test_a_golden_question_gets_its_golden_answer(question: dict[str, Any]) -> None:
    reply = answered(question)
    if "refused" in question:
        assert question["refused"] in reply.get("refused", reply)
        assert "value" not in reply
    else:
        assert reply.get("value", reply) == question["value"]
        assert reply["steps"]
        assert reply["because"]


def test_every_rule_of_the_interface_has_a_golden_question() -> None:
    asked = {question["rule"] for question in QUESTIONS} | {"identity.check", "mask.judgment"}
    assert set(RULES) <= asked


def fee_question(example: dict[str, Any]) -> dict[str, Any]:
    kind, given_input = example["kind"], example["input"]
    rounding = example["rounding"] if example["rounding"] in ("cent", "yuan") else "yuan_then_halve"
    facts: dict[str, Any] = {"rounding": rounding}
    if kind.startswith("property"):
        facts |= {"claim": given_input, "halved": "half" in kind}
        return {"rule": "fees.property", "on": "2020-01-01", "facts": facts}
    if kind == "fixed":
        return {"rule": "fees.labour", "on": "2020-01-01", "facts": {}}
    if kind in ("divorce", "personality"):
        second = "property" if kind == "divorce" else "damages"
        facts |= {"base": given_input[0], second: given_input[1]}
    else:
        facts["assets" if kind == "bankruptcy" else "amount"] = given_input
    return {"rule": f"fees.{kind}", "on": "2020-01-01", "facts": facts}


@pytest.mark.parametrize("example", FEE_EXAMPLES, ids=lambda example: example["id"])
def test_every_fee_example_agrees(example: dict[str, Any]) -> None:
    reply = answered(fee_question(example))
    assert float(reply["value"]) == float(example["expected"])


def test_answers_come_one_a_line_in_order_and_keep_their_ids() -> None:
    lines = [
        '{"id": {"case": 7}, "rule": "fees.labour", "on": "2023-05-01"}',
        "这不是 JSON",
        "",
        "[1, 2]",
        '{"id": "\\ud800", "rule": "money.words", "facts": {"amount": "1"}}',
        '{"id": 1e999, "rule": "money.words", "facts": {"amount": "1"}}',
        '{"id": 5, "rule": "money.words", "facts": {"amount": NaN}}',
    ]
    out = io.StringIO()
    assert main([], io.StringIO("\n".join(lines)), out) == 0
    replies = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [reply["id"] for reply in replies] == [{"case": 7}, None, None, None, "\ud800", None, None]
    assert replies[0]["value"] == "10.00"
    assert [("refused" in reply) for reply in replies] == [False, True, True, True, False, True, True]


def test_list_prints_every_rule_with_its_facts_and_texts() -> None:
    out = io.StringIO()
    assert main(["--list"], io.StringIO(), out) == 0
    listed = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [rule["rule"] for rule in listed] == list(RULES)
    assert all(rule["facts"] and rule["texts"] for rule in listed)


def test_a_wrong_argument_leaves_the_answers_stream_empty(capsys: pytest.CaptureFixture[str]) -> None:
    out = io.StringIO()
    assert main(["--help-me"], io.StringIO("{}"), out) == 2
    assert out.getvalue() == ""
    assert "--list" in capsys.readouterr().err


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_names_the_fact_it_does_not_know(rule: str) -> None:
    assert "多出来的" in answered({"rule": rule, "on": "2026-01-01", "facts": {"多出来的": 1}})["refused"]


@pytest.mark.parametrize("rule", sorted(set(RULES) - {"fees.labour"}))
def test_a_rule_without_its_facts_is_refused(rule: str) -> None:
    assert "refused" in answered({"rule": rule, "on": "2026-01-01", "facts": {}})


@pytest.mark.parametrize("period_id", sorted(period_rules()))
def test_every_period_is_answered_or_said_to_be_a_rule(period_id: str) -> None:
    reply = ask("periods.due", "2026-03-02", period=period_id, start="2026-03-02T09:10")
    if period_rules()[period_id].texts is None:
        assert "不是期限" in reply["refused"]
    else:
        assert reply["value"]["nominal"]


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**40), 10**40),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=30),
    st.dates().map(str),
    st.datetimes().map(lambda moment: moment.isoformat()),
    st.decimals(allow_nan=False, allow_infinity=False, places=2).map(str),
    st.sampled_from([*period_rules(), "日", "月", "年", "小时", "工作日", "安徽", "resident_id", "uscc", "phone"]),
)
VALUES = st.one_of(
    SCALARS,
    st.lists(SCALARS, max_size=3),
    st.dictionaries(st.sampled_from(["per_day", "per_year", "name"]), SCALARS, max_size=2),
    st.lists(
        st.dictionaries(st.sampled_from(["from", "to", "why", "length", "unit", "name"]), SCALARS, max_size=4),
        max_size=3,
    ),
)


@pytest.mark.parametrize("rule", sorted(RULES))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_facts_whatever_break_a_rule(rule: str, data: st.DataObject) -> None:
    names = st.sampled_from([*RULES[rule].facts, "陌生的事实"])
    facts = data.draw(st.dictionaries(names, VALUES))
    on = data.draw(st.one_of(st.none(), st.dates().map(str), st.text(max_size=10), st.integers()))
    line = answer_line(json.dumps({"id": 1, "rule": rule, "on": on, "facts": facts}))
    reply = json.loads(line)
    assert "\n" not in line
    assert ("value" in reply) != ("refused" in reply)
    assert "程序有缺陷" not in reply.get("refused", "")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_no_line_whatever_breaks_the_interface(line: str) -> None:
    reply = json.loads(answer_line(line.replace("\n", " ")))
    assert "refused" in reply
